//! Buffers of plain lines: the engine for a line and a distance, without a border.
//!
//! Longitude, latitude in degrees; lengths are [`Length`]s. The computation is that of `buffer`.

use geo_types::{Line, LineString, MultiLineString, MultiPolygon};

use super::buffer;
use crate::border::Border;
use crate::value::{Edges, Error, Length, Tolerance};

/// The points within a geodesic distance of a line, as polygons within a tolerance.
///
#[doc = include_str!("method.svg")]
///
/// # What it computes
/// For a line and a distance d, all points p of the WGS 84 ellipsoid with s(p) ≤ d, where s(p) is
/// the length of the shortest geodesic from p to the line: on both sides, round at the ends. Lines
/// may cross, touch and overlap themselves and one another, close, double back, pass over a pole or
/// across the antimeridian, and have edges of a millimetre or of thousands of kilometres.
///
/// # Units
/// Positions are longitude, latitude in degrees, in that order. [`Edges`] sets how the line runs
/// between its points: straight on the map or along the shortest geodesic. The polygons' edges are
/// straight on the map; exteriors run counter-clockwise, holes clockwise (RFC 7946 §3.1.6).
/// Polygons are cut at the antimeridian (§3.1.9), and one that holds a pole follows the map's edge
/// around it, so that programs which draw longitude and latitude on a plane draw it right.
///
/// # Method
/// The line becomes straight chords between Earth-centred points (1 in the picture): no projection,
/// and no place on Earth is special. Beside each chord runs a line, around each outer corner an arc
/// (2). A piece of these is on the boundary where no other part of the line is nearer to it than d.
/// Nearly all pieces are buried, most in one comparison with a point along the line or with a ball
/// around a stretch of it; the remaining pieces are cut by the chords near them, in quadratic
/// equations (3). Exposed parts are joined end to end into rings, and a hole is a ring like any
/// other (4). No polygons are united, so no sliver can open a false hole. At last arcs become edges
/// (5).
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
/// Distances up to [`LARGEST_DISTANCE`](crate::LARGEST_DISTANCE), tolerances from 1 mm up, below
/// the distance. A part or a hole that is nowhere more than the tolerance deep may be missing, and
/// where two parts of the boundary run within a thousandth of the tolerance of one another, edges
/// may cross by that much; [`geojson::as_written`](crate::geojson::as_written) makes them valid.
/// For lines that keep clear of themselves time grows as n log n; for others, with the number of
/// pairs of edges that come close to one another. Half the equator at 1 mm takes three seconds
/// and 300 MB, because it has hundreds of thousands of chords.
///
/// # Errors
/// Those of [`Border::new`] and of [`buffer()`].
///
/// ```
/// use geo_types::line_string;
/// use safe_zone::{Edges, GeodesicBuffer, area_km2};
/// // From Fiji's islands across the antimeridian.
/// let line = line_string![(x: 179.0, y: -17.0), (x: -179.0, y: -17.5)];
/// let zone = line.geodesic_buffer("12nmi".parse()?, Edges::Geodesic, "1m".parse()?)?;
/// assert_eq!(zone.0.len(), 2);
/// // A strip 44.448 km wide and 219.77 km long with round ends.
/// assert!((area_km2(&zone) - (219.77 * 44.448 + 22.224 * 22.224 * 3.1416)).abs() < 1.0);
/// # Ok::<(), safe_zone::Error>(())
/// ```
pub trait GeodesicBuffer: Clone + Into<MultiLineString<f64>> {
    /// The points within `distance`, as polygons whose edges stay within `tolerance`.
    ///
    /// # Errors
    /// Those of [`Border::new`] and of [`buffer()`].
    fn geodesic_buffer(
        &self,
        distance: Length,
        edges: Edges,
        tolerance: Tolerance,
    ) -> Result<MultiPolygon<f64>, Error> {
        let border = Border::new(self.clone(), edges)?;
        let zones = buffer(&border, &[distance], tolerance)?;
        zones.into_iter().next().ok_or(Error::NoDistance)
    }
}

impl GeodesicBuffer for MultiLineString<f64> {}
impl GeodesicBuffer for LineString<f64> {}
impl GeodesicBuffer for Line<f64> {}
