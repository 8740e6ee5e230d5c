//! Geometries among which a zone is shared, and the judge of what is shared.
//!
//! The distance from a geometry is that to its outline by Karney's geodesics, brute force, and 0
//! inside its polygons. Median lines are judged at nine points of every edge, areas at random points
//! around them, and the areas have to tile the zone of all geometries together.

use std::collections::HashSet;

use geo::{CoordsIter, Distance, Geodesic, Length, Point, Validation};
use geo_types::{
    Coord, Geometry, GeometryCollection, Line, LineString, MultiLineString, MultiPolygon,
};
use safe_zone::layers::as_written;
use safe_zone::median::{MedianLine, allocate, median_lines};
use safe_zone::{BufferOptions, Edges, GeodesicBuffer, area_km2};

use super::judge::{VALIDATED, length, tolerance};
use super::oracle::membership::{self, Membership};
use super::oracle::sample::{Random, around_lines, near_rings};
use super::oracle::{self, Oracle};

/// The largest number of edges that are measured: all of them, or a random choice.
const MEASURED: usize = 1_500;

/// A geometry whose distance is known.
struct Measured {
    points: Vec<Coord<f64>>,
    outline: MultiLineString<f64>,
    oracle: Oracle,
    inside: Option<Membership>,
}

impl Measured {
    fn new(geometry: &Geometry<f64>, edges: oracle::Edges) -> Self {
        let (mut points, mut lines, mut polygons) = (Vec::new(), Vec::new(), Vec::new());
        match geometry {
            Geometry::Point(point) => points.push(point.0),
            Geometry::MultiPoint(all) => points.extend(all.iter().map(|point| point.0)),
            Geometry::LineString(line) => lines.push(line.clone()),
            Geometry::MultiLineString(all) => lines.extend(all.0.clone()),
            Geometry::Polygon(polygon) => polygons.push(polygon.clone()),
            Geometry::MultiPolygon(all) => polygons.extend(all.0.clone()),
            other => panic!("no judge for {other:?}"),
        }
        let polygons = MultiPolygon(polygons);
        lines.extend(polygons.iter().flat_map(membership::rings).cloned());
        let outline = MultiLineString(lines);
        let oracle = Oracle::new(&outline, edges);
        let inside = (!polygons.0.is_empty()).then(|| Membership::new(&polygons));
        Measured { points, outline, oracle, inside }
    }

    fn distance(&self, p: Coord<f64>) -> f64 {
        if self.inside.as_ref().is_some_and(|inside| inside.contains(p.x, p.y)) {
            return 0.0;
        }
        let to = |&point: &Coord<f64>| Geodesic.distance(Point(p), Point(point));
        self.points.iter().map(to).fold(self.oracle.distance(p.x, p.y), f64::min)
    }
}

/// A zone that was shared.
pub struct Shared {
    pub areas: Vec<MultiPolygon<f64>>,
    pub medians: Vec<MedianLine>,
}

/// Shares the zone within `d` metres of geometries, and judges the result; the error names the fault.
pub fn share(
    geometries: &[Geometry<f64>],
    d: f64,
    allowed: f64,
    edges: Edges,
) -> Result<Shared, String> {
    let options = BufferOptions::default().tolerance(tolerance(allowed)).edges(edges);
    let own = match edges {
        Edges::Planar => oracle::Edges::Planar,
        Edges::Geodesic => oracle::Edges::Geodesic,
    };
    let measured: Vec<Measured> = geometries.iter().map(|it| Measured::new(it, own)).collect();
    let areas = allocate(geometries, length(d), &options).map_err(|error| error.to_string())?;
    let medians =
        median_lines(geometries, length(d), &options).map_err(|error| error.to_string())?;
    check_medians(&measured, &medians, d, allowed)?;
    check_edges(&measured, &areas, &medians, d, allowed)?;
    check_points(&measured, &areas, d, allowed)?;
    let written = as_written(&areas.iter().collect::<Vec<_>>(), tolerance(allowed));
    for (number, area) in written.iter().enumerate() {
        if membership::edges(area).count() <= VALIDATED {
            area.check_validation().map_err(|fault| format!("area {number}: {fault}"))?;
        }
    }
    let whole = GeometryCollection::from(geometries.to_vec());
    let whole = whole.geodesic_buffer(length(d), &options).map_err(|error| error.to_string())?;
    // Where the map could be divided only along an outer edge drawn finer, that is another one, within the
    // tolerance.
    let vertex = |p: Coord<f64>| [p.x.to_bits(), p.y.to_bits()];
    let outer: HashSet<_> = areas.iter().flat_map(CoordsIter::coords_iter).map(vertex).collect();
    let redrawn = whole.coords_iter().all(|p| !outer.contains(&vertex(p)));
    let rim: f64 = whole.iter().map(|it| Geodesic.length(it.exterior())).sum();
    let (whole, sum) = (area_km2(&whole), areas.iter().map(area_km2).sum::<f64>());
    let bound = if redrawn { allowed * rim / 1e6 } else { 1e-9 * whole };
    if (sum - whole).abs() > bound {
        return Err(format!("the areas have {sum} km², the zone {whole} km²"));
    }
    Ok(Shared { areas, medians })
}

