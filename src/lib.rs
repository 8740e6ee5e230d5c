//! Buffer zones along a border, as polygons on the WGS 84 ellipsoid within a stated tolerance.
//!
//! A point belongs to the zone of depth d when the shortest geodesic from it to the border is no
//! longer than d. At every point of a zone's edge, taken along the edge as drawn in longitude and
//! latitude, that distance differs from d by no more than the [`Tolerance`]: 1 m unless told
//! otherwise, 1 mm at least. No part or hole deeper than that is missing, none is invented.
//!
//! # The story
//! In August 2019 the United States proposed a strip 5 km deep along the Turkish frontier in
//! northeastern Syria without armed forces, and 9 km more without heavy weapons; Turkey wanted a
//! zone at least twice as deep. Where does each plan run, what do they share, whom does each hold?
//!
//! A [`Proposal`] records who wants which regime at which depth. Laid along a border it is a
//! [`Plan`]. [`Zones`] are the plan's polygons; a [`Comparison`] holds the part that two plans
//! share and the parts that each adds; a [`Census`](plan::Census) holds the places in a plan.
//! [`layers`] are GeoJSON of all of them for any GIS, [`svg`] is a picture, [`qgis`] a styled project.
//!
//! ```
//! # #[cfg(feature = "data")] {
//! use safe_zone::layers::{self, Caption};
//! use safe_zone::plan::Census;
//! use safe_zone::values::Provenance;
//! use safe_zone::{Comparison, Tolerance, Zones, dataset, svg};
//!
//! let us = dataset::plan(dataset::us_2019())?;
//! let turkey = dataset::plan(dataset::turkey_2019())?;
//! let tolerance = Tolerance::default(); // 1 m
//!
//! let zones = [Zones::compute(&us, tolerance)?, Zones::compute(&turkey, tolerance)?];
//! let comparison = Comparison::compute(&us, &turkey, tolerance)?;
//! assert_eq!(
//!     comparison.statement(),
//!     "us-2019 and turkey-2019 share 6028 km²; \
//!      turkey-2019 adds at least 5514 km², 48 % of its zone"
//! );
//!
//! let census = Census::take(&us, dataset::places(), tolerance)?;
//! let demilitarized = census.people(0);
//! assert_eq!((demilitarized.places, demilitarized.unknown), (6, 2));
//!
//! let licence = Provenance::notices(dataset::territory_provenance("syria-east-of-the-euphrates")?);
//! let caption = Caption { name: "Zones", data_licence: &licence, ..Caption::default() };
//! let layer = layers::zones(&zones, &caption).to_string();
//! let picture = svg::Map::new(us.border(), &zones, caption).comparing(&comparison).to_string();
//! # assert!(layer.starts_with(r#"{"type":"FeatureCollection""#) && picture.starts_with("<svg "));
//! # }
//! # Ok::<(), safe_zone::Error>(())
//! ```
//!
//! # A geometry and a distance
//! The same engine serves any geometry. [`GeodesicBuffer`] is the buffer of the types of `geo_types`; its
//! documentation describes the method and the accuracy. [`buffer()`] gives several depths at once,
//! [`bands()`] the strips between them, which share their edges vertex for vertex.
//!
//! ```
//! use geo_types::line_string;
//! use safe_zone::{Border, Edges, Length, Tolerance, area_km2, bands, buffer};
//!
//! let line = line_string![(x: 38.0, y: 36.8), (x: 39.0, y: 36.7)];
//! let border = Border::new(line, Edges::Planar)?;
//! let depths: [Length; 2] = ["5km".parse()?, "14km".parse()?];
//!
//! let zones = buffer(&border, &depths, Tolerance::default())?;
//! let strips = bands(&border, None, &depths, "10cm".parse()?)?;
//! assert_eq!(format!("{:.1}", area_km2(&zones[0])), "978.4");
//! let both = area_km2(&strips[0]) + area_km2(&strips[1]);
//! assert!((both / area_km2(&zones[1]) - 1.0).abs() < 1e-4);
//! # Ok::<(), safe_zone::Error>(())
//! ```
//!
//! # Where to start
//! | to | take |
//! |---|---|
//! | buffer a point, a line, a polygon | [`GeodesicBuffer`] |
//! | buffer a line at several depths | [`buffer()`] |
//! | cut it into bands, to a territory, stretches of the border or a side | [`bands()`] over an [`Extent`] |
//! | cut any zone to a territory, lay a territory's edge onto the border | [`territory`] |
//! | share a zone among coasts, find the median lines | [`median`] |
//! | join a border in pieces; find the chainage, distance and side of a point | [`linear`] |
//! | write a plan down | [`Proposal`], which is JSON; laid along a border, a [`Plan`] |
//! | draw and measure it | [`Zones`] |
//! | compare it with others; count the places and people in it; see both by depth | [`Comparison`]; [`plan`] |
//! | find places by their names | [`places`] |
//! | sort many points into zones | [`Locator`]; [`points`] |
//! | take the Turkey-Syria border, places near it, eight plans | `dataset` |
//! | read lines, write layers | [`layers`] |
//! | draw maps | [`svg`], [`html`], [`qgis`] |
//! | use other coordinate systems | `crs`, with the feature `proj` |
//! | match what was refused | [`Error::kind`]; [`mod@error`] |
//! | read or change the source | [`architecture`]: the layers, and five journeys through them |
//!
//! The root has what most programs need, the modules all of their subject. Geometries are those of
//! [`geo_types`], which is re-exported.
//!
//! # Units and coordinates
//! Positions are longitude, then latitude, in degrees on WGS 84. A [`Length`] carries its unit in
//! (`"20mi".parse()`) and comes out in metres or kilometres; areas are square kilometres on the
//! ellipsoid. A border's edges are straight on the map or geodesic, as [`Edges`] says; the edges of
//! zones and territories are straight in longitude and latitude, as in RFC 7946.
//!
//! # Errors
//! Refused input gives an [`Error`] that names the value, its place in the input, and what would be
//! accepted; [`Error::kind`] has them as values to match. Nothing is repaired in silence except repeated
//! points, which are dropped.
//!
//! # Limits
//! Distances end at [`LARGEST_DISTANCE`](values::LARGEST_DISTANCE), depths in a territory at
//! [`largest_depth`](territory::largest_depth). Zones may lie
//! anywhere on Earth: they are cut at the antimeridian and, where they hold a pole, follow the
//! map's edge around it.
//!
//! # Features
//! - `data` (default): `dataset`. Its lines are under the ODbL 1.0 and the LGPL 3.0, and so is
//!   what is made from them; its places are under CC BY 4.0: name GeoNames with them. Without it
//!   the crate is MIT or Apache 2.0 alone.
//! - `proj`: `crs::Crs`, which reads borders, territories and places in any coordinate system that the
//!   C++ library PROJ knows, and writes zones in it. Links that library, or builds it: the
//!   documentation of `Crs` says what that takes.
//! - `rayon`: zones on all processors, the same to the bit; and batches of a [`Locator`], as
//!   `par_locate_all`.

