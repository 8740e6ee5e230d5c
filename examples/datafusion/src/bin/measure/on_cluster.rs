//! Times a query on a scheduler and two executors of one core each, on this machine.

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, ChildStderr, Command, Stdio};
use std::time::{Duration, Instant};

use datafusion::prelude::ParquetReadOptions;
use safe_zone_datafusion::BadPoints;
use safe_zone_datafusion::cluster::Client;

const BANDS: &str =
    "select zone_band_number(lon, lat, 'us-2019') as band, count(*) from points group by band";

/// The time within which executors are known to the scheduler.
const STARTED: Duration = Duration::from_secs(3);

/// The least seconds of the query, and the largest memory of an executor, MB.
pub struct Times {
    pub seconds: f64,
    pub memory: f64,
}

/// Times the query over a folder of points.
pub fn measure(folder: &Path, rounds: usize) -> Result<Times, String> {
    let mut scheduler = Server::start(&["scheduler", "--port", "0"])?;
    let line = scheduler.first_line()?;
    let address = line.trim_start_matches("scheduler at ").trim().to_owned();
    let executor =
        || Server::start(&["executor", "--port", "0", "--cores", "1", "--scheduler", &address]);
    let executors = [executor()?, executor()?];
    std::thread::sleep(STARTED);

    let threads = tokio::runtime::Runtime::new().map_err(|error| error.to_string())?;
    let seconds = threads.block_on(async {
        // As many tasks as cores: more would only cost their dealing out.
        let client = Client::connect(address.parse()?, BadPoints::Null, 2).await?;
        let path = format!("{}/", folder.display());
        let registered =
            client.session().register_parquet("points", path, ParquetReadOptions::default());
        registered.await.map_err(|error| error.to_string())?;
        let mut least = f64::INFINITY;
        for _ in 0..rounds {
            let started = Instant::now();
            let rows = client.session().sql(BANDS).await.map_err(|error| error.to_string())?;
            rows.collect().await.map_err(|error| error.to_string())?;
            least = least.min(started.elapsed().as_secs_f64());
        }
        Ok::<f64, String>(least)
    })?;
    let memory = executors.iter().map(Server::memory).fold(0.0, f64::max);
    println!("two executors: {seconds:.3} s, {memory:.0} MB at most in one");
    Ok(Times { seconds, memory })
}

/// A process of the program `cluster`, ended when it is dropped.
struct Server {
    child: Child,
    /// Held open: messages to a closed one would be errors.
    messages: BufReader<ChildStderr>,
}

impl Server {
    fn start(arguments: &[&str]) -> Result<Self, String> {
        let own = std::env::current_exe().map_err(|error| error.to_string())?;
        let child = Command::new(own.with_file_name("cluster"))
            .args(arguments)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn();
        let mut child = child.map_err(|error| format!("cluster: {error}"))?;
        let messages = BufReader::new(child.stderr.take().ok_or("no standard error")?);
        Ok(Server { child, messages })
    }

    fn first_line(&mut self) -> Result<String, String> {
        let mut line = String::new();
        self.messages.read_line(&mut line).map_err(|error| error.to_string())?;
        Ok(line)
    }

    /// The largest memory that the process has had, MB, by Linux's /proc.
    fn memory(&self) -> f64 {
        let status =
            fs::read_to_string(format!("/proc/{}/status", self.child.id())).unwrap_or_default();
        let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        let kilobytes =
            line.and_then(|line| line.trim().trim_end_matches(" kB").parse::<f64>().ok());
        kilobytes.unwrap_or(f64::NAN) * 1_024.0 / 1e6
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
