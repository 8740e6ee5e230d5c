//! The drawing of zones or offset curves of a geometry, as the command line asks for them.

use std::borrow::Cow;

use geo_types::Geometry;
use safe_zone::layers::{self, Caption, InputFeature, Layer};
use safe_zone::linear::Joining;
use safe_zone::places::Gazetteer;
use safe_zone::plan::PlanOverlay;
use safe_zone::{
    Border, BufferOptions, Edges, Error, ErrorKind, GeodesicBuffer, Plan, Side, SignedLength,
    Territory, Tolerance,
};

use crate::shared::faced::Faced;
use crate::shared::failure::Failure;
use crate::shared::joining::{JoinArgs, JoinedBorder, lines_alone};
use crate::shared::snap::SnapArgs;

/// The drawing asked for.
pub struct Drawing {
    pub distances: Vec<SignedLength>,
    /// Both sides; the side of a geometry is found by `side`.
    pub options: BufferOptions,
    pub edges: Edges,
    pub tolerance: Tolerance,
    pub side: Faced,
    pub join: JoinArgs,
    /// The territory to which zones are cut.
    pub territory: Option<Territory>,
    pub snap: SnapArgs,
    pub shape: Shape,
}

/// The shape drawn at a distance.
#[derive(Clone, Copy, PartialEq)]
pub enum Shape {
    /// All within the distance.
    Zones,
    /// The offset curves of lines.
    Curves,
}

/// What is to be said beside a result: about which file, and the note.
pub type Notes = Vec<Note>;
type Note = (String, String);

/// A territory, if there is one, and the note of its change.
type Laid<'a> = (Option<Cow<'a, Territory>>, Option<Note>);

/// A layer, and what is to be said beside it.
pub struct Drawn {
    pub layer: Layer,
    pub notes: Notes,
    /// The distances at which nothing is left, for how many features.
    pub warnings: Vec<String>,
}

/// The number of features of which notes are shown.
const NOTES: usize = 3;

/// Refuses distances that are not positive.
pub fn check_positive(distances: &[SignedLength]) -> Result<(), Failure> {
    let Some(distance) = distances.iter().find(|it| it.metres() <= 0.0) else { return Ok(()) };
    Err(Failure::File(format!(
        "--distance {distance}: an offset curve lies at a positive distance, on the side that --side names"
    )))
}

/// The reason for which a geometry is not drawn.
enum Undrawn {
    /// No zone at some distance reaches the territory.
    Beyond(String),
    Failed(Failure),
}

impl From<Failure> for Undrawn {
    fn from(failure: Failure) -> Self {
        Undrawn::Failed(failure)
    }
}

impl Drawing {
    /// The layer of all features, each with its own properties; notes of the first few.
    pub fn of_each(
        &self,
        features: &[InputFeature],
        name: &str,
        caption: &Caption,
    ) -> Result<Drawn, Failure> {
        let (mut layers, mut notes) = (Vec::with_capacity(features.len()), Notes::new());
        let mut nothing: Vec<(String, usize)> = Vec::new();
        let mut sources = Vec::with_capacity(features.len());
        let mut beyond = Vec::new();
        for feature in features {
            let name = format!("{name}, {}", feature.place());
            match self.drawn(feature.geometry().clone(), &name, caption) {
                Ok(drawn) => {
                    sources.extend(std::iter::repeat_n(feature, drawn.layer.len()));
                    layers.push(drawn.layer);
                    notes.extend(drawn.notes);
                    for label in drawn.warnings {
                        match nothing.iter_mut().find(|(known, _)| *known == label) {
                            Some((_, count)) => *count += 1,
                            None => nothing.push((label, 1)),
                        }
                    }
                }
                Err(Undrawn::Beyond(reason)) => beyond.push(format!("{name}: {reason}")),
                Err(Undrawn::Failed(Failure::Refused(reason))) => {
                    return Err(Failure::Refused(format!("{name}: {reason}")));
                }
                Err(Undrawn::Failed(named)) => return Err(named),
            }
        }
        if layers.is_empty() {
            return Err(Failure::Refused(beyond.swap_remove(0)));
        }
        if notes.len() > NOTES {
            let more = format!(
                "{} more features have lines that are joined or apart",
                notes.len() - NOTES
            );
            notes.truncate(NOTES);
            notes.push((name.to_owned(), more));
        }
        if !beyond.is_empty() {
            let left_out = match beyond.len() {
                1 => "1 feature is left out, because a zone".to_owned(),
                count => format!("{count} features are left out, because a zone"),
            };
            let left_out = format!("{left_out} does not reach the territory");
            notes.push((name.to_owned(), left_out));
        }
        let layer = layers::with_properties(Layer::concat(layers, caption), sources)?;
        let of = features.len();
        let warning = |(label, count): (String, usize)| {
            format!("{name}: {label}: nothing is left of {count} of {of} features")
        };
        Ok(Drawn { layer, notes, warnings: nothing.into_iter().map(warning).collect() })
    }

