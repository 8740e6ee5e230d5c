//! Measures zones of polygons and points beside `geo`'s `Buffer`: a country, many discs, many features.
//!
//! Degrees for the engine, at a tolerance of 1 m, one thread; `geo` gets the same shapes ready-made in the plane
//! of `plane`, and arcs whose error is the engine's, so neither projecting nor the plane's distortion counts.
//! Milliseconds; everything that is compared runs once a round, in turn; ratios are of medians. The areas of
//! both are compared before anything is timed.

#[path = "engine/plane.rs"]
mod plane;
mod shared;

use std::hint::black_box;
use std::process::ExitCode;

use clap::Parser;
use geo::algorithm::buffer::{BufferStyle, LineCap, LineJoin};
use geo::{Area, Buffer, CoordsIter};
use geo_types::{Coord, LineString, MultiPolygon, Point, Polygon};
use plane::Plane;
use safe_zone::{BufferOptions, GeodesicBuffer, SignedLength, area_km2, dataset};
use shared::limits::Limits;
use shared::options::Options;
use shared::timing::in_turn;

/// The largest distance of the engine's edges from their arcs, metres: nine tenths of the tolerance.
const SAGITTA: f64 = 0.9;
/// The least ratio of `geo`'s time to the engine's for a country.
const COUNTRY: f64 = 5.0;
/// The same for discs.
const DISCS: f64 = 1.0;
const MANY: usize = 10_000;

fn main() -> ExitCode {
    let options = Options::parse();
    let plane = Plane::new();
    let mut limits = Limits::new(options.slack);
    println!(
        "{:<34} {:>9} {:>9} {:>7} {:>10} {:>10}",
        "", "min ms", "median", "ratio", "vertices", "km²"
    );
    let syria = &dataset::territory("syria").expect("a territory").polygons().0[0];
    for metres in [5_000.0, -5_000.0] {
        let name = format!("country, {} vertices, {} km", syria.coords_count(), metres / 1e3);
        if let Some(ratio) = beside(&options, &name, &plane, std::slice::from_ref(syria), metres) {
            limits.ratio_at_least(&name, COUNTRY, ratio);
        }
    }
    let points: Vec<Point> = spots().map(Point).collect();
    for metres in [100.0, 5_000.0] {
        let name = format!("{MANY} discs, {metres} m");
        if let Some(ratio) = beside(&options, &name, &plane, &points, metres) {
            limits.ratio_at_least(&name, DISCS, ratio);
        }
    }
    let fields: Vec<Polygon> = spots().map(field).collect();
    for metres in [500.0, -500.0] {
        beside(&options, &format!("{MANY} polygons, {metres} m"), &plane, &fields, metres);
    }
    limits.finish(options.strict)
}

/// A shape of the benchmark, in degrees and in the plane.
trait Shape: GeodesicBuffer + Sized {
    type Planar: Buffer<Scalar = f64>;

    fn planar(&self, plane: &Plane) -> Self::Planar;
}

impl Shape for Point {
    type Planar = Point;

    fn planar(&self, plane: &Plane) -> Point {
        plane.line(&LineString(vec![self.0])).0[0].into()
    }
}

impl Shape for Polygon {
    type Planar = Polygon;

    fn planar(&self, plane: &Plane) -> Polygon {
        let holes = self.interiors().iter().map(|ring| plane.line(ring)).collect();
        Polygon::new(plane.line(self.exterior()), holes)
    }
}

/// Measures both, prints their rows and returns the ratio of `geo`'s time to the engine's; nothing for a case that
/// is not asked for.
fn beside<S: Shape>(
    options: &Options,
    name: &str,
    plane: &Plane,
    shapes: &[S],
    metres: f64,
) -> Option<f64> {
    if !name.contains(&options.only) {
        return None;
    }
    let planar: Vec<S::Planar> = shapes.iter().map(|shape| shape.planar(plane)).collect();
    let distance = format!("{metres}m").parse::<SignedLength>().expect("a length");
    let ours =
        |shape: &S| shape.geodesic_buffer(distance, &BufferOptions::default()).expect("a zone");
    // Of a circle, edges this long leave the arc by the same.
    let arc = 2.0 * (1.0 - SAGITTA / metres.abs()).acos();
    let style = || {
        let style = BufferStyle::new(metres);
        style.line_join(LineJoin::Round(arc)).line_cap(LineCap::Round(arc))
    };
    let theirs = |shape: &S::Planar| shape.buffer_with_style(style());
    let zones: [Vec<MultiPolygon>; 2] =
        [shapes.iter().map(ours).collect(), planar.iter().map(theirs).collect()];
    let km2 = [
        zones[0].iter().map(area_km2).sum::<f64>(),
        zones[1].iter().map(|zone| zone.unsigned_area() / 1e6).sum(),
    ];
    // South of the border the plane is 1 % too small.
    assert!((km2[1] / km2[0] - 1.0).abs() < 0.02, "{name}: {km2:?} km²");
    let times = in_turn(
        options.rounds,
        &[&|| shapes.iter().for_each(|shape| drop(black_box(ours(shape)))), &|| {
            planar.iter().for_each(|shape| drop(black_box(theirs(shape))))
        }],
    );
    let ratio = times[1].median() / times[0].median();
    for (index, who) in ["", "  geo"].into_iter().enumerate() {
        let vertices: usize = zones[index].iter().map(CoordsIter::coords_count).sum();
        println!(
            "{:<34} {:>9.1} {:>9.1} {:>7.2} {vertices:>10} {:>10.1}",
            if who.is_empty() { name } else { who },
            times[index].min(),
            times[index].median(),
            times[index].median() / times[0].median(),
            km2[index]
        );
    }
    Some(ratio)
}

/// Positions over the land south of the embedded border, by Weyl's sequence.
fn spots() -> impl Iterator<Item = Coord<f64>> {
    let share = |index: usize, step: f64| (index as f64 * step).fract();
    // The plastic number's powers: M. Roberts, The unreasonable effectiveness of quasirandom sequences, 2018.
    (1..=MANY).map(move |index| Coord {
        x: 37.0 + 5.0 * share(index, 0.754_877_666_246_693),
        y: 36.0 + share(index, 0.569_840_290_998_053),
    })
}

/// A field of 20 vertices around a position, some 5 km across.
fn field(at: Coord<f64>) -> Polygon {
    let corner = |index: usize| {
        let angle = index as f64 * std::f64::consts::TAU / 20.0;
        let reach = 0.02 + 0.008 * (3.0 * angle).sin();
        Coord { x: at.x + 1.25 * reach * angle.cos(), y: at.y + reach * angle.sin() }
    };
    Polygon::new((0..20).map(corner).collect(), Vec::new())
}
