// A derive stands above a struct once.
use telemetry::{TelemetryCommon, TelemetryEvent};

/// A file was opened.
#[derive(TelemetryEvent, TelemetryEvent)]
struct FileOpened;

#[derive(TelemetryCommon)]
#[derive(TelemetryCommon)]
struct EveryEvent;

fn main() {}
