//! The distance between the edges of two maps, by brute force within cells, lengths by Karney.

use std::collections::HashMap;

use geo::{Distance, Geodesic, Point};
use geo_types::{Coord, Line, LineString, MultiPolygon};

/// Width of a cell, degrees.
const CELL: f64 = 0.01;

/// Edges straight in longitude and latitude, found by the cells that their boxes touch.
pub struct Edges(HashMap<(i64, i64), Vec<Line<f64>>>);

impl Edges {
    pub fn of<'a>(lines: impl IntoIterator<Item = &'a LineString<f64>>) -> Self {
        let mut cells: HashMap<_, Vec<_>> = HashMap::new();
        for edge in lines.into_iter().flat_map(LineString::lines) {
            let ((west, south), (east, north)) = (cell(edge.start), cell(edge.end));
            for x in west.min(east) - 1..=west.max(east) + 1 {
                for y in south.min(north) - 1..=south.max(north) + 1 {
                    cells.entry((x, y)).or_default().push(edge);
                }
            }
        }
        Edges(cells)
    }

    /// Metres from a point to the nearest edge, infinity when none is in the cells around it.
    pub fn distance(&self, p: Coord<f64>) -> f64 {
        let near = self.0.get(&cell(p)).into_iter().flatten();
        let feet = near.map(|edge| foot(p, edge));
        let nearest = feet.min_by(|a, b| on_plane(p, *a).total_cmp(&on_plane(p, *b)));
        nearest.map_or(f64::INFINITY, |foot| Geodesic.distance(Point(p), Point(foot)))
    }

    /// The largest of the distances from the vertices of some lines and from points between them.
    pub fn farthest<'a>(&self, lines: impl IntoIterator<Item = &'a LineString<f64>>) -> f64 {
        let between = |edge: Line<f64>| {
            [0.0, 0.25, 0.5, 0.75].map(|share| edge.start + (edge.end - edge.start) * share)
        };
        let points = lines.into_iter().flat_map(LineString::lines).flat_map(between);
        points.map(|point| self.distance(point)).fold(0.0, f64::max)
    }
}

/// All rings of some polygons.
pub fn rings(polygons: &MultiPolygon<f64>) -> Vec<&LineString<f64>> {
    let rings = polygons.iter().map(|polygon| (polygon.exterior(), polygon.interiors()));
    rings.flat_map(|(exterior, interiors)| std::iter::once(exterior).chain(interiors)).collect()
}

/// The distance between the edges of one map and those of the other, whichever is more (Hausdorff).
pub fn apart(one: &MultiPolygon<f64>, other: &MultiPolygon<f64>) -> f64 {
    let (one, other) = (rings(one), rings(other));
    let there = Edges::of(other.iter().copied()).farthest(one.iter().copied());
    there.max(Edges::of(one).farthest(other))
}

fn cell(p: Coord<f64>) -> (i64, i64) {
    ((p.x / CELL).floor() as i64, (p.y / CELL).floor() as i64)
}

/// The nearest point of an edge, on a plane true to scale at p.
fn foot(p: Coord<f64>, edge: &Line<f64>) -> Coord<f64> {
    let narrow = p.y.to_radians().cos();
    let (way, to) = (edge.delta(), p - edge.start);
    let length2 = (way.x * narrow).powi(2) + way.y * way.y;
    let share = (to.x * way.x * narrow * narrow + to.y * way.y) / length2.max(f64::MIN_POSITIVE);
    edge.start + way * share.clamp(0.0, 1.0)
}

/// The distance on that plane, degrees of latitude.
fn on_plane(p: Coord<f64>, q: Coord<f64>) -> f64 {
    ((q.x - p.x) * p.y.to_radians().cos()).hypot(q.y - p.y)
}
