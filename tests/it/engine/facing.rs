//! The side of a border that faces a direction of the compass.

use geo_types::{LineString, MultiLineString, line_string};
use safe_zone::dataset::turkey_syria_border;
use safe_zone::values::Compass;
use safe_zone::{Border, Edges, Error, ErrorKind, Side};

const COMPASS: [Compass; 4] = [Compass::North, Compass::East, Compass::South, Compass::West];

fn facing(lines: impl Into<MultiLineString<f64>>) -> [Option<Side>; 4] {
    let border = Border::new(lines, Edges::Planar).expect("a border");
    COMPASS.map(|direction| match border.side_facing(direction).map_err(Error::into_kind) {
        Ok(side) => Some(side),
        Err(ErrorKind::NoSideFaces { direction: named, .. }) => {
            assert_eq!(named, direction);
            None
        }
        Err(error) => panic!("{error}"),
    })
}

#[test]
fn straight_lines() {
    let (left, right) = (Some(Side::Left), Some(Side::Right));
    let east = line_string![(x: 36.0, y: 0.0), (x: 42.0, y: 0.0)];
    assert_eq!(facing(east), [left, None, right, None]);
    let north = line_string![(x: 36.0, y: 36.0), (x: 36.0, y: 42.0)];
    assert_eq!(facing(north), [None, right, None, left]);
    let south_west = line_string![(x: 42.0, y: 42.0), (x: 36.0, y: 36.0)];
    assert_eq!(facing(south_west), [right, left, left, right]);
    // 7 m to one side over 11 km: the line runs south all the same.
    for lon in [13.4999, 13.5, 13.5001] {
        let south = line_string![(x: 13.5, y: 52.6), (x: lon, y: 52.5)];
        assert_eq!(facing(south), [None, left, None, right]);
    }
    // Across the antimeridian, to the east.
    let across = line_string![(x: 179.0, y: 10.0), (x: 180.0, y: 10.0)];
    let beyond = line_string![(x: -180.0, y: 10.0), (x: -179.0, y: 10.0)];
    assert_eq!(facing(MultiLineString(vec![across, beyond]))[0], left);
}

/// Syria lies south of the border, which runs from west to east (Natural Earth, any atlas).
#[test]
fn the_embedded_border() {
    let [north, east, south, west] = facing(turkey_syria_border().lines().clone());
    assert_eq!((north, south), (Some(Side::Left), Some(Side::Right)));
    // It runs to the north in Hatay and along the Tigris only: what faces east and west is mixed.
    assert_eq!(east.map(|_| ()).is_some(), west.map(|_| ()).is_some());
}

/// A zigzag that goes back by a share of what it goes on: by hand, the left faces north on 1 of 1 + back.
#[test]
fn unclear_lines_have_no_side() {
    let zigzag = |back: f64| {
        let line: LineString<f64> = (0..10)
            .flat_map(|step| {
                let start = f64::from(step) * (1.0 - back);
                [(start, f64::from(step) * 0.1), (start + 1.0, f64::from(step) * 0.1)]
            })
            .collect();
        facing(line)[0]
    };
    assert_eq!(zigzag(0.2), Some(Side::Left));
    assert_eq!(zigzag(0.3), Some(Side::Left));
    assert_eq!(zigzag(0.5), None);
    let ring = line_string![(x: 0.0, y: 0.0), (x: 1.0, y: 0.0), (x: 1.0, y: 1.0), (x: 0.0, y: 1.0), (x: 0.0, y: 0.0)];
    assert_eq!(facing(ring), [None; 4]);
    // Two lines against each other.
    let lines = vec![
        line_string![(x: 0.0, y: 0.0), (x: 1.0, y: 0.0)],
        line_string![(x: 3.0, y: 0.0), (x: 2.0, y: 0.0)],
    ];
    assert_eq!(facing(MultiLineString(lines)), [None; 4]);
}
