//! Azure Application Insights.

mod answer;
mod body;
mod connection;
mod redirect;

use std::borrow::Cow;
use std::fmt;
use std::time::Duration;

use telemetry_core::catalog::{Backend, Limits};
use telemetry_core::environment::Environment;
use telemetry_core::transport::{
    Batch, Destination, Http, Outcome, Request, Response, Shelf, Transport,
};

use self::connection::Connection;
use crate::UreqHttp;
use crate::gzip::Gzip;
use crate::server::{configured, endpoint};

/// Sends to Azure Application Insights.
///
/// - **Numbers** go to `measurements`, everything else as text to `properties`. Texts are cut between
///   characters to 8,192 each, and further where an item would have more than 65,536 bytes.
/// - **Repetitions** are not recognised by the service: each event has an `event.id`, by which queries can
///   remove them.
/// - **Partial success** is handled item by item: what the service calls temporary is sent again, the rest
///   counts as refused.
/// - **A quota that is used up** (402 and 439) stops all requests for as long as `Retry-After` says, one
///   hour at most and where it says nothing. The batch that was answered so counts as refused; what comes
///   waits in the queue, and leaves it by the queue's own rules.
/// - **Redirections** are followed within Microsoft's own domains only, and ten times in a row at most.
/// - **The sender's address** is seen by the service. Each event says `0.0.0.0` in its place, which is
///   expected to leave no location behind; Microsoft does not document that. The role's instance is `-`:
///   there is no name of the machine.
///
/// ```
/// use telemetry_transport::ApplicationInsights;
///
/// // The connection string is put in when the application is built; without it nothing starts.
/// let hosted = ApplicationInsights::new(option_env!("APPLICATIONINSIGHTS_CONNECTION_STRING"));
/// ```
pub struct ApplicationInsights {
    connection: Option<String>,
    /// Whether the connection string came from where the application runs.
    from_environment: bool,
    endpoint: Option<String>,
    redirect: redirect::Redirect,
    gzip: Gzip,
}

/// The variable that overrides the connection string (the vendor's SDKs).
pub const VARIABLE: &str = "APPLICATIONINSIGHTS_CONNECTION_STRING";

/// The path that every generation of the service knows (the ingestion service).
const PATH: &str = "/v2/track";

/// The most events in a request: at most 64 KiB each (the ingestion service), far below any limit of
/// a request.
const MAX_EVENTS: usize = 100;

/// The largest body, compressed.
const MAX_BYTES: usize = 4 * 1024 * 1024;

/// The age beyond which an event is refused (the ingestion service).
const MAX_AGE: Duration = Duration::from_secs(48 * 60 * 60);

#[diagnostic::do_not_recommend]
impl Backend for ApplicationInsights {
    /// Contract, section 3.3.
    const LIMITS: Limits = Limits { backend: "Application Insights", name: 512, key: 150 };
}

impl ApplicationInsights {
    /// Sends with a connection string, `InstrumentationKey=..;IngestionEndpoint=..`; `None` and blank
    /// text are none, and switch telemetry off.
    pub fn new<'c>(connection: impl Into<Option<&'c str>>) -> Self {
        Self {
            connection: configured(connection),
            from_environment: false,
            endpoint: None,
            redirect: redirect::Redirect::default(),
            gzip: Gzip::new(),
        }
    }

    /// Lets the variable [`VARIABLE`] override the connection string.
    pub fn overridden_by(mut self, environment: &dyn Environment) -> Self {
        let value = environment.variable(VARIABLE).and_then(|value| value.into_string().ok());
        if let Some(value) = value.filter(|value| !value.trim().is_empty()) {
            self.connection = Some(value);
            self.from_environment = true;
        }
        self
    }

    /// The server, in place of the one that the connection string names.
    ///
    /// Over `http://`, whoever is on the way can read and change what is sent: that is for this machine and
    /// for networks of your own. The status says so where it is not this machine.
    pub fn endpoint(mut self, url: impl Into<String>) -> Self {
        self.endpoint = Some(url.into());
        self
    }

    fn connection(&self) -> Result<Option<Connection>, String> {
        self.connection.as_deref().map(Connection::parse).transpose()
    }

    /// The server's base address, where nobody redirected us.
    fn base(&self, connection: &Connection) -> Result<String, String> {
        match &self.endpoint {
            Some(url) => endpoint::base(url),
            None => Ok(connection.endpoint.clone()),
        }
    }
}

/// The key is not shown.
impl fmt::Debug for ApplicationInsights {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ApplicationInsights")
            .field("has_connection", &self.connection.is_some())
            .finish_non_exhaustive()
    }
}

impl Transport for ApplicationInsights {
    fn destination(&self) -> Result<Destination, String> {
        let Some(connection) = self.connection()? else { return Ok(Destination::Missing) };
        let url = self.base(&connection)?;
        match self.endpoint.is_some() || self.from_environment {
            true => Ok(Destination::Named { url }),
            false => Ok(Destination::BuiltIn { url }),
        }
    }

    fn shelf(&self) -> Shelf {
        Shelf { events: MAX_EVENTS, bytes: MAX_BYTES, age: Some(MAX_AGE) }
    }

    fn encode(&mut self, batch: &Batch<'_>, request: &mut Request) {
        let Ok(Some(connection)) = self.connection() else { return };
        let Ok(base) = self.base(&connection) else { return };
        request.url = self.redirect.url().map_or_else(|| format!("{base}{PATH}"), str::to_owned);
        request.header("Content-Type", "application/json");
        request.header("Accept", "application/json");
        request.header("User-Agent", crate::USER_AGENT);
        body::write(batch, &connection.key, &mut request.body);
    }

    fn compress(&mut self, request: &mut Request) {
        self.gzip.pack(request);
    }

    fn secrets(&self) -> Vec<Cow<'_, str>> {
        let key = self.connection().ok().flatten().map(|connection| Cow::Owned(connection.key));
        key.into_iter().collect()
    }

    fn judge(&mut self, response: &Response, now: u64) -> Outcome {
        if let 307 | 308 = response.status {
            return self.redirect.follow(response.location.as_deref());
        }
        self.redirect.arrived();
        answer::judge(response, now)
    }

    fn advice(&self, status: u16) -> Option<&'static str> {
        match status {
            401 | 403 => Some(
                "the resource does not take events with a key alone: look whether it wants Entra authentication",
            ),
            404 => Some(
                "no resource takes events there: compare the whole connection string with the resource's",
            ),
            _ => None,
        }
    }

    fn http(&self) -> Box<dyn Http> {
        Box::new(UreqHttp::new())
    }
}
