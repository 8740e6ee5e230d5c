//! What happens when processes are lost, or lack the functions; each with the seconds that it takes.

use std::path::Path;
use std::process::{Child, Output};
use std::time::{Duration, Instant};

use crate::support::{Cluster, Server, points, printed, said, write};

/// Points in files, for some seconds of work on two cores.
fn table(cluster: &Cluster) -> String {
    let folder = cluster.folder.path().join("points");
    std::fs::create_dir(&folder).unwrap();
    for (file, points) in points(400_000).chunks(50_000).enumerate() {
        write(&folder.join(format!("{file}.parquet")), points, 10_000);
    }
    format!("points={}", folder.display())
}

/// An expression that measures so many distances.
fn distances(count: usize) -> String {
    let one = |at: usize| format!("border_distance(lon, lat - {at} * 0.001)");
    (0..count).map(one).collect::<Vec<_>>().join(" + ")
}

/// Most of the work is in the stage that reads.
fn map_heavy() -> String {
    format!("select count(*) as n, max({}) > 0 as far from points", distances(60))
}

/// Most of the work is in the stage that has fetched the rows by their groups.
fn reduce_heavy() -> String {
    let groups = "(select lon, lat, count(*) as n from points group by lon, lat)";
    format!("select sum(n) as n, max({}) > 0 as far from {groups}", distances(60))
}

const ANSWER: &str = "n,far\n400000,true\n";

/// Waits until an executor has begun a task of a stage; stages count from 0.
fn wait_for_task(executor: &mut Server, stage: usize) {
    let started = Instant::now();
    while started.elapsed() < Duration::from_secs(30) {
        let log = executor.log();
        let is_it =
            |line: &&str| line.contains("Execute task") && line.contains(&format!("/{stage}."));
        if log.lines().any(|line| is_it(&line)) {
            return;
        }
        std::thread::sleep(Duration::from_millis(20));
    }
    panic!("no task of stage {stage}:\n{}", executor.log());
}

fn end(child: Child) -> (Output, f64) {
    let started = Instant::now();
    (child.wait_with_output().unwrap(), started.elapsed().as_secs_f64())
}

/// Two executors, the table that they read, and a query begun; a task of a stage runs.
fn begun(sql: &str, deadline: &str, stage: usize) -> (Cluster, String, Child) {
    let mut cluster = Cluster::start(2);
    let table = table(&cluster);
    let child = cluster.begin(&["-q", "-t", &table, sql, "-f", "csv", "--deadline", deadline]);
    wait_for_task(&mut cluster.executors[0], stage);
    (cluster, table, child)
}

#[test]
fn an_executor_lost_in_a_map_stage_is_replaced_by_the_other() {
    let (mut cluster, _, child) = begun(&map_heavy(), "60s", 0);
    cluster.executors[0].kill();
    let (done, seconds) = end(child);
    eprintln!("an executor lost in a map stage: done after {seconds:.1} s");
    assert_eq!(printed(&done), ANSWER, "{}", said(&done));
}

#[test]
fn all_executors_lost_is_an_error() {
    let (mut cluster, _, child) = begun(&map_heavy(), "60s", 0);
    cluster.executors.iter_mut().for_each(Server::kill);
    let (done, seconds) = end(child);
    eprintln!("all executors lost: an error after {seconds:.1} s: {}", said(&done));
    assert_eq!(done.status.code(), Some(1));
    assert!(said(&done).contains("executor"), "{}", said(&done));
    assert!(seconds < 30.0, "{seconds}");
}

/// The results of the first stage are lost with it: where they were needed no more, the answer is right.
#[test]
fn an_executor_lost_in_a_reduce_stage_is_an_error_or_not_noticed() {
    let (mut cluster, table, child) = begun(&reduce_heavy(), "25s", 1);
    cluster.executors[0].kill();
    let (done, seconds) = end(child);
    eprintln!(
        "an executor lost in a reduce stage: {:?} after {seconds:.1} s: {}",
        done.status.code(),
        said(&done)
    );
    match done.status.code() {
        Some(0) => assert_eq!(printed(&done), ANSWER),
        _ => assert!(said(&done).contains("executor"), "{}", said(&done)),
    }
    assert!(seconds < 29.0, "{seconds}");
    // The cluster goes on with the executor that is left.
    let sql = "select count(*) as n from points";
    let done = cluster.query(&["-q", "-t", &table, sql, "-f", "csv", "--deadline", "20s"]);
    assert_eq!(printed(&done), "n\n400000\n", "{}", said(&done));
}

