//! What was scrubbed is short enough, stays as it is when scrubbed again, and passes the value filter
//! but for its length.
#![no_main]

use libfuzzer_sys::fuzz_target;
use telemetry_core::detect::Rule;
use telemetry_core::filter;
use telemetry_core::scrub::scrub;

fuzz_target!(|input: (u8, &str)| {
    let (max, text) = (usize::from(input.0) * 4, input.1);
    let scrubbed = scrub(text, max).text;
    assert!(scrubbed.chars().count() <= max);
    assert_eq!(scrub(&scrubbed, max).text, scrubbed);
    assert!(matches!(filter::check(&scrubbed), Ok(()) | Err(Rule::Empty | Rule::TooLong)));
});
