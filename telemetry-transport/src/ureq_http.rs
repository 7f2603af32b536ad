//! The HTTP client: ureq, with every phase of a request bounded.

mod tcp;

use std::fmt;
use std::io::Read;
use std::time::Duration;

use telemetry_core::transport::{Http, HttpError, Permit, Request, Response};
use ureq::http::HeaderMap;
use ureq::unversioned::resolver::DefaultResolver;
use ureq::unversioned::transport::{
    ConnectProxyConnector, Connector, RustlsConnector, SocksConnector,
};
use ureq::{Agent, Error};

use self::tcp::Tcp;

/// How long connecting, sending and receiving may take, each. Resolving a name is bounded by the
/// system alone: ureq would start a thread per request to bound it, and only the worker waits, whom
/// nobody joins.
pub const TIMEOUT: Duration = Duration::from_secs(10);

/// How much of an answer is read (no backend says more in its answers that matters).
const MAX_ANSWER_BYTES: u64 = 64 * 1024;

/// Sends requests with ureq: HTTP/1.1, TLS by rustls with the public authorities, proxies as
/// `HTTPS_PROXY`, `HTTP_PROXY`, `ALL_PROXY` and `NO_PROXY` say. It follows no redirect.
pub struct UreqHttp {
    timeout: Duration,
    /// The connections, and the permit that they live and die with.
    connections: Option<(Permit, Agent)>,
}

impl UreqHttp {
    /// A client that gives each phase of a request [`TIMEOUT`].
    pub fn new() -> Self {
        Self { timeout: TIMEOUT, connections: None }
    }

    /// The same with another time-out for each phase of a request.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.timeout = timeout;
        self
    }

    /// The connections that belong to a permit; they are cut when it is revoked.
    fn agent(&mut self, permit: &Permit) -> Agent {
        match &self.connections {
            Some((known, agent)) if known.is(permit) => agent.clone(),
            _ => {
                let agent = self.new_agent();
                let cut = agent.clone();
                permit.on_revoke(move || cut.shutdown());
                self.connections = Some((permit.clone(), agent.clone()));
                agent
            }
        }
    }

    fn new_agent(&self) -> Agent {
        let timeout = Some(self.timeout);
        let config = Agent::config_builder()
            .timeout_connect(timeout)
            .timeout_send_request(timeout)
            .timeout_send_body(timeout)
            .timeout_recv_response(timeout)
            .timeout_recv_body(timeout)
            .max_redirects(0)
            .max_redirects_will_error(false)
            .http_status_as_error(false)
            .build();
        let connector =
            ().chain(SocksConnector::default())
                .chain(ConnectProxyConnector::default())
                .chain(Tcp)
                .chain(RustlsConnector::default());
        Agent::with_parts(config, connector, DefaultResolver::default())
    }
}

impl Default for UreqHttp {
    fn default() -> Self {
        Self::new()
    }
}

impl fmt::Debug for UreqHttp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("UreqHttp").field("timeout", &self.timeout).finish_non_exhaustive()
    }
}

impl Http for UreqHttp {
    fn post(&mut self, request: &Request, permit: &Permit) -> Result<Response, HttpError> {
        let mut post = self.agent(permit).post(&request.url);
        for (name, value) in &request.headers {
            post = post.header(name.as_ref(), value);
        }
        if permit.is_revoked() {
            return Err(HttpError { reason: "the permission to send was withdrawn".to_owned() });
        }
        let mut answer =
            post.send(&request.body[..]).map_err(|error| HttpError { reason: reason(&error) })?;
        let mut body = Vec::new();
        // The status says what became of the request; a body that breaks off does not change it.
        let _ = answer.body_mut().as_reader().take(MAX_ANSWER_BYTES).read_to_end(&mut body);
        let header = |name| text(answer.headers(), name);
        Ok(Response {
            status: answer.status().as_u16(),
            content_type: header("content-type"),
            retry_after: header("retry-after"),
            location: header("location"),
            body,
        })
    }
}

fn text(headers: &HeaderMap, name: &str) -> Option<String> {
    headers.get(name)?.to_str().ok().map(str::to_owned)
}

/// What went wrong, in words that hold nothing of the request.
fn reason(error: &Error) -> String {
    match error {
        Error::HostNotFound => "the server's name is unknown".to_owned(),
        Error::ConnectionFailed => "the server could not be reached".to_owned(),
        Error::Timeout(phase) => format!("the server was too slow: {phase}"),
        Error::Io(error) => format!("the connection failed: {error}"),
        Error::Tls(_) | Error::Rustls(_) => format!("no secure connection: {error}"),
        Error::Protocol(_) => "the server does not speak HTTP".to_owned(),
        Error::BadUri(_) | Error::Http(_) => "the request could not be written".to_owned(),
        _ => "the request failed".to_owned(),
    }
}
