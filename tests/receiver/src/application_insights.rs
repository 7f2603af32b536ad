//! Azure Application Insights (contract 3): what its server does with a request, as a function of
//! request and time.

mod envelope;
mod event_data;
mod fields;
mod framing;
mod item;
mod privacy;
mod tags;
#[cfg(test)]
mod tests;
mod track;

use crate::Fault;
use crate::answer::Answer;
use crate::breach::{Breach, Rejection};
use crate::circumstances::Circumstances;
use crate::http::BodyLimit;
use crate::intake;
use crate::request::Request;

use track::Track;

/// The endpoints (contract 3.1). Those with two slashes come from a base whose own was not trimmed.
pub(crate) const PATHS: [&str; 4] = ["/v2/track", "/v2.1/track", "//v2/track", "//v2.1/track"];

/// The contract limits items only (3.3); this is to protect the receiver's memory.
pub(crate) const BODY_LIMIT: BodyLimit = BodyLimit { bytes: 64 * 1024 * 1024, rule: "3.3" };

/// The status of an item that breaks a rule.
const INVALID: u16 = 400;

/// Answers a request to one of [`PATHS`].
pub(crate) fn handle(request: &Request, circumstances: Circumstances<'_>) -> Answer {
    let mut answer =
        ingest(request, circumstances).unwrap_or_else(|rejection| rejection.answer(Answer::text));
    if request.path.starts_with("//") {
        let breach = Breach::of("3.1", "the endpoint's trailing slash is not trimmed");
        answer.refusals.push(breach.tolerated());
    }
    answer
}

/// Each item stands for itself (contract 3.4); only what cannot be decoded is refused whole.
fn ingest(request: &Request, circumstances: Circumstances<'_>) -> Result<Answer, Rejection> {
    intake::only_post(request, "3.1")?;
    let coding = intake::coding(request, "3.2")?;
    let content = intake::content(request, coding, BODY_LIMIT, "3.2")?;
    let items = framing::items(request, &content).map_err(|breach| breach.answered(400))?;

    let scripted: &[(usize, u16)] = match circumstances.fault {
        Some(Fault::Partial { errors, .. }) => errors,
        _ => &[],
    };
    let mut track = Track::of(items.len());
    let mut events = Vec::new();
    let mut refusals = Vec::new();
    for (index, item) in items.iter().enumerate() {
        match item::check(item, circumstances) {
            Err(breaches) => {
                let first = breaches.first().map_or("", |breach| &breach.reason);
                track.refuse(index, INVALID, first);
                let rejected = |breach: Breach| breach.rejected(INVALID).of_event(index);
                refusals.extend(breaches.into_iter().map(rejected));
            }
            Ok(_) if scripted.iter().any(|(position, _)| *position == index) => {}
            Ok(event) => {
                let notes = privacy::notes(item, circumstances.config);
                refusals.extend(notes.into_iter().map(|note| note.tolerated().of_event(index)));
                events.push(event);
            }
        }
    }
    for (index, status) in scripted {
        track.refuse(*index, *status, "as the script wants it");
    }
    let answer = match circumstances.fault {
        Some(Fault::Partial { code, headers, .. }) => track.answer(*code, headers),
        _ => track.answer(track.status(), &[]),
    };
    Ok(Answer { events, refusals, ..answer })
}
