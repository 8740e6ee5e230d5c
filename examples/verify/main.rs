//! Checks the files of the other programs by brute force, without the engine.
//!
//! Reads GeoJSON FeatureCollections and judges every feature: the bands of plans (`inner_km` and
//! `outer_km`), buffers and offset curves (`distance_m`), and the pieces of a comparison (`piece`, `held_by`),
//! each with its `tolerance_m`. Longitude and latitude in degrees, lengths in metres. The method and its error,
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
//! points; of offset curves see `curve`. Refused, with the reason and the remedy: a feature with none of
//! these properties, a comparison without the zones compared, zones eroded from polygons that touch, another
//! coordinate system, `--everywhere` with zones cut by more than depths and a territory. Zones far from the border are those of another, and nothing
//! more is judged.

mod claims;
mod curve;
mod embedded;
mod input;
mod judge;
mod report;
#[path = "../shared/mod.rs"]
mod shared;
mod sources;
mod spots;
mod whole;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, ValueEnum, value_parser};

use claims::{Claim, Kind};
use geo_types::MultiLineString;
use judge::{Effort, Judge};
use safe_zone::places::Gazetteer;
use shared::failure;
use shared::joining::JoinArgs;
use shared::oracle::Edges;
use shared::oracle::check::Territory;
use shared::progress::{Progress, Verbosity};
use shared::{arguments, output, source};
use sources::Source;
use whole::wholes;

/// Checks zones, comparisons, buffers and offset lines against the border by brute force.
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
    /// The border, GeoJSON with lines, or the points, lines and polygons around which `buffer` has drawn
    /// zones [default: the embedded border]
    #[arg(long, value_name = "FILE")]
    border: Option<PathBuf>,
    /// Judge the features of buffer --each, those around each feature of the border's file in turn
    #[arg(long, requires = "border", conflicts_with_all = ["join", "from"])]
    each: bool,
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
    for claim in &claims {
        judgeable(claim, args).map_err(|reason| format!("{}: {reason}", claim.name))?;
    }
    let progress = Verbosity { quiet: args.quiet }.progress(claims.len());
    let session = Session { args, progress };
    let passed = match &args.border {
        None => {
            let mut judge = Judge::new(embedded::border(), edges, None);
            session.check(&mut judge, &claims, &counts)?
        }
        Some(path) if args.each => {
            session.check_each(sources::read(path, edges)?, &claims, edges)?
        }
        Some(path) => {
            let source = Source::united(sources::read(path, edges)?);
            let named = |reason| format!("{}: {reason}", source::name(path));
            let (lines, body) = match claims.iter().all(Claim::is_buffer) {
                true => around(source, edges, &args.join).map_err(named)?,
                false => {
                    let joined = args.join.lines(&source.border(path)?, &Gazetteer::default());
                    (joined.map_err(|error| named(error.to_string()))?.into_lines(), None)
                }
            };
            session.check(&mut Judge::new(lines, edges, body), &claims, &counts)?
        }
    };
    drop(session);
    output::report(if passed { "ok\n" } else { "FAILED\n" }).map_err(|error| error.to_string())?;
    Ok(passed)
}

/// The lines from which the distances of buffers count, and the area of the polygons.
fn around(
    source: Source,
    edges: Edges,
    join: &JoinArgs,
) -> Result<(MultiLineString<f64>, Option<Territory>), String> {
    let body = source.body(edges)?;
    let mut bounds = source.bounds(body.as_ref());
    if !source.lines.is_empty() {
        let joined = join.lines(&MultiLineString(source.lines), &Gazetteer::default());
        bounds.extend(joined.map_err(|error| error.to_string())?.into_lines());
    }
    Ok((MultiLineString(bounds), body))
}

/// The checks that the command line asks for.
struct Session<'a> {
    args: &'a Args,
    progress: Progress,
}

