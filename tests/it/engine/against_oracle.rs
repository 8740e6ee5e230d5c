//! The engine against the oracle: brute force over every edge of the border with Karney's
//! geodesics, at the vertices and along the edges of every ring, and at random points.

use geo::{Distance, Geodesic, InteriorPoint, Validation};
use geo_types::{
    Coord, Line, LineString, MultiLineString, MultiPolygon, Polygon, coord, line_string, polygon,
};
use safe_zone::dataset::{northeast_syria, turkey_syria_border};
use safe_zone::territory::largest_depth;
use safe_zone::{
    Border, BufferOptions, Edges, ErrorKind, GeodesicBuffer, Length, Territory, Tolerance,
    area_km2, bands, buffer,
};

use crate::support::judge::check_valid;
use crate::support::oracle::check::Definition;
use crate::support::oracle::sample::{Random, uniform};
use crate::support::oracle::{self, Oracle};

const DEPTHS: [f64; 3] = [5_000.0, 14_000.0, 28_000.0];

fn lengths(metres: &[f64]) -> Vec<Length> {
    metres.iter().map(|&m| Length::from_metres(m).expect("a length")).collect()
}

fn tolerance(metres: f64) -> Tolerance {
    Tolerance::new(Length::from_metres(metres).expect("a length")).expect("a tolerance")
}

fn border_oracle() -> Oracle {
    Oracle::new(turkey_syria_border().lines(), oracle::Edges::Planar)
}

/// Longitude 35.5 to 42.6, latitude 35.4 to 37.6: the border with 28 km around it.
fn around_the_border() -> geo_types::Rect<f64> {
    geo_types::Rect::new(coord! { x: 35.5, y: 35.4 }, coord! { x: 42.8, y: 37.7 })
}

fn two_sided(depth: f64, tolerance: f64) -> Definition<'static> {
    Definition { inner: 0.0, outer: depth, tolerance, territory: None, stretch: None, body: None }
}

fn rings_keep(tolerance_m: f64) {
    let oracle = border_oracle();
    let zones =
        buffer(turkey_syria_border(), &lengths(&DEPTHS), tolerance(tolerance_m)).expect("zones");
    let points = uniform(around_the_border(), 1_000_000, 7);
    for (zone, depth) in zones.iter().zip(DEPTHS) {
        let report = oracle.check_rings(zone, &[depth], |_, _| false, 9);
        let worst = report.worst();
        assert!(worst <= tolerance_m, "{depth} m at {tolerance_m} m: off by {worst} m");
        assert_eq!(report.exempt, 0);
        let report = oracle.check_points(zone, &two_sided(depth, tolerance_m), &points);
        assert_eq!(report.wrong, 0, "{depth} m at {tolerance_m} m: {:?}", report.first);
        assert!(report.judged > 990_000, "{depth} m: only {} points judged", report.judged);
    }
}

#[test]
fn every_ring_keeps_a_metre() {
    rings_keep(1.0);
}

#[test]
#[ignore = "thorough: half a minute; .ci/run runs it"]
fn every_ring_keeps_a_centimetre() {
    rings_keep(0.01);
}

#[test]
#[ignore = "thorough: two minutes; .ci/run runs it"]
fn every_ring_keeps_a_millimetre() {
    rings_keep(0.001);
}

/// Quarters the map around the border until every cell is proven right, down to `resolution`.
fn is_right_everywhere(depth: f64, tolerance_m: f64, resolution: f64) {
    let zone = &buffer(turkey_syria_border(), &lengths(&[depth]), tolerance(tolerance_m));
    let zone = &zone.as_ref().expect("zone")[0];
    let definition = two_sided(depth, tolerance_m);
    let report =
        border_oracle().check_everywhere(zone, &definition, around_the_border(), resolution);
    assert_eq!(report.wrong, 0, "{depth} m: {:?}", report.first);
}

#[test]
fn the_zones_of_the_plans_have_no_holes() {
    let zones = buffer(turkey_syria_border(), &lengths(&DEPTHS), tolerance(1.0)).expect("zones");
    for (zone, depth) in zones.iter().zip(DEPTHS) {
        assert_eq!(zone.0.len(), 1, "{depth} m");
        assert_eq!(zone.0[0].interiors().len(), 0, "{depth} m");
        is_right_everywhere(depth, 1.0, 100.0);
    }
}

