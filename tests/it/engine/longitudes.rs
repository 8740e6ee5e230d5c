//! Longitudes beyond 180°, and ±180° of either sign: lines and polygons that go on across the
//! antimeridian.
//!
//! The Earth is a solid of revolution: what lies across the antimeridian is as large as the same turned
//! away from it. The oracle takes continuous longitudes as they are.

use geo::MapCoords;
use geo_types::{Coord, LineString, MultiLineString, MultiPolygon, Polygon, Rect};
use safe_zone::linear::{Joining, Sector};
use safe_zone::{
    Border, BufferOptions, Caps, Edges, Error, ErrorKind, Extent, GeodesicBuffer, Side,
    SignedLength, area_km2, bands,
};

use crate::support::judge::{Case, length, tolerance};
use crate::support::oracle::sample::Random;
use crate::support::side_oracle::check_sides;

const KM: f64 = 1_000.0;

fn line(points: &[(f64, f64)]) -> LineString<f64> {
    LineString::from(points.to_vec())
}

/// The same, turned about the Earth's axis.
fn turned<T: MapCoords<f64, f64, Output = T>>(shape: &T, degrees: f64) -> T {
    shape.map_coords(|p| Coord { x: p.x + degrees, ..p })
}

/// Lines that go on past 180°, both ways, once and twice, and with a vertex at the antimeridian.
fn beyond() -> Vec<LineString<f64>> {
    vec![
        line(&[(170.0, -21.0), (190.0, -17.0)]),
        line(&[(-182.8, -17.78), (-179.5, -17.5)]),
        line(&[(178.9, -16.0), (180.3, -16.4), (179.5, -17.2), (181.0, -18.0)]),
        line(&[(176.0, 67.0), (180.0, 66.0), (179.0, 64.5)]),
        line(&[(179.0, 40.0), (180.0, 40.0), (180.2, 41.5), (178.0, 41.6)]),
        line(&[(179.9, 5.0), (180.0, 6.0), (180.1, 5.0)]),
        line(&[(538.0, 70.0), (500.0, 71.0)]),
        line(&[(-178.0, 10.0), (-180.0, 10.4), (-180.0, 10.8), (-181.0, 11.0)]),
    ]
}

#[test]
fn planar_lines_go_on_past_180_as_drawn() {
    for line in beyond() {
        let case = Case::new(line.clone().into(), Edges::Planar);
        assert!(
            case.border.lines().iter().flat_map(LineString::coords).all(|p| p.x.abs() <= 180.0)
        );
        for (depth, allowed) in [(1.0 * KM, 0.1), (50.0 * KM, 1.0)] {
            if let Err(fault) = case.try_zone(depth, allowed, 500) {
                panic!("{line:?}: {fault}");
            }
        }
    }
}

#[test]
fn lengths_areas_and_sides_are_those_of_the_line_turned_away() {
    for line in beyond() {
        // A turn that brings no rounding of a metre's billionth into the decimals.
        let away = Border::new(turned(&line, -line.0[0].x), Edges::Planar).expect("a border");
        let here = Border::new(line.clone(), Edges::Planar).expect("a border");
        assert_eq!(away.lines().0.len(), 1);
        let (one, other) = (here.length().metres(), away.length().metres());
        assert!((one - other).abs() < 1e-4, "{line:?}: {one} and {other} m");
        let middle = || Sector::new(length(0.3 * other), length(0.7 * other)).expect("a sector");
        for side in [Side::Both, Side::Left, Side::Right] {
            for sectors in [None, Some([middle()])] {
                let zone = |border: &Border| {
                    let mut extent = Extent::default().on(side);
                    if let Some(sectors) = sectors {
                        extent = extent.along(sectors);
                    }
                    bands(border, extent, &[length(20.0 * KM)], tolerance(0.1))
                        .map(|it| area_km2(&it[0]))
                };
                let (one, other) = (zone(&here).expect("a zone"), zone(&away).expect("a zone"));
                // A tenth of a metre along both sides.
                let allowed = 1e-4 * 3.0 * (away.length().km() + 80.0);
                assert!((one - other).abs() < allowed, "{line:?} {side:?}: {one} and {other} km²");
            }
        }
    }
}

/// By brute force, which knows lines on the map only.
#[test]
fn sides_go_on_across_the_antimeridian() {
    for line in beyond() {
        let border = Border::new(line, Edges::Planar).expect("a border");
        check_sides(&border, 10.0 * KM, 1.0, 60, 4);
    }
}

