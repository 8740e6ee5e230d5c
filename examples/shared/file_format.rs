//! Files of other formats than those read, known by their first bytes, and the way from each to one that is.

use std::path::Path;

use super::json_text::{members, value_end};
use super::source;

/// A format that no program reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileFormat {
    Shapefile,
    /// The table of a Shapefile, without its points.
    Dbase,
    GeoPackage,
    Sqlite,
    Kml,
    Gml,
    Gpx,
    Osm,
    Xml,
    Html,
    Zip,
    /// A package that holds something else, by the name of its packer.
    Packed(&'static str),
    /// A workbook of a spreadsheet.
    Workbook,
    FlatGeobuf,
    Parquet,
    EsriJson,
    TopoJson,
    OsmJson,
    JsonArray,
}

/// The format that a program asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wanted {
    GeoJson,
    /// A table of points, or GeoJSON.
    Points,
    /// Another, to which nothing converts.
    Other,
}

use FileFormat::{
    Dbase, EsriJson, FlatGeobuf, GeoPackage, Gml, Gpx, Html, JsonArray, Kml, Osm, OsmJson, Packed,
    Parquet, Shapefile, Sqlite, TopoJson, Workbook, Xml, Zip,
};

/// The files of points that are read, as an error asks for them.
pub const POINTS: &str = "a CSV or GeoJSON file of points";

/// The first bytes of packages other than those of gzip, which are read, and zip.
const PACKED: [(&[u8], &str); 4] = [
    (b"\xfd7zXZ\0", "xz"),
    (b"\x28\xb5\x2f\xfd", "zstd"),
    (b"7z\xbc\xaf\x27\x1c", "7-Zip"),
    (b"Rar!\x1a\x07", "RAR"),
];

/// The number of bytes in which a format shows.
const SHOWN: usize = 4096;

impl FileFormat {
    /// The format of a file that begins with these bytes, unless it may be GeoJSON or a table.
    pub fn of(bytes: &[u8]) -> Option<FileFormat> {
        /// The bytes at which an SQLite database names the program that it is of.
        const APPLICATION: std::ops::Range<usize> = 68..72;
        let is_control = |byte: &u8| byte.is_ascii_control() && !b"\t\n\r".contains(byte);
        match bytes {
            // The number 9994, at which a .shp and a .shx begin.
            [0, 0, 0x27, 0x0a, ..] => Some(Shapefile),
            // The version, and the date of the last change.
            [3 | 0x83 | 0x8b, _, 1..=12, 1..=31, ..] => Some(Dbase),
            [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, ..] => Some(Workbook),
            [b'P', b'K', 3, 4, ..] => Some(zip(bytes)),
            [b'f', b'g', b'b', 3, ..] => Some(FlatGeobuf),
            // A title may begin so.
            [b'P', b'A', b'R', b'1', rest @ ..] if rest.first().is_none_or(is_control) => {
                Some(Parquet)
            }
            _ if bytes.starts_with(b"SQLite format 3\0") => {
                Some(if bytes.get(APPLICATION) == Some(b"GPKG") { GeoPackage } else { Sqlite })
            }
            _ => {
                let packed = PACKED.iter().find(|(mark, _)| bytes.starts_with(mark));
                packed
                    .map(|&(_, packer)| Packed(packer))
                    .or_else(|| xml(bytes))
                    .or_else(|| json(bytes))
            }
        }
    }

    /// The error that a file with this beginning is in another format than the one asked for, which
    /// `wanted` names.
    pub fn refusal(bytes: &[u8], path: &Path, target: Wanted, wanted: &str) -> Option<String> {
        let is_json = |it: &FileFormat| matches!(it, EsriJson | TopoJson | OsmJson | JsonArray);
        // Of JSON that is no GeoJSON its own reader says more.
        let format = FileFormat::of(bytes).filter(|it| target != Wanted::Other || !is_json(it))?;
        let refused = format!("{} is {}; give {wanted}", source::name(path), format.name());
        Some(match format.remedy(path, target) {
            Some(remedy) => format!("{refused}. {remedy}"),
            None => refused,
        })
    }

    /// The format's name, with its article.
    fn name(self) -> String {
        let name = match self {
            Shapefile => "a Shapefile",
            Dbase => "a dBASE table, as a Shapefile has it beside its points",
            GeoPackage => "a GeoPackage",
            Sqlite => "an SQLite database",
            Kml => "KML",
            Gml => "GML",
            Gpx => "GPX",
            Osm => "OpenStreetMap's XML",
            Xml => "XML",
            Html => "a page of HTML",
            Zip => "a zip archive",
            Packed(packer) => return format!("packed by {packer}"),
            Workbook => "a spreadsheet's workbook",
            FlatGeobuf => "a FlatGeobuf file",
            Parquet => "a Parquet file",
            EsriJson => "Esri's JSON",
            TopoJson => "TopoJSON",
            OsmJson => "OpenStreetMap's JSON, as Overpass gives it",
            JsonArray => "an array of JSON",
        };
        name.to_owned()
    }

