//! Points in other forms: WKB in both orders of bytes, EWKB, structs; plans and borders in other forms.

use std::sync::Arc;

use datafusion::arrow::array::{
    ArrayRef, BinaryArray, BinaryViewArray, Float32Array, LargeBinaryArray, RecordBatch,
    StringArray, StructArray,
};
use datafusion::arrow::datatypes::{DataType, Field};
use safe_zone_datafusion::{BadPoints, borders, config, session};

use crate::support::{rows, value};

/// 41.25 and 37.0625 in binary, by hand: 0x4044a00000000000 and 0x4042880000000000.
const LITTLE_X: &str = "0000000000a04440";
const LITTLE_Y: &str = "0000000000884240";
const BIG: &str = "00000000014044a000000000004042880000000000";

#[tokio::test]
async fn wkb_in_any_form_is_the_same_point() {
    let expected = value("zone_band(41.25, 37.0625, 'us-2019')").await.unwrap();
    assert_eq!(expected, "0-5 km");
    let z = "000000000000f03f";
    for wkb in [
        LITTLE_POINT.to_owned(),
        BIG.to_owned(),
        format!("0101000020e6100000{LITTLE_X}{LITTLE_Y}"), // EWKB with 4326
        format!("01010000a0e6100000{LITTLE_X}{LITTLE_Y}{z}"), // EWKB with 4326 and z
        format!("01010000c0{LITTLE_X}{LITTLE_Y}{z}{z}"),   // EWKB with z and m
        format!("01e9030000{LITTLE_X}{LITTLE_Y}{z}"),      // ISO with z: 1001
        format!("01b90b0000{LITTLE_X}{LITTLE_Y}{z}{z}"),   // ISO with z and m: 3001
    ] {
        let sql = format!("zone_band(x'{wkb}', 'us-2019')");
        assert_eq!(value(&sql).await.unwrap(), expected, "{wkb}");
    }
}

const LITTLE_POINT: &str = "01010000000000000000a044400000000000884240";

#[tokio::test]
async fn columns_of_wkb_of_each_type() {
    let bytes: Vec<u8> = (0..21)
        .map(|at| u8::from_str_radix(&LITTLE_POINT[2 * at..2 * at + 2], 16).unwrap())
        .collect();
    let given = [Some(&bytes[..]), None, Some(&[][..])];
    let columns: [ArrayRef; 3] = [
        Arc::new(BinaryArray::from_iter(given)),
        Arc::new(LargeBinaryArray::from_iter(given)),
        Arc::new(BinaryViewArray::from_iter(given)),
    ];
    for column in columns {
        let session = session(config(BadPoints::Null));
        let batch = RecordBatch::try_from_iter([("geometry", column)]).unwrap();
        session.register_batch("points", batch).unwrap();
        let sql = "select zone_band_number(geometry, 'us-2019') as band, border_distance(geometry) > 1 as far \
                   from points";
        let expected = "\
+------+------+
| band | far  |
+------+------+
| 1    | true |
|      |      |
|      |      |
+------+------+";
        assert_eq!(rows(&session, sql).await.unwrap(), expected);
    }
}

#[tokio::test]
async fn structs_of_x_and_y() {
    let column = |values: [f32; 2]| Arc::new(Float32Array::from(values.to_vec())) as ArrayRef;
    let field = |name| Arc::new(Field::new(name, DataType::Float32, true));
    let points = StructArray::new(
        vec![field("x"), field("y")].into(),
        vec![column([41.25, 0.0]), column([37.0625, 0.0])],
        Some(vec![true, false].into()),
    );
    let session = session(config(BadPoints::Null));
    let batch = RecordBatch::try_from_iter([("geometry", Arc::new(points) as ArrayRef)]).unwrap();
    session.register_batch("points", batch).unwrap();
    let sql = "select zone_band(geometry, 'us-2019') as band from points";
    let expected = "\
+--------+
| band   |
+--------+
| 0-5 km |
|        |
+--------+";
    assert_eq!(rows(&session, sql).await.unwrap(), expected);
    let sql = "select count(*) as inside from points where in_zone(geometry, 'us-2019')";
    assert!(rows(&session, sql).await.unwrap().contains("| 1      |"));
}

