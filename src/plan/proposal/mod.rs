//! A proposal: who proposed which regime how deep, when and where, with the source.
//!
//! Depths are geodesic distances from the border. Bands follow one another from the border outwards
//! without gap or overlap; only the outermost limit can be a minimum ("at least"), because the
//! place of the next band would otherwise be unknown. A detail that the source does not give is
//! absent. The JSON form (serde) goes through the same checks as the constructors.
//!
//! # Imports
//! `value`; no other file of `plan`.
//!
//! # Reading order
//! `band`, `stretch`, `scope`, this file, `json`, `written`.

mod band;
mod json;
mod not_blank;
mod scope;
mod stretch;
mod written;

use crate::value::{Colour, Date, Error, Length, Side};

pub use self::band::{Band, DepthKind};
use self::not_blank::not_blank;
pub use self::scope::Scope;
pub use self::stretch::{Stop, Stretch};

/// A proposal for a zone along a border.
///
/// Write one as JSON, or take one from `dataset`, to keep a proposal apart from any border; a
/// [`Plan`](crate::Plan) lays it along one.
///
/// # JSON
/// An object with these fields, all of them text but the two lists. A field that the source does
/// not give is left out; a field that is not in the table is refused.
///
/// | field | needed | holds |
/// |---|---|---|
/// | `id` | yes | a short name, unique among proposals |
/// | `title` | | the proposal in a few words; its `id` where it is left out |
/// | `proponent` | | who proposes; needed where there is a `source`, a `date` or a `period` |
/// | `date` | | the day it is reported for, as `2019-08-08` |
/// | `period` | | when, in words, as `August 2019` where no day is known |
/// | `source` | | where it was read; needed where there is a `proponent` |
/// | `note` | | what else there is to say, such as figures that disagree |
/// | `line` | | what line it runs along, when that is not the border: the user has to give it |
/// | `territory` | | the territory it lies in, as `syria` or `syria-east-of-the-euphrates` |
/// | `sectors` | | the stretches of the line it is for, in their order, each with `from` and `to` |
/// | `side` | | the side of the line it is for: `left`, `right` or `both` |
/// | `colour` | | the colour it is drawn in: `#0072b2` where it is left out |
/// | `bands` | yes | its bands, innermost first |
///
/// A stretch goes from one [`Stop`] to another: a chainage with its unit
/// (`452.1km`), the name of a place (`Tell Abyad`), or `start` or `end`. A band has:
///
/// | field | needed | holds |
/// |---|---|---|
/// | `inner` | yes | where it begins: `0km`, or where the band before it ends |
/// | `outer` | yes | where it ends, with its unit: mm, cm, m, km, mi or nmi |
/// | `depth` | yes | `exact`, or in the last band `minimum` where `outer` is the least |
/// | `most` | | the most that the source gives beside a minimum |
/// | `regime` | | what holds in it |
///
/// ```
/// use safe_zone::values::Date;
/// use safe_zone::{Proposal, Side};
/// let proposal: Proposal = serde_json::from_str(
///     r##"{
///         "id": "strip-2019",
///         "title": "A quiet strip along a river",
///         "proponent": "Somebody",
///         "date": "2019-08-08",
///         "period": "until 8 August 2019",
///         "source": "An example",
///         "note": "Elsewhere 12 to 20 km",
///         "line": "the river",
///         "territory": "syria",
///         "sectors": [
///             { "from": "start", "to": "12.5km" },
///             { "from": "20mi", "to": "Tell Abyad" },
///             { "from": "Ras al-Ayn", "to": "end" }
///         ],
///         "side": "right",
///         "colour": "#0072b2",
///         "bands": [
///             { "inner": "0km", "outer": "5km", "depth": "exact", "regime": "demilitarized" },
///             { "inner": "5km", "outer": "14km", "depth": "minimum", "most": "20km" }
///         ]
///     }"##,
/// )?;
/// assert_eq!(proposal.date(), Some(Date::new(2019, 8, 8)?));
/// assert_eq!(proposal.line(), Some("the river"));
/// assert_eq!(proposal.sectors()[1].to_string(), "32.18688 km to Tell Abyad");
/// assert_eq!(proposal.side(), Some(Side::Right));
/// assert_eq!(proposal.bands()[0].regime(), Some("demilitarized"));
/// assert_eq!(proposal.bands()[1].label(), "5-14 km or more, up to 20 km");
/// assert_eq!(proposal.bands()[1].regime(), None);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// An error names the field, its value, and the values allowed:
///
/// ```
/// let text = r##"{
///     "id": "strip", "title": "A strip", "proponent": "Somebody", "source": "An example",
///     "colour": "#0072b2", "bands": [{ "inner": "0km", "outer": "5", "depth": "exact" }]
/// }"##;
/// let error = serde_json::from_str::<safe_zone::Proposal>(text).unwrap_err();
/// assert_eq!(
///     error.to_string(),
///     r#"bands[0].outer: "5" has no unit; give a length with its unit, as 14km"#
/// );
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Proposal {
    id: String,
    title: String,
    origin: Option<Origin>,
    note: Option<String>,
    scope: Scope,
    colour: Colour,
    bands: Vec<Band>,
}

