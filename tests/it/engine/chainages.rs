//! One length for a border and its route, and the chainages of vertices, against Karney's
//! geodesics.

use geo::{Distance, Geodesic, InterpolatePoint, Point};
use geo_types::{Coord, LineString, MultiLineString};
use safe_zone::dataset::turkey_syria_border;
use safe_zone::linear::Sector;
use safe_zone::{Border, Edges, Error, ErrorKind, Length, Plan, Proposal, Route};

use super::sectors::planar;
use crate::support::judge::length;
use crate::support::oracle::sample::Random;

/// Random borders of one to three lines, and the embedded one.
fn borders() -> Vec<Border> {
    let mut random = Random::new(17);
    let line = |random: &mut Random| {
        let mut at = Coord { x: random.between(-90.0, 90.0), y: random.between(-70.0, 70.0) };
        let step = 10.0_f64.powf(random.between(-4.0, 0.5));
        let points = (0..random.between(2.0, 30.0) as usize).map(|_| {
            at.x += random.between(-step, step);
            at.y = (at.y + random.between(-step, step)).clamp(-85.0, 85.0);
            at
        });
        LineString(points.collect())
    };
    let mut borders = vec![turkey_syria_border().clone()];
    for case in 0..100 {
        let edges = if case % 2 == 0 { Edges::Planar } else { Edges::Geodesic };
        let lines: Vec<_> = (0..1 + case % 3).map(|_| line(&mut random)).collect();
        borders.push(Border::new(MultiLineString(lines), edges).unwrap());
    }
    borders
}

#[test]
fn a_border_is_as_long_as_its_route() {
    for border in borders() {
        let route = Route::new(&border);
        assert_eq!(border.length(), route.length());
        let whole = Sector::new(Length::ZERO, border.length()).unwrap();
        assert_eq!(route.sector(whole).unwrap(), whole);
        let end = border.lines().0.last().unwrap().0.last().unwrap();
        let at = route.at(border.length()).unwrap();
        assert_eq!((at.position().lon(), at.position().lat()), (end.x, end.y));
        assert_eq!(at.chainage(), route.length());
        // A length that has been through kilometres is the same but for rounding.
        let rounded = Length::from_km(border.length().km()).unwrap();
        assert_eq!(route.at(rounded).unwrap().position(), at.position());
        let beyond = length(border.length().metres() + 1e-3);
        assert!(matches!(
            route.at(beyond).map_err(Error::into_kind),
            Err(ErrorKind::BeyondEnd { .. })
        ));
    }
}

/// A sector to the border's length ends where one to its `end` does.
#[test]
fn a_plan_to_the_border_s_length_is_one_to_its_end() {
    for border in borders() {
        let sectors = |end: &str| {
            let text = format!(
                r##"{{ "id": "a", "title": "A", "proponent": "Somebody", "source": "A test",
                "colour": "#0072b2", "sectors": [{{ "from": "start", "to": "{end}" }}],
                "bands": [{{ "inner": "0km", "outer": "1km", "depth": "exact" }}] }}"##
            );
            let proposal: Proposal = serde_json::from_str(&text).unwrap();
            let plan = Plan::new(&proposal, &border, None, Plan::NO_PLACES).unwrap();
            plan.extent().sectors().unwrap().to_vec()
        };
        let whole = Sector::new(Length::ZERO, Route::new(&border).length()).unwrap();
        assert_eq!(sectors("end"), [whole]);
        assert_eq!(sectors(&format!("{}m", border.length().metres())), [whole]);
    }
}

