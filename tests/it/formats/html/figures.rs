//! The figures on the page are those of zones, censuses and sweeps, and the shapes have the areas that the page says.

use std::collections::HashMap;

use safe_zone::html::{Caption, LARGEST, Page};
use safe_zone::places::{Gazetteer, Settlement};
use safe_zone::plan::{Census, Sweep};
use safe_zone::svg::Map;
use safe_zone::{Border, Edges, Length, Plan, Position, Zones, dataset};
use serde_json::Value;

use super::{Parts, embedded, tolerance};

const DEPTHS: [&str; 8] = ["1km", "5km", "10km", "14km", "20km", "28km", "32.18688km", "40km"];

#[test]
fn the_slider_has_the_figures_of_sweep_and_the_plans_those_of_zones() {
    let page = embedded(&["us-2019", "turkey-2019"], &DEPTHS);
    let plan = dataset::plan(dataset::us_2019()).unwrap();
    let depths: Vec<Length> = DEPTHS.iter().map(|depth| depth.parse().unwrap()).collect();
    let places = Some(dataset::places());
    let sweep = Sweep::compute(&plan, &depths, places, tolerance()).unwrap();
    let steps = page.data["slider"]["steps"].as_array().unwrap();
    assert_eq!(steps.len(), DEPTHS.len() + 1);
    assert_eq!((&steps[0]["km"], &steps[0]["area"]), (&0.0.into(), &"0 km²".into()));
    let mut people = Vec::new();
    for (index, (step, shown)) in sweep.steps().iter().zip(&steps[1..]).enumerate() {
        assert_eq!(shown["km"], step.depth().km());
        let area = format!("{:.0} km²", step.area_km2());
        assert_eq!(shown["area"], area.as_str());
        let count = step.people().unwrap();
        let text = shown["people"].as_str().unwrap();
        assert!(
            text.contains(&format!("{} people in {} place", count.known, count.places)),
            "{text}"
        );
        assert_eq!(shown["undecided"], step.undecided());
        // The places told apart by depth are as many, and so are their people.
        let within = page.data["places"].as_array().unwrap().iter();
        let within: Vec<&Value> = within
            .filter(|place| place["first"].as_u64().is_some_and(|first| first <= index as u64 + 1))
            .collect();
        let known: u64 = within.iter().filter_map(|place| place["people"].as_u64()).sum();
        assert_eq!((within.len(), known), (count.places, count.known), "{area}");
        people.push(text);
        // In the table without scripts too.
        assert!(page.holds(&area) && page.holds(text));
    }
    // At the plans' own depths, the figures of the README.
    assert_eq!(steps[4]["area"], "6028 km²");
    assert_eq!(people[5], "at least 308844 people in 11 places, 6 of unknown population");
    assert!(
        page.holds("at least 282533 people in 6 places, 2 of unknown population; GeoNames, 2026")
    );
    for said in [
        "2214 km²",
        "3814 km²",
        "at least 11541 km²",
        "at least 5514 km²",
        "Syria east of the Euphrates",
    ] {
        assert!(page.holds(said), "{said}");
    }
    let marks = page.data["slider"]["marks"].as_array().unwrap();
    let marks: Vec<u64> = marks.iter().map(|mark| mark["step"].as_u64().unwrap()).collect();
    assert_eq!((marks, &page.data["slider"]["start"]), (vec![2, 4, 6], &4.into()));
}

/// The areas of rings on a plane that keeps areas, by the shoelace formula, against those on the ellipsoid. A drawn
/// line leaves its place by two units at most: about a thousandth of the area.
#[test]
fn the_outlines_have_the_areas_of_their_depths() {
    for ids in [&["us-2019"][..], &["peace-spring-2019"], &["sochi-2019"]] {
        let page = embedded(ids, &DEPTHS);
        let (slider, metres) = (&page.data["slider"], page.data["metres"].as_f64().unwrap());
        let arcs = slider["arcs"].as_array().unwrap();
        let arcs: Vec<Vec<[f64; 2]>> =
            arcs.iter().map(|arc| points(arc.as_str().unwrap())).collect();
        let plan = dataset::plan(dataset::proposal(ids[0]).unwrap()).unwrap();
        let depths: Vec<Length> = DEPTHS.iter().map(|depth| depth.parse().unwrap()).collect();
        let sweep = Sweep::compute(&plan, &depths, None, tolerance()).unwrap();
        for (step, shown) in sweep.steps().iter().zip(&slider["steps"].as_array().unwrap()[1..]) {
            let rings = shown["rings"].as_array().unwrap().iter();
            let units: f64 = rings.map(|ring| signed_area(&ring_points(ring, &arcs))).sum();
            let km2 = units.abs() * metres * metres / 1e6;
            let off = km2 / step.area_km2() - 1.0;
            assert!(off.abs() < 0.004, "{ids:?} {}: {km2} {}", step.depth(), step.area_km2());
        }
    }
}

