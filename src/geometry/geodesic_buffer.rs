//! The buffer of any geometry at a signed distance.
//!
//! Longitude, latitude in degrees. The boundary of the zone is made of contours of the geometry's
//! outline. A contour keeps its distance from every edge, so it lies wholly outside the polygons,
//! where it bounds the grown zone, or wholly inside, where it bounds the eroded one.

use geo_types::{
    Coord, Geometry, GeometryCollection, Line, LineString, MultiLineString, MultiPoint,
    MultiPolygon, Point, Polygon, Rect, Triangle,
};

use super::areas::Areas;
use super::options::{BufferOptions, Caps};
use super::parts::Parts;
use super::{disc, offset_line, turned};
use crate::border::{self, Border, Sector};
use crate::buffer::{self, Contours, on_map};
use crate::overlay::bands_of;
use crate::planar::polygons;
use crate::region::Extent;
use crate::value::{Edges, Error, ErrorKind, Length, OptionName, Side, SignedLength, Tolerance};

/// The points within a geodesic distance of a geometry, as polygons within a tolerance.
///
#[doc = include_str!("../buffer/method.svg")]
///
/// # What it computes
/// For a geometry and a distance d > 0, all points p of the WGS 84 ellipsoid with s(p) ≤ d, where
/// s(p) is the length of the shortest geodesic from p to the geometry, 0 inside a polygon. A point
/// has a disc, a line both sides and round ends, unless [`BufferOptions`] say otherwise, a polygon
/// itself and what is around it: holes may fill. For polygons and d < 0, all points inside whose
/// distance to the boundary is at least -d: necks may break, and where nothing is left the result
/// has no polygon.
///
/// Lines may cross, touch and overlap themselves and one another, close, double back, pass over a
/// pole or across the antimeridian, and have edges of a millimetre or of thousands of kilometres.
/// Polygons may overlap and touch; their rings may not cross. A polygon across the antimeridian or
/// around a pole is given as RFC 7946 §3.1.9 wants it, cut at ±180° and along the map's edge at the
/// pole, where it has no boundary; or, across the antimeridian, with longitudes that go on past 180°, up to
/// 540°, as lines may; or with geodesic edges, which run the short way around the Earth: a ring around a pole
/// encloses the smaller part of the Earth.
///
/// # Units
/// Positions are longitude, latitude in degrees, in that order. [`Edges`] sets how edges run
/// between points: straight on the map or along the shortest geodesic. The polygons' edges are
/// straight on the map; exteriors run counter-clockwise, holes clockwise (RFC 7946 §3.1.6).
/// Polygons are cut at the antimeridian (§3.1.9), and one that holds a pole follows the map's edge
/// around it, so that programs which draw longitude and latitude on a plane draw it right.
///
/// # Method
/// Lines and the rings of polygons become straight chords between Earth-centred points (1 in the
/// picture): no projection, and no place on Earth is special. Beside each chord runs a line, around
/// each outer corner an arc (2). A piece of these is on the boundary where no other part of the
/// line is nearer to it than d. Nearly all pieces are buried, most in one comparison with a point
/// along the line or with a ball around a stretch of it; the remaining pieces are cut by the chords
/// near them, in quadratic equations (3). Exposed parts are joined end to end into rings, and a
/// hole is a ring like any other (4). No polygons are united, so no sliver can open a false hole.
/// At last arcs become edges (5).
///
/// Sources: the offset curve's pieces and their trimming as in W. Tiller and E. G. Hanson, Offsets
/// of two-dimensional profiles, 1984, with validity by distance to the whole line; geodesic lengths
/// from chords by Euler's formula for the curvature of a normal section (R. H. Rapp, Geometric
/// Geodesy I, 1991, §3); C. F. F. Karney, Algorithms for geodesics, 2013, for geodesic edges and as
/// the measure of all results.
///
/// # Accuracy
/// At every point of every edge, as drawn on the map, |s(p) - d| is at most the tolerance, and
/// every point farther than the tolerance from the boundary is on its right side. The budget:
///
/// | part | at most |
/// |---|---|
/// | a length from Earth-centred chords, against Karney's | 20 nm up to 100 km, 6 µm at 500 km |
/// | the line's edges as chords | 1.5 % of the tolerance; 0.05 mm below the surface |
/// | chords split where they touch others | 1.75 % |
/// | arcs drawn as edges | 90 % |
/// | coordinates rounded when written as GeoJSON | 5 % |
/// | vertices moved onto the antimeridian | 1 % |
///
/// # Limits
/// Distances up to [`LARGEST_DISTANCE`](crate::values::LARGEST_DISTANCE), tolerances from 1 mm up, below
/// the distance. A part or a hole that is nowhere more than the tolerance deep may be missing, and
/// where two parts of the boundary run within a thousandth of the tolerance of one another, edges
/// may cross by that much; [`layers::as_written`](crate::layers::as_written) makes them valid.
/// For lines that keep clear of themselves time grows as n log n; for others, with the number of
/// pairs of edges that come close to one another. Half the equator at 1 mm takes three seconds
/// and 300 MB, because it has hundreds of thousands of chords.
///
/// # Territories
/// [`Territory::part_of`](crate::Territory::part_of) cuts a zone to a country, a district or any other polygons.
///
/// # Errors
/// [`ErrorKind::Empty`], [`ErrorKind::NotFinite`], [`ErrorKind::OutOfRange`], [`ErrorKind::LongEdge`] for the
/// geometry; [`ErrorKind::CrossingRings`]; [`ErrorKind::OnlyPolygons`] for a negative distance and a point
/// or line; [`ErrorKind::OnlyLines`] for a side or flat ends and a point or polygon; those of
/// [`buffer()`](crate::buffer()).
///
/// ```
/// use geo_types::{line_string, point, polygon};
/// use safe_zone::{BufferOptions, Edges, GeodesicBuffer, Length, Side, area_km2};
/// let options = BufferOptions::default();
/// let limit: Length = "12nmi".parse()?;
/// // A disc of 22.224 km, whose area on the ellipsoid differs from the plane's by a millionth.
/// let disc = point!(x: 38.0, y: 36.8).geodesic_buffer(limit, &options)?;
/// assert!((area_km2(&disc) - 22.224 * 22.224 * 3.14159).abs() < 0.1);
///
/// // From Fiji's islands across the antimeridian, 219.77 km.
/// let line = line_string![(x: 179.0, y: -17.0), (x: -179.0, y: -17.5)];
/// let zone = line.geodesic_buffer(limit, &options.edges(Edges::Geodesic))?;
/// assert_eq!(zone.0.len(), 2);
/// let left = line.geodesic_buffer(limit, &options.edges(Edges::Geodesic).side(Side::Left))?;
/// assert!((area_km2(&left) / area_km2(&zone) - 0.5).abs() < 1e-3);
///
/// // A square of 10 km, eroded by 2 km from every edge.
/// let square = polygon![(x: 0.0, y: 0.0), (x: 0.0898, y: 0.0), (x: 0.0898, y: 0.0904), (x: 0.0, y: 0.0904)];
/// let inner = square.geodesic_buffer(-Length::from_km(2.0)?, &options)?;
/// assert!((area_km2(&inner) - 36.0).abs() < 0.1);
/// # Ok::<(), safe_zone::Error>(())
/// ```
pub trait GeodesicBuffer: sealed::Geometric {
    /// The points within a positive `distance` of the geometry; for a negative one, the points
    /// inside its polygons farther from their boundary.
    ///
    /// # Errors
    /// As described above.
    fn geodesic_buffer(
        &self,
        distance: impl Into<SignedLength>,
        options: &BufferOptions,
    ) -> Result<MultiPolygon<f64>, Error> {
        let mut zones = self.geodesic_buffers(&[distance.into()], options)?;
        zones.pop().ok_or(Error::from(ErrorKind::NoDistance))
    }

