//! The example `verify` on the files of `buffer` around any geometries: zones, eroded ones, those of each
//! feature, flat ends and offset curves pass, and fail after a change that no other number of the file shows.

use std::fs;
use std::path::Path;

use serde_json::{Value, json};
use tempfile::TempDir;

use crate::support::programs::{Run, run};

const POINT: &str = r#"{"type":"Point","coordinates":[38.35,36.89]}"#;
const LINE: &str =
    r#"{"type":"LineString","coordinates":[[40,36],[40.2,36.1],[40.3,36.05],[40.5,36.2]]}"#;
const POLYGON: &str = r#"{"type":"Polygon","coordinates":[
    [[38,36],[39,36],[39,36.6],[38,36.7],[38,36]],
    [[38.3,36.2],[38.3,36.4],[38.6,36.4],[38.6,36.2],[38.3,36.2]]]}"#;
/// Cut at 180°, where it goes on.
const ACROSS: &str = r#"{"type":"MultiPolygon","coordinates":[
    [[[179,10],[180,10],[180,11],[179,11],[179,10]]],
    [[[-180,10],[-179.5,10],[-179,11],[-180,11],[-180,10]]]]}"#;

/// A folder with geometries and the zones around them.
struct Case {
    folder: TempDir,
}

impl Case {
    /// Draws zones with these options.
    fn drawn(geometries: &Value, options: &[&str]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("own.geojson"), geometries.to_string()).unwrap();
        let more = ["-q", "-o", "zones.geojson", "own.geojson"];
        let made = run("buffer", &[options, &more].concat(), folder.path(), "");
        assert_eq!(made.code, Some(0), "{}", made.stderr);
        Case { folder }
    }

    fn path(&self) -> &Path {
        self.folder.path()
    }

    fn verify(&self, more: &[&str]) -> Run {
        let own =
            ["--border", "own.geojson", "--points", "2000", "--per-edge", "3", "zones.geojson"];
        run("verify", &[&own, more].concat(), self.path(), "")
    }

    #[track_caller]
    fn passes(&self, more: &[&str]) -> String {
        let judged = self.verify(more);
        assert_eq!(judged.code, Some(0), "{}{}", judged.stdout, judged.stderr);
        assert!(judged.stdout.ends_with("ok\n"));
        judged.stdout
    }

    /// Asserts that the file fails with these words after a change.
    #[track_caller]
    fn spoilt(&self, more: &[&str], words: &[&str], spoil: impl FnOnce(&mut Value)) {
        let path = self.path().join("zones.geojson");
        let text = fs::read_to_string(&path).unwrap();
        let mut zones = serde_json::from_str(&text).unwrap();
        spoil(&mut zones);
        fs::write(&path, zones.to_string()).unwrap();
        let judged = self.verify(more);
        fs::write(&path, text).unwrap();
        assert_eq!(judged.code, Some(1), "{}{}", judged.stdout, judged.stderr);
        assert!(judged.stdout.ends_with("FAILED\n"));
        for word in words {
            let said = judged.stdout.contains(word) || judged.stderr.contains(word);
            assert!(said, "{word:?} is not in: {}{}", judged.stdout, judged.stderr);
        }
    }
}

fn geometry(text: &str) -> Value {
    serde_json::from_str(text).unwrap()
}

fn features(texts: &[&str]) -> Value {
    let feature = |(index, text): (usize, &&str)| {
        json!({"type": "Feature", "geometry": geometry(text),
            "properties": {"name": index, "outer_km": 3, "sectors_km": "1-2"}})
    };
    let features: Vec<Value> = texts.iter().enumerate().map(feature).collect();
    json!({"type": "FeatureCollection", "features": features})
}

/// The first polygon of a feature.
fn polygon(zones: &mut Value, feature: usize) -> &mut Vec<Value> {
    zones["features"][feature]["geometry"]["coordinates"][0].as_array_mut().unwrap()
}

#[test]
fn zones_around_points_lines_and_polygons_together() {
    let case = Case::drawn(&features(&[POINT, POLYGON, LINE]), &["--distance", "5km"]);
    case.passes(&[]);
    // The hole inside the polygon's own is the zone's only one.
    let hole = Case::drawn(&geometry(POLYGON), &["--distance", "5km"]);
    hole.passes(&[]);
    hole.spoilt(&[], &["WRONG area", " is inside, "], |zones| drop(polygon(zones, 0).pop()));
    // The contour inside a polygon is as far from its edge as the one around it.
    hole.spoilt(&[], &["WRONG area", " is outside, "], |zones| {
        let within = json!([[38.1, 36.08], [38.15, 36.08], [38.15, 36.1], [38.1, 36.08]]);
        polygon(zones, 0).push(within);
    });
    hole.verify(&["--everywhere", "10"]).refused(2, &["no polygons in the border", "leave it out"]);
}

