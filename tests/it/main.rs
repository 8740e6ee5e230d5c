//! The crate from outside: one binary, a module a subject.

mod anywhere;
mod areas;
mod borders;
mod cli_buffer;
mod cli_faults;
mod cli_plans;
mod cli_safe_zones;
mod cli_verify;
mod dates;
mod embedded_plans;
mod engine;
mod geojson;
mod hostile;
mod judge;
mod layers;
mod lengths;
mod locator;
mod picture;
mod pipeline;
mod places;
mod places_csv;
mod plans;
mod plans_apart;
mod programs;
mod proposals;
mod readme;
mod sectors;
mod sectors_loose;
mod wanderings;

#[path = "../../examples/verify/oracle.rs"]
mod oracle;
#[path = "../../examples/shared/places.rs"]
mod read_places;
#[path = "../../benches/locator/judge.rs"]
mod standings;
