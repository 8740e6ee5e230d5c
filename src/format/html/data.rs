//! The data of the page's scripts, as JSON.
//!
//! Points and lengths on the map are in the drawing's units; texts are ready to be shown.

use serde::Serialize;

#[derive(Serialize)]
pub(super) struct Data {
    /// Width and height.
    pub frame: [i64; 2],
    /// The box of the zones: its corner, width and height.
    pub inner: [i64; 4],
    /// The metres of a unit.
    pub metres: f64,
    pub plans: Vec<PlanData>,
    /// The zones in the order of drawing.
    pub zones: Vec<ZoneData>,
    /// The texts of places' standings.
    pub standings: Vec<String>,
    pub places: Vec<PlaceData>,
    pub names: Vec<(String, Vec<[i64; 2]>)>,
    pub slider: Option<Slider>,
}

#[derive(Serialize)]
pub(super) struct PlanData {
    pub id: String,
    pub name: String,
}

#[derive(Serialize)]
pub(super) struct ZoneData {
    /// The plan's place among the plans.
    pub plan: usize,
    /// Who and when; how deep and what holds there; area; people; source.
    pub lines: Vec<String>,
}

#[derive(Serialize)]
pub(super) struct PlaceData {
    pub name: String,
    pub at: [i64; 2],
    pub people: Option<u64>,
    /// The distance from the border, metres.
    pub away: u64,
    /// The standing in each plan, by its place among the texts.
    pub stands: Vec<usize>,
    /// For each plan 0 where it does not hold the place, 1 where it does, 2 where that is undecided.
    pub held: Vec<u8>,
    /// The first step that counts the place.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub first: Option<usize>,
}

#[derive(Serialize)]
pub(super) struct Slider {
    /// All depths, from 0 on.
    pub steps: Vec<StepData>,
    /// The step at first.
    pub start: usize,
    /// The limits of plans' bands.
    pub marks: Vec<Mark>,
    /// Outlines: a point and the steps from there.
    pub arcs: Vec<String>,
    /// The outlines along which plane maps are cut.
    pub cuts: Vec<usize>,
}

#[derive(Serialize)]
pub(super) struct StepData {
    pub km: f64,
    pub depth: String,
    pub area: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub people: Option<String>,
    /// The number of places that are undecided at this depth.
    pub undecided: usize,
    /// Rings of outlines; one that is run backwards is the complement of its index.
    pub rings: Vec<Vec<i64>>,
}

#[derive(Serialize)]
pub(super) struct Mark {
    pub step: usize,
    pub colour: String,
}
