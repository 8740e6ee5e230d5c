//! Divides the map around a border into cells by everything on which plans depend.
//!
//! Longitude, latitude in degrees, edges straight in both; distances and chainages in metres. The
//! map is divided by the contours of several distances, by the edges of territories, by the curves
//! where the sector or the side of the nearest border point changes ([`bisector`]), and, where a
//! request asks for sides or sectors, by the border itself. The border is cut into sites where it
//! meets itself and where sectors end ([`cutting`], [`arrange`]); curves start around joints and at
//! the outermost contour ([`seeds`]). All lines are drawn once and cut where they meet
//! (`planar::noding`); the faces between the lines (`planar::dcel`) are cells. A plan's zone, a
//! band, a part shared by two plans: each is a set of cells, so all of them tile, vertex for
//! vertex.
//!
//! The label of a cell is read off the lines along its rings. Where no line tells the label, the
//! label of a point on the rings decides: the middle of the longest edge of each ring, so that a
//! cell wider than the tolerance gets the right answer. Then labels of points beside the rings are
//! compared ([`check`]); a cell with two labels shows that a curve was missed, and the curve is
//! looked for. Contours and curves are within the tolerance.
//!
//! # Imports
//! `value`, `earth`, `index`, `planar`, `border`, `region`, `buffer`; no plan.
//!
//! # Reading order
//! `request`, `label`, `cell`; `sites`, `cutting`, `meetings`, `arrange`; `seeds`, `spanning`,
//! `bisector`, `parting`, `clearance`, `corner`, `follow`; this file; `check`; `bands`, `slivers`.

mod arrange;
mod bands;
mod bisector;
mod cell;
mod check;
mod clearance;
mod corner;
mod cutting;
mod follow;
mod label;
mod meetings;
mod parting;
mod request;
mod seeds;
mod sites;
mod slivers;
mod spanning;

use geo::coordinate_position::{CoordPos, coord_pos_relative_to_ring};
use geo_types::{Coord, Line, LineString, MultiPolygon, Rect, coord};

use self::arrange::Arrangement;
pub use self::bands::bands;
pub(crate) use self::bands::{bands_of, check_held, contours_of};
use self::bisector::{Bisectors, Pace, Seed};
pub(crate) use self::cell::Cell;
use self::cell::{Claims, Kind};
pub(crate) use self::request::{Owner, Request};
use self::sites::Sites;
pub use self::slivers::Slivers;
pub(crate) use self::slivers::slivers_of;
use crate::buffer::{Contours, on_map_and_beyond};
use crate::earth;
use crate::planar::{Edge, Edges, Faces, Half, noding, polygons};
use crate::region::EvenOdd;
use crate::value::{Error, ErrorKind, Position, Tolerance};

/// The number of times that missed curves are looked for.
const ROUNDS: usize = 8;

/// The tolerance divided by this is the widest gap that is bridged, in degrees: four tolerances.
const BRIDGED: f64 = 111_000.0 / 4.0;

/// The map divided as a request asks, with the cells' properties.
pub(crate) struct Partition {
    faces: Faces,
    /// The cell of every cycle of the faces.
    cells: Vec<Cell>,
    lines: Vec<Kind>,
}

impl Partition {
    /// Divides the map as a request asks.
    ///
    /// # Errors
    /// [`ErrorKind::Unclosed`], and the errors of invalid distances, as of
    /// [`buffer()`](crate::buffer()).
    pub fn new(request: &Request<'_>, contours: &mut Contours<'_>) -> Result<Self, Error> {
        Partition::by(request, contours, |_| true)
    }

    /// Divides the map as a request asks, by the wanted rings of the contours alone.
    ///
    /// # Errors
    /// As for [`Partition::new`].
    pub fn by(
        request: &Request<'_>,
        contours: &mut Contours<'_>,
        wanted: impl Fn(&LineString<f64>) -> bool,
    ) -> Result<Self, Error> {
        let tolerance = contours.tolerance();
        contours.at(request.limits(), |rings| {
            let wanted = |rings: &&[LineString<f64>]| -> Vec<LineString<f64>> {
                rings.iter().filter(|ring| wanted(ring)).cloned().collect()
            };
            let rings: Vec<Vec<LineString<f64>>> = rings.iter().map(wanted).collect();
            let insides = request.territories().iter().map(|it| it.inside()).collect();
            Drawing { request, tolerance, insides, lines: Vec::new() }.divided(&rings)
        })
    }

