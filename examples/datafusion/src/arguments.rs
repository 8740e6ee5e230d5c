//! The arguments of a function: which of them are the point, the plan and the border.
//!
//! Numbers become Float64 and texts Utf8; points in one value stay as they are.

use datafusion::arrow::datatypes::DataType;
use datafusion::common::{Result, plan_err};

/// The form of a point.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PointForm {
    /// Longitude and latitude, two arguments.
    Numbers,
    /// Well-known binary.
    Wkb,
    /// A struct with the fields x and y, as GeoArrow has it.
    Struct,
}

/// The names of the arguments that follow the point.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Rest {
    /// A plan, and perhaps a border.
    PlanAndBorder,
    /// Perhaps a border.
    Border,
}

/// The places of the arguments.
#[derive(Debug, Clone, Copy)]
pub struct Layout {
    /// The form of the point, which comes first.
    pub point: PointForm,
    /// The index of the plan.
    pub plan: Option<usize>,
    /// The index of the border.
    pub border: Option<usize>,
}

impl Layout {
    /// The layout of arguments with these types.
    pub fn of(name: &str, rest: Rest, types: &[DataType]) -> Result<Self> {
        let Some(point) = types.first().and_then(|first| form(first, types.get(1))) else {
            return plan_err!(
                "{name} begins with a point: longitude and latitude as two numbers, WKB, or a struct of the \
                 numbers x and y; it has {}",
                shown(types)
            );
        };
        let after = if point == PointForm::Numbers { 2 } else { 1 };
        let (plan, border) = match rest {
            Rest::PlanAndBorder => (Some(after), after + 1),
            Rest::Border => (None, after),
        };
        let least = plan.map_or(after, |plan| plan + 1);
        let are_texts = types.iter().skip(after).all(|given| given.is_null() || is_text(given));
        if types.len() < least || types.len() > border + 1 || !are_texts {
            let rest = match rest {
                Rest::PlanAndBorder => "a plan and, if it is not the embedded one, a border",
                Rest::Border => "if it is not the embedded one, a border",
            };
            return plan_err!(
                "{name} takes a point, then, as text, {rest}; it has {}",
                shown(types)
            );
        }
        Ok(Layout { point, plan, border: (types.len() > border).then_some(border) })
    }

    /// The types that the arguments are cast to.
    pub fn coerced(&self, types: &[DataType]) -> Vec<DataType> {
        let after = if self.point == PointForm::Numbers { 2 } else { 1 };
        let coerced = |(index, given): (usize, &DataType)| match (index < after, self.point) {
            (false, _) => DataType::Utf8,
            (true, PointForm::Numbers) => DataType::Float64,
            (true, PointForm::Wkb | PointForm::Struct) => given.clone(),
        };
        types.iter().enumerate().map(coerced).collect()
    }
}

/// The form of the point that an argument of this type, with the one that follows it, is.
fn form(first: &DataType, second: Option<&DataType>) -> Option<PointForm> {
    match first {
        DataType::Binary | DataType::LargeBinary | DataType::BinaryView => Some(PointForm::Wkb),
        DataType::Struct(fields) => {
            let has = |name| fields.find(name).is_some_and(|(_, it)| it.data_type().is_numeric());
            (has("x") && has("y")).then_some(PointForm::Struct)
        }
        _ => {
            let is_number = |given: &DataType| given.is_numeric() || given.is_null();
            let are_numbers = is_number(first) && second.is_some_and(is_number);
            are_numbers.then_some(PointForm::Numbers)
        }
    }
}

fn is_text(given: &DataType) -> bool {
    match given {
        DataType::Utf8 | DataType::LargeUtf8 | DataType::Utf8View => true,
        DataType::Dictionary(_, values) => is_text(values),
        _ => false,
    }
}

fn shown(types: &[DataType]) -> String {
    let types: Vec<_> = types.iter().map(ToString::to_string).collect();
    if types.is_empty() { "none".to_owned() } else { types.join(", ") }
}
