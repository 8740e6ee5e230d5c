//! Borders in pieces: the user's lines joined into runs, and what is to be said about them.

use std::collections::HashSet;
use std::path::Path;

use clap::Args;
use geo::{Distance, Geodesic, Point};
use geo_types::{Geometry, Line, LineString, MultiLineString};
use safe_zone::linear::{Joined, Joining, Run};
use safe_zone::places::Gazetteer;
use safe_zone::{Border, Error, ErrorKind, Length, Position};

use super::failure::Failure;
use super::points::longitude::on_map;

/// The ratio of the distances of a start from both ends of its run, from which it is close to one.
const CLOSE: f64 = 4.0;

/// The number of runs that a note names.
const NAMED: usize = 3;

/// How the lines of the user's border are joined.
#[derive(Args)]
pub struct JoinArgs {
    /// Join lines whose ends lie no farther apart, by an edge between the two, as 1m; lines whose ends
    /// are the same point are joined in any case
    #[arg(long, value_name = "LENGTH", default_value = "0m", allow_hyphen_values = true)]
    join: Length,

    /// Position near which the border begins, as 36.66,36.83: at the end nearest to it, or at a closed
    /// line's vertex. Its direction gives left, right and chainages [default: the direction of the file's
    /// first line]
    #[arg(long, value_name = "LON,LAT", allow_hyphen_values = true)]
    from: Option<String>,
}

/// A border whose lines are joined.
pub struct JoinedBorder {
    pub border: Border,
    /// The lines before they were joined.
    pieces: usize,
    joined: Joined,
    /// The lengths of the edges that join ends over gaps, metres.
    bridges: Vec<f64>,
    /// `true` if `--from` says where it begins.
    has_start: bool,
}

impl JoinArgs {
    /// Refuses options without a border of the user's.
    pub fn check(&self, border: Option<&Path>) -> Result<(), Failure> {
        match border {
            None if self.is_given() => {
                let message =
                    "--join and --from are for a border of your own; give it with --border";
                Err(Failure::File(message.to_owned()))
            }
            _ => Ok(()),
        }
    }

    /// `true` if joining changes more than the order of the lines.
    pub fn is_given(&self) -> bool {
        self.from.is_some() || self.join > Length::ZERO
    }

    /// Joins lines; `places` are those that may be named.
    pub fn lines(
        &self,
        lines: &MultiLineString<f64>,
        places: &Gazetteer,
    ) -> Result<Joined, Failure> {
        let Some(from) = &self.from else {
            return Ok(Joining::default().within(self.join).join(lines)?);
        };
        let start = position(from, places)?;
        let joined = Joining::default().within(self.join).starting_at(start).join(lines)?;
        joined.runs().first().map_or(Ok(()), |first| check_start(from, start, first))?;
        Ok(joined)
    }

    /// Joins the lines of a border.
    pub fn border(&self, border: &Border, places: &Gazetteer) -> Result<JoinedBorder, Failure> {
        let joined = self.lines(border.lines(), places)?;
        let pieces = border.lines().0.len();
        let bridges = if self.join > Length::ZERO {
            bridges(border.lines(), joined.lines())
        } else {
            Vec::new()
        };
        let border = Border::new(joined.lines().clone(), border.edges())?;
        Ok(JoinedBorder { border, pieces, joined, bridges, has_start: self.from.is_some() })
    }
}

impl JoinedBorder {
    /// What a reader of sides, sectors and chainages has to know, with the file's name; nothing for a
    /// single line.
    ///
    /// # Errors
    /// Refuses lines that run head on.
    pub fn directed(&self, name: &str) -> Result<Option<(String, String)>, Failure> {
        self.joined.check_directions().map_err(|error| {
            let option = match error.kind() {
                ErrorKind::HeadOn { gap, .. } => format!(" (--join {}m)", gap.metres()),
                _ => String::new(),
            };
            Failure::File(format!("{name}: {error}{option}"))
        })?;
        Ok(self.course_note().map(|note| (name.to_owned(), note)))
    }

    /// The gaps over which `--join` has drawn edges, of which zones are part, with the file's name.
    pub fn bridged(&self, name: &str) -> Option<(String, String)> {
        let widest = self.bridges.iter().copied().reduce(f64::max)?;
        let widest = match widest {
            small if small < 100.0 => format!("{small:.2} m"),
            _ => format!("{:.3} km", widest / 1e3),
        };
        let note = match self.bridges.len() {
            1 => format!("--join bridges 1 gap, {widest} wide"),
            count => format!("--join bridges {count} gaps, the widest {widest}"),
        };
        Some((name.to_owned(), note))
    }

