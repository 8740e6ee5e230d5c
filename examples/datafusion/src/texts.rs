//! The plan and the border of each row of a batch.

use std::sync::Arc;

use datafusion::arrow::array::{Array, AsArray, StringArray};
use datafusion::common::{Result, exec_datafusion_err, internal_err};
use datafusion::logical_expr::ColumnarValue;

use crate::arguments::Layout;
use crate::cache;
use crate::zone::{Key, Zone};

/// The plans and the borders of a batch, where there are any.
pub struct Texts {
    plan: Option<Text>,
    border: Option<Text>,
}

enum Text {
    Constant(Option<String>),
    Column(StringArray),
}

impl Texts {
    /// Reads the arguments of a function.
    pub fn read(layout: &Layout, arguments: &[ColumnarValue]) -> Result<Self> {
        let text = |index: Option<usize>| index.map(|at| Text::read(&arguments[at])).transpose();
        Ok(Texts { plan: text(layout.plan)?, border: text(layout.border)? })
    }

    /// The number of rows from one on, of so many in all, that have the same plan and border.
    pub fn run(&self, start: usize, rows: usize) -> usize {
        let own = [&self.plan, &self.border];
        if own.iter().all(|text| !matches!(text, Some(Text::Column(_)))) {
            return rows - start;
        }
        let texts = |row| own.map(|text| text.as_ref().map(|text| text.row(row)));
        (start..rows).take_while(|&row| texts(row) == texts(start)).count()
    }

    /// The zone of a row; `None` where its plan or border is NULL.
    pub fn zone(&self, row: usize) -> Result<Option<Arc<Zone>>> {
        let [plan, border] =
            [&self.plan, &self.border].map(|text| text.as_ref().map(|text| text.row(row)));
        if plan == Some(None) || border == Some(None) {
            return Ok(None);
        }
        let found = Key::new(plan.flatten(), border.flatten()).and_then(|key| cache::zone(&key));
        found.map(Some).map_err(|error| exec_datafusion_err!("{error}"))
    }
}

impl Text {
    fn read(argument: &ColumnarValue) -> Result<Self> {
        match argument {
            ColumnarValue::Scalar(value) => match value.try_as_str() {
                Some(text) => Ok(Text::Constant(text.map(str::to_owned))),
                None => internal_err!("a plan or border is {}", value.data_type()),
            },
            ColumnarValue::Array(column) => match column.as_string_opt::<i32>() {
                Some(column) => Ok(Text::Column(column.clone())),
                None => internal_err!("a plan or border is {}", column.data_type()),
            },
        }
    }

    fn row(&self, row: usize) -> Option<&str> {
        match self {
            Text::Constant(text) => text.as_deref(),
            Text::Column(column) => column.is_valid(row).then(|| column.value(row)),
        }
    }
}
