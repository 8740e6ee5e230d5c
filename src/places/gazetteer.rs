//! A gazetteer: settlements that can be looked up by name.
//!
//! Names are compared by their letters, not by their marks, as `spelling.rs` defines. Where several
//! settlements answer to a name, the best answer counts; where two answer equally well, neither
//! does.

use std::cmp::Reverse;

use super::settlement::Settlement;
use super::spelling::{Agreement, Spelling};
use crate::value::{Error, ErrorKind};

/// The number of spellings that an error names when a place is not found.
const NEAREST: usize = 3;

/// A list of settlements.
///
/// Use it to find a place by any of its spellings, and to take a [`Census`](crate::plan::Census) of.
///
/// ```
/// use safe_zone::places::{Gazetteer, Settlement};
/// use safe_zone::{ErrorKind, Position};
/// let position = Position::new(41.23142, 37.05215)?;
/// let other = vec!["Qamişlo".to_owned()];
/// let places = Gazetteer::new(vec![Settlement::new("Al Qāmishlī", other, position, None)?]);
///
/// assert_eq!(places.find("qamishli")?.name(), "Al Qāmishlī");
/// assert_eq!(places.find("Qamislo")?.name(), "Al Qāmishlī");
/// let error = places.find("Qamischli").unwrap_err();
/// assert!(matches!(error.kind(), ErrorKind::NoSuchPlace { .. }));
/// assert!(error.to_string().ends_with("Al Qāmishlī"));
/// # Ok::<(), safe_zone::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Gazetteer {
    settlements: Vec<Settlement>,
    source: Option<String>,
    /// The spellings of each settlement: its name, then its other names.
    spellings: Vec<Vec<Spelling>>,
}

impl Gazetteer {
    /// A gazetteer of these settlements.
    pub fn new(settlements: Vec<Settlement>) -> Self {
        let spellings =
            settlements.iter().map(|place| names(place).map(Spelling::new).collect()).collect();
        Gazetteer { settlements, source: None, spellings }
    }

    /// The same gazetteer with its source, in the few words that follow a number of people: `GeoNames, 2026`.
    #[must_use]
    pub fn with_source(self, source: impl Into<String>) -> Self {
        Gazetteer { source: Some(source.into()), ..self }
    }

    /// The source of the settlements, where it is known.
    pub fn source(&self) -> Option<&str> {
        self.source.as_deref()
    }

    /// The settlement with that name, in any of its spellings.
    ///
    /// Case, marks, apostrophes, hyphens, spaces, doubled letters and the Arabic article (`al-`,
    /// `ar-`, `el-` and so on) do not count, unless they tell settlements apart: the name as
    /// written goes before the same words, those before the same letters, and those before the same
    /// letters without the article and with doubled letters once. A settlement's name goes before
    /// the other names of any settlement.
    ///
    /// # Errors
    /// [`ErrorKind::NoSuchPlace`] with the nearest spellings; [`ErrorKind::AmbiguousPlace`] when several
    /// settlements answer equally well.
    pub fn find(&self, name: &str) -> Result<&Settlement, Error> {
        let wanted = Spelling::new(name);
        let fits: Vec<_> = self
            .compared()
            .filter_map(|(place, spellings)| {
                let written = place.name() == name.trim();
                let fit = if written { Some(Fit::Written) } else { fit(&wanted, spellings) };
                Some((fit?, place))
            })
            .collect();
        let best = fits.iter().map(|(fit, _)| fit).min();
        let found: Vec<_> =
            fits.iter().filter(|(fit, _)| Some(fit) == best).map(|(_, place)| *place).collect();
        match found[..] {
            [] => Err(ErrorKind::NoSuchPlace {
                name: name.to_owned(),
                nearest: self.nearest(&wanted),
            }
            .into()),
            [place] => Ok(place),
            _ => Err(ErrorKind::AmbiguousPlace {
                name: name.to_owned(),
                candidates: found
                    .iter()
                    .map(|place| (place.name().to_owned(), place.position()))
                    .collect(),
            }
            .into()),
        }
    }

    /// The settlements in the order given.
    pub fn iter(&self) -> std::slice::Iter<'_, Settlement> {
        self.settlements.iter()
    }

    /// The number of settlements.
    pub fn len(&self) -> usize {
        self.settlements.len()
    }

    /// `true` if the gazetteer is empty.
    pub fn is_empty(&self) -> bool {
        self.settlements.is_empty()
    }

    /// Each settlement with its spellings.
    fn compared(&self) -> impl Iterator<Item = (&Settlement, &[Spelling])> {
        self.settlements.iter().zip(self.spellings.iter().map(Vec::as_slice))
    }

    /// The spellings most like a name, one for each settlement; the larger settlement first where
    /// two are alike.
    fn nearest(&self, wanted: &Spelling) -> Vec<String> {
        let mut alike: Vec<_> = self
            .compared()
            .filter_map(|(place, spellings)| {
                let (apart, name) = spellings
                    .iter()
                    .map(|spelling| wanted.distance(spelling))
                    .zip(names(place))
                    .min_by_key(|(apart, _)| *apart)?;
                Some((apart, Reverse(place.population()), name))
            })
            .collect();
        alike.sort();
        let mut nearest: Vec<String> = Vec::new();
        for (.., spelling) in alike {
            if nearest.len() < NEAREST && !nearest.iter().any(|other| other == spelling) {
                nearest.push(spelling.to_owned());
            }
        }
        nearest
    }
}

impl FromIterator<Settlement> for Gazetteer {
    fn from_iter<I: IntoIterator<Item = Settlement>>(settlements: I) -> Self {
        Gazetteer::new(settlements.into_iter().collect())
    }
}

impl IntoIterator for Gazetteer {
    type Item = Settlement;
    type IntoIter = std::vec::IntoIter<Settlement>;

    fn into_iter(self) -> Self::IntoIter {
        self.settlements.into_iter()
    }
}

impl<'a> IntoIterator for &'a Gazetteer {
    type Item = &'a Settlement;
    type IntoIter = std::slice::Iter<'a, Settlement>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

/// The quality of a settlement's answer to a name, the best first.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Fit {
    Written,
    Name(Agreement),
    Other(Agreement),
}

/// The quality of the answer to a name of a settlement with these spellings, its name first; `None`
/// for no answer.
fn fit(wanted: &Spelling, spellings: &[Spelling]) -> Option<Fit> {
    let (name, others) = spellings.split_first()?;
    let other = || others.iter().filter_map(|other| wanted.agreement(other)).min();
    wanted.agreement(name).map(Fit::Name).or_else(|| other().map(Fit::Other))
}

/// A settlement's name, then its other names.
fn names(place: &Settlement) -> impl Iterator<Item = &str> {
    std::iter::once(place.name()).chain(place.alternate_names().iter().map(String::as_str))
}
