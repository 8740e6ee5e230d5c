//! Adversarial lines: near-copies, superfluous points, lines smaller than the tolerance.
//!
//! Every zone is judged by the oracle (see `judge`).

use geo_types::{LineString, MultiLineString, coord};
use safe_zone::{Edges, area_km2, buffer};

use crate::support::judge::{Case, length, tolerance};

const KM: f64 = 1_000.0;

/// A line of points around (38, 36), given in metres, planar.
fn around(points: impl IntoIterator<Item = (f64, f64)>) -> LineString<f64> {
    let place = |(x, y): (f64, f64)| coord! { x: 38.0 + x / 90_164.0, y: 36.0 + y / 110_959.0 };
    points.into_iter().map(place).collect()
}

fn case(lines: Vec<LineString<f64>>) -> Case {
    Case::new(MultiLineString(lines), Edges::Planar)
}

#[test]
fn copies_of_a_line_a_hair_apart() {
    let bend = [(0.0, 0.0), (900.0, 555.0), (1_800.0, 111.0), (2_300.0, 900.0)];
    // Offset curves of such copies part by the shift over the distance, in radians.
    for shift in [1e-5, 1e-4, 1e-3, 0.01, 0.1, 1.0] {
        let copy = bend.map(|(x, y)| (x + shift, y + 0.7 * shift));
        let case = case(vec![around(bend), around(copy)]);
        for (d, allowed) in [(500.0, 1.0), (28.0 * KM, 1.0), (28.0 * KM, 0.03), (300.0 * KM, 1.0)] {
            let zone = case.zone(d, allowed);
            assert_eq!(zone.0.len(), 1, "{shift} m apart, {d} m");
        }
    }
}

#[test]
fn a_line_smaller_than_the_tolerance_is_a_point() {
    let dash = around([(0.0, 0.0), (0.001, 0.0)]);
    let curl = around((0..1_000).map(|i| {
        let turn = f64::from(i) * 0.1;
        (0.004 * turn.cos(), 0.004 * turn.sin())
    }));
    for line in [dash, curl] {
        let zone = case(vec![line]).zone(10.0 * KM, 10.0);
        // A disc's area, πd²; drawn within 10 m of 10 km.
        let disc = std::f64::consts::PI * 100.0;
        assert!((area_km2(&zone) / disc - 1.0).abs() < 0.002, "{} km²", area_km2(&zone));
    }
}

#[test]
fn points_that_need_not_be_there_change_nothing() {
    // There, half the way back, and on, in steps of a metre and a tenth of a millimetre from
    // straight.
    let way = (0..2_000).chain((1_000..2_000).rev()).chain(1_000..4_000);
    let dense = around(way.map(|i| (f64::from(i), 0.0001 * f64::from(i % 2))));
    for (d, allowed) in [(50.0, 1.0), (5.0 * KM, 1.0), (28.0 * KM, 0.1)] {
        let zone = case(vec![dense.clone()]).zone(d, allowed);
        let plain = case(vec![around([(0.0, 0.0), (3_999.0, 0.0)])]).zone(d, allowed);
        let count = |zone: &geo_types::MultiPolygon<f64>| zone.0[0].exterior().0.len();
        // Its chords are a few hundred metres long.
        assert!(count(&zone) <= count(&plain) + 60, "{} and {}", count(&zone), count(&plain));
    }
}

#[test]
fn a_loop_within_a_hand_and_a_line_from_it() {
    let curl = (0..200).map(|i| (0.02 * f64::from(i).cos(), 0.02 * f64::from(i).sin()));
    let case = case(vec![around(curl.chain([(700.0, 30.0), (700.0, 30.02), (1_400.0, -50.0)]))]);
    for (d, allowed) in [(1.0, 0.001), (100.0, 1.0), (5.0 * KM, 10.0)] {
        case.zone(d, allowed);
    }
}

#[test]
fn a_corner_cut_off_by_a_hair() {
    // One of the random borders; the arc at one of its corners is exposed for nothing but rounding.
    let west = [
        (-180.0, -10.586826516693474),
        (-179.9911064301314, -10.621529241918035),
        (-179.99127780585496, -10.621692190389398),
        (-179.99128648977836, -10.621686075641188),
        (-180.0, -10.623637971723376),
    ];
    let first = [
        (180.0, -10.536191645443134),
        (179.9998558166338, -10.53643454663457),
        (179.990232322716, -10.537133840589155),
        (179.98686935445926, -10.53544702506108),
        (179.98682127807052, -10.535403120612218),
        (180.0, -10.586826516693474),
    ];
    let last = [
        (180.0, -10.623637971723376),
        (179.66499478841652, -10.698681822406943),
        (179.66493749303643, -10.698709531035773),
        (179.66494443334423, -10.698761019414844),
        (179.6654476019963, -10.698583625432345),
        (179.61375346975672, -10.512336363411402),
        (179.33395189456806, -10.895972894702513),
        (179.33364088321954, -10.89568048323319),
        (177.97276098082583, -10.864128315222251),
        (177.97290516753378, -10.864595875493881),
        (176.89062329318207, -11.126898854956327),
        (176.89032550451685, -11.12658433824094),
        (176.89033414598381, -11.126577961711945),
        (177.0260240216104, -12.05588788937751),
        (177.02198836593493, -12.055322201513372),
        (177.19361376228355, -12.208106092710187),
        (177.0397089002555, -12.711993386280378),
        (177.07688291006994, -12.718605056192121),
        (177.0768806380904, -12.71862906405059),
    ];
    Case::planar(&[&first, &west, &last]).zone(388_463.66386734537, 77.453475635984);
}

