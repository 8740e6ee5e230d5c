//! Tests whether polygons are valid as drawn: OGC Simple Features 1.2.1, §6.1.11 and §6.1.14, as
//! GEOS judges them, and no point twice in a row.
//!
//! Longitude and latitude in degrees. A ring neither crosses nor touches itself nor turns back;
//! rings of a polygon touch at points only, and so that its inside stays in one piece; holes lie
//! inside, and not inside one another; polygons touch at points only. All is decided exactly:
//! [`meeting`].

use std::collections::HashMap;

use geo_types::{Coord, MultiPolygon, Polygon};

use super::meeting::{Edges, Fault, Meeting, Ring};
use super::membership::rings;

/// The number of faults named: one shows where to look, a thousand say no more.
const ENOUGH: usize = 20;

/// The faults of polygons: none, or the first ones.
pub fn faults(polygons: &MultiPolygon<f64>) -> Vec<Fault> {
    let mut faults = Vec::new();
    twice(polygons, &mut faults);
    let edges = Edges::new(&[polygons]);
    for ring in edges.rings.iter().filter(|ring| ring.points.len() < 4) {
        let at = ring.points.first().copied().unwrap_or_default();
        add(&mut faults, format!("{} has fewer than three points", name(ring)), at);
    }
    if faults.is_empty() {
        meet(&edges, &mut faults);
    }
    // Nesting has no answer where rings cross.
    if faults.is_empty() {
        nest(&edges, &mut faults);
    }
    faults.truncate(ENOUGH);
    faults
}

/// The faults that leave the inside of a polygon, the one with this index, unclear: none, or the first ones.
/// Its rings may touch, themselves too, but not cross; holes lie inside.
pub fn unclear(polygon: &Polygon<f64>, index: usize) -> Vec<Fault> {
    let polygon = MultiPolygon(vec![polygon.clone()]);
    let mut edges = Edges::new(&[&polygon]);
    edges.rings.iter_mut().for_each(|ring| ring.polygon = index);
    let mut faults = Vec::new();
    edges.meetings(|one, other, meeting| {
        let is_itself = one.0 == other.0;
        let crossing = match meeting {
            Meeting::Crossing(at) => Some(at),
            Meeting::Touching(at) if !is_itself && edges.pass_through(one, other, at) => Some(at),
            _ => None,
        };
        if let Some(at) = crossing {
            let (first, second) = (&edges.rings[one.0], &edges.rings[other.0]);
            let whom = if is_itself { "itself".to_owned() } else { name(second) };
            add(&mut faults, format!("{} crosses {whom}", name(first)), at);
        }
        faults.len() < ENOUGH
    });
    if faults.is_empty() {
        nest(&edges, &mut faults);
    }
    faults
}

fn add(faults: &mut Vec<Fault>, what: String, at: Coord<f64>) {
    let fault = Fault { what, at };
    // At a vertex many edges meet, and all give the same fault.
    if !faults.contains(&fault) {
        faults.push(fault);
    }
}

fn name(ring: &Ring) -> String {
    format!("polygon {}, ring {}", ring.polygon + 1, ring.number + 1)
}

/// Looks for points that come twice in a row.
fn twice(polygons: &MultiPolygon<f64>, faults: &mut Vec<Fault>) {
    for (polygon, rings) in (1..).zip(polygons.iter().map(rings)) {
        for (number, ring) in (1..).zip(rings) {
            for pair in ring.0.windows(2).filter(|pair| pair[0] == pair[1]).take(ENOUGH) {
                let what = format!("polygon {polygon}, ring {number} has a point twice in a row");
                add(faults, what, pair[0]);
            }
        }
    }
}

