//! The examples as programs: arguments, files, streams, and the figures in the README.

mod all_plans;
mod buffer;
mod csv_fields;
mod faults;
pub mod locate;
mod locate_files;
mod locate_json;
mod median;
mod other_crs;
mod picture;
mod places_csv;
mod readme;
mod safe_zones;
mod terminal;
mod verify;
