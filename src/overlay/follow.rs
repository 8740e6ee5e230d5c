//! Follows a bisector step by step, from a seed to its end.
//!
//! Earth-centred metres. A point ahead is moved to where the two sites are equally far. If a third
//! site with one of the two labels is nearer there, it replaces the site of that label. If a third
//! label comes between, the step is halved down to [`SHORTEST`] and the bisector forks. A step is
//! also halved until its edge as drawn stays near the curve, and until no other site can come
//! between.

use smallvec::SmallVec;

use super::bisector::{
    BEYOND, Bisectors, CLEARANCE, End, FIRST, Followed, Origin, Pace, SHARE, Seed, aside,
};
use super::parting::Parting;
use super::sites::{Feature, Site};
use crate::earth::{self, Vec3, along};
use crate::index::on_chord;

/// The share of the tolerance below which steps are not shortened.
const SHORTEST: f64 = 1e-3;

/// The share of the distance above which steps are checked for sites that might come between.
const SURE: f64 = 0.25;

/// The number of steps by which nearest points may move where sides count; any that move farther
/// belong to another part. Other curves run far from the border and turn where a nearest point moves at
/// all.
const LEAP: f64 = 2.0;

/// The distance aside at which the shortest steps may end, in steps.
const TURNING: f64 = 32.0;

/// The largest number of steps of a curve.
const MOST: usize = 1_000_000;

/// The sites that were tried for a point, first to last.
pub(super) type Met = SmallVec<[[Site; 2]; 4]>;

/// The reason for which a step was not taken.
pub(super) enum Refused {
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
        // Sides change at many joints, and most curves between them are short and straight.
        let is_quick = self.sites.sided && self.pace == Pace::Quick && seed.node.is_some();
        let first = if is_quick { 1.0 } else { FIRST };
        let (mut step, mut grows, mut gone) = (first * self.tolerance, false, false);
        while points.len() < MOST {
            let shared = self.sites.shared_node(sites[0].feature, sites[1].feature);
            if let Some(node) = shared {
                let gap = self.sites.point(node) - q;
                let far = gap.norm();
                if points.len() > begun && gap.dot(ahead) > 0.5 * far {
                    if far <= FIRST * self.tolerance
                        || self.leads_to(node, [q, ahead], distance, sites)
                    {
                        points.push((self.sites.point(node), 0.0));
                        return Some(Followed { points, end: End::Node(node), sites });
                    }
                    step = step.min(0.5 * far);
                }
            }
            step = step.min(0.25 * self.farthest);
            let mut met = Met::new();
            match self.step(q, ahead, distance, step, sites, &mut met) {
                Ok((next, new, parting)) => {
                    if points.len() == begun && forked && self.passes(seed, next, next - q) {
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
                Err(refused) if step > self.shortest() => {
                    let corner = self.corner([q, ahead], distance, step, sites, &met, &refused);
                    if let Some(corner) = corner {
                        (q, distance) = (corner.point, corner.distance);
                        points.push((q, distance));
                        let Some((new, parting)) = corner.beyond else {
                            return Some(Followed { points, end: End::Fork(corner.third), sites });
                        };
                        ahead = parting.ahead(earth::normal(q));
                        sites = new;
                        continue;
                    }
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
        let past = self.correct(sites, target, reach, &mut Met::new()).ok()?;
        (!self.passes(seed, past.0, past.0 - q)).then_some(past)
    }

    /// `true` if a curve goes straight on to a node in which its sites meet.
    fn leads_to(&self, node: u32, [q, ahead]: [Vec3; 2], distance: f64, sites: [Site; 2]) -> bool {
        let end = self.sites.point(node);
        let far = (end - q).norm();
        let inside = |site: Site| {
            site.feature == Feature::Node(node) || self.sites.touch(site.feature, q).node.is_none()
        };
        self.pace == Pace::Quick
            && (end - q).dot(ahead) > 0.999 * far
            && sites.into_iter().all(inside)
            && self.check_drawn([q, end], 0.5, far, sites).is_ok()
            && self.is_clear([q, end], [distance, 0.0], [sites, sites])
    }

    /// The next point of a curve, with the sites there.
    fn step(
        &self,
        q: Vec3,
        ahead: Vec3,
        distance: f64,
        step: f64,
        sites: [Site; 2],
        met: &mut Met,
    ) -> Result<(Vec3, [Site; 2], Parting), Refused> {
        let up = earth::normal(q);
        let target = earth::drop(q + ahead * step, up);
        if step <= self.shortest() {
            return self.turn(q, target, sites);
        }
        let (next, new, parting) = self.correct(sites, target, 0.5 * step, met)?;
        if parting.ahead(earth::normal(next)).dot(ahead) < 0.5 {
            return Err(Refused::TooLong);
        }
        self.check_drawn([q, next], 0.5, step, sites)?;
        if self.leaps([q, next], [sites, new], step) {
            self.check_drawn([q, next], 0.25, step, sites)?;
            self.check_drawn([q, next], 0.75, step, new)?;
        }
        let distances = [distance, parting.distance];
        let is_long = step > SURE * distances[0].min(distances[1]);
        if is_long && !self.is_clear([q, next], distances, [sites, new]) {
            return Err(Refused::TooLong);
        }
        Ok((next, new, parting))
    }

    /// Refuses a step whose edge as drawn leaves the curve, compared at a share of the way.
    pub fn check_drawn(
        &self,
        [from, to]: [Vec3; 2],
        share: f64,
        step: f64,
        sites: [Site; 2],
    ) -> Result<(), Refused> {
        let target = from + (to - from) * share;
        let target = earth::drop(target, earth::normal(target));
        let (point, _, parting) = self.correct(sites, target, 0.25 * step, &mut Met::new())?;
        let way = (to - from).unit();
        let off = |drawn: Vec3| {
            let gap = point - drawn;
            aside(gap - way * gap.dot(way), point)
        };
        let allowed = self.allowed(parting.distance);
        // Drawn on the map, an edge leaves its chord by no more than this.
        let steep = earth::steepness(from).max(earth::steepness(to));
        let bend = 0.125 * (to - from).norm2() * (1.0 + 2.0 * steep) / earth::B;
        let straight = off(from + (to - from) * share);
        if straight + bend <= allowed {
            return Ok(());
        }
        if straight - bend > allowed {
            return Err(Refused::TooLong);
        }
        let drawn = earth::ecef(along(earth::lonlat(from), earth::lonlat(to), share));
        if off(drawn) > allowed { Err(Refused::TooLong) } else { Ok(()) }
    }

    /// `true` if the nearest point on either side moves so far in a step that the curves of two
    /// parts may have been taken for one.
    fn leaps(&self, [from, to]: [Vec3; 2], [old, new]: [[Site; 2]; 2], step: f64) -> bool {
        let leap = if self.sites.sided { LEAP * step } else { 0.0 };
        let foot = |site: Site, q: Vec3| self.sites.touch(site.feature, q).foot;
        old.iter().zip(&new).any(|(&old, &new)| {
            old.feature != new.feature && (foot(new, to) - foot(old, from)).norm() > leap
        })
    }

    pub fn shortest(&self) -> f64 {
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
        let mut met = Met::new();
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
                let next = self.correct(sites, target, reach, &mut Met::new());
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
        met: &mut Met,
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
            let (near, distance) = self.sites.nearest_beside(q, sites);
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
                Some(place) => {
                    sites[place] = third;
                    sites = self.sites.as_seen(sites, q);
                }
                None => return Err(Refused::Fork(third)),
            }
        }
        Err(Refused::TooLong)
    }
}
