//! The example `verify`: passes the files of the other programs, names faults with their places,
//! and refuses files that it cannot judge.

use std::fs;
use std::path::Path;

use serde_json::{Value, json};
use tempfile::TempDir;

use crate::support::programs::{Run, run};

/// Two lines far apart: the zone has two polygons.
const LINES: &str =
    r#"{"type":"MultiLineString","coordinates":[[[38,36],[38.2,36]],[[39,36],[39.2,36.1]]]}"#;

/// East along a line that turns: the zone on one side follows the border's vertices.
const BORDER: &str =
    r#"{"type":"LineString","coordinates":[[38,36],[38.1,36.02],[38.2,35.99],[38.3,36]]}"#;

/// A folder with a border, and the files of the programs along it.
struct Case {
    folder: TempDir,
}

impl Case {
    fn along(border: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("border.geojson"), border).unwrap();
        Case { folder }
    }

    fn path(&self) -> &Path {
        self.folder.path()
    }

    /// Writes a plan with these fields besides those that every plan has, and draws it.
    fn draw(&self, id: &str, fields: &Value, more: &[&str]) {
        let mut plan = json!({
            "id": id, "title": "A strip", "proponent": "Somebody", "source": "An example",
            "colour": "#0072b2",
        });
        plan.as_object_mut().unwrap().extend(fields.as_object().unwrap().clone());
        fs::write(self.path().join(format!("{id}.json")), plan.to_string()).unwrap();
        let plan = format!("{id}.json");
        let mut arguments = vec![
            "-q",
            "--no-slider",
            "--border",
            "border.geojson",
            "--force",
            "-o",
            "out",
            "--proposal",
            &plan,
        ];
        arguments.extend(more);
        let done = run("safe_zones", &arguments, self.path(), "");
        assert_eq!(done.code, Some(0), "{}", done.stderr);
    }

    fn read(&self, file: &str) -> Value {
        serde_json::from_str(&fs::read_to_string(self.path().join(file)).unwrap()).unwrap()
    }

    fn write(&self, file: &str, json: &Value) {
        fs::write(self.path().join(file), json.to_string()).unwrap();
    }

    fn verify(&self, more: &[&str]) -> Run {
        let mut arguments = vec!["--border", "border.geojson", "--points", "2000"];
        arguments.extend(more);
        run("verify", &arguments, self.path(), "")
    }

    /// Asserts that a file passes, and that it fails with these words after a change.
    #[track_caller]
    fn spoilt(&self, file: &str, more: &[&str], words: &[&str], spoil: impl FnOnce(&mut Value)) {
        let mut json = self.read(file);
        spoil(&mut json);
        self.write("spoilt.geojson", &json);
        let mut arguments = vec!["spoilt.geojson"];
        arguments.extend(more);
        found(&self.verify(&arguments), words);
    }

    #[track_caller]
    fn passes(&self, more: &[&str]) -> Run {
        let judged = self.verify(more);
        assert_eq!(judged.code, Some(0), "{}{}", judged.stdout, judged.stderr);
        assert!(judged.stdout.ends_with("ok\n"));
        judged
    }
}

#[track_caller]
fn found(judged: &Run, words: &[&str]) {
    assert_eq!(judged.code, Some(1), "{}{}", judged.stdout, judged.stderr);
    assert!(judged.stdout.ends_with("FAILED\n"));
    for word in words {
        assert!(judged.stdout.contains(word), "{word:?} is not in: {}", judged.stdout);
    }
}

/// The ring of a feature of a collection.
fn ring(zones: &mut Value, feature: usize) -> &mut Vec<Value> {
    zones["features"][feature]["geometry"]["coordinates"][0][0].as_array_mut().unwrap()
}

fn bands(depths: &[&str]) -> Value {
    let pairs = std::iter::once(&"0km").chain(depths).zip(depths);
    let band = |(inner, outer)| json!({"inner": inner, "outer": outer, "depth": "exact"});
    json!({"bands": pairs.map(band).collect::<Vec<_>>()})
}

fn merged(mut fields: Value, more: Value) -> Value {
    fields.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    fields
}

