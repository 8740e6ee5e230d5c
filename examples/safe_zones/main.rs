//! The two plans of August 2019 for a zone along the Turkey-Syria border, as GeoJSON.
//!
//! Writes `border.geojson`, `zones.geojson` and `comparison.geojson`, and prints what they hold.

#[path = "../shared/failure.rs"]
mod failure;
mod folder;
#[path = "../shared/output.rs"]
mod output;
mod table;

use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Instant;

use clap::{Parser, ValueEnum};
use failure::{EXIT_CODES, Failure};
use folder::Folder;
use output::Existing;
use safe_zone::dataset::{self, Area};
use safe_zone::geojson::{self, Caption};
use safe_zone::{Comparison, Plan, Tolerance, Zones};

/// Write the plans of August 2019 for a zone along the Turkey-Syria border as GeoJSON: the United
/// States' 5 and 14 km, Turkey's 28 km or more, and what both hold
#[derive(Parser)]
#[command(name = "safe_zones", after_help = EXIT_CODES)]
struct Arguments {
    /// Folder for border.geojson, zones.geojson and comparison.geojson; made if missing
    #[arg(short, long, value_name = "DIR", default_value = "safe_zones")]
    output: PathBuf,

    /// Part of the border
    #[arg(long, value_enum, default_value_t = AreaName::Northeast)]
    area: AreaName,

    /// How far a boundary may lie from its depth, 1mm or more, as 1m or 5cm
    #[arg(long, value_name = "LENGTH", default_value = "1m", allow_hyphen_values = true)]
    tolerance: Tolerance,

    /// Replace files that exist
    #[arg(long)]
    force: bool,

    /// Print nothing but errors
    #[arg(short, long)]
    quiet: bool,
}

#[derive(Clone, Copy, ValueEnum)]
enum AreaName {
    /// East of the Euphrates, the stretch that was negotiated
    Northeast,
    /// From the Mediterranean to the Tigris
    Whole,
}

fn main() -> ExitCode {
    failure::exit_code(run(&Arguments::parse()))
}

fn run(arguments: &Arguments) -> Result<(), Failure> {
    let start = Instant::now();
    let paths = ["border", "zones", "comparison"]
        .map(|stem| arguments.output.join(stem).with_extension("geojson"));
    let existing = if arguments.force { Existing::Replace } else { Existing::Keep };
    output::check(&paths, existing)?;

    let area = match arguments.area {
        AreaName::Northeast => Area::Northeast,
        AreaName::Whole => Area::Whole,
    };
    let (border, territory) = (dataset::turkey_syria_border(), Some(area.territory()));
    let (us, turkey) = (dataset::us_2019(), dataset::turkey_2019());
    let [us, turkey] = [us, turkey].map(|plan| Plan::new(plan, border, territory));
    let computing = Instant::now();
    let plans =
        [Zones::compute(&us, arguments.tolerance)?, Zones::compute(&turkey, arguments.tolerance)?];
    let comparison = Comparison::compute(&us, &turkey, arguments.tolerance)?;
    let computed = computing.elapsed();

    let texts = layers(area, arguments.tolerance, &plans, &comparison);
    let files: Vec<(PathBuf, String)> = paths.into_iter().zip(texts).collect();
    let folder = Folder::make(&arguments.output)?;
    output::write(&files)?;
    folder.keep();

    if arguments.quiet {
        return Ok(());
    }
    let mut report = table::table(&plans, &comparison);
    for (path, _) in &files {
        report += &format!("{}\n", path.display());
    }
    // The files are there: a reader of the report who left early is no failure.
    let _ = io::stdout().write_all(report.as_bytes());
    let (computed, all) = (computed.as_millis(), start.elapsed().as_millis());
    let _ = writeln!(io::stderr(), "computed in {computed} ms, {all} ms in all");
    Ok(())
}

/// The texts of the three files, in the order of their paths.
fn layers(
    area: Area,
    tolerance: Tolerance,
    plans: &[Zones],
    comparison: &Comparison,
) -> [String; 3] {
    let provenance = dataset::border_provenance();
    let (border_licence, licence) = (provenance.notice(), area.data_licence());
    let border_text = format!(
        "{} Source: {}, {}.",
        provenance.description(),
        provenance.source(),
        provenance.date()
    );
    let zones_text: Vec<String> = plans
        .iter()
        .map(|plan| format!("{}: {}", plan.proposal().proponent(), plan.proposal().title()))
        .collect();
    let border = Caption {
        name: provenance.name(),
        description: &border_text,
        area: area.id(),
        data_licence: &border_licence,
    };
    let zones = Caption {
        name: "Proposed zones, August 2019",
        description: &zones_text.join("; "),
        data_licence: &licence,
        ..border
    };
    let statement = comparison.statement();
    let pieces = Caption { name: "What both plans hold", description: &statement, ..zones };
    [
        geojson::border(dataset::turkey_syria_border(), tolerance, &border),
        geojson::zones(plans, &zones),
        geojson::comparison(comparison, &pieces),
    ]
    .map(|collection| collection.to_string())
}
