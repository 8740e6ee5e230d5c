//! Runs a file through in constant memory: this thread reads its blocks, a thread for each
//! processor locates their points, one writes them in their order. Each block goes round, from
//! reader to writer and back.

use std::sync::mpsc::{self, Receiver, Sender};
use std::sync::{Mutex, PoisonError};
use std::thread;

use safe_zone::Error;

use crate::added::Added;
use crate::blocks::Blocks;
use crate::rows::{Block, Fault, Rows};
use crate::shared::failure::Failure;
use crate::shared::output::{Sink, Unwritten};
use crate::tally::Tally;

/// The treatment of bad rows.
#[derive(Clone, Copy, PartialEq)]
pub enum BadRows {
    Keep,
    /// End at the first bad row.
    Refuse,
}

/// The outcome for a file: the counts, and its first bad row.
pub struct Outcome {
    pub tally: Tally,
    pub fault: Option<Fault>,
}

/// A block with its output.
#[derive(Default)]
struct Batch {
    block: Block,
    out: Vec<u8>,
    fault: Option<Fault>,
}

type Placed = Result<Batch, Error>;
type Job = (Batch, Sender<Placed>);

/// Adds columns to all rows. `empty` is a tally of no rows.
pub fn run(
    mut blocks: Blocks<'_>,
    rows: &dyn Rows,
    added: &Added<'_>,
    empty: &Tally,
    sink: &mut Sink<'_>,
    bad_rows: BadRows,
) -> Result<Outcome, Unwritten> {
    let threads = thread::available_parallelism().map_or(1, usize::from);
    let (jobs, waiting) = mpsc::channel::<Job>();
    let (order, ordered) = mpsc::channel::<Receiver<Placed>>();
    let (back, unused) = mpsc::channel();
    // One batch for each thread at work, and one waiting for it.
    (0..2 * threads + 2).for_each(|_| back.send(Batch::default()).expect("it is received here"));
    let (name, waiting) = (blocks.name(), Mutex::new(waiting));
    thread::scope(|scope| {
        let placing: Vec<_> = (0..threads)
            .map(|_| scope.spawn(|| place(&waiting, rows, added, empty.clone())))
            .collect();
        let writing = scope.spawn(move || write(&ordered, &back, sink, (bad_rows, name)));
        let mut reading = || -> Result<(), Failure> {
            // When the writer is gone, its error gives the reason.
            while let Ok(mut batch) = unused.recv() {
                if !blocks.next(rows, &mut batch.block)? {
                    break;
                }
                let (reply, placed) = mpsc::channel();
                if order.send(placed).is_err() || jobs.send((batch, reply)).is_err() {
                    break;
                }
            }
            Ok(())
        };
        let read = reading();
        drop((order, jobs));
        // The fault of a row that was read comes before a fault behind it.
        let fault = writing.join().expect("it does not panic")?;
        read.map_err(Unwritten::Because)?;
        let mut tally = empty.clone();
        for placing in placing {
            tally.add(&placing.join().expect("it does not panic"));
        }
        Ok(Outcome { tally, fault })
    })
}

/// Locates the points of blocks until there are no more, and counts them.
fn place(
    waiting: &Mutex<Receiver<Job>>,
    rows: &dyn Rows,
    added: &Added<'_>,
    mut tally: Tally,
) -> Tally {
    let next = || waiting.lock().unwrap_or_else(PoisonError::into_inner).recv();
    while let Ok((mut batch, reply)) = next() {
        batch.out.clear();
        tally.begin_block();
        let placed = rows.put(&batch.block, added, &mut tally, &mut batch.out);
        // The writer is gone if it could not write.
        let _ = reply.send(placed.map(|fault| Batch { fault, ..batch }));
    }
    tally
}

/// Writes blocks in their order and gives them back; returns the first bad row.
fn write(
    ordered: &Receiver<Receiver<Placed>>,
    back: &Sender<Batch>,
    sink: &mut Sink<'_>,
    (bad_rows, name): (BadRows, &str),
) -> Result<Option<Fault>, Unwritten> {
    let mut first = None;
    for placed in ordered {
        let Ok(placed) = placed.recv() else { break };
        let mut batch = placed
            .map_err(|error| Unwritten::Because(Failure::Refused(format!("{name}: {error}"))))?;
        if let Some(fault) = batch.fault.take() {
            if bad_rows == BadRows::Refuse {
                return Err(Unwritten::Because(Failure::File(format!("{name}: {fault}"))));
            }
            first.get_or_insert(fault);
        }
        sink.write(&batch.out)?;
        // The reader is gone if it could not read.
        let _ = back.send(batch);
    }
    Ok(first)
}
