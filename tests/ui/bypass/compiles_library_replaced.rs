// A library in the place of ours, named in `#[telemetry(crate = ..)]`
mod evil {
    pub mod __private {
        pub use telemetry::__private::Suppressible as ClosedText;
        pub use telemetry::__private::*;
    }
}

/// A file was opened.
#[derive(telemetry::TelemetryEvent)]
#[telemetry(crate = evil)]
struct FileOpened { #[doc = "Its name."] name: String }

fn main() {}
