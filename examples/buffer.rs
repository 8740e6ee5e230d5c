//! Draws the zones within some distances of any geometries: GeoJSON in, GeoJSON out.

#[path = "shared/mod.rs"]
mod shared;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, ValueEnum};
use geo_types::Geometry;
use safe_zone::geojson::{self, Caption};
use safe_zone::{
    Border, BufferOptions, Caps, Edges, Error, Gazetteer, GeodesicBuffer, Side, SignedLength,
    Tolerance,
};
use shared::crs::InputCrsArgs;
use shared::edges::EdgesName;
use shared::faced::Faced;
use shared::failure::{self, EXIT_CODES, Failure};
use shared::joining::{JoinArgs, JoinedBorder, lines_alone};
use shared::layer_output::LayerArgs;
use shared::snap::SnapArgs;
use shared::{input_arg, source};

/// Write the zones within some distances of points, lines and polygons as one GeoJSON feature for each
/// distance
///
/// A point has a disc, a line a zone on both sides with round ends, a polygon itself and what is around it; of
/// several geometries it is one zone. A negative distance erodes polygons. --within cuts the zones to a territory.
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

    /// Territory, GeoJSON with polygons from any source, to which the zones are cut [default: none]
    #[arg(long, value_name = "FILE")]
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
    failure::exit_code(run(Arguments::parse()))
}

fn run(arguments: Arguments) -> Result<(), Failure> {
    arguments.snap.check(arguments.within.is_some(), "--within")?;
    let input = arguments.input_crs.read()?;
    let output = arguments.output.check()?;
    let edges = Edges::from(arguments.edges);
    let caps = match arguments.caps {
        CapsName::Round => Caps::Round,
        CapsName::Flat => Caps::Flat,
    };
    let tolerance = arguments.tolerance;
    let name = source::name(&arguments.input);
    let text = input_arg::read(&arguments.input, "a GeoJSON file")?;
    let (mut geometry, note) = input
        .geometry(&text, edges, tolerance)
        .map_err(|error| Failure::File(format!("{name}: {error}")))?;
    let mut notes: Vec<_> = note.map(|note| (name.clone(), note)).into_iter().collect();

    let mut side = Side::Both;
    if let Some(joined) = joined(&arguments.join, arguments.side, (&geometry, edges), &name)? {
        side = arguments.side.of(&joined.border).map_err(|error| refused(&name, error))?;
        if side != Side::Both {
            notes.extend(joined.directed(&name)?);
        }
        geometry = joined.border.lines().clone().into();
    }
    let territory = arguments.within.as_deref().map(|path| {
        let (name, title) = (source::name(path), source::title(path));
        let text = input_arg::read(path, "a GeoJSON file")?;
        let (territory, note) = input
            .territory(&text, &title, tolerance)
            .map_err(|error| Failure::File(format!("{name}: {error}")))?;
        notes.extend(note.map(|note| (name.clone(), note)));
        if !arguments.snap.is_given() {
            return Ok::<_, Failure>(territory);
        }
        let lines = lines_alone(&geometry)
            .ok_or_else(|| refused(&name, Error::OnlyLines { option: "--snap" }))?;
        let border = Border::new(lines, edges).map_err(|error| refused(&name, error))?;
        let (territory, note) = arguments.snap.applied(territory, &border)?;
        notes.extend(note.map(|note| (name, note)));
        Ok(territory)
    });
    let territory = territory.transpose()?;
    let options = BufferOptions::default().tolerance(tolerance).edges(edges).side(side).caps(caps);
    let progress = output.verbosity.progress(1);
    let distances = &arguments.distances;
    let zones =
        progress.step("drawing the zones", || geometry.geodesic_buffers(distances, &options));
    let mut zones = zones.map_err(|error| refused(&name, error))?;
    if let Some(territory) = &territory {
        for (zone, distance) in zones.iter_mut().zip(distances) {
            let part = territory.part_of(zone);
            *zone = part.map_err(|error| {
                Failure::Refused(format!("{name}, distance {distance}: {error}"))
            })?;
        }
    }
    drop(progress);
    let caption = Caption {
        name: "Buffer",
        description: &format!(
            "Zones within some distances of the geometries in {}{}",
            source::title(&arguments.input),
            territory.as_ref().map(|it| format!(", in {}", it.name())).unwrap_or_default()
        ),
        ..Caption::default()
    };
    let layer = geojson::buffers(
        distances.iter().copied().zip(&zones),
        &options,
        territory.as_ref(),
        &caption,
    );
    output.write(&layer, tolerance, notes)
}

/// The lines joined, where one side is asked for, or that they be joined.
fn joined(
    join: &JoinArgs,
    side: Faced,
    (geometry, edges): (&Geometry<f64>, Edges),
    name: &str,
) -> Result<Option<JoinedBorder>, Failure> {
    if side == Faced::Side(Side::Both) && !join.is_given() {
        return Ok(None);
    }
    let Some(lines) = lines_alone(geometry) else {
        let option = if join.is_given() { "--join or --from" } else { "one side" };
        return Err(refused(name, Error::OnlyLines { option }));
    };
    let border = Border::new(lines, edges).map_err(|error| refused(name, error))?;
    join.border(&border, &Gazetteer::default()).map(Some)
}

/// The failure of a computation: of the file where its geometry is at fault.
fn refused(name: &str, error: Error) -> Failure {
    match error {
        Error::Empty { .. }
        | Error::NotFinite { .. }
        | Error::OutOfRange { .. }
        | Error::LongEdge { .. }
        | Error::CrossingRings { .. }
        | Error::NoSideFaces { .. } => Failure::File(format!("{name}: {error}")),
        other => other.into(),
    }
}
