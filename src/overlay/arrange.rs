//! A border as sites: cut where it meets itself and where sectors end, with labels for each part.
//!
//! Earth-centred metres. A node has the label of the border's first passage through it; joints are
//! the nodes around which labels may change, with their chords in order.

use std::collections::HashMap;

use geo_types::{Coord, Line};

use super::cutting::{Cutting, Part, Sectors};
use super::label::Label;
use super::request::{Owner, Request};
use super::sites::{Chord, Node, Sites};
use crate::border::DEVIATION;
use crate::earth::{self, Vec3};
use crate::index::BallTree;
use crate::value::{Edges, Error, ErrorKind, Position, Side, Tolerance};

/// The squared length of the sum of two chords' directions below which the border all but turns
/// back on itself, and chords do not tell its direction.
const BACK2: f64 = 1e-4;

/// The largest distance between a chord and its edge, metres, at which nodes on the edge are found: longer
/// chords leave geodesics sideways, too.
const COARSEST: f64 = 1.0;

/// The border as sites, its joints, and the border as drawn.
pub(super) struct Arrangement {
    pub sites: Sites,
    /// Nodes at which labels may change beside the border.
    pub joints: Vec<Joint>,
    /// The border's edges as drawn, with the labels on the left and on the right.
    pub drawn: Vec<(Line<f64>, [Label; 2])>,
}

/// A node and the chords around it, counter-clockwise, each with `true` where it leaves the node.
pub(super) struct Joint {
    pub node: u32,
    pub star: Vec<(u32, bool)>,
}

impl Arrangement {
    /// The sites of a request's border.
    ///
    /// # Errors
    /// [`ErrorKind::Touching`].
    pub fn new(request: &Request<'_>, tolerance: Tolerance) -> Result<Self, Error> {
        let border = request.border();
        let (farthest, tolerance) = (request.farthest().metres(), tolerance.metres());
        let ends: Vec<f64> = request.ends().iter().map(|end| end.metres()).collect();
        // With ends of sectors, chainages have to be those of a route.
        let deviation = match ends.is_empty() {
            true => (0.01 * tolerance).clamp(DEVIATION, COARSEST),
            false => DEVIATION,
        };
        let mut cutting = Cutting::new(border, deviation, tolerance);
        cutting.cut_at_meetings();
        cutting.check_apart(request.owners())?;
        let ends = cutting.cut_at_ends(&ends, tolerance);
        let sectors = Sectors { ends: &ends, owners: request.owners() };
        if border.edges() == Edges::Planar {
            cutting.refine(sectors, farthest, tolerance);
        }
        let mut sites = cutting.sites(sectors, border.edges());
        sites.sided = request.is_sided();
        let joints = joints(&sites, &cutting.special(sectors));
        let chords = |joint: &Joint| joint.star.iter().map(|&(chord, _)| chord).collect();
        sites.around = joints.iter().map(|joint| (joint.node, chords(joint))).collect();
        let drawn = cutting.drawn(&sites);
        Ok(Arrangement { sites, joints, drawn })
    }
}

impl Cutting {
    /// Checks that parts of two owners share no node, where both are lines, and no part.
    fn check_apart(&self, owners: &[Owner]) -> Result<(), Error> {
        let owner = |part: &Part| owners.get(part.line as usize).copied();
        let mut at: Vec<Option<Owner>> = vec![None; self.count()];
        let mut between: HashMap<[u32; 2], Owner> = HashMap::new();
        for part in self.parts.iter().chain(&self.repeated) {
            let Some(own) = owner(part) else { continue };
            for node in part.ends {
                let known = at[node as usize].get_or_insert(own);
                if known.number != own.number && !(known.may_touch && own.may_touch) {
                    return Err(self.touching([*known, own], node));
                }
                known.may_touch &= own.may_touch;
            }
            let [a, b] = part.ends;
            let known = *between.entry([a.min(b), a.max(b)]).or_insert(own);
            if known.number != own.number {
                return Err(self.touching([known, own], a));
            }
        }
        Ok(())
    }

