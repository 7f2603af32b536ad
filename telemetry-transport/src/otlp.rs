//! OpenTelemetry: events as log records over OTLP/HTTP with JSON.

mod answer;
mod body;
mod headers;

use std::borrow::Cow;
use std::fmt;

use telemetry_core::catalog::{Backend, Limits};
use telemetry_core::environment::Environment;
use telemetry_core::transport::{
    Batch, Destination, Http, Outcome, Request, Response, Shelf, Transport,
};

use crate::UreqHttp;
use crate::gzip::Gzip;
use crate::server::{configured, endpoint};

/// Sends to any OpenTelemetry collector.
///
/// ```
/// use telemetry_transport::Otlp;
///
/// let collector = Otlp::new("https://collector.example.com").header("api-key", "..");
/// ```
pub struct Otlp {
    url: Option<Url>,
    headers: Vec<(String, String)>,
    /// What is wrong with the headers that the environment holds.
    wrong_headers: Option<String>,
    gzip: Gzip,
}

enum Url {
    /// The path of the signal is appended.
    Base(String),
    /// Used as it is.
    Whole(String),
}

/// The path of the signal (the OTLP specification).
const PATH: &str = "/v1/logs";

/// The most events in a request: what the SDKs of OpenTelemetry take by default.
const MAX_EVENTS: usize = 512;

/// The largest body: what collectors often take (the OTLP specification).
const MAX_BYTES: usize = 4 * 1024 * 1024;

#[diagnostic::do_not_recommend]
impl Backend for Otlp {
    /// Contract, section 4.3; keys as long as names.
    const LIMITS: Limits = Limits { backend: "OTLP", name: 256, key: 256 };
}

impl Otlp {
    /// Sends to a collector with that base address; `None` and blank text are none, and switch
    /// telemetry off.
    ///
    /// Over `http://`, whoever is on the way can read and change what is sent: that is for this machine and
    /// for networks of your own. The status says so where it is not this machine.
    pub fn new<'u>(base: impl Into<Option<&'u str>>) -> Self {
        Self {
            url: configured(base).map(Url::Base),
            headers: Vec::new(),
            wrong_headers: None,
            gzip: Gzip::new(),
        }
    }

    /// Sends to where the standard variables say: `OTEL_EXPORTER_OTLP_LOGS_ENDPOINT`, else
    /// `OTEL_EXPORTER_OTLP_ENDPOINT`, with the headers of `OTEL_EXPORTER_OTLP_HEADERS`.
    pub fn from_environment(environment: &dyn Environment) -> Self {
        let variable = |name| configured(&*environment.variable(name)?.into_string().ok()?);
        let mut otlp = Self::new(variable("OTEL_EXPORTER_OTLP_ENDPOINT").as_deref());
        if let Some(whole) = variable("OTEL_EXPORTER_OTLP_LOGS_ENDPOINT") {
            otlp.url = Some(Url::Whole(whole));
        }
        match headers::parse(&variable("OTEL_EXPORTER_OTLP_HEADERS").unwrap_or_default()) {
            Ok(headers) => otlp.headers = headers,
            Err(problem) => otlp.wrong_headers = Some(problem),
        }
        otlp
    }

    /// Sends a header field with each request, as hosted collectors want it.
    pub fn header(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.headers.push((name.into(), value.into()));
        self
    }

    fn url(&self) -> Result<Option<String>, String> {
        match &self.url {
            None => Ok(None),
            Some(Url::Base(base)) => Ok(Some(format!("{}{PATH}", endpoint::base(base)?))),
            Some(Url::Whole(url)) => endpoint::base(url).map(Some),
        }
    }
}

/// The headers are not shown: they hold keys.
impl fmt::Debug for Otlp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Otlp").field("headers", &self.headers.len()).finish_non_exhaustive()
    }
}

impl Transport for Otlp {
    fn destination(&self) -> Result<Destination, String> {
        if let Some(problem) = &self.wrong_headers {
            return Err(problem.clone());
        }
        headers::check(&self.headers)?;
        let named = |url: String| Destination::Named { url: endpoint::shown(&url) };
        Ok(self.url()?.map_or(Destination::Missing, named))
    }

    fn shelf(&self) -> Shelf {
        Shelf { events: MAX_EVENTS, bytes: MAX_BYTES, age: None }
    }

    fn encode(&mut self, batch: &Batch<'_>, request: &mut Request) {
        let Ok(Some(url)) = self.url() else { return };
        request.url = url;
        // Bare: collectors refuse it with a character set.
        request.header("Content-Type", "application/json");
        request.header("User-Agent", crate::USER_AGENT);
        for (name, value) in &self.headers {
            request.header(name.clone(), value.clone());
        }
        body::write(batch, &mut request.body);
    }

    fn compress(&mut self, request: &mut Request) {
        self.gzip.pack(request);
    }

    fn secrets(&self) -> Vec<Cow<'_, str>> {
        let url = self.url().ok().flatten().unwrap_or_default();
        let in_path = endpoint::secrets(&url).map(|secret| Cow::Owned(secret.to_owned()));
        let in_headers = self.headers.iter().map(|(_, value)| Cow::Borrowed(value.as_str()));
        in_headers.chain(in_path).collect()
    }

    fn judge(&mut self, response: &Response, now: u64) -> Outcome {
        answer::judge(response, now)
    }

    fn advice(&self, status: u16) -> Option<&'static str> {
        match status {
            401 | 403 => Some(
                "the collector does not accept these headers: compare the key in them with the one it knows",
            ),
            404 => Some(
                "the collector takes no logs there: name its base address, to which `/v1/logs` is appended",
            ),
            _ => None,
        }
    }

    fn http(&self) -> Box<dyn Http> {
        Box::new(UreqHttp::new())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_in_the_address_is_not_shown() {
        for key in ["ZaVnC4dhaV2kT3Xq8Zs9YwR1bL==", "0b1c2d3e4f5a6b7c", "anna@example.com"] {
            let otlp = Otlp::new(&*format!("https://collector.example/receiver/v1/{key}"));
            let url = "https://collector.example/receiver/v1/***/v1/logs".to_owned();
            assert_eq!(otlp.destination(), Ok(Destination::Named { url }));
            assert!(otlp.secrets().iter().any(|secret| secret == key), "{key}");
            assert!(otlp.url().is_ok_and(|url| url.is_some_and(|url| url.contains(key))));
        }
        let plain = Otlp::new("http://127.0.0.1:4318/proxy/otlp");
        let url = "http://127.0.0.1:4318/proxy/otlp/v1/logs".to_owned();
        assert_eq!(plain.destination(), Ok(Destination::Named { url }));
    }
}
