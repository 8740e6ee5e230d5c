//! Clusters of blocks, for a first look at a border from afar.
//!
//! Earth-centred metres. A cluster is a ball around up to [`BLOCKS`] blocks that go on from one
//! another: a ball across a gap between two lines would be near to everything in between.

use std::ops::Range;

use crate::earth::Vec3;
use crate::locator::exact::{Arcs, Blocks, Parts};

/// The largest number of blocks in a cluster.
const BLOCKS: usize = 4;

/// The clusters of a border.
#[derive(Debug)]
pub(super) struct Clusters(Vec<Cluster>);

#[derive(Debug)]
struct Cluster {
    blocks: Range<u32>,
    center: Vec3,
    radius: f64,
    /// A border point of the cluster.
    place: Vec3,
}

impl Clusters {
    pub fn new(blocks: &Blocks, arcs: &Arcs) -> Self {
        let mut clusters = Vec::with_capacity(blocks.len() / BLOCKS + 1);
        let (mut first, count) = (0, blocks.len() as u32);
        while first < count {
            let goes_on = |&block: &u32| block < count && arcs.goes_on(blocks.arcs(block).start);
            let more = (first + 1..first + BLOCKS as u32).take_while(goes_on).count();
            let end = first + 1 + more as u32;
            clusters.push(Cluster::new(blocks, arcs, first..end));
            first = end;
        }
        Clusters(clusters)
    }

    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// The blocks of a cluster.
    pub fn blocks(&self, cluster: u32) -> Range<u32> {
        self.0[cluster as usize].blocks.clone()
    }
}

impl Cluster {
    fn new(all: &Blocks, arcs: &Arcs, blocks: Range<u32>) -> Self {
        let balls = || blocks.clone().map(|block| all.ball(block));
        let sum = balls().fold(Vec3::default(), |sum, (center, _)| sum + center);
        let center = sum * (1.0 / blocks.len() as f64);
        let reach = |(other, size): (Vec3, f64)| (other - center).norm() + size;
        let radius = balls().map(reach).fold(0.0, f64::max);
        let place = arcs.ends(all.arcs(blocks.start).start).0;
        Cluster { blocks, center, radius, place }
    }
}

impl Parts for Clusters {
    #[inline]
    fn least2(&self, part: u32, p: Vec3) -> (f64, u32) {
        let cluster = &self.0[part as usize];
        (((cluster.center - p).norm() - cluster.radius).max(0.0).powi(2), part)
    }

    #[inline]
    fn ball(&self, part: u32) -> (Vec3, f64) {
        let cluster = &self.0[part as usize];
        (cluster.center, cluster.radius)
    }

    #[inline]
    fn place(&self, nearest: u32, _p: Vec3) -> Vec3 {
        self.0[nearest as usize].place
    }
}

#[cfg(test)]
mod tests {
    use geo_types::{LineString, MultiLineString};

    use super::*;
    use crate::border::Border;
    use crate::border::Route;
    use crate::value::Edges;

    /// A block spans at most 1,200 m; its radius is at most 601 m.
    #[test]
    fn no_run_spans_the_gap_between_two_lines() {
        let line = |lon: f64| LineString::from(vec![(lon, 10.0), (lon, 10.05)]);
        let border = Border::new(MultiLineString(vec![line(0.0), line(20.0)]), Edges::Planar);
        let arcs = Arcs::new(&Route::new(&border.unwrap()));
        let blocks = Blocks::new(&arcs, 0.0);
        let clusters = Clusters::new(&blocks, &arcs);
        assert!(clusters.0.iter().all(|cluster| cluster.radius < 0.5 * 4.0 * 1_202.0));
        let all: Vec<u32> =
            (0..clusters.len() as u32).flat_map(|cluster| clusters.blocks(cluster)).collect();
        assert_eq!(all, Vec::from_iter(0..blocks.len() as u32));
    }
}