#[test]
#[ignore = "thorough: a minute; .ci/run runs it"]
fn no_part_is_missing_and_no_hole_is_false_anywhere() {
    for depth in DEPTHS {
        is_right_everywhere(depth, 1.0, 5.0);
    }
    is_right_everywhere(100.0, 0.1, 5.0);
}

#[test]
fn the_holes_of_a_narrow_zone_are_real() {
    let zone = &buffer(turkey_syria_border(), &lengths(&[100.0]), tolerance(0.1)).expect("zone")[0];
    let oracle = border_oracle();
    let holes: Vec<_> = zone.iter().flat_map(Polygon::interiors).collect();
    assert!(!holes.is_empty(), "the border doubles back within 200 m of itself");
    for hole in holes {
        let inside = Polygon::new(hole.clone(), vec![]).interior_point().expect("a point");
        let distance = oracle.distance(inside.x(), inside.y());
        assert!(distance > 100.0 - 0.1, "{inside:?} is {distance} m from the border");
    }
}

/// A chord whose sagitta in an arc of radius d is the tolerance τ is √(8dτ) long.
#[test]
fn no_more_than_half_as_many_vertices_again_as_arcs_need() {
    for allowed in [1.0, 0.01] {
        let zones =
            buffer(turkey_syria_border(), &lengths(&DEPTHS), tolerance(allowed)).expect("zones");
        for (zone, depth) in zones.iter().zip(DEPTHS) {
            let edges = || zone.0[0].exterior().lines();
            let boundary: f64 =
                edges().map(|e| Geodesic.distance(e.start_point(), e.end_point())).sum();
            let needed = boundary / (8.0 * depth * allowed).sqrt();
            let ratio = edges().count() as f64 / needed;
            assert!(ratio <= 1.5, "{depth} m at {allowed} m: {ratio} times what is needed");
        }
    }
}

#[test]
fn a_zone_does_not_depend_on_what_else_is_asked() {
    let all =
        buffer(turkey_syria_border(), &lengths(&[28_000.0, 5_000.0, 14_000.0]), tolerance(1.0))
            .expect("zones");
    for (zone, depth) in all.iter().zip([28_000.0, 5_000.0, 14_000.0]) {
        let alone =
            buffer(turkey_syria_border(), &lengths(&[depth]), tolerance(1.0)).expect("zone");
        assert!(*zone == alone[0], "{depth} m");
    }
}

#[test]
fn one_line_has_one_zone_whatever_type_it_comes_in() {
    let line = Line::new(coord! { x: 38.0, y: 36.8 }, coord! { x: 38.2, y: 36.7 });
    let (string, lines) = (LineString::from(line), MultiLineString::from(line));
    let (distance, edges, tolerance) = (lengths(&[500.0])[0], Edges::Planar, tolerance(1.0));
    let border = Border::new(line, edges).expect("a border");
    let expected = buffer(&border, &[distance], tolerance).expect("a zone");
    let options = BufferOptions::default().edges(edges).tolerance(tolerance);
    let zones = [
        line.geodesic_buffer(distance, &options),
        string.geodesic_buffer(distance, &options),
        lines.geodesic_buffer(distance, &options),
    ];
    for zone in zones {
        assert_eq!(zone.expect("a zone"), expected[0]);
    }
}

