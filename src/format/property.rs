//! The properties of the features written, in the order in which they are written.
//!
//! Each has one type in all features, and a heading for its column. The names carry the units.

use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};

use crate::plan::DepthKind;
use crate::value::{Colour, Edges};

/// The properties of a feature.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(untagged)]
pub(super) enum Properties {
    Border(BorderProperties),
    Zone(ZoneProperties),
    Piece(PieceProperties),
    Buffer(BufferProperties),
    Allocation(AllocationProperties),
    Place(PlaceProperties),
}

impl Properties {
    /// The keys of all properties and the headings of their columns.
    pub(super) fn columns(&self) -> Vec<(String, String)> {
        match self {
            Properties::Border(border) => border.columns(),
            Properties::Zone(zone) => zone.columns(),
            Properties::Piece(piece) => piece.columns(),
            Properties::Buffer(buffer) => buffer.columns(),
            Properties::Allocation(part) => part.columns(),
            Properties::Place(place) => place.columns(),
        }
    }
}

/// `true` for a property used for drawing only; its heading is its key.
pub(super) fn is_style(key: &str) -> bool {
    ["fill", "fill-opacity", "stroke"].contains(&key)
}

/// The properties of one kind of feature.
pub(super) trait OfKind: Sized {
    /// The properties, if they are of this kind.
    fn of(properties: &Properties) -> Option<&Self>;
}

/// Declares the properties of a kind of feature: the key of each, its type, and the heading of its
/// column. At `[field]` stand the properties `in_` and a plan's id: a list of ids and texts.
macro_rules! properties {
    (
        $kind:ident: $name:ident {
            $($field:ident $(as $key:literal)?: $value:ty = $heading:literal,)*
            $([$plans:ident], $($last:ident: $last_value:ty = $last_heading:literal,)*)?
        }
    ) => {
        #[derive(Debug, Clone, PartialEq)]
        pub(super) struct $name {
            $(pub(super) $field: $value,)*
            $(pub(super) $plans: Vec<(String, String)>, $(pub(super) $last: $last_value,)*)?
        }

        impl OfKind for $name {
            fn of(properties: &Properties) -> Option<&Self> {
                if let Properties::$kind(own) = properties { Some(own) } else { None }
            }
        }

        impl $name {
            /// The keys and the headings of the columns.
            fn columns(&self) -> Vec<(String, String)> {
                let own = |(key, heading): (&str, &str)| (key.to_owned(), heading.to_owned());
                let columns = [$((key!($field $($key)?), $heading)),*].into_iter().map(own);
                $(
                    let plan = |(id, _): &(String, String)| (format!("in_{id}"), format!("In {id}"));
                    let columns = columns.chain(self.$plans.iter().map(plan));
                    let last = [$((stringify!($last), $last_heading)),*];
                    let columns = columns.chain(last.into_iter().map(own));
                )?
                columns.collect()
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                let mut map = serializer.serialize_map(None)?;
                $(map.serialize_entry(key!($field $($key)?), &self.$field)?;)*
                $(
                    for (id, text) in &self.$plans {
                        map.serialize_entry(&format!("in_{id}"), text)?;
                    }
                    $(map.serialize_entry(stringify!($last), &self.$last)?;)*
                )?
                map.end()
            }
        }
    };
}

/// The key of a property: the name of its field, unless it is given.
macro_rules! key {
    ($field:ident) => {
        stringify!($field)
    };
    ($field:ident $key:literal) => {
        $key
    };
}

properties!(Border: BorderProperties {
    name: String = "Name",
    length_km: f64 = "Length, km",
    edges: Edges = "Edges",
    data_licence: Option<String> = "Licence",
    stroke: Colour = "stroke",
});

properties!(Zone: ZoneProperties {
    proposal: String = "Plan",
    title: String = "Title",
    proponent: String = "Who",
    date: Option<String> = "Date",
    period: Option<String> = "Period",
    territory: Option<String> = "Territory",
    sectors_km: Option<String> = "Stretches of the border, km",
    side: Option<&'static str> = "Side of the border",
    band: String = "Depth",
    regime: Option<String> = "What holds there",
    inner_km: f64 = "From depth, km",
    outer_km: f64 = "To depth, km",
    depth_kind: DepthKind = "Outer limit is",
    area_km2: f64 = "Area, km²",
    tolerance_m: f64 = "Tolerance, m",
    source: String = "Source",
    data_licence: Option<String> = "Licence",
    label: String = "In the legend",
    fill: Colour = "fill",
    stroke: Colour = "stroke",
    fill_opacity as "fill-opacity": f64 = "fill-opacity",
});

properties!(Piece: PieceProperties {
    piece: String = "Part",
    held_by: String = "Held by",
    bound: &'static str = "Area is",
    area_km2: f64 = "Area, km²",
    share_percent: f64 = "Share of both, %",
    tolerance_m: f64 = "Tolerance, m",
    data_licence: Option<String> = "Licence",
    label: String = "In the legend",
    fill: Colour = "fill",
    stroke: Colour = "stroke",
    fill_opacity as "fill-opacity": f64 = "fill-opacity",
});

properties!(Buffer: BufferProperties {
    distance_m: f64 = "distance_m",
    area_km2: f64 = "Area, km²",
    tolerance_m: f64 = "Tolerance, m",
    edges: Edges = "Edges",
    side: Option<&'static str> = "Side",
    ends: Option<&'static str> = "Ends",
    territory: Option<String> = "Territory",
});

properties!(Allocation: AllocationProperties {
    kind: &'static str = "Kind",
    nearest_to: String = "Nearest to",
    distance_m: f64 = "distance_m",
    area_km2: Option<f64> = "Area, km²",
    length_km: Option<f64> = "Length, km",
    tolerance_m: f64 = "Tolerance, m",
    edges: Edges = "Edges",
});

properties!(Place: PlaceProperties {
    name: String = "Name",
    population: Option<u64> = "Population",
    distance_km: f64 = "From the border, km",
    chainage_km: f64 = "Along the border, km",
    side: Option<&'static str> = "Side of the border",
    // The standing in each plan.
    [standings],
    standing: &'static str = "Stands",
    data_licence: Option<String> = "Licence",
});
