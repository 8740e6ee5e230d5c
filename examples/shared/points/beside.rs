//! Columns beside the coordinates that change what they mean: letters for the hemisphere, and the
//! minutes and seconds of whole degrees.

use super::degrees::{Axis, Decimal, axis_of, is_missing};
use super::header::{Column, Header};

/// Such a column.
pub struct Beside {
    pub column: Column,
    pub role: Role,
}

/// The meaning of a column beside the coordinates.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Role {
    /// A letter for the hemisphere, which tells its axis too.
    Letter,
    /// Minutes or seconds of the degrees in the column with this index.
    Smaller(usize),
}

/// The words for an axis in a title.
const AXES: [(&str, Axis); 6] = [
    ("latitude", Axis::Latitude),
    ("lat", Axis::Latitude),
    ("longitude", Axis::Longitude),
    ("long", Axis::Longitude),
    ("lon", Axis::Longitude),
    ("lng", Axis::Longitude),
];

/// Words that alone title letters.
const HEMISPHERE: [&str; 8] =
    ["hemisphere", "hemi", "northorsouth", "eastorwest", "northsouth", "eastwest", "ns", "ew"];

/// Words that title letters beside one for an axis.
const LETTER: [&str; 9] =
    ["direction", "reference", "indicator", "cardinal", "letter", "sign", "dir", "ref", "ind"];

const SMALLER: [&str; 8] = ["minutes", "minute", "mins", "min", "seconds", "second", "secs", "sec"];

/// The words of a title.
#[derive(Default)]
struct Words {
    axis: Option<Axis>,
    is_hemisphere: bool,
    is_letter: bool,
    is_smaller: bool,
}

impl Words {
    /// Divides a title without blanks and marks, in lower case, into words; `None` if it has others.
    fn of(title: &str) -> Option<Self> {
        let mut words = Words::default();
        let mut left = title;
        while !left.is_empty() {
            let axis = AXES.iter().find_map(|&(word, axis)| Some((left.strip_prefix(word)?, axis)));
            let is_one = |all: &[&str]| all.iter().find_map(|word| left.strip_prefix(word));
            left = if let Some((rest, axis)) = axis {
                words.axis = Some(axis);
                rest
            } else if let Some(rest) = is_one(&HEMISPHERE) {
                words.is_hemisphere = true;
                rest
            } else if let Some(rest) = is_one(&LETTER) {
                words.is_letter = true;
                rest
            } else if let Some(rest) = is_one(&SMALLER) {
                words.is_smaller = true;
                rest
            } else {
                is_one(&["gps"])?
            };
        }
        Some(words)
    }
}

/// A title without blanks and marks, in lower case.
fn plain(title: &str) -> String {
    title.to_lowercase().chars().filter(|letter| letter.is_alphabetic()).collect()
}

/// `true` for the title of a column with letters, among all titles.
fn is_letter(title: &str, titles: &[String]) -> bool {
    let word = plain(title);
    // Two letters alone may be anything, as nanoseconds, without the other two.
    let other = match &*title.trim().to_lowercase() {
        "ns" => "ew",
        "ew" => "ns",
        _ => {
            return Words::of(&word)
                .is_some_and(|it| it.is_hemisphere || it.is_letter && it.axis.is_some());
        }
    };
    titles.iter().any(|title| plain(title) == other)
}

/// The axis of the degrees whose minutes or seconds a column with this title has.
fn smaller(title: &str, titles: &[String]) -> Option<Axis> {
    let axis = Words::of(&plain(title)).filter(|it| it.is_smaller)?.axis;
    // The least of a range has the greatest beside it.
    let is_least =
        plain(title).ends_with("min") && titles.iter().any(|it| plain(it).contains("max"));
    axis.filter(|_| !is_least)
}

