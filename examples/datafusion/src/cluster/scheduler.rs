//! The scheduler: plans queries, and deals their tasks out to executors.

use std::net::SocketAddr;
use std::sync::Arc;

use ballista_core::extension::SessionConfigExt;
use ballista_core::serde::protobuf::scheduler_grpc_server::SchedulerGrpcServer;
use ballista_core::utils::{create_grpc_server, default_session_builder};
use ballista_scheduler::cluster::BallistaCluster;
use ballista_scheduler::config::{SchedulerConfig, TaskDistributionPolicy};
use ballista_scheduler::scheduler_process::create_scheduler;
use datafusion::prelude::SessionConfig;
use datafusion_proto::protobuf::{LogicalPlanNode, PhysicalPlanNode};
use tokio::net::TcpListener;
use tonic::service::interceptor::InterceptedService;
use tonic::transport::server::TcpIncoming;

use super::{Address, Interface, handshake, timing};
use crate::session::extended;
use crate::settings::ZoneOptions;

/// A scheduler that listens, but does not serve yet.
pub struct Scheduler {
    listener: TcpListener,
    address: Address,
}

impl Scheduler {
    /// Listens on a port; 0 is any that is free.
    ///
    /// # Errors
    /// Says why the port cannot be had.
    pub async fn bind(interface: &Interface, port: u16) -> Result<Self, String> {
        let listener = TcpListener::bind(SocketAddr::new(interface.bind, port)).await;
        let unbound =
            |error| format!("cannot listen on port {port} of {}: {error}", interface.bind);
        let listener = listener.map_err(unbound)?;
        let port = listener.local_addr().map_err(unbound)?.port();
        Ok(Scheduler { listener, address: Address::new(&interface.host, port) })
    }

    /// The address for executors and clients.
    pub fn address(&self) -> &Address {
        &self.address
    }

    /// Serves until interrupted.
    ///
    /// # Errors
    /// Says why it cannot.
    pub async fn serve(self) -> Result<(), String> {
        let config = Arc::new(self.config());
        let failed = |error: &dyn std::fmt::Display| format!("the scheduler cannot serve: {error}");
        let cluster = BallistaCluster::new_from_config(&config).await;
        let cluster = cluster.map_err(|error| failed(&error))?;
        let size = config.grpc_server_max_decoding_message_size as usize;
        let scheduler =
            create_scheduler::<LogicalPlanNode, PhysicalPlanNode>(cluster, config).await;
        let service = SchedulerGrpcServer::new(scheduler.map_err(|error| failed(&error))?)
            .max_decoding_message_size(size)
            .max_encoding_message_size(size);
        let incoming = TcpIncoming::from(self.listener).with_nodelay(Some(true));
        let interrupted = async {
            let _ = tokio::signal::ctrl_c().await;
        };
        create_grpc_server(&timing::server())
            .add_service(InterceptedService::new(service, handshake::check))
            .serve_with_incoming_shutdown(incoming, interrupted)
            .await
            .map_err(|error| failed(&error))
    }

    fn config(&self) -> SchedulerConfig {
        SchedulerConfig {
            external_host: self.address.host.clone(),
            bind_port: self.address.port,
            task_distribution: TaskDistributionPolicy::RoundRobin,
            executor_timeout_seconds: timing::LOST,
            expire_dead_executor_interval_seconds: timing::LOOK,
            no_executors_grace_period_seconds: timing::NO_EXECUTOR,
            // Computed again, a stage whose results are lost was waited for without end, or its rows were counted
            // twice: Ballista 55.0. A task that fails by itself is still run again.
            stage_max_failures: 1,
            override_session_builder: Some(Arc::new(|config| {
                default_session_builder(config).map(extended)
            })),
            override_config_producer: Some(Arc::new(session_config)),
            override_create_grpc_client_endpoint: Some(handshake::named()),
            ..SchedulerConfig::default()
        }
    }
}

/// The configuration of sessions on schedulers and executors, in which a client's settings have their place.
pub fn session_config() -> SessionConfig {
    let config = SessionConfig::new_with_ballista().with_option_extension(ZoneOptions::default());
    timing::CLIENT.iter().fold(config, |config, (key, value)| config.set_u64(key, *value))
}
