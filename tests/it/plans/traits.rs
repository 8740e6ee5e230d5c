//! The traits that the Rust API Guidelines ask for: threads, iteration, equality and hashes.

use std::collections::HashSet;
use std::fmt::Debug;

use geo_types::line_string;
use safe_zone::layers::{InputFeature, Layer, Unused};
use safe_zone::linear::{Joined, Projection, Route, Sector};
use safe_zone::places::Gazetteer;
use safe_zone::plan::{Census, SharedAreas, Sweep, Zone};
use safe_zone::points::{Located, Offset};
use safe_zone::values::Provenance;
use safe_zone::{
    Border, Comparison, Edges, Error, Extent, Locator, Plan, Position, Proposal, Territory,
    Tolerance, Zones, dataset,
};

/// The compiler's check: values cross threads and can be printed.
fn crosses<T: Send + Sync + Debug>() {}

#[test]
fn values_cross_threads() {
    crosses::<Error>();
    crosses::<(Border, Route, Joined, Territory, Extent<'_>)>();
    crosses::<(Proposal, Plan<'_>, Zones, Comparison, Census<'_>, SharedAreas, Sweep<'_>)>();
    crosses::<(Locator, Located<'_>, Offset, Projection)>();
    crosses::<(Layer, InputFeature, Unused, Gazetteer, Provenance)>();
}

#[test]
fn collections_are_iterated() {
    let border = Border::new(line_string![(x: 38.0, y: 0.0), (x: 39.0, y: 0.0)], Edges::Planar);
    let border = border.unwrap();
    let depths = ["1km", "2km", "3km"].map(|it| it.parse().unwrap());
    let plan = Plan::of_depths("strip", &border, &depths, None).unwrap();
    let zones = Zones::compute(&plan, Tolerance::default()).unwrap();
    let mut seen = Vec::new();
    for zone in &zones {
        seen.push(zone.clone());
    }
    assert_eq!(seen.len(), 3);
    assert_eq!(zones.into_iter().collect::<Vec<Zone>>(), seen);

    let places: Gazetteer = dataset::places().iter().take(20).cloned().collect();
    let census = Census::take(&plan, &places, Tolerance::default()).unwrap();
    let names: Vec<&str> = (&census).into_iter().map(|it| it.settlement().name()).collect();
    assert_eq!(names, places.iter().map(|it| it.name()).collect::<Vec<_>>());
    assert_eq!(Gazetteer::new(places.clone().into_iter().collect()), places);

    let comparison = Comparison::compute(&plan, &plan, Tolerance::default()).unwrap();
    assert_eq!((&comparison).into_iter().count(), comparison.pieces().len());
}

#[test]
fn equal_values_have_one_hash() {
    let positions = [(0.0, 0.0), (-0.0, 0.0), (1.0, 0.0)].map(|it| Position::try_from(it).unwrap());
    assert_eq!(HashSet::from(positions).len(), 2);
    let sector = |to: &str| Sector::new("1km".parse().unwrap(), to.parse().unwrap()).unwrap();
    assert_eq!(HashSet::from([sector("2km"), sector("2000m"), sector("3km")]).len(), 2);
}
