//! What the transports to a server share: its address, its key, and how long it asks to wait.

pub(crate) mod endpoint;
mod retry_after;

pub(crate) use retry_after::retry_after;

/// A key or an address that an application was built with: blank text is none.
pub(crate) fn configured<'t>(text: impl Into<Option<&'t str>>) -> Option<String> {
    text.into().map(str::trim).filter(|text| !text.is_empty()).map(str::to_owned)
}
