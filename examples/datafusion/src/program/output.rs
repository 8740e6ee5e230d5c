//! Writes the rows of a result: as a table for reading, as CSV or as Parquet.
//!
//! A file is written under a temporary name beside its own and renamed when it is whole.

use std::io::{self, ErrorKind, IsTerminal, Write};
use std::path::{Path, PathBuf};

use clap::ValueEnum;
use datafusion::arrow::array::RecordBatch;
use datafusion::arrow::csv;
use datafusion::arrow::datatypes::SchemaRef;
use datafusion::arrow::error::ArrowError;
use datafusion::arrow::util::pretty::pretty_format_batches;
use datafusion::parquet::arrow::ArrowWriter;
use datafusion::parquet::errors::ParquetError;
use tempfile::NamedTempFile;

use super::failure::{Failure, shown};

/// The rows that a table shows: its columns are as wide as the widest of them.
const SHOWN: usize = 1_000;

/// The form of the output.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Form {
    /// A table for reading, of the first 1,000 rows
    Table,
    /// Comma-separated values with a line of titles
    Csv,
    /// Parquet; needs --output
    Parquet,
}

/// Whether more rows are wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wanted {
    /// More are.
    More,
    /// No more are: the table is full.
    Enough,
}

/// The output of one query.
pub struct Output {
    target: Option<PathBuf>,
    file: Sink,
    writer: Writer,
}

enum Sink {
    Stdout,
    File(NamedTempFile),
}

enum Writer {
    Table(SchemaRef, Vec<RecordBatch>),
    Csv(csv::Writer<Box<dyn Write + Send>>),
    Parquet(ArrowWriter<Box<dyn Write + Send>>),
}

impl Output {
    /// Opens an output for rows of a schema; standard output where there is no file.
    pub fn open(target: Option<&Path>, form: Form, schema: SchemaRef) -> Result<Self, Failure> {
        if let Some(path) = target
            && path.metadata().is_ok_and(|found| !found.is_file())
        {
            let message = format!("{} is no file; give the name of one", path.display());
            return Err(Failure::File(message));
        }
        let file = match target {
            None => Sink::Stdout,
            Some(path) => Sink::File(beside(path).map_err(|error| unwritable(path, &error))?),
        };
        let sink: Box<dyn Write + Send> = match &file {
            Sink::Stdout => Box::new(io::stdout()),
            Sink::File(file) => {
                let path = target.unwrap_or(file.path());
                Box::new(file.reopen().map_err(|error| unwritable(path, &error))?)
            }
        };
        let writer = match form {
            Form::Table => Writer::Table(schema, Vec::new()),
            Form::Csv => Writer::Csv(csv::WriterBuilder::new().with_header(true).build(sink)),
            Form::Parquet => {
                let writer = ArrowWriter::try_new(sink, schema, None);
                Writer::Parquet(writer.map_err(|error| unwritten(target, &error))?)
            }
        };
        Ok(Output { target: target.map(Path::to_owned), file, writer })
    }

    /// Writes some rows.
    pub fn write(&mut self, batch: RecordBatch) -> Result<Wanted, Failure> {
        let target = self.target.as_deref();
        match &mut self.writer {
            Writer::Table(_, batches) => {
                let room = SHOWN - batches.iter().map(RecordBatch::num_rows).sum::<usize>();
                let taken = batch.num_rows().min(room);
                batches.push(batch.slice(0, taken));
                return Ok(if taken < batch.num_rows() { Wanted::Enough } else { Wanted::More });
            }
            Writer::Csv(writer) => {
                writer.write(&batch).map_err(|error| unwritten(target, &error))?
            }
            Writer::Parquet(writer) => {
                writer.write(&batch).map_err(|error| unwritten(target, &error))?;
            }
        }
        Ok(Wanted::More)
    }

    /// Ends the output: the file gets its name.
    pub fn finish(self) -> Result<(), Failure> {
        let target = self.target.as_deref();
        match self.writer {
            Writer::Table(schema, mut batches) => {
                batches.push(RecordBatch::new_empty(schema));
                let table =
                    pretty_format_batches(&batches).map_err(|error| unwritten(target, &error))?;
                let mut text = table.to_string() + "\n";
                let written = match &self.file {
                    Sink::Stdout => {
                        if io::stdout().is_terminal() {
                            text = shown(&text);
                        }
                        io::stdout().write_all(text.as_bytes())
                    }
                    Sink::File(file) => file.as_file().write_all(text.as_bytes()),
                };
                written.map_err(|error| unwritten(target, &error))?;
            }
            Writer::Csv(writer) => {
                writer.into_inner().flush().map_err(|error| unwritten(target, &error))?;
            }
            Writer::Parquet(writer) => {
                writer.close().map_err(|error| unwritten(target, &error))?;
            }
        }
        let (Sink::File(file), Some(path)) = (self.file, target) else { return Ok(()) };
        file.persist(path).map_err(|error| unwritable(path, &error.error))?;
        Ok(())
    }
}

/// A temporary file beside another, readable as any new file is.
fn beside(path: &Path) -> io::Result<NamedTempFile> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    let mut builder = tempfile::Builder::new();
    #[cfg(unix)]
    let readable = std::os::unix::fs::PermissionsExt::from_mode(0o666);
    #[cfg(unix)]
    builder.permissions(readable);
    builder.prefix(".safe-zone-").tempfile_in(folder.unwrap_or(Path::new(".")))
}

fn unwritable(path: &Path, error: &io::Error) -> Failure {
    Failure::File(format!("cannot write {}: {error}", path.display()))
}

/// The failure of a write; a closed pipe is none.
fn unwritten(target: Option<&Path>, error: &(dyn std::error::Error + 'static)) -> Failure {
    if target.is_none() && is_broken_pipe(error) {
        return Failure::NotWanted;
    }
    let name = target.map_or("standard output".to_owned(), |path| path.display().to_string());
    Failure::File(format!("cannot write {name}: {error}"))
}

fn is_broken_pipe(error: &(dyn std::error::Error + 'static)) -> bool {
    if let Some(error) = error.downcast_ref::<io::Error>() {
        return error.kind() == ErrorKind::BrokenPipe;
    }
    if let Some(ArrowError::IoError(_, error)) = error.downcast_ref::<ArrowError>() {
        return error.kind() == ErrorKind::BrokenPipe;
    }
    if let Some(ParquetError::External(error)) = error.downcast_ref::<ParquetError>() {
        return is_broken_pipe(error.as_ref());
    }
    // The writer of CSV wraps the error in one of its own, of which only the text is left.
    error.to_string().contains("Broken pipe")
}
