//! Files of other formats than GeoJSON, known by their first bytes, and the line that converts each.

use std::path::Path;

use super::source;

/// A format that GDAL reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileFormat {
    Shapefile,
    GeoPackage,
    Sqlite,
    Kml,
    Gml,
    Gpx,
    Osm,
    Xml,
    Zip,
    FlatGeobuf,
    Parquet,
}

use FileFormat::{
    FlatGeobuf, GeoPackage, Gml, Gpx, Kml, Osm, Parquet, Shapefile, Sqlite, Xml, Zip,
};

impl FileFormat {
    /// The format of a file that begins with these bytes, unless it may be GeoJSON.
    pub fn of(bytes: &[u8]) -> Option<FileFormat> {
        /// The bytes at which an SQLite database names the program that it is of.
        const APPLICATION: std::ops::Range<usize> = 68..72;
        match bytes {
            // The number 9994, at which a .shp and a .shx begin.
            [0, 0, 0x27, 0x0a, ..] => Some(Shapefile),
            [b'P', b'K', 3, 4, ..] => Some(Zip),
            [b'f', b'g', b'b', 3, ..] => Some(FlatGeobuf),
            [b'P', b'A', b'R', b'1', ..] => Some(Parquet),
            _ if bytes.starts_with(b"SQLite format 3\0") => {
                Some(if bytes.get(APPLICATION) == Some(b"GPKG") { GeoPackage } else { Sqlite })
            }
            _ => xml(bytes),
        }
    }

    /// The format's name, with its article.
    pub fn name(self) -> &'static str {
        match self {
            Shapefile => "a Shapefile",
            GeoPackage => "a GeoPackage",
            Sqlite => "an SQLite database",
            Kml => "KML",
            Gml => "GML",
            Gpx => "GPX",
            Osm => "OpenStreetMap's XML",
            Xml => "XML",
            Zip => "a zip archive",
            FlatGeobuf => "a FlatGeobuf file",
            Parquet => "a Parquet file",
        }
    }

    /// The command of GDAL that makes GeoJSON of a file in this format.
    pub fn conversion(self, path: &Path) -> String {
        // Most formats cannot be read from standard input.
        let path = if source::is_stdin(path) { Path::new(self.example()) } else { path };
        let is_kmz = path.extension().is_some_and(|it| it.eq_ignore_ascii_case("kmz"));
        let mut from = path.display().to_string();
        if self == Zip && !is_kmz {
            from = format!("/vsizip/{from}");
        }
        let to = path.with_extension("geojson");
        let to = if to == path { path.with_extension("converted.geojson") } else { to };
        let (from, to) = (quoted(&from), quoted(&to.display().to_string()));
        let layer = match self {
            Gpx => " tracks",
            Osm => " lines",
            _ => "",
        };
        format!(
            "ogr2ogr -f GeoJSON -lco RFC7946=YES -lco COORDINATE_PRECISION=9 {to} {from}{layer}"
        )
    }

    /// A file's name for what came from standard input.
    fn example(self) -> &'static str {
        match self {
            Shapefile => "border.shp",
            GeoPackage => "border.gpkg",
            Sqlite => "border.sqlite",
            Kml => "border.kml",
            Gml | Xml => "border.gml",
            Gpx => "border.gpx",
            Osm => "border.osm",
            Zip => "border.zip",
            FlatGeobuf => "border.fgb",
            Parquet => "border.parquet",
        }
    }
}

/// The kind of an XML document, by its root.
fn xml(bytes: &[u8]) -> Option<FileFormat> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(4096)]).to_lowercase();
    let head = head.trim_start_matches('\u{feff}').trim_start();
    if !head.starts_with('<') {
        return None;
    }
    let known = [("<kml", Kml), ("<gpx", Gpx), ("<osm", Osm), ("opengis.net/gml", Gml)];
    Some(known.into_iter().find(|(mark, _)| head.contains(mark)).map_or(Xml, |(_, format)| format))
}

/// A file's name as a shell takes it.
fn quoted(name: &str) -> String {
    let is_plain = |c: char| c.is_alphanumeric() || "/._-+:@%".contains(c);
    // What begins with a hyphen would be an option.
    let name = if name.starts_with('-') { format!("./{name}") } else { name.to_owned() };
    if name.chars().all(is_plain) { name } else { format!("'{}'", name.replace('\'', r"'\''")) }
}
