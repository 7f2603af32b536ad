//! The programs that are built: the least that uses each library.

use std::fs;
use std::io::Result;
use std::path::Path;

/// A program, its one dependency and its code.
pub struct Program {
    /// Its name in the table.
    pub name: &'static str,
    dependency: fn() -> String,
    source: &'static str,
}

impl Program {
    /// In the order of the table.
    pub const ALL: [Self; 3] = [
        Self { name: "bare-ureq", dependency: bare_ureq, source: BARE_UREQ },
        Self { name: "ours", dependency: ours, source: OURS },
        Self { name: "posthog", dependency: posthog, source: POSTHOG },
    ];

    /// Writes the package.
    pub fn write(&self, folder: &Path) -> Result<()> {
        let package = folder.join(self.name);
        fs::create_dir_all(package.join("src"))?;
        let manifest = format!(
            "[workspace]\n\n[package]\nname = {:?}\nversion = \"0.1.0\"\nedition = \"2024\"\n\n[profile.release]\nstrip = true\n\n[dependencies]\n{}\n",
            self.name,
            (self.dependency)()
        );
        fs::write(package.join("Cargo.toml"), manifest)?;
        fs::write(package.join("src/main.rs"), self.source)
    }
}

/// With the features that this library takes it with.
fn bare_ureq() -> String {
    "ureq = { version = \"3.5\", default-features = false, features = [\"rustls\", \"socks-proxy\"] }"
        .to_owned()
}

fn ours() -> String {
    let facade = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    format!("telemetry = {{ package = \"telemetry-events\", path = {facade:?} }}")
}

/// Without its default features, the asynchronous client with its runtime and the error tracking: the
/// blocking client is the least of it that sends an event.
fn posthog() -> String {
    "posthog-rs = { version = \"0.30\", default-features = false }".to_owned()
}

const BARE_UREQ: &str = r#"fn main() {
    let answer = ureq::post("https://eu.aptabase.com/api/v0/events").send("[]");
    println!("{:?}", answer.map(|answer| answer.status()));
}
"#;

const OURS: &str = r#"use telemetry::{Aptabase, Telemetry, TelemetryEvent, catalog};

/// The application was started.
#[derive(TelemetryEvent)]
struct AppOpened;

catalog! {
    /// All of it.
    struct Events {
        title: "Events",
        app: "events",
        backends: [Aptabase],
        events: [AppOpened],
        never: [],
    }
}

static TELEMETRY: Telemetry<Events> = Telemetry::new();

fn main() {
    let _guard = TELEMETRY.builder().start(Aptabase::new(option_env!("APTABASE_KEY")));
    TELEMETRY.track(AppOpened);
    TELEMETRY.grant();
}
"#;

const POSTHOG: &str = r#"fn main() {
    let client = posthog_rs::client("phc_0123456789");
    client.capture(posthog_rs::Event::new_anon("app_opened"));
    client.shutdown();
}
"#;
