//! The map around a border divided into cells by everything that plans depend on.
//!
//! Longitude, latitude in degrees, edges straight in both; distances and chainages in metres. The
//! lines that divide it are the contours of several distances, the edges of territories, the curves
//! where sectors end ([`separator`]), and, where the sides of the border matter, the border itself
//! and the curves between them. All are drawn once and cut where they meet ([`noding`]); what they
//! bound are cells ([`faces`]). A plan's zone, a band of it, what two plans share: each is some of
//! the cells, so all of them tile, vertex for vertex.
//!
//! What a cell holds is read off the lines along its rings and, where no line tells, asked of a point
//! on them: the middle of the longest edge of each ring, so that a cell wider than the tolerance
//! gets the right answer. Then points beside the rings are asked whether that is so ([`audit`]); where
//! it is not, a curve was missed and is looked for. Contours and curves are within the tolerance.

mod audit;
mod division;
mod faces;
mod label;
mod noding;
mod separator;

use geo::coordinate_position::{CoordPos, CoordinatePosition, coord_pos_relative_to_ring};
use geo_types::{Coord, Line, LineString, MultiPolygon, Rect, coord};

pub(crate) use self::division::Division;
pub(crate) use self::faces::Faces;
use self::faces::Half;
use self::label::Label;
pub(crate) use self::noding::Edge;
use self::separator::Question;
use crate::buffer::{contours, on_map_and_beyond, polygons};
use crate::earth::{self, Vec3, along};
use crate::route::{Mark, Route};
use crate::{Edges, Error, Position, Tolerance};

/// How often curves that were missed are looked for.
const ROUNDS: usize = 8;

/// Gaps up to the tolerance divided by this, in degrees, are bridged: four tolerances.
const BRIDGED: f64 = 111_000.0 / 4.0;

/// What the points of a cell have in common.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Cell {
    /// How many limits they are beyond.
    pub level: usize,
    /// Which territories hold them.
    pub territories: Vec<bool>,
    on_map: bool,
    /// The sector and the side of the border points nearest to them, where they were asked for.
    label: Option<Label>,
}

/// The division, its cells known.
pub(crate) struct Partition {
    faces: Faces,
    /// For every cycle of the faces.
    cells: Vec<Cell>,
}

/// A line that divides.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// The contour of a level, its inside on the left.
    Contour(usize),
    /// A territory's edge, its inside on the left.
    Territory(usize),
    /// The map's edge, the map on the left.
    Map,
    /// The border itself.
    Border,
    /// Across a gap between the end of one line and another that is no wider than a few tolerances.
    Bridge,
    /// Where the nearest border point changes from one part or side to another: the labels on the
    /// left and on the right.
    Curve(Label, Label),
}

impl Partition {
    /// The cells of a division.
    ///
    /// # Errors
    /// [`Error::Unclosed`], and those of distances.
    pub fn new(division: &Division<'_>, tolerance: Tolerance) -> Result<Self, Error> {
        contours(division.border(), division.limits(), tolerance, |rings| {
            Drawing { division, tolerance, lines: Vec::new() }.divided(&rings)
        })
    }

    /// The polygons of the cells that are wanted.
    pub fn polygons(&self, wanted: impl Fn(&Cell) -> bool) -> MultiPolygon<f64> {
        let wanted: Vec<bool> = self.cells.iter().map(|cell| cell.on_map && wanted(cell)).collect();
        polygons(self.faces.rings(|cycle| wanted[cycle]))
    }
}

/// The lines of a division as they are drawn.
struct Drawing<'a> {
    division: &'a Division<'a>,
    tolerance: Tolerance,
    lines: Vec<Kind>,
}

