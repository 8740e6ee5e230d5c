//! Sides and stretches of borders with evident answers.
//!
//! Longitude and latitude in degrees, lengths in metres. A degree of the equator is 111,319.490793
//! m (6,378,137 m times π/180).

use geo_types::{Coord, LineString, MultiLineString};

use super::Edges;
use super::stretch::{Side, Stretch};

const DEGREE: f64 = 111_319.490_793;

type Line<'a> = &'a [(f64, f64)];

fn left(lines: &[Line<'_>]) -> Stretch {
    let lines: MultiLineString<f64> =
        lines.iter().map(|line| LineString::from(line.to_vec())).collect();
    Stretch::of(&lines, Edges::Planar, None, Some(Side::Left))
}

fn along(lines: &[Line<'_>], stretches: &[(f64, f64)]) -> Stretch {
    let lines = lines.iter().map(|line| LineString::from(line.to_vec())).collect();
    Stretch::new(&lines, Edges::Planar, stretches)
}

#[track_caller]
fn assert_says(stretch: &Stretch, x: f64, y: f64, expected: bool) {
    assert_eq!(stretch.inside(Coord { x, y }), Some(expected), "({x}, {y})");
}

#[test]
fn the_outer_side_of_a_corner_is_one_side() {
    // East along the equator, then 120° to the left.
    let bend = left(&[&[(0.0, 0.0), (1.0, 0.0), (0.5, 0.87)]]);
    for (x, y, expected) in [
        (0.5, 0.1, true),
        (0.5, -0.1, false),
        (1.1, -0.1, false),
        // Left of the first edge straight on, yet outside of the corner.
        (1.1, 0.02, false),
        (0.9, 0.6, false),
        (0.3, 0.86, true),
    ] {
        assert_says(&bend, x, y, expected);
    }
    // A right turn, around the start of a closed line: clockwise, so that the inside is right.
    let ring = left(&[&[(0.0, 0.0), (0.0, 1.0), (1.0, 1.0), (1.0, 0.0), (0.0, 0.0)]]);
    assert_says(&ring, -0.1, -0.1, true);
    assert_says(&ring, 0.1, 0.1, false);
    assert_says(&ring, 1.2, 0.5, true);
}

#[test]
fn beyond_an_end_the_line_straight_on_parts_the_sides() {
    let line = left(&[&[(0.0, 0.0), (1.0, 0.0)]]);
    assert_says(&line, 1.2, 0.01, true);
    assert_says(&line, 1.2, -0.01, false);
    assert_says(&line, -0.2, 0.01, true);
    // Straight back over itself: the first pass counts, and its end parts the sides.
    let back = left(&[&[(0.0, 0.0), (1.0, 0.0), (0.5, 0.0)]]);
    assert_says(&back, 0.7, 0.1, true);
    assert_says(&back, 0.7, -0.1, false);
    assert_says(&back, 1.2, 0.01, true);
    // The same along a line of no round numbers, from which the rounded end lies 1e-15 degrees aside.
    let (from, tip) =
        ((10.380014921900711, 50.00891789457828), (10.722281981825994, 50.16296707175403));
    let back = left(&[&[from, tip, (10.41424162789324, 50.02432281229586)]]);
    assert_says(&back, 10.738_549_664, 50.169_930_386, false);
    assert_says(&back, 10.74, 50.18, true);
    // Two lines over one another: the first counts.
    let twice = left(&[&[(1.0, 0.0), (0.0, 0.0)], &[(0.0, 0.0), (1.0, 0.0)]]);
    assert_says(&twice, 0.5, 0.1, false);
    assert_says(&twice, 0.5, -0.1, true);
}

#[test]
fn on_the_border_and_between_its_parts_there_is_no_side() {
    let line = left(&[&[(0.0, 0.0), (1.0, 0.0)]]);
    assert_eq!(line.inside(Coord { x: 0.5, y: 0.0 }), None);
    assert!(line.changes_near(Coord { x: 0.5, y: 1e-5 }, 1.2));
    assert!(!line.changes_near(Coord { x: 0.5, y: 1e-5 }, 1.0));
    // Both run east: between them the one says left, the other right.
    let two = left(&[&[(0.0, -0.1), (1.0, -0.1)], &[(0.0, 0.1), (1.0, 0.1)]]);
    assert_says(&two, 0.5, -0.000_01, true);
    assert_says(&two, 0.5, 0.000_01, false);
    assert_eq!(two.inside(Coord { x: 0.5, y: 0.0 }), None);
    // A hundred-thousandth of a degree is 1.1 m.
    assert!(two.changes_near(Coord { x: 0.5, y: -0.000_01 }, 1.2));
    assert!(!two.changes_near(Coord { x: 0.5, y: -0.000_01 }, 1.0));
}

/// The point and its side are those of the shared case: 142.8 m from the first line, by pyproj.
#[test]
fn a_thin_lens_has_two_sides() {
    let lens = left(&[
        &[(38.0, 36.8), (38.003_92, 36.845_049), (38.0, 36.890_098)],
        &[(38.0, 36.8), (38.0, 36.890_098)],
    ]);
    assert_says(&lens, 38.001_953_304_8, 36.840_896_735_6, true);
    // Nearer to the second line.
    assert_says(&lens, 38.001_7, 36.840_896_735_6, false);
}

#[test]
fn stretches_end_flat_at_their_chainage() {
    let line: &[Line<'_>] = &[&[(0.0, 0.0), (2.0, 0.0)]];
    let middle = along(line, &[(0.5 * DEGREE, DEGREE)]);
    for (x, expected) in [(0.4999, false), (0.5001, true), (0.9999, true), (1.0001, false)] {
        assert_says(&middle, x, 0.3, expected);
    }
    let near = |x: f64, reach: f64| middle.changes_near(Coord { x, y: 0.3 }, reach);
    // A hundred-thousandth of a degree is 1.1 m.
    assert!(near(0.999_99, 1.2) && !near(0.999_99, 1.0));
    assert!(near(1.000_000_01, 0.002) && !near(1.000_000_01, 0.001));

    // The border's own end is flat, and so is the start: a file has millimetres only.
    let whole = along(line, &[(0.0, 222_638.982)]);
    for (x, expected) in [(-0.001, false), (0.001, true), (1.999, true), (2.001, false)] {
        assert_says(&whole, x, 0.1, expected);
    }
    // Where one line ends and the next begins it goes on.
    let joined =
        along(&[&[(0.0, 0.0), (1.0, 0.0)], &[(1.0, 0.0), (1.0, 1.0)]], &[(0.0, 221_893.878)]);
    assert_says(&joined, 1.1, -0.1, true);
}

#[test]
fn around_a_corner_the_stretch_that_ends_there_counts() {
    let corner: &[Line<'_>] = &[&[(0.0, 0.0), (1.0, 0.0), (1.0, 1.0)]];
    let (first, second) =
        (along(corner, &[(0.0, 111_319.491)]), along(corner, &[(111_319.491, 200_000.0)]));
    for (x, y) in [(1.1, -0.1), (1.001, -0.1), (1.1, -0.001)] {
        assert_says(&first, x, y, true);
        assert_says(&second, x, y, false);
    }
    assert_says(&first, 1.1, 0.001, false);
    assert_says(&second, 1.1, 0.001, true);
}
