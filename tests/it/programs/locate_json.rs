//! The example `locate` with lines of GeoJSON: the members added, and the rest unchanged.

use serde_json::Value;

use crate::programs::locate::{here, located};
use crate::support::programs::run;

#[test]
fn lines_of_geojson_keep_their_bytes() {
    let point = r#""geometry":{"type":"Point","coordinates":[37.95495, 36.52815,400]}"#;
    let nulls = r#""distance_km":null,"chainage_km":null,"side":null,"in_us-2019":null,"in_turkey-2019":null"#;
    let whole = located(&[], &format!("{{\"type\":\"Feature\",{point}}}\n")).stdout;
    let start = format!("{{\"type\":\"Feature\",{point},\"properties\":{{");
    let added = whole.strip_prefix(&start).unwrap().strip_suffix("}}\n").unwrap();
    let value: Value = serde_json::from_str(&whole).unwrap();
    assert_eq!(value["properties"]["side"], "right");
    for (line, expected) in [
        (
            format!(r#"{{ "type":"Feature", "properties": {{}},{point} }}"#),
            format!(r#"{{ "type":"Feature", "properties": {{{added}}},{point} }}"#),
        ),
        (
            format!(r#"{{"type":"Feature","properties":{{"a" : 1.50 }},{point}}}"#),
            format!(r#"{{"type":"Feature","properties":{{"a" : 1.50 ,{added}}},{point}}}"#),
        ),
        (
            format!(r#"{{"type":"Feature","properties":null,{point}}}"#),
            format!(r#"{{"type":"Feature","properties":{{{added}}},{point}}}"#),
        ),
        (
            r#"{"type":"Feature","geometry":null,"properties":{"a":1}}"#.to_owned(),
            format!(r#"{{"type":"Feature","geometry":null,"properties":{{"a":1,{nulls}}}}}"#),
        ),
        (
            r#"{"type":"Point","coordinates":[37.95495,36.52815,null]}"#.to_owned(),
            format!(
                r#"{{"type":"Feature","geometry":{{"type":"Point","coordinates":[37.95495,36.52815,null]}},"properties":{{{added}}}}}"#
            ),
        ),
    ] {
        // With a byte-order mark, a record separator, Windows line ends, and without an end.
        for (before, behind) in [("", "\n"), ("\u{feff}", "\r\n"), ("\u{1e}", "\n\n"), ("", "")] {
            let done = located(&[], &format!("{before}{line}{behind}"));
            assert_eq!(done.stdout, format!("{before}{expected}{behind}"));
            serde_json::from_str::<Value>(&expected).unwrap();
        }
    }
    let first = format!("{{\"type\":\"Feature\",{point},\"properties\":null}}\n");
    for (bad, words) in [
        ("{\"type\":", "no GeoJSON object"),
        ("37.9,36.5", "no GeoJSON object"),
        ("{\"type\":\"Point\" 1}", "no GeoJSON object: expected `,` or `}` at byte 17; give"),
        (r#"["Feature",null,null,null]"#, "no GeoJSON object; give a Feature with a Point a line"),
        (
            r#"{"type":"Feature","geometry":["Point",null,null,[38,36]]}"#,
            "its geometry is no GeoJSON object",
        ),
        (
            r#"{"type":"Feature","geometry":{"type":"MultiPoint","coordinates":[[38,36]]}}"#,
            "its geometry is a MultiPoint",
        ),
        (r#"{"type":"LineString","coordinates":[[1,2],[3,4]]}"#, "is a LineString"),
        (
            r#"{"type":"Feature","geometry":{"type":"LineString","coordinates":[[1,2],[3,4]]}}"#,
            "its geometry is a LineString",
        ),
        (r#"{"type":"Point","coordinates":["37.9","36.5"]}"#, "are not two numbers"),
        (r#"{"type":"Point","coordinates":[37.9,null]}"#, "are not two numbers"),
        (r#"{"type":"Point","coordinates":[37.9,36.5,"400"]}"#, "are not two numbers"),
        (r#"{"type":"Point","coordinates":[37.9]}"#, "lack a latitude"),
        (r#"{"type":"Point","coordinates":[36.5,137.9]}"#, "137.9"),
        (&first.trim_end().replace("null", r#"{"side":"left"}"#), "property side already"),
        (&first.trim_end().replace("null", "[]"), "properties are no object"),
    ] {
        let done = located(&[], &format!("{first}{bad}\n{first}"));
        assert_eq!(done.stdout.lines().nth(1), Some(bad));
        assert!(done.stderr.contains("line 2, ") && done.stderr.contains(words), "{}", done.stderr);
        assert!(done.stderr.contains("rows: 3, of them 2 located, 0 without coordinates, 1 bad"));
        run("locate", &["--strict", "-o", "out", "-"], here().path(), &format!("{first}{bad}\n"))
            .refused(2, &["line 2, ", words]);
    }
    for whole in ["{\n", r#"{"type":"FeatureCollection","features":null}"#] {
        run("locate", &["-"], here().path(), whole).refused(2, &["line 1", "-f GeoJSONSeq"]);
    }
}
