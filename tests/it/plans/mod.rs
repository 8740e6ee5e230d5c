//! Plans and the embedded data: proposals, zones, comparisons, places.

mod borders;
mod dates;
mod embedded_plans;
mod lengths;
mod pipeline;
mod places;
mod plans_apart;
mod proposals;
mod sweep;
mod text_forms;
mod traits;
mod zones;
