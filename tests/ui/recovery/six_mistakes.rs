// Six different mistakes are six messages, each at its own token.
use telemetry::TelemetryEvent;

/// A file was opened.
#[derive(TelemetryEvent)]
#[event(wy = "Which files do people open?")]
struct FileOpened {
    is_new: bool,
    /// Its name.
    name: String,
    /// Its size.
    #[bucket(100, 10)]
    size: u64,
    /// Its owner.
    #[hash(length = 4)]
    owner: String,
    /// Whose it is.
    user_id: u64,
}
fn main() {}
