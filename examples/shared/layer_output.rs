//! The output of programs that write one layer, in WGS 84 or in another coordinate system.

use std::path::Path;

use clap::Args;
use safe_zone::Tolerance;
use safe_zone::layers::Layer;

use super::crs::{self, Crs};
use super::failure::Failure;
use super::output::Output;
use super::progress::Verbosity;

/// The destination of a layer, from the command line.
#[derive(Args)]
pub struct LayerArgs {
    /// Coordinate system to write, as EPSG:32637; the name of a file OUT gets the system, as in
    /// out.epsg-32637.geojson, because the file is no GeoJSON of RFC 7946, though QGIS and GDAL
    /// read it [default: WGS 84]
    #[arg(long, value_name = "CRS", allow_hyphen_values = true)]
    output_crs: Option<String>,

    #[command(flatten)]
    output: Output,

    #[command(flatten)]
    verbosity: Verbosity,
}

/// A destination that can be written.
pub struct LayerOutput {
    crs: Option<Crs>,
    output: Output,
    pub verbosity: Verbosity,
}

impl LayerArgs {
    /// Looks the system up, and refuses a file that cannot be written or is an input.
    pub fn check<'a>(
        self,
        inputs: impl IntoIterator<Item = &'a Path>,
    ) -> Result<LayerOutput, Failure> {
        let crs = crs::output(self.output_crs.as_deref())?;
        self.output.check_name()?;
        let output = self.output.renamed(|path| match &crs {
            Some(crs) => crs::tagged(path, crs),
            None => path.to_owned(),
        });
        output.check(inputs)?;
        Ok(LayerOutput { crs, output, verbosity: self.verbosity })
    }
}

impl LayerOutput {
    /// Writes the layer, and says the notes.
    pub fn write(
        &self,
        layer: &Layer,
        tolerance: Tolerance,
        mut notes: Vec<(String, String)>,
    ) -> Result<(), Failure> {
        let text = match &self.crs {
            Some(crs) => {
                let (text, note) = crs::layer(layer, crs, tolerance)?;
                notes.extend(note.map(|note| (self.output.name(), note)));
                text
            }
            None => layer.to_string(),
        };
        self.output.write(&text)?;
        let mut said = crs::lines(&notes);
        if let Some(file) = self.output.file() {
            said += &format!("drag {} into QGIS to see it", file.display());
        }
        self.verbosity.say(&said);
        Ok(())
    }
}
