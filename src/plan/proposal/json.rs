//! The JSON form of a proposal, as read before its checks.
//!
//! serde refuses fields that are unknown, missing or given twice, and names the line. All other
//! checks are those of the constructors, whose errors name the path of the field, as
//! `bands[0].outer`.

use std::str::FromStr;

use serde::de::{Deserialize, Deserializer, Error as _};

use super::band::Band;
use super::scope::Scope;
use super::stretch::Stretch;
use super::{Origin, PLAIN, Proposal};
use crate::value::{Date, Error, ErrorKind};

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields, expecting = "a proposal: an object with id, title, bands and so on")]
struct ProposalText {
    id: Text,
    title: Option<Text>,
    proponent: Option<Text>,
    date: Option<Text>,
    period: Option<Text>,
    source: Option<Text>,
    note: Option<Text>,
    line: Option<Text>,
    territory: Option<Text>,
    #[serde(default, deserialize_with = "sectors")]
    sectors: Option<Vec<StretchText>>,
    side: Option<Text>,
    colour: Option<Text>,
    #[serde(deserialize_with = "bands")]
    bands: Vec<BandText>,
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields, expecting = "a band: an object with inner, outer and depth")]
struct BandText {
    inner: Text,
    outer: Text,
    depth: Text,
    most: Option<Text>,
    regime: Option<Text>,
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields, expecting = "a stretch: an object with from and to")]
struct StretchText {
    from: Text,
    to: Text,
}

/// The content of a text field, of any type: serde would not name the field of a wrong type.
#[derive(serde::Deserialize)]
#[serde(untagged)]
enum Text {
    Text(String),
    Other(serde_json::Value),
}

fn bands<'de, D: Deserializer<'de>>(input: D) -> Result<Vec<BandText>, D::Error> {
    Vec::deserialize(input).map_err(|error| D::Error::custom(format!("bands: {error}")))
}

fn sectors<'de, D: Deserializer<'de>>(input: D) -> Result<Option<Vec<StretchText>>, D::Error> {
    Option::deserialize(input).map_err(|error| D::Error::custom(format!("sectors: {error}")))
}

impl<'de> Deserialize<'de> for Proposal {
    fn deserialize<D: Deserializer<'de>>(input: D) -> Result<Self, D::Error> {
        Proposal::try_from(ProposalText::deserialize(input)?).map_err(D::Error::custom)
    }
}

impl TryFrom<ProposalText> for Proposal {
    type Error = Error;

    fn try_from(text: ProposalText) -> Result<Self, Error> {
        if text.sectors.as_ref().is_some_and(Vec::is_empty) {
            let reason = "is empty; give at least one stretch, or leave it out";
            return Err(Error::bad_field("sectors", "[]", reason));
        }
        let origin = origin(text.proponent, text.date, text.period, text.source)?;
        let scope = Scope {
            line: text.line.map(|line| line.text("line")).transpose()?,
            territory: text.territory.map(|id| id.text("territory")).transpose()?,
            sectors: each(text.sectors.unwrap_or_default(), "sectors", StretchText::checked)?,
            side: text.side.map(|side| side.parsed("side")).transpose()?,
        };
        let id = text.id.text("id")?;
        let title = text.title.map_or(Ok(id.clone()), |title| title.text("title"))?;
        let colour = text.colour.map_or(Ok(PLAIN), |colour| colour.parsed("colour"))?;
        let bands = each(text.bands, "bands", BandText::checked)?;
        let proposal = match origin {
            Some(origin) => Proposal::new(id, title, origin, colour, bands)?,
            None => Proposal::plain(id, title, bands)?.with_colour(colour),
        };
        let proposal = proposal.within(scope)?;
        match text.note {
            Some(note) => proposal.with_note(note.text("note")?),
            None => Ok(proposal),
        }
    }
}

/// The origin, where the text names a proponent and a source.
fn origin(
    proponent: Option<Text>,
    date: Option<Text>,
    period: Option<Text>,
    source: Option<Text>,
) -> Result<Option<Origin>, Error> {
    let date = date.map(|date| date.parsed("date")).transpose()?;
    let period = period.map(|period| period.text("period")).transpose()?;
    let proponent = proponent.map(|it| it.text("proponent")).transpose()?;
    let source = source.map(|it| it.text("source")).transpose()?;
    let (proponent, source) = match (proponent, source) {
        (Some(proponent), Some(source)) => (proponent, source),
        (None, None) if date.is_none() && period.is_none() => return Ok(None),
        (Some(proponent), None) => {
            let reason = "stands without a source; give both, or neither";
            return Err(Error::bad_field("proponent", proponent, reason));
        }
        (None, source) => {
            let dated =
                date.map(|it: Date| ("date", it.to_string())).or(period.map(|it| ("period", it)));
            let (field, value) = source.map(|it| ("source", it)).or(dated).unwrap_or_default();
            let reason = "stands without a proponent; give both, or neither";
            return Err(Error::bad_field(field, value, reason));
        }
    };
    Ok(Some(Origin { proponent, date, period, source }))
}

impl BandText {
    fn checked(self) -> Result<Band, Error> {
        let (inner, outer) = (self.inner.parsed("inner")?, self.outer.parsed("outer")?);
        let regime = self.regime.map(|regime| regime.text("regime")).transpose()?;
        let band = Band::new(inner, outer, regime.as_deref(), self.depth.parsed("depth")?)?;
        match self.most {
            Some(most) => band.with_most(most.parsed("most")?),
            None => Ok(band),
        }
    }
}

impl StretchText {
    fn checked(self) -> Result<Stretch, Error> {
        Stretch::new(self.from.parsed("from")?, self.to.parsed("to")?)
    }
}

impl Text {
    fn text(self, field: &str) -> Result<String, Error> {
        match self {
            Text::Text(text) => Ok(text),
            Text::Other(value) => {
                let reason = "is not text; give text in quotes";
                Err(Error::bad_field(field, value.to_string(), reason))
            }
        }
    }

    fn parsed<T: FromStr<Err = Error>>(self, field: &str) -> Result<T, Error> {
        self.text(field)?.parse().map_err(|error: Error| {
            error.map_kind(|kind| match kind {
                ErrorKind::BadField { value, reason, .. } => {
                    ErrorKind::BadField { field: field.to_owned(), value, reason }
                }
                ErrorKind::BadLength { text, fault } => ErrorKind::BadField {
                    field: field.to_owned(),
                    value: text,
                    reason: format!("{fault}; give a length with its unit, as 14km"),
                },
                other => other,
            })
        })
    }
}

/// The checked items of a list; an error names the place in the list of the item refused.
fn each<T, U>(
    list: Vec<T>,
    name: &str,
    checked: fn(T) -> Result<U, Error>,
) -> Result<Vec<U>, Error> {
    let placed = |(index, item)| {
        checked(item).map_err(|error| {
            error.map_kind(|kind| match kind {
                ErrorKind::BadField { field, value, reason } => {
                    ErrorKind::BadField { field: format!("{name}[{index}].{field}"), value, reason }
                }
                other => other,
            })
        })
    };
    list.into_iter().enumerate().map(placed).collect()
}
