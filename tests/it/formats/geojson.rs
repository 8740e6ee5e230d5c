//! The requirements of RFC 7946 on files written, on polygons made by hand, and borders read back.

use std::io;

use geo_types::{Coord, LineString, MultiLineString, MultiPolygon, Polygon, line_string};
use safe_zone::error::GeoJsonFault;
use safe_zone::layers::{self, Caption, read_border};
use safe_zone::values::Date;
use safe_zone::{
    Border, BufferOptions, Edges, ErrorKind, GeodesicBuffer, Length, Plan, Tolerance, Zones,
    dataset,
};
use serde_json::{Value, json};

fn square(west: f64, south: f64, size: f64) -> LineString<f64> {
    let (east, north) = (west + size, south + size);
    line_string![
        (x: west, y: south), (x: east, y: south), (x: east, y: north), (x: west, y: north),
        (x: west, y: south)
    ]
}

/// The polygons as written with this tolerance, as JSON.
fn written(polygons: &[MultiPolygon<f64>], tolerance: &str) -> Value {
    let tolerance = Tolerance::new(tolerance.parse().unwrap()).unwrap();
    let buffers = polygons.iter().map(|polygons| (Length::from_km(1.0).unwrap(), polygons));
    let caption = Caption { name: "A name", description: "A text", ..Caption::default() };
    let collection =
        layers::buffers(buffers, &BufferOptions::default().tolerance(tolerance), None, &caption);
    serde_json::from_str(&collection.to_string()).unwrap()
}

fn points(ring: &Value) -> Vec<Coord<f64>> {
    let pairs: Vec<[f64; 2]> = serde_json::from_value(ring.clone()).unwrap();
    pairs.into_iter().map(Coord::from).collect()
}

/// Twice the signed area in the plane: positive counter-clockwise.
fn turning(ring: &Value) -> f64 {
    points(ring).windows(2).map(|w| w[0].x * w[1].y - w[1].x * w[0].y).sum()
}

#[test]
fn rings_are_closed_and_wound_whatever_way_they_came() {
    let (mut outer, mut hole) = (square(38.0, 36.0, 1.0), square(38.25, 36.25, 0.5));
    for _ in 0..2 {
        for _ in 0..2 {
            let polygon = Polygon::new(outer.clone(), vec![hole.clone()]);
            let json = written(&[MultiPolygon(vec![polygon])], "1m");
            let rings = json["features"][0]["geometry"]["coordinates"][0].as_array().unwrap();
            assert!(turning(&rings[0]) > 0.0 && turning(&rings[1]) < 0.0);
            assert!(rings.iter().all(|ring| points(ring).first() == points(ring).last()));
            hole.0.reverse();
        }
        outer.0.reverse();
    }
}

#[test]
fn coordinates_have_seven_decimals_or_what_the_tolerance_needs() {
    let third = MultiPolygon(vec![Polygon::new(square(38.0 + 1.0 / 3.0, 36.0, 1.0), vec![])]);
    for (tolerance, lon) in
        [("1m", "38.3333333,"), ("1km", "38.3333333,"), ("1mm", "38.3333333333,")]
    {
        let text = written(std::slice::from_ref(&third), tolerance).to_string();
        assert!(text.contains(lon), "{tolerance}: {text}");
    }
}

#[test]
fn points_that_round_together_are_written_once_and_specks_not_at_all() {
    let mut ring = square(38.0, 36.0, 1.0);
    ring.0.insert(1, Coord { x: 38.0 + 1e-9, y: 36.0 });
    let speck = square(38.5, 36.5, 1e-9);
    let polygons =
        MultiPolygon(vec![Polygon::new(ring, vec![speck.clone()]), Polygon::new(speck, vec![])]);
    let json = written(&[polygons], "1m");
    let written = json["features"][0]["geometry"]["coordinates"].as_array().unwrap();
    assert_eq!(written.len(), 1);
    assert_eq!(written[0].as_array().unwrap().len(), 1);
    assert_eq!(points(&written[0][0]).len(), 5);
}

