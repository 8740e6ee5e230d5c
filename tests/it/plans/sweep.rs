//! Sweeps: the areas of `Zones` and the people of `Census` at the same depths, for many depths in one call.

use geo_types::line_string;
use safe_zone::places::{Gazetteer, Settlement};
use safe_zone::plan::{Census, Standing, Step, Sweep};
use safe_zone::{Border, Edges, ErrorKind, Length, Plan, Tolerance, Zones, dataset};

fn km(km: f64) -> Length {
    Length::from_metres(1000.0 * km).unwrap()
}

fn every(step: f64, count: u32) -> Vec<Length> {
    (1..=count).map(|index| km(step * f64::from(index))).collect()
}

/// A plan of this one depth in the extent of another, computed alone.
fn alone<'a>(plan: &Plan<'a>, depth: Length) -> Plan<'a> {
    Plan::of_depths("alone", plan.border(), &[depth], plan.extent().clone()).unwrap()
}

#[test]
fn areas_and_people_are_those_of_zones_and_censuses() {
    let tolerance = Tolerance::default();
    for id in ["turkey-2019", "sochi-2019", "peace-spring-2019"] {
        let plan = dataset::plan(dataset::proposal(id).unwrap()).unwrap();
        let depths = every(4.0, 8);
        let sweep = Sweep::compute(&plan, &depths, Some(dataset::places()), tolerance).unwrap();
        let bands = Plan::of_depths(id, plan.border(), &depths, plan.extent().clone()).unwrap();
        let zones = Zones::compute(&bands, tolerance).unwrap();
        let mut area = 0.0;
        for ((step, zone), &depth) in sweep.steps().iter().zip(zones.iter()).zip(&depths) {
            area += zone.area_km2();
            assert_eq!(step.depth(), depth);
            assert!((step.area_km2() / area - 1.0).abs() < 1e-9, "{id} {depth}");
            let single = alone(&plan, depth);
            let apart = Zones::compute(&single, tolerance).unwrap().area_km2();
            // Flat ends are drawn to half of the tolerance: at most four, as long as the zone is deep.
            let ends =
                if plan.extent().sectors().is_some() { 4.0 * 0.0005 * depth.km() } else { 0.0 };
            assert!((step.area_km2() - apart).abs() <= ends + 1e-9 * apart, "{id} {depth}");
            let census = Census::take(&single, dataset::places(), tolerance).unwrap();
            assert_eq!(step.people(), Some(census.people(0)), "{id} {depth}");
            let is_open = |standing| {
                matches!(standing, Standing::AtLimit(_) | Standing::AtEnd | Standing::AtEdge)
            };
            let open = census.entries().filter(|entry| is_open(entry.standing())).count();
            assert_eq!(step.undecided(), open, "{id} {depth}");
        }
    }
}

/// On the equator a degree of latitude is 110.574 km (WGS 84, at 0°): the places lie 1.10574 km, 2.21148 km and
/// so on from the line.
#[test]
fn a_place_at_a_depth_is_undecided_there_and_held_further_out() {
    let line = line_string![(x: 38.0, y: 0.0), (x: 39.0, y: 0.0)];
    let border = Border::new(line, Edges::Planar).unwrap();
    let place = |name: &str, lat: f64, people| {
        let position = safe_zone::Position::new(38.5, lat).unwrap();
        Settlement::new(name, Vec::new(), position, people).unwrap()
    };
    let places =
        [place("near", 0.01, Some(100)), place("far", 0.02, None), place("big", 0.03, Some(900))];
    let places = Gazetteer::new(places.to_vec());
    let plan = Plan::of_depths("strip", &border, &[km(1.0)], None).unwrap();
    let first = border.route().project(places.iter().next().unwrap().position()).distance();
    let depths = [km(1.0), first, km(2.0), km(3.0), km(4.0)];
    let sweep = Sweep::compute(&plan, &depths, Some(&places), Tolerance::default()).unwrap();
    let told = |step: &Step| {
        let people = step.people().expect("places were given");
        [people.places as u64, people.known, people.unknown as u64, step.undecided() as u64]
    };
    // Places, people known, places of unknown population, undecided places.
    let expected = [[0, 0, 0, 0], [0, 0, 0, 1], [1, 100, 0, 0], [2, 100, 1, 0], [3, 1000, 1, 0]];
    assert_eq!(sweep.steps().iter().map(told).collect::<Vec<_>>(), expected);
    let names: Vec<_> = sweep.places().map(|(_, place)| place.name()).collect();
    assert_eq!(names, ["near", "far", "big"]);
    for (people, metres) in [(1, 1105.7), (100, 1105.7), (101, 3317.2), (1000, 3317.2)] {
        let depth = sweep.depth_for_people(people).unwrap();
        assert!((depth.metres() - metres).abs() < 0.1, "{people}: {depth}");
    }
    assert_eq!(sweep.depth_for_people(1001), None);
    let bare = Sweep::compute(&plan, &depths, None, Tolerance::default()).unwrap();
    assert!(bare.steps().iter().all(|step| step.people().is_none() && step.undecided() == 0));
}

#[test]
fn depths_that_cannot_be_computed_are_refused() {
    let border = dataset::turkey_syria_border();
    let plan = Plan::of_depths("syria", border, &[km(14.0)], dataset::syria()).unwrap();
    let refused =
        |depths: &[Length]| Sweep::compute(&plan, depths, None, Tolerance::default()).unwrap_err();
    assert!(matches!(refused(&[km(28.0), km(14.0)]).kind(), ErrorKind::LimitsNotAscending { .. }));
    assert!(matches!(refused(&[km(14.0), km(95.0)]).kind(), ErrorKind::BeyondTerritory { .. }));
    assert!(matches!(refused(&[]).kind(), ErrorKind::NoDistance | ErrorKind::BadField { .. }));
    assert!(matches!(refused(&[km(0.0), km(1.0)]).kind(), ErrorKind::ZeroDistance));
}
