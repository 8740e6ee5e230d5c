//! The user's plans, borders, territories and places through the programs: every error names its
//! place and the remedy, and nothing is written.

use std::fs;
use std::path::Path;

use crate::support::programs::{names, run};

const PLAN: &str = r##"{
    "id": "mine", "title": "A strip", "proponent": "Somebody", "source": "A test",
    "colour": "#0072b2",
    "sectors": [{ "from": "1km", "to": "20km" }],
    "bands": [
        { "inner": "0km", "outer": "5km", "depth": "exact" },
        { "inner": "5km", "outer": "9km", "depth": "exact" }
    ]
}"##;
const LINE: &str = r#"{"type":"LineString","coordinates":[[38.0,36.8],[38.5,36.7]]}"#;
const POLYGON: &str = r#"{"type":"Polygon","coordinates":[[[38.0,36.8],[38.0,36.0],[38.5,36.0],[38.5,36.7],[38.0,36.8]]]}"#;
const PLACES: &str = "name,lon,lat,population\nNorthwood,38.1,36.77,1200\nSouthwood,38.19,36.7,\n";

/// The input of a program: the text of each file.
#[derive(Clone, Copy)]
struct Given<'a> {
    plan: &'a str,
    line: &'a str,
    polygon: &'a str,
    places: &'a str,
}

const GOOD: Given<'_> = Given { plan: PLAN, line: LINE, polygon: POLYGON, places: PLACES };

fn write(folder: &Path, given: Given<'_>) {
    for (name, text) in [
        ("plan.json", given.plan),
        ("other.json", &given.plan.replace("\"mine\"", "\"other\"")),
        ("line.geojson", given.line),
        ("polygon.geojson", given.polygon),
        ("places.csv", given.places),
    ] {
        fs::write(folder.join(name), text).unwrap();
    }
}

const SETTING: [&str; 6] =
    ["--border", "line.geojson", "--territory", "polygon.geojson", "--places", "places.csv"];

/// Asserts that both programs refuse the input, with this code and these words, and leave no file.
#[track_caller]
fn refused(given: Given<'_>, code: i32, words: &[&str]) {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), given);
    let before = names(folder.path());
    let arguments = [&SETTING[..], &["--proposal", "plan.json", "-o", "out"]].concat();
    run("safe_zones", &arguments, folder.path(), "").refused(code, words);
    let arguments = [&SETTING[..], &["plan.json", "other.json"]].concat();
    run("compare", &arguments, folder.path(), "").refused(code, words);
    assert_eq!(names(folder.path()), before);
}

/// The files written for these layers.
fn files(layers: &[&str]) -> Vec<String> {
    let of_layer =
        layers.iter().flat_map(|layer| [".geojson", ".qml"].map(|it| format!("{layer}{it}")));
    let mut files: Vec<String> = of_layer
        .chain(["safe_zones.qgs", "safe_zones.svg", "safe_zones.html"].map(str::to_owned))
        .collect();
    files.sort();
    files
}

#[test]
fn without_a_fault_the_zones_are_written() {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), GOOD);
    let arguments = [&SETTING[..], &["--proposal", "plan.json", "-o", "out"]].concat();
    let done = run("safe_zones", &arguments, folder.path(), "");
    assert_eq!(done.code, Some(0), "{}", done.stderr);
    let out = folder.path().join("out");
    assert_eq!(names(&out), files(&["border", "places", "zones"]));
    let ends = |band: &str| {
        let line = done.stdout.lines().find(|line| line.contains(band)).unwrap();
        line.split_whitespace().rev().take(3).collect::<Vec<_>>()
    };
    assert_eq!([ends("0-5 km"), ends("5-9 km")], [["0", "1200", "1"], ["1", "unknown", "1"]]);
    let places = fs::read_to_string(out.join("places.geojson")).unwrap();
    // Both lie south of the line, one kilometre and six from it.
    for word in [r#""in_mine":"0-5 km""#, r#""in_mine":"5-9 km""#, r#""population":null"#] {
        assert_eq!(places.matches(word).count(), 1, "{places}");
    }
    let zones = fs::read_to_string(out.join("zones.geojson")).unwrap();
    for word in
        [r#""territory":"polygon.geojson""#, r#""sectors_km":"1-20""#, r#""data_licence":null"#]
    {
        assert!(zones.contains(word), "{word}");
    }
    let verify =
        ["--border", "line.geojson", "--territory", "polygon.geojson", "out/zones.geojson"];
    let judged = run("verify", &verify, folder.path(), "");
    assert_eq!(judged.code, Some(0), "{}{}", judged.stdout, judged.stderr);
}

