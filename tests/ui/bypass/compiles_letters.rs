// Enums with a variant for each letter
use telemetry::{TelemetryEnum, TelemetryEvent};

/// A letter.
#[derive(TelemetryEnum)]
enum Letter { A, B, C, D, E, F, G, H, I, J, K, L, M, N, O, P }

/// A file was opened.
#[derive(TelemetryEvent)]
struct FileOpened { first: Letter, second: Letter, third: Option<Letter> }

fn main() {
    use Letter::*;
    let _ = [A, B, C, D, E, F, G, H, I, J, K, L, M, N, O, P];
    let _ = FileOpened { first: J, second: A, third: Some(N) };
    assert_eq!(<FileOpened as TelemetryEvent>::SCHEMA.bits(), Some(4 + 4 + 5));
}
