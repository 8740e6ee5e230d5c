//! The plans of 2018 and 2019 for zones along the Turkey-Syria border, each a file in `proposals/`.
//!
//! Each file names its source. It leaves out what the source does not give; where sources disagree,
//! its note says so.

use std::sync::OnceLock;

use geo_types::Coord;

use super::{
    border_line, coast, euphrates, iraq_line, northeast_syria, places, syria, turkey_syria_border,
};
use crate::border::Sector;
use crate::plan::{Plan, Proposal};
use crate::region::Territory;
use crate::value::{Catalogue, Error, ErrorKind, Length, Position, Provenance};

/// The files, in the order of [`proposals`].
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
/// `idlib-2018` runs along a line that the crate does not have; its [`Proposal::line`] names it.
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
/// [`ErrorKind::UnknownId`] with the known ids.
///
/// ```
/// use safe_zone::dataset;
/// assert_eq!(dataset::proposal("sochi-2019")?.depth().km(), 30.0);
/// assert!(dataset::proposal("sochi").is_err());
/// # Ok::<(), safe_zone::Error>(())
/// ```
pub fn proposal(id: &str) -> Result<&'static Proposal, Error> {
    proposals().iter().find(|plan| plan.id() == id).ok_or_else(|| {
        Error::from(ErrorKind::UnknownId {
            what: Catalogue::Proposals,
            id: id.to_owned(),
            known: proposals().iter().map(|plan| plan.id().to_owned()).collect(),
        })
    })
}

/// A proposal laid along the embedded border, in the territory and between the places that it
/// names; without a territory, on both sides or on the side that it names.
///
/// # Errors
/// [`ErrorKind::OtherLine`] for a plan that runs along another line; [`ErrorKind::UnknownId`] for a
/// territory that is not embedded; those of [`Plan::new`].
///
/// ```
/// use safe_zone::dataset;
/// let plan = dataset::plan(dataset::proposal("peace-spring-2019")?)?;
/// let sectors = plan.extent().sectors().unwrap();
/// assert!((sectors[0].length().km() - 104.0).abs() < 3.0); // Tell Abyad to Ras al-Ayn
/// # Ok::<(), safe_zone::Error>(())
/// ```
pub fn plan(proposal: &Proposal) -> Result<Plan<'_>, Error> {
    if let Some(line) = proposal.line() {
        let (plan, line) = (proposal.id().to_owned(), line.to_owned());
        return Err(ErrorKind::OtherLine { plan, line }.into());
    }
    let territory = proposal.territory().map(territory).transpose()?;
    let find = |name: &str| places().find(name).map(|place| place.position());
    Plan::new(proposal, turkey_syria_border(), territory, find)
}

/// The embedded territory with this id: `syria` or `syria-east-of-the-euphrates`.
///
/// # Errors
/// [`ErrorKind::UnknownId`].
pub fn territory(id: &str) -> Result<&'static Territory, Error> {
    match id {
        "syria" => Ok(syria()),
        "syria-east-of-the-euphrates" => Ok(northeast_syria()),
        _ => Err(unknown_territory(id)),
    }
}

/// The origin of each line that can bound a zone in an embedded territory, the border first.
///
/// # Errors
/// [`ErrorKind::UnknownId`].
///
/// ```
/// use safe_zone::values::Provenance;
/// use safe_zone::dataset;
/// let origins = dataset::territory_provenance("syria")?;
/// assert_eq!(Provenance::notices(origins), "ODbL-1.0, © OpenStreetMap contributors");
/// # Ok::<(), safe_zone::Error>(())
/// ```
pub fn territory_provenance(id: &str) -> Result<[&'static Provenance; 3], Error> {
    let side = match id {
        "syria" => coast(),
        "syria-east-of-the-euphrates" => euphrates(),
        _ => return Err(unknown_territory(id)),
    };
    Ok([border_line(), iraq_line(), side].map(|line| &line.provenance))
}

fn unknown_territory(id: &str) -> Error {
    let known = ["syria", "syria-east-of-the-euphrates"].map(str::to_owned).into();
    Error::from(ErrorKind::UnknownId { what: Catalogue::Territories, id: id.to_owned(), known })
}

/// A named stretch of the embedded border.
///
/// | id | from | to |
/// |---|---|---|
/// | `hatay` | the coast | the corner where the line, running north, turns east: its northernmost point west of 37° E |
/// | `euphrates-to-tigris` | the Euphrates | where the Tigris becomes the border |
/// | `tell-abyad-to-ras-al-ayn` | Tell Abyad | Ras al-Ayn |
/// | `tigris` | where the Tigris becomes the border | the tripoint with Iraq |
///
/// # Errors
/// [`ErrorKind::UnknownId`].
///
/// ```
/// use safe_zone::dataset;
/// assert!((dataset::sector("tigris")?.length().km() - 38.5).abs() < 0.2);
/// # Ok::<(), safe_zone::Error>(())
/// ```
pub fn sector(id: &str) -> Result<Sector, Error> {
    /// The chainage at which the Tigris becomes the border, measured along the embedded line.
    const TIGRIS: Length = Length::literal(876_800.0);
    let route = turkey_syria_border().route();
    let at = |position: Position| route.project(position).station().chainage();
    let place = |name: &str| places().find(name).map(|place| at(place.position()));
    let vertex = |found: Option<&Coord<f64>>| match found {
        Some(&Coord { x, y }) => Position::new(x, y).map(at),
        None => Ok(route.length()),
    };
    let (from, to) = match id {
        "hatay" => {
            let line = turkey_syria_border().lines().iter().flat_map(|line| &line.0);
            let west = line.filter(|point| point.x < 37.0);
            (Length::ZERO, vertex(west.max_by(|a, b| a.y.total_cmp(&b.y)))?)
        }
        "euphrates-to-tigris" => (vertex(euphrates().points.first())?, TIGRIS),
        "tell-abyad-to-ras-al-ayn" => (place("Tell Abyad")?, place("Ras al-Ayn")?),
        "tigris" => (TIGRIS, route.length()),
        _ => {
            let known = ["hatay", "euphrates-to-tigris", "tell-abyad-to-ras-al-ayn", "tigris"];
            return Err(ErrorKind::UnknownId {
                what: Catalogue::Sectors,
                id: id.to_owned(),
                known: known.map(str::to_owned).into(),
            }
            .into());
        }
    };
    Sector::new(from, to)
}

/// The United States' plan of August 2019: 0-5 km demilitarized, 5-14 km without heavy weapons.
pub fn us_2019() -> &'static Proposal {
    &proposals()[0]
}

/// Turkey's plan of August 2019: at least 28 km, without the YPG.
pub fn turkey_2019() -> &'static Proposal {
    &proposals()[1]
}
