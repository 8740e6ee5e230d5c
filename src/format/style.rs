//! The style shared by all formats: colours, and the order of drawing.

use crate::plan::{Band, Proposal, Zone, Zones};
use crate::value::Colour;

/// The colour of the part that both plans hold: Okabe and Ito's bluish green, apart from all others
/// for the colour-blind.
pub(super) const COMMON: Colour = Colour::new(0x00, 0x9e, 0x73);
/// The colour of the border.
pub(super) const BORDER: Colour = Colour::new(0x33, 0x33, 0x33);

/// The opacity of zones and pieces, from 0 to 1.
pub(super) const OPACITY: f64 = 0.7;

/// A band's colour: the plan's colour, in a lighter tint for each band further out.
pub(super) fn fill(proposal: &Proposal, band: &Band) -> Colour {
    let nearer = proposal.bands().iter().take_while(|other| other.outer() < band.outer()).count();
    proposal.colour().tint(nearer as f64 / proposal.bands().len() as f64)
}

/// The colour of a plan's limits: the plan's own, or a grey where that is hardly seen on white.
pub(super) fn edge(proposal: &Proposal) -> Colour {
    let own = proposal.colour();
    if own.luminance() > 0.85 { Colour::new(0x76, 0x76, 0x76) } else { own }
}

/// The zones of some plans in the order of drawing, each with the index of its plan: the deepest
/// first, so that it does not hide the others.
pub(super) fn deepest_first(plans: &[Zones]) -> Vec<(usize, &Zone)> {
    let of_plan = plans.iter().map(|plan| plan.iter().rev()).enumerate();
    let mut all: Vec<(usize, &Zone)> =
        of_plan.flat_map(|(index, zones)| zones.map(move |zone| (index, zone))).collect();
    // Of two that end together the wider one would hide the other, and of two as wide the longer
    // one.
    all.sort_by(|(_, a), (_, b)| {
        let by_area = b.area_km2().total_cmp(&a.area_km2());
        let (a, b) = (a.band(), b.band());
        let by_outer = b.outer().metres().total_cmp(&a.outer().metres());
        by_outer.then(a.inner().metres().total_cmp(&b.inner().metres())).then(by_area)
    });
    all
}
