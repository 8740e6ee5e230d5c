//! The offset engine: the zone within a distance of a border, as polygons within a tolerance.
//!
//! # What is computed
//! For a border and a distance d, all points p of the WGS 84 ellipsoid with s(p) ≤ d, where s(p) is
//! the length of the shortest geodesic from p to the border. Longitude, latitude in degrees,
//! distances in metres.
//!
//! # Method
//! 1. `network`: the border's edges become straight chords between Earth-centred points, so short
//!    that they leave the edges as drawn by less than a hundredth of the tolerance.
//!    `noding` splits them where they touch, so that lines may run back over themselves.
//! 2. `piece`, `corner`: at distance d, each chord has a line on either side and each point an arc
//!    on its outer side. The zone's boundary is made of parts of these, but of the tens of thousands
//!    of kilometres of raw offset curve nearly all lie nearer to some other part of the border.
//! 3. `exposure`: a tree of balls over the chords buries most pieces in one test each; what is left
//!    is cut where another chord comes nearer, by solving quadratics. What is buried at one
//!    distance is buried at every larger one.
//! 4. `trace`: exposed spans are joined into rings. No polygons are united, so no sliver can open a
//!    false hole; a hole is a ring of exposed spans like any other, so none can be missed.
//! 5. `flatten`, `assemble`: arcs become edges in longitude and latitude, rings polygons.
//! 6. `overlay`: contours of several distances and a territory's edge are cut into shared chains.
//!
//! # Error budget
//! Every vertex lies within 20 nm of its distance up to 50 km (0.5 µm at 100 km, 0.2 mm at 300 km:
//! see `earth::arc_length`). Of the tolerance, arcs drawn as edges use at most 90 %, the border's
//! chords 1.5 %, splitting them where they meet 3 %, rounding the coordinates when they are written
//! 5 %, displacing them where they overlap 0.5 %.
//!
//! # Left undefined
//! Zones that reach the antimeridian, or a pole to within a kilometre, are refused. A part or a
//! hole that is nowhere more than the tolerance deep may be missing.

mod assemble;
mod chord;
mod corner;
mod exposure;
mod flatten;
mod limit;
mod network;
mod noding;
mod open;
mod overlay;
mod piece;
mod quadratic;
mod reach;
mod samples;
mod screen;
mod thin;
mod trace;
mod weld;

use std::collections::HashSet;

use geo_types::{Coord, LineString, MultiPolygon};

use self::exposure::Span;
use self::network::Network;
use self::reach::{Cuts, Reach};
use crate::earth;
use crate::nearest::Nearest;
use crate::{Border, Edges, Error, Length, Position, Territory, Tolerance};

pub use self::limit::largest_depth;

/// The largest distance for which zones are computed, 300 km.
pub const LARGEST_DISTANCE: Length = Length::literal(300_000.0);

/// Beyond this distance the metric's own error counts in a tolerance of millimetres.
const FINE_DISTANCE: Length = Length::literal(200_000.0);
const COARSER_TOLERANCE: Length = Length::literal(0.01);

/// The two-sided zone within each distance of the border, round at its ends, in the order asked.
///
/// Each result is the whole zone, not a band; its exteriors run counter-clockwise, its holes
/// clockwise, its edges are straight in longitude and latitude.
///
/// # Accuracy
/// At every point of every edge the distance to the border differs from the distance asked by at
/// most the tolerance, and every point farther than the tolerance from the boundary is on its
/// right side.
///
/// # Errors
/// [`Error::NoDistance`], [`Error::ZeroDistance`], [`Error::DistanceTooLarge`],
/// [`Error::ToleranceTooLarge`], [`Error::ToleranceTooSmall`] below 1 cm beyond 200 km,
/// [`Error::Wraps`]; [`Error::Unclosed`], a defect of the crate, rather than a wrong shape.
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
    let contours = contours(border, distances, tolerance)?;
    Ok(contours.into_iter().map(assemble::polygons).collect())
}

