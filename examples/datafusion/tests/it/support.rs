//! Tables of random points, queries, and the programs as processes of their own.

use std::fs::File;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::sync::Arc;
use std::time::{Duration, Instant};

use datafusion::arrow::array::{ArrayRef, Float64Array, Int64Array, RecordBatch};
use datafusion::arrow::util::pretty::pretty_format_batches;
use datafusion::error::Result;
use datafusion::parquet::arrow::ArrowWriter;
use datafusion::parquet::file::properties::WriterProperties;
use datafusion::prelude::SessionContext;
use safe_zone_datafusion::{BadPoints, config, session};

/// Points uniform in a box around the embedded border, by SplitMix64.
pub fn points(count: usize) -> Vec<(f64, f64)> {
    let mut state = 2019u64;
    let mut unit = || {
        state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = state;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((mixed ^ (mixed >> 31)) >> 11) as f64 / (1u64 << 53) as f64
    };
    (0..count).map(|_| (35.5 + 7.1 * unit(), 35.4 + 2.2 * unit())).collect()
}

/// A batch with the columns id, lon and lat.
pub fn batch(points: &[(f64, f64)]) -> RecordBatch {
    let lon: Float64Array = points.iter().map(|point| Some(point.0)).collect();
    let lat: Float64Array = points.iter().map(|point| Some(point.1)).collect();
    let id: Int64Array = (0..points.len() as i64).map(Some).collect();
    let columns: [(&str, ArrayRef); 3] =
        [("id", Arc::new(id)), ("lon", Arc::new(lon)), ("lat", Arc::new(lat))];
    RecordBatch::try_from_iter(columns).unwrap()
}

/// Writes points to a Parquet file, so many in a group of rows.
pub fn write(path: &Path, points: &[(f64, f64)], group: usize) {
    let batch = batch(points);
    let properties = WriterProperties::builder().set_max_row_group_row_count(Some(group)).build();
    let file = File::create(path).unwrap();
    let mut writer = ArrowWriter::try_new(file, batch.schema(), Some(properties)).unwrap();
    writer.write(&batch).unwrap();
    writer.close().unwrap();
}

/// A session in which bad points are NULL, with a table of some points.
pub fn with_points(points: &[(f64, f64)]) -> SessionContext {
    let session = session(config(BadPoints::Null));
    session.register_batch("points", batch(points)).unwrap();
    session
}

/// The rows of a query, as a table of text.
pub async fn rows(session: &SessionContext, sql: &str) -> Result<String> {
    let batches = session.sql(sql).await?.collect().await?;
    Ok(pretty_format_batches(&batches)?.to_string())
}

/// The value of an expression of constants.
pub async fn value(expression: &str) -> Result<String> {
    let session = session(config(BadPoints::Null));
    let table = rows(&session, &format!("select {expression} as value")).await?;
    Ok(table.lines().nth(3).unwrap().trim_matches(['|', ' ']).to_owned())
}

/// The message of the error with which a query ends.
pub async fn error(session: &SessionContext, sql: &str) -> String {
    rows(session, sql).await.unwrap_err().strip_backtrace()
}

/// Runs `query`.
pub fn query(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_query")).args(arguments).output().unwrap()
}

/// What a program has written to standard error.
pub fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// What a program has written to standard output.
pub fn printed(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// A server in a process of its own, killed when it is dropped; its messages are in a file.
pub struct Server {
    child: Child,
    log: PathBuf,
}

impl Server {
    /// Starts `cluster` with some arguments; temporary files and messages go to `folder`.
    pub fn start(folder: &Path, name: &str, arguments: &[&str]) -> Self {
        let log = folder.join(format!("{name}.log"));
        let own = folder.join(name);
        std::fs::create_dir_all(&own).unwrap();
        let child = Command::new(env!("CARGO_BIN_EXE_cluster"))
            .args(arguments)
            .env("TMPDIR", &own)
            .env("RUST_LOG", "info")
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(File::create(&log).unwrap())
            .spawn();
        Server { child: child.unwrap(), log }
    }

    /// Ends the process as a power cut would.
    pub fn kill(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    /// The messages so far.
    pub fn log(&self) -> String {
        std::fs::read_to_string(&self.log).unwrap_or_default()
    }

    /// Waits for a message, and returns all so far.
    pub fn wait_for(&mut self, message: &str) -> String {
        let started = Instant::now();
        while started.elapsed() < Duration::from_secs(30) {
            let log = self.log();
            if log.contains(message) {
                return log;
            }
            if self.child.try_wait().unwrap().is_some() {
                panic!("it has ended without {message:?}:\n{}", self.log());
            }
            std::thread::sleep(Duration::from_millis(20));
        }
        panic!("no {message:?} within 30 s:\n{}", self.log());
    }

    /// Waits for the end of the process, and returns its exit code and messages.
    pub fn end(&mut self) -> (Option<i32>, String) {
        let started = Instant::now();
        while started.elapsed() < Duration::from_secs(30) {
            if let Some(status) = self.child.try_wait().unwrap() {
                return (status.code(), self.log());
            }
            std::thread::sleep(Duration::from_millis(20));
        }
        panic!("it has not ended within 30 s:\n{}", self.log());
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A scheduler and executors of one core each, on free ports.
pub struct Cluster {
    /// The folder of messages and temporary files.
    pub folder: tempfile::TempDir,
    /// The scheduler.
    pub scheduler: Server,
    /// The executors.
    pub executors: Vec<Server>,
    address: String,
}

impl Cluster {
    /// Starts the servers, and waits until all executors are known to the scheduler.
    pub fn start(executors: usize) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let mut scheduler =
            Server::start(folder.path(), "scheduler", &["scheduler", "--port", "0"]);
        let log = scheduler.wait_for("scheduler at 127.0.0.1:");
        let (_, address) = log.split_once("scheduler at ").unwrap();
        let address = address.lines().next().unwrap().to_owned();
        let mut cluster = Cluster { folder, scheduler, executors: Vec::new(), address };
        for _ in 0..executors {
            cluster.add_executor();
        }
        cluster
    }

    /// Starts one more executor.
    pub fn add_executor(&mut self) {
        let name = format!("executor-{}", self.executors.len());
        let arguments = ["executor", "--port", "0", "--cores", "1", "--scheduler", &self.address];
        let mut executor = Server::start(self.folder.path(), &name, &arguments);
        executor.wait_for("Executor registration succeed");
        self.executors.push(executor);
    }

    /// The scheduler's address.
    pub fn address(&self) -> &str {
        &self.address
    }

    /// Begins `cluster query` with some arguments.
    pub fn begin(&self, arguments: &[&str]) -> Child {
        Command::new(env!("CARGO_BIN_EXE_cluster"))
            .args(["query", "--scheduler", &self.address])
            .args(arguments)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap()
    }

    /// Runs `cluster query` with some arguments.
    pub fn query(&self, arguments: &[&str]) -> Output {
        self.begin(arguments).wait_with_output().unwrap()
    }
}