    fn touching(&self, owners: [Owner; 2], node: u32) -> Error {
        let [a, b] = owners.map(|owner| owner.number as usize);
        let near = Position::literal(self.coords[node as usize]);
        Error::from(ErrorKind::Touching { geometries: [a.min(b), a.max(b)], near })
    }

    fn sites(&mut self, sectors: Sectors<'_>, edges: Edges) -> Sites {
        let directions: Vec<(Vec3, f64)> = (0..self.parts.len())
            .map(|part| {
                let (a, b) = self.ends(part);
                let length = (b - a).norm();
                ((b - a) * (1.0 / length), length)
            })
            .collect();
        let chord = |(part, &(direction, length)): (&Part, &(Vec3, f64))| {
            let nodes = part.ends;
            Chord { ends: nodes, direction, length, sector: sectors.of(part) }
        };
        let chords: Vec<Chord> = self.parts.iter().zip(&directions).map(chord).collect();
        let nodes = self.nodes(&directions, sectors, edges);
        let known = self.tree.take();
        let tree = known.unwrap_or_else(|| BallTree::new(self.parts.len(), |part| self.ends(part)));
        Sites { nodes, chords, tree, around: HashMap::new(), sided: false }
    }

    /// The nodes, each as the border passes it first.
    fn nodes(&self, directions: &[(Vec3, f64)], sectors: Sectors<'_>, edges: Edges) -> Vec<Node> {
        let ends = sectors.ends;
        let mut at_ends: HashMap<u32, u32> = HashMap::new();
        for &node in self.runs.iter().flatten() {
            *at_ends.entry(node).or_insert(0) += 1;
        }
        let tip = |node: u32| !ends.is_empty() && at_ends.get(&node) == Some(&1);
        let mut firsts: Vec<Option<usize>> = vec![None; self.runs.len()];
        let mut lasts = firsts.clone();
        for (index, part) in self.parts.iter().enumerate() {
            firsts[part.run as usize].get_or_insert(index);
            lasts[part.run as usize] = Some(index);
        }
        let unknown = Node {
            point: Vec3::default(),
            coord: Coord::default(),
            forward: Vec3::default(),
            sector: u32::MAX,
        };
        let mut nodes = vec![unknown; self.count()];
        for (index, part) in self.parts.iter().enumerate() {
            let run = part.run as usize;
            let [run_start, run_end] = self.runs[run];
            let closed = run_start == run_end;
            let own = directions[index].0;
            for (end, node) in part.ends.into_iter().enumerate() {
                if nodes[node as usize].sector != u32::MAX {
                    continue;
                }
                let (to_start, to_end) = (node == run_start, node == run_end);
                let other = match end {
                    0 if closed && to_start => lasts[run].map(|last| &self.parts[last]),
                    0 => None,
                    _ if to_end && self.is_last(index) => {
                        firsts[run].filter(|_| closed).map(|first| &self.parts[first])
                    }
                    _ => self.goes_on(index),
                };
                let mean = |other: &Part| {
                    let [a, b] = other.ends.map(|node| self.point(node));
                    let sum = own + (b - a).unit();
                    match end {
                        _ if sum.norm2() > BACK2 => sum.unit(),
                        0 => part.leaves(edges).halfway(other.arrives(edges)),
                        _ => part.arrives(edges).halfway(other.leaves(edges)),
                    }
                };
                let at_tip = tip(node) && (to_start && end == 0 || to_end && self.is_last(index));
                nodes[node as usize] = Node {
                    point: self.point(node),
                    coord: self.coords[node as usize],
                    forward: other.map_or(own, mean),
                    sector: match at_tip {
                        // The points nearest to an end of the border lie along no sector.
                        true => ends.len() as u32 + 1,
                        false => sectors.at(part.line, part.chainages[end]),
                    },
                };
            }
        }
        nodes
    }

