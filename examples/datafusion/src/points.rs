//! Points as columns of longitudes and latitudes, whatever form they are given in.
//!
//! Degrees. A row without a point is null; a row whose value is no position has NaN.

use datafusion::arrow::array::{Array, ArrayRef, AsArray, Float64Array};
use datafusion::arrow::buffer::{NullBuffer, ScalarBuffer};
use datafusion::arrow::compute::cast;
use datafusion::arrow::datatypes::{DataType, Float64Type};
use datafusion::common::{Result, exec_err};
use datafusion::logical_expr::ColumnarValue;
use safe_zone::Position;
use safe_zone::points::Columns;

use crate::arguments::PointForm;
use crate::wkb;

/// Columns of points.
pub struct Points {
    lon: ScalarBuffer<f64>,
    lat: ScalarBuffer<f64>,
    nulls: Option<NullBuffer>,
    /// The values from which the points were read, for messages.
    wkb: Option<ArrayRef>,
}

impl Points {
    /// Reads the points of a batch from the first arguments of a function.
    pub fn read(form: PointForm, arguments: &[ColumnarValue], rows: usize) -> Result<Self> {
        let first = arguments[0].to_array(rows)?;
        match form {
            PointForm::Numbers => {
                Ok(Points::of_columns(&first, &arguments[1].to_array(rows)?, None))
            }
            PointForm::Struct => {
                let points = first.as_struct();
                let column = |name| match points.column_by_name(name) {
                    Some(column) => Ok(cast(column, &DataType::Float64)?),
                    None => exec_err!("the struct has no field {name}"),
                };
                Ok(Points::of_columns(&column("x")?, &column("y")?, points.nulls()))
            }
            PointForm::Wkb => Ok(Points::of_wkb(&first)),
        }
    }

    fn of_columns(lon: &ArrayRef, lat: &ArrayRef, outer: Option<&NullBuffer>) -> Self {
        let (lon, lat): (&Float64Array, &Float64Array) =
            (lon.as_primitive::<Float64Type>(), lat.as_primitive::<Float64Type>());
        let nulls = NullBuffer::union(NullBuffer::union(lon.nulls(), lat.nulls()).as_ref(), outer);
        Points { lon: lon.values().clone(), lat: lat.values().clone(), nulls, wkb: None }
    }

    fn of_wkb(points: &ArrayRef) -> Self {
        let read =
            |bytes: Option<&[u8]>| bytes.and_then(wkb::point).unwrap_or((f64::NAN, f64::NAN));
        let (lon, lat): (Vec<f64>, Vec<f64>) = match points.data_type() {
            DataType::LargeBinary => points.as_binary::<i64>().iter().map(read).unzip(),
            DataType::BinaryView => points.as_binary_view().iter().map(read).unzip(),
            _ => points.as_binary::<i32>().iter().map(read).unzip(),
        };
        let nulls = points.nulls().cloned();
        Points { lon: lon.into(), lat: lat.into(), nulls, wkb: Some(points.clone()) }
    }

    /// The number of rows.
    pub fn len(&self) -> usize {
        self.lon.len()
    }

    /// The longitudes and latitudes, of rows without a point too.
    pub fn columns(&self) -> std::result::Result<Columns<'_>, safe_zone::Error> {
        Columns::new(&self.lon, &self.lat)
    }

    /// The rows without a point.
    pub fn nulls(&self) -> Option<&NullBuffer> {
        self.nulls.as_ref()
    }

    /// A stretch of rows.
    pub fn slice(&self, start: usize, rows: usize) -> Self {
        Points {
            lon: self.lon.slice(start, rows),
            lat: self.lat.slice(start, rows),
            nulls: self.nulls.as_ref().map(|nulls| nulls.slice(start, rows)),
            wkb: self.wkb.as_ref().map(|wkb| wkb.slice(start, rows)),
        }
    }

    /// `true` where the value of a row is no position; nulls are not looked at.
    pub fn is_bad(&self, row: usize) -> bool {
        Position::new(self.lon[row], self.lat[row]).is_err()
    }

    /// What a message says of a row whose value is no position.
    pub fn fault(&self, row: usize) -> String {
        let bytes = self.wkb.as_ref().map(|wkb| match wkb.data_type() {
            DataType::LargeBinary => wkb.as_binary::<i64>().value(row),
            DataType::BinaryView => wkb.as_binary_view().value(row),
            _ => wkb.as_binary::<i32>().value(row),
        });
        let fault = match Position::new(self.lon[row], self.lat[row]) {
            Err(fault) => fault.to_string(),
            Ok(_) => String::new(),
        };
        match bytes {
            None => fault,
            Some(bytes) if wkb::point(bytes).is_some() => format!("{}: {fault}", wkb::shown(bytes)),
            Some(bytes) => format!("{} is no point in WKB", wkb::shown(bytes)),
        }
    }
}
