//! The embedded plans as a table: who, when, depth, area along the embedded border, and where.

use safe_zone::plan::DepthKind;
use safe_zone::{ErrorKind, Proposal, Tolerance, Zones, dataset};

use crate::shared::failure::Failure;
use crate::shared::output;
use crate::shared::text_table::{Align, Table};

const COLUMNS: [(&str, Align); 6] = [
    ("id", Align::Left),
    ("who", Align::Left),
    ("when", Align::Left),
    ("depth", Align::Left),
    ("area km²", Align::Right),
    ("where", Align::Left),
];

pub fn print() -> Result<(), Failure> {
    let mut table = Table::new(COLUMNS);
    for proposal in dataset::proposals() {
        table.push(vec![
            proposal.id().to_owned(),
            proposal.proponent().unwrap_or_default().to_owned(),
            when(proposal),
            depth(proposal),
            area(proposal)?,
            whereabouts(proposal),
        ]);
    }
    output::report(&table.text())
}

fn when(proposal: &Proposal) -> String {
    let date = proposal.date().map(|date| date.to_string());
    date.or(proposal.period().map(str::to_owned)).unwrap_or_default()
}

fn depth(proposal: &Proposal) -> String {
    let least = match proposal.depth_kind() {
        DepthKind::Exact => "",
        DepthKind::Minimum => "at least ",
    };
    let most = proposal.bands().last().and_then(|band| band.most());
    let most = most.map(|most| format!(", up to {most}")).unwrap_or_default();
    format!("{least}{}{most}", proposal.depth())
}

/// The area along the embedded border; empty for a plan along another line.
fn area(proposal: &Proposal) -> Result<String, Failure> {
    match dataset::plan(proposal) {
        Ok(plan) => Ok(format!("{:.0}", Zones::compute(&plan, Tolerance::default())?.area_km2())),
        Err(error) => match error.kind() {
            ErrorKind::OtherLine { .. } => Ok("-".to_owned()),
            _ => Err(error.into()),
        },
    }
}

fn whereabouts(proposal: &Proposal) -> String {
    let line = proposal.line().map(|line| format!("along {line}"));
    let sectors: Vec<String> = proposal.sectors().iter().map(ToString::to_string).collect();
    let sectors = Some(sectors.join(" and ")).filter(|text| !text.is_empty());
    let territory = proposal.territory().map(str::to_owned);
    [line, territory, sectors].into_iter().flatten().collect::<Vec<_>>().join(", ")
}
