//! Plans that differ in more than depth: shared areas, the matrix, the depth of equal area, and the
//! places in the plans.

use std::f64::consts::PI;

use geo_types::LineString;
use safe_zone::dataset::{self, places};
use safe_zone::plan::{Bound, Census, HeldBy, PlanOverlay, SharedAreas, Standing, depth_for_area};
use safe_zone::{
    Border, Comparison, Edges, Error, ErrorKind, Extent, Plan, Proposal, Route, Side, Tolerance,
    Zones, area_km2, bands,
};

use crate::support::judge::check_valid;
use crate::support::oracle::{self, Oracle};

fn proposal(id: &str, extent: &str, depth: &str, kind: &str) -> Proposal {
    let band = format!(r#"{{ "inner": "0km", "outer": "{depth}", "depth": "{kind}" }}"#);
    let text = format!(
        r##"{{ "id": "{id}", "title": "A plan", "proponent": "Somebody", "source": "A test",
        "colour": "#0072b2", {extent} "bands": [{band}] }}"##
    );
    serde_json::from_str(&text).unwrap()
}

/// A degree of the equator, 111.319490793 km long (WGS 84's semi-major axis times π/180).
fn equator() -> Border {
    Border::new(LineString::from(vec![(38.0, 0.0), (39.0, 0.0)]), Edges::Planar).unwrap()
}

fn laid<'a>(proposal: &'a Proposal, border: &'a Border) -> Plan<'a> {
    Plan::new(proposal, border, None, Plan::NO_PLACES).unwrap()
}

fn close(value: f64, expected: f64) {
    assert!((value / expected - 1.0).abs() < 1e-4, "{value}, not {expected}");
}

#[test]
fn what_plans_of_different_stretches_share() {
    let border = equator();
    let first = r#""side": "left", "sectors": [{ "from": "10km", "to": "50km" }],"#;
    let second = r#""side": "both", "sectors": [{ "from": "40km", "to": "90km" }],"#;
    let (a, b) = (proposal("a", first, "8km", "exact"), proposal("b", second, "5km", "minimum"));
    let comparison =
        Comparison::compute(&laid(&a, &border), &laid(&b, &border), Tolerance::default()).unwrap();
    // Rectangles: 10 km of the border by 5 km; 40 by 8 less that; 50 by twice 5 less that.
    let expected = [
        (HeldBy::Both, Bound::AtLeast, 50.0),
        (HeldBy::First, Bound::AtMost, 270.0),
        (HeldBy::Second, Bound::AtLeast, 450.0),
    ];
    assert_eq!(comparison.pieces().len(), expected.len());
    for (piece, (held_by, bound, area)) in comparison.pieces().iter().zip(expected) {
        assert_eq!((piece.held_by(), piece.bound()), (held_by, bound));
        close(piece.area_km2(), area);
        check_valid(piece.polygons()).unwrap();
    }
    assert_eq!(
        comparison.statement(),
        "a and b share at least 50 km²; a adds at most 270 km², 84 % of its zone; b adds at least \
         450 km², 90 % of its zone"
    );
}

