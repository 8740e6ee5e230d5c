//! Rings on the Earth cut to rings on the map, which ends at ±180° of longitude and at the poles.
//!
//! Longitude, latitude in degrees; rings run with their inside on the left. On the Earth an edge
//! between longitudes more than 180° apart is drawn the short way, across the antimeridian. Such
//! edges cut a ring into chains, each from one place of the map's edge to another, at the same
//! latitude on both sides (RFC 7946 §3.1.9). Where a chain leaves the map, the ring follows the
//! map's edge counter-clockwise, past the corners at the poles, to the place where the next chain
//! enters. So the inside stays on the left, and a zone that holds a pole follows the map's edge
//! around it, as programs that draw longitude and latitude on a plane need it. (K. Weiler and P.
//! Atherton, Hidden surface removal using polygon area sorting, 1977, with the map as the clip
//! polygon.)
//!
//! Vertices nearer to the antimeridian than `slack` metres are moved onto it and count as lying
//! just east of it, so that rounding cuts off no sliver. All other vertices stay in place. No
//! vertex may lie at a pole itself, where it has no longitude.

use geo_types::{Coord, LineString};

use super::polygons::twice_area;
use crate::earth;

/// The frame at which polygons end whose rings cross the map's edge.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Frame {
    /// At the map's edge.
    Map,
    /// A degree beyond the map's edge, so that polygons cross the edge before they are cut there.
    Beyond,
}

impl Frame {
    fn corner(self, east: f64, north: f64) -> Coord<f64> {
        let beyond = match self {
            Frame::Map => 0.0,
            Frame::Beyond => 1.0,
        };
        Coord { x: east * (180.0 + beyond), y: north * (90.0 + beyond) }
    }

    fn ring(self) -> LineString<f64> {
        let corners = [(1.0, 1.0), (-1.0, 1.0), (-1.0, -1.0), (1.0, -1.0), (1.0, 1.0)];
        LineString(corners.into_iter().map(|(east, north)| self.corner(east, north)).collect())
    }
}

/// The rings on the map of the area that these disjoint rings bound on the Earth; without any ring,
/// all of the map. The error is a place where rings touch so that the inside is ambiguous.
pub(crate) fn cut(
    rings: Vec<LineString<f64>>,
    frame: Frame,
    slack: f64,
) -> Result<Vec<LineString<f64>>, Coord<f64>> {
    let mut whole = Vec::with_capacity(rings.len());
    let mut chains = Vec::new();
    for ring in rings {
        if ring.lines().any(|edge| edge.start.x.abs() > 179.0 || edge.dx().abs() > 180.0) {
            split(&ring, slack, &mut whole, &mut chains);
        } else {
            whole.push(ring);
        }
    }
    if !chains.is_empty() {
        whole.extend(join(chains, frame)?);
    } else if holds_the_edge(&whole) {
        whole.push(frame.ring());
    }
    Ok(whole)
}

/// `true` if the map's edge, which no ring crosses, is inside: it lies right of the ring that comes
/// nearest to it.
fn holds_the_edge(rings: &[LineString<f64>]) -> bool {
    let reach =
        |ring: &LineString<f64>| ring.0.iter().map(|p| p.x).fold(f64::NEG_INFINITY, f64::max);
    rings
        .iter()
        .max_by(|a, b| reach(a).total_cmp(&reach(b)))
        .is_none_or(|outermost| twice_area(outermost) < 0.0)
}

