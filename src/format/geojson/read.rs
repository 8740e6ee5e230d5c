//! Reads any GeoJSON text as a geometry, with lines as a border, with polygons as a territory.
//!
//! What cannot be used is counted, or refused with its place in the text. The lines of a border are in the
//! order of the file; those of a polygon are its rings.

use geo_types::{Geometry, MultiLineString, MultiPolygon, Polygon};

use super::features::{self, InputFeature, Members};
use super::rings::{Seams, without_seams};
use super::sort::Sort;
use super::unused::{Unused, strictly};
use super::visit::{System, WGS84, visit};
use crate::border::Border;
use crate::region::Territory;
use crate::value::{Edges, Error, ErrorKind, GeoJsonFault};

/// Reads all geometries in the text of a GeoJSON geometry, feature or collection of either, or of a
/// sequence of them: the one, or a collection of several.
///
/// # Errors
/// [`ErrorKind::GeoJson`] when the text is not JSON (with line and column), not GeoJSON, holds no
/// geometry, one without two distinct points where it needs them, or names another coordinate system.
///
/// ```
/// use safe_zone::layers::read_geometry;
/// use safe_zone::{BufferOptions, GeodesicBuffer, area_km2};
/// let text = r#"{"type": "MultiPoint", "coordinates": [[38.0, 36.8], [39.0, 36.7]]}"#;
/// let discs = read_geometry(text)?.geodesic_buffer("1km".parse::<safe_zone::Length>()?, &BufferOptions::default())?;
/// assert_eq!(discs.0.len(), 2);
/// # Ok::<(), safe_zone::Error>(())
/// ```
pub fn read_geometry(text: &str) -> Result<Geometry<f64>, Error> {
    strictly(usable_geometry(text)?)
}

/// Reads the geometries of a text as [`read_geometry`] does, and counts what it leaves out: features without
/// geometry, empty geometries, lines and polygons of one point.
///
/// # Errors
/// [`ErrorKind::GeoJson`] as for [`read_geometry`], and when nothing can be used.
pub fn usable_geometry(text: &str) -> Result<(Geometry<f64>, Unused), Error> {
    geometry(text, WGS84)
}

/// The geometries of a text.
pub(super) fn geometry(text: &str, system: System<'_>) -> Result<(Geometry<f64>, Unused), Error> {
    let (features, unused) = features::of(text, system, Members::Ignored)?;
    let members = |feature: InputFeature| match feature.into_geometry() {
        Geometry::GeometryCollection(members) => members.0,
        one => vec![one],
    };
    let geometry = features::gathered(features.into_iter().flat_map(members).collect());
    Ok((geometry.ok_or_else(features::none)?, unused))
}

/// Reads a border from the text of a GeoJSON geometry, feature or collection of either, or of a sequence of
/// them: its lines, and the rings of its polygons.
///
/// Where polygons are cut, along the antimeridian or another meridian, their rings are no border.
///
/// # Errors
/// [`ErrorKind::GeoJson`] when the text is not JSON (with line and column), not GeoJSON, holds
/// anything but lines and polygons, or names another coordinate system; otherwise those of [`Border::new`].
///
/// ```
/// use safe_zone::layers::read_border;
/// use safe_zone::Edges;
/// let text = r#"{"type": "LineString", "coordinates": [[38.0, 36.8], [39.0, 36.7]]}"#;
/// assert!(read_border(text, Edges::Planar).is_ok());
///
/// let point = r#"{"type": "Point", "coordinates": [38.0, 36.8]}"#;
/// let error = read_border(point, Edges::Planar).unwrap_err();
/// assert!(error.to_string().contains("Point"));
/// # Ok::<(), safe_zone::Error>(())
/// ```
pub fn read_border(text: &str, edges: Edges) -> Result<Border, Error> {
    Border::new(strictly(usable_lines(text)?)?, edges)
}

