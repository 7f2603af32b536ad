//! Aptabase (contract 1): what its server does with a request, as a function of request and time.

mod acceptance;
mod binding;
mod locale;
mod rate_limit;
mod session;
mod storage;
#[cfg(test)]
mod tests;
mod timestamp;

pub(crate) use rate_limit::RateLimit;

use std::time::SystemTime;

use serde_json::{Map, Value, json};

use crate::answer::Answer;
use crate::breach::Breach;
use crate::http::BodyLimit;
use crate::intake;
use crate::json::Json;
use crate::options::Config;
use crate::refusal::{Consequence, Refusal};
use crate::request::Request;

/// The endpoint that takes an array of events (contract 1.1).
pub(crate) const BATCH_PATH: &str = "/api/v0/events";

/// The endpoint that takes one event (contract 1.1).
pub(crate) const SINGLE_PATH: &str = "/api/v0/event";

/// More is answered 413 (contract 1.4).
pub(crate) const BODY_LIMIT: BodyLimit = BodyLimit { bytes: 30_000_000, rule: "1.4" };

/// More events in one batch are answered 400 (contract 1.1).
const MAX_EVENTS: usize = 25;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Endpoint {
    Batch,
    Single,
}

/// Answers a request to [`BATCH_PATH`] or [`SINGLE_PATH`].
pub(crate) fn handle(request: &Request, now: SystemTime, config: &Config) -> Answer {
    let endpoint = match request.path.as_str() {
        SINGLE_PATH => Endpoint::Single,
        _ => Endpoint::Batch,
    };
    let mut answer = parse(request, endpoint)
        .and_then(|body| ingest(request, &body, endpoint, now, config))
        .unwrap_or_else(|refused| refused);
    answer.refusals.extend(tolerated(request));
    answer
}

/// What the server takes although the contract forbids it.
fn tolerated(request: &Request) -> Option<Refusal> {
    let user_agent = request.header("User-Agent").unwrap_or_default();
    user_agent.is_empty().then(|| {
        let reason = "there is no User-Agent to tell apart the users behind one address";
        Breach::of("1.2", reason).tolerated()
    })
}

/// What happens before model binding: method, media type, encoding and JSON.
fn parse(request: &Request, endpoint: Endpoint) -> Result<Json, Answer> {
    intake::only_post(request, "1.1").map_err(|rejection| rejection.answer(Answer::text))?;
    if !intake::has_media_type(request, "application/json") {
        let content_type = request.header("Content-Type").unwrap_or_default();
        return Err(Answer::problem(415, &json!({}))
            .because("1.2", format!("Content-Type is `{content_type}`, not application/json")));
    }
    if let Some(encoding) = request.header("Content-Encoding")
        && !encoding.eq_ignore_ascii_case("identity")
    {
        let reason = format!("Content-Encoding is {encoding}: requests are never decompressed");
        return Err(Answer::problem(400, &json!({"$": [reason]})).because("1.2", reason));
    }
    let json = Json::parse(&request.body).map_err(|error| {
        let reason = format!("the body is not JSON: {error}");
        Answer::problem(400, &json!({"$": [reason]})).because("1.3", reason)
    })?;
    let (fits, wanted) = match endpoint {
        Endpoint::Batch => (matches!(json, Json::Array(_)), "an array of events"),
        Endpoint::Single => (matches!(json, Json::Object(_)), "one event object"),
    };
    if !fits {
        let reason = format!("the body is not {wanted}");
        return Err(Answer::problem(400, &json!({"$": [reason]})).because("1.1", reason));
    }
    Ok(json)
}

/// The two stages of validation (contract 1.4), then the key, then storage.
fn ingest(
    request: &Request,
    body: &Json,
    endpoint: Endpoint,
    now: SystemTime,
    config: &Config,
) -> Result<Answer, Answer> {
    let bound = binding::bind(body).map_err(|violations| invalid_model(&violations))?;
    if bound.len() > MAX_EVENTS {
        let reason = format!("{} events in a batch; {MAX_EVENTS} are allowed", bound.len());
        return Err(Answer::text(400, reason.as_str()).because("1.1", reason));
    }

    let mut answer = Answer::json(200, &json!({}));
    let mut accepted = Vec::new();
    for (index, event) in bound.into_iter().enumerate() {
        match acceptance::accept(event, now) {
            Ok(event) => accepted.push((index, event)),
            Err(breach) if endpoint == Endpoint::Single => {
                return Err(
                    Answer::text(400, breach.reason.as_str()).because(breach.rule, breach.reason)
                );
            }
            Err(breach) => answer.refusals.push(
                Refusal::new(Consequence::Dropped, breach.rule, breach.reason).of_event(index),
            ),
        }
    }
    if accepted.is_empty() {
        // The key is not even looked at then (contract 1.4).
        if answer.refusals.is_empty() {
            let reason = "the batch is empty; 1..25 events are allowed";
            answer.refusals.push(Refusal::new(Consequence::Tolerated, "1.1", reason));
        }
        return Ok(answer);
    }

    let key = request.header("App-Key").unwrap_or_default();
    if !config.knows_in_any_case(key) {
        let reason = format!("no application has the App-Key `{key}`");
        return Err(Answer::text(404, reason.as_str()).because("1.2", reason));
    }

    let user_agent = request.header("User-Agent").unwrap_or_default();
    for (index, event) in accepted {
        let agent = match endpoint {
            Endpoint::Batch => user_agent.to_owned(),
            Endpoint::Single => storage::made_up_user_agent(&event, user_agent),
        };
        match storage::store(&event, &agent) {
            Ok(event) => answer.events.push(event),
            Err(breach) => {
                let refusal = Refusal::new(Consequence::Answered(500), "1.6", breach.reason);
                answer.refusals.push(refusal.of_event(index));
                return Ok(Answer {
                    events: answer.events,
                    refusals: answer.refusals,
                    ..Answer::text(500, "")
                });
            }
        }
    }
    Ok(answer)
}

/// The whole request is refused: 400 with ProblemDetails that name each field (contract 1.4).
fn invalid_model(violations: &[binding::Violation]) -> Answer {
    let mut errors = Map::new();
    for violation in violations {
        let messages = errors.entry(violation.field.clone()).or_insert_with(|| json!([]));
        if let Value::Array(messages) = messages {
            messages.push(violation.message.as_str().into());
        }
    }
    let mut answer = Answer::problem(400, &Value::Object(errors));
    for violation in violations {
        let reason = format!("{}: {}", violation.field, violation.message);
        let refusal = Refusal::new(Consequence::Answered(400), "1.3", reason);
        answer.refusals.push(Refusal { event: violation.event, ..refusal });
    }
    answer
}

/// The length in UTF-16 code units, as .NET counts it.
fn utf16_len(text: &str) -> usize {
    text.encode_utf16().count()
}
