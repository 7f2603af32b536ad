//! What the derive costs to compile, beside serde's: the CPU seconds of `cargo check` and `cargo build`
//! for a crate of 500 structs of 8 fields, over the same structs without a derive.
//!
//! All figures of a table are from one run, taken in turns; of each the smallest counts, which is the
//! one that other work on the machine disturbed least.

mod cpu_time;
mod crates;

use std::error::Error;
use std::path::Path;
use std::process::Command;

use crates::{Derive, FIELDS, STRUCTS};
use serde_json::json;

/// How often each figure is taken.
const ROUNDS: usize = 5;

/// The targets (issue "The wall"): ours over serde's, at check and at build.
const TARGETS: [(&str, f64); 2] = [("check", 0.70), ("build", 0.75)];

fn main() -> Result<(), Box<dyn Error>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../target/compile-time-crates");
    for derive in Derive::ALL {
        crates::write(&folder, derive)?;
    }
    println!("{STRUCTS} structs of {FIELDS} fields, CPU seconds over the same without a derive\n");
    println!(
        "{:8} {:>9} {:>9} {:>9} {:>13} {:>7}",
        "", "none", "serde", "ours", "ours / serde", "target"
    );
    let mut figures = serde_json::Map::new();
    for (command, target) in TARGETS {
        let [none, serde, ours] = smallest(&folder, command)?;
        let ratio = (ours - none) / (serde - none);
        let verdict = if ratio <= target { "met" } else { "missed" };
        println!(
            "{command:8} {none:9.2} {:9.2} {:9.2} {ratio:13.2} {target:7.2} {verdict}",
            serde - none,
            ours - none
        );
        let figure = json!({"none": none, "serde": serde - none, "ours": ours - none, "ratio": ratio, "target": target});
        figures.insert(command.to_owned(), figure);
    }
    let result = folder.join("figures.json");
    std::fs::write(&result, serde_json::to_string_pretty(&figures)?)?;
    println!("\nas JSON: {}", result.canonicalize()?.display());
    Ok(())
}

/// The smallest CPU seconds of the command for each crate, after one run that builds what they need.
fn smallest(folder: &Path, command: &str) -> Result<[f64; 3], Box<dyn Error>> {
    let mut smallest = [f64::INFINITY; 3];
    for round in 0..=ROUNDS {
        for (derive, smallest) in Derive::ALL.into_iter().zip(&mut smallest) {
            let seconds = compile(folder, derive, command)?;
            if round > 0 {
                *smallest = smallest.min(seconds);
            }
        }
    }
    Ok(smallest)
}

fn compile(folder: &Path, derive: Derive, command: &str) -> Result<f64, Box<dyn Error>> {
    crates::touch(folder, derive)?;
    let before = cpu_time::of_children()?;
    let status = Command::new(env!("CARGO"))
        .args([command, "--quiet", "--package", derive.name()])
        .current_dir(folder)
        .env("CARGO_INCREMENTAL", "0")
        .env("CARGO_TARGET_DIR", folder.join("target"))
        .status()?;
    if !status.success() {
        return Err(format!("cargo {command} failed for {}", derive.name()).into());
    }
    Ok(cpu_time::of_children()? - before)
}