/// Reads the lines of a text as [`read_border`] does, and counts what it leaves out: features without
/// geometry, empty geometries, lines of one point, points. [`Border::new`] takes them.
///
/// # Errors
/// [`ErrorKind::GeoJson`] as for [`read_border`], and when nothing can be used.
pub fn usable_lines(text: &str) -> Result<(MultiLineString<f64>, Unused), Error> {
    lines(text, WGS84)
}

/// The lines of a text.
pub(super) fn lines(
    text: &str,
    system: System<'_>,
) -> Result<(MultiLineString<f64>, Unused), Error> {
    let mut found = Vec::new();
    let mut seams = Seams::default();
    let unused = visit(text, system, "LineStrings", &mut |kind, from, place, unused| {
        let mut sort = Sort { kind, place, remedy: "a border needs at least two;", unused };
        match kind {
            "LineString" | "MultiLineString" => {
                found.extend(sort.lines(from)?.into_iter().map(|line| (line, false)));
            }
            "Polygon" | "MultiPolygon" => {
                for (exterior, holes) in sort.polygons(from)?.into_iter().map(Polygon::into_inner) {
                    found.extend([exterior].into_iter().chain(holes).map(|ring| (ring, true)));
                }
            }
            _ => sort.leave_out("a border is made of lines or of the rings of polygons"),
        }
        Ok(())
    })?;
    // A full turn is one in degrees only.
    if system.code.is_none() {
        found.iter().filter(|(_, is_ring)| *is_ring).for_each(|(ring, _)| seams.add(ring));
    }
    if found.is_empty() {
        unused.clone().refuse()?;
    }
    let cut = |(line, is_ring)| if is_ring { without_seams(line, &seams) } else { vec![line] };
    Ok((found.into_iter().flat_map(cut).collect(), unused))
}

/// Reads a territory with this name from the text of a GeoJSON geometry, feature or collection of either, or
/// of a sequence of them: all polygons together.
///
/// # Errors
/// [`ErrorKind::GeoJson`] when the text is not JSON (with line and column), not GeoJSON, holds anything but
/// polygons, no polygon, or names another coordinate system; otherwise those of [`Territory::new`].
///
/// ```
/// use safe_zone::layers::read_territory;
/// let text = r#"{"type": "Polygon", "coordinates": [[[38, 36], [39, 36], [39, 37], [38, 36]]]}"#;
/// assert_eq!(read_territory(text, "a corner")?.name(), "a corner");
///
/// let line = r#"{"type": "LineString", "coordinates": [[38, 36], [39, 36]]}"#;
/// let error = read_territory(line, "a line").unwrap_err();
/// assert!(error.to_string().contains("LineString"));
/// # Ok::<(), safe_zone::Error>(())
/// ```
pub fn read_territory(text: &str, name: &str) -> Result<Territory, Error> {
    Territory::new(name, strictly(usable_polygons(text)?)?)
}

/// Reads the polygons of a text as [`read_territory`] does, and counts what it leaves out: features without
/// geometry, empty geometries, points, lines. [`Territory::new`] takes them.
///
/// # Errors
/// [`ErrorKind::GeoJson`] as for [`read_territory`], and when nothing can be used.
pub fn usable_polygons(text: &str) -> Result<(MultiPolygon<f64>, Unused), Error> {
    polygons(text, WGS84)
}

/// The polygons of a text.
pub(super) fn polygons(
    text: &str,
    system: System<'_>,
) -> Result<(MultiPolygon<f64>, Unused), Error> {
    let mut polygons = Vec::new();
    let unused = visit(text, system, "Polygons", &mut |kind, from, place, unused| {
        let mut sort = Sort { kind, place, remedy: "give it three or", unused };
        match kind {
            "Polygon" | "MultiPolygon" => polygons.extend(sort.polygons(from)?),
            _ => sort.leave_out("a territory is made of polygons"),
        }
        Ok(())
    })?;
    if polygons.is_empty() {
        unused.refuse()?;
        let reason = "there is no polygon; a territory needs one at least".to_owned();
        let fault = GeoJsonFault::NoPolygon;
        return Err(ErrorKind::GeoJson { fault, place: None, reason, at: None }.into());
    }
    Ok((MultiPolygon(polygons), unused))
}