#[test]
fn plans() {
    for (from, to, words) in [
        ("\"sectors\"", "\"sectros\"", &["plan.json: unknown field `sectros`", "line 4"][..]),
        ("\"id\": \"mine\", ", "", &["plan.json: missing field `id`"]),
        (
            "\"proponent\": \"Somebody\", \"source\": \"A test\",",
            "\"proponent\": \"Somebody\",",
            &["plan.json: proponent", "stands without a source"],
        ),
        ("{\n", "{\n,", &["plan.json: ", "line 2"]),
        (PLAN, "", &["plan.json: EOF"]),
        (PLAN, "[]", &["plan.json: ", "a proposal: an object"]),
        (
            "\"inner\": \"5km\"",
            "\"inner\": \"6km\"",
            &["bands[1].inner", "6 km", "leaves a gap", "5 km"],
        ),
        (
            "\"inner\": \"5km\"",
            "\"inner\": \"4km\"",
            &["bands[1].inner", "4 km", "overlaps", "5 km"],
        ),
        ("\"outer\": \"9km\"", "\"outer\": \"5km\"", &["bands[1].outer", "not beyond the inner"]),
        ("\"outer\": \"9km\"", "\"outer\": \"9\"", &["bands[1].outer", "no unit", "14km"]),
        ("\"outer\": \"5km\"", "\"outer\": \"-5km\"", &["bands[0].outer", "-5km", "negative"]),
        ("\"1km\"", "\"21km\"", &["plan.json: sectors[0].to", "20 km", "not beyond 21 km"]),
        ("\"1km\"", "\"end\"", &["sectors[0].to", "not beyond end"]),
        (
            "\"20km\" }",
            "\"20km\" }, { \"from\": \"9km\", \"to\": \"end\" }",
            &["plan.json: sectors[1].from", "9 km", "overlaps"],
        ),
        ("#0072b2", "blue", &["plan.json: colour", "blue"]),
        (
            "\"depth\": \"exact\" }\n",
            "\"depth\": \"deep\" }\n",
            &["bands[1].depth", "neither exact"],
        ),
    ] {
        assert!(PLAN.contains(from), "{from}");
        refused(Given { plan: &PLAN.replacen(from, to, 1), ..GOOD }, 2, words);
    }
}

#[test]
fn plans_that_do_not_lie_along_the_border() {
    let stretch = r#"{ "from": "1km", "to": "20km" }"#;
    for (from, to, words) in [
        ("\"20km\"", "\"2000km\"", &["mine: sector 1 km to 2000 km", "beyond the border"][..]),
        (
            stretch,
            r#"{ "from": "Southwood", "to": "Northwood" }"#,
            &["mine: sector", "does not run forwards"],
        ),
        ("\"1km\"", "\"Nortwod\"", &["mine: no place is called \"Nortwod\"", "Northwood"]),
        (
            stretch,
            r#"{ "from": "Northwood", "to": "Southwood" }, { "from": "12km", "to": "end" }"#,
            &["mine: sector 12 km", "overlaps the sector"],
        ),
        ("\"outer\": \"9km\"", "\"outer\": \"900km\"", &["900 km", "500 km or less"]),
    ] {
        assert!(PLAN.contains(from), "{from}");
        refused(Given { plan: &PLAN.replacen(from, to, 1), ..GOOD }, 1, words);
    }
    let beyond = "{\"type\":\"LineString\",\"coordinates\":[[38.0,36.8],[38.1,36.78]]}";
    refused(Given { line: beyond, ..GOOD }, 1, &["mine: sector 1 km to 20 km", "beyond"]);
}

