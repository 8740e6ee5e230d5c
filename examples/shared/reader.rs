//! Reads the files of borders, territories and places, and notes what is to be said about each.
//!
//! Longitude, latitude in degrees; files in other coordinate systems are transformed to WGS 84.

use std::borrow::Cow;
use std::cell::RefCell;
use std::path::Path;

use geo_types::Coord;
use safe_zone::places::Gazetteer;
use safe_zone::{Border, Edges, Territory, Tolerance, dataset};

use super::crs::{self, InputCrs};
use super::failure::Failure;
use super::places::{self, PlacesArgs};
use super::points::one_field::untold_order;
use super::{input_arg, source};

/// Notes on some files, by their names.
pub type Notes = Vec<(String, String)>;

/// Reads files, and notes what is not used and their transformation to WGS 84.
pub struct Reader {
    input: InputCrs,
    tolerance: Tolerance,
    pub notes: Notes,
}

impl Reader {
    pub fn new(input: InputCrs, tolerance: Tolerance) -> Self {
        Reader { input, tolerance, notes: Notes::new() }
    }

    pub fn border(&mut self, path: &Path) -> Result<Border, Failure> {
        let text = input_arg::read(path, "a GeoJSON file")?;
        let name = source::name(path);
        let read = self.input.border(&text, Edges::Planar, self.tolerance);
        let (border, note) = read.map_err(|error| Failure::File(format!("{name}: {error}")))?;
        self.notes.extend(note.map(|note| (name, note)));
        Ok(border)
    }

    pub fn territory(&mut self, name: &str) -> Result<Cow<'static, Territory>, Failure> {
        input_arg::embedded_or_file(name, dataset::territory(name), "GeoJSON", |text| {
            let title = source::title(Path::new(name));
            let read = self.input.territory(text, &title, self.tolerance);
            let (territory, note) = read.map_err(|error| error.to_string())?;
            self.notes.extend(note.map(|note| (name.to_owned(), note)));
            Ok(territory)
        })
    }

    pub fn places(
        &mut self,
        path: &Path,
        options: &PlacesArgs,
    ) -> Result<(String, Gazetteer), Failure> {
        let note = RefCell::new(None);
        let locate = |points: &[Coord<f64>], crs| {
            let (positions, how) = crs::positions(points, crs)?;
            note.replace(how);
            Ok(positions)
        };
        let locate = self.input.given().map(|crs| move |points: &[Coord<f64>]| locate(points, crs));
        let locate = locate.as_ref().map(|locate| locate as places::Locate<'_>);
        let read = places::read(path, options, locate)?;
        let name = source::name(path);
        self.notes.extend(note.into_inner().map(|note| (name.clone(), note)));
        self.notes.extend(untold_order().map(|note| (name.clone(), note.to_owned())));
        if read.left_out > 0 {
            let note = format!("{} without coordinates left out", read.left_out);
            self.notes.push((name.clone(), note));
        }
        Ok((name, read.gazetteer))
    }
}
