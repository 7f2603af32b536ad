// Attribute macros before and after the derive may do what they like, as long as the field stays
// what the derive has seen.
use telemetry::TelemetryEvent;
use telemetry_rewrite::rewrite;

/// A file was opened.
#[rewrite(String => u64)]
#[derive(TelemetryEvent)]
#[rewrite(Opened => FileOpened)]
#[rewrite(hash => allow(unused))]
struct FileOpened {
    /// Its size.
    size: String,
    /// Its name: what is taken away after the derive is taken away too late.
    #[hash]
    name: &'static str,
}

fn main() {
    let keys: Vec<_> =
        <FileOpened as TelemetryEvent>::SCHEMA.properties.iter().map(|p| p.key).collect();
    assert_eq!(keys, ["size", "name_hash"]);
}