#[test]
fn borders() {
    for (text, words) in [
        ("lon,lat\n38,36\n", &["line.geojson: this is not GeoJSON", "line 1"][..]),
        (r#"{"type":"FeatureCollection","features":[]}"#, &["line.geojson: ", "no line"]),
        (
            r#"{"type":"Point","coordinates":[38,36]}"#,
            &["line.geojson: the geometry is a Point", "convert it"],
        ),
        (
            r#"{"type":"LineString","coordinates":[[512345.0,4076000.0],[512346.0,4076000.0]]}"#,
            &["line.geojson: line 1, point 1", "projected metres", "EPSG:4326"],
        ),
        (
            r#"{"type":"LineString","coordinates":[[36,38],[36,138]]}"#,
            &["line.geojson: line 1, point 2", "swapped"],
        ),
        (
            r#"{"type":"LineString","coordinates":[[38,36],[541,36]]}"#,
            &["line.geojson: line 1, point 2", "541", "give WGS 84 degrees"],
        ),
        (r#"{"type":"LineString","coordinates":[[38,36],[38,36]]}"#, &["1 distinct point"]),
    ] {
        refused(Given { line: text, ..GOOD }, 2, words);
    }
}

#[test]
fn territories() {
    for (text, words) in [
        (LINE, &["polygon.geojson: the geometry is a LineString", "made of polygons"][..]),
        ("{", &["polygon.geojson: this is not GeoJSON", "Polygons"]),
        (r#"{"type":"FeatureCollection","features":[]}"#, &["there is no polygon"]),
        (
            r#"{"type":"Polygon","coordinates":[[[170,36],[-170,36],[-170,37],[170,37],[170,36]]]}"#,
            &["polygon.geojson: line 1, point 1", "170 to -170", "write 190 for -170"],
        ),
        (
            r#"{"type":"Polygon","coordinates":[[[38,36],[39,36],[39,37],[38,36]],[[10,10],[11,10],[11,11],[10,10]]]}"#,
            &["polygon.geojson", "a hole lies outside", "(1", "repair"],
        ),
        (r#"{"type":"Polygon","coordinates":[]}"#, &["empty Polygon"]),
        (r#"{"type":"Polygon","coordinates":[[[38,36],[39,36],[38,36]]]}"#, &["three distinct"]),
        (
            r#"{"type":"Polygon","coordinates":[[[38,36],[39,37],[39,36],[38,37],[38,36]]]}"#,
            &["polygon.geojson", "not valid", "repair"],
        ),
        (r#"{"type":"Polygon","coordinates":[[[36,138],[37,38],[36,39],[36,138]]]}"#, &["swapped"]),
    ] {
        refused(Given { polygon: text, ..GOOD }, 2, words);
    }
    // 35.8° N to 36.7° N along 38.5° E is 100 km (pyproj: 99,885 m), the zone 9 km deep.
    let apart = POLYGON.replace("36.", "35.");
    refused(
        Given { polygon: &apart, ..GOOD },
        1,
        &["polygon.geojson", "no part of it lies in the zone, which ends", " km before it"],
    );
}

#[test]
fn places() {
    for (text, words) in [
        (
            "name,population\nNorthwood,1200\n",
            &["places.csv: line 1", "longitude", "title one"][..],
        ),
        ("name,lon\nNorthwood,38.1\n", &["places.csv: line 1", "latitude"]),
        ("name,lon,lat\n", &["places.csv: there is no place"]),
        ("name,lon,lat\nNorthwood,38.1,north\n", &["places.csv: line 2, column lat", "north"]),
    ] {
        refused(Given { places: text, ..GOOD }, 2, words);
    }
    // As of a file of points, of which no row can be used.
    let blank = "name,lon,lat\nNorthwood,,\nSouthwood,NA,NA\n";
    let words = ["places.csv: no place has coordinates"];
    refused(Given { places: blank, ..GOOD }, 1, &words);
}

/// Arguments on the command line that do not exist, or do not go together.
#[test]
fn names_that_are_not_known() {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), GOOD);
    let named = PLAN.replace("\"colour\"", "\"territory\": \"atlantis\", \"colour\"");
    fs::write(folder.path().join("named.json"), named).unwrap();
    let before = names(folder.path());
    for (arguments, code, words) in [
        (
            &["us-2020"][..],
            2,
            &["no proposal \"us-2020\"", "us-2019, turkey-2019", "a JSON file"][..],
        ),
        (&["missing.json"], 2, &["cannot read missing.json", "an id or a JSON file"]),
        (&["us-2019", "--territory", "iraq"], 2, &["\"iraq\"", "syria-east", "a GeoJSON file"]),
        (&["us-2019", "--territory", "no.geojson"], 2, &["cannot read no.geojson"]),
        (&["us-2019", "--border", "no.geojson"], 2, &["cannot read no.geojson"]),
        (&["us-2019", "--places", "no.csv"], 2, &["cannot read no.csv"]),
        (
            &["us-2019", "--border", "line.geojson"],
            1,
            &["us-2019", "not along this border", "--territory"],
        ),
        (
            &["idlib-2018"],
            1,
            &["idlib-2018", "the front line in Idlib", "give that line with --border"],
        ),
        (&["named.json"], 1, &["mine: there is no territory \"atlantis\"", "known are syria"]),
        (&["sochi-2019", "--places", "places.csv"], 1, &["sochi-2019: no place", "Tell Abyad"]),
        (
            &["sochi-2019", "--border", "line.geojson", "--territory", "polygon.geojson"],
            1,
            &["sochi-2019: no place", "the list of places is empty"],
        ),
    ] {
        let [given, options @ ..] = arguments else { panic!("a plan first") };
        let zones = [&["-o", "out", "--proposal", given], options].concat();
        run("safe_zones", &zones, folder.path(), "").refused(code, words);
        let compare = [&[*given, "other.json"], options].concat();
        run("compare", &compare, folder.path(), "").refused(code, words);
        assert_eq!(names(folder.path()), before);
    }
    let twice = ["us-2019", "us-2019"];
    run("compare", &twice, folder.path(), "").refused(2, &["us-2019 is given twice"]);
    run("compare", &["us-2019"], folder.path(), "").refused(2, &["ID|FILE"]);
    let listed = ["--list", "-o", "out"];
    run("safe_zones", &listed, folder.path(), "").refused(2, &["--list"]);
}

/// A plan along a line that the user gives.
#[test]
fn a_plan_along_another_line_is_drawn_along_the_line_given() {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), GOOD);
    let arguments = ["--proposal", "idlib-2018", "--border", "line.geojson", "-o", "out"];
    let done = run("safe_zones", &arguments, folder.path(), "");
    assert_eq!(done.code, Some(0), "{}", done.stderr);
    assert_eq!(names(&folder.path().join("out")), files(&["border", "zones"]));
}