    /// The polygons of the wanted cells.
    pub fn polygons(&self, wanted: impl Fn(&Cell) -> bool) -> MultiPolygon<f64> {
        let wanted: Vec<bool> = self.cells.iter().map(|cell| cell.on_map && wanted(cell)).collect();
        polygons(self.faces.rings(|cycle| wanted[cycle]))
    }

    /// The polygons within the outermost limit that belong to an owner.
    pub fn of_owner(&self, number: usize) -> MultiPolygon<f64> {
        self.polygons(|cell| {
            cell.level == 0 && cell.label.is_some_and(|label| label.sector() == number)
        })
    }

    /// The parts of the outermost contour around the wanted cells, with the cells on their left.
    pub fn contour(&self, wanted: impl Fn(&Cell) -> bool) -> Vec<LineString<f64>> {
        let outermost = |(of, forward): (u32, bool)| {
            forward && matches!(self.lines[of as usize], Kind::Contour(_))
        };
        let is_part = |half: &Half| {
            let cell = &self.cells[self.faces.cycle(*half)];
            cell.on_map && wanted(cell) && self.faces.lines(*half).any(outermost)
        };
        self.faces.chains(is_part)
    }
}

/// The lines that divide the map, as drawn.
struct Drawing<'a> {
    request: &'a Request<'a>,
    tolerance: Tolerance,
    /// The points inside each territory.
    insides: Vec<EvenOdd>,
    lines: Vec<Kind>,
}

