// Text in a type that can be taken for a number.
use telemetry::TelemetryEvent;

struct Count(String, u64);
impl std::ops::Deref for Count {
    type Target = u64;
    fn deref(&self) -> &u64 {
        &self.1
    }
}

/// A file was opened.
#[derive(TelemetryEvent)]
struct FileOpened {
    /// What it tells.
    value: Count,
}

fn main() {}
