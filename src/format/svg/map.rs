//! A map: the plans, territories, places and names to show.

use crate::border::Border;
use crate::format::caption::Caption;
use crate::plan::{Census, Comparison, Zones};
use crate::region::Territory;
use crate::value::Position;

/// A map of plans along a border; its `Display` is the picture.
///
/// ```
/// use geo_types::line_string;
/// use safe_zone::layers::Caption;
/// use safe_zone::{Border, Edges, svg};
/// let border = Border::new(line_string![(x: 38.0, y: 36.8), (x: 39.0, y: 36.7)], Edges::Planar)?;
/// let caption = Caption { name: "The line", ..Caption::default() };
/// let picture = svg::Map::new(&border, &[], caption).to_string();
/// assert!(picture.starts_with("<svg ") && picture.contains("The line"));
/// # Ok::<(), safe_zone::Error>(())
/// ```
#[derive(Debug, Clone)]
pub struct Map<'a> {
    pub(in crate::format) border: &'a Border,
    pub(in crate::format) zones: &'a [Zones],
    pub(in crate::format) caption: Caption<'a>,
    pub(in crate::format) comparison: Option<&'a Comparison>,
    pub(in crate::format) territories: Vec<&'a Territory>,
    pub(in crate::format) censuses: &'a [Census<'a>],
    pub(in crate::format) names: &'a [AreaName],
}

/// The name of a country or another area, in wide capitals beneath the zones.
///
/// ```
/// use geo_types::line_string;
/// use safe_zone::{Border, Edges, Position, svg};
/// let border = Border::new(line_string![(x: 38.0, y: 36.8), (x: 39.0, y: 36.7)], Edges::Planar)?;
/// let names = [svg::AreaName::at("Turkey", Position::new(38.5, 36.9)?)];
/// let map = svg::Map::new(&border, &[], svg::Caption::default()).naming(&names);
/// assert!(map.to_string().contains("TURKEY"));
/// # Ok::<(), safe_zone::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct AreaName {
    pub(super) text: String,
    pub(super) positions: Vec<Position>,
    pub(super) stays: bool,
}

impl AreaName {
    /// A name whose middle is at a position, whatever else is there; it is left out where the map does not show
    /// the position.
    pub fn at(text: impl Into<String>, position: Position) -> Self {
        AreaName { text: text.into(), positions: vec![position], stays: true }
    }

    /// A name at the first of some positions where it covers neither zone nor line nor dot; it is left out where
    /// there is none.
    pub fn at_first_free(
        text: impl Into<String>,
        positions: impl IntoIterator<Item = Position>,
    ) -> Self {
        AreaName { text: text.into(), positions: positions.into_iter().collect(), stays: false }
    }
}

impl<'a> Map<'a> {
    /// A map of these zones along their border, with the caption's name as its title, the
    /// description below it, and the licence at its foot. It shows all of the zones and the border
    /// beside them; all of the border where there is no zone.
    pub fn new(border: &'a Border, zones: &'a [Zones], caption: Caption<'a>) -> Self {
        Map {
            border,
            zones,
            caption,
            comparison: None,
            territories: Vec::new(),
            censuses: &[],
            names: &[],
        }
    }

    /// The same map with the areas that both or only one of two plans hold in the legend, and the comparison's
    /// statement below the description.
    #[must_use]
    pub fn comparing(self, comparison: &'a Comparison) -> Self {
        Map { comparison: Some(comparison), ..self }
    }

    /// The same map, with these territories as land.
    #[must_use]
    pub fn within(mut self, territories: impl IntoIterator<Item = &'a Territory>) -> Self {
        for territory in territories {
            if !self.territories.contains(&territory) {
                self.territories.push(territory);
            }
        }
        self
    }

    /// The same map with the names of countries or other areas.
    #[must_use]
    pub fn naming(self, names: &'a [AreaName]) -> Self {
        Map { names, ..self }
    }

    /// The same map with the main places of these censuses: one census for each plan, in the order
    /// of the zones, all of one gazetteer.
    #[must_use]
    pub fn with_places(self, censuses: &'a [Census<'a>]) -> Self {
        Map { censuses, ..self }
    }
}
