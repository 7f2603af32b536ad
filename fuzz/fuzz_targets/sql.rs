//! Masked SQL is short enough, stays as it is when masked again, and holds no single-quoted literal.
#![no_main]

use libfuzzer_sys::fuzz_target;
use telemetry_core::sql::mask_sql;

fuzz_target!(|input: (u8, &str)| {
    let (max, sql) = (usize::from(input.0) * 8, input.1);
    let masked = mask_sql(sql, max);
    assert!(masked.chars().count() <= max);
    assert_eq!(mask_sql(&masked, max), masked);
    assert!(!masked.contains('\''));
});