    /// The buffers at several distances, in their order: faster than one by one.
    ///
    /// # Errors
    /// As described above.
    fn geodesic_buffers(
        &self,
        distances: &[SignedLength],
        options: &BufferOptions,
    ) -> Result<Vec<MultiPolygon<f64>>, Error> {
        let geometry = self.geometry();
        let turned = options.is_plain().then(|| turned::turned(&geometry, options.edges)).flatten();
        let parts = Parts::new(geometry, options.edges)?;
        let Some(turned) = turned else { return zones(parts, distances, options) };
        let zones = Parts::new(turned, options.edges)
            .and_then(|parts| zones(parts, distances, options))
            .map_err(turned::back_in_error)?;
        Ok(zones.iter().map(turned::back).collect())
    }

    /// The offset curve of lines: the points of one side at a distance from them, as lines that run
    /// as the lines do.
    ///
    /// The curve is the edge of the zone on that side. It ends at right angles to the ends of the
    /// lines, whatever the caps in the options; it breaks where the lines come closer to themselves
    /// than the distance, and at ±180°. For both sides, the curves of the left come first.
    ///
    /// # Errors
    /// [`ErrorKind::OnlyLines`] for points and polygons; those of
    /// [`geodesic_buffer`](GeodesicBuffer::geodesic_buffer).
    ///
    /// ```
    /// use geo_types::line_string;
    /// use safe_zone::{Border, BufferOptions, Edges, GeodesicBuffer, Side};
    /// let line = line_string![(x: 38.0, y: 0.0), (x: 39.0, y: 0.0)];
    /// let curve = line.offset_line("5km".parse()?, Side::Left, &BufferOptions::default())?;
    /// let [west, .., east] = curve.0[0].0[..] else { panic!() };
    /// // 5 km north of the equator, as long as the line.
    /// assert!((west.x - 38.0).abs() < 1e-6 && (west.y - 0.045218).abs() < 1e-5);
    /// assert!((east.x - 39.0).abs() < 1e-6);
    /// # Ok::<(), safe_zone::Error>(())
    /// ```
    fn offset_line(
        &self,
        distance: Length,
        side: Side,
        options: &BufferOptions,
    ) -> Result<MultiLineString<f64>, Error> {
        let parts = Parts::new(self.geometry(), options.edges)?;
        if !parts.are_lines() {
            return Err(ErrorKind::OnlyLines { option: OptionName::OffsetLine }.into());
        }
        offset_line::of(parts, distance, side, options)
    }
}

