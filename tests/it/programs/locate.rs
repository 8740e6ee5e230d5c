//! The example `locate`: the columns that it adds, and rows that come out as they went in.

use std::collections::HashMap;
use std::fmt::Write;
use std::fs;

use safe_zone::plan::Standing;
use safe_zone::{Locator, Position, dataset};
use serde_json::{Value, json};

use crate::support::programs::{Run, names, run};

/// A town 29 km from the border: outside both plans.
pub const MANBIJ: &str = "37.95495,36.52815";
pub const ADDED: &str = "distance_km,chainage_km,side,in_us-2019,in_turkey-2019";

pub fn here() -> tempfile::TempDir {
    tempfile::tempdir().unwrap()
}

/// Runs `locate` on a text on standard input.
pub fn located(arguments: &[&str], input: &str) -> Run {
    let done = run("locate", &[arguments, &["-"]].concat(), here().path(), input);
    assert_eq!(done.code, Some(0), "{}", done.stderr);
    done
}

pub fn count(summary: &str, words: &str) -> usize {
    let before = summary.split(words).next().filter(|text| text.len() < summary.len());
    let number = before.and_then(|text| text.split_whitespace().last());
    number.and_then(|number| number.parse().ok()).unwrap_or_else(|| panic!("{words}: {summary}"))
}

/// The places as CSV with quotes, line ends within them, and quotes around every third that needs
/// none.
fn places() -> String {
    let mut text = "name,longitude,latitude\n".to_owned();
    for (index, place) in dataset::places().iter().enumerate() {
        let (name, at) = (place.name(), place.position());
        match index % 3 {
            0 => writeln!(text, "\"{name}, \"\"so\"\"\",{},{}", at.lon(), at.lat()).unwrap(),
            1 => writeln!(text, "\"{name}\r\n2\",{},{}", at.lon(), at.lat()).unwrap(),
            _ => writeln!(text, "{name},{}, {}", at.lon(), at.lat()).unwrap(),
        }
    }
    text
}

/// The straight pieces by which a census measures leave the direction of the edge by 2e-5 and less,
/// so the border point nearest to a place moves along the border by that share of the distance.
fn same(name: &str, found: &Value, expected: &Value) {
    if name == "chainage_km" {
        let [a, b] = [found, &expected[name]].map(|value| value.as_f64().unwrap());
        let moves = 2e-5 * expected["distance_km"].as_f64().unwrap() + 1e-6;
        assert!((a - b).abs() <= moves, "{a} in the place of {b} in {expected}");
    } else {
        assert_eq!(found, &expected[name], "{name} in {expected}");
    }
}

#[test]
fn says_of_the_embedded_places_what_safe_zones_says() {
    let folder = here();
    let made = run("safe_zones", &["-o", "zones"], folder.path(), "");
    assert_eq!(made.code, Some(0), "{}", made.stderr);
    let text = fs::read_to_string(folder.path().join("zones/places.geojson")).unwrap();
    let expected: Value = serde_json::from_str(&text).unwrap();
    let expected = expected["features"].as_array().unwrap();

    // A census leaves open what is within its tolerance of a limit.
    let done = located(&["--uncertainty", "1m"], &places());
    let mut reader = csv::Reader::from_reader(done.stdout.as_bytes());
    let titles = reader.headers().unwrap().clone();
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    assert_eq!((rows.len(), expected.len()), (604, 604));
    let mut standings = HashMap::new();
    for (row, feature) in rows.iter().zip(expected) {
        for (title, text) in titles.iter().zip(row).skip(3) {
            let found = match (title, text) {
                ("side", "") => Value::Null,
                ("side" | "in_us-2019" | "in_turkey-2019", text) => json!(text),
                (_, number) => json!(number.parse::<f64>().unwrap()),
            };
            same(title, &found, &feature["properties"]);
        }
        *standings.entry(row[6].to_owned()).or_insert(0) += 1;
    }
    // The same as lines of GeoJSON, one for each feature.
    let lines: String = expected
        .iter()
        .map(|feature| {
            let place = json!({"type": "Feature", "geometry": feature["geometry"],
            "properties": {"name": feature["properties"]["name"]}});
            format!("{place}\n")
        })
        .collect();
    let json = located(&["--uncertainty", "1m"], &lines);
    for (line, feature) in json.stdout.lines().zip(expected) {
        let line: Value = serde_json::from_str(line).unwrap();
        for (name, value) in line["properties"].as_object().unwrap() {
            same(name, value, &feature["properties"]);
        }
        assert_eq!(line["properties"].as_object().unwrap().len(), 6);
    }
    assert_eq!((json.stdout.lines().count(), &json.stderr), (604, &done.stderr));

    // The summary counts the values in the rows.
    for (label, rows) in standings {
        let line = done.stderr.lines().find(|line| line.contains(&label)).unwrap();
        assert_eq!(line.split_whitespace().last().unwrap(), rows.to_string(), "{}", done.stderr);
    }
    assert!(done.stderr.contains("rows: 604, of them 604 located, 0 without coordinates, 0 bad"));
}

