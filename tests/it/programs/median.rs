//! The example `median`: one feature a coast, one a median; an error names the file at fault, the
//! place and the remedy, and leaves no file.

use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::support::programs::{names, run};

const WEST: &str = r#"{"type":"LineString","coordinates":[[10.0,0.0],[10.0,0.5]]}"#;
const EAST: &str = r#"{"type":"LineString","coordinates":[[10.4,0.0],[10.4,0.5]]}"#;
const PORT: &str = r#"{"type":"Point","coordinates":[10.2,-0.3]}"#;

fn folder_of(files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        fs::write(folder.path().join(name), text).unwrap();
    }
    folder
}

fn read(path: &Path) -> Value {
    serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap()
}

#[test]
fn zones_and_medians() {
    let folder = folder_of(&[("west.geojson", WEST), ("east.geojson", EAST), ("port.json", PORT)]);
    let path = folder.path();
    let (west, east) = ("west.geojson, port.json", "east.geojson, port.json");
    let all = ["west.geojson, east.geojson", west, east];
    // West and east are 44.5 km apart, twice 12.02 nautical miles; the port is nearer to both.
    for (distance, medians) in
        [("10nmi", &[][..]), ("12nmi", &all[1..]), ("24nmi", &all), ("200nmi", &all)]
    {
        let arguments = ["--distance", distance, "--force", "-o", "out.geojson"];
        let files = ["west.geojson", "east.geojson", "port.json"];
        let done = run("median", &[&arguments[..], &files].concat(), path, "");
        assert_eq!(done.code, Some(0), "{}", done.stderr);
        assert!(done.stderr.contains("drag out.geojson into QGIS"), "{}", done.stderr);
        let collection = read(&path.join("out.geojson"));
        assert!(collection["description"].as_str().unwrap().contains("west.geojson, east.geojson"));
        let features = collection["features"].as_array().unwrap();
        let of = |index: usize, key: &str| features[index]["properties"][key].clone();
        for (index, name) in files.iter().enumerate() {
            assert_eq!(
                (of(index, "kind"), of(index, "nearest_to")),
                ("zone".into(), (*name).into())
            );
            assert_eq!(features[index]["geometry"]["type"], "MultiPolygon");
            assert!(of(index, "area_km2").as_f64() > Some(0.0) && of(index, "length_km").is_null());
        }
        assert_eq!(features.len(), 3 + medians.len(), "{distance}");
        for (index, names) in medians.iter().enumerate() {
            let index = index + 3;
            assert_eq!(
                (of(index, "kind"), of(index, "nearest_to")),
                ("median".into(), (*names).into())
            );
            assert_eq!(features[index]["geometry"]["type"], "LineString");
            assert!(of(index, "length_km").as_f64() > Some(0.0) && of(index, "area_km2").is_null());
        }
    }
}

/// The median of two meridians is the meridian between them; it ends 44.448 km from the lines' ends.
#[test]
fn lines_are_the_edges_of_the_zones() {
    let folder = folder_of(&[("west.geojson", WEST)]);
    let arguments = ["--distance", "24nmi", "--tolerance", "10cm", "west.geojson", "-"];
    let done = run("median", &arguments, folder.path(), EAST);
    assert_eq!((done.code, done.stderr.as_str()), (Some(0), ""));
    let collection: Value = serde_json::from_str(&done.stdout).unwrap();
    let features = collection["features"].as_array().unwrap();
    let [west, east, median] = &features[..] else { panic!("{}", features.len()) };
    assert_eq!(median["properties"]["nearest_to"], "west.geojson, standard input");
    let line = median["geometry"]["coordinates"].as_array().unwrap();
    for zone in [west, east] {
        let ring = zone["geometry"]["coordinates"][0][0].as_array().unwrap();
        assert!(line.iter().all(|point| ring.contains(point)));
    }
    for point in line {
        assert!((point[0].as_f64().unwrap() - 10.2).abs() < 2e-6, "{point}");
    }
    // 0.2° of the equator are 22.264 km, half a degree of the meridian 55.287 km, by Karney's
    // GeographicLib in Python; beyond the lines' ends by Pythagoras.
    let length = median["properties"]["length_km"].as_f64().unwrap();
    let beyond = (44.448_f64.powi(2) - 22.264_f64.powi(2)).sqrt();
    assert!((length - (55.287 + 2.0 * beyond)).abs() < 0.01, "{length}");
}

