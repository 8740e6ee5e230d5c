//! The example `buffer`: an error names the bad input, its place and the remedy, and leaves no
//! file; good input comes out in the given order.

use std::fs;

use crate::support::programs::{Run, names, run};

const LINE: &str = r#"{"type":"LineString","coordinates":[[38.0,36.8],[39.0,36.7]]}"#;

/// Runs `buffer` on this text with one distance; whatever happens, no file may appear.
fn from_stdin(arguments: &[&str], input: &str) -> Run {
    let folder = tempfile::tempdir().unwrap();
    let run = run("buffer", arguments, folder.path(), input);
    assert!(names(folder.path()).is_empty());
    run
}

#[test]
fn bad_borders() {
    for (text, words) in [
        (r#"{"type":"LineString","coordinates":[[NaN,36],[39,36]]}"#, &["line 1 column 38"][..]),
        (r#"{"type":"LineString","coordinates":[[1e999,36],[39,36]]}"#, &["out of range"]),
        (r#"{"type":"LineString","coordinates":[[38,36],[null,36]]}"#, &["null", "line 1"]),
        (
            r#"{"type":"LineString","coordinates":[[38,36],[541,36]]}"#,
            &["line 1, point 2", "541", "give WGS 84 degrees", "up to 540"],
        ),
        (
            r#"{"type":"LineString","coordinates":[[36,38],[36,138]]}"#,
            &["line 1, point 2", "138", "swapped"],
        ),
        (
            r#"{"type":"LineString","coordinates":[[512345.0,4076000.0],[512346.0,4076000.0]]}"#,
            &["line 1, point 1", "512345", "projected metres", "EPSG:4326"],
        ),
        (r#"{"type":"LineString","coordinates":[]}"#, &["the geometry", "empty LineString"]),
        (r#"{"type":"MultiLineString","coordinates":[]}"#, &["empty MultiLineString"]),
        (
            r#"{"type":"MultiLineString","coordinates":[[],[]]}"#,
            &["the geometry, line 1 is an empty LineString"],
        ),
        (r#"{"type":"LineString"}"#, &["LineString", "no `coordinates` key"]),
        (r#"{"type":"FeatureCollection"}"#, &["this is not GeoJSON: missing field `features`"]),
        (r#"{"type":"LineString","coordinates":[["38","36"]]}"#, &["string \"38\"", "column 41"]),
        (
            r#"{"type":"LineString","coordinates":[[1e308,36],[39,36]]}"#,
            &["line 1, point 1", "(1e308, 36.0)", "projected metres"],
        ),
        (
            r#"{"type":"FeatureCollection","features":[]}"#,
            &["no geometry", "points, lines or polygons"],
        ),
        (
            r#"{"type":"Feature","properties":{},"geometry":null}"#,
            &["the feature", "no geometry", "points, lines or polygons"],
        ),
        (
            r#"{"type":"Polygon","coordinates":[[[0,0],[1,1],[1,0],[0,1],[0,0]]]}"#,
            &["polygon", "crosses another edge", "Fix geometries"],
        ),
        (r#"{"type":"MultiPoint","coordinates":[]}"#, &["the geometry", "empty MultiPoint"]),
        (r#"{"type":"Polygon","coordinates":[[[0,0],[1,1],[541,0]]]}"#, &["point 3", "541"]),
        (
            r#"{"type":"LineString","coordinates":[[38],[39,36]]}"#,
            &["point 1", "[38.0]", "two numbers"],
        ),
        ("{\"type\":\"LineString\",\n \"coordinates\":[[38,36],[39,36]", &["line 2 column", "EOF"]),
        ("", &["EOF", "line 1 column 0"]),
        ("lon,lat\n38,36\n", &["not GeoJSON", "line 1 column 1"]),
    ] {
        let run = from_stdin(&["--distance", "5km", "-o", "out.geojson", "-"], text);
        run.refused(2, &[&["standard input: "], words].concat());
    }
}

#[test]
fn bad_lengths() {
    for (distance, tolerance, code, words) in [
        ("0km", "1m", 1, &["distance is 0", "positive"][..]),
        ("-5km", "1m", 1, &["distance -5 km", "only polygons can be eroded", "positive"]),
        ("--5km", "1m", 2, &["--distance", "\"-5km\"", "is negative", "14km"]),
        ("NaN km", "1m", 2, &["--distance", "\"NaN km\"", "not a number", "14km"]),
        ("inf km", "1m", 2, &["--distance", "infinite", "14km"]),
        ("1e400m", "1m", 2, &["--distance", "infinite", "14km"]),
        ("20000km", "1m", 1, &["20000 km", "500 km or less"]),
        ("14", "1m", 2, &["--distance", "\"14\"", "has no unit", "14km"]),
        ("14 parsecs", "1m", 2, &["--distance", "known unit", "14km"]),
        ("5km", "0.5mm", 2, &["--tolerance", "0.0005 m", "0.001 m or more"]),
        ("5km", "-1m", 2, &["--tolerance", "is negative", "14km"]),
        ("5km", "5km", 1, &["tolerance 5 km", "smaller tolerance"]),
        ("5km", "6km", 1, &["tolerance 6 km", "smaller tolerance"]),
    ] {
        let arguments =
            ["--distance", distance, "--tolerance", tolerance, "-o", "out.geojson", "-"];
        from_stdin(&arguments, LINE).refused(code, words);
    }
    from_stdin(&["-"], LINE).refused(2, &["--distance"]);
}

/// Discs of 1 km have 3.1416 km²; a square of 0.1° at the equator, 11.13 km by 11.06 km, has 9.13 km by 9.06 km when
/// eroded by 1 km.
#[test]
fn any_geometry() {
    const SQUARE: &str =
        r#"{"type":"Polygon","coordinates":[[[0,0],[0.1,0],[0.1,0.1],[0,0.1],[0,0]]]}"#;
    let points = r#"{"type":"MultiPoint","coordinates":[[38,36],[39,36]]}"#;
    let both = format!(r#"{{"type":"GeometryCollection","geometries":[{SQUARE},{points}]}}"#);
    let line = r#"{"type":"LineString","coordinates":[[0,0],[0.1,0]]}"#;
    let disc = std::f64::consts::PI;
    for (input, options, expected) in [
        (points, &["--distance", "1km"][..], 2.0 * disc),
        (&both, &["--distance", "1km"], 11.1319 * 11.0574 + 2.0 * (11.1319 + 11.0574) + 3.0 * disc),
        (SQUARE, &["--distance=-1km"], 9.1319 * 9.0574),
        (SQUARE, &["--distance", "-6km"], 0.0),
        (line, &["--distance", "1km", "--side", "left"], 11.1319 + 0.5 * disc),
        (line, &["--distance", "1km", "--caps", "flat"], 22.2639),
    ] {
        let run = from_stdin(&[options, &["-q", "-o", "-", "-"]].concat(), input);
        assert_eq!(run.code, Some(0), "{}", run.stderr);
        let collection: serde_json::Value = serde_json::from_str(&run.stdout).unwrap();
        let area = collection["features"][0]["properties"]["area_km2"].as_f64().unwrap();
        assert!((area - expected).abs() < 0.01, "{options:?}: {area} km², not {expected}");
    }
    for (input, options, words) in [
        (points, ["--caps", "flat"], "flat ends: only lines"),
        (SQUARE, ["--side", "left"], "one side: only lines"),
        (SQUARE, ["--side", "north"], "one side: only lines"),
        (SQUARE, ["--side", "up"], "give left, right or both"),
    ] {
        let code = if options[1] == "up" { 2 } else { 1 };
        from_stdin(&[&options[..], &["--distance", "1km", "-"]].concat(), input)
            .refused(code, &[words]);
    }
}

#[test]
fn bad_files() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path();
    fs::write(path.join("line.geojson"), LINE).unwrap();
    fs::write(path.join("latin1.geojson"), [0x7b, 0xe9, 0x7d]).unwrap();
    fs::write(path.join("taken.geojson"), "mine").unwrap();
    fs::create_dir(path.join("folder")).unwrap();
    let before = names(path);
    for (input, output, words) in [
        ("missing.geojson", "out.geojson", &["cannot read missing.geojson", "No such file"][..]),
        ("folder", "out.geojson", &["cannot read folder", "directory"]),
        ("latin1.geojson", "out.geojson", &["cannot read latin1.geojson", "UTF-8"]),
        ("line.geojson", "folder", &["folder is a directory", "name a file"]),
        ("line.geojson", "new/", &["new/ is a folder's name", "name a file with -o"]),
        ("line.geojson", "nowhere/out.geojson", &["cannot write nowhere/out.geojson", "choose"]),
        ("line.geojson", "taken.geojson/out.geojson", &["cannot write taken.geojson/out.geojson"]),
        ("line.geojson", "taken.geojson", &["already there: taken.geojson", "--force"]),
    ] {
        let arguments = ["--distance", "5km", "-o", output, input];
        run("buffer", &arguments, path, "").refused(2, words);
        assert_eq!(names(path), before);
        assert_eq!(fs::read_to_string(path.join("taken.geojson")).unwrap(), "mine");
    }
    let arguments = ["--distance", "5km", "-o", "taken.geojson", "--force", "line.geojson"];
    assert_eq!(run("buffer", &arguments, path, "").code, Some(0));
    assert_eq!(names(path), before);
    assert!(fs::read_to_string(path.join("taken.geojson")).unwrap().contains("MultiPolygon"));
}

/// A file renamed onto a device or a socket would take its place.
#[cfg(unix)]
#[test]
fn what_is_no_file_is_not_replaced() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path();
    let _socket = std::os::unix::net::UnixListener::bind(path.join("socket")).unwrap();
    std::os::unix::fs::symlink("socket", path.join("link")).unwrap();
    for output in ["socket", "link"] {
        let arguments = ["--distance", "5km", "--force", "-o", output, "-"];
        let words = [output, "no regular file", "name a file"];
        run("buffer", &arguments, path, LINE).refused(2, &words);
        assert_eq!(names(path), ["link", "socket"]);
        assert!(!path.join(output).metadata().unwrap().is_file());
    }
}

#[test]
fn one_feature_a_distance_in_the_order_asked() {
    // Repeated points are dropped, a byte order mark is skipped, WGS 84 may be named.
    let text = "\u{feff}".to_owned()
        + &LINE.replace("[38.0,36.8]", "[38.0,36.8],[38.0,36.8]").replace(
            r#""type""#,
            r#""crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:OGC:1.3:CRS84"}},"type""#,
        );
    let arguments = ["--distance", "14km", "--distance", "500m", "--distance", "20mi"];
    let options = ["--edges", "geodesic", "--tolerance", "10cm", "-"];
    let run = from_stdin(&[&arguments[..], &options].concat(), &text);
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""));
    let json: serde_json::Value = serde_json::from_str(&run.stdout).unwrap();
    let features = json["features"].as_array().unwrap();
    let distances: Vec<_> =
        features.iter().map(|f| f["properties"]["distance_m"].as_f64()).collect();
    assert_eq!(distances, [Some(14_000.0), Some(500.0), Some(32_186.88)]);
    for feature in features {
        assert_eq!(feature["geometry"]["type"], "MultiPolygon");
        assert_eq!(feature["properties"]["edges"], "geodesic");
        assert_eq!(feature["properties"]["tolerance_m"], 0.1);
    }
}

/// The area within d of a geodesic of length L: 2dL + πd², to a part in 1e6 at this depth; L from
/// Karney's GeographicLib in Python.
#[test]
fn the_area_is_that_of_a_strip_with_round_ends() {
    let (d, length) = (5.0, 89.988_676_645_987);
    let options = ["--distance", "5km", "--edges", "geodesic", "--tolerance", "1mm", "-"];
    let run = from_stdin(&options, LINE);
    let json: serde_json::Value = serde_json::from_str(&run.stdout).unwrap();
    let area = json["features"][0]["properties"]["area_km2"].as_f64().unwrap();
    let expected = 2.0 * d * length + std::f64::consts::PI * d * d;
    assert!((area / expected - 1.0).abs() < 2e-6, "{area} {expected}");
}

#[test]
fn help_names_the_exit_codes() {
    let run = from_stdin(&["--help"], "");
    assert_eq!(run.code, Some(0));
    for line in ["Exit codes:", "  0  done", "  1  ", "  2  "] {
        assert!(run.stdout.contains(line), "{}", run.stdout);
    }
}

/// Cut to a territory in two parts and a hole, a file says so, and `verify` needs the territory to judge it.
#[test]
fn zones_are_cut_to_a_territory() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path();
    let land = r#"{"type":"MultiPolygon","coordinates":[[[[38.1,36.5],[38.4,36.5],[38.4,37],[38.1,37],[38.1,36.5]],
        [[38.2,36.76],[38.2,36.79],[38.3,36.79],[38.3,36.76],[38.2,36.76]]],
        [[[38.6,36.7],[38.9,36.75],[38.7,36.9],[38.6,36.7]]]]}"#;
    let far = r#"{"type":"Polygon","coordinates":[[[38,37.5],[39,37.5],[38,38],[38,37.5]]]}"#;
    fs::write(path.join("line.geojson"), LINE).unwrap();
    fs::write(path.join("land.geojson"), land).unwrap();
    fs::write(path.join("far.geojson"), far).unwrap();
    let buffer = |more: &[&str]| {
        let arguments = [&["--distance", "5km", "--force", "-o", "zones.geojson"], more].concat();
        run("buffer", &[&arguments[..], &["line.geojson"]].concat(), path, "")
    };
    for side in ["both", "south"] {
        let made = buffer(&["--within", "land.geojson", "--side", side]);
        assert_eq!(made.code, Some(0), "{}", made.stderr);
        let text = fs::read_to_string(path.join("zones.geojson")).unwrap();
        assert!(text.contains(r#""territory":"land.geojson""#), "{text}");
        let verify = |territory: &[&str]| {
            let arguments = [&["--border", "line.geojson", "zones.geojson"], territory].concat();
            run("verify", &arguments, path, "")
        };
        let judged = verify(&["--territory", "land.geojson"]);
        assert_eq!(judged.code, Some(0), "{}{}", judged.stdout, judged.stderr);
        assert_eq!(verify(&["--territory", "none"]).code, Some(1));
        verify(&[]).refused(2, &["give its file with --territory"]);
    }
    buffer(&["--within", "far.geojson"])
        .refused(1, &["line.geojson: distance 5 km", "\"far.geojson\"", "which ends", "before it"]);
    buffer(&["--snap", "1km"]).refused(2, &["--snap", "--within"]);
    buffer(&["--within", "land.geojson", "--snap", "0m"]).refused(2, &["--snap is 0", "positive"]);
    let point = r#"{"type":"Point","coordinates":[38.2,36.8]}"#;
    let of_point =
        &["--distance", "5km", "--within", "land.geojson", "--snap", "1km", "-o", "p.geojson", "-"];
    run("buffer", of_point, path, point).refused(1, &["--snap: only lines have it"]);
}
