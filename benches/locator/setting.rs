//! The input of the locator: a million points around the embedded border, and the plans.
//!
//! Longitude and latitude in degrees. Points are uniform in both over 35.5 to 42.6 east and 35.4 to
//! 37.6 north; those near limits are drawn along the rings of the zones.

use geo_types::{Coord, MultiPolygon, Rect};
use safe_zone::dataset::{self, turkey_syria_border};
use safe_zone::{Length, Plan, Proposal, Tolerance, buffer};

use super::shared::oracle::sample::{near_rings, uniform};

pub const LIMITS: [f64; 3] = [5_000.0, 14_000.0, 28_000.0];
pub const POINTS: usize = 1_000_000;
/// The largest distance of a point near a limit from the limit, metres.
pub const NEAR: f64 = 50.0;

pub fn area() -> Rect<f64> {
    Rect::new((35.5, 35.4), (42.6, 37.6))
}

/// Uniform points, the same as in `benches/peers/points.py`.
pub fn uniform_points(count: usize) -> Vec<Coord<f64>> {
    uniform(area(), count, 2019)
}

/// Points near limits: as many at each, none farther from it than [`NEAR`].
pub fn points_near_limits(zones: &[MultiPolygon<f64>]) -> Vec<Coord<f64>> {
    // The reach north or south, and east or west; less a metre, by which the rings may stray.
    let reach = (NEAR - 1.0) / 2f64.sqrt();
    zones.iter().zip(1..).flat_map(|(z, seed)| near_rings(z, reach, POINTS / 3, seed)).collect()
}

/// The zones within each limit, at 1 m.
pub fn zones() -> Vec<MultiPolygon<f64>> {
    let limits = LIMITS.map(|metres| Length::from_metres(metres).expect("a length"));
    buffer(turkey_syria_border(), &limits, Tolerance::default()).expect("zones")
}

/// Three bands on both sides of a border, without a territory.
pub fn three_bands() -> Proposal {
    let inner = [0.0].into_iter().chain(LIMITS);
    let bands: Vec<_> = inner
        .zip(LIMITS)
        .map(|(inner, outer)| {
            let [inner, outer] = [inner, outer].map(|metres| format!("{metres}m"));
            serde_json::json!({ "inner": inner, "outer": outer, "depth": "exact" })
        })
        .collect();
    let proposal = serde_json::json!({
        "id": "three-bands", "title": "Three bands", "proponent": "Nobody",
        "source": "The benchmark", "colour": "#0072b2", "bands": bands,
    });
    serde_json::from_value(proposal).expect("a proposal")
}

/// The default plans of the programs.
pub fn two_plans() -> Vec<Plan<'static>> {
    let plan = |proposal| dataset::plan(proposal).expect("a plan");
    [dataset::us_2019(), dataset::turkey_2019()].map(plan).into()
}

/// The embedded plans that lie along the embedded border.
pub fn embedded_plans() -> Vec<Plan<'static>> {
    let along = |proposal: &&Proposal| proposal.line().is_none();
    let plan = |proposal| dataset::plan(proposal).expect("a plan");
    dataset::proposals().iter().filter(along).map(plan).collect()
}
