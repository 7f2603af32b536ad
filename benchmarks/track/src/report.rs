//! The table, for people and for machines.

use std::io::Result;
use std::path::Path;

use serde_json::{Value, json};

/// A column of figures that grows line by line.
#[derive(Default)]
pub struct Report {
    lines: Vec<Value>,
}

/// How a figure compares with its target.
pub struct Target {
    /// What it is compared with, in words.
    pub of: &'static str,
    /// The most that it may be.
    pub at_most: f64,
    /// What it is, in the target's own unit.
    pub is: f64,
}

impl Report {
    /// Begins a measure.
    pub fn measure(&mut self, name: &str) {
        println!("\n== {name}");
    }

    /// A figure without a target.
    pub fn figure(&mut self, what: &str, figure: f64, unit: &str) {
        println!("{what:44} {figure:12.2} {unit}");
        self.lines.push(json!({"what": what, "figure": figure, "unit": unit}));
    }

    /// A figure with a target.
    pub fn target(&mut self, what: &str, figure: f64, unit: &str, target: Target) {
        let Target { of, at_most, is } = target;
        let met = is <= at_most;
        let verdict = if met { "met" } else { "MISSED" };
        println!(
            "{what:44} {figure:12.2} {unit:10} {is:8.2} {of}, at most {at_most:.2}: {verdict}"
        );
        self.lines.push(json!({
            "what": what, "figure": figure, "unit": unit,
            "target": {"of": of, "at_most": at_most, "is": is, "met": met},
        }));
    }

    /// Writes what was printed as JSON into the workspace's target folder.
    pub fn write(&self, name: &str) -> Result<()> {
        let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../target").join(name);
        std::fs::write(&file, serde_json::to_string_pretty(&self.lines)?)?;
        println!("\nas JSON: {}", file.canonicalize()?.display());
        Ok(())
    }
}
