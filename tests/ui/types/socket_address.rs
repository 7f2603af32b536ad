// A network address is personal data, with a port, too.
use telemetry::TelemetryEvent;

/// A file was opened.
#[derive(TelemetryEvent)]
struct FileOpened {
    /// What it tells.
    value: Option<std::net::SocketAddr>,
}

fn main() {}