#[test]
fn finds_what_was_spoilt_in_a_buffer() {
    let case = Case::along(LINES);
    let made = run("buffer", &["--distance", "5km", "-"], case.path(), LINES);
    fs::write(case.path().join("buffer.geojson"), made.stdout).unwrap();
    case.passes(&["buffer.geojson"]);
    let spoilt = |words: &[&str], spoil: fn(&mut Value)| {
        case.spoilt("buffer.geojson", &[], words, spoil);
    };
    // The rings left are right, a whole part is missing: only the points tell, and the area.
    spoilt(&["NOT within 1 m", "is outside", "WRONG area"], |zones| {
        drop(zones["features"][0]["geometry"]["coordinates"].as_array_mut().unwrap().pop());
    });
    // An end is cut off: the vertices left are right, an edge is not.
    spoilt(&["NOT within 1 m"], |zones| {
        let ring = ring(zones, 0);
        drop(ring.drain(ring.len() / 4..ring.len() / 2));
    });
    spoilt(&["NOT within 1 m"], |zones| {
        zones["features"][0]["properties"]["distance_m"] = json!(5002.0);
    });
    spoilt(&["WRONG area: it says 1 km²"], |zones| {
        zones["features"][0]["properties"]["area_km2"] = json!(1.0);
    });
}

#[test]
fn names_what_is_not_valid() {
    let case = Case::along(LINES);
    let made = run("buffer", &["--distance", "5km", "-"], case.path(), LINES);
    fs::write(case.path().join("buffer.geojson"), made.stdout).unwrap();
    // A loop of centimetres, as rounding made them: back across the edge to its end.
    case.spoilt(
        "buffer.geojson",
        &[],
        &["NOT valid: polygon 1, ring 1 crosses itself at ("],
        |zones| {
            let ring = ring(zones, 0);
            let [[x0, y0], [x, y]] =
                [9, 10].map(|i: usize| [0, 1].map(|k| ring[i][k].as_f64().unwrap()));
            let length = (x - x0).hypot(y - y0);
            let (east, north) = (1e-7 * (x - x0) / length, 1e-7 * (y - y0) / length);
            ring.insert(11, json!([x - north, y + east]));
            ring.insert(12, json!([x - 5.0 * east - north, y - 5.0 * north + east]));
            ring.insert(13, json!([x - 5.0 * east + north, y - 5.0 * north - east]));
        },
    );
    case.spoilt("buffer.geojson", &[], &["ring 1 has a point twice in a row at ("], |zones| {
        let ring = ring(zones, 0);
        ring.insert(5, ring[5].clone());
    });
    case.spoilt(
        "buffer.geojson",
        &[],
        &["polygon 1, ring 1 runs along polygon 3, ring 1"],
        |zones| {
            let polygons = zones["features"][0]["geometry"]["coordinates"].as_array_mut().unwrap();
            polygons.push(polygons[0].clone());
        },
    );
}

#[test]
fn finds_a_hole_that_was_dropped() {
    let ring = r#"{"type":"LineString","coordinates":[
        [38,36],[38.2,36],[38.2,36.2],[38,36.2],[38,36]]}"#;
    let case = Case::along(ring);
    let made = run("buffer", &["--distance", "5km", "-"], case.path(), ring);
    fs::write(case.path().join("buffer.geojson"), made.stdout).unwrap();
    case.passes(&["buffer.geojson"]);
    case.spoilt("buffer.geojson", &[], &["WRONG area", "is inside, "], |zones| {
        let rings = zones["features"][0]["geometry"]["coordinates"][0].as_array_mut().unwrap();
        assert_eq!(rings.len(), 2);
        rings.pop();
    });
}

#[test]
fn judges_sides() {
    let case = Case::along(BORDER);
    case.draw("left", &merged(bands(&["2km"]), json!({"side": "left"})), &[]);
    case.passes(&["out/zones.geojson"]);
    let zones = "out/zones.geojson";
    case.spoilt(zones, &[], &["NOT within 1 m", " is inside, "], |zones| {
        zones["features"][0]["properties"]["side"] = json!("right");
    });
    // The border's vertex, 10 m across to the right.
    let across = |zones: &mut Value| {
        let vertex = ring(zones, 0).iter_mut().find(|p| **p == json!([38.1, 36.02])).unwrap();
        *vertex = json!([38.1, 36.0199]);
    };
    case.spoilt(zones, &[], &["NOT within 1 m", "worst at (38.1", "(38.1"], across);
}

