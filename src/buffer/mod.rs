//! The offset engine: the zone within a distance of a border, as polygons within a tolerance.
//!
//! # Definition
//! For a border and a distance d, the zone holds all points p of the WGS 84 ellipsoid with s(p) ≤
//! d; s(p) is the length of the shortest geodesic from p to the border. Longitude, latitude in
//! degrees, distances in metres.
//!
//! # Method
//! `method.svg` beside this file shows the method.
//! 1. `graph`: the border's edges become straight chords between Earth-centred points. `simplify`
//!    drops superfluous points, `weld` makes points one that all but coincide, `noding` splits chords
//!    where they touch, so that lines may run back over themselves.
//! 2. `offset`: at distance d, each chord has a line on either side and each point an arc on its
//!    outer side (`piece`, `join`). The zone's boundary is made of parts of these, but of the tens
//!    of thousands of kilometres of raw offset curve nearly all lie nearer to some other part of
//!    the border.
//! 3. `trim`: a point a little way along the border, or a ball of the tree over the chords, buries
//!    most pieces in one comparison (`prefilter`); the pieces left are compared with the `samples`
//!    near them and cut where a sample comes nearer, by solving quadratics (`cut`). A piece buried at
//!    one distance is buried at every larger one.
//! 4. `rings`: exposed spans are joined into rings. No polygons are united, so no sliver can open a
//!    false hole; a hole is a ring of exposed spans like any other, so none can be missed. When a
//!    ring does not close, or crosses however fine it is drawn, all is done again with cuts
//!    corrected by geodesic lengths.
//!
//!    The layer `parallel` gives steps 3 and 4 to all processors, with the feature `rayon`.
//! 5. `flatten`, `straighten`: arcs become edges in longitude and latitude, finer where
//!    `planar::crossings` finds that they cross. `planar::antimeridian` cuts rings where the map
//!    ends, and `planar::polygons` sorts rings into polygons.
//!
//! # Error budget
//! Every vertex lies within 20 nm of its distance up to 100 km, 6 µm at 500 km (see
//! `earth::arc_length`). Of the tolerance, arcs drawn as edges use at most 90 %, the border's
//! chords 1.5 %, splitting them where they touch 1.75 %, rounding the coordinates when they are
//! written 5 %, displacing them where they overlap 0.5 %, moving vertices onto the antimeridian 1
//! %.
//!
//! # Left undefined
//! A part or a hole that is nowhere more than the tolerance deep may be missing. Where two parts of
//! the boundary run within a thousandth of the tolerance of one another, edges drawn may cross by
//! that much; the polygons written do not cross (see `planar::rounding`).
//!
//! # Imports
//! `value`, `parallel`, `earth`, `index`, `planar`, `border`; no territory and no plan.
//!
//! # Reading order
//! The steps above, then this file.

mod flatten;
mod graph;
mod offset;
mod rings;
mod straighten;
mod trim;

use geo_types::{Coord, LineString, MultiPolygon};

use self::graph::{Index, Network};
use self::offset::{Cuts, Reach};
use self::rings::Runs;
use self::trim::Span;
use crate::border::Border;
use crate::earth;
use crate::parallel;
use crate::planar::{Frame, antimeridian, crossings, polygons};
use crate::value::{Error, ErrorKind, Length, Position, Tolerance, ToleranceLimit};

pub(crate) use self::graph::Weld;

/// The largest distance for which zones are computed, 500 km.
pub const LARGEST_DISTANCE: Length = Length::literal(500_000.0);

