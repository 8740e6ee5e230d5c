//! Random territories, cut in two ways that share little: the band within the territory, and the part of the
//! zone in it. Both have the same area, and a territory laid onto the border gains and loses what it says.

use geo::Validation;
use geo_types::{Coord, LineString, MultiPolygon, Polygon, coord};
use safe_zone::{Border, Edges, Extent, Territory, area_km2, bands, buffer};

use crate::support::judge::{length, tolerance};
use crate::support::oracle::sample::Random;
use crate::support::shape_judge::star;

/// Metres in a degree of a great circle.
const DEGREE: f64 = 111_195.0;

/// A walk, a territory beside it or across it, and a depth; metres.
fn configuration(random: &mut Random) -> (LineString<f64>, MultiPolygon<f64>, f64) {
    let at = coord! { x: random.between(-160.0, 160.0), y: random.between(-70.0, 70.0) };
    let size = 10f64.powf(random.between(2.0, 5.3));
    let mut beside = |from: Coord<f64>, reach: f64| {
        let mut off = || random.between(-reach, reach) * size / DEGREE;
        coord! { x: from.x + off() / at.y.to_radians().cos(), y: from.y + off() }
    };
    let mut line = vec![at];
    for _ in 0..12 {
        line.push(beside(line[line.len() - 1], 0.5));
    }
    let off = beside(at, 1.0);
    let count = 3 + random.below(40);
    let mut ring = |share: [f64; 2]| star(random, off, count, share.map(|it| it * size));
    let exterior = ring([0.4, 1.0]);
    let (hole, island) = (ring([0.1, 0.35]), ring([0.02, 0.08]));
    let mut polygons = vec![Polygon::new(exterior, Vec::new())];
    match random.below(4) {
        0 => polygons[0].interiors_push(hole),
        1 => {
            polygons[0].interiors_push(hole);
            polygons.push(Polygon::new(island, Vec::new()));
        }
        2 => {
            // One edge is the border's.
            let (a, b) = (line[0], line[1]);
            let corner = coord! { x: a.x + b.y - a.y, y: a.y + a.x - b.x };
            polygons = vec![Polygon::new(LineString(vec![a, b, corner, a]), Vec::new())];
        }
        _ => {}
    }
    let depth = (size * 10f64.powf(random.between(-2.0, 0.3))).clamp(2.0, 400_000.0);
    (LineString(line), MultiPolygon(polygons), depth)
}

#[test]
fn both_ways_cut_the_same_area() {
    let (mut cut, mut beyond) = (0, 0);
    for seed in 0..1_500 {
        let random = &mut Random::new(seed);
        let (line, polygons, depth) = configuration(random);
        let allowed = tolerance((depth * 10f64.powf(random.between(-5.0, -0.5))).max(1e-3));
        let territory = Territory::new("land", polygons).unwrap();
        let border = Border::new(line, Edges::Planar).unwrap();
        let zone = buffer(&border, &[length(depth)], allowed).unwrap();
        let part = territory.part_of(&zone[0]);
        let band = bands(&border, Extent::default().within(&territory), &[length(depth)], allowed);
        match (&part, &band) {
            (Ok(part), Ok(band)) => {
                let (one, other) = (area_km2(part), area_km2(&band[0]));
                let off = (one - other).abs();
                assert!(off < 1e-9 * area_km2(&zone[0]) + 1e-9, "seed {seed}: {one} {other}");
                cut += 1;
            }
            (Err(_), Err(_)) => beyond += 1,
            _ => panic!("seed {seed}: {part:?} {band:?}"),
        }
        let snapped = territory.snapped(&border, length(0.1 * depth));
        let Ok(snapped) = snapped else { continue };
        let own = area_km2(territory.polygons());
        let more = area_km2(snapped.territory().polygons()) - own;
        let said = snapped.given_km2() - snapped.taken_km2();
        assert!((more - said).abs() < 1e-6 * own, "seed {seed}: {more} {said} of {own}");
        assert!(snapped.territory().polygons().is_valid(), "seed {seed}");
    }
    assert!(cut > 1_000 && beyond > 20, "{cut} {beyond}");
}
