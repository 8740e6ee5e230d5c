//! The map without its sheet: the shapes of a page on which the map is moved and magnified.
//!
//! Tenths of a pixel of a large frame, whole numbers, to the right and down. Lines leave their places by less than
//! two such units. A path is a text of moves and relative steps.

use geo_types::{Coord, LineString, MultiPolygon, Rect, coord};

use super::layers::{self, Layers, Lines};
use super::map::Map;
use super::outline::{Arc, Outlines, Run};
use super::view::View;
use super::{hatch, sheet, text};
use crate::format::style;
use crate::format::xml::Element;
use crate::value::{Colour, Edges, Position};

/// The units of a pixel.
const UNITS: f64 = 10.0;

/// A map as shapes in a frame.
pub(in crate::format) struct Drawing {
    view: View,
    /// The box of the zones in the frame, pixels.
    inner: Rect<f64>,
    pub land: Vec<Shape>,
    /// The zones in the order of drawing.
    pub zones: Vec<DrawnZone>,
    /// The zones that lie beneath others and those on top, by their places in the order of drawing.
    pub overlaps: Vec<[usize; 2]>,
    /// The stripes of the zones that lie beneath others.
    pub patterns: Vec<Element>,
    pub border: String,
    /// Names of countries and other areas, each with the middles where it covers no zone.
    pub names: Vec<(String, Vec<[i64; 2]>)>,
    /// The projection and the accuracy, a sentence each.
    pub notes: Vec<String>,
    /// The description of the map for readers who do not see it.
    pub description: String,
}

/// A filled area and its edge, as paths.
pub(in crate::format) struct Shape {
    pub area: String,
    /// The edge, where it is not all around the area.
    pub edge: Option<String>,
}

/// A zone with its plan's place among the map's, and its band's among the plan's.
pub(in crate::format) struct DrawnZone {
    pub plan: usize,
    pub band: usize,
    pub shape: Shape,
    pub fill: Colour,
    pub edge: Colour,
}

/// A part of an outline between two points where outlines meet.
pub(in crate::format) struct Part {
    /// Units; at least two points.
    pub points: Vec<[i64; 2]>,
    /// `true` along the antimeridian or around a pole, where plane maps are cut.
    pub is_map_edge: bool,
}

impl Drawing {
    /// The drawing of a map and of zones beyond it, which the frame shows too; the longer side of the box around
    /// them has this many pixels.
    pub fn of(map: &Map<'_>, beyond: Option<&MultiPolygon<f64>>, longer: f64) -> Self {
        let mut shown = sheet::shown(map);
        shown.extend(beyond.into_iter().flat_map(layers::rings).flatten());
        let (view, inner) = View::roomy(&shown, longer);
        let layers = Layers::of(map, &view);
        let zones = layers.drawn().filter_map(|(plan, zone, rings)| {
            let proposal = map.zones[plan].proposal();
            let band = proposal.bands().iter().position(|band| band == zone.band())?;
            let is_cut = rings.iter().flatten().any(|arc| arc.run == Run::MapEdge);
            let edge = is_cut.then(|| {
                let lines: Lines = rings.iter().flat_map(|ring| layers::lines(ring)).collect();
                path(&lines, "")
            });
            let shape = Shape { area: path(&layers::filled(rings), "z"), edge };
            let (fill, edge) = (style::fill(proposal, zone.band()), style::edge(proposal));
            Some(DrawnZone { plan, band, shape, fill, edge })
        });
        let land = layers.territories();
        let land = land
            .map(|(inside, edge)| Shape { area: path(&inside, "z"), edge: Some(path(&edge, "")) });
        Drawing {
            land: land.collect(),
            zones: zones.collect(),
            overlaps: layers.overlapping().collect(),
            patterns: layers.patterns().collect(),
            border: path(layers.border(), ""),
            names: names(map, &view, &layers, longer),
            notes: sheet::accuracy(map, &view),
            description: sheet::description(map),
            view,
            inner,
        }
    }