#[test]
fn zero_has_no_sign() {
    let json = written(&[MultiPolygon(vec![Polygon::new(square(-1e-9, 0.0, 1.0), vec![])])], "1m");
    assert!(!json.to_string().contains("-0.0"));
}

#[test]
fn features_and_collection_have_their_boxes_and_the_collection_its_name() {
    let one = MultiPolygon(vec![Polygon::new(square(38.0, 36.0, 1.0), vec![])]);
    let two = MultiPolygon(vec![Polygon::new(square(40.0, 35.0, 0.5), vec![])]);
    let json = written(&[one, two], "1m");
    assert_eq!(json["type"], "FeatureCollection");
    assert_eq!(json["bbox"], json!([38.0, 35.0, 40.5, 37.0]));
    assert_eq!(json["features"][0]["bbox"], json!([38.0, 36.0, 39.0, 37.0]));
    assert_eq!(json["features"][1]["bbox"], json!([40.0, 35.0, 40.5, 35.5]));
    assert_eq!(
        (json["name"].as_str(), json["description"].as_str()),
        (Some("A name"), Some("A text"))
    );
    assert!(json.get("crs").is_none());
}

/// The box of squares of 1°, given by their south-western corners.
fn box_of(corners: &[(f64, f64)]) -> Value {
    let squares = corners.iter().map(|&(west, south)| square(west, south, 1.0));
    let polygons = squares.map(|square| Polygon::new(square, vec![])).collect();
    written(&[MultiPolygon(polygons)], "1m")["features"][0]["bbox"].clone()
}

#[test]
fn a_box_across_the_antimeridian_has_its_west_greater_than_its_east() {
    assert_eq!(box_of(&[(179.0, -1.0), (-180.0, -1.0)]), json!([179.0, -1.0, -179.0, 0.0]));
    // The example of RFC 7946 §5.2: on both sides, though nothing crosses.
    assert_eq!(box_of(&[(177.0, -20.0), (-179.0, -17.0)]), json!([177.0, -20.0, -178.0, -16.0]));
    // Most of the way around, by the widest gap; and where that is at the antimeridian.
    let around = [(-180.0, 0.0), (-90.0, 0.0), (0.0, 0.0), (80.0, 0.0), (179.0, 0.0)];
    assert_eq!(box_of(&around), json!([179.0, 0.0, 81.0, 1.0]));
    assert_eq!(box_of(&around[1..4]), json!([-90.0, 0.0, 81.0, 1.0]));
    // Up to the antimeridian is not across it.
    assert_eq!(box_of(&[(179.0, 0.0)]), json!([179.0, 0.0, 180.0, 1.0]));
    assert_eq!(box_of(&[(-180.0, 0.0)]), json!([-180.0, 0.0, -179.0, 1.0]));
}

#[test]
fn a_collection_across_the_antimeridian_has_the_box_of_all_its_features() {
    let feature = |west| MultiPolygon(vec![Polygon::new(square(west, 0.0, 1.0), vec![])]);
    let json = written(&[feature(170.0), feature(-180.0), feature(-175.0)], "1m");
    assert_eq!(json["bbox"], json!([170.0, 0.0, -174.0, 1.0]));
    assert_eq!(json["features"][0]["bbox"], json!([170.0, 0.0, 171.0, 1.0]));
}

/// As in RFC 7946 §5.3, polygons around a pole follow the map's edge.
#[test]
fn a_box_around_a_pole_has_all_longitudes() {
    let cap = line_string![
        (x: -180.0, y: 80.0), (x: 0.0, y: 70.0), (x: 180.0, y: 80.0), (x: 180.0, y: 90.0),
        (x: -180.0, y: 90.0), (x: -180.0, y: 80.0)
    ];
    let json = written(&[MultiPolygon(vec![Polygon::new(cap, vec![])])], "1m");
    assert_eq!(json["bbox"], json!([-180.0, 70.0, 180.0, 90.0]));
}