fn points(arc: &str) -> Vec<[f64; 2]> {
    let spaced = arc.replace('-', " -");
    let numbers: Vec<f64> = spaced.split_whitespace().map(|it| it.parse().unwrap()).collect();
    let mut at = [0.0, 0.0];
    let steps = numbers.chunks_exact(2).map(|step| {
        at = [at[0] + step[0], at[1] + step[1]];
        at
    });
    steps.collect()
}

/// The points of a ring, each arc of which begins where the one before ends.
fn ring_points(ring: &Value, arcs: &[Vec<[f64; 2]>]) -> Vec<[f64; 2]> {
    let mut points: Vec<[f64; 2]> = Vec::new();
    for part in ring.as_array().unwrap() {
        let part = part.as_i64().unwrap();
        let mut arc = arcs[if part < 0 { !part } else { part } as usize].clone();
        if part < 0 {
            arc.reverse();
        }
        assert!(points.last().is_none_or(|last| *last == arc[0]), "{ring}");
        points.extend(arc);
    }
    assert_eq!(points.first(), points.last(), "{ring}");
    points
}

/// Holes run against the areas around them, or lie within them: rings as the engine winds them.
fn signed_area(ring: &[[f64; 2]]) -> f64 {
    0.5 * ring.windows(2).map(|it| it[0][0] * it[1][1] - it[1][0] * it[0][1]).sum::<f64>()
}

/// Without places, people and plans' own depths nothing is said of them.
#[test]
fn a_border_alone_has_a_page() {
    let border = vec![(38.0, 36.8), (39.0, 36.7)];
    let border = Border::new(geo_types::LineString::from(border), Edges::Planar).unwrap();
    let caption = Caption { name: "The line", ..Caption::default() };
    let page = Parts::of(Page::new(&Map::new(&border, &[], caption)).to_string());
    assert!(page.holds("The line") && !page.holds("eople") && page.data["slider"].is_null());
    let plan = Plan::of_depths("strip", &border, &["5km".parse().unwrap()], None).unwrap();
    let zones = [Zones::compute(&plan, tolerance()).unwrap()];
    let map = Map::new(&border, &zones, caption);
    let depths = ["2km", "7km"].map(|depth| depth.parse().unwrap());
    let sweep = Sweep::compute(&plan, &depths, None, tolerance()).unwrap();
    let page = Parts::of(Page::new(&map).with_depths(&sweep, plan.proposal()).to_string());
    assert!(page.holds("both sides of the border") && !page.holds("eople"));
    assert_eq!(page.data["slider"]["marks"], Value::Array(Vec::new()));
    assert_eq!(page.data["slider"]["start"], 2);
}

/// A line of 20,000 points and 5,000 places: drawn more coarsely, and the least places left out.
#[test]
fn much_data_stays_below_the_limit() {
    let at = |index: u32| {
        let share = f64::from(index) / 20_000.0;
        let wave = 0.2 * (f64::from(index) * 0.7).sin() * (f64::from(index) * 0.003).cos();
        (30.0 + 10.0 * share, 36.0 + 0.02 * wave + (9.0 * share).sin())
    };
    let line: Vec<(f64, f64)> = (0..20_000).map(at).collect();
    let border = Border::new(geo_types::LineString::from(line), Edges::Planar).unwrap();
    let depths: Vec<Length> =
        (1..=40).map(|km| Length::from_metres(f64::from(km) * 1000.0).unwrap()).collect();
    let plan = Plan::of_depths("strip", &border, &depths[4..5], None).unwrap();
    let tolerance = "20m".parse().unwrap();
    let places = (0..5000).map(|index| {
        let (lon, lat) = at(index * 4);
        let position = Position::new(lon, lat + 0.1).unwrap();
        let name = format!("A place with an ordinary name, number {index}");
        Settlement::new(name, Vec::new(), position, Some(u64::from(index) + 1)).unwrap()
    });
    let places = Gazetteer::new(places.collect());
    let censuses = [Census::take(&plan, &places, tolerance).unwrap()];
    let zones = [Zones::compute(&plan, tolerance).unwrap()];
    let map = Map::new(&border, &zones, Caption::default()).with_places(&censuses);
    let sweep = Sweep::compute(&plan, &depths, Some(&places), tolerance).unwrap();
    let page = Parts::of(Page::new(&map).with_depths(&sweep, plan.proposal()).to_string());
    assert!(page.text.len() < LARGEST, "{}", page.text.len());
    assert_eq!(page.data["places"].as_array().unwrap().len(), 2000);
    assert!(page.holds("3000 smaller places"), "{:?}", page.words());
    // Those kept are the largest of those within the depths.
    let people = page.data["places"].as_array().unwrap().iter().map(|it| it["people"].as_u64());
    let counts: HashMap<Option<u64>, usize> = people.map(|people| (people, 1)).collect();
    assert_eq!(counts.len(), 2000);
}
