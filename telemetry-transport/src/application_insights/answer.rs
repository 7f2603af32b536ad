//! Answers: item by item where the service says which.

use std::time::Duration;

use serde_json::Value;
use telemetry_core::transport::{Outcome, Response};

use crate::server::retry_after;

/// How long nothing is sent once the quota is used up, where the service does not ask for less. A
/// daily cap is lifted at an hour that the client cannot know; an hour costs at most 24 requests a day that could have been spared.
const QUOTA_PAUSE: Duration = Duration::from_secs(60 * 60);

pub(super) fn judge(response: &Response, now: u64) -> Outcome {
    let after = retry_after(response, now);
    match (response.status, items(&response.body)) {
        (200, _) if response.is_page() => Outcome::Retry { after },
        (200, _) => Outcome::Accepted,
        (206 | 400 | 408 | 429 | 500 | 502..=504, Some(items)) => {
            Outcome::Each { again: items.again, refused: items.refused, after }
        }
        (206 | 408 | 429 | 500 | 502..=504, None) => Outcome::Retry { after },
        (413, _) => Outcome::Split,
        (402 | 439, _) => {
            let pause = after.map_or(QUOTA_PAUSE, |after| after.min(QUOTA_PAUSE));
            Outcome::QuotaUsedUp { pause }
        }
        // A key that is unknown stays unknown: 401 and 403 among them.
        _ => Outcome::Refused,
    }
}

/// The places of the items that were not accepted.
struct Items {
    again: Vec<usize>,
    refused: Vec<usize>,
}

/// The answer's errors; `None` where it names none, so that the status alone must tell.
fn items(body: &[u8]) -> Option<Items> {
    let answer: Value = serde_json::from_slice(body).ok()?;
    let errors = answer.get("errors")?.as_array().filter(|errors| !errors.is_empty())?;
    let mut items = Items { again: Vec::new(), refused: Vec::new() };
    for error in errors {
        let Some(index) = error.get("index").and_then(Value::as_u64) else { continue };
        let Ok(place) = usize::try_from(index) else { continue };
        match error.get("statusCode").and_then(Value::as_u64) {
            Some(408 | 429 | 500 | 502..=504) => items.again.push(place),
            _ => items.refused.push(place),
        }
    }
    Some(items)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answer(status: u16, body: &str) -> Outcome {
        judge(&Response { status, body: body.as_bytes().to_vec(), ..Response::default() }, 0)
    }

    fn each(again: &[usize], refused: &[usize]) -> Outcome {
        Outcome::Each { again: again.to_vec(), refused: refused.to_vec(), after: None }
    }

    #[test]
    fn a_quota_stops_for_as_long_as_the_service_asks_and_an_hour_at_most() {
        let pause = |wait: &str| {
            let retry_after = Some(wait.to_owned());
            judge(&Response { status: 439, retry_after, ..Response::default() }, 0)
        };
        assert_eq!(pause("60"), Outcome::QuotaUsedUp { pause: Duration::from_secs(60) });
        for nonsense in ["86400", "0", "soon"] {
            assert_eq!(pause(nonsense), Outcome::QuotaUsedUp { pause: QUOTA_PAUSE }, "{nonsense}");
        }
    }

    const SOME: &str = r#"{"itemsReceived":20,"itemsAccepted":17,"errors":[
        {"index":3,"statusCode":500,"message":""},{"index":5,"statusCode":400,"message":"100: Field"},
        {"index":7,"statusCode":429,"message":""}]}"#;

    #[test]
    fn a_partial_success_is_judged_item_by_item() {
        for status in [206, 400, 429, 500, 503] {
            assert_eq!(answer(status, SOME), each(&[3, 7], &[5]), "{status}");
        }
    }

    #[test]
    fn a_body_that_lies_or_says_nothing_does_no_harm() {
        let odd = r#"{"errors":[{"index":-1,"statusCode":500},{"index":18446744073709551615,"statusCode":500},
            {"statusCode":500},{"index":"3"},7,{"index":3}]}"#;
        assert_eq!(answer(206, odd), each(&[usize::MAX], &[3]));
        for silent in ["", "<html>", "{}", r#"{"errors":[]}"#, r#"{"errors":7}"#, "[]"] {
            assert_eq!(answer(206, silent), Outcome::Retry { after: None }, "{silent}");
            assert_eq!(answer(400, silent), Outcome::Refused, "{silent}");
        }
    }

    #[test]
    fn each_status_means_what_the_protocol_says() {
        assert_eq!(answer(200, ""), Outcome::Accepted);
        assert_eq!(answer(413, ""), Outcome::Split);
        for quota in [402, 439] {
            assert_eq!(answer(quota, ""), Outcome::QuotaUsedUp { pause: QUOTA_PAUSE }, "{quota}");
        }
        for retried in [408, 429, 500, 502, 503, 504] {
            assert_eq!(answer(retried, ""), Outcome::Retry { after: None }, "{retried}");
        }
        for refused in [400, 401, 403, 404, 405] {
            assert_eq!(answer(refused, ""), Outcome::Refused, "{refused}");
        }
    }
}
