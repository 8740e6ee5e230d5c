//! Files of points by `locate` and by `--places`: packed by gzip they are read, and in another format they
//! are refused by its name, with the way to a table.

use std::fs;
use std::io::Write;
use std::path::Path;

use flate2::Compression;
use flate2::write::GzEncoder;

use crate::programs::locate::here;
use crate::support::programs::{Run, run};

const TABLE: &str = "name,lon,lat\nKobani,38.35347,36.89095\n";
const FEATURES: &str = r#"{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"name":"Kobani"},
"geometry":{"type":"Point","coordinates":[38.35347,36.89095,null]}}]}"#;

fn gzip(text: &str) -> Vec<u8> {
    let mut packed = GzEncoder::new(Vec::new(), Compression::fast());
    packed.write_all(text.as_bytes()).unwrap();
    packed.finish().unwrap()
}

/// Runs both programs on a file.
fn both(folder: &Path, name: &str, bytes: &[u8]) -> [Run; 2] {
    fs::write(folder.join(name), bytes).unwrap();
    let places = ["us-2019", "turkey-2019", "--places", name];
    [run("locate", &[name], folder, ""), run("compare", &places, folder, "")]
}

#[test]
fn what_gzip_has_packed_is_read() {
    let folder = here();
    let path = folder.path();
    for (name, text) in [("points.csv.gz", TABLE), ("points", TABLE), ("points.gz", FEATURES)] {
        fs::write(path.join("plain"), text).unwrap();
        let plain = run("locate", &["plain"], path, "");
        assert!(plain.stderr.contains("of them 1 located"), "{}", plain.stderr);
        let [located, compared] = both(path, name, &gzip(text));
        assert_eq!((located.code, located.stdout), (Some(0), plain.stdout), "{}", located.stderr);
        assert_eq!(compared.code, Some(0), "{}", compared.stderr);
    }
    // In parts, longer than a block, and cut off.
    let row = format!("{}\n", TABLE.lines().nth(1).unwrap());
    let parts = [gzip(TABLE), gzip(&row.repeat(20_000))].concat();
    let [located, _] = both(path, "parts", &parts);
    assert!(located.stderr.contains("20001 located"), "{}", located.stderr);
    for run in both(path, "cut.csv.gz", &parts[..parts.len() - 9]) {
        assert_eq!(run.code, Some(2), "{}", run.stderr);
        for word in ["error: cannot read cut.csv.gz", "it is damaged"] {
            assert!(run.stderr.contains(word), "{}", run.stderr);
        }
    }
}

#[test]
fn another_format_is_named_with_the_way_to_a_table() {
    let mut package = b"SQLite format 3\0".to_vec();
    package.resize(68, 0);
    package.extend(b"GPKG");
    let workbook = b"PK\x03\x04\x14\0\0\0\x08\0........................[Content_Types].xml";
    let dbf = [&[3, 124, 5, 6, 1, 0, 0, 0, 65, 0][..], &[0; 54]].concat();
    let kml = r#"<?xml version="1.0"?><kml xmlns="http://www.opengis.net/kml/2.2"/>"#;
    let overpass = r#"{"version": 0.6, "generator": "Overpass API", "elements": [
        {"type": "node", "id": 1, "lat": 36.89095, "lon": 38.35347}]}"#;
    let esri = r#"{"displayFieldName":"n","geometryType":"esriGeometryPoint","features":[
        {"attributes":{"name":"A"},"geometry":{"x":38.35347,"y":36.89095}}]}"#;
    let to_csv = "This makes one: ogr2ogr -f CSV -lco GEOMETRY=AS_XY ";
    let rows: [(&str, &[u8], &[&str]); 22] = [
        ("p.shp", &[0, 0, 0x27, 0x0a, 0, 0], &["p.shp is a Shapefile", to_csv, "XY p.csv p.shp\n"]),
        ("p.dbf", &dbf, &["is a dBASE table, as a Shapefile has it", "XY p.csv p.shp\n"]),
        ("p.gpkg", &package, &["is a GeoPackage", to_csv, "XY p.csv p.gpkg\n"]),
        ("p.fgb", b"fgb\x03fgb\0", &["a FlatGeobuf file", to_csv]),
        ("p.parquet", b"PAR1\x15\x04", &["a Parquet file", to_csv]),
        ("p.kml", kml.as_bytes(), &["p.kml is KML", to_csv, "XY p.csv p.kml\n"]),
        ("p.kml.gz", &gzip(kml), &["p.kml.gz is KML"]),
        ("p.gpx", b"<gpx version='1.1'/>", &["is GPX", "XY p.csv p.gpx waypoints\n"]),
        ("p.gml", b"<a xmlns:gml='http://www.opengis.net/gml/3.2'/>", &["is GML", to_csv]),
        ("p.osm", b"<osm version='0.6'/>", &["XY p.csv p.osm points\n"]),
        (
            "p.html",
            b"\n<!DOCTYPE html><html>",
            &["p.html is a page of HTML", "Save the file itself"],
        ),
        ("p.csv", b"<!doctype HTML>\n<p>", &["p.csv is a page of HTML"]),
        ("my p.zip", b"PK\x03\x04", &["is a zip archive", "'my p.csv' '/vsizip/my p.zip'\n"]),
        ("p.kmz", b"PK\x03\x04", &["XY p.csv p.kmz\n"]),
        (
            "p.xlsx",
            workbook,
            &["is a spreadsheet's workbook", "In the spreadsheet, save its sheet as CSV"],
        ),
        (
            "p.xls",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
            &["workbook", "In the spreadsheet, save its sheet as CSV"],
        ),
        ("p.xz", b"\xfd7zXZ\0", &["is packed by xz", "Unpack it first"]),
        ("o.json", overpass.as_bytes(), &["OpenStreetMap's JSON", "[out:csv(::id,::lat,::lon"]),
        ("e.json", esri.as_bytes(), &["e.json is Esri's JSON", to_csv, "XY e.csv e.json\n"]),
        ("t.json", br#"{"type":"Topology","objects":{}}"#, &["t.json is TopoJSON", to_csv]),
        ("a.json", br#"[{"name":"A","lat":36,"lon":38}]"#, &["is an array of JSON"]),
        ("b.json", b"\n [\n[38.35347,36.89095]]", &["is an array of JSON"]),
    ];
    let folder = here();
    for (name, bytes, words) in rows {
        for run in both(folder.path(), name, bytes) {
            run.refused(2, words);
            run.refused(2, &[name, "give "]);
        }
    }
    // A title may look like a format's beginning.
    for titles in ["PAR1,lon,lat", "<n>,lon,lat", "[id],lon,lat", "PK,lon,lat", "BZh9,lon,lat"] {
        let text = format!("{titles}\n1,38.35347,36.89095\n");
        let done = run("locate", &["-"], folder.path(), &text);
        assert!(done.stderr.contains("1 located"), "{titles}: {}", done.stderr);
    }
    // Members deep in a feature are no member of the file, and members of others beside a type no other format.
    let deep = FEATURES.replace("\"name\":\"Kobani\"", "\"elements\":[],\"geometryType\":1");
    let beside = FEATURES.replacen('{', r#"{"elements":[1],"spatialReference":{},"#, 1);
    for text in [deep, beside] {
        let done = run("locate", &["-"], folder.path(), &text);
        assert!(done.stderr.contains("1 located"), "{text}: {}", done.stderr);
    }
}
