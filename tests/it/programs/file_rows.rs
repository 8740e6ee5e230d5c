//! A table of GeoJSON files as they are found, and what comes of each.
//!
//! Right zones are those of the same lines written plainly, turned away from the antimeridian where they lie
//! across it: the ellipsoid is a solid of revolution.

use std::io::Write;

use flate2::Compression;
use flate2::write::GzEncoder;

/// The result of a program for a file.
pub enum Result {
    /// The zone around this, written plainly.
    Zone(String),
    /// An error with these words.
    Refused(&'static [&'static str]),
}

pub use Result::{Refused, Zone};

/// A file and what comes of it.
pub struct Row {
    pub name: &'static str,
    pub bytes: Vec<u8>,
    /// By `buffer`, for any geometry.
    pub zone: Result,
    /// Along a border, on its left.
    pub border: Result,
    /// What is said of geometries that are not used, by both.
    pub unused: [&'static str; 2],
}

pub fn shape(kind: &str, coordinates: &str) -> String {
    format!(r#"{{"type":"{kind}","coordinates":{coordinates}}}"#)
}

pub fn line(coordinates: &str) -> String {
    shape("LineString", coordinates)
}

fn feature(geometry: &str) -> String {
    format!(r#"{{"type":"Feature","properties":{{}},"geometry":{geometry}}}"#)
}

pub fn features(geometries: &[&str]) -> String {
    let features: Vec<String> = geometries.iter().map(|it| feature(it)).collect();
    format!(r#"{{"type":"FeatureCollection","features":[{}]}}"#, features.join(","))
}

fn collection(members: &[&str]) -> String {
    format!(r#"{{"type":"GeometryCollection","geometries":[{}]}}"#, members.join(","))
}

fn gzip(text: &str) -> Vec<u8> {
    let mut packed = GzEncoder::new(Vec::new(), Compression::fast());
    packed.write_all(text.as_bytes()).unwrap();
    packed.finish().unwrap()
}

/// A file that both programs take for this.
fn taken(name: &'static str, bytes: impl Into<Vec<u8>>, plain: &str) -> Row {
    let [zone, border] = [plain, plain].map(|it| Zone(it.to_owned()));
    Row { name, bytes: bytes.into(), zone, border, unused: ["", ""] }
}

/// A file that both programs refuse.
fn refused(name: &'static str, bytes: impl Into<Vec<u8>>, words: &'static [&'static str]) -> Row {
    Row {
        name,
        bytes: bytes.into(),
        zone: Refused(words),
        border: Refused(words),
        unused: ["", ""],
    }
}

impl Row {
    fn unused(self, unused: &'static str) -> Row {
        Row { unused: [unused; 2], ..self }
    }

    /// `buffer` says this.
    fn said_by_buffer(self, unused: &'static str) -> Row {
        Row { unused: [unused, self.unused[1]], ..self }
    }

    /// Along a border the file is another line, or refused, and this is said.
    fn along(self, border: Result, unused: &'static str) -> Row {
        Row { border, unused: [self.unused[0], unused], ..self }
    }
}

pub const DEGREE: &str = "[[38,36],[39,36]]";

pub fn longitudes() -> Vec<Row> {
    vec![
        taken(
            "hair.geojson",
            line("[[179.5,10],[180.00000000000003,10.2]]"),
            &line("[[9.5,10],[10,10.2]]"),
        ),
        taken(
            "hair_twice.geojson",
            line(
                "[[179.9,-16.5],[179.999,-16.49],[180.0000000000002,-16.48],[180.0000000000002,-16.51]]",
            ),
            &line("[[9.9,-16.5],[9.999,-16.49],[10,-16.48],[10,-16.51]]"),
        ),
        taken(
            "hair_beyond.geojson",
            line("[[179,3],[180.00000044,3.2]]"),
            &line("[[9,3],[10.00000044,3.2]]"),
        ),
        taken(
            "hair_and_on.geojson",
            line("[[179,3],[180.0005,3],[-179.5,3.5]]"),
            &line("[[9,3],[10.0005,3],[10.5,3.5]]"),
        ),
        taken("190.geojson", line("[[170,-21],[190,-17]]"), &line("[[0,-21],[20,-17]]")),
        taken(
            "west_of_180.geojson",
            line("[[-182.8,-17.78],[-179.5,-17.5]]"),
            &line("[[-2.8,-17.78],[0.5,-17.5]]"),
        ),
        taken(
            "both_ways.geojson",
            line("[[179,0],[181,1],[179,2],[179.5,3]]"),
            &line("[[0,0],[2,1],[0,2],[0.5,3]]"),
        ),
        taken(
            "spike.geojson",
            line("[[179.9,5],[180,6],[180.1,5]]"),
            &line("[[9.9,5],[10,6],[10.1,5]]"),
        ),
        taken("other_sign.geojson", line("[[176,67],[-180,67]]"), &line("[[6,67],[10,67]]")),
        taken("other_sign_first.geojson", line("[[180,67],[-176,66]]"), &line("[[10,67],[14,66]]")),
        taken(
            "through_180.geojson",
            line("[[178,67],[-180,67],[-178,68]]"),
            &line("[[8,67],[10,67],[12,68]]"),
        ),
        taken(
            "along_180.geojson",
            line("[[179,0],[180,1],[-180,2],[179,3]]"),
            &line("[[9,0],[10,1],[10,2],[9,3]]"),
        ),
        taken("360.geojson", line("[[350,1],[365,2]]"), &line("[[-10,1],[5,2]]")),
        taken("turns.geojson", line("[[520,1],[538,2],[540,3]]"), &line("[[0,1],[18,2],[20,3]]")),
        taken(
            "cut.geojson",
            shape("MultiLineString", "[[[179,10],[180,10.5]],[[-180,10.5],[-179,11]]]"),
            &line("[[9,10],[11,11]]"),
        ),
        refused("541.geojson", line("[[530,1],[541,2]]"), &["line 1, point 2", "541", "up to 540"]),
        refused(
            "long.geojson",
            line("[[178.9,1],[-179.7,2]]"),
            &[
                "line 1, point 1",
                "178.9 to -179.7",
                "write 180.3 for -179.7",
                "split the line at ±180",
            ],
        ),
        refused(
            "greenwich.geojson",
            line("[[359.5,1],[0.5,2]]"),
            &["359.5 to 0.5", "write 360.5 for 0.5"],
        ),
    ]
}

pub fn objects() -> Vec<Row> {
    let (good, other) = (line(DEGREE), line("[[39,36],[40,36]]"));
    let both = line("[[38,36],[39,36],[40,36]]");
    let lines = format!("{}\n{}\n", feature(&good), feature(&other));
    let in_crs = |crs: &str| good.replacen('{', &format!(r#"{{"crs":{crs},"#), 1);
    let named =
        |name: &str| in_crs(&format!(r#"{{"type":"name","properties":{{"name":"{name}"}}}}"#));
    vec![
        taken("null_geometry.geojson", features(&["null", &good]), &good)
            .unused("not used: 1 without geometry"),
        taken(
            "no_geometry.geojson",
            features(&[&good]).replacen(r#"[{"#, r#"[{"type":"Feature","properties":{}},{"#, 1),
            &good,
        )
        .unused("not used: 1 without geometry"),
        taken("null_altitude.geojson", line("[[38,36,100,5],[39,36,null,6]]"), &good),
        taken(
            "bbox_of_nulls.geojson",
            good.replacen('{', r#"{"bbox":[null,null,null,null],"#, 1),
            &good,
        ),
        taken("bbox_null.geojson", good.replacen('{', r#"{"bbox":null,"#, 1), &good),
        taken("empty.geojson", features(&[&line("[]"), &good]), &good).unused("not used: 1 empty"),
        taken("empty_part.geojson", shape("MultiLineString", &format!("[[],{DEGREE},[]]")), &good)
            .unused("not used: 2 empty"),
        taken("one_point.geojson", features(&[&good, &line("[[50,1],[50,1]]")]), &good)
            .unused("not used: 1 of one point"),
        taken("one_position.geojson", features(&[&good, &line("[[50,1]]")]), &good)
            .unused("not used: 1 of one point"),
        taken("empty_point.geojson", features(&[&shape("Point", "[]"), &good]), &good)
            .along(Zone(good.clone()), "not used: 1 Point")
            .said_by_buffer("not used: 1 empty"),
        taken("null_member.geojson", collection(&["null", &good]), &good)
            .unused("not used: 1 without geometry"),
        taken("empty_collection.geojson", features(&[&collection(&[]), &good]), &good)
            .unused("not used: 1 empty"),
        taken(
            "all_of_it.geojson",
            features(&[
                "null",
                &line("[]"),
                &line("[[1,2]]"),
                "null",
                &shape("Polygon", "[]"),
                &good,
            ]),
            &good,
        )
        .unused("not used: 2 without geometry, 2 empty, 1 of one point"),
        taken("lines.geojsonl", lines.clone(), &both),
        taken("blank_lines.geojsonl", lines.replace('\n', "\r\n\r\n"), &both),
        taken("mark.geojsonl", format!("\u{feff}{lines}"), &both),
        taken(
            "rfc_8142.geojsons",
            format!("\u{1e}{}\n\u{1e}{}\n", feature(&good), feature(&other)),
            &both,
        ),
        taken("collections.ndjson", format!("{}\n{}\n", features(&[&good]), other), &both),
        taken("null_line.geojsonl", format!("{}\n{lines}", feature("null")), &both)
            .unused("not used: 1 without geometry"),
        taken("crs_http.geojson", named("http://www.opengis.net/def/crs/EPSG/0/4326"), &good),
        taken("crs_version.geojson", named("urn:ogc:def:crs:EPSG:6.9:4326"), &good),
        taken("crs_type.geojson", in_crs(r#"{"type":"EPSG","properties":{"code":4326}}"#), &good),
        taken("crs_null.geojson", in_crs("null"), &good),
        refused(
            "crs_other.geojson",
            named("http://www.opengis.net/def/crs/EPSG/0/3857"),
            &["EPSG/0/3857", "WGS 84"],
        ),
        refused("escapes.geojson", named(r"\u001b]0;pwned\u0007"), &[r"\u{1b}]0;pwned\u{7}"]),
        refused("nothing.geojson", features(&["null", "null"]), &["feature 1 has no geometry"]),
        refused(
            "null_latitude.geojson",
            line("[[38,36],[39,null]]"),
            &["point 2, number 2 has null", "line 1 column"],
        ),
        refused(
            "cut_off.geojsonl",
            lines[..lines.len() - 9].to_owned(),
            &["line 2 column", "not GeoJSON"],
        ),
        refused("behind.geojson", format!("{good} and more"), &["not GeoJSON", "line 1 column"]),
        refused(
            "topology.json",
            r#"{"type":"Topology","objects":{}}"#,
            &["is TopoJSON", "topology.geojson topology.json"],
        ),
    ]
}

pub fn areas_and_mixes() -> Vec<Row> {
    const SQUARE: &str = "[[38,36],[39,36],[39,37],[38,37],[38,36]]";
    let (good, polygon) = (line(DEGREE), shape("Polygon", &format!("[{SQUARE}]")));
    let point = shape("Point", "[50,1]");
    let cut = shape(
        "MultiPolygon",
        "[[[[179,0],[180,0],[180,1],[179,1],[179,0]]],[[[-180,0],[-179,0],[-179,1],[-180,1],[-180,0]]]]",
    );
    let whole = "[[9,0],[11,0],[11,1],[9,1],[9,0]]";
    let area = |ring: &str| shape("Polygon", &format!("[{ring}]"));
    let (mix, used) = (features(&[&good, &point, &point]), shape("MultiPoint", "[[50,1],[50,1]]"));
    vec![
        taken("polygon.geojson", polygon.clone(), &polygon).along(Zone(line(SQUARE)), ""),
        taken("cut_polygon.geojson", cut, &area(whole)).along(Zone(line(whole)), ""),
        taken(
            "on_polygon.geojson",
            area("[[179,0],[181,0],[181,1],[179,1],[179,0]]"),
            &area(whole),
        )
        .along(Zone(line(whole)), ""),
        taken(
            "360_polygon.geojson",
            area("[[199,0],[201,0],[201,1],[199,1],[199,0]]"),
            &area(whole),
        )
        .along(Zone(line(whole)), ""),
        taken("mix.geojson", mix, &collection(&[&good, &used]))
            .along(Zone(good.clone()), "not used: 2 Point"),
        taken(
            "members.geojson",
            collection(&[&polygon, &good, &point]),
            &collection(&[&polygon, &point]),
        )
        .along(Zone(collection(&[&line(SQUARE), &good])), "not used: 1 Point"),
        taken("points.geojson", point.clone(), &point).along(
            Refused(&["the geometry is a Point", "a border is made of lines", "leave it out"]),
            "",
        ),
    ]
}

pub fn formats() -> Vec<Row> {
    let good = line(DEGREE);
    let lines = format!("{}\n", feature(&good));
    let kml = r#"<?xml version="1.0"?><kml xmlns="http://www.opengis.net/kml/2.2"/>"#;
    let mut package = b"SQLite format 3\0".to_vec();
    package.resize(68, 0);
    package.extend(b"GPKG");
    vec![
        taken("packed.geojson.gz", gzip(&good), &good),
        taken("packed", [gzip(&lines), gzip(&lines)].concat(), &good),
        refused("damaged.gz", &gzip(&good)[..30], &["cannot read damaged.gz", "damaged"]),
        refused(
            "line.shp",
            [0, 0, 0x27, 0x0a, 0, 0],
            &["line.shp is a Shapefile", "COORDINATE_PRECISION=9 line.geojson line.shp"],
        ),
        refused(
            "line.gpkg",
            package,
            &["line.gpkg is a GeoPackage", "RFC7946=YES", "line.geojson line.gpkg"],
        ),
        refused("line.db", *b"SQLite format 3\0 and", &["an SQLite database"]),
        refused("line.kml", kml, &["line.kml is KML", "line.geojson line.kml"]),
        refused("line.kml.gz", gzip(kml), &["line.kml.gz is KML"]),
        refused(
            "line.gml",
            "<a xmlns:gml='http://www.opengis.net/gml/3.2'/>",
            &["is GML", "line.geojson line.gml"],
        ),
        refused("line.xml", " <?xml version='1.0'?><a/>", &["line.xml is XML"]),
        refused("line.gpx", "<gpx version='1.1'/>", &["is GPX", "line.geojson line.gpx tracks"]),
        refused("line.osm", "<osm version='0.6'/>", &["line.geojson line.osm lines"]),
        refused(
            "a line.zip",
            *b"PK\x03\x04",
            &["is a zip archive", "'a line.geojson' '/vsizip/a line.zip'"],
        ),
        refused("line.kmz", *b"PK\x03\x04", &["line.geojson line.kmz"]),
        refused("line.fgb", *b"fgb\x03fgb\0", &["a FlatGeobuf file"]),
        refused("line.parquet", *b"PAR1", &["a Parquet file"]),
        refused("shape.geojson", [0, 0, 0x27, 0x0a], &["shape.converted.geojson shape.geojson"]),
    ]
}