/// Cuts a ring where it crosses the antimeridian.
fn split(
    ring: &LineString<f64>,
    slack: f64,
    whole: &mut Vec<LineString<f64>>,
    chains: &mut Vec<Vec<Coord<f64>>>,
) {
    let mut points: Vec<Coord<f64>> = ring.0.iter().map(|&p| snapped(p, slack)).collect();
    points.dedup();
    while points.len() > 1 && points.first() == points.last() {
        points.pop();
    }
    let count = points.len();
    if count < 3 {
        return;
    }
    let ends = |i: usize| (points[i], points[(i + 1) % count]);
    let crossed: Vec<usize> =
        (0..count).filter(|&i| (ends(i).1.x - ends(i).0.x).abs() > 180.0).collect();
    if crossed.is_empty() {
        points.push(points[0]);
        whole.push(LineString(points));
        return;
    }
    let pieces: Vec<Vec<Coord<f64>>> = (0..crossed.len())
        .map(|i| {
            let (first, last) = (crossed[i], crossed[(i + 1) % crossed.len()]);
            let around = if last <= first { count } else { 0 };
            let mut piece = vec![crossing(ends(first)).1];
            piece.extend((first + 1..=last + around).map(|k| points[k % count]));
            piece.push(crossing(ends(last)).0);
            trimmed(piece)
        })
        .collect();
    link(pieces, whole, chains);
}

/// A position, moved onto the antimeridian if it lies within `slack`; there its longitude is -180°.
fn snapped(p: Coord<f64>, slack: f64) -> Coord<f64> {
    let gap = 180.0 - p.x.abs();
    if gap < 1.0 && gap.to_radians() * p.y.to_radians().cos() * earth::A <= slack {
        Coord { x: -180.0, ..p }
    } else {
        p
    }
}

/// The places where an edge across the antimeridian leaves the map and enters it again.
fn crossing((a, b): (Coord<f64>, Coord<f64>)) -> (Coord<f64>, Coord<f64>) {
    let side = 180.0_f64.copysign(a.x - b.x);
    let (from_a, from_b) = ((side - a.x).abs(), (side + b.x).abs());
    // The result is the same, to the last bit, for the edge reversed.
    let lat = match (from_a == 0.0, from_b == 0.0) {
        (true, _) => a.y,
        (_, true) => b.y,
        _ => (a.y * from_b + b.y * from_a) / (from_a + from_b),
    };
    (Coord { x: side, y: lat }, Coord { x: -side, y: lat })
}

/// A chain without the parts along the map's edge at its ends.
fn trimmed(mut chain: Vec<Coord<f64>>) -> Vec<Coord<f64>> {
    while let [.., before, last] = chain[..]
        && before.x == last.x
        && last.x.abs() == 180.0
    {
        chain.pop();
    }
    let kept = chain.iter().position(|p| p.x != chain[0].x).map_or(0, |inside| inside - 1);
    chain.drain(..kept);
    chain
}

/// Removes the pieces of a ring that only touch the antimeridian from the west. Where a piece
/// touches in a single point, the chains before and after it become one.
fn link(
    mut pieces: Vec<Vec<Coord<f64>>>,
    whole: &mut Vec<LineString<f64>>,
    chains: &mut Vec<Vec<Coord<f64>>>,
) {
    let touches = |piece: &Vec<Coord<f64>>| piece.len() == 1;
    let Some(first) = pieces.iter().position(|piece| !touches(piece)) else { return };
    pieces.rotate_left(first);
    let mut linked: Vec<Vec<Coord<f64>>> = Vec::new();
    let mut touched = false;
    for piece in pieces {
        if touches(&piece) {
            touched = true;
            continue;
        }
        match linked.last_mut() {
            Some(before) if touched && before.last() == piece.first() => {
                before.extend(&piece[1..]);
            }
            _ => linked.push(piece),
        }
        touched = false;
    }
    let start = linked[0][0];
    let last = linked.len() - 1;
    if touched && linked[last].last() == Some(&start) {
        let mut end = linked.swap_remove(last);
        match linked.first_mut() {
            Some(first) => {
                end.extend(&first[1..]);
                *first = end;
            }
            None => {
                whole.push(LineString(end));
                return;
            }
        }
    }
    chains.extend(linked);
}

/// The event at a chain's end: the chain leaves the map or enters it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Event {
    Leaves,
    Enters,
}

/// A chain's end on the map's edge.
#[derive(Debug, Clone, Copy)]
struct Stop {
    /// The distance along the map's edge, counter-clockwise from its south-eastern corner; each
    /// side of the map counts 180.
    place: f64,
    event: Event,
    chain: usize,
}