/// On the equator a degree is 111,319.4908 m.
#[test]
fn a_zone_across_the_antimeridian_has_its_own_box() {
    let line = line_string![(x: 179.75, y: 0.0), (x: -179.75, y: 0.0)];
    let distance = Length::from_metres(0.75 * 111_319.490_8).unwrap();
    let options = BufferOptions::default().edges(Edges::Geodesic);
    let zone = line.geodesic_buffer(distance, &options).unwrap();
    let bbox = written(&[zone], "1m")["bbox"].clone();
    let [west, south, east, north]: [f64; 4] = serde_json::from_value(bbox).unwrap();
    assert!((west - 179.0).abs() < 1e-5 && (east + 179.0).abs() < 1e-5, "{west}, {east}");
    assert!(south < -0.75 && north > 0.75, "{south}, {north}");
}

#[test]
fn a_border_across_the_antimeridian_has_the_box_of_its_short_way() {
    let crossing = line_string![(x: 178.0, y: -17.0), (x: -179.0, y: -16.0), (x: -178.0, y: -18.0)];
    let written = |lines: MultiLineString<f64>| {
        let border = Border::new(lines, Edges::Geodesic).unwrap();
        let collection = layers::border(&border, Tolerance::default(), &Caption::default());
        serde_json::to_value(&collection).unwrap()["bbox"].clone()
    };
    assert_eq!(written(crossing.clone().into()), json!([178.0, -18.0, -178.0, -16.0]));
    // An edge that takes up the gap at the antimeridian, though no vertex is near it.
    let wide = line_string![(x: 100.0, y: 1.0), (x: -100.0, y: 1.0)];
    let point = line_string![(x: 0.0, y: 0.0), (x: 1.0, y: 0.0)];
    let lines = MultiLineString(vec![wide, point]);
    assert_eq!(written(lines), json!([0.0, 0.0, -100.0, 1.0]));
}

/// QGIS shows nothing in a column of mixed types.
#[test]
fn a_property_has_one_type_in_all_plans_or_is_null() {
    let line = line_string![(x: 38.0, y: 36.8), (x: 38.5, y: 36.7)];
    let border = Border::new(line, Edges::Planar).unwrap();
    let laid = |plan| Plan::in_extent(plan, &border, None);
    let zones = |plan| Zones::compute(&laid(plan), Tolerance::default()).unwrap();
    let plans: Vec<Zones> = dataset::proposals().iter().map(zones).collect();
    let text = layers::zones(&plans, &Caption::default()).to_string();
    let json: Value = serde_json::from_str(&text).unwrap();
    let features = json["features"].as_array().unwrap();
    let column = |key: &str| -> Vec<Value> {
        features.iter().map(|feature| feature["properties"][key].clone()).collect()
    };
    for (key, first) in features[0]["properties"].as_object().unwrap() {
        let is_text = first.is_string() || first.is_null();
        let alike = |value: &Value| if is_text { value.is_string() } else { value.is_f64() };
        assert!(column(key).iter().all(|value| value.is_null() || alike(value)), "{key}");
    }
    for key in ["date", "period", "regime"] {
        assert!(column(key).iter().any(Value::is_null), "{key}");
        assert!(column(key).iter().any(Value::is_string), "{key}");
    }
    let dates = column("date");
    assert!(dates.iter().filter_map(Value::as_str).all(|date| date.parse::<Date>().is_ok()));
}