#[test]
fn judges_sectors() {
    let case = Case::along(BORDER);
    let sectors = json!({"sectors": [{"from": "5km", "to": "15km"}], "side": "right"});
    case.draw("part", &merged(bands(&["2km", "3km"]), sectors), &[]);
    let zones = "out/zones.geojson";
    let judged = case.passes(&[zones]);
    assert!(judged.stdout.contains("the bands of part tile: "), "{}", judged.stdout);
    case.spoilt(zones, &[], &["NOT within 1 m", " is outside, "], |zones| {
        for band in zones["features"].as_array_mut().unwrap() {
            band["properties"]["sectors_km"] = json!("4.995-15");
        }
    });
}

#[test]
fn judges_whether_bands_tile() {
    let case = Case::along(BORDER);
    case.draw("deep", &bands(&["2km", "5km"]), &[]);
    let zones = "out/zones.geojson";
    case.passes(&[zones]);
    // Two centimetres to the north: all within the tolerance.
    case.spoilt(zones, &[], &["the bands of deep do NOT tile", "overlaps", " at (38."], |zones| {
        for point in ring(zones, 1) {
            point[1] = json!(point[1].as_f64().unwrap() + 2e-7);
        }
    });
    // One vertex that the other band does not have.
    case.spoilt(zones, &[], &["do NOT tile", "has an edge alone", " at (3"], |zones| {
        drop(ring(zones, 1).remove(7));
    });
}

#[test]
fn judges_a_territory_from_a_file_with_an_enclave() {
    let case = Case::along(BORDER);
    // South of the border but for an enclave.
    let territory = |hole: &str| {
        format!(
            r#"{{"type":"Polygon","coordinates":[[[38,36],[38,35.5],[38.3,35.5],[38.3,36],
                [38.2,35.99],[38.1,36.02],[38,36]]{hole}]}}"#
        )
    };
    let hole = ",[[38.1,35.95],[38.1,36],[38.15,35.98],[38.1,35.95]]";
    fs::write(case.path().join("land.geojson"), territory(hole)).unwrap();
    fs::write(case.path().join("whole.geojson"), territory("")).unwrap();
    let crossed = r#"{"type":"Polygon","coordinates":[[[0,0],[2,2],[2,0],[0,2],[0,0]]]}"#;
    fs::write(case.path().join("crossed.geojson"), crossed).unwrap();
    case.draw("cut", &bands(&["2km", "5km"]), &["--territory", "land.geojson"]);
    let zones = "out/zones.geojson";
    case.passes(&["--territory", "land.geojson", zones]);
    case.passes(&["--territory", "land.geojson", "--everywhere", "30", zones]);
    let wrong = case.verify(&["--territory", "whole.geojson", zones]);
    found(&wrong, &["NOT within 1 m", " is outside, ", "worst at (38.1"]);
    found(&case.verify(&["--territory", "none", zones]), &["NOT within 1 m", " is outside, "]);
    let unknown = case.verify(&[zones]);
    unknown.refused(2, &["\"land.geojson\"", "give its file with --territory, or none"]);
    let crossed = case.verify(&["--territory", "crossed.geojson", zones]);
    crossed.refused(2, &["crossed.geojson: polygon 1, ring 1 crosses itself at (1, 1); repair it"]);
}

#[test]
fn judges_comparisons_by_the_zones_beside_them() {
    let case = Case::along(BORDER);
    let first = merged(bands(&["2km"]), json!({"sectors": [{"from": "5km", "to": "15km"}]}));
    case.draw("first", &first, &[]);
    case.draw(
        "second",
        &merged(bands(&["3km"]), json!({"side": "right"})),
        &["--proposal", "first.json"],
    );
    let files = ["out/zones.geojson", "out/comparison.geojson"];
    let judged = case.passes(&files);
    for name in ["only first: within", "only second: within", "both: within", "comparison tile: "] {
        assert!(judged.stdout.contains(name), "{name:?} is not in: {}", judged.stdout);
    }
    let alone = case.verify(&files[1..]);
    alone.refused(2, &["it cannot be judged without the zones of first", "give the file"]);
    case.spoilt(files[1], &files[..1], &["NOT within 1 m", " is inside, "], |pieces| {
        for piece in pieces["features"].as_array_mut().unwrap() {
            let held_by = &mut piece["properties"]["held_by"];
            *held_by = match held_by.as_str() {
                Some("first") => json!("second"),
                Some("second") => json!("first"),
                _ => continue,
            };
        }
    });
    case.spoilt(files[1], &files[..1], &["comparison do NOT tile", " at (38."], |pieces| {
        for point in ring(pieces, 0) {
            point[0] = json!(point[0].as_f64().unwrap() + 2e-7);
        }
    });
}