/// The length all around the map's edge.
const AROUND: f64 = 720.0;

fn place(p: Coord<f64>) -> f64 {
    if p.x > 0.0 { p.y + 90.0 } else { 450.0 - p.y }
}

/// Chains joined along the map's edge into rings.
fn join(chains: Vec<Vec<Coord<f64>>>, frame: Frame) -> Result<Vec<LineString<f64>>, Coord<f64>> {
    let following = following(&chains)?;
    let mut done = vec![false; chains.len()];
    let mut rings = Vec::new();
    for first in 0..chains.len() {
        let mut points: Vec<Coord<f64>> = Vec::new();
        let mut chain = first;
        while !done[chain] {
            done[chain] = true;
            points.extend(&chains[chain]);
            let next = following[chain];
            walk(chains[chain][chains[chain].len() - 1], chains[next][0], frame, &mut points);
            chain = next;
        }
        points.dedup();
        if points.first() == points.last() {
            points.pop();
        }
        if points.len() >= 3 {
            points.push(points[0]);
            rings.push(LineString(points));
        }
    }
    Ok(rings)
}

/// For each chain the chain that enters next, counter-clockwise from the place where it leaves.
fn following(chains: &[Vec<Coord<f64>>]) -> Result<Vec<usize>, Coord<f64>> {
    let mut stops: Vec<Stop> = chains
        .iter()
        .enumerate()
        .flat_map(|(chain, points)| {
            let (start, end) = (place(points[0]), place(points[points.len() - 1]));
            [
                Stop { place: start, event: Event::Enters, chain },
                Stop { place: end, event: Event::Leaves, chain },
            ]
        })
        .collect();
    stops.sort_by(|a, b| a.place.total_cmp(&b.place));
    // Where two chains meet in a place, leaving and entering have to alternate.
    for i in 1..stops.len() - 1 {
        if stops[i].event == stops[i - 1].event && stops[i].place == stops[i + 1].place {
            stops.swap(i, i + 1);
        }
    }
    let mut following = vec![0; chains.len()];
    for (i, stop) in stops.iter().enumerate() {
        let next = stops[(i + 1) % stops.len()];
        if stop.event == next.event {
            return Err(chains[stop.chain][0]);
        }
        if stop.event == Event::Leaves {
            following[stop.chain] = next.chain;
        }
    }
    Ok(following)
}

