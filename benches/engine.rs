//! Measures the speed of the engine: the embedded border against peers, against writing the result,
//! and against itself at a finer tolerance; and the number of vertices.
//!
//! Line: the Turkey-Syria border, 11,035 vertices. Work: the whole zones within 5, 14 and 28 km,
//! at a tolerance of 1 m, one thread, all preparation included. Milliseconds. Everything that is
//! compared runs once a round, in turn; ratios are of medians. The peers get the line ready-made
//! in the plane of `plane`, so neither projecting it nor their distortion counts.
//!
//! The results are checked before anything is timed: the engine's by the oracle of the tests, the
//! peers' by their area, which is within 1 % of the engine's.

#[path = "engine/fewest.rs"]
mod fewest;
#[path = "engine/long.rs"]
mod long;
#[path = "engine/peers.rs"]
mod peers;
#[path = "engine/plane.rs"]
mod plane;
mod shared;

use std::hint::black_box;
use std::process::ExitCode;

use clap::Parser;
use geo::{Area, CoordsIter};
use geo_types::{LineString, MultiPolygon};
use long::LONG;
use peers::{ASKED, PEERS};
use plane::Plane;
use safe_zone::dataset::turkey_syria_border;
use safe_zone::layers::{self, Caption};
use safe_zone::{Border, BufferOptions, Edges, Length, Tolerance};
use serde_json::json;
use shared::judge::{Sample, judge};
use shared::limits::Limits;
use shared::options::Options;
use shared::oracle::membership;
use shared::timing::in_turn;

const DISTANCES: [f64; 3] = [5_000.0, 14_000.0, 28_000.0];

/// The least ratio of the fastest peer's time to the engine's, at every distance.
const FASTER_THAN_PEERS: f64 = 2.0;
/// The largest ratio of the time at a tolerance of 1 cm to the time at 1 m.
const CENTIMETRE: f64 = 10.0;
/// The largest ratio of vertices to the chords that arcs as long as the contour need (see
/// `fewest`), and around long edges to the vertices that a walk on the map needs (see `long`).
const VERTICES: f64 = 1.5;

fn main() -> ExitCode {
    let options = Options::parse();
    let plane = Plane::new();
    if let Some(case) = &options.case {
        answer(&options, &plane, case);
        return ExitCode::SUCCESS;
    }
    let zones = ours(&DISTANCES, 1.0);
    if options.json {
        print_json(&options, &zones);
        return ExitCode::SUCCESS;
    }
    let mut limits = Limits::new(options.slack);
    judge_ours(&zones);
    peers(&options, &plane, &zones, &mut limits);
    text(&options, &zones);
    finer(&options, &mut limits);
    vertices(&plane, &mut limits);
    long_edges(&mut limits);
    limits.finish(options.strict)
}

/// The zones, by one call as a program makes it.
fn ours(distances: &[f64], tolerance: f64) -> Vec<MultiPolygon<f64>> {
    zones(turkey_syria_border(), distances, tolerance)
}

fn zones(border: &Border, distances: &[f64], tolerance: f64) -> Vec<MultiPolygon<f64>> {
    let length = |m| Length::from_metres(m).expect("a length");
    let distances: Vec<Length> = distances.iter().map(|&m| length(m)).collect();
    let tolerance = Tolerance::new(length(tolerance)).expect("a tolerance");
    safe_zone::buffer(border, &distances, tolerance).expect("zones")
}

fn judge_ours(zones: &[MultiPolygon<f64>]) {
    let zones: Vec<_> = DISTANCES.into_iter().zip(zones).collect();
    let sample = Sample { places: 10_000, points: 20_000 };
    let lines = turkey_syria_border().lines();
    let verdict = judge(lines, Edges::Planar, &zones, 1.0, &sample);
    assert!(verdict.is_right(), "off by {} m, {} points wrong", verdict.worst, verdict.wrong);
}

