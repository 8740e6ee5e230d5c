//! An executor: runs tasks, and keeps their results for others to fetch.

use std::net::{SocketAddr, TcpListener};
use std::sync::Arc;

use ballista_core::registry::BallistaFunctionRegistry;
use ballista_executor::executor_process::{ExecutorProcessConfig, start_executor_process};
use tempfile::TempDir;

use super::scheduler::session_config;
use super::{Address, Interface, handshake, timing};
use crate::function::functions;

/// The settings of an executor.
pub struct Executor {
    scheduler: Address,
    interface: Interface,
    ports: [u16; 2],
    cores: usize,
    memory: Option<u64>,
}

impl Executor {
    /// An executor of a scheduler's cluster; it takes `port` for results and the next for tasks, or any two that
    /// are free where it is 0.
    ///
    /// # Errors
    /// Says that no two ports are free.
    pub fn new(scheduler: Address, interface: Interface, port: u16) -> Result<Self, String> {
        let ports = match port {
            0 => free_ports(&interface).map_err(|error| format!("no port is free: {error}"))?,
            u16::MAX => return Err(format!("port {port} has no next one; give a smaller one")),
            port => [port, port + 1],
        };
        Ok(Executor { scheduler, interface, ports, cores: 1, memory: None })
    }

    /// The number of tasks that it runs at once.
    pub fn with_cores(self, cores: usize) -> Self {
        Executor { cores, ..self }
    }

    /// The bytes that sorts, joins and groups of all tasks may hold before they are written to disk; by default
    /// seven tenths of the machine's.
    pub fn with_memory(self, bytes: Option<u64>) -> Self {
        Executor { memory: bytes, ..self }
    }

    /// Runs tasks until interrupted, or until the scheduler has been silent for some seconds.
    ///
    /// # Errors
    /// Says why it cannot: nobody answers, or the scheduler has other functions.
    pub async fn serve(self) -> Result<(), String> {
        handshake::greet(&self.scheduler).await?;
        // Ballista's own folder is deleted before it is used, and left behind.
        let folder = TempDir::with_prefix("safe-zone-executor-");
        let folder = folder.map_err(|error| format!("no temporary folder: {error}"))?;
        let config = self.config(&folder);
        let done = start_executor_process(Arc::new(config)).await;
        done.map_err(|error| format!("the executor has ended: {error}"))
    }

    fn config(&self, folder: &TempDir) -> ExecutorProcessConfig {
        let mut registry = BallistaFunctionRegistry::default();
        let own = functions().into_iter().map(|function| (function.name().to_owned(), function));
        registry.scalar_functions.extend(own);
        let [port, grpc_port] = self.ports;
        ExecutorProcessConfig {
            bind_host: self.interface.bind.to_string(),
            external_host: Some(self.interface.host.clone()),
            port,
            grpc_port,
            scheduler_host: self.scheduler.host.clone(),
            scheduler_port: self.scheduler.port,
            vcores: self.cores,
            work_dir: Some(folder.path().display().to_string()),
            grpc_server_config: timing::server(),
            executor_heartbeat_interval_seconds: timing::HEARTBEAT,
            memory_pool_size: self.memory,
            override_function_registry: Some(Arc::new(registry)),
            override_config_producer: Some(Arc::new(session_config)),
            override_create_grpc_client_endpoint: Some(handshake::named()),
            ..ExecutorProcessConfig::default()
        }
    }
}

/// Two ports that nobody listens on.
fn free_ports(interface: &Interface) -> std::io::Result<[u16; 2]> {
    let listen = || TcpListener::bind(SocketAddr::new(interface.bind, 0));
    let listeners = [listen()?, listen()?];
    Ok([listeners[0].local_addr()?.port(), listeners[1].local_addr()?.port()])
}