#[test]
fn plans_that_never_meet_share_nothing() {
    let border = equator();
    let (left, right) = (r#""side": "left","#, r#""side": "right","#);
    let (a, b) = (proposal("a", left, "3km", "exact"), proposal("b", right, "3km", "exact"));
    let plans = [laid(&a, &border), laid(&b, &border)];
    let comparison = Comparison::compute(&plans[0], &plans[1], Tolerance::default()).unwrap();
    assert!(comparison.piece(HeldBy::Both).is_none());
    assert!(comparison.statement().starts_with("a and b share nothing; a adds "));
    let shared = SharedAreas::compute(&plans, Tolerance::default()).unwrap();
    assert_eq!(shared.km2(0, 1), Some(0.0));
    assert_eq!(shared.km2(0, 2), None);
    close(shared.km2(0, 0).unwrap(), 111.3195 * 3.0 + 0.5 * PI * 9.0);
}

#[test]
fn plans_along_different_borders_are_not_compared() {
    let (one, other) = (equator(), dataset::turkey_syria_border());
    let (a, b) = (proposal("a", "", "3km", "exact"), proposal("b", "", "3km", "exact"));
    let plans = [laid(&a, &one), laid(&b, other)];
    let error = Comparison::compute(&plans[0], &plans[1], Tolerance::default()).unwrap_err();
    assert!(matches!(error.kind(), ErrorKind::OtherBorder { .. }), "{error}");
    assert!(matches!(
        SharedAreas::compute(&[], Tolerance::default()).map_err(Error::into_kind),
        Err(ErrorKind::NoPlan)
    ));
}

#[test]
fn the_matrix_is_that_of_the_comparisons() {
    let ids = ["us-2019", "peace-spring-2019", "sochi-2019", "turkey-2019"];
    let plans: Vec<Plan> =
        ids.iter().map(|id| dataset::plan(dataset::proposal(id).unwrap()).unwrap()).collect();
    let tolerance = Tolerance::default();
    let shared = SharedAreas::compute(&plans, tolerance).unwrap();
    assert_eq!(shared.ids(), ids);
    for (i, a) in plans.iter().enumerate() {
        close(shared.km2(i, i).unwrap(), Zones::compute(a, tolerance).unwrap().area_km2());
        for (j, b) in plans.iter().enumerate().skip(i + 1) {
            let comparison = Comparison::compute(a, b, tolerance).unwrap();
            let both = comparison.piece(HeldBy::Both).map_or(0.0, |piece| piece.area_km2());
            assert!((shared.km2(i, j).unwrap() - both).abs() < 0.1, "{i} {j}");
        }
    }
    // The Peace Spring area lies between the two stretches of the Sochi memorandum.
    assert_eq!(shared.km2(1, 2), Some(0.0));
}

#[test]
fn an_overlay_answers_what_each_question_answers_alone() {
    let along = dataset::proposals().iter().filter(|plan| plan.line().is_none());
    let plans: Vec<Plan<'_>> = along.map(|plan| dataset::plan(plan).unwrap()).collect();
    let tolerance = Tolerance::default();
    // Shallow plans first, then deep ones first: what was drawn before does not show.
    for order in [[0, 1, 4, 6], [6, 4, 1, 0]] {
        let mut overlay = PlanOverlay::new(plans[0].border(), tolerance);
        for plan in order.map(|index| &plans[index]) {
            assert!(overlay.zones(plan).unwrap() == Zones::compute(plan, tolerance).unwrap());
        }
        let (first, second) = (&plans[order[0]], &plans[order[3]]);
        let comparison = overlay.comparison(first, second).unwrap();
        assert!(comparison == Comparison::compute(first, second, tolerance).unwrap());
        let censuses = overlay.censuses(&plans, places()).unwrap();
        for (plan, census) in plans.iter().zip(&censuses) {
            assert_eq!(census, &Census::take(plan, places(), tolerance).unwrap());
        }
        let shared = overlay.shared_areas(&plans).unwrap();
        assert_eq!(shared, SharedAreas::compute(&plans, tolerance).unwrap());
    }
    let equator = equator();
    let mut elsewhere = PlanOverlay::new(&equator, tolerance);
    assert!(matches!(
        elsewhere.zones(&plans[0]).map_err(Error::into_kind),
        Err(ErrorKind::AnotherBorder { .. })
    ));
}

#[test]
fn the_depth_of_an_area() {
    let border = equator();
    let strip = r#""sectors": [{ "from": "10km", "to": "50km" }],"#;
    let plan = proposal("a", strip, "1km", "exact");
    let plan = laid(&plan, &border);
    let depth = |km2| depth_for_area(&plan, km2, Tolerance::default()).unwrap();
    // Both sides of 40 km; deeper down the sides close in by the Earth's curve.
    close(depth(480.0).unwrap().km(), 6.0);
    close(depth(8.0).unwrap().km(), 0.1);
    assert_eq!(depth(1e-6), None);
    assert_eq!(depth(1e9), None);

    let (us, turkey) = (dataset::us_2019(), dataset::turkey_2019());
    let (us, turkey) = (dataset::plan(us).unwrap(), dataset::plan(turkey).unwrap());
    let wanted = Zones::compute(&turkey, Tolerance::default()).unwrap().area_km2();
    let depth = depth_for_area(&us, wanted, Tolerance::default()).unwrap().unwrap();
    assert!((depth.km() - 28.0).abs() < 1e-3, "{depth}");
}

/// One-sided buffers of other programs spill over the line; at 28 km along this border GEOS's by
/// 949 to 1,475 km², PostGIS's by 10,786 km² (the design's table).
#[test]
fn nothing_spills_over_the_border() {
    let border = dataset::turkey_syria_border();
    let depth = ["28km".parse().unwrap()];
    let zone = |extent: Extent<'static>| {
        bands(border, extent, &depth, Tolerance::default()).unwrap().remove(0)
    };
    let right = zone(Extent::default().on(Side::Right));
    let members = crate::support::oracle::membership::Membership::new(&right);
    // A metre or more north of the border's edges, where nothing else is as near.
    let line = &border.lines().0[0];
    for edge in line.lines().step_by(7) {
        let middle = (edge.start + edge.end) / 2.0;
        let way = edge.delta();
        let scale = 2.0 / 111_000.0 / way.x.hypot(way.y);
        let (left, right) = (
            geo_types::coord! { x: middle.x - way.y * scale, y: middle.y + way.x * scale },
            geo_types::coord! { x: middle.x + way.y * scale, y: middle.y - way.x * scale },
        );
        assert!(!members.contains(left.x, left.y), "{left:?}");
        assert!(members.contains(right.x, right.y), "{right:?}");
    }
    // Syria is on the right, but for what lies beyond the border's ends.
    let syria = area_km2(&zone(Extent::from(dataset::syria())));
    let right = area_km2(&zone(Extent::from(dataset::syria()).on(Side::Right)));
    assert!(right < syria && right > 0.999 * syria, "{right} of {syria} km²");
}

