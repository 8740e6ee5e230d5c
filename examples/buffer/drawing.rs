//! The drawing of zones or offset curves of a geometry, as the command line asks for them.

use geo_types::Geometry;
use safe_zone::geojson::{self, Caption, InputFeature, Layer};
use safe_zone::{
    Border, BufferOptions, Edges, Error, Gazetteer, GeodesicBuffer, Side, SignedLength,
};

use crate::shared::faced::Faced;
use crate::shared::failure::Failure;
use crate::shared::joining::{JoinArgs, JoinedBorder, lines_alone};

/// The drawing asked for.
pub struct Drawing {
    pub distances: Vec<SignedLength>,
    /// Both sides; the side of a geometry is found by `side`.
    pub options: BufferOptions,
    pub edges: Edges,
    pub side: Faced,
    pub join: JoinArgs,
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
pub type Notes = Vec<(String, String)>;

/// The number of features of which notes are shown.
const NOTES: usize = 3;

/// Refuses distances that are not positive.
pub fn check_positive(distances: &[SignedLength]) -> Result<(), Failure> {
    let Some(distance) = distances.iter().find(|it| it.metres() <= 0.0) else { return Ok(()) };
    Err(Failure::File(format!(
        "--distance {distance}: an offset curve lies at a positive distance, on the side that --side names"
    )))
}

impl Drawing {
    /// The layer of all features, each with its own properties; notes of the first few.
    pub fn of_each(
        &self,
        features: &[InputFeature],
        name: &str,
        caption: &Caption,
    ) -> Result<(Layer, Notes), Failure> {
        let (mut layers, mut notes) = (Vec::with_capacity(features.len()), Notes::new());
        let mut sources = Vec::with_capacity(features.len());
        for feature in features {
            let name = format!("{name}, {}", feature.place());
            let drawn = self.of(feature.geometry().clone(), &name, caption);
            let (layer, own) = drawn.map_err(|failure| match failure {
                Failure::Refused(reason) => Failure::Refused(format!("{name}: {reason}")),
                named => named,
            })?;
            sources.extend(std::iter::repeat_n(feature, layer.len()));
            layers.push(layer);
            notes.extend(own);
        }
        if notes.len() > NOTES {
            let more = format!(
                "{} more features have lines that are joined or apart",
                notes.len() - NOTES
            );
            notes.truncate(NOTES);
            notes.push((name.to_owned(), more));
        }
        let layer = geojson::with_properties(Layer::concat(layers, caption), sources)?;
        Ok((layer, notes))
    }

    /// The layer of a geometry, with notes; `name` is that of its file and of its place there.
    pub fn of(
        &self,
        mut geometry: Geometry<f64>,
        name: &str,
        caption: &Caption,
    ) -> Result<(Layer, Notes), Failure> {
        let mut notes = Notes::new();
        let mut side = Side::Both;
        if let Some(joined) = self.joined(&geometry, name)? {
            side = self.side.of(&joined.border).map_err(|error| refused(name, error))?;
            if side != Side::Both {
                notes.extend(joined.directed(name)?);
            }
            geometry = joined.border.lines().clone().into();
        }
        let layer = match self.shape {
            Shape::Zones => self.zones(&geometry, side, caption),
            Shape::Curves => self.curves(&geometry, side, caption),
        };
        Ok((layer.map_err(|error| refused(name, error))?, notes))
    }

    fn zones(
        &self,
        geometry: &Geometry<f64>,
        side: Side,
        caption: &Caption,
    ) -> Result<Layer, Error> {
        let options = self.options.side(side);
        let zones = geometry.geodesic_buffers(&self.distances, &options)?;
        let zones = self.distances.iter().copied().zip(&zones);
        Ok(geojson::buffers(zones, &options, caption))
    }

    fn curves(
        &self,
        geometry: &Geometry<f64>,
        side: Side,
        caption: &Caption,
    ) -> Result<Layer, Error> {
        let sides = if side == Side::Both { vec![Side::Left, Side::Right] } else { vec![side] };
        let mut curves = Vec::new();
        for &distance in &self.distances {
            let distance = distance.magnitude();
            for &side in &sides {
                let curve = geometry.offset_line(distance, side, &self.options)?;
                curves.push((distance, side, curve));
            }
        }
        let curves = curves.iter().map(|(distance, side, curve)| (*distance, *side, curve));
        Ok(geojson::offset_lines(curves, &self.options, caption))
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
            return Err(refused(name, Error::OnlyLines { option }));
        };
        let border = Border::new(lines, self.edges);
        let border = border.map_err(|error| refused(name, error))?;
        self.join.border(&border, &Gazetteer::default()).map(Some)
    }
}

/// The failure of a computation: of the file where its geometry is at fault.
fn refused(name: &str, error: Error) -> Failure {
    match error {
        Error::Empty { .. }
        | Error::NotFinite { .. }
        | Error::OutOfRange { .. }
        | Error::LongEdge { .. }
        | Error::CrossingRings { .. }
        | Error::NoSideFaces { .. } => Failure::File(format!("{name}: {error}")),
        other => other.into(),
    }
}
