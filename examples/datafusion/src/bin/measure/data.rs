//! Makes the files: random points in Parquet, as a writer of many files leaves them.
//!
//! Columns lon and lat, degrees; groups of a million rows in eight files, compressed by Zstandard at `LEVEL` with
//! dictionaries, as DataFusion itself writes Parquet.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use datafusion::arrow::array::{ArrayRef, Float64Array, RecordBatch};
use datafusion::parquet::arrow::ArrowWriter;
use datafusion::parquet::basic::{Compression, ZstdLevel};
use datafusion::parquet::file::properties::WriterProperties;

const FILES: usize = 8;
const GROUP: usize = 1_000_000;
const LEVEL: i32 = 3;

/// Uniform numbers from 0 to 1, by SplitMix64.
pub struct Random(u64);

impl Random {
    pub fn new(seed: u64) -> Self {
        Random(seed)
    }

    pub fn unit(&mut self) -> f64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((mixed ^ (mixed >> 31)) >> 11) as f64 / (1u64 << 53) as f64
    }
}

/// Makes both folders of files.
pub fn both(folder: &Path, rows: usize) -> Result<[PathBuf; 2], String> {
    let [points, world] = ["points", "world"].map(|name| folder.join(name));
    around_border(&points, rows)?;
    self::world(&world, rows)?;
    Ok([points, world])
}

/// Points uniform in a box around the border, in no order.
pub fn around_border(folder: &Path, rows: usize) -> Result<(), String> {
    let mut random = Random::new(2019);
    write(folder, rows, |_| (35.5 + 7.1 * random.unit(), 35.4 + 2.2 * random.unit()))
}

/// Points uniform on the map of the world, sorted by place: band by band of a degree of latitude from the south,
/// each from west to east.
pub fn world(folder: &Path, rows: usize) -> Result<(), String> {
    let mut random = Random::new(2019);
    let bands = 180;
    write(folder, rows, |row| {
        let at = (row as f64 + random.unit()) / rows as f64 * f64::from(bands);
        (360.0 * at.fract() - 180.0, at.floor() - 90.0 + random.unit())
    })
}

fn write(
    folder: &Path,
    rows: usize,
    mut point: impl FnMut(usize) -> (f64, f64),
) -> Result<(), String> {
    let failed = |error: &dyn std::fmt::Display| format!("{}: {error}", folder.display());
    let level = ZstdLevel::try_new(LEVEL).map_err(|error| failed(&error))?;
    fs::create_dir_all(folder).map_err(|error| failed(&error))?;
    for file in 0..FILES {
        let range = rows * file / FILES..rows * (file + 1) / FILES;
        let properties = WriterProperties::builder()
            .set_compression(Compression::ZSTD(level))
            .set_max_row_group_row_count(Some(GROUP))
            .build();
        let path = folder.join(format!("{file}.parquet"));
        let out = File::create(path).map_err(|error| failed(&error))?;
        let schema = batch(Vec::new(), Vec::new()).schema();
        let mut writer =
            ArrowWriter::try_new(out, schema, Some(properties)).map_err(|error| failed(&error))?;
        let mut start = range.start;
        while start < range.end {
            let end = (start + 65_536).min(range.end);
            let (lon, lat) = (start..end).map(&mut point).unzip();
            writer.write(&batch(lon, lat)).map_err(|error| failed(&error))?;
            start = end;
        }
        writer.close().map_err(|error| failed(&error))?;
    }
    Ok(())
}

fn batch(lon: Vec<f64>, lat: Vec<f64>) -> RecordBatch {
    let column = |values| Arc::new(Float64Array::from(values)) as ArrayRef;
    RecordBatch::try_from_iter([("lon", column(lon)), ("lat", column(lat))])
        .expect("two columns as long as one another")
}
