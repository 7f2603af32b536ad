//! What can be chosen before a receiver starts.

use std::fmt;
use std::io;
use std::sync::Arc;
use std::time::SystemTime;

use crate::Receiver;
use crate::tls::Identity;

/// The Aptabase app key that every receiver knows: region `SH`, self-hosted (contract 1.1).
pub const DEFAULT_KEY: &str = "A-SH-0000000000";

/// A receiver to be started; see [`Receiver::options`].
#[derive(Debug)]
#[must_use = "a receiver runs once it is started"]
pub struct Options {
    config: Config,
    clock: Clock,
    tls: bool,
}

/// What the backends need to know beside the request and the time.
#[derive(Debug)]
pub(crate) struct Config {
    /// Aptabase app keys, in upper case as the server compares them (contract 1.1).
    pub(crate) app_keys: Vec<String>,
    /// Whether Aptabase's limit of requests per second holds (contract 1.6).
    pub(crate) rate_limited: bool,
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
        Self {
            config: Config { app_keys: vec![DEFAULT_KEY.to_owned()], rate_limited: false },
            clock: Clock(Arc::new(SystemTime::now)),
            tls: false,
        }
    }
}

impl Options {
    /// Accepts a further Aptabase app key, beside [`DEFAULT_KEY`].
    pub fn with_key(mut self, key: &str) -> Self {
        self.config.app_keys.push(key.to_uppercase());
        self
    }

    /// Takes the time, by which events are too old or in the future, from `now` instead of the
    /// system. It is asked once a request.
    pub fn with_clock(mut self, now: impl Fn() -> SystemTime + Send + Sync + 'static) -> Self {
        self.clock = Clock(Arc::new(now));
        self
    }

    /// Answers 429 above 20 requests in one second (contract 1.6), by the receiver's clock.
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

    /// Starts the receiver on a free port of 127.0.0.1.
    ///
    /// # Errors
    /// When the system gives no port, no thread or no certificate.
    pub fn start(self) -> io::Result<Receiver> {
        let identity = self.tls.then(Identity::self_signed).transpose()?;
        Receiver::launch(self.config, self.clock, identity)
    }
}
