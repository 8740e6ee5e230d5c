//! Zones and comparisons of plans: they tile, and they say what is a bound and what is refused.

use std::collections::HashSet;

use geo_types::{LineString, MultiPolygon};
use safe_zone::dataset;
use safe_zone::{
    Band, Border, Bound, Comparison, DepthKind, Edges, Error, HeldBy, Length, Origin, Plan,
    Proposal, Tolerance, Zones,
};

fn plan(id: &str, limits: &[f64], last: DepthKind) -> Proposal {
    let km = |value| Length::from_km(value).unwrap();
    let mut inner = 0.0;
    let bands = limits.iter().enumerate().map(|(index, &outer)| {
        let kind = if index + 1 < limits.len() { DepthKind::Exact } else { last };
        let band = Band::new(km(inner), km(outer), "some regime", kind).unwrap();
        inner = outer;
        band
    });
    let origin = Origin {
        proponent: "Somebody".to_owned(),
        date: None,
        period: None,
        source: "A test".to_owned(),
    };
    let colour = "#0072b2".parse().unwrap();
    Proposal::new(id, "A plan", origin, colour, bands.collect()).unwrap()
}

fn short_border() -> Border {
    let line = LineString::from(vec![(38.0, 36.8), (38.3, 36.9), (38.6, 36.7)]);
    Border::new(line, Edges::Planar).unwrap()
}

/// The error, without printing the polygons where there is none.
fn refusal(result: Result<Zones, Error>) -> Error {
    result.map(drop).unwrap_err()
}

fn compare(a: &Proposal, b: &Proposal) -> Comparison {
    let border = short_border();
    let [a, b] = [a, b].map(|plan| Plan::new(plan, &border, None));
    Comparison::compute(&a, &b, Tolerance::default()).unwrap()
}

fn vertices(polygons: &MultiPolygon<f64>) -> HashSet<[u64; 2]> {
    let rings = polygons
        .iter()
        .flat_map(|polygon| std::iter::once(polygon.exterior()).chain(polygon.interiors()));
    rings.flat_map(|ring| ring.coords()).map(|p| [p.x.to_bits(), p.y.to_bits()]).collect()
}

#[test]
fn the_pieces_of_the_two_plans_are_made_of_the_plans_own_edges() {
    let (us, turkey) = (dataset::us_2019(), dataset::turkey_2019());
    let (border, territory) = (dataset::turkey_syria_border(), Some(dataset::northeast_syria()));
    let tolerance = Tolerance::default();
    let [us, turkey] = [us, turkey].map(|plan| Plan::new(plan, border, territory));
    let [us_zones, turkey_zones] =
        [&us, &turkey].map(|plan| Zones::compute(plan, tolerance).unwrap());
    let comparison = Comparison::compute(&turkey, &us, tolerance).unwrap();
    assert_eq!((comparison.first().id(), comparison.second().id()), ("turkey-2019", "us-2019"));

    let of = |zones: &Zones| -> HashSet<_> {
        zones.iter().flat_map(|zone| vertices(zone.polygons())).collect()
    };
    let [both, extra] = comparison.pieces() else { panic!("two pieces") };
    assert!(vertices(both.polygons()).is_subset(&of(&us_zones)));
    let own = &of(&us_zones) | &of(&turkey_zones);
    assert!(vertices(extra.polygons()).is_subset(&own));

    let same = |a: f64, b: f64| assert!((a / b - 1.0).abs() < 1e-9, "{a} {b}");
    same(both.area_km2(), us_zones.area_km2());
    same(both.area_km2() + extra.area_km2(), turkey_zones.area_km2());
    same(comparison.share(both) + comparison.share(extra), 1.0);
    assert!(comparison.statement().contains("turkey-2019 adds at least "));
}

#[test]
fn what_a_minimum_makes_of_each_piece() {
    use Bound::{AtLeast, AtMost, Exact, Open};
    use DepthKind::Minimum;
    for (shallow, deep, bounds) in [
        (DepthKind::Exact, DepthKind::Exact, [Exact, Exact]),
        (DepthKind::Exact, Minimum, [Exact, AtLeast]),
        (Minimum, DepthKind::Exact, [AtLeast, AtMost]),
        (Minimum, Minimum, [AtLeast, Open]),
    ] {
        let comparison = compare(&plan("a", &[1.0, 2.0], shallow), &plan("b", &[3.0], deep));
        let found: Vec<_> = comparison.pieces().iter().map(|piece| piece.bound()).collect();
        assert_eq!(found, bounds);
    }
}

#[test]
fn plans_of_one_depth_share_everything() {
    let (exact, minimum) =
        (plan("exact", &[2.0], DepthKind::Exact), plan("minimum", &[2.0], DepthKind::Minimum));
    for comparison in [compare(&exact, &minimum), compare(&minimum, &exact)] {
        let [piece] = comparison.pieces() else { panic!("one piece") };
        assert_eq!((piece.held_by(), piece.bound()), (HeldBy::Both, Bound::Exact));
        assert_eq!(comparison.share(piece), 1.0);
        assert!(comparison.statement().ends_with("neither adds to it"));
    }
}

/// The largest depths are the distances from 35° N that the data's README gives.
#[test]
fn depths_beyond_the_territory_are_refused_with_the_largest_allowed() {
    for (territory, depth, largest_km) in
        [(dataset::syria(), 95.0, 89.4), (dataset::northeast_syria(), 210.0, 203.8)]
    {
        let deep = plan("deep", &[depth], DepthKind::Exact);
        let border = dataset::turkey_syria_border();
        let error =
            refusal(Zones::compute(&Plan::new(&deep, border, territory), Tolerance::default()));
        let message = error.to_string();
        assert!(message.contains(&format!("{depth} km")), "{message}");
        let Error::BeyondTerritory { largest, .. } = error else { panic!("{message}") };
        assert!((largest.km() - largest_km).abs() < 0.1, "{message}");
    }
}

#[test]
fn a_tolerance_has_to_be_below_each_band() {
    let thin = plan("thin", &[5.0, 5.01], DepthKind::Exact);
    let tolerance = Tolerance::new("20m".parse().unwrap()).unwrap();
    let border = short_border();
    let error = refusal(Zones::compute(&Plan::new(&thin, &border, None), tolerance));
    assert!(matches!(error, Error::ToleranceTooLarge { .. }), "{error}");
}
