//! The example `safe_zones`: all files or none.

use std::fs;

use serde_json::Value;

use crate::support::programs::{names, program, run};

const FILES: [&str; 11] = [
    "border.geojson",
    "border.qml",
    "comparison.geojson",
    "comparison.qml",
    "places.geojson",
    "places.qml",
    "safe_zones.html",
    "safe_zones.qgs",
    "safe_zones.svg",
    "zones.geojson",
    "zones.qml",
];

fn features(folder: &std::path::Path, file: &str) -> Vec<Value> {
    let text = fs::read_to_string(folder.join(file)).unwrap();
    let json: Value = serde_json::from_str(&text).unwrap();
    assert!(json.get("crs").is_none());
    assert_eq!(json["bbox"].as_array().unwrap().len(), 4);
    json["features"].as_array().unwrap().clone()
}

#[test]
fn writes_the_plans_deepest_first() {
    let folder = tempfile::tempdir().unwrap();
    let done = run("safe_zones", &["-o", "a/b"], folder.path(), "");
    assert_eq!(done.code, Some(0), "{}", done.stderr);
    let made = folder.path().join("a/b");
    assert_eq!(names(&made), FILES);

    let zones = features(&made, "zones.geojson");
    let told: Vec<_> = zones
        .iter()
        .map(|zone| {
            let p = &zone["properties"];
            (p["proposal"].as_str().unwrap(), p["inner_km"].as_f64(), p["outer_km"].as_f64())
        })
        .collect();
    assert_eq!(
        told,
        [
            ("turkey-2019", Some(0.0), Some(28.0)),
            ("us-2019", Some(5.0), Some(14.0)),
            ("us-2019", Some(0.0), Some(5.0)),
        ]
    );
    let text = fs::read_to_string(made.join("zones.geojson")).unwrap();
    let texts: Vec<&str> = text.split(r#"{"type":"Feature","#).skip(1).collect();
    assert_eq!(texts.len(), zones.len());
    for (zone, text) in zones.iter().zip(texts) {
        assert_eq!(zone["geometry"]["type"], "MultiPolygon");
        let mut keys: Vec<&String> = zone["properties"].as_object().unwrap().keys().collect();
        // In the order of the text.
        keys.sort_by_key(|key| text.find(&format!("\"{key}\":")).unwrap());
        assert_eq!(
            keys,
            [
                "proposal",
                "title",
                "proponent",
                "date",
                "period",
                "territory",
                "sectors_km",
                "side",
                "band",
                "regime",
                "inner_km",
                "outer_km",
                "depth_kind",
                "area_km2",
                "places",
                "people_at_least",
                "places_of_unknown_population",
                "people",
                "tolerance_m",
                "source",
                "data_licence",
                "label",
                "fill",
                "stroke",
                "fill-opacity",
            ]
        );
        // One type a property: a JSON float is written with its point.
        for key in ["inner_km", "outer_km", "area_km2", "tolerance_m", "fill-opacity"] {
            assert!(zone["properties"][key].is_f64(), "{key}");
        }
        assert_eq!(zone["properties"]["territory"], "syria-east-of-the-euphrates");
    }
    let km2 = |index: usize| zones[index]["properties"]["area_km2"].as_f64().unwrap();

    let pieces = features(&made, "comparison.geojson");
    let piece = |index: usize| &pieces[index]["properties"];
    assert_eq!(piece(0)["piece"], "only turkey-2019");
    assert_eq!(piece(0)["bound"], "minimum");
    assert_eq!(piece(1)["piece"], "both");
    assert_eq!(piece(1)["bound"], "exact");
    let piece_km2 = |index: usize| piece(index)["area_km2"].as_f64().unwrap();
    let same = |a: f64, b: f64| assert!((a / b - 1.0).abs() < 1e-9, "{a} {b}");
    same(piece_km2(1), km2(1) + km2(2));
    same(piece_km2(0) + piece_km2(1), km2(0));

    let percent = piece(0)["share_percent"].as_f64().unwrap();
    assert!((percent - 100.0 * piece_km2(0) / km2(0)).abs() < 1e-6, "{percent}");

    // Each plan in its colour, bands further out in a lighter tint.
    let fills: Vec<_> = zones.iter().map(|zone| zone["properties"]["fill"].as_str()).collect();
    assert_eq!(fills, [Some("#d55e00"), Some("#80b9d9"), Some("#0072b2")]);

    let border = &features(&made, "border.geojson")[0];
    assert_eq!(border["geometry"]["type"], "LineString");
    assert_eq!(border["properties"]["length_km"], 915.326);
}

#[test]
fn does_not_overwrite_without_force() {
    let folder = tempfile::tempdir().unwrap();
    for file in FILES {
        fs::write(folder.path().join(file), "mine").unwrap();
        // Before anything is computed: that tolerance would not do.
        let refused = run("safe_zones", &["-o", ".", "--tolerance", "6km"], folder.path(), "");
        refused.refused(2, &[&format!("already there: ./{file};"), "--force"]);
        assert_eq!(names(folder.path()), [file]);
        assert_eq!(fs::read_to_string(folder.path().join(file)).unwrap(), "mine");
        fs::remove_file(folder.path().join(file)).unwrap();
    }
    fs::write(folder.path().join("zones.geojson"), "mine").unwrap();
    fs::write(folder.path().join("border.geojson"), "mine").unwrap();
    let refused = run("safe_zones", &["-o", "."], folder.path(), "");
    refused.refused(2, &["already there: ./border.geojson, ./zones.geojson;", "--force"]);

    let forced = run("safe_zones", &["-o", ".", "--force", "-q"], folder.path(), "");
    assert_eq!((forced.code, forced.stdout.as_str(), forced.stderr.as_str()), (Some(0), "", ""));
    assert_eq!(names(folder.path()), FILES);
    assert_ne!(fs::read_to_string(folder.path().join("zones.geojson")).unwrap(), "mine");
}

#[test]
fn leaves_nothing_when_it_fails() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("file"), "mine").unwrap();
    fs::create_dir_all(folder.path().join("full/comparison.geojson")).unwrap();
    for (arguments, code, words) in [
        (&["--tolerance", "6km"][..], 1, &["tolerance 6 km", "smaller tolerance"][..]),
        (&["--tolerance", "1"], 2, &["--tolerance", "has no unit"]),
        (&["--tolerance", "0.1mm"], 2, &["--tolerance", "0.0001 m", "0.001 m"]),
        (&["--territory", "west"], 2, &["\"west\"", "known are syria", "GeoJSON file"]),
        (&["-o", "file/zones"], 2, &["cannot make the folder file/zones", "-o"]),
        (&["-o", "full"], 2, &["full/comparison.geojson is a directory"]),
    ] {
        run("safe_zones", arguments, folder.path(), "").refused(code, words);
        assert_eq!(names(folder.path()), ["file", "full"]);
        assert_eq!(names(&folder.path().join("full")), ["comparison.geojson"]);
    }
}

