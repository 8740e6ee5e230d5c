//! A band of a proposal: its limits, the regime that holds between them, and the certainty of its
//! end.
//!
//! Depths are geodesic distances from the border.

use super::not_blank::not_blank;
use crate::value::{Error, Length, named};

/// A range of depth (inner, outer] with one regime; the innermost includes the border itself.
///
/// A proposal has one or more bands; make them to write a plan in code.
///
/// ```
/// use safe_zone::plan::{Band, DepthKind};
/// use safe_zone::Length;
/// let (five, fourteen): (Length, Length) = ("5km".parse()?, "14km".parse()?);
/// let band = Band::new(Length::ZERO, five, "demilitarized", DepthKind::Exact)?;
/// assert_eq!(band.label(), "0-5 km");
///
/// let varying = Band::new(Length::ZERO, five, None, DepthKind::Minimum)?.with_most(fourteen)?;
/// assert_eq!(varying.label(), "0-5 km or more, up to 14 km");
/// # Ok::<(), safe_zone::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Band {
    inner: Length,
    outer: Length,
    most: Option<Length>,
    regime: Option<String>,
    depth_kind: DepthKind,
}

/// The certainty of a band's outer limit, as the proposal states it.
///
/// ```
/// use safe_zone::plan::{Band, DepthKind};
/// use safe_zone::Length;
/// let band = Band::new(Length::ZERO, "28km".parse()?, None, DepthKind::Minimum)?;
/// assert_eq!(band.label(), "0-28 km or more");
/// # Ok::<(), safe_zone::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum DepthKind {
    /// The limit is exactly this depth.
    Exact,
    /// The limit is at least this depth.
    Minimum,
}

impl Band {
    /// The band from `inner` to `outer` with its `regime`: text, or `None` where the source gives
    /// none.
    ///
    /// # Errors
    /// [`ErrorKind::BadField`](crate::ErrorKind::BadField) when the regime is blank or `outer` is not
    /// beyond `inner`.
    pub fn new<'a>(
        inner: Length,
        outer: Length,
        regime: impl Into<Option<&'a str>>,
        depth_kind: DepthKind,
    ) -> Result<Self, Error> {
        let regime = regime.into();
        not_blank("regime", regime)?;
        if outer <= inner {
            let reason = format!("is not beyond the inner limit {inner}");
            return Err(Error::bad_field("outer", outer.to_string(), reason));
        }
        let regime = regime.map(str::to_owned);
        Ok(Band { inner, outer, most: None, regime, depth_kind })
    }

    /// The same band with an outer limit that the source puts between [`outer`](Band::outer) and
    /// `most`.
    ///
    /// # Errors
    /// [`ErrorKind::BadField`](crate::ErrorKind::BadField) when the outer limit is exact, or `most` is not
    /// beyond it.
    pub fn with_most(self, most: Length) -> Result<Self, Error> {
        let refused = |reason: String| Err(Error::bad_field("most", most.to_string(), reason));
        if self.depth_kind == DepthKind::Exact {
            return refused("is allowed beside the depth minimum only".to_owned());
        }
        if most <= self.outer {
            return refused(format!("is not beyond the outer limit {}", self.outer));
        }
        Ok(Band { most: Some(most), ..self })
    }

    /// The depth at which the band begins.
    pub fn inner(&self) -> Length {
        self.inner
    }

    /// The depth at which the band ends; the least depth where the source gives a range.
    pub fn outer(&self) -> Length {
        self.outer
    }

    /// The greatest depth at which the band ends, where the source gives a range.
    pub fn most(&self) -> Option<Length> {
        self.most
    }

    /// The regime in the band, where the source states one.
    pub fn regime(&self) -> Option<&str> {
        self.regime.as_deref()
    }

    /// The certainty of the outer limit: exact or a minimum.
    pub fn depth_kind(&self) -> DepthKind {
        self.depth_kind
    }

    /// The band's limits in kilometres: `5-14 km`, `0-28 km or more`, `0-5 km or more, up to 14
    /// km`.
    pub fn label(&self) -> String {
        self.label_with(|km| km)
    }

    /// The label with other numbers of kilometres, for readers who do not want all digits.
    pub(crate) fn label_with(&self, shown: impl Fn(f64) -> f64) -> String {
        let more = match self.depth_kind {
            DepthKind::Exact => "",
            DepthKind::Minimum => " or more",
        };
        let km = |length: Length| shown(length.km());
        let most = self.most.map(|most| format!(", up to {} km", km(most))).unwrap_or_default();
        format!("{}-{} km{more}{most}", km(self.inner), km(self.outer))
    }
}

named!(
    /// `exact` or `minimum`.
    pub DepthKind, "depth", "is neither exact nor minimum",
    { Exact => "exact", Minimum => "minimum" }
);

/// Checks that bands follow one another from the border outwards, and that only the last is a
/// minimum.
pub(super) fn check_sequence(bands: &[Band]) -> Result<(), Error> {
    if bands.is_empty() {
        return Err(Error::bad_field("bands", "[]", "is empty; give at least one band"));
    }
    let mut end = Length::ZERO;
    for (index, band) in bands.iter().enumerate() {
        if band.inner != end {
            let what = if band.inner > end { "leaves a gap" } else { "overlaps" };
            let reason = format!("{what}: the band has to begin at {end}, where the last one ends");
            let field = format!("bands[{index}].inner");
            return Err(Error::bad_field(field, band.inner.to_string(), reason));
        }
        if band.depth_kind == DepthKind::Minimum && index + 1 < bands.len() {
            let reason = "is allowed for the outermost band only";
            return Err(Error::bad_field(format!("bands[{index}].depth"), "minimum", reason));
        }
        end = band.outer;
    }
    Ok(())
}
