//! Proposals as the user names them: the id of an embedded one, or a JSON file.

use std::borrow::Cow;
use std::fs;
use std::path::Path;

use safe_zone::{Proposal, dataset};

use crate::failure::Failure;

/// The proposals with these ids or in these files, in this order.
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
    let unknown = match dataset::proposal(given) {
        Ok(proposal) => return Ok(Cow::Borrowed(proposal)),
        Err(unknown) => unknown,
    };
    let path = Path::new(given);
    if !path.exists() && path.extension().is_none() {
        return Err(Failure::File(format!("{unknown}; or name a JSON file")));
    }
    let text = fs::read_to_string(path).map_err(|error| {
        Failure::File(format!("cannot read {given}: {error}; give an id or a JSON file in UTF-8"))
    })?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
    serde_json::from_str(text)
        .map(Cow::Owned)
        .map_err(|error| Failure::File(format!("{given}: {error}")))
}
