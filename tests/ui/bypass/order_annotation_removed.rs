// A macro that removes the annotation before the derive sees it.
use telemetry::TelemetryEvent;
use telemetry_rewrite::rewrite;

/// A file was opened.
#[rewrite(hash => allow(unused))]
#[derive(TelemetryEvent)]
struct FileOpened<'a> {
    /// Its name.
    #[hash]
    name: &'a str,
}

fn main() {}
