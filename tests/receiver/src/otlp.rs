//! OpenTelemetry logs over HTTP as JSON (contract 4): what a collector does with a request.
//!
//! Refused is what a real collector was seen to refuse or cannot decode; what it would take and lose
//! or misread is noted.

mod any_value;
mod attributes;
mod logs;
mod message;
mod record;
mod sender;
#[cfg(test)]
mod tests;

use serde_json::{Value, json};

use crate::Fault;
use crate::answer::Answer;
use crate::breach::{Breach, Rejection};
use crate::circumstances::Circumstances;
use crate::http::BodyLimit;
use crate::intake;
use crate::json::Json;
use crate::request::Request;

use message::Notes;

/// What the path ends with, after the base's own prefix (contract 4.1).
pub(crate) const PATH: &str = "/v1/logs";

/// More is answered 413, packed or not (contract 4.4).
pub(crate) const BODY_LIMIT: BodyLimit = BodyLimit { bytes: 64 * 1024 * 1024, rule: "4.4" };

const CONTENT_TYPE: &str = "application/json";

/// Answers a request to [`PATH`].
pub(crate) fn handle(request: &Request, circumstances: Circumstances<'_>) -> Answer {
    ingest(request, circumstances).unwrap_or_else(|rejection| rejection.answer(status_message))
}

fn ingest(request: &Request, circumstances: Circumstances<'_>) -> Result<Answer, Rejection> {
    intake::only_post(request, "4.1")?;
    check_content_type(request)?;
    let coding = intake::coding(request, "4.2")?;
    let content = intake::content(request, coding, BODY_LIMIT, "4.2")?;
    let body = Json::parse(&content).map_err(|error| {
        Breach::of("4.3", format!("the body is not JSON: {error}")).answered(400)
    })?;

    let mut notes = Notes::default();
    let mut events = logs::read(&body, &mut notes)?;
    let body = match circumstances.fault {
        Some(Fault::PartialSuccess { rejected, message }) => {
            let rejected_here = usize::try_from(*rejected).unwrap_or(usize::MAX);
            events.truncate(events.len().saturating_sub(rejected_here));
            json!({"partialSuccess": {
                "rejectedLogRecords": rejected.to_string(), "errorMessage": message,
            }})
        }
        _ => json!({}),
    };
    Ok(Answer { events, refusals: notes.into_refusals(), ..json_answer(200, &body) })
}

/// JSON and bare (contract 4.2). Protobuf is a protocol of its own and not spoken here.
fn check_content_type(request: &Request) -> Result<(), Rejection> {
    let content_type = request.header("Content-Type").unwrap_or_default();
    if content_type.eq_ignore_ascii_case(CONTENT_TYPE) {
        return Ok(());
    }
    let status = if intake::has_media_type(request, CONTENT_TYPE) { 400 } else { 415 };
    let reason = format!("Content-Type is `{content_type}`, not {CONTENT_TYPE}");
    Err(Breach::of("4.2", reason).answered(status))
}

/// The body of an error (contract 4.4), a `google.rpc.Status`.
fn status_message(status: u16, reason: String) -> Answer {
    /// `INVALID_ARGUMENT`.
    const CODE: u16 = 3;
    json_answer(status, &json!({"code": CODE, "message": reason}))
}

/// An answer of the request's own content type (contract 4.2).
fn json_answer(status: u16, body: &Value) -> Answer {
    Answer::new(status, CONTENT_TYPE, body.to_string())
}