#[test]
fn edges_of_metres_among_long_ones_far_away() {
    let line = [
        (-19.17335619224962, 5.704465300380684),
        (-19.173384314658975, 5.704426804821093),
        (-19.42117179840379, 5.44644817132852),
        (-19.421367074652235, 5.4458596891117015),
        (-19.421384133638238, 5.4459305569127325),
    ];
    Case::geodesic(&line).zone(325_393.4211160914, 75.38277637439256);
}

#[test]
fn parts_in_no_order_are_found_by_where_they_lie() {
    // Every other part is at the other end.
    let part = |i: u32| {
        let x = if i.is_multiple_of(2) { 0.0 } else { 50_000.0 } + 40.0 * f64::from(i);
        around([(x, 0.0), (x + 15.0, 30.0)])
    };
    let case = case((0..500).map(part).collect());
    for (d, allowed) in [(20.0, 0.1), (1.0 * KM, 1.0)] {
        case.zone(d, allowed);
    }
}

#[test]
fn a_tiny_line_far_away_keeps_both_halves() {
    let dash = [(38.0, 36.8), (38.000014, 36.800014)];
    Case::planar(&[&dash]).zone(500.0 * KM, 100.0);
    let hooked = [
        (39.88457579895453, -17.713599833394113),
        (39.60229083137397, -17.82158127885513),
        (39.6022912183321, -17.82158073153429),
    ];
    Case::planar(&[&hooked]).zone(300.0 * KM, 0.1);
}

#[test]
fn edges_beside_a_grazing_junction_keep_the_tolerance() {
    let clusters = [
        (
            14.0,
            0.1,
            [
                (37.999999936, 36.800000059),
                (38.000000037, 36.799999965),
                (37.999999909, 36.80000001),
            ],
        ),
        (
            28.0,
            0.1,
            [
                (38.000000069, 36.800000053),
                (37.999999898, 36.800000012),
                (38.000000008, 36.799999994),
            ],
        ),
        (
            100.0,
            10.0,
            [
                (37.999999774, 36.800000205),
                (38.000000265, 36.800000803),
                (38.000000373, 36.799999788),
            ],
        ),
        (
            100.0,
            1.0,
            [
                (38.000000178, 36.800000304),
                (37.999999902, 36.800001576),
                (37.999999154, 36.799999913),
            ],
        ),
    ];
    for (km, allowed, line) in clusters {
        Case::geodesic(&line).zone(km * KM, allowed);
    }
}

#[test]
fn contours_within_millimetres_of_one_another_do_not_cross() {
    // Side by side, 2 km apart and a few millimetres more: on the map their edges bend by as much.
    let one = [(9.887934900385053, 36.80895833348099), (10.112065099645395, 36.808958333480966)];
    let other = [(9.889417657726431, 36.79093745110609), (10.113495349588637, 36.7909347067351)];
    let lines = [one, other].map(|line| LineString::from(line.to_vec()));
    let zone = Case::new(MultiLineString(lines.to_vec()), Edges::Geodesic).zone(1_000.0, 1.0);
    assert_eq!(zone.0.len(), 2);
}

#[test]
fn a_near_zone_does_not_depend_on_a_far_one() {
    // Far away, cuts are made in another way.
    let way = (0..40).map(|i| (f64::from(i) * 130.0, 90.0 * f64::from(i * i % 7)));
    let border = case(vec![around(way)]).border;
    let asked = [5.0 * KM, 300.0 * KM].map(length);
    let together = buffer(&border, &asked, tolerance(0.01)).expect("zones");
    for (zone, distance) in together.iter().zip(asked) {
        let alone = buffer(&border, &[distance], tolerance(0.01)).expect("zone");
        assert!(*zone == alone[0], "{distance}");
    }
}

#[test]
fn edges_that_follow_one_another_over_the_antimeridian_do_not_cross() {
    let line = [
        (180.0, 0.0),
        (-179.9905457451029, 0.0023410025300929864),
        (-179.9905426511214, 0.0023494928909774697),
        (-179.99054687178622, 0.002357476216067619),
        (-179.99712034512115, 0.01341992441926298),
        (179.98603544349012, -0.28609304762892934),
        (179.98602657180953, -0.2860916266395323),
        (179.98603383038568, -0.2860862983906856),
        (-179.89137980383992, -0.1960990154665269),
    ];
    Case::geodesic(&line).zone(856.8271978426271, 85.68271978426272);
}