/// Along geodesic edges chainages are sums of Karney's geodesics; along planar ones, of those
/// between a hundred thousand points.
#[test]
fn vertices_have_the_chainages_of_the_edges_before_them() {
    for border in borders().into_iter().skip(1).take(20) {
        let route = Route::new(&border);
        let chainages: Vec<Vec<Length>> = route.vertex_chainages().collect();
        assert_eq!(chainages.len(), border.lines().0.len());
        let mut before = 0.0;
        for (line, own) in border.lines().iter().zip(&chainages) {
            assert_eq!(line.0.len(), own.len());
            assert!((own[0].metres() - before).abs() < 1e-5);
            for (edge, end) in line.lines().zip(&own[1..]) {
                let parts = if border.edges() == Edges::Geodesic { 1 } else { 20_000 };
                let at = |i: u32| {
                    Point::from(edge.start + edge.delta() * (f64::from(i) / f64::from(parts)))
                };
                let points = (0..parts).map(|i| (at(i), at(i + 1)));
                before += points.map(|(a, b)| Geodesic.distance(a, b)).sum::<f64>();
                let off = (end.metres() - before).abs();
                assert!(off < 1e-5 + 1e-11 * before, "{off} m off at {before} m");
            }
        }
        assert_eq!(chainages[0][0], Length::ZERO);
        assert_eq!(chainages.last().unwrap().last(), Some(&border.length()));
    }
}

#[test]
fn chainages_go_there_and_back() {
    let route = Route::new(turkey_syria_border());
    let mut random = Random::new(11);
    for _ in 0..2_000 {
        let chainage = length(random.between(0.0, route.length().metres()));
        let station = route.at(chainage).unwrap();
        let back = route.project(station.position());
        let apart = (back.station().chainage().metres() - chainage.metres()).abs();
        assert!(apart < 1e-3, "{chainage} came back {apart} m away");
        assert!(back.distance().metres() < 1e-3);
    }
}

/// Along a parallel and a meridian chainages are known: the parallel's radius times the angle, and
/// Karney's quarter meridian, 10,001,965.729 m (C. F. F. Karney, GeographicLib documentation).
#[test]
fn chainages_are_lengths_along_the_edges_as_drawn() {
    let parallel = Route::new(&planar(&[(0.0, 60.0), (90.0, 60.0)]));
    // a cos φ / √(1 - e² sin² φ) · π/2 for a = 6378137 m, e² = 0.00669437999014.
    let radius = 6_378_137.0 * 0.5 / (1.0_f64 - 0.006_694_379_990_14 * 0.75).sqrt();
    let expected = radius * std::f64::consts::FRAC_PI_2;
    assert!((parallel.length().metres() - expected).abs() < 1e-2, "{}", parallel.length());
    let station = parallel.at(length(expected / 3.0)).unwrap();
    assert!((station.position().lon() - 30.0).abs() < 1e-9, "{station:?}");
    assert!((station.azimuth() - 90.0).abs() < 1e-3, "{station:?}");

    let meridian = Route::new(&planar(&[(20.0, 0.0), (20.0, 90.0)]));
    assert!((meridian.length().metres() - 10_001_965.729).abs() < 1e-2, "{}", meridian.length());
    let halfway =
        Geodesic.point_at_ratio_between(Point::new(20.0, 0.0), Point::new(20.0, 90.0), 0.5);
    let station = meridian.at(length(10_001_965.729 / 2.0)).unwrap();
    assert!((station.position().lat() - halfway.y()).abs() < 1e-8, "{station:?}");
    assert!(station.azimuth().min(360.0 - station.azimuth()) < 1e-6, "{station:?}");
}

#[test]
fn lines_of_several_parts_go_on() {
    let parts = MultiLineString(vec![
        LineString::from(vec![(10.0, 45.0), (10.1, 45.0)]),
        LineString::from(vec![(10.2, 45.0), (10.3, 45.0)]),
    ]);
    let route = Route::new(&Border::new(parts, Edges::Planar).unwrap());
    let half = 0.5 * route.length().metres();
    let last = route.at(length(half - 0.5)).unwrap().position();
    let first = route.at(length(half + 0.5)).unwrap().position();
    assert!(last.lon() < 10.1 && first.lon() > 10.2, "{last} {first}");
    let beyond = route.at(length(2.0 * half + 1.0)).unwrap_err();
    assert!(matches!(beyond.kind(), ErrorKind::BeyondEnd { .. }), "{beyond}");
    assert!(beyond.to_string().contains("beyond the border's end"));
}
