//! Polygons as areas of the map: whether they hold a point, and their common boundary.
//!
//! Longitude, latitude in degrees, edges straight in both: geodesic edges are cut into pieces. A
//! point is inside where one of the polygons holds it, so polygons may overlap. A polygon on the
//! map may follow the map's edge at ±180° and at the poles, as RFC 7946 §3.1.9 wants it: where the
//! area goes on across the edge, the edge is no boundary.
//!
//! Geodesic edges run the short way around the Earth, so a ring may enclose a pole. Which part of
//! the Earth such a ring encloses its points do not tell: it is the smaller part.

use std::f64::consts::PI;

use geo_types::{Coord, Line, LineString, Polygon};

use crate::earth;
use crate::planar::{
    self, Boxes, Edge, Faces, Frame, Seams, across, antimeridian, crossings, diagonal, is_on_edge,
    noding, polygon_rings,
};
use crate::region::{EvenOdd, is_pole_edge};
use crate::value::{Edges, Error, ErrorKind, Position};

/// Polygons on the map.
pub(super) struct Areas {
    /// The rings of each polygon: the exterior counter-clockwise, holes clockwise.
    polygons: Vec<Vec<LineString<f64>>>,
    insides: Vec<EvenOdd>,
    /// The boxes around the polygons.
    boxes: Boxes,
}

impl Areas {
    /// The areas of polygons; pieces leave geodesic edges by at most `deviation` metres.
    ///
    /// # Errors
    /// [`ErrorKind::CrossingRings`].
    pub fn new(polygons: &[Polygon<f64>], edges: Edges, deviation: f64) -> Result<Self, Error> {
        let on_map = |polygon| match edges {
            Edges::Planar => straight(polygon),
            Edges::Geodesic => geodesic(polygon, deviation),
        };
        let polygons = polygons.iter().map(on_map).collect::<Result<Vec<_>, Error>>()?;
        let lines = |rings: &Vec<LineString<f64>>| -> Vec<Line<f64>> {
            rings.iter().flat_map(LineString::lines).collect()
        };
        let insides = polygons.iter().map(|rings| EvenOdd::new(&lines(rings))).collect();
        let boxes = Boxes::new(polygons.iter().map(diagonal));
        Ok(Areas { polygons, insides, boxes })
    }

    /// `true` if a polygon holds a point.
    pub fn hold(&self, p: Coord<f64>) -> bool {
        let mut found = false;
        self.boxes.within(&[p.x, p.y, p.x, p.y], |polygon| {
            found = found || self.insides[polygon].holds(p);
        });
        found
    }

    /// The boundary of all polygons together, as lines with the inside on their left. Where
    /// polygons overlap or share an edge, and where the area goes on across the map's edge, there
    /// is none.
    pub fn boundary(&self) -> Vec<LineString<f64>> {
        let all = || self.polygons.iter().flatten();
        let rings: Vec<LineString<f64>> = match &self.polygons[..] {
            [_] if !all().flat_map(LineString::lines).any(is_on_edge) => all().cloned().collect(),
            _ => self.united(),
        };
        let seams = Seams::new(rings.iter().flat_map(LineString::lines));
        let stays = |a: &Coord<f64>, b: &Coord<f64>| {
            !is_pole_edge(*a, *b) && !seams.go_on(Line::new(*a, *b))
        };
        let mut boundary = Vec::new();
        for ring in &rings {
            let runs = ring.0.chunk_by(stays).filter(|run| run.len() > 1);
            boundary.extend(runs.map(|run| LineString(run.to_vec())));
        }
        boundary
    }

    /// The rings of all polygons together, cut alike on both sides of the map's edge.
    fn united(&self) -> Vec<LineString<f64>> {
        let lines = || self.polygons.iter().flatten().flat_map(LineString::lines);
        let mut edges: Vec<Edge> = lines().map(|line| Edge { line, of: 0 }).collect();
        let seams = lines().filter(|&edge| is_on_edge(edge));
        edges.extend(seams.map(|edge| Edge { line: across(edge), of: 1 }));
        let mut noded = noding::noded(planar::Edges::new([Vec::new(), Vec::new(), edges]));
        noded.retain(|edge| edge.of == 0);
        let faces = Faces::new(&noded);
        let windings = faces.windings();
        faces.rings(|cycle| windings[cycle] > 0)
    }
}

