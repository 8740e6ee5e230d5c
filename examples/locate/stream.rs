//! A file through in blocks, in constant memory: this thread reads them and finds their rows, a thread
//! for each processor places the points, one writes the blocks in their order.

use std::io::Read;
use std::sync::mpsc::{self, Receiver, SyncSender};
use std::sync::{Mutex, PoisonError};
use std::thread;

use safe_zone::Error;

use crate::added::Added;
use crate::failure::Failure;
use crate::output::{Sink, Unwritten};
use crate::rows::{Block, Fault, Split};
use crate::tally::Tally;

/// Bytes read at a time.
const BLOCK: u64 = 1 << 18;

/// What to do with bad rows.
#[derive(Clone, Copy, PartialEq)]
pub enum BadRows {
    Keep,
    /// End at the first.
    Refuse,
}

/// What came of a file: the counts, and its first bad row.
pub struct Outcome {
    pub tally: Tally,
    pub fault: Option<Fault>,
}

type Placed = Result<(Vec<u8>, Tally), Error>;
type Job = (Block, SyncSender<Placed>);

/// Puts columns into all rows. `empty` is a tally of nothing, `name` the input's.
pub fn run(
    mut blocks: Blocks<'_>,
    added: &Added<'_>,
    empty: &Tally,
    sink: &mut Sink<'_>,
    (bad_rows, name): (BadRows, &str),
) -> Result<Outcome, Unwritten> {
    let threads = thread::available_parallelism().map_or(1, usize::from);
    let (jobs, waiting) = mpsc::sync_channel::<Job>(threads);
    let (order, ordered) = mpsc::sync_channel::<Receiver<Placed>>(2 * threads);
    let waiting = Mutex::new(waiting);
    thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| work(&waiting, added, empty));
        }
        let writing = scope.spawn(move || write(&ordered, empty.clone(), sink));
        let mut fault = None;
        let mut reading = || -> Result<(), Failure> {
            while let Some(mut block) = blocks.next(name)? {
                if let Some(found) = block.fault.take() {
                    if bad_rows == BadRows::Refuse {
                        return Err(Failure::File(format!("{name}: {found}")));
                    }
                    fault.get_or_insert(found);
                }
                let (reply, placed) = mpsc::sync_channel(1);
                // Where nobody writes any more, the writer says why.
                if order.send(placed).is_err() || jobs.send((block, reply)).is_err() {
                    break;
                }
            }
            Ok(())
        };
        let read = reading();
        drop((order, jobs));
        let written = writing.join().expect("it does not panic");
        read.map_err(Unwritten::Because)?;
        Ok(Outcome { tally: written?, fault })
    })
}

/// Places the points of blocks until there are no more.
fn work(waiting: &Mutex<Receiver<Job>>, added: &Added<'_>, empty: &Tally) {
    let next = || waiting.lock().unwrap_or_else(PoisonError::into_inner).recv();
    while let Ok((block, reply)) = next() {
        let mut tally = empty.clone();
        let placed = added.put_into(&block, &mut tally);
        // The writer is gone where it could not write.
        let _ = reply.send(placed.map(|bytes| (bytes, tally)));
    }
}

fn write(
    ordered: &Receiver<Receiver<Placed>>,
    mut all: Tally,
    sink: &mut Sink<'_>,
) -> Result<Tally, Unwritten> {
    for placed in ordered {
        let Ok(placed) = placed.recv() else { break };
        let (bytes, tally) = placed.map_err(|error| Unwritten::Because(error.into()))?;
        sink.write(&bytes)?;
        all.add(&tally);
    }
    Ok(all)
}

/// The blocks of a file, each of whole rows.
pub struct Blocks<'a> {
    input: Box<dyn Read>,
    split: Box<dyn Split>,
    /// What is read and not yet part of a block.
    left: Vec<u8>,
    is_at_end: bool,
    /// Told how many bytes are read.
    told: &'a dyn Fn(usize),
}

impl<'a> Blocks<'a> {
    /// Those of an input of which this much has been read.
    pub fn new(
        input: Box<dyn Read>,
        left: Vec<u8>,
        split: Box<dyn Split>,
        told: &'a dyn Fn(usize),
    ) -> Self {
        Blocks { input, split, left, is_at_end: false, told }
    }

    fn next(&mut self, name: &str) -> Result<Option<Block>, Failure> {
        if self.is_at_end {
            return Ok(None);
        }
        let mut block = Block { bytes: std::mem::take(&mut self.left), ..Block::default() };
        let mut used = 0;
        while used == 0 && !self.is_at_end {
            let read = read(&mut self.input, &mut block.bytes, name)?;
            (self.told)(read);
            self.is_at_end = (read as u64) < BLOCK;
            let has_end = block.bytes.ends_with(b"\n") || block.bytes.ends_with(b"\r");
            if self.is_at_end && !has_end {
                block.bytes.push(b'\n');
            }
            used = self
                .split
                .split(&mut block, self.is_at_end)
                .map_err(|reason| Failure::File(format!("{name}: {reason}")))?;
            if self.is_at_end && !has_end {
                block.bytes.pop();
                used = block.bytes.len();
            }
        }
        self.left = block.bytes.split_off(used);
        Ok(Some(block))
    }
}

/// Reads on: how many bytes. Fewer than a block only at the end.
pub fn read(input: &mut dyn Read, bytes: &mut Vec<u8>, name: &str) -> Result<usize, Failure> {
    let read = input.take(BLOCK).read_to_end(bytes);
    read.map_err(|error| {
        Failure::File(format!("cannot read {name}: {error}; give a file of points"))
    })
}
