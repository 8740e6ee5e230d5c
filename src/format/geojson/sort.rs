//! Sorts the usable parts of a geometry from those that are empty or of one point, which are counted.
//!
//! Coordinates as they stand in the text; parts are counted from 1 in the sentences that name them.

use geo_types::{Coord, LineString, MultiPoint, Point, Polygon};

use super::coordinates::{Coordinates, Read, empty};
use super::unused::{Unused, Why};
use crate::border;

/// A geometry of which the usable parts are sorted out.
pub(super) struct Sort<'a> {
    pub kind: &'a str,
    /// Its place in the text, as an error names it.
    pub place: &'a str,
    /// The remedy for a line of one point, which goes on with "leave it out".
    pub remedy: &'a str,
    pub unused: &'a mut Unused,
}

impl Sort<'_> {
    /// The points of a Point or a MultiPoint; none is counted.
    pub(super) fn points(&mut self, points: Vec<Coord<f64>>) -> Option<MultiPoint<f64>> {
        if points.is_empty() {
            self.unused.add(Why::Empty, || (self.place.to_owned(), empty(self.kind)));
            return None;
        }
        Some(points.into_iter().map(Point).collect())
    }

    /// The lines of a LineString or a MultiLineString.
    pub(super) fn lines(&mut self, from: &mut Coordinates<'_>) -> Read<Vec<LineString<f64>>> {
        let lines = match self.kind {
            "LineString" => vec![from.line()?],
            _ => from.lines()?,
        };
        if lines.is_empty() {
            self.unused.add(Why::Empty, || (self.place.to_owned(), empty(self.kind)));
        }
        let several = self.kind != "LineString";
        let usable = |(index, line)| {
            let part = if several { format!(", line {}", index + 1) } else { String::new() };
            self.has_two_points(&line, "LineString", &part).then_some(line)
        };
        Ok(lines.into_iter().enumerate().filter_map(usable).collect())
    }

    /// The polygons of a Polygon or a MultiPolygon.
    pub(super) fn polygons(&mut self, from: &mut Coordinates<'_>) -> Read<Vec<Polygon<f64>>> {
        let polygons = match self.kind {
            "Polygon" => vec![from.polygon()?],
            _ => from.polygons()?,
        };
        if polygons.is_empty() {
            self.unused.add(Why::Empty, || (self.place.to_owned(), empty(self.kind)));
        }
        let mut usable = Vec::with_capacity(polygons.len());
        for (index, rings) in polygons.into_iter().enumerate() {
            let part = if self.kind == "Polygon" {
                String::new()
            } else {
                format!(", polygon {}", index + 1)
            };
            let mut rings = rings.into_iter();
            let exterior = rings.next().unwrap_or(LineString(Vec::new()));
            if !self.has_two_points(&exterior, "Polygon", &part) {
                continue;
            }
            let mut holes = Vec::new();
            // The exterior is the first ring.
            for (number, hole) in (2..).zip(rings) {
                if self.has_two_points(&hole, "ring", &format!("{part}, ring {number}")) {
                    holes.push(hole);
                }
            }
            usable.push(Polygon::new(exterior, holes));
        }
        Ok(usable)
    }

    /// `true` if a line has two distinct points; another is counted.
    fn has_two_points(&mut self, line: &LineString<f64>, kind: &str, part: &str) -> bool {
        let place = self.place;
        if line.0.is_empty() {
            self.unused.add(Why::Empty, || (format!("{place}{part}"), empty(kind)));
        } else if border::is_point(line) {
            let remedy = self.remedy;
            self.unused.add(Why::OnePoint, || {
                let reason = format!("is a {kind} with 1 distinct point; {remedy} leave it out");
                (format!("{place}{part}"), reason)
            });
        } else {
            return true;
        }
        false
    }

    /// Counts a geometry of a type that is not asked for.
    pub(super) fn leave_out(&mut self, wanted: &str) {
        let Sort { kind, place, .. } = *self;
        self.unused.add(Why::Type(kind), || {
            (place.to_owned(), format!("is a {kind}; {wanted}: convert it or leave it out"))
        });
    }
}
