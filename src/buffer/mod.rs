//! The offset engine: the zone within a distance of a border, as rings within a tolerance.

mod assemble;
mod exposure;
mod flatten;
mod network;
mod piece;
mod quadratic;
mod trace;

use geo_types::{LineString, MultiPolygon};

use self::exposure::{Exposure, Reach};
use self::network::Network;
use crate::earth;
use crate::nearest::BallTree;
use crate::{Border, Error, Length, Position, Territory, Tolerance};

/// The largest distance for which zones are computed.
pub const LARGEST_DISTANCE: Length = Length::literal(500_000.0);

/// The two-sided zone within each distance of the border, round at its ends, in the order asked.
pub fn buffer(
    border: &Border,
    distances: &[Length],
    tolerance: Tolerance,
) -> Result<Vec<MultiPolygon<f64>>, Error> {
    let contours = contours(border, distances, tolerance)?;
    Ok(contours.into_iter().map(assemble::polygons).collect())
}

/// The bands between growing limits, cut to a territory where one is given; they share their edges.
pub fn bands(
    _border: &Border,
    _territory: Option<&Territory>,
    _limits: &[Length],
    _tolerance: Tolerance,
) -> Result<Vec<MultiPolygon<f64>>, Error> {
    Err(Error::NoDistance)
}

/// The boundary of the two-sided zone at each distance, the zone on the left.
fn contours(
    border: &Border,
    distances: &[Length],
    tolerance: Tolerance,
) -> Result<Vec<Vec<LineString<f64>>>, Error> {
    check(distances, tolerance)?;
    let network = Network::new(border, 0.01 * tolerance.metres());
    let tree = BallTree::new(network.chords().len(), |chord| network.ends(chord));
    let mut exposure = Exposure::new(&network, &tree);
    let mut order: Vec<usize> = (0..distances.len()).collect();
    order.sort_by(|&a, &b| distances[a].metres().total_cmp(&distances[b].metres()));
    let mut contours = vec![Vec::new(); distances.len()];
    let mut spans: Option<Vec<exposure::Span>> = None;
    for index in order {
        let reach = Reach::new(distances[index].metres());
        let exposed = match &spans {
            None => exposure.all(&reach),
            Some(smaller) => exposure.among(smaller, &reach),
        };
        contours[index] = draw(&network, &exposed, distances[index], tolerance)?;
        spans = Some(exposed);
    }
    Ok(contours)
}

fn draw(
    network: &Network,
    spans: &[exposure::Span],
    distance: Length,
    tolerance: Tolerance,
) -> Result<Vec<LineString<f64>>, Error> {
    let slack = 0.25 * tolerance.metres();
    let rings = trace::rings(network, spans, distance.metres(), slack).map_err(|loose| {
        let near = earth::lonlat(loose);
        match Position::new(near.x, near.y) {
            Ok(near) => Error::Unclosed { distance, near },
            Err(error) => error,
        }
    })?;
    Ok(rings
        .iter()
        .filter_map(|ring| flatten::draw(ring, distance.metres(), tolerance.metres()))
        .collect())
}

fn check(distances: &[Length], tolerance: Tolerance) -> Result<(), Error> {
    if distances.is_empty() {
        return Err(Error::NoDistance);
    }
    for &distance in distances {
        if distance == Length::ZERO {
            return Err(Error::ZeroDistance);
        }
        if distance > LARGEST_DISTANCE {
            return Err(Error::DistanceTooLarge { distance, largest: LARGEST_DISTANCE });
        }
        if tolerance.length() >= distance {
            return Err(Error::ToleranceTooLarge {
                tolerance: tolerance.length(),
                limit: distance,
                what: "distance",
            });
        }
    }
    Ok(())
}