/// The two-sided zone within each distance of the border, round at its ends, in the order of the
/// distances.
///
/// Each result is the whole zone, not a band; its exteriors run counter-clockwise, its holes
/// clockwise, its edges are straight in longitude and latitude. A zone across the antimeridian is
/// cut there (RFC 7946 §3.1.9); one that holds a pole follows the map's edge around it, from
/// (180, 90) to (-180, 90) or from (-180, -90) to (180, -90).
///
/// # Accuracy
/// At every point of every edge that is no such cut, the distance to the border differs from the
/// given distance by at most the tolerance, and every point farther than the tolerance from the
/// boundary is on its right side. Rings do not cross, except by a thousandth of the tolerance where
/// parts of the boundary run that close to one another;
/// [`layers::as_written`](crate::layers::as_written) makes them valid.
///
/// # Errors
/// [`ErrorKind::NoDistance`], [`ErrorKind::ZeroDistance`], [`ErrorKind::DistanceTooLarge`],
/// [`ErrorKind::ToleranceTooLarge`]; [`ErrorKind::Unclosed`], a defect of the crate, never a wrong shape.
///
/// ```
/// use geo_types::line_string;
/// use safe_zone::{Border, Edges, Length, Tolerance, buffer};
/// let line = line_string![(x: 38.0, y: 36.8), (x: 39.0, y: 36.7), (x: 40.0, y: 36.9)];
/// let border = Border::new(line, Edges::Planar)?;
/// let zones = buffer(&border, &["5km".parse()?, "14km".parse()?], Tolerance::default())?;
/// assert_eq!(zones.len(), 2);
/// # Ok::<(), safe_zone::Error>(())
/// ```
pub fn buffer(
    border: &Border,
    distances: &[Length],
    tolerance: Tolerance,
) -> Result<Vec<MultiPolygon<f64>>, Error> {
    Contours::once(border, tolerance).at(distances, |contours| {
        let zone = |(&rings, &d): (&&[_], _)| Ok(polygons(on_map(rings.to_vec(), d, tolerance)?));
        contours.iter().zip(distances).map(zone).collect()
    })
}

/// The contours of a border, the boundaries of its zones: each is drawn at the first request and kept,
/// with the network of the way that closes them.
#[derive(Debug)]
pub(crate) struct Contours<'a> {
    border: &'a Border,
    tolerance: Tolerance,
    uses: Uses,
    /// Those of each way to draw, the most exact last: as far as they were needed.
    ways: Vec<Way>,
}

/// The uses of contours.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Uses {
    /// One request: what was needed to find the spans is dropped before the rings are drawn, a quarter of
    /// all memory.
    One,
    Many,
}

/// The number of contours that are drawn at the same time; what is exposed at each takes memory.
const TOGETHER: usize = if cfg!(feature = "rayon") { 4 } else { 1 };

/// Ways to draw contours: the cuts, the displacement of the border's points as a share of the tolerance,
/// what becomes of rings that cross.
const WAYS: [(Option<Cuts>, f64, Crossings); 4] = [
    (None, 0.0, Crossings::Refused),
    (Some(Cuts::Exact), 0.0, Crossings::Refused),
    (Some(Cuts::Exact), 0.002, Crossings::Refused),
    (Some(Cuts::Exact), 0.005, Crossings::Kept),
];

/// A network, and the index over it while spans are looked for.
type Indexed = (Network, Option<Index>);

/// The contours drawn in one way.
#[derive(Debug, Default)]
struct Way {
    /// The network, while this way is in use: a way that leaves a ring open gives way to the next.
    network: Option<Indexed>,
    drawn: Vec<(Length, Vec<LineString<f64>>)>,
    /// What is exposed at the distance that was drawn last.
    exposed: Option<(Length, Vec<Span>)>,
}

impl<'a> Contours<'a> {
    /// Those of a border, none drawn yet.
    pub fn new(border: &'a Border, tolerance: Tolerance) -> Self {
        Contours { border, tolerance, uses: Uses::Many, ways: Vec::new() }
    }

    /// Those of a border for one request, none drawn yet.
    pub fn once(border: &'a Border, tolerance: Tolerance) -> Self {
        Contours { uses: Uses::One, ..Contours::new(border, tolerance) }
    }

