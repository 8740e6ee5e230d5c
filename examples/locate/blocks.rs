//! A file in blocks of whole rows, read one after the other.

use std::io::{self, Read};

use crate::rows::{self, Block, Cut, LONGEST, Rows};
use crate::shared::failure::Failure;

/// Bytes read at a time.
const SIZE: u64 = 1 << 18;

/// The blocks of an input.
pub struct Blocks<'a> {
    input: Box<dyn Read>,
    /// What it is called.
    name: &'a str,
    /// What is read and not yet part of a block.
    left: Vec<u8>,
    /// Lines before that.
    lines: usize,
    is_at_end: bool,
    /// Told how many bytes are read.
    told: &'a dyn Fn(usize),
}

impl<'a> Blocks<'a> {
    /// Those of an input, which is begun to be read.
    pub fn new(
        input: Box<dyn Read>,
        name: &'a str,
        told: &'a dyn Fn(usize),
    ) -> Result<Self, Failure> {
        let mut blocks = Blocks { input, name, left: Vec::new(), lines: 0, is_at_end: false, told };
        blocks.read()?;
        Ok(blocks)
    }

    /// What the input is called.
    pub fn name(&self) -> &'a str {
        self.name
    }

    /// What is read and not yet part of a block.
    pub fn left(&self) -> &[u8] {
        &self.left
    }

    /// What can be told by the beginning of the file, and whether that is its end too: as much of it as
    /// it takes is read.
    pub fn begin<T>(
        &mut self,
        tell: impl Fn(&[u8], bool) -> Result<Option<T>, String>,
    ) -> Result<T, Failure> {
        loop {
            let told = tell(&self.left, self.is_at_end);
            match told.map_err(|reason| Failure::File(format!("{}: {reason}", self.name)))? {
                Some(told) => return Ok(told),
                None => self.read()?,
            }
        }
    }

    /// Takes so many bytes out of it.
    pub fn pass(&mut self, length: usize) -> Vec<u8> {
        let passed: Vec<u8> = self.left.drain(..length).collect();
        self.lines += rows::lines(&passed);
        passed
    }

    /// Puts the next block in the place of this one; none where the file has ended.
    pub fn next(&mut self, rows: &dyn Rows, block: &mut Block) -> Result<bool, Failure> {
        let (length, is_unended) = loop {
            if !self.left.is_empty() {
                match rows.cut(&self.left, self.is_at_end) {
                    Cut::Rows(length) => break (length, false),
                    Cut::Unended(length) => break (length, true),
                    Cut::More => {}
                }
            } else if self.is_at_end {
                return Ok(false);
            }
            self.read()?;
        };
        std::mem::swap(&mut block.bytes, &mut self.left);
        self.left.clear();
        self.left.extend_from_slice(&block.bytes[length..]);
        block.bytes.truncate(length);
        block.is_unended = is_unended;
        block.lines = self.lines;
        self.lines += rows::lines(&block.bytes);
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
        self.is_at_end = (read as u64) < SIZE;
        Ok(())
    }
}

/// That an input cannot be read.
pub fn unreadable(name: &str, error: &io::Error) -> Failure {
    Failure::File(format!("cannot read {name}: {error}; give a file of points"))
}
