//! Sessions that know the functions.

use std::sync::Arc;

use datafusion::execution::SessionStateBuilder;
use datafusion::execution::context::SessionContext;
use datafusion::execution::session_state::SessionState;
use datafusion::optimizer::{Optimizer, OptimizerRule};
use datafusion::prelude::SessionConfig;

use crate::function::functions;
use crate::pruning::NarrowToZones;
use crate::settings::{BadPoints, ZoneOptions};

/// A configuration in which `safe_zone.bad_points` can be set.
pub fn config(bad_points: BadPoints) -> SessionConfig {
    SessionConfig::new().with_option_extension(ZoneOptions::new(bad_points))
}

/// A session with a configuration, the functions and the rule.
pub fn session(config: SessionConfig) -> SessionContext {
    let state = SessionStateBuilder::new()
        .with_default_features()
        .with_config(config)
        .with_optimizer_rules(rules(Optimizer::new().rules))
        .build();
    let session = SessionContext::new_with_state(state);
    register(&session);
    session
}

/// Gives a session the functions; a session of [`session`] has them already. The rule that narrows filters comes
/// with the session's state: see [`NarrowToZones`].
pub fn register(session: &SessionContext) {
    for function in functions() {
        session.register_udf(function.as_ref().clone());
    }
}

/// The rules of an optimizer with [`NarrowToZones`] before them: filters are narrowed before they are pushed down.
pub(crate) fn rules(
    rules: Vec<Arc<dyn OptimizerRule + Send + Sync>>,
) -> Vec<Arc<dyn OptimizerRule + Send + Sync>> {
    let own: Arc<dyn OptimizerRule + Send + Sync> = Arc::new(NarrowToZones);
    [own].into_iter().chain(rules).collect()
}

/// A state with the functions and the rule besides its own.
pub(crate) fn extended(state: SessionState) -> SessionState {
    let rules = rules(state.optimizers().to_vec());
    let mut functions_of_state: Vec<_> = state.scalar_functions().values().cloned().collect();
    functions_of_state.extend(functions());
    SessionStateBuilder::new_from_existing(state)
        .with_optimizer_rules(rules)
        .with_scalar_functions(functions_of_state)
        .build()
}