#[test]
fn what_is_left_of_other_plans_is_said() {
    let folder = tempfile::tempdir().unwrap();
    assert_eq!(run("safe_zones", &["-o", "."], folder.path(), "").code, Some(0));
    let one = ["-o", ".", "--force", "--proposal", "us-2019"];
    let done = run("safe_zones", &one, folder.path(), "");
    for left in ["./comparison.geojson: left from", "./comparison.qml: left from"] {
        assert!(done.stderr.contains(left), "{}", done.stderr);
    }
    assert!(!done.stderr.contains("zones.geojson"), "{}", done.stderr);
}

/// The border fits below the limit, the zones do not.
#[cfg(unix)]
#[test]
fn leaves_no_file_and_no_folder_when_the_disk_is_full() {
    let folder = tempfile::tempdir().unwrap();
    let script = r#"trap "" XFSZ; ulimit -f 500; exec "$0" -o a/b"#;
    let full = std::process::Command::new("sh")
        .args(["-c", script])
        .arg(program("safe_zones"))
        .current_dir(folder.path())
        .output()
        .unwrap();
    let told = String::from_utf8(full.stderr).unwrap();
    assert_eq!(full.status.code(), Some(2), "{told}");
    assert!(told.contains("cannot write a/b/zones.geojson"), "{told}");
    assert!(names(folder.path()).is_empty());
}