    /// The width and the height of the frame, units.
    pub fn size(&self) -> [i64; 2] {
        units(self.view.frame().max())
    }

    /// The corner of the box of the zones, its width and its height, units.
    pub fn inner(&self) -> [i64; 4] {
        let ([x, y], [right, bottom]) = (units(self.inner.min()), units(self.inner.max()));
        [x, y, right - x, bottom - y]
    }

    /// The metres of a unit.
    pub fn scale(&self) -> f64 {
        self.view.scale() / UNITS
    }

    /// A position in the frame; `None` beyond it.
    pub fn point(&self, position: Position) -> Option<[i64; 2]> {
        let at = self.view.pixel(position.into());
        super::view::contains(self.view.frame(), at).then(|| units(at))
    }

    /// The rings of some areas, in parts; areas that share an edge share its parts.
    pub fn parts(&self, areas: &[MultiPolygon<f64>]) -> Vec<Vec<Vec<Part>>> {
        let outlines = Outlines::of(&self.view, areas.iter().flat_map(layers::rings));
        let part = |arc: Arc| {
            let mut points: Vec<[i64; 2]> = arc.points.into_iter().map(units).collect();
            points.dedup();
            let is_map_edge = arc.run == Run::MapEdge;
            (points.len() > 1).then_some(Part { points, is_map_edge })
        };
        let ring = |ring: &LineString<f64>| {
            outlines.arcs(ring, Edges::Planar).into_iter().filter_map(part).collect()
        };
        areas.iter().map(|area| layers::rings(area).map(ring).collect()).collect()
    }
}

/// The stripes of a zone, by its place in the order of drawing, as a fill.
pub(in crate::format) fn stripes(zone: usize) -> String {
    hatch::paint(zone)
}

/// The clip of the stripes of a zone.
pub(in crate::format) fn clip_id(zone: usize) -> String {
    layers::clip_id(zone)
}

/// The names of areas, each with the middles at which it covers no zone while all of the map is shown.
fn names(
    map: &Map<'_>,
    view: &View,
    layers: &Layers<'_>,
    longer: f64,
) -> Vec<(String, Vec<[i64; 2]>)> {
    /// The width of the map while all of it is shown, pixels of the reader's screen.
    const SHOWN: f64 = 900.0;
    let size = 16.0 * longer / SHOWN;
    let names = map.names.iter().map(|name| {
        let words = name.text.to_uppercase();
        let half = coord! { x: 0.6 * text::width(&words, size), y: 0.7 * size };
        let spots = name.positions.iter().map(|&position| view.pixel(position.into()));
        let is_free = |at: &Coord<f64>| {
            super::view::contains(view.frame(), *at)
                && (name.stays || !layers.is_covered(Rect::new(*at - half, *at + half)))
        };
        (name.text.clone(), spots.filter(is_free).map(units).collect::<Vec<_>>())
    });
    names.filter(|(_, spots)| !spots.is_empty()).collect()
}

fn units(pixel: Coord<f64>) -> [i64; 2] {
    [pixel.x, pixel.y].map(|value| (UNITS * value).round() as i64)
}

/// A path through lines, or around rings that `close` closes.
fn path(lines: &[Vec<Coord<f64>>], close: &str) -> String {
    let mut path = String::new();
    for line in lines {
        let mut points: Vec<[i64; 2]> = line.iter().copied().map(units).collect();
        points.dedup();
        if let [[x, y], ..] = points[..] {
            path += &format!("M{x} {y}l{}{close}", steps(&points));
        }
    }
    path
}

/// The steps from each point to the next, separated where digits would run into one another.
pub(in crate::format) fn steps(points: &[[i64; 2]]) -> String {
    let mut text = String::new();
    for pair in points.windows(2) {
        for step in [pair[1][0] - pair[0][0], pair[1][1] - pair[0][1]] {
            if step >= 0 && !text.is_empty() {
                text.push(' ');
            }
            text += &step.to_string();
        }
    }
    text
}