/// The zones of the parts of a geometry.
fn zones(
    parts: Parts,
    distances: &[SignedLength],
    options: &BufferOptions,
) -> Result<Vec<MultiPolygon<f64>>, Error> {
    if !options.is_plain() && !parts.are_lines() {
        let option = if options.side == Side::Both { OptionName::Caps } else { OptionName::Side };
        return Err(ErrorKind::OnlyLines { option }.into());
    }
    let depths = |is_inwards: bool| -> Vec<Length> {
        let own = distances.iter().filter(|it| (it.metres() < 0.0) == is_inwards);
        own.map(|it| it.magnitude()).collect()
    };
    let (inwards, outwards) = (depths(true), depths(false));
    if let (Some(&depth), false) =
        (inwards.first(), parts.points.is_empty() && parts.lines.is_empty())
    {
        return Err(ErrorKind::OnlyPolygons { distance: -depth }.into());
    }
    let mut eroded = match inwards[..] {
        [] => Vec::new(),
        _ => eroded(&parts, &inwards, options)?,
    }
    .into_iter();
    let mut grown = match outwards[..] {
        [] if !inwards.is_empty() => Vec::new(),
        _ if options.is_plain() => grown(&parts, &outwards, options)?,
        _ => of_lines(parts, &outwards, options)?,
    }
    .into_iter();
    let next = |it: &SignedLength| {
        let zone = if it.metres() < 0.0 { eroded.next() } else { grown.next() };
        zone.ok_or(Error::from(ErrorKind::NoDistance))
    };
    distances.iter().map(next).collect()
}

fn grown(
    parts: &Parts,
    depths: &[Length],
    options: &BufferOptions,
) -> Result<Vec<MultiPolygon<f64>>, Error> {
    if let Some(discs) = discs(parts, depths, options.tolerance)? {
        return Ok(discs);
    }
    // Contours keep their distance from the edges, so the edges may be drawn coarsely.
    let least = depths.iter().fold(f64::INFINITY, |least, depth| least.min(depth.metres()));
    let areas = Areas::new(&parts.polygons, options.edges, 0.1 * least)?;
    let border = Border::new(MultiLineString(parts.outlines()), options.edges)?;
    bounded(&border, depths, options, |rings| {
        Some(rings.iter().filter(|ring| !areas.hold(ring.0[0])).cloned().collect())
    })
}

