//! Every embedded plan through all operations on plans, against the oracle: zones, the places they
//! hold, and the comparison with the United States' plan.

use geo::BoundingRect;
use geo_types::Coord;
use safe_zone::plan::{Band, Census, HeldBy, Standing};
use safe_zone::{Comparison, Plan, Tolerance, Zones, area_km2, dataset};

use crate::support::oracle::check::Territory;
use crate::support::oracle::membership::Membership;
use crate::support::oracle::sample::{near_rings, uniform};
use crate::support::oracle::stretch::Stretch;
use crate::support::oracle::{Edges, Oracle};

/// The oracle's data on a plan.
struct Truth<'a> {
    oracle: &'a Oracle,
    territory: Territory,
    members: Membership,
    stretch: Option<Stretch>,
    depth: f64,
    allowed: f64,
}

impl<'a> Truth<'a> {
    fn new(plan: &Plan<'_>, oracle: &'a Oracle, tolerance: Tolerance) -> Self {
        let territory = plan.extent().territory().unwrap().polygons();
        let stretch = plan.extent().sectors().map(|sectors| {
            let ends = sectors.iter().map(|it| (it.from().metres(), it.to().metres()));
            Stretch::new(plan.border().lines(), Edges::Planar, &ends.collect::<Vec<_>>())
        });
        Truth {
            oracle,
            territory: Territory::of(territory.clone()),
            members: Membership::new(territory),
            stretch,
            depth: plan.proposal().depth().metres(),
            allowed: tolerance.metres(),
        }
    }

    /// `true` if the plan should hold a point between these depths; `None` where the point is too
    /// near a limit to decide.
    fn holds_between(&self, p: Coord<f64>, (inner, outer): (f64, f64)) -> Option<bool> {
        if self.territory.has_edge_near(p.x, p.y, self.allowed) {
            return None;
        }
        let along = |stretch: &Stretch| stretch.holds(p, 2.0 * self.allowed);
        let inner = if inner > 0.0 { inner } else { f64::NEG_INFINITY };
        Some(
            self.members.contains(p.x, p.y)
                && self.stretch.as_ref().map_or(Some(true), along)?
                && self.oracle.between(p.x, p.y, inner, outer, self.allowed)?,
        )
    }

    fn holds(&self, p: Coord<f64>) -> Option<bool> {
        self.holds_between(p, (0.0, self.depth))
    }

    /// `true` if a ring need not be at a depth here: at the territory's edge or a sector's end.
    fn is_exempt(&self, lon: f64, lat: f64) -> bool {
        let at_end =
            |it: &Stretch| it.holds(Coord { x: lon, y: lat }, 2.0 * self.allowed).is_none();
        self.territory.has_edge_near(lon, lat, 0.02) || self.stretch.as_ref().is_some_and(at_end)
    }
}

fn limits(band: &Band) -> (f64, f64) {
    (band.inner().metres(), band.outer().metres())
}

/// The plans that lie along the embedded border.
fn plans() -> Vec<Plan<'static>> {
    let here = dataset::proposals().iter().filter(|proposal| proposal.line().is_none());
    let plans: Vec<Plan<'_>> = here.map(|proposal| dataset::plan(proposal).unwrap()).collect();
    assert_eq!(plans.len(), 7);
    plans
}

fn border() -> Oracle {
    Oracle::new(dataset::turkey_syria_border().lines(), Edges::Planar)
}

#[test]
fn zones_and_places() {
    let (oracle, tolerance) = (border(), Tolerance::default());
    for plan in plans() {
        let id = plan.proposal().id();
        let truth = Truth::new(&plan, &oracle, tolerance);
        for zone in Zones::compute(&plan, tolerance).unwrap().iter() {
            let (inner, outer) = limits(zone.band());
            let depths = if inner > 0.0 { vec![inner, outer] } else { vec![outer] };
            let rings = oracle.check_rings(
                zone.polygons(),
                &depths,
                |lon, lat| truth.is_exempt(lon, lat),
                2,
            );
            assert!(rings.worst() <= 1.0 && rings.edges.count > 300, "{id}: {rings:?}");

            let members = Membership::new(zone.polygons());
            let mut points = near_rings(zone.polygons(), 50.0, 2_000, 1);
            points.extend(uniform(zone.polygons().bounding_rect().unwrap(), 2_000, 2));
            for p in points {
                let held = members.contains(p.x, p.y);
                let expected = truth.holds_between(p, (inner, outer));
                assert!(expected.is_none_or(|expected| expected == held), "{id}: {p:?} {held}");
            }
        }
        let census = Census::take(&plan, dataset::places(), tolerance).unwrap();
        for entry in census.entries() {
            let p = Coord::from(entry.settlement().position());
            if entry.standing() == Standing::AtEnd {
                // A town at which a sector ends is nearest to that end, in no band.
                let chainage = entry.projection().station().chainage().metres();
                let ends = plan.extent().sectors().into_iter().flatten();
                let mut ends = ends.flat_map(|it| [it.from().metres(), it.to().metres()]);
                assert!(ends.any(|end| (end - chainage).abs() <= truth.allowed), "{id}: {entry:?}");
                continue;
            }
            for (index, band) in plan.proposal().bands().iter().enumerate() {
                if let Some(expected) = truth.holds_between(p, limits(band)) {
                    let found = entry.standing() == Standing::In(index);
                    assert_eq!(found, expected, "{id}: {entry:?}");
                }
            }
        }
    }
}

#[test]
fn comparisons_with_the_united_states_plan() {
    let (oracle, tolerance) = (border(), Tolerance::default());
    let plans = plans();
    let (us, others) = plans.split_first().unwrap();
    let truth = Truth::new(us, &oracle, tolerance);
    for other in others {
        let id = other.proposal().id();
        let other_truth = Truth::new(other, &oracle, tolerance);
        let comparison = Comparison::compute(us, other, tolerance).unwrap();
        for piece in comparison.pieces() {
            let exempt = |lon, lat| truth.is_exempt(lon, lat) || other_truth.is_exempt(lon, lat);
            let depths = [truth.depth, other_truth.depth];
            let rings = oracle.check_rings(piece.polygons(), &depths, exempt, 1);
            assert!(rings.worst() <= 1.0, "{id}: {rings:?}");

            let members = Membership::new(piece.polygons());
            let mut points = near_rings(piece.polygons(), 50.0, 1_500, 3);
            points.extend(uniform(piece.polygons().bounding_rect().unwrap(), 1_500, 4));
            for p in points {
                let (Some(in_us), Some(in_other)) = (truth.holds(p), other_truth.holds(p)) else {
                    continue;
                };
                let expected = match piece.held_by() {
                    HeldBy::Both => in_us && in_other,
                    HeldBy::First => in_us && !in_other,
                    HeldBy::Second => in_other && !in_us,
                };
                assert_eq!(members.contains(p.x, p.y), expected, "{id}: {p:?}");
            }
        }
        let area = |holders: [HeldBy; 2]| -> f64 {
            let pieces = holders.into_iter().filter_map(|holder| comparison.piece(holder));
            pieces.map(|piece| area_km2(piece.polygons())).sum()
        };
        for (plan, only) in [(us, HeldBy::First), (other, HeldBy::Second)] {
            let whole = Zones::compute(plan, tolerance).unwrap().area_km2();
            let sum = area([HeldBy::Both, only]);
            // Sector ends may be drawn from other points, and territories leave ends of their own.
            assert!((sum / whole - 1.0).abs() < 1e-5, "{id}: {sum} of {whole} km²");
        }
    }
}
