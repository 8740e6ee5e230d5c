//! The rings of polygons as lines, without the seams at which a file has cut the polygons.
//!
//! Longitude, latitude in degrees. A polygon across the antimeridian is cut there (RFC 7946 §3.1.9), in files
//! of 0 to 360 degrees at Greenwich: the cut runs along both sides of one meridian, and along the map's edge
//! at a pole. It is no border of the area.

use std::collections::HashSet;

use geo_types::{Coord, Line, LineString};

/// A ring as lines: itself, or what is left of it without the edges that are seams of these rings.
pub(super) fn without_seams(ring: LineString<f64>, seams: &Seams) -> Vec<LineString<f64>> {
    let mut points = ring.0;
    let is_seam = |a: Coord<f64>, b: Coord<f64>| seams.hold(Line::new(a, b));
    let Some(seam) = points.windows(2).position(|pair| is_seam(pair[0], pair[1])) else {
        return vec![LineString(points)];
    };
    // From the end of a seam on, so that no other end is left where the ring was closed.
    points.pop();
    points.rotate_left(seam + 1);
    points.extend(points.first().copied());
    let runs = points.chunk_by(|&a, &b| !is_seam(a, b)).filter(|run| run.len() > 1);
    runs.map(|run| LineString(run.to_vec())).collect()
}

/// The edges of rings along meridians, by which the two sides of a cut are found.
#[derive(Default)]
pub(super) struct Seams {
    meridional: HashSet<[i64; 3]>,
}

impl Seams {
    /// Adds the edges of a ring.
    pub fn add(&mut self, ring: &LineString<f64>) {
        let meridional = ring.lines().filter(|edge| edge.dx() == 0.0 && edge.dy() != 0.0);
        self.meridional.extend(meridional.map(|edge| key(edge, 0.0)));
    }

    /// `true` if an edge runs along a pole, or has a twin a full turn away.
    fn hold(&self, edge: Line<f64>) -> bool {
        let is_pole = edge.start.y.abs() == 90.0 && edge.dy() == 0.0;
        let has_twin =
            || [360.0, -360.0].iter().any(|&turn| self.meridional.contains(&key(edge, turn)));
        is_pole || edge.dx() == 0.0 && has_twin()
    }
}

/// The longitude and both latitudes of an edge along a meridian, in units of 0.1 mm: programs write 180° with a
/// rounding error.
fn key(edge: Line<f64>, turn: f64) -> [i64; 3] {
    let (low, high) = (edge.start.y.min(edge.end.y), edge.start.y.max(edge.end.y));
    [edge.start.x + turn, low, high].map(|degrees| (degrees * 1e9).round() as i64)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(rings: &[&[(f64, f64)]]) -> Vec<Vec<(f64, f64)>> {
        let rings: Vec<LineString<f64>> =
            rings.iter().map(|ring| LineString::from(ring.to_vec())).collect();
        let mut seams = Seams::default();
        rings.iter().for_each(|ring| seams.add(ring));
        let lines = rings.into_iter().flat_map(|ring| without_seams(ring, &seams));
        lines.map(|line| line.0.into_iter().map(|p| p.x_y()).collect()).collect()
    }

    #[test]
    fn a_cut_polygon_has_the_border_of_the_whole_one() {
        let west = [(179.0, 0.0), (180.0, 0.0), (180.0, 1.0), (179.0, 1.0), (179.0, 0.0)];
        let east = [(-180.0, 0.0), (-179.0, 0.0), (-179.0, 1.0), (-180.0, 1.0), (-180.0, 0.0)];
        let border = vec![
            vec![(180.0, 1.0), (179.0, 1.0), (179.0, 0.0), (180.0, 0.0)],
            vec![(-180.0, 0.0), (-179.0, 0.0), (-179.0, 1.0), (-180.0, 1.0)],
        ];
        assert_eq!(lines(&[&west, &east]), border);
        let hair = west.map(|(x, y)| if x == 180.0 { (180.000_000_000_000_2, y) } else { (x, y) });
        assert_eq!(lines(&[&hair, &east]).len(), 2);
        // Alone its edge is a border.
        assert_eq!(lines(&[&west]), [west.to_vec()]);
        let cap = [
            (0.0, -60.0),
            (0.0, -90.0),
            (360.0, -90.0),
            (360.0, -60.0),
            (180.0, -60.0),
            (0.0, -60.0),
        ];
        assert_eq!(lines(&[&cap]), [vec![(360.0, -60.0), (180.0, -60.0), (0.0, -60.0)]]);
    }
}