#[test]
fn the_whole_border_holds_more() {
    let folder = tempfile::tempdir().unwrap();
    let [northeast, whole] = ["syria-east-of-the-euphrates", "syria"].map(|territory| {
        let arguments = ["-o", territory, "--territory", territory, "-q"];
        let done = run("safe_zones", &arguments, folder.path(), "");
        assert_eq!(done.code, Some(0), "{}", done.stderr);
        let zones = features(&folder.path().join(territory), "zones.geojson");
        assert_eq!(zones[0]["properties"]["territory"], territory);
        zones[0]["properties"]["area_km2"].as_f64().unwrap()
    });
    assert!(whole > northeast);
}

#[test]
fn help_names_the_exit_codes() {
    let folder = tempfile::tempdir().unwrap();
    let help = run("safe_zones", &["--help"], folder.path(), "");
    assert_eq!(help.code, Some(0));
    for line in ["Exit codes:", "  0  done", "  1  ", "  2  "] {
        assert!(help.stdout.contains(line), "{}", help.stdout);
    }
}

/// A territory whose edge runs 0.001°, 111 m, north of the border in the west and south of it in the east: the
/// first is a sliver of 0.4° by 0.001°, the second a gap of the same size. On the equator a square degree has
/// 111.3195 km by 110.5743 km, so each has 4.924 km².
#[test]
fn slivers_are_reported_and_snapped() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path();
    let plan = r##"{"id":"strip","title":"A strip","proponent":"Somebody","source":"A test",
        "colour":"#0072b2","bands":[{"inner":"0km","outer":"5km","depth":"exact"}]}"##;
    let line = r#"{"type":"LineString","coordinates":[[38,0],[39,0]]}"#;
    let land = r#"{"type":"Polygon","coordinates":[[[38.1,-1],[38.9,-1],[38.9,-0.001],[38.5,-0.001],
        [38.5,0.001],[38.1,0.001],[38.1,-1]]]}"#;
    for (name, text) in [("plan.json", plan), ("line.geojson", line), ("land.geojson", land)] {
        fs::write(path.join(name), text).unwrap();
    }
    let zones = |more: &[&str]| {
        let given = ["--proposal", "plan.json", "--border", "line.geojson", "--force"];
        let land = ["--territory", "land.geojson"];
        run("safe_zones", &[&given[..], &land, more].concat(), path, "")
    };
    let plain = zones(&[]);
    let sliver = "land.geojson: of the zone of strip, 1 sliver lies, 4.924 km² in all, up to 111 m deep, on the \
                  border's left, where the territory should end; --snap 500m lays";
    assert!(plain.stderr.contains(sliver), "{}", plain.stderr);
    let buffered = ["--distance", "5km", "--within", "land.geojson", "line.geojson"];
    let buffered = run("buffer", &buffered, path, "");
    let sliver = sliver.replace("strip", "the lines");
    assert!(buffered.stderr.contains(&sliver), "{}", buffered.stderr);
    let snapped = zones(&["--snap", "500m"]);
    let changed = "land.geojson: its edge is laid onto the border within 500 m: 4.92";
    assert!(snapped.stderr.contains(changed), "{}", snapped.stderr);
    assert!(!snapped.stderr.contains("sliver"), "{}", snapped.stderr);
    let zone = &features(&path.join("safe_zones"), "zones.geojson")[0]["properties"];
    // 0.8° by 5 km.
    let area = zone["area_km2"].as_f64().unwrap();
    assert!((area - 0.8 * 111.3195 * 5.0).abs() < 0.05, "{area}");
    assert_eq!(zone["territory"], "land.geojson, its edge laid onto the border within 500 m");
    let verify =
        ["--border", "line.geojson", "--territory", "land.geojson", "safe_zones/zones.geojson"];
    run("verify", &verify, path, "").refused(2, &["without --snap"]);
    let given =
        ["--proposal", "plan.json", "--border", "line.geojson", "--snap", "5m", "-o", "none"];
    run("safe_zones", &given, path, "").refused(2, &["--snap", "--territory"]);
}

