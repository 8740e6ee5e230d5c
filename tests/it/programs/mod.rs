//! The examples as programs: arguments, files, streams, and the figures in the README.

mod all_plans;
mod buffer;
mod csv_fields;
mod each;
mod exchanged;
mod faults;
mod file_rows;
mod files;
mod form_rows;
mod idle_options;
pub mod locate;
mod locate_collections;
mod locate_files;
mod locate_forms;
mod locate_json;
mod median;
mod other_crs;
mod picture;
mod pieces;
mod places_csv;
mod point_files;
mod readme;
mod safe_zones;
mod streams;
mod sweep;
mod terminal;
mod verify;
mod verify_geometries;
#[cfg(unix)]
mod whole_sets;
