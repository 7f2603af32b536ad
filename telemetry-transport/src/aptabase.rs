//! Aptabase.

mod body;
mod key;
mod locale;
mod system;

use std::borrow::Cow;
use std::fmt;
use std::time::Duration;

use telemetry_core::catalog::{Backend, Limits};
use telemetry_core::source;
use telemetry_core::transport::{
    Batch, Destination, Http, Outcome, Request, Response, Shelf, Transport,
};

use self::key::Key;
use self::system::System;
use crate::UreqHttp;
use crate::server::{configured, endpoint, retry_after};

/// Sends to Aptabase, hosted or self-hosted.
///
/// ```
/// use telemetry_transport::Aptabase;
///
/// // The key is put in when the application is built; without it nothing starts.
/// let hosted = Aptabase::new(option_env!("APTABASE_KEY"));
/// let own_server = Aptabase::new("A-SH-0123456789").host("https://telemetry.example.com");
/// ```
#[derive(Clone)]
pub struct Aptabase {
    key: Option<String>,
    host: Option<String>,
    build_number: String,
    debug: Option<bool>,
}

/// The most events in a request (Aptabase's server).
const MAX_EVENTS: usize = 25;

/// The largest body (Aptabase's server).
const MAX_BYTES: usize = 30_000_000;

/// The age beyond which an event is dropped silently (Aptabase's server).
const MAX_AGE: Duration = Duration::from_secs(24 * 60 * 60);

#[diagnostic::do_not_recommend]
impl Backend for Aptabase {
    /// Contract, section 1.3.
    const LIMITS: Limits = Limits { backend: "Aptabase", name: 60, key: 40 };
}

impl Aptabase {
    /// Sends with an app key, `A-EU-0123456789`; `None` and blank text are no key, and switch
    /// telemetry off. For a key that is read at run time: `Aptabase::new(key.as_deref())`.
    pub fn new<'k>(key: impl Into<Option<&'k str>>) -> Self {
        Self { key: configured(key), host: None, build_number: String::new(), debug: None }
    }

    /// The server, where it is not the one that the key's region stands for.
    ///
    /// Over `http://`, whoever is on the way can read and change what is sent: that is for this machine and
    /// for networks of your own. The status says so where it is not this machine.
    pub fn host(mut self, url: impl Into<String>) -> Self {
        self.host = Some(url.into());
        self
    }

    /// The application's build number, such as `4711` or `1.2.3.4`: letters, digits and `.`, `_`, `+`, `-`,
    /// of which at most 20 are sent. One that is anything else, or that the value filter refuses, is not
    /// sent; the status says so.
    pub fn build_number(mut self, number: impl Into<String>) -> Self {
        self.build_number = number.into();
        self
    }

    /// Whether events go to Aptabase's debug stream. Unless this is called, those of builds with
    /// debug assertions do.
    pub fn debug(mut self, debug: bool) -> Self {
        self.debug = Some(debug);
        self
    }

    fn parsed_key(&self) -> Result<Option<Key>, String> {
        self.key.as_deref().map(Key::parse).transpose()
    }

    /// The build number that may leave.
    fn checked_build_number(&self) -> &str {
        if source::is_version(&self.build_number) { &self.build_number } else { "" }
    }

    /// The server's base address.
    fn server(&self, key: &Key) -> Result<Destination, String> {
        match (&self.host, key.region.host()) {
            (Some(host), _) => Ok(Destination::Named { url: endpoint::base(host)? }),
            (None, Some(host)) => Ok(Destination::BuiltIn { url: host.to_owned() }),
            (None, None) => Err("the Aptabase key is for a server of your own: name it with `.host(\"https://telemetry.example.com\")`".to_owned()),
        }
    }
}

/// The key is not shown.
impl fmt::Debug for Aptabase {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Aptabase").field("has_key", &self.key.is_some()).finish_non_exhaustive()
    }
}

impl Transport for Aptabase {
    fn destination(&self) -> Result<Destination, String> {
        let Some(key) = self.parsed_key()? else { return Ok(Destination::Missing) };
        self.server(&key)
    }