#![cfg_attr(docsrs, feature(doc_cfg))]
#![deny(missing_docs)]
#![forbid(unsafe_code)]

// One folder a layer, from below: value, parallel; earth; places, index, planar, crs; border; region; buffer;
// overlay; geometry; plan; locator, dataset, format. Each imports those below it, by name and never from here:
// `tests/it/layers.rs`.
mod border;
mod buffer;
#[cfg(feature = "proj")]
pub mod crs;
#[cfg(feature = "data")]
pub mod dataset;
mod earth;
mod format;
mod geometry;
mod index;
mod locator;
mod overlay;
mod parallel;
pub mod places;
pub mod plan;
mod planar;
mod region;
mod value;

pub use geo_types;

pub use border::{Border, Route};
pub use buffer::buffer;
pub use earth::area_km2;
pub use format::{geojson as layers, html, qgis, svg};
pub use geometry::{BufferOptions, Caps, GeodesicBuffer};
pub use locator::Locator;
pub use overlay::bands;
#[doc(inline)]
pub use plan::{Comparison, Plan, Proposal, Zones};
pub use region::{Extent, Territory};
pub use value::{Edges, Error, ErrorKind, Length, Position, Side, SignedLength, Tolerance};

/// Linear referencing: borders joined from pieces and measured along, the points on them, their stretches.
pub mod linear {
    pub use crate::border::{Joined, Joining, Projection, Route, Run, Sector, Station};
}

/// Points into plans: a [`Locator`] and its answers.
pub mod points {
    pub use crate::locator::{Columns, Located, Locator, NO_POSITION, Offset};
}

/// Where zones may lie: territories, sides and stretches of a border.
pub mod territory {
    pub use crate::overlay::Slivers;
    pub use crate::region::{Extent, Snapped, Territory, largest_depth};
}

/// Zones shared among geometries, each point to the nearest, and the median lines between them.
pub mod median {
    pub use crate::geometry::{MedianLine, allocate, median_lines};
}

/// Values: lengths with their units, positions, tolerances, dates, colours, the sources of data.
///
/// Each is checked when it is made, and is text both ways.
pub mod values {
    pub use crate::buffer::LARGEST_DISTANCE;
    pub use crate::value::{
        Colour, Compass, Date, Edges, Length, Position, Provenance, Side, SignedLength, Tolerance,
        Unit,
    };
}

/// Errors: their kinds, the faults that some kinds name, and the places of values in the input.
pub mod error {
    pub use crate::value::{
        Catalogue, CrsFault, Error, ErrorKind, GeoJsonFault, InputPosition, LengthFault,
        OptionName, SectorFault, TerritoryFault, TextPosition, ToleranceLimit, TransformationFault,
    };
}

/// The layers of the crate, and five journeys through them.
///
#[doc = include_str!("layers.svg")]
///
#[doc = include_str!("architecture.md")]
pub mod architecture {}

/// The README's example, compiled and run.
#[cfg(all(doctest, feature = "data"))]
#[doc = include_str!("../README.md")]
struct Readme;