fn peers(options: &Options, plane: &Plane, zones: &[MultiPolygon<f64>], limits: &mut Limits) {
    let line = plane.line(&turkey_syria_border().lines().0[0]);
    println!(
        "{:<10} {:<18} {:>9} {:>9} {:>7}  {:>5} {:>5} {:>8}",
        "distance", "of", "min ms", "median", "ratio", "parts", "holes", "vertices"
    );
    let mut slowest_lead = f64::INFINITY;
    for (&distance, zone) in DISTANCES.iter().zip(zones) {
        let work = || drop(black_box(ours(&[distance], 1.0)));
        let theirs = PEERS.map(|peer| {
            let line = &line;
            move || drop(black_box((peer.zone)(line, distance)))
        });
        let mut jobs: Vec<&dyn Fn()> = vec![&work];
        jobs.extend(theirs.iter().map(|job| job as &dyn Fn()));
        let times = in_turn(options.rounds, &jobs);
        let expected = planar_km2(plane, zone);
        let results = PEERS.map(|peer| (peer.name, (peer.zone)(&line, distance)));
        let rows = std::iter::once(("safe-zone", zone)).chain(results.iter().map(|(n, z)| (*n, z)));
        for ((name, zone), time) in rows.zip(&times) {
            let lead = time.median() / times[0].median();
            println!(
                "{:<10} {name:<18} {:>9.1} {:>9.1} {lead:>7.1}  {:>5} {:>5} {:>8}",
                format!("{} km", distance / 1e3),
                time.min(),
                time.median(),
                zone.0.len(),
                holes(zone),
                zone.coords_count()
            );
            if name != "safe-zone" {
                let km2 = zone.unsigned_area() / 1e6;
                assert!((km2 / expected - 1.0).abs() < 0.01, "{name}: {km2} of {expected} km²");
                slowest_lead = slowest_lead.min(lead);
            }
        }
    }
    limits.ratio_at_least(
        "times faster than any peer, every distance",
        FASTER_THAN_PEERS,
        slowest_lead,
    );
}

/// Measures writing the text of the zones: the practical limit, since no file is there sooner than
/// its text.
fn text(options: &Options, zones: &[MultiPolygon<f64>]) {
    let lengths = DISTANCES.map(|m| Length::from_metres(m).expect("a length"));
    let work = || drop(black_box(ours(&DISTANCES, 1.0)));
    let features = || {
        let zones = lengths.into_iter().zip(zones);
        let caption = Caption::default();
        let collection = layers::buffers(zones, &BufferOptions::default(), None, &caption);
        drop(black_box(collection.to_string()));
    };
    // Only coordinates, not rounded.
    let pairs = |ring: &LineString<f64>| ring.coords().map(|c| [c.x, c.y]).collect();
    let bare: Vec<Vec<[f64; 2]>> = zones.iter().flat_map(rings).map(pairs).collect();
    let numbers = || drop(black_box(serde_json::to_string(&bare).expect("numbers")));
    let times = in_turn(options.rounds, &[&work, &features, &numbers]);
    println!(
        "\n{:<29} {:>9} {:>9} {:>7}",
        "three distances in one call", "min ms", "median", "ratio"
    );
    for (name, time) in ["zones", "their GeoJSON", "their coordinates as JSON"].iter().zip(&times) {
        let ratio = time.median() / times[0].median();
        println!("{name:<29} {:>9.2} {:>9.2} {ratio:>7.2}", time.min(), time.median());
    }
}

fn finer(options: &Options, limits: &mut Limits) {
    let [metre, centimetre, millimetre] =
        [1.0, 0.01, 0.001].map(|tolerance| move || drop(black_box(ours(&DISTANCES, tolerance))));
    let times = in_turn(options.rounds.div_ceil(2), &[&metre, &centimetre, &millimetre]);
    println!(
        "\n{:<29} {:>9} {:>9} {:>7}",
        "three distances, tolerance", "min ms", "median", "ratio"
    );
    for (name, time) in ["1 m", "1 cm", "1 mm"].iter().zip(&times) {
        let ratio = time.median() / times[0].median();
        println!("{name:<29} {:>9.1} {:>9.1} {ratio:>7.1}", time.min(), time.median());
    }
    let ratio = times[1].median() / times[0].median();
    limits.time_at_most("time at 1 cm / at 1 m", CENTIMETRE, ratio);
}

fn vertices(plane: &Plane, limits: &mut Limits) {
    println!(
        "\n{:<10} {:>9} {:>9} {:>9} {:>7} {:>9} {:>7}",
        "distance", "tolerance", "vertices", "walked", "ratio", "chords", "ratio"
    );
    let finest = ours(&DISTANCES, 0.001);
    for tolerance in [1.0, 0.01] {
        let mut worst = 0.0f64;
        for ((distance, zone), finest) in
            DISTANCES.iter().zip(ours(&DISTANCES, tolerance)).zip(&finest)
        {
            let contour: Vec<_> = rings(finest).map(|ring| plane.line(ring)).collect();
            let fewest = fewest::fewest(&contour, *distance, tolerance);
            let vertices = (zone.coords_count() - rings(&zone).count()) as f64;
            worst = worst.max(vertices / fewest.chords);
            println!(
                "{:<10} {:>9} {vertices:>9} {:>9} {:>7.2} {:>9.0} {:>7.2}",
                format!("{} km", distance / 1e3),
                format!("{tolerance} m"),
                fewest.walked,
                vertices / fewest.walked,
                fewest.chords,
                vertices / fewest.chords
            );
        }
        limits.at_most(&format!("vertices / chords, at {tolerance} m"), VERTICES, worst);
    }
}

