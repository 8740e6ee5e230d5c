//! Compares the figures in README.md with those of the examples and of the crate.

use crate::support::programs::run;

#[test]
fn the_tables_are_what_the_examples_print() {
    let readme = include_str!("../../../README.md");
    let folder = tempfile::tempdir().unwrap();
    for (example, arguments) in [
        ("safe_zones", &[][..]),
        ("safe_zones", &["--list"]),
        ("compare", &["turkey-2019", "sochi-2019"]),
        ("sweep", &["turkey-2019", "sochi-2019"]),
    ] {
        let printed = run(example, arguments, folder.path(), "");
        assert_eq!(printed.code, Some(0), "{}", printed.stderr);
        assert!(readme.contains(printed.stdout.trim_end()), "README.md lacks:\n{}", printed.stdout);
    }
}

#[test]
fn the_located_places_are_what_the_example_says() {
    let readme = include_str!("../../../README.md");
    let places = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/locate/places.csv");
    let done = run("locate", &[places], tempfile::tempdir().unwrap().path(), "");
    let rows: String = done.stdout.split_inclusive('\n').take(3).collect();
    for said in [rows.trim_end(), done.stderr.trim_end()] {
        assert!(said.lines().count() >= 3 && readme.contains(said), "README.md lacks:\n{said}");
    }
}

/// The plan of the README along a line of 89.988 676 km (Karney's GeographicLib in Python): both bands together are a
/// strip with round ends, 2dL + πd², d = 14 km.
#[test]
fn the_plan_is_drawn() {
    let readme = include_str!("../../../README.md");
    let (_, plan) = readme.split_once("```json\n").unwrap();
    let (plan, _) = plan.split_once("```").unwrap();
    let folder = tempfile::tempdir().unwrap();
    let line = r#"{"type":"LineString","coordinates":[[38.0,36.8],[39.0,36.7]]}"#;
    std::fs::write(folder.path().join("plan.json"), plan).unwrap();
    std::fs::write(folder.path().join("line.geojson"), line).unwrap();
    let arguments = ["--proposal", "plan.json", "--border", "line.geojson", "-o", "-"];
    let drawn = run("safe_zones", &arguments, folder.path(), "");
    let json: serde_json::Value = serde_json::from_str(&drawn.stdout).unwrap();
    let areas = json["features"].as_array().unwrap().iter();
    let areas: Vec<f64> =
        areas.map(|zone| zone["properties"]["area_km2"].as_f64().unwrap()).collect();
    let expected = 2.0 * 14.0 * 89.988_676 + std::f64::consts::PI * 14.0 * 14.0;
    assert_eq!(areas.len(), 2);
    let area: f64 = areas.iter().sum();
    assert!((area / expected - 1.0).abs() < 1e-4, "{area} {expected}");
}

#[test]
fn the_limit_is_that_of_the_crate() {
    let limit = format!("distances over {}", safe_zone::values::LARGEST_DISTANCE);
    assert!(include_str!("../../../README.md").contains(&limit), "README.md lacks: {limit}");
}
