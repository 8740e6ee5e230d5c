//! The layer of a zone shared among geometries: the area of each, and the median lines.
//!
//! Areas in km², lengths in km, the distance and the tolerance in m. The median lines are the edges
//! that the areas share as they are written, vertex for vertex.

use std::collections::BTreeMap;

use geo_types::{Geometry, LineString, MultiLineString, MultiPolygon};

use super::layers::{as_written, length_km, rounded};
use crate::earth::area_km2;
use crate::format::caption::Caption;
use crate::format::layer::Layer;
use crate::format::property::{AllocationProperties, Properties};
use crate::geometry::{BufferOptions, between};
use crate::value::Length;

/// The areas of some geometries, as [`allocate`](crate::median::allocate) shares a zone among them with this
/// distance and these options, each under the name of its geometry; then the median lines, one
/// feature for each two geometries.
///
/// The property `kind` is `zone` or `median`, `nearest_to` holds the name, or both names as
/// `west, east`. `area_km2` is null for median lines, `length_km` for zones.
///
/// ```
/// use geo_types::point;
/// use safe_zone::layers::{self, Caption};
/// use safe_zone::median::allocate;
/// use safe_zone::BufferOptions;
/// let (distance, options) = ("12nmi".parse()?, BufferOptions::default());
/// let ports = [point!(x: 30.0, y: 0.0).into(), point!(x: 30.2, y: 0.0).into()];
/// let areas = allocate(&ports, distance, &options)?;
/// let named = ["west", "east"].into_iter().zip(&areas);
/// let layer = layers::allocation(named, distance, &options, &Caption::default()).to_string();
/// assert!(layer.contains(r#""kind":"median","nearest_to":"west, east""#));
/// # Ok::<(), safe_zone::Error>(())
/// ```
pub fn allocation<'a>(
    areas: impl IntoIterator<Item = (&'a str, &'a MultiPolygon<f64>)>,
    distance: Length,
    options: &BufferOptions,
    caption: &Caption,
) -> Layer {
    let (names, areas): (Vec<&str>, Vec<&MultiPolygon<f64>>) = areas.into_iter().unzip();
    let written = as_written(&areas, options.tolerance);
    let mut medians: BTreeMap<[usize; 2], Vec<LineString<f64>>> = BTreeMap::new();
    for median in between(&written) {
        medians.entry(median.between).or_default().push(median.line);
    }
    let properties = |kind, nearest_to, area_km2, length_km| {
        Properties::Allocation(AllocationProperties {
            kind,
            nearest_to,
            distance_m: distance.metres(),
            area_km2,
            length_km,
            tolerance_m: options.tolerance.metres(),
            edges: options.edges,
        })
    };
    let zones = names.iter().zip(areas).zip(written).map(|((name, area), written)| {
        let area = Some(rounded(area_km2(area), 6));
        (Geometry::from(written), properties("zone", (*name).to_owned(), area, None))
    });
    let medians = medians.into_iter().map(|([one, other], lines)| {
        let names = format!("{}, {}", names[one], names[other]);
        let lines = MultiLineString(lines);
        let length = Some(rounded(length_km(&lines), 6));
        (lines.into(), properties("median", names, None, length))
    });
    Layer::new(zones.chain(medians), caption)
}