/// Every kind of fault: the row, and the text added to it.
const FAULTS: [(&str, &str); 17] = [
    ("1,38.02,36.828,\"two\r\nlines, \"\"so\"\"\"\r\n", ",0."),
    ("\r\n", "none"),
    ("2,,,without\r\n", ",,,,,"),
    ("3,38.02,,half\r\n", ",,,,,"),
    ("4,\"38,02\",36.5,comma\r\n", ",,,,,"),
    ("5,512345,4076000,metres\r\n", ",,,,,"),
    ("6,36.5,nan,none\r\n", ",,,,,"),
    ("7,inf,36.5,far\r\n", ",,,,,"),
    ("8,38.02,36.5\r\n", ",,,,,"),
    ("9,38.02,36.5,one,two\r\n", ",,,,,"),
    ("10,36.5,138.02,swapped\r\n", ",,,,,"),
    ("11, 38.02 ,+36.5,5\" pipe\r\n", ",33.98"),
    ("12,\"38.02\",\"36\".5,quoted\r\n", ",33.98"),
    ("13,38\0.02,36.5,zero\r\n", ",,,,,"),
    ("14,\u{a0}38.02,36.5\u{a0},pasted\r\n", ",33.98"),
    ("15,38.02,36.5,\"open\r\n", ",,,,,"),
    ("16,38.02,36.5,no end", ",33.98"),
];

#[test]
fn rows_out_are_rows_in_whatever_they_are() {
    let rows = FAULTS.map(|(row, _)| row).concat();
    let input = format!("\u{feff}id,Lon,LAT,note\r\n{rows}");
    let done = located(&[], &input);
    let mut left =
        done.stdout.strip_prefix(&*format!("\u{feff}id,Lon,LAT,note,{ADDED}\r\n")).unwrap();
    for (row, added) in FAULTS {
        let own = row.trim_end_matches("\r\n");
        left = left.strip_prefix(own).unwrap_or_else(|| panic!("{own:?} is not in {left:?}"));
        let (line, rest) = left.split_once("\r\n").unwrap_or((left, ""));
        match added {
            "none" => assert_eq!(line, ""),
            ",,,,," => assert_eq!(line, added, "{row:?}"),
            start => assert!(line.starts_with(start) && line.ends_with("outside"), "{line}"),
        }
        left = rest;
    }
    assert_eq!(left, "");
    assert!(!done.stdout.ends_with('\n'));
    let summary = "rows: 16, of them 5 located, 3 without coordinates, 8 bad\n\
         warning: standard input: 8 of 16 rows are bad; the first bad one: line 7, column Lon: \"38,02\" is no number; give degrees with a point, as 36.5, or --decimal ,\n";
    assert!(done.stderr.ends_with(summary), "{}", done.stderr);
    // A warning is printed with -q, too.
    let quiet = located(&["-q"], &input);
    let warning = summary.split_once('\n').unwrap().1;
    assert_eq!((quiet.stdout, &*quiet.stderr), (done.stdout, warning));
}