#[tokio::test]
async fn numbers_of_other_types() {
    let expected = value("border_distance(41.0, 37.0)").await.unwrap();
    for numbers in ["41, 37", "arrow_cast(41, 'Float32'), 37.0", "arrow_cast(41, 'UInt8'), 37.00"] {
        let sql = format!("border_distance({numbers})");
        assert_eq!(value(&sql).await.unwrap(), expected, "{numbers}");
    }
}

const EQUATOR: &str = r#"{"type": "LineString", "coordinates": [[10, 0], [11, 0]]}"#;
const STRIP: &str = r##"{"id": "strip", "title": "A strip", "proponent": "Nobody", "source": "A test",
    "colour": "#0072b2", "bands": [{"inner": "0km", "outer": "20km", "depth": "exact"}]}"##;

/// A degree of latitude at the equator is 110,574 m, one of longitude 111,319 m: both from the ellipsoid's axes.
#[tokio::test]
async fn plans_and_borders_of_ones_own() {
    let distance = value(&format!("border_distance(10.5, 0.1, '{EQUATOR}')")).await.unwrap();
    assert!((distance.parse::<f64>().unwrap() - 11_057.4).abs() < 1.0, "{distance}");
    let chainage = value(&format!("border_chainage(10.5, 0.1, '{EQUATOR}')")).await.unwrap();
    assert!((chainage.parse::<f64>().unwrap() - 55_659.7).abs() < 1.0, "{chainage}");
    let side = |lat| format!("border_side(10.5, {lat}, '{EQUATOR}')");
    assert_eq!(value(&side(0.1)).await.unwrap(), "left");
    assert_eq!(value(&side(-0.1)).await.unwrap(), "right");
    assert_eq!(value(&side(0.0)).await.unwrap(), "");
    let band = |lat| format!("zone_band(10.5, {lat}, '{STRIP}', '{EQUATOR}')");
    assert_eq!(value(&band(0.1)).await.unwrap(), "0-20 km");
    assert_eq!(value(&band(0.2)).await.unwrap(), "outside");
}

#[tokio::test]
async fn a_border_by_its_name() {
    borders::define("equator", EQUATOR).unwrap();
    assert_eq!(value("border_side(10.5, 0.1, 'equator')").await.unwrap(), "left");
    assert_eq!(value(&format!("in_zone(10.5, 0.1, '{STRIP}', 'equator')")).await.unwrap(), "true");
    // The plan that is sent to other processes has the border itself.
    let session = session(config(BadPoints::Null));
    let plan =
        session.sql("select border_side(x, 0.1, 'equator') from (values (10.5)) as t(x)").await;
    let plan = plan.unwrap().into_optimized_plan().unwrap().display_indent().to_string();
    assert!(plan.contains("LineString"), "{plan}");
}

#[tokio::test]
async fn plans_from_a_column() {
    let session = session(config(BadPoints::Null));
    let plans: StringArray =
        ["us-2019", "us-2019", "turkey-2019", "us-2019"].map(Some).to_vec().into();
    let mut plans: Vec<Option<String>> = plans.iter().map(|plan| plan.map(str::to_owned)).collect();
    plans.push(None);
    let plans: StringArray = plans.into_iter().collect();
    let batch = RecordBatch::try_from_iter([("plan", Arc::new(plans) as ArrayRef)]).unwrap();
    session.register_batch("plans", batch).unwrap();
    let sql = "select zone_band(38.35, 36.80, plan) as band from plans";
    let expected = "\
+-----------------+
| band            |
+-----------------+
| 5-14 km         |
| 5-14 km         |
| 0-28 km or more |
| 5-14 km         |
|                 |
+-----------------+";
    assert_eq!(rows(&session, sql).await.unwrap(), expected);
}
