//! The embedded border and territories, against the figures of the data's own README and of the
//! sources that name the places along the line.

use geo_types::{Coord, LineString, Polygon, line_string, polygon};
use safe_zone::dataset;
use safe_zone::values::Provenance;
use safe_zone::{Border, Edges, ErrorKind, Territory, area_km2};

fn border() -> &'static [Coord<f64>] {
    &dataset::turkey_syria_border().lines().0[0].0
}

#[test]
fn the_border_runs_from_the_sea_to_the_tigris() {
    assert_eq!(border().len(), 11_035);
    assert_eq!(border()[0], Coord { x: 35.917404, y: 35.929002 });
    assert_eq!(border()[11_034], Coord { x: 42.349431, y: 37.112703 });
    let length = dataset::turkey_syria_border().length().km();
    assert!((length - 915.326).abs() < 0.001, "{length}");
}

#[test]
fn territories_have_the_areas_their_readme_gives() {
    for (id, km2) in [("syria", 98_417.7), ("syria-east-of-the-euphrates", 46_992.4)] {
        let territory = dataset::territory(id).unwrap();
        assert_eq!(territory.name(), id);
        let found = area_km2(territory.polygons());
        assert!((found - km2).abs() < 0.1, "{}: {found}", territory.name());
    }
}

/// Counter-clockwise around Syria is east to west along its northern border.
#[test]
fn territories_share_the_border_vertex_for_vertex() {
    for (territory, first) in [(dataset::syria(), 0), (dataset::northeast_syria(), 8438)] {
        let ring = &territory.polygons().0[0].exterior().0;
        let stretch: Vec<_> = border()[first..].iter().rev().collect();
        let start = ring.iter().position(|point| point == stretch[0]).unwrap();
        let shared: Vec<_> = ring[start..start + stretch.len()].iter().collect();
        assert_eq!(shared, stretch);
    }
}

#[test]
fn territories_are_simple_polygons_cut_off_along_35_north() {
    for territory in [dataset::syria(), dataset::northeast_syria()] {
        // The embedded territories skip the checks of the constructor when a program runs.
        Territory::new(territory.name(), territory.polygons().clone()).unwrap();
        let cut = territory.cut().unwrap();
        assert!(cut.coords().all(|point| point.y == 35.0));
        let ring = territory.polygons().0[0].exterior();
        assert!(cut.coords().all(|end| ring.coords().any(|point| point == end)));
        assert!(ring.coords().all(|point| point.y >= 35.0));
    }
}

#[test]
fn a_territory_is_cut_off_along_its_own_edges_only() {
    let square = polygon![(x: 0.0, y: 0.0), (x: 1.0, y: 0.0), (x: 1.0, y: 1.0)];
    let territory = Territory::new("half a square", square).unwrap();
    let own = line_string![(x: 1.0, y: 0.0), (x: 0.0, y: 0.0)];
    assert!(territory.clone().cut_off_along(own).is_ok());
    for foreign in [
        line_string![],
        line_string![(x: 0.0, y: 0.0), (x: 0.5, y: 0.0)],
        line_string![(x: f64::NAN, y: 0.0), (x: 1.0, y: 0.0)],
    ] {
        let error = territory.clone().cut_off_along(foreign).unwrap_err().to_string();
        assert!(error.starts_with("territory \"half a square\""), "{error}");
    }
}

#[test]
fn each_line_states_its_origin() {
    let territories = ["syria", "syria-east-of-the-euphrates"];
    for provenance in territories.iter().flat_map(|id| dataset::territory_provenance(id).unwrap()) {
        assert!(!provenance.source().is_empty() && !provenance.package().is_empty());
        assert!(!provenance.version().is_empty() && !provenance.attribution().is_empty());
        assert!(provenance.date().parse::<safe_zone::values::Date>().is_ok());
    }
    let [whole, northeast] =
        territories.map(|id| Provenance::notices(dataset::territory_provenance(id).unwrap()));
    assert_eq!(whole, "ODbL-1.0, © OpenStreetMap contributors");
    assert!(northeast.starts_with(&whole) && northeast.contains("LGPL-3.0-or-later, GSHHG"));
}

#[test]
fn positions_that_are_none_are_refused_with_value_place_and_remedy() {
    let line = |x, y| vec![Coord { x: 38.0, y: 36.0 }, Coord { x, y }];
    for (x, y, words) in [
        (f64::NAN, 36.0, ["line 1, point 2", "NaN", "not finite"]),
        (38.0, f64::INFINITY, ["line 1, point 2", "inf", "not finite"]),
        (541.0, 36.0, ["line 1, point 2", "541", "WGS 84 degrees"]),
        (36.0, 100.0, ["line 1, point 2", "100", "swapped"]),
        (512_345.0, 4_076_000.0, ["line 1, point 2", "512345", "projected metres"]),
    ] {
        let error = Border::new(LineString(line(x, y)), Edges::Planar).unwrap_err();
        for word in words {
            assert!(error.to_string().contains(word), "{error}");
        }
    }
}

#[test]
fn planar_edges_do_not_go_the_long_way_round() {
    let line = LineString::from(vec![(170.0, 36.0), (179.0, 36.0), (-179.0, 36.0)]);
    let error = Border::new(line.clone(), Edges::Planar).unwrap_err().to_string();
    for word in ["line 1, point 2", "179 to -179", "write 181 for -179", "split the line at ±180"]
    {
        assert!(error.contains(word), "{error}");
    }
    assert!(Border::new(line, Edges::Geodesic).is_ok());
}

#[test]
fn territories_that_are_no_simple_polygon_are_refused() {
    for (points, words) in [
        (vec![(38.0, 36.0), (39.0, 36.0)], "fewer than three"),
        (vec![(38.0, 36.0), (39.0, 37.0), (39.0, 36.0), (38.0, 37.0)], "not valid"),
        (vec![(38.0, 36.0), (39.0, 36.0), (39.0, 99.0)], "latitude"),
    ] {
        let polygon = Polygon::new(LineString::from(points), Vec::new());
        let error = Territory::new("a country", polygon).unwrap_err().to_string();
        assert!(error.contains(words), "{error}");
    }
}

#[test]
fn points_that_are_one_on_the_earth_make_no_line() {
    for (from, to) in [
        ((38.0, 36.0), (38.0, 36.0)),
        ((0.0, 0.0), (1e-12, 0.0)),
        ((0.0, 90.0), (10.0, 90.0)),
        ((180.0, 36.0), (-180.0, 36.0)),
    ] {
        let line = LineString::from(vec![from, to]);
        let error = Border::new(line, Edges::Geodesic).unwrap_err();
        let ErrorKind::TooFewPoints { place, distinct: 1, .. } = error.kind() else {
            panic!("{error}")
        };
        assert_eq!((place.line_index(), place.point_index()), (Some(0), None));
    }
}
