//! Measures the speed of a point's band and distance against `rstar`'s nearest segment, and the
//! cost of the index.
//!
//! Border: the Turkey-Syria border, 11,035 vertices. Points: a million, uniform over a box around
//! it, and a million within 50 m of a limit. Plans: bands of 5, 14 and 28 km on both sides; those
//! of the United States and Turkey, which are as deep, with their territories; and all embedded
//! plans. One thread; everything compared runs once a round, in turn; ratios are of the shortest
//! times. `rstar` gets border and points ready-made in the plane of `plane`, so neither projecting
//! them nor the plane's distortion counts.
//!
//! Answers are checked before anything is timed: see `judge` and `verdict`.

#[path = "locator/index.rs"]
mod index;
#[path = "locator/judge.rs"]
mod judge;
#[path = "engine/plane.rs"]
mod plane;
#[path = "locator/setting.rs"]
mod setting;
mod shared;
#[path = "locator/verdict.rs"]
mod verdict;

use std::hint::black_box;
use std::process::ExitCode;

use clap::Parser;
use geo_types::{Coord, Line, LineString};
use index::Case;
use judge::Judge;
use plane::Plane;
use rstar::{PointDistance, RTree};
use safe_zone::dataset::turkey_syria_border;
use safe_zone::plan::Standing;
use safe_zone::{Locator, Plan, Position};
use serde_json::json;
use setting::{LIMITS, POINTS};
use shared::limits::Limits;
use shared::options::Options;
use shared::oracle;
use shared::timing::in_turn;
use verdict::Verdict;

/// The least ratio of speeds: bands of uniform points to `rstar`'s nearest segments.
const BANDS: f64 = 40.0;
/// The same for all embedded plans.
const EMBEDDED: f64 = 25.0;
/// The same for bands of points near limits.
const NEAR: f64 = 8.0;
/// The least ratio of speeds: distances of uniform points to `rstar`'s nearest segments.
const DISTANCES: f64 = 5.0;
/// The largest size of an index of the embedded border, millions of bytes.
const INDEX_MB: f64 = 10.0;
/// The longest time to build the index, milliseconds.
const BUILD_MS: f64 = 50.0;
/// The largest size of an index of a border of a million vertices, millions of bytes.
const MILLION_MB: f64 = 250.0;
/// The longest time to build it, milliseconds.
const MILLION_MS: f64 = 1_000.0;
/// The largest growth of time over n log n from the embedded border's number of vertices.
const GROWTH: f64 = 1.3;
/// The largest error of a distance, metres.
const OFF: f64 = 1e-6;
/// The number of distances checked by Karney's geodesics, not by bounds alone.
const MEASURED: usize = 20_000;

fn main() -> ExitCode {
    let options = Options::parse();
    if let Some(name) = &options.case {
        let cases = index::cases();
        cases.iter().find(|case| case.name() == *name).expect("a case of this program").answer();
        return ExitCode::SUCCESS;
    }
    if options.json {
        print_json(&options);
        return ExitCode::SUCCESS;
    }
    let mut limits = Limits::new(options.slack);
    if "points".contains(&options.only) {
        points(&options, &mut limits);
    }
    costs(&options, &mut limits);
    limits.finish(options.strict)
}

fn on_earth(at: &Coord<f64>) -> Position {
    Position::try_from(*at).expect("a position on Earth")
}

/// The number of points that plans hold, each point once for each plan that holds it.
fn held(locator: &Locator, plans: usize, points: &[Coord<f64>]) -> usize {
    let held = |at: &Coord<f64>| {
        let located = locator.locate(on_earth(at));
        let in_one = |&plan: &usize| matches!(located.standing(plan), Some(Standing::In(_)));
        (0..plans).filter(in_one).count()
    };
    points.iter().map(held).sum()
}

fn all_distances(locator: &Locator, points: &[Coord<f64>]) -> f64 {
    let distance = |at: &Coord<f64>| locator.distance(on_earth(at));
    points.iter().map(|at| distance(at).metres()).sum()
}

