// A macro that changes what a name means after the derive has seen it.
use telemetry::TelemetryEvent;
use telemetry_rewrite::rewrite;

#[rewrite(u64 => String)]
type Size = u64;

/// A file was opened.
#[derive(TelemetryEvent)]
struct FileOpened {
    /// What it tells.
    value: Size,
}

fn main() {}
