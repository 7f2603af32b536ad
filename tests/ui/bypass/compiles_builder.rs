// A version or a machine that is made up at the start
use telemetry::{Aptabase, Machine, Telemetry, TelemetryEvent, catalog};

/// A file was opened.
#[derive(TelemetryEvent)]
struct FileOpened;

catalog! {
    struct Editor { title: "Editor", backends: [Aptabase], events: [FileOpened] }
}

fn main() {
    let machine = Machine { os_name: "Jane".to_owned(), ..Machine::default() };
    let _ = Telemetry::<Editor>::new().builder().app_version("Jane").machine(machine);
}
