//! Connection strings: `key=value` pairs between semicolons, in any order
//! and any case.

use crate::server::endpoint;

/// The endpoint where the string names none.
const DEFAULT_ENDPOINT: &str = "https://dc.services.visualstudio.com";

/// What a connection string says.
pub(super) struct Connection {
    /// The instrumentation key, a GUID.
    pub(super) key: String,
    /// The base address, without a trailing slash.
    pub(super) endpoint: String,
}

impl Connection {
    /// Reads a connection string; an error names the part and does not repeat its value.
    pub(super) fn parse(text: &str) -> Result<Self, String> {
        let mut parts = Parts::default();
        for pair in text.split(';').map(str::trim).filter(|pair| !pair.is_empty()) {
            let Some((name, value)) = pair.split_once('=') else {
                return refused("has a part without `=`");
            };
            parts.set(name.trim(), value.trim())?;
        }
        if !parts.authorization.is_none_or(|kind| kind.eq_ignore_ascii_case("ikey")) {
            return refused(
                "asks for an `Authorization` other than `ikey`, which is not supported",
            );
        }
        let Some(key) = parts.key else { return refused("has no `InstrumentationKey`") };
        if !is_guid(key) {
            return refused("has an `InstrumentationKey` that is no GUID");
        }
        Ok(Self { key: key.to_ascii_lowercase(), endpoint: parts.endpoint()? })
    }
}

#[derive(Default)]
struct Parts<'t> {
    key: Option<&'t str>,
    ingestion: Option<&'t str>,
    suffix: Option<&'t str>,
    location: Option<&'t str>,
    authorization: Option<&'t str>,
}

impl<'t> Parts<'t> {
    /// Remembers a part; parts for other services of the vendor do not matter.
    fn set(&mut self, name: &str, value: &'t str) -> Result<(), String> {
        let place = match name.to_ascii_lowercase().as_str() {
            "instrumentationkey" => &mut self.key,
            "ingestionendpoint" => &mut self.ingestion,
            "endpointsuffix" => &mut self.suffix,
            "location" => &mut self.location,
            "authorization" => &mut self.authorization,
            _ => return Ok(()),
        };
        if place.is_some() {
            return refused(&format!("has `{name}` twice"));
        }
        if !value.is_empty() {
            *place = Some(value);
        }
        Ok(())
    }

    fn endpoint(&self) -> Result<String, String> {
        if let Some(odd) =
            [self.suffix, self.location].into_iter().flatten().find(|part| !is_host(part))
        {
            let name = if self.suffix == Some(odd) { "EndpointSuffix" } else { "Location" };
            return refused(&format!(
                "has a wrong endpoint: its `{name}` is no part of a host's name"
            ));
        }
        let url = match (self.ingestion, self.suffix, self.location) {
            (Some(url), ..) => url.to_owned(),
            (None, Some(suffix), None) => format!("https://dc.{suffix}"),
            (None, Some(suffix), Some(location)) => format!("https://{location}.dc.{suffix}"),
            (None, None, _) => DEFAULT_ENDPOINT.to_owned(),
        };
        endpoint::base(&url)
            .or_else(|problem| refused(&format!("names a wrong endpoint ({problem})")))
    }
}

fn refused<T>(why: &str) -> Result<T, String> {
    Err(format!(
        "the Application Insights connection string {why}: copy it from the resource's overview page, it looks like `InstrumentationKey=00000000-0000-0000-0000-000000000000;IngestionEndpoint=https://..`"
    ))
}

/// Whether a text can be a host's name or the end of one: what else it held would be read as another
/// host, a path or a password.
fn is_host(text: &str) -> bool {
    let is_label = |label: &str| {
        !label.is_empty() && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
    };
    text.split('.').all(is_label)
}

/// Groups of hex digits with dashes between them.
fn is_guid(text: &str) -> bool {
    let groups: Vec<_> = text.split('-').collect();
    groups.iter().map(|group| group.len()).eq([8, 4, 4, 4, 12])
        && groups.iter().all(|group| group.bytes().all(|byte| byte.is_ascii_hexdigit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    const KEY: &str = "11111111-2222-3333-4444-55555555AAAA";

    fn endpoint_of(text: &str) -> Result<String, String> {
        Connection::parse(text).map(|connection| {
            assert_eq!(connection.key, KEY.to_ascii_lowercase());
            connection.endpoint
        })
    }

    #[test]
    fn parts_come_in_any_order_case_and_spacing() {
        for (text, endpoint) in [
            (format!("InstrumentationKey={KEY}"), DEFAULT_ENDPOINT),
            (format!(" ; instrumentationkey = {KEY} ;; "), DEFAULT_ENDPOINT),
            (
                format!(
                    "IngestionEndpoint=https://westeurope-5.in.applicationinsights.azure.com/;InstrumentationKey={KEY};LiveEndpoint=https://x"
                ),
                "https://westeurope-5.in.applicationinsights.azure.com",
            ),
            (
                format!("InstrumentationKey={KEY};EndpointSuffix=ai.contoso.com"),
                "https://dc.ai.contoso.com",
            ),
            (
                format!("InstrumentationKey={KEY};EndpointSuffix=ai.contoso.com;Location=westus"),
                "https://westus.dc.ai.contoso.com",
            ),
            (format!("Authorization=iKey;InstrumentationKey={KEY}"), DEFAULT_ENDPOINT),
        ] {
            assert_eq!(endpoint_of(&text), Ok(endpoint.to_owned()), "{text}");
        }
    }

    #[test]
    fn each_wrong_part_is_named_and_no_value_repeated() {
        for (text, part) in [
            ("hunter2", "without `=`"),
            ("IngestionEndpoint=https://hunter2.example", "no `InstrumentationKey`"),
            ("InstrumentationKey=", "no `InstrumentationKey`"),
            ("InstrumentationKey=hunter2", "no GUID"),
            ("InstrumentationKey=hunter2;InstrumentationKey=hunter2", "twice"),
            (&format!("InstrumentationKey={KEY};IngestionEndpoint=hunter2"), "wrong endpoint"),
            (&format!("InstrumentationKey={KEY};Authorization=hunter2"), "`Authorization`"),
        ] {
            let error = Connection::parse(text).err().unwrap_or_default();
            assert!(error.contains(part) && !error.contains("hunter2"), "{text}: {error}");
        }
    }
}
