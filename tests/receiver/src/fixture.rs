//! What the unit tests of all backends start from: a sound request, and one thing changed in it.

use std::time::{Duration, Instant, SystemTime};

use serde_json::Value;

use crate::answer::Answer;
use crate::refusal::Consequence;
use crate::request::Request;

/// 2026-11-21T03:50:00Z.
pub(crate) fn now() -> SystemTime {
    SystemTime::UNIX_EPOCH + Duration::from_secs(1_795_233_000)
}

/// A request that posts JSON.
pub(crate) fn post(path: &str, body: impl Into<Vec<u8>>) -> Request {
    Request {
        connection: 0,
        method: "POST".to_owned(),
        target: path.to_owned(),
        path: path.to_owned(),
        headers: Vec::new(),
        body: body.into(),
        arrived: Instant::now(),
        status: None,
    }
    .with("Content-Type", "application/json")
    .with("User-Agent", "test/1")
}

impl Request {
    /// The same with another value of a header.
    pub(crate) fn with(mut self, name: &str, value: &str) -> Self {
        self.headers.retain(|(key, _)| key != name);
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }
}

/// The same JSON with another value, or a new one, at `pointer`.
pub(crate) fn with(mut json: Value, pointer: &str, value: Value) -> Value {
    let (parent, name) = pointer.rsplit_once('/').expect("a pointer");
    json.pointer_mut(parent).expect("an object")[name] = value;
    json
}

/// The same JSON without the member at `pointer`.
pub(crate) fn without(mut json: Value, pointer: &str) -> Value {
    let (parent, name) = pointer.rsplit_once('/').expect("a pointer");
    let parent = json.pointer_mut(parent).and_then(Value::as_object_mut);
    parent.expect("an object").remove(name).expect("a member");
    json
}

/// The rules by which something was tolerated.
pub(crate) fn tolerated(answer: &Answer) -> Vec<&'static str> {
    let tolerated = |consequence| consequence == Consequence::Tolerated;
    let refusals = answer.refusals.iter();
    refusals.filter(|refusal| tolerated(refusal.consequence)).map(|refusal| refusal.rule).collect()
}
