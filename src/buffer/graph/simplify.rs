//! Simplifies a line: drops points within a deviation of a straight chord.
//!
//! Earth-centred metres. From a point kept, the chord grows while all the points it passes lie in a
//! common wedge, each within the deviation of it, and none falls back; so the chord and the line
//! stay within the deviation of one another (H. Imai and M. Iri, Polygonal approximations of a
//! curve, 1988). Chords end before they lie deeper below the surface than is allowed.

use super::wedge::Wedge;
use crate::earth::{self, Vec3};

/// Keeps those points of a line from which the others deviate by at most `aside`; no chord lies more than
/// `below` under the surface.
pub(super) fn thin(line: &mut Vec<Vec3>, [aside, below]: [f64; 2]) {
    let longest2 = 8.0 * earth::LEAST_RADIUS * below;
    let mut kept = 0;
    let mut next = 1;
    while next < line.len() {
        let anchor = line[kept];
        let (east, north) = earth::tangents(earth::normal(anchor));
        let mut wedge = Wedge::default();
        let mut farthest2 = 0.0;
        let mut end = next;
        while let Some(&p) = line.get(end) {
            let v = p - anchor;
            let place = (v.dot(east), v.dot(north));
            let r2 = place.0 * place.0 + place.1 * place.1;
            if end > next && (r2 < farthest2 || r2 > longest2 || !wedge.holds(place)) {
                break;
            }
            end += 1;
            farthest2 = r2;
            wedge.narrow(place, (1.0, 1.0), aside);
        }
        kept += 1;
        line[kept] = line[end - 1];
        next = end;
    }
    line.truncate(kept + 1);
}
