//! Places as points: the position of each along the border, and its standing in some plans.
//!
//! Distances and chainages in km. Positions are written as the source gives them.

use geo_types::{Geometry, Point};

use super::layers::rounded;
use crate::format::caption::Caption;
use crate::format::layer::Layer;
use crate::format::legend;
use crate::format::property::{PlaceProperties, Properties};
use crate::plan::{Census, Entry, Plan, Proposal, Standing};
use crate::value::Side;

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
/// use safe_zone::layers::{self, Caption};
/// use safe_zone::plan::Census;
/// use safe_zone::{Tolerance, dataset};
/// let plan = dataset::plan(dataset::us_2019())?;
/// let census = Census::take(&plan, dataset::places(), Tolerance::default())?;
/// let places = layers::places(&[(&plan, &census)], &Caption::default()).to_string();
/// let (_, kobani) = places.split_once(r#""name":"‘Ayn al ‘Arab""#).unwrap();
/// let (kobani, _) = kobani.split_once('}').unwrap();
/// assert!(kobani.contains(r#""in_us-2019":"0-5 km""#));
/// # }
/// # Ok::<(), safe_zone::Error>(())
/// ```
pub fn places(plans: &[(&Plan<'_>, &Census<'_>)], caption: &Caption) -> Layer {
    let Some((_, first)) = plans.first() else { return Layer::new([], caption) };
    let mut others: Vec<_> = plans.iter().map(|(plan, census)| (*plan, census.entries())).collect();
    let features = first.entries().map(|entry| {
        let standings = others
            .iter_mut()
            .filter_map(|(plan, entries)| Some((plan.proposal(), entries.next()?.standing())));
        place(entry, &standings.collect::<Vec<_>>(), caption)
    });
    Layer::new(features, caption)
}

fn place(
    entry: &Entry<'_>,
    standings: &[(&Proposal, Standing)],
    caption: &Caption,
) -> (Geometry<f64>, Properties) {
    let (settlement, projection) = (entry.settlement(), entry.projection());
    let mut of_plans: Vec<(String, String)> = Vec::new();
    for (plan, standing) in standings {
        match of_plans.iter_mut().find(|(id, _)| id == plan.id()) {
            Some((_, label)) => *label = standing.label(plan),
            None => of_plans.push((plan.id().to_owned(), standing.label(plan))),
        }
    }
    let properties = PlaceProperties {
        name: settlement.name().to_owned(),
        population: settlement.population(),
        distance_km: rounded(projection.distance().km(), 6),
        chainage_km: rounded(projection.station().chainage().km(), 6),
        side: projection.side().map(Side::as_str),
        standings: of_plans,
        standing: legend::standing(standings),
        data_licence: caption.licence(),
    };
    (Point(settlement.position().into()).into(), Properties::Place(properties))
}
