//! Polygons as written: rounded, read back from the text, valid as OGC simple features, within the
//! tolerance, and tiling.
//!
//! `geo`'s `Validation` judges validity; `.ci/valid.py` has GEOS judge the same texts.

use std::collections::HashSet;
use std::fs;
use std::path::PathBuf;

use geo::line_intersection::{LineIntersection, line_intersection};
use geo::{Area, Destination, Distance, Geodesic, Point, Validation};
use geo_types::{Coord, Line, LineString, MultiLineString, MultiPolygon, Polygon};
use safe_zone::layers::{self, Caption, as_written};
use safe_zone::{Border, BufferOptions, Edges, Tolerance, buffer};

use crate::support::judge::{Case, VALIDATED, check_apart, length, tolerance};
use crate::support::oracle::membership;
use crate::support::oracle::parallel::par_map;
use crate::support::oracle::sample::{Random, on_map};

/// A layer of one buffer as the text of a file.
fn text(zone: &MultiPolygon<f64>, d: f64, edges: Edges, tolerance: Tolerance) -> String {
    let options = BufferOptions::default().edges(edges).tolerance(tolerance);
    layers::buffers([(length(d), zone)], &options, None, &Caption::default()).to_string()
}

/// The polygons of the first feature of a text.
fn read(text: &str) -> MultiPolygon<f64> {
    let collection: ::geojson::FeatureCollection = text.parse().unwrap();
    let geometry = collection.features[0].geometry.clone().unwrap();
    geometry.value.try_into().unwrap()
}

/// Checks that polygons are valid; the error gives the reason. `geo` takes quadratic time, so of
/// large ones only the places where edges touch are checked.
fn check(zone: &MultiPolygon<f64>) -> Result<(), String> {
    let edges: Vec<Line<f64>> = membership::edges(zone).collect();
    if edges.len() > VALIDATED && check_apart(&edges).is_ok() {
        return Ok(());
    }
    zone.check_validation().map_err(|problem| problem.to_string())
}

fn lines(lines: &[&[(f64, f64)]]) -> MultiLineString<f64> {
    lines.iter().map(|line| LineString::from(line.to_vec())).collect()
}

/// The zone of these lines, written, read back, and judged by the oracle.
#[track_caller]
fn judge(lines: MultiLineString<f64>, edges: Edges, d: f64, allowed: f64) {
    let case = Case::new(lines, edges);
    let zone = buffer(&case.border, &[length(d)], tolerance(allowed)).unwrap().remove(0);
    let written = read(&text(&zone, d, edges, tolerance(allowed)));
    let judged = check(&written).and_then(|()| case.judge(&written, (0.0, d), allowed, 500));
    assert!(judged.is_ok(), "{d} m within {allowed} m: {judged:?}");
}

/// Rounded to 7 decimals each of these crosses itself, as GEOS 3.14 says: at 87.4915109 -9.4027757,
/// 101.5432385 18.3987563 and 132.9804360 -24.2353300.
#[test]
fn edges_shorter_than_the_last_decimal() {
    const NAUTICAL: f64 = 1_852.0;
    let bend: &[_] = &[
        (87.992540622, -10.158040985),
        (87.824216946, -10.376226071),
        (87.402131237, -10.302523789),
    ];
    judge(lines(&[bend]), Edges::Planar, 100_000.0, 1.0);
    let hook: &[_] = &[(101.789, 18.073), (101.177, 17.516), (101.073, 18.496), (101.156, 18.556)];
    for allowed in [1.0, 0.5, 2.0] {
        judge(lines(&[hook]), Edges::Planar, 24.0 * NAUTICAL, allowed);
    }
    let (north, south) =
        ([(132.41, -21.45), (139.0, -22.02)], [(130.65, -26.59), (134.21, -27.18)]);
    for edges in [Edges::Geodesic, Edges::Planar] {
        judge(lines(&[&north, &south]), edges, 300_000.0, 1.0);
    }
}

/// Between two lines exactly twice the distance apart, or a hair more or less, no drawing keeps the
/// two parts of the boundary apart: as drawn they may cross.
#[test]
fn lines_twice_the_distance_apart() {
    let line = |lat: f64| [(10.0, lat), (10.5, lat)];
    let apart = Geodesic.distance(Point::new(10.0, 0.0), Point::new(10.0, 3.0));
    for (more, allowed) in
        [(0.0, 1.0), (1e-6, 1.0), (-1e-4, 1.0), (-1e-3, 10.0), (0.0, 100.0), (1e-9, 0.01)]
    {
        judge(lines(&[&line(0.0), &line(3.0)]), Edges::Planar, 0.5 * apart + more, allowed);
    }
}

/// Units of the 7th decimal.
const UNIT: f64 = 1e-7;

fn units(points: &[(f64, f64)]) -> LineString<f64> {
    points.iter().map(|&(x, y)| Coord { x: x * UNIT, y: y * UNIT }).collect()
}

