//! P8: what is large outside stays outside: in a process of its own, whose memory the system counts.

use std::io;

use serde_json::Value;
use telemetry_receiver::Receiver;

use super::{PATIENCE, arguments, child, errors, launch};

/// The most that tracking may add to what the process has needed so far.
const MOST_KIB: u64 = 16 * 1024;

#[test]
fn p8_ten_megabytes_in_an_error_a_statement_and_an_argument_cost_no_memory() {
    let output = child::run(child::command(&["memory"]));
    let line = output.lines().find_map(|line| line.split_once("more KiB: ")).unwrap();
    let more: u64 = line.1.trim().parse().unwrap();
    assert!(more < MOST_KIB, "{more} KiB");
}

/// The application, in a process of its own.
pub fn play() {
    // The server is in this process, too, but has nothing large to keep: it gets what is left.
    let receiver = Receiver::start().unwrap();
    let app = launch(&receiver);
    let large = "cannot open /home/jane/x; 'a' \"b\" ".repeat(300_000);
    let error = io::Error::other(large.clone());
    let mut deep = arguments::nested(1000, arguments::object);
    deep["large"] = Value::String(large.clone());
    let before = peak_kib();
    for _ in 0..30 {
        errors::tracked(&app, &error);
        errors::statement(&app, &large);
        arguments::failure(&app, Some(&deep));
    }
    assert_eq!(app.telemetry.flush(PATIENCE).pending, 0);
    println!("\nmore KiB: {}", peak_kib() - before);
}

/// The most memory that the process ever had at once.
fn peak_kib() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap();
    line.trim().trim_end_matches("kB").trim().parse().unwrap()
}
