//! Narrows a filter by a zone to the zone's bounds, so that parts of files outside are never read.
//!
//! `where in_zone(lon, lat, plan)` becomes `where lon between .. and lat between .. and in_zone_exact(lon, lat,
//! plan)`; DataFusion compares the bounds with the least and largest values of Parquet's row groups and pages.
//! Only a filter is changed, and in it only what stands under AND and OR: there FALSE and NULL come to the same,
//! so that a row with one of its numbers NULL and the other out of bounds is left out either way. Points in one
//! value of WKB have no numbers to compare, those of `random()` are drawn anew by each copy, and a session that refuses
//! bad points reads all.

use std::sync::Arc;

use datafusion::arrow::datatypes::DataType;
use datafusion::common::Result;
use datafusion::common::tree_node::Transformed;
use datafusion::functions::core::expr_fn::get_field;
use datafusion::logical_expr::expr::ScalarFunction;
use datafusion::logical_expr::{
    BinaryExpr, Expr, ExprSchemable, Filter, LogicalPlan, Operator, ScalarUDF, lit,
};
use datafusion::optimizer::optimizer::ApplyOrder;
use datafusion::optimizer::{OptimizerConfig, OptimizerRule};
use safe_zone::geo_types::Rect;

use crate::arguments::PointForm;
use crate::cache;
use crate::function::{ZoneFunction, literal};
use crate::question::Question;
use crate::settings::BadPoints;
use crate::zone::Key;

/// The rule that narrows filters.
#[derive(Debug, Default)]
pub struct NarrowToZones;

impl OptimizerRule for NarrowToZones {
    fn name(&self) -> &str {
        "narrow_to_zones"
    }

    fn apply_order(&self) -> Option<ApplyOrder> {
        Some(ApplyOrder::BottomUp)
    }

    fn rewrite(
        &self,
        plan: LogicalPlan,
        config: &dyn OptimizerConfig,
    ) -> Result<Transformed<LogicalPlan>> {
        let LogicalPlan::Filter(filter) = plan else { return Ok(Transformed::no(plan)) };
        if BadPoints::of(&config.options()) == BadPoints::Refuse {
            return Ok(Transformed::no(LogicalPlan::Filter(filter)));
        }
        let input = filter.input.clone();
        let narrow = |call: ScalarFunction| narrowed(call, &input);
        under_and_or(filter.predicate, &narrow)?.map_data(|predicate| {
            Ok(LogicalPlan::Filter(Filter::try_new(predicate, filter.input)?))
        })
    }
}

/// Changes the calls of functions under AND and OR.
fn under_and_or(
    expr: Expr,
    change: &dyn Fn(ScalarFunction) -> Result<Transformed<Expr>>,
) -> Result<Transformed<Expr>> {
    match expr {
        Expr::BinaryExpr(BinaryExpr { left, op: op @ (Operator::And | Operator::Or), right }) => {
            let (left, right) = (under_and_or(*left, change)?, under_and_or(*right, change)?);
            let is_changed = left.transformed || right.transformed;
            let expr = BinaryExpr { left: left.data.into(), op, right: right.data.into() };
            Ok(Transformed::new_transformed(Expr::BinaryExpr(expr), is_changed))
        }
        Expr::ScalarFunction(call) => change(call),
        _ => Ok(Transformed::no(expr)),
    }
}

/// A call of `in_zone` with its bounds before it.
fn narrowed(call: ScalarFunction, input: &LogicalPlan) -> Result<Transformed<Expr>> {
    let Some(bounds) = bounds(&call, input)? else {
        return Ok(Transformed::no(Expr::ScalarFunction(call)));
    };
    let exact = Arc::new(ScalarUDF::from(ZoneFunction::of(Question::InZoneExact)));
    let exact = Expr::ScalarFunction(ScalarFunction { func: exact, args: call.args });
    Ok(Transformed::yes(bounds.and(exact)))
}

/// The bounds of a call of `in_zone` with a constant zone, as a condition on its point.
fn bounds(call: &ScalarFunction, input: &LogicalPlan) -> Result<Option<Expr>> {
    let function = call.func.inner().downcast_ref::<ZoneFunction>();
    let Some(function) = function.filter(|own| own.question() == Question::InZone) else {
        return Ok(None);
    };
    // The bounds would be compared with other numbers than the zone: each copy draws its own.
    if call.args.iter().any(Expr::is_volatile) {
        return Ok(None);
    }
    let types =
        call.args.iter().map(|arg| arg.get_type(input.schema())).collect::<Result<Vec<_>>>()?;
    let layout = function.layout(&types)?;
    let text = |index: Option<usize>| match index {
        None => Some(None),
        Some(index) => literal(&call.args[index])?.try_as_str().flatten().map(Some),
    };
    let (Some(plan), Some(border)) = (text(layout.plan), text(layout.border)) else {
        return Ok(None);
    };
    let Ok(zone) = Key::new(plan, border).and_then(|key| cache::zone(&key)) else {
        return Ok(None);
    };
    let point = match layout.point {
        PointForm::Numbers => [call.args[0].clone(), call.args[1].clone()],
        PointForm::Struct => {
            let number = |name| {
                get_field(call.args[0].clone(), name).cast_to(&DataType::Float64, input.schema())
            };
            [number("x")?, number("y")?]
        }
        PointForm::Wkb => return Ok(None),
    };
    let within = zone.bounds().iter().map(|rect| within(&point, rect));
    Ok(Some(within.reduce(Expr::or).unwrap_or_else(|| lit(false))))
}

/// The condition that a point is in a rectangle. Where it ends at the antimeridian, the point may be told by the
/// other of its two longitudes.
fn within([lon, lat]: &[Expr; 2], rect: &Rect<f64>) -> Expr {
    let between = |value: &Expr, least: f64, most: f64| {
        value.clone().gt_eq(lit(least)).and(value.clone().lt_eq(lit(most)))
    };
    let mut longitudes = between(lon, rect.min().x, rect.max().x);
    if rect.max().x >= 180.0 {
        longitudes = longitudes.or(lon.clone().lt_eq(lit(-180.0)));
    }
    if rect.min().x <= -180.0 {
        longitudes = longitudes.or(lon.clone().gt_eq(lit(180.0)));
    }
    longitudes.and(between(lat, rect.min().y, rect.max().y))
}
