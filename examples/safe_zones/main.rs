//! Plans for zones along a border, as GeoJSON: by default the two of August 2019 along the border
//! between Turkey and Syria.
//!
//! Writes the border, the zones, where each place stands, and for two plans what both hold; prints
//! what the zones hold.

#[path = "../shared/columns.rs"]
mod columns;
#[path = "../shared/crs.rs"]
mod crs;
#[path = "../shared/failure.rs"]
mod failure;
mod folder;
#[path = "../shared/given.rs"]
mod given;
mod layers;
mod list;
#[path = "../shared/output.rs"]
mod output;
#[path = "../shared/places.rs"]
mod places;
#[path = "../shared/proposals.rs"]
mod proposals;
#[path = "../shared/setting.rs"]
mod setting;
mod table;

use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Instant;

use clap::Parser;
use failure::{EXIT_CODES, Failure};
use folder::Folder;
use output::Existing;
use safe_zone::{Census, Comparison, Plan, Zones};
use setting::SettingArgs;

/// Write plans for zones along a border as GeoJSON: the zones, the places they hold, and what two
/// plans share
#[derive(Parser)]
#[command(name = "safe_zones", after_help = EXIT_CODES)]
struct Arguments {
    /// Plan to draw: the id of an embedded one (see --list) or a JSON file; repeat it for more.
    /// comparison.geojson is written for two; for more, the program `compare` prints what they share
    #[arg(long = "proposal", value_name = "ID|FILE", default_values = ["us-2019", "turkey-2019"])]
    proposals: Vec<String>,

    #[command(flatten)]
    setting: SettingArgs,

    /// Coordinate system, as EPSG:32637, to write each file in as well, beside the one in WGS 84 and
    /// with the system in its name, as in zones.epsg-32637.geojson; that is no GeoJSON of RFC 7946,
    /// but QGIS and GDAL read it
    #[arg(long, value_name = "CRS", allow_hyphen_values = true)]
    output_crs: Option<String>,

    /// Folder for border.geojson, zones.geojson, comparison.geojson and places.geojson; made if
    /// missing
    #[arg(short, long, value_name = "DIR", default_value = "safe_zones")]
    output: PathBuf,

    /// Replace files that exist
    #[arg(long)]
    force: bool,

    /// Print nothing but errors
    #[arg(short, long)]
    quiet: bool,

    /// Print the embedded plans, and write nothing
    #[arg(long, exclusive = true)]
    list: bool,
}

/// What was computed of the plans.
struct Results<'a> {
    plans: Vec<Plan<'a>>,
    zones: Vec<Zones>,
    /// Where there are two.
    comparison: Option<Comparison>,
    /// One a plan, where there are places.
    censuses: Vec<Census<'a>>,
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    failure::exit_code(if arguments.list { list::print() } else { run(&arguments) })
}

fn run(arguments: &Arguments) -> Result<(), Failure> {
    let start = Instant::now();
    let mut stems = vec!["border", "zones"];
    stems.extend((arguments.proposals.len() == 2).then_some("comparison"));
    stems.extend(arguments.setting.has_places().then_some("places"));
    let path = |stem| arguments.output.join(stem).with_extension("geojson");
    let mut paths: Vec<PathBuf> = stems.into_iter().map(path).collect();
    let output_crs = crs::output(arguments.output_crs.as_deref())?;
    if let Some(crs) = &output_crs {
        let tagged: Vec<_> = paths.iter().map(|path| crs::tagged(path, crs)).collect();
        paths.extend(tagged);
    }
    let existing = if arguments.force { Existing::Replace } else { Existing::Keep };
    output::check(&paths, existing)?;

    let setting = arguments.setting.read()?;
    let proposals = proposals::read(&arguments.proposals)?;
    let computing = Instant::now();
    let plans: Vec<Plan<'_>> =
        proposals.iter().map(|proposal| setting.plan(proposal)).collect::<Result<_, _>>()?;
    let tolerance = setting.tolerance();
    let zones = plans.iter().map(|plan| Zones::compute(plan, tolerance));
    let zones: Vec<Zones> = zones.collect::<Result<_, _>>()?;
    let comparison = match &plans[..] {
        [first, second] => Some(Comparison::compute(first, second, tolerance)?),
        _ => None,
    };
    let censuses = setting.censuses(&plans);
    let results = Results { plans, zones, comparison, censuses };
    let computed = computing.elapsed();

    let layers = layers::all(&setting, &results);
    let mut texts: Vec<String> = layers.iter().map(ToString::to_string).collect();
    let mut notes = setting.notes().to_vec();
    if let Some(crs) = &output_crs {
        for layer in &layers {
            let (text, note) = crs::layer(layer, crs, tolerance)?;
            notes.extend(note.map(|note| (paths[texts.len()].display().to_string(), note)));
            texts.push(text);
        }
    }
    let files: Vec<(PathBuf, String)> = paths.into_iter().zip(texts).collect();
    let folder = Folder::make(&arguments.output)?;
    output::write(&files)?;
    folder.keep();

    if arguments.quiet {
        return Ok(());
    }
    let mut report = table::table(&results);
    for (path, _) in &files {
        report += &format!("{}\n", path.display());
    }
    // The files are there: a reader of the report who left early is no failure.
    let _ = io::stdout().write_all(report.as_bytes());
    crs::show(&notes);
    let (computed, all) = (computed.as_millis(), start.elapsed().as_millis());
    let _ = writeln!(io::stderr(), "computed in {computed} ms, {all} ms in all");
    Ok(())
}
