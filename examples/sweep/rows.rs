//! The sweeps as CSV: a row for each depth of each extent.

use safe_zone::Length;
use safe_zone::plan::Step;

use crate::Curve;
use crate::shared::failure::Failure;

/// The titles: lengths in kilometres, areas in square kilometres, added since the row before.
const TITLES: [&str; 9] = [
    "plans",
    "depth_km",
    "area_km2",
    "added_km2",
    "places",
    "people_at_least",
    "places_of_unknown_population",
    "places_undecided",
    "plans_of_this_depth",
];

/// The rows of the shown depths, one list of depths for each curve.
pub fn csv(curves: &[Curve<'_>], shown: &[Vec<Length>]) -> Result<String, Failure> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    let failed = |error: csv::Error| Failure::File(error.to_string());
    writer.write_record(TITLES).map_err(failed)?;
    for (curve, shown) in curves.iter().zip(shown) {
        let mut before = 0.0;
        for step in curve.sweep.steps().iter().filter(|step| shown.contains(&step.depth())) {
            writer.write_record(row(curve, step, before)).map_err(failed)?;
            before = step.area_km2();
        }
    }
    let bytes = writer.into_inner().map_err(|error| Failure::File(error.to_string()))?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

fn row(curve: &Curve<'_>, step: &Step, before: f64) -> [String; 9] {
    let ids = |wanted: &dyn Fn(Length) -> bool| {
        let plans = curve.plans.iter().map(|plan| plan.proposal());
        let ids: Vec<&str> =
            plans.filter(|plan| wanted(plan.depth())).map(|plan| plan.id()).collect();
        ids.join(" ")
    };
    let people = step.people();
    let count = |number: Option<u64>| number.map(|number| number.to_string()).unwrap_or_default();
    [
        ids(&|_| true),
        step.depth().km().to_string(),
        format!("{:.6}", step.area_km2()),
        format!("{:.6}", step.area_km2() - before),
        count(people.map(|people| people.places as u64)),
        count(people.map(|people| people.known)),
        count(people.map(|people| people.unknown as u64)),
        count(people.map(|_| step.undecided() as u64)),
        ids(&|depth| depth == step.depth()),
    ]
}
