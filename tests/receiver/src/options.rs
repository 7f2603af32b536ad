//! What can be chosen before a receiver starts.

use std::fmt;
use std::io;
use std::sync::Arc;
use std::time::SystemTime;

use crate::Receiver;
use crate::host_name;
use crate::tls::Identity;

/// The Aptabase app key that every receiver knows: region `SH`, self-hosted (contract 1.1).
pub const DEFAULT_KEY: &str = "A-SH-0000000000";

/// The PostHog project key that every receiver knows (contract 2.1).
pub const DEFAULT_PROJECT_KEY: &str = "phc_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx";

/// The Application Insights instrumentation key that every receiver knows (contract 3.1).
pub const DEFAULT_INSTRUMENTATION_KEY: &str = "11111111-2222-3333-4444-555555555555";

/// A receiver to be started; see [`Receiver::options`].
#[derive(Debug)]
#[must_use = "a receiver runs once it is started"]
pub struct Options {
    config: Config,
    clock: Clock,
    tls: bool,
    window: Option<usize>,
}

/// What the backends need to know beside the request and the time.
#[derive(Debug)]
pub(crate) struct Config {
    /// The keys that exist, of any backend. No backend's keys look like another's.
    pub(crate) keys: Vec<String>,
    /// Whether Aptabase's limit of requests per second holds (contract 1.6).
    pub(crate) rate_limited: bool,
    /// Whether PostHog answers 200 to a key that does not exist (contract 2.1).
    pub(crate) credulous: bool,
    /// The name of this machine, which must not be sent (contract 3.5).
    pub(crate) host_name: Option<String>,
}

impl Config {
    pub(crate) fn knows(&self, key: &str) -> bool {
        self.keys.iter().any(|known| known == key)
    }

    pub(crate) fn knows_in_any_case(&self, key: &str) -> bool {
        self.keys.iter().any(|known| known.eq_ignore_ascii_case(key))
    }
}

impl Default for Config {
    fn default() -> Self {
        let keys = [DEFAULT_KEY, DEFAULT_PROJECT_KEY, DEFAULT_INSTRUMENTATION_KEY];
        Self {
            keys: keys.map(str::to_owned).into(),
            rate_limited: false,
            credulous: false,
            host_name: host_name::read(),
        }
    }
}

/// The receiver's notion of now.
pub(crate) struct Clock(Arc<dyn Fn() -> SystemTime + Send + Sync>);

impl Clock {
    pub(crate) fn now(&self) -> SystemTime {
        (self.0)()
    }
}

impl fmt::Debug for Clock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Clock")
    }
}

impl Default for Options {
    fn default() -> Self {
        let clock = Clock(Arc::new(SystemTime::now));
        Self { config: Config::default(), clock, tls: false, window: None }
    }
}

impl Options {
    /// Knows a further key of any backend, beside [`DEFAULT_KEY`], [`DEFAULT_PROJECT_KEY`] and
    /// [`DEFAULT_INSTRUMENTATION_KEY`].
    pub fn with_key(mut self, key: &str) -> Self {
        self.config.keys.push(key.to_owned());
        self
    }

    /// Makes PostHog answer 200 to a well-formed key that does not exist, and drop the events, as
    /// some servers do (contract 2.1); without this it is 401.
    pub fn accept_unknown_projects(mut self) -> Self {
        self.config.credulous = true;
        self
    }

    /// Takes the time, by which events are too old or in the future, from `now` instead of the
    /// system. It is asked once a request.
    pub fn with_clock(mut self, now: impl Fn() -> SystemTime + Send + Sync + 'static) -> Self {
        self.clock = Clock(Arc::new(now));
        self
    }

    /// Makes Aptabase answer 429 above 20 requests in one second (contract 1.6), by the receiver's clock.
    pub fn rate_limited(mut self) -> Self {
        self.config.rate_limited = true;
        self
    }

    /// Speaks TLS 1.3 only, with a new certificate for `127.0.0.1` and `localhost`; see
    /// [`Receiver::certificate_pem`].
    pub fn tls_self_signed(mut self) -> Self {
        self.tls = true;
        self
    }

    /// Has the system take about so many bytes of a connection, at least one packet, while the receiver
    /// reads nothing: the rest stays with the client.
    pub fn window(mut self, bytes: usize) -> Self {
        self.window = Some(bytes);
        self
    }

    /// Starts the receiver on a free port of 127.0.0.1.
    ///
    /// # Errors
    /// When the system gives no port, no thread or no certificate.
    pub fn start(self) -> io::Result<Receiver> {
        let identity = self.tls.then(Identity::self_signed).transpose()?;
        Receiver::launch(self.config, self.clock, identity, self.window)
    }
}
