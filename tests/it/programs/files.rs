//! GeoJSON as it is found: what goes in, whether the zones are right, and what is said.

use std::fs;
use std::path::Path;

use super::file_rows::{
    DEGREE, Refused, Row, Zone, areas_and_mixes, features, formats, line, longitudes, objects,
    shape,
};
use crate::support::programs::{Run, names, run};

const PLAN: &str = r##"{ "id": "left", "title": "Left", "proponent": "Nobody", "source": "A test",
    "colour": "#0072b2", "side": "left", "bands": [{ "inner": "0km", "outer": "5km", "depth": "exact" }] }"##;

/// `buffer`, and `safe_zones` along the file as a border.
const PROGRAMS: [(&str, &[&str]); 2] = [
    ("buffer", &["--distance", "5km", "--tolerance", "10cm"]),
    ("safe_zones", &["--proposal", "plan.json", "--tolerance", "10cm", "-o", "-", "--border"]),
];

fn zones_of(program: usize, options: &[&str], file: &str, folder: &Path) -> Run {
    let (name, own) = PROGRAMS[program];
    run(name, &[options, own, &[file]].concat(), folder, "")
}

fn area(run: &Run) -> f64 {
    let json: serde_json::Value = serde_json::from_str(&run.stdout).unwrap();
    json["features"][0]["properties"]["area_km2"].as_f64().unwrap()
}

#[test]
fn each_file_is_read_right_or_refused() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path();
    fs::write(path.join("plan.json"), PLAN).unwrap();
    let rows: Vec<Row> =
        [longitudes(), objects(), areas_and_mixes(), formats()].into_iter().flatten().collect();
    assert!(rows.len() > 60);
    for row in &rows {
        fs::write(path.join(row.name), &row.bytes).unwrap();
        let before = names(path);
        for (program, expected) in [&row.zone, &row.border].into_iter().enumerate() {
            let name = format!("{}, {}", row.name, PROGRAMS[program].0);
            let found = zones_of(program, &[], row.name, path);
            match expected {
                Refused(words) => {
                    found.refused(2, words);
                    assert!(found.stderr.contains(row.name), "{name}: {}", found.stderr);
                    assert!(!found.stderr.contains('\u{1b}'));
                }
                Zone(plain) => {
                    assert_eq!(found.code, Some(0), "{name}: {}", found.stderr);
                    fs::write(path.join("plain"), plain).unwrap();
                    let right = area(&zones_of(program, &[], "plain", path));
                    fs::remove_file(path.join("plain")).unwrap();
                    let own = area(&found);
                    assert!((own / right - 1.0).abs() < 1e-5, "{name}: {own} km², not {right}");
                    judge_note(row, program, &found, path);
                }
            }
            assert_eq!(names(path), before, "{name}");
        }
    }
}

/// What is not used is said, and refused with --strict.
fn judge_note(row: &Row, program: usize, found: &Run, path: &Path) {
    let unused = row.unused[program];
    let strict = zones_of(program, &["--strict"], row.name, path);
    if unused.is_empty() {
        assert!(!found.stderr.contains("not used"), "{}: {}", row.name, found.stderr);
        assert_eq!(strict.code, Some(0), "{}: {}", row.name, strict.stderr);
    } else {
        let note = format!("{}: {unused}\n", row.name);
        assert!(found.stderr.contains(&note), "{}: {}", row.name, found.stderr);
        strict.refused(2, &[row.name, "leave it out"]);
    }
}

/// Coordinates on the map, and rings cut there (RFC 7946 §3.1.9).
#[test]
fn what_is_written_ends_at_180() {
    let folder = tempfile::tempdir().unwrap();
    for (index, row) in longitudes().iter().filter(|row| matches!(row.zone, Zone(_))).enumerate() {
        let name = format!("{index}.geojson");
        fs::write(folder.path().join(&name), &row.bytes).unwrap();
        let found = zones_of(0, &[], &name, folder.path());
        let json: geojson::FeatureCollection = found.stdout.parse().unwrap();
        let zone: geo_types::MultiPolygon =
            json.features[0].geometry.clone().unwrap().value.try_into().unwrap();
        for edge in crate::support::oracle::membership::edges(&zone) {
            assert!(
                edge.start.x.abs() <= 180.0 && edge.dx().abs() < 180.0,
                "{}: {edge:?}",
                row.name
            );
        }
    }
}

