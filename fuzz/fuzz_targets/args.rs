//! Signatures and masked arguments are JSON of a bounded length, whatever the arguments are.
#![no_main]

use libfuzzer_sys::fuzz_target;
use serde_json::Value;
use telemetry_core::arguments::{MASKED_MAX, SIGNATURE_MAX, mask_arguments, signature};

fuzz_target!(|json: &str| {
    let Ok(arguments) = serde_json::from_str::<Value>(json) else { return };
    for (text, longest) in [(signature(&arguments), SIGNATURE_MAX), (mask_arguments(&arguments), MASKED_MAX)] {
        assert!(text.chars().count() <= longest);
        assert!(serde_json::from_str::<Value>(&text).is_ok(), "{text}");
    }
});
