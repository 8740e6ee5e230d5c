//! The check that both ends of a connection have the functions, and the same.
//!
//! Every request to the scheduler names the program that sends it; the scheduler refuses those of others. A request
//! with the header `safe-zone-hello` is answered by the scheduler's name, which a scheduler of Ballista's own does
//! not know.

use std::sync::Arc;
use std::time::Duration;

use ballista_core::extension::EndpointOverrideFn;
use ballista_core::serde::protobuf::GetJobStatusParams;
use ballista_core::serde::protobuf::scheduler_grpc_client::SchedulerGrpcClient;
use tonic::transport::Endpoint;
use tonic::{Request, Status};

use super::{Address, timing};

/// The name and version of the programs of this package.
pub const AGENT: &str = concat!("safe-zone-datafusion/", env!("CARGO_PKG_VERSION"));

const HELLO: &str = "safe-zone-hello";

/// Names this program in all requests of a connection.
pub fn named() -> EndpointOverrideFn {
    Arc::new(|endpoint: Endpoint| Ok(endpoint.user_agent(AGENT)?))
}

/// Checks who sends a request to the scheduler, and answers a greeting.
// The type of the error is tonic's.
#[allow(clippy::result_large_err)]
pub fn check(request: Request<()>) -> Result<Request<()>, Status> {
    let headers = request.metadata();
    if headers.contains_key(HELLO) {
        return Err(Status::aborted(AGENT));
    }
    let agent = headers.get("user-agent").and_then(|agent| agent.to_str().ok()).unwrap_or("");
    // The name of tonic follows.
    if agent.split(' ').next() == Some(AGENT) {
        return Ok(request);
    }
    Err(Status::failed_precondition(format!(
        "this scheduler has the functions of {AGENT}, the program that calls it is {agent:?}, which may not know \
         them; start executors and clients by the same version of `cluster`"
    )))
}

/// Greets a scheduler.
///
/// # Errors
/// Says that nobody answers, or that the scheduler lacks the functions or has others.
pub async fn greet(scheduler: &Address) -> Result<(), String> {
    let silent = |error: &dyn std::error::Error| {
        let cause = error.source().map(|cause| format!(" ({cause})")).unwrap_or_default();
        format!(
            "no scheduler answers at {scheduler}: {error}{cause}; start one by `cluster scheduler`"
        )
    };
    let endpoint = Endpoint::from_shared(scheduler.url("http")).map_err(|error| silent(&error))?;
    let endpoint = endpoint
        .connect_timeout(Duration::from_secs(timing::CONNECT))
        .timeout(Duration::from_secs(timing::ANSWER));
    let channel = endpoint.connect().await.map_err(|error| silent(&error))?;
    let mut hello = Request::new(GetJobStatusParams { job_id: String::new() });
    hello.metadata_mut().insert(HELLO, tonic::metadata::MetadataValue::from_static(AGENT));
    let answer = SchedulerGrpcClient::new(channel).get_job_status(hello).await;
    let name = answer.err().map(|status| status.message().to_owned()).unwrap_or_default();
    let own = AGENT.split('/').next().unwrap_or(AGENT);
    match name {
        name if name == AGENT => Ok(()),
        name if name.starts_with(own) => Err(format!(
            "the scheduler at {scheduler} is {name}, this program {AGENT}; use the same version everywhere"
        )),
        _ => Err(format!(
            "the scheduler at {scheduler} does not know the functions of {AGENT}; start it by `cluster scheduler`"
        )),
    }
}
