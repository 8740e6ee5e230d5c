//! Lines in pieces joined end to end into the longest runs.
//!
//! Longitude, latitude in degrees; gaps in metres. Two ends meet where they are one point, or not
//! farther apart than a gap, and no third end is there; ends that are one point come first. Where three ends or more
//! meet, all stay apart. Ends at 180° and -180°, or at 190° and -170°, are one point of the Earth: the run goes on in
//! another line.

use std::collections::{HashMap, HashSet};

use geo_types::{Coord, LineString, MultiLineString};

use super::head_on::{self, Course};
use super::longitudes;
use crate::earth::{self, Vec3};
use crate::value::{Error, Length, Position};

/// Joins lines in pieces, in any order and direction, into the longest runs.
///
/// Use it for a border from a file that has a line for each stretch: chainages, sectors and sides
/// need one line that runs one way. The default joins ends that are the same point. Each run has
/// the direction of the first of its pieces.
///
/// ```
/// use geo_types::{line_string, MultiLineString};
/// use safe_zone::linear::Joining;
/// let pieces = MultiLineString(vec![
///     line_string![(x: 38.0, y: 36.8), (x: 39.0, y: 36.7)],
///     line_string![(x: 37.0, y: 36.6), (x: 36.0, y: 36.2)],
///     line_string![(x: 37.0, y: 36.6), (x: 38.0, y: 36.8)],
/// ]);
/// let joined = Joining::default().join(&pieces)?;
/// assert_eq!(joined.runs().len(), 1);
/// assert_eq!(joined.lines().0[0].0.first().unwrap().x, 36.0); // as the first piece, to the east
/// # Ok::<(), safe_zone::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[must_use]
pub struct Joining {
    gap: Length,
    from: Option<Position>,
}

/// Lines joined into runs.
#[derive(Debug, Clone, PartialEq)]
pub struct Joined {
    lines: MultiLineString<f64>,
    runs: Vec<Run>,
    /// The course that the runs are expected to follow.
    course: Course,
}

/// A run of pieces that follow one another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Run {
    start: Position,
    end: Position,
    lines: usize,
    pieces: usize,
}

/// An end of a piece: the piece's index, and `true` for its last point.
type End = (usize, bool);

impl Default for Joining {
    fn default() -> Self {
        Joining { gap: Length::ZERO, from: None }
    }
}

impl Joining {
    /// Also joins ends not farther apart than `gap`, by an edge between the two.
    pub fn within(self, gap: Length) -> Self {
        Joining { gap, ..self }
    }

    /// Lets the run with an end nearest to a position begin there, and come first. A closed run
    /// begins at its vertex nearest to the position.
    pub fn starting_at(self, position: Position) -> Self {
        Joining { from: Some(position), ..self }
    }

    /// Joins lines; takes n log n time. Lines without a point are left out, and those that are there already,
    /// in either direction. Ends at which a line would run back over another stay apart.
    ///
    /// # Errors
    /// [`ErrorKind::NotFinite`](crate::ErrorKind::NotFinite),
    /// [`ErrorKind::OutOfRange`](crate::ErrorKind::OutOfRange), with the line and the point.
    pub fn join(&self, pieces: &MultiLineString<f64>) -> Result<Joined, Error> {
        for (part, line) in pieces.iter().enumerate() {
            Position::check(line, part, longitudes::FARTHEST)?;
        }
        let mut seen = HashSet::new();
        let is_new = |line: &&LineString<f64>| !line.0.is_empty() && seen.insert(undirected(line));
        let pieces: Vec<&LineString<f64>> = pieces.iter().filter(is_new).collect();
        let links = links(&pieces, self.gap.metres());
        let mut seen = vec![false; pieces.len()];
        let mut chains: Vec<Vec<LineString<f64>>> = Vec::new();
        let mut counts = Vec::new();
        for first in 0..pieces.len() {
            if seen[first] {
                continue;
            }
            let run = run(first, &links);
            run.iter().for_each(|&(piece, _)| seen[piece] = true);
            counts.push(run.len());
            chains.push(chain(&run, &pieces, &links));
        }
        let mut order: Vec<usize> = (0..chains.len()).collect();
        if let Some(from) = self.from {
            let from = earth::ecef(from.into());
            let nearest = order
                .iter()
                .copied()
                .min_by(|&a, &b| apart(&chains[a], from).total_cmp(&apart(&chains[b], from)));
            if let Some(nearest) = nearest {
                begin_at(&mut chains[nearest], from);
                order[..=nearest].rotate_right(1);
            }
        }
        let (mut lines, mut runs) = (Vec::new(), Vec::new());
        for index in order {
            let chain = std::mem::take(&mut chains[index]);
            let [start, end] = ends(&chain).map(|end| Position::literal(longitudes::wrapped(end)));
            runs.push(Run { start, end, lines: chain.len(), pieces: counts[index] });
            lines.extend(chain);
        }
        let course = if self.from.is_some() { Course::One } else { Course::Each };
        Ok(Joined { lines: MultiLineString(lines), runs, course })
    }
}

