//! Reads proposals by the id of an embedded one, or from a JSON file, each in a colour of its own.

use std::borrow::Cow;
use std::path::Path;

use safe_zone::values::Colour;
use safe_zone::{Proposal, dataset};

use super::failure::Failure;
use super::{input_arg, source};

/// The proposals along the embedded border when none is named.
const DEFAULT: [&str; 2] = ["us-2019", "turkey-2019"];

/// Colours of Okabe and Ito, which the colour-blind can tell apart; black is left for lines.
const COLOURS: [Colour; 6] = [
    Colour::new(0x00, 0x72, 0xb2),
    Colour::new(0xe6, 0x9f, 0x00),
    Colour::new(0x00, 0x9e, 0x73),
    Colour::new(0xcc, 0x79, 0xa7),
    Colour::new(0xd5, 0x5e, 0x00),
    Colour::new(0x56, 0xb4, 0xe9),
];

/// The proposals named, or without any those along the embedded border; `border` is the user's.
pub fn or_default(given: &[String], border: Option<&Path>) -> Result<Vec<String>, Failure> {
    match border {
        _ if !given.is_empty() => Ok(given.to_vec()),
        None => Ok(DEFAULT.map(str::to_owned).to_vec()),
        Some(border) => Err(Failure::File(format!(
            "no plan is named for the border in {}; give --proposal with an id or a JSON file",
            source::name(border)
        ))),
    }
}

/// The proposals with these ids or in these files, in their order.
pub fn read(given: &[String]) -> Result<Vec<Cow<'static, Proposal>>, Failure> {
    let mut proposals: Vec<_> = given.iter().map(|given| one(given)).collect::<Result<_, _>>()?;
    for (index, proposal) in proposals.iter().enumerate() {
        if proposals[..index].iter().any(|other| other.id() == proposal.id()) {
            let id = proposal.id();
            let message = format!("{id} is given twice; give plans that have ids of their own");
            return Err(Failure::File(message));
        }
    }
    tell_apart(&mut proposals);
    Ok(proposals)
}

/// Gives a proposal in the colour of an earlier one the first colour that none has, while there are such.
fn tell_apart(proposals: &mut [Cow<'static, Proposal>]) {
    for index in 1..proposals.len() {
        let own = proposals[index].colour();
        let has = |colour, proposals: &[Cow<'static, Proposal>]| {
            proposals.iter().any(|proposal| proposal.colour() == colour)
        };
        let unused = COLOURS.into_iter().find(|&colour| !has(colour, proposals));
        if let Some(colour) = unused
            && has(own, &proposals[..index])
        {
            let proposal = proposals[index].as_ref().clone();
            proposals[index] = Cow::Owned(proposal.with_colour(colour));
        }
    }
}

fn one(given: &str) -> Result<Cow<'static, Proposal>, Failure> {
    input_arg::embedded_or_file(given, dataset::proposal(given), "JSON", |text| {
        serde_json::from_str(text).map_err(|error| error.to_string())
    })
}