/// The zones of a single point, where the engine is not needed for them.
fn discs(
    parts: &Parts,
    depths: &[Length],
    tolerance: Tolerance,
) -> Result<Option<Vec<MultiPolygon<f64>>>, Error> {
    let Some(point) = parts.only_point() else { return Ok(None) };
    buffer::check_distances(depths, tolerance)?;
    let ring = |depth: &Length| disc::ring(point, depth.metres(), tolerance.metres());
    let disc = |depth| Some(MultiPolygon(vec![Polygon::new(ring(depth)?, Vec::new())]));
    Ok(depths.iter().map(disc).collect())
}

fn eroded(
    parts: &Parts,
    depths: &[Length],
    options: &BufferOptions,
) -> Result<Vec<MultiPolygon<f64>>, Error> {
    // Of the tolerance, the contours leave this much.
    const SHARE: f64 = 0.002;
    let areas = Areas::new(&parts.polygons, options.edges, SHARE * options.tolerance.metres())?;
    let mut boundary = areas.boundary();
    boundary.retain(|line| !border::is_point(line));
    if boundary.is_empty() {
        // All of the Earth, or nothing.
        let whole = on_map(Vec::new(), Length::ZERO, options.tolerance)?;
        let zone = polygons(if areas.hold(Coord::zero()) { whole } else { Vec::new() });
        return Ok(vec![zone; depths.len()]);
    }
    let border = Border::new(MultiLineString(boundary), Edges::Planar)?;
    bounded(&border, depths, options, |rings| {
        let inside = rings.iter().filter(|ring| areas.hold(ring.0[0]));
        let reversed = |ring: &LineString<f64>| ring.0.iter().rev().copied().collect();
        let inside: Vec<LineString<f64>> = inside.map(reversed).collect();
        (!inside.is_empty()).then_some(inside)
    })
}

/// The areas bounded by the chosen contours: all of the Earth where none bounds it, nothing where
/// it is `None`.
fn bounded(
    border: &Border,
    depths: &[Length],
    options: &BufferOptions,
    choose: impl Fn(&[LineString<f64>]) -> Option<Vec<LineString<f64>>>,
) -> Result<Vec<MultiPolygon<f64>>, Error> {
    let tolerance = options.tolerance;
    Contours::once(border, tolerance).at(depths, |contours| {
        let area = |(rings, &depth): (&&[_], &Length)| {
            let rings = choose(rings);
            let rings = rings.map_or(Ok(Vec::new()), |rings| on_map(rings, depth, tolerance))?;
            Ok(polygons(rings))
        };
        contours.iter().zip(depths).map(area).collect()
    })
}

/// The zones along lines, on one side or with flat ends.
fn of_lines(
    parts: Parts,
    depths: &[Length],
    options: &BufferOptions,
) -> Result<Vec<MultiPolygon<f64>>, Error> {
    let border = Border::new(MultiLineString(parts.lines), options.edges)?;
    let mut extent = Extent::default().on(options.side);
    if options.caps == Caps::Flat {
        extent = extent.along([Sector::new(Length::ZERO, border.length())?]);
    }
    let mut contours = Contours::new(&border, options.tolerance);
    let zone = |&depth: &Length| {
        let mut zones = bands_of(&mut contours, &extent, &[depth])?;
        zones.pop().ok_or(Error::from(ErrorKind::NoDistance))
    };
    depths.iter().map(zone).collect()
}

mod sealed {
    use super::Geometry;

    /// A type of `geo_types` as a geometry.
    pub trait Geometric {
        fn geometry(&self) -> Geometry<f64>;
    }
}

macro_rules! geometric {
    ($($type:ident),*) => {$(
        impl sealed::Geometric for $type<f64> {
            fn geometry(&self) -> Geometry<f64> {
                self.clone().into()
            }
        }

        impl GeodesicBuffer for $type<f64> {}
    )*};
}

geometric!(
    Point,
    MultiPoint,
    Line,
    LineString,
    MultiLineString,
    Polygon,
    MultiPolygon,
    Rect,
    Triangle,
    Geometry
);

impl sealed::Geometric for GeometryCollection<f64> {
    fn geometry(&self) -> Geometry<f64> {
        Geometry::GeometryCollection(self.clone())
    }
}

impl GeodesicBuffer for GeometryCollection<f64> {}
