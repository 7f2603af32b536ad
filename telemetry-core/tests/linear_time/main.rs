//! Eight times the input takes about eight times the time, whatever is in it. A test program of its own,
//! so that no other test disturbs it.

#[cfg(feature = "arguments")]
mod arguments;
mod growth;
mod scrub;
#[cfg(feature = "sql")]
mod sql;
