//! Options that would have no effect beside the others given: they are refused by name.

use std::fs;

use crate::support::programs::{names, run};

const POINT: &str = r#"{"type":"Feature","geometry":{"type":"Point","coordinates":[38.3,36.7]},"properties":{"name":"A"}}"#;

/// The options for tables, each alone or with the one that it requires.
const TABLE: [&[&str]; 7] = [
    &["--lon", "a", "--lat", "b"],
    &["--point", "a"],
    &["--order", "lat-lon"],
    &["--delimiter", ";"],
    &["--decimal", ","],
    &["--no-header"],
    &["--swap"],
];

#[test]
fn options_for_tables_without_a_table() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path();
    for options in TABLE.into_iter().chain([&["--name", "who"][..]]) {
        let words = [options[0], "give --places"];
        run("safe_zones", options, path, "").refused(2, &words);
        let compare = [&["us-2019", "turkey-2019"], options].concat();
        run("compare", &compare, path, "").refused(2, &words);
    }
    assert!(names(path).is_empty());
}

/// GeoJSON has coordinates of its own; only their order can be another.
#[test]
fn options_for_tables_with_geojson() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path();
    fs::write(path.join("places.geojson"), POINT).unwrap();
    for options in TABLE {
        let places = [&["--places", "places.geojson", "-o", "out"], options].concat();
        let points = [&["-o", "out.geojson", "places.geojson"], options].concat();
        for (program, arguments) in [("safe_zones", places), ("locate", points)] {
            let done = run(program, &arguments, path, "");
            if options == ["--swap"] {
                assert_eq!(done.code, Some(0), "{}", done.stderr);
            } else {
                done.refused(2, &["places.geojson: ", options[0], "it is GeoJSON"]);
            }
        }
    }
}

#[test]
fn join_and_from_without_a_border() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("points.csv"), "lon,lat\n38.3,36.7\n").unwrap();
    for options in [["--join", "1m"], ["--from", "Kobani"]] {
        for (program, arguments) in [("safe_zones", &[][..]), ("locate", &["points.csv"])] {
            let arguments = [arguments, &options].concat();
            run(program, &arguments, folder.path(), "").refused(2, &[options[0], "--border"]);
        }
    }
}

#[cfg(feature = "proj")]
#[test]
fn a_system_without_a_file() {
    let folder = tempfile::tempdir().unwrap();
    let arguments = ["--input-crs", "EPSG:32637", "--territory", "syria"];
    run("safe_zones", &arguments, folder.path(), "").refused(2, &["--input-crs", "no file has it"]);
}
