//! Measures the engine on all processors (feature `rayon`) against itself on one.
//!
//! Line: the Turkey-Syria border, 11,035 vertices, and the same with 200,000, each moved by up to 20 m.
//! Work: the whole zones within 5, 14 and 28 km at 1 m, all preparation included. The two take turns; the
//! ratio is of the shortest times. Both results are the same, vertex for vertex.

mod shared;

use std::hint::black_box;
use std::process::ExitCode;
use std::thread;

use clap::Parser;
use geo_types::{MultiLineString, MultiPolygon};
use rayon::{ThreadPool, ThreadPoolBuilder};
use safe_zone::dataset::turkey_syria_border;
use safe_zone::{Border, Edges, Length, Tolerance, buffer};
use shared::limits::Limits;
use shared::line::{densified, jittered};
use shared::options::Options;
use shared::timing::in_turn;

/// The least ratio of the time on one processor to the time on two.
const ON_TWO: f64 = 1.7;

fn main() -> ExitCode {
    let options = Options::parse();
    let processors = thread::available_parallelism().map_or(1, usize::from);
    let [one, all] = [1, processors].map(pool);
    let mut limits = Limits::new(options.slack);
    println!("{:<28} {:>9} {:>9} {:>7}", "three distances", "one, ms", "all, ms", "ratio");
    for (name, border) in
        [("the border", turkey_syria_border().clone()), ("jittered, 200,000", dense())]
    {
        let work = |pool: &ThreadPool| pool.install(|| zones(&border));
        assert_eq!(work(&one), work(&all));
        let times = in_turn(
            options.rounds,
            &[&|| drop(black_box(work(&one))), &|| drop(black_box(work(&all)))],
        );
        let [alone, together] = [times[0].min(), times[1].min()];
        println!("{name:<28} {alone:>9.1} {together:>9.1} {:>7.2}", alone / together);
        if processors > 1 {
            let what = format!("{name}: times faster on {processors} processors");
            limits.ratio_at_least(&what, ON_TWO, alone / together);
        }
    }
    limits.finish(options.strict)
}

fn pool(threads: usize) -> ThreadPool {
    ThreadPoolBuilder::new().num_threads(threads).build().expect("threads")
}

fn dense() -> Border {
    let line = densified(&turkey_syria_border().lines().0[0], 200_000);
    let line = jittered(&line, 20.0, 2019);
    Border::new(MultiLineString(vec![line]), Edges::Planar).expect("a border")
}

fn zones(border: &Border) -> Vec<MultiPolygon<f64>> {
    let distances = [5e3, 14e3, 28e3].map(|metres| Length::from_metres(metres).expect("a length"));
    buffer(border, &distances, Tolerance::default()).expect("zones")
}
