//! What a backend asks of a request before it looks at the content: method, media type, coding.

use std::borrow::Cow;

use crate::breach::{Breach, Rejection};
use crate::gzip;
use crate::http::BodyLimit;
use crate::request::Request;

/// How a body is packed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Coding {
    Identity,
    Gzip,
}

/// Refuses every method but POST.
pub(crate) fn only_post(request: &Request, rule: &'static str) -> Result<(), Rejection> {
    if request.method == "POST" {
        return Ok(());
    }
    Err(Breach::of(rule, format!("the method is {}", request.method)).answered(405))
}

/// Whether the body claims this media type, whatever its parameters.
pub(crate) fn has_media_type(request: &Request, wanted: &str) -> bool {
    let content_type = request.header("Content-Type").unwrap_or_default();
    let media_type = content_type.split(';').next().unwrap_or_default();
    media_type.trim().eq_ignore_ascii_case(wanted)
}

/// The coding that the header claims; one that no backend knows is refused.
pub(crate) fn coding(request: &Request, rule: &'static str) -> Result<Coding, Rejection> {
    match request.header("Content-Encoding").unwrap_or("identity") {
        name if name.eq_ignore_ascii_case("identity") => Ok(Coding::Identity),
        name if name.eq_ignore_ascii_case("gzip") => Ok(Coding::Gzip),
        name => {
            let reason = format!("Content-Encoding is {name}: gzip is the only one");
            Err(Breach::of(rule, reason).answered(400))
        }
    }
}

/// The body as it was before this coding.
pub(crate) fn content<'a>(
    request: &'a Request,
    coding: Coding,
    limit: BodyLimit,
    rule: &'static str,
) -> Result<Cow<'a, [u8]>, Rejection> {
    match coding {
        Coding::Identity => Ok(Cow::Borrowed(&request.body)),
        Coding::Gzip => gzip::unpack(&request.body, limit, rule).map(Cow::Owned),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture::post;

    #[test]
    fn only_post_is_taken() {
        let mut request = post("/", "");
        assert_eq!(only_post(&request, "2.1"), Ok(()));
        request.method = "GET".to_owned();
        let answer =
            only_post(&request, "2.1").map_err(|got| got.answer(crate::answer::Answer::text));
        let answer = answer.expect_err("a refusal");
        assert_eq!(answer.status, 405);
        assert!(answer.headers.contains(&("Allow".into(), "POST".into())));
    }

    #[test]
    fn a_media_type_has_any_case_and_any_parameters() {
        let request = post("/", "").with("Content-Type", "Application/JSON ; charset=utf-8");
        assert!(has_media_type(&request, "application/json"));
        assert!(!has_media_type(&request, "application/x-json-stream"));
    }

    #[test]
    fn codings_other_than_gzip_are_refused() {
        let coding = |name| coding(&post("/", "").with("Content-Encoding", name), "2.2");
        assert_eq!(coding("GZIP"), Ok(Coding::Gzip));
        assert_eq!(coding("identity"), Ok(Coding::Identity));
        for name in ["deflate", "br", "zstd", "gzip, gzip", ""] {
            assert_eq!(coding(name).map_err(|rejection| rejection.status), Err(400), "{name}");
        }
    }
}
