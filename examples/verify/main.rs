//! Checks zones written by this project against the border, with nothing of the engine's.
//!
//! Reads a GeoJSON FeatureCollection and judges every feature that claims depths (`inner_km` and
//! `outer_km`, or `distance_m`) and a `tolerance_m`: how far its rings stray from the depths, and
//! whether random points are on their right side. Longitude and latitude in degrees, lengths in
//! metres. The method and its error, below a micrometre, are those of [`oracle`].
//!
//! Where zones are cut to a territory, rings follow the territory's edge. Coordinates in files are
//! rounded to 1 cm, and the place where a depth meets that edge is no vertex of it: points within
//! [`ON_EDGE`] of the territory's edge count as lying on it and are not judged. Nor are edges along
//! the map's edge, where zones across the antimeridian or around a pole are cut.
//!
//! Where zones lie along sectors of the border, points within two tolerances of a sector's end, and
//! half a metre at least, are not judged either: [`oracle::stretch`] says which they are.
//!
//! Not seen: without `--everywhere`, a part or a hole smaller than the random points are apart.
//! Not supported: zones on one side of a border without a territory; sectors with `--everywhere`.

mod embedded;
#[path = "../shared/failure.rs"]
mod failure;
mod input;
mod oracle;
mod report;
#[path = "../shared/source.rs"]
mod source;
mod spots;
#[path = "../shared/voice.rs"]
mod voice;

use std::borrow::Cow;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Parser, ValueEnum, value_parser};
use geo_types::{Coord, MultiLineString, Polygon};

use input::Claim;
use oracle::check::{Definition, Territory};
use oracle::stretch::Stretch;
use oracle::{Edges, Oracle};
use report::Findings;
use voice::Voice;

/// How far from the territory's edge a point still counts as lying on it, metres.
const ON_EDGE: f64 = 0.02;

/// Checks zones against the border by brute force.
///
/// Two checks a feature: along every ring, the distance to the border must be one of the feature's
/// depths within its tolerance; and random points, half of them all over, half of them within 50
/// tolerances of a ring, must be inside or outside as their distance to the border says.
#[derive(Parser)]
#[command(after_help = "Exit codes:\n  0  all features are within their tolerance\n  \
    1  a feature is not\n  2  bad input or usage")]
struct Args {
    /// The zones or buffers: a GeoJSON FeatureCollection; - is standard input
    file: PathBuf,
    /// The border, GeoJSON with LineStrings [default: the embedded one]
    #[arg(long, value_name = "FILE")]
    border: Option<PathBuf>,
    /// How the edges of the border run
    #[arg(long, value_enum, default_value_t)]
    edges: EdgesName,
    /// The territory to which the zones are cut: syria, syria-east-of-the-euphrates, a GeoJSON file
    /// with one polygon, or none [default: what the file says, else none]
    #[arg(long, value_name = "ID|FILE")]
    territory: Option<String>,
    /// Random points a feature
    #[arg(long, value_name = "N", default_value_t = 100_000,
        value_parser = value_parser!(u32).range(..=10_000_000))]
    points: u32,
    /// Points to check inside every edge of a ring, besides its ends
    #[arg(long, value_name = "N", default_value_t = 9, value_parser = value_parser!(u32).range(..=10_000))]
    per_edge: u32,
    /// Look everywhere, not only at points: in cells down to this radius; 10 takes seconds a
    /// feature, 1 a minute
    #[arg(long, value_name = "METRES", value_parser = size)]
    everywhere: Option<f64>,
    /// Print the verdict only
    #[arg(short, long)]
    quiet: bool,
}

#[derive(Clone, Copy, PartialEq, Default, ValueEnum)]
enum EdgesName {
    /// Straight in longitude and latitude
    #[default]
    Planar,
    /// Along the shortest geodesic
    Geodesic,
}

/// Reads the size of cells: below a centimetre there would be too many.
fn size(text: &str) -> Result<f64, String> {
    match text.parse() {
        Ok(size) if (0.01..=1e5).contains(&size) => Ok(size),
        _ => Err("give metres, 0.01 to 100000".to_owned()),
    }
}

fn main() -> ExitCode {
    match run(&Args::parse()) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::from(1),
        Err(reason) => {
            failure::say(&reason);
            ExitCode::from(2)
        }
    }
}

