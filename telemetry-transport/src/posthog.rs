//! PostHog, by its capture protocol v0.

mod body;
mod key;
mod portable;
mod shell;
mod typescript;

use std::borrow::Cow;
use std::fmt;

use telemetry_core::catalog::{Backend, Catalog, CheckedFor, Limits};
use telemetry_core::transport::{
    Batch, Destination, Http, Outcome, Request, Response, Shelf, Transport,
};

use crate::UreqHttp;
use crate::gzip::Gzip;
use crate::server::{configured, endpoint, retry_after};

pub use shell::Beacon;

/// Sends to PostHog, hosted or self-hosted.
///
/// Events are anonymous: no person is made of them, their address is not looked up, and they belong
/// to the install's id where the application gave it one, else to their session.
///
/// ```
/// use telemetry_transport::PostHog;
///
/// // The key is put in when the application is built; without it nothing starts.
/// let hosted = PostHog::new(option_env!("POSTHOG_KEY"));
/// let own_server = PostHog::new("phc_0123456789abcdef").host("https://analytics.example.com");
/// ```
pub struct PostHog {
    key: Option<String>,
    host: Option<String>,
    gzip: Gzip,
}

/// How the library calls itself in events.
const LIBRARY: &str = "telemetry-events";

/// The host of the United States, unless another is named (PostHog's capture service).
const DEFAULT_HOST: &str = "https://us.i.posthog.com";

/// The addresses of the web application, and where they take events (PostHog's capture service).
const INGESTION_HOSTS: [(&str, &str); 3] = [
    ("https://app.posthog.com", "https://us.i.posthog.com"),
    ("https://us.posthog.com", "https://us.i.posthog.com"),
    ("https://eu.posthog.com", "https://eu.i.posthog.com"),
];

/// The most events in a request, as the official SDKs have it (PostHog's capture service).
const MAX_EVENTS: usize = 100;

/// The largest body, as the official SDKs have it (PostHog's capture service).
const MAX_BYTES: usize = 5 * 1024 * 1024;

#[diagnostic::do_not_recommend]
impl Backend for PostHog {
    /// Names up to 200 characters (PostHog's capture service); keys as long as names.
    const LIMITS: Limits = Limits { backend: "PostHog", name: 200, key: 200 };
}

impl PostHog {
    /// Sends with a project key, `phc_..`; `None` and blank text are no key, and switch telemetry
    /// off.
    pub fn new<'k>(key: impl Into<Option<&'k str>>) -> Self {
        Self { key: configured(key), host: None, gzip: Gzip::new() }
    }

    /// The server, where it is not the one of the United States; it may have a path prefix.
    ///
    /// Over `http://`, whoever is on the way can read and change what is sent: that is for this machine and
    /// for networks of your own. The status says so where it is not this machine.
    pub fn host(mut self, url: impl Into<String>) -> Self {
        self.host = Some(url.into());
        self
    }

    /// The catalogue as a TypeScript module, for a front end: a type for each event, a guard that checks
    /// values at run time, and `capture`, which sends an event. Texts that are hashed are hashed there.
    ///
    /// What needs the library to be treated is left out: text that is masked or declared safe,
    /// properties that depend on an origin, salts of the install's own, and events that are sent once or gathered first.
    /// The front end gets the install's id from the application, and `null` while the user has not
    /// agreed.
    pub fn typescript<C: Catalog + CheckedFor<Self>>() -> String {
        typescript::module(&C::SCHEMA)
    }

    /// The catalogue as functions of a POSIX shell, for the scripts that install and remove the
    /// application: `beacon install_started os linux arch x86_64`. They send labels of lists, `true`,
    /// `false` and whole numbers that are not negative, by `curl`, for at most three seconds; they honour
    /// the opt-outs and the user's decision, and no mistake makes the script fail.
    ///
    /// # Errors
    ///
    /// Where there is no key, or it, the host, a path or a variable's name is wrong: the text says
    /// which, and what to write instead.
    pub fn shell<C: Catalog + CheckedFor<Self>>(
        &self,
        beacon: &Beacon<'_>,
    ) -> Result<String, String> {
        let (url, built_in) = match self.destination()? {
            Destination::Missing => {
                return Err("there is no key: write `PostHog::new(\"phc_..\")`".to_owned());
            }
            Destination::BuiltIn { url } => (url, true),
            Destination::Named { url } => (url, false),
        };
        let key = self.key.as_deref().unwrap_or_default();
        shell::functions(&C::SCHEMA, beacon, &shell::Target { url: &url, key, built_in })
    }
}