/// Distances by the oracle; bands by hand from them: the strip of 5 km, that of 14 km, beyond.
#[test]
fn where_the_nine_towns_stand() {
    let oracle = Oracle::new(dataset::turkey_syria_border().lines(), oracle::Edges::Planar);
    let plan = dataset::plan(dataset::us_2019()).unwrap();
    let census = Census::take(&plan, places(), Tolerance::default()).unwrap();
    // West of the Euphrates nothing is in the plan: Jarablus, Azaz, Afrin, al-Bab, Manbij.
    let towns = [
        ("Manbij", None),
        ("Kobani", Some(0)),
        ("Tell Abyad", Some(0)),
        ("Ras al-Ayn", Some(0)),
        ("Qamishli", Some(0)),
        ("Jarablus", None),
        ("Azaz", None),
        ("Afrin", None),
        ("al-Bab", None),
    ];
    for (name, band) in towns {
        let town = places().find(name).unwrap();
        let entry = census.entries().find(|entry| entry.settlement() == town).unwrap();
        let s = oracle.distance(town.position().lon(), town.position().lat());
        assert!((entry.projection().distance().metres() - s).abs() < 1e-6, "{name}: {s}");
        assert_eq!(entry.standing(), band.map_or(Standing::Outside, Standing::In), "{name}: {s}");
        if band == Some(0) {
            assert!(s < 5_000.0, "{name}: {s}");
        }
    }
    let people = census.people(0);
    let held = || census.entries().filter(|entry| entry.standing() == Standing::In(0));
    let population = || held().map(|entry| entry.settlement().population());
    assert_eq!(people.places, held().count());
    assert_eq!(people.known, population().flatten().sum::<u64>());
    assert_eq!(people.unknown, population().filter(Option::is_none).count());
}

#[test]
fn a_place_at_a_limit_is_not_decided() {
    let border = equator();
    let plan = proposal("a", r#""side": "left","#, "5km", "exact");
    let plan = laid(&plan, &border);
    let route = Route::new(&border);
    // A degree of latitude at the equator is 110.574 km (Karney): 5 km are 0.045218 degrees.
    let place = |lat: f64| {
        let position = safe_zone::Position::new(38.5, lat).unwrap();
        let distance = route.project(position).distance().metres();
        let place = safe_zone::places::Settlement::new("Here", vec![], position, None).unwrap();
        let all = safe_zone::places::Gazetteer::new(vec![place]);
        let census = Census::take(&plan, &all, Tolerance::default()).unwrap();
        let standing = census.entries().next().unwrap().standing();
        (distance, standing)
    };
    let (distance, standing) = place(0.045218);
    assert!((distance - 5_000.0).abs() < 1.0, "{distance}");
    assert_eq!(standing, Standing::AtLimit(0));
    assert_eq!(place(0.0451).1, Standing::In(0));
    assert_eq!(place(0.0453).1, Standing::Outside);
    assert_eq!(place(-0.0451).1, Standing::Outside);
}

#[test]
fn sectors_of_a_plan_have_to_follow_one_another() {
    let border = equator();
    let refused = |sectors: &str| {
        let plan = proposal("a", &format!(r#""sectors": [{sectors}],"#), "5km", "exact");
        Plan::new(&plan, &border, None, |name| {
            let lon = if name == "West" { 38.2 } else { 38.6 };
            safe_zone::Position::new(lon, 0.01)
        })
        .unwrap_err()
        .to_string()
    };
    let turned = refused(r#"{ "from": "East", "to": "West" }"#);
    assert!(turned.contains("does not run forwards"), "{turned}");
    let beyond = refused(r#"{ "from": "West", "to": "200km" }"#);
    assert!(beyond.contains("runs beyond the border, which ends at 111.3"), "{beyond}");
    let over = refused(r#"{ "from": "West", "to": "80km" }, { "from": "East", "to": "90km" }"#);
    assert!(over.contains("overlaps the sector"), "{over}");
    let plan = proposal("a", r#""sectors": [{ "from": "West", "to": "end" }],"#, "5km", "exact");
    let unknown = Plan::new(&plan, &border, None, Plan::NO_PLACES).unwrap_err().to_string();
    assert!(unknown.contains("\"West\" is not known here"), "{unknown}");
}
