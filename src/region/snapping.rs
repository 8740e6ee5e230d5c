//! A territory's edge laid onto the border where it follows the border nearly.
//!
//! Longitude, latitude in degrees; distances in metres. The edge of a territory from another source runs
//! beside the border, now on one side, now on the other. Points are taken along the edge, so close
//! that none in between is missed. A stretch of the edge whose points all lie `within` of the
//! border, and that is [`LONG`] times as long, follows it: it is replaced by the part of the border
//! between the border points nearest to its ends, vertex for vertex, with straight links from its ends to
//! these. So an edge that crosses the border at more than some 30 degrees stays. Where the nearest border
//! point jumps, over the neck of a bend whose border vertices are not all `within` of the edge, the
//! link crosses the neck. A ring that lies `within` of the border as a whole stays, too, unless the border closes
//! around it.
//!
//! What changes lies within twice `within` of the border. Rings that cross one another afterwards bound
//! the points around which they wind.

use geo_types::{Coord, LineString, MultiPolygon};

use super::containment::Containment;
use super::territory::Territory;
use crate::border::{Border, Route, RoutePoint};
use crate::earth;
use crate::planar::sets::RingSets;
use crate::planar::{twice_area, wound_rings};
use crate::value::{Edges, Error, ErrorKind, Length};

/// The least length of a stretch that follows the border, in distances within which it does.
const LONG: f64 = 4.0;

/// The number of points taken along the edge in each distance within which it follows the border.
const POINTS: f64 = 8.0;

/// The longest part of the border between neighbouring points, in the same distances: a longer one is a bend
/// that the edge does not follow.
const BEND: f64 = 20.0;

/// The least share of a ring's area that it keeps where all of it is laid onto the border: around an enclave
/// it keeps nearly all, an islet beside the border nothing.
const KEPT: f64 = 0.5;

/// A territory whose edge is the border's own where it followed the border nearly, and the areas that
/// changed.
#[derive(Debug, Clone, PartialEq)]
pub struct Snapped {
    territory: Territory,
    given_km2: f64,
    taken_km2: f64,
}

impl Snapped {
    /// The territory; its name says what was done.
    pub fn territory(&self) -> &Territory {
        &self.territory
    }

    /// The territory; its name says what was done.
    pub fn into_territory(self) -> Territory {
        self.territory
    }

    /// The area that the territory has gained, in square kilometres.
    pub fn given_km2(&self) -> f64 {
        self.given_km2
    }

    /// The area that the territory has lost, in square kilometres.
    pub fn taken_km2(&self) -> f64 {
        self.taken_km2
    }
}

impl Territory {
    /// The territory whose edge is the border itself wherever it runs within a distance of the border for
    /// four times that distance or more; elsewhere the edge stays.
    ///
    /// Use it for a territory from another source than the border, whose edge would leave slivers of a zone
    /// on the wrong side and gaps on the right one. A bend of the border deeper than the distance is not
    /// followed, and a ring that lies within the distance of the border as a whole stays, unless the border
    /// closes around it.
    ///
    /// # Errors
    /// [`ErrorKind::BadTerritory`] when nothing is left of the territory; [`ErrorKind::ZeroDistance`].
    ///
    /// ```
    /// use geo_types::{line_string, polygon};
    /// use safe_zone::{Border, Edges, Territory};
    /// let border = Border::new(line_string![(x: 38.0, y: 0.0), (x: 39.0, y: 0.0)], Edges::Planar)?;
    /// // A square that ends 111 m south of the border.
    /// let land = polygon![(x: 38.2, y: -1.0), (x: 38.8, y: -1.0), (x: 38.8, y: -0.001), (x: 38.2, y: -0.001)];
    /// let snapped = Territory::new("south", land)?.snapped(&border, "200m".parse()?)?;
    /// // 66.8 km by 111 m.
    /// assert!((snapped.given_km2() - 66.8 * 0.1106).abs() < 0.05);
    /// assert_eq!(snapped.taken_km2(), 0.0);
    /// # Ok::<(), safe_zone::Error>(())
    /// ```
    pub fn snapped(&self, border: &Border, within: Length) -> Result<Snapped, Error> {
        if within == Length::ZERO {
            return Err(ErrorKind::ZeroDistance.into());
        }
        let near = Near {
            route: border.route(),
            vertices: border.lines().iter().map(|line| line.0.as_slice()).collect(),
            edge: Containment::new(self),
            within: within.metres(),
        };
        let old: Vec<LineString<f64>> = self.polygons().iter().flat_map(wound_rings).collect();
        let new: Vec<LineString<f64>> = old.iter().map(|ring| near.laid(ring)).collect();
        let polygons = RingSets::new([&new]).polygons(|[winding]| winding > 0);
        let name = format!("{}, its edge laid onto the border within {within}", self.name());
        let territory = self.reshaped(name, polygons)?;
        let both = RingSets::new([&old, &new]);
        let km2 = |polygons: MultiPolygon<f64>| earth::area_km2(&polygons);
        Ok(Snapped {
            territory,
            given_km2: km2(both.polygons(|[old, new]| old <= 0 && new > 0)),
            taken_km2: km2(both.polygons(|[old, new]| old > 0 && new <= 0)),
        })
    }
}

/// A border, and the edge of a territory that may follow it.
struct Near<'a> {
    route: &'a Route,
    /// The vertices of each line of the border.
    vertices: Vec<&'a [Coord<f64>]>,
    edge: Containment,
    within: f64,
}

