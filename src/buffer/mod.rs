//! The offset engine: the zone within a distance of a border, as polygons within a tolerance.
//!
//! # What is computed
//! For a border and a distance d, all points p of the WGS 84 ellipsoid with s(p) ≤ d, where s(p) is
//! the length of the shortest geodesic from p to the border. Longitude, latitude in degrees,
//! distances in metres.
//!
//! # Method
//! `method.svg` beside this file draws it.
//! 1. `network`: the border's edges become straight chords between Earth-centred points. `thin`
//!    drops points that need not be there, `weld` makes points one that all but coincide, `noding`
//!    splits chords where they touch, so that lines may run back over themselves.
//! 2. `piece`, `corner`: at distance d, each chord has a line on either side and each point an arc
//!    on its outer side. The zone's boundary is made of parts of these, but of the tens of thousands
//!    of kilometres of raw offset curve nearly all lie nearer to some other part of the border.
//! 3. `screen`, `exposure`: a point a little way along the border, or a ball of the tree over the
//!    chords, buries most pieces in one comparison; what is left is compared with the `samples`
//!    near it and cut where something comes nearer, by solving quadratics. What is buried at one
//!    distance is buried at every larger one.
//! 4. `trace`: exposed spans are joined into rings. No polygons are united, so no sliver can open a
//!    false hole; a hole is a ring of exposed spans like any other, so none can be missed. When a
//!    ring does not close, or crosses however fine it is drawn, all is done again with cuts
//!    corrected by geodesic lengths.
//! 5. `flatten`, `seam`, `assemble`: arcs become edges in longitude and latitude, finer where
//!    `crossing` finds that they cross; rings are cut where the map ends and become polygons.
//! 6. `overlay`: contours of several distances and a territory's edge are cut into shared chains.
//!
//! # Error budget
//! Every vertex lies within 20 nm of its distance up to 100 km, 6 µm at 500 km (see
//! `earth::arc_length`). Of the tolerance, arcs drawn as edges use at most 90 %, the border's
//! chords 1.5 %, splitting them where they touch 1.75 %, rounding the coordinates when they are
//! written 5 %, displacing them where they overlap 0.5 %, moving vertices onto the antimeridian 1 %.
//!
//! # Left undefined
//! A part or a hole that is nowhere more than the tolerance deep may be missing.

mod assemble;
mod chord;
mod corner;
mod crossing;
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
mod seam;
mod thin;
mod trace;
mod weld;

use std::collections::HashSet;

use geo_types::{Coord, LineString, MultiPolygon};

use self::exposure::Span;
use self::network::Network;
use self::reach::{Cuts, Reach};
use self::seam::Frame;
use crate::earth;
use crate::{Border, Edges, Error, Length, Position, Territory, Tolerance};

pub use self::limit::largest_depth;

/// The largest distance for which zones are computed, 500 km.
pub const LARGEST_DISTANCE: Length = Length::literal(500_000.0);

/// The two-sided zone within each distance of the border, round at its ends, in the order asked.
///
/// Each result is the whole zone, not a band; its exteriors run counter-clockwise, its holes
/// clockwise, its edges are straight in longitude and latitude. A zone across the antimeridian is
/// cut there (RFC 7946 §3.1.9); one that holds a pole follows the map's edge around it, from
/// (180, 90) to (-180, 90) or from (-180, -90) to (180, -90).
///
/// # Accuracy
/// At every point of every edge that is no such cut the distance to the border differs from the
/// distance asked by at most the tolerance, and every point farther than the tolerance from the
/// boundary is on its right side.
///
/// # Errors
/// [`Error::NoDistance`], [`Error::ZeroDistance`], [`Error::DistanceTooLarge`],
/// [`Error::ToleranceTooLarge`]; [`Error::Unclosed`], a defect of the crate, rather than a wrong
/// shape.
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
    attempts(border, distances, tolerance, |contours| {
        let zones = contours.into_iter().zip(distances);
        zones
            .map(|(rings, &d)| Ok(assemble::polygons(cut(rings, Frame::Map, d, tolerance)?)))
            .collect()
    })
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
        return attempts(border, limits, tolerance, |contours| {
            rings_between(&contours, limits, tolerance)
        });
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
        let contours = contours
            .into_iter()
            .zip(limits)
            .map(|(rings, &limit)| cut(rings, Frame::Beyond, limit, tolerance))
            .collect::<Result<Vec<_>, Error>>()?;
        overlay::bands(&contours, territory.polygon(), shared).ok_or_else(|| {
            refuse("its edge runs along the zone's boundary; move it a little, or change the depth")
        })
    })
}