#[test]
fn strict_ends_at_the_first_bad_row_and_writes_no_file() {
    let folder = here();
    let good = format!("id,lon,lat,note\n1,{MANBIJ},a\n2,,,empty is not bad\n");
    let cases = [
        ("3,38.02,36..5,half", "column lat: \"36..5\" is no number"),
        ("3,\"38,02\",36.5,comma", "column lon: \"38,02\" is no number; give degrees with a point"),
        (
            "3,512345,36.5,metres",
            "column lon: 512345 is outside -540..540, as metres of a projection are; give degrees on WGS 84",
        ),
        ("3,36.5,-inf,none", "column lat: -inf is outside -90..90"),
        ("3,38.02,36.5", "has 3 fields, the header 4"),
        ("3,38.02,36.5,\"open", "a quote that opens here does not end"),
    ];
    for (row, words) in cases {
        fs::write(folder.path().join("in.csv"), format!("{good}{row}\n4,{MANBIJ},b\n")).unwrap();
        let arguments = ["--strict", "-o", "out.csv", "in.csv"];
        run("locate", &arguments, folder.path(), "").refused(2, &["in.csv: line 4, ", words]);
        assert_eq!(names(folder.path()), ["in.csv"], "{row}");
        let kept = run("locate", &["-o", "kept.csv", "in.csv"], folder.path(), "");
        assert!(kept.stderr.contains(&format!("line 4, {words}")), "{}", kept.stderr);
        assert_eq!(count(&kept.stderr, " bad\n"), 1, "{}", kept.stderr);
        fs::remove_file(folder.path().join("kept.csv")).unwrap();
    }
    // Of several faults, the first in the file counts, however its lines end and whichever thread
    // is ahead.
    let rows = format!("{MANBIJ},\"a\r\nb\"\r\n{MANBIJ},\r").repeat(5_000);
    let input = format!("lon,lat,note\n{rows}1,1\n{rows}2,2\n{rows}");
    let words = ["standard input: line 15002, has 2 fields, the header 3"];
    run("locate", &["--strict", "-o", "out.csv", "-"], folder.path(), &input).refused(2, &words);
    fs::write(folder.path().join("in.csv"), &good).unwrap();
    let done = run("locate", &["--strict", "-o", "out.csv", "in.csv"], folder.path(), "");
    assert_eq!((done.code, done.stdout.as_str()), (Some(0), ""), "{}", done.stderr);
    assert_eq!(names(folder.path()), ["in.csv", "out.csv"]);
}

#[test]
fn columns_are_found_by_their_titles() {
    let point = located(&[], &format!("lon,lat\n{MANBIJ}\n")).stdout;
    let added = point.lines().nth(1).unwrap().strip_prefix(MANBIJ).unwrap().to_owned();
    assert!(added.starts_with(",28.") && added.ends_with(",right,outside,outside"), "{added}");
    let (lon, lat) = MANBIJ.split_once(',').unwrap();
    for (x, y) in [("longitude", "latitude"), ("LNG", "Lat"), (" X ", "y"), ("long", "LATITUDE")] {
        let done = located(&[], &format!("{y},a,{x}\n{lat},b,{lon}\n"));
        assert_eq!(done.stdout, format!("{y},a,{x},{ADDED}\n{lat},b,{lon}{added}\n"));
    }
    let named = ["--lon", "east", "--lat", "north"];
    let done = located(&named, &format!("lon,x,east,north\n,,{MANBIJ}"));
    assert_eq!(done.stdout, format!("lon,x,east,north,{ADDED}\n,,{MANBIJ}{added}"));
    for (delimiter, given) in [(";", ";"), ("\t", "tab"), ("|", "|")] {
        let table = format!("lon{delimiter}lat\n{lon}{delimiter}{lat}\n");
        let done = located(&["--delimiter", given], &table);
        assert_eq!(
            done.stdout.lines().nth(1),
            Some(&*format!("{lon},{lat}{added}").replace(',', delimiter))
        );
    }
    let done = located(&[], &format!("{{id}},lon,lat\n1,{MANBIJ}\n"));
    assert_eq!(done.stdout, format!("{{id}},lon,lat,{ADDED}\n1,{MANBIJ}{added}\n"));
    // Old line ends, names that are not UTF-8, and nothing but titles.
    let done = located(&[], &format!("lon,lat\r{MANBIJ}\r{MANBIJ}"));
    assert_eq!(done.stdout, format!("lon,lat,{ADDED}\r{MANBIJ}{added}\r{MANBIJ}{added}"));
    assert_eq!(located(&[], "lon,lat").stdout, format!("lon,lat,{ADDED}"));
    let latin = [b"lon,lat,n\xe9\n", MANBIJ.as_bytes(), b",\xfc\n"].concat();
    let folder = here();
    fs::write(folder.path().join("latin.csv"), &latin).unwrap();
    let done = run("locate", &["-q", "-o", "out.csv", "latin.csv"], folder.path(), "");
    assert_eq!((done.code, done.stderr.as_str()), (Some(0), ""));
    let expected = [format!("lon,lat,n\u{e9},{ADDED}\n{MANBIJ},\u{fc}{added}\n")];
    let written = fs::read(folder.path().join("out.csv")).unwrap();
    assert_eq!(written.iter().map(|&byte| char::from(byte)).collect::<String>(), expected[0]);
}