/// A point of a territory's edge.
#[derive(Clone, Copy)]
struct Sample {
    at: Coord<f64>,
    /// `true` for a vertex of the ring.
    is_vertex: bool,
    /// The nearest border point, where it is within the distance.
    mark: Option<RoutePoint>,
}

impl Near<'_> {
    /// A ring, laid onto the border where it follows the border.
    fn laid(&self, ring: &LineString<f64>) -> LineString<f64> {
        let mut samples = self.samples(ring);
        let Some(first) = samples.iter().position(|sample| sample.mark.is_none()) else {
            samples.extend(samples.first().copied());
            let laid = closed(self.followed(&samples));
            let [own, other] = [ring, &laid].map(twice_area);
            return if other / own > KEPT { laid } else { ring.clone() };
        };
        samples.rotate_left(first);
        let mut points = Vec::with_capacity(samples.len());
        for run in samples.chunk_by(|a, b| a.mark.is_some() == b.mark.is_some()) {
            if run[0].mark.is_some() && length(run) >= LONG * self.within {
                points.push(run[0].at);
                points.extend(self.followed(run));
                points.push(run[run.len() - 1].at);
            } else {
                points.extend(run.iter().filter(|sample| sample.is_vertex).map(|it| it.at));
            }
        }
        closed(points)
    }

    /// Points along a ring, without its last, which is the first again.
    fn samples(&self, ring: &LineString<f64>) -> Vec<Sample> {
        let step = self.within / POINTS;
        let mut samples = Vec::with_capacity(ring.0.len());
        let mut pieces = Vec::new();
        for edge in ring.lines() {
            pieces.clear();
            // Pieces so short that degrees grow with the way.
            earth::subdivide(edge.start, edge.end, Edges::Planar, 0.1, &mut pieces);
            pieces.push(edge.end);
            for pair in pieces.windows(2) {
                let (from, to) = (pair[0], pair[1]);
                let whole = earth::distance(from, to);
                let mut way = 0.0;
                while way < whole {
                    let at = from + (to - from) * (way / whole);
                    let p = earth::ecef(at);
                    let mark = self.route.nearest(p);
                    let distance = earth::arc_length(mark.point, p);
                    let is_near = distance <= self.within;
                    let is_vertex = way == 0.0 && from == edge.start;
                    if is_near
                        || is_vertex
                        || samples.last().is_some_and(|it: &Sample| it.mark.is_some())
                    {
                        let mark = Some(mark).filter(|_| is_near);
                        samples.push(Sample { at, is_vertex, mark });
                    }
                    way += (distance - self.within).abs().max(step);
                }
            }
        }
        samples
    }

    /// The border along a run of near points.
    fn followed(&self, run: &[Sample]) -> Vec<Coord<f64>> {
        let marks = run.iter().filter_map(|sample| Some((sample.mark?, sample.at)));
        let marks: Vec<(RoutePoint, Coord<f64>)> = marks.collect();
        let at = |end: Option<&(RoutePoint, _)>| end.map(|(mark, _)| self.route.position(mark));
        let mut points: Vec<Coord<f64>> = at(marks.first()).into_iter().collect();
        for pair in marks.windows(2) {
            let [(before, from), (mark, to)] = [pair[0], pair[1]];
            match self.between(&before, &mark, earth::distance(from, to)) {
                Some(vertices) => points.extend(vertices),
                None => points.extend([before, mark].map(|mark| self.route.position(&mark))),
            }
        }
        points.extend(at(marks.last()));
        points
    }

    /// The border's vertices between two border points nearest to points of the edge this way apart; `None`
    /// where the edge does not follow the border between them.
    fn between(&self, from: &RoutePoint, to: &RoutePoint, way: f64) -> Option<Vec<Coord<f64>>> {
        let ((line, first), (other, last)) = (self.place(from), self.place(to));
        if line != other {
            return None;
        }
        let all = self.vertices[line];
        let edges = all.len() - 1;
        let longest = way + BEND * self.within;
        // Edge i ends at vertex i + 1.
        let mut vertices: Vec<Coord<f64>> = if (to.chainage - from.chainage).abs() <= longest {
            match first <= last {
                true => all[first + 1..=last].to_vec(),
                false => all[last + 1..=first].iter().rev().copied().collect(),
            }
        } else if all[0] == all[edges] {
            // Past the point at which the line closes.
            match first > last {
                true => all[first + 1..edges].iter().chain(&all[..=last]).copied().collect(),
                false => {
                    let back = all[..=first].iter().rev();
                    back.chain(all[last + 1..edges].iter().rev()).copied().collect()
                }
            }
        } else {
            return None;
        };
        vertices.dedup();
        let ends = vertices.windows(2).map(|pair| earth::distance(pair[0], pair[1]));
        let follows = ends.sum::<f64>() <= longest
            && vertices.iter().all(|&it| self.edge.is_edge_within(earth::ecef(it), self.within));
        follows.then_some(vertices)
    }

    /// The line of a border point, and the edge of the line.
    fn place(&self, mark: &RoutePoint) -> (usize, usize) {
        let mut edge = self.route.edge_of(mark);
        for (line, vertices) in self.vertices.iter().enumerate() {
            if edge < vertices.len() - 1 {
                return (line, edge);
            }
            edge -= vertices.len() - 1;
        }
        (0, 0)
    }
}

/// The ring through some points, each once in a row.
fn closed(mut points: Vec<Coord<f64>>) -> LineString<f64> {
    points.dedup();
    points.extend(points.first().copied());
    points.dedup();
    LineString(points)
}

/// The length of a run of points.
fn length(run: &[Sample]) -> f64 {
    run.windows(2).map(|pair| earth::distance(pair[0].at, pair[1].at)).sum()
}