impl Joined {
    /// The lines, run after run.
    pub fn lines(&self) -> &MultiLineString<f64> {
        &self.lines
    }

    /// The lines themselves.
    pub fn into_lines(self) -> MultiLineString<f64> {
        self.lines
    }

    /// Checks that no two runs meet head on, which sides, sectors and chainages along all of them need:
    /// where two ends lie close together, one run ends and the other begins there.
    ///
    /// Ends lie close together when each is the nearest to the other and no farther than a tenth of
    /// the shorter run's span; however far, where [`Joining::starting_at`] says where all begins. Where three
    /// or more meet, no direction is expected.
    ///
    /// ```
    /// use geo_types::{line_string, MultiLineString};
    /// use safe_zone::linear::Joining;
    /// use safe_zone::{ErrorKind, Length};
    /// let pieces = MultiLineString(vec![
    ///     line_string![(x: 36.0, y: 36.8), (x: 37.0, y: 36.8)],
    ///     line_string![(x: 38.0, y: 36.8), (x: 37.0001, y: 36.8)],
    /// ]);
    /// let apart = Joining::default().join(&pieces)?;
    /// let error = apart.check_directions().unwrap_err();
    /// assert!(matches!(error.kind(), ErrorKind::HeadOn { .. }));
    /// let joined = Joining::default().within(Length::from_metres(10.0)?).join(&pieces)?;
    /// assert!(joined.check_directions().is_ok());
    /// # Ok::<(), safe_zone::Error>(())
    /// ```
    ///
    /// # Errors
    /// [`ErrorKind::HeadOn`](crate::ErrorKind::HeadOn), with both ends and the gap between them.
    pub fn check_directions(&self) -> Result<(), Error> {
        head_on::check(self.runs.iter().map(|run| [run.start, run.end]), self.course)
    }

    /// The distances from the end of each run to the start of the next, along geodesics.
    pub fn gaps(&self) -> impl Iterator<Item = Length> {
        let gap =
            |[before, after]: [Run; 2]| earth::distance(before.end.into(), after.start.into());
        self.runs.windows(2).map(move |pair| Length::literal(gap([pair[0], pair[1]])))
    }

    /// The runs, in the order of the lines.
    pub fn runs(&self) -> &[Run] {
        &self.runs
    }
}

impl Run {
    /// The first point.
    pub fn start(&self) -> Position {
        self.start
    }

    /// The last point; the first one again for a closed run.
    pub fn end(&self) -> Position {
        self.end
    }

    /// The number of lines: more than one where the run passes from 180° to -180°.
    pub fn lines(&self) -> usize {
        self.lines
    }

    /// The number of pieces that were joined.
    pub fn pieces(&self) -> usize {
        self.pieces
    }
}

/// The points of a line, whatever its direction.
fn undirected(line: &LineString<f64>) -> Vec<[u64; 2]> {
    let points: Vec<[u64; 2]> = line.coords().map(|p| [p.x.to_bits(), p.y.to_bits()]).collect();
    let reversed = points.iter().rev().copied().collect();
    points.min(reversed)
}

/// The vertex before the end of a piece.
fn before((piece, is_last): End, pieces: &[&LineString<f64>]) -> Option<Coord<f64>> {
    let points = &pieces[piece].0;
    let index = if is_last { points.len().checked_sub(2) } else { Some(1) };
    index.and_then(|index| points.get(index)).copied()
}

/// The ends that meet in pairs.
fn links(pieces: &[&LineString<f64>], gap: f64) -> HashMap<End, End> {
    let mut all: Vec<(Vec3, End)> = Vec::with_capacity(2 * pieces.len());
    for (index, piece) in pieces.iter().enumerate() {
        let [start, end] = ends(std::slice::from_ref(*piece)).map(earth::ecef);
        all.extend([(start, (index, false)), (end, (index, true))]);
    }
    // Ends along one axis, so that those that may meet follow one another.
    all.sort_by(|a, b| a.0.x.total_cmp(&b.0.x));
    let mut links = HashMap::new();
    let met = meetings(&all, SAME);
    link(&all, &met, pieces, &mut links);
    if gap > 0.0 {
        // An end that is the same point as another joins over no gap.
        let is_free = met.iter().map(Vec::is_empty);
        let free: Vec<(Vec3, End)> =
            all.iter().zip(is_free).filter(|it| it.1).map(|it| *it.0).collect();
        link(&free, &meetings(&free, gap + SAME), pieces, &mut links);
    }
    links
}

