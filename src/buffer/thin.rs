//! A line without the points that it does not need: those within a deviation of a straight chord.
//!
//! Earth-centred metres. From a point kept, the chord grows while all the points it passes lie in a
//! common wedge, each within the deviation of it, and none falls back; so the chord and the line
//! stay within the deviation of one another (H. Imai and M. Iri, Polygonal approximations of a
//! curve, 1988; the cone of C. M. Williams, 1978, for the wedge). Chords end before they lie deeper
//! below the surface than the deviation.

use crate::earth::{self, Vec3};

/// Keeps of a line's points those from which the others deviate by at most `deviation`.
pub(super) fn thin(line: &mut Vec<Vec3>, deviation: f64) {
    let longest2 = 8.0 * earth::LEAST_RADIUS * deviation;
    let mut kept = 0;
    let mut next = 1;
    while next < line.len() {
        let anchor = line[kept];
        let (east, north) = earth::tangents(earth::normal(anchor));
        // The wedge of directions, by its sides, and how far out the last point was.
        let mut wedge: Option<[(f64, f64); 2]> = None;
        let mut farthest2 = 0.0;
        let mut end = next;
        while let Some(&p) = line.get(end) {
            let v = p - anchor;
            let (x, y) = (v.dot(east), v.dot(north));
            let r2 = x * x + y * y;
            let turned = wedge.is_some_and(|[right, left]| {
                right.0 * y - right.1 * x < 0.0 || left.0 * y - left.1 * x > 0.0
            });
            if end > next && (r2 < farthest2 || r2 > longest2 || turned) {
                break;
            }
            end += 1;
            farthest2 = r2;
            if r2 <= deviation * deviation {
                continue;
            }
            // Half the wedge in which a chord passes the point: its sine and cosine.
            let sine = deviation / r2.sqrt();
            let cosine = (1.0 - sine * sine).sqrt();
            let right = (x * cosine + y * sine, y * cosine - x * sine);
            let left = (x * cosine - y * sine, y * cosine + x * sine);
            wedge = Some(match wedge {
                None => [right, left],
                Some([old_right, old_left]) => [
                    if old_right.0 * right.1 - old_right.1 * right.0 > 0.0 {
                        right
                    } else {
                        old_right
                    },
                    if old_left.0 * left.1 - old_left.1 * left.0 < 0.0 { left } else { old_left },
                ],
            });
        }
        kept += 1;
        line[kept] = line[end - 1];
        next = end;
    }
    line.truncate(kept + 1);
}
