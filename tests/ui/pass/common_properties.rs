// Every treatment is there for the properties of every event, too.
use telemetry::{Aptabase, Catalog, TelemetryCommon, TelemetryEnum, TelemetryEvent, catalog};

/// How it was installed.
#[derive(TelemetryEnum)]
enum Channel {
    Store,
    #[remote]
    Fork,
}

#[derive(TelemetryCommon)]
struct Machine<'a> {
    #[origin]
    channel: Channel,
    /// Its memory.
    #[bucket(8, 16, tolerance = 0.5)]
    memory: f64,
    /// Its language.
    #[enum_only("en", "de", other = "other")]
    language: String,
    /// The build.
    #[omit_if_remote]
    #[hash_remote]
    build: &'a str,
    #[skip]
    home: std::path::PathBuf,
}

/// The app was launched.
#[derive(TelemetryEvent)]
struct AppLaunched;

catalog! {
    struct Editor {
        title: "Editor",
        backends: [Aptabase],
        common: Machine<'static>,
        events: [AppLaunched],
    }
}

fn main() {
    let _ = [Channel::Store, Channel::Fork];
    let keys: Vec<_> = <Editor as Catalog>::SCHEMA.common.iter().map(|p| p.key).collect();
    assert_eq!(keys, ["channel", "memory", "language", "build", "build_hash"]);
}