/// The same for a single letter, as `lat_m` has it.
fn smaller_by_letter(title: &str) -> Option<Axis> {
    let (axis, letter) = title.trim().rsplit_once(['_', ' ', '.', '-'])?;
    let is_smaller = ["m", "s"].iter().any(|it| letter.eq_ignore_ascii_case(it));
    is_smaller.then(|| Words::of(&plain(axis)))?.filter(|it| !it.is_smaller)?.axis
}

/// The title of a column with minutes or seconds, if there is one.
pub fn smaller_title(titles: &[String]) -> Option<&String> {
    titles
        .iter()
        .find(|title| smaller(title, titles).or_else(|| smaller_by_letter(title)).is_some())
}

/// The columns beside the coordinates; `degrees` are the columns titled as longitude and latitude.
pub fn find(header: &Header, degrees: Option<[&Column; 2]>) -> Vec<Beside> {
    let Header::Titles(titles) = header else { return Vec::new() };
    // Without a word for the axis, minutes stand directly behind their degrees, both of them.
    let is_unnamed =
        |index: usize| titles.get(index).is_some_and(|title| SMALLER.contains(&&*plain(title)));
    let stand_behind = degrees.is_some_and(|all| all.iter().all(|it| is_unnamed(it.index + 1)));
    let role = |index: usize, title: &String| {
        if degrees.is_some_and(|all| all.iter().any(|it| it.index == index)) {
            return None;
        }
        if is_letter(title, titles) {
            return Some(Role::Letter);
        }
        let [lon, lat] = degrees?;
        let of = match smaller(title, titles).or_else(|| smaller_by_letter(title)) {
            Some(Axis::Longitude) => lon.index,
            Some(Axis::Latitude) => lat.index,
            None if stand_behind && is_unnamed(index) => {
                let degrees = [lon.index, lat.index].into_iter().filter(|&it| it < index).max()?;
                (degrees + 1..index).all(is_unnamed).then_some(degrees)?
            }
            None => return None,
        };
        Some(Role::Smaller(of))
    };
    let found = titles.iter().enumerate().filter_map(|(index, title)| {
        let column = Column { index, title: title.trim().to_owned() };
        Some(Beside { role: role(index, title)?, column })
    });
    found.collect()
}

impl Beside {
    /// The letter in a field of this column, and its axis.
    pub fn letter(&self, field: &str) -> Result<(Axis, char), String> {
        let text = field.trim();
        let words = ["north", "south", "east", "west"];
        let is_letter = text.len() == 1 || words.iter().any(|word| text.eq_ignore_ascii_case(word));
        let letter = text.chars().next().filter(|_| is_letter).map(|it| it.to_ascii_uppercase());
        letter.and_then(|letter| Some((axis_of(letter)?.0, letter))).ok_or_else(|| {
            format!(
                "column {}: {text:?} is no letter N, S, E or W beside coordinates; give one, or leave \
                 the column out, or rename it if it means another thing",
                self.column.title
            )
        })
    }

    /// Refuses a letter that would negate a coordinate where letters are not used.
    pub fn check_letter(&self, field: &str) -> Result<(), String> {
        match self.letter(field) {
            Ok((_, letter @ ('S' | 'W'))) => Err(format!(
                "column {}: {letter:?} would negate a coordinate, which it does beside degrees in two \
                 columns alone; give the coordinate its sign, and leave the column out",
                self.column.title
            )),
            _ => Ok(()),
        }
    }

    /// Refuses minutes or seconds beside whole degrees.
    pub fn check_smaller(
        &self,
        field: &str,
        degrees: &str,
        decimal: Decimal,
    ) -> Result<(), String> {
        let text = field.trim();
        let is_none = is_missing(text) || decimal.number(text) == Some(0.0);
        let is_whole = || decimal.number(degrees.trim()).is_some_and(|it| it.fract() == 0.0);
        if is_none || !is_whole() {
            return Ok(());
        }
        Err(format!(
            "column {}: {text:?} stands beside whole degrees, {}; give decimal degrees, or all in one \
             column, as 36 53.457 N",
            self.column.title,
            degrees.trim()
        ))
    }
}
