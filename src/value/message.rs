//! The messages of errors: the value refused, its place in the input, and what would be accepted.
//!
//! Lengths are metres or kilometres, positions longitude and latitude in degrees.

use std::fmt;

use super::error_kind::ErrorKind;
use super::remedy;

impl fmt::Display for ErrorKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ErrorKind::NotFinite { place, lon, lat } => write!(
                f,
                "{place}: the position ({lon}, {lat}) is not finite; longitude and latitude must be \
                 numbers in degrees"
            ),
            ErrorKind::OutOfRange { place, lon, lat } => write!(
                f,
                "{place}: the position ({lon:?}, {lat:?}) is outside longitude -180..180, latitude \
                 -90..90; {}",
                remedy::out_of_range(*lon, *lat)
            ),
            ErrorKind::NoSideFaces { direction } => write!(
                f,
                "no side of the line faces {direction} on three quarters of what faces it; give left \
                 or right, as the line runs"
            ),
            ErrorKind::HeadOn { ends: [one, other], gap } => write!(
                f,
                "two lines, {gap} apart, both begin or both end at {one} and {other}: left of one is \
                 right of the other; join lines over gaps up to {gap}, or reverse one of them"
            ),
            ErrorKind::TooFewPoints { place, distinct } => write!(
                f,
                "{place}: the line has {distinct} distinct point(s); a border needs at least two"
            ),
            ErrorKind::Empty { place } => write!(
                f,
                "{place}: there is no line; give at least one LineString of two or more points"
            ),
            ErrorKind::LongEdge { place, from, to } => write!(
                f,
                "{place}: the edge goes from longitude {from} to {to}, more than 180° of longitude; {}",
                remedy::long_edge(*from, *to)
            ),
            ErrorKind::CrossingRings { near } => write!(
                f,
                "a polygon's edge from {near} crosses another edge of it, so that its inside is \
                 unclear; repair it first, as QGIS's \"Fix geometries\" or PostGIS's ST_MakeValid do"
            ),
            ErrorKind::OnlyPolygons { distance } => write!(
                f,
                "distance {distance}: only polygons can be eroded, and the geometry has points or \
                 lines; give a positive distance"
            ),
            ErrorKind::OnlyLines { option } => write!(
                f,
                "{option}: only lines have it, and the geometry has points or polygons; leave the \
                 option out or give lines alone"
            ),
            ErrorKind::TooFewGeometries { given } => write!(
                f,
                "{given} geometries were given; give two or more, between which a median runs"
            ),
            ErrorKind::BadGeometry { index, reason } => {
                write!(f, "geometry {}: {reason}", index + 1)
            }
            ErrorKind::Touching { geometries: [one, other], near } => write!(
                f,
                "geometries {} and {} touch or overlap near {near}, where no median parts them; cut \
                 one of them back, or give both as one geometry",
                one + 1,
                other + 1
            ),
            ErrorKind::OnlyWhole { option } => write!(
                f,
                "{option}: a shared zone has both sides and round ends; leave the option out"
            ),
            ErrorKind::BadLength { text, fault } => write!(
                f,
                "length {text:?}: {fault}; give a positive number with its unit, one of mm, cm, m, \
                 km, mi, nmi, as in 14km"
            ),
            ErrorKind::ZeroDistance => f.write_str("the distance is 0; give a positive one"),
            ErrorKind::NoDistance => f.write_str("no distance was given; give at least one"),
            ErrorKind::DistanceTooLarge { distance, largest } => {
                write!(f, "distance {distance} is beyond what is supported; give {largest} or less")
            }
            ErrorKind::ToleranceTooSmall { tolerance, smallest } => write!(
                f,
                "tolerance {tolerance} is below what is supported; give {smallest} or more"
            ),
            ErrorKind::ToleranceTooLarge { tolerance, limit, what } => write!(
                f,
                "tolerance {tolerance} is not below {limit}, the {what}; give a smaller tolerance"
            ),
            ErrorKind::LimitsNotAscending { inner, outer } => write!(
                f,
                "band limit {outer} follows {inner}; limits must grow from the border outwards"
            ),
            ErrorKind::BeyondTerritory { depth, largest, territory } => write!(
                f,
                "depth {depth} reaches the place where the territory {territory:?} is cut off by its \
                 data, not by a frontier; the largest depth allowed is {largest}"
            ),
            ErrorKind::OutOfReach { territory, gap } => write!(
                f,
                "territory {territory:?}: no part of it lies in the zone, which ends {gap} before it; \
                 give a larger distance or another territory"
            ),
            ErrorKind::BadTerritory { territory, fault } => {
                write!(f, "territory {territory:?}: {fault}")
            }
            ErrorKind::BadSector { from, to, fault } => write!(f, "sector {from} to {to} {fault}"),
            ErrorKind::OtherBorder { plans: [one, other] } => write!(
                f,
                "the plans {one} and {other} run along different borders; compare plans along one"
            ),
            ErrorKind::AnotherBorder { plan } => write!(
                f,
                "the plan {plan} is laid along another border than the one given; lay it along that \
                 one"
            ),
            ErrorKind::OtherLine { plan, line } => write!(
                f,
                "{plan} does not run along this border but along another line: {line}; give that line"
            ),
            ErrorKind::NoTerritory { plan, territory } => write!(
                f,
                "{plan} lies in the territory {territory:?}, which is not here; give its polygon"
            ),
            ErrorKind::NoPlan => f.write_str("no plan was given; give at least one"),
            ErrorKind::BeyondEnd { chainage, length } => {
                write!(f, "chainage {chainage} is beyond the border's end at {length}")
            }
            ErrorKind::BadField { field, value, reason } => {
                write!(f, "{field}: {value:?} {reason}")
            }
            ErrorKind::UnknownId { what, id, known } => {
                write!(f, "there is no {what} {id:?}; known are {}", known.join(", "))
            }
            ErrorKind::NoSuchPlace { name, nearest } if nearest.is_empty() => write!(
                f,
                "no place is called {name:?}; the list of places is empty: give one that holds it"
            ),
            ErrorKind::NoSuchPlace { name, nearest } => {
                let nearest = nearest.join(", ");
                write!(f, "no place is called {name:?}; the nearest spellings are {nearest}")
            }
            ErrorKind::AmbiguousPlace { name, candidates } => {
                let listed = candidates.iter().map(|(name, at)| format!("{name} at {at}"));
                write!(
                    f,
                    "{} places are called {name:?}: {}; give the position of the one that is meant, \
                     or a name that it alone has",
                    candidates.len(),
                    listed.collect::<Vec<_>>().join(", ")
                )
            }
            ErrorKind::GeoJson { place: Some(place), reason, .. } => write!(f, "{place} {reason}"),
            ErrorKind::GeoJson { place: None, reason, .. } => f.write_str(reason),
            ErrorKind::OtherLayer { feature: Some(feature), maker } => write!(
                f,
                "feature {} is of another kind of layer; give one that layers::{maker} has made",
                feature + 1
            ),
            ErrorKind::OtherLayer { feature: None, maker } => {
                write!(f, "the layer is empty; give one that layers::{maker} has made")
            }
            ErrorKind::OtherCount { layer, given } => write!(
                f,
                "the layer has {layer} features, and {given} are given; give one for each"
            ),
            ErrorKind::OtherLength { rows, given } => {
                write!(f, "there are {rows} longitudes; a column of {given} does not go with them")
            }
            ErrorKind::NoSuchPlan { plan, plans } => {
                write!(f, "there is no plan {plan}: the locator has {plans}, counted from 0")
            }
            ErrorKind::TooManyBands { bands, most } => {
                write!(f, "the plan has {bands} bands; at most {most} can be numbered")
            }
            ErrorKind::BadCrs { crs, reason, .. } => {
                write!(f, "coordinate reference system {crs:?}: {reason}")
            }
            ErrorKind::NotTransformed { place, x, y, reason, .. } => {
                write!(f, "{place}: the position ({x:?}, {y:?}) {reason}")
            }
            ErrorKind::ProjDatabase { reason, .. } => f.write_str(reason),
            ErrorKind::Unclosed { distance, near } => write!(
                f,
                "the boundary at distance {distance} could not be closed near {near}, where parts of the line may \
                 all but coincide; draw such parts as one or give another tolerance, and please report this line"
            ),
        }
    }
}
