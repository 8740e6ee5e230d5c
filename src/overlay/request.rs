//! A request: the limits, territories, sectors and sides by which the map is divided.
//!
//! Distances and chainages in metres.

use super::cell::Cell;
use super::label::Label;
use crate::border::{Border, Sector};
use crate::region::{Extent, Territory, distance_beyond, largest_depth};
use crate::value::{Error, ErrorKind, Length, Side, Tolerance, ToleranceLimit};

/// The lines that divide the map.
pub(crate) struct Request<'a> {
    border: &'a Border,
    territories: Vec<&'a Territory>,
    /// The distances of the contours, growing.
    limits: Vec<Length>,
    /// All sectors, as far as the border has them.
    sectors: Vec<Sector>,
    /// The chainages at which sectors begin and end, growing.
    ends: Vec<Length>,
    /// `true` if the side of the border counts.
    sided: bool,
    /// The owner of each line; empty where the line does not count.
    owners: Vec<Owner>,
}

/// The owner of a line of the border: points nearest to the line are the owner's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Owner {
    pub number: u32,
    /// `true` if the line may touch lines of other owners in points.
    pub may_touch: bool,
}

impl<'a> Request<'a> {
    /// Checks and builds the request for these parts of the zone, with contours at growing limits.
    ///
    /// # Errors
    /// [`ErrorKind::BadSector`], [`ErrorKind::LimitsNotAscending`], [`ErrorKind::ToleranceTooLarge`],
    /// [`ErrorKind::OutOfReach`], [`ErrorKind::BeyondTerritory`].
    pub fn new<'e>(
        border: &'a Border,
        extents: impl IntoIterator<Item = &'e Extent<'a>>,
        limits: Vec<Length>,
        tolerance: Tolerance,
    ) -> Result<Self, Error>
    where
        'a: 'e,
    {
        let (mut territories, mut sectors) = (Vec::<&Territory>::new(), Vec::new());
        let (mut sided, mut length) = (false, None);
        for extent in extents {
            if let Some(territory) = extent.territory().filter(|t| !territories.contains(t)) {
                territories.push(territory);
            }
            sided |= extent.side() != Side::Both;
            for &sector in extent.sectors().unwrap_or_default() {
                let length = *length.get_or_insert_with(|| border.length());
                sectors.push(sector.within(length)?);
            }
        }
        let mut ends: Vec<Length> = sectors.iter().flat_map(|it| [it.from(), it.to()]).collect();
        ends.sort_by(|a, b| a.metres().total_cmp(&b.metres()));
        ends.dedup();
        let owners = Vec::new();
        let request = Request { border, territories, limits, sectors, ends, sided, owners };
        check(&request, tolerance)?;
        Ok(request)
    }

    /// The request for the points within a distance of lines, told apart by the owners of the lines
    /// nearest to them.
    pub fn by_owner(border: &'a Border, owners: Vec<Owner>, distance: Length) -> Self {
        Request {
            border,
            territories: Vec::new(),
            limits: vec![distance],
            sectors: Vec::new(),
            ends: Vec::new(),
            sided: false,
            owners,
        }
    }

    pub fn border(&self) -> &'a Border {
        self.border
    }

    pub fn limits(&self) -> &[Length] {
        &self.limits
    }

    /// The distance of the outermost contour.
    pub fn farthest(&self) -> Length {
        self.limits.last().copied().unwrap_or(Length::ZERO)
    }

    /// The chainages at which sectors begin and end, growing.
    pub(super) fn ends(&self) -> &[Length] {
        &self.ends
    }

    /// `true` if the line nearest to a point counts, by its owner.
    pub(super) fn has_owners(&self) -> bool {
        !self.owners.is_empty()
    }

    /// The owner of each line; empty where the line does not count.
    pub(super) fn owners(&self) -> &[Owner] {
        &self.owners
    }

    pub(super) fn is_sided(&self) -> bool {
        self.sided
    }

    /// `true` if the nearest part or side of the border counts.
    pub(super) fn has_sites(&self) -> bool {
        self.sided || !self.sectors.is_empty() || self.has_owners()
    }

    pub fn sectors(&self) -> &[Sector] {
        &self.sectors
    }

    pub fn territories(&self) -> &[&'a Territory] {
        &self.territories
    }

    /// Tests whether cells within the outermost limit lie in an extent.
    pub fn holding(&self, extent: &Extent<'_>) -> impl Fn(&Cell) -> bool {
        let own = |territory| self.territories.iter().position(|own| *own == territory);
        let territory = extent.territory().map(own);
        let along = |sectors: &[Sector], number: usize| {
            let after = number.checked_sub(1).and_then(|before| self.ends.get(before));
            let (Some(&after), Some(&end)) = (after, self.ends.get(number)) else { return false };
            sectors.iter().any(|sector| sector.from() <= after && end <= sector.to())
        };
        move |cell| {
            let inside = |it: Option<usize>| it.is_some_and(|index| cell.territories[index]);
            let seen = |label: Label| {
                let on_side = match extent.side() {
                    Side::Both => true,
                    Side::Left => label.is_left(),
                    Side::Right => !label.is_left(),
                };
                on_side && extent.sectors().is_none_or(|sectors| along(sectors, label.sector()))
            };
            territory.is_none_or(inside) && cell.label.is_none_or(seen)
        }
    }
}

/// Checks that a request can be met.
fn check(request: &Request<'_>, tolerance: Tolerance) -> Result<(), Error> {
    check_limits(request.limits(), tolerance)?;
    for sector in request.sectors() {
        if sector.length().metres() <= 2.0 * tolerance.metres() {
            return Err(half_of(sector.length().metres(), ToleranceLimit::HalfSector, tolerance));
        }
    }
    for territory in request.territories() {
        check_territory(request.border(), territory, request.limits(), tolerance)?;
    }
    Ok(())
}

/// The error of a tolerance that is not below half of a length in metres.
fn half_of(length: f64, what: ToleranceLimit, tolerance: Tolerance) -> Error {
    let limit = Length::literal(0.5 * length);
    ErrorKind::ToleranceTooLarge { tolerance: tolerance.length(), limit, what }.into()
}

fn check_limits(limits: &[Length], tolerance: Tolerance) -> Result<(), Error> {
    for pair in limits.windows(2) {
        let [inner, outer] = [pair[0], pair[1]];
        if outer <= inner {
            return Err(ErrorKind::LimitsNotAscending { inner, outer }.into());
        }
        // Drawn contours closer than this could cross.
        let depth = outer.metres() - inner.metres();
        if depth <= 2.0 * tolerance.metres() {
            return Err(half_of(depth, ToleranceLimit::HalfBand, tolerance));
        }
    }
    Ok(())
}

/// Checks that the zone reaches the territory, and not the end of the territory's data.
fn check_territory(
    border: &Border,
    territory: &Territory,
    limits: &[Length],
    tolerance: Tolerance,
) -> Result<(), Error> {
    let Some(&deepest) = limits.last() else { return Ok(()) };
    let territory_name = || territory.name().to_owned();
    if let Some(distance) = distance_beyond(border, territory, deepest) {
        let gap = Length::literal((distance.metres() - deepest.metres()).ceil());
        return Err(ErrorKind::OutOfReach { territory: territory_name(), gap }.into());
    }
    match largest_depth(border, territory) {
        Some(largest) if deepest.metres() + tolerance.metres() > largest.metres() => {
            let territory = territory_name();
            Err(ErrorKind::BeyondTerritory { depth: deepest, largest, territory }.into())
        }
        _ => Ok(()),
    }
}
