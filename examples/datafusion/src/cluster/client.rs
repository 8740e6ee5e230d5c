//! A client: sends queries to a scheduler, and takes them back when they last too long.

use std::sync::Arc;
use std::time::Duration;

use ballista::prelude::SessionContextExt;
use ballista_core::execution_plans::DistributedQueryExec;
use ballista_core::extension::SessionConfigExt;
use ballista_core::serde::protobuf::CancelJobParams;
use ballista_core::serde::protobuf::scheduler_grpc_client::SchedulerGrpcClient;
use datafusion::execution::SessionStateBuilder;
use datafusion::execution::context::SessionContext;
use datafusion::optimizer::Optimizer;
use datafusion::physical_plan::ExecutionPlan;
use datafusion_proto::protobuf::LogicalPlanNode;
use tonic::transport::Endpoint;

use super::scheduler::session_config;
use super::{AGENT, Address, handshake, timing};
use crate::session::{register, rules};
use crate::settings::{BadPoints, ZoneOptions};

/// A connection to a scheduler.
pub struct Client {
    scheduler: Address,
    session: SessionContext,
}

impl Client {
    /// Connects to a scheduler. A query is cut into `partitions` tasks a stage.
    ///
    /// # Errors
    /// Says that nobody answers, or that the scheduler lacks the functions or has others.
    pub async fn connect(
        scheduler: Address,
        bad_points: BadPoints,
        partitions: usize,
    ) -> Result<Self, String> {
        handshake::greet(&scheduler).await?;
        let config = session_config()
            .with_option_extension(ZoneOptions::new(bad_points))
            .with_target_partitions(partitions)
            // Asked for, the state of a job comes with the job's number, by which it can be cancelled; pushed, it
            // comes at the end.
            .set_bool("ballista.client.pull", true)
            .with_ballista_override_create_grpc_client_endpoint(handshake::named());
        let state = SessionStateBuilder::new()
            .with_default_features()
            .with_config(config)
            .with_optimizer_rules(rules(Optimizer::new().rules))
            .build();
        let session = SessionContext::remote_with_state(&scheduler.url("df"), state).await;
        let session = session.map_err(|error| format!("the scheduler at {scheduler}: {error}"))?;
        register(&session);
        Ok(Client { scheduler, session })
    }

    /// The session, in which tables are registered and queries planned.
    pub fn session(&self) -> &SessionContext {
        &self.session
    }

    /// Cancels the job of a plan that has been sent, if it has been accepted. A scheduler that cannot be reached
    /// has nothing to cancel.
    pub async fn cancel(&self, plan: &Arc<dyn ExecutionPlan>) {
        let Some(job_id) = job_id(plan) else { return };
        let Ok(endpoint) = Endpoint::from_shared(self.scheduler.url("http")) else { return };
        let Ok(endpoint) = endpoint.user_agent(AGENT) else { return };
        let endpoint = endpoint
            .connect_timeout(Duration::from_secs(timing::CONNECT))
            .timeout(Duration::from_secs(timing::CONNECT));
        if let Ok(channel) = endpoint.connect().await {
            let _ = SchedulerGrpcClient::new(channel).cancel_job(CancelJobParams { job_id }).await;
        }
    }
}

/// The job as which a plan, or the part of it that is sent, has been accepted.
fn job_id(plan: &Arc<dyn ExecutionPlan>) -> Option<String> {
    let sent = plan.downcast_ref::<DistributedQueryExec<LogicalPlanNode>>();
    match sent {
        Some(sent) => sent.job_id().map(|id| id.to_string()),
        None => plan.children().into_iter().find_map(job_id),
    }
}
