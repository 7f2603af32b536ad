//! What it costs to depend on this library: crates, CPU seconds of a cold release build, and bytes of
//! the stripped program, beside posthog-rs and beside a bare HTTP client with TLS.
//!
//! Each program sends one event, or posts one request. They are built one after the other, so that the
//! CPU seconds of one are not those of another.

#[path = "../../compile-time/src/cpu_time.rs"]
mod cpu_time;
mod programs;

use std::collections::BTreeSet;
use std::error::Error;
use std::path::Path;
use std::process::Command;

use programs::Program;
use serde_json::json;

/// The targets: our CPU seconds over those of the bare client, and our crates.
const MAX_RATIO: f64 = 1.4;
const MAX_CRATES: usize = 48;

struct Cost {
    crates: usize,
    seconds: f64,
    bytes: u64,
}

fn main() -> Result<(), Box<dyn Error>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../target/dependency-cost");
    println!("{:12} {:>8} {:>14} {:>16}", "", "crates", "CPU seconds", "stripped bytes");
    let mut costs = Vec::new();
    for program in &Program::ALL {
        let cost = measure(&folder, program)?;
        let Cost { crates, seconds, bytes } = cost;
        println!("{:12} {crates:8} {seconds:14.1} {bytes:16}", program.name);
        costs.push(cost);
    }
    let [bare, ours, _] = &costs[..] else { return Err("three programs".into()) };
    let ratio = ours.seconds / bare.seconds;
    let verdict = |met| if met { "met" } else { "MISSED" };
    println!("ours / bare ureq: {ratio:.2}, at most {MAX_RATIO}: {}", verdict(ratio <= MAX_RATIO));
    println!(
        "crates: {}, at most {MAX_CRATES}: {}",
        ours.crates,
        verdict(ours.crates <= MAX_CRATES)
    );
    let figures: serde_json::Map<_, _> = Program::ALL
        .iter()
        .zip(&costs)
        .map(|(program, cost)| {
            let Cost { crates, seconds, bytes } = cost;
            let figures =
                json!({"crates": crates, "cpu_seconds": seconds, "stripped_bytes": bytes});
            (program.name.to_owned(), figures)
        })
        .collect();
    let result = folder.join("figures.json");
    std::fs::write(&result, serde_json::to_string_pretty(&figures)?)?;
    println!("as JSON: {}", result.canonicalize()?.display());
    Ok(())
}

fn measure(folder: &Path, program: &Program) -> Result<Cost, Box<dyn Error>> {
    program.write(folder)?;
    let folder = folder.join(program.name);
    let target = folder.join("target");
    if target.exists() {
        std::fs::remove_dir_all(&target)?;
    }
    let cargo = |arguments: &[&str]| {
        let mut command = Command::new(env!("CARGO"));
        command.args(arguments).current_dir(&folder).env("CARGO_TARGET_DIR", &target);
        command
    };
    // Fetching is no part of the cost.
    succeed(cargo(&["fetch", "--quiet"]))?;
    let tree = cargo(&["tree", "--prefix", "none", "--edges", "normal,build", "--format", "{p}"])
        .output()?;
    let tree = String::from_utf8(tree.stdout)?;
    let names = tree.lines().filter_map(|line| line.split(" (").next());
    // Without the program itself.
    let crates = names.collect::<BTreeSet<_>>().len() - 1;
    let before = cpu_time::of_children()?;
    succeed(cargo(&["build", "--quiet", "--release"]))?;
    let seconds = cpu_time::of_children()? - before;
    let bytes = std::fs::metadata(target.join("release").join(program.name))?.len();
    Ok(Cost { crates, seconds, bytes })
}

fn succeed(mut command: Command) -> Result<(), Box<dyn Error>> {
    match command.status()?.success() {
        true => Ok(()),
        false => Err(format!("{command:?} failed").into()),
    }
}
