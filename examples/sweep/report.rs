//! Where each plan stands, what the next kilometre adds, and the depths at which two plans are alike.

use safe_zone::plan::{DepthKind, People, Step, depth_for_area};
use safe_zone::{Error, Length, Plan, Tolerance};

use crate::Curve;
use crate::shared::people::count;
use crate::shared::text_table::{Align, Table};

const COLUMNS: [(&str, Align); 3] =
    [("plan", Align::Left), ("depth", Align::Right), ("area km²", Align::Right)];
const PLACES: [(&str, Align); 3] =
    [("places", Align::Right), ("people", Align::Right), ("unknown", Align::Right)];
const NEXT: (&str, Align) = ("next km adds km²", Align::Right);
const NEXT_PEOPLE: (&str, Align) = ("people", Align::Right);

/// The plans as a table, and below it the lines on equal depths.
pub fn text(plans: &[Plan<'_>], curves: &[Curve<'_>], equal: &[String]) -> String {
    let has_places = curves.iter().any(|curve| places(curve).is_some());
    let (places, people) =
        if has_places { (&PLACES[..], Some(NEXT_PEOPLE)) } else { (&[][..], None) };
    let columns = COLUMNS.iter().chain(places).copied();
    let mut table = Table::new(columns.chain([NEXT]).chain(people));
    for plan in plans {
        let least = match plan.proposal().depth_kind() {
            DepthKind::Exact => "",
            DepthKind::Minimum => "at least ",
        };
        let depth = plan.proposal().depth();
        let mut row = vec![plan.proposal().id().to_owned(), format!("{least}{depth}")];
        match at(curves, plan, depth) {
            Some(step) => row.extend(cells(step, next(curves, plan))),
            None => row.push("beyond".to_owned()),
        }
        table.push(row);
    }
    let lines = equal.iter().map(|line| format!("{line}\n"));
    let gap = if equal.is_empty() { "" } else { "\n" };
    format!("{}{gap}{}", table.text(), lines.collect::<String>())
}

fn places(curve: &Curve<'_>) -> Option<People> {
    curve.sweep.steps().first()?.people()
}

fn cells(step: &Step, next: Option<&Step>) -> Vec<String> {
    let mut cells = vec![format!("{:.0}", step.area_km2())];
    if let Some(people) = step.people() {
        cells.extend([people.places.to_string(), count(people), people.unknown.to_string()]);
    }
    let Some(next) = next else { return cells };
    cells.push(format!("{:.0}", next.area_km2() - step.area_km2()));
    if let (Some(here), Some(there)) = (step.people(), next.people()) {
        cells.push(count(there.beyond(here)));
    }
    cells
}

/// The curve of a plan.
fn curve<'c, 'a>(curves: &'c [Curve<'a>], plan: &Plan<'_>) -> Option<&'c Curve<'a>> {
    curves.iter().find(|curve| curve.plans[0].extent() == plan.extent())
}

fn at<'c>(curves: &'c [Curve<'_>], plan: &Plan<'_>, depth: Length) -> Option<&'c Step> {
    curve(curves, plan)?.sweep.at(depth)
}

/// The step a kilometre beyond a plan.
fn next<'c>(curves: &'c [Curve<'_>], plan: &Plan<'_>) -> Option<&'c Step> {
    let depth = plan.proposal().depth().metres() + 1000.0;
    at(curves, plan, Length::from_metres(depth).ok()?)
}

/// For two plans, the depths at which each would hold what the other holds, a sentence each.
pub fn equal_depths(
    plans: &[Plan<'_>],
    curves: &[Curve<'_>],
    tolerance: Tolerance,
) -> Result<Vec<String>, Error> {
    let [first, second] = plans else { return Ok(Vec::new()) };
    let mut lines = Vec::new();
    for (plan, other) in [(first, second), (second, first)] {
        let [id, other_id] = [plan, other].map(|plan| plan.proposal().id());
        let Some(held) = at(curves, other, other.proposal().depth()) else { continue };
        lines.push(match depth_for_area(plan, held.area_km2(), tolerance)? {
            Some(depth) => {
                format!("{id} would have the area of {other_id} at {:.2} km", depth.km())
            }
            None => {
                format!("{id} would have the area of {other_id} at no depth that can be computed")
            }
        });
        let (Some(people), Some(own)) = (held.people(), curve(curves, plan)) else { continue };
        if people.known == 0 {
            continue;
        }
        let last = own.sweep.steps().last().map(Step::depth).unwrap_or(Length::ZERO);
        lines.push(match own.sweep.depth_for_people(people.known) {
            Some(depth) => format!(
                "{id} would hold as many people as {other_id}, {} that are known, from {:.2} km",
                people.known,
                depth.km()
            ),
            None => format!(
                "{id} would not hold as many people as {other_id}, {} that are known, within {:.2} km",
                people.known,
                last.km()
            ),
        });
    }
    Ok(lines)
}