#[test]
fn the_map_says_where_and_when() {
    let folder = tempfile::tempdir().unwrap();
    let picture = |arguments: &[&str]| {
        let done =
            run("safe_zones", &[arguments, &["--force", "-o", "."]].concat(), folder.path(), "");
        assert_eq!(done.code, Some(0), "{}", done.stderr);
        (fs::read_to_string(folder.path().join("safe_zones.svg")).unwrap(), done.stderr)
    };
    let (plain, _) = picture(&[]);
    for said in [
        "<title>Zones proposed along the Turkey-Syria border, 2019<",
        ">TURKEY<",
        ">SYRIA<",
        ">IRAQ<",
    ] {
        assert!(plain.contains(said), "{said}");
    }
    let (one, _) = picture(&["--proposal", "peace-spring-2019"]);
    assert!(one.contains(": Turkey-Syria border, October 2019<"));
    let labels = ["--label", "A, B,41.0,36.4", "--label", "Elsewhere,-20,10"];
    let (named, notes) = picture(&labels);
    assert!(
        named.contains(">A, B<") && !named.contains(">TURKEY<") && !named.contains(">ELSEWHERE<")
    );
    assert!(notes.contains("--label Elsewhere: left out, because"), "{notes}");
    for (label, said) in [
        ("Syria", "give a name, its longitude"),
        ("Syria,x,36", "\"x\" is no number"),
        (",40,36", "the name is empty"),
        ("Syria,40,96", "96"),
    ] {
        run("safe_zones", &["--label", label, "-o", "none"], folder.path(), "").refused(2, &[said]);
    }
    run("safe_zones", &["--label", "A,40,36", "-o", "-"], folder.path(), "")
        .refused(2, &["--label has no effect with -o -"]);
    run("safe_zones", &["--no-slider", "-o", "-"], folder.path(), "")
        .refused(2, &["--no-slider has no effect with -o -"]);
}

