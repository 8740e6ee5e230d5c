//! The example `sweep`: the table, the chart, what it refuses.

use std::fs;

use crate::support::programs::{names, run};
use crate::support::svg_tree::Node;

const LINE: &str = r#"{"type":"LineString","coordinates":[[38.0,0.0],[39.0,0.0]]}"#;
const PLAN: &str = r#"{"id":"mine","bands":[{"inner":"0km","outer":"1km","depth":"exact"}]}"#;

/// The columns of a table by their titles.
fn column(table: &str, title: &str) -> Vec<String> {
    let mut reader = csv::Reader::from_reader(table.as_bytes());
    let index = reader.headers().unwrap().iter().position(|it| it == title).unwrap();
    reader.records().map(|row| row.unwrap()[index].to_owned()).collect()
}

/// The areas and people of the README's table of `safe_zones`: 2214 km² and 282533 within 5 km, 6028 km² and
/// 308844 within 14 km, 11541 km² within 28 km.
#[test]
fn rows_are_half_a_kilometre_apart_and_plans_stand_in_theirs() {
    let folder = tempfile::tempdir().unwrap();
    let done = run("sweep", &["-o", "out"], folder.path(), "");
    assert_eq!(done.code, Some(0), "{}", done.stderr);
    assert_eq!(names(&folder.path().join("out")), ["sweep.csv", "sweep.svg"]);
    let table = fs::read_to_string(folder.path().join("out/sweep.csv")).unwrap();
    let depths = column(&table, "depth_km");
    assert_eq!(depths.len(), 70);
    assert!(
        depths.iter().zip(1..).all(|(depth, half)| *depth == (0.5 * f64::from(half)).to_string())
    );
    let row = |depth: &str| depths.iter().position(|it| it == depth).unwrap();
    let (areas, people) = (column(&table, "area_km2"), column(&table, "people_at_least"));
    let here = column(&table, "plans_of_this_depth");
    for (depth, km2, known, plans) in [
        ("5", 2214.0, "282533", ""),
        ("14", 6028.0, "308844", "us-2019"),
        ("28", 11541.0, "308844", "turkey-2019"),
    ] {
        let row = row(depth);
        let area: f64 = areas[row].parse().unwrap();
        assert_eq!((area.round(), people[row].as_str(), here[row].as_str()), (km2, known, plans));
    }
    let added: f64 = column(&table, "added_km2").iter().map(|it| it.parse::<f64>().unwrap()).sum();
    assert!((added - areas[69].parse::<f64>().unwrap()).abs() < 1e-3, "{added}");
    let streamed = run("sweep", &["-o", "-"], folder.path(), "");
    assert_eq!(streamed.stdout, table);
}

/// A strip of 111.3195 km (a degree of the equator, WGS 84) with half a disc at each end.
#[test]
fn a_border_of_ones_own_has_a_chart_to_scale() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("line.geojson"), LINE).unwrap();
    fs::write(folder.path().join("plan.json"), PLAN).unwrap();
    let own = ["--border", "line.geojson", "plan.json", "--step", "250m", "-o", "own"];
    let done = run("sweep", &own, folder.path(), "");
    assert_eq!(done.code, Some(0), "{}", done.stderr);
    let table = fs::read_to_string(folder.path().join("own/sweep.csv")).unwrap();
    assert_eq!(column(&table, "depth_km"), ["0.25", "0.5", "0.75", "1", "1.25"]);
    for (depth, area) in column(&table, "depth_km").iter().zip(column(&table, "area_km2")) {
        let (depth, area): (f64, f64) = (depth.parse().unwrap(), area.parse().unwrap());
        let expected = 2.0 * 111.3195 * depth + std::f64::consts::PI * depth * depth;
        assert!((area - expected).abs() < 0.3, "{depth}: {area}, not {expected}");
    }
    assert!(column(&table, "people_at_least").iter().all(String::is_empty));
    let chart = Node::read(&fs::read_to_string(folder.path().join("own/sweep.svg")).unwrap());
    let panels: Vec<&Node> = chart
        .children
        .iter()
        .filter(|it| ["area", "people"].contains(&it.get("id").unwrap_or("")))
        .collect();
    assert_eq!(panels.len(), 1);
    // The dot at 1 km of 2 km, the chart's end a kilometre beyond the plan, and at 225.8 km² of 500 km²; the
    // frame is 890 by 244 pixels, from (86, 327.9).
    let dots = panels[0].children.iter().find(|it| it.get("class") == Some("markers")).unwrap();
    let dot = ["cx", "cy"].map(|key| dots.children[0].number(key));
    let expected = [86.0 + 890.0 / 2.0, 327.9 - 244.0 * 225.8 / 500.0];
    assert!((0..2).all(|axis| (dot[axis] - expected[axis]).abs() < 0.15), "{dot:?} {expected:?}");
    let words: Vec<String> = panels[0].children.iter().flat_map(texts).collect();
    for said in ["Area, km²", "distance from the border, km", "mine", "0.2", "2.0", "500"] {
        assert!(words.iter().any(|it| it == said), "{said} in {words:?}");
    }
}

fn texts(node: &Node) -> Vec<String> {
    let inside = node.children.iter().flat_map(texts);
    Some(node.text.clone()).filter(|text| !text.is_empty()).into_iter().chain(inside).collect()
}

#[test]
fn what_cannot_be_swept_is_refused_and_nothing_written() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("places.csv"), "name,lon,lat\nHere,39,36.6\n").unwrap();
    let own = ["--places", "places.csv", "--territory", "syria", "--step", "10km", "--to", "95km"];
    for (arguments, said) in [
        // The zone of 89.412 km and no more is clear of the parallel of 35° N, where the data end.
        (&own[..], "the largest depth allowed is 89.412 km"),
        (&["--to", "61km"], "--to 61 km is beyond 60 km, as far as the embedded places go"),
        (&["--step", "1m"], "--step 1 m is not more than twice the tolerance, 2 m"),
        (&["--step", "5m"], "makes 7000 rows, more than 1000"),
        (&["--step", "20km", "--to", "10km"], "--step 20 km is more than the largest depth, 10 km"),
        (&["idlib-2018"], "with --border"),
    ] {
        let done = run("sweep", &[arguments, &["-o", "out"]].concat(), folder.path(), "");
        done.refused(1, &[said]);
        assert!(!folder.path().join("out").exists());
    }
    let early = [
        "--places",
        "places.csv",
        "--territory",
        "syria",
        "--step",
        "20km",
        "-o",
        "-",
        "deep.json",
    ];
    let deep = PLAN.replace("1km", "80km");
    fs::write(folder.path().join("deep.json"), deep).unwrap();
    let done = run("sweep", &early, folder.path(), "");
    assert_eq!(column(&done.stdout, "depth_km"), ["20", "40", "60", "80"]);
    assert!(
        done.stderr.contains("the sweep ends at 89.411 km, because the data of"),
        "{}",
        done.stderr
    );
}

#[test]
fn the_embedded_places_go_as_far_as_is_said() {
    let about = safe_zone::dataset::places_provenance().description();
    assert!(about.contains("within 60 km"), "{about}");
}