/// Of discs far apart one is missing: no random point of the box around all hits it.
#[test]
fn a_part_that_is_missing_whole() {
    let points = r#"{"type":"MultiPoint","coordinates":[[38,36],[10,50],[100,-40],[-60,-20]]}"#;
    let case = Case::drawn(&geometry(points), &["--distance", "1km"]);
    case.passes(&[]);
    case.spoilt(&[], &[" is outside, "], |zones| {
        drop(zones["features"][0]["geometry"]["coordinates"].as_array_mut().unwrap().remove(0));
    });
    let path = case.path().join("zones.geojson");
    let text = fs::read_to_string(&path)
        .unwrap()
        .replace(r#""tolerance_m":1.0"#, r#""tolerance_m":6000.0"#);
    fs::write(&path, text).unwrap();
    case.verify(&[]).refused(2, &["tolerance_m is 6e3 and the distance 1e3 m"]);
}

#[test]
fn eroded_zones() {
    let case = Case::drawn(&geometry(POLYGON), &["--distance", "-3km", "--distance", "2km"]);
    let said = case.passes(&[]);
    assert!(said.contains("feature 1, 3 km inside: within 1 m"), "{said}");
    case.spoilt(&[], &["NOT within 1 m"], |zones| {
        zones["features"][0]["properties"]["distance_m"] = json!(-2998.0);
    });
    // The polygon itself, not eroded: its vertices are 3 km from where they should be.
    case.spoilt(&[], &["NOT within 1 m", " is inside, "], |zones| {
        zones["features"][0]["geometry"] = geometry(POLYGON);
    });
    let across = Case::drawn(&geometry(ACROSS), &["--distance", "-3km"]);
    across.passes(&[]);
    // Cut back at 180° too, as if the polygon ended there.
    across.spoilt(&[], &["NOT within 1 m"], |zones| {
        for polygon in zones["features"][0]["geometry"]["coordinates"].as_array_mut().unwrap() {
            for point in polygon[0].as_array_mut().unwrap() {
                let x = point[0].as_f64().unwrap();
                point[0] = json!(if x == 180.0 { 179.972 } else { x });
            }
        }
    });
    // Two that share an edge, which erosion must not see.
    let beside = r#"{"type":"MultiPolygon","coordinates":[[[[38,36],[39,36],[39,37],[38,36]]],
        [[[38,36],[39,37],[38,37],[38,36]]]]}"#;
    let case = Case::drawn(&geometry(beside), &["--distance", "-3km"]);
    case.verify(&[]).refused(2, &["the polygons touch or overlap; unite them first"]);
}

#[test]
fn the_zones_of_each_feature() {
    let options = ["--each", "--distance", "2km", "--distance", "5km"];
    let case = Case::drawn(&features(&[POINT, POLYGON, LINE]), &options);
    let said = case.passes(&["--each"]);
    assert_eq!(said.matches(": within 1 m").count(), 6, "{said}");
    // The point's zone at 5 km is gone; then all of a feature's are.
    case.spoilt(&["--each"], &["without a zone of their own: 1, the first feature 1"], |zones| {
        drop(zones["features"].as_array_mut().unwrap().drain(..2));
    });
    case.spoilt(&["--each"], &["NOT within 1 m"], |zones| {
        let (first, second) = (zones["features"][2]["geometry"].clone(), &mut zones["features"][3]);
        second["geometry"] = first;
    });
    // One of a feature's two zones is gone.
    case.spoilt(&["--each"], &["at other distances than the first has"], |zones| {
        drop(zones["features"].as_array_mut().unwrap().remove(3));
    });
    // One more than the features have.
    case.spoilt(&["--each"], &["the border's file has no feature left for it"], |zones| {
        let features = zones["features"].as_array_mut().unwrap();
        features.push(features[0].clone());
    });
    // Without --each the zones are those of all features together.
    let together = case.verify(&[]);
    assert_eq!(together.code, Some(1), "{}", together.stderr);
}

#[test]
fn flat_ends_and_offset_curves() {
    let flat =
        Case::drawn(&geometry(LINE), &["--distance", "3km", "--caps", "flat", "--side", "left"]);
    flat.passes(&[]);
    flat.spoilt(&[], &["NOT within 1 m"], |zones| {
        zones["features"][0]["properties"]["ends"] = json!(null);
    });
    let case = Case::drawn(&geometry(LINE), &["--distance", "3km", "--offset-line"]);
    let said = case.passes(&[]);
    assert!(said.contains("feature 2, curve at 3 km, right: within 1 m"), "{said}");
    // The half of a curve is as far and on the right side, but no more all of it.
    case.spoilt(&[], &["NOT within 1 m", " is outside, "], |curves| {
        let points = curves["features"][0]["geometry"]["coordinates"].as_array_mut().unwrap();
        points.truncate(points.len() / 2);
    });
    case.spoilt(&[], &["NOT within 1 m", " is inside, "], |curves| {
        curves["features"][0]["properties"]["side"] = json!("right");
    });
    case.spoilt(&[], &["NOT within 1 m", "worst at"], |curves| {
        curves["features"][0]["properties"]["distance_m"] = json!(3002.0);
    });
}

#[test]
fn zones_in_a_territory() {
    let case = Case::drawn(&features(&[POINT, POLYGON, LINE]), &["--distance", "1km"]);
    let land = r#"{"type":"Polygon","coordinates":[[[38.2,35.9],[38.8,35.8],[38.8,36.5],[38.2,36.9],
        [38.2,35.9]]]}"#;
    fs::write(case.path().join("land.geojson"), land).unwrap();
    let each =
        ["-q", "--each", "--distance", "3km", "--within", "land.geojson", "-o", "zones.geojson"];
    let made = run("buffer", &[&each[..], &["--force", "own.geojson"]].concat(), case.path(), "");
    assert_eq!(made.code, Some(0), "{}", made.stderr);
    // The point and the line lie outside, and are left out.
    case.passes(&["--each", "--territory", "land.geojson"]);
    case.verify(&["--each"]).refused(2, &["give its file with --territory"]);
}