    /// The note that `--from` has no effect, if it is given, where nothing has a side, a sector or a
    /// chainage.
    pub fn idle_start(&self, name: &str) -> Option<(String, String)> {
        let note = "--from changes no zone here: none has a side or a sector, and no chainage is asked for";
        self.has_start.then(|| (name.to_owned(), note.to_owned()))
    }

    fn course_note(&self) -> Option<String> {
        let runs = self.joined.runs();
        match runs {
            [run] if self.pieces == 1 && self.has_start => Some(format!(
                "it runs from {} to {}, as --from says: left, right and chainages count from there",
                run.start(),
                run.end()
            )),
            [_] if self.pieces == 1 => None,
            [run] => Some(format!(
                "its {} lines are one from {} to {}; --from says where else it begins",
                self.pieces,
                run.start(),
                run.end()
            )),
            _ => Some(format!(
                "its {} lines make {} that do not join, each with sides of its own, and chainages go on \
                 from one to the next: {}; --join joins lines over gaps",
                self.pieces,
                runs.len(),
                self.course()
            )),
        }
    }

    /// The first runs, with the gaps between them.
    fn course(&self) -> String {
        let runs = self.joined.runs();
        let named = |run: &Run| format!("{} to {}", run.start(), run.end());
        let mut course = named(&runs[0]);
        for (run, gap) in runs[1..].iter().zip(self.joined.gaps()).take(NAMED - 1) {
            course += &format!(", after {:.3} km {}", gap.km(), named(run));
        }
        if runs.len() > NAMED {
            course += &format!(" and {} more", runs.len() - NAMED);
        }
        course
    }
}

/// The lengths, metres, of the edges of joined lines that are not in the pieces.
fn bridges(pieces: &MultiLineString<f64>, joined: &MultiLineString<f64>) -> Vec<f64> {
    let key = |line: Line<f64>| {
        let ends = [line.start, line.end].map(|end| [end.x.to_bits(), end.y.to_bits()]);
        if ends[0] <= ends[1] { ends } else { [ends[1], ends[0]] }
    };
    let own: HashSet<_> = pieces.iter().flat_map(LineString::lines).map(key).collect();
    let edges = joined.iter().flat_map(LineString::lines);
    let added = edges.filter(|edge| edge.start != edge.end && !own.contains(&key(*edge)));
    added.map(|edge| Geodesic.distance(edge.start_point(), edge.end_point())).collect()
}

/// The position given, or that of the place named.
fn position(given: &str, places: &Gazetteer) -> Result<Position, Failure> {
    let found = match given.parse::<Position>().map_err(Error::into_kind) {
        Err(ErrorKind::BadField { .. }) if places.is_empty() => {
            return Err(Failure::File(format!(
                "--from: {given:?} is no position, and there are no places of yours among which to find it; \
                 give LON,LAT, as 36.66,36.83"
            )));
        }
        Err(ErrorKind::BadField { .. }) => places.find(given).map(|place| place.position()),
        Err(ErrorKind::OutOfRange { lon, lat, .. }) if on_map(lon) != lon => {
            Position::new(on_map(lon), lat)
        }
        parsed => parsed.map_err(Error::from),
    };
    found.map_err(|error| Failure::File(format!("--from: {error}")))
}

/// Refuses a start that might as well be the other end, or is a place along the line.
fn check_start(given: &str, from: Position, run: &Run) -> Result<(), Failure> {
    let away = |end: Position| {
        Geodesic.distance(Point::new(from.lon(), from.lat()), Point::new(end.lon(), end.lat()))
    };
    let [start, end] = [run.start(), run.end()].map(away);
    if run.start() == run.end() || CLOSE * start <= end {
        return Ok(());
    }
    let message = format!(
        "--from {given}: it is {:.1} km from the end at {} and {:.1} km from the one at {}; give a \
         place close to one of them",
        start / 1e3,
        run.start(),
        end / 1e3,
        run.end()
    );
    Err(Failure::File(message))
}

/// The lines of a geometry that has nothing else.
pub fn lines_alone(geometry: &Geometry<f64>) -> Option<MultiLineString<f64>> {
    match geometry {
        Geometry::Line(line) => Some(MultiLineString::from(LineString::from(line))),
        Geometry::LineString(line) => Some(line.clone().into()),
        Geometry::MultiLineString(lines) => Some(lines.clone()),
        Geometry::GeometryCollection(parts) => {
            let parts = parts.iter().map(lines_alone).collect::<Option<Vec<_>>>()?;
            Some(MultiLineString(parts.into_iter().flatten().collect()))
        }
        _ => None,
    }
}
