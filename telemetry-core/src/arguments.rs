//! What a tool was called with, without the values.
//!
//! Both forms are written by a serializer that counts and classifies what it is given: no value is
//! copied at any time, not even one that would be dropped later. What does not fit is dropped from
//! the end and counted under the key `...`, so the text is JSON whatever the input.

mod count;
mod key;
mod list;
mod outline;

use serde_core::Serialize;
use serde_json::Value;

/// The longest text that [`signature`] returns, in characters.
pub const SIGNATURE_MAX: usize = 1_000;

/// The longest text that [`mask_arguments`] returns, in characters.
pub const MASKED_MAX: usize = 2_000;

/// Deeper values are shown as `object:2` and `array:3`, as all nested values are in a signature.
const MASKED_DEPTH: usize = 8;

/// The shape of arguments: `{"sql":"string:40","limit":"number","api_key":"****"}`.
#[must_use]
pub fn signature(value: &Value) -> String {
    signature_of(value)
}

/// [`signature`] of anything that serializes.
#[must_use]
pub fn signature_of<T: Serialize + ?Sized>(value: &T) -> String {
    outline::outline(value, SIGNATURE_MAX, 1)
}

/// The structure of arguments, nested values included, with a kind in the place of each value.
#[must_use]
pub fn mask_arguments(value: &Value) -> String {
    mask_arguments_of(value)
}

/// [`mask_arguments`] of anything that serializes.
#[must_use]
pub fn mask_arguments_of<T: Serialize + ?Sized>(value: &T) -> String {
    outline::outline(value, MASKED_MAX, MASKED_DEPTH)
}

#[cfg(test)]
mod tests;
