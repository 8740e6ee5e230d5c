//! The functions as DataFusion calls them.
//!
//! A constant plan or border is built and checked while the query is planned, and once in a process; a border's
//! name is replaced by the border, so that other processes need not know it. Plans and borders from columns are
//! looked up once for each run of equal rows.

use std::sync::Arc;

use datafusion::arrow::array::{Array, ArrayRef, new_null_array};
use datafusion::arrow::compute::concat;
use datafusion::arrow::datatypes::{DataType, Field, FieldRef};
use datafusion::common::{Result, ScalarValue, internal_err, plan_datafusion_err};
use datafusion::logical_expr::simplify::{ExprSimplifyResult, SimplifyContext};
use datafusion::logical_expr::{
    ColumnarValue, Expr, ReturnFieldArgs, ScalarFunctionArgs, ScalarUDF, ScalarUDFImpl, Signature,
    Volatility, lit,
};

use crate::arguments::Layout;
use crate::points::Points;
use crate::question::Question;
use crate::settings::BadPoints;
use crate::texts::Texts;
use crate::zone::Key;
use crate::{borders, cache};

/// A function of points.
#[derive(Debug, PartialEq, Eq, Hash)]
pub struct ZoneFunction {
    question: Question,
    signature: Signature,
}

/// All functions, to be registered with a session or an executor. [`register`](crate::register) does so.
pub fn functions() -> Vec<Arc<ScalarUDF>> {
    Question::ALL.map(|question| Arc::new(ScalarUDF::from(ZoneFunction::of(question)))).into()
}

impl ZoneFunction {
    /// The function that asks a question.
    pub fn of(question: Question) -> Self {
        ZoneFunction { question, signature: Signature::user_defined(Volatility::Immutable) }
    }

    /// The question.
    pub fn question(&self) -> Question {
        self.question
    }

    /// The layout of arguments with these types.
    pub fn layout(&self, types: &[DataType]) -> Result<Layout> {
        Layout::of(self.question.name(), self.question.rest(), types)
    }

    fn nothing(&self, rows: usize) -> ArrayRef {
        new_null_array(&self.question.answer_type(), rows)
    }

    /// The answers, run by run of rows with the same plan and border.
    fn by_runs(&self, points: &Points, texts: &Texts, bad: BadPoints) -> Result<ArrayRef> {
        let mut answers = Vec::new();
        let mut start = 0;
        while start < points.len() {
            let rows = texts.run(start, points.len());
            answers.push(match texts.zone(start)? {
                None => self.nothing(rows),
                Some(zone) => self.question.answer(&zone, &points.slice(start, rows), bad)?,
            });
            start += rows;
        }
        match &answers[..] {
            [] => Ok(self.nothing(0)),
            [all] => Ok(all.clone()),
            _ => Ok(concat(&answers.iter().map(AsRef::as_ref).collect::<Vec<&dyn Array>>())?),
        }
    }
}

impl ScalarUDFImpl for ZoneFunction {
    fn name(&self) -> &str {
        self.question.name()
    }

    fn signature(&self) -> &Signature {
        &self.signature
    }

    fn return_type(&self, _: &[DataType]) -> Result<DataType> {
        internal_err!("{} tells its type from its arguments", self.name())
    }

    fn coerce_types(&self, types: &[DataType]) -> Result<Vec<DataType>> {
        Ok(self.layout(types)?.coerced(types))
    }

    fn return_field_from_args(&self, args: ReturnFieldArgs) -> Result<FieldRef> {
        let types: Vec<_> = args.arg_fields.iter().map(|field| field.data_type().clone()).collect();
        let layout = self.layout(&types)?;
        let text = |index: Option<usize>| match index {
            None => Some(None),
            Some(index) => args.scalar_arguments[index].map(|value| value.try_as_str().flatten()),
        };
        if let (Some(plan), Some(border)) = (text(layout.plan), text(layout.border)) {
            let is_null = plan.is_none() && layout.plan.is_some()
                || border.is_none() && layout.border.is_some();
            if !is_null {
                let found = Key::new(plan, border).and_then(|key| cache::zone(&key));
                found.map_err(|error| plan_datafusion_err!("{}: {error}", self.name()))?;
            }
        }
        Ok(Arc::new(Field::new(self.name(), self.question.answer_type(), true)))
    }

    fn is_strict(&self) -> bool {
        true
    }

    fn simplify(&self, mut args: Vec<Expr>, info: &SimplifyContext) -> Result<ExprSimplifyResult> {
        let types = args.iter().map(|arg| info.get_data_type(arg)).collect::<Result<Vec<_>>>()?;
        let border = self.layout(&types)?.border;
        let given = border.and_then(|border| literal(&args[border])?.try_as_str().flatten());
        let named = given.and_then(|given| Some((borders::geojson(given).ok()?, given)));
        let (Some(border), Some((geojson, given))) = (border, named) else {
            return Ok(ExprSimplifyResult::Original(args));
        };
        if *geojson == *given {
            return Ok(ExprSimplifyResult::Original(args));
        }
        args[border] = lit(geojson.as_ref());
        let function = ScalarUDF::from(ZoneFunction::of(self.question));
        Ok(ExprSimplifyResult::Simplified(function.call(args)))
    }

    fn invoke_with_args(&self, args: ScalarFunctionArgs) -> Result<ColumnarValue> {
        let types: Vec<_> = args.arg_fields.iter().map(|field| field.data_type().clone()).collect();
        let layout = self.layout(&types)?;
        let points = Points::read(layout.point, &args.args, args.number_rows)?;
        let bad = BadPoints::of(&args.config_options);
        let texts = Texts::read(&layout, &args.args)?;
        Ok(ColumnarValue::Array(self.by_runs(&points, &texts, bad)?))
    }
}

/// The value of a constant.
pub fn literal(expr: &Expr) -> Option<&ScalarValue> {
    match expr {
        Expr::Literal(value, _) => Some(value),
        _ => None,
    }
}