/// What is made of the contours, the boundary of the zone at each distance. Borders whose parts
/// nearly coincide, or territories whose edge runs along a contour, may leave a ring open. Then all
/// is done again with exact cuts, and at last with the border's points displaced a little.
fn attempts<T>(
    border: &Border,
    distances: &[Length],
    tolerance: Tolerance,
    make: impl Fn(Vec<Vec<LineString<f64>>>) -> Result<T, Error>,
) -> Result<T, Error> {
    check_distances(distances, tolerance)?;
    let mut outcome = Err(Error::NoDistance);
    for (cuts, share) in [
        (None, 0.0),
        (Some(Cuts::Exact), 0.0),
        (Some(Cuts::Exact), 0.002),
        (Some(Cuts::Exact), 0.005),
    ] {
        let displacement = share * tolerance.metres();
        let network = Network::new(border, 0.015 * tolerance.metres(), displacement);
        outcome = contours_of(&network, distances, tolerance, cuts).and_then(&make);
        if !matches!(outcome, Err(Error::Unclosed { .. } | Error::BadTerritory { .. })) {
            break;
        }
    }
    outcome
}

fn contours_of(
    network: &Network,
    distances: &[Length],
    tolerance: Tolerance,
    cuts: Option<Cuts>,
) -> Result<Vec<Vec<LineString<f64>>>, Error> {
    let mut order: Vec<usize> = (0..distances.len()).collect();
    order.sort_by(|&a, &b| distances[a].metres().total_cmp(&distances[b].metres()));
    let mut contours = vec![Vec::new(); distances.len()];
    let mut smaller: Option<Vec<Span>> = None;
    for index in order {
        let (distance, allowed) = (distances[index].metres(), tolerance.metres());
        let cuts = cuts.unwrap_or_else(|| Cuts::first(distance, allowed));
        let reach = Reach::new(distance, allowed, cuts);
        let spans = match &smaller {
            None => exposure::all(network, &reach),
            Some(smaller) => exposure::among(network, smaller, &reach),
        };
        contours[index] = draw(network, &spans, distances[index], tolerance, cuts)?;
        smaller = Some(spans);
    }
    Ok(contours)
}

fn draw(
    network: &Network,
    spans: &[Span],
    distance: Length,
    tolerance: Tolerance,
    cuts: Cuts,
) -> Result<Vec<LineString<f64>>, Error> {
    // Where curves graze, an end and a start may be as far apart along them as an arc's chord whose
    // sagitta is a thousandth of the tolerance; where cuts are exact, as one whose is a quarter.
    let sagitta = match cuts {
        Cuts::Fast => 0.001,
        Cuts::Exact => 0.25,
    };
    let graze = (8.0 * sagitta * tolerance.metres() * distance.metres()).sqrt();
    let slack = 0.25 * tolerance.metres();
    let rings = trace::rings(network, spans, distance.metres(), slack, graze).map_err(|loose| {
        match position(earth::lonlat(loose)) {
            Ok(near) => Error::Unclosed { distance, near },
            Err(error) => error,
        }
    })?;
    let mut crossed = None;
    for finer in [1.0, 8.0, 64.0, 512.0, 4_096.0] {
        let fineness = tolerance.metres() / finer;
        let ring = |ring| flatten::draw(ring, distance.metres(), fineness);
        let drawn: Vec<LineString<f64>> = rings.iter().filter_map(ring).collect();
        match crossing::first(&drawn) {
            None => return Ok(drawn),
            Some(place) => crossed = Some(place),
        }
    }
    let near = position(crossed.unwrap_or_default())?;
    Err(Error::Unclosed { distance, near })
}

/// The rings of the zone at a distance, cut where the map ends.
fn cut(
    rings: Vec<LineString<f64>>,
    frame: Frame,
    distance: Length,
    tolerance: Tolerance,
) -> Result<Vec<LineString<f64>>, Error> {
    const SLACK: f64 = 0.01;
    seam::cut(rings, frame, SLACK * tolerance.metres()).or_else(|open| {
        let near = position(open)?;
        Err(Error::Unclosed { distance, near })
    })
}

fn position(coord: Coord<f64>) -> Result<Position, Error> {
    Position::new(coord.x, coord.y)
}

/// Bands without a territory: each contour with the one inside it as its hole.
fn rings_between(
    contours: &[Vec<LineString<f64>>],
    limits: &[Length],
    tolerance: Tolerance,
) -> Result<Vec<MultiPolygon<f64>>, Error> {
    let reversed = |ring: &LineString<f64>| LineString(ring.0.iter().rev().copied().collect());
    let mut bands = Vec::with_capacity(contours.len());
    for (level, outer) in contours.iter().enumerate() {
        let inner = level.checked_sub(1).map(|below| &contours[below]);
        // Two zones without a boundary hold all of the Earth: there is nothing between them.
        let none = inner.is_some_and(Vec::is_empty) && outer.is_empty();
        let rings = outer.iter().cloned().chain(inner.into_iter().flatten().map(reversed));
        bands.push(if none {
            MultiPolygon(Vec::new())
        } else {
            let rings = cut(rings.collect(), Frame::Map, limits[level], tolerance)?;
            assemble::polygons(rings)
        });
    }
    Ok(bands)
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