#[test]
fn locate_takes_borders_as_they_are_found() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path();
    fs::write(path.join("plan.json"), PLAN).unwrap();
    // North of the equator is left of a line that runs east.
    fs::write(
        path.join("points.csv"),
        "lon,lat\n-175,0.01\n175,-0.01\n185,0.01\n180.00000000005,0.01\n180,0.01\n",
    )
    .unwrap();
    let border = features(&["null", &line("[[170,0],[190,0]]")]);
    fs::write(path.join("border.geojsonl"), border).unwrap();
    let arguments = ["--border", "border.geojsonl", "--proposal", "plan.json", "points.csv"];
    let found = run("locate", &arguments, path, "");
    assert_eq!(found.code, Some(0), "{}", found.stderr);
    assert!(
        found.stderr.contains("border.geojsonl: not used: 1 without geometry"),
        "{}",
        found.stderr
    );
    // 15 degrees of the equator, 111.319490793 km each, and 5.
    for row in [
        "-175,0.01,1.105743,1669.792362,left,0-5 km",
        "175,-0.01,1.105743,556.597454,right,outside",
        "185,0.01,1.105743,1669.792362,left,0-5 km",
        // 10 degrees.
        "180.00000000005,0.01,1.105743,1113.194908,left,0-5 km",
        "180,0.01,1.105743,1113.194908,left,0-5 km",
    ] {
        assert!(found.stdout.contains(row), "{}", found.stdout);
    }
    let strict = run("locate", &[&["--strict"], &arguments[..]].concat(), path, "");
    strict.refused(2, &["border.geojsonl: feature 1 has no geometry"]);
}

/// A territory of a file with more in it, and one of 0 to 360 degrees.
#[test]
fn territories() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path();
    fs::write(path.join("plan.json"), PLAN).unwrap();
    let area_of = |border: &str, land: &str| {
        fs::write(path.join("border.geojson"), border).unwrap();
        fs::write(path.join("land.geojson"), land).unwrap();
        zones_of(1, &["--territory", "land.geojson"], "border.geojson", path)
    };
    let square = |west: i32| {
        let east = west + 1;
        shape("Polygon", &format!("[[[{west},0],[{east},0],[{east},1],[{west},1],[{west},0]]]"))
    };
    let plain = area_of(&line("[[38,0],[39,0]]"), &square(38));
    let mixed = area_of(&line("[[38,0],[39,0]]"), &features(&["null", &square(38), &line(DEGREE)]));
    assert_eq!(area(&plain), area(&mixed));
    assert!(
        mixed.stderr.contains("land.geojson: not used: 1 without geometry, 1 LineString"),
        "{}",
        mixed.stderr
    );
    let far = area_of(&line("[[198,0],[199,0]]"), &square(198));
    assert!((area(&far) / area(&plain) - 1.0).abs() < 1e-6, "{}", far.stderr);
    let across = area_of(
        &line("[[179,0],[182,0]]"),
        &shape("Polygon", "[[[179,0],[182,0],[182,1],[179,1],[179,0]]]"),
    );
    // Three times as long, at the same latitude.
    assert!((area(&across) / area(&plain) / 3.0 - 1.0).abs() < 1e-6, "{}", across.stderr);
}

/// The commands in the README are those that the program names.
#[test]
fn the_readme_has_the_commands() {
    let readme = include_str!("../../../README.md");
    let folder = tempfile::tempdir().unwrap();
    let named = [
        (&[0, 0, 0x27, 0x0a][..], "border.shp"),
        (b"<kml/>", "border.kml"),
        (b"<a xmlns:gml='http://www.opengis.net/gml'/>", "border.gml"),
        (b"PK\x03\x04", "/vsizip/border.zip"),
    ];
    for (bytes, name) in named {
        fs::write(folder.path().join(name.replace("/vsizip/", "")), bytes).unwrap();
        let found = zones_of(0, &[], &name.replace("/vsizip/", ""), folder.path());
        let (_, command) = found.stderr.trim_end().split_once("This makes one: ").unwrap();
        assert!(readme.lines().any(|line| line == command) && command.ends_with(name), "{command}");
    }
}