impl Session<'_> {
    /// Checks features along one border; `counts` are the numbers of those of each file.
    fn check(&self, judge: &mut Judge, claims: &[Claim], counts: &[usize]) -> Result<bool, String> {
        let args = self.args;
        let given = args.territory.as_deref();
        let named = |claim: &Claim, reason: String| format!("{}: {reason}", claim.name);
        for claim in claims {
            if let Some(scope) = claim.scope() {
                judge.learn(scope, given).map_err(|reason| named(claim, reason))?;
            }
        }
        let definitions = claims.iter().map(|claim| {
            judge.definitions(claim, claims, given).map_err(|reason| named(claim, reason))
        });
        let definitions = definitions.collect::<Result<Vec<_>, _>>()?;
        if args.everywhere.is_some()
            && definitions.iter().flatten().any(|(it, _)| it.body.is_some())
        {
            return Err("--everywhere knows no polygons in the border; leave it out".to_owned());
        }
        let effort = Effort {
            points: args.points as usize,
            per_edge: args.per_edge as usize,
            everywhere: args.everywhere,
        };
        for (claim, definitions) in claims.iter().zip(&definitions) {
            if let Some(away) = judge.beyond(claim, definitions) {
                self.progress.aside(|| failure::say(&beyond(claim, away)));
                return Ok(false);
            }
        }
        let mut passed = true;
        for (claim, definitions) in claims.iter().zip(&definitions) {
            let findings = self.progress.step(format!("checking {}", claim.name), || {
                judge.feature(claim, definitions, &effort)
            });
            passed &= findings.passed();
            self.say(&findings.describe(claim))?;
        }
        for whole in wholes(claims, counts, &definitions) {
            let tiling = judge.tiling(&whole.name, &whole.claims, &whole.definitions);
            passed &= tiling.faults.is_empty();
            self.say(&tiling.describe())?;
        }
        Ok(passed)
    }

    /// Checks the features of `buffer --each`: those around one source follow those around another, in
    /// the order of the sources, each at its own distance and side.
    fn check_each(
        &self,
        sources: Vec<Source>,
        claims: &[Claim],
        edges: Edges,
    ) -> Result<bool, String> {
        if let Some(claim) = claims.iter().find(|claim| !claim.is_buffer()) {
            return Err(format!("{}: no feature of buffer --each; leave --each out", claim.name));
        }
        let (mut left, mut passed, mut without) = (claims, true, Vec::new());
        let mut first: Option<Vec<f64>> = None;
        let mut judge = Judge::new(MultiLineString(Vec::new()), edges, None);
        for source in sources {
            let place = source.place.clone();
            let (lines, body) = around(source, edges, &self.args.join)
                .map_err(|reason| format!("{place}: {reason}"))?;
            judge = judge.moved(lines, body);
            let is_own = |index: &usize| {
                let claim = &left[*index];
                let mut before = left[..*index].iter();
                before.all(|other| other.distance() != claim.distance())
                    && judge.beyond(claim, &Vec::new()).is_none()
            };
            let count = (0..left.len()).take_while(is_own).count();
            let (own, others) = left.split_at(count);
            left = others;
            if own.is_empty() {
                without.push((place, others.first().and_then(|claim| judge.nearest(claim))));
                continue;
            }
            // Sides may differ: those that face south.
            let distances: Vec<f64> = own.iter().map(|it| it.distance().0).collect();
            if *first.get_or_insert_with(|| distances.clone()) != distances {
                self.say(&format!("{place} has zones at other distances than the first has\n"))?;
                passed = false;
            }
            passed &= self.check(&mut judge, own, &[count])?;
        }
        let is_cut = claims.iter().any(|it| it.scope().is_some_and(|it| it.territory.is_some()));
        if let Some((place, _)) = without.first() {
            let count = without.len();
            self.say(&format!(
                "features without a zone of their own: {count}, the first {place}\n"
            ))?;
            // Those whose zone would lie outside the territory have none; whether it would is not judged.
            passed &= left.is_empty() && is_cut;
        }
        if let Some(claim) = left.first() {
            let nearest = without.iter().filter_map(|(_, away)| *away).reduce(f64::min);
            let message = match nearest {
                Some(away) => beyond(claim, away),
                None => format!("{}: the border's file has no feature left for it", claim.name),
            };
            self.progress.aside(|| failure::say(&message));
            passed = false;
        }
        Ok(passed)
    }

    fn say(&self, text: &str) -> Result<(), String> {
        if self.args.quiet {
            return Ok(());
        }
        self.progress.aside(|| output::report(text).map_err(|error| error.to_string()))
    }
}

/// The message on a feature that is that of another border.
fn beyond(claim: &Claim, away: f64) -> String {
    format!(
        "{}: the zone lies {:.0} km from this border; give --border with its own",
        claim.name,
        away / 1000.0
    )
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
        Kind::Band(_, _, scope) | Kind::Grown(_, scope) => {
            scope.stretches.is_some() || scope.side.is_some()
        }
        _ => true,
    };
    if is_cut && args.everywhere.is_some() {
        return Err(
            "--everywhere knows no sectors, no sides, no curves and no comparisons; leave it out"
                .to_owned(),
        );
    }
    Ok(())
}
