//! Starts telemetry, works a little, and says what became of it.

use std::time::Instant;

use notes::{AppLaunched, Format, NoteExported, SearchRun, TELEMETRY};
use telemetry::Aptabase;

fn main() {
    // A build without the key, such as this one, sends nothing.
    let _guard = TELEMETRY.builder().start(Aptabase::new(option_env!("APTABASE_KEY")));
    let notes = ["Shopping for Jane", "Diary"];
    TELEMETRY.track(AppLaunched { notes: notes.len() });

    let query = "jane";
    let found = notes.iter().filter(|note| note.to_lowercase().contains(query)).count();
    TELEMETRY.track(SearchRun { found, query });

    let start = Instant::now();
    let page = notes.map(|note| format!("<li>{note}</li>")).concat();
    println!("{page}");
    let (format, took) = (Format::Html, start.elapsed());
    TELEMETRY.track(NoteExported { format, template: "Jane's own", took });
    println!("{:?}", TELEMETRY.status().state);
}
