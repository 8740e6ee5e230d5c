//! The faults that kinds of errors name, where one kind has several.
//!
//! Lengths are metres, positions longitude and latitude in degrees.

use std::fmt;

use geo_types::Line;

use super::length::Length;
use super::position::Position;

/// The fault of a text that is no length, or of a number that is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum LengthFault {
    /// The number is NaN.
    NotANumber,
    /// The number is infinite.
    Infinite,
    /// The number is negative.
    Negative,
    /// The text is a number without a unit.
    NoUnit,
    /// The text is no number followed by a unit.
    Unreadable,
}

impl fmt::Display for LengthFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            LengthFault::NotANumber => "is not a number",
            LengthFault::Infinite => "is infinite",
            LengthFault::Negative => "is negative",
            LengthFault::NoUnit => "has no unit",
            LengthFault::Unreadable => "is not a number with a known unit",
        })
    }
}

/// The length that limits a tolerance.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ToleranceLimit {
    /// The distance of a zone.
    Distance,
    /// Half the depth of a band.
    HalfBand,
    /// Half the length of a sector.
    HalfSector,
}

impl fmt::Display for ToleranceLimit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            ToleranceLimit::Distance => "distance",
            ToleranceLimit::HalfBand => "half depth of a band",
            ToleranceLimit::HalfSector => "half length of a sector",
        })
    }
}

/// An option of buffers that only some geometries have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum OptionName {
    /// One side of lines.
    Side,
    /// Flat ends of lines.
    Caps,
    /// The offset curve of lines.
    OffsetLine,
}

impl fmt::Display for OptionName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            OptionName::Side => "one side",
            OptionName::Caps => "flat ends",
            OptionName::OffsetLine => "an offset curve",
        })
    }
}

/// A list that is searched by name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Catalogue {
    /// The embedded proposals.
    Proposals,
    /// The embedded territories.
    Territories,
    /// The named sectors of the embedded border.
    Sectors,
}

impl fmt::Display for Catalogue {
    /// The noun for one of its members.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Catalogue::Proposals => "proposal",
            Catalogue::Territories => "territory",
            Catalogue::Sectors => "sector",
        })
    }
}

/// The fault of a sector.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum SectorFault {
    /// The sector has no length, or runs backwards.
    Backwards,
    /// The sector runs beyond the border, which ends at this chainage.
    BeyondEnd(Length),
    /// The sector begins before the end of the one between these chainages.
    Overlaps([Length; 2]),
}

impl fmt::Display for SectorFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            SectorFault::Backwards => {
                f.write_str("does not run forwards; give the smaller chainage first")
            }
            SectorFault::BeyondEnd(length) => {
                write!(f, "runs beyond the border, which ends at {length}")
            }
            SectorFault::Overlaps([from, to]) => {
                write!(f, "overlaps the sector {from} to {to}; they have to follow it")
            }
        }
    }
}

/// The fault of a territory.
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub enum TerritoryFault {
    /// The territory has no polygon.
    NoPolygon,
    /// The rings enclose nothing.
    NoArea,
    /// A ring has fewer than three distinct points, or no area.
    FlatRing,
    /// An edge crosses another near this position.
    CrossingEdges(Position),
    /// The only ring of a polygon crosses itself in a vertex near this position.
    TwistedRing(Position),
    /// A hole lies outside its polygon, or in another hole, near this position.
    StrayHole(Position),
    /// The line along which the territory's data end has no edge.
    NoCut,
    /// The line along which the territory's data end has this edge, which is none of the territory's.
    StrayCut(Line<f64>),
    /// The zone reaches the line along which the territory's data end.
    CutReached,
    /// Nothing is left of the territory when it is snapped to the border.
    SnappedAway,
    /// Nothing of the territory lies within this distance of the border, on the side and along the sectors.
    OutsideExtent(Length),
}

