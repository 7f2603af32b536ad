// An event's name is its struct's, unless it says otherwise.
use telemetry::TelemetryEvent;

/// It happened.
#[derive(TelemetryEvent)]
struct HTTPServer2Started;

/// It happened.
#[derive(TelemetryEvent)]
#[allow(non_camel_case_types)]
struct already_snake;

/// It happened.
#[derive(TelemetryEvent)]
#[event(name = "step_2_done")]
struct Step;

/// It happened.
#[derive(TelemetryEvent)]
#[event()]
#[event(why = "Does anybody?")]
#[event(once, name = "told_twice",)]
struct ToldOnce;

/// It happened.
#[derive(TelemetryEvent)]
#[event(name = "error")]
struct OneWordIsMeant;

fn main() {
    assert_eq!(<OneWordIsMeant as TelemetryEvent>::SCHEMA.name, "error");
    assert_eq!(<HTTPServer2Started as TelemetryEvent>::SCHEMA.name, "http_server2_started");
    assert_eq!(<already_snake as TelemetryEvent>::SCHEMA.name, "already_snake");
    assert_eq!(<Step as TelemetryEvent>::SCHEMA.name, "step_2_done");
    let told = <ToldOnce as TelemetryEvent>::SCHEMA;
    assert_eq!((told.name, told.why, told.once.is_some()), ("told_twice", Some("Does anybody?"), true));
}