fn points(options: &Options, limits: &mut Limits) {
    let proposal = setting::three_bands();
    let three = [Plan::in_extent(&proposal, turkey_syria_border(), None)];
    let (two, embedded) = (setting::two_plans(), setting::embedded_plans());
    let build = |plans| Locator::new(turkey_syria_border(), plans).expect("a locator");
    let [of_three, of_two, of_embedded] = [&three[..], &two, &embedded].map(build);
    let uniform = setting::uniform_points(POINTS);
    let near = setting::points_near_limits(&setting::zones());
    let segments = Segments::new(&uniform);

    let judges = [&three[..], &two, &embedded].map(Judge::new);
    let judged = |points: &[Coord<f64>]| {
        let locators = [&of_three, &of_two, &of_embedded];
        std::array::from_fn::<_, 3, _>(|plans| judges[plans].judge(locators[plans], points))
    };
    let (uniform_verdicts, near_verdicts) = (judged(&uniform), judged(&near));
    let off = judges[0].worst_distance(&of_three, &uniform, MEASURED);
    let by_rstar = Verdict { wrong: segments.wrong(&of_three, &uniform), open: 0 };

    let all = embedded.len();
    let held_by = |locator: &Locator, plans: usize, points: &[Coord<f64>]| {
        black_box(held(locator, plans, points));
    };
    let rows: [(String, Verdict, &dyn Fn()); 8] = [
        ("rstar, nearest segment".to_owned(), by_rstar, &|| {
            black_box(segments.bands().sum::<usize>());
        }),
        ("three bands".to_owned(), uniform_verdicts[0], &|| held_by(&of_three, 1, &uniform)),
        ("two plans in a territory".to_owned(), uniform_verdicts[1], &|| {
            held_by(&of_two, 2, &uniform);
        }),
        (format!("{all} embedded plans"), uniform_verdicts[2], &|| {
            held_by(&of_embedded, all, &uniform);
        }),
        ("distance".to_owned(), Verdict::default(), &|| {
            black_box(all_distances(&of_three, &uniform));
        }),
        ("three bands, near limits".to_owned(), near_verdicts[0], &|| held_by(&of_three, 1, &near)),
        ("two plans, near limits".to_owned(), near_verdicts[1], &|| held_by(&of_two, 2, &near)),
        (format!("{all} embedded plans, near limits"), near_verdicts[2], &|| {
            held_by(&of_embedded, all, &near);
        }),
    ];
    let times = in_turn(options.rounds, &rows.each_ref().map(|row| row.2));
    println!(
        "{:<34} {:>9} {:>9} {:>12} {:>7} {:>6} {:>6}",
        "a million points", "min ms", "median", "M points/s", "ratio", "wrong", "open"
    );
    let ratio = |row: usize| times[0].min() / times[row].min();
    for (row, ((name, verdict, _), time)) in rows.iter().zip(&times).enumerate() {
        println!(
            "{name:<34} {:>9.1} {:>9.1} {:>12.1} {:>7.1} {:>6} {:>6}",
            time.min(),
            time.median(),
            POINTS as f64 / time.min() / 1e3,
            ratio(row),
            verdict.wrong,
            verdict.open
        );
    }
    limits.ratio_at_least("bands of three, times faster than rstar", BANDS, ratio(1));
    limits.ratio_at_least("bands of two plans, the same", BANDS, ratio(2));
    limits.ratio_at_least("bands of all embedded plans, the same", EMBEDDED, ratio(3));
    limits.ratio_at_least("distances, the same", DISTANCES, ratio(4));
    limits.ratio_at_least("bands of three near limits, the same", NEAR, ratio(5));
    limits.ratio_at_least("bands of two plans near limits, the same", NEAR, ratio(6));
    let wrong: usize = rows[1..].iter().map(|(_, verdict, _)| verdict.wrong).sum();
    limits.at_most("wrong bands, all six million", 0.0, wrong as f64);
    limits.at_most("distances off by, micrometres", OFF * 1e6, off * 1e6);
}

/// The border's edges in the plane, as `rstar` finds them, and the points to locate.
struct Segments {
    tree: RTree<rstar::primitives::Line<[f64; 2]>>,
    points: Vec<[f64; 2]>,
}

