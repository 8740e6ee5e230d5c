//! The answers are those of the locator, row for row, and the labels those of `locate`.

use datafusion::arrow::array::{Array, AsArray};
use datafusion::arrow::datatypes::{Float64Type, Int8Type};
use safe_zone::plan::Standing;
use safe_zone::{Locator, Position, Side, dataset};

use crate::support::{points, value, with_points};

#[tokio::test]
async fn every_answer_is_the_locators() {
    let points = points(200_000);
    let sql = "select lon, lat, zone_band(lon, lat, 'us-2019'), zone_band_number(lon, lat, 'us-2019'), \
               in_zone(lon, lat, 'us-2019'), border_distance(lon, lat), border_chainage(lon, lat), \
               border_side(lon, lat) from points";
    let batches = with_points(&points).sql(sql).await.unwrap().collect().await.unwrap();

    let proposal = dataset::us_2019();
    let plan = dataset::plan(proposal).unwrap();
    let locator = Locator::new(plan.border(), &[plan]).unwrap();
    let (mut rows, mut inside) = (0, 0);
    for batch in &batches {
        let number = |column: usize| batch.column(column).as_primitive::<Float64Type>();
        for row in 0..batch.num_rows() {
            let position = Position::new(number(0).value(row), number(1).value(row)).unwrap();
            let standing = locator.locate(position).standing(0).unwrap();
            let offset = locator.offset(position);
            let band = batch.column(2).as_string::<i32>().value(row);
            assert_eq!(band, standing.label(proposal), "{position}");
            let expected = standing.band().map_or(0, |band| band as i8 + 1);
            assert_eq!(batch.column(3).as_primitive::<Int8Type>().value(row), expected);
            let is_inside = batch.column(4).as_boolean().value(row);
            assert_eq!(is_inside, standing != Standing::Outside);
            assert_eq!(number(5).value(row), locator.distance(position).metres());
            assert_eq!(number(6).value(row), offset.chainage().metres());
            let sides = batch.column(7).as_string::<i32>();
            let side = sides.is_valid(row).then(|| sides.value(row));
            assert_eq!(side, offset.side().map(Side::as_str));
            inside += usize::from(is_inside);
            rows += 1;
        }
    }
    assert_eq!(rows, 200_000);
    // 14 km along 463 km of 400,000 km².
    assert!((1_000..40_000).contains(&inside), "{inside}");
}

/// As `locate` prints them for the places of its example: Qamishli, Al-Hasakah.
#[tokio::test]
async fn labels_are_those_of_locate() {
    assert_eq!(value("zone_band(41.23, 37.05, 'us-2019')").await.unwrap(), "0-5 km");
    assert_eq!(value("zone_band(38.35, 36.80, 'us-2019')").await.unwrap(), "5-14 km");
    assert_eq!(value("zone_band(40.74, 36.50, 'us-2019')").await.unwrap(), "outside");
}

#[tokio::test]
async fn null_gives_null() {
    for sql in [
        "zone_band(NULL, 37.05, 'us-2019')",
        "zone_band(41.23, NULL, 'us-2019')",
        "zone_band(41.23, 37.05, NULL)",
        "in_zone(41.23, 37.05, 'us-2019', NULL)",
        "zone_band_number(NULL, NULL, 'us-2019')",
        "in_zone(arrow_cast(NULL, 'Binary'), 'us-2019')",
        "border_distance(NULL, 1)",
        "border_chainage(1, 1, NULL)",
        "border_side(NULL, 1)",
    ] {
        assert_eq!(value(&format!("{sql} is null")).await.unwrap(), "true", "{sql}");
    }
}