/// The rings of a polygon with edges straight on the map.
fn straight(polygon: &Polygon<f64>) -> Result<Vec<LineString<f64>>, Error> {
    let rings: Vec<LineString<f64>> = polygon_rings(polygon)
        .enumerate()
        .map(|(index, ring)| wound(ring.clone(), planar::twice_area(ring), index))
        .collect();
    check(rings)
}

/// A ring that runs counter-clockwise if it is the first of its polygon, clockwise otherwise.
fn wound(mut ring: LineString<f64>, area: f64, index: usize) -> LineString<f64> {
    if (area < 0.0) == (index == 0) {
        ring.0.reverse();
    }
    ring
}

fn check(rings: Vec<LineString<f64>>) -> Result<Vec<LineString<f64>>, Error> {
    match crossings::first(&rings) {
        Some(near) => Err(ErrorKind::CrossingRings { near: Position::literal(near) }.into()),
        None => Ok(rings),
    }
}

/// The rings of a polygon with geodesic edges, cut where the map ends.
fn geodesic(polygon: &Polygon<f64>, deviation: f64) -> Result<Vec<LineString<f64>>, Error> {
    let mut drawn = Vec::new();
    for (index, ring) in polygon_rings(polygon).enumerate() {
        let mut points = Vec::new();
        for edge in ring.lines() {
            earth::subdivide(edge.start, edge.end, Edges::Geodesic, deviation, &mut points);
        }
        let ring = beside_poles(&points);
        let area = enclosed(&ring);
        drawn.push(wound(ring, area, index));
    }
    let drawn = check(drawn)?;
    antimeridian::cut(drawn, Frame::Map, 0.0)
        .map_err(|near| Error::from(ErrorKind::CrossingRings { near: Position::literal(near) }))
}

/// A closed ring through these points. A point at a pole has no longitude, so two points beside the
/// pole, at the longitudes of its neighbours, stand for it.
fn beside_poles(points: &[Coord<f64>]) -> LineString<f64> {
    /// A tenth of a millimetre, in degrees.
    const BESIDE: f64 = 1e-9;
    let count = points.len();
    let mut ring = Vec::with_capacity(count + 1);
    for (index, &point) in points.iter().enumerate() {
        if point.y.abs() < 90.0 - BESIDE {
            ring.push(point);
            continue;
        }
        let y = (90.0 - BESIDE).copysign(point.y);
        let neighbours = [points[(index + count - 1) % count], points[(index + 1) % count]];
        ring.extend(neighbours.map(|neighbour| Coord { x: neighbour.x, y }));
    }
    ring.dedup();
    ring.extend(ring.first().copied());
    LineString(ring)
}

/// The area that a ring encloses on its left, square metres, less than half of the Earth's;
/// negative where that is on its right.
fn enclosed(ring: &LineString<f64>) -> f64 {
    let mut continuous: Vec<Coord<f64>> = Vec::with_capacity(ring.0.len() + 3);
    for point in ring.coords() {
        let x = continuous.last().map_or(point.x, |last| {
            let turn: f64 = point.x - last.x;
            last.x + turn - 360.0 * (turn / 360.0).round()
        });
        continuous.push(Coord { x, ..*point });
    }
    let (Some(&first), Some(&last)) = (continuous.first(), continuous.last()) else { return 0.0 };
    let is_around = (last.x - first.x).abs() > 180.0;
    if is_around {
        let north = [last, first].map(|end| Coord { x: end.x, y: 90.0 });
        continuous.extend(north);
        continuous.push(first);
    }
    let area = earth::ring_area_m2(&LineString(continuous));
    let half = 2.0 * PI * earth::authalic(0.5 * PI);
    match is_around {
        true if area.abs() > half => area - area.signum() * 2.0 * half,
        _ => area,
    }
}