/// Checks all features and prints the reports; whether all are within tolerance.
fn run(args: &Args) -> Result<bool, String> {
    let (claims, others) = input::claims(&args.file)?;
    let read;
    let border = match &args.border {
        Some(path) => {
            read = input::border(path)?;
            &read
        }
        None => embedded::border(),
    };
    let edges = match args.edges {
        EdgesName::Planar => Edges::Planar,
        EdgesName::Geodesic => Edges::Geodesic,
    };
    let oracle = Oracle::new(border, edges);

    claims.iter().try_for_each(|claim| judgeable(claim, args))?;
    let territories: Vec<_> =
        claims.iter().map(|claim| territory(claim, args)).collect::<Result<_, _>>()?;

    let mut passed = true;
    let progress = Voice { quiet: args.quiet }.progress(claims.len());
    for (claim, territory) in claims.iter().zip(&territories) {
        let stretches = claim.stretches.as_deref();
        let stretch = stretches.map(|stretches| Stretch::new(border, edges, stretches));
        let findings = progress.step(format!("checking {}", claim.name), || {
            check(&oracle, border, claim, (territory.as_deref(), stretch.as_ref()), args)
        });
        passed &= findings.within(claim.tolerance);
        if !args.quiet {
            progress.aside(|| print(&findings.describe(claim)))?;
        }
    }
    drop(progress);
    if others > 0 && !args.quiet {
        print(&format!("{others} feature(s) without depths, not checked\n"))?;
    }
    print(if passed { "ok\n" } else { "FAILED\n" })?;
    Ok(passed)
}

fn print(text: &str) -> Result<(), String> {
    io::stdout()
        .write_all(text.as_bytes())
        .map_err(|error| format!("cannot write the report: {error}"))
}

/// Refuses what would fail without a fault, or pass with one.
fn judgeable(claim: &Claim, args: &Args) -> Result<(), String> {
    let refused = |reason: String| Err(format!("{}: {reason}", claim.name));
    // Buffers name the edges they were made with.
    if let Some(name) = &claim.edges
        && EdgesName::from_str(name, false) != Ok(args.edges)
    {
        return refused(format!("made with {name} edges; give --edges {name}"));
    }
    if let Some(side) = &claim.side {
        return refused(format!(
            "on the {side} of the border; only zones on both sides are judged"
        ));
    }
    if claim.stretches.is_some() && args.everywhere.is_some() {
        return refused("along sectors, which --everywhere does not know; leave it out".to_owned());
    }
    Ok(())
}

/// The territory that a feature is cut to, if any.
fn territory(claim: &Claim, args: &Args) -> Result<Option<Cow<'static, Polygon<f64>>>, String> {
    let Some(name) = args.territory.as_ref().or(claim.territory.as_ref()) else { return Ok(None) };
    if let Some(embedded) = embedded::territory(name) {
        return Ok(Some(Cow::Borrowed(embedded)));
    }
    match &args.territory {
        Some(name) if name == "none" => Ok(None),
        Some(file) => Ok(Some(Cow::Owned(input::territory(Path::new(file))?))),
        None => Err(format!(
            "{}: unknown territory {name:?}; give its file with --territory, or none",
            claim.name
        )),
    }
}

fn check(
    oracle: &Oracle,
    border: &MultiLineString<f64>,
    claim: &Claim,
    (territory, stretch): (Option<&Polygon<f64>>, Option<&Stretch>),
    args: &Args,
) -> Findings {
    let cut = territory.map(Territory::new);
    let definition = Definition {
        inner: claim.inner,
        outer: claim.outer,
        tolerance: claim.tolerance,
        territory: cut.as_ref(),
        stretch,
    };
    // The border itself is no limit: it is inside, or it is the territory's edge.
    let limits: &[f64] =
        if claim.inner > 0.0 { &[claim.inner, claim.outer] } else { &[claim.outer] };
    let at_end = |x: f64, y: f64| {
        stretch.is_some_and(|it| it.holds(Coord { x, y }, 2.0 * claim.tolerance).is_none())
    };
    let on_edge = |lon: f64, lat: f64| {
        cut.as_ref().is_some_and(|cut| cut.has_edge_near(lon, lat, ON_EDGE)) || at_end(lon, lat)
    };
    let area = spots::area(claim, border, territory);
    let spots = spots::draw(claim, area, args.points as usize);
    Findings {
        rings: oracle.check_rings(&claim.polygons, limits, on_edge, args.per_edge as usize),
        points: oracle.check_points(&claim.polygons, &definition, &spots),
        cells: args
            .everywhere
            .map(|size| oracle.check_everywhere(&claim.polygons, &definition, area, size)),
    }
}
