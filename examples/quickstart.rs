//! The shortest whole use: two events, a catalogue, a start, a consent.

use std::error::Error;
use std::time::Duration;

use telemetry::{Aptabase, Telemetry, TelemetryEnum, TelemetryEvent, catalog};
use telemetry_receiver::{DEFAULT_KEY, Receiver};

/// The application was started.
#[derive(TelemetryEvent)]
#[event(why = "Do people come back?")]
struct AppOpened;

/// A file was exported.
#[derive(TelemetryEvent)]
#[event(why = "Which formats are worth our time?")]
struct FileExported<'a> {
    /// The format that was chosen.
    format: Format,
    /// The number of pages, roughly.
    #[bucket(..=1 => "1", ..=10 => "2-10", ..=100 => "11-100", _ => "100+")]
    pages: u32,
    /// The template that the user made: equal names give equal pseudonyms, and nobody can read them.
    #[hash]
    template: &'a str,
}

/// A format of export.
#[derive(TelemetryEnum)]
#[allow(dead_code, reason = "an application has more formats than its demonstration uses")]
enum Format {
    Pdf,
    Html,
}

catalog! {
    /// All that the quickstart can send.
    struct Quickstart {
        title: "Quickstart telemetry",
        app: "quickstart",
        backends: [Aptabase],
        events: [AppOpened, FileExported<'_>],
        never: ["The content or the name of a file."],
    }
}

static TELEMETRY: Telemetry<Quickstart> = Telemetry::new();

fn main() -> Result<(), Box<dyn Error>> {
    clap::Command::new("quickstart").about("Sends two events to a server of its own").get_matches();
    let server = Receiver::start()?; // stands in for the hosted service
    let _guard = TELEMETRY.builder().start(Aptabase::new(DEFAULT_KEY).host(server.url()))?;

    TELEMETRY.track(AppOpened); // waits in memory: nobody has agreed yet
    TELEMETRY.grant(); // call it when the user says yes, `withdraw` when they say no
    TELEMETRY.track(FileExported { format: Format::Pdf, pages: 7, template: "Jane's invoices" });

    println!("{}", TELEMETRY.flush(Duration::from_secs(5)));
    server.events().iter().for_each(|event| println!("{} {:?}", event.name, event.props));
    Ok(())
}
