//! Whatever a server answers means something to every backend.
#![no_main]

use libfuzzer_sys::fuzz_target;
use telemetry_core::transport::{Outcome, Response, Transport};
use telemetry_transport::{ApplicationInsights, Aptabase, Otlp, PostHog};

const STATUSES: [u16; 16] =
    [200, 204, 206, 307, 308, 400, 401, 402, 404, 408, 413, 429, 439, 500, 503, 999];

/// 2026-11-21T00:00:00Z, in milliseconds since 1970.
const NOW: u64 = 1_795_219_200_000;

fuzz_target!(|input: (u8, Option<String>, Option<String>, Option<String>, Vec<u8>)| {
    let (status, content_type, retry_after, location, body) = input;
    let status = STATUSES[usize::from(status) % STATUSES.len()];
    let response = Response { status, content_type, retry_after, location, body };
    let mut transports: [Box<dyn Transport>; 4] = [
        Box::new(Aptabase::new("A-EU-0123456789")),
        Box::new(PostHog::new("phc_0123456789abcdefghijklmnopqrstuvwxyzABCDEFG")),
        Box::new(ApplicationInsights::new("InstrumentationKey=00000000-0000-4000-8000-000000000000")),
        Box::new(Otlp::new("http://localhost:4318")),
    ];
    for transport in &mut transports {
        let outcome = transport.judge(&response, NOW);
        if matches!(status, 429 | 503) {
            assert_ne!(outcome, Outcome::Accepted);
        }
        // A redirect is remembered: where it leads to is still a destination.
        if let Err(reason) = transport.destination() {
            panic!("{reason}");
        }
    }
});
