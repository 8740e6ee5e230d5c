//! The errors of the crate: each carries the value refused, its place in the input and the remedy.
//!
//! Lengths in the messages are metres, positions longitude and latitude in degrees.

use super::compass::Compass;
use super::input_position::InputPosition;
use super::length::Length;
use super::position::Position;
use super::remedy;
use super::signed_length::SignedLength;

/// The reason for which an input was refused or a zone could not be computed.
///
/// Each message names the value, its place in the input, and what would be accepted.
///
/// ```
/// use safe_zone::{Error, Length, Tolerance};
/// let error = Tolerance::new(Length::from_metres(0.0001)?).unwrap_err();
/// assert!(matches!(error, Error::ToleranceTooSmall { smallest, .. } if smallest.metres() == 0.001));
/// assert_eq!(
///     error.to_string(),
///     "tolerance 0.0001 m is below what is supported; give 0.001 m or more"
/// );
/// # Ok::<(), Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// A coordinate that is NaN or infinite.
    #[error(
        "{place}: the position ({lon}, {lat}) is not finite; longitude and latitude must be numbers in degrees"
    )]
    NotFinite {
        /// The place of the position in the input.
        place: InputPosition,
        /// The first number.
        lon: f64,
        /// The second number.
        lat: f64,
    },

    /// A longitude outside -180..180 or a latitude outside -90..90.
    #[error(
        "{place}: the position ({lon:?}, {lat:?}) is outside longitude -180..180, latitude -90..90; {}",
        remedy::out_of_range(*lon, *lat)
    )]
    OutOfRange {
        /// The place of the position in the input.
        place: InputPosition,
        /// The longitude as given.
        lon: f64,
        /// The latitude as given.
        lat: f64,
    },

    /// A direction of the compass that no side of a border faces.
    #[error(
        "no side of the line faces {direction} on three quarters of what faces it; give left or right, \
         as the line runs"
    )]
    NoSideFaces {
        /// The direction.
        direction: Compass,
    },

    /// Two lines that run head on, where their sides, sectors or chainages are asked for.
    #[error(
        "two lines, {gap} apart, both begin or both end at {} and {}: left of one is right of the \
         other; join lines over gaps up to {gap}, or reverse one of them",
        ends[0],
        ends[1]
    )]
    HeadOn {
        /// The two ends.
        ends: [Position; 2],
        /// The distance between them, rounded up to a centimetre.
        gap: Length,
    },

    /// A line with fewer than two distinct points.
    #[error("{place}: the line has {distinct} distinct point(s); a border needs at least two")]
    TooFewPoints {
        /// The line.
        place: InputPosition,
        /// The number of its distinct points.
        distinct: usize,
    },

    /// An input without a line.
    #[error("{place}: there is no line; give at least one LineString of two or more points")]
    Empty {
        /// The input that was read.
        place: InputPosition,
    },

    /// Two consecutive points with longitudes more than 180° apart.
    #[error(
        "{place}: the edge goes from longitude {from} to {to}, more than 180° of longitude; {}", remedy::long_edge(*from, *to)
    )]
    LongEdge {
        /// The place of the edge's start in the input.
        place: InputPosition,
        /// The longitude of the edge's start.
        from: f64,
        /// The longitude of the edge's end.
        to: f64,
    },

    /// A polygon whose rings cross.
    #[error(
        "a polygon's edge from {near} crosses another edge of it, so that its inside is unclear; repair it first, as QGIS's \"Fix geometries\" or PostGIS's ST_MakeValid do"
    )]
    CrossingRings {
        /// The start of an edge that crosses another.
        near: Position,
    },

    /// A negative distance for a geometry that has a point or a line.
    #[error(
        "distance {distance}: only polygons can be eroded, and the geometry has points or lines; give a positive distance"
    )]
    OnlyPolygons {
        /// The distance asked for.
        distance: SignedLength,
    },

    /// One side, or flat ends, for a geometry that has a point or a polygon.
    #[error(
        "{option}: only lines have it, and the geometry has points or polygons; leave the option out or give lines alone"
    )]
    OnlyLines {
        /// The option asked for.
        option: &'static str,
    },

    /// One geometry, or none, where a zone is to be shared among several.
    #[error("{given} geometries were given; give two or more, between which a median runs")]
    TooFewGeometries {
        /// The number of geometries given.
        given: usize,
    },

    /// One of several geometries that was refused.
    #[error("geometry {index}: {reason}")]
    BadGeometry {
        /// The geometry's index, from 0.
        index: usize,
        /// The reason for which it was refused.
        reason: Box<Error>,
    },

    /// Two geometries that have points in common, which are equally far from both.
    #[error(
        "geometries {} and {} touch or overlap near {near}, where no median parts them; cut one of them back, or give both as one geometry", geometries[0], geometries[1]
    )]
    Touching {
        /// The indices of the geometries, from 0.
        geometries: [usize; 2],
        /// A point of both.
        near: Position,
    },

    /// One side, or flat ends, for a zone that is shared among geometries.
    #[error("{option}: a shared zone has both sides and round ends; leave the option out")]
    OnlyWhole {
        /// The option asked for.
        option: &'static str,
    },

    /// A text that cannot be read as a length, or a number that is no length.
    #[error(
        "length {text:?}: {reason}; give a positive number with its unit, one of mm, cm, m, km, mi, nmi, as in 14km"
    )]
    BadLength {
        /// The text given.
        text: String,
        /// The fault.
        reason: &'static str,
    },

    /// A distance of zero.
    #[error("the distance is 0; give a positive one")]
    ZeroDistance,

    /// A request without a distance.
    #[error("no distance was given; give at least one")]
    NoDistance,

    /// A distance beyond the largest that the engine computes.
    #[error("distance {distance} is beyond what is supported; give {largest} or less")]
    DistanceTooLarge {
        /// The distance asked for.
        distance: Length,
        /// The largest distance that is accepted.
        largest: Length,
    },

    /// A tolerance below the smallest supported.
    #[error("tolerance {tolerance} is below what is supported; give {smallest} or more")]
    ToleranceTooSmall {
        /// The tolerance asked for.
        tolerance: Length,
        /// The smallest tolerance that is accepted.
        smallest: Length,
    },

    /// A tolerance that is not below a distance, or not below half the depth of a band or the
    /// length of a sector.
    #[error("tolerance {tolerance} is not below {limit}, the {what}; give a smaller tolerance")]
    ToleranceTooLarge {
        /// The tolerance asked for.
        tolerance: Length,
        /// The length below which the tolerance has to stay.
        limit: Length,
        /// The name of that limit.
        what: &'static str,
    },

    /// Band limits that do not grow.
    #[error("band limit {outer} follows {inner}; limits must grow from the border outwards")]
    LimitsNotAscending {
        /// The limit before.
        inner: Length,
        /// The limit that should be larger.
        outer: Length,
    },

    /// A depth whose zone could reach the part of the territory's edge where the data ends.
    #[error(
        "depth {depth} reaches the place where the territory {territory:?} is cut off by its data, not by a frontier; the largest depth allowed is {largest}"
    )]
    BeyondTerritory {
        /// The depth asked for.
        depth: Length,
        /// The largest depth whose zone is known whole.
        largest: Length,
        /// The territory's name.
        territory: String,
    },

    /// A territory that no zone reaches.
    #[error(
        "territory {territory:?}: no part of it lies in the zone, which ends {gap} before it; give a larger distance or another territory"
    )]
    OutOfReach {
        /// The territory's name.
        territory: String,
        /// The distance from the zone to the territory.
        gap: Length,
    },

    /// A territory that is no valid polygon, or has no part in what is asked for.
    #[error("territory {territory:?}: {reason}")]
    BadTerritory {
        /// The territory's name.
        territory: String,
        /// The fault and the remedy.
        reason: String,
    },

    /// A sector that runs backwards or beyond the border.
    #[error("sector {from} to {to} {reason}")]
    BadSector {
        /// The chainage at which it begins.
        from: Length,
        /// The chainage at which it ends.
        to: Length,
        /// The fault and the range allowed.
        reason: String,
    },

    /// Plans along different borders.
    #[error("the plans {} and {} run along different borders; compare plans along one", plans[0], plans[1])]
    OtherBorder {
        /// The ids of two of them.
        plans: [String; 2],
    },

    /// A plan laid along another border than the one given.
    #[error(
        "the plan {plan} is laid along another border than the one given; lay it along that one"
    )]
    AnotherBorder {
        /// The plan's id.
        plan: String,
    },

    /// A plan that does not run along the border at hand.
    #[error("{plan} does not run along this border but along another line: {line}; give that line")]
    OtherLine {
        /// The plan's id.
        plan: String,
        /// The line that the plan runs along, in words.
        line: String,
    },

    /// A plan that names a territory, laid along a border without one.
    #[error("{plan} lies in the territory {territory:?}, which is not here; give its polygon")]
    NoTerritory {
        /// The plan's id.
        plan: String,
        /// The territory that it names.
        territory: String,
    },

    /// A list of plans that is empty.
    #[error("no plan was given; give at least one")]
    NoPlan,

    /// A chainage beyond the border's end.
    #[error("chainage {chainage} is beyond the border's end at {length}")]
    BeyondEnd {
        /// The chainage asked for.
        chainage: Length,
        /// The border's length.
        length: Length,
    },

    /// A field of a plan or a settlement that is missing, empty or out of its range.
    #[error("{field}: {value:?} {reason}")]
    BadField {
        /// The field.
        field: String,
        /// The value of the field.
        value: String,
        /// The fault and the values allowed.
        reason: String,
    },

    /// A name that is not among those known.
    #[error("there is no {what} {id:?}; known are {}", known.join(", "))]
    UnknownId {
        /// The kind of thing that was looked for.
        what: &'static str,
        /// The name given.
        id: String,
        /// The names that would be accepted.
        known: Vec<String>,
    },

    /// A name that no settlement has.
    #[error(
        "no place is called {name:?}; {}",
        if nearest.is_empty() {
            "the list of places is empty: give one that holds it".to_owned()
        } else {
            format!("the nearest spellings are {}", nearest.join(", "))
        }
    )]
    NoSuchPlace {
        /// The name looked up.
        name: String,
        /// The spellings most like it, the most like it first.
        nearest: Vec<String>,
    },

    /// A name that several settlements have.
    #[error(
        "{} places are called {name:?}: {}; give the position of the one that is meant, or a name that it alone has",
        candidates.len(),
        candidates.iter().map(|(name, at)| format!("{name} at {at}")).collect::<Vec<_>>().join(", ")
    )]
    AmbiguousPlace {
        /// The name looked up.
        name: String,
        /// The settlements that have the name: their names and positions.
        candidates: Vec<(String, Position)>,
    },

    /// Text that is not the GeoJSON wanted.
    #[error("{0}")]
    GeoJson(String),

    /// A text that is no coordinate reference system, or none that can be used.
    #[error("coordinate reference system {crs:?}: {reason}")]
    BadCrs {
        /// The text given.
        crs: String,
        /// The fault and the remedy.
        reason: String,
    },

    /// A position that cannot be brought from one coordinate reference system into another.
    #[error("{place}: the position ({x:?}, {y:?}) {reason}")]
    NotTransformed {
        /// The place of the position in the input: the line, ring or list of points, and the point
        /// in it.
        place: InputPosition,
        /// The easting or longitude as given.
        x: f64,
        /// The northing or latitude as given.
        y: f64,
        /// The fault and the remedy.
        reason: String,
    },

    /// A PROJ without a database, or with a database of another version.
    #[error("{reason}")]
    ProjDatabase {
        /// The file or variable in the way, and the remedy.
        reason: String,
    },

    /// A boundary that could not be closed within the tolerance: a defect of the crate.
    #[error(
        "the boundary at distance {distance} could not be closed near {near}, where parts of the line may all but \
         coincide; draw such parts as one or give another tolerance, and please report this line"
    )]
    Unclosed {
        /// The distance asked for.
        distance: Length,
        /// A loose end of the boundary.
        near: Position,
    },
}

impl Error {
    /// Builds an [`Error::BadField`] from these parts.
    pub(crate) fn bad_field(
        field: impl Into<String>,
        value: impl Into<String>,
        reason: impl Into<String>,
    ) -> Self {
        Error::BadField { field: field.into(), value: value.into(), reason: reason.into() }
    }
}