#[test]
fn chainages_go_on_across_the_antimeridian() {
    let border = Border::new(line(&[(170.0, 0.0), (190.0, 0.0)]), Edges::Planar).expect("a border");
    assert_eq!(border.lines().0.len(), 2);
    // A degree of the equator.
    let degree = 111_319.490_793;
    for (lon, chainage) in [(175.0, 5.0), (180.0, 10.0), (-180.0, 10.0), (-175.0, 15.0)] {
        let at = safe_zone::Position::new(lon, 0.1).expect("a position");
        let found = border.route().project(at);
        assert!((found.station().chainage().metres() - chainage * degree).abs() < 0.01, "{lon}");
        assert_eq!(found.side(), Some(Side::Left));
    }
}

/// A hair beyond 180° is where it is written, to the millimetre; at the end of an edge ±180° has the
/// sign of its neighbour.
#[test]
fn a_hair_beyond_and_either_sign() {
    let lines = |points: &[(f64, f64)]| {
        let border = Border::new(line(points), Edges::Planar).expect("a border");
        border
            .lines()
            .iter()
            .map(|it| it.coords().map(|p| p.x_y()).collect())
            .collect::<Vec<Vec<_>>>()
    };
    assert_eq!(lines(&[(176.0, 67.0), (-180.0, 67.0)]), [[(176.0, 67.0), (180.0, 67.0)]]);
    assert_eq!(lines(&[(180.0, 67.0), (-176.0, 67.0)]), [[(-180.0, 67.0), (-176.0, 67.0)]]);
    assert_eq!(
        lines(&[(176.0, 67.0), (180.000_000_000_000_03, 68.0)]),
        [[(176.0, 67.0), (180.0, 68.0)]]
    );
    for across in [180.0, -180.0] {
        assert_eq!(
            lines(&[(176.0, 67.0), (across, 67.0), (-176.0, 67.0)]),
            [[(176.0, 67.0), (180.0, 67.0)], [(-180.0, 67.0), (-176.0, 67.0)]]
        );
    }
    // Along the antimeridian, with both signs.
    assert_eq!(
        lines(&[(179.0, 0.0), (180.0, 1.0), (-180.0, 2.0), (179.0, 3.0)]),
        [[(179.0, 0.0), (180.0, 1.0), (180.0, 2.0), (179.0, 3.0)]]
    );
    // 110 m and less beyond: cut, not moved.
    let hair = lines(&[(179.0, 0.0), (180.001, 0.0), (-179.0, 0.0)]);
    let [west, east] = &hair[..] else { panic!("{hair:?}") };
    assert_eq!(west[..], [(179.0, 0.0), (180.0, 0.0)]);
    assert!(east.len() == 3 && (east[1].0 + 179.999).abs() < 1e-12, "{east:?}");
    assert_eq!(lines(&[(350.0, 1.0), (365.0, 2.0)]), [[(-10.0, 1.0), (5.0, 2.0)]]);
}

#[test]
fn long_edges_are_refused_with_the_remedies() {
    for (from, to, words) in [
        (
            178.9,
            -179.7,
            &[
                "line 1, point 1",
                "178.9 to -179.7",
                "write 180.3 for -179.7",
                "split the line at ±180",
            ][..],
        ),
        (-179.7, 178.9, &["write -181.1 for 178.9", "split"]),
        (359.5, 0.5, &["write 360.5 for 0.5"]),
        (-540.0, 0.0, &["add points"]),
    ] {
        let error = Border::new(line(&[(from, 0.0), (to, 0.0)]), Edges::Planar).unwrap_err();
        assert!(matches!(error.kind(), ErrorKind::LongEdge { .. }), "{error}");
        words.iter().for_each(|word| assert!(error.to_string().contains(word), "{error}"));
    }
    let far =
        Border::new(line(&[(530.0, 0.0), (541.0, 0.0)]), Edges::Planar).unwrap_err().to_string();
    assert!(far.contains("line 1, point 2") && far.contains("541") && far.contains("540"), "{far}");
}

#[test]
fn geodesic_lines_are_the_same_however_written() {
    let zone = |points: &[(f64, f64)]| {
        let case = Case::new(line(points).into(), Edges::Geodesic);
        case.border
    };
    let short = zone(&[(170.0, -21.0), (-170.0, -17.0)]);
    assert_eq!(zone(&[(170.0, -21.0), (190.0, -17.0)]), short);
    assert_eq!(zone(&[(-190.0, -21.0), (-170.0, -17.0)]), short);
    assert_eq!(zone(&[(530.0, -21.0), (190.0, -17.0)]), short);
}