#[test]
fn bands_tile_the_zone() {
    let (border, territory) = (turkey_syria_border(), northeast_syria());
    let tolerance = tolerance(1.0);
    let parts = bands(border, Some(territory), &lengths(&DEPTHS), tolerance).expect("bands");
    let whole = bands(border, Some(territory), &lengths(&DEPTHS[2..]), tolerance).expect("band");
    let sum: f64 = parts.iter().map(area_km2).sum();
    let total = area_km2(&whole[0]);
    assert!((sum - total).abs() <= 1e-9 * total, "{sum} and {total} km²");
    // Every edge of a band is its neighbour's, reversed, or the whole zone's.
    let edges = |zones: &[MultiPolygon<f64>]| -> Vec<Line<f64>> {
        let rings = zones.iter().flatten();
        rings
            .flat_map(|p| std::iter::once(p.exterior()).chain(p.interiors()))
            .flat_map(LineString::lines)
            .collect()
    };
    let key =
        |line: &Line<f64>| [line.start.x, line.start.y, line.end.x, line.end.y].map(f64::to_bits);
    let outer: std::collections::HashSet<_> = edges(&whole).iter().map(key).collect();
    let all = edges(&parts);
    let own: std::collections::HashSet<_> = all.iter().map(key).collect();
    assert_eq!(own.len(), all.len(), "an edge is used twice in the same direction");
    let loose = |line: &&Line<f64>| {
        let back = Line::new(line.end, line.start);
        !own.contains(&key(&back)) && !outer.contains(&key(line))
    };
    // Along the territory's edge a limit adds a vertex that the whole zone does not have.
    let crossings = all.iter().filter(loose).count();
    assert!(crossings <= 8, "{crossings} edges are nobody else's");
}

#[test]
fn what_stands_on_the_border_is_a_border_vertex() {
    let (border, territory) = (turkey_syria_border(), northeast_syria());
    let oracle = border_oracle();
    let zone =
        &bands(border, Some(territory), &lengths(&[5_000.0]), tolerance(1.0)).expect("band")[0];
    let vertices: std::collections::HashSet<_> = border
        .lines()
        .iter()
        .flat_map(|line| &line.0)
        .map(|c| [c.x.to_bits(), c.y.to_bits()])
        .collect();
    let mut on_border = 0;
    for c in zone.iter().flat_map(|p| &p.exterior().0) {
        if vertices.contains(&[c.x.to_bits(), c.y.to_bits()]) {
            on_border += 1;
        } else {
            assert!(oracle.distance(c.x, c.y) > 1.0, "{c:?} is not a vertex of the border");
        }
    }
    // The border has 11,035 vertices; the Euphrates leaves it at the one numbered 8438.
    assert!((2_590..=2_600).contains(&on_border), "{on_border} border vertices");
}

#[test]
fn a_tiny_line_has_a_geodesic_disc_around_it() {
    // Area of a geodesic disc: πd²(1 - Kd²/12), Bertrand, Diquet and Puiseux 1848. At 45° N the
    // Gaussian curvature K is 1/(MN) with M = 6,367,382 m and N = 6,388,838 m.
    let line = line_string![(x: 10.0, y: 45.0), (x: 10.00000001, y: 45.0)];
    let border = Border::new(line, Edges::Planar).expect("border");
    for d in [1_000.0, 50_000.0, 200_000.0] {
        let zone = &buffer(&border, &lengths(&[d]), tolerance(0.001)).expect("zone")[0];
        let curvature = 1.0 / (6_367_382.0 * 6_388_838.0);
        let expected = std::f64::consts::PI * d * d * (1.0 - curvature * d * d / 12.0) / 1e6;
        let area = area_km2(zone);
        assert!((area / expected - 1.0).abs() < 2e-6, "{d} m: {area} and {expected} km²");
    }
}

#[test]
fn the_depth_ends_where_the_data_does() {
    let border = turkey_syria_border();
    // 203.79 km: the distance of the parallel 35° N east of the Euphrates from the border, by
    // GeographicLib's geodesics in PROJ, at 1 m steps.
    let largest = largest_depth(border, northeast_syria()).expect("it is cut off");
    assert!((largest.km() - 203.79).abs() < 0.01, "{largest}");
    let deeper = lengths(&[largest.metres() + 1.0]);
    let error = bands(border, Some(northeast_syria()), &deeper, tolerance(1.0)).unwrap_err();
    let ErrorKind::BeyondTerritory { largest: stated, .. } = error.kind() else { panic!() };
    assert_eq!(*stated, largest, "{error}");
}

