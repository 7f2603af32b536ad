// Text as an event.
use telemetry::{Aptabase, catalog};

catalog! {
    struct Editor { title: "Editor", backends: [Aptabase], events: [String] }
}

fn main() {}
