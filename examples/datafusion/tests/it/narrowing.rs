//! Filters by zone read only what the zone's bounds reach, and keep the same rows.

use std::sync::Arc;

use datafusion::physical_plan::{ExecutionPlan, collect};
use datafusion::prelude::{ParquetReadOptions, SessionContext};
use safe_zone_datafusion::{BadPoints, config, session};

use crate::support::{points, rows, with_points, write};

/// The optimized plan of a query over points.
async fn plan(session: &SessionContext, sql: &str) -> String {
    let plan = session.sql(sql).await.unwrap().into_optimized_plan().unwrap();
    plan.display_indent().to_string()
}

#[tokio::test]
async fn a_filter_gets_the_bounds_once() {
    let session = with_points(&points(10));
    let sql = "select id from points where in_zone(lon, lat, 'us-2019') and id > 3";
    let plan = plan(&session, sql).await;
    assert_eq!(plan.matches("points.lon >= Float64").count(), 1, "{plan}");
    assert_eq!(plan.matches("points.lat <= Float64").count(), 1, "{plan}");
    assert_eq!(plan.matches("in_zone_exact").count(), 1, "{plan}");
}

#[tokio::test]
async fn only_what_only_filters_is_narrowed() {
    let session = with_points(&points(10));
    for sql in [
        "select in_zone(lon, lat, 'us-2019') from points",
        "select id from points where not in_zone(lon, lat, 'us-2019')",
        "select id from points where in_zone(lon, lat, 'us-2019') is null",
        "select id from points where in_zone(lon + random(), lat, 'us-2019')",
    ] {
        let plan = plan(&session, sql).await;
        assert!(!plan.contains("in_zone_exact"), "{sql}: {plan}");
    }
}

/// Rows with NULL in one number and the other out of bounds, or with no position, are neither in nor out.
#[tokio::test]
async fn the_same_rows_are_kept() {
    let session = session(config(BadPoints::Null));
    let values = "(values (41.23, 37.05), (NULL, 80.0), (0.0, NULL), (200.0, 37.0), (40.74, 36.5), (-41.0, 37.0)) \
                  as t(lon, lat)";
    let count = async |condition: &str| {
        let sql = format!("select count(*) as n from {values} where {condition}");
        rows(&session, &sql)
            .await
            .unwrap()
            .lines()
            .nth(3)
            .unwrap()
            .trim_matches(['|', ' '])
            .to_owned()
    };
    assert_eq!(count("in_zone(lon, lat, 'us-2019')").await, "1");
    assert_eq!(count("not in_zone(lon, lat, 'us-2019')").await, "2");
    assert_eq!(count("in_zone(lon, lat, 'us-2019') is null").await, "3");
    assert_eq!(count("in_zone(lon, lat, 'us-2019') or lon = 200").await, "2");
}

const STRIP: &str = r##"{"id": "strip", "title": "A strip", "proponent": "Nobody", "source": "A test",
    "colour": "#0072b2", "bands": [{"inner": "0km", "outer": "20km", "depth": "exact"}]}"##;
const ACROSS: &str = r#"{"type": "LineString", "coordinates": [[179.9, 0], [180, 0]]}"#;

/// 20 km are 0.18 degrees there.
#[tokio::test]
async fn a_zone_across_the_antimeridian() {
    let session = session(config(BadPoints::Null));
    for (lon, is_inside) in [
        (179.8, true),
        (180.0, true),
        (-180.0, true),
        (-179.9, true),
        (-179.7, false),
        (0.0, false),
    ] {
        let sql = format!(
            "select count(*) as n from (values ({lon}, 0.05)) as t(lon, lat) \
             where in_zone(lon, lat, '{STRIP}', '{ACROSS}')"
        );
        let table = rows(&session, &sql).await.unwrap();
        assert!(table.contains(&format!("| {} |", u8::from(is_inside))), "{lon}: {table}");
    }
}

#[tokio::test]
async fn groups_of_rows_outside_are_not_read() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("points.parquet");
    let mut points = points(100_000);
    // Latitudes from 30 to 60; the zone's are 35.8 to 37.4 or so.
    points.iter_mut().for_each(|point| point.1 = 30.0 + (point.1 - 35.4) / 2.2 * 30.0);
    points.sort_by(|a, b| a.1.total_cmp(&b.1));
    write(&file, &points, 5_000);

    let count = async |function: &str| {
        let session = session(config(BadPoints::Null).with_target_partitions(1));
        let path = file.to_str().unwrap();
        session.register_parquet("points", path, ParquetReadOptions::default()).await.unwrap();
        let sql = format!("select id from points where {function}(lon, lat, 'us-2019')");
        let plan = session.sql(&sql).await.unwrap().create_physical_plan().await.unwrap();
        let batches = collect(plan.clone(), session.task_ctx()).await.unwrap();
        (batches.iter().map(|batch| batch.num_rows()).sum::<usize>(), rows_read(&plan))
    };
    let (found, read) = count("in_zone").await;
    let (expected, all) = count("in_zone_exact").await;
    assert_eq!(found, expected);
    assert!(found > 100);
    assert_eq!(all, 100_000);
    assert!(read <= 15_000 && read >= found, "{read}");
}

fn rows_read(plan: &Arc<dyn ExecutionPlan>) -> usize {
    let children = plan.children();
    if children.is_empty() {
        return plan.metrics().unwrap().output_rows().unwrap();
    }
    children.into_iter().map(rows_read).sum()
}