#[test]
fn lines_are_found_in_every_kind_of_object() {
    let line = r#"{"type":"LineString","coordinates":[[38,36],[39,36,250]]}"#;
    let lines = r#"{"type":"MultiLineString","coordinates":[[[38,36],[39,36]],[[40,36],[41,36]]]}"#;
    let feature = format!(r#"{{"type":"Feature","properties":null,"geometry":{lines}}}"#);
    for (text, count) in [
        (line.to_owned(), 1),
        (lines.to_owned(), 2),
        (feature.clone(), 2),
        (format!(r#"{{"type":"GeometryCollection","geometries":[{line},{lines}]}}"#), 3),
        (
            format!(
                r#"{{"type":"FeatureCollection","crs":null,"features":[{feature},{feature}]}}"#
            ),
            4,
        ),
    ] {
        let border = read_border(&text, Edges::Geodesic).unwrap();
        assert_eq!(border.lines().0.len(), count, "{text}");
        assert_eq!(border.edges(), Edges::Geodesic);
    }
}

#[test]
fn wgs_84_may_be_named_and_nothing_else() {
    let with = |name: &str| {
        let crs = json!({"type": "name", "properties": {"name": name}});
        json!({"type": "LineString", "coordinates": [[38, 36], [39, 36]], "crs": crs}).to_string()
    };
    for name in ["urn:ogc:def:crs:OGC:1.3:CRS84", "urn:ogc:def:crs:EPSG::4326", "EPSG:4326"] {
        assert!(read_border(&with(name), Edges::Planar).is_ok(), "{name}");
    }
    for name in ["EPSG:32637", "urn:ogc:def:crs:EPSG::3857", "EPSG:14326", ""] {
        let error = read_border(&with(name), Edges::Planar).unwrap_err().to_string();
        assert!(error.contains(name) && error.contains("EPSG:4326"), "{error}");
    }
    let foreign = json!({"type": "name", "properties": {"name": "EPSG:32637"}});
    let line = json!({"type": "LineString", "coordinates": [[38, 36], [39, 36]]});
    let mut feature = json!({"type": "Feature", "properties": null, "geometry": line});
    let mut collection = json!({"type": "FeatureCollection", "features": [feature]});
    feature["crs"] = foreign.clone();
    collection["crs"] = foreign;
    for (object, place) in [(feature, "the feature"), (collection, "the collection")] {
        let error = read_border(&object.to_string(), Edges::Planar).unwrap_err().to_string();
        assert!(error.contains(place) && error.contains("EPSG:32637"), "{error}");
    }
    let linked = r#"{"type":"LineString","coordinates":[[38,36],[39,36]],
        "crs":{"type":"link","properties":{"href":"http://example.com/crs/42"}}}"#;
    assert!(read_border(linked, Edges::Planar).is_err());
}

/// Decimals of any length, which `serde_json` reads to the last bit only with its feature
/// `float_roundtrip`.
#[test]
fn coordinates_are_read_to_the_last_bit() {
    let mut bits = 0x9e37_79b9_7f4a_7c15_u64;
    let mut random = |limit: f64| {
        bits ^= bits << 13;
        bits ^= bits >> 7;
        bits ^= bits << 17;
        limit * (bits >> 11) as f64 / (1_u64 << 53) as f64
    };
    let points: Vec<[f64; 2]> = (0..20_000).map(|_| [random(170.0), random(80.0)]).collect();
    let forms: [fn(&[f64; 2]) -> String; 2] = [
        |at| format!("[{:?},{:?}]", at[0], at[1]),
        |at| format!("[ {:.60} ,\n{:e},0]", at[0], at[1]),
    ];
    for form in forms {
        let list: Vec<String> = points.iter().map(form).collect();
        let text = format!(r#"{{"coordinates":[{}],"type":"LineString"}}"#, list.join(" , "));
        let border = read_border(&text, Edges::Geodesic).unwrap();
        let read = border.lines().0[0].coords().map(|at| [at.x, at.y]);
        assert!(read.eq(points.iter().copied()));
    }
}

/// A program that uses this crate has its own objects written as without it.
#[test]
fn other_json_keeps_its_order() {
    let object = json!({"b": 1, "a": 2});
    assert_eq!(object.to_string(), r#"{"a":2,"b":1}"#);
}

/// Line and column counted by hand; the cause is `serde_json`'s.
#[test]
fn errors_have_a_kind_a_place_and_a_cause() {
    let broken = "{\n \"type\": \"LineString\",\n \"coordinates\": [[38.0, 36.8],]\n}";
    let error = layers::read_geometry(broken).unwrap_err();
    let at = error.text_position().expect("a place");
    assert_eq!((at.line(), at.column()), (3, 31), "{error}");
    assert!(matches!(error.kind(), ErrorKind::GeoJson { fault: GeoJsonFault::Syntax, .. }));
    let cause = std::error::Error::source(&error).expect("a cause");
    assert!(cause.is::<serde_json::Error>() && error.to_string().contains(&cause.to_string()));

    let features = |geometry: &str| {
        let line = r#"{"type": "LineString", "coordinates": [[38.0, 36.8], [39.0, 36.7]]}"#;
        let feature =
            |it| format!(r#"{{"type": "Feature", "properties": null, "geometry": {it}}}"#);
        let features = [line, geometry].map(feature).join(",\n");
        format!(r#"{{"type": "FeatureCollection", "features": [{features}]}}"#)
    };
    for (geometry, fault, place) in [
        ("null", GeoJsonFault::MissingGeometry, "feature 2"),
        (r#"{"type": "Point", "coordinates": [38, 36]}"#, GeoJsonFault::OtherType, "feature 2"),
        (r#"{"type": "LineString", "coordinates": []}"#, GeoJsonFault::Empty, "feature 2"),
        (
            r#"{"type": "MultiLineString", "coordinates": [[[38, 36], [38, 36]]]}"#,
            GeoJsonFault::OnePoint,
            "feature 2, line 1",
        ),
        (
            r#"{"type": "LineString", "coordinates": [[38, 36], [38, "x"]]}"#,
            GeoJsonFault::Coordinates,
            "feature 2, point 2, number 2",
        ),
    ] {
        let error = layers::read_border(&features(geometry), Edges::Planar).unwrap_err();
        let ErrorKind::GeoJson { fault: found, place: Some(at), .. } = error.kind() else {
            panic!("{error}");
        };
        assert_eq!((*found, &**at), (fault, place), "{error}");
        assert_eq!(error.text_position().is_some(), fault == GeoJsonFault::Coordinates);
    }
}

/// A reader that fails after some bytes, as a connection that is cut.
struct Cut<'a>(&'a [u8]);

impl io::Read for Cut<'_> {
    fn read(&mut self, bytes: &mut [u8]) -> io::Result<usize> {
        match self.0.read(bytes)? {
            0 => Err(io::ErrorKind::ConnectionReset.into()),
            read => Ok(read),
        }
    }
}

#[test]
fn readers_give_what_text_gives_or_their_error() {
    let text = r#"{"type": "Polygon", "coordinates": [[[38, 36], [39, 36], [39, 37], [38, 36]]]}"#;
    let bytes = text.as_bytes();
    let (planar, name) = (Edges::Planar, "land");
    let border = layers::border_from_reader(bytes, planar);
    assert_eq!(border.unwrap(), read_border(text, planar).unwrap());
    let geometry = layers::geometry_from_reader(bytes);
    assert_eq!(geometry.unwrap(), layers::read_geometry(text).unwrap());
    let features = layers::features_from_reader(bytes);
    assert_eq!(features.unwrap(), layers::read_features(text).unwrap());
    let territory = layers::territory_from_reader(bytes, name);
    assert_eq!(territory.unwrap(), layers::read_territory(text, name).unwrap());

    let error = layers::border_from_reader(Cut(bytes), planar).unwrap_err();
    let cause = std::error::Error::source(&error).expect("a cause");
    let cause = cause.downcast_ref::<io::Error>().expect("the reader's error");
    assert_eq!(cause.kind(), io::ErrorKind::ConnectionReset);

    // Windows-1254, in which Turkish files are found: the second line's third byte.
    let error = layers::read_text(&b"{\n\"a\xfe\": 1}"[..]).unwrap_err();
    let at = error.text_position().expect("a place");
    assert_eq!((at.line(), at.column()), (2, 3), "{error}");
    assert!(matches!(error.kind(), ErrorKind::GeoJson { fault: GeoJsonFault::Unreadable, .. }));
}
