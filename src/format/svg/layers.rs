//! What is drawn of the zones: land, bands, what is disputed, limits, the border.
//!
//! Pixels. Bands are opaque and in the colours of the GeoJSON, the deepest first. Cuts along the
//! antimeridian and around a pole are filled across and not drawn.

use geo_types::{Coord, LineString, MultiPolygon, Polygon};

use super::element::Element;
use super::outline::{Outlines, Run};
use super::view::View;
use super::{Map, clip, hatch};
use crate::format::style;
use crate::{Comparison, Edges, HeldBy, Piece, Territory, Zones};

/// The layers of a map, each thinned together with the others.
pub(super) struct Layers<'a> {
    map: &'a Map<'a>,
    view: &'a View,
    outlines: Outlines<'a>,
}

type Lines = Vec<Vec<Coord<f64>>>;

impl<'a> Layers<'a> {
    pub fn of(map: &'a Map<'a>, view: &'a View) -> Self {
        let zones = map.zones.iter().flat_map(Zones::iter).flat_map(|zone| rings(zone.polygons()));
        let pieces = map.disputed().flat_map(|piece| rings(piece.polygons()));
        let land = map.territories.iter().flat_map(|it| polygon_rings(it.polygon()));
        let all = zones.chain(pieces).chain(land).chain(map.border.lines());
        Layers { map, view, outlines: Outlines::of(view, all) }
    }

    /// The territories, as far as the frame shows them, and their edges but where the data ends.
    pub fn land(&self) -> Element {
        let mut group = Element::group("land");
        for territory in &self.map.territories {
            let polygon = territory.polygon();
            let inside: Lines = polygon_rings(polygon)
                .map(|ring| clip::ring(self.view.frame(), &self.ring(ring)))
                .filter(|ring| !ring.is_empty())
                .collect();
            if inside.is_empty() {
                continue;
            }
            let known = polygon_rings(polygon).flat_map(|ring| self.known(territory, ring));
            let edge = self.framed(known.collect());
            group = group.and(Element::area(&inside).with("fill", LAND));
            group =
                group.and(Element::lines(&edge).with("stroke", "#b9b9ae").with("stroke-width", 1));
        }
        group
    }

    /// A territory's ring without the edges along which it is cut off.
    fn known(&self, territory: &Territory, ring: &LineString<f64>) -> Lines {
        let cut: Vec<Coord<f64>> = territory.cut().map(|line| line.0.clone()).unwrap_or_default();
        let is_cut = |pair: &[Coord<f64>]| cut.contains(&pair[0]) && cut.contains(&pair[1]);
        let stays = |a: &Coord<f64>, b: &Coord<f64>| !is_cut(&[*a, *b]);
        let runs = ring.0.chunk_by(stays).filter(|run| run.len() > 1);
        runs.flat_map(|run| self.line(&LineString(run.to_vec()), Edges::Planar)).collect()
    }

    pub fn bands(&self) -> Element {
        let bands = style::deepest_first(self.map.zones).into_iter().map(|(plan, zone)| {
            let proposal = self.map.zones[plan].proposal();
            let fill = style::fill(proposal, zone.band());
            self.area(zone.polygons())
                .with("class", "band")
                .with("data-plan", proposal.id())
                .with("data-band", zone.band().label())
                .with("fill", fill)
        });
        Element::group("bands").and_all(bands)
    }

    /// What only one of two plans holds, to be hatched.
    pub fn disputed(&self) -> Element {
        let pieces = self.map.disputed();
        Element::group("disputed").and_all(
            pieces.map(|piece| {
                self.area(piece.polygons()).with("fill", hatch::paint(piece.held_by()))
            }),
        )
    }

    /// The edges of all bands.
    pub fn limits(&self) -> Element {
        let zones = style::deepest_first(self.map.zones).into_iter();
        let limits = zones.map(|(plan, zone)| {
            let lines: Lines =
                rings(zone.polygons()).flat_map(|ring| self.line(ring, Edges::Planar)).collect();
            Element::lines(&lines).with("stroke", self.map.zones[plan].proposal().colour())
        });
        let group =
            Element::group("limits").with("stroke-width", 1).with("stroke-linejoin", "round");
        group.with("stroke-linecap", "round").and_all(limits)
    }

    /// The border in the frame.
    pub fn border_lines(&self) -> Lines {
        let border = self.map.border;
        let lines = border.lines().iter().flat_map(|line| self.line(line, border.edges()));
        self.framed(lines.collect())
    }

    /// Everything that has an outline, for what should not cover it.
    pub fn all_lines(&self) -> Lines {
        let zones = self.map.zones.iter().flat_map(Zones::iter);
        let rings = zones.flat_map(|zone| rings(zone.polygons()));
        let mut lines: Lines = rings.flat_map(|ring| self.line(ring, Edges::Planar)).collect();
        lines.extend(self.border_lines());
        lines
    }

    fn area(&self, polygons: &MultiPolygon<f64>) -> Element {
        let rings: Lines = rings(polygons).map(|ring| self.ring(ring)).collect();
        Element::area(&rings)
    }

    fn ring(&self, ring: &LineString<f64>) -> Vec<Coord<f64>> {
        let arcs = self.outlines.arcs(ring, Edges::Planar);
        // Each arc ends where the next begins.
        arcs.into_iter()
            .flat_map(|mut arc| {
                arc.points.pop();
                arc.points
            })
            .collect()
    }

    /// A line or a ring, without its stretches along the map's edge.
    fn line(&self, line: &LineString<f64>, edges: Edges) -> Lines {
        let mut lines: Lines = Vec::new();
        for arc in self.outlines.arcs(line, edges).into_iter().filter(|arc| arc.run == Run::Limit) {
            match lines.last_mut() {
                Some(last) if last.last() == arc.points.first() => last.extend(&arc.points[1..]),
                _ => lines.push(arc.points),
            }
        }
        lines
    }

    fn framed(&self, lines: Lines) -> Lines {
        lines.iter().flat_map(|line| clip::line(self.view.frame(), line)).collect()
    }
}

pub(super) const LAND: &str = "#eae8df";

impl Map<'_> {
    /// The pieces of the comparison that only one plan holds.
    pub(super) fn disputed(&self) -> impl Iterator<Item = &Piece> {
        let pieces = self.comparison.map(Comparison::pieces).unwrap_or_default();
        pieces.iter().filter(|piece| piece.held_by() != HeldBy::Both)
    }
}

/// The border, a dark line in a light casing.
pub(super) fn border(lines: &Lines) -> Element {
    let line = |colour: &str, width: f64| {
        Element::lines(lines).with("stroke", colour).with("stroke-width", width)
    };
    Element::group("border")
        .with("stroke-linejoin", "round")
        .and(line("#ffffff", 4.4))
        .and(line(&style::BORDER.to_string(), 2.0))
}

fn rings(polygons: &MultiPolygon<f64>) -> impl Iterator<Item = &LineString<f64>> {
    polygons.iter().flat_map(polygon_rings)
}

fn polygon_rings(polygon: &Polygon<f64>) -> impl Iterator<Item = &LineString<f64>> {
    std::iter::once(polygon.exterior()).chain(polygon.interiors())
}
