//! Follows a bisector step by step, from a seed to its end.
//!
//! Earth-centred metres. A point ahead is moved to where the two sites are equally far. If a third
//! site with one of the two labels is nearer there, it replaces the site of that label. If a third
//! label comes between, the step is halved down to [`SHORTEST`] and the bisector forks. A step is
//! also halved until its edge as drawn stays near the curve, and until no other site can come
//! between.

use super::bisector::{
    BEYOND, Bisectors, CLEARANCE, End, FIRST, Followed, Origin, SHARE, Seed, aside,
};
use super::parting::Parting;
use super::sites::{Feature, Site};
use crate::earth::{self, Vec3, along};
use crate::index::{between_chords, on_chord};

/// The share of the tolerance below which steps are not shortened.
const SHORTEST: f64 = 1e-3;

/// The share of the distance above which steps are checked for sites that might come between.
const SURE: f64 = 0.25;

/// The number of steps by which nearest points may move; any that move farther belong to another
/// part.
const LEAP: f64 = 2.0;

/// The distance aside at which the shortest steps may end, in steps.
const TURNING: f64 = 32.0;

/// The largest number of steps of a curve.
const MOST: usize = 1_000_000;

/// The reason for which a step was not taken.
enum Refused {
    TooLong,
    Fork(Site),
}

