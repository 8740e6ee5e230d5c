//! Layers of the picture: land, bands, stripes where two plans overlap, limits, the border.
//!
//! Pixels. Bands are opaque and in the colours of the GeoJSON, the deepest first. Cuts along the
//! antimeridian and around a pole are filled across and not drawn.

use geo_types::{Coord, LineString, MultiPolygon, Rect};

use super::map::Map;
use super::outline::{Arc, Outlines, Run};
use super::view::View;
use super::{clip, hatch, overlap};
use crate::format::style;
use crate::format::xml::Element;
use crate::plan::{Comparison, Piece, Proposal, Zone, Zones};
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
    overlaps: Vec<Overlap>,
    border: Lines,
}

/// A zone of a plan with its rings.
struct Drawn<'a> {
    plan: &'a Zones,
    /// The plan's place among the map's.
    number: usize,
    zone: &'a Zone,
    rings: Vec<Vec<Arc>>,
}

/// Two zones of two plans that overlap, by their places in the order of drawing.
#[derive(Clone, Copy)]
struct Overlap {
    beneath: usize,
    on_top: usize,
}

pub(super) type Lines = Vec<Vec<Coord<f64>>>;

impl<'a> Layers<'a> {
    pub fn of(map: &'a Map<'a>, view: &'a View) -> Self {
        let zones = map.zones.iter().flat_map(Zones::iter).flat_map(|zone| rings(zone.polygons()));
        let pieces = map.comparison.map(Comparison::pieces).unwrap_or_default();
        let pieces = pieces.iter().flat_map(|piece| rings(piece.polygons()));
        let land = map.territories.iter().flat_map(|it| rings(it.polygons()));
        let all = zones.chain(pieces).chain(land).chain(map.border.lines());
        let outlines = Outlines::of(view, all);
        let drawn = |(plan, zone): (usize, &'a Zone)| {
            let arcs = |ring: &LineString<f64>| outlines.arcs(ring, Edges::Planar);
            Drawn {
                plan: &map.zones[plan],
                number: plan,
                zone,
                rings: rings(zone.polygons()).map(arcs).collect(),
            }
        };
        let zones: Vec<Drawn<'_>> =
            style::deepest_first(map.zones).into_iter().map(drawn).collect();
        let edges = map.border.edges();
        let border = map.border.lines().iter().flat_map(|it| lines(&outlines.arcs(it, edges)));
        let border = framed(view, border.collect());
        let overlaps = if map.zones.len() == 2 { overlaps(&zones) } else { Vec::new() };
        Layers { map, view, outlines, zones, overlaps, border }
    }

    /// The border in the frame.
    pub fn border(&self) -> &Lines {
        &self.border
    }

    /// The zones in the order of drawing: the plan's place among the map's, the zone, and its rings.
    pub fn drawn(&self) -> impl Iterator<Item = (usize, &'a Zone, &[Vec<Arc>])> {
        self.zones.iter().map(|drawn| (drawn.number, drawn.zone, &drawn.rings[..]))
    }

    /// The zones that lie beneath others, and those on top, by their places in the order of drawing.
    pub fn overlapping(&self) -> impl Iterator<Item = [usize; 2]> {
        self.overlaps.iter().map(|it| [it.beneath, it.on_top])
    }

    /// All outlines, for labels that should not cover them.
    pub fn all_lines(&self) -> Lines {
        self.zones.iter().flat_map(Drawn::limits).chain(self.border.iter().cloned()).collect()
    }

    /// `true` if a zone lies in a box.
    pub fn is_covered(&self, room: Rect<f64>) -> bool {
        let room = [room.to_polygon().exterior().0.clone()];
        self.zones.iter().any(|drawn| overlap::common(&room, &filled(&drawn.rings)) > 0.0)
    }

    /// The territories in the frame, and their edges except where the data ends.
    pub fn land(&self) -> Element {
        let territories = self.territories().flat_map(|(inside, edge)| {
            let edge = Element::lines(&edge).with("stroke", "#b9b9ae").with("stroke-width", 1);
            [Element::area(&inside).with("fill", LAND), edge]
        });
        Element::group("land").children(territories)
    }

    /// The rings of the territories in the frame, and their edges except where the data ends.
    pub fn territories(&self) -> impl Iterator<Item = (Lines, Lines)> {
        self.map.territories.iter().filter_map(|territory| {
            let inside: Lines = rings(territory.polygons())
                .map(|ring| clip::ring(self.view.frame(), &self.ring(ring)))
                .filter(|ring| !ring.is_empty())
                .collect();
            let known = rings(territory.polygons()).flat_map(|ring| self.known(territory, ring));
            (!inside.is_empty()).then(|| (inside, framed(self.view, known.collect())))
        })
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
        let bands = self.zones.iter().map(|Drawn { plan, zone, rings, .. }| {
            Element::area(&filled(rings))
                .with("class", "band")
                .with("data-plan", plan.proposal().id())
                .with("data-band", zone.band().label())
                .with("fill", style::fill(plan.proposal(), zone.band()))
        });
        Element::group("bands").children(bands)
    }

