//! A worked example: a plan of your own along a border of your own.
//!
//! The plan is the Demilitarized Zone in Korea: 2 km on each side of the Military Demarcation Line
//! (`plan.json`). The line is Natural Earth's (`line.geojson`) and coarse: it leaves the real one
//! by a kilometre and more. So the example shows the method, not the place of the zone.

#[path = "../shared/mod.rs"]
mod shared;

use std::process::ExitCode;

use clap::Parser;
use safe_zone::layers::{self, Caption};
use safe_zone::{Edges, Plan, Position, Proposal, Route, Side, Tolerance, Zones};
use shared::arguments;
use shared::failure::{self, EXIT_CODES, Failure};
use shared::output::Output;
use shared::progress::Verbosity;

/// Write the Demilitarized Zone in Korea, 2 km on each side of a coarse line, as GeoJSON: a worked
/// example of a plan and a border of your own
#[derive(Parser)]
#[command(name = "own_border", after_help = EXIT_CODES)]
struct Arguments {
    #[command(flatten)]
    output: Output,

    #[command(flatten)]
    verbosity: Verbosity,
}

fn main() -> ExitCode {
    failure::exit_code(run(&arguments::parse()))
}

fn run(arguments: &Arguments) -> Result<(), Failure> {
    arguments.output.check([])?;
    let faulty = |name: &str, reason: String| Failure::File(format!("{name}: {reason}"));

    // A plan is JSON. The documentation of `Proposal` has a table of its fields.
    let proposal: Proposal = serde_json::from_str(include_str!("plan.json"))
        .map_err(|error| faulty("plan.json", error.to_string()))?;

    // A border is any GeoJSON with lines. Its direction says which side is left and which right.
    let border = layers::read_border(include_str!("line.geojson"), Edges::Planar)
        .map_err(|error| faulty("line.geojson", error.to_string()))?;
    let route = Route::new(&border);
    let length = route.length().km();
    let mut report = format!("A coarse line, for an example only: {length:.0} km long here\n");

    // The plan is laid along the border. Its sector runs from start to end, so its ends are flat.
    // It names no places, and no territory cuts it.
    let plan = Plan::new(&proposal, &border, None, Plan::NO_PLACES)?;
    let whole = Zones::compute(&plan, Tolerance::default())?;
    report += &format!("{}: {:.1} km²\n", proposal.title(), whole.area_km2());

    // The same plan on one side only. The line runs from west to east, so north is on its left.
    let mut sides = Vec::new();
    for (name, side) in [("north", Side::Left), ("south", Side::Right)] {
        let half = Plan::in_extent(&proposal, &border, plan.extent().clone().on(side));
        let zones = Zones::compute(&half, Tolerance::default())?;
        report += &format!("  {name} of the line: {:.1} km²\n", zones.area_km2());
        sides.push(zones);
    }

    // The distance of a point from the line, its side, and its chainage.
    let panmunjom = route.project(Position::new(126.677, 37.956)?);
    report += &format!(
        "Panmunjom, through which the real line runs, is {:.1} km {} of this one, {:.1} km from its \
         start\n",
        panmunjom.distance().km(),
        if panmunjom.side() == Some(Side::Left) { "north" } else { "south" },
        panmunjom.station().chainage().km(),
    );

    let caption = Caption {
        name: "Demilitarized Zone in Korea, along a coarse line",
        description: "An example: the line leaves the real one by a kilometre and more",
        data_licence: "public domain, made with Natural Earth",
    };
    arguments.output.write(&layers::zones(&sides, &caption).to_string())?;
    if let Some(file) = arguments.output.file() {
        report += &format!("drag {} into QGIS to see it\n", file.display());
    }
    arguments.verbosity.say(&report);
    Ok(())
}
