//! Sectors and sides of borders that all but meet themselves, hold one another, or stand apart.

use geo::Validation;
use geo_types::{LineString, MultiLineString, MultiPolygon};
use safe_zone::linear::Sector;
use safe_zone::{Border, Edges, Extent, Length, Route, Side, area_km2, bands};

use crate::support::judge::{length, tolerance};
use crate::support::oracle::membership::Membership;

fn lines(parts: &[&[(f64, f64)]]) -> Border {
    let parts = parts.iter().map(|part| LineString::from(part.to_vec())).collect();
    Border::new(MultiLineString(parts), Edges::Planar).unwrap()
}

fn zone(border: &Border, extent: Extent<'static>, depth: f64) -> MultiPolygon<f64> {
    let zone = bands(border, extent, &[length(depth)], tolerance(1.0)).unwrap().remove(0);
    zone.check_validation().unwrap();
    zone
}

fn sides(border: &Border, depth: f64) -> [f64; 3] {
    [Side::Left, Side::Right, Side::Both]
        .map(|side| area_km2(&zone(border, Extent::default().on(side), depth)))
}

fn close(value: f64, expected: f64) {
    assert!((value / expected - 1.0).abs() < 2e-3, "{value}, not {expected}");
}

/// A ring of 7.88 by 7.78 km, closed or not closed by a little: its inside is on the left.
#[test]
fn a_ring_that_all_but_closes_has_sides() {
    for gap in [0.0, 1e-10, 1e-8, 1e-6, 1e-5] {
        let ring = [(10.0, 45.0), (10.1, 45.0), (10.1, 45.07), (10.0, 45.07), (10.0, 45.0 + gap)];
        let [left, right, both] = sides(&lines(&[&ring]), 1_000.0);
        close(left, 27.3);
        close(right, 34.5);
        assert!((left + right - both).abs() < 0.01, "{left} {right} {both}");
    }
}

#[test]
fn a_lasso_that_all_but_closes_has_sides() {
    for gap in [0.0, 1e-9, 1e-7] {
        let lasso = [(10.0, 45.0), (10.3, 45.0), (10.3, 45.1), (10.2, 45.1), (10.2, 45.0 + gap)];
        let [left, right, both] = sides(&lines(&[&lasso]), 5_000.0);
        close(left, 173.5);
        assert!((left + right - both).abs() < 0.01, "{left} {right} {both}");
    }
}

/// A quarter of a mile of water around an island in a lake: the curve between the rings closes on
/// itself and touches nothing.
#[test]
fn a_ring_within_a_ring_has_its_own_sector() {
    let outer: &[(f64, f64)] =
        &[(10.0, 45.0), (10.1, 45.0), (10.1, 45.07), (10.0, 45.07), (10.0, 45.0)];
    let inner: &[(f64, f64)] =
        &[(10.045, 45.03), (10.055, 45.03), (10.055, 45.04), (10.045, 45.04), (10.045, 45.03)];
    let border = lines(&[outer, inner]);
    let end = Route::new(&border).length();
    let middle = Route::new(&lines(&[outer])).length();
    for depth in [5_000.0, 9_000.0] {
        let part = |from: Length, to: Length| {
            let sector = Sector::new(from, to).unwrap();
            zone(&border, Extent::default().along([sector]), depth)
        };
        let (around, island) = (part(Length::ZERO, middle), part(middle, end));
        let whole = area_km2(&zone(&border, Extent::default(), depth));
        let sum = area_km2(&around) + area_km2(&island);
        assert!((sum / whole - 1.0).abs() < 1e-6, "{sum} of {whole} km²");
        // Beside the island it is nearest; beside the shore the shore.
        let (around, island) = (Membership::new(&around), Membership::new(&island));
        assert!(island.contains(10.05, 45.028) && !around.contains(10.05, 45.028));
        assert!(around.contains(10.05, 45.002) && !island.contains(10.05, 45.002));
        let [left, right, both] = sides(&border, depth);
        assert!((left + right - both).abs() < 0.01, "{left} {right} {both}");
        // Left of the shore, right of the island.
        let right = Membership::new(&zone(&border, Extent::default().on(Side::Right), depth));
        assert!(right.contains(10.05, 45.028) && !right.contains(10.05, 45.002));
    }
}

/// Two parts of 7.885 km, 15.8 km apart: at their ends they are as flat as a line alone.
#[test]
fn the_parts_of_a_border_end_flat() {
    let parts: [&[(f64, f64)]; 2] = [&[(10.0, 45.0), (10.1, 45.0)], &[(10.3, 45.0), (10.4, 45.0)]];
    let border = lines(&parts);
    let end = Route::new(&border).length();
    let middle = length(0.5 * end.metres());
    let expected = 6.0 * 0.5 * end.km();
    for (from, to) in [(Length::ZERO, middle), (middle, end)] {
        let sector = Sector::new(from, to).unwrap();
        close(area_km2(&zone(&border, Extent::default().along([sector]), 3_000.0)), expected);
    }
    let whole = Sector::new(Length::ZERO, end).unwrap();
    close(area_km2(&zone(&border, Extent::default().along([whole]), 3_000.0)), 2.0 * expected);
}

/// A border cut at the antimeridian: its parts go on from one another, round a corner there too.
#[test]
fn a_border_cut_at_the_antimeridian_has_no_ends_there() {
    let cut: [&[(f64, f64)]; 2] = [&[(179.9, 0.0), (180.0, 0.1)], &[(-180.0, 0.1), (-179.9, 0.0)]];
    let uncut: &[(f64, f64)] = &[(9.9, 0.0), (10.0, 0.1), (10.1, 0.0)];
    let (cut, uncut) = (lines(&cut), lines(&[uncut]));
    let flat = |border: &Border| {
        let all = Sector::new(Length::ZERO, Route::new(border).length()).unwrap();
        area_km2(&zone(border, Extent::default().along([all]), 3_000.0))
    };
    let (there, here) = (flat(&cut), flat(&uncut));
    assert!((there - here).abs() < 1e-3, "{there} {here}");
}
