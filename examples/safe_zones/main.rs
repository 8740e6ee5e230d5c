//! Draws plans for zones along a border, as GeoJSON, as a map in QGIS, as a picture and as a page: by default
//! the two plans of August 2019 along the border between Turkey and Syria.
//!
//! Writes the border, the zones, the standing of each place, and for two plans the parts that both
//! or only one hold, each with its style; a project that opens them all; a map of them all; and a page on
//! which the map is moved and the depth changed.
//! Prints the areas, places and people of the zones.

mod area_name;
mod depths;
mod layers;
mod list;
#[path = "../shared/mod.rs"]
mod shared;
mod table;

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Instant;

use area_name::Label;
use clap::Parser;
use safe_zone::plan::{Census, PlanOverlay, Sweep};
use safe_zone::{Comparison, Plan, Zones};
use shared::failure::{self, EXIT_CODES, Failure};
use shared::file_set::{Existing, FileSet};
use shared::inputs::InputsArgs;
use shared::output;
use shared::progress::Verbosity;
use shared::{arguments, crs, proposals};

/// Write plans for zones along a border as GeoJSON, as a map in QGIS, as a picture and as a page for any browser:
/// the zones, the places they hold, and the area that two plans share
#[derive(Parser)]
#[command(name = "safe_zones", after_help = EXIT_CODES)]
struct Arguments {
    /// Plan to draw: the id of an embedded one (see --list) or a JSON file; repeat it for more.
    /// comparison.geojson is written for two plans; for more, the program `compare` prints the
    /// areas that they share [default: us-2019 and turkey-2019 along the embedded border, none along
    /// another]
    #[arg(long = "proposal", value_name = "ID|FILE")]
    proposals: Vec<String>,

    #[command(flatten)]
    inputs: InputsArgs,

    /// Name on the map, of a country or another area, with the position of its middle in degrees; repeat it for
    /// more [default: Turkey, Syria and Iraq along the embedded border, none along another]
    #[arg(long = "label", value_name = "NAME,LON,LAT", allow_hyphen_values = true)]
    labels: Vec<Label>,

    /// Coordinate system, as EPSG:32637, in which to write each layer as well, beside the one in
    /// WGS 84 and with the system in its name, as in zones.epsg-32637.geojson; such a file is no
    /// GeoJSON of RFC 7946, but QGIS and GDAL read it [default: WGS 84 only]
    #[arg(long, value_name = "CRS", allow_hyphen_values = true)]
    output_crs: Option<String>,

    /// Folder for safe_zones.html, a page to explore the map in any browser, with a slider for the depth,
    /// safe_zones.svg, the map as a picture, safe_zones.qgs, the same in QGIS, and the layers border, zones,
    /// comparison and places, each .geojson with its style .qml; made if missing.
    /// - writes zones.geojson to standard output, and no file
    #[arg(short, long, value_name = "DIR", default_value = "safe_zones")]
    output: PathBuf,

    /// Replace files that exist
    #[arg(long)]
    force: bool,

    /// Leave the slider out of safe_zones.html: its forty zones take most of the time
    #[arg(long)]
    no_slider: bool,

    #[command(flatten)]
    verbosity: Verbosity,

    /// Print the embedded plans, and write nothing
    #[arg(long, exclusive = true)]
    list: bool,
}

/// The results computed from the plans.
struct Results<'a> {
    plans: Vec<Plan<'a>>,
    zones: Vec<Zones>,
    /// The comparison, where there are two plans.
    comparison: Option<Comparison>,
    /// One census for each plan, where there are places.
    censuses: Vec<Census<'a>>,
    /// The zones within many depths in the first plan's extent, for the page.
    sweep: Option<Sweep<'a>>,
    /// The names on the map that were asked for.
    labels: &'a [Label],
}

fn main() -> ExitCode {
    let arguments: Arguments = arguments::parse();
    failure::exit_code(if arguments.list { list::print() } else { run(&arguments) })
}

