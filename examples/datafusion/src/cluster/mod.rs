//! A cluster of Ballista whose processes all know the functions: a scheduler, executors, clients.
//!
//! All listen on the loopback interface unless told otherwise: whoever reaches a port may read what the process
//! may read. A process that lacks the functions, or has others, is refused when it starts.
//!
//! Reading order: `timing`, `handshake`; `scheduler`, `executor`, `client`.

mod client;
mod executor;
mod handshake;
mod scheduler;
mod timing;

pub use self::client::Client;
pub use self::executor::Executor;
pub use self::handshake::AGENT;
pub use self::scheduler::Scheduler;

/// A host and a port, as `127.0.0.1:50050`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Address {
    host: String,
    port: u16,
}

impl Address {
    /// The address of a port.
    pub fn new(host: &str, port: u16) -> Self {
        Address { host: host.to_owned(), port }
    }

    /// The address as a client of Ballista's protocol takes it.
    fn url(&self, scheme: &str) -> String {
        format!("{scheme}://{self}")
    }
}

impl std::fmt::Display for Address {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}:{}", self.host, self.port)
    }
}

impl std::str::FromStr for Address {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let parts = text.rsplit_once(':').filter(|(host, _)| !host.is_empty());
        let address = parts.and_then(|(host, port)| Some(Address::new(host, port.parse().ok()?)));
        address.ok_or_else(|| {
            format!("{text:?} is no address; give a host and a port, as 127.0.0.1:50050")
        })
    }
}

/// The interface on which a server listens, and the name by which others reach it.
#[derive(Debug, Clone)]
pub struct Interface {
    bind: std::net::IpAddr,
    host: String,
}

impl Interface {
    /// An interface; `host` is the name for others, by default the interface's own address.
    ///
    /// # Errors
    /// Refuses all interfaces at once without a name for others, who cannot reach a server by that address.
    pub fn new(bind: std::net::IpAddr, host: Option<&str>) -> Result<Self, String> {
        match host {
            Some(host) => Ok(Interface { bind, host: host.to_owned() }),
            None if bind.is_unspecified() => Err(format!(
                "{bind} is every interface, by which nobody reaches this machine; give its name too (--host)"
            )),
            None => Ok(Interface { bind, host: bind.to_string() }),
        }
    }
}