/// Thirty places, a third of them in Turkey's zone; with longitude and latitude exchanged none is.
#[test]
fn exchanged_coordinates_are_doubted() {
    let plans = [dataset::plan(dataset::turkey_2019()).unwrap()];
    let locator = Locator::new(dataset::turkey_syria_border(), &plans).unwrap();
    let is_held = |at: &Position| locator.locate(*at).standing(0) == Some(Standing::In(0));
    let all = dataset::places().iter().map(|it| it.position());
    let (held, others): (Vec<_>, Vec<_>) = all.partition(is_held);
    let places = [&held[..10], &others[..20]].concat();
    let rows = |titles: &str| -> String {
        let row = |(at, index): (Position, u32)| format!("{index},{},{}\n", at.lat(), at.lon());
        titles.to_owned() + &places.iter().copied().zip(0..).map(row).collect::<String>()
    };
    let right = located(&[], &rows("id,lat,lon\n"));
    assert!(!right.stderr.contains("warning"), "{}", right.stderr);
    let wrong = located(&[], &rows("id,lon,lat\n"));
    let words = "of 30 points lie outside all plans, but ";
    assert!(wrong.stderr.contains("warning: ") && wrong.stderr.contains(words), "{}", wrong.stderr);
    assert!(wrong.stderr.contains("--swap"));
    let swapped = located(&["--swap"], &rows("id,lon,lat\n"));
    assert!(!swapped.stderr.contains("warning"));
    let without_titles = |text: &str| text.split_once('\n').map(|(_, rows)| rows.to_owned());
    assert_eq!(without_titles(&swapped.stdout), without_titles(&right.stdout));

    let json = |[x, y]: [f64; 2]| format!("{{\"type\":\"Point\",\"coordinates\":[{x},{y}]}}\n");
    let lines = |order: fn(Position) -> [f64; 2]| -> String {
        places.iter().map(|&at| json(order(at))).collect()
    };
    let right = located(&[], &lines(|at| [at.lon(), at.lat()]));
    let exchanged = lines(|at| [at.lat(), at.lon()]);
    assert!(located(&[], &exchanged).stderr.contains("--swap"));
    let swapped = located(&["--swap"], &exchanged);
    assert!(!swapped.stderr.contains("warning"));
    assert_eq!(swapped.stderr, right.stderr);
}

/// Far points that would be no nearer with their coordinates exchanged are no doubt.
#[test]
fn far_points_are_not_doubted() {
    let far = located(&[], "lon,lat\n-70,-30\n150,20\n");
    assert!(!far.stderr.contains("warning"), "{}", far.stderr);
}

#[test]
fn a_file_without_a_usable_point_is_no_result() {
    let folder = here();
    let words = ["no row has a usable point", "line 2"];
    let text = "lon,lat\na,b\n38,\n,\n";
    run("locate", &["-o", "out.csv", "-"], folder.path(), text).refused(1, &words);
    assert!(names(folder.path()).is_empty());
    // Rows without coordinates are no fault, but a doubt; no row at all is neither.
    assert!(
        located(&[], "lon,lat\n,\n")
            .stderr
            .contains("warning: standard input: no row has coordinates")
    );
    assert!(!located(&[], "lon,lat\n").stderr.contains("warning"));
}
