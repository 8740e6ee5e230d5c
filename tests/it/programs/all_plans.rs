//! The embedded plans through the programs: all of them drawn, verified and compared.

use std::fs;

use safe_zone::dataset;
use serde_json::Value;

use crate::support::programs::run;

/// The plans that lie along the embedded border.
fn ids() -> impl Iterator<Item = &'static str> {
    dataset::proposals().iter().filter(|plan| plan.line().is_none()).map(|plan| plan.id())
}

#[test]
fn all_are_drawn_and_pass_the_oracle() {
    let folder = tempfile::tempdir().unwrap();
    let mut arguments = vec!["-o", "out"];
    arguments.extend(ids().flat_map(|id| ["--proposal", id]));
    let done = run("safe_zones", &arguments, folder.path(), "");
    assert_eq!(done.code, Some(0), "{}", done.stderr);
    let arguments = ["--per-edge", "2", "--points", "5000", "out/zones.geojson"];
    let judged = run("verify", &arguments, folder.path(), "");
    assert_eq!(judged.code, Some(0), "{}{}", judged.stdout, judged.stderr);
    assert_eq!(judged.stdout.matches(": within 1 m").count(), 9);

    let text = fs::read_to_string(folder.path().join("out/places.geojson")).unwrap();
    let places: Value = serde_json::from_str(&text).unwrap();
    let places = places["features"].as_array().unwrap();
    assert_eq!(places.len(), 604);
    let find = |name: &str| {
        let called = |place: &&Value| place["properties"]["name"] == name;
        &places.iter().find(called).unwrap()["properties"]
    };
    let qamishli = find("Al Qāmishlī");
    assert_eq!(qamishli["in_us-2019"], "0-5 km");
    assert_eq!(qamishli["in_sochi-2019"], "0-10 km");
    assert_eq!(qamishli["in_peace-spring-2019"], "outside");
    assert_eq!(qamishli["side"], "right");
    // Two sectors end there.
    let tell_abyad = find("Tall Abyaḑ");
    assert_eq!(tell_abyad["in_sochi-2019"], "at the limit");
    assert_eq!(tell_abyad["in_peace-spring-2019"], "at the limit");
    assert_eq!(tell_abyad["population"], Value::Null);
}

#[test]
fn the_oracle_notices_a_sector_that_is_another() {
    let folder = tempfile::tempdir().unwrap();
    let arguments = ["-q", "-o", "out", "--proposal", "security-mechanism-2019"];
    assert_eq!(run("safe_zones", &arguments, folder.path(), "").code, Some(0));
    let path = folder.path().join("out/zones.geojson");
    let good: Value = serde_json::from_str(&fs::read_to_string(&path).unwrap()).unwrap();
    let judge = |sectors: &str| {
        let mut zones = good.clone();
        zones["features"][0]["properties"]["sectors_km"] = sectors.into();
        fs::write(&path, zones.to_string()).unwrap();
        run("verify", &["--points", "5000", "out/zones.geojson"], folder.path(), "")
    };
    let right = good["features"][0]["properties"]["sectors_km"].as_str().unwrap();
    assert_eq!(judge(right).code, Some(0));
    let (from, to) = right.split_once('-').unwrap();
    let later = format!("{}-{to}", from.parse::<f64>().unwrap() + 0.1);
    for wrong in [later.as_str(), "551-600", "0-915"] {
        let judged = judge(wrong);
        assert_eq!(judged.code, Some(1), "{wrong}: {}", judged.stdout);
    }
    for unreadable in ["551", "600-551", "a-b"] {
        judge(unreadable).refused(2, &["sectors_km", unreadable]);
    }
}

#[test]
fn all_are_compared() {
    let folder = tempfile::tempdir().unwrap();
    let all: Vec<&str> = ids().collect();
    let done = run("compare", &all, folder.path(), "");
    assert_eq!(done.code, Some(0), "{}", done.stderr);
    // Each plan has a row and a column; the minimums are marked.
    assert!(all.iter().all(|id| done.stdout.matches(id).count() >= 3), "{}", done.stdout);
    let last = done.stdout.lines().last().unwrap();
    assert!(last.starts_with("turkey-2019 (28 km) and security-mechanism-2019 (5 km)"), "{last}");
}

#[test]
fn the_worked_example_says_that_its_line_is_coarse() {
    let folder = tempfile::tempdir().unwrap();
    let done = run("own_border", &["-o", "korea.geojson"], folder.path(), "");
    assert_eq!(done.code, Some(0), "{}", done.stderr);
    assert!(done.stderr.starts_with("A coarse line, for an example only"), "{}", done.stderr);
    let text = fs::read_to_string(folder.path().join("korea.geojson")).unwrap();
    let zones: Value = serde_json::from_str(&text).unwrap();
    let sides: Vec<_> =
        (0..2).map(|index| zones["features"][index]["properties"]["side"].as_str()).collect();
    assert_eq!(sides, [Some("left"), Some("right")]);
}
