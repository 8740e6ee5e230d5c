//! Zones and comparisons of plans: tiling, bounds, and refusals.

use std::collections::HashSet;

use geo_types::{LineString, MultiPolygon, Polygon};
use safe_zone::dataset;
use safe_zone::linear::Sector;
use safe_zone::plan::{Band, Bound, Census, DepthKind, HeldBy, Origin, Standing};
use safe_zone::{
    Border, Comparison, Edges, Error, ErrorKind, Extent, Length, Locator, Plan, Position, Proposal,
    Territory, Tolerance, Zones,
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
    let [a, b] = [a, b].map(|plan| Plan::in_extent(plan, &border, None));
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
    let [us, turkey] = [us, turkey].map(|plan| Plan::in_extent(plan, border, territory));
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
        let error = refusal(Zones::compute(
            &Plan::in_extent(&deep, border, territory),
            Tolerance::default(),
        ));
        let message = error.to_string();
        assert!(message.contains(&format!("{depth} km")), "{message}");
        let ErrorKind::BeyondTerritory { largest, .. } = error.kind() else { panic!("{message}") };
        assert!((largest.km() - largest_km).abs() < 0.1, "{message}");
    }
}

#[test]
fn a_tolerance_has_to_be_below_each_band() {
    let thin = plan("thin", &[5.0, 5.01], DepthKind::Exact);
    let tolerance = Tolerance::new("20m".parse().unwrap()).unwrap();
    let border = short_border();
    let error = refusal(Zones::compute(&Plan::in_extent(&thin, &border, None), tolerance));
    assert!(matches!(error.kind(), ErrorKind::ToleranceTooLarge { .. }), "{error}");
}

/// The side and the sectors that a proposal names are those of its plan: 30 km by 5 km. Another
/// extent has another constructor, and a territory that is named cannot be left out.
#[test]
fn what_a_proposal_says_of_its_place_counts() {
    let text = |more: &str| {
        let text = format!(
            r##"{{ "id": "strip", "title": "A strip", "proponent": "Somebody", "source": "A test",
            "colour": "#0072b2", {more}
            "bands": [{{ "inner": "0km", "outer": "5km", "depth": "exact" }}] }}"##
        );
        serde_json::from_str::<Proposal>(&text).unwrap()
    };
    let line = LineString::from(vec![(38.0, 0.0), (39.0, 0.0)]);
    let border = Border::new(line, Edges::Planar).unwrap();
    let area = |plan: &Plan<'_>| Zones::compute(plan, Tolerance::default()).unwrap().area_km2();
    let strip = text(r#""side": "left", "sectors": [{ "from": "20km", "to": "50km" }],"#);
    let own = Plan::new(&strip, &border, None, Plan::NO_PLACES).unwrap();
    assert!((area(&own) - 150.0).abs() < 0.01, "{}", area(&own));
    // 111.3195 km by 10 km with round ends.
    let all = area(&Plan::in_extent(&strip, &border, None));
    assert!((all - (1113.195 + 78.54)).abs() < 0.1, "{all}");

    let inside = text(r#""territory": "the south","#);
    let error = Plan::new(&inside, &border, None, Plan::NO_PLACES).unwrap_err();
    let ErrorKind::NoTerritory { plan, territory, .. } = error.kind() else { panic!("{error}") };
    assert_eq!((&**plan, &**territory), ("strip", "the south"));
}

/// A plan whose zones are refused has no census either; without the refusal all places would be
/// outside.
#[test]
fn a_census_of_what_has_no_zones_is_refused() {
    let border = dataset::turkey_syria_border();
    let census = |plan: &Plan<'_>| {
        let census = Census::take(plan, dataset::places(), Tolerance::default());
        census.map(drop).unwrap_err()
    };
    let deep = plan("deep", &[95.0], DepthKind::Exact);
    let error = census(&Plan::in_extent(&deep, border, dataset::syria()));
    assert!(matches!(error.kind(), ErrorKind::BeyondTerritory { .. }), "{error}");
    let far = plan("far", &[600.0], DepthKind::Exact);
    let error = census(&Plan::in_extent(&far, border, None));
    assert!(matches!(error.kind(), ErrorKind::DistanceTooLarge { .. }), "{error}");
    let near = plan("near", &[5.0], DepthKind::Exact);
    let sector = Sector::new("900km".parse().unwrap(), "1000km".parse().unwrap()).unwrap();
    let error = census(&Plan::in_extent(&near, border, Extent::default().along([sector])));
    assert!(matches!(error.kind(), ErrorKind::BadSector { .. }), "{error}");
}