/// For each of some ends, in their order along an axis, those not farther away than a distance.
fn meetings(ends: &[(Vec3, End)], within: f64) -> Vec<Vec<usize>> {
    let mut near: Vec<Vec<usize>> = vec![Vec::new(); ends.len()];
    for (index, (point, _)) in ends.iter().enumerate() {
        let after = ends.iter().enumerate().skip(index + 1);
        for (other, _) in after.take_while(|(_, it)| it.0.x - point.x <= within) {
            if (ends[other].0 - *point).norm() <= within {
                near[index].push(other);
                near[other].push(index);
            }
        }
    }
    near
}

/// Links the ends that meet in pairs.
fn link(
    ends: &[(Vec3, End)],
    near: &[Vec<usize>],
    pieces: &[&LineString<f64>],
    links: &mut HashMap<End, End>,
) {
    for (index, others) in near.iter().enumerate() {
        if let [other] = others[..]
            && near[other].len() == 1
            && before(ends[index].1, pieces) != before(ends[other].1, pieces)
        {
            links.insert(ends[index].1, ends[other].1);
        }
    }
}

/// Points nearer than this are one, metres: more than the rounding of Earth-centred coordinates,
/// less than a unit of the tenth decimal of a degree.
const SAME: f64 = 1e-8;

/// The run through a piece, in the piece's direction: the pieces, each with `true` if it runs
/// backwards.
fn run(through: usize, links: &HashMap<End, End>) -> Vec<End> {
    let mut run = Vec::new();
    // Back to the run's first piece, or around a ring to the piece itself.
    let mut first: End = (through, false);
    while let Some(&(piece, is_last)) = links.get(&first) {
        let before = (piece, !is_last);
        if piece == through {
            first = (through, false);
            break;
        }
        first = before;
    }
    let mut at = first;
    loop {
        run.push(at);
        match links.get(&(at.0, !at.1)) {
            Some(&next) if next != first => at = next,
            _ => return run,
        }
    }
}

/// The pieces of a run as lines, more than one where the run passes from 180° to -180°.
fn chain(
    run: &[End],
    pieces: &[&LineString<f64>],
    links: &HashMap<End, End>,
) -> Vec<LineString<f64>> {
    let mut chain = vec![LineString(Vec::new())];
    for &(piece, backward) in run {
        let mut points = pieces[piece].0.clone();
        if backward {
            points.reverse();
        }
        append(&mut chain, points);
    }
    // A run closed by a gap.
    let (first, last) = (run[0], run[run.len() - 1]);
    if links.get(&(last.0, !last.1)) == Some(&first) {
        let start = chain[0].0[0];
        append(&mut chain, vec![start]);
    }
    chain
}

/// Adds points to the last line of a chain; to a new line from 180° to -180°, after an edge over the gap
/// there, if there is one.
fn append(chain: &mut Vec<LineString<f64>>, points: Vec<Coord<f64>>) {
    let (Some(line), Some(&start)) = (chain.last_mut(), points.first()) else { return };
    match line.0.last() {
        Some(&end) if end == start => line.0.extend(points.into_iter().skip(1)),
        Some(&end) if (end.x - start.x).abs() > 180.0 => {
            if (earth::ecef(end) - earth::ecef(start)).norm() > SAME {
                let turn = 360.0 * ((end.x - start.x) / 360.0).round();
                line.0.push(Coord { x: start.x + turn, ..start });
            }
            // The point that closes a ring is there already.
            if points.len() > 1 {
                chain.push(LineString(points));
            }
        }
        _ => line.0.extend(points),
    }
}

fn ends(chain: &[LineString<f64>]) -> [Coord<f64>; 2] {
    let first = chain.first().and_then(|line| line.0.first());
    let last = chain.last().and_then(|line| line.0.last());
    [first, last].map(|end| end.copied().unwrap_or_default())
}

/// The distance of a point from the nearer end of a run, or from the nearest vertex of a closed
/// one, metres.
fn apart(chain: &[LineString<f64>], from: Vec3) -> f64 {
    let away = |p: Coord<f64>| (earth::ecef(p) - from).norm();
    let [start, end] = ends(chain);
    if start != end {
        return away(start).min(away(end));
    }
    chain.iter().flat_map(LineString::coords).map(|&p| away(p)).fold(f64::INFINITY, f64::min)
}

/// Lets a run begin at the end, or the vertex of a closed one, nearest to a point.
fn begin_at(chain: &mut [LineString<f64>], from: Vec3) {
    let away = |p: Coord<f64>| (earth::ecef(p) - from).norm();
    let [start, end] = ends(chain);
    if start != end {
        if away(end) < away(start) {
            chain.reverse();
            chain.iter_mut().for_each(|line| line.0.reverse());
        }
    } else if let [ring] = chain {
        ring.0.pop();
        let first = ring.0.iter().enumerate().min_by(|a, b| away(*a.1).total_cmp(&away(*b.1)));
        let first = first.map_or(0, |(index, _)| index);
        ring.0.rotate_left(first);
        ring.0.extend(ring.0.first().copied());
    }
}