    /// The layer of a geometry, with notes; `name` is that of its file.
    pub fn of(
        &self,
        geometry: Geometry<f64>,
        name: &str,
        caption: &Caption,
    ) -> Result<Drawn, Failure> {
        let mut drawn = self.drawn(geometry, name, caption).map_err(|undrawn| match undrawn {
            Undrawn::Beyond(reason) => Failure::Refused(format!("{name}: {reason}")),
            Undrawn::Failed(failure) => failure,
        })?;
        for warning in &mut drawn.warnings {
            *warning = format!("{name}: {warning}: nothing is left");
        }
        Ok(drawn)
    }

    /// The layer of a geometry; the warnings are the distances alone.
    fn drawn(
        &self,
        mut geometry: Geometry<f64>,
        name: &str,
        caption: &Caption,
    ) -> Result<Drawn, Undrawn> {
        let mut notes = Notes::new();
        let mut side = Side::Both;
        if let Some(joined) = self.joined(&geometry, name)? {
            side = self.side.of(&joined.border).map_err(|error| refused(name, error))?;
            if side != Side::Both {
                notes.extend(joined.directed(name)?);
            } else if self.shape == Shape::Zones {
                notes.extend(joined.idle_start(name));
            }
            notes.extend(joined.bridged(name));
            geometry = joined.border.lines().clone().into();
        }
        let (layer, warnings) = match self.shape {
            Shape::Zones => {
                let (territory, note) = self.territory_of(&geometry, name)?;
                notes.extend(note);
                if side == Side::Both {
                    notes.extend(self.slivers(&geometry, territory.as_deref()));
                }
                self.zones(&geometry, side, territory.as_deref(), name, caption)?
            }
            Shape::Curves => {
                let curves = self.curves(&geometry, side, caption);
                curves.map_err(|error| refused(name, error))?
            }
        };
        Ok(Drawn { layer, notes, warnings })
    }

