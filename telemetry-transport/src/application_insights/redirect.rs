//! Redirections (contract, section 3.4): followed within the vendor's own domains only, and not for
//! ever.

use telemetry_core::transport::Outcome;
use ureq::http::Uri;

/// The vendor's domains, those of its national clouds included.
const DOMAINS: [&str; 7] = [
    ".applicationinsights.azure.com",
    ".applicationinsights.azure.us",
    ".applicationinsights.azure.cn",
    ".services.visualstudio.com",
    ".monitor.azure.com",
    ".monitor.azure.us",
    ".monitor.azure.cn",
];

/// How many redirections in a row Microsoft's own SDKs follow.
const MOST: u32 = 10;

/// Where the service has sent us.
#[derive(Default)]
pub(super) struct Redirect {
    url: Option<String>,
    followed: u32,
}

impl Redirect {
    /// The address that the last redirection named.
    pub(super) fn url(&self) -> Option<&str> {
        self.url.as_deref()
    }

    /// Has the batch sent to the new address, if that is one of the vendor's.
    pub(super) fn follow(&mut self, location: Option<&str>) -> Outcome {
        match location.filter(|url| self.followed < MOST && is_of_the_vendor(url)) {
            Some(url) => {
                self.url = Some(url.to_owned());
                self.followed += 1;
                Outcome::Elsewhere
            }
            None => {
                // The next batch begins where the application said.
                *self = Self::default();
                Outcome::Refused
            }
        }
    }

    /// An answer that is no redirection ends a row of them.
    pub(super) fn arrived(&mut self) {
        self.followed = 0;
    }
}

fn is_of_the_vendor(url: &str) -> bool {
    url.parse::<Uri>().is_ok_and(|uri| {
        let host = uri.host().unwrap_or_default().to_ascii_lowercase();
        let no_user = uri.authority().is_some_and(|authority| !authority.as_str().contains('@'));
        uri.scheme_str() == Some("https")
            && no_user
            && DOMAINS.iter().any(|domain| host.ends_with(domain))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_vendors_domains_are_followed() {
        let mut redirect = Redirect::default();
        for foreign in [
            "https://evil.example/v2/track",
            "https://monitor.azure.com.evil.example/v2/track",
            "http://x.in.applicationinsights.azure.com/v2/track",
            "https://x.monitor.azure.com@evil.example/v2/track",
            "/v2/track",
            "not a url",
        ] {
            assert_eq!(redirect.follow(Some(foreign)), Outcome::Refused, "{foreign}");
            assert_eq!(redirect.url(), None);
        }
        let own = "https://westus-0.in.applicationinsights.azure.com/v2.1/track";
        assert_eq!(redirect.follow(Some(own)), Outcome::Elsewhere);
        assert_eq!(redirect.url(), Some(own));
    }

    #[test]
    fn a_circle_ends() {
        let mut redirect = Redirect::default();
        let own = Some("https://a.monitor.azure.com/v2/track");
        for _ in 0..MOST {
            assert_eq!(redirect.follow(own), Outcome::Elsewhere);
        }
        assert_eq!(redirect.follow(own), Outcome::Refused);
        assert_eq!(redirect.url(), None, "the next batch starts anew");
        for _ in 0..2 * MOST {
            assert_eq!(redirect.follow(own), Outcome::Elsewhere);
            redirect.arrived();
        }
    }
}