/// Every edge, or a random choice of them.
fn some<T: Copy>(all: Vec<T>) -> Vec<T> {
    if all.len() <= MEASURED {
        return all;
    }
    let mut random = Random::new(17);
    (0..MEASURED).map(|_| all[random.below(all.len())]).collect()
}

/// Checks that median lines are as far from one geometry as from the other, and no farther from them
/// than from a third, nor than the zone reaches.
fn check_medians(
    measured: &[Measured],
    medians: &[MedianLine],
    d: f64,
    allowed: f64,
) -> Result<(), String> {
    let edges = medians.iter().flat_map(|it| it.line.lines().map(move |edge| (it.between, edge)));
    for ([a, b], edge) in some(edges.collect()) {
        // Both ends, and seven points between them.
        for share in 0..9 {
            let p = edge.start + edge.delta() * (f64::from(share) / 8.0);
            let s: Vec<f64> = measured.iter().map(|it| it.distance(p)).collect();
            let least = s.iter().copied().fold(f64::INFINITY, f64::min);
            let off = (s[a] - s[b]).abs().max(s[a].max(s[b]) - least);
            if off > 2.0 * allowed || least > d + allowed {
                return Err(format!("between {a} and {b} at {p:?}: off by {off} m: {s:?}"));
            }
        }
    }
    Ok(())
}

/// Checks that each edge of the areas stands at the distance, on a median line or on
/// the map's edge.
fn check_edges(
    measured: &[Measured],
    areas: &[MultiPolygon<f64>],
    medians: &[MedianLine],
    d: f64,
    allowed: f64,
) -> Result<(), String> {
    let key = |p: Coord<f64>, q: Coord<f64>| {
        let [p, q] = [[p.x, p.y], [q.x, q.y]].map(|p| p.map(|c| (c + 0.0).to_bits()));
        [p.min(q), p.max(q)]
    };
    let medians = medians.iter().flat_map(|it| it.line.lines());
    let medians: HashSet<_> = medians.map(|edge| key(edge.start, edge.end)).collect();
    for (number, area) in areas.iter().enumerate() {
        let is_map = |p: Coord<f64>| p.x.abs() == 180.0 || p.y.abs() == 90.0;
        let edges = membership::edges(area).filter(|edge| {
            let on_map_edge = is_map(edge.start) && is_map(edge.end);
            !on_map_edge && !medians.contains(&key(edge.start, edge.end))
        });
        for Line { start, end } in some(edges.collect()) {
            let p = (start + end) / 2.0;
            let s = measured.iter().map(|it| it.distance(p)).fold(f64::INFINITY, f64::min);
            if (s - d).abs() > allowed {
                return Err(format!("area {number} has an edge at {p:?}, {s} m away"));
            }
        }
    }
    Ok(())
}

/// Checks that random points lie in the area of the nearest geometry, and in no other.
fn check_points(
    measured: &[Measured],
    areas: &[MultiPolygon<f64>],
    d: f64,
    allowed: f64,
) -> Result<(), String> {
    let held: Vec<Membership> = areas.iter().map(Membership::new).collect();
    let mut spots = Vec::new();
    for (seed, (own, area)) in measured.iter().zip(areas).enumerate() {
        spots.extend(near_rings(area, 50.0 * allowed, 150, seed as u64));
        let dots = own.points.iter().map(|&p| LineString(vec![p, p]));
        let lines: MultiLineString<f64> = own.outline.iter().cloned().chain(dots).collect();
        spots.extend(around_lines(&lines, (1e-3 * d, 2.0 * d), 150, seed as u64));
    }
    for p in spots {
        let s: Vec<f64> = measured.iter().map(|it| it.distance(p)).collect();
        let mut order: Vec<usize> = (0..s.len()).collect();
        order.sort_by(|&a, &b| s[a].total_cmp(&s[b]));
        let holds: Vec<usize> = (0..s.len()).filter(|&it| held[it].contains(p.x, p.y)).collect();
        let (first, second) = (order[0], order[1]);
        if (s[first] - d).abs() <= allowed || s[second] - s[first] <= 2.0 * allowed {
            continue;
        }
        let expected = if s[first] < d { vec![first] } else { Vec::new() };
        if holds != expected {
            return Err(format!("{p:?} lies in {holds:?}, not in {expected:?}: {s:?}"));
        }
    }
    Ok(())
}
