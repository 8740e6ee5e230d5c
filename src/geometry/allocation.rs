//! Zones shared among geometries, each point to the nearest, and the median lines between them.
//!
//! Longitude, latitude in degrees. The outlines of all geometries are one border, of which each line
//! has an owner. The partition of the map by the owner of the nearest border point is the
//! allocation; where areas of two owners meet runs a median line. Points inside a polygon are
//! nearest to its own outline, because the way to any other geometry crosses that.

use std::ops::Range;

use geo_types::{Coord, Geometry, LineString, MultiLineString, MultiPolygon};

use super::areas::Areas;
use super::options::{BufferOptions, Caps};
use super::parts::Parts;
use crate::border::Border;
use crate::buffer::Contours;
use crate::overlay::{Owner, Partition, Request};
use crate::planar::shared;
use crate::value::{Error, ErrorKind, Length, OptionName, Position, Side};

/// A line of points as far from one geometry as from another.
///
/// ```
/// use geo_types::{Geometry, point};
/// use safe_zone::median::median_lines;
/// use safe_zone::BufferOptions;
/// let ports: [Geometry; 2] = [point!(x: 30.0, y: 0.0).into(), point!(x: 30.2, y: 0.0).into()];
/// let medians = median_lines(&ports, "12nmi".parse()?, &BufferOptions::default())?;
/// // On the meridian halfway, with the western port on its left: it runs south.
/// assert_eq!(medians[0].between, [0, 1]);
/// assert!(medians[0].line.coords().all(|p| (p.x - 30.1).abs() < 1e-5));
/// assert!(medians[0].line.0[0].y < medians[0].line.0.last().unwrap().y);
/// # Ok::<(), safe_zone::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct MedianLine {
    /// The indices of the two geometries, growing; the first lies on the left of the line.
    pub between: [usize; 2],
    /// The points, longitude, latitude in degrees; edges are straight in both.
    pub line: LineString<f64>,
}

/// The zone within a distance of some geometries, shared among them: for each geometry, in order,
/// the points of the zone that are nearer to it than to the others.
///
/// Maritime zones are drawn so: 12, 24 or 200 nautical miles from several coasts, divided where the
/// coasts are equally far. The geometries may be points, lines and polygons. The distance s(p) from
/// a polygon is 0 inside it, its holes are outside. The areas tile the zone
/// of all geometries together, sharing their edges vertex for vertex: the zone that
/// [`geodesic_buffer`](crate::GeodesicBuffer::geodesic_buffer) gives, or one drawn finer, within the tolerance.
///
/// # Units
/// Positions are longitude, latitude in degrees, in that order; polygons as those of
/// [`GeodesicBuffer`](crate::GeodesicBuffer), cut at the antimeridian.
///
/// # Method
/// The outlines are cut into sites, points and straight chords between Earth-centred points. Where
/// the outer edge of the zone passes from one geometry to another, and in the middle of the shortest
/// links between them, curves are followed along which two sites are equally far and no third is
/// nearer: the edges of the Voronoi diagram of line segments (M. Held, VRONI, 2001), by geodesic
/// lengths on the ellipsoid. They fork where three geometries are equally far.
///
/// # Accuracy
/// The outer edge has that of a buffer. At every point of an edge between two areas,
/// |s_A - s_B| is at most twice the tolerance, as s is measured by C. F. F. Karney, Algorithms for
/// geodesics, 2013; every point farther than the tolerance from an edge is in the right area.
///
/// # Limits
/// Geometries have to be apart, but for lines that meet in points. Where the ends of two lines meet,
/// or lines turn away from one another at a common point, a wedge of points is equally far from
/// both: it belongs to the first of them. An area nowhere wider than four tolerances may be missing.
///
/// # Errors
/// [`ErrorKind::TooFewGeometries`] for fewer than two. [`ErrorKind::BadGeometry`] with the index and the
/// reason: [`ErrorKind::Empty`], [`ErrorKind::NotFinite`], [`ErrorKind::OutOfRange`], [`ErrorKind::LongEdge`],
/// [`ErrorKind::CrossingRings`]. [`ErrorKind::Touching`] for polygons or points that touch or overlap
/// another geometry, and for lines with a stretch in common. [`ErrorKind::OnlyWhole`] for a side or flat
/// ends. Those of [`buffer()`](crate::buffer()) for the distance.
///
/// ```
/// use geo_types::{Geometry, line_string, polygon};
/// use safe_zone::median::allocate;
/// use safe_zone::{BufferOptions, area_km2};
/// let coast = line_string![(x: 0.0, y: 0.0), (x: 1.0, y: 0.0)];
/// let island = polygon![(x: 0.4, y: 0.2), (x: 0.6, y: 0.2), (x: 0.6, y: 0.3), (x: 0.4, y: 0.3)];
/// let shores: [Geometry; 2] = [coast.into(), island.into()];
/// for (distance, km2) in [("12nmi", [5920.0, 2580.0]), ("24nmi", [13558.0, 5395.0]), ("200nmi", [406188.0, 117437.0])] {
///     let areas = allocate(&shores, distance.parse()?, &BufferOptions::default())?;
///     assert_eq!(areas.iter().map(|area| area_km2(area).round()).collect::<Vec<_>>(), km2);
/// }
/// # Ok::<(), safe_zone::Error>(())
/// ```
pub fn allocate(
    geometries: &[Geometry<f64>],
    distance: Length,
    options: &BufferOptions,
) -> Result<Vec<MultiPolygon<f64>>, Error> {
    check_options(options)?;
    let shapes = shapes(geometries, options)?;
    let mut outlines = Vec::new();
    for (number, shape) in shapes.iter().enumerate() {
        let others = shapes.iter().enumerate().filter(|&(other, _)| other != number);
        for (other, start) in others.flat_map(|(other, it)| it.starts().map(move |at| (other, at)))
        {
            if shape.areas.hold(start) {
                let geometries = [number.min(other), number.max(other)];
                return Err(
                    ErrorKind::Touching { geometries, near: Position::literal(start) }.into()
                );
            }
        }
        for (line, outline) in shape.outlines.iter().enumerate() {
            let kind = shape.kind(line);
            let owner = Owner { number: number as u32, may_touch: kind == Kind::Line };
            outlines.push((kind, owner, outline.clone()));
        }
    }
    // The order of the outlines of all geometries as one, for which the same zone is drawn.
    outlines.sort_by_key(|outline| outline.0);
    let owners = outlines.iter().map(|outline| outline.1).collect();
    let lines = outlines.into_iter().map(|outline| outline.2).collect();
    let border = Border::new(MultiLineString(lines), options.edges)?;
    let request = Request::by_owner(&border, owners, distance);
    let mut contours = Contours::new(&border, options.tolerance);
    // A contour lies wholly inside the polygons, where it bounds nothing, or wholly outside.
    let outside = |ring: &LineString<f64>| !shapes.iter().any(|it| it.areas.hold(ring.0[0]));
    let partition = Partition::by(&request, &mut contours, outside)?;
    Ok((0..geometries.len()).map(|number| partition.of_owner(number)).collect())
}