/// The origin of a proposal: who made it, when, and the source of it.
///
/// Use it to make a [`Proposal`] in code instead of JSON.
///
/// ```
/// use safe_zone::plan::{Band, DepthKind, Origin};
/// use safe_zone::{Length, Proposal};
/// let origin = Origin {
///     proponent: "Somebody".to_owned(),
///     date: Some("2019-08-08".parse()?),
///     period: None,
///     source: "A newspaper".to_owned(),
/// };
/// let band = Band::new(Length::ZERO, "5km".parse()?, None, DepthKind::Exact)?;
/// let proposal = Proposal::new("strip", "A strip", origin, "#0072b2".parse()?, vec![band])?;
/// assert_eq!(proposal.depth().km(), 5.0);
/// # Ok::<(), safe_zone::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Origin {
    /// The proponent.
    pub proponent: String,
    /// The day the proposal is reported for, where the source gives one.
    pub date: Option<Date>,
    /// The time in the source's words, as `August 2019`; where no day is known, or to say more.
    pub period: Option<String>,
    /// The source, as a citation.
    pub source: String,
}

/// The colour of a proposal of depths alone: blue, as the colour-blind see it too (Okabe and Ito 2008).
const PLAIN: Colour = Colour::new(0x00, 0x72, 0xb2);

impl Proposal {
    /// A proposal of these bands, innermost first.
    ///
    /// # Errors
    /// [`ErrorKind::BadField`](crate::ErrorKind::BadField) when a text is blank, when there is no band, or
    /// when the bands do not start at the border, leave a gap, overlap, or have a minimum depth before the
    /// last one.
    pub fn new(
        id: impl Into<String>,
        title: impl Into<String>,
        origin: Origin,
        colour: Colour,
        bands: Vec<Band>,
    ) -> Result<Self, Error> {
        let proposal = Proposal::plain(id.into(), title.into(), bands)?;
        not_blank("proponent", Some(&origin.proponent))?;
        not_blank("period", origin.period.as_deref())?;
        not_blank("source", Some(&origin.source))?;
        Ok(Proposal { origin: Some(origin), colour, ..proposal })
    }

    /// A proposal of nothing but a name and depths: bands from the border to the first depth, from there to the
    /// next, and so on, all exact. Its title is its name, its proponent and its source are unknown.
    ///
    /// # Errors
    /// [`ErrorKind::BadField`](crate::ErrorKind::BadField) when the name is blank, or the depths do not
    /// grow from 0.
    ///
    /// ```
    /// use safe_zone::Proposal;
    /// let zone = Proposal::of_depths("south", &["5km".parse()?, "14km".parse()?])?;
    /// assert_eq!(zone.bands()[1].label(), "5-14 km");
    /// assert_eq!((zone.title(), zone.proponent()), ("south", None));
    /// # Ok::<(), safe_zone::Error>(())
    /// ```
    pub fn of_depths(id: impl Into<String>, depths: &[Length]) -> Result<Self, Error> {
        let id = id.into();
        let inner = [Length::ZERO].into_iter().chain(depths.iter().copied()).zip(depths);
        let band = |(inner, &outer)| Band::new(inner, outer, None, DepthKind::Exact);
        Proposal::plain(id.clone(), id, inner.map(band).collect::<Result<_, _>>()?)
    }