/// Files of 0 to 360 degrees have pieces on both sides of Greenwich and of the antimeridian.
#[test]
fn pieces_join_whatever_turn_they_are_in() {
    let pieces = MultiLineString(vec![
        line(&[(178.0, 1.0), (190.0, 2.0)]),
        line(&[(-160.0, 3.0), (-170.0, 2.0)]),
        line(&[(170.0, 0.0), (178.0, 1.0)]),
    ]);
    let joined = Joining::default().join(&pieces).expect("runs");
    assert_eq!(joined.runs().len(), 1, "{joined:?}");
    assert_eq!(joined.runs()[0].pieces(), 3);
    let border = Border::new(joined.into_lines(), Edges::Planar).expect("a border");
    let whole =
        Border::new(line(&[(170.0, 0.0), (178.0, 1.0), (190.0, 2.0), (200.0, 3.0)]), Edges::Planar)
            .expect("a border");
    assert!((border.length().metres() - whole.length().metres()).abs() < 1e-4);
    let zone = |border: &Border| {
        bands(border, Extent::default().on(Side::Left), &[length(9.0 * KM)], tolerance(0.01))
            .expect("a zone")
    };
    assert!((area_km2(&zone(&border)[0]) - area_km2(&zone(&whole)[0])).abs() < 0.1);
}

fn ring(points: &[(f64, f64)]) -> Polygon<f64> {
    Polygon::new(line(points), Vec::new())
}

/// Grown, and eroded, as the polygon turned away from the antimeridian.
#[test]
fn polygons_go_on_past_180() {
    let with_hole = Polygon::new(
        line(&[(177.0, 10.0), (184.0, 10.0), (184.0, 14.0), (177.0, 14.0), (177.0, 10.0)]),
        vec![line(&[(179.0, 11.0), (179.0, 13.0), (182.0, 13.0), (182.0, 11.0), (179.0, 11.0)])],
    );
    // Open to the east, so that its part across the antimeridian is in two pieces.
    let bay = ring(&[
        (177.0, -3.0),
        (183.0, -3.0),
        (183.0, -2.0),
        (178.0, -1.8),
        (183.5, -1.0),
        (183.0, 0.0),
        (177.0, 0.0),
    ]);
    let clockwise = ring(&[(-178.0, 60.0), (-182.0, 60.0), (-183.0, 62.0), (-178.5, 61.0)]);
    let far = ring(&[(190.0, 0.0), (191.0, 0.0), (191.0, 1.0)]);
    let at_edge = ring(&[
        (176.0, 10.0),
        (-180.0, 10.0),
        (-176.0, 11.0),
        (-176.0, 12.0),
        (180.0, 12.0),
        (176.0, 12.0),
    ]);
    let unrolled = ring(&[
        (176.0, 10.0),
        (180.0, 10.0),
        (184.0, 11.0),
        (184.0, 12.0),
        (180.0, 12.0),
        (176.0, 12.0),
    ]);
    for (polygon, plain) in [
        (with_hole.clone(), with_hole),
        (bay.clone(), bay),
        (clockwise.clone(), clockwise),
        (far.clone(), far),
        (at_edge, unrolled),
    ] {
        let away = turned(&plain, if plain.exterior().0[0].x > 0.0 { -170.0 } else { 170.0 });
        for metres in [8_000.0, -8_000.0] {
            let options = BufferOptions::default().tolerance(tolerance(0.01));
            let area = |it: &Polygon<f64>| -> f64 {
                let distance = signed(metres);
                area_km2(&it.geodesic_buffer(distance, &options).expect("a zone"))
            };
            let (one, other) = (area(&polygon), area(&away));
            assert!((one - other).abs() < 0.05, "{polygon:?} {metres}: {one} and {other} km²");
            assert!(other > 100.0);
        }
    }
}

/// The cap south of 60° S, from 0° to 360°, is the one from -180° to 180°.
#[test]
fn a_cap_may_be_cut_at_greenwich() {
    let cap = |west: f64| {
        let edge = (0..=36).map(|i| (west + f64::from(i) * 10.0, -60.0));
        let ring: Vec<(f64, f64)> = edge.chain([(west + 360.0, -90.0), (west, -90.0)]).collect();
        ring_of(&ring)
    };
    for metres in [20_000.0, -20_000.0] {
        let distance = signed(metres);
        let area = |polygon: Polygon<f64>| -> f64 {
            area_km2(&polygon.geodesic_buffer(distance, &BufferOptions::default()).expect("a zone"))
        };
        let (one, other) = (area(cap(0.0)), area(cap(-180.0)));
        assert!((one - other).abs() < 1e-6 * other, "{one} and {other} km²");
        let rect = |west: f64| Rect::new((west, -90.0), (west + 360.0, -60.0)).to_polygon();
        let (one, other) = (area(rect(0.0)), area(rect(-180.0)));
        assert!((one - other).abs() < 1e-6 * other, "{one} and {other} km²");
    }
}