impl Drawing<'_> {
    fn divided(mut self, rings: &[Vec<LineString<f64>>]) -> Result<Partition, Error> {
        let mut edges = Vec::new();
        let mut drawn = Vec::with_capacity(rings.len());
        for (level, rings) in rings.iter().enumerate() {
            let limit = self.division.limits()[level];
            let rings = on_map_and_beyond(rings.clone(), limit, self.tolerance)?;
            for ring in &rings {
                self.add(Kind::Contour(level), ring.lines(), &mut edges);
            }
            drawn.push(rings);
        }
        let fixed = edges.len();
        for (index, territory) in self.division.territories().iter().enumerate() {
            let polygon = territory.polygon();
            let rings = std::iter::once(polygon.exterior()).chain(polygon.interiors());
            for (at, ring) in rings.enumerate() {
                // The outer ring counter-clockwise, the others clockwise.
                let reversed = (earth::ring_area_m2(ring) > 0.0) != (at == 0);
                let line =
                    |line: Line<f64>| if reversed { Line::new(line.end, line.start) } else { line };
                self.add(Kind::Territory(index), ring.lines().map(line), &mut edges);
            }
        }
        if edges.iter().any(|edge| edge.line.start.x.abs() > 180.0) {
            let map = Rect::new(coord! { x: -180.0, y: -90.0 }, coord! { x: 180.0, y: 90.0 });
            self.add(Kind::Map, map.to_polygon().exterior().lines(), &mut edges);
        }
        let Some(route) = self.division.route() else {
            let faces = Faces::new(&noding::noded(edges, fixed));
            let cells = self.cells(&faces, &drawn);
            return Ok(Partition { faces, cells });
        };
        self.with_curves(route, rings, &drawn, (edges, fixed))
    }

    /// The division by curves too; where a cell turns out to hold points of two labels, a curve was
    /// missed, and is looked for between them.
    fn with_curves(
        mut self,
        route: &Route,
        rings: &[Vec<LineString<f64>>],
        drawn: &[Vec<LineString<f64>>],
        (mut edges, fixed): (Vec<Edge>, usize),
    ) -> Result<Partition, Error> {
        let division = self.division;
        self.add_border(&mut edges);
        let mut starts = route.tips();
        starts.extend(division.ends().iter().map(|end| route.mark(end.metres())));
        let sector = |chainage: f64| division.ends().partition_point(|end| chainage > end.metres());
        starts.extend(route.meetings(|a, b| division.is_sided() || sector(a) != sector(b)));
        starts.extend(route.turns());
        let points: Vec<Vec3> = starts.iter().map(|mark| mark.point).collect();
        let question = Question {
            label: &|p| division.label(route, p),
            foot: &|p| route.nearest(p).point,
            farthest: division.farthest().metres(),
            tolerance: self.tolerance.metres(),
        };
        let mut curves = question.curves(&points, rings.last().map_or(&[], Vec::as_slice));
        let (mut added, mut near) = (0, Coord::zero());
        for _ in 0..ROUNDS {
            for curve in &curves.all[added..] {
                let mut drawn: Vec<Coord<f64>> =
                    curve.points.iter().map(|&p| earth::lonlat(p)).collect();
                // At the border, its own vertex.
                for end in [0, drawn.len() - 1] {
                    let here = |mark: &&Mark| mark.point == curve.points[end];
                    if let Some(mark) = starts.iter().find(here) {
                        drawn[end] = route.position(mark);
                    }
                }
                let kind = Kind::Curve(curve.left, curve.right);
                self.add(kind, on_map(&drawn).into_iter(), &mut edges);
            }
            added = curves.all.len();
            let mut noded = noding::noded(edges.clone(), fixed);
            let bridges = noding::bridges(&noded, self.tolerance.metres() / BRIDGED);
            if !bridges.is_empty() {
                let of = self.lines.len() as u32;
                self.lines.push(Kind::Bridge);
                noded.extend(bridges.into_iter().map(|line| Edge { line, of }));
                noded = noding::noded(noded, 0);
            }
            let faces = Faces::new(&noded);
            let cells = self.cells(&faces, drawn);
            let wrong = audit::mixed(&faces, &cells, &question);
            let Some(first) = wrong.first() else { return Ok(Partition { faces, cells }) };
            near = first[0];
            for pair in &wrong {
                question.add_between(pair.map(earth::ecef), &points, &mut curves);
            }
            if curves.all.len() == added {
                break;
            }
        }
        Err(Error::Unclosed { distance: division.farthest(), near: Position::literal(near) })
    }

    fn add(&mut self, kind: Kind, lines: impl Iterator<Item = Line<f64>>, edges: &mut Vec<Edge>) {
        let of = self.lines.len() as u32;
        self.lines.push(kind);
        edges.extend(lines.map(|line| Edge { line, of }));
    }

    /// The border.
    fn add_border(&mut self, edges: &mut Vec<Edge>) {
        let border = self.division.border();
        for line in border.lines() {
            let mut points = Vec::new();
            match border.edges() {
                Edges::Planar => points.clone_from(&line.0),
                Edges::Geodesic => {
                    let deviation = 0.01 * self.tolerance.metres();
                    for edge in line.lines() {
                        let (a, b) = (edge.start, edge.end);
                        earth::subdivide(a, b, Edges::Geodesic, deviation, &mut points);
                    }
                    points.extend(line.0.last());
                }
            }
            self.add(Kind::Border, on_map(&points).into_iter(), edges);
        }
    }

    /// What every cycle of the faces holds.
    fn cells(&self, faces: &Faces, contours: &[Vec<LineString<f64>>]) -> Vec<Cell> {
        let mut longest: Vec<(f64, Half)> = vec![(-1.0, 0); faces.cycle_count()];
        for half in faces.halves() {
            let (a, b) = faces.ends(half);
            let length = (b.x - a.x).hypot(b.y - a.y);
            let best = &mut longest[faces.cycle(half)];
            if length > best.0 {
                *best = (length, half);
            }
        }
        longest.into_iter().map(|(_, half)| self.cell(faces, half, contours)).collect()
    }

    fn cell(&self, faces: &Faces, half: Half, contours: &[Vec<LineString<f64>>]) -> Cell {
        let (a, b) = faces.ends(half);
        let middle = (a + b) / 2.0;
        let own: Vec<(Kind, bool)> =
            faces.lines(half).map(|(of, forward)| (self.lines[of as usize], forward)).collect();
        let known = |of: Kind| own.iter().find(|(kind, _)| *kind == of).map(|&(_, left)| left);
        let inside = |level: usize| {
            known(Kind::Contour(level)).unwrap_or_else(|| is_inside(&contours[level], middle))
        };
        let level = (0..contours.len()).find(|&level| inside(level)).unwrap_or(contours.len());
        let territories = self.division.territories().iter().enumerate();
        let territories = territories
            .map(|(index, territory)| {
                let holds = || territory.polygon().coordinate_position(&middle) == CoordPos::Inside;
                known(Kind::Territory(index)).unwrap_or_else(holds)
            })
            .collect();
        let on_map =
            known(Kind::Map).unwrap_or_else(|| middle.x.abs() <= 180.0 && middle.y.abs() <= 90.0);
        let asked = self.division.route().filter(|_| on_map && level < contours.len());
        let label = asked.map(|route| {
            let curve = own.iter().find_map(|&(kind, forward)| match kind {
                Kind::Curve(left, right) => Some(if forward { left } else { right }),
                _ => None,
            });
            let label = curve.unwrap_or_else(|| self.division.label(route, earth::ecef(middle)));
            if self.division.is_sided() && own.iter().any(|(kind, _)| *kind == Kind::Border) {
                // Where the border runs back over itself, as its first part sees it.
                let first = route.nearest(earth::ecef(middle));
                let ahead = earth::ecef(b) - earth::ecef(a);
                return label.seen_from_left(route.forward(&first).dot(ahead) > 0.0);
            }
            label
        });
        Cell { level, territories, on_map, label }
    }
}

/// Whether a point is inside rings that have their inside on the left.
fn is_inside(rings: &[LineString<f64>], point: Coord<f64>) -> bool {
    let around =
        |ring: &&LineString<f64>| coord_pos_relative_to_ring(point, ring) == CoordPos::Inside;
    rings.iter().filter(around).count() % 2 == 1
}

/// The edges of a line on the map: those across the antimeridian on either side of it, both going on
/// beyond.
fn on_map(points: &[Coord<f64>]) -> Vec<Line<f64>> {
    let mut lines = Vec::with_capacity(points.len());
    for pair in points.windows(2) {
        let (a, b) = (pair[0], pair[1]);
        let way = along(a, b, 1.0) - a;
        lines.push(Line::new(a, a + way));
        if (b.x - a.x).abs() > 180.0 {
            lines.push(Line::new(b - way, b));
        } else if let Some(line) = lines.last_mut() {
            line.end = b;
        }
    }
    lines
}