    /// A proposal without an origin.
    fn plain(id: String, title: String, bands: Vec<Band>) -> Result<Self, Error> {
        not_blank("id", Some(&id))?;
        not_blank("title", Some(&title))?;
        band::check_sequence(&bands)?;
        let (note, scope) = (None, Scope::default());
        Ok(Proposal { id, title, origin: None, note, scope, colour: PLAIN, bands })
    }

    /// The same proposal in another colour.
    #[must_use]
    pub fn with_colour(self, colour: Colour) -> Self {
        Proposal { colour, ..self }
    }

    /// The same proposal, for this line, territory, side and stretches.
    ///
    /// # Errors
    /// [`ErrorKind::BadField`](crate::ErrorKind::BadField) when a text is blank, or when stretches given by
    /// chainages overlap or stand in another order than along the line.
    pub fn within(self, scope: Scope) -> Result<Self, Error> {
        scope.check()?;
        Ok(Proposal { scope, ..self })
    }

    /// The same proposal with a note: anything else to say, such as figures that disagree.
    ///
    /// # Errors
    /// [`ErrorKind::BadField`](crate::ErrorKind::BadField) when the note is blank.
    pub fn with_note(self, note: impl Into<String>) -> Result<Self, Error> {
        let note = note.into();
        not_blank("note", Some(&note))?;
        Ok(Proposal { note: Some(note), ..self })
    }

    /// A short name, unique among proposals, as `us-2019`.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// The proposal in a few words.
    pub fn title(&self) -> &str {
        &self.title
    }

    /// The proponent; `None` for a proposal of depths alone.
    pub fn proponent(&self) -> Option<&str> {
        self.origin.as_ref().map(|it| &*it.proponent)
    }

    /// The day the proposal is reported for, where the source gives one.
    pub fn date(&self) -> Option<Date> {
        self.origin.as_ref()?.date
    }

    /// The time in words, as `August 2019`; where no day is known, or to say more.
    pub fn period(&self) -> Option<&str> {
        self.origin.as_ref()?.period.as_deref()
    }

    /// The source, as a citation; `None` for a proposal of depths alone.
    pub fn source(&self) -> Option<&str> {
        self.origin.as_ref().map(|it| &*it.source)
    }

    /// The note: anything else to say, such as figures that disagree.
    pub fn note(&self) -> Option<&str> {
        self.note.as_deref()
    }

    /// The line that the plan runs along, in words, when it is not the border. The crate has no
    /// such line: a plan with one is drawn along the line that the user gives.
    pub fn line(&self) -> Option<&str> {
        self.scope.line.as_deref()
    }

    /// The id of the territory in which the plan lies, where the proposal names one.
    pub fn territory(&self) -> Option<&str> {
        self.scope.territory.as_deref()
    }

    /// The stretches of the line, in their order; empty for all of the line.
    pub fn sectors(&self) -> &[Stretch] {
        &self.scope.sectors
    }

    /// The side of the line, where the proposal names one.
    pub fn side(&self) -> Option<Side> {
        self.scope.side
    }

    /// The colour in which the plan is drawn.
    pub fn colour(&self) -> Colour {
        self.colour
    }

    /// The bands, innermost first; there is at least one.
    pub fn bands(&self) -> &[Band] {
        &self.bands
    }

    /// The outer limit of the last band.
    pub fn depth(&self) -> Length {
        self.bands.last().map_or(Length::ZERO, Band::outer)
    }

    /// The certainty of that depth: exact or a minimum.
    pub fn depth_kind(&self) -> DepthKind {
        self.bands.last().map_or(DepthKind::Exact, Band::depth_kind)
    }
}