    pub fn border(&self) -> &'a Border {
        self.border
    }

    pub fn tolerance(&self) -> Tolerance {
        self.tolerance
    }

    /// What is made of the contours, one for each distance. Borders whose parts nearly coincide may leave
    /// a ring open. Then all is done again with exact cuts, and at last with the border's points displaced a little.
    ///
    /// # Errors
    /// Those of [`buffer`] and of `make`.
    pub fn at<T>(
        &mut self,
        distances: &[Length],
        make: impl Fn(&[&[LineString<f64>]]) -> Result<T, Error>,
    ) -> Result<T, Error> {
        let tolerance = self.tolerance;
        check_distances(distances, tolerance)?;
        let mut outcome = Err(ErrorKind::NoDistance.into());
        let mut last: Option<(f64, Indexed)> = None;
        for (index, (cuts, share, crossings)) in WAYS.into_iter().enumerate() {
            if index == self.ways.len() {
                self.ways.push(Way::default());
            }
            let way = &mut self.ways[index];
            let same = last.take().filter(|(used, _)| *used == share);
            way.network = way.network.take().or(same.map(|(_, network)| network));
            let displacement = share * tolerance.metres();
            let deviation = 0.015 * tolerance.metres();
            let (border, uses) = (self.border, self.uses);
            let network = || {
                let (network, index) = Network::new(border, deviation, displacement);
                (network, Some(index))
            };
            let rings = way.rings((network, uses), distances, tolerance, (cuts, crossings));
            outcome = rings.and_then(|rings| make(&rings));
            let is_open = |error: &Error| matches!(error.kind(), ErrorKind::Unclosed { .. });
            if !outcome.as_ref().is_err_and(is_open) {
                break;
            }
            last = way.network.take().map(|network| (share, network));
            way.exposed = None;
        }
        outcome
    }
}

/// The treatment of rings that cross however finely they are drawn. Where two parts of the boundary
/// run within a thousandth of the tolerance of one another, no drawing keeps them apart, and in the
/// last attempt they are kept as they are, right to within the tolerance. `planar::rounding` makes
/// them valid when they are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Crossings {
    Refused,
    Kept,
}

impl Way {
    /// The contours at these distances, those drawn that are not yet.
    fn rings(
        &mut self,
        (network, uses): (impl Fn() -> Indexed, Uses),
        distances: &[Length],
        tolerance: Tolerance,
        (cuts, crossings): (Option<Cuts>, Crossings),
    ) -> Result<Vec<&[LineString<f64>]>, Error> {
        let is_new = |length: &Length| self.drawn.iter().all(|(drawn, _)| drawn != length);
        let mut order: Vec<Length> = distances.iter().copied().filter(is_new).collect();
        order.sort_by(|a, b| a.metres().total_cmp(&b.metres()));
        order.dedup();
        if !order.is_empty() {
            let mut network = self.network.take().unwrap_or_else(network);
            let outcome = self.draw(&order, (&mut network, uses), tolerance, (cuts, crossings));
            self.network = Some(network);
            outcome?;
        }
        let rings = |length| {
            let drawn = self.drawn.iter().find(|(drawn, _)| drawn == length);
            drawn.map_or(&[][..], |(_, rings)| rings.as_slice())
        };
        Ok(distances.iter().map(rings).collect())
    }

    /// Draws the contours at distances in their order.
    fn draw(
        &mut self,
        order: &[Length],
        ((network, index), uses): (&mut Indexed, Uses),
        tolerance: Tolerance,
        (cuts, crossings): (Option<Cuts>, Crossings),
    ) -> Result<(), Error> {
        let mut left = order.len();
        for together in order.chunks(TOGETHER) {
            let known = index.get_or_insert_with(|| Index::new(network));
            let mut exposed: Vec<(Length, Cuts, Vec<Span>)> = Vec::with_capacity(together.len());
            for &length in together {
                let (distance, allowed) = (length.metres(), tolerance.metres());
                let cuts = cuts.unwrap_or_else(|| Cuts::first(distance, allowed));
                let reach = Reach::new(distance, allowed, cuts);
                let last = exposed.last().map(|(length, _, spans)| (*length, spans));
                let before = self.exposed.as_ref().map(|(smaller, spans)| (*smaller, spans));
                let spans = match last.or(before) {
                    Some((smaller, spans)) if smaller < length => {
                        trim::among((network, known), spans, &reach)
                    }
                    _ => trim::all((network, known), &reach),
                };
                exposed.push((length, cuts, spans));
            }
            left -= together.len();
            if uses == Uses::One && left == 0 {
                *index = None;
            }
            let drawn = parallel::mapped(&exposed, |(length, cuts, spans)| {
                draw(network, spans, *length, tolerance, (*cuts, crossings))
            });
            for ((length, _, spans), rings) in exposed.into_iter().zip(drawn) {
                self.drawn.push((length, rings?));
                self.exposed = Some((length, spans));
            }
        }
        Ok(())
    }
}