fn polygon(rings: [&[(f64, f64)]; 2]) -> MultiPolygon<f64> {
    let [exterior, hole] = rings.map(units);
    let holes = if hole.0.is_empty() { vec![] } else { vec![hole] };
    MultiPolygon(vec![Polygon::new(exterior, holes)])
}

/// Rounded by themselves the corner of the hole, (50, 0), and the edge, which passes (50, -0.5)
/// then, change sides.
#[test]
fn neighbours_bend_alike() {
    let below = [(0.0, -20.0), (100.0, -20.0), (100.0, 0.45), (0.0, -0.6)];
    let above = [(0.0, -0.6), (100.0, 0.45), (100.0, 20.0), (0.0, 20.0)];
    let hole = [(50.0, -0.2), (45.0, -10.0), (55.0, -10.0)];
    let layer = [polygon([&below, &hole]), polygon([&above, &[]])];
    let written = as_written(&layer.each_ref(), Tolerance::default());
    assert_tile(&written);
    let corner = Coord { x: 50.0 * UNIT, y: 0.0 };
    for polygons in &written {
        let points = || polygons.0[0].exterior().coords();
        let near = |p: &Coord<f64>| (p.x - corner.x).hypot(p.y - corner.y) < 1e-3 * UNIT;
        assert!(points().any(near), "{polygons:?}");
    }
    assert!((area(&written) - 100.0 * 40.0 + 49.0).abs() < 2.0, "{}", area(&written));
}

/// The area in square units.
fn area(layer: &[MultiPolygon<f64>]) -> f64 {
    layer.iter().map(|polygons| polygons.signed_area() / (UNIT * UNIT)).sum()
}

/// A ring that touches itself in a point where it was open before, and one that comes to run back
/// over itself.
#[test]
fn necks_close_and_spikes_go() {
    let neck =
        [(0.0, 0.0), (9.6, 9.6), (20.0, 0.0), (20.0, 20.0), (10.4, 10.4), (9.7, 10.3), (0.0, 20.0)];
    let spike = [(0.0, 0.0), (20.0, 0.0), (20.0, 9.9), (40.0, 10.1), (20.0, 10.2), (0.0, 20.0)];
    for (ring, parts, units) in [(&neck[..], 2, 200.0), (&spike[..], 1, 300.0)] {
        let written = as_written(&[&polygon([ring, &[]])], Tolerance::default());
        assert_tile(&written);
        assert_eq!(written[0].0.len(), parts, "{written:?}");
        assert!((area(&written) - units).abs() < 1.0, "{}", area(&written));
    }
}

/// Rings that cross before they are written: the result holds the points around which the ring
/// winds counter-clockwise.
#[test]
fn rings_that_cross_are_written_valid() {
    let eight = [(0.0, 0.0), (100.0, 0.0), (100.0, 50.0), (60.0, -10.0), (50.0, 50.0), (0.0, 50.0)];
    let written = as_written(&[&polygon([&eight, &[]])], Tolerance::default());
    assert_tile(&written);
    assert!(written[0].0.len() == 2);
}

/// Cells of a fraction of a unit up to some, their corners anywhere: whatever falls together, the
/// others tile the square as before.
#[test]
fn cells_smaller_than_a_unit_tile() {
    for seed in 0..40 {
        let mut random = Random::new(seed);
        let (count, size) = (12, [0.25, 0.5, 1.0, 2.0][seed as usize % 4]);
        let mut corners = vec![vec![(0.0, 0.0); count + 1]; count + 1];
        for (i, row) in corners.iter_mut().enumerate() {
            for (j, corner) in row.iter_mut().enumerate() {
                let mut at = |k: usize| {
                    let aside = random.between(-0.4, 0.4);
                    size * (k as f64 + if k == 0 || k == count { 0.0 } else { aside })
                };
                *corner = (at(i), at(j));
            }
        }
        let cells = (0..count).flat_map(|i| (0..count).map(move |j| (i, j)));
        let cell = |(i, j): (usize, usize)| {
            let ring = [(i, j), (i + 1, j), (i + 1, j + 1), (i, j + 1)].map(|(i, j)| corners[i][j]);
            polygon([&ring, &[]])
        };
        let layer: Vec<_> = cells.map(cell).collect();
        let written = as_written(&layer.iter().collect::<Vec<_>>(), Tolerance::default());
        assert_tile(&written);
        let square = (size * count as f64).powi(2);
        assert!((area(&written) / square - 1.0).abs() < 1e-6, "{} of {square}", area(&written));
    }
}

/// Asserts that polygons are valid, and that edges of the layer meet at common ends only, each way
/// once.
#[track_caller]
fn assert_tile(layer: &[MultiPolygon<f64>]) {
    let bits = |p: Coord<f64>| (p.x.to_bits(), p.y.to_bits());
    let mut ways = HashSet::new();
    for polygons in layer {
        assert!(polygons.is_valid(), "{:?}: {polygons:?}", polygons.check_validation());
        for edge in membership::edges(polygons) {
            assert!(ways.insert((bits(edge.start), bits(edge.end))), "twice: {edge:?}");
        }
    }
    let all: Vec<Line<f64>> = layer.iter().flat_map(membership::edges).collect();
    for edge in &all {
        let bad = |other: &&Line<f64>| {
            let ends = [other.start, other.end];
            let common =
                [edge.start, edge.end].into_iter().filter(|end| ends.contains(end)).count();
            match line_intersection(*edge, **other) {
                None => false,
                Some(LineIntersection::SinglePoint { .. }) => common == 0,
                Some(LineIntersection::Collinear { .. }) => common < 2,
            }
        };
        assert_eq!(all.iter().find(bad), None, "{edge:?}");
    }
}

