//! A route's points line by line, as other modules cut the border at them.

use geo_types::Coord;

use super::Route;
use crate::Edges;
use crate::border::DEVIATION;
use crate::earth::Vec3;

impl Route {
    /// For every line the points between which it runs as good as straight: each with its position,
    /// its chainage, and whether it stands in the border as drawn, straight in longitude and latitude:
    /// all vertices do, and of geodesic edges enough points to leave them by `deviation` metres at most.
    pub(crate) fn vertices(
        &self,
        deviation: f64,
    ) -> impl Iterator<Item = impl Iterator<Item = (Vec3, Coord<f64>, f64, bool)>> {
        let stride = match self.straight {
            Edges::Planar => usize::MAX,
            Edges::Geodesic => (deviation / DEVIATION).sqrt().max(1.0) as usize,
        };
        let mut is_vertex = vec![false; self.points.len()];
        for &piece in &self.edges {
            is_vertex[self.pieces[piece as usize] as usize] = true;
        }
        self.lines.iter().map(move |&(first, last)| {
            let mut since = 0;
            let drawn: Vec<bool> = (first..=last)
                .map(|i| {
                    let drawn = is_vertex[i] || i == last || since + 1 >= stride;
                    since = if drawn { 0 } else { since + 1 };
                    drawn
                })
                .collect();
            (first..=last)
                .zip(drawn)
                .map(|(i, drawn)| (self.points[i], self.positions[i], self.chainages[i], drawn))
        })
    }
}
