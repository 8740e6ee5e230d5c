//! A plan as data: who proposed when which regime how deep, and where that was read.
//!
//! Depths are geodesic distances from the border. Bands follow one another from the border
//! outwards without gap or overlap; only the outermost limit can be a minimum ("at least"),
//! because the place of the next band would otherwise be unknown. The JSON form (serde) goes
//! through the same checks as the constructors: unknown, missing and contradictory fields are
//! refused, with the field named.

use std::str::FromStr;

use serde::Deserialize;

use crate::{Colour, Date, Error, Length};

/// A proposal for a zone along a border.
///
/// ```
/// use safe_zone::Proposal;
/// let proposal: Proposal = serde_json::from_str(
///     r##"{
///         "id": "strip-2019", "title": "A strip of 5 km", "proponent": "Somebody",
///         "date": "2019-08-08", "source": "An example", "colour": "#0072b2",
///         "bands": [
///             { "inner": "0km", "outer": "5km", "regime": "demilitarized", "depth": "exact" }
///         ]
///     }"##,
/// )?;
/// assert_eq!(proposal.depth().km(), 5.0);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(try_from = "ProposalText")]
pub struct Proposal {
    id: String,
    title: String,
    origin: Origin,
    colour: Colour,
    bands: Vec<Band>,
}

/// Who made a proposal, when, and where that was read.
#[derive(Debug, Clone, PartialEq)]
pub struct Origin {
    /// Who proposes.
    pub proponent: String,
    /// The day the proposal is reported for.
    pub date: Date,
    /// Where it was read.
    pub source: String,
}

/// A stretch of depth (inner, outer] with one regime; the innermost includes the border itself.
#[derive(Debug, Clone, PartialEq)]
pub struct Band {
    inner: Length,
    outer: Length,
    regime: String,
    depth_kind: DepthKind,
}

/// What a proposal says about a band's outer limit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DepthKind {
    /// The limit is this depth.
    Exact,
    /// The limit is at least this depth.
    Minimum,
}

impl Proposal {
    /// A proposal of these bands, innermost first.
    ///
    /// # Errors
    /// [`Error::BadField`] when a text is empty, when there is no band, or when the bands do not
    /// start at the border, leave a gap, overlap, or have a minimum depth before the last one.
    pub fn new(
        id: impl Into<String>,
        title: impl Into<String>,
        origin: Origin,
        colour: Colour,
        bands: Vec<Band>,
    ) -> Result<Self, Error> {
        let (id, title) = (id.into(), title.into());
        let texts = [
            ("id", &id),
            ("title", &title),
            ("proponent", &origin.proponent),
            ("source", &origin.source),
        ];
        for (field, text) in texts {
            not_blank(field, text)?;
        }
        check_sequence(&bands)?;
        Ok(Proposal { id, title, origin, colour, bands })
    }

    /// A short name, unique among proposals, as `us-2019`.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// The proposal in a few words.
    pub fn title(&self) -> &str {
        &self.title
    }

    /// Who proposes.
    pub fn proponent(&self) -> &str {
        &self.origin.proponent
    }

    /// The day the proposal is reported for.
    pub fn date(&self) -> Date {
        self.origin.date
    }

    /// Where it was read.
    pub fn source(&self) -> &str {
        &self.origin.source
    }

    /// The colour it is drawn in.
    pub fn colour(&self) -> Colour {
        self.colour
    }

    /// Its bands, innermost first; there is at least one.
    pub fn bands(&self) -> &[Band] {
        &self.bands
    }

    /// The outer limit of the last band.
    pub fn depth(&self) -> Length {
        self.bands.last().map_or(Length::ZERO, Band::outer)
    }

    /// Whether that depth is exact or a minimum.
    pub fn depth_kind(&self) -> DepthKind {
        self.bands.last().map_or(DepthKind::Exact, Band::depth_kind)
    }
}

impl Band {
    /// The band from `inner` to `outer`, where `regime` holds.
    ///
    /// # Errors
    /// [`Error::BadField`] when the regime is empty or `outer` is not beyond `inner`.
    pub fn new(
        inner: Length,
        outer: Length,
        regime: impl Into<String>,
        depth_kind: DepthKind,
    ) -> Result<Self, Error> {
        let regime = regime.into();
        not_blank("regime", &regime)?;
        if outer <= inner {
            let reason = format!("is not beyond the inner limit {inner}");
            return Err(bad("outer", outer.to_string(), reason));
        }
        Ok(Band { inner, outer, regime, depth_kind })
    }