    /// The territory, laid onto the lines of the geometry if that is asked for, with a note.
    fn territory_of(&self, geometry: &Geometry<f64>, name: &str) -> Result<Laid<'_>, Failure> {
        let Some(territory) = &self.territory else { return Ok((None, None)) };
        if !self.snap.is_given() {
            return Ok((Some(Cow::Borrowed(territory)), None));
        }
        let lines = lines_alone(geometry).ok_or_else(|| only_lines("--snap"))?;
        let border = Border::new(lines, self.edges).map_err(|error| refused(name, error))?;
        let title = territory.name().to_owned();
        let (territory, note) = self.snap.applied(territory.clone(), &border)?;
        Ok((Some(Cow::Owned(territory)), note.map(|note| (title, note))))
    }

    /// A note of the slivers that a territory leaves on the other side of lines; lines that run against each
    /// other have no sides.
    fn slivers(
        &self,
        geometry: &Geometry<f64>,
        territory: Option<&Territory>,
    ) -> Option<(String, String)> {
        let (territory, lines) = (territory?, lines_alone(geometry)?);
        let border = Joining::default().join(&lines).ok()?;
        border.check_directions().ok()?;
        let border = Border::new(border.into_lines(), self.edges).ok()?;
        let deepest = self.distances.iter().map(|distance| distance.magnitude()).max()?;
        let plan = Plan::of_depths("the lines", &border, &[deepest], Some(territory)).ok()?;
        let mut overlay = PlanOverlay::new(&border, self.tolerance);
        let note = self.snap.slivers(&mut overlay, &[plan])?;
        Some((territory.name().to_owned(), note))
    }

    /// The layer of zones, and the distances at which nothing is left.
    fn zones(
        &self,
        geometry: &Geometry<f64>,
        side: Side,
        territory: Option<&Territory>,
        name: &str,
        caption: &Caption,
    ) -> Result<(Layer, Vec<String>), Undrawn> {
        let options = self.options.side(side);
        let zones = geometry.geodesic_buffers(&self.distances, &options);
        let mut zones = zones.map_err(|error| refused(name, error))?;
        let mut nothing = Vec::new();
        for (zone, distance) in zones.iter_mut().zip(&self.distances) {
            if let Some(territory) = territory
                && !zone.0.is_empty()
            {
                *zone = territory.part_of(zone).map_err(|error| {
                    let reason = format!("distance {distance}: {error}");
                    match error.kind() {
                        ErrorKind::OutOfReach { .. } => Undrawn::Beyond(reason),
                        _ => Failure::Refused(reason).into(),
                    }
                })?;
            }
            if zone.0.is_empty() {
                nothing.push(format!("distance {distance}"));
            }
        }
        let zones = self.distances.iter().copied().zip(&zones);
        Ok((layers::buffers(zones, &options, territory, caption), nothing))
    }

    /// The layer of offset curves, and the distances and sides at which nothing is left.
    fn curves(
        &self,
        geometry: &Geometry<f64>,
        side: Side,
        caption: &Caption,
    ) -> Result<(Layer, Vec<String>), Error> {
        let sides = if side == Side::Both { vec![Side::Left, Side::Right] } else { vec![side] };
        let (mut curves, mut nothing) = (Vec::new(), Vec::new());
        for &distance in &self.distances {
            let distance = distance.magnitude();
            for &side in &sides {
                let curve = geometry.offset_line(distance, side, &self.options)?;
                if curve.0.is_empty() {
                    nothing.push(format!("distance {distance}, side {}", side.as_str()));
                }
                curves.push((distance, side, curve));
            }
        }
        let curves = curves.iter().map(|(distance, side, curve)| (*distance, *side, curve));
        Ok((layers::offset_lines(curves, &self.options, caption), nothing))
    }

    /// The lines joined, where one side is asked for, or that they be joined.
    fn joined(
        &self,
        geometry: &Geometry<f64>,
        name: &str,
    ) -> Result<Option<JoinedBorder>, Failure> {
        let is_sided = self.shape == Shape::Curves || self.side != Faced::Side(Side::Both);
        if !is_sided && !self.join.is_given() {
            return Ok(None);
        }
        let Some(lines) = lines_alone(geometry) else {
            let option = match self.shape {
                Shape::Curves => "--offset-line",
                Shape::Zones if self.join.is_given() => "--join or --from",
                Shape::Zones => "one side",
            };
            return Err(only_lines(option));
        };
        let border = Border::new(lines, self.edges);
        let border = border.map_err(|error| refused(name, error))?;
        self.join.border(&border, &Gazetteer::default()).map(Some)
    }
}

/// The failure of an option for which a geometry would have to be lines alone.
fn only_lines(option: &str) -> Failure {
    Failure::Refused(format!(
        "{option}: only lines have it, and the geometry has points or polygons; leave the option out or \
         give lines alone"
    ))
}

/// The failure of a computation: of the file where its geometry is at fault.
fn refused(name: &str, error: Error) -> Failure {
    match error.kind() {
        ErrorKind::Empty { .. }
        | ErrorKind::NotFinite { .. }
        | ErrorKind::OutOfRange { .. }
        | ErrorKind::LongEdge { .. }
        | ErrorKind::CrossingRings { .. }
        | ErrorKind::NoSideFaces { .. } => Failure::File(format!("{name}: {error}")),
        _ => error.into(),
    }
}
