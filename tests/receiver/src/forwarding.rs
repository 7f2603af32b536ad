//! Headers by which a client could claim another address. Servers believe them, hence the contract
//! forbids to send them (1.6).

use crate::breach::Breach;
use crate::refusal::Refusal;
use crate::request::Request;

const HEADERS: [&str; 3] = ["X-Forwarded-For", "X-Real-Ip", "CF-Connecting-IP"];

/// A note for each such header.
pub(crate) fn notes(request: &Request) -> impl Iterator<Item = Refusal> {
    HEADERS.iter().filter(|name| request.header(name).is_some()).map(|name| {
        let reason = format!("{name} is sent, which overrides the client's address");
        Breach::of("1.6", reason).tolerated()
    })
}

#[cfg(test)]
mod tests {
    use super::notes;
    use crate::fixture::post;
    use crate::refusal::Consequence;

    #[test]
    fn forwarding_headers_are_noticed() {
        for name in ["X-Forwarded-For", "x-real-ip", "CF-Connecting-IP"] {
            let request = post("/", "").with(name, "203.0.113.7");
            let notes: Vec<_> = notes(&request).collect();
            assert_eq!(notes.len(), 1);
            assert_eq!(notes[0].consequence, Consequence::Tolerated);
            assert_eq!(notes[0].rule, "1.6");
        }
        assert_eq!(notes(&post("/", "")).count(), 0);
    }
}
