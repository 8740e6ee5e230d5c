//! The times after which a silent process counts as lost: seconds, where Ballista has minutes.

use ballista_core::utils::GrpcServerConfig;

/// The time between two signs of life of an executor, seconds.
pub const HEARTBEAT: u64 = 1;

/// The time after which an executor without a sign of life is lost, seconds.
pub const LOST: u64 = 5;

/// The time between two looks for lost executors, seconds.
pub const LOOK: u64 = 1;

/// The time after which jobs fail where no executor is left, seconds.
pub const NO_EXECUTOR: u64 = 10;

/// The time within which a connection is made, seconds.
pub const CONNECT: u64 = 3;

/// The time within which a request is answered, seconds.
pub const ANSWER: u64 = 10;

/// The times of a server.
pub fn server() -> GrpcServerConfig {
    GrpcServerConfig {
        timeout_seconds: ANSWER,
        tcp_keepalive_seconds: LOST,
        http2_keepalive_interval_seconds: LOST,
        http2_keepalive_timeout_seconds: LOST,
    }
}

/// The settings of a client, by Ballista's names.
pub const CLIENT: [(&str, u64); 6] = [
    ("ballista.client.grpc_connect_timeout_seconds", CONNECT),
    ("ballista.client.grpc_timeout_seconds", ANSWER),
    ("ballista.client.grpc_tcp_keepalive_seconds", LOST),
    ("ballista.client.grpc_http2_keepalive_interval_seconds", LOST),
    ("ballista.client.io_retries_times", 2),
    ("ballista.client.io_retry_wait_time_ms", 500),
];
