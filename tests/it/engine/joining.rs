//! Borders in pieces joined into runs.

use geo_types::{Coord, LineString, MultiLineString, line_string};
use safe_zone::dataset::turkey_syria_border;
use safe_zone::linear::Joining;
use safe_zone::{Border, Edges, Error, ErrorKind, Position};

use crate::support::judge::length;
use crate::support::pieces::shuffled;

#[test]
fn the_embedded_border_is_whole_again() {
    let whole = turkey_syria_border().lines();
    let start = whole.0[0].0[0];
    let from = Position::new(start.x, start.y).expect("a position");
    for seed in 0..20 {
        let pieces = shuffled(&whole.0[0], 307, seed);
        let joined = Joining::default().starting_at(from).join(&pieces).expect("lines");
        assert_eq!(joined.runs().len(), 1);
        assert_eq!(joined.runs()[0].pieces(), 307);
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

/// Lines along the equator; 0.00001° are 1.113 m there.
#[test]
fn ends_that_meet_head_on_are_refused() {
    let line = |from: f64, to: f64| line_string![(x: from, y: 0.0), (x: to, y: 0.0)];
    let checked = |lines: Vec<LineString<f64>>| {
        Joining::default().join(&MultiLineString(lines)).expect("lines").check_directions()
    };
    let gap = |lines| match checked(lines).map_err(Error::into_kind) {
        Err(ErrorKind::HeadOn { gap, .. }) => gap.metres(),
        other => panic!("{other:?}"),
    };
    assert_eq!(gap(vec![line(0.0, 1.0), line(2.0, 1.000_01)]), 1.12);
    assert_eq!(gap(vec![line(1.0, 0.0), line(1.000_01, 2.0)]), 1.12);
    assert_eq!(gap(vec![line(0.0, 1.0), line(1.000_01, 2.0), line(4.0, 2.09)]), 10_018.76);
    for fine in [
        vec![line(0.0, 1.0), line(1.000_01, 2.0)],
        vec![line(1.0, 0.0), line(2.0, 1.000_01)],
        // Farther apart than a tenth of the shorter line.
        vec![line(0.0, 1.0), line(2.0, 1.11)],
        // Three lines meet: two of them have to run head on.
        vec![
            line(0.0, 1.0),
            line(2.0, 1.000_01),
            line_string![(x: 1.0, y: 0.000_01), (x: 1.0, y: 1.0)],
        ],
        // A ring and a line that ends beside it.
        vec![
            line_string![(x: 1.01, y: 0.0), (x: 2.0, y: 0.0), (x: 2.0, y: 1.0), (x: 1.01, y: 0.0)],
            line(0.0, 1.0),
        ],
    ] {
        assert_eq!(checked(fine.clone()), Ok(()), "{fine:?}");
    }
    // A start makes one course of all runs, over gaps of any width.
    let from = |lon: f64, lines: Vec<LineString<f64>>| {
        let joining = Joining::default().starting_at(Position::new(lon, 0.0).expect("a position"));
        joining.join(&MultiLineString(lines)).expect("lines").check_directions()
    };
    let apart = || vec![line(0.0, 3.0), line(4.0, 9.0)];
    assert_eq!(from(0.0, apart()), Ok(()));
    let reversed = from(9.0, apart()).map_err(Error::into_kind);
    assert!(
        matches!(reversed, Err(ErrorKind::HeadOn { gap, .. }) if (gap.km() - 111.3195).abs() < 0.01)
    );
    assert_eq!(from(9.0, vec![line(3.0, 0.0), line(4.0, 9.0)]), Ok(()));
    for wide in [
        vec![line(0.0, 1.0), line(2.0, 3.0)],
        vec![line(0.0, 1.0), line(2.0, 3.0), line(4.0, 5.0)],
        vec![line(0.0, 1.0), line(3.0, 4.0)],
    ] {
        let last = wide[wide.len() - 1].0[1].x;
        assert_eq!(from(0.0, wide.clone()), Ok(()));
        assert!(from(last, wide.clone()).is_err(), "{wide:?}");
    }
}

#[test]
fn gaps_between_runs_follow_their_order() {
    let line = |from: f64, to: f64| line_string![(x: from, y: 0.0), (x: to, y: 0.0)];
    let lines = MultiLineString(vec![line(0.0, 1.0), line(3.0, 4.0), line(6.0, 5.0)]);
    let joined = Joining::default().join(&lines).expect("lines");
    let gaps: Vec<f64> = joined.gaps().map(|gap| gap.metres()).collect();
    // Degrees of the equator: 6,378,137 m π / 180.
    let degree = 111_319.490_793;
    assert!((gaps[0] - 2.0 * degree).abs() < 1e-3 && (gaps[1] - 2.0 * degree).abs() < 1e-3);
}

/// A ring around the end of the map, in two pieces on each side of it; 0.00001° of latitude are 1.1 m.
#[test]
fn rings_close_beyond_the_antimeridian() {
    let east = line_string![(x: 180.0, y: 1.0), (x: 179.0, y: 0.0), (x: 180.0, y: -1.0)];
    let west = line_string![(x: -180.0, y: -1.0), (x: -179.0, y: 0.0), (x: -180.0, y: 1.0)];
    let pieces = MultiLineString(vec![east.clone(), west]);
    let joined = Joining::default().join(&pieces).expect("lines");
    assert_eq!((joined.runs().len(), joined.lines()), (1, &pieces));
    // With gaps at the map's end the edges over them are drawn.
    let west =
        line_string![(x: -180.0, y: -1.000_01), (x: -179.0, y: 0.0), (x: -180.0, y: 1.000_01)];
    let joined = Joining::default().within(length(2.0)).join(&MultiLineString(vec![east, west]));
    let joined = joined.expect("lines");
    assert_eq!(joined.runs().len(), 1);
    let border = Border::new(joined.into_lines(), Edges::Planar).expect("a border");
    let whole = Border::new(pieces, Edges::Planar).expect("a border").length().metres();
    let edges = 2.0 * 0.000_01 * 110_575.0; // a degree of latitude at the equator: 110,574 m
    let longer = border.length().metres() - whole;
    assert!((0.9 * edges..3.0 * edges).contains(&longer), "{longer}");
}

#[test]
fn lines_that_run_over_one_another_are_not_joined_there() {
    let line = line_string![(x: 0.0, y: 0.0), (x: 1.0, y: 0.0), (x: 2.0, y: 0.5)];
    let back = LineString(line.0.iter().rev().copied().collect());
    let ring = line_string![(x: 5.0, y: 0.0), (x: 6.0, y: 0.0), (x: 6.0, y: 1.0), (x: 5.0, y: 0.0)];
    let gnir = LineString(ring.0.iter().rev().copied().collect());
    for twice in [vec![line.clone(), line.clone()], vec![line.clone(), back, line.clone()]] {
        let joined = Joining::default().join(&MultiLineString(twice)).expect("lines");
        assert_eq!(joined.lines(), &MultiLineString::from(line.clone()));
    }
    let joined = Joining::default().join(&MultiLineString(vec![ring.clone(), gnir]));
    assert_eq!(joined.expect("lines").lines().0, [ring]);
    // The last edge is there twice.
    let edge = LineString(line.0[1..].to_vec());
    let joined = Joining::default().join(&MultiLineString(vec![line, edge])).expect("lines");
    assert_eq!(joined.runs().len(), 2);
    assert!(matches!(
        joined.check_directions().map_err(Error::into_kind),
        Err(ErrorKind::HeadOn { .. })
    ));
}

/// Ends that are one point join first: however wide the gaps allowed, they do not count as near others.
#[test]
fn wide_gaps_leave_joints_alone() {
    let line = |from: f64, to: f64| line_string![(x: from, y: 52.5), (x: to, y: 52.5)];
    let pieces = MultiLineString(vec![line(12.0, 13.4), line(13.5, 13.4), line(13.9, 15.0)]);
    for (gap, runs) in [("0m", 2), ("1km", 2), ("20km", 2), ("28km", 1), ("39km", 1)] {
        let joined = Joining::default().within(gap.parse().unwrap()).join(&pieces).unwrap();
        assert_eq!(joined.runs().len(), runs, "{gap}");
        assert_eq!(joined.lines().0[0].0[0].x, 12.0);
        joined.check_directions().unwrap();
    }
}
