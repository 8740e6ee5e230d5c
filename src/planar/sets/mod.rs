//! Sets of rings laid over one another: what one encloses, what two have in common, what any holds.
//!
//! Longitude, latitude in degrees, edges straight in both. A set is the rings of polygons, exteriors
//! counter-clockwise and holes clockwise: it encloses the points that its rings wind around once or
//! more. All rings are cut where they meet, and each face between them has a winding number in each
//! set. Vertices stay, bit for bit; crossings are rounded once, for all sets. Where edges all but coincide, so
//! that rounded crossings divide nothing cleanly, all edges are bent to a grid of 1 µm first.

use geo_types::{Coord, LineString, MultiPolygon};

use crate::planar::noding::noded;
use crate::planar::{Edge, Edges, Faces, polygons, rounding};

/// Sets of rings, and the faces between all of them.
pub(crate) struct RingSets<const N: usize> {
    faces: Faces,
    /// The winding number of each set around every cycle of the faces.
    windings: Vec<[i32; N]>,
    /// `true` if rings meet in common vertices alone.
    is_simple: bool,
}

/// The decimals of a degree to which rings are bent where their edges all but coincide: 1 µm.
const FINE: usize = 11;

impl<const N: usize> RingSets<N> {
    /// Lays the rings of several sets over one another.
    pub fn new(sets: [&[LineString<f64>]; N]) -> Self {
        let (own, is_clean) = Self::cut(sets);
        if is_clean {
            return own;
        }
        let bent = rounding::bent(&sets, FINE);
        let (own, _) = Self::cut(std::array::from_fn(|set| &*bent[set]));
        RingSets { is_simple: false, ..own }
    }

    /// The sets, cut where they meet, and `true` unless crossings of edges that all but coincide were rounded so
    /// that edges still cross, or faces contradict one another.
    fn cut(sets: [&[LineString<f64>]; N]) -> (Self, bool) {
        let mut edges = Vec::new();
        for (of, rings) in sets.iter().enumerate() {
            let lines = rings.iter().flat_map(LineString::lines);
            let lines = lines.filter(|line| line.start != line.end);
            edges.extend(lines.map(|line| Edge { line, of: of as u32 }));
        }
        let count = edges.len();
        let cut = noded(Edges::new([Vec::new(), Vec::new(), edges]));
        let mut is_clean = rounding::is_noded(cut.iter().map(|edge| edge.line));
        let faces = Faces::new(&cut);
        let is_simple = cut.len() == count && faces.halves().len() == 2 * count;
        let mut windings = vec![[0; N]; faces.cycle_count()];
        for set in 0..N {
            let (own, agree) = faces.windings_of(|of| of == set as u32);
            windings.iter_mut().zip(own).for_each(|(all, own)| all[set] = own);
            is_clean &= agree;
        }
        (RingSets { faces, windings, is_simple }, is_clean)
    }

    /// `true` if the rings meet in common vertices alone: none crosses, overlaps or touches another
    /// in the middle of an edge.
    pub fn is_simple(&self) -> bool {
        self.is_simple
    }

    /// `true` if no set winds around a face more than once, as a polygon does that lies in another.
    pub fn wind_once(&self) -> bool {
        self.windings.iter().flatten().all(|&winding| winding <= 1)
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::planar::{polygon_rings, twice_area};

    /// A triangle around an island, and the same triangle with a point in the middle of each edge, which
    /// rounding puts a hair beside the edge: the sets differ by nothing, whatever the directions.
    #[test]
    fn edges_that_all_but_coincide_are_told_apart() {
        let mut state = 7_u64;
        let mut random = || {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            (state >> 11) as f64 / (1_u64 << 53) as f64
        };
        for trial in 0..2_000 {
            let center = Coord { x: 300.0 * random() - 150.0, y: 120.0 * random() - 60.0 };
            let turned = random();
            let mut corner = |third: f64, size: f64| {
                let angle = std::f64::consts::TAU * (turned + (third + 0.2 * random()) / 3.0);
                center + Coord { x: angle.cos(), y: angle.sin() } * size
            };
            let mut outer = [0.0, 1.0, 2.0].map(|it| corner(it, 1.0)).to_vec();
            outer.push(outer[0]);
            let island = [0.0, 1.0, 2.0].map(|it| corner(it, 0.05));
            let island = LineString(vec![island[0], island[1], island[2], island[0]]);
            let mut halved: Vec<Coord<f64>> = outer
                .windows(2)
                .flat_map(|pair| [pair[0], pair[0] + (pair[1] - pair[0]) * 0.37])
                .collect();
            halved.push(outer[0]);
            let hole = |mut points: Vec<Coord<f64>>| {
                points.reverse();
                LineString(points)
            };
            let frame = |size: f64| {
                let corner = |x, y| center + Coord { x, y } * size;
                let corners = [(-1.0, -1.0), (1.0, -1.0), (1.0, 1.0), (-1.0, 1.0), (-1.0, -1.0)];
                LineString(corners.map(|(x, y)| corner(x, y)).to_vec())
            };
            let old = [frame(3.0), hole(outer), island.clone()];
            let new = [frame(3.0), hole(halved), island];
            let (sets, is_clean) = RingSets::cut([&old, &new]);
            let once = sets.windings.iter().flatten().all(|winding| [0, 1].contains(winding));
            assert!(once || !is_clean, "trial {trial}: {:?}", sets.windings);
            let sets = RingSets::new([&old, &new]);
            for wanted in [[true, false], [false, true]] {
                let only = sets.polygons(|[one, other]| [one > 0, other > 0] == wanted);
                let area: f64 =
                    only.iter().flat_map(polygon_rings).map(|ring| twice_area(ring).abs()).sum();
                assert!(area < 1e-9, "trial {trial}: {area}");
            }
        }
    }
}