    /// The way from a file in this format to one that a program reads, if there is one.
    fn remedy(self, path: &Path, target: Wanted) -> Option<String> {
        let remedy = match (self, target) {
            (Packed(_), _) => "Unpack it first",
            (Html, _) => "Save the file itself, not the page that shows it",
            (_, Wanted::Other) => return None,
            (Workbook, Wanted::Points) => "In the spreadsheet, save its sheet as CSV in UTF-8",
            (OsmJson, Wanted::Points) => {
                "Overpass writes CSV for a query that begins with [out:csv(::id,::lat,::lon,name;true;\",\")]"
            }
            (OsmJson, Wanted::GeoJson) => "osmtogeojson makes one",
            (Workbook | JsonArray, _) => return None,
            _ => return Some(format!("This makes one: {}", self.conversion(path, target))),
        };
        Some(remedy.to_owned())
    }

    /// The command of GDAL that makes GeoJSON, or a table, of a file in this format.
    fn conversion(self, path: &Path, target: Wanted) -> String {
        // Most formats cannot be read from standard input.
        let example = format!("{}.{}", target.example(), self.extension());
        let path = if source::is_stdin(path) { Path::new(&example) } else { path };
        let is_kmz = path.extension().is_some_and(|it| it.eq_ignore_ascii_case("kmz"));
        let mut from = path.display().to_string();
        if self == Zip && !is_kmz {
            from = format!("/vsizip/{from}");
        }
        if self == Dbase {
            from = path.with_extension("shp").display().to_string();
        }
        let to = path.with_extension(target.extension());
        let converted = || path.with_extension(format!("converted.{}", target.extension()));
        let to = if to == path { converted() } else { to };
        let (from, to) = (quoted(&from), quoted(&to.display().to_string()));
        let layer = match (self, target) {
            (Gpx, Wanted::Points) => " waypoints",
            (Gpx, _) => " tracks",
            (Osm, Wanted::Points) => " points",
            (Osm, _) => " lines",
            _ => "",
        };
        let options = match target {
            Wanted::Points => "CSV -lco GEOMETRY=AS_XY",
            _ => "GeoJSON -lco RFC7946=YES -lco COORDINATE_PRECISION=9",
        };
        format!("ogr2ogr -f {options} {to} {from}{layer}")
    }

    /// The usual extension of a file in this format.
    fn extension(self) -> &'static str {
        match self {
            Shapefile | Dbase => "shp",
            GeoPackage => "gpkg",
            Sqlite => "sqlite",
            Kml => "kml",
            Gml | Xml => "gml",
            Gpx => "gpx",
            Osm => "osm",
            Html => "html",
            Zip | Packed(_) => "zip",
            Workbook => "xlsx",
            FlatGeobuf => "fgb",
            Parquet => "parquet",
            EsriJson | TopoJson | OsmJson | JsonArray => "json",
        }
    }
}

impl Wanted {
    /// The name of a file, without its extension, for what came from standard input.
    fn example(self) -> &'static str {
        if self == Wanted::Points { "points" } else { "border" }
    }

    fn extension(self) -> &'static str {
        if self == Wanted::Points { "csv" } else { "geojson" }
    }
}

/// A zip archive, or a workbook, which is one by its files.
fn zip(bytes: &[u8]) -> FileFormat {
    let head = &bytes[..bytes.len().min(SHOWN)];
    let has = |name: &[u8]| head.windows(name.len()).any(|window| window == name);
    let marks: [&[u8]; 3] = [b"[Content_Types].xml", b"xl/", b"opendocument.spreadsheet"];
    if marks.into_iter().any(has) { Workbook } else { Zip }
}

/// The kind of an XML document, by its root.
fn xml(bytes: &[u8]) -> Option<FileFormat> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(SHOWN)]).to_lowercase();
    let head = head.trim_start_matches('\u{feff}').trim_start();
    if !head.starts_with('<') {
        return None;
    }
    let known = [
        ("<kml", Kml),
        ("<gpx", Gpx),
        ("<osm", Osm),
        ("opengis.net/gml", Gml),
        ("<!doctype html", Html),
        ("<html", Html),
        // Without its declaration it may be a title.
        ("<?xml", Xml),
        ("<!doctype", Xml),
    ];
    known.into_iter().find(|(mark, _)| head.contains(mark)).map(|(_, format)| format)
}

/// The kind of JSON, if its first members show that it is not GeoJSON.
fn json(bytes: &[u8]) -> Option<FileFormat> {
    let text = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes).trim_ascii_start();
    match text {
        [b'[', rest @ ..] => {
            // A title may stand in brackets.
            let first = rest.trim_ascii_start().first()?;
            return b"{[\"".contains(first).then_some(JsonArray);
        }
        [b'{', ..] => {}
        _ => return None,
    }
    let mut found = None;
    let _ = members(text, 0, |name, value, _| {
        match name {
            // A type is GeoJSON's, whatever else stands in the object.
            b"type" => {
                let kind = value_end(text, value).map(|end| &text[value..end]);
                found = (kind == Some(b"\"Topology\"")).then_some(TopoJson);
                return false;
            }
            b"elements" => found = Some(OsmJson),
            b"geometryType" | b"spatialReference" | b"displayFieldName" | b"fieldAliases" => {
                found = Some(EsriJson);
            }
            _ => {}
        }
        true
    });
    found
}

/// A file's name as a shell takes it.
fn quoted(name: &str) -> String {
    let is_plain = |c: char| c.is_alphanumeric() || "/._-+:@%".contains(c);
    // What begins with a hyphen would be an option.
    let name = if name.starts_with('-') { format!("./{name}") } else { name.to_owned() };
    if name.chars().all(is_plain) { name } else { format!("'{}'", name.replace('\'', r"'\''")) }
}