/// The zone around an enclave, in a territory that has the border as a hole: 10,713.874 km², the
/// area of the offset curve of the ring by pyproj's geodesics (20,000 points along every edge as
/// drawn and around every corner), less the ring's.
#[test]
fn a_territory_shares_the_border_by_a_hole() {
    let ring = vec![(27.0, -30.0), (27.0, -28.5), (29.0, -28.5), (29.0, -30.0), (27.0, -30.0)];
    let around = vec![(20.0, -35.0), (32.0, -35.0), (32.0, -22.0), (20.0, -22.0), (20.0, -35.0)];
    let border = Border::new(LineString::from(ring.clone()), Edges::Planar).unwrap();
    let polygon = Polygon::new(LineString::from(around), vec![LineString::from(ring)]);
    let territory = Territory::new("around", polygon).unwrap();
    let strip = plan("strip", &[14.0], DepthKind::Exact);
    let plan = Plan::new(&strip, &border, Some(&territory), Plan::NO_PLACES).unwrap();
    let zones = Zones::compute(&plan, Tolerance::new("1cm".parse().unwrap()).unwrap()).unwrap();
    assert!((zones.area_km2() - 10_713.874).abs() < 0.01, "{}", zones.area_km2());
    // Its own hole is where the inside was.
    let locator = Locator::new(&border, &[plan]).unwrap();
    for (lon, lat, expected) in [
        (28.0, -29.99, Standing::Outside),
        (28.0, -30.01, Standing::In(0)),
        (28.0, -30.2, Standing::Outside),
    ] {
        assert_eq!(
            locator.locate(Position::new(lon, lat).unwrap()).standing(0),
            Some(expected),
            "{lat}"
        );
    }
}

/// A territory south of the equator that reaches over it in three squares, 0.01° wide and 0.001°, 0.002° and
/// 0.003° high, of 111.3195 km by 110.5743 km a square degree. One that reaches as far as the zone, over
/// half of the border, lies on both sides.
#[test]
fn slivers_over_the_border_are_counted() {
    let line = LineString::from(vec![(38.0, 0.0), (39.0, 0.0)]);
    let border = Border::new(line, Edges::Planar).unwrap();
    let strip = plan("strip", &[14.0], DepthKind::Exact);
    let slivers = |bumps: &[(f64, f64, f64)]| {
        let mut ring = vec![(39.0, 0.0), (38.0, 0.0), (38.0, -1.0), (39.0, -1.0)];
        for &(from, to, height) in bumps.iter().rev() {
            ring.extend([(to, 0.0), (to, height), (from, height), (from, 0.0)]);
        }
        ring.remove(0);
        let land = Territory::new("south", Polygon::new(LineString::from(ring), vec![])).unwrap();
        let plan = Plan::in_extent(&strip, &border, &land);
        let mut overlay = safe_zone::plan::PlanOverlay::new(&border, Tolerance::default());
        overlay.slivers(&plan).unwrap()
    };
    assert_eq!(slivers(&[]), None);
    let found =
        slivers(&[(38.2, 38.21, 0.001), (38.4, 38.41, 0.002), (38.6, 38.61, 0.003)]).unwrap();
    assert_eq!((found.count(), found.side()), (3, safe_zone::Side::Left));
    let expected = 0.01 * 0.006 * 111.3195 * 110.5743;
    assert!((found.area_km2() / expected - 1.0).abs() < 1e-3, "{found:?}");
    assert!((found.depth().metres() - 331.72).abs() < 0.5, "{found:?}");
    assert_eq!(slivers(&[(38.2, 38.7, 0.3)]), None);
}

/// A border that bends by 0.02° over 0.25°, and a territory whose straight edge passes through its ends: between
/// them the edge is the chord over the bend, no vertex of which is off the border. A triangle of 0.5° by 0.02°
/// at 36.79° N has 0.5 · 89.24 · 0.02 · 110.97 / 2 km²; its chord is 2,219.4 m from the bend, and less by
/// the cosine of 5.68°, the bend's angle, from its sides.
#[test]
fn slivers_without_a_vertex_off_the_border_are_counted() {
    let line = [(38.0, 36.8), (38.25, 36.82), (38.5, 36.8), (38.75, 36.78), (39.0, 36.8)];
    let border = Border::new(LineString::from(line.to_vec()), Edges::Planar).unwrap();
    let strip = plan("strip", &[14.0], DepthKind::Exact);
    let ring = [(37.0, 36.0), (40.0, 36.0), (40.0, 36.8), (37.0, 36.8), (37.0, 36.0)];
    let land = Polygon::new(LineString::from(ring.to_vec()), vec![]);
    let land = Territory::new("south", land).unwrap();
    let plan = Plan::in_extent(&strip, &border, &land);
    let mut overlay = safe_zone::plan::PlanOverlay::new(&border, Tolerance::default());
    let found = overlay.slivers(&plan).unwrap().unwrap();
    assert_eq!((found.count(), found.side()), (1, safe_zone::Side::Left));
    assert!((found.area_km2() - 49.52).abs() < 0.05, "{found:?}");
    assert!((found.depth().metres() - 2_208.5).abs() < 3.0, "{found:?}");
}

#[test]
fn a_plan_whose_territory_lies_on_another_side_is_refused() {
    let line = LineString::from(vec![(38.0, 0.0), (39.0, 0.0)]);
    let border = Border::new(line, Edges::Planar).unwrap();
    let south = vec![(38.0, 0.0), (38.0, -1.0), (39.0, -1.0), (39.0, 0.0)];
    let south = Territory::new("south", Polygon::new(LineString::from(south), vec![])).unwrap();
    let strip = plan("strip", &[14.0], DepthKind::Exact);
    let north = Extent::from(&south).on(safe_zone::Side::Left);
    let plan = Plan::in_extent(&strip, &border, north);
    let error = Zones::compute(&plan, Tolerance::default()).unwrap_err().to_string();
    assert!(error.contains("\"south\": no part of it lies within 14 km"), "{error}");
}
