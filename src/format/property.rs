//! The properties of the features written: the key of each, and the heading of its column.

pub(crate) const AREA: &str = "area_km2";
pub(super) const BAND: &str = "band";
pub(super) const BOUND: &str = "bound";
pub(crate) const BUFFERED: &str = "distance_m";
pub(super) const CHAINAGE: &str = "chainage_km";
pub(super) const DATE: &str = "date";
pub(crate) const DEPTH_KIND: &str = "depth_kind";
pub(super) const DISTANCE: &str = "distance_km";
pub(super) const EDGES: &str = "edges";
pub(crate) const FILL: &str = "fill";
pub(crate) const FILL_OPACITY: &str = "fill-opacity";
pub(super) const HELD_BY: &str = "held_by";
pub(super) const INNER: &str = "inner_km";
pub(crate) const LABEL: &str = "label";
pub(crate) const LENGTH: &str = "length_km";
pub(crate) const LICENCE: &str = "data_licence";
pub(crate) const NAME: &str = "name";
pub(crate) const OUTER: &str = "outer_km";
pub(super) const PERIOD: &str = "period";
pub(crate) const PIECE: &str = "piece";
pub(crate) const POPULATION: &str = "population";
pub(super) const PROPONENT: &str = "proponent";
pub(crate) const PROPOSAL: &str = "proposal";
pub(super) const REGIME: &str = "regime";
pub(super) const SECTORS: &str = "sectors_km";
pub(super) const SHARE: &str = "share_percent";
pub(super) const SIDE: &str = "side";
pub(crate) const SOURCE: &str = "source";
pub(crate) const STANDING: &str = "standing";
pub(crate) const STROKE: &str = "stroke";
pub(super) const TERRITORY: &str = "territory";
pub(super) const TITLE: &str = "title";
pub(super) const TOLERANCE: &str = "tolerance_m";

/// The prefix, before the id of a plan, of the property for a place's standing in the plan.
pub(super) const IN: &str = "in_";

/// The heading of a property's column in words.
pub(super) fn heading(key: &str) -> String {
    if let Some(plan) = key.strip_prefix(IN) {
        return format!("In {plan}");
    }
    let heading = match key {
        AREA => "Area, km²",
        BAND => "Depth",
        BOUND => "Area is",
        CHAINAGE => "Along the border, km",
        DATE => "Date",
        DEPTH_KIND => "Outer limit is",
        DISTANCE => "From the border, km",
        EDGES => "Edges",
        HELD_BY => "Held by",
        INNER => "From depth, km",
        LABEL => "In the legend",
        LENGTH => "Length, km",
        LICENCE => "Licence",
        NAME => "Name",
        OUTER => "To depth, km",
        PERIOD => "Period",
        PIECE => "Part",
        POPULATION => "Population",
        PROPONENT => "Who",
        PROPOSAL => "Plan",
        REGIME => "What holds there",
        SECTORS => "Stretches of the border, km",
        SHARE => "Share of both, %",
        SIDE => "Side of the border",
        SOURCE => "Source",
        STANDING => "Stands",
        TERRITORY => "Territory",
        TITLE => "Title",
        TOLERANCE => "Tolerance, m",
        other => other,
    };
    heading.to_owned()
}

/// `true` for a property used for drawing only.
pub(super) fn is_style(key: &str) -> bool {
    [FILL, FILL_OPACITY, STROKE].contains(&key)
}
