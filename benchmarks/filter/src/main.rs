//! What the value filter and the scrubber cost, beside twenty common patterns and a search for one byte.
//!
//! All figures are from one run, taken in turns; of each the smallest counts, which is the one that
//! other work on the machine disturbed least. Ratios hold where times do not.

mod measure;
mod patterns;
mod samples;

use std::error::Error;
use std::fs;
use std::path::Path;

use allocation_counter::measure as allocations_of;
use measure::{Subject, fastest_of};
use patterns::Patterns;
use samples::{CLEAN_MESSAGES, CLEAN_VALUES, DIRTY_MESSAGES, DIRTY_VALUES, Sample};
use serde_json::{Value, json};
use telemetry_core::filter::check;
use telemetry_core::scrub::scrub;

/// Longer than any sample: nothing is cut.
const MAX_CHARS: usize = 1000;

/// How fast a value should go through, and a message: in terms of the set's rate.
const TARGETS: [f64; 2] = [1.0, 1.5];

const SUBJECTS: [&str; 4] = ["ours", "set", "one by one", "memchr"];

fn main() -> Result<(), Box<dyn Error>> {
    let patterns = Patterns::new()?;
    let floor = |text: &str| memchr::memchr(b'@', text.as_bytes()).is_none();
    let filters: [Subject; 4] = [
        &|text| check(text).is_ok(),
        &|text| patterns.set_is_clean(text),
        &|text| patterns.each_is_clean(text),
        &floor,
    ];
    let scrubbers: [Subject; 4] = [
        &|text| scrub(text, MAX_CHARS).rules.is_empty(),
        &|text| patterns.set_scrubs(text),
        &|text| patterns.each_scrubs(text),
        &floor,
    ];
    let [values, messages] = TARGETS;
    let figures = json!({
        "clean_values": table("clean values", CLEAN_VALUES, filters, values),
        "dirty_values": table("dirty values", DIRTY_VALUES, filters, values),
        "clean_messages": table("clean messages", CLEAN_MESSAGES, scrubbers, messages),
        "dirty_messages": table("dirty messages", DIRTY_MESSAGES, scrubbers, messages),
    });
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../target");
    fs::create_dir_all(&folder)?;
    let result = folder.join("filter.json");
    fs::write(&result, serde_json::to_string_pretty(&figures)?)?;
    println!("as JSON: {}", result.canonicalize()?.display());
    Ok(())
}

/// Prints a line for each sample and one for all of them together.
fn table(title: &str, samples: &[Sample], subjects: [Subject; 4], target: f64) -> Value {
    println!(
        "{title}, ns: target {target:.1} times the set's rate\n{:24}{:>6}{:>8}{:>8}{:>12}{:>8}{:>8}{:>8}{:>7}{:>12}",
        "", "bytes", "ours", "set", "one by one", "memchr", "MB/s", "rate", "", "allocations"
    );
    let mut rows = Vec::new();
    let (mut bytes, mut times, mut allocations) = (0, [0.0; 4], 0);
    for sample in samples {
        let fastest = fastest_of(subjects, sample.text);
        let count = allocations_of(|| _ = subjects[0](sample.text)).count_total;
        rows.push(row(sample.shape, sample.text.len(), fastest, count, target));
        bytes += sample.text.len();
        times = std::array::from_fn(|at| times[at] + fastest[at]);
        allocations += count;
    }
    rows.push(row("all", bytes, times, allocations, target));
    println!();
    Value::from(rows)
}

fn row(shape: &str, bytes: usize, times: [f64; 4], allocations: u64, target: f64) -> Value {
    let [ours, set, single, floor] = times;
    let rate = set / ours;
    let megabytes = bytes as f64 * 1e3 / ours;
    let verdict = if rate >= target { "met" } else { "missed" };
    println!(
        "{shape:24}{bytes:6}{ours:8.0}{set:8.0}{single:12.0}{floor:8.0}{megabytes:8.0}{rate:8.2}{verdict:>7}{allocations:12}"
    );
    let times: serde_json::Map<_, _> =
        SUBJECTS.iter().zip(times).map(|(name, time)| ((*name).to_owned(), json!(time))).collect();
    json!({"shape": shape, "bytes": bytes, "ns": times, "rate": rate, "allocations": allocations})
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clean_values_need_no_memory() {
        for sample in CLEAN_VALUES {
            assert!(check(sample.text).is_ok(), "{} is dropped", sample.shape);
            let allocations = allocations_of(|| _ = check(sample.text)).count_total;
            assert_eq!(allocations, 0, "{}", sample.shape);
        }
    }

    #[test]
    fn samples_are_what_their_tables_say() {
        for sample in DIRTY_VALUES {
            assert!(check(sample.text).is_err(), "{}", sample.shape);
        }
        for sample in CLEAN_MESSAGES {
            assert_eq!(scrub(sample.text, MAX_CHARS).text, sample.text, "{}", sample.shape);
        }
        for sample in DIRTY_MESSAGES {
            assert_ne!(scrub(sample.text, MAX_CHARS).text, sample.text, "{}", sample.shape);
        }
    }
}
