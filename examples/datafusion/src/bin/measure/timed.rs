//! Times queries of DataFusion, and the locator alone, in one process on so many cores.

use std::future::Future;
use std::path::PathBuf;
use std::time::Instant;

use clap::Args;
use datafusion::arrow::array::AsArray;
use datafusion::arrow::datatypes::Float64Type;
use datafusion::prelude::{ParquetReadOptions, SessionContext};
use safe_zone::points::Columns;
use safe_zone::{Locator, dataset};
use safe_zone_datafusion::{BadPoints, config, session};

const COUNT: &str = "select count(lon), count(lat) from points";
const BANDS: &str =
    "select zone_band_number(lon, lat, 'us-2019') as band, count(*) from points group by band";
const DISTANCES: &str = "select max(border_distance(lon, lat)) from points";
const WORLD: &str = "select count(*) from world where in_zone(lon, lat, 'us-2019')";
const WORLD_ALL: &str = "select count(*) from world where in_zone_exact(lon, lat, 'us-2019')";

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

/// The least seconds of the queries, and the rows a second, in millions, that the locator alone measures.
#[derive(Debug, Default)]
pub struct Times {
    pub count: f64,
    pub bands: f64,
    pub distances: f64,
    /// Processor time, narrowed to the zone and not.
    pub world: f64,
    pub world_all: f64,
    pub locator_rate: f64,
}

impl Times {
    /// Reads what [`Timed::run`] prints.
    pub fn read(printed: &str) -> Result<Self, String> {
        let number = |name: &str| {
            let line = printed.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(": "));
            let number = line.and_then(|line| line.split(' ').next()?.parse().ok());
            number.ok_or_else(|| format!("no {name} in {printed}"))
        };
        Ok(Times {
            count: number("count")?,
            bands: number("bands")?,
            distances: number("distances")?,
            world: number("world, narrowed")?,
            world_all: number("world, all")?,
            locator_rate: number("locator alone")?,
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
        for (name, sql) in [("count", COUNT), ("bands", BANDS), ("distances", DISTANCES)] {
            let seconds = self.least(async || seconds(run(&session, sql)).await).await?;
            println!("{name}: {seconds:.3} s");
        }
        for (name, sql) in [("world, narrowed", WORLD), ("world, all", WORLD_ALL)] {
            let seconds = self.least(async || processor_seconds(run(&session, sql)).await).await?;
            println!("{name}: {seconds:.3} s of processor time");
        }
        let (lon, lat) = points(&session).await?;
        let locator =
            Locator::new(dataset::turkey_syria_border(), &[]).expect("the embedded border");
        let seconds = self.least(async || Ok(alone(&locator, &lon, &lat))).await?;
        println!("locator alone: {:.3} million rows a second", lon.len() as f64 / seconds / 1e6);
        Ok(())
    }

    async fn least(
        &self,
        time: impl AsyncFn() -> datafusion::error::Result<f64>,
    ) -> datafusion::error::Result<f64> {
        let mut least = f64::INFINITY;
        for _ in 0..self.rounds {
            least = least.min(time().await?);
        }
        Ok(least)
    }
}

async fn run(session: &SessionContext, sql: &str) -> datafusion::error::Result<()> {
    session.sql(sql).await?.collect().await.map(|_| ())
}

async fn seconds(
    work: impl Future<Output = datafusion::error::Result<()>>,
) -> datafusion::error::Result<f64> {
    let started = Instant::now();
    work.await?;
    Ok(started.elapsed().as_secs_f64())
}

async fn processor_seconds(
    work: impl Future<Output = datafusion::error::Result<()>>,
) -> datafusion::error::Result<f64> {
    let started = processor_time();
    work.await?;
    Ok(processor_time() - started)
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
