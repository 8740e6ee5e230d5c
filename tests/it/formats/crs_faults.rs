//! Impossible transformations are refused, with value, place and remedy.

use geo_types::{LineString, MultiLineString, Point, Polygon};
use safe_zone::crs::Crs;
use safe_zone::layers::{self, Caption};
use safe_zone::{Edges, ErrorKind, Tolerance, dataset};

use crate::formats::crs::crs;

#[test]
fn what_is_no_usable_system_is_refused() {
    for (text, words) in [
        ("EPSG:99999", &["\"EPSG:99999\"", "PROJ does not know it", "EPSG:32637"][..]),
        ("nonsense", &["\"nonsense\"", "PROJ cannot read it"]),
        ("  ", &["it is empty"]),
        ("EPSG:32637\0", &["NUL"]),
        ("+proj=nonsense", &["PROJ cannot read it"]),
        (
            "+proj=pipeline +step +proj=utm +zone=37",
            &["an operation between systems", "EPSG:32637"],
        ),
        ("EPSG:5773", &["vertical", "heights alone"]),
        ("EPSG:32637+5773", &["compound", "horizontal part, EPSG:32637"]),
        ("EPSG:4978", &["geocentric"]),
        ("EPSG:4979", &["3 axes"]),
        ("EPSG:4807", &["grad", "cannot be told apart", "EPSG:4326"]),
        ("EPSG:2065", &["south and west"]),
        ("urn:ogc:def:coordinateOperation:EPSG::1671", &["type Transformation"]),
        (r#"LOCAL_CS["site",UNIT["metre",1],AXIS["x",EAST],AXIS["y",NORTH]]"#, &["engineering"]),
    ] {
        let error = text.parse::<Crs>().unwrap_err();
        assert!(matches!(error.kind(), ErrorKind::BadCrs { .. }), "{error:?}");
        let error = error.to_string();
        assert!(words.iter().all(|word| error.contains(word)), "{text}: {error}");
    }
    // Of another celestial body: there is no way from there.
    let moon = crs("IAU_2015:30100");
    let error = moon.to_wgs84(&Point::new(1.0, 2.0), Edges::Planar, Tolerance::default());
    assert!(error.unwrap_err().to_string().contains("celestial"));
}

#[test]
fn positions_that_mean_nothing_are_refused() {
    for (system, points, place, words) in [
        ("EPSG:32637", [(38.0, 36.8), (39.0, 36.7)], 0, &["1.49°", "looks like degrees"][..]),
        (
            "EPSG:32637",
            [(412_973.0, 4_076_413.0), (4_076_413.0, 412_973.0)],
            1,
            &["area of use", "longitude 36 to 42", "swapped"],
        ),
        (
            "EPSG:4326",
            [(38.0, 36.8), (412_973.0, 4_076_413.0)],
            1,
            &["projected metres", "-180..180"],
        ),
        ("EPSG:4326", [(38.0, 96.8), (39.0, 36.0)], 0, &["(38.0, 96.8)", "longitude first"]),
        ("EPSG:32637", [(412_973.0, 4_076_413.0), (1e300, 4_076_413.0)], 1, &["1e300", "PROJ"]),
        ("EPSG:32637", [(412_973.0, 4_076_413.0), (f64::NAN, 0.0)], 1, &["not finite"]),
        ("EPSG:32637", [(412_973.0, f64::INFINITY), (412_973.0, 0.0)], 0, &["not finite"]),
        // No datum, and no area of use either.
        (
            "+proj=utm +zone=37 +ellps=intl",
            [(412_973.0, 4_076_413.0); 2],
            0,
            &["no datum shift", "+towgs84"],
        ),
        // Beyond the edge of the projection's map it repeats.
        ("+proj=eqc", [(0.0, 0.0), (21_000_000.0, 0.0)], 1, &["does not come back"]),
        // 179° E to 179° W.
        ("EPSG:3832", [(3_200_000.0, 0.0), (3_500_000.0, 0.0)], 0, &["antimeridian", "RFC 7946"]),
    ] {
        let line = MultiLineString(vec![LineString::from(points.to_vec())]);
        let error = crs(system).to_wgs84(&line, Edges::Planar, Tolerance::default()).unwrap_err();
        let ErrorKind::NotTransformed { place: at, .. } = error.kind() else { panic!("{error:?}") };
        assert_eq!((at.line_index(), at.point_index()), (Some(0), Some(place)), "{error}");
        let error = error.to_string();
        assert!(words.iter().all(|word| error.contains(word)), "{system}: {error}");
    }
    // A quarter of a million points are not enough from corner to corner of a map of the Earth.
    let (low, high) = ((-10_000_000.0, -15_000_000.0), (10_000_000.0, 15_000_000.0));
    let corners = LineString::from(vec![low, high]);
    let world = crs("+proj=merc").to_wgs84(&corners, Edges::Planar, "1mm".parse().unwrap());
    let error = world.unwrap_err().to_string();
    assert!(error.contains("line 1, point 1") && error.contains("too many points"), "{error}");
    // The other way: far from where the system is used, and along the map's edge at a pole.
    let tolerance = Tolerance::default();
    let refused = |system: &str, ring: Vec<(f64, f64)>| {
        let polygon = Polygon::new(LineString::from(ring), Vec::new());
        crs(system).from_wgs84(&polygon, Edges::Planar, tolerance).unwrap_err().to_string()
    };
    let error = refused("EPSG:2320", vec![(38.0, 36.8), (39.0, 36.7), (38.0, 36.9)]);
    assert!(error.contains("is 6.50° outside of the area of use of EPSG:2320"), "{error}");
    let error = refused(
        "EPSG:3031",
        vec![(-180.0, -80.0), (180.0, -80.0), (180.0, -90.0), (-180.0, -90.0)],
    );
    assert!(error.contains("antimeridian") || error.contains("pole"), "{error}");
    // A name that GeoJSON cannot hold.
    let border = dataset::turkey_syria_border();
    let layer = layers::border(border, tolerance, &Caption::default());
    let error = layers::in_crs(&layer, &crs("+proj=utm +zone=37"), tolerance).unwrap_err();
    assert!(error.to_string().contains("no authority's code"), "{error}");
}
