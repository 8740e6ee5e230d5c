//! The properties of the features written, in the order in which they are written.
//!
//! Each has one type in all features, and a heading for its column. The names carry the units.

use serde::ser::{Error as _, SerializeMap};
use serde::{Serialize, Serializer};
use serde_json::value::RawValue;

use crate::plan::DepthKind;
use crate::value::{Colour, Edges};

/// The properties of a feature.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Properties {
    Border(BorderProperties),
    Zone(Box<ZoneProperties>),
    Piece(PieceProperties),
    Buffer(BufferProperties),
    Curve(CurveProperties),
    Allocation(AllocationProperties),
    Place(PlaceProperties),
    Kept(KeptProperties),
}

impl Properties {
    /// The keys of all properties and the headings of their columns.
    pub(super) fn columns(&self) -> Vec<(String, String)> {
        match self {
            Properties::Border(border) => border.columns(),
            Properties::Zone(zone) => zone.columns(),
            Properties::Piece(piece) => piece.columns(),
            Properties::Buffer(buffer) => buffer.columns(),
            Properties::Curve(curve) => curve.columns(),
            Properties::Allocation(part) => part.columns(),
            Properties::Place(place) => place.columns(),
            Properties::Kept(kept) => kept.columns(),
        }
    }

    /// Writes the properties into a map, with this before each key.
    fn write<M: SerializeMap>(&self, prefix: &str, map: &mut M) -> Result<(), M::Error> {
        match self {
            Properties::Border(border) => border.write(prefix, map),
            Properties::Zone(zone) => zone.write(prefix, map),
            Properties::Piece(piece) => piece.write(prefix, map),
            Properties::Buffer(buffer) => buffer.write(prefix, map),
            Properties::Curve(curve) => curve.write(prefix, map),
            Properties::Allocation(part) => part.write(prefix, map),
            Properties::Place(place) => place.write(prefix, map),
            Properties::Kept(kept) => kept.write(prefix, map),
        }
    }
}

impl Serialize for Properties {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        self.write("", &mut map)?;
        map.end()
    }
}

/// The properties of a feature of the input, in their order and notation, before those computed.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct KeptProperties {
    /// Keys, and values as JSON.
    pub(super) own: Vec<(String, String)>,
    /// The text before each key of a computed property: where the file has such keys, not empty.
    pub(super) prefix: String,
    pub(super) computed: Box<Properties>,
}

impl KeptProperties {
    fn columns(&self) -> Vec<(String, String)> {
        let own = self.own.iter().map(|(key, _)| (key.clone(), key.clone()));
        let prefixed = |(key, heading)| (format!("{}{key}", self.prefix), heading);
        own.chain(self.computed.columns().into_iter().map(prefixed)).collect()
    }

    fn write<M: SerializeMap>(&self, prefix: &str, map: &mut M) -> Result<(), M::Error> {
        for (key, value) in &self.own {
            let value: &RawValue = serde_json::from_str(value).map_err(M::Error::custom)?;
            map.serialize_entry(key, value)?;
        }
        self.computed.write(&format!("{prefix}{}", self.prefix), map)
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

            /// Writes the properties into a map, with this before each key.
            fn write<M: SerializeMap>(&self, prefix: &str, map: &mut M) -> Result<(), M::Error> {
                let key = |key: &str| format!("{prefix}{key}");
                $(map.serialize_entry(&key(key!($field $($key)?)), &self.$field)?;)*
                $(
                    for (id, text) in &self.$plans {
                        map.serialize_entry(&key(&format!("in_{id}")), text)?;
                    }
                    $(map.serialize_entry(&key(stringify!($last)), &self.$last)?;)*
                )?
                Ok(())
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
    proponent: Option<String> = "Who",
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
    places: Option<usize> = "Places",
    people_at_least: Option<u64> = "People, at least",
    places_of_unknown_population: Option<usize> = "Places of unknown population",
    people: Option<String> = "People",
    tolerance_m: f64 = "Tolerance, m",
    source: Option<String> = "Source",
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

properties!(Curve: CurveProperties {
    distance_m: f64 = "distance_m",
    length_km: f64 = "Length, km",
    tolerance_m: f64 = "Tolerance, m",
    edges: Edges = "Edges",
    side: &'static str = "Side",
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