#[test]
fn refuses_what_it_cannot_judge() {
    let case = Case::along(LINES);
    let feature = |properties: Value| {
        let geometry = json!({"type": "MultiPolygon", "coordinates": []});
        json!({"type": "FeatureCollection", "features": [
            {"type": "Feature", "geometry": geometry, "properties": properties}]})
    };
    let zone = |more: Value| {
        feature(merged(json!({"inner_km": 0.0, "outer_km": 5.0, "tolerance_m": 1.0}), more))
    };
    let in_utm = merged(
        zone(json!({})),
        json!({"crs": {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::32637"}}}),
    );
    for (zones, words) in [
        (json!({"type": "FeatureCollection", "features": []}), "no feature with outer_km"),
        (json!({"type": "Point", "coordinates": [38, 36]}), "not a FeatureCollection"),
        (
            feature(json!({"name": "A place"})),
            "feature 1: it has none of outer_km, distance_m and piece",
        ),
        (feature(json!({"distance_m": 5000.0, "tolerance_m": "1"})), "tolerance_m is \"1\""),
        (feature(json!({"piece": "both", "tolerance_m": 1.0})), "held_by is missing"),
        (zone(json!({"side": "north"})), "side is \"north\"; it must be left, right or both"),
        (zone(json!({"sectors_km": "10-5"})), "sectors_km is \"10-5\""),
        (in_utm, "in the coordinate system urn:ogc:def:crs:EPSG::32637; give the same in degrees"),
    ] {
        case.write("zones.geojson", &zones);
        case.verify(&["zones.geojson"]).refused(2, &["zones.geojson", words]);
    }
    case.write("zones.geojson", &zone(json!({"side": "left"})));
    let everywhere = case.verify(&["--everywhere", "10", "zones.geojson"]);
    everywhere.refused(2, &["--everywhere knows no sectors, no sides", "leave it out"]);
}

/// The vertices of the zone's northern half lie 7161.4 to 7259.2 km from the embedded border (pyproj 3.7.2).
#[test]
fn zones_along_another_border_are_told_at_once() {
    let folder = tempfile::tempdir().unwrap();
    let zone = ["-q", "-o", "korea.geojson"];
    assert_eq!(run("own_border", &zone, folder.path(), "").code, Some(0));
    let judged = run("verify", &["korea.geojson"], folder.path(), "");
    assert_eq!((judged.code, judged.stdout.as_str()), (Some(1), "FAILED\n"));
    let (_, away) = judged.stderr.split_once(": the zone lies ").unwrap();
    let (away, remedy) = away.split_once(" km from this border; ").unwrap();
    assert!((7161.0..7170.0).contains(&away.parse::<f64>().unwrap()), "{away}");
    assert!(remedy.starts_with("give --border"), "{remedy}");
}

/// The map is cut at 180°: the bands on its two sides have edges there, alone.
#[test]
fn bands_across_the_antimeridian_tile() {
    let border = r#"{"type":"LineString","coordinates":[[179.5,10],[180.5,10.1]]}"#;
    let case = Case::along(border);
    case.draw("strip", &bands(&["5km", "14km"]), &[]);
    let judged = case.passes(&["out/zones.geojson"]);
    assert!(judged.stdout.contains("the bands of strip tile: "), "{}", judged.stdout);
    // A vertex that both bands share is moved by 2 m in one of them.
    case.spoilt("out/zones.geojson", &[], &["do NOT tile"], |zones| {
        let ring = ring(zones, 1);
        let last = ring.len() - 1;
        let inside = |at: &Value| at[0].as_f64().unwrap().abs() < 179.9;
        let place = (1..last).find(|&place| inside(&ring[place])).unwrap();
        ring[place][1] = json!(ring[place][1].as_f64().unwrap() + 2e-5);
    });
}