/// A line that may go over the antimeridian and the poles, with a distance and a tolerance.
struct Asked {
    lines: MultiLineString<f64>,
    edges: Edges,
    d: f64,
    allowed: f64,
}

impl Asked {
    /// A random case, with uniform logarithms of its sizes; the latitude is uniform on the globe or
    /// near a pole.
    fn random(seed: u64) -> Self {
        let mut random = Random::new(seed);
        let mut log = |low: f64, high: f64| random.between(low.ln(), high.ln()).exp();
        let (d, steps) = (log(10.0, 500e3), log(2.0, 500.0) as usize);
        let step = log(1.0, 200e3);
        // All but one in 16 so that they have some thousand vertices: sagittas of the zone's arcs
        // and of edges straight on the map.
        let way = step * 0.5 * steps as f64;
        let between = (2.0 * way + 6.3 * d) / 2_000.0;
        let finest = if seed.is_multiple_of(16) {
            0.0
        } else {
            between.powi(2) / 8.0 * (1.0 / d + 1.0 / 6.4e6)
        };
        let largest = (d / 4.0).min(10.0);
        let allowed = log(finest.clamp(0.001, largest), largest);
        let from_pole = log(1e-3, 10.0);
        let place = random.between(0.0, 5.0);
        let lat = match place {
            0.0..1.0 => 90.0 - from_pole,
            1.0..2.0 => from_pole - 90.0,
            _ => random.between(-1.0, 1.0).asin().to_degrees(),
        };
        let lon = match place {
            2.0..3.0 => on_map(Coord { x: 180.0 + random.between(-1.0, 1.0), y: 0.0 }).x,
            _ => random.between(-180.0, 180.0),
        };
        let edges = if random.between(0.0, 2.0) < 1.0 { Edges::Planar } else { Edges::Geodesic };
        let bend = random.between(1.0, 180.0);
        let (mut at, mut heading) = (Coord { x: lon, y: lat }, 0.0);
        let mut lines = vec![vec![at]];
        for _ in 1..steps.max(2) {
            heading += random.between(-bend, bend);
            let way = step * random.between(0.01, 1.0);
            let next = on_map(Geodesic.destination(Point::from(at), heading, way).into());
            // A planar edge is not wider than 180°.
            if edges == Edges::Planar && (next.x - at.x).abs() > 180.0 {
                lines.push(Vec::new());
            }
            let last = lines.len() - 1;
            lines[last].push(next);
            at = next;
        }
        // Of two points one may lie on either side.
        if lines.iter().all(|line| line.len() < 2) {
            lines = vec![vec![at, Coord { y: at.y - at.y.signum() * 0.01, ..at }]];
        }
        lines.retain(|line| line.len() > 1);
        let lines = lines.into_iter().map(LineString).collect();
        Asked { lines, edges, d, allowed }
    }

    /// The text written and whether it is valid.
    fn written(&self) -> Result<String, String> {
        let border = Border::new(self.lines.clone(), self.edges).map_err(|it| it.to_string())?;
        let allowed = tolerance(self.allowed);
        let zones = buffer(&border, &[length(self.d)], allowed).map_err(|it| it.to_string())?;
        let text = text(&zones[0], self.d, self.edges, allowed);
        check(&read(&text))?;
        Ok(text)
    }
}

fn random_lines(seeds: std::ops::Range<u64>) {
    let folder = std::env::var_os("SAFE_ZONE_WRITTEN").map(PathBuf::from);
    let seeds: Vec<u64> = seeds.collect();
    let outcomes = par_map(&seeds, |&seed| {
        let asked = Asked::random(seed);
        let told = |fault| format!("{seed}: {} m within {} m: {fault}", asked.d, asked.allowed);
        let text = asked.written().map_err(told)?;
        if let Some(folder) = &folder {
            fs::write(folder.join(format!("{seed}.geojson")), text).map_err(|it| it.to_string())?;
        }
        Ok(())
    });
    let faults: Vec<String> = outcomes.into_iter().filter_map(Result::err).collect();
    assert!(faults.is_empty(), "{} of {}: {faults:#?}", faults.len(), seeds.len());
}

#[test]
fn random_lines_are_written_valid() {
    random_lines(0..60);
}

/// With `SAFE_ZONE_WRITTEN` set to a folder, the texts are written there for another judge.
#[test]
#[ignore = "thorough: two minutes"]
fn ten_thousand_random_lines_are_written_valid() {
    random_lines(0..10_000);
}