impl Bisectors<'_> {
    /// Follows a curve from a seed until it leaves the outermost contour, meets the border or
    /// forks; `None` where another curve goes that way.
    pub fn follow(&self, seed: &Seed, origin: Origin) -> Option<Followed> {
        let forked = origin == Origin::Fork;
        let (mut q, mut sites) = (seed.start, seed.sites);
        let first = self.sites.parting(sites, q)?;
        let mut ahead = first.ahead(earth::normal(q));
        let mut distance = first.distance;
        let mut points = vec![(q, distance)];
        let outermost = distance > self.farthest - BEYOND * self.tolerance;
        if seed.node.is_none() && !forked && outermost {
            // A curve from beyond the contour has to cross it.
            let behind = q - ahead * (BEYOND * self.tolerance);
            let behind = earth::drop(behind, earth::normal(q));
            let settled = self.sites.settle(sites, behind, SHARE * self.tolerance);
            points.insert(0, (settled.map_or(behind, |settled| settled.0), distance));
        }
        let begun = points.len();
        let (mut step, mut grows, mut gone) = (FIRST * self.tolerance, false, false);
        while points.len() < MOST {
            let shared = self.sites.shared_node(sites[0].feature, sites[1].feature);
            if let Some(node) = shared {
                let gap = self.sites.point(node) - q;
                let far = gap.norm();
                if points.len() > begun && gap.dot(ahead) > 0.5 * far {
                    if far <= FIRST * self.tolerance {
                        points.push((self.sites.point(node), 0.0));
                        return Some(Followed { points, end: End::Node(node), sites });
                    }
                    step = step.min(0.5 * far);
                }
            }
            step = step.min(0.25 * self.farthest);
            match self.step(q, ahead, distance, step, sites) {
                Ok((next, new, parting)) => {
                    if points.len() == begun && forked && self.passes(seed, next) {
                        return None;
                    }
                    ahead = parting.ahead(earth::normal(next));
                    (sites, distance) = (new, parting.distance);
                    points.push((next, distance));
                    if distance > self.farthest + BEYOND * self.tolerance {
                        return Some(Followed { points, end: End::Loose, sites });
                    }
                    // Around a part that nothing else touches, a curve comes back to its start.
                    gone |= (next - seed.start).norm() > 2.0 * self.tolerance;
                    let gap = (seed.start - on_chord(seed.start, q, next)).norm();
                    if seed.node.is_none() && gone && gap < 2.0 * SHARE * self.tolerance {
                        points.push((seed.start, distance));
                        return Some(Followed { points, end: End::Loose, sites });
                    }
                    q = next;
                    step *= if grows { 2.0 } else { 1.0 };
                    grows = true;
                }
                Err(_) if step > self.shortest() => {
                    step = (0.5 * step).max(self.shortest());
                    grows = false;
                }
                Err(refused) => {
                    if forked
                        && let Some((next, new, parting)) = self.past_fork(seed, q, ahead, sites)
                    {
                        ahead = parting.ahead(earth::normal(next));
                        (q, sites, distance) = (next, new, parting.distance);
                        points.push((q, distance));
                        continue;
                    }
                    let end = match refused {
                        Refused::Fork(site) => End::Fork(site),
                        Refused::TooLong => End::Lost,
                    };
                    return Some(Followed { points, end, sites });
                }
            }
        }
        Some(Followed { points, end: End::Lost, sites })
    }

    /// The point of a curve past its start in a fork, where more may meet than can be told apart.
    fn past_fork(
        &self,
        seed: &Seed,
        q: Vec3,
        ahead: Vec3,
        sites: [Site; 2],
    ) -> Option<(Vec3, [Site; 2], Parting)> {
        let reach = SHARE * self.tolerance;
        if (q - seed.start).norm() >= reach {
            return None;
        }
        let target = earth::drop(q + ahead * reach, earth::normal(q));
        let past = self.correct(sites, target, reach, &mut Vec::new()).ok()?;
        (!self.passes(seed, past.0)).then_some(past)
    }

    /// The next point of a curve, with the sites there.
    fn step(
        &self,
        q: Vec3,
        ahead: Vec3,
        distance: f64,
        step: f64,
        sites: [Site; 2],
    ) -> Result<(Vec3, [Site; 2], Parting), Refused> {
        let up = earth::normal(q);
        let target = earth::drop(q + ahead * step, up);
        if step <= self.shortest() {
            return self.turn(q, target, sites);
        }
        let (next, new, parting) = self.correct(sites, target, 0.5 * step, &mut Vec::new())?;
        if parting.ahead(earth::normal(next)).dot(ahead) < 0.5 {
            return Err(Refused::TooLong);
        }
        self.check_drawn([q, next], 0.5, step, sites)?;
        if self.leaps([q, next], [sites, new], step) {
            self.check_drawn([q, next], 0.25, step, sites)?;
            self.check_drawn([q, next], 0.75, step, new)?;
        }
        let (near, far) = (distance.min(parting.distance), distance.max(parting.distance));
        if step > SURE * near && !self.is_clear(q, next, far, [sites, new]) {
            return Err(Refused::TooLong);
        }
        Ok((next, new, parting))
    }

    /// Refuses a step whose edge as drawn leaves the curve, compared at a share of the way.
    fn check_drawn(
        &self,
        [from, to]: [Vec3; 2],
        share: f64,
        step: f64,
        sites: [Site; 2],
    ) -> Result<(), Refused> {
        let target = from + (to - from) * share;
        let target = earth::drop(target, earth::normal(target));
        let (point, _, parting) = self.correct(sites, target, 0.25 * step, &mut Vec::new())?;
        let drawn = earth::ecef(along(earth::lonlat(from), earth::lonlat(to), share));
        let way = (to - from).unit();
        let gap = point - drawn;
        let off = aside(gap - way * gap.dot(way), point);
        if off > self.allowed(parting.distance) { Err(Refused::TooLong) } else { Ok(()) }
    }

    /// `true` if the nearest point on either side moves so far in a step that the curves of two
    /// parts may have been taken for one.
    fn leaps(&self, [from, to]: [Vec3; 2], [old, new]: [[Site; 2]; 2], step: f64) -> bool {
        let foot = |site: Site, q: Vec3| self.sites.touch(site.feature, q).foot;
        old.iter().zip(&new).any(|(&old, &new)| {
            old.feature != new.feature && (foot(new, to) - foot(old, from)).norm() > LEAP * step
        })
    }

    fn shortest(&self) -> f64 {
        (SHORTEST * self.tolerance).max(1e-6)
    }

    /// The largest distance of a drawn edge from a curve at this distance from the border.
    pub fn allowed(&self, distance: f64) -> f64 {
        (SHARE * self.tolerance).min(CLEARANCE * distance).max(1e-6)
    }

    /// The next point where a curve may turn sharply, because it meets a third site or the end of
    /// the strip between. The two sites that meet there lead on.
    fn turn(
        &self,
        q: Vec3,
        target: Vec3,
        sites: [Site; 2],
    ) -> Result<(Vec3, [Site; 2], Parting), Refused> {
        let mut met = Vec::new();
        let refused = match self.correct(sites, target, TURNING * self.shortest(), &mut met) {
            Ok(next) => return Ok(next),
            Err(refused) => refused,
        };
        for sites in met.into_iter().skip(1) {
            let Some(parting) = self.sites.parting(sites, q) else { continue };
            let up = earth::normal(q);
            for steps in [2.0, 8.0, 32.0] {
                let way = parting.ahead(up) * (steps * self.shortest());
                let target = earth::drop(q + way, up);
                let reach = 0.7 * steps * self.shortest();
                let next = self.correct(sites, target, reach, &mut Vec::new());
                if let Ok(next) = next.map_err(|_| ())
                    && next.1 == sites
                {
                    return Ok(next);
                }
            }
        }
        Err(refused)
    }

    /// The point near another where the nearest sites of the two labels are equally far; notes the
    /// sites that were tried.
    fn correct(
        &self,
        mut sites: [Site; 2],
        target: Vec3,
        reach: f64,
        met: &mut Vec<[Site; 2]>,
    ) -> Result<(Vec3, [Site; 2], Parting), Refused> {
        let exact = 1e-5 * self.tolerance;
        for _ in 0..24 {
            if !met.contains(&sites) {
                met.push(sites);
            }
            let (q, parting) = self.sites.settle(sites, target, exact).ok_or(Refused::TooLong)?;
            if (q - target).norm() > reach {
                return Err(Refused::TooLong);
            }
            let (near, distance) = self.sites.nearest(q);
            let third = match self.sites.turned(sites, q) {
                Some(site) => site,
                None => {
                    let place = sites.iter().position(|site| site.label == near.label);
                    let known = place.is_some_and(|place| near.feature == sites[place].feature);
                    if known || (place.is_some() && distance >= parting.distance - 1e-9) {
                        // A step back across the border sees a chord from its other side.
                        if sites.iter().any(|&site| self.sites.is_astray(site, q)) {
                            return Err(Refused::TooLong);
                        }
                        return Ok((q, sites, parting));
                    }
                    near
                }
            };
            match sites.iter().position(|site| site.label == third.label) {
                Some(place) => sites[place] = third,
                None => return Err(Refused::Fork(third)),
            }
        }
        Err(Refused::TooLong)
    }

    /// `true` if only these sites can be nearer than a distance anywhere on an edge.
    fn is_clear(&self, from: Vec3, to: Vec3, distance: f64, own: [[Site; 2]; 2]) -> bool {
        let middle = (from + to) * 0.5;
        let reach = 0.5 * (to - from).norm() + distance;
        let [one, other] = own[0].map(|site| site.feature);
        // Other sites that end in the node where the two meet lie beyond them.
        let joint = self.sites.shared_node(one, other);
        let mut clear = true;
        self.sites.within(middle, reach, |chord| {
            if joint.is_some_and(|node| self.sites.chords[chord].ends.contains(&node)) {
                return;
            }
            let known = own.as_flattened().iter().any(|site| match site.feature {
                Feature::Chord(index) => index as usize == chord,
                Feature::Node(_) => false,
            });
            let (a, b) = self.sites.ends(chord);
            clear &= known || between_chords([from, to], [a, b]) >= distance * (1.0 - 1e-9) - 1e-6;
        });
        clear
    }
}
