//! A case in a process of its own, which answers in lines, with limits of time and memory.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::thread;
use std::time::{Duration, Instant};

/// The memory that ends a process, bytes, so that it does not end the machine.
const MOST_MEMORY: f64 = 6e9;

/// This program at work on one case; dropping the value ends the process.
pub struct Process {
    child: Child,
    lines: Receiver<String>,
}

impl Process {
    /// Starts this program with the same arguments and the case.
    pub fn new(case: &str) -> Self {
        let program = std::env::current_exe().expect("this program");
        let mut child = Command::new(program)
            .args(std::env::args_os().skip(1))
            .args(["--case", case])
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("this program starts");
        let lines = lines_of(&mut child);
        Process { child, lines }
    }

    /// The next line, or the reason for which there is none.
    pub fn next(&mut self, patience: Duration) -> Result<String, String> {
        let started = Instant::now();
        let status_file = format!("/proc/{}/status", self.child.id());
        loop {
            match self.lines.recv_timeout(Duration::from_millis(50)) {
                Ok(line) => return Ok(line),
                Err(RecvTimeoutError::Disconnected) => return Err(self.last_words()),
                Err(RecvTimeoutError::Timeout) => {}
            }
            if started.elapsed() > patience {
                let used = status(&status_file, "VmHWM:") / 1e6;
                return Err(format!("TIMEOUT after {} s, {used:.0} MB", patience.as_secs()));
            }
            if status(&status_file, "VmRSS:") > MOST_MEMORY {
                let seconds = started.elapsed().as_secs();
                return Err(format!("OUT OF MEMORY after {seconds} s: {} GB", MOST_MEMORY / 1e9));
            }
        }
    }

    /// The text on standard error before the process ended.
    fn last_words(&mut self) -> String {
        let mut words = String::new();
        if let Some(mut errors) = self.child.stderr.take() {
            errors.read_to_string(&mut words).unwrap_or_default();
        }
        format!("ENDED: {}", words.trim().replace('\n', " "))
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        // The process has ended already when all went well.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Writes a line to the parent process.
pub fn say(line: &str) {
    let mut out = std::io::stdout();
    writeln!(out, "{line}").and_then(|()| out.flush()).expect("the asking process reads");
}

fn lines_of(child: &mut Child) -> Receiver<String> {
    let (sender, receiver) = mpsc::channel();
    let out = BufReader::new(child.stdout.take().expect("it is piped"));
    thread::spawn(move || {
        let lines = out.lines().map_while(Result::ok);
        lines.for_each(|line| sender.send(line).unwrap_or_default());
    });
    receiver
}

/// A size in bytes from a process's status; 0 when the process is gone.
pub fn status(file: &str, field: &str) -> f64 {
    let text = fs::read_to_string(file).unwrap_or_default();
    let line = text.lines().find_map(|line| line.strip_prefix(field)).unwrap_or_default();
    line.trim().trim_end_matches(" kB").parse::<f64>().unwrap_or(0.0) * 1024.0
}
