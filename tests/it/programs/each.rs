//! The program `buffer` with `--each` and `--offset-line`: features keep what they are, and each has the zone
//! that it has alone.

use std::fs;

use geo::{Distance, Geodesic, Point};
use serde_json::Value;

use crate::support::oracle::{Edges, Oracle};
use crate::support::programs::{Run, run};

const FEATURES: [&str; 3] = [
    r#"{"type":"Feature","id":"a\"1","properties":{"zeta":1.10,"name":"Kobani ك","nested":{"z":1e2,"a":[1, 2]},"none":null},"geometry":{"type":"Point","coordinates":[38.35347,36.89095]}}"#,
    r#"{"type":"Feature","id":-2,"properties":null,"geometry":{"type":"LineString","coordinates":[[38,36.8],[39,36.7]]}}"#,
    r#"{"type":"Feature","properties":[],"geometry":{"type":"Polygon","coordinates":[[[38,36],[38.1,36],[38.1,36.1],[38,36.1],[38,36]]]}}"#,
];

fn collection(features: &[&str]) -> String {
    format!(r#"{{"type":"FeatureCollection","features":[{}]}}"#, features.join(","))
}

fn buffer(options: &[&str], input: &str) -> Run {
    let folder = tempfile::tempdir().unwrap();
    run("buffer", &[options, &["-"]].concat(), folder.path(), input)
}

fn features(run: &Run) -> Vec<Value> {
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    let json: Value = serde_json::from_str(&run.stdout).unwrap();
    json["features"].as_array().unwrap().clone()
}

#[test]
fn each_feature_has_the_zone_that_it_has_alone() {
    let options = ["--distance", "5km", "--distance", "800m"];
    let each = features(&buffer(&[&options[..], &["--each"]].concat(), &collection(&FEATURES)));
    assert_eq!(each.len(), 6);
    for (index, feature) in FEATURES.iter().enumerate() {
        let alone = features(&buffer(&options, feature));
        for (place, alone) in alone.iter().enumerate() {
            let own = &each[2 * index + place];
            assert_eq!(own["geometry"], alone["geometry"]);
            assert_eq!(own["bbox"], alone["bbox"]);
            for key in ["distance_m", "area_km2", "tolerance_m", "edges"] {
                assert_eq!(own["properties"][key], alone["properties"][key], "{key}");
            }
        }
    }
}

#[test]
fn properties_and_ids_stay_digit_for_digit() {
    let run = buffer(&["--distance", "5km", "--each"], &collection(&FEATURES));
    let own = r#""properties":{"zeta":1.10,"name":"Kobani ك","nested":{"z":1e2,"a":[1, 2]},"none":null,"distance_m":5000.0,"#;
    assert!(run.stdout.contains(own), "{}", run.stdout);
    assert!(run.stdout.contains(r#""properties":{"distance_m":5000.0,"#));
    let ids: Vec<Value> = features(&run).into_iter().map(|it| it["id"].clone()).collect();
    assert_eq!(ids, [Value::from("a\"1"), Value::from(-2), Value::Null]);

    // An id names one feature.
    let two = buffer(&["--distance", "5km", "--distance", "1km", "--each"], &collection(&FEATURES));
    assert!(features(&two).iter().all(|it| it["id"].is_null()));
}

/// A file of this program goes in again, and nothing in it is lost.
#[test]
fn computed_names_give_way_to_those_of_the_file() {
    let options = ["--distance", "5km", "--each"];
    let once = buffer(&options, &collection(&FEATURES));
    let twice = buffer(&["--distance", "1km", "--each"], &once.stdout);
    let thrice = buffer(&["--distance", "2km", "--each"], &twice.stdout);
    let kept = features(&thrice);
    for (feature, area) in kept.iter().zip(features(&once)) {
        let own = &feature["properties"];
        assert_eq!(own["distance_m"], 5000.0);
        assert_eq!(own["area_km2"], area["properties"]["area_km2"]);
        assert_eq!(own["buffer_distance_m"], 1000.0);
        assert_eq!(own["buffer_buffer_distance_m"], 2000.0);
        assert_eq!(own.as_object().unwrap().keys().filter(|key| key.ends_with("edges")).count(), 3);
    }
}

#[test]
fn what_is_left_out_is_counted_and_what_is_wrong_is_named() {
    let without = r#"{"type":"Feature","properties":{"name":"nowhere"},"geometry":null}"#;
    let file = collection(&[FEATURES[0], without, FEATURES[2]]);
    let run = buffer(&["--distance", "5km", "--each"], &file);
    assert_eq!(features(&run).len(), 2);
    assert!(run.stderr.contains("not used: 1 without geometry"), "{}", run.stderr);

    let all = collection(&FEATURES);
    for (options, input, code, words) in [
        (&["--each", "--strict"][..], &*file, 2, &["feature 2 has no geometry"][..]),
        (&["--each", "--distance", "-1km"], &all, 1, &["feature 1: distance -1 km", "polygons"]),
        (&["--each", "--side", "left"], &all, 1, &["feature 1: one side", "only lines"]),
        (&["--each", "--from", "38,36"], &all, 2, &["--each", "--from"]),
        (
            &["--each"],
            r#"{"type":"Feature","properties":7,"geometry":{"type":"Point","coordinates":[1,2]}}"#,
            2,
            &["the feature has \"7\" as properties; give an object or null"],
        ),
        (
            &["--each"],
            r#"{"type":"Feature","properties":{"name":"A","name":"B"},"geometry":{"type":"Point","coordinates":[1,2]}}"#,
            2,
            &["the feature has the property \"name\" twice; give it once"],
        ),
        (
            &["--each"],
            r#"{"type":"Feature","id":[1],"properties":{},"geometry":{"type":"Point","coordinates":[1,2]}}"#,
            2,
            &["the feature has the id [1]"],
        ),
        (
            &["--each"],
            r#"{"type":"FeatureCollection","features":[{"type":"Feature","properties":{},"geometry":{"type":"Point","coordinates":[1,2]}},{"type":"Feature","properties":{},"geometry":{"type":"Polygon","coordinates":[[[0,0],[1,1],[1,0],[0,1],[0,0]]]}}]}"#,
            2,
            &["standard input, feature 2: ", "crosses another edge"],
        ),
        (&["--offset-line"], &all, 1, &["--offset-line", "only lines"]),
        (&["--offset-line", "--distance", "-2km"], FEATURES[1], 2, &["-2 km", "--side"]),
        (&["--offset-line", "--caps", "flat"], FEATURES[1], 2, &["--offset-line", "--caps"]),
    ] {
        buffer(&[&["--distance", "5km"], options].concat(), input).refused(code, words);
    }
    // Properties are of no interest where they are not kept.
    let odd =
        r#"{"type":"Feature","properties":7,"geometry":{"type":"Point","coordinates":[1,2]}}"#;
    assert_eq!(features(&buffer(&["--distance", "5km"], odd)).len(), 1);
}

/// A square around Kobani's disc only: the others are left out, and said to be.
#[test]
fn a_territory_cuts_each_feature() {
    let folder = tempfile::tempdir().unwrap();
    let square = r#"{"type":"Polygon","coordinates":[[[38.35347,36.5],[38.6,36.5],[38.6,36.99],[38.35347,36.99],[38.35347,36.5]]]}"#;
    fs::write(folder.path().join("square.geojson"), square).unwrap();
    let features = [FEATURES[0], FEATURES[2]];
    let arguments = ["--distance", "2km", "--each", "--within", "square.geojson", "-"];
    let done = run("buffer", &arguments, folder.path(), &collection(&features));
    assert_eq!(done.code, Some(0), "{}", done.stderr);
    let json: Value = serde_json::from_str(&done.stdout).unwrap();
    let [kobani] = &json["features"].as_array().unwrap()[..] else { panic!("{json}") };
    // The half east of its meridian: half of pi r squared.
    let area = kobani["properties"]["area_km2"].as_f64().unwrap();
    assert!((area - 2.0 * std::f64::consts::PI).abs() < 0.01, "{area}");
    assert_eq!(kobani["properties"]["territory"], "square.geojson");
    assert!(done.stderr.contains("1 feature is left out"), "{}", done.stderr);

    let none = run("buffer", &arguments, folder.path(), &collection(&[FEATURES[2]]));
    none.refused(1, &["feature 1", "square.geojson", "before it"]);
}

/// Each feature has a side of its own: north of a line to the east is its left, of one to the west its right.
#[test]
fn a_direction_of_the_compass_is_a_side_of_each_feature() {
    let line = |from: f64, to: f64| {
        format!(
            r#"{{"type":"Feature","properties":{{}},"geometry":{{"type":"LineString","coordinates":[[{from},36],[{to},36]]}}}}"#
        )
    };
    let file = collection(&[&line(38.0, 39.0), &line(41.0, 40.0)]);
    let north = features(&buffer(&["--distance", "5km", "--each", "--side", "north"], &file));
    let sides: Vec<&Value> = north.iter().map(|it| &it["properties"]["side"]).collect();
    assert_eq!(sides, ["left", "right"]);
    let curves = ["--distance", "5km", "--each", "--offset-line", "--side", "north"];
    for curve in features(&buffer(&curves, &file)) {
        let points = curve["geometry"]["coordinates"].as_array().unwrap();
        assert!(points.iter().all(|it| it[1].as_f64().unwrap() > 36.04));
    }
}

/// By brute force, at nine points an edge, of the file: 5 km from the embedded border, on its right.
#[test]
fn an_offset_line_keeps_its_distance_as_written() {
    let border = safe_zone::dataset::turkey_syria_border();
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/src/dataset/border.geojson");
    let text = fs::read_to_string(path).unwrap();
    let options = ["--distance", "5km", "--offset-line", "--side", "south"];
    let curve = features(&buffer(&options, &text)).remove(0);
    assert_eq!(curve["properties"]["side"], "right");
    let oracle = Oracle::new(border.lines(), Edges::Planar);
    let parts = match curve["geometry"]["type"].as_str().unwrap() {
        "LineString" => vec![curve["geometry"]["coordinates"].clone()],
        _ => curve["geometry"]["coordinates"].as_array().unwrap().clone(),
    };
    let (mut length, mut checked) = (0.0, 0);
    for part in parts {
        let points: Vec<[f64; 2]> = serde_json::from_value(part).unwrap();
        for pair in points.windows(2) {
            let [a, b] = [pair[0], pair[1]];
            length += Geodesic.distance(Point::from(a), Point::from(b));
            for k in 0..10 {
                let share = f64::from(k) / 10.0;
                let (lon, lat) = (a[0] + share * (b[0] - a[0]), a[1] + share * (b[1] - a[1]));
                let away = oracle.distance(lon, lat);
                assert!((away - 5_000.0).abs() <= 1.0, "{away} at {lon}, {lat}");
                checked += 1;
            }
            assert!(
                border.route().project(safe_zone::Position::new(a[0], a[1]).unwrap()).side()
                    == Some(safe_zone::Side::Right)
            );
        }
    }
    assert!(checked > 10_000, "{checked}");
    let stated = curve["properties"]["length_km"].as_f64().unwrap();
    assert!((stated - length / 1e3).abs() < 1e-3, "{stated} {length}");
}

/// A square of 0.1° has 11 km a side, and nothing 20 km inside it; one of 1° at the equator, 111.320 km by 110.574 km,
/// has 71.320 km by 70.574 km.
#[test]
fn what_is_eroded_to_nothing_is_said() {
    let square = |side: &str| {
        format!(
            r#"{{"type":"Feature","properties":{{}},"geometry":{{"type":"Polygon","coordinates":[[[0,0],[{side},0],[{side},{side}],[0,{side}],[0,0]]]}}}}"#
        )
    };
    let (small, large) = (square("0.1"), square("1"));
    let alone = buffer(&["--distance=-20km", "-q"], &small);
    assert_eq!(features(&alone)[0]["geometry"]["coordinates"], Value::Array(vec![]));
    assert_eq!(alone.stderr, "warning: standard input: distance -20 km: nothing is left\n");
    let erosions = ["--each", "--distance=-20km", "--distance=-1km"];
    let each = buffer(&erosions, &collection(&[&small, &large, &small]));
    let said = "warning: standard input: distance -20 km: nothing is left of 2 of 3 features\n";
    assert_eq!(each.stderr, said);
    let area = features(&each)[2]["properties"]["area_km2"].as_f64().unwrap();
    assert!((area / (71.320 * 70.574) - 1.0).abs() < 1e-3, "{area}");
    assert_eq!(buffer(&["--distance=-20km"], &large).stderr, "");
}

/// Everything right of the line at that distance lies nearer to its other leg.
#[test]
fn an_offset_line_without_a_point_is_said() {
    let line = r#"{"type":"LineString","coordinates":[[29.97,74.97],[29.97,75.02],[30,74.97]]}"#;
    let options = ["--offset-line", "--side", "right", "--distance", "2220m"];
    let curve = buffer(&options, line);
    assert_eq!(features(&curve)[0]["properties"]["length_km"], 0.0);
    let said = "standard input: distance 2.22 km, side right: nothing is left\n";
    assert!(curve.stderr.ends_with(said), "{}", curve.stderr);
    let near = ["--offset-line", "--side", "right", "--distance", "20m"];
    assert_eq!(buffer(&near, line).stderr, "");
}
