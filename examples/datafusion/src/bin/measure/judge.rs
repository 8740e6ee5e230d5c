//! Compares the answers of queries with the locator's, row by row, and with those of `locate`.

use std::fs;
use std::path::Path;
use std::process::Command;

use datafusion::arrow::array::{Array, AsArray, RecordBatch};
use datafusion::arrow::datatypes::{Float64Type, Int8Type};
use datafusion::prelude::{CsvReadOptions, ParquetReadOptions, SessionContext};
use futures::StreamExt;
use safe_zone::plan::Standing;
use safe_zone::{Locator, Position, Side, dataset};
use safe_zone_datafusion::{BadPoints, config, session};

const ANSWERS: &str = "select lon, lat, zone_band(lon, lat, 'us-2019'), zone_band_number(lon, lat, 'us-2019'), \
                       in_zone(lon, lat, 'us-2019'), border_distance(lon, lat), border_chainage(lon, lat), \
                       border_side(lon, lat) from points";

/// The rows compared, and those that differ.
#[derive(Default)]
pub struct Verdict {
    pub rows: usize,
    pub wrong: usize,
}

/// Compares all answers of all rows with the locator's.
pub fn beside_locator(folder: &Path) -> Result<Verdict, String> {
    let work = async {
        let session = session(config(BadPoints::Refuse));
        let path = format!("{}/", folder.display());
        session.register_parquet("points", path, ParquetReadOptions::default()).await?;
        let proposal = dataset::us_2019();
        let plan = dataset::plan(proposal).expect("an embedded plan");
        let locator = Locator::new(plan.border(), &[plan]).expect("an embedded plan");
        let mut rows = session.sql(ANSWERS).await?.execute_stream().await?;
        let mut verdict = Verdict::default();
        while let Some(batch) = rows.next().await {
            let batch = batch?;
            verdict.rows += batch.num_rows();
            let is_wrong = |row: &usize| !is_right(&batch, *row, &locator);
            verdict.wrong += (0..batch.num_rows()).filter(is_wrong).count();
        }
        Ok(verdict)
    };
    run(work)
}

fn is_right(batch: &RecordBatch, row: usize, locator: &Locator) -> bool {
    let number = |column: usize| batch.column(column).as_primitive::<Float64Type>().value(row);
    let Ok(position) = Position::new(number(0), number(1)) else { return false };
    let standing = locator.locate(position).standing(0).unwrap_or(Standing::AtEdge);
    let offset = locator.offset(position);
    let sides = batch.column(7).as_string::<i32>();
    let side = sides.is_valid(row).then(|| sides.value(row));
    batch.column(2).as_string::<i32>().value(row) == standing.label(dataset::us_2019())
        && batch.column(3).as_primitive::<Int8Type>().value(row)
            == standing.band().map_or(0, |band| band as i8 + 1)
        && batch.column(4).as_boolean().value(row) == (standing != Standing::Outside)
        && number(5) == locator.distance(position).metres()
        && number(6) == offset.chainage().metres()
        && side == offset.side().map(Side::as_str)
}

/// Compares the columns of `locate` with the answers for the same rows.
pub fn beside_locate(folder: &Path, locate: &Path, rows: usize) -> Result<Verdict, String> {
    let files = tempfile::tempdir().map_err(|error| error.to_string())?;
    let [points, located] = ["points.csv", "located.csv"].map(|name| files.path().join(name));
    let work = async {
        let session = session(config(BadPoints::Refuse));
        let path = format!("{}/0.parquet", folder.display());
        session.register_parquet("points", path, ParquetReadOptions::default()).await?;
        let sql = format!("select lon, lat from points limit {rows}");
        let batches = session.sql(&sql).await?.collect().await?;
        let mut text = "lon,lat\n".to_owned();
        for batch in &batches {
            let column = |at: usize| batch.column(at).as_primitive::<Float64Type>().values();
            for (lon, lat) in column(0).iter().zip(column(1)) {
                text += &format!("{lon},{lat}\n");
            }
        }
        fs::write(&points, text)?;
        let done = Command::new(locate)
            .args(["--quiet", "--force", "-o"])
            .args([&located, &points])
            .status()?;
        assert!(done.success(), "locate has failed");
        compare(&session, &located).await
    };
    run(work)
}

/// Distances are written in km to the millimetre.
async fn compare(session: &SessionContext, located: &Path) -> datafusion::error::Result<Verdict> {
    let path = located.display().to_string();
    session.register_csv("located", path, CsvReadOptions::new()).await?;
    let sql = "select count(*), count(*) filter (where \
               abs(border_distance(lon, lat) / 1000 - distance_km) > 0.00000051 \
               or abs(border_chainage(lon, lat) / 1000 - chainage_km) > 0.00000051 \
               or (border_side(lon, lat) is distinct from side) \
               or zone_band(lon, lat, 'us-2019') <> \"in_us-2019\" \
               or zone_band(lon, lat, 'turkey-2019') <> \"in_turkey-2019\") from located";
    let batches = session.sql(sql).await?.collect().await?;
    let count = |column: usize| {
        let column = batches[0].column(column);
        column.as_primitive::<datafusion::arrow::datatypes::Int64Type>().value(0) as usize
    };
    Ok(Verdict { rows: count(0), wrong: count(1) })
}

fn run(work: impl Future<Output = datafusion::error::Result<Verdict>>) -> Result<Verdict, String> {
    let threads = tokio::runtime::Runtime::new().map_err(|error| error.to_string())?;
    threads.block_on(work).map_err(|error| error.to_string())
}
