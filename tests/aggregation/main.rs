//! What is told of many values together: the accumulators on the wire, and the sessions that they are
//! gathered for.

#[path = "../support/chats.rs"]
#[allow(dead_code, reason = "each test file uses a part of the application")]
mod chats;

mod accumulators;
mod handlers;
mod sessions;
mod skipped_fields;

use std::time::Duration;

use serde_json::Value;
use telemetry_receiver::Receiver;

use chats::*;

const SECOND: Duration = Duration::from_secs(1);

/// The properties of the only event, without those that every event carries.
fn properties(receiver: &Receiver) -> Value {
    let events = receiver.events();
    assert_eq!(events.len(), 1, "{events:?}");
    let own = events[0].props.iter();
    let own = own.filter(|(key, _)| !key.starts_with('$') && *key != "is_debug");
    Value::Object(own.map(|(key, value)| (key.clone(), value.clone())).collect())
}

fn granted(receiver: &Receiver, test: impl FnOnce(&App)) {
    let (app, state) = (App::new(), folder());
    let guard = app.start(receiver, state.path());
    app.telemetry.grant();
    test(&app);
    drop(guard);
}
