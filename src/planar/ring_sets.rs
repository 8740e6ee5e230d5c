//! Sets of rings laid over one another: what one encloses, what two have in common, what any holds.
//!
//! Longitude, latitude in degrees, edges straight in both. A set is the rings of polygons, exteriors
//! counter-clockwise and holes clockwise: it encloses the points that its rings wind around once or
//! more. All rings are cut where they meet, and each face between them has a winding number in each
//! set. Vertices stay, bit for bit; crossings are rounded once, for all sets.

use geo_types::{Coord, LineString, MultiPolygon, Polygon};

use super::dcel::Faces;
use super::noding::{Edge, Edges, noded};
use super::polygons::{polygon_rings, polygons, twice_area};

/// Sets of rings, and the faces between all of them.
pub(crate) struct RingSets<const N: usize> {
    faces: Faces,
    /// The winding number of each set around every cycle of the faces.
    windings: Vec<[i32; N]>,
    /// `true` if rings meet in common vertices alone.
    is_simple: bool,
}

impl<const N: usize> RingSets<N> {
    /// Lays the rings of several sets over one another.
    pub fn new(sets: [&[LineString<f64>]; N]) -> Self {
        let mut edges = Vec::new();
        for (of, rings) in sets.iter().enumerate() {
            let lines = rings.iter().flat_map(LineString::lines);
            let lines = lines.filter(|line| line.start != line.end);
            edges.extend(lines.map(|line| Edge { line, of: of as u32 }));
        }
        let count = edges.len();
        let cut = noded(Edges::new([Vec::new(), Vec::new(), edges]));
        let faces = Faces::new(&cut);
        let is_simple = cut.len() == count && faces.halves().len() == 2 * count;
        let mut windings = vec![[0; N]; faces.cycle_count()];
        for set in 0..N {
            let own = faces.windings_of(|of| of == set as u32);
            windings.iter_mut().zip(own).for_each(|(all, own)| all[set] = own);
        }
        RingSets { faces, windings, is_simple }
    }

    /// `true` if the rings meet in common vertices alone: none crosses, overlaps or touches another
    /// in the middle of an edge.
    pub fn is_simple(&self) -> bool {
        self.is_simple
    }

    /// The polygons of the faces with wanted winding numbers, one for each set.
    pub fn polygons(&self, wanted: impl Fn([i32; N]) -> bool) -> MultiPolygon<f64> {
        polygons(self.faces.rings(|cycle| wanted(self.windings[cycle])))
    }

    /// A point beside a face around which rings wind clockwise: a hole lies outside its polygon, or
    /// in another hole.
    pub fn inverted(&self) -> Option<Coord<f64>> {
        let is_inverted =
            |half: &usize| self.windings[self.faces.cycle(*half)].iter().any(|&it| it < 0);
        self.faces.halves().find(is_inverted).map(|half| self.faces.ends(half).0)
    }
}

/// The rings of a polygon, the exterior counter-clockwise, holes clockwise.
pub(crate) fn wound_rings(polygon: &Polygon<f64>) -> impl Iterator<Item = LineString<f64>> + '_ {
    polygon_rings(polygon).enumerate().map(|(at, ring)| {
        let mut ring = ring.clone();
        if (twice_area(&ring) < 0.0) == (at == 0) {
            ring.0.reverse();
        }
        ring
    })
}