    /// The stripes: across each zone on top, in the colour of the zone beneath, as far as that one goes.
    pub fn stripes(&self) -> Element {
        let areas = self.overlaps.iter().map(|it| {
            let area = Element::area(&filled(&self.zones[it.on_top].rings));
            let area = area.with("fill", hatch::paint(it.beneath));
            area.with("clip-path", format!("url(#{})", clip_id(it.beneath)))
        });
        Element::group("overlaps").children(areas)
    }

    /// The outlines as far as which the stripes of zones go.
    pub fn clips(&self) -> impl Iterator<Item = Element> {
        self.beneath().map(|zone| {
            let area = Element::area(&filled(&self.zones[zone].rings)).with("clip-rule", "evenodd");
            Element::new("clipPath").with("id", clip_id(zone)).child(area)
        })
    }

    /// The patterns of the stripes.
    pub fn patterns(&self) -> impl Iterator<Item = Element> {
        self.beneath().map(|zone| {
            let over = self.overlaps.iter().filter(move |it| it.beneath == zone);
            let ink = hatch::ink(self.fill(zone), over.map(|it| self.fill(it.on_top)));
            hatch::pattern(zone, self.zones[zone].number == 0, ink)
        })
    }

    /// The zones that lie beneath others.
    fn beneath(&self) -> impl Iterator<Item = usize> {
        let is_beneath = |zone: &usize| self.overlaps.iter().any(|it| it.beneath == *zone);
        (0..self.zones.len()).filter(is_beneath)
    }

    /// The fills of two overlapping zones: of the one on top, and of the stripes across it.
    pub fn striped(&self) -> impl Iterator<Item = [String; 2]> {
        let overlaps = self.overlaps.iter().rev();
        overlaps.map(|it| [self.fill(it.on_top).to_string(), hatch::paint(it.beneath)])
    }

    fn fill(&self, zone: usize) -> Colour {
        let Drawn { plan, zone, .. } = &self.zones[zone];
        style::fill(plan.proposal(), zone.band())
    }

    /// The fills of a plan's bands in a piece that the plan alone holds, the nearest to the border first; bands
    /// in less than a hundredth of the piece do not count.
    pub fn grounds(&self, piece: &Piece, plan: &Proposal) -> Vec<Colour> {
        let piece: Lines = rings(piece.polygons()).map(|ring| self.ring(ring)).collect();
        let bands = self.zones.iter().rev().filter(|drawn| drawn.plan.proposal() == plan);
        let shares: Vec<(f64, Colour)> = bands
            .map(|drawn| {
                let fill = style::fill(plan, drawn.zone.band());
                (overlap::common(&piece, &filled(&drawn.rings)), fill)
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
        // Of two plans the second is dashed on top, so that both are seen where their limits are one.
        let is_dashed = |drawn: &Drawn<'_>| self.map.zones.len() == 2 && drawn.number == 1;
        let (dashed, whole): (Vec<_>, Vec<_>) = self.zones.iter().partition(|it| is_dashed(it));
        let limits = whole.into_iter().chain(dashed).map(|drawn| {
            let limits: Lines = drawn.limits().collect();
            let line = Element::lines(&limits).with("stroke", style::edge(drawn.plan.proposal()));
            if is_dashed(drawn) { line.with("stroke-dasharray", "6 5") } else { line }
        });
        Element::group("limits")
            .with("stroke-width", 1.4)
            .with("stroke-linejoin", "round")
            .children(limits)
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

pub(super) fn clip_id(zone: usize) -> String {
    format!("within-{zone}")
}

pub(super) fn filled(rings: &[Vec<Arc>]) -> Lines {
    rings.iter().map(|ring| closed(ring)).collect()
}

/// A ring of arcs, each of which ends where the next begins.
fn closed(ring: &[Arc]) -> Vec<Coord<f64>> {
    let starts = ring.iter().filter_map(|arc| arc.points.split_last());
    starts.flat_map(|(_, points)| points).copied().collect()
}

/// A line or a ring of arcs, without its stretches along the map's edge.
pub(super) fn lines(arcs: &[Arc]) -> Lines {
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
pub(super) const SEA: &str = "#f7f7f4";

/// The zones of two plans that overlap by more than some pixels.
fn overlaps(zones: &[Drawn<'_>]) -> Vec<Overlap> {
    /// Square pixels: less is not seen.
    const LEAST: f64 = 4.0;
    let filled: Vec<Lines> = zones.iter().map(|drawn| filled(&drawn.rings)).collect();
    let pairs =
        (0..zones.len()).flat_map(|on_top| (0..on_top).map(move |beneath| (beneath, on_top)));
    pairs
        .filter(|&(a, b)| zones[a].number != zones[b].number)
        .filter(|&(a, b)| overlap::common(&filled[a], &filled[b]) > LEAST)
        .map(|(beneath, on_top)| Overlap { beneath, on_top })
        .collect()
}

/// The border, a dark line in a light casing.
pub(super) fn border(lines: &Lines) -> [Element; 2] {
    [("#ffffff", 4.4), (&style::BORDER.to_string(), 2.0)].map(|(colour, width)| {
        let line = Element::lines(lines).with("stroke-linejoin", "round");
        line.with("stroke", colour).with("stroke-width", width)
    })
}

pub(super) fn rings(polygons: &MultiPolygon<f64>) -> impl Iterator<Item = &LineString<f64>> {
    polygons.iter().flat_map(polygon_rings)
}
