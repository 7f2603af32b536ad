//! The address of a server that the application names.

#[cfg(feature = "otlp")]
use telemetry_core::filter;
use ureq::http::Uri;

/// The base address without a trailing slash; an error says what is wrong with it. The address
/// itself is not repeated: it may hold credentials.
pub(crate) fn base(url: &str) -> Result<String, String> {
    let url = url.trim();
    let refused = |why: &str| {
        Err(format!(
            "the endpoint {why}: write it as `https://telemetry.example.com`, with a path prefix if there is one"
        ))
    };
    if url.contains(['#', '\\']) {
        return refused("holds a `#` or a backslash, which no server gets to see");
    }
    let Ok(uri) = url.parse::<Uri>() else {
        return refused("is not a URL");
    };
    if !matches!(uri.scheme_str(), Some("http" | "https")) {
        return refused("does not start with http:// or https://");
    }
    let Some(authority) = uri.authority() else {
        return refused("names no host");
    };
    if authority.host().is_empty() {
        return refused("names no host");
    }
    if authority.as_str().contains('@') {
        return refused("holds a user name or password");
    }
    if authority.as_str() != authority.host() && authority.port_u16().is_none() {
        return refused("has a port that is no number up to 65535");
    }
    if uri.query().is_some() {
        return refused("holds a query");
    }
    Ok(url.trim_end_matches('/').to_owned())
}

/// The parts of an address's path that may be keys, as some collectors take them.
#[cfg(feature = "otlp")]
pub(crate) fn secrets(url: &str) -> impl Iterator<Item = &str> {
    /// Words of paths are shorter, or have no digit.
    const SHORTEST_KEY: usize = 16;
    let behind_scheme = url.split_once("://").map_or(url, |(_, rest)| rest);
    let path = behind_scheme.split_once('/').map_or("", |(_, path)| path);
    path.split('/').filter(|part| {
        let may_be_key =
            part.len() >= SHORTEST_KEY && part.bytes().any(|byte| byte.is_ascii_digit());
        may_be_key || !part.is_empty() && filter::check(part).is_err()
    })
}

/// The address as it may be shown.
#[cfg(feature = "otlp")]
pub(crate) fn shown(url: &str) -> String {
    secrets(url).fold(url.to_owned(), |shown, secret| shown.replace(secret, "***"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_loses_its_trailing_slash_and_nothing_else() {
        for (written, kept) in [
            ("https://a.example", "https://a.example"),
            (" http://127.0.0.1:8080/ ", "http://127.0.0.1:8080"),
            ("https://a.example/proxy/", "https://a.example/proxy"),
            ("http://[::1]:3000", "http://[::1]:3000"),
        ] {
            assert_eq!(base(written), Ok(kept.to_owned()));
        }
    }

    #[test]
    fn a_wrong_address_is_refused_without_being_repeated() {
        for wrong in [
            "",
            "a.example",
            "ftp://a.example",
            "https://",
            "https:///x",
            "http://u:hunter2@a.example",
            "https://a.example?key=hunter2",
            "http://a b",
            "https://a.example:port",
            "https://a.example#hunter2",
            "https://a.example/proxy#",
            "https://a.example\\hunter2",
            "https://a.example/proxy\\hunter2",
        ] {
            let refusal = base(wrong).err().unwrap_or_default();
            assert!(
                refusal.contains("endpoint") && !refusal.contains("hunter2"),
                "{wrong}: {refusal}"
            );
        }
    }
}
