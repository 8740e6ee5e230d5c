//! Files that queries read as tables: Parquet, GeoParquet and CSV, each a file or a folder of them.

use std::path::{Path, PathBuf};
use std::str::FromStr;

use datafusion::prelude::{CsvReadOptions, ParquetReadOptions, SessionContext};

use super::failure::Failure;

/// A name and the file or folder that it stands for.
#[derive(Debug, Clone)]
pub struct Named {
    name: String,
    path: PathBuf,
}

impl FromStr for Named {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        match text.split_once('=') {
            Some((name, path)) if !name.is_empty() && !path.is_empty() => {
                Ok(Named { name: name.to_owned(), path: path.into() })
            }
            _ => Err(format!(
                "{text:?} names no file; give a name and a path, as points=points.parquet"
            )),
        }
    }
}

impl Named {
    /// The name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Reads the file as text.
    pub fn text(&self) -> Result<String, Failure> {
        std::fs::read_to_string(&self.path).map_err(|error| self.unreadable(&error))
    }

    /// Makes the file, or the files of the folder, a table of a session.
    pub async fn register(&self, session: &SessionContext) -> Result<(), Failure> {
        // Executors run in folders of their own.
        let path = self.path.canonicalize().map_err(|error| self.unreadable(&error))?;
        let extension = self.extension(&path)?;
        let url = path.display().to_string() + if path.is_dir() { "/" } else { "" };
        let ending = format!(".{extension}");
        let registered = match extension.as_str() {
            "csv" => {
                let options = CsvReadOptions::new().file_extension(&ending);
                session.register_csv(&self.name, &url, options).await
            }
            "parquet" | "geoparquet" => {
                let options = ParquetReadOptions { file_extension: &ending, ..Default::default() };
                session.register_parquet(&self.name, &url, options).await
            }
            other => {
                let message = format!(
                    "{}: {other:?} is no table; give parquet, geoparquet or csv",
                    self.path.display()
                );
                return Err(Failure::File(message));
            }
        };
        registered.map_err(|error| {
            Failure::File(format!("{}: {}", self.path.display(), error.strip_backtrace()))
        })
    }

    /// The ending of the file's name, or of the first in the folder by its name.
    fn extension(&self, path: &Path) -> Result<String, Failure> {
        let mut files = vec![path.to_owned()];
        if path.is_dir() {
            let entries = path.read_dir().map_err(|error| self.unreadable(&error))?;
            files =
                entries.flatten().map(|entry| entry.path()).filter(|file| file.is_file()).collect();
            files.sort();
        }
        let extension = files.first().and_then(|file| file.extension()).unwrap_or_default();
        Ok(extension.to_string_lossy().into_owned())
    }

    fn unreadable(&self, error: &std::io::Error) -> Failure {
        Failure::File(format!("cannot read {}: {error}", self.path.display()))
    }
}
