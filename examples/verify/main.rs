//! Checks the files of the other programs by brute force, without the engine.
//!
//! Reads GeoJSON FeatureCollections and judges every feature: the bands of plans (`inner_km` and
//! `outer_km`), buffers (`distance_m`), and the pieces of a comparison (`piece`, `held_by`), each with
//! its `tolerance_m`. Longitude and latitude in degrees, lengths in metres. The method and its error,
//! below a micrometre, are those of [`shared::oracle`].
//!
//! Of each feature: whether it is valid ([`shared::oracle::validity`]); how far its rings stray from its depths;
//! whether points are on their right side, those beside its rings among them; whether its area is the
//! one written. Of the bands of a plan, and of the pieces of a comparison: whether they tile
//! ([`shared::oracle::tiling`]).
//!
//! Where zones are cut to a territory, rings follow the territory's edge. Coordinates in files are
//! rounded to 1 cm, and the place where a depth meets that edge is no vertex of it: points within 2 cm
//! of the territory's edge count as lying on it. So do points within a tolerance of the end of a sector
//! or of a side ([`shared::oracle::stretch`]). The distance of these is not judged, but points two tolerances
//! beside them are. Edges along the map's edge, where zones across the antimeridian or around a pole
//! are cut, are not judged.
//!
//! Undetected: without `--everywhere`, a part or a hole smaller than the distance between random
//! points. Refused, with the reason and the remedy: a feature with none of these properties, a
//! comparison without the zones compared, another coordinate system, `--everywhere` with zones cut
//! by more than depths and a territory. Zones far from the border are those of another, and nothing
//! more is judged.

mod claims;
mod embedded;
mod input;
mod judge;
mod report;
#[path = "../shared/mod.rs"]
mod shared;
mod spots;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, ValueEnum, value_parser};

use claims::{Claim, Kind};
use judge::{Effort, Judge};
use safe_zone::places::Gazetteer;
use shared::failure;
use shared::joining::JoinArgs;
use shared::oracle::Edges;
use shared::oracle::check::Definition;
use shared::progress::Verbosity;
use shared::{arguments, output, source};

/// Checks zones, comparisons and buffers against the border by brute force.
///
/// Each feature must be valid: no ring crosses or touches itself or another, no hole or polygon
/// lies inside another. Along every ring, the distance to the border must be one of the feature's
/// depths within its tolerance, except where a territory, a sector or a side ends. Points all over,
/// within 50 tolerances of a ring, 2 tolerances beside the rings, and around a border with sides or
/// sectors, must be inside or outside according to their distance, side, sector and territory. The
/// area must equal the area of the polygons. The bands of a plan, and the pieces of a comparison,
/// must tile, vertex for vertex.
#[derive(Parser)]
#[command(after_help = "Exit codes:\n  0  all features are right within their tolerance\n  \
    1  a feature is not\n  2  bad input or usage, or a file that cannot be judged")]
struct Args {
    /// Zones, buffers, comparisons: GeoJSON FeatureCollections; a comparison needs the zones
    /// compared, as zones.geojson comparison.geojson; - is standard input
    #[arg(required = true)]
    files: Vec<PathBuf>,
    /// The border, GeoJSON with LineStrings [default: the embedded one]
    #[arg(long, value_name = "FILE")]
    border: Option<PathBuf>,
    #[command(flatten)]
    join: JoinArgs,
    /// Course of the border's edges between its vertices
    #[arg(long, value_enum, default_value_t)]
    edges: EdgesName,
    /// Territory to which the zones are cut: syria, syria-east-of-the-euphrates, a GeoJSON file
    /// with polygons, as it is without --snap, or none [default: the territory that the file names, else none]
    #[arg(long, value_name = "ID|FILE")]
    territory: Option<String>,
    /// Number of random points for each feature; as many again, or 100000, lie beside its rings,
    /// and around a border with sides or sectors
    #[arg(long, value_name = "N", default_value_t = 100_000,
        value_parser = value_parser!(u32).range(..=10_000_000))]
    points: u32,
    /// Number of points to check inside every edge of a ring, besides its ends
    #[arg(long, value_name = "N", default_value_t = 9, value_parser = value_parser!(u32).range(..=10_000))]
    per_edge: u32,
    /// Check all places, not only points: in cells down to this radius, metres; 10 takes seconds
    /// for each feature, 1 a minute [default: points only]
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

/// Reads the size of cells, at least a centimetre: smaller ones would be too many.
fn size(text: &str) -> Result<f64, String> {
    match text.parse() {
        Ok(size) if (0.01..=1e5).contains(&size) => Ok(size),
        _ => Err("give metres, 0.01 to 100000".to_owned()),
    }
}

fn main() -> ExitCode {
    match run(&arguments::parse()) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::from(1),
        Err(reason) => {
            failure::say(&reason);
            ExitCode::from(2)
        }
    }
}