impl Drawing<'_> {
    fn divided(mut self, rings: &[Vec<LineString<f64>>]) -> Result<Partition, Error> {
        let mut contours = Vec::new();
        let mut drawn = Vec::with_capacity(rings.len());
        for (level, rings) in rings.iter().enumerate() {
            let limit = self.request.limits()[level];
            let rings = on_map_and_beyond(rings.clone(), limit, self.tolerance)?;
            for ring in &rings {
                self.add(Kind::Contour(level), ring.lines(), &mut contours);
            }
            drawn.push(rings);
        }
        let mut others = Vec::new();
        for (index, territory) in self.request.territories().iter().enumerate() {
            for (ring, is_exterior) in territory.rings() {
                // Exteriors run counter-clockwise, the others clockwise.
                let reversed = (earth::ring_area_m2(ring) > 0.0) != is_exterior;
                let line =
                    |line: Line<f64>| if reversed { Line::new(line.end, line.start) } else { line };
                self.add(Kind::Territory(index), ring.lines().map(line), &mut others);
            }
        }
        // The areas of owners may be bounded by the map's edge alone.
        let reach_beyond =
            contours.iter().chain(&others).any(|edge| edge.line.start.x.abs() > 180.0);
        if reach_beyond || self.request.has_owners() {
            let map = Rect::new(coord! { x: -180.0, y: -90.0 }, coord! { x: 180.0, y: 90.0 });
            self.add(Kind::Map, map.to_polygon().exterior().lines(), &mut others);
        }
        if self.request.has_sites() {
            let outermost = rings.last().map_or(&[][..], Vec::as_slice);
            return self.with_curves(outermost, &drawn, contours, others);
        }
        let faces = Faces::new(&noding::noded(Edges::new([contours, Vec::new(), others])));
        let cells = self.cells(&faces, &drawn, None);
        Ok(Partition { faces, cells, lines: self.lines })
    }

    /// Divides the map also by the border and the curves between its sites. Where a cell turns out
    /// to hold two labels, a curve was missed, and is looked for between the points with these
    /// labels.
    fn with_curves(
        mut self,
        outermost: &[LineString<f64>],
        drawn: &[Vec<LineString<f64>>],
        contours: Vec<Edge>,
        others: Vec<Edge>,
    ) -> Result<Partition, Error> {
        let (request, tolerance) = (self.request, self.tolerance.metres());
        let farthest = request.farthest().metres();
        let arrangement = Arrangement::new(request, self.tolerance)?;
        let sites = &arrangement.sites;
        let mut border = Vec::with_capacity(arrangement.drawn.len());
        for same in arrangement.drawn.chunk_by(|a, b| a.1 == b.1) {
            let [left, right] = same[0].1;
            let lines = same.iter().flat_map(|(line, _)| on_map(&[line.start, line.end]));
            self.add(Kind::Curve(left, right), lines, &mut border);
        }
        // A wedge nowhere wider than this does not count.
        let narrow = 0.05 * tolerance / farthest;
        let around = arrangement.joints.iter().flat_map(|joint| sites.around(joint, narrow));
        let crossing = outermost.iter().flat_map(|ring| sites.crossing(ring, farthest));
        let mut seeds: Vec<Seed> = around.chain(crossing).collect();
        if request.has_owners() {
            seeds.extend(sites.between_parts(farthest));
        }
        let (known, mut near) = (self.lines.len(), Coord::zero());
        for pace in [Pace::Quick, Pace::Careful] {
            self.lines.truncate(known);
            let mut bisectors = Bisectors::new(sites, [farthest, tolerance], pace);
            for &seed in &seeds {
                bisectors.grow(seed);
            }
            match self.with_bisectors(bisectors, drawn, [&contours, &border], others.clone()) {
                Ok(partition) => return Ok(partition),
                Err(place) => near = place,
            }
        }
        Err(ErrorKind::Unclosed { distance: request.farthest(), near: Position::literal(near) }
            .into())
    }

    /// Divides the map also by bisectors, and by those that were missed; or a place where one is
    /// still missing.
    fn with_bisectors(
        &mut self,
        mut bisectors: Bisectors<'_>,
        drawn: &[Vec<LineString<f64>>],
        [contours, border]: [&[Edge]; 2],
        mut others: Vec<Edge>,
    ) -> Result<Partition, Coord<f64>> {
        let Bisectors { sites, farthest, tolerance, .. } = bisectors;
        let (mut added, mut near) = (0, Coord::zero());
        for _ in 0..ROUNDS {
            for curve in &bisectors.curves[added..] {
                let kind = Kind::Curve(curve.left, curve.right);
                self.add(kind, on_map(&curve.coords).into_iter(), &mut others);
            }
            added = bisectors.curves.len();
            let edges = Edges::new([contours.to_vec(), border.to_vec(), others.clone()]);
            let mut noded = noding::noded(edges);
            let open = noding::loose(&noded, &bisectors.open);
            if !open.is_empty() {
                let reach = tolerance / BRIDGED;
                let mut bridges = Vec::new();
                self.add(
                    Kind::Bridge,
                    noding::bridges(&noded, &open, reach).into_iter(),
                    &mut bridges,
                );
                noded = noding::noded(Edges::new([noded, Vec::new(), bridges]));
            }
            let faces = Faces::new(&noded);
            let mut cells = self.cells(&faces, drawn, Some(sites));
            let missed =
                check::missed(&faces, &self.lines, &mut cells, sites, [farthest, tolerance]);
            let place = missed.first().map(|first| earth::lonlat(first[0]));
            let Some(place) = place.or_else(|| self.unbounded(&faces, border)) else {
                return Ok(Partition { faces, cells, lines: std::mem::take(&mut self.lines) });
            };
            near = place;
            for &[from, to] in &missed {
                for seed in sites.changes(from, to) {
                    let back = Seed { sites: [seed.sites[1], seed.sites[0]], ..seed };
                    bisectors.grow(seed);
                    bisectors.grow(back);
                }
            }
            if bisectors.curves.len() == added {
                break;
            }
        }
        Err(near)
    }

    /// A place where the border parts two labels, but none of the faces: the curves from there are
    /// open.
    fn unbounded(&self, faces: &Faces, border: &[Edge]) -> Option<Coord<f64>> {
        let of = border.first()?.of..=border.last()?.of;
        let parts = |edge: &&Edge| {
            // What runs beyond the map's edge stands on its other side, too.
            let on_map = (edge.line.start.x + edge.line.end.x).abs() <= 360.0;
            of.contains(&edge.of)
                && on_map
                && matches!(self.lines[edge.of as usize], Kind::Curve(left, right) if left != right)
        };
        let open: Vec<&Edge> = faces.left_out().iter().filter(parts).collect();
        let length =
            |edge: &&Edge| (earth::ecef(edge.line.end) - earth::ecef(edge.line.start)).norm();
        let whole: f64 = open.iter().map(length).sum();
        // What is shorter is lost in the tolerance.
        (whole > check::WIDE * self.tolerance.metres()).then(|| open[0].line.start)
    }

    fn add(&mut self, kind: Kind, lines: impl Iterator<Item = Line<f64>>, edges: &mut Vec<Edge>) {
        let of = self.lines.len() as u32;
        self.lines.push(kind);
        edges.extend(lines.map(|line| Edge { line, of }));
    }

    /// The cell of every cycle of the faces.
    fn cells(
        &self,
        faces: &Faces,
        contours: &[Vec<LineString<f64>>],
        sites: Option<&Sites>,
    ) -> Vec<Cell> {
        let mut longest: Vec<(f64, Half)> = vec![(-1.0, 0); faces.cycle_count()];
        let mut claims: Vec<Claims> = vec![Claims::default(); faces.cycle_count()];
        for half in faces.halves() {
            let (a, b) = faces.ends(half);
            let length = (b.x - a.x).hypot(b.y - a.y);
            let cycle = faces.cycle(half);
            // The map's edge may run through an area far from its outline.
            let is_map = |(of, _): (u32, bool)| self.lines[of as usize] == Kind::Map;
            let far = self.request.has_owners() && faces.lines(half).any(is_map);
            let weight = if far { 0.0 } else { length };
            if weight > longest[cycle].0 {
                longest[cycle] = (weight, half);
            }
            for (of, forward) in faces.lines(half) {
                if let Kind::Curve(left, right) = self.lines[of as usize] {
                    claims[cycle].add(if forward { left } else { right }, length);
                }
            }
        }
        let cell = |((_, half), claims): ((f64, Half), Claims)| {
            self.cell(faces, half, contours, sites, claims)
        };
        longest.into_iter().zip(claims).map(cell).collect()
    }

    fn cell(
        &self,
        faces: &Faces,
        half: Half,
        contours: &[Vec<LineString<f64>>],
        sites: Option<&Sites>,
        claims: Claims,
    ) -> Cell {
        let (a, b) = faces.ends(half);
        let middle = (a + b) / 2.0;
        let own: Vec<(Kind, bool)> =
            faces.lines(half).map(|(of, forward)| (self.lines[of as usize], forward)).collect();
        let known = |of: Kind| own.iter().find(|(kind, _)| *kind == of).map(|&(_, left)| left);
        let nearest = sites.map(|sites| sites.nearest(earth::ecef(middle)));
        let within = |level: usize| match nearest {
            Some((_, distance)) => distance <= self.request.limits()[level].metres(),
            None => is_inside(&contours[level], middle),
        };
        let inside = |level: usize| known(Kind::Contour(level)).unwrap_or_else(|| within(level));
        let level = (0..contours.len()).find(|&level| inside(level)).unwrap_or(contours.len());
        let territories = self.insides.iter().enumerate();
        let territories = territories
            .map(|(index, territory)| {
                known(Kind::Territory(index)).unwrap_or_else(|| territory.holds(middle))
            })
            .collect();
        let on_map =
            known(Kind::Map).unwrap_or_else(|| middle.x.abs() <= 180.0 && middle.y.abs() <= 90.0);
        let label = nearest
            .filter(|_| on_map && level < contours.len())
            .map(|(site, _)| claims.first().unwrap_or(site.label));
        Cell { level, territories, on_map, label, claims }
    }
}