/// Colours of Okabe and Ito in their order, without those that other plans have.
#[test]
fn plans_without_colours_are_told_apart() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path();
    let line = r#"{"type":"LineString","coordinates":[[38,36.8],[39,36.7]]}"#;
    fs::write(path.join("line.geojson"), line).unwrap();
    let mut arguments = vec!["--border", "line.geojson"];
    let plans = [("a", "20km", ""), ("b", "14km", ""), ("c", "5km", r##","colour":"#e69f00""##)];
    let files = plans.map(|(id, outer, colour)| {
        let band = format!(r#"{{"inner":"0km","outer":"{outer}","depth":"exact"}}"#);
        let file = format!("{id}.json");
        let plan = format!(r#"{{"id":"{id}","bands":[{band}]{colour}}}"#);
        fs::write(path.join(&file), plan).unwrap();
        file
    });
    files.iter().for_each(|file| arguments.extend(["--proposal", file]));
    let done = run("safe_zones", &arguments, path, "");
    assert_eq!(done.code, Some(0), "{}", done.stderr);
    let zones = features(&path.join("safe_zones"), "zones.geojson");
    let strokes = zones.iter().map(|zone| zone["properties"]["stroke"].as_str().unwrap());
    assert_eq!(strokes.collect::<Vec<_>>(), ["#0072b2", "#009e73", "#e69f00"]);
    let picture = fs::read_to_string(path.join("safe_zones/safe_zones.svg")).unwrap();
    for colour in ["#0072b2", "#009e73", "#e69f00"] {
        assert!(picture.contains(colour), "{colour}");
    }
}

/// The embedded plans and places belong to the embedded border.
#[test]
fn a_border_of_your_own_takes_nothing_embedded() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path();
    let line = r#"{"type":"LineString","coordinates":[[38,36.8],[39,36.7]]}"#;
    let plan =
        r#"{"id":"strip","side":"right","bands":[{"inner":"0km","outer":"5km","depth":"exact"}]}"#;
    let places = "name,lon,lat\nKobani,39,36.7\n";
    for (name, text) in [("line.geojson", line), ("plan.json", plan), ("places.csv", places)] {
        fs::write(path.join(name), text).unwrap();
    }
    let border = ["--border", "line.geojson"];
    let words = ["the border in line.geojson", "give --proposal"];
    run("safe_zones", &[&border[..], &["-o", "out"]].concat(), path, "").refused(2, &words);
    run("locate", &[&border[..], &["places.csv"]].concat(), path, "").refused(2, &words);
    let from = [&border[..], &["--proposal", "plan.json", "--from", "Kobani"]].concat();
    let nowhere = ["--from: \"Kobani\"", "no places of yours", "give LON,LAT"];
    run("safe_zones", &from, path, "").refused(2, &nowhere);
    run("locate", &[&from[..], &["places.csv"]].concat(), path, "").refused(2, &nowhere);
    let named = run("safe_zones", &[&from[..], &["--places", "places.csv"]].concat(), path, "");
    assert_eq!(named.code, Some(0), "{}", named.stderr);
    // It begins at its end in the east.
    let border =
        &features(&path.join("safe_zones"), "border.geojson")[0]["geometry"]["coordinates"];
    assert_eq!(border[0], serde_json::json!([39.0, 36.7]));
}

/// The slider has the kilometres up to 40, and the limits of plans' bands; another step for a shallow plan, an end
/// where the territory's data end, and none where that is asked for.
#[test]
fn the_page_has_a_slider_that_suits_the_plans() {
    let folder = tempfile::tempdir().unwrap();
    let line = r#"{"type":"LineString","coordinates":[[38,36.8],[39,36.7]]}"#;
    fs::write(folder.path().join("line.geojson"), line).unwrap();
    let bands = r#"[{"inner":"0km","outer":"300m","depth":"exact"}]"#;
    fs::write(folder.path().join("plan.json"), format!(r#"{{"id":"a","bands":{bands}}}"#)).unwrap();
    let kilometres = |arguments: &[&str]| -> Option<Vec<f64>> {
        let arguments = [arguments, &["--force", "-o", "."]].concat();
        let done = run("safe_zones", &arguments, folder.path(), "");
        assert_eq!(done.code, Some(0), "{}", done.stderr);
        let page = fs::read_to_string(folder.path().join("safe_zones.html")).unwrap();
        let (_, data) = page.split_once(r#"id="data">"#).unwrap();
        let data: Value = serde_json::from_str(data.split_once("</script>").unwrap().0).unwrap();
        let steps = data["slider"]["steps"].as_array()?.iter();
        Some(steps.map(|step| step["km"].as_f64().unwrap()).collect())
    };
    let whole: Vec<f64> = (0..=40).map(f64::from).collect();
    assert_eq!(kilometres(&[]), Some(whole.clone()));
    let miles = kilometres(&["--proposal", "turkey-2019-20-miles"]).unwrap();
    assert_eq!((miles.len(), miles[33]), (42, 32.18688));
    let own = ["--border", "line.geojson", "--proposal", "plan.json"];
    let shallow = kilometres(&own).unwrap();
    assert_eq!((shallow.len(), shallow[1], shallow[30]), (41, 0.01, 0.3));
    assert_eq!(kilometres(&["--no-slider"]), None);
}

/// Beyond 60 km there are no embedded places, not no people.
#[test]
fn a_plan_deeper_than_the_embedded_places_is_doubted() {
    let folder = tempfile::tempdir().unwrap();
    let plan = r#"{"id":"deep","bands":[{"inner":"0km","outer":"61km","depth":"exact"}]}"#;
    fs::write(folder.path().join("deep.json"), plan).unwrap();
    let arguments = ["-q", "--proposal", "deep.json", "-o", "out"];
    let done = run("safe_zones", &arguments, folder.path(), "");
    assert_eq!(done.code, Some(0), "{}", done.stderr);
    let doubt = "deep is 61 km deep, and the embedded places go 60 km from the border";
    assert!(done.stderr.contains(doubt), "{}", done.stderr);
    // The page's slider ends where the places do.
    let page = fs::read_to_string(folder.path().join("out/safe_zones.html")).unwrap();
    assert!(page.contains("60 km") && !page.contains(">61 km<"));
}