    /// `true` if a line ends with a part.
    fn is_last(&self, part: usize) -> bool {
        let Part { run, chainages, .. } = self.parts[part];
        let after = |other: &Part| other.run == run && other.chainages[0] >= chainages[1];
        !self.parts.get(part + 1).is_some_and(after) && self.repeat_after(part).is_none()
    }

    /// The omitted part that goes on from another.
    fn repeat_after(&self, part: usize) -> Option<&Part> {
        let Part { run, chainages, .. } = self.parts[part];
        let before = |other: &Part| (other.run, other.chainages[0]) < (run, chainages[1]);
        let next = self.repeated.get(self.repeated.partition_point(before))?;
        (next.run == run && next.chainages[0] == chainages[1]).then_some(next)
    }

    /// The part with which the border goes on after another.
    fn goes_on(&self, part: usize) -> Option<&Part> {
        let Part { ends: [_, end], run, .. } = self.parts[part];
        let next = self.parts.get(part + 1);
        next.filter(|next| next.ends[0] == end && next.run == run)
            .or_else(|| self.repeat_after(part))
    }

    /// The position of a node on the map for a part that ends there: the antimeridian has two
    /// longitudes, a pole has all.
    fn own(&self, node: u32, coord: Coord<f64>) -> Coord<f64> {
        let own = self.coords[node as usize];
        match (own.x - coord.x).abs() {
            _ if own.y.abs() > 89.999_999 => coord,
            turn if turn > 180.0 => Coord { x: coord.x, y: own.y },
            _ => own,
        }
    }

    /// The border's edges as drawn, with the labels on the left and on the right.
    fn drawn(&self, sites: &Sites) -> Vec<(Line<f64>, [Label; 2])> {
        let mut drawn = Vec::with_capacity(self.parts.len());
        let mut from: Option<(u32, Coord<f64>)> = None;
        for (index, part) in self.parts.iter().enumerate() {
            let own = |end: usize| self.own(part.ends[end], part.coords[end]);
            let start =
                from.filter(|from| from.0 == part.ends[0]).map_or_else(|| own(0), |it| it.1);
            let goes_on = self
                .parts
                .get(index + 1)
                .is_some_and(|next| next.ends[0] == part.ends[1] && next.run == part.run);
            if goes_on && !self.drawn[part.ends[1] as usize] {
                from = Some((part.ends[1], start));
                continue;
            }
            from = None;
            let labels = [Side::Left, Side::Right].map(|side| sites.beside(index as u32, side));
            drawn.push((Line::new(start, own(1)), labels));
        }
        drawn
    }
}

/// The special nodes with the chords around them.
fn joints(sites: &Sites, special: &[bool]) -> Vec<Joint> {
    let mut outgoing: Vec<(u32, u32, bool)> = Vec::new();
    for (index, chord) in sites.chords.iter().enumerate() {
        for (node, leaves) in [(chord.ends[0], true), (chord.ends[1], false)] {
            if special[node as usize] {
                outgoing.push((node, index as u32, leaves));
            }
        }
    }
    outgoing.sort_unstable();
    let joint = |star: &[(u32, u32, bool)]| {
        let node = star[0].0;
        let (east, north) = earth::tangents(earth::normal(sites.point(node)));
        let bearing = |&(chord, leaves): &(u32, bool)| {
            let direction = sites.chords[chord as usize].direction;
            let away = if leaves { direction } else { -direction };
            away.dot(north).atan2(away.dot(east))
        };
        let mut star: Vec<(u32, bool)> =
            star.iter().map(|&(_, chord, leaves)| (chord, leaves)).collect();
        star.sort_by(|a, b| bearing(a).total_cmp(&bearing(b)));
        Joint { node, star }
    };
    outgoing.chunk_by(|a, b| a.0 == b.0).map(joint).collect()
}
