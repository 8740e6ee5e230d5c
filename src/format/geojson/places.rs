//! Places as points: the position of each along the border, and its standing in some plans.
//!
//! Distances and chainages in km. Positions are written as the source gives them.

use geojson::{Feature, FeatureCollection};
use serde_json::json;

use super::layers::{collection, feature, rounded, side};
use super::shape;
use super::shape::BoundingBox;
use crate::format::caption::Caption;
use crate::format::legend;
use crate::format::property::*;
use crate::plan::{Census, Entry, Plan, Proposal, Standing};

/// The places of some censuses, all of one gazetteer: one feature for each place.
///
/// Each place has `name`, `population` (null where it is unknown), `distance_km`, `chainage_km` and
/// `side` (null on the border itself and straight on beyond its ends). For every plan there is a
/// property, `in_` and the plan's id: the place's band there, `outside`, or `at the limit` where
/// the tolerance leaves open on which side of a limit the place lies. `standing` is the same for
/// all plans together: `in a zone`, `at a limit`, or `in no zone`.
///
/// ```
/// # #[cfg(feature = "data")] {
/// use safe_zone::geojson::{self, Caption};
/// use safe_zone::{Census, Tolerance, dataset};
/// let plan = dataset::plan(dataset::us_2019())?;
/// let census = Census::take(&plan, dataset::places(), Tolerance::default())?;
/// let places = geojson::places(&[(&plan, &census)], &Caption::default());
/// let kobani = places.features.iter().find(|it| it.property("name").unwrap() == "‘Ayn al ‘Arab");
/// assert_eq!(kobani.unwrap().property("in_us-2019").unwrap(), "0-5 km");
/// # }
/// # Ok::<(), safe_zone::Error>(())
/// ```
pub fn places(plans: &[(&Plan<'_>, &Census<'_>)], caption: &Caption) -> FeatureCollection {
    let Some((_, first)) = plans.first() else { return collection([], caption) };
    let mut others: Vec<_> = plans.iter().map(|(plan, census)| (*plan, census.entries())).collect();
    let features = first.entries().map(|entry| {
        let standings = others
            .iter_mut()
            .filter_map(|(plan, entries)| Some((plan.proposal(), entries.next()?.standing())));
        place(entry, &standings.collect::<Vec<_>>(), caption)
    });
    collection(features.collect::<Vec<_>>(), caption)
}

fn place(
    entry: &Entry<'_>,
    standings: &[(&Proposal, Standing)],
    caption: &Caption,
) -> (Feature, BoundingBox) {
    let (settlement, projection) = (entry.settlement(), entry.projection());
    let (geometry, extent) = shape::point(settlement.position().into());
    let mut properties = json!({
        (NAME): settlement.name(),
        (POPULATION): settlement.population(),
        (DISTANCE): rounded(projection.distance().km(), 6),
        (CHAINAGE): rounded(projection.station().chainage().km(), 6),
        (SIDE): side(projection.side()),
    });
    for (plan, standing) in standings {
        properties[format!("{IN}{}", plan.id())] = json!(standing.label(plan));
    }
    properties[STANDING] = json!(legend::standing(standings));
    properties[LICENCE] = json!(caption.licence());
    feature(geometry, extent, properties)
}