fn run(arguments: &Arguments) -> Result<(), Failure> {
    let start = Instant::now();
    let path = |name: String| arguments.output.join(name);
    let given = proposals::or_default(&arguments.proposals, arguments.inputs.border())?;
    let output_crs = crs::output(arguments.output_crs.as_deref())?;
    let existing = if arguments.force { Existing::Replace } else { Existing::Keep };
    let is_stream = arguments.output == Path::new("-");
    let idle = [("--label", !arguments.labels.is_empty()), ("--no-slider", arguments.no_slider)];
    if let Some((idle, _)) = idle.iter().find(|(_, is_given)| is_stream && *is_given) {
        let message = format!("{idle} has no effect with -o -, which writes no map; leave it out");
        return Err(Failure::File(message));
    }
    if !is_stream {
        let names = layers::names(given.len(), &arguments.inputs, output_crs.as_ref());
        let targets: Vec<PathBuf> = names.into_iter().map(path).collect();
        let files = given.iter().map(Path::new).chain(arguments.inputs.files());
        output::check(&targets, existing, files)?;
    }

    let inputs = arguments.inputs.read()?;
    let proposals = proposals::read(&given)?;
    let computing = Instant::now();
    let plans = inputs.plans(&proposals)?;
    let direction = inputs.direction_for(&plans)?;
    let tolerance = inputs.tolerance();
    let progress = arguments.verbosity.progress(plans.len() + 3);
    let mut overlay = PlanOverlay::new(inputs.border(), tolerance);
    let zones = plans.iter().map(|plan| {
        let what = format!("drawing {}", plan.proposal().id());
        progress.step(what, || overlay.zones(plan))
    });
    let zones: Vec<Zones> = zones.collect::<Result<_, _>>()?;
    let comparison = match &plans[..] {
        [first, second] => {
            Some(progress.step("comparing the plans", || overlay.comparison(first, second))?)
        }
        _ => None,
    };
    let censuses = progress.step("placing the places", || inputs.censuses(&plans))?;
    let zones = counted(zones, &censuses);
    let slivers = inputs.slivers(arguments.inputs.snap(), &mut overlay, &plans);
    let mut notes = [inputs.notes(), &direction, &slivers].concat();
    if let Some(doubt) = inputs.places_doubt(&plans) {
        failure::warn(&doubt);
    }
    let swept = plans.first().filter(|_| !is_stream && !arguments.no_slider).map(|first| {
        progress.step("sweeping the depths", || {
            let (places, are_embedded) = (inputs.places(), inputs.has_embedded_places());
            depths::sweep(&mut overlay, (first, &plans), places, are_embedded, tolerance)
        })
    });
    let sweep = swept.and_then(|swept| {
        let note = |why| (layers::PAGE.to_owned(), format!("without a slider, because {why}"));
        swept.map_err(|why| notes.push(note(why))).ok()
    });
    let results = Results { plans, zones, comparison, censuses, sweep, labels: &arguments.labels };
    let computed = computing.elapsed();

    if is_stream {
        let zones = layers::zones(&inputs, &results);
        let zones = match &output_crs {
            Some(crs) => {
                let (text, note) = crs::layer(&zones, crs, tolerance)?;
                notes.extend(note.map(|note| ("standard output".to_owned(), note)));
                text
            }
            None => zones.to_string(),
        };
        drop(progress);
        arguments.verbosity.say(&(crs::lines(&notes) + &table::table(&results)));
        return output::print(&zones);
    }
    let files = layers::files(&inputs, &results, output_crs.as_ref(), &mut notes)?;
    let stale: Vec<PathBuf> = layers::others(&files).map(path).filter(|it| it.exists()).collect();
    drop(progress);
    let mut set = FileSet::making(&arguments.output, existing)?;
    files.iter().try_for_each(|(name, text)| set.write(name.as_ref(), text))?;
    if arguments.verbosity.quiet {
        return set.commit();
    }
    let (computed, all) = (computed.as_millis(), start.elapsed().as_millis());
    let mut notes = crs::lines(&notes);
    for path in &stale {
        notes += &format!("{}: left from an earlier run, it shows other plans\n", path.display());
    }
    arguments.verbosity.say(&format!("{notes}computed in {computed} ms, {all} ms in all"));
    let mut report = table::table(&results);
    for (name, _) in files {
        report += &format!("{}\n", path(name).display());
    }
    let [project, page] = [layers::PROJECT, layers::PAGE].map(|name| path(name.to_owned()));
    let (project, page) = (project.display(), page.display());
    report += &format!("\nopen {project} in QGIS, {page} in a browser\n");
    // Before the files take their places, so that without a report there are none.
    output::report(&report)?;
    set.commit()
}

/// The zones with the people of the censuses, if there are places.
fn counted(zones: Vec<Zones>, censuses: &[Census<'_>]) -> Vec<Zones> {
    let counted = |(index, zones): (usize, Zones)| match censuses.get(index) {
        Some(census) => zones.with_people(census),
        None => zones,
    };
    zones.into_iter().enumerate().map(counted).collect()
}
