//! Answers.

use serde_json::Value;
use telemetry_core::transport::{Outcome, Response};

use crate::server::retry_after;

pub(super) fn judge(response: &Response, now: u64) -> Outcome {
    let after = retry_after(response, now);
    match response.status {
        200 if response.is_page() => Outcome::Retry { after },
        200 => match rejected(&response.body) {
            0 => Outcome::Accepted,
            refused => Outcome::AllBut { refused },
        },
        413 => Outcome::Split,
        // The specification names these four and no other, 500 and 408 not among them.
        429 | 502..=504 => Outcome::Retry { after },
        _ => Outcome::Refused,
    }
}

/// How many records a partial success leaves out; a 64-bit number may be written as text.
fn rejected(body: &[u8]) -> usize {
    let answer: Value = serde_json::from_slice(body).unwrap_or_default();
    let rejected = &answer["partialSuccess"]["rejectedLogRecords"];
    let number = rejected.as_u64().or_else(|| rejected.as_str()?.parse().ok());
    number.and_then(|number| usize::try_from(number).ok()).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answer(status: u16, body: &str) -> Outcome {
        judge(&Response { status, body: body.as_bytes().to_vec(), ..Response::default() }, 0)
    }

    #[test]
    fn full_success_has_many_forms() {
        for body in [
            "",
            "{}",
            r#"{"partialSuccess":null}"#,
            r#"{"partialSuccess":{}}"#,
            "nonsense",
            r#"{"partialSuccess":{"rejectedLogRecords":0,"errorMessage":"a warning"}}"#,
        ] {
            assert_eq!(answer(200, body), Outcome::Accepted, "{body}");
        }
    }

    #[test]
    fn a_partial_success_is_never_sent_again() {
        for number in ["3", "\"3\""] {
            let body = format!(
                r#"{{"partialSuccess":{{"rejectedLogRecords":{number},"errorMessage":"x"}}}}"#
            );
            assert_eq!(answer(200, &body), Outcome::AllBut { refused: 3 });
        }
    }

    #[test]
    fn only_four_statuses_are_worth_another_attempt() {
        for retried in [429, 502, 503, 504] {
            assert_eq!(answer(retried, ""), Outcome::Retry { after: None }, "{retried}");
        }
        for refused in [301, 307, 400, 401, 403, 404, 408, 500, 501] {
            assert_eq!(answer(refused, ""), Outcome::Refused, "{refused}");
        }
        assert_eq!(answer(413, ""), Outcome::Split);
    }
}
