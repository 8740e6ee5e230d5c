//! The sides of points on the border and beside it, by a `Locator` and by a `Route`.

use geo_types::{Coord, LineString};
use safe_zone::{Border, Edges, Locator, Position, Route, Side, dataset};

use super::locator::around;
use crate::support::judge::length;

fn position(lon: f64, lat: f64) -> Position {
    Position::new(lon, lat).expect("a position on Earth")
}

/// Vertices, and points of the edges as drawn in longitude and latitude; 1 mm beside them there is a side.
#[test]
fn points_on_the_border_have_no_side() {
    let border = dataset::turkey_syria_border();
    let locator = Locator::new(border, &[]).unwrap();
    let route = border.route();
    let mut asked = 0;
    for edge in border.lines().iter().flat_map(|line| line.lines()).step_by(20) {
        for share in [0.0, 0.25, 0.5, 0.8] {
            let on = edge.start + edge.delta() * share;
            let at = |p: Coord<f64>| {
                let by_route = route.project(Position::new(p.x, p.y).unwrap()).side();
                (by_route, locator.offset(position(p.x, p.y)).side())
            };
            assert_eq!(at(on), (None, None), "{on:?}");
            // To the left, in the plane.
            let across = Coord { x: -edge.dy(), y: edge.dx() } / edge.dx().hypot(edge.dy());
            let left = (Some(Side::Left), Some(Side::Left));
            let right = (Some(Side::Right), Some(Side::Right));
            if share > 0.0 && edge.dx().hypot(edge.dy()) > 1e-4 {
                assert_eq!((at(on + across * 1e-8), at(on - across * 1e-8)), (left, right));
                asked += 1;
            }
        }
    }
    assert!(asked > 500, "{asked}");
}

#[test]
fn offsets_lie_on_the_side_that_nearest_says() {
    // On the border there is none, and where it turns back the mean direction is but rounding.
    let there_and_back = vec![(10.0, 50.0), (10.001, 50.0007), (10.0, 50.0)];
    let border = Border::new(LineString::from(there_and_back), Edges::Planar).unwrap();
    let (route, locator) = (Route::new(&border), Locator::new(&border, &[]).unwrap());
    for i in 0..100 {
        let at = route.at(length(route.length().metres() * f64::from(i) / 100.0)).unwrap();
        let Coord { x, y } = Coord::from(at.position());
        assert_eq!(locator.offset(position(x, y)).side(), None, "{x} {y}");
    }
    // Elsewhere the way there and the way back are equally near.
    let turn = 0.5 * route.length().metres();
    let mut beyond = 0;
    for p in around(&border, 100.0, 400, 8) {
        let offset = locator.offset(position(p.x, p.y));
        let nearest = locator.nearest(position(p.x, p.y));
        if (nearest.station().chainage().metres() - turn).abs() < 1e-3 {
            assert_eq!(offset.side(), nearest.side(), "{p:?}");
            beyond += 1;
        }
    }
    assert!(beyond > 20, "{beyond}");
}