/// Rings and points of a zone against the oracle.
fn keeps(lines: MultiLineString<f64>, edges: Edges, depth: f64, allowed: f64) {
    let same = match edges {
        Edges::Planar => oracle::Edges::Planar,
        Edges::Geodesic => oracle::Edges::Geodesic,
    };
    let oracle = Oracle::new(&lines, same);
    let border = Border::new(lines, edges).expect("border");
    let zone = &buffer(&border, &lengths(&[depth]), tolerance(allowed)).expect("zone")[0];
    check_valid(zone).unwrap_or_else(|problem| panic!("{depth} m: {problem}"));
    let worst = oracle.check_rings(zone, &[depth], |_, _| false, 3).worst();
    assert!(worst <= allowed, "{depth} m: off by {worst} m of {allowed} m");
    let bounds = geo::BoundingRect::bounding_rect(zone).expect("not empty");
    let points = uniform(bounds, 2_000, 11);
    let report = oracle.check_points(zone, &two_sided(depth, allowed), &points);
    assert_eq!(report.wrong, 0, "{depth} m: {:?}", report.first);
}

#[test]
fn near_the_poles_edges_are_as_short_as_they_must_be() {
    for (lat, depth) in [(85.0, 300_000.0), (86.5, 300_000.0), (88.0, 200_000.0), (89.0, 100_000.0)]
    {
        let line = line_string![(x: 10.0, y: lat), (x: 10.01, y: lat)];
        keeps(line.into(), Edges::Planar, depth, 1.0);
    }
    let wide = line_string![(x: -80.0, y: 85.0), (x: 80.0, y: 85.3)];
    keeps(wide.into(), Edges::Planar, 300_000.0, 0.5);
    let steep = line_string![(x: 0.0, y: 60.0), (x: 10.0, y: 88.0)];
    keeps(steep.into(), Edges::Planar, 10_000.0, 1.0);
}

#[test]
fn arcs_that_nearly_touch_are_told_apart() {
    let lines = |points: [[(f64, f64); 2]; 2]| {
        MultiLineString(points.map(|line| LineString::from(line.to_vec())).to_vec())
    };
    let near = lines([
        [(38.0, 36.0), (38.00002703, 35.9998211)],
        [(38.01208158, 36.01511384), (38.01221817, 36.01525587)],
    ]);
    keeps(near, Edges::Planar, 1_000.0, 1.0);
}

#[test]
fn a_geodesic_border_bulges_out_of_its_territory() {
    let border = Border::new(line_string![(x: 0.0, y: 50.0), (x: 30.0, y: 50.0)], Edges::Geodesic)
        .expect("border");
    let square = polygon![
        (x: 0.0, y: 50.0), (x: 0.0, y: 40.0), (x: 30.0, y: 40.0), (x: 30.0, y: 50.0)];
    let territory = Territory::new("south of a parallel", square).expect("territory");
    let limits = [5_000.0, 14_000.0];
    let parts = bands(&border, Some(&territory), &lengths(&limits), tolerance(1.0)).expect("bands");
    let oracle = Oracle::new(border.lines(), oracle::Edges::Geodesic);
    let inside = oracle::check::Territory::of(territory.polygons().clone());
    for (part, (inner, outer)) in parts.iter().zip([(0.0, 5_000.0), (5_000.0, 14_000.0)]) {
        let definition = Definition {
            inner,
            outer,
            tolerance: 1.0,
            territory: Some(&inside),
            stretch: None,
            body: None,
        };
        let area = geo_types::Rect::new(coord! { x: -0.5, y: 49.5 }, coord! { x: 30.5, y: 50.5 });
        let report = oracle.check_points(part, &definition, &uniform(area, 20_000, 3));
        assert_eq!(report.wrong, 0, "{:?}", report.first);
    }
}

