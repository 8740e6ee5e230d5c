//! Runs SQL with the functions of `safe-zone` on several machines, by Ballista.

use std::net::IpAddr;
use std::num::NonZeroUsize;
use std::process::ExitCode;
use std::time::Duration;

use clap::{Args, Parser, Subcommand};
use safe_zone_datafusion::cluster::{Address, Client, Executor, Interface, Scheduler};
use safe_zone_datafusion::program::{Bounded, Failure, QueryArgs, exit_code, say};

/// Run SQL over Parquet, GeoParquet and CSV on several machines, with functions of zones and borders
///
/// One scheduler, an executor on each machine, and queries from any; every machine must see the tables' files
/// under the same paths. RUST_LOG=info shows what the servers do.
#[derive(Parser)]
#[command(after_help = "Exit codes:
  0  done
  1  the query or the server was refused or failed
  2  wrong usage, or a file that could not be read or written")]
struct Arguments {
    #[command(subcommand)]
    task: Task,
}

#[derive(Subcommand)]
enum Task {
    /// Plan queries, and deal their tasks out to executors
    Scheduler(SchedulerArgs),
    /// Run tasks
    Executor(ExecutorArgs),
    /// Send a query
    Query(ClientArgs),
}

#[derive(Args)]
struct InterfaceArgs {
    /// Address of the interface to listen on; whoever reaches it may read what this process may read
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1")]
    bind: IpAddr,

    /// Name or address by which other machines reach this one [default: --bind]
    #[arg(long, value_name = "HOST")]
    host: Option<String>,
}

#[derive(Args)]
struct SchedulerArgs {
    #[command(flatten)]
    interface: InterfaceArgs,

    /// Port; 0 is any that is free
    #[arg(long, default_value_t = 50050)]
    port: u16,
}

#[derive(Args)]
struct ExecutorArgs {
    #[command(flatten)]
    interface: InterfaceArgs,

    /// First of two ports; 0 is any two that are free
    #[arg(long, default_value_t = 50051)]
    port: u16,

    /// Scheduler
    #[arg(long, value_name = "HOST:PORT", default_value = "127.0.0.1:50050")]
    scheduler: Address,

    /// Number of tasks at once [default: as many as there are processors]
    #[arg(long, value_name = "NUMBER")]
    cores: Option<NonZeroUsize>,

    /// Megabytes that sorts, joins and groups may hold before they are written to disk [default: seven tenths of
    /// the machine's]
    #[arg(long, value_name = "MB")]
    memory: Option<u64>,
}

#[derive(Args)]
struct ClientArgs {
    #[command(flatten)]
    query: QueryArgs,

    /// Scheduler
    #[arg(long, value_name = "HOST:PORT", default_value = "127.0.0.1:50050")]
    scheduler: Address,

    /// Seconds after which the query is cancelled, as 60s; Ballista 55.0 may wait for ever for the results of an
    /// executor that is lost
    #[arg(long, value_name = "SECONDS", value_parser = seconds)]
    deadline: Option<Duration>,

    /// Number of tasks a stage; as many as all executors have cores, or a few times as many
    #[arg(long, value_name = "NUMBER", default_value = "16")]
    partitions: NonZeroUsize,
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    // The error of a query is printed in any case.
    let level = if matches!(arguments.task, Task::Query(_)) { "off" } else { "error" };
    env_logger::Builder::from_env(env_logger::Env::default().default_filter_or(level)).init();
    exit_code(run(&arguments))
}

fn run(arguments: &Arguments) -> Result<(), Failure> {
    let threads = tokio::runtime::Builder::new_multi_thread().enable_all().build();
    let threads = threads.map_err(|error| Failure::Refused(format!("no threads: {error}")))?;
    threads.block_on(async {
        match &arguments.task {
            Task::Scheduler(own) => scheduler(own).await,
            Task::Executor(own) => executor(own).await,
            Task::Query(own) => query(own).await,
        }
    })
}

async fn scheduler(arguments: &SchedulerArgs) -> Result<(), Failure> {
    let interface = arguments.interface.read()?;
    let scheduler = Scheduler::bind(&interface, arguments.port).await.map_err(Failure::Refused)?;
    say(&format!("scheduler at {}", scheduler.address()));
    scheduler.serve().await.map_err(Failure::Refused)
}

async fn executor(arguments: &ExecutorArgs) -> Result<(), Failure> {
    let interface = arguments.interface.read()?;
    let cores = arguments.cores.or(std::thread::available_parallelism().ok());
    let executor = Executor::new(arguments.scheduler.clone(), interface, arguments.port)
        .map_err(Failure::Refused)?
        .with_cores(cores.map_or(1, NonZeroUsize::get))
        .with_memory(arguments.memory.map(|megabytes| megabytes * 1_000_000));
    say(&format!("executor of the scheduler at {}", arguments.scheduler));
    executor.serve().await.map_err(Failure::Refused)
}

async fn query(arguments: &ClientArgs) -> Result<(), Failure> {
    arguments.query.prepare()?;
    let client = Client::connect(
        arguments.scheduler.clone(),
        arguments.query.bad_points(),
        arguments.partitions.get(),
    );
    let client = client.await.map_err(Failure::Refused)?;
    let bounded = Bounded::default();
    let work = arguments.query.run(client.session(), &bounded);
    let Some(deadline) = arguments.deadline else { return work.await };
    if let Ok(done) = tokio::time::timeout(deadline, work).await {
        return done;
    }
    if let Some(plan) = bounded.plan() {
        client.cancel(plan).await;
    }
    Err(Failure::Refused(format!(
        "the query was not done after {} s (--deadline), and is cancelled; if an executor was lost meanwhile, send \
         it again",
        deadline.as_secs_f64()
    )))
}

impl InterfaceArgs {
    fn read(&self) -> Result<Interface, Failure> {
        Interface::new(self.bind, self.host.as_deref()).map_err(Failure::File)
    }
}

fn seconds(text: &str) -> Result<Duration, String> {
    let number = text.strip_suffix('s').and_then(|number| number.parse().ok());
    let duration = number.and_then(|number| Duration::try_from_secs_f64(number).ok());
    duration
        .filter(|duration| !duration.is_zero())
        .ok_or_else(|| format!("{text:?} is no time; give seconds, as 60s"))
}
