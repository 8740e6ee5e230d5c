//! The JSON form of a proposal, as written: it reads back as the same proposal.

use serde::{Serialize, Serializer};

use super::Proposal;
use super::band::{Band, DepthKind};
use super::stretch::{Stop, Stretch};
use crate::value::{Colour, Date, Length, Side};

/// The fields of a proposal as they are written: those that it has, in the order of the table of fields.
#[derive(serde::Serialize)]
struct Fields<'a> {
    id: &'a str,
    title: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    proponent: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    date: Option<Date>,
    #[serde(skip_serializing_if = "Option::is_none")]
    period: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    source: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    line: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    territory: Option<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    sectors: Vec<StretchFields<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    side: Option<Side>,
    colour: Colour,
    bands: Vec<BandFields<'a>>,
}

#[derive(serde::Serialize)]
struct BandFields<'a> {
    inner: Length,
    outer: Length,
    depth: DepthKind,
    #[serde(skip_serializing_if = "Option::is_none")]
    most: Option<Length>,
    #[serde(skip_serializing_if = "Option::is_none")]
    regime: Option<&'a str>,
}

#[derive(serde::Serialize)]
struct StretchFields<'a> {
    from: &'a Stop,
    to: &'a Stop,
}

impl<'a> From<&'a Band> for BandFields<'a> {
    fn from(band: &'a Band) -> Self {
        BandFields {
            inner: band.inner(),
            outer: band.outer(),
            depth: band.depth_kind(),
            most: band.most(),
            regime: band.regime(),
        }
    }
}

impl<'a> From<&'a Stretch> for StretchFields<'a> {
    fn from(stretch: &'a Stretch) -> Self {
        StretchFields { from: stretch.from(), to: stretch.to() }
    }
}

impl Serialize for Proposal {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let fields = Fields {
            id: self.id(),
            title: self.title(),
            proponent: self.proponent(),
            date: self.date(),
            period: self.period(),
            source: self.source(),
            note: self.note(),
            line: self.line(),
            territory: self.territory(),
            sectors: self.sectors().iter().map(StretchFields::from).collect(),
            side: self.side(),
            colour: self.colour(),
            bands: self.bands().iter().map(BandFields::from).collect(),
        };
        fields.serialize(serializer)
    }
}
