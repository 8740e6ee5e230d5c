//! Finds the point at which a third site comes between the two of a bisector.
//!
//! Earth-centred metres. There the curve turns, often sharply, or forks: it is a node of the
//! Voronoi diagram, equally far from three sites. Newton's method finds it in two equations, so
//! that no halved steps have to approach it.

use super::bisector::{Bisectors, Pace};
use super::follow::{Met, Refused};
use super::parting::Parting;
use super::sites::{Feature, Site};
use crate::earth::{self, Vec3};

/// The number of sites that are tried as the third.
const TRIED: usize = 6;

/// The largest number of Newton's steps.
const STEPS: usize = 12;

/// The farthest way to a corner, in refused steps.
const REACH: f64 = 2.0;

/// The distance from the line straight on from a node within which a point lies on that line, in
/// tolerances.
const STRAIGHT: f64 = 0.01;

/// A point equally far from three sites.
pub(super) struct Corner {
    pub point: Vec3,
    pub third: Site,
    pub distance: f64,
    /// The sites of the curve beyond, and what parts them; `None` where the third site has a label
    /// of its own.
    pub beyond: Option<([Site; 2], Parting)>,
}

impl Bisectors<'_> {
    /// The corner to which a curve leads straight, where a step was refused after these sites were
    /// met.
    pub fn corner(
        &self,
        [q, ahead]: [Vec3; 2],
        distance: f64,
        step: f64,
        sites: [Site; 2],
        met: &Met,
        refused: &Refused,
    ) -> Option<Corner> {
        if self.pace == Pace::Careful {
            return None;
        }
        let other = |met: &[Site; 2]| met.iter().copied().find(|site| !sites.contains(site));
        let mut third = match (met.get(1), refused) {
            (Some(met), _) => other(met)?,
            (None, Refused::Fork(third)) => *third,
            _ => return None,
        };
        for _ in 0..TRIED {
            let mut corner = self.meeting(sites, third, q, REACH * step)?;
            let way = corner.point - q;
            if way.dot(ahead) < 0.5 * way.norm() || way.norm() <= self.shortest() {
                return None;
            }
            let (near, nearest) = self.sites.nearest_beside(corner.point, sites);
            let known = near.feature == third.feature || sites.contains(&near);
            if !known && nearest < corner.distance - 1e-6 {
                third = near;
                continue;
            }
            // Straight on from the end of a line, the sides of the line's own node meet.
            if let Feature::Node(node) = third.feature
                && self.sites.sided
                && self.sites.left_of_node(node, corner.point).abs() < STRAIGHT * self.tolerance
            {
                let own = sites.map(|site| Site { feature: third.feature, ..site });
                let parting = self.sites.parting(own, corner.point)?;
                corner.beyond = Some((own, parting));
            // Beyond the border, a chord is seen from its other side.
            } else if self.sites.label(third.feature, corner.point) != third.label {
                return None;
            }
            self.check_drawn([q, corner.point], 0.5, way.norm(), sites).ok()?;
            let own = [sites, [third, third]];
            let ends = [distance, corner.distance];
            return self.is_clear([q, corner.point], ends, own).then_some(corner);
        }
        None
    }

    /// The point within reach of another that is equally far from three sites.
    fn meeting(&self, sites: [Site; 2], third: Site, from: Vec3, reach: f64) -> Option<Corner> {
        let place = sites.iter().position(|site| site.label == third.label);
        let mut new = sites;
        new[place.unwrap_or(0)] = third;
        new = self.sites.as_seen(new, from);
        let mut q = from;
        for _ in 0..STEPS {
            let (one, other) = (self.sites.parting(sites, q)?, self.sites.parting(new, q)?);
            let (g, h) = (one.gradient, other.gradient);
            let (gg, gh, hh) = (g.norm2(), g.dot(h), h.norm2());
            let turn = gg * hh - gh * gh;
            if turn <= 1e-12 * gg * hh {
                return None;
            }
            let (v, w) = (one.value, other.value);
            let step = g * ((gh * w - hh * v) / turn) + h * ((gh * v - gg * w) / turn);
            q = earth::drop(q + step, earth::normal(q));
            if (q - from).norm() > reach {
                return None;
            }
            if step.norm() <= 1e-6 * self.tolerance {
                let beyond = self.sites.parting(new, q)?;
                let distance = beyond.distance;
                let beyond = place.is_some().then_some((new, beyond));
                return Some(Corner { point: q, third, distance, beyond });
            }
        }
        None
    }
}
