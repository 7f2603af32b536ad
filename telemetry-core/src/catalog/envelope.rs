//! What travels with every event whatever the catalogue says, so that the documents can name it.

/// Each thing that transports attach, and what for.
pub(super) const ENVELOPE: [(&str, &str); 7] = [
    ("the time", "when the event happened"),
    ("a session id", "a random number that is forgotten after an hour without events, or a day"),
    (
        "an id of the install",
        "a random number, and only where the application was set up to have one",
    ),
    ("the application's name and version", "which release the event comes from"),
    ("whether it is a debug build", "to keep developers' own events apart"),
    ("the operating system and its version", "by two numbers, such as 6.1, and no more"),
    ("the language and region", "of the user's settings, such as en-US"),
];