/// `true` if a point is inside rings that have their inside on the left.
fn is_inside(rings: &[LineString<f64>], point: Coord<f64>) -> bool {
    let around =
        |ring: &&LineString<f64>| coord_pos_relative_to_ring(point, ring) == CoordPos::Inside;
    rings.iter().filter(around).count() % 2 == 1
}

/// A point moved beyond the map's edge; a point exactly on the edge stays on it.
fn beyond(point: Coord<f64>, there: Coord<f64>) -> Coord<f64> {
    if point.x.abs() == 180.0 {
        Coord { x: 180.0_f64.copysign(there.x), y: point.y }
    } else {
        there
    }
}

/// The edges of a line on the map. An edge across the antimeridian stands on both sides of it,
/// going on beyond the map's edge.
fn on_map(points: &[Coord<f64>]) -> Vec<Line<f64>> {
    let mut lines = Vec::with_capacity(points.len());
    for pair in points.windows(2) {
        let (a, b) = (pair[0], pair[1]);
        let way = earth::way(a, b);
        lines.push(Line::new(a, beyond(b, a + way)));
        if (b.x - a.x).abs() > 180.0 {
            lines.push(Line::new(beyond(a, b - way), b));
        } else if let Some(line) = lines.last_mut() {
            line.end = b;
        }
    }
    lines
}
