//! The crate from outside: one binary, a module a subject.

mod anywhere;
#[cfg(feature = "proj")]
mod apart;
mod areas;
mod borders;
mod chainages;
mod cli_buffer;
mod cli_crs;
mod cli_faults;
mod cli_locate;
mod cli_locate_json;
mod cli_locate_manners;
mod cli_manners;
mod cli_plans;
mod cli_safe_zones;
mod cli_verify;
mod closing_holes;
#[cfg(feature = "proj")]
mod crs;
#[cfg(feature = "proj")]
mod crs_faults;
mod csv_fields;
mod dates;
mod embedded_plans;
mod engine;
mod feet;
mod geojson;
mod hostile;
mod judge;
mod layers;
mod lengths;
mod locator;
mod locator_batch;
mod long_edges;
mod picture;
mod pipeline;
mod places;
mod places_csv;
mod plans;
mod plans_apart;
mod programs;
mod proposals;
mod qgis;
mod readme;
mod sectors;
mod sectors_loose;
mod sides;
mod slivers;
mod svg;
mod svg_colours;
mod svg_tree;
mod wanderings;
mod written;

#[path = "../../examples/verify/oracle.rs"]
mod oracle;
#[path = "../../examples/shared/places.rs"]
mod read_places;
#[path = "../../examples/shared/source.rs"]
mod source;
#[path = "../../benches/locator/judge.rs"]
mod standings;
#[path = "../../examples/shared/titles.rs"]
mod titles;