/// The bands between growing limits, innermost first, cut to a territory where one is given.
///
/// Band i holds the points farther from the border than limit i-1 and not farther than limit i;
/// the innermost includes the border. Neighbouring bands share their edge vertex for vertex, and
/// along a territory every vertex that stands on the border is one of the border's own.
///
/// # Accuracy
/// As for [`buffer()`] at the limits; along the territory's edge, the edge itself.
///
/// # Errors
/// Those of [`buffer()`]; [`Error::LimitsNotAscending`]; [`Error::ToleranceTooLarge`] when a band is
/// not deeper than twice the tolerance; [`Error::BeyondTerritory`] when a limit exceeds
/// [`largest_depth`]; [`Error::BadTerritory`] when the territory shares no edge with the border.
pub fn bands(
    border: &Border,
    territory: Option<&Territory>,
    limits: &[Length],
    tolerance: Tolerance,
) -> Result<Vec<MultiPolygon<f64>>, Error> {
    check_limits(limits, tolerance)?;
    let Some(territory) = territory else {
        return Ok(rings_between(&contours(border, limits, tolerance)?));
    };
    let refuse = |reason: &str| Error::BadTerritory {
        territory: territory.name().to_owned(),
        reason: reason.to_owned(),
    };
    let border_edges = edges_of(border);
    let on_border = |edge: geo_types::Line<f64>| border_edges.contains(&key(edge.start, edge.end));
    if !territory.polygon().exterior().lines().any(on_border) {
        return Err(refuse(
            "it shares no edge with the border; use the border's own vertices along it",
        ));
    }
    if let (Some(&deepest), Some(largest)) = (limits.last(), largest_depth(border, territory))
        && deepest.metres() + tolerance.metres() > largest.metres()
    {
        let territory = territory.name().to_owned();
        return Err(Error::BeyondTerritory { depth: deepest, largest, territory });
    }
    // Edges that bulge away from the territory's straight ones may meet contours.
    let shared = |edge| border.edges() == Edges::Planar && on_border(edge);
    attempts(border, limits, tolerance, |contours| {
        overlay::bands(&contours, territory.polygon(), shared).ok_or_else(|| {
            refuse("its edge runs along the zone's boundary; move it a little, or change the depth")
        })
    })
}

/// The boundary of the two-sided zone at each distance, the zone on the left.
fn contours(
    border: &Border,
    distances: &[Length],
    tolerance: Tolerance,
) -> Result<Vec<Vec<LineString<f64>>>, Error> {
    attempts(border, distances, tolerance, Ok)
}

/// What is made of the contours. Borders whose parts overlap, or territories whose edge runs along
/// a contour, may leave a ring open; then the border's points are displaced a little, by at most a
/// hundredth of the tolerance, and all is done again.
fn attempts<T>(
    border: &Border,
    distances: &[Length],
    tolerance: Tolerance,
    make: impl Fn(Vec<Vec<LineString<f64>>>) -> Result<T, Error>,
) -> Result<T, Error> {
    check_distances(distances, tolerance)?;
    let mut outcome = Err(Error::NoDistance);
    for (cuts, share) in
        [(Cuts::Fast, 0.0), (Cuts::Exact, 0.0), (Cuts::Exact, 0.002), (Cuts::Exact, 0.005)]
    {
        let displacement = share * tolerance.metres();
        let network = Network::new(border, 0.015 * tolerance.metres(), displacement);
        refuse_poles(&network, distances)?;
        outcome = contours_of(&network, distances, tolerance, cuts).and_then(&make);
        if !matches!(outcome, Err(Error::Unclosed { .. } | Error::BadTerritory { .. })) {
            break;
        }
    }
    outcome
}

/// Near a pole an edge straight in longitude and latitude is no approximation of anything.
fn refuse_poles(network: &Network, distances: &[Length]) -> Result<(), Error> {
    const CLEARANCE: f64 = 1_000.0;
    for lat in [-90.0, 90.0] {
        let near = Position::new(0.0, lat)?;
        let pole = earth::ecef(near.into());
        let mut nearest = Nearest::new(network.tree(), |chord| network.ends(chord));
        let clear = earth::arc_length(nearest.foot(pole).point, pole) - CLEARANCE;
        if let Some(&distance) = distances.iter().find(|distance| distance.metres() > clear) {
            return Err(Error::Wraps { distance, what: "a pole", near });
        }
    }
    Ok(())
}

