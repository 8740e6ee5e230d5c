//! Layers of the picture: land, bands, disputed parts, limits, the border.
//!
//! Pixels. Bands are opaque and in the colours of the GeoJSON, the deepest first. Cuts along the
//! antimeridian and around a pole are filled across and not drawn.

use geo_types::{Coord, LineString, MultiPolygon};

use super::map::Map;
use super::outline::{Arc, Outlines, Run};
use super::view::View;
use super::{clip, hatch, overlap};
use crate::format::style;
use crate::format::xml::Element;
use crate::plan::{Comparison, HeldBy, Piece, Proposal, Zone, Zones};
use crate::planar::polygon_rings;
use crate::region::Territory;
use crate::value::{Colour, Edges};

/// The layers of a map, each thinned together with the others.
pub(super) struct Layers<'a> {
    map: &'a Map<'a>,
    view: &'a View,
    outlines: Outlines<'a>,
    /// The zones in the order of drawing.
    zones: Vec<Drawn<'a>>,
    disputed: Vec<Disputed<'a>>,
    border: Lines,
}

/// A zone of a plan with its rings.
struct Drawn<'a> {
    plan: &'a Zones,
    zone: &'a Zone,
    rings: Vec<Vec<Arc>>,
}

/// A piece that only one of two plans holds, with its rings and the colours that it is hatched on.
struct Disputed<'a> {
    piece: &'a Piece,
    rings: Lines,
    grounds: Vec<Colour>,
}

pub(super) type Lines = Vec<Vec<Coord<f64>>>;

impl<'a> Layers<'a> {
    pub fn of(map: &'a Map<'a>, view: &'a View) -> Self {
        let zones = map.zones.iter().flat_map(Zones::iter).flat_map(|zone| rings(zone.polygons()));
        let pieces = map.disputed().flat_map(|piece| rings(piece.polygons()));
        let land = map.territories.iter().flat_map(|it| rings(it.polygons()));
        let all = zones.chain(pieces).chain(land).chain(map.border.lines());
        let outlines = Outlines::of(view, all);
        let drawn = |(plan, zone): (usize, &'a Zone)| {
            let arcs = |ring: &LineString<f64>| outlines.arcs(ring, Edges::Planar);
            Drawn {
                plan: &map.zones[plan],
                zone,
                rings: rings(zone.polygons()).map(arcs).collect(),
            }
        };
        let zones = style::deepest_first(map.zones).into_iter().map(drawn).collect();
        let edges = map.border.edges();
        let border = map.border.lines().iter().flat_map(|it| lines(&outlines.arcs(it, edges)));
        let border = framed(view, border.collect());
        let mut layers = Layers { map, view, outlines, zones, disputed: Vec::new(), border };
        let holders = map.disputed().filter_map(|it| Some((it, map.holder(it)?)));
        let disputed = holders.map(|(piece, plan)| {
            let rings = layers.piece(piece);
            let grounds = layers.grounds(&rings, plan);
            Disputed { piece, rings, grounds }
        });
        layers.disputed = disputed.collect();
        layers
    }

    /// The border in the frame.
    pub fn border(&self) -> &Lines {
        &self.border
    }

    /// All outlines, for labels that should not cover them.
    pub fn all_lines(&self) -> Lines {
        self.zones.iter().flat_map(Drawn::limits).chain(self.border.iter().cloned()).collect()
    }

    /// The territories in the frame, and their edges except where the data ends.
    pub fn land(&self) -> Element {
        let mut group = Element::group("land");
        for territory in &self.map.territories {
            let inside: Lines = rings(territory.polygons())
                .map(|ring| clip::ring(self.view.frame(), &self.ring(ring)))
                .filter(|ring| !ring.is_empty())
                .collect();
            if inside.is_empty() {
                continue;
            }
            let known = rings(territory.polygons()).flat_map(|ring| self.known(territory, ring));
            let edge = framed(self.view, known.collect());
            group = group.child(Element::area(&inside).with("fill", LAND));
            group = group
                .child(Element::lines(&edge).with("stroke", "#b9b9ae").with("stroke-width", 1));
        }
        group
    }

    /// A territory's ring without the edges along which the territory is cut off.
    fn known(&self, territory: &Territory, ring: &LineString<f64>) -> Lines {
        let cut: Vec<Coord<f64>> = territory.cut().map(|line| line.0.clone()).unwrap_or_default();
        let is_cut = |pair: &[Coord<f64>]| cut.contains(&pair[0]) && cut.contains(&pair[1]);
        let stays = |a: &Coord<f64>, b: &Coord<f64>| !is_cut(&[*a, *b]);
        let runs = ring.0.chunk_by(stays).filter(|run| run.len() > 1);
        runs.flat_map(|run| lines(&self.outlines.arcs(&LineString(run.to_vec()), Edges::Planar)))
            .collect()
    }

