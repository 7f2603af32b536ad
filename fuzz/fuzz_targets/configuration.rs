//! Keys, URLs and connection strings end in a destination or a reason, never in a panic; a reason does
//! not repeat a key.
#![no_main]

use libfuzzer_sys::fuzz_target;
use telemetry_core::transport::Transport;
use telemetry_transport::{ApplicationInsights, Aptabase, Otlp, PostHog};

/// Short keys occur in a reason by chance.
const TELLING: usize = 12;

/// What a reason shows as the right form.
const SHOWN: &str = "A-EU-0123456789";

fuzz_target!(|input: (&str, &str)| {
    let (key, url) = input;
    let transports: [(Box<dyn Transport>, bool); 6] = [
        (Box::new(Aptabase::new(key).host(url)), true),
        (Box::new(Aptabase::new(key)), true),
        (Box::new(PostHog::new(key).host(url)), true),
        (Box::new(ApplicationInsights::new(key)), false),
        (Box::new(ApplicationInsights::new(key).endpoint(url)), false),
        (Box::new(Otlp::new(url).header("authorization", key)), true),
    ];
    for (transport, is_a_key) in transports {
        if let Err(reason) = transport.destination()
            && is_a_key
            && key.len() >= TELLING
            && !url.contains(key)
            && !SHOWN.contains(key)
        {
            assert!(!reason.contains(key), "{reason}");
        }
    }
});
