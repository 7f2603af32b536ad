//! What a backend accepts, as far as it can be checked at compile time.

/// Something that events can be sent to, with the limits that a catalogue is checked against.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a backend",
    label = "nothing tells what it accepts",
    note = "name the types that send the events, for example:\n    backends: [telemetry::Aptabase],"
)]
pub trait Backend {
    /// The limits.
    const LIMITS: Limits;
}

/// The limits of a backend. What the vendor counts in UTF-16 units or characters
/// counts in bytes here: names and keys are ASCII.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// The backend's name, for messages.
    pub backend: &'static str,
    /// The longest event name.
    pub name: usize,
    /// The longest property key.
    pub key: usize,
}