impl Segments {
    fn new(points: &[Coord<f64>]) -> Self {
        let plane = Plane::new();
        let edge =
            |edge: Line<f64>| rstar::primitives::Line::new(edge.start.into(), edge.end.into());
        let line = plane.line(&turkey_syria_border().lines().0[0]);
        let points = plane.line(&LineString(points.to_vec()));
        Segments {
            tree: RTree::bulk_load(line.lines().map(edge).collect()),
            points: points.0.into_iter().map(<[f64; 2]>::from).collect(),
        }
    }

    /// The band of every point: the number of limits beyond which it lies.
    fn bands(&self) -> impl Iterator<Item = usize> {
        self.points.iter().map(|point| {
            let nearest = self.tree.nearest_neighbor(point).expect("an edge");
            let squared = nearest.distance_2(point);
            LIMITS.iter().filter(|&limit| limit * limit < squared).count()
        })
    }

    /// The number of bands that differ from those of a locator of three bands.
    fn wrong(&self, locator: &Locator, points: &[Coord<f64>]) -> usize {
        points
            .iter()
            .zip(self.bands())
            .filter(|&(at, band)| self::band(locator, at) != band)
            .count()
    }
}

/// The number of limits beyond which a point lies.
fn band(locator: &Locator, at: &Coord<f64>) -> usize {
    match locator.locate(on_earth(at)).standing(0) {
        Some(Standing::In(band)) => band,
        _ => LIMITS.len(),
    }
}

fn costs(options: &Options, limits: &mut Limits) {
    println!(
        "\n{:<34} {:>9} {:>9} {:>12} {:>9} {:>9} {:>9} {:>6}",
        "", "vertices", "build ms", "over n log n", "index MB", "peak MB", "ns/point", "wrong"
    );
    let (mut first, mut wrong) = (0.0, 0);
    for case in index::cases().into_iter().filter(|case| case.name().contains(&options.only)) {
        let figures = case.ask();
        let size = figures.size as f64;
        let share = figures.build_ms / (size * size.ln());
        if first == 0.0 || figures.size == index::EMBEDDED {
            first = share;
        }
        println!(
            "{:<34} {:>9} {:>9.1} {:>12.2} {:>9.1} {:>9.1} {:>9.1} {:>6}",
            case.name(),
            figures.size,
            figures.build_ms,
            share / first,
            figures.index_mb,
            figures.peak_mb,
            figures.point_ns,
            figures.wrong
        );
        wrong += figures.wrong;
        if matches!(case, Case::TwoPlans | Case::Smooth(index::EMBEDDED)) {
            limits.time_at_most(
                &format!("{}: ms to build", case.name()),
                BUILD_MS,
                figures.build_ms,
            );
            limits.at_most(&format!("{}: MB", case.name()), INDEX_MB, figures.index_mb);
        }
        if matches!(case, Case::Smooth(index::LARGEST) | Case::Jittered(index::LARGEST)) {
            let named = |what: &str| format!("{}: {what}", case.name());
            limits.time_at_most(&named("ms to build"), MILLION_MS, figures.build_ms);
            limits.at_most(&named("MB"), MILLION_MB, figures.index_mb);
            limits.time_at_most(&named("growth over n log n"), GROWTH, share / first);
        }
    }
    limits.at_most("wrong bands, every border", 0.0, wrong as f64);
}

/// Prints the zones and every point's band, for the comparison in `benches/peers/points.py`.
fn print_json(options: &Options) {
    let proposal = setting::three_bands();
    let plan = Plan::in_extent(&proposal, turkey_syria_border(), None);
    let locator = Locator::new(turkey_syria_border(), &[plan]).expect("a locator");
    let points = setting::uniform_points(POINTS);
    let times = in_turn(
        options.rounds,
        &[&|| {
            black_box(held(&locator, 1, &points));
        }],
    );
    let bands: String = points.iter().map(|at| band(&locator, at).to_string()).collect();
    let zones: Vec<geojson::GeometryValue> =
        setting::zones().iter().map(geojson::GeometryValue::from).collect();
    let figures = json!({
        "min_ms": times[0].min(),
        "median_ms": times[0].median(),
        "bands": bands,
        "zones": zones.iter().map(|zone| zone.to_string()).collect::<Vec<_>>(),
    });
    println!("{figures}");
}