fn ring_of(points: &[(f64, f64)]) -> Polygon<f64> {
    ring(points)
}

#[test]
fn polygons_that_cannot_be_read_are_refused() {
    let options = BufferOptions::default();
    for polygon in [
        ring(&[(178.0, 0.0), (-178.0, 0.0), (-178.0, 1.0), (178.0, 1.0)]),
        // Most of the map, or the rest of it.
        ring(&[(-180.0, 0.0), (90.0, 0.0), (90.0, 1.0), (-180.0, 1.0)]),
        // Around a pole.
        ring(&[(90.0, 60.0), (180.0, 60.0), (-90.0, 60.0), (0.0, 60.0)]),
    ] {
        let zone: Result<MultiPolygon<f64>, Error> =
            polygon.geodesic_buffer(length(1_000.0), &options);
        let kind = zone.as_ref().map_err(Error::kind);
        let long = matches!(kind, Err(ErrorKind::LongEdge { .. }));
        assert!(long, "{polygon:?}: {zone:?}");
    }
}

#[test]
fn flat_ends_and_points_go_on_too() {
    let options = BufferOptions::default().caps(Caps::Flat).tolerance(tolerance(0.01));
    let flat = |points: &[(f64, f64)]| {
        area_km2(&line(points).geodesic_buffer(length(5_000.0), &options).expect("a zone"))
    };
    let (one, other) = (flat(&[(179.0, 0.0), (182.0, 1.0)]), flat(&[(0.0, 0.0), (3.0, 1.0)]));
    assert!((one - other).abs() < 0.02, "{one} and {other} km²");
    let disc = geo_types::Point::new(190.0, 5.0);
    let disc = disc.geodesic_buffer(length(1_000.0), &BufferOptions::default()).expect("a disc");
    assert!((area_km2(&disc) - std::f64::consts::PI).abs() < 0.01);
    assert!(disc.0[0].exterior().coords().all(|p| (p.x + 170.0).abs() < 0.01));
}

fn signed(metres: f64) -> SignedLength {
    let size = SignedLength::from(length(metres.abs()));
    if metres < 0.0 { -size } else { size }
}

/// Rings of whole 64ths of a degree, which turn without rounding, many of whose vertices and edges lie on ±180°:
/// their zones are as large as 100 degrees away, and refused as there.
#[test]
fn rings_on_180_have_the_zones_that_they_have_elsewhere() {
    let (mut drawn, mut refused) = (0, 0);
    for seed in 0..400 {
        let random = &mut Random::new(seed);
        let count = 3 + random.below(4);
        let low = random.between(-70.0, 70.0).round();
        let mut place = || (random.below(7) as f64 - 3.0) / 64.0;
        let mut ring: Vec<Coord<f64>> =
            (0..count).map(|_| Coord { x: 180.0 + place(), y: low + place() }).collect();
        ring.push(ring[0]);
        let ring = LineString(ring);
        let polygon = Polygon::new(ring.clone(), Vec::new());
        let options = BufferOptions::default();
        for d in [300.0, -300.0, 1_500.0] {
            let d: SignedLength = format!("{d}m").parse().unwrap();
            let here = polygon.geodesic_buffer(d, &options);
            let there = turned(&polygon, -100.0).geodesic_buffer(d, &options);
            let lines = (d.metres() > 0.0).then(|| {
                (
                    ring.geodesic_buffer(d, &options),
                    turned(&ring, -100.0).geodesic_buffer(d, &options),
                )
            });
            for (here, there) in [(here, there)].into_iter().chain(lines) {
                match (here, there) {
                    (Ok(here), Ok(there)) => {
                        let (here, there) = (area_km2(&here), area_km2(&there));
                        assert!(
                            (here - there).abs() < 1e-6 * there + 1e-9,
                            "seed {seed}, {d}: {here} {there}"
                        );
                        drawn += 1;
                    }
                    (Err(_), Err(_)) => refused += 1,
                    (here, there) => panic!("seed {seed}, {d}: {here:?} {there:?}"),
                }
            }
        }
    }
    assert!(drawn > 800 && refused > 100, "{drawn} {refused}");
}
