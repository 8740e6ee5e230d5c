//! The example `locate` with a GeoJSON FeatureCollection: the features located as lines are, and
//! everything around them as it was.

use std::fs;

use serde_json::Value;

use crate::programs::locate::{here, located};
use crate::support::programs::run;

/// A feature whose strings have brackets, quotes and backslashes.
const FEATURE: &str = r#"{"type":"Feature","geometry":{"type":"Point","coordinates":[38.35347,36.89095]},"properties":{"}]\"\\":"[{\"},\\"}}"#;
const OTHER: &str = r#"{ "properties" : null, "type":"Feature", "geometry" : {"type":"Point",
  "coordinates":[37.95495, 36.52815, 400.0]}, "id": 7 }"#;

/// The feature as a line comes out.
fn line(feature: &str) -> String {
    located(&[], &feature.replace('\n', " ")).stdout
}

#[test]
fn features_come_out_with_members_and_the_rest_as_it_was() {
    let (one, other) = (line(FEATURE), line(OTHER).replace("\"Point\",   ", "\"Point\",\n  "));
    assert!(one.contains("\"distance_km\":0.991981"), "{one}");
    let crs = r#""crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:OGC:1.3:CRS84"}}"#;
    for (head, between, tail) in [
        ("{\"type\":\"FeatureCollection\",\"features\":[", ",", "]}"),
        (
            "\u{feff}{ \"type\" : \"FeatureCollection\",\n \"features\" : [\n  ",
            " ,\r\n\t",
            "\n ]\n}\n",
        ),
        ("{\"features\":[", ",", "],\"type\":\"FeatureCollection\"}"),
        (&format!("{{\"type\":\"FeatureCollection\",{crs},\"features\":["), ",", "]}"),
        ("{\"type\":\"FeatureCollection\",\"features\":[", ",", &format!("],{crs}}}\n\n")),
        (
            "{\"type\":\"FeatureCollection\",\"about\":{\"features\":[1]},\"features\":[",
            ",",
            "],\"name\":\"]}\"}",
        ),
    ] {
        let done = located(&[], &format!("{head}{FEATURE}{between}{OTHER}{tail}"));
        assert_eq!(done.stdout, format!("{head}{one}{between}{other}{tail}"));
        assert!(done.stderr.contains("rows: 2, of them 2 located"), "{}", done.stderr);
    }
    let empty = r#"{"type":"FeatureCollection","features":[]}"#;
    assert_eq!(located(&[], empty).stdout, empty);
}

#[test]
fn what_is_no_feature_with_a_point_is_said() {
    let collection =
        |features: &str| format!("{{\"type\":\"FeatureCollection\",\"features\":[{features}]}}");
    let line = r#"{"type":"Feature","geometry":{"type":"LineString","coordinates":[[1,2],[3,4]]},"properties":null}"#;
    let whole = collection(FEATURE);
    for (text, words) in [
        (
            collection(&format!("{FEATURE},\n{line}")),
            "line 2, feature 2, its geometry is a LineString",
        ),
        (collection(&format!("{FEATURE},\n\nnull")), "line 3, feature 2, no GeoJSON object"),
        (collection(&format!("{FEATURE},\n}}")), "line 2, feature 2, no GeoJSON object"),
        (collection(&format!("{FEATURE},\n{}", FEATURE.replace("38.35347", "638.3"))), "638.3"),
        (format!("{whole}\n{whole}"), "line 1, behind the features: "),
        (whole.trim_end_matches("]}").to_owned(), "the file ends before its list of features does"),
        (whole.trim_end_matches("}").to_owned(), "line 1, behind the features: "),
        (
            whole.trim_end_matches("]}").to_owned() + ",\n{\"type\":",
            "line 2, feature 2, the file ends before this feature does",
        ),
    ] {
        let done = located(&[], &text);
        assert!(done.stderr.contains(words), "{text}: {}", done.stderr);
        assert!(done.stderr.contains("1 located, 0 without coordinates, 1 bad"), "{}", done.stderr);
        run("locate", &["--strict", "-o", "out", "-"], here().path(), &text).refused(2, &[words]);
    }
    let crs = r#","crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::32637"}}"#;
    for (at, code) in [("\"FeatureCollection\"", 2), ("]}]", 1)] {
        let text = collection(&format!("{FEATURE},{{\"a\":[{{}}]}}"));
        let text = match at {
            "]}]" => text.replace(at, &format!("]}}]{crs}")),
            _ => text.replace(at, &format!("{at}{crs}")),
        };
        run("locate", &["-o", "out", "-"], here().path(), &text)
            .refused(code, &["error: standard input: ", "EPSG::32637"]);
    }
}

