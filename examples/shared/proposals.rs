//! Reads proposals by the id of an embedded one, or from a JSON file.

use std::borrow::Cow;

use safe_zone::{Proposal, dataset};

use super::failure::Failure;
use super::input_arg;

/// The proposals with these ids or in these files, in their order.
pub fn read(given: &[String]) -> Result<Vec<Cow<'static, Proposal>>, Failure> {
    let proposals: Vec<_> = given.iter().map(|given| one(given)).collect::<Result<_, _>>()?;
    for (index, proposal) in proposals.iter().enumerate() {
        if proposals[..index].iter().any(|other| other.id() == proposal.id()) {
            let id = proposal.id();
            let message = format!("{id} is given twice; give plans that have ids of their own");
            return Err(Failure::File(message));
        }
    }
    Ok(proposals)
}

fn one(given: &str) -> Result<Cow<'static, Proposal>, Failure> {
    input_arg::embedded_or_file(given, dataset::proposal(given), "JSON", |text| {
        serde_json::from_str(text).map_err(|error| error.to_string())
    })
}
