// A library in the place of ours, by its name
extern crate self as telemetry;
extern crate telemetry as real;
pub mod __private {
    pub use real::__private::Suppressible as ClosedText;
    pub use real::__private::*;
}

/// A file was opened.
#[derive(real::TelemetryEvent)]
struct FileOpened { #[doc = "Its name."] name: String }

fn main() {}
