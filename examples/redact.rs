//! The second layer on strings of your own.
//!
//! ```text
//! echo '{"id":1,"op":"scrub","text":"no such file: /home/jane/notes.txt"}' |
//!     cargo run --example redact
//! ```
//!
//! Reads JSON lines `{"id", "op", "text"}` and writes `{"id", "out"}`: `keep` or `drop` for the
//! operation `filter`, the treated text for `scrub` and `sql`.

use std::error::Error;
use std::io::{BufWriter, Write, stdin, stdout};

use serde_json::{Value, json};
use telemetry::filter;
use telemetry::scrub::scrub;
use telemetry::sql::mask_sql_with;

/// The most characters of a treated text: the most that `#[scrub]` allows.
const MAX: usize = 4000;

fn main() -> Result<(), Box<dyn Error>> {
    let mut output = BufWriter::new(stdout().lock());
    for line in stdin().lines() {
        let request: Value = serde_json::from_str(&line?)?;
        let text = request["text"].as_str().ok_or("a line has no text")?;
        let out = match request["op"].as_str() {
            Some("filter") if filter::check(text).is_ok() => "keep".to_owned(),
            Some("filter") => "drop".to_owned(),
            Some("scrub") => scrub(text, MAX).text,
            Some("sql") => mask_sql_with(text, MAX, |masked| scrub(masked, MAX).text),
            _ => return Err("an operation is none of filter, scrub, sql".into()),
        };
        writeln!(output, "{}", json!({"id": request["id"], "out": out}))?;
    }
    Ok(output.flush()?)
}
