//! Whether the cells of a division are what they are taken for.
//!
//! Longitude, latitude in degrees. Points beside the edges of every ring are asked for their label; a
//! cell whose points have another than its own, all around and farther than the tolerance, or whose
//! rings do not agree, has been merged with one beside it, because a curve between them was not found.
//! Undefined: what is narrower than [`WIDE`] tolerances.

use geo_types::Coord;

use super::Cell;
use super::faces::{Faces, Half};
use super::label::Label;
use super::separator::Question;
use crate::earth;

/// How far around a point its label has to be another, in tolerances.
const WIDE: f64 = 4.0;

/// Points beside a ring that are asked.
const ASKED: usize = 500;

/// Pairs of points of different labels in what is taken for one cell.
pub(super) fn mixed(
    faces: &Faces,
    cells: &[Cell],
    question: &Question<'_>,
) -> Vec<[Coord<f64>; 2]> {
    let mut rings: Vec<Vec<Half>> = vec![Vec::new(); cells.len()];
    for half in faces.halves() {
        rings[faces.cycle(half)].push(half);
    }
    let index = faces.index();
    // A cell may be narrower than the way to the point: then that lies in another.
    let inside = |point, own| {
        faces.cycle_at(point, &index).is_some_and(|cycle| cells[cycle].label == Some(own))
    };
    let mut wrong = Vec::new();
    let mut right: Vec<Option<Coord<f64>>> = vec![None; cells.len()];
    for (cycle, ring) in rings.iter().enumerate() {
        let Some(own) = cells[cycle].label else { continue };
        let mut other = None;
        for &half in ring.iter().step_by(ring.len().div_ceil(ASKED)) {
            let Some(point) = beside(faces, half, question.tolerance) else { continue };
            if is_another(point, own, question) && inside(point, own) {
                other.get_or_insert(point);
            } else if (question.label)(earth::ecef(point)) == own {
                right[cycle].get_or_insert(point);
            }
        }
        if let Some(other) = other {
            wrong.push([other, right[cycle].unwrap_or(other)]);
        }
    }
    for (cycle, around) in faces.nested(&index) {
        let labels = (cells[cycle].label, cells[around].label);
        let (Some(inner), Some(outer)) = labels else { continue };
        if let (true, Some(a), Some(b)) = (inner != outer, right[cycle], right[around]) {
            wrong.push([a, b]);
        }
    }
    wrong
}

/// A point on the left of the middle of a half, if that is long enough.
fn beside(faces: &Faces, half: Half, tolerance: f64) -> Option<Coord<f64>> {
    let (a, b) = faces.ends(half);
    let (from, to) = (earth::ecef(a), earth::ecef(b));
    if (to - from).norm() < 2.0 * WIDE * tolerance {
        return None;
    }
    let middle = earth::ecef((a + b) / 2.0);
    let up = earth::normal(middle);
    let left = up.cross(to - from).unit();
    Some(earth::lonlat(earth::drop(middle + left * tolerance, up)))
}

/// Whether a point and all around it have another label.
fn is_another(point: Coord<f64>, own: Label, question: &Question<'_>) -> bool {
    let p = earth::ecef(point);
    if (question.label)(p) == own {
        return false;
    }
    let up = earth::normal(p);
    let (east, north) = earth::tangents(up);
    (0..8).all(|eighth| {
        let (sin, cos) = (f64::from(eighth) * std::f64::consts::FRAC_PI_4).sin_cos();
        let way = (east * cos + north * sin) * (WIDE * question.tolerance);
        (question.label)(earth::drop(p + way, up)) != own
    })
}
