//! PostHog, version 0 (contract 2): what its server does with a request, as a function of request,
//! time and what it has stored before.

mod dedup;
mod envelope;
mod identity;
mod key;
mod privacy;
mod sent;
mod session;
mod storage;
#[cfg(test)]
mod tests;

pub(crate) use dedup::Dedup;

use std::borrow::Cow;

use jiff::Timestamp;
use serde_json::json;

use crate::Fault;
use crate::answer::Answer;
use crate::breach::{Breach, Rejection};
use crate::circumstances::Circumstances;
use crate::gzip;
use crate::http::BodyLimit;
use crate::intake::{self, Coding};
use crate::json::Json;
use crate::refusal::{Consequence, Refusal};
use crate::request::Request;

use envelope::Envelope;
use sent::Sent;
use storage::Arrival;

/// What a path ends with, after the base's own prefix; both take the same bodies (contract 2.1).
pub(crate) const PATHS: [&str; 2] = ["/batch/", "/i/v0/e/"];

/// More is answered 413, packed or not (contract 2.4).
pub(crate) const BODY_LIMIT: BodyLimit = BodyLimit { bytes: 20 * 1024 * 1024, rule: "2.4" };

/// Answers a request to one of [`PATHS`].
pub(crate) fn handle(
    request: &Request,
    circumstances: Circumstances<'_>,
    dedup: &mut Dedup,
) -> Answer {
    let mut answer = ingest(request, circumstances, dedup)
        .unwrap_or_else(|rejection| rejection.answer(Answer::text));
    answer.refusals.extend(tolerated(request).map(Breach::tolerated));
    answer
}

/// What the server takes although the contract forbids it.
fn tolerated(request: &Request) -> impl Iterator<Item = Breach> {
    let untyped = (!intake::has_media_type(request, "application/json"))
        .then(|| Breach::of("2.2", "Content-Type is not application/json"));
    let nameless = request.header("User-Agent").unwrap_or_default().is_empty();
    let nameless = nameless.then(|| Breach::of("2.2", "there is no User-Agent"));
    untyped.into_iter().chain(nameless)
}

/// All or nothing (contract 2.3): a batch is stored, or one breach costs all of it.
fn ingest(
    request: &Request,
    circumstances: Circumstances<'_>,
    dedup: &mut Dedup,
) -> Result<Answer, Rejection> {
    intake::only_post(request, "2.1")?;
    let content = content(request)?;
    let body = Json::parse(&content).map_err(|error| {
        Breach::of("2.3", format!("the body is not JSON: {error}")).answered(400)
    })?;
    let envelope = Envelope::decode(&body)?;
    let project = key::project(&envelope).map_err(|breach| breach.answered(401))?;
    let known = circumstances.config.knows(project);
    if !known && !circumstances.config.credulous {
        let reason = format!("no project has the key `{project}`");
        return Err(Breach::of("2.1", reason).answered(401));
    }
    if let Some(Fault::OverQuota) = circumstances.fault {
        return Ok(Answer::json(200, &json!({"status": "Ok", "quota_limited": ["events"]})));
    }
    let events =
        envelope.events.iter().enumerate().map(|(index, event)| {
            Sent::check(event).map_err(|rejection| rejection.of_event(index))
        });
    let events: Vec<Sent<'_>> = events.collect::<Result<_, _>>()?;

    let mut answer = if known {
        let now = Timestamp::try_from(circumstances.now).unwrap_or(Timestamp::MAX);
        store(&events, Arrival { project, sent_at: envelope.sent_at(), now }, dedup)
    } else {
        let reason = format!("no project has the key `{project}`, and 200 does not say so");
        let refusal = Refusal::new(Consequence::Dropped, "2.1", reason);
        Answer { refusals: vec![refusal], ..success() }
    };
    answer.refusals.extend(envelope.notes().into_iter().map(Breach::tolerated));
    Ok(answer)
}

/// Stores the events that are new.
fn store(events: &[Sent<'_>], arrival: Arrival<'_>, dedup: &mut Dedup) -> Answer {
    let mut answer = success();
    for (index, event) in events.iter().enumerate() {
        let time = arrival.stored_time(event);
        let notes = event.notes().into_iter().chain(session::note(event, time));
        answer.refusals.extend(notes.map(|breach| breach.tolerated().of_event(index)));
        if dedup.admit(arrival.project, event, time) {
            answer.events.push(arrival.store(event, time));
        } else {
            let reason = format!("`{}` has been stored already, with this uuid", event.name());
            let refusal = Refusal::new(Consequence::Duplicate, "2.5", reason);
            answer.refusals.push(refusal.of_event(index));
        }
    }
    answer
}

fn success() -> Answer {
    Answer::json(200, &json!({"status": "Ok"}))
}

/// The body unpacked: gzip needs no header, but a claim of gzip needs gzip (contract 2.2).
fn content(request: &Request) -> Result<Cow<'_, [u8]>, Rejection> {
    let claimed = intake::coding(request, "2.2")? == Coding::Gzip
        || request.target.split(['?', '&']).skip(1).any(|pair| pair == "compression=gzip");
    let packed = claimed || gzip::is_gzip(&request.body);
    let coding = if packed { Coding::Gzip } else { Coding::Identity };
    intake::content(request, coding, BODY_LIMIT, "2.2")
}
