//! GeoJSON (RFC 7946): reads borders and territories from any of its objects, writes zones and
//! places as layers.
//!
//! WGS 84, longitude then latitude in degrees, no `crs` member. Output has closed rings, exteriors
//! counter-clockwise and holes clockwise, a `bbox` on each feature and each collection (its west
//! greater than its east where it crosses the antimeridian, §5.2), and one type for each property,
//! or null where a source gives none, so that QGIS and GDAL open it as one layer with a column of
//! one type each; a date is always a full one. Coordinates are rounded to
//! [`Tolerance::decimals`](crate::Tolerance::decimals), at least 7 decimals, which moves a point by
//! less than a twentieth of the tolerance; points that fall together are written once. Every
//! MultiPolygon written is valid as OGC simple features, read back from the text, and neighbours
//! are rounded alike, so they go on sharing their edges: see [`as_written`].
//!
//! Input may also be a sequence of objects, one on each line or as RFC 8142 has it; longitudes may go on past
//! 180°, altitudes and boxes be null. [`read_border`] and its like refuse what they cannot use;
//! [`usable_lines`] and its like leave it out, and count it in [`Unused`]. All take text;
//! [`border_from_reader`] and its like read a file, and [`read_text`] the text of one. [`Layer::write_to`]
//! writes.
//!
//! With the feature `proj`, the functions whose names end in `_in`, and `in_crs`, are for other
//! coordinate systems.
//!
//! ```
//! # #[cfg(feature = "data")] {
//! use safe_zone::layers::{self, Caption};
//! use safe_zone::{Tolerance, dataset};
//! let caption = Caption { name: "Border", ..Caption::default() };
//! let text =
//!     layers::border(dataset::turkey_syria_border(), Tolerance::default(), &caption).to_string();
//! let border = layers::read_border(&text, safe_zone::Edges::Planar)?;
//! assert_eq!(&border, dataset::turkey_syria_border());
//! # }
//! # Ok::<(), safe_zone::Error>(())
//! ```

// Imports: every layer but `locator` and `dataset`, and the files shared by all formats; no other
// format. Reading order: `visit`, with `coordinates`, `crs_member` and `unused`; `sort`; `features`;
// `read`, with `rings`, `reader`; `layers`, `kept`, `allocation`, `places`; `reproject`.

mod allocation;
mod coordinates;
mod crs_member;
mod features;
mod kept;
mod layers;
mod places;
mod read;
mod reader;
#[cfg(feature = "proj")]
mod reproject;
mod rings;
mod sort;
mod unused;
mod visit;

pub use self::allocation::allocation;
pub use self::features::{InputFeature, read_features, usable_features};
pub use self::kept::with_properties;
pub use self::layers::{as_written, border, buffers, comparison, offset_lines, zones};
pub use self::places::places;
pub use self::read::{
    read_border, read_geometry, read_territory, usable_geometry, usable_lines, usable_polygons,
};
pub use self::reader::{
    border_from_reader, features_from_reader, geometry_from_reader, read_text,
    territory_from_reader,
};
#[cfg(feature = "proj")]
pub use self::reproject::{
    declared_crs, in_crs, read_border_in, read_territory_in, usable_features_in,
    usable_geometry_in, usable_lines_in, usable_polygons_in,
};
pub use self::unused::Unused;
pub use crate::format::Caption;
pub use crate::format::layer::Layer;
