//! Values that are no position: NULL, or the end of the query, as the session says.

use datafusion::prelude::SessionContext;
use safe_zone_datafusion::{BadPoints, config, session};

use crate::support::{batch, error, rows, value};

const CALLS: [&str; 6] = [
    "zone_band(lon, lat, 'us-2019')",
    "zone_band_number(lon, lat, 'us-2019')",
    "in_zone(lon, lat, 'us-2019')",
    "border_distance(lon, lat)",
    "border_chainage(lon, lat)",
    "border_side(lon, lat)",
];

fn with(point: (f64, f64), bad: BadPoints) -> SessionContext {
    let session = session(config(bad));
    session.register_batch("points", batch(&[(41.0, 37.0), point])).unwrap();
    session
}

#[tokio::test]
async fn bad_points_are_null() {
    for point in [(181.0, 37.0), (41.0, -90.5), (f64::NAN, 37.0), (41.0, f64::INFINITY)] {
        for call in CALLS {
            let session = with(point, BadPoints::Null);
            let sql = format!("select count(*) as n, count({call}) as known from points");
            let table = rows(&session, &sql).await.unwrap();
            assert!(table.contains("| 2 | 1     |"), "{point:?} {call}\n{table}");
        }
    }
}

#[tokio::test]
async fn bad_points_are_refused() {
    for call in CALLS {
        let session = with((181.5, 37.0), BadPoints::Refuse);
        let error = error(&session, &format!("select {call} from points")).await;
        assert!(
            error.contains("181.5") && error.contains("safe_zone.bad_points"),
            "{call}: {error}"
        );
    }
}

#[tokio::test]
async fn the_setting_changes_in_sql() {
    let session = with((181.5, 37.0), BadPoints::Null);
    let sql = "select border_distance(lon, lat) from points";
    assert!(rows(&session, sql).await.is_ok());
    rows(&session, "set safe_zone.bad_points = 'refuse'").await.unwrap();
    assert!(error(&session, sql).await.contains("181.5"));
    let error = error(&session, "set safe_zone.bad_points = 'sometimes'").await;
    assert!(error.contains("sometimes") && error.contains("null or refuse"), "{error}");
}

#[tokio::test]
async fn wkb_of_no_point() {
    let empty = "0101000000000000000000f87f000000000000f87f"; // POINT EMPTY: NaN, NaN
    let polygon = "010300000000000000";
    let truncated = "0101000000000000000000";
    let unordered = "02010000000000000000a044400000000000884240";
    for wkb in [empty, polygon, truncated, unordered, ""] {
        let call = format!("zone_band(x'{wkb}', 'us-2019')");
        assert_eq!(value(&format!("{call} is null")).await.unwrap(), "true", "{wkb}");
        let session = session(config(BadPoints::Refuse));
        let error = error(&session, &format!("select {call}")).await;
        assert!(error.contains(&format!("0x{wkb}")), "{wkb}: {error}");
    }
}

/// A session that refuses bad points reads all rows: those out of the zone's bounds too.
#[tokio::test]
async fn a_filter_refuses_bad_points_too() {
    let sql = "select count(*) from points where in_zone(lon, lat, 'us-2019')";
    let with = |bad| {
        let session = session(config(bad));
        session.register_batch("points", batch(&[(-100.0, 37.0), (181.5, 37.0)])).unwrap();
        session
    };
    assert!(rows(&with(BadPoints::Null), sql).await.is_ok());
    assert!(error(&with(BadPoints::Refuse), sql).await.contains("181.5"));
}
