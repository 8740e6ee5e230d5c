//! Longitude and latitude exchanged, in places and in borders: said, or refused, by every program that
//! has something to compare them with.

use std::fs;
use std::path::Path;

use crate::support::programs::{Run, names, run};

const PLAN: &str = r##"{"id":"mine","title":"A strip","proponent":"Somebody","source":"A test",
    "colour":"#0072b2","bands":[{"inner":"0km","outer":"5km","depth":"exact"}]}"##;

/// Kobani, Manbij and Qamishli.
const TOWNS: [[f64; 2]; 3] = [[38.35347, 36.89095], [37.95495, 36.52815], [41.23, 37.05]];

fn table(points: &[[f64; 2]]) -> String {
    let row = |(index, [lon, lat]): (usize, &[f64; 2])| format!("P{index},{lon},{lat}\n");
    "name,lon,lat\n".to_owned() + &points.iter().enumerate().map(row).collect::<String>()
}

fn line(points: [[f64; 2]; 2]) -> String {
    format!(r#"{{"type":"LineString","coordinates":{points:?}}}"#)
}

fn exchanged<const N: usize>(points: [[f64; 2]; N]) -> [[f64; 2]; N] {
    points.map(|[x, y]| [y, x])
}

/// The same input by both programs that take places.
fn both(options: &[&str], plan: &[&str], path: &Path) -> [Run; 2] {
    let zones: Vec<&str> = plan.iter().flat_map(|plan| ["--proposal", plan]).collect();
    let zones = run("safe_zones", &[&zones, options, &["-o", "-"]].concat(), path, "");
    [zones, run("compare", &[plan, options].concat(), path, "")]
}

#[test]
fn places() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path();
    fs::write(path.join("right.csv"), table(&TOWNS)).unwrap();
    fs::write(path.join("wrong.csv"), table(&exchanged(TOWNS))).unwrap();
    let plans = ["us-2019", "turkey-2019"];
    let found = [&["right.csv"][..], &["wrong.csv", "--swap"], &["wrong.csv"]]
        .map(|file| both(&[&["--places"], file].concat(), &plans, path));
    let [right, swapped, wrong] = &found;
    for program in 0..2 {
        assert_eq!(right[program].code, Some(0), "{}", right[program].stderr);
        assert!(!right[program].stderr.contains("warning"), "{}", right[program].stderr);
        assert!(!swapped[program].stderr.contains("warning"), "{}", swapped[program].stderr);
        assert_eq!(right[program].stdout, swapped[program].stdout);
        // 36.9 E, 38.4 N is in Turkey, 170 km from the border; Manbij is 29 km from it.
        let said = "warning: wrong.csv: 3 of 3 points lie outside all plans, but 2 of 3 looked at would \
                    lie inside with longitude and latitude exchanged; give --swap if they are\n";
        assert_eq!(wrong[program].code, Some(0));
        assert!(wrong[program].stderr.contains(said), "{}", wrong[program].stderr);
    }
}

/// Towns of the north-east of Syria, exchanged, lie 170 to 360 km from the border: near, and none inside. Of 60, two
/// are within 28 km of the border, right of it.
#[test]
fn a_few_would_lie_inside() {
    let folder = tempfile::tempdir().unwrap();
    let mut towns: Vec<[f64; 2]> =
        (0..58).map(|i| [38.0 + 0.06 * f64::from(i), 35.4 + 0.01 * f64::from(i % 10)]).collect();
    fs::write(folder.path().join("far.csv"), table(&towns)).unwrap();
    towns.extend([TOWNS[0], TOWNS[2]]);
    let swapped: Vec<[f64; 2]> = towns.iter().map(|&[x, y]| [y, x]).collect();
    fs::write(folder.path().join("wrong.csv"), table(&swapped)).unwrap();
    let wrong = run("locate", &["wrong.csv"], folder.path(), "");
    let said = "60 of 60 points lie outside all plans, but 2 of 60 looked at would lie inside";
    assert!(wrong.stderr.contains(said), "{}", wrong.stderr);
    let far = run("locate", &["far.csv"], folder.path(), "");
    assert!(!far.stderr.contains("outside all plans, but"), "{}", far.stderr);
}

/// With a border of the user's, nothing tells which of the two is exchanged.
#[test]
fn places_or_the_border() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path();
    let (ends, near) = ([[30.0, -20.0], [31.0, -20.0]], [[30.5, -20.02], [30.2, -20.3]]);
    fs::write(path.join("a.json"), PLAN).unwrap();
    fs::write(path.join("b.json"), PLAN.replace("mine", "other")).unwrap();
    for (border, places, is_doubted) in [
        (ends, near, false),
        (exchanged(ends), exchanged(near), false),
        (ends, exchanged(near), true),
        (exchanged(ends), near, true),
    ] {
        fs::write(path.join("line.geojson"), line(border)).unwrap();
        fs::write(path.join("places.csv"), table(&places)).unwrap();
        let files = ["--border", "line.geojson", "--places", "places.csv"];
        let plans = ["--proposal", "a.json", "--border", "line.geojson", "places.csv"];
        let located = run("locate", &plans, path, "");
        for done in both(&files, &["a.json", "b.json"], path).iter().chain([&located]) {
            assert_eq!(done.code, Some(0), "{}", done.stderr);
            let words = "places.csv: 2 of 2 points lie farther from the border than 10 times the deepest \
                         limit, but 2 of 2 looked at would lie nearer with longitude and latitude \
                         exchanged; give --swap if they are, or exchange those of the border";
            assert_eq!(done.stderr.contains(words), is_doubted, "{}", done.stderr);
        }
    }
}

#[test]
fn a_border_away_from_its_territory() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path();
    let ends = [[38.0, 36.8], [38.5, 36.7]];
    let ring = "[[38.0,36.8],[38.0,36.0],[38.5,36.0],[38.5,36.7],[38.0,36.8]]";
    let land = format!(r#"{{"type":"Polygon","coordinates":[{ring}]}}"#);
    fs::write(path.join("plan.json"), PLAN).unwrap();
    fs::write(path.join("points.csv"), table(&TOWNS)).unwrap();
    fs::write(path.join("land.geojson"), land).unwrap();
    fs::write(path.join("line.geojson"), line(exchanged(ends))).unwrap();
    fs::write(path.join("far.geojson"), line([[10.0, 10.0], [11.0, 10.0]])).unwrap();
    let before = names(path);
    for (border, code, words) in [
        ("line.geojson", 2, "would lie beside it with longitude and latitude exchanged"),
        ("far.geojson", 1, "no part of it lies in the zone"),
    ] {
        let files = ["--border", border, "--territory", "land.geojson"];
        let zones = [&files[..], &["--proposal", "plan.json", "-o", "out"]].concat();
        run("safe_zones", &zones, path, "").refused(code, &[words]);
        assert_eq!(names(path), before);
    }
    let files = ["--border", "line.geojson", "--territory", "syria", "--proposal", "plan.json"];
    let words = ["line.geojson: it lies far from the territory syria", "exchanged"];
    let located = [&files[..], &["-o", "out.csv", "points.csv"]].concat();
    run("locate", &located, path, "").refused(2, &words);
}
