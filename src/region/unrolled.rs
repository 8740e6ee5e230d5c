//! Polygons whose longitudes go on past 180°, as polygons on the map.
//!
//! Longitude, latitude in degrees, edges straight in both. A ring is unrolled first: ±180° takes the
//! sign with which its edges are short. A polygon on the map stays as it is; another is cut at ±180°.

use geo::MapCoords;
use geo_types::{Coord, Line, LineString, Polygon};

use crate::border::longitudes;
use crate::planar::sets::RingSets;
use crate::planar::{Frame, antimeridian, crossings, polygons, wound_rings};
use crate::value::{Error, ErrorKind, Position};

/// The length above which an edge gets points in between, degrees: on the map the way of a shorter one
/// across ±180° is plain.
const LONG: f64 = 90.0;

/// The length above which an edge to ±180° is meant to be short, degrees: a shorter one may be the side of
/// an area that spans most of the map.
const PLAIN: f64 = 270.0;

/// A ring with longitudes that go on; `Err` has the index of the start of an edge that spans more than
/// 180° and not all of the map.
///
/// An edge from -180° to 180° along a parallel runs around the Earth. Where another such edge changes its
/// latitude, the ring was cut at ±180° and put together again, as TopoJSON is, and both are stretches of the
/// antimeridian.
pub(crate) fn unrolled(ring: &LineString<f64>) -> Result<LineString<f64>, usize> {
    let is_turn = |edge: Line<f64>| edge.dx().abs() == 360.0 && !is_pole_edge(edge.start, edge.end);
    if ring.lines().any(|edge| is_turn(edge) && edge.dy() != 0.0)
        && let Ok(joined) = walked(ring, |edge| is_turn(edge).then_some(-edge.dx()))
    {
        return Ok(joined);
    }
    walked(ring, |_| None)
}

/// A ring whose longitudes go on; `turns` are the degrees that an edge turns back.
fn walked(
    ring: &LineString<f64>,
    turns: impl Fn(Line<f64>) -> Option<f64>,
) -> Result<LineString<f64>, usize> {
    let mut points: Vec<Coord<f64>> = Vec::with_capacity(ring.0.len());
    let mut turn = 0.0;
    points.extend(ring.0.first());
    for (index, edge) in ring.lines().enumerate() {
        let (start, end) = (edge.start, edge.end);
        let is_around = edge.dx().abs() == 360.0 || is_pole_edge(start, end);
        if let Some(back) = turns(edge) {
            turn += back;
        } else if edge.dx().abs() > 180.0 && !is_around {
            let [from, to] =
                longitudes::short([start, end]).filter(|_| edge.dx().abs() > PLAIN).ok_or(index)?;
            turn += (to.x - end.x) - (from.x - start.x);
        }
        points.push(Coord { x: end.x + turn, ..end });
    }
    // A ring around a pole is cut along the map's edge.
    if turn == 0.0 { Ok(LineString(points)) } else { Err(ring.0.len().saturating_sub(2)) }
}

/// `true` if all of a ring is on the map.
fn is_on_map(ring: &LineString<f64>) -> bool {
    ring.coords().all(|point| point.x.abs() <= 180.0)
}

/// `true` if an edge runs along the map's edge at a pole, so that all of it is one point.
pub(crate) fn is_pole_edge(a: Coord<f64>, b: Coord<f64>) -> bool {
    a.y.abs() == 90.0 && a.y == b.y
}

/// The polygons on the map of a polygon with unrolled rings.
///
/// # Errors
/// [`ErrorKind::CrossingRings`] where rings touch so that the inside is unclear.
pub(crate) fn on_map(
    exterior: LineString<f64>,
    holes: Vec<LineString<f64>>,
) -> Result<Vec<Polygon<f64>>, Error> {
    if is_on_map(&exterior) {
        return Ok(vec![Polygon::new(halved(exterior), holes.into_iter().map(halved).collect())]);
    }
    let rings: Vec<LineString<f64>> = wound_rings(&Polygon::new(exterior, holes)).collect();
    if let Some(parts) = cut(&rings)? {
        return Ok(parts);
    }
    let rings = antimeridian::cut(rings.iter().map(wrapped).collect(), Frame::Map, 0.0)
        .map_err(|near| Error::from(ErrorKind::CrossingRings { near: Position::literal(near) }))?;
    Ok(polygons(rings).0)
}

/// The parts on both sides of ±180° of a polygon with these rings, the exterior first; `None` where it is wider
/// than half of the map.
///
/// # Errors
/// [`ErrorKind::CrossingRings`].
fn cut(rings: &[LineString<f64>]) -> Result<Option<Vec<Polygon<f64>>>, Error> {
    let longitudes = || rings[0].coords().map(|point| point.x);
    let west = longitudes().fold(f64::INFINITY, f64::min);
    let east = longitudes().fold(f64::NEG_INFINITY, f64::max);
    if east - west > 180.0 {
        return Ok(None);
    }
    if let Some(near) = crossings::first(rings) {
        let near = Position::literal(longitudes::wrapped(near));
        return Err(ErrorKind::CrossingRings { near }.into());
    }
    let map = |turn: f64| {
        let corners = [(-180.0, -90.0), (180.0, -90.0), (180.0, 90.0), (-180.0, 90.0)];
        let corners = corners.map(|(x, y)| Coord { x: x + turn, y });
        wound_rings(&Polygon::new(corners.to_vec().into(), Vec::new())).collect::<Vec<_>>()
    };
    // The first map that holds a part of it, and the next.
    let first = 360.0 * ((west + 180.0) / 360.0).floor();
    let sets = RingSets::new([rings, &map(first), &map(first + 360.0)]);
    let mut parts = Vec::new();
    for (index, turn) in [first, first + 360.0].into_iter().enumerate() {
        let part = sets.polygons(|[own, one, next]| own > 0 && [one, next][index] > 0);
        let on_map =
            |point: Coord<f64>| Coord { x: (point.x - turn).clamp(-180.0, 180.0), ..point };
        parts.extend(part.map_coords(on_map).0);
    }
    Ok(Some(parts))
}

/// A ring on the map, with a point in the middle of each edge all around the Earth.
fn halved(ring: LineString<f64>) -> LineString<f64> {
    let mut points = Vec::with_capacity(ring.0.len());
    for edge in ring.lines() {
        points.push(edge.start);
        if edge.dx().abs() > 180.0 && !is_pole_edge(edge.start, edge.end) {
            points.push((edge.start + edge.end) / 2.0);
        }
    }
    points.extend(ring.0.last());
    LineString(points)
}

/// A ring with its longitudes from -180° to 180°, without parts that run back over themselves: so do
/// the two sides of a cut along a meridian that is not ±180°.
fn wrapped(ring: &LineString<f64>) -> LineString<f64> {
    let mut points: Vec<Coord<f64>> = Vec::with_capacity(ring.0.len());
    let mut push = |point: Coord<f64>| {
        let point = longitudes::wrapped(point);
        match points[..] {
            [.., last] if last == point => {}
            [.., before, _] if before == point => {
                points.pop();
            }
            _ => points.push(point),
        }
    };
    for edge in ring.lines() {
        let pieces = (edge.dx().abs() / LONG).ceil().max(1.0);
        // Whole numbers far below 2^32.
        for piece in 0..pieces as u32 {
            push(edge.start + (edge.end - edge.start) * (f64::from(piece) / pieces));
        }
    }
    push(ring.0[ring.0.len() - 1]);
    while let [first, second, .., before, last] = points[..]
        && first == last
        && second == before
    {
        points.pop();
        points.remove(0);
    }
    LineString(points)
}
