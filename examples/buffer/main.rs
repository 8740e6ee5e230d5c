//! Draws the zones within some distances of any geometries: GeoJSON in, GeoJSON out.

mod drawing;
#[path = "../shared/mod.rs"]
mod shared;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, ValueEnum};
use drawing::{Drawing, Shape};
use safe_zone::layers::Caption;
use safe_zone::{BufferOptions, Caps, Edges, SignedLength, Tolerance};
use shared::crs::InputCrsArgs;
use shared::edges::EdgesName;
use shared::faced::Faced;
use shared::failure::{self, EXIT_CODES, Failure};
use shared::joining::JoinArgs;
use shared::layer_output::LayerArgs;
use shared::snap::SnapArgs;
use shared::{arguments, input_arg, source};

/// Write the zones within some distances of points, lines and polygons as one GeoJSON feature for each
/// distance
///
/// A point has a disc, a line a zone on both sides with round ends, a polygon itself and what is around it; of
/// several geometries it is one zone. A negative distance erodes polygons; where
/// nothing is left, a warning says so. --within cuts the zones to a territory.
#[derive(Parser)]
#[command(name = "buffer", after_help = EXIT_CODES)]
struct Arguments {
    /// Distance with its unit (mm, cm, m, km, mi, nmi), as 500m, 14km, 20mi, or -2km to erode polygons;
    /// repeat it for more
    #[arg(long = "distance", value_name = "LENGTH", required = true, allow_hyphen_values = true)]
    distances: Vec<SignedLength>,

    /// Course of the edges between their points
    #[arg(long, value_enum, default_value_t = EdgesName::Planar)]
    edges: EdgesName,

    /// Side of the lines: left, right or both, as they run, or the side that faces north, east, south
    /// or west
    #[arg(long, value_name = "SIDE", default_value = "both")]
    side: Faced,

    #[command(flatten)]
    join: JoinArgs,

    /// Draw a zone for each feature, which keeps its properties, instead of one for all; a property named as a
    /// computed one makes the computed ones begin with buffer_
    #[arg(long, conflicts_with_all = ["join", "from", "snap"])]
    each: bool,

    /// Write offset curves, lines at the distance on the side of the lines, instead of zones
    #[arg(long, conflicts_with = "caps")]
    offset_line: bool,

    /// Territory, GeoJSON with polygons from any source, to which the zones are cut [default: none]
    #[arg(long, value_name = "FILE", conflicts_with = "offset_line")]
    within: Option<PathBuf>,

    #[command(flatten)]
    snap: SnapArgs,

    /// Ends of lines: round, or flat, at right angles to the line
    #[arg(long, value_enum, default_value_t = CapsName::Round)]
    caps: CapsName,

    /// Largest error of a boundary's distance, with its unit, 1mm or more, as 1m or 5cm
    #[arg(long, value_name = "LENGTH", default_value = "1m", allow_hyphen_values = true)]
    tolerance: Tolerance,

    #[command(flatten)]
    input_crs: InputCrsArgs,

    #[command(flatten)]
    output: LayerArgs,

    /// GeoJSON with points, lines or polygons; - is standard input
    input: PathBuf,
}

#[derive(Clone, Copy, ValueEnum)]
enum CapsName {
    /// All within the distance
    Round,
    /// Nothing beyond the ends
    Flat,
}

fn main() -> ExitCode {
    failure::exit_code(run(arguments::parse()))
}

fn run(arguments: Arguments) -> Result<(), Failure> {
    arguments.snap.check(arguments.within.is_some(), "--within")?;
    let input = arguments.input_crs.read()?;
    let inputs = [Some(arguments.input.as_path()), arguments.within.as_deref()];
    let output = arguments.output.check(inputs.into_iter().flatten())?;
    let edges = Edges::from(arguments.edges);
    let caps = match arguments.caps {
        CapsName::Round => Caps::Round,
        CapsName::Flat => Caps::Flat,
    };
    let tolerance = arguments.tolerance;
    let name = source::name(&arguments.input);
    let text = input_arg::read(&arguments.input, "a GeoJSON file")?;
    if arguments.offset_line {
        drawing::check_positive(&arguments.distances)?;
    }
    let (territory, territory_note) = match &arguments.within {
        Some(path) => {
            let name = source::name(path);
            let text = input_arg::read(path, "a GeoJSON file")?;
            let read = input.territory(&text, &source::title(path), tolerance);
            let (territory, note) =
                read.map_err(|error| Failure::File(format!("{name}: {error}")))?;
            (Some(territory), note.map(|note| (name, note)))
        }
        None => (None, None),
    };
    let drawing = Drawing {
        distances: arguments.distances,
        options: BufferOptions::default().tolerance(tolerance).edges(edges).caps(caps),
        edges,
        tolerance,
        side: arguments.side,
        join: arguments.join,
        territory,
        snap: arguments.snap,
        shape: if arguments.offset_line { Shape::Curves } else { Shape::Zones },
    };
    let title = source::title(&arguments.input);
    let mut description = match (drawing.shape, arguments.each) {
        (Shape::Zones, false) => {
            format!("Zones within some distances of the geometries in {title}")
        }
        (Shape::Zones, true) => format!("Zones within some distances of each feature in {title}"),
        (Shape::Curves, false) => format!("Curves at some distances from the lines in {title}"),
        (Shape::Curves, true) => format!("Curves at some distances from each feature in {title}"),
    };
    if let Some(territory) = &drawing.territory {
        description += &format!(", in {}", territory.name());
    }
    let name_of_layer = match drawing.shape {
        Shape::Zones => "Buffer",
        Shape::Curves => "Offset lines",
    };
    let caption = Caption { name: name_of_layer, description: &description, ..Caption::default() };
    let at_fault = |error| Failure::File(format!("{name}: {error}"));
    let progress = output.verbosity.progress(1);
    let (drawn, note) = if arguments.each {
        let (features, note) = input.features(&text, edges, tolerance).map_err(at_fault)?;
        let drawn = progress.step("drawing", || drawing.of_each(&features, &name, &caption));
        (drawn?, note)
    } else {
        let (geometry, note) = input.geometry(&text, edges, tolerance).map_err(at_fault)?;
        let drawn = progress.step("drawing", || drawing.of(geometry, &name, &caption));
        (drawn?, note)
    };
    drop(progress);
    let mut notes = drawn.notes;
    notes.extend(note.map(|note| (name, note)).into_iter().chain(territory_note));
    output.write(&drawn.layer, tolerance, notes)?;
    drawn.warnings.iter().for_each(|warning| failure::warn(warning));
    Ok(())
}