/// Looks for edges that meet where they must not.
fn meet(edges: &Edges, faults: &mut Vec<Fault>) {
    let mut touches = Touches::new();
    edges.meetings(|one, other, meeting| {
        let (first, second) = (&edges.rings[one.0], &edges.rings[other.0]);
        let is_itself = one.0 == other.0;
        let follow = is_itself && first.are_neighbours(one.1, other.1);
        let whom = if is_itself { "itself".to_owned() } else { name(second) };
        let says = |verb: &str| format!("{} {verb} {whom}", name(first));
        match meeting {
            Meeting::Along(at) if follow => add(faults, says("turns back on"), at),
            Meeting::Touching(_) if follow => {}
            Meeting::Crossing(at) => add(faults, says("crosses"), at),
            Meeting::Along(at) => add(faults, says("runs along"), at),
            Meeting::Touching(at) if is_itself => add(faults, says("touches"), at),
            Meeting::Touching(at) if edges.pass_through(one, other, at) => {
                add(faults, says("crosses"), at);
            }
            Meeting::Touching(at) => touches.entry(key(at)).or_default().extend([one.0, other.0]),
        }
        faults.len() < ENOUGH
    });
    fall_apart(&edges.rings, touches, faults);
}

/// The rings that touch at a place.
type Touches = HashMap<[u64; 2], Vec<usize>>;

fn key(at: Coord<f64>) -> [u64; 2] {
    // Adding zero turns -0.0 into 0.0.
    [at.x + 0.0, at.y + 0.0].map(f64::to_bits)
}

/// Tests the places where rings of one polygon touch: its inside stays in one piece when rings and
/// places form a forest.
fn fall_apart(rings: &[Ring], touches: Touches, faults: &mut Vec<Fault>) {
    let mut groups: Vec<usize> = (0..rings.len()).collect();
    let group = |groups: &mut [usize], mut of: usize| {
        while groups[of] != of {
            groups[of] = groups[groups[of]];
            of = groups[of];
        }
        of
    };
    let mut touches: Vec<_> = touches.into_iter().collect();
    touches.sort_unstable();
    for (key, mut touching) in touches {
        touching.sort_unstable();
        touching.dedup();
        for own in touching.chunk_by(|a, b| rings[*a].polygon == rings[*b].polygon) {
            for pair in own.windows(2) {
                let [a, b] = [pair[0], pair[1]].map(|ring| group(&mut groups, ring));
                if a == b {
                    let [x, y] = key.map(f64::from_bits);
                    let what = "falls apart: its rings touch one another too often";
                    let what = format!("polygon {} {what}", rings[pair[0]].polygon + 1);
                    add(faults, what, Coord { x, y });
                }
                groups[a] = b;
            }
        }
    }
}

/// Looks for rings that lie where they must not; none of them cross.
fn nest(edges: &Edges, faults: &mut Vec<Fault>) {
    for (index, ring) in edges.rings.iter().enumerate() {
        let free = ring.points.iter().find(|p| !edges.is_on_another(**p, index));
        // The middle of an edge is on no other ring where both its ends are on none.
        let at = free.copied().unwrap_or((ring.points[0] + ring.points[1]) * 0.5);
        let mut around = edges.around(at, index);
        let name = name(ring);
        let own = around.remove(&ring.polygon).unwrap_or_default();
        if ring.number == 0 {
            for hole in own {
                add(faults, format!("{name} lies inside ring {}, its own hole", hole + 1), at);
            }
        } else {
            if !own.contains(&0) {
                add(faults, format!("{name}, a hole, lies outside its polygon"), at);
            }
            for hole in own.iter().filter(|number| **number > 0) {
                add(faults, format!("{name}, a hole, lies inside ring {}, another", hole + 1), at);
            }
        }
        // A point inside the outer ring and in none of its holes is inside a polygon.
        for (polygon, _) in around.iter().filter(|(_, numbers)| numbers.len() % 2 == 1) {
            add(faults, format!("{name} lies inside polygon {}", polygon + 1), at);
        }
        if faults.len() >= ENOUGH {
            return;
        }
    }
}
