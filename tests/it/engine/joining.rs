//! Borders in pieces joined into runs.

use geo_types::{Coord, LineString, MultiLineString, line_string};
use safe_zone::dataset::turkey_syria_border;
use safe_zone::{Joining, Position};

use crate::support::judge::length;
use crate::support::oracle::sample::Random;

/// A line cut into pieces at random vertices; some run backwards, all are shuffled.
fn shuffled(line: &LineString<f64>, count: usize, seed: u64) -> MultiLineString<f64> {
    let random = &mut Random::new(seed);
    let last = line.0.len() - 1;
    let mut cuts: Vec<usize> = (0..count - 1).map(|_| 1 + random.below(last - 1)).collect();
    cuts.extend([0, last]);
    cuts.sort_unstable();
    cuts.dedup();
    let mut pieces: Vec<LineString<f64>> =
        cuts.windows(2).map(|pair| LineString(line.0[pair[0]..=pair[1]].to_vec())).collect();
    for index in (1..pieces.len()).rev() {
        pieces.swap(index, random.below(index + 1));
    }
    for piece in &mut pieces {
        if random.between(0.0, 1.0) < 0.5 {
            piece.0.reverse();
        }
    }
    MultiLineString(pieces)
}

#[test]
fn the_embedded_border_is_whole_again() {
    let whole = turkey_syria_border().lines();
    let start = whole.0[0].0[0];
    let from = Position::new(start.x, start.y).expect("a position");
    for seed in 0..20 {
        let pieces = shuffled(&whole.0[0], 307, seed);
        let joined = Joining::default().starting_at(from).join(&pieces).expect("lines");
        assert_eq!(joined.runs().len(), 1);
        assert_eq!(joined.runs()[0].pieces(), pieces.0.len());
        assert!(joined.lines() == whole, "seed {seed}");
        // Without a start the first piece gives the direction.
        let joined = Joining::default().join(&pieces).expect("lines");
        let first = &pieces.0[0].0;
        let at = |p: &Coord<f64>| joined.lines().0[0].0.iter().position(|it| it == p);
        assert!(at(&first[0]) < at(&first[1]), "seed {seed}");
    }
}

#[test]
fn rings_begin_where_they_are_told() {
    let ring = line_string![(x: 0.0, y: 0.0), (x: 1.0, y: 0.0), (x: 1.0, y: 1.0), (x: 0.0, y: 1.0), (x: 0.0, y: 0.0)];
    let pieces = MultiLineString(vec![
        LineString(ring.0[1..3].to_vec()),
        LineString(ring.0[..2].to_vec()),
        LineString(ring.0[2..].iter().rev().copied().collect()),
    ]);
    let joined = Joining::default().join(&pieces).expect("lines");
    let expected = line_string![(x: 1.0, y: 0.0), (x: 1.0, y: 1.0), (x: 0.0, y: 1.0), (x: 0.0, y: 0.0), (x: 1.0, y: 0.0)];
    assert_eq!(joined.lines().0, [expected]);
    let origin = Position::new(0.1, 0.1).expect("a position");
    let joined = Joining::default().starting_at(origin).join(&pieces).expect("lines");
    assert_eq!(joined.lines().0[..], [ring.clone()][..]);
    let joined = Joining::default().starting_at(origin).join(&MultiLineString(vec![ring.clone()]));
    assert_eq!(joined.expect("lines").lines().0, [ring]);
}

#[test]
fn three_ends_that_meet_stay_apart() {
    let arms = MultiLineString(vec![
        line_string![(x: 0.0, y: 0.0), (x: 1.0, y: 0.0)],
        line_string![(x: 0.0, y: 0.0), (x: 0.0, y: 1.0)],
        line_string![(x: -1.0, y: 0.0), (x: 0.0, y: 0.0)],
        line_string![(x: 1.0, y: 0.0), (x: 2.0, y: 0.0)],
    ]);
    let joined = Joining::default().join(&arms).expect("lines");
    let pieces: Vec<usize> = joined.runs().iter().map(|run| run.pieces()).collect();
    assert_eq!(pieces, [2, 1, 1]);
}

/// On the equator 0.000009° are 1.002 m.
#[test]
fn gaps_are_bridged_up_to_their_length() {
    let pieces = MultiLineString(vec![
        line_string![(x: 0.0, y: 0.0), (x: 1.0, y: 0.0)],
        line_string![(x: 2.0, y: 0.0), (x: 1.000_009, y: 0.0)],
    ]);
    let joined = |gap: f64| Joining::default().within(length(gap)).join(&pieces).expect("lines");
    assert_eq!((joined(0.0).runs().len(), joined(1.0).runs().len()), (2, 2));
    let one =
        line_string![(x: 0.0, y: 0.0), (x: 1.0, y: 0.0), (x: 1.000_009, y: 0.0), (x: 2.0, y: 0.0)];
    assert_eq!(joined(1.01).lines().0, [one]);
    // A line closed by a gap.
    let open =
        line_string![(x: 0.0, y: 0.0), (x: 1.0, y: 0.0), (x: 0.0, y: 1.0), (x: 0.0, y: 0.000_009)];
    let joined = Joining::default().within(length(1.01)).join(&open.clone().into()).expect("lines");
    assert_eq!(joined.lines().0[0].0, [&open.0[..], &open.0[..1]].concat());
}

#[test]
fn runs_go_on_beyond_the_antimeridian() {
    let pieces = MultiLineString(vec![
        line_string![(x: -179.0, y: 2.0), (x: -180.0, y: 1.0)],
        line_string![(x: 179.0, y: 0.0), (x: 180.0, y: 1.0)],
    ]);
    let joined = Joining::default().join(&pieces).expect("lines");
    assert_eq!((joined.runs().len(), joined.runs()[0].lines()), (1, 2));
    let [start, end] = [joined.runs()[0].start(), joined.runs()[0].end()];
    assert_eq!((start.lon(), end.lon()), (-179.0, 179.0));
}