/// A file that is cut off where no feature is begun: behind the bracket, and where a block of 256 KiB ends.
#[test]
fn a_list_that_does_not_end_is_said_where_nothing_is_left_of_it() {
    let words = "the file ends before its list of features does";
    let head = "{\"type\":\"FeatureCollection\",\n\"features\":[";
    for (blanks, line) in [("", "line 2, "), (" \n", "line 3, ")] {
        let text = format!("{head}{blanks}");
        let words = [line, words];
        run("locate", &["-o", "out", "-"], here().path(), &text).refused(1, &words);
        run("locate", &["--strict", "-o", "out", "-"], here().path(), &text).refused(2, &words);
    }
    let blanks = " ".repeat((1 << 18) - head.len() - FEATURE.len());
    let done = located(&[], &format!("{head}{blanks}{FEATURE}"));
    assert!(done.stderr.contains("1 located, 0 without coordinates, 1 bad"), "{}", done.stderr);
    assert!(done.stderr.contains(words), "{}", done.stderr);
    let done = located(&[], &format!("{head}{blanks}{FEATURE}]}}"));
    assert!(done.stderr.contains("1 located, 0 without coordinates, 0 bad"), "{}", done.stderr);
}

/// A file longer than the blocks in which it is read, over many lines.
#[test]
fn long_collections_come_through_whole() {
    let text = |one: &str, other: &str| {
        let pair = format!("{one},\n{other}");
        let pairs = vec![pair; 5_000].join(" ,\n\n");
        format!("{{\n\"type\":\"FeatureCollection\",\n\"features\":[\n{pairs}\n]\n}}\n")
    };
    let other = line(OTHER).replace("\"Point\",   ", "\"Point\",\n  ");
    let folder = here();
    fs::write(folder.path().join("in.geojson"), text(FEATURE, OTHER)).unwrap();
    let done = run("locate", &["-o", "out.geojson", "in.geojson"], folder.path(), "");
    assert!(done.stderr.contains("rows: 10000, of them 10000 located"), "{}", done.stderr);
    let out = fs::read_to_string(folder.path().join("out.geojson")).unwrap();
    assert!(out == text(&line(FEATURE), &other));
}

/// In a file of one line, longer than a block, the number of the feature is all that finds it.
#[test]
fn a_bad_feature_is_named_by_its_number() {
    let bad = FEATURE.replace("[38.35347,36.89095]", "[38.35347]");
    let features = [&vec![FEATURE; 7_776][..], &[&bad], &vec![FEATURE; 2_223][..]].concat();
    let text = format!(r#"{{"type":"FeatureCollection","features":[{}]}}"#, features.join(","));
    let done = located(&["-o", "out"], &text);
    let words = "line 1, feature 7777, coordinates [38.35347] lack a latitude";
    assert!(done.stderr.contains(words), "{}", done.stderr);
    // Esri's JSON, which shows behind its features that it is no GeoJSON.
    let features = vec![FEATURE; 2_500].join(",");
    let esri = format!(r#"{{"features":[{features}],"geometryType":"esriGeometryPoint"}}"#);
    let words = ["error: standard input: this is not GeoJSON"];
    run("locate", &["-o", "out", "-"], here().path(), &esri).refused(1, &words);
}

/// The crate's own file of places has the members already: they are replaced, and said to be.
#[test]
fn the_places_of_the_crate_go_through() {
    let folder = here();
    let made = run("safe_zones", &["-o", "zones"], folder.path(), "");
    assert_eq!(made.code, Some(0), "{}", made.stderr);
    let arguments = ["--uncertainty", "1m", "-o", "out.geojson", "zones/places.geojson"];
    let done = run("locate", &arguments, folder.path(), "");
    assert!(done.stderr.contains("604 had these columns already"), "{}", done.stderr);
    let read = |path: &str| -> Value {
        serde_json::from_str(&fs::read_to_string(folder.path().join(path)).unwrap()).unwrap()
    };
    let (mut found, mut expected) = (read("out.geojson"), read("zones/places.geojson"));
    // The straight pieces by which a census measures move the chainage by a millimetre.
    for file in [&mut found, &mut expected] {
        for feature in file["features"].as_array_mut().unwrap() {
            let chainage = &mut feature["properties"]["chainage_km"];
            *chainage = ((chainage.as_f64().unwrap() * 1e3).round()).into();
        }
    }
    assert_eq!(found, expected);
    // Some of the members alone are those of another program.
    let own = FEATURE.replace("\"properties\":{", "\"properties\":{\"side\":1,");
    let done = located(&[], &format!("{FEATURE}\n{own}\n"));
    assert!(done.stderr.contains("there is a property side already"), "{}", done.stderr);
}