/// The lines of points as far from one geometry as from another, no geometry being nearer, within a
/// distance of them.
///
/// They are the edges that the areas of [`allocate`] share, whose documentation describes the method
/// and the accuracy. A line ends at the outer edge of the zone, where three geometries are equally
/// far, and at ±180°; the first of its two geometries lies on its left.
///
/// # Errors
/// Those of [`allocate`].
///
/// ```
/// use geo_types::{Geometry, line_string};
/// use safe_zone::median::median_lines;
/// use safe_zone::BufferOptions;
/// let south = line_string![(x: 0.0, y: 50.0), (x: 1.0, y: 50.0)];
/// let north = line_string![(x: 0.0, y: 51.0), (x: 1.0, y: 51.0)];
/// let coasts: [Geometry; 2] = [south.into(), north.into()];
/// let medians = median_lines(&coasts, "40nmi".parse()?, &BufferOptions::default())?;
/// assert_eq!(medians.len(), 1);
/// assert!(medians[0].line.coords().all(|p| (p.y - 50.5).abs() < 0.01));
/// # Ok::<(), safe_zone::Error>(())
/// ```
pub fn median_lines(
    geometries: &[Geometry<f64>],
    distance: Length,
    options: &BufferOptions,
) -> Result<Vec<MedianLine>, Error> {
    Ok(between(&allocate(geometries, distance, options)?))
}

/// The lines that areas share.
pub(crate) fn between(areas: &[MultiPolygon<f64>]) -> Vec<MedianLine> {
    let lines = shared(areas).into_iter();
    lines.map(|it| MedianLine { between: it.between, line: it.line }).collect()
}

/// A geometry on the map.
struct Shape {
    outlines: Vec<LineString<f64>>,
    areas: Areas,
    /// The outlines that are lines, neither points nor rings.
    lines: Range<usize>,
}

/// The kinds of outlines, in their order.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    Point,
    Line,
    Ring,
}

impl Shape {
    fn kind(&self, outline: usize) -> Kind {
        match self.lines.contains(&outline) {
            true => Kind::Line,
            false if outline < self.lines.start => Kind::Point,
            false => Kind::Ring,
        }
    }

    /// A point of each outline.
    fn starts(&self) -> impl Iterator<Item = Coord<f64>> + '_ {
        self.outlines.iter().map(|line| line.0[0])
    }
}

/// The geometries on the map, each checked.
fn shapes(geometries: &[Geometry<f64>], options: &BufferOptions) -> Result<Vec<Shape>, Error> {
    // Of the tolerance, the areas of geodesic rings leave this much.
    const SHARE: f64 = 0.002;
    if geometries.len() < 2 {
        return Err(ErrorKind::TooFewGeometries { given: geometries.len() }.into());
    }
    let deviation = SHARE * options.tolerance.metres();
    let shape = |geometry: &Geometry<f64>| {
        let parts = Parts::new(geometry.clone(), options.edges)?;
        let areas = Areas::new(&parts.polygons, options.edges, deviation)?;
        Ok(Shape { outlines: parts.outlines(), areas, lines: parts.lines_among_outlines() })
    };
    let named = |(index, geometry)| {
        shape(geometry).map_err(|reason| Error::from(ErrorKind::BadGeometry { index, reason }))
    };
    geometries.iter().enumerate().map(named).collect()
}

fn check_options(options: &BufferOptions) -> Result<(), Error> {
    let option = match (options.side, options.caps) {
        (Side::Both, Caps::Round) => return Ok(()),
        (Side::Both, _) => OptionName::Caps,
        _ => OptionName::Side,
    };
    Err(ErrorKind::OnlyWhole { option }.into())
}
