//! Slivers: the parts of a zone that a territory holds on the other side of the border than the most of it.
//!
//! Longitude, latitude in degrees; depths in metres, areas in square kilometres. The zone within the
//! territory is divided into its two sides, with flat ends: beyond its ends the border has no sides. The side
//! with the larger area is the territory's own. Where the other side has less than [`SHARE`] of the area, its
//! parts are slivers: the territory reaches over the border there, by the part's depth. Where it has
//! more, the territory lies on both sides. Parts not deeper than the tolerance do not count.

use geo_types::{LineString, Polygon};

use super::Partition;
use super::request::Request;
use crate::border::{Border, RoutePoint, Sector};
use crate::buffer::Contours;
use crate::earth::{self, Vec3, area_km2};
use crate::index::on_chord;
use crate::planar::polygon_rings;
use crate::region::Extent;
use crate::value::{Edges, Error, Length, Side};

/// The share of a zone's area below which the parts on one side are slivers.
const SHARE: f64 = 0.1;

/// The parts of a zone, cut to a territory, that lie on the other side of the border than the most of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Slivers {
    side: Side,
    count: usize,
    area_km2: f64,
    depth: Length,
}

impl Slivers {
    /// The side of the border on which they lie.
    pub fn side(&self) -> Side {
        self.side
    }

    /// Their number.
    pub fn count(&self) -> usize {
        self.count
    }

    /// The area of all of them, in square kilometres.
    pub fn area_km2(&self) -> f64 {
        self.area_km2
    }

    /// The largest distance of their boundaries from the border, within the tolerance.
    pub fn depth(&self) -> Length {
        self.depth
    }
}

/// The slivers of the zone within a limit in an extent of both sides; `None` where there are none.
///
/// # Errors
/// Those of [`bands`](super::bands).
pub(crate) fn slivers_of(
    contours: &mut Contours<'_>,
    extent: &Extent<'_>,
    limit: Length,
) -> Result<Option<Slivers>, Error> {
    let (border, tolerance) = (contours.border(), contours.tolerance());
    let whole = extent.sectors().is_none().then(|| Sector::new(Length::ZERO, border.length()));
    let extent = match whole.transpose()? {
        Some(whole) => extent.clone().along([whole]),
        None => extent.clone(),
    };
    let sides = [Side::Left, Side::Right];
    let extents = sides.map(|side| extent.clone().on(side));
    let request = Request::new(border, &extents, vec![limit], tolerance)?;
    let partition = Partition::new(&request, contours)?;
    let zones = extents.each_ref().map(|extent| {
        let holds = request.holding(extent);
        partition.polygons(|cell| cell.level == 0 && holds(cell))
    });
    let [left, right] = zones.each_ref().map(area_km2);
    let other = usize::from(right < left);
    if left.min(right) > SHARE * (left + right) {
        return Ok(None);
    }
    let mut found = Slivers { side: sides[other], count: 0, area_km2: 0.0, depth: Length::ZERO };
    for part in &zones[other] {
        let depth = deepest(border, part, 0.5 * tolerance.metres());
        if depth > tolerance.metres() {
            found.count += 1;
            found.area_km2 += area_km2(&part.clone().into());
            found.depth = found.depth.max(Length::literal(depth));
        }
    }
    Ok(Some(found).filter(|found| found.count > 0))
}

/// The largest distance of a polygon's boundary from the border, within a tolerance.
fn deepest(border: &Border, part: &Polygon<f64>, tolerance: f64) -> f64 {
    let route = border.route();
    let depth = |p: Vec3, mark: &RoutePoint| earth::arc_length(mark.point, p);
    let (mut deepest, mut stretches, mut cuts) = (0.0_f64, Vec::new(), Vec::new());
    for edge in polygon_rings(part).flat_map(LineString::lines) {
        cuts.clear();
        earth::subdivide(edge.start, edge.end, Edges::Planar, 0.1 * tolerance, &mut cuts);
        cuts.push(edge.end);
        stretches.extend(cuts.windows(2).map(|ends| [ends[0], ends[1]]));
        let p = earth::ecef(edge.start);
        deepest = deepest.max(depth(p, &route.nearest(p)));
    }
    while let Some([from, to]) = stretches.pop() {
        let middle = earth::along(from, to, 0.5);
        let p = earth::ecef(middle);
        let pieces = route.pieces_near(p);
        deepest = deepest.max(depth(p, &route.nearest_of(p, pieces.iter().copied())));
        // The distance from one piece is nowhere larger than at an end.
        let ends = [from, to].map(earth::ecef);
        let from_piece = |&piece: &usize| {
            let (a, b) = route.ends(piece);
            let away = ends.map(|end| earth::arc_length(on_chord(end, a, b), end));
            away[0].max(away[1])
        };
        let most = pieces.iter().map(from_piece).fold(f64::INFINITY, f64::min);
        if most > deepest + tolerance && (ends[1] - ends[0]).norm() > tolerance {
            stretches.extend([[from, middle], [middle, to]]);
        }
    }
    deepest
}