fn draw(
    network: &Network,
    spans: &[Span],
    distance: Length,
    tolerance: Tolerance,
    (cuts, crossings): (Cuts, Crossings),
) -> Result<Vec<LineString<f64>>, Error> {
    // Where curves graze, an end and a start may be as far apart along them as an arc's chord with
    // a sagitta of a thousandth of the tolerance; with exact cuts, of a quarter.
    let sagitta = match cuts {
        Cuts::Fast => 0.001,
        Cuts::Exact => 0.25,
    };
    let graze = (8.0 * sagitta * tolerance.metres() * distance.metres()).sqrt();
    let slack = 0.25 * tolerance.metres();
    let mut runs = Runs::new(network, spans, distance.metres(), slack);
    let rings = runs.joined(graze).map_err(|loose| match position(earth::lonlat(loose)) {
        Ok(near) => Error::from(ErrorKind::Unclosed { distance, near }),
        Err(error) => error,
    })?;
    let drawn = |finer: [f64; 2]| -> Vec<LineString<f64>> {
        let fineness = finer.map(|times| tolerance.metres() / times);
        let ring = |ring| flatten::draw(ring, distance.metres(), fineness);
        rings.iter().filter_map(ring).collect()
    };
    let mut crossed = None;
    let levels = [1.0, 8.0, 64.0, 512.0, 4_096.0];
    // The factors by which arcs are drawn, and edges joined, more finely.
    for finer in [[1.0, 1.0]].into_iter().chain(levels.map(|arcs| [arcs, 8.0 * arcs])) {
        let drawn = drawn(finer);
        match crossings::first(&drawn) {
            None => return Ok(drawn),
            Some(place) => crossed = Some(place),
        }
    }
    match crossings {
        Crossings::Kept => Ok(drawn([1.0, 1.0])),
        Crossings::Refused => {
            let near = position(crossed.unwrap_or_default())?;
            Err(ErrorKind::Unclosed { distance, near }.into())
        }
    }
}

/// The rings of a contour; rings that cross the map's edge are cut a degree beyond it.
pub(crate) fn on_map_and_beyond(
    rings: Vec<LineString<f64>>,
    distance: Length,
    tolerance: Tolerance,
) -> Result<Vec<LineString<f64>>, Error> {
    cut(rings, Frame::Beyond, distance, tolerance)
}

/// The rings of an area bounded by contours, cut where the map ends.
pub(crate) fn on_map(
    rings: Vec<LineString<f64>>,
    distance: Length,
    tolerance: Tolerance,
) -> Result<Vec<LineString<f64>>, Error> {
    cut(rings, Frame::Map, distance, tolerance)
}

/// The rings of the zone at a distance, cut at a frame.
fn cut(
    rings: Vec<LineString<f64>>,
    frame: Frame,
    distance: Length,
    tolerance: Tolerance,
) -> Result<Vec<LineString<f64>>, Error> {
    const SLACK: f64 = 0.01;
    antimeridian::cut(rings, frame, SLACK * tolerance.metres()).or_else(|open| {
        let near = position(open)?;
        Err(ErrorKind::Unclosed { distance, near }.into())
    })
}

fn position(coord: Coord<f64>) -> Result<Position, Error> {
    Position::new(coord.x, coord.y)
}

/// Checks the distances of zones.
///
/// # Errors
/// [`ErrorKind::NoDistance`], [`ErrorKind::ZeroDistance`], [`ErrorKind::DistanceTooLarge`],
/// [`ErrorKind::ToleranceTooLarge`].
pub(crate) fn check_distances(distances: &[Length], tolerance: Tolerance) -> Result<(), Error> {
    if distances.is_empty() {
        return Err(ErrorKind::NoDistance.into());
    }
    let too_large = |limit, what| {
        Error::from(ErrorKind::ToleranceTooLarge { tolerance: tolerance.length(), limit, what })
    };
    for &distance in distances {
        if distance == Length::ZERO {
            return Err(ErrorKind::ZeroDistance.into());
        }
        if distance > LARGEST_DISTANCE {
            return Err(ErrorKind::DistanceTooLarge { distance, largest: LARGEST_DISTANCE }.into());
        }
        if tolerance.length() >= distance {
            return Err(too_large(distance, ToleranceLimit::Distance));
        }
    }
    Ok(())
}
