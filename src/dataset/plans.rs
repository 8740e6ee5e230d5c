//! The plans of 2018 and 2019 for zones along the Turkey-Syria border, each a file in `proposals/`.
//!
//! Each file names its source. What the source does not give, the file leaves out; where sources
//! disagree, its note says so.

use std::sync::OnceLock;

use crate::{Error, Proposal};

/// In the order of [`proposals`].
const FILES: [&str; 8] = [
    include_str!("proposals/us-2019.json"),
    include_str!("proposals/turkey-2019.json"),
    include_str!("proposals/turkey-2019-20-miles.json"),
    include_str!("proposals/turkey-2019-un.json"),
    include_str!("proposals/security-mechanism-2019.json"),
    include_str!("proposals/peace-spring-2019.json"),
    include_str!("proposals/sochi-2019.json"),
    include_str!("proposals/idlib-2018.json"),
];

/// All the embedded plans: the two that `safe_zones` draws, then the others.
///
/// `idlib-2018` runs along a line that is not here; its [`Proposal::line`] says which.
///
/// ```
/// use safe_zone::dataset;
/// for plan in dataset::proposals() {
///     println!("{}: {}", plan.id(), plan.title());
/// }
/// let elsewhere = dataset::proposals().iter().filter(|plan| plan.line().is_some());
/// assert!(elsewhere.map(|plan| plan.id()).eq(["idlib-2018"]));
/// ```
pub fn proposals() -> &'static [Proposal] {
    static ALL: OnceLock<[Proposal; 8]> = OnceLock::new();
    ALL.get_or_init(|| {
        FILES
            .map(|text| serde_json::from_str(text).expect("an embedded proposal passes its checks"))
    })
}

/// The embedded plan with this id.
///
/// # Errors
/// [`Error::UnknownId`] with the ids that there are.
///
/// ```
/// use safe_zone::dataset;
/// assert_eq!(dataset::proposal("sochi-2019")?.depth().km(), 30.0);
/// assert!(dataset::proposal("sochi").is_err());
/// # Ok::<(), safe_zone::Error>(())
/// ```
pub fn proposal(id: &str) -> Result<&'static Proposal, Error> {
    proposals().iter().find(|plan| plan.id() == id).ok_or_else(|| Error::UnknownId {
        what: "proposal",
        id: id.to_owned(),
        known: proposals().iter().map(|plan| plan.id().to_owned()).collect(),
    })
}

/// The United States' plan of August 2019: 0-5 km demilitarized, 5-14 km without heavy weapons.
pub fn us_2019() -> &'static Proposal {
    &proposals()[0]
}

/// Turkey's plan of August 2019: at least 28 km, without the YPG.
pub fn turkey_2019() -> &'static Proposal {
    &proposals()[1]
}