/// The way along the frame from the place where a chain leaves the map to the place where one
/// enters.
fn walk(from: Coord<f64>, to: Coord<f64>, frame: Frame, points: &mut Vec<Coord<f64>>) {
    let beside = |p: Coord<f64>| Coord { x: frame.corner(p.x.signum(), 0.0).x, ..p };
    let (start, mut end) = (place(from), place(to));
    if end < start {
        end += AROUND;
    }
    points.push(beside(from));
    for quarter in 1..8 {
        let corner = 180.0 * f64::from(quarter);
        if start < corner && corner < end {
            let (east, north) =
                [(-1.0, -1.0), (1.0, -1.0), (1.0, 1.0), (-1.0, 1.0)][(quarter as usize + 1) % 4];
            points.push(frame.corner(east, north));
        }
    }
    points.push(beside(to));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ring(points: &[(f64, f64)]) -> LineString<f64> {
        let mut ring = LineString::from(points.to_vec());
        ring.close();
        ring
    }

    fn on_map(rings: &[&[(f64, f64)]]) -> Vec<Vec<(f64, f64)>> {
        let rings = rings.iter().map(|points| ring(points)).collect();
        let cut = cut(rings, Frame::Map, 0.01).expect("rings that do not touch");
        cut.into_iter().map(|ring| ring.0.into_iter().map(|p| (p.x, p.y)).collect()).collect()
    }

    #[test]
    fn a_square_across_the_antimeridian_becomes_two() {
        let rings = on_map(&[&[(179.0, 0.0), (-179.0, 0.0), (-179.0, 2.0), (179.0, 2.0)]]);
        let east = vec![(-180.0, 0.0), (-179.0, 0.0), (-179.0, 2.0), (-180.0, 2.0), (-180.0, 0.0)];
        let west = vec![(180.0, 2.0), (179.0, 2.0), (179.0, 0.0), (180.0, 0.0), (180.0, 2.0)];
        assert_eq!(rings, [east, west]);
    }

    #[test]
    fn a_ring_around_the_pole_follows_the_edge_of_the_map() {
        let around: [(f64, f64); 3] = [(-120.0, 80.0), (0.0, 80.0), (120.0, 80.0)];
        let north = on_map(&[&around]);
        assert_eq!(
            north,
            [vec![
                (-180.0, 80.0),
                (-120.0, 80.0),
                (0.0, 80.0),
                (120.0, 80.0),
                (180.0, 80.0),
                (180.0, 90.0),
                (-180.0, 90.0),
                (-180.0, 80.0)
            ]]
        );
        let mut reversed = around;
        reversed.reverse();
        let south = on_map(&[&reversed]);
        assert!(south[0].contains(&(-180.0, -90.0)) && south[0].contains(&(180.0, -90.0)));
        assert!(!south[0].contains(&(180.0, 90.0)));
    }

    #[test]
    fn two_rings_around_the_pole_become_one_polygon() {
        let (outer, inner) = (
            [(-120.0, 80.0), (0.0, 80.0), (120.0, 80.0)],
            [(120.0, 85.0), (0.0, 85.0), (-120.0, 85.0)],
        );
        let rings = on_map(&[&outer, &inner]);
        assert_eq!(rings.len(), 1);
        assert!(rings[0].contains(&(180.0, 85.0)) && !rings[0].contains(&(180.0, 90.0)));
    }

    #[test]
    fn a_hole_alone_has_the_map_around_it() {
        let rings = on_map(&[&[(0.0, 0.0), (0.0, 1.0), (1.0, 1.0), (1.0, 0.0)]]);
        assert_eq!(rings.len(), 2);
        assert_eq!(rings[1].len(), 5);
        assert_eq!(on_map(&[]).len(), 1);
    }

    #[test]
    fn what_touches_the_antimeridian_is_not_cut() {
        let from_the_west = on_map(&[&[(179.0, 0.0), (-180.0, 1.0), (179.0, 2.0)]]);
        assert_eq!(from_the_west, [vec![(180.0, 1.0), (179.0, 2.0), (179.0, 0.0), (180.0, 1.0)]]);
        let along = on_map(&[&[(179.0, 0.0), (180.0, 0.0), (-180.0, 2.0), (179.0, 2.0)]]);
        assert_eq!(
            along,
            [vec![(180.0, 2.0), (179.0, 2.0), (179.0, 0.0), (180.0, 0.0), (180.0, 2.0)]]
        );
        let from_the_east = on_map(&[&[(-179.0, 0.0), (-179.0, 2.0), (180.0, 1.0)]]);
        assert_eq!(from_the_east.len(), 1);
        assert!(from_the_east[0].contains(&(-180.0, 1.0)));
    }

    /// Checks that a hole with a side on the antimeridian is a notch in one polygon and absent from
    /// the other.
    #[test]
    fn a_hole_along_the_antimeridian_is_a_notch() {
        let outer = [(170.0, 0.0), (-170.0, 0.0), (-170.0, 10.0), (170.0, 10.0)];
        let hole = [(175.0, 4.0), (175.0, 6.0), (180.0, 6.0), (180.0, 4.0)];
        let rings = on_map(&[&outer, &hole]);
        assert_eq!(rings.len(), 2);
        let area: f64 =
            rings.iter().map(|points| 0.5 * twice_area(&LineString::from(points.clone()))).sum();
        assert_eq!(area, 20.0 * 10.0 - 5.0 * 2.0);
    }
}