/// Checks all features and prints the reports; returns `true` if all are right.
fn run(args: &Args) -> Result<bool, String> {
    args.join.check(args.border.as_deref()).map_err(|error| error.to_string())?;
    let files = args.files.iter().map(|file| claims::read(file)).collect::<Result<Vec<_>, _>>()?;
    // The claims of one file follow one another.
    let counts: Vec<usize> = files.iter().map(Vec::len).collect();
    let claims: Vec<Claim> = files.into_iter().flatten().collect();
    let edges = match args.edges {
        EdgesName::Planar => Edges::Planar,
        EdgesName::Geodesic => Edges::Geodesic,
    };
    let border = match &args.border {
        Some(path) => {
            let lines = input::border(path, edges)?;
            let joined = args.join.lines(&lines, &Gazetteer::default());
            let named = |error| format!("{}: {error}", source::name(path));
            joined.map_err(named)?.into_lines()
        }
        None => embedded::border(),
    };
    let mut judge = Judge::new(border, edges);
    let given = args.territory.as_deref();
    for claim in &claims {
        let named = |reason| format!("{}: {reason}", claim.name);
        judgeable(claim, args).map_err(named)?;
        if let Kind::Band(_, _, scope) = &claim.kind {
            judge.learn(scope, given).map_err(named)?;
        }
    }
    let definitions = claims.iter().map(|claim| {
        judge
            .definitions(claim, &claims, given)
            .map_err(|reason| format!("{}: {reason}", claim.name))
    });
    let definitions = definitions.collect::<Result<Vec<_>, _>>()?;

    let effort = Effort {
        points: args.points as usize,
        per_edge: args.per_edge as usize,
        everywhere: args.everywhere,
    };
    let mut passed = true;
    let progress = Verbosity { quiet: args.quiet }.progress(claims.len());
    let print = |text: &str| output::report(text).map_err(|error| error.to_string());
    let say = |text: &str| if args.quiet { Ok(()) } else { progress.aside(|| print(text)) };
    for (claim, definitions) in claims.iter().zip(&definitions) {
        if let Some(away) = judge.beyond(claim, definitions) {
            drop(progress);
            failure::say(&format!(
                "{}: the zone lies {:.0} km from this border; give --border with its own",
                claim.name,
                away / 1000.0
            ));
            print("FAILED\n")?;
            return Ok(false);
        }
    }
    for (claim, definitions) in claims.iter().zip(&definitions) {
        let findings = progress.step(format!("checking {}", claim.name), || {
            judge.feature(claim, definitions, &effort)
        });
        passed &= findings.passed();
        say(&findings.describe(claim))?;
    }
    for whole in wholes(&claims, &counts, &definitions) {
        let tiling = judge.tiling(&whole.name, &whole.claims, &whole.definitions);
        passed &= tiling.faults.is_empty();
        say(&tiling.describe())?;
    }
    drop(progress);
    print(if passed { "ok\n" } else { "FAILED\n" })?;
    Ok(passed)
}

/// Refuses claims that would fail without a fault, or pass with one.
fn judgeable(claim: &Claim, args: &Args) -> Result<(), String> {
    // Buffers name the edges of their border.
    if let Some(name) = &claim.edges
        && EdgesName::from_str(name, false) != Ok(args.edges)
    {
        return Err(format!("made with {name} edges; give --edges {name}"));
    }
    let is_cut = match &claim.kind {
        Kind::Band(_, _, scope) => scope.stretches.is_some() || scope.side.is_some(),
        Kind::Piece(_) => true,
    };
    if is_cut && args.everywhere.is_some() {
        return Err(
            "--everywhere knows no sectors, no sides and no comparisons; leave it out".to_owned()
        );
    }
    Ok(())
}

/// Features that should tile, and the definitions of their union.
struct Whole<'a> {
    name: String,
    claims: Vec<&'a Claim>,
    /// The definitions whose points lie in one of the features.
    definitions: Vec<Definition<'a>>,
}

/// The bands of each plan and the pieces of each comparison, file by file.
fn wholes<'a>(
    claims: &'a [Claim],
    counts: &[usize],
    definitions: &'a [Vec<(Definition<'a>, bool)>],
) -> Vec<Whole<'a>> {
    let mut wholes = Vec::new();
    let mut first = 0;
    for &count in counts {
        let own = first..first + count;
        first = own.end;
        let pieces: Vec<usize> =
            own.clone().filter(|&i| matches!(claims[i].kind, Kind::Piece(_))).collect();
        if let Some(&any) = pieces.first() {
            wholes.push(Whole {
                name: "the pieces of the comparison".to_owned(),
                claims: pieces.iter().map(|&i| &claims[i]).collect(),
                definitions: definitions[any].iter().map(|(definition, _)| *definition).collect(),
            });
        }
        let scope = |i: usize| match &claims[i].kind {
            Kind::Band(_, _, scope) if scope.proposal.is_some() => Some(scope),
            _ => None,
        };
        let mut left: Vec<usize> = own.filter(|&i| scope(i).is_some()).collect();
        while let Some(&any) = left.first() {
            let same =
                |&i: &usize| scope(i) == scope(any) && claims[i].tolerance == claims[any].tolerance;
            let (bands, others): (Vec<usize>, Vec<usize>) = left.iter().partition(|i| same(i));
            left = others;
            if bands.len() > 1 {
                wholes.push(Whole {
                    name: format!(
                        "the bands of {}",
                        claims[any].name.split(',').next().unwrap_or("")
                    ),
                    claims: bands.iter().map(|&i| &claims[i]).collect(),
                    definitions: joined(bands.iter().map(|&i| definitions[i][0].0).collect()),
                });
            }
        }
    }
    wholes
}

/// Joins bands that begin where another ends.
fn joined(mut bands: Vec<Definition<'_>>) -> Vec<Definition<'_>> {
    bands.sort_by(|a, b| a.inner.total_cmp(&b.inner));
    let mut joined: Vec<Definition<'_>> = Vec::new();
    for band in bands {
        match joined.last_mut() {
            Some(last) if band.inner <= last.outer => last.outer = last.outer.max(band.outer),
            _ => joined.push(band),
        }
    }
    joined
}