impl fmt::Display for TerritoryFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let invalid = |f: &mut fmt::Formatter<'_>, fault: &str, near: &Position| {
            write!(
                f,
                "the polygon is not valid: {fault} near ({}, {}); repair it first, as QGIS's \"Fix \
                 geometries\" or PostGIS's ST_MakeValid do",
                near.lon(),
                near.lat()
            )
        };
        match self {
            TerritoryFault::NoPolygon => f.write_str("it has no polygon; give one at least"),
            TerritoryFault::NoArea => {
                f.write_str("its rings enclose nothing; give a polygon with an area")
            }
            TerritoryFault::FlatRing => f.write_str(
                "a polygon has a ring of fewer than three distinct points, or one without area; give \
                 a closed ring",
            ),
            TerritoryFault::CrossingEdges(near) => invalid(f, "an edge crosses another", near),
            TerritoryFault::TwistedRing(near) => {
                invalid(f, "its ring crosses itself in a vertex", near)
            }
            TerritoryFault::StrayHole(near) => {
                invalid(f, "a hole lies outside it, or in another hole,", near)
            }
            TerritoryFault::NoCut => {
                f.write_str("the line along which it is cut off has no edge")
            }
            TerritoryFault::StrayCut(Line { start, end }) => write!(
                f,
                "it is cut off along ({}, {}) to ({}, {}), which is not one of its edges",
                start.x, start.y, end.x, end.y
            ),
            TerritoryFault::CutReached => f.write_str(
                "the zone reaches the line where the territory is cut off by its data, not by a \
                 frontier; give a smaller distance",
            ),
            TerritoryFault::SnappedAway => f.write_str(
                "nothing of it is left beside the border; give a smaller distance to snap",
            ),
            TerritoryFault::OutsideExtent(depth) => write!(
                f,
                "no part of it lies within {depth} of the border, or none deeper than the tolerance, \
                 on the side and along the sectors asked for; give a larger distance or another \
                 territory"
            ),
        }
    }
}

/// The fault of a GeoJSON text, or of a feature or a geometry of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum GeoJsonFault {
    /// The text cannot be read, or is not UTF-8.
    Unreadable,
    /// The text is no JSON, or has a member that is missing or of a wrong type.
    Syntax,
    /// There is no geometry in the text.
    NoGeometry,
    /// There is no polygon in the text, and a territory needs one.
    NoPolygon,
    /// A feature, or a member of a collection, has no geometry.
    MissingGeometry,
    /// A geometry is empty.
    Empty,
    /// A line or a ring has one distinct point.
    OnePoint,
    /// A geometry is of a type that is not wanted.
    OtherType,
    /// Coordinates are no numbers, or not in the lists that the type of the geometry asks for.
    Coordinates,
    /// The member `crs` names another coordinate system than the expected one.
    OtherCrs,
    /// The properties are no object, or have one key twice.
    Properties,
    /// The id is neither text nor a number.
    Id,
}

/// The fault of a coordinate reference system.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum CrsFault {
    /// The text is empty, or PROJ knows no system by it.
    Unknown,
    /// The text is an operation between systems.
    Operation,
    /// The system is not projected or geographic, or has axes or units that files write in several ways.
    Unsupported,
    /// PROJ has no operation between the system and WGS 84.
    NoOperation,
    /// The system has no authority's code, by which GeoJSON names it.
    NoCode,
}

/// The fault of a position that is brought from one coordinate reference system into another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum TransformationFault {
    /// A coordinate is NaN or infinite.
    NotFinite,
    /// The position is outside the longitudes and latitudes of its system.
    OutOfRange,
    /// PROJ cannot transform the position, or not to the same position back.
    Failed,
    /// The position is outside the system's area of use.
    OutsideArea,
    /// PROJ has no datum shift at the position.
    NoDatumShift,
    /// The edge that starts at the position does not stay one edge: the transformation jumps along it, needs
    /// too many points, or leaves the map.
    Edge,
}