#[test]
fn a_deadline_cancels_the_query() {
    let mut cluster = Cluster::start(1);
    let table = table(&cluster);
    let started = Instant::now();
    let done = cluster.query(&["-q", "-t", &table, &map_heavy(), "--deadline", "2s"]);
    let seconds = started.elapsed().as_secs_f64();
    assert_eq!(done.status.code(), Some(1));
    assert!(said(&done).contains("not done after 2 s (--deadline)"), "{}", said(&done));
    assert!((2.0..6.0).contains(&seconds), "{seconds}");
    cluster.scheduler.wait_for("Job cancelled");
}

#[test]
fn a_scheduler_that_is_not_there() {
    let started = Instant::now();
    let arguments = ["executor", "--port", "0", "--scheduler", "127.0.0.1:1"];
    let folder = tempfile::tempdir().unwrap();
    let mut executor = Server::start(folder.path(), "executor", &arguments);
    let (code, log) = executor.end();
    assert_eq!(code, Some(1));
    assert!(log.contains("no scheduler answers at 127.0.0.1:1"), "{log}");
    let seconds = started.elapsed().as_secs_f64();
    assert!(seconds < 5.0, "{seconds}");
}

mod without_functions {
    use std::sync::Arc;

    use ballista_executor::executor_process::{ExecutorProcessConfig, start_executor_process};
    use ballista_scheduler::cluster::BallistaCluster;
    use ballista_scheduler::config::SchedulerConfig;
    use ballista_scheduler::scheduler_process::start_server;

    use super::{Cluster, Instant, Path, Server};
    use crate::support::said;

    /// A port that nobody listens on.
    fn free_port() -> u16 {
        std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port()
    }

    /// Ballista's own executor is refused when it starts, by a message that names the cause.
    #[tokio::test(flavor = "multi_thread")]
    async fn an_executor_is_refused() {
        let cluster = tokio::task::spawn_blocking(|| Cluster::start(0)).await.unwrap();
        let port = cluster.address().rsplit(':').next().unwrap().parse().unwrap();
        let config = ExecutorProcessConfig {
            port: free_port(),
            grpc_port: free_port(),
            scheduler_host: "127.0.0.1".to_owned(),
            scheduler_port: port,
            vcores: 1,
            ..ExecutorProcessConfig::default()
        };
        let started = Instant::now();
        let error = start_executor_process(Arc::new(config)).await.unwrap_err().to_string();
        assert!(error.contains("has the functions of safe-zone-datafusion"), "{error}");
        assert!(started.elapsed().as_secs_f64() < 10.0);
    }

    /// Executors and clients of this package leave a scheduler of Ballista's own, by a message that names the cause.
    #[tokio::test(flavor = "multi_thread")]
    async fn a_scheduler_is_left() {
        let config = SchedulerConfig { bind_port: free_port(), ..SchedulerConfig::default() };
        let address = format!("127.0.0.1:{}", config.bind_port);
        let cluster = BallistaCluster::new_from_config(&config).await.unwrap();
        let socket = address.parse().unwrap();
        tokio::spawn(async move { start_server(cluster, socket, Arc::new(config)).await });
        tokio::time::sleep(std::time::Duration::from_secs(1)).await;
        let check = move || {
            let folder = tempfile::tempdir().unwrap();
            let arguments = ["executor", "--port", "0", "--scheduler", &address];
            let (code, log) = Server::start(folder.path(), "executor", &arguments).end();
            assert_eq!(code, Some(1));
            assert!(log.contains("does not know the functions of safe-zone-datafusion"), "{log}");
            let done = std::process::Command::new(env!("CARGO_BIN_EXE_cluster"))
                .args(["query", "--scheduler", &address, "select 1"])
                .current_dir(Path::new("."))
                .output()
                .unwrap();
            assert_eq!(done.status.code(), Some(1));
            let words = "does not know the functions of safe-zone-datafusion";
            assert!(said(&done).contains(words), "{}", said(&done));
        };
        tokio::task::spawn_blocking(check).await.unwrap();
    }
}
