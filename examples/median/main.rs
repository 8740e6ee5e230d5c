//! Shares the zone within a distance of some coasts among them: GeoJSON in, GeoJSON out.

#[path = "../shared/mod.rs"]
mod shared;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Parser;
use geo_types::Geometry;
use safe_zone::layers::{self, Caption};
use safe_zone::median::allocate;
use safe_zone::{BufferOptions, Edges, Error, ErrorKind, Length, Tolerance};
use shared::crs::InputCrsArgs;
use shared::edges::EdgesName;
use shared::failure::{self, EXIT_CODES, Failure};
use shared::layer_output::LayerArgs;
use shared::{arguments, input_arg, source};

/// Write the zone within a distance of coasts, each point with the coast nearest to it, and the median
/// lines between them, as one GeoJSON
///
/// Each file is one coast: all its points, lines and polygons. There is one feature for the zone of each
/// file, then one for the median of each two files, whose points are as far from one as from the other.
#[derive(Parser)]
#[command(name = "median", after_help = EXIT_CODES)]
struct Arguments {
    /// Distance with its unit (mm, cm, m, km, mi, nmi), as 12nmi, 24nmi or 200nmi, 500 km or less
    #[arg(long, value_name = "LENGTH", allow_hyphen_values = true)]
    distance: Length,

    /// Course of the edges between their points
    #[arg(long, value_enum, default_value_t = EdgesName::Planar)]
    edges: EdgesName,

    /// Largest error of a boundary's distance, with its unit, 1mm or more, as 1m or 5cm
    #[arg(long, value_name = "LENGTH", default_value = "1m", allow_hyphen_values = true)]
    tolerance: Tolerance,

    #[command(flatten)]
    input_crs: InputCrsArgs,

    #[command(flatten)]
    output: LayerArgs,

    /// GeoJSON with points, lines or polygons, two files or more; - is standard input
    #[arg(required = true, num_args = 2.., value_name = "FILE")]
    inputs: Vec<PathBuf>,
}

fn main() -> ExitCode {
    failure::exit_code(run(arguments::parse()))
}

fn run(arguments: Arguments) -> Result<(), Failure> {
    let input = arguments.input_crs.read()?;
    let output = arguments.output.check(arguments.inputs.iter().map(PathBuf::as_path))?;
    let edges = Edges::from(arguments.edges);
    let (distance, tolerance) = (arguments.distance, arguments.tolerance);
    let options = BufferOptions::default().tolerance(tolerance).edges(edges);
    let names: Vec<String> = arguments.inputs.iter().map(|path| source::name(path)).collect();
    let (mut coasts, mut notes) = (Vec::new(), Vec::new());
    for (path, name) in arguments.inputs.iter().zip(&names) {
        let text = input_arg::read(path, "a GeoJSON file")?;
        let read = input.geometry(&text, edges, tolerance);
        let (coast, note): (Geometry, _) =
            read.map_err(|error| Failure::File(format!("{name}: {error}")))?;
        coasts.push(coast);
        notes.extend(note.map(|note| (name.clone(), note)));
    }
    let progress = output.verbosity.progress(1);
    let areas = progress.step("sharing the zone", || allocate(&coasts, distance, &options));
    let areas = areas.map_err(|error| refused(&names, error))?;
    drop(progress);

    let titles: Vec<String> = arguments.inputs.iter().map(|path| source::title(path)).collect();
    let caption = Caption {
        name: "Medians",
        description: &format!(
            "Zones within {distance} of {}, each point with the nearest, and the median lines",
            titles.join(", ")
        ),
        ..Caption::default()
    };
    let named = titles.iter().map(String::as_str).zip(&areas);
    let layer = layers::allocation(named, distance, &options, &caption);
    output.write(&layer, tolerance, notes)
}

/// The failure of a computation: of a file where its geometry is at fault.
fn refused(names: &[String], error: Error) -> Failure {
    match error.kind() {
        ErrorKind::BadGeometry { index, reason, .. } => {
            Failure::File(format!("{}: {reason}", names[*index]))
        }
        ErrorKind::Touching { geometries: [one, other], .. } => {
            Failure::File(format!("{} and {}: {error}", names[*one], names[*other]))
        }
        _ => error.into(),
    }
}
