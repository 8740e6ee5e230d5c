//! What is wrong with constant arguments is said while the query is planned, before a row is read.

use crate::support::with_points;

async fn refused(call: &str) -> String {
    let session = with_points(&[(41.0, 37.0)]);
    let planned = session.sql(&format!("select {call} from points")).await;
    match planned {
        Err(error) => error.strip_backtrace(),
        Ok(_) => panic!("{call} is planned"),
    }
}

#[tokio::test]
async fn wrong_plans_and_borders() {
    for (call, words) in [
        ("zone_band(lon, lat, 'us-2020')", &["us-2020", "us-2019", "sochi-2019"][..]),
        ("zone_band(lon, lat, 'idlib-2018')", &["idlib-2018"]),
        ("in_zone(lon, lat, '{\"id\": 1}')", &["JSON", "line 1"]),
        ("border_distance(lon, lat, 'nowhere')", &["nowhere", "define it"]),
        ("border_side(lon, lat, '{\"type\": \"Point\", \"coordinates\": [1, 2]}')", &["Point"]),
        // A plan in a territory, along another border.
        (
            "in_zone(lon, lat, 'us-2019', '{\"type\": \"LineString\", \"coordinates\": [[1, 2], [2, 2]]}')",
            &["territory"],
        ),
    ] {
        let error = refused(call).await;
        for word in words {
            assert!(error.contains(word), "{call}: {error}");
        }
    }
}

#[tokio::test]
async fn wrong_arguments() {
    for (call, words) in [
        ("zone_band(lon, lat)", &["zone_band", "a plan"][..]),
        ("zone_band()", &["none"]),
        ("zone_band('41.2', lat, 'us-2019')", &["two numbers", "Utf8"]),
        ("border_distance(lon)", &["two numbers"]),
        ("border_distance(lon, lat, 5)", &["as text", "Int64"]),
        ("border_distance(lon, lat, 'a', 'b')", &["border"]),
        ("in_zone(named_struct('a', lon, 'b', lat), 'us-2019')", &["x and y"]),
    ] {
        let error = refused(call).await;
        for word in words {
            assert!(error.contains(word), "{call}: {error}");
        }
    }
}