    /// Where it begins.
    pub fn inner(&self) -> Length {
        self.inner
    }

    /// Where it ends.
    pub fn outer(&self) -> Length {
        self.outer
    }

    /// What holds in it.
    pub fn regime(&self) -> &str {
        &self.regime
    }

    /// Whether its outer limit is exact or a minimum.
    pub fn depth_kind(&self) -> DepthKind {
        self.depth_kind
    }

    /// Its limits in kilometres, as `5-14 km` or `0-28 km or more`.
    pub fn label(&self) -> String {
        let more = match self.depth_kind {
            DepthKind::Exact => "",
            DepthKind::Minimum => " or more",
        };
        format!("{}-{} km{more}", self.inner.km(), self.outer.km())
    }
}

impl DepthKind {
    /// `exact` or `minimum`.
    pub fn as_str(self) -> &'static str {
        match self {
            DepthKind::Exact => "exact",
            DepthKind::Minimum => "minimum",
        }
    }
}

impl FromStr for DepthKind {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Error> {
        match text {
            "exact" => Ok(DepthKind::Exact),
            "minimum" => Ok(DepthKind::Minimum),
            _ => Err(bad("depth", text, "is neither exact nor minimum")),
        }
    }
}

fn check_sequence(bands: &[Band]) -> Result<(), Error> {
    if bands.is_empty() {
        return Err(bad("bands", "[]", "is empty; give at least one band"));
    }
    let mut end = Length::ZERO;
    for (index, band) in bands.iter().enumerate() {
        if band.inner != end {
            let what = if band.inner > end { "leaves a gap" } else { "overlaps" };
            let reason = format!("{what}: the band has to begin at {end}, where the last one ends");
            return Err(bad(format!("bands[{index}].inner"), band.inner.to_string(), reason));
        }
        if band.depth_kind == DepthKind::Minimum && index + 1 < bands.len() {
            let reason = "is allowed for the outermost band only";
            return Err(bad(format!("bands[{index}].depth"), "minimum", reason));
        }
        end = band.outer;
    }
    Ok(())
}

fn not_blank(field: &str, text: &str) -> Result<(), Error> {
    if text.trim().is_empty() {
        return Err(bad(field, text, "is empty; say it in a few words"));
    }
    Ok(())
}

fn bad(field: impl Into<String>, value: impl Into<String>, reason: impl Into<String>) -> Error {
    Error::BadField { field: field.into(), value: value.into(), reason: reason.into() }
}

/// The JSON form of a proposal, before its checks.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ProposalText {
    id: String,
    title: String,
    proponent: String,
    date: String,
    source: String,
    colour: String,
    bands: Vec<BandText>,
}

/// The JSON form of a band, before its checks.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct BandText {
    inner: String,
    outer: String,
    regime: String,
    depth: String,
}

impl TryFrom<ProposalText> for Proposal {
    type Error = Error;

    fn try_from(text: ProposalText) -> Result<Self, Error> {
        let bands = text
            .bands
            .into_iter()
            .enumerate()
            .map(|(index, band)| band.checked(index))
            .collect::<Result<_, Error>>()?;
        let origin =
            Origin { proponent: text.proponent, date: text.date.parse()?, source: text.source };
        Proposal::new(text.id, text.title, origin, text.colour.parse()?, bands)
    }
}

impl BandText {
    fn checked(self, index: usize) -> Result<Band, Error> {
        let length = |field: &str, text: &str| {
            text.parse::<Length>().map_err(|error| match error {
                Error::BadLength { text, reason } => bad(
                    format!("bands[{index}].{field}"),
                    text,
                    format!("{reason}; give a length with its unit, as 14km"),
                ),
                other => other,
            })
        };
        let (inner, outer) = (length("inner", &self.inner)?, length("outer", &self.outer)?);
        self.depth
            .parse()
            .and_then(|depth_kind| Band::new(inner, outer, self.regime, depth_kind))
            .map_err(|error| match error {
                Error::BadField { field, value, reason } => {
                    bad(format!("bands[{index}].{field}"), value, reason)
                }
                other => other,
            })
    }
}
