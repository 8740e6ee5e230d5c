//! Sides of lines that end on an edge of another, or run along one, where the tolerance is large: edges are then
//! cut into few pieces, which bend between their ends, and the ends of other lines lie on the edge itself.

use geo_types::{Coord, LineString};
use safe_zone::{Edges, Position, Route, Side};

use crate::support::judge::{Case, Lines, tolerance};
use crate::support::oracle::membership::Membership;
use crate::support::oracle::sample::Random;
use crate::support::side_oracle::{away, check_sides, side};

#[test]
fn lines_that_end_on_an_edge_or_run_along_it() {
    let cases: [(Lines<'_>, [f64; 2]); 3] = [
        (
            &[
                &[(10.581204017112004, 80.00158382870255), (11.848162463090038, 80.1556330058783)],
                &[(11.235535264524408, 80.08114380999811), (10.969395108182725, 80.14714531759526)],
            ],
            [3_000.0, 10.0],
        ),
        (
            &[
                &[(10.699571638070244, 80.00166069685494), (11.966530084048278, 80.15570987403069)],
                &[
                    (11.389193259413242, 80.18387305248405),
                    (11.655333415754924, 80.1178715448869),
                    (11.338593804260416, 80.07935925059296),
                    (11.604733960602099, 80.01335774299581),
                ],
            ],
            [3_000.0, 10.0],
        ),
        (
            &[
                &[(10.0, 36.0), (10.8, 36.5)],
                &[(10.2, 36.125), (10.4, 36.0)],
                &[(10.4, 36.25), (10.6, 36.375), (10.5, 36.5)],
            ],
            [8_000.0, 50.0],
        ),
    ];
    for (lines, [depth, allowed]) in cases {
        check_sides(&Case::planar(lines).border, depth, allowed, 400, 17);
    }
}

/// By [`Route`], which measures each point alone; points near a point with another side are left out.
#[test]
fn a_line_that_ends_on_a_geodesic() {
    let lines: Lines<'_> = &[
        &[(10.510223845837201, 50.00998683568193), (10.915067246230622, 50.079087920624396)],
        &[(10.718573041361442, 50.045750353495755), (10.646675648729275, 50.1117518610929)],
    ];
    let all = lines.iter().map(|line| LineString::from(line.to_vec())).collect();
    let border = Case::new(all, Edges::Geodesic).border;
    for (depth, allowed) in [(3_000.0, 1.0), (3_000.0, 10.0), (9_000.0, 100.0), (60_000.0, 900.0)] {
        let zones =
            [Side::Left, Side::Right].map(|it| side(&border, it, depth, tolerance(allowed)));
        let members = [Membership::new(&zones[0]), Membership::new(&zones[1])];
        let route = Route::new(&border);
        let project = |p: Coord<f64>| route.project(Position::try_from(p).expect("a position"));
        let mut random = Random::new(3);
        for _ in 0..600 {
            let end = lines[random.between(0.0, 2.0) as usize][random.between(0.0, 2.0) as usize];
            let from = Coord { x: end.0, y: end.1 };
            let p = away(from, random.between(0.0, 360.0), depth * random.between(0.0, 1.0));
            let found = project(p);
            let beside = |i: u32| project(away(p, 45.0 * f64::from(i), allowed)).side();
            if (0..8).any(|i| beside(i) != found.side()) {
                continue;
            }
            let expected = [Side::Left, Side::Right].map(|it| found.side() == Some(it));
            let held = [0, 1].map(|i| members[i].contains(p.x, p.y));
            assert_eq!(held, expected, "{p:?} at {depth} m, {allowed} m: {found:?}");
        }
    }
}
