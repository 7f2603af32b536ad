//! How many events a second reach a server, from `track` to its answer.

use std::error::Error;
use std::thread;

use track::loopback::{self, Millions};
use track::report::{Report, Target};
use track::worker;

fn main() -> Result<(), Box<dyn Error>> {
    let mut report = Report::default();
    // Those that this process may use.
    let cores = thread::available_parallelism()?;
    report.measure(&format!("end to end on the loopback, batches of 100, cores: {cores}"));
    let [(_, aptabase), ..] = worker::figures();
    let Millions { plain, compressed, bare, bare_paced } = loopback::millions(aptabase)?;
    let target = Target { of: "M/s, inverted", at_most: 1.0, is: 1.0 / plain };
    report.target("JSON as it is", plain, "M events/s", target);
    report.figure("PostHog, compressed", compressed, "M events/s");
    report.figure("bare ureq, bodies of that size", bare, "M events/s");
    report.figure("the same, and the time to write them", bare_paced, "M events/s");
    report.figure("JSON as it is, beside that", plain / bare_paced, "times");
    report.write(&format!("track-end-to-end-{cores}.json"))?;
    Ok(())
}