    fn vet(&mut self, may_leave: &dyn Fn(&str) -> bool) -> Vec<&'static str> {
        if self.build_number.is_empty() || may_leave(&self.build_number) {
            return Vec::new();
        }
        self.build_number.clear();
        vec!["the build number"]
    }

    fn shelf(&self) -> Shelf {
        Shelf { events: MAX_EVENTS, bytes: MAX_BYTES, age: Some(MAX_AGE) }
    }

    fn encode(&mut self, batch: &Batch<'_>, request: &mut Request) {
        let Ok(Some(key)) = self.parsed_key() else { return };
        let Ok(Destination::Named { url } | Destination::BuiltIn { url }) = self.server(&key)
        else {
            return;
        };
        let debug = self.debug.unwrap_or(batch.source.app.debug);
        let system = System::new(batch.source, self.checked_build_number(), debug);
        request.url = format!("{url}/api/v0/events");
        request.header("App-Key", key.text);
        request.header("Content-Type", "application/json");
        request.header("User-Agent", system.user_agent());
        body::write(batch, &system, &mut request.body);
    }

    fn secrets(&self) -> Vec<Cow<'_, str>> {
        let key = self.parsed_key().ok().flatten().map(|key| Cow::Owned(key.text));
        key.into_iter().collect()
    }

    /// Contract, section 0, column "Aptabase".
    fn judge(&mut self, response: &Response, now: u64) -> Outcome {
        match response.status {
            200..=299 if response.is_page() => Outcome::Retry { after: None },
            200..=299 => Outcome::Accepted,
            413 => Outcome::Split,
            // Here one event may be what the server stumbles over (contract, section 1.6).
            500 => Outcome::RetryThenSplit { after: retry_after(response, now) },
            408 | 418 | 429 | 501..=599 => Outcome::Retry { after: retry_after(response, now) },
            _ => Outcome::Refused,
        }
    }

    fn advice(&self, status: u16) -> Option<&'static str> {
        // To an unknown key, and to any other address of a server (contract, section 1.2).
        (status == 404).then_some(
            "no app has this key there: compare the key with the app's settings, and the host with its server",
        )
    }

    fn http(&self) -> Box<dyn Http> {
        Box::new(UreqHttp::new())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answer(status: u16) -> Outcome {
        Aptabase::new(None).judge(&Response { status, ..Response::default() }, 0)
    }

    #[test]
    fn each_answer_means_what_the_protocol_says() {
        assert_eq!(answer(200), Outcome::Accepted);
        for refused in [301, 307, 400, 401, 403, 404, 405, 415] {
            assert_eq!(answer(refused), Outcome::Refused, "{refused}");
        }
        for retried in [408, 418, 429, 502, 503, 504] {
            assert_eq!(answer(retried), Outcome::Retry { after: None }, "{retried}");
        }
        assert_eq!(answer(500), Outcome::RetryThenSplit { after: None });
        assert_eq!(answer(413), Outcome::Split);
    }

    #[test]
    fn a_captive_portal_is_no_success() {
        let response = Response {
            status: 200,
            content_type: Some("text/html; charset=utf-8".to_owned()),
            ..Response::default()
        };
        assert_eq!(Aptabase::new(None).judge(&response, 0), Outcome::Retry { after: None });
    }

    #[test]
    fn the_key_decides_where_events_go() {
        let destination = |aptabase: Aptabase| aptabase.destination();
        assert_eq!(destination(Aptabase::new(None)), Ok(Destination::Missing));
        assert_eq!(destination(Aptabase::new("  ")), Ok(Destination::Missing));
        let url = "https://eu.aptabase.com".to_owned();
        assert_eq!(destination(Aptabase::new("A-EU-0123456789")), Ok(Destination::BuiltIn { url }));
        let url = "http://127.0.0.1:9".to_owned();
        let own = Aptabase::new("a-sh-0123456789").host("http://127.0.0.1:9/");
        assert_eq!(destination(own), Ok(Destination::Named { url }));
        assert!(destination(Aptabase::new("A-SH-0123456789")).is_err());
    }

    #[test]
    fn no_message_repeats_the_key() {
        for key in
            ["A-EU-SECRET", "A-XX-0123456789", "SECRET", "A-EU-01234567890", "A-EU-0123456789-1"]
        {
            let shown = format!("{:?} {:?}", Aptabase::new(key), Aptabase::new(key).destination());
            assert!(shown.contains("Err") && !shown.contains(key), "{shown}");
        }
    }
}