fn contours_of(
    network: &Network,
    distances: &[Length],
    tolerance: Tolerance,
    cuts: Cuts,
) -> Result<Vec<Vec<LineString<f64>>>, Error> {
    let mut order: Vec<usize> = (0..distances.len()).collect();
    order.sort_by(|&a, &b| distances[a].metres().total_cmp(&distances[b].metres()));
    let mut contours = vec![Vec::new(); distances.len()];
    let mut smaller: Option<Vec<Span>> = None;
    for index in order {
        let reach = Reach::new(distances[index].metres(), tolerance.metres(), cuts);
        let spans = match &smaller {
            None => exposure::all(network, &reach),
            Some(smaller) => exposure::among(network, smaller, &reach),
        };
        contours[index] = draw(network, &spans, distances[index], tolerance)?;
        smaller = Some(spans);
    }
    Ok(contours)
}

fn draw(
    network: &Network,
    spans: &[Span],
    distance: Length,
    tolerance: Tolerance,
) -> Result<Vec<LineString<f64>>, Error> {
    let slack = 0.25 * tolerance.metres();
    let rings = trace::rings(network, spans, distance.metres(), slack).map_err(|loose| {
        match position(earth::lonlat(loose)) {
            Ok(near) => Error::Unclosed { distance, near },
            Err(error) => error,
        }
    })?;
    let drawn: Vec<LineString<f64>> = rings
        .iter()
        .filter_map(|ring| flatten::draw(ring, distance.metres(), tolerance.metres()))
        .collect();
    for edge in drawn.iter().flat_map(LineString::lines) {
        if edge.dx().abs() > 180.0 {
            let near = position(edge.start)?;
            return Err(Error::Wraps { distance, what: "the antimeridian", near });
        }
    }
    Ok(drawn)
}

fn position(coord: Coord<f64>) -> Result<Position, Error> {
    Position::new(coord.x, coord.y)
}

/// Bands without a territory: each contour with the one inside it as its hole.
fn rings_between(contours: &[Vec<LineString<f64>>]) -> Vec<MultiPolygon<f64>> {
    let reversed = |ring: &LineString<f64>| LineString(ring.0.iter().rev().copied().collect());
    (0..contours.len())
        .map(|level| {
            let inner = level.checked_sub(1).map_or(&[][..], |below| &contours[below]);
            let rings = contours[level].iter().cloned().chain(inner.iter().map(reversed));
            assemble::polygons(rings.collect())
        })
        .collect()
}

/// The border's edges, by their ends in either order.
fn edges_of(border: &Border) -> HashSet<[u64; 4]> {
    border
        .lines()
        .iter()
        .flat_map(LineString::lines)
        .map(|edge| key(edge.start, edge.end))
        .collect()
}

fn key(a: Coord<f64>, b: Coord<f64>) -> [u64; 4] {
    let (a, b) = ([a.x.to_bits(), a.y.to_bits()], [b.x.to_bits(), b.y.to_bits()]);
    let (a, b) = (a.min(b), a.max(b));
    [a[0], a[1], b[0], b[1]]
}

fn check_distances(distances: &[Length], tolerance: Tolerance) -> Result<(), Error> {
    if distances.is_empty() {
        return Err(Error::NoDistance);
    }
    let too_large =
        |limit, what| Error::ToleranceTooLarge { tolerance: tolerance.length(), limit, what };
    for &distance in distances {
        if distance == Length::ZERO {
            return Err(Error::ZeroDistance);
        }
        if distance > LARGEST_DISTANCE {
            return Err(Error::DistanceTooLarge { distance, largest: LARGEST_DISTANCE });
        }
        if distance > FINE_DISTANCE && tolerance.length() < COARSER_TOLERANCE {
            let (tolerance, smallest) = (tolerance.length(), COARSER_TOLERANCE);
            return Err(Error::ToleranceTooSmall { tolerance, smallest });
        }
        if tolerance.length() >= distance {
            return Err(too_large(distance, "distance"));
        }
    }
    Ok(())
}

fn check_limits(limits: &[Length], tolerance: Tolerance) -> Result<(), Error> {
    for pair in limits.windows(2) {
        let [inner, outer] = [pair[0], pair[1]];
        if outer <= inner {
            return Err(Error::LimitsNotAscending { inner, outer });
        }
        // Closer than this, drawn contours could cross.
        if outer.metres() - inner.metres() <= 2.0 * tolerance.metres() {
            let limit = Length::literal(0.5 * (outer.metres() - inner.metres()));
            let what = "half depth of a band";
            return Err(Error::ToleranceTooLarge { tolerance: tolerance.length(), limit, what });
        }
    }
    Ok(())
}
