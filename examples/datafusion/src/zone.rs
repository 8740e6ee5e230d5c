//! A border and perhaps a plan along it, ready to place points.

use std::borrow::Cow;
use std::sync::Arc;

use datafusion::arrow::array::StringArray;
use safe_zone::geo_types::Rect;
use safe_zone::plan::Standing;
use safe_zone::{Border, Locator, Plan, Proposal, dataset};

use crate::borders;

/// The texts from which a zone is built.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Key {
    /// An embedded plan's id or a plan's JSON.
    plan: Option<Box<str>>,
    /// GeoJSON; the embedded border if there is none.
    border: Option<Arc<str>>,
}

impl Key {
    /// The key of a function's arguments; a border may be given by its name.
    ///
    /// # Errors
    /// Those of [`borders::geojson`].
    pub fn new(plan: Option<&str>, border: Option<&str>) -> Result<Self, String> {
        Ok(Key { plan: plan.map(Box::from), border: border.map(borders::geojson).transpose()? })
    }
}

/// An index of the border, and of the plan's bands where there is a plan.
pub struct Zone {
    locator: Locator,
    /// The labels of the band numbers: `outside`, then from the border outwards.
    labels: StringArray,
    bounds: Vec<Rect<f64>>,
}

impl Zone {
    /// Builds the index.
    ///
    /// # Errors
    /// Says what is wrong with the plan or the border.
    pub fn build(key: &Key) -> Result<Self, String> {
        let border = borders::border(key.border.as_deref())?;
        let Some(plan) = &key.plan else {
            let locator = Locator::new(&border, &[]).map_err(|error| error.to_string())?;
            return Ok(Zone { locator, labels: StringArray::new_null(0), bounds: Vec::new() });
        };
        let proposal = proposal(plan)?;
        let own = key.border.is_some().then_some(border.as_ref());
        Zone::of_plan(&proposal, own).map_err(|error| format!("plan {}: {error}", proposal.id()))
    }

    fn of_plan(proposal: &Proposal, own: Option<&Border>) -> Result<Self, safe_zone::Error> {
        let plan = match own {
            None => dataset::plan(proposal)?,
            Some(border) => Plan::new(proposal, border, None, Plan::NO_PLACES)?,
        };
        let locator = Locator::new(plan.border(), &[plan])?;
        let standings = (0..proposal.bands().len()).map(Standing::In);
        let labels = [Standing::Outside].into_iter().chain(standings);
        let labels = labels.map(|standing| Some(standing.label(proposal))).collect();
        let bounds = locator.bounds(0)?;
        Ok(Zone { locator, labels, bounds })
    }

    /// The index.
    pub fn locator(&self) -> &Locator {
        &self.locator
    }

    /// The labels of the band numbers from 0; none without a plan.
    pub fn labels(&self) -> &StringArray {
        &self.labels
    }

    /// The rectangles that hold all bands; none without a plan.
    pub fn bounds(&self) -> &[Rect<f64>] {
        &self.bounds
    }
}

fn proposal(given: &str) -> Result<Cow<'static, Proposal>, String> {
    if !given.trim_start().starts_with('{') {
        let found = dataset::proposal(given).map(Cow::Borrowed);
        return found.map_err(|error| error.to_string());
    }
    serde_json::from_str(given).map(Cow::Owned).map_err(|error| format!("the plan's JSON: {error}"))
}
