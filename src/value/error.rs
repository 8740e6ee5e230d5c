//! Everything that can be refused, with the value refused, its place and the remedy.
//!
//! Lengths in the messages are metres, positions longitude and latitude in degrees.

use super::length::Length;
use super::position::Position;

/// Why an input was refused or a zone could not be computed.
///
/// Each message names the value, where it stood, and what would be accepted.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// A coordinate is NaN or infinite.
    #[error(
        "{place}: the position ({lon}, {lat}) is not finite; longitude and latitude must be numbers in degrees"
    )]
    NotFinite {
        /// Where the position stood.
        place: InputPosition,
        /// The first number.
        lon: f64,
        /// The second number.
        lat: f64,
    },

    /// Longitude is outside -180..180 or latitude outside -90..90.
    #[error(
        "{place}: the position ({lon:?}, {lat:?}) is outside longitude -180..180, latitude -90..90{}",
        if lon.abs().max(lat.abs()) > 1000.0 {
            "; it looks like projected metres: transform it to WGS 84 degrees (EPSG:4326) first"
        } else if lat.abs() > 90.0 && lon.abs() <= 90.0 {
            "; the order is longitude, latitude: are the two swapped?"
        } else {
            "; give WGS 84 degrees, longitude first"
        }
    )]
    OutOfRange {
        /// Where the position stood.
        place: InputPosition,
        /// Longitude as given.
        lon: f64,
        /// Latitude as given.
        lat: f64,
    },

    /// A line has fewer than two distinct points.
    #[error("{place}: the line has {distinct} distinct point(s); a border needs at least two")]
    TooFewPoints {
        /// Which line.
        place: InputPosition,
        /// How many distinct points it has.
        distinct: usize,
    },

    /// No line at all.
    #[error("{place}: there is no line; give at least one LineString of two or more points")]
    Empty {
        /// What was read.
        place: InputPosition,
    },

    /// Two consecutive points have longitudes more than 180° apart.
    #[error(
        "{place}: the edge goes from longitude {from} to {to}, more than 180° of longitude; split the line at ±180 (RFC 7946 §3.1.9) or add points"
    )]
    LongEdge {
        /// Where the edge starts.
        place: InputPosition,
        /// Longitude at its start.
        from: f64,
        /// Longitude at its end.
        to: f64,
    },

    /// A length that cannot be read or is not a length.
    #[error(
        "length {text:?}: {reason}; give a positive number with its unit, one of mm, cm, m, km, mi, nmi, as in 14km"
    )]
    BadLength {
        /// What was given.
        text: String,
        /// What is wrong with it.
        reason: &'static str,
    },

    /// A distance of zero.
    #[error("the distance is 0; give a positive one")]
    ZeroDistance,

    /// No distance at all.
    #[error("no distance was given; give at least one")]
    NoDistance,

    /// A distance beyond what the engine computes.
    #[error("distance {distance} is beyond what is supported; give {largest} or less")]
    DistanceTooLarge {
        /// The distance asked for.
        distance: Length,
        /// The largest that is accepted.
        largest: Length,
    },

    /// A tolerance below the smallest supported.
    #[error("tolerance {tolerance} is below what is supported; give {smallest} or more")]
    ToleranceTooSmall {
        /// The tolerance asked for.
        tolerance: Length,
        /// The smallest that is accepted.
        smallest: Length,
    },

    /// A tolerance as large as a distance or as a band is deep.
    #[error("tolerance {tolerance} is not below {limit}, the {what}; give a smaller tolerance")]
    ToleranceTooLarge {
        /// The tolerance asked for.
        tolerance: Length,
        /// What it has to stay below.
        limit: Length,
        /// What that limit is.
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

    /// The zone could reach the part of the territory's edge where the data ends.
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

    /// A territory that does not fit its border or is no polygon.
    #[error("territory {territory:?}: {reason}")]
    BadTerritory {
        /// The territory's name.
        territory: String,
        /// What is wrong and what to do.
        reason: String,
    },

    /// A sector that runs backwards or beyond the border.
    #[error("sector {from} to {to} {reason}")]
    BadSector {
        /// The chainage at which it begins.
        from: Length,
        /// The chainage at which it ends.
        to: Length,
        /// What is wrong and what is allowed.
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
        /// What line it runs along.
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

    /// No plan at all.
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
        /// What it held.
        value: String,
        /// What is wrong and what is allowed.
        reason: String,
    },

    /// A name that is not among those known.
    #[error("there is no {what} {id:?}; known are {}", known.join(", "))]
    UnknownId {
        /// What was looked for.
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
        /// The settlements that have it: their names and where they lie.
        candidates: Vec<(String, Position)>,
    },

    /// Text that is not the GeoJSON wanted.
    #[error("{0}")]
    GeoJson(String),

    /// A text that is no coordinate reference system, or none that can be used.
    #[error("coordinate reference system {crs:?}: {reason}")]
    BadCrs {
        /// What was given.
        crs: String,
        /// What is wrong and what to do.
        reason: String,
    },

    /// A position that cannot be brought from one coordinate reference system into another.
    #[error("{place}: the position ({x:?}, {y:?}) {reason}")]
    NotTransformed {
        /// Where the position stood: which line, ring or list of points, and which of its points.
        place: InputPosition,
        /// Easting or longitude as given.
        x: f64,
        /// Northing or latitude as given.
        y: f64,
        /// What is wrong and what to do.
        reason: String,
    },

    /// PROJ has no database, or one of another version.
    #[error("{reason}")]
    ProjDatabase {
        /// Which file or variable is in the way, and what to do.
        reason: String,
    },

    /// The boundary could not be closed within tolerance. This is a defect of the crate.
    #[error(
        "the boundary at distance {distance} could not be closed near {near}; please report this line"
    )]
    Unclosed {
        /// The distance asked for.
        distance: Length,
        /// Where the boundary has a loose end.
        near: Position,
    },
}

impl Error {
    /// [`Error::BadField`] of these parts.
    pub(crate) fn bad_field(
        field: impl Into<String>,
        value: impl Into<String>,
        reason: impl Into<String>,
    ) -> Self {
        Error::BadField { field: field.into(), value: value.into(), reason: reason.into() }
    }
}

/// Where in the input a value stood: which line and which of its points, counted from 0.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct InputPosition {
    part: Option<usize>,
    point: Option<usize>,
}

impl InputPosition {
    /// The input as a whole.
    pub const INPUT: InputPosition = InputPosition { part: None, point: None };

    /// The line with this index.
    pub fn line(part: usize) -> Self {
        InputPosition { part: Some(part), point: None }
    }

    /// The point with this index of that line.
    pub fn point(part: usize, point: usize) -> Self {
        InputPosition { part: Some(part), point: Some(point) }
    }

    /// The index of the line, where it is known.
    pub fn line_index(&self) -> Option<usize> {
        self.part
    }

    /// The index of the point in that line, where it is known.
    pub fn point_index(&self) -> Option<usize> {
        self.point
    }
}

impl std::fmt::Display for InputPosition {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match (self.part, self.point) {
            (Some(part), Some(point)) => write!(f, "line {part}, point {point}"),
            (Some(part), None) => write!(f, "line {part}"),
            _ => write!(f, "input"),
        }
    }
}
