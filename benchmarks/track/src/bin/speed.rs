//! What an event costs its caller, beside the floor and the peers.

use std::error::Error;

use track::event::ModelSource;
use track::floor::Floor;
use track::ours::{ClosedForm, TextForm};
use track::peers::*;
use track::report::{Report, Target};
use track::subject::Subject;
use track::{hot, server, worker};

/// As long as ours is by default.
const CAPACITY: usize = telemetry::CAPACITY;

fn main() -> Result<(), Box<dyn Error>> {
    let server = server::start()?;
    let floor = Floor::new(64);
    let closed = ClosedForm::to_sink();
    let remote = TextForm::to_sink(ModelSource::Remote);
    let local = TextForm::to_sink(ModelSource::Local);
    let metrique = Metrique::new(CAPACITY);
    let to_writer = ToWriter::default();
    let opentelemetry = OpenTelemetry::new(CAPACITY);
    let tracing = Tracing::new();
    let sentry = Sentry::new();
    let posthog = PostHog::new(&server, CAPACITY);
    let subjects: [&dyn Subject; 10] = [
        &floor, &closed, &remote, &local, &metrique, &to_writer, &opentelemetry, &tracing, &sentry,
        &posthog,
    ];
    let mut report = Report::default();
    report.measure("track, one after the other");
    let hot = hot::nanoseconds(&subjects);
    for (subject, nanoseconds) in subjects.iter().zip(&hot) {
        report.figure(subject.name(), *nanoseconds, "ns");
    }
    let ratio = hot[1] / hot[0];
    report.target("closed", hot[1], "ns", Target { of: "floors", at_most: 2.0, is: ratio });
    report.measure("worker: the body of an event, in batches of 100");
    for (backend, figures) in worker::figures() {
        let worker::Figures { encode, by_hand, compress, bytes } = figures;
        match by_hand {
            Some(by_hand) => {
                report.figure(&format!("{backend}, by hand"), by_hand, "ns");
                let target = Target { of: "by hand", at_most: 1.0, is: encode / by_hand };
                report.target(backend, encode, "ns", target);
            }
            None => report.figure(backend, encode, "ns"),
        }
        report.figure("  its size", bytes, "bytes");
        report.figure("  to compress it", compress, "ns");
    }
    report.write("track-speed.json")?;
    Ok(())
}
