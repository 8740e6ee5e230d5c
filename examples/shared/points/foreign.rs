//! Forms of coordinates that are known and not read, each with its remedy.

use super::degrees::Axis;

/// The fewest hexadecimal digits of a point in WKB.
const WKB: usize = 42;

/// The remedy for a text in such a form, which goes on from "it is no number".
pub fn remedy(text: &str) -> Option<&'static str> {
    let text = text.trim();
    let lower = text.to_ascii_lowercase();
    let words = [
        ("north", "write N for North"),
        ("south", "write S for South"),
        ("east", "write E for East"),
        ("west", "write W for West"),
    ];
    if let Some((_, remedy)) = words.into_iter().find(|(word, _)| {
        lower.strip_suffix(word).or(lower.strip_prefix(word)).is_some_and(|it| is_plain(it.trim()))
    }) {
        return Some(remedy);
    }
    if text.len() >= WKB && text.starts_with('0') && text.chars().all(|it| it.is_ascii_hexdigit()) {
        return Some("it is WKB: write WKT, by ST_AsText or ogr2ogr -lco GEOMETRY=AS_WKT");
    }
    if text.starts_with('{') && text.contains("\"coordinates\"") {
        return Some("it is GeoJSON in a table: write WKT, as POINT (38.35 36.89), by ST_AsText");
    }
    if has_hyphens(text) {
        return Some("mark degrees and minutes, as 38°21'12\", or give 38 21 12 E");
    }
    is_grid(text).then_some("it seems to be of UTM or MGRS: give degrees on WGS 84 (EPSG:4326)")
}

fn is_plain(number: &str) -> bool {
    !number.is_empty() && number.chars().all(|it| it.is_ascii_digit() || ".,-".contains(it))
}

/// `true` for degrees and minutes with a hyphen between, as 38-21-12E.
fn has_hyphens(text: &str) -> bool {
    let body = text.trim_matches(|it: char| it.is_ascii_alphabetic() || it == ' ');
    let Some((degrees, smaller)) = body.split_once('-') else { return false };
    let is_short = |text: &str| (1..=3).contains(&text.len());
    is_short(degrees) && is_plain(degrees) && is_plain(smaller)
}

/// `true` for a zone of UTM with its letter, before many digits.
fn is_grid(text: &str) -> bool {
    let rest = text.trim_start_matches(|it: char| it.is_ascii_digit());
    let is_zone = (1..=2).contains(&(text.len() - rest.len()));
    let digits = rest.chars().filter(char::is_ascii_digit).count();
    is_zone && rest.trim_start().starts_with(|it: char| it.is_ascii_alphabetic()) && digits >= 8
}

/// `true` for degrees and minutes without a mark between them, as NMEA 0183 has them: 3821.2082 is
/// 38° 21.2082'.
pub fn is_nmea(text: &str, axis: Axis) -> bool {
    let number = text.trim_matches(|it: char| !it.is_ascii_digit());
    let digits = number.split(['.', ',']).next().unwrap_or_default();
    let (Some(minutes), true) = (digits.len().checked_sub(2), (4..=5).contains(&digits.len()))
    else {
        return false;
    };
    let [degrees, minutes] = [&digits[..minutes], &digits[minutes..]].map(str::parse::<u32>);
    let most = if axis == Axis::Longitude { 180 } else { 90 };
    let is_below = |it: Result<u32, _>, most| it.is_ok_and(|it| it < most);
    is_below(degrees, most + 1) && is_below(minutes, 60)
}