/// The key is not shown.
impl fmt::Debug for PostHog {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PostHog").field("has_key", &self.key.is_some()).finish_non_exhaustive()
    }
}

impl Transport for PostHog {
    fn destination(&self) -> Result<Destination, String> {
        let Some(key) = &self.key else { return Ok(Destination::Missing) };
        key::check(key)?;
        let Some(host) = &self.host else {
            return Ok(Destination::BuiltIn { url: DEFAULT_HOST.to_owned() });
        };
        let url = endpoint::base(host)?;
        let moved = INGESTION_HOSTS.iter().find(|(web, _)| *web == url);
        let url = moved.map_or(url, |(_, ingestion)| (*ingestion).to_owned());
        Ok(Destination::Named { url })
    }

    fn shelf(&self) -> Shelf {
        Shelf { events: MAX_EVENTS, bytes: MAX_BYTES, age: None }
    }

    fn encode(&mut self, batch: &Batch<'_>, request: &mut Request) {
        let Some(key) = self.key.as_deref() else { return };
        let Ok(Destination::Named { url } | Destination::BuiltIn { url }) = self.destination()
        else {
            return;
        };
        request.url = format!("{url}/batch/");
        request.header("Content-Type", "application/json");
        request.header("User-Agent", crate::USER_AGENT);
        body::write(batch, key, &mut request.body);
    }

    fn compress(&mut self, request: &mut Request) {
        self.gzip.pack(request);
    }

    fn secrets(&self) -> Vec<Cow<'_, str>> {
        self.key.as_deref().map(Cow::Borrowed).into_iter().collect()
    }

    /// Contract, section 0, column "PostHog v0". One bad event costs the whole batch its 400: the
    /// halves show which one.
    fn judge(&mut self, response: &Response, now: u64) -> Outcome {
        match response.status {
            200..=299 if response.is_page() => Outcome::Retry { after: None },
            200..=299 => Outcome::Accepted,
            400 | 413 => Outcome::Split,
            408 | 429 | 500..=599 => Outcome::Retry { after: retry_after(response, now) },
            _ => Outcome::Refused,
        }
    }

    fn advice(&self, status: u16) -> Option<&'static str> {
        // To a key that is unknown, of another form or of another region (contract, section 2.3).
        (status == 401).then_some(
            "no project has this key there: compare the key with the project's settings, and the host with its region",
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
        PostHog::new(None).judge(&Response { status, ..Response::default() }, 0)
    }

    #[test]
    fn each_answer_means_what_the_protocol_says() {
        assert_eq!(answer(200), Outcome::Accepted);
        assert_eq!(answer(204), Outcome::Accepted);
        for refused in [301, 401, 403, 404, 405] {
            assert_eq!(answer(refused), Outcome::Refused, "{refused}");
        }
        for split in [400, 413] {
            assert_eq!(answer(split), Outcome::Split, "{split}");
        }
        for retried in [408, 429, 500, 502, 503, 504] {
            assert_eq!(answer(retried), Outcome::Retry { after: None }, "{retried}");
        }
    }

    #[test]
    fn events_go_to_where_they_are_taken() {
        let url = |host: &str| PostHog::new("phc_abc").host(host).destination();
        let named = |url: &str| Ok(Destination::Named { url: url.to_owned() });
        assert_eq!(url("https://app.posthog.com/"), named("https://us.i.posthog.com"));
        assert_eq!(url("https://eu.posthog.com"), named("https://eu.i.posthog.com"));
        assert_eq!(url("https://a.example/proxy/"), named("https://a.example/proxy"));
        let built_in = Destination::BuiltIn { url: DEFAULT_HOST.to_owned() };
        assert_eq!(PostHog::new("phc_abc").destination(), Ok(built_in));
        assert_eq!(PostHog::new(" ").destination(), Ok(Destination::Missing));
    }
}