fn long_edges(limits: &mut Limits) {
    println!("\n{:<56} {:>9} {:>9} {:>7}", "long edges", "vertices", "walked", "ratio");
    let mut worst = 0.0f64;
    for long in &LONG {
        let border = Border::new(long.lines(), Edges::Planar).expect("a border");
        let zone = zones(&border, &[long.distance], long.tolerance).remove(0);
        let sample = Sample { places: 10_000, points: 20_000 };
        let judged = [(long.distance, &zone)];
        let verdict = judge(border.lines(), Edges::Planar, &judged, long.tolerance, &sample);
        assert!(verdict.is_right(), "off by {}, {} points wrong", verdict.worst, verdict.wrong);
        let finest = zones(&border, &[long.distance], (0.01 * long.tolerance).max(0.001)).remove(0);
        let walked: usize = rings(&finest).map(|ring| long::walked(ring, long.tolerance)).sum();
        let vertices = zone.coords_count() - rings(&zone).count();
        let ratio = vertices as f64 / walked as f64;
        worst = worst.max(ratio);
        let name = format!("{}, {} m at {} m", long.name, long.distance, long.tolerance);
        println!("{name:<56} {vertices:>9} {walked:>9} {ratio:>7.2}");
    }
    limits.at_most("vertices / walked, long edges", VERTICES, worst);
}

fn print_json(options: &Options, zones: &[MultiPolygon<f64>]) {
    let alone = DISTANCES.map(|distance| move || drop(black_box(ours(&[distance], 1.0))));
    let together = || drop(black_box(ours(&DISTANCES, 1.0)));
    let mut jobs: Vec<&dyn Fn()> = alone.iter().map(|job| job as &dyn Fn()).collect();
    jobs.push(&together);
    let times = in_turn(options.rounds, &jobs);
    let figures = json!({
        "distances_m": DISTANCES,
        "ms": times[..3].iter().map(|time| time.median()).collect::<Vec<_>>(),
        "least_ms": times[..3].iter().map(|time| time.min()).collect::<Vec<_>>(),
        "together_ms": times[3].median(),
        "vertices": zones.iter().map(|zone| zone.coords_count()).collect::<Vec<_>>(),
        "line": turkey_syria_border().lines().0[0].0.iter().map(|c| [c.x, c.y]).collect::<Vec<_>>(),
    });
    println!("{figures}");
}

/// Prints the time of a peer and its zone, in the plane; the case is the peer's name and a
/// distance.
fn answer(options: &Options, plane: &Plane, case: &str) {
    let (name, distance) = case.rsplit_once(' ').expect("a name and a distance");
    let distance: f64 = distance.parse().expect("a distance in metres");
    let peer = ASKED.iter().find(|peer| peer.name == name).expect("a peer");
    let line = plane.line(&turkey_syria_border().lines().0[0]);
    let times = in_turn(options.rounds, &[&|| drop(black_box((peer.zone)(&line, distance)))]);
    let pairs = |ring: &LineString<f64>| ring.coords().map(|c| [c.x, c.y]).collect();
    let zone = (peer.zone)(&line, distance);
    let polygons = zone.iter().map(|polygon| membership::rings(polygon).map(pairs).collect());
    let polygons: Vec<Vec<Vec<[f64; 2]>>> = polygons.collect();
    println!("{}", json!({ "ms": times[0].min(), "zone": polygons }));
}

fn rings(zone: &MultiPolygon<f64>) -> impl Iterator<Item = &LineString<f64>> {
    zone.iter().flat_map(membership::rings)
}

fn holes(zone: &MultiPolygon<f64>) -> usize {
    rings(zone).count() - zone.0.len()
}

fn planar_km2(plane: &Plane, zone: &MultiPolygon<f64>) -> f64 {
    let ring_km2 = |ring| geo_types::Polygon::new(plane.line(ring), vec![]).signed_area() / 1e6;
    rings(zone).map(ring_km2).sum()
}