    pub fn bands(&self) -> Element {
        let bands = self.zones.iter().map(|Drawn { plan, zone, rings }| {
            Element::area(&filled(rings))
                .with("class", "band")
                .with("data-plan", plan.proposal().id())
                .with("data-band", zone.band().label())
                .with("fill", style::fill(plan.proposal(), zone.band()))
        });
        Element::group("bands").children(bands)
    }

    /// The parts that only one of two plans holds, hatched.
    pub fn disputed(&self) -> Element {
        Element::group("disputed").children(
            self.disputed
                .iter()
                .map(|it| Element::area(&it.rings).with("fill", hatch::paint(it.piece.held_by()))),
        )
    }

    /// The parts that only one of two plans holds, each with the colours under its hatching.
    pub fn disputed_grounds(&self) -> impl Iterator<Item = (&'a Piece, &[Colour])> {
        self.disputed.iter().map(|it| (it.piece, it.grounds.as_slice()))
    }

    /// The fills of a plan's bands under a piece that the plan holds, the nearest to the border
    /// first; bands under less than a hundredth of the piece do not count.
    fn grounds(&self, piece: &Lines, plan: &Proposal) -> Vec<Colour> {
        let bands = self.zones.iter().rev().filter(|drawn| drawn.plan.proposal() == plan);
        let shares: Vec<(f64, Colour)> = bands
            .map(|drawn| {
                let fill = style::fill(plan, drawn.zone.band());
                (overlap::common(piece, &filled(&drawn.rings)), fill)
            })
            .collect();
        let least = 0.01 * shares.iter().map(|(share, _)| share).sum::<f64>();
        let mut fills: Vec<Colour> =
            shares.iter().filter(|(share, _)| *share > least).map(|(_, fill)| *fill).collect();
        // A piece too thin to be seen lies at the plan's outer limit.
        if fills.is_empty() {
            fills.extend(plan.bands().last().map(|band| style::fill(plan, band)));
        }
        fills
    }

    /// The edges of all bands.
    pub fn limits(&self) -> Element {
        let limits = self.zones.iter().map(|drawn| {
            let limits: Lines = drawn.limits().collect();
            Element::lines(&limits).with("stroke", style::edge(drawn.plan.proposal()))
        });
        Element::group("limits")
            .with("stroke-width", 1)
            .with("stroke-linejoin", "round")
            .with("stroke-linecap", "round")
            .children(limits)
    }

    fn piece(&self, piece: &Piece) -> Lines {
        rings(piece.polygons()).map(|ring| self.ring(ring)).collect()
    }

    fn ring(&self, ring: &LineString<f64>) -> Vec<Coord<f64>> {
        closed(&self.outlines.arcs(ring, Edges::Planar))
    }
}

impl Drawn<'_> {
    fn limits(&self) -> impl Iterator<Item = Vec<Coord<f64>>> {
        self.rings.iter().flat_map(|ring| lines(ring))
    }
}

fn filled(rings: &[Vec<Arc>]) -> Lines {
    rings.iter().map(|ring| closed(ring)).collect()
}

/// A ring of arcs, each of which ends where the next begins.
fn closed(ring: &[Arc]) -> Vec<Coord<f64>> {
    let starts = ring.iter().filter_map(|arc| arc.points.split_last());
    starts.flat_map(|(_, points)| points).copied().collect()
}

/// A line or a ring of arcs, without its stretches along the map's edge.
fn lines(arcs: &[Arc]) -> Lines {
    let mut lines: Lines = Vec::new();
    for arc in arcs.iter().filter(|arc| arc.run == Run::Limit) {
        match lines.last_mut() {
            Some(last) if last.last() == arc.points.first() => last.extend(&arc.points[1..]),
            _ => lines.push(arc.points.clone()),
        }
    }
    lines
}

fn framed(view: &View, lines: Lines) -> Lines {
    lines.iter().flat_map(|line| clip::line(view.frame(), line)).collect()
}

pub(super) const LAND: &str = "#eae8df";

impl<'a> Map<'a> {
    /// The pieces of the comparison that only one plan holds.
    fn disputed(&self) -> impl Iterator<Item = &'a Piece> + use<'a> {
        let pieces = self.comparison.map(Comparison::pieces).unwrap_or_default();
        pieces.iter().filter(|piece| piece.held_by() != HeldBy::Both)
    }

    /// The one plan that holds a piece.
    fn holder(&self, piece: &Piece) -> Option<&'a Proposal> {
        match piece.held_by() {
            HeldBy::Both => None,
            HeldBy::First => self.comparison.map(Comparison::first),
            HeldBy::Second => self.comparison.map(Comparison::second),
        }
    }
}

/// The border, a dark line in a light casing.
pub(super) fn border(lines: &Lines) -> [Element; 2] {
    [("#ffffff", 4.4), (&style::BORDER.to_string(), 2.0)].map(|(colour, width)| {
        let line = Element::lines(lines).with("stroke-linejoin", "round");
        line.with("stroke", colour).with("stroke-width", width)
    })
}

fn rings(polygons: &MultiPolygon<f64>) -> impl Iterator<Item = &LineString<f64>> {
    polygons.iter().flat_map(polygon_rings)
}
