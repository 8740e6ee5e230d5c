//! Times queries of DataFusion, and the locator alone, in one process on so many cores.

use std::path::PathBuf;
use std::time::Instant;

use clap::Args;
use datafusion::arrow::array::AsArray;
use datafusion::arrow::datatypes::Float64Type;
use datafusion::prelude::{ParquetReadOptions, SessionContext};
use safe_zone::points::Columns;
use safe_zone::{Locator, dataset};
use safe_zone_datafusion::{BadPoints, config, session};

const QUERIES: [(&str, &str); 5] = [
    ("count", "select count(lon), count(lat) from points"),
    (
        "bands",
        "select zone_band_number(lon, lat, 'us-2019') as band, count(*) from points group by band",
    ),
    ("distances", "select max(border_distance(lon, lat)) from points"),
    ("world, narrowed", "select count(*) from world where in_zone(lon, lat, 'us-2019')"),
    ("world, all", "select count(*) from world where in_zone_exact(lon, lat, 'us-2019')"),
];

/// The rows of a batch of DataFusion.
const BATCH: usize = 8_192;

#[derive(Args)]
pub struct Timed {
    /// Cores that the process has
    #[arg(long)]
    cores: usize,

    /// Rounds
    #[arg(long)]
    rounds: usize,

    /// Folder of the points around the border
    points: PathBuf,

    /// Folder of the points all over the world
    world: PathBuf,
}

/// The least times of the queries, and the rows a second, in millions, that the locator alone measures.
#[derive(Debug)]
pub struct Times {
    pub count: Time,
    pub bands: Time,
    pub distances: Time,
    pub world: Time,
    pub world_all: Time,
    pub locator_rate: f64,
}

/// Seconds by the clock, and of processors.
#[derive(Debug, Clone, Copy)]
pub struct Time {
    pub clock: f64,
    pub processor: f64,
}

impl Times {
    /// Reads what [`Timed::run`] prints.
    pub fn read(printed: &str) -> Result<Self, String> {
        let numbers = |name: &str| {
            let line = printed.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(": "));
            let words = line.unwrap_or_default().split(' ').filter_map(|word| word.parse().ok());
            let numbers: Vec<f64> = words.collect();
            if numbers.is_empty() { Err(format!("no {name} in {printed}")) } else { Ok(numbers) }
        };
        let time = |name: &str| match numbers(name)?[..] {
            [clock, processor] => Ok(Time { clock, processor }),
            _ => Err(format!("no two times of {name} in {printed}")),
        };
        Ok(Times {
            count: time("count")?,
            bands: time("bands")?,
            distances: time("distances")?,
            world: time("world, narrowed")?,
            world_all: time("world, all")?,
            locator_rate: numbers("locator alone")?[0],
        })
    }
}

impl Timed {
    /// Times the queries, and prints their times.
    pub fn run(&self) -> Result<(), String> {
        let threads = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(self.cores)
            .enable_all()
            .build()
            .map_err(|error| error.to_string())?;
        threads.block_on(self.print()).map_err(|error| error.to_string())
    }

    async fn print(&self) -> datafusion::error::Result<()> {
        // Without statistics of the files, from which the rows could be counted unread.
        let config = config(BadPoints::Null)
            .with_target_partitions(self.cores)
            .with_collect_statistics(false);
        let session = session(config);
        for (name, folder) in [("points", &self.points), ("world", &self.world)] {
            let path = format!("{}/", folder.display());
            session.register_parquet(name, path, ParquetReadOptions::default()).await?;
        }
        println!("{} cores", self.cores);
        for (name, sql) in QUERIES {
            let mut least = [f64::INFINITY; 2];
            for _ in 0..self.rounds {
                let (started, own) = (Instant::now(), processor_time());
                session.sql(sql).await?.collect().await?;
                let now = [started.elapsed().as_secs_f64(), processor_time() - own];
                least = [least[0].min(now[0]), least[1].min(now[1])];
            }
            println!("{name}: {:.3} s, {:.3} s of processor time", least[0], least[1]);
        }
        let (lon, lat) = points(&session).await?;
        let locator =
            Locator::new(dataset::turkey_syria_border(), &[]).expect("the embedded border");
        let rounds = (0..self.rounds).map(|_| alone(&locator, &lon, &lat));
        let seconds = rounds.fold(f64::INFINITY, f64::min);
        println!("locator alone: {:.3} million rows a second", lon.len() as f64 / seconds / 1e6);
        Ok(())
    }
}

/// The processor time of this process, by Linux's /proc/self/schedstat of each thread, nanoseconds.
fn processor_time() -> f64 {
    let threads = std::fs::read_dir("/proc/self/task").into_iter().flatten().flatten();
    let own = threads.filter_map(|thread| {
        let text = std::fs::read_to_string(thread.path().join("schedstat")).ok()?;
        text.split(' ').next()?.parse::<f64>().ok()
    });
    own.sum::<f64>() / 1e9
}

/// The first two million points, in memory.
async fn points(session: &SessionContext) -> datafusion::error::Result<(Vec<f64>, Vec<f64>)> {
    let batches = session.sql("select lon, lat from points limit 2000000").await?.collect().await?;
    let (mut lon, mut lat) = (Vec::new(), Vec::new());
    for batch in &batches {
        lon.extend_from_slice(batch.column(0).as_primitive::<Float64Type>().values());
        lat.extend_from_slice(batch.column(1).as_primitive::<Float64Type>().values());
    }
    Ok((lon, lat))
}

/// The seconds of the locator alone, batch by batch.
fn alone(locator: &Locator, lon: &[f64], lat: &[f64]) -> f64 {
    let started = Instant::now();
    let mut metres = vec![0.0; BATCH];
    for (lon, lat) in lon.chunks(BATCH).zip(lat.chunks(BATCH)) {
        let points = Columns::new(lon, lat).expect("as many of both");
        let measured = locator.column_distances(points, &mut metres[..lon.len()]);
        measured.expect("as many as points");
        std::hint::black_box(&metres);
    }
    started.elapsed().as_secs_f64()
}