#[test]
fn a_territory_may_run_along_the_contour_itself() {
    let line = line_string![(x: 10.0, y: 45.0), (x: 10.3, y: 45.1), (x: 10.5, y: 45.0)];
    let border = Border::new(line.clone(), Edges::Planar).expect("border");
    let whole = buffer(&border, &lengths(&[5_000.0]), tolerance(1.0)).expect("zone");
    // The southern half of the zone, the border on its edge.
    let mut south: Vec<Coord<f64>> = whole[0].0[0].exterior().0.clone();
    let below = |p: &Coord<f64>| p.y < 45.0 && p.x > 10.0 && p.x < 10.5;
    south.retain(below);
    south.sort_by(|a, b| b.x.total_cmp(&a.x));
    let ring: Vec<Coord<f64>> = line.0.into_iter().chain(south).collect();
    let territory =
        Territory::new("half a zone", Polygon::new(LineString(ring), vec![])).expect("territory");
    let oracle = Oracle::new(border.lines(), oracle::Edges::Planar);
    let inside = oracle::check::Territory::of(territory.polygons().clone());
    for depth in [5_000.0, 4_000.0] {
        let zone = bands(&border, Some(&territory), &lengths(&[depth]), tolerance(1.0)).unwrap();
        check_valid(&zone[0]).expect("a valid zone");
        let territory = Some(&inside);
        let definition = Definition {
            inner: 0.0,
            outer: depth,
            tolerance: 1.0,
            territory,
            stretch: None,
            body: None,
        };
        let area = geo_types::Rect::new(coord! { x: 9.9, y: 44.9 }, coord! { x: 10.6, y: 45.15 });
        let report = oracle.check_points(&zone[0], &definition, &uniform(area, 20_000, 3));
        assert_eq!(report.wrong, 0, "{:?}", report.first);
    }
}

/// A polyline of up to forty edges of one to three thousand metres or so that turns as it likes,
/// may repeat edges, cross itself and close.
fn wandering(random: &mut Random, around: Coord<f64>, step: f64) -> LineString<f64> {
    let mut points = vec![around];
    let mut heading = 0.0;
    for _ in 0..3 + (random.between(0.0, 1.0) * 40.0) as usize {
        let Coord { x, y } = points[points.len() - 1];
        if random.between(0.0, 1.0) < 0.1 {
            points.push(points[(random.between(0.0, 1.0) * points.len() as f64) as usize]);
            continue;
        }
        heading += (random.between(0.0, 1.0) - 0.5) * 4.0;
        let length = step * (0.01 + random.between(0.0, 1.0)) / 111_000.0;
        let (sin, cos) = f64::sin_cos(heading);
        points.push(coord! { x: x + length * cos / y.to_radians().cos(), y: y + length * sin });
    }
    if random.between(0.0, 1.0) < 0.3 {
        points.push(points[0]);
    }
    LineString(points)
}

fn anywhere(seeds: std::ops::Range<u64>) {
    for seed in seeds {
        let mut random = Random::new(seed);
        let around = coord! { x: random.between(0.0, 1.0) * 300.0 - 150.0, y: random.between(0.0, 1.0) * 140.0 - 70.0 };
        let step = 10f64.powf(random.between(0.0, 1.0) * 3.5);
        let lines = MultiLineString(vec![
            wandering(&mut random, around, step),
            wandering(&mut random, around, step),
        ]);
        let depth = (step * 10f64.powf(random.between(0.0, 1.0) * 2.0 - 1.0)).max(1.0);
        let allowed = (depth * 1e-4).clamp(0.001, 1.0);
        let (edges, same) = if random.between(0.0, 1.0) < 0.5 {
            (Edges::Planar, oracle::Edges::Planar)
        } else {
            (Edges::Geodesic, oracle::Edges::Geodesic)
        };
        let oracle = Oracle::new(&lines, same);
        let border = Border::new(lines, edges).expect("border");
        let zone = &buffer(&border, &lengths(&[depth]), tolerance(allowed))
            .unwrap_or_else(|error| panic!("seed {seed}: {error}"))[0];
        assert!(zone.is_valid(), "seed {seed}");
        let report = oracle.check_rings(zone, &[depth], |_, _| false, 1);
        assert!(report.worst() <= allowed, "seed {seed}: {} m of {allowed}", report.worst());
        let bounds = geo::BoundingRect::bounding_rect(zone).expect("not empty");
        let points = uniform(bounds, 1_000, seed);
        let report = oracle.check_points(zone, &two_sided(depth, allowed), &points);
        assert_eq!(report.wrong, 0, "seed {seed}: {:?}", report.first);
    }
}

#[test]
fn lines_that_cross_close_and_double_back_keep_their_tolerance() {
    anywhere(0..60);
}

#[test]
#[ignore = "thorough: a thousand lines; .ci/run runs it"]
fn a_thousand_wandering_lines_keep_their_tolerance() {
    anywhere(60..1_060);
}
