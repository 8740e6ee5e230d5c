//! A file in blocks of whole rows, read one after another.

use std::io::{self, Read};

use crate::rows::{Block, Cut, LONGEST, Rest, Rows};
use crate::shared::failure::Failure;
use crate::shared::points::fields::lines;

/// The number of bytes read at a time.
const SIZE: u64 = 1 << 18;

/// The blocks of an input.
pub struct Blocks<'a> {
    input: Box<dyn Read>,
    /// The name of the input.
    name: &'a str,
    /// The bytes read that are not yet part of a block.
    left: Vec<u8>,
    /// The number of lines before these bytes.
    lines: usize,
    /// The number of features of a collection before these bytes.
    features: usize,
    rest: Rest,
    /// `true` once a block has ended where the file does.
    is_done: bool,
    /// A callback with the number of bytes read.
    told: &'a dyn Fn(usize),
}

impl<'a> Blocks<'a> {
    /// Begins to read the blocks of an input.
    pub fn new(
        input: Box<dyn Read>,
        name: &'a str,
        told: &'a dyn Fn(usize),
    ) -> Result<Self, Failure> {
        let (left, lines, features) = (Vec::new(), 0, 0);
        let (rest, is_done) = (Rest::More, false);
        let mut blocks = Blocks { input, name, left, lines, features, rest, is_done, told };
        blocks.read()?;
        Ok(blocks)
    }

    /// The name of the input.
    pub fn name(&self) -> &'a str {
        self.name
    }

    /// The bytes read that are not yet part of a block.
    pub fn left(&self) -> &[u8] {
        &self.left
    }

    /// Reads as much of the beginning of the file as `tell` needs for its result.
    pub fn begin<T>(
        &mut self,
        tell: impl Fn(&[u8], Rest) -> Result<Option<T>, String>,
    ) -> Result<T, Failure> {
        loop {
            let told = tell(&self.left, self.rest);
            match told.map_err(|reason| Failure::File(format!("{}: {reason}", self.name)))? {
                Some(told) => return Ok(told),
                None => self.read()?,
            }
        }
    }

    /// Takes a number of bytes out of the input.
    pub fn pass(&mut self, length: usize) -> Vec<u8> {
        let passed: Vec<u8> = self.left.drain(..length).collect();
        self.lines += lines(&passed);
        passed
    }

    /// Replaces a block by the next one; `false` at the end of the file.
    pub fn next(&mut self, rows: &dyn Rows, block: &mut Block) -> Result<bool, Failure> {
        block.features = self.features;
        let (length, is_unended) = loop {
            if !self.left.is_empty() {
                match rows.cut(&self.left, self.rest) {
                    Cut::Rows(length) => break (length, false),
                    Cut::Features { bytes, features } => {
                        self.features += features;
                        break (bytes, false);
                    }
                    Cut::Unended(length) => break (length, true),
                    Cut::More => {}
                }
            } else if self.rest == Rest::End {
                // Rows that the end of the file cuts short are a fault, even if no byte of them is left.
                if self.is_done || !matches!(rows.cut(&[], Rest::End), Cut::Unended(_)) {
                    return Ok(false);
                }
                break (0, true);
            }
            self.read()?;
        };
        self.is_done = self.rest == Rest::End && length == self.left.len();
        std::mem::swap(&mut block.bytes, &mut self.left);
        self.left.clear();
        self.left.extend_from_slice(&block.bytes[length..]);
        block.bytes.truncate(length);
        block.is_unended = is_unended;
        block.lines = self.lines;
        self.lines += lines(&block.bytes);
        Ok(true)
    }

    /// Reads on.
    fn read(&mut self) -> Result<(), Failure> {
        if self.left.len() >= LONGEST {
            let (name, line, megabytes) = (self.name, self.lines + 1, LONGEST >> 20);
            let message = format!(
                "{name}: line {line} is longer than {megabytes} MiB; give a file with a point a line, as \
                 ogr2ogr -f CSV and -f GeoJSONSeq write it"
            );
            return Err(Failure::File(message));
        }
        let read = (&mut self.input).take(SIZE).read_to_end(&mut self.left);
        let read = read.map_err(|error| unreadable(self.name, &error))?;
        (self.told)(read);
        self.rest = if (read as u64) < SIZE { Rest::End } else { Rest::More };
        Ok(())
    }
}

/// The error of an input that cannot be read.
pub fn unreadable(name: &str, error: &io::Error) -> Failure {
    Failure::File(format!("cannot read {name}: {error}; give a file of points"))
}
