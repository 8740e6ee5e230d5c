//! The example `verify`: passes what the other programs write, and finds what was spoilt.

use std::fs;
use std::path::Path;

use serde_json::{Value, json};

use crate::programs::{Run, run};

/// Two lines far apart: the zone has two polygons.
const LINES: &str =
    r#"{"type":"MultiLineString","coordinates":[[[38,36],[38.2,36]],[[39,36],[39.2,36.1]]]}"#;

fn verify(folder: &Path, zones: &Value) -> Run {
    fs::write(folder.join("zones.geojson"), zones.to_string()).unwrap();
    fs::write(folder.join("lines.geojson"), LINES).unwrap();
    let arguments = ["--border", "lines.geojson", "--points", "2000", "zones.geojson"];
    run("verify", &arguments, folder, "")
}

#[test]
fn finds_what_was_spoilt() {
    let folder = tempfile::tempdir().unwrap();
    let made = run("buffer", &["--distance", "5km", "-"], folder.path(), LINES);
    let good: Value = serde_json::from_str(&made.stdout).unwrap();
    let passed = verify(folder.path(), &good);
    assert_eq!(passed.code, Some(0), "{}{}", passed.stdout, passed.stderr);
    assert!(passed.stdout.ends_with("ok\n"));

    let spoilt = |spoil: fn(&mut Value)| {
        let mut zones = good.clone();
        spoil(&mut zones["features"][0]);
        verify(folder.path(), &zones)
    };
    // The rings left are right, a whole part is missing: only the points tell.
    let part = spoilt(|zone| drop(zone["geometry"]["coordinates"].as_array_mut().unwrap().pop()));
    // An end is cut off: the vertices left are right, an edge is not.
    let end = spoilt(|zone| {
        let ring = zone["geometry"]["coordinates"][0][0].as_array_mut().unwrap();
        drop(ring.drain(ring.len() / 4..ring.len() / 2));
    });
    let depth = spoilt(|zone| zone["properties"]["distance_m"] = json!(5002.0));
    for run in [part, end, depth] {
        assert_eq!(run.code, Some(1), "{}{}", run.stdout, run.stderr);
        assert!(run.stdout.contains("NOT within 1 m") && run.stdout.ends_with("FAILED\n"));
    }
}

#[test]
fn refuses_what_it_cannot_judge() {
    let folder = tempfile::tempdir().unwrap();
    for (zones, words) in [
        (json!({"type": "FeatureCollection", "features": []}), "no feature with outer_km"),
        (json!({"type": "Point", "coordinates": [38, 36]}), "not a FeatureCollection"),
        (
            json!({"type": "FeatureCollection", "features": [{
                "type": "Feature", "geometry": null,
                "properties": {"distance_m": 5000.0, "tolerance_m": "1"}}]}),
            "tolerance_m is \"1\"",
        ),
    ] {
        verify(folder.path(), &zones).refused(2, &["zones.geojson", words]);
    }
}