#[test]
fn bad_coasts() {
    const BOW: &str = r#"{"type":"Polygon","coordinates":[[[0,0],[1,1],[1,0],[0,1],[0,0]]]}"#;
    let crossing =
        r#"{"type":"Polygon","coordinates":[[[9.9,0.1],[10.1,0.1],[10.1,0.2],[9.9,0.1]]]}"#;
    let folder = folder_of(&[
        ("west.geojson", WEST),
        ("east.geojson", EAST),
        ("again.geojson", WEST),
        ("bow.geojson", BOW),
        ("cape.geojson", crossing),
        ("none.geojson", r#"{"type":"FeatureCollection","features":[]}"#),
        ("far.geojson", r#"{"type":"Point","coordinates":[10.0,100.0]}"#),
        ("taken.geojson", "mine"),
    ]);
    let path = folder.path();
    let before = names(path);
    let two = ["west.geojson", "east.geojson"];
    for (options, files, code, words) in [
        (&["--distance", "12nmi"][..], &["west.geojson"][..], 2, &["2 values required"][..]),
        (&["--distance", "12nmi"], &[], 2, &["FILE"]),
        (&[], &two, 2, &["--distance"]),
        (&["--distance", "12"], &two, 2, &["has no unit", "14km"]),
        (&["--distance", "0km"], &two, 1, &["distance is 0"]),
        (&["--distance", "501km"], &two, 1, &["500 km or less"]),
        (&["--distance", "1km", "--tolerance", "2km"], &two, 1, &["smaller tolerance"]),
        (&["--distance", "-12nmi"], &two, 2, &["negative"]),
        (&["--distance", "12nmi"], &["west.geojson", "missing"], 2, &["cannot read missing"]),
        (&["--distance", "12nmi"], &["-", "-"], 2, &["standard input", "read for another input"]),
        (
            &["--distance", "12nmi"],
            &["west.geojson", "none.geojson"],
            2,
            &["none.geojson", "no geometry"],
        ),
        (&["--distance", "12nmi"], &["far.geojson", "east.geojson"], 2, &["far.geojson", "100"]),
        (
            &["--distance", "12nmi"],
            &["west.geojson", "bow.geojson"],
            2,
            &["bow.geojson: a polygon"],
        ),
        (
            &["--distance", "12nmi"],
            &["east.geojson", "west.geojson", "again.geojson"],
            2,
            &[
                "west.geojson and again.geojson",
                "geometries 2 and 3",
                "touch or overlap near",
                "cut one",
            ],
        ),
        (
            &["--distance", "12nmi"],
            &["west.geojson", "cape.geojson"],
            2,
            &["west.geojson and cape.geojson", "touch or overlap near"],
        ),
        (&["--distance", "12nmi", "-o", "taken.geojson"], &two, 2, &["taken.geojson", "--force"]),
        (
            &["--distance", "12nmi", "-o", "no/where.geojson"],
            &two,
            2,
            &["cannot write no/where.geojson"],
        ),
    ] {
        let mut arguments = options.to_vec();
        if !options.contains(&"-o") {
            arguments.extend(["-o", "out.geojson"]);
        }
        run("median", &[&arguments[..], files].concat(), path, WEST).refused(code, words);
        assert_eq!(names(path), before);
        assert_eq!(fs::read_to_string(path.join("taken.geojson")).unwrap(), "mine");
    }
}

#[test]
fn help_names_the_exit_codes() {
    let help = run("median", &["--help"], tempfile::tempdir().unwrap().path(), "");
    assert_eq!(help.code, Some(0));
    for line in ["median lines", "Exit codes:", "  0  done", "  1  ", "  2  "] {
        assert!(help.stdout.contains(line), "{}", help.stdout);
    }
}
