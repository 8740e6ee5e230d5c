//! The kinds of errors, with what was refused, its place and the values that would be accepted.
//!
//! Lengths are metres, positions longitude and latitude in degrees. `message` puts a kind in words.

use std::path::PathBuf;

use super::compass::Compass;
use super::error::Error;
use super::fault::{
    Catalogue, CrsFault, GeoJsonFault, LengthFault, OptionName, SectorFault, TerritoryFault,
    ToleranceLimit, TransformationFault,
};
use super::input_position::{InputPosition, TextPosition};
use super::length::Length;
use super::position::Position;
use super::signed_length::SignedLength;

/// The kind of an [`Error`], with what was refused; more kinds and more fields may come.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum ErrorKind {
    /// A coordinate that is NaN or infinite.
    #[non_exhaustive]
    NotFinite {
        /// The place of the position in the input.
        place: InputPosition,
        /// The first number.
        lon: f64,
        /// The second number.
        lat: f64,
    },

    /// A longitude outside -180..180 or a latitude outside -90..90.
    #[non_exhaustive]
    OutOfRange {
        /// The place of the position in the input.
        place: InputPosition,
        /// The longitude as given.
        lon: f64,
        /// The latitude as given.
        lat: f64,
    },

    /// A direction of the compass that no side of a border faces.
    #[non_exhaustive]
    NoSideFaces {
        /// The direction.
        direction: Compass,
    },

    /// Two lines that run head on, where their sides, sectors or chainages are asked for.
    #[non_exhaustive]
    HeadOn {
        /// The two ends.
        ends: [Position; 2],
        /// The distance between them, rounded up to a centimetre.
        gap: Length,
    },

    /// A line with fewer than two distinct points.
    #[non_exhaustive]
    TooFewPoints {
        /// The line.
        place: InputPosition,
        /// The number of its distinct points.
        distinct: usize,
    },

    /// An input without a line.
    #[non_exhaustive]
    Empty {
        /// The input that was read.
        place: InputPosition,
    },

    /// Two consecutive points with longitudes more than 180° apart.
    #[non_exhaustive]
    LongEdge {
        /// The place of the edge's start in the input.
        place: InputPosition,
        /// The longitude of the edge's start.
        from: f64,
        /// The longitude of the edge's end.
        to: f64,
    },

    /// A polygon whose rings cross.
    #[non_exhaustive]
    CrossingRings {
        /// The start of an edge that crosses another.
        near: Position,
    },

    /// A negative distance for a geometry that has a point or a line.
    #[non_exhaustive]
    OnlyPolygons {
        /// The distance asked for.
        distance: SignedLength,
    },

    /// One side, or flat ends, for a geometry that has a point or a polygon.
    #[non_exhaustive]
    OnlyLines {
        /// The option asked for.
        option: OptionName,
    },

    /// One geometry, or none, where a zone is to be shared among several.
    #[non_exhaustive]
    TooFewGeometries {
        /// The number of geometries given.
        given: usize,
    },

    /// One of several geometries that was refused.
    #[non_exhaustive]
    BadGeometry {
        /// The geometry's index, from 0.
        index: usize,
        /// The reason for which it was refused.
        reason: Error,
    },

    /// Two geometries that have points in common, which are equally far from both.
    #[non_exhaustive]
    Touching {
        /// The indices of the geometries, from 0.
        geometries: [usize; 2],
        /// A point of both.
        near: Position,
    },

    /// One side, or flat ends, for a zone that is shared among geometries.
    #[non_exhaustive]
    OnlyWhole {
        /// The option asked for.
        option: OptionName,
    },

    /// A text that cannot be read as a length, or a number that is no length.
    #[non_exhaustive]
    BadLength {
        /// The text given.
        text: String,
        /// The fault.
        fault: LengthFault,
    },

    /// A distance of zero.
    ZeroDistance,

    /// A request without a distance.
    NoDistance,

    /// A distance beyond the largest that the engine computes.
    #[non_exhaustive]
    DistanceTooLarge {
        /// The distance asked for.
        distance: Length,
        /// The largest distance that is accepted.
        largest: Length,
    },

    /// A tolerance below the smallest supported.
    #[non_exhaustive]
    ToleranceTooSmall {
        /// The tolerance asked for.
        tolerance: Length,
        /// The smallest tolerance that is accepted.
        smallest: Length,
    },

    /// A tolerance that is not below a distance, or not below half the depth of a band or the
    /// length of a sector.
    #[non_exhaustive]
    ToleranceTooLarge {
        /// The tolerance asked for.
        tolerance: Length,
        /// The length below which the tolerance has to stay.
        limit: Length,
        /// The length of which that is the limit.
        what: ToleranceLimit,
    },

    /// Band limits that do not grow.
    #[non_exhaustive]
    LimitsNotAscending {
        /// The limit before.
        inner: Length,
        /// The limit that should be larger.
        outer: Length,
    },

    /// A depth whose zone could reach the part of the territory's edge where the data ends.
    #[non_exhaustive]
    BeyondTerritory {
        /// The depth asked for.
        depth: Length,
        /// The largest depth whose zone is known whole.
        largest: Length,
        /// The territory's name.
        territory: String,
    },

    /// A territory that no zone reaches.
    #[non_exhaustive]
    OutOfReach {
        /// The territory's name.
        territory: String,
        /// The distance from the zone to the territory.
        gap: Length,
    },

    /// A territory that is no valid polygon, or has no part in what is asked for.
    #[non_exhaustive]
    BadTerritory {
        /// The territory's name.
        territory: String,
        /// The fault.
        fault: TerritoryFault,
    },

    /// A sector that runs backwards or beyond the border, or overlaps another.
    #[non_exhaustive]
    BadSector {
        /// The chainage at which it begins.
        from: Length,
        /// The chainage at which it ends.
        to: Length,
        /// The fault.
        fault: SectorFault,
    },

    /// Plans along different borders.
    #[non_exhaustive]
    OtherBorder {
        /// The ids of two of them.
        plans: [String; 2],
    },

    /// A plan laid along another border than the one given.
    #[non_exhaustive]
    AnotherBorder {
        /// The plan's id.
        plan: String,
    },

    /// A plan that does not run along the border at hand.
    #[non_exhaustive]
    OtherLine {
        /// The plan's id.
        plan: String,
        /// The line that the plan runs along, in words.
        line: String,
    },

    /// A plan that names a territory, laid along a border without one.
    #[non_exhaustive]
    NoTerritory {
        /// The plan's id.
        plan: String,
        /// The territory that it names.
        territory: String,
    },

    /// A list of plans that is empty.
    NoPlan,

    /// A chainage beyond the border's end.
    #[non_exhaustive]
    BeyondEnd {
        /// The chainage asked for.
        chainage: Length,
        /// The border's length.
        length: Length,
    },

    /// A field of a plan or a settlement that is missing, empty or out of its range.
    #[non_exhaustive]
    BadField {
        /// The field.
        field: String,
        /// The value of the field.
        value: String,
        /// The fault and the values allowed.
        reason: String,
    },

    /// A name that is not among those known.
    #[non_exhaustive]
    UnknownId {
        /// The list in which it was looked for.
        what: Catalogue,
        /// The name given.
        id: String,
        /// The names that would be accepted.
        known: Vec<String>,
    },

    /// A name that no settlement has.
    #[non_exhaustive]
    NoSuchPlace {
        /// The name looked up.
        name: String,
        /// The spellings most like it, the most like it first.
        nearest: Vec<String>,
    },

    /// A name that several settlements have.
    #[non_exhaustive]
    AmbiguousPlace {
        /// The name looked up.
        name: String,
        /// The settlements that have the name: their names and positions.
        candidates: Vec<(String, Position)>,
    },

    /// Text that is not GeoJSON, or a feature or a geometry of it that cannot be used.
    #[non_exhaustive]
    GeoJson {
        /// The fault.
        fault: GeoJsonFault,
        /// The feature, the geometry and the part of it, counted from 1: `feature 4, line 1, point 3`.
        place: Option<String>,
        /// The fault in words, and the remedy.
        reason: String,
        /// The place in the text, where it is known.
        at: Option<TextPosition>,
    },

    /// A layer of another kind than the one wanted, or one without the feature needed.
    #[non_exhaustive]
    OtherLayer {
        /// The index of the feature of another kind; `None` for a layer without features.
        feature: Option<usize>,
        /// The function that makes layers of the kind wanted.
        maker: &'static str,
    },

    /// Another number of features than the layer has.
    #[non_exhaustive]
    OtherCount {
        /// The number of features in the layer.
        layer: usize,
        /// The number of features given.
        given: usize,
    },

    /// A column or a slice of another length than the longitudes.
    #[non_exhaustive]
    OtherLength {
        /// The number of longitudes.
        rows: usize,
        /// The length given.
        given: usize,
    },

    /// A number that no plan of a locator has.
    #[non_exhaustive]
    NoSuchPlan {
        /// The number.
        plan: usize,
        /// The number of plans.
        plans: usize,
    },

    /// A plan with more bands than have a number of their own.
    #[non_exhaustive]
    TooManyBands {
        /// The number of bands.
        bands: usize,
        /// The largest number allowed.
        most: usize,
    },

    /// A text that is no coordinate reference system, or none that can be used.
    #[non_exhaustive]
    BadCrs {
        /// The text given.
        crs: String,
        /// The fault.
        fault: CrsFault,
        /// The fault in words, and the remedy.
        reason: String,
    },

    /// A position that cannot be brought from one coordinate reference system into another.
    #[non_exhaustive]
    NotTransformed {
        /// The place of the position in the input: the line, ring or list of points, and the point
        /// in it.
        place: InputPosition,
        /// The easting or longitude as given.
        x: f64,
        /// The northing or latitude as given.
        y: f64,
        /// The fault.
        fault: TransformationFault,
        /// The fault in words, and the remedy.
        reason: String,
    },

    /// A PROJ without a database, or with a database of another version.
    #[non_exhaustive]
    ProjDatabase {
        /// The database found, unless there is none.
        database: Option<PathBuf>,
        /// The file or variable in the way, and the remedy.
        reason: String,
    },

    /// A boundary that could not be closed within the tolerance: a defect of the crate.
    #[non_exhaustive]
    Unclosed {
        /// The distance asked for.
        distance: Length,
        /// A loose end of the boundary.
        near: Position,
    },
}
