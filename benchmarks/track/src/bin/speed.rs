//! What an event costs its caller and the worker, beside the floor and the peers.

use std::error::Error;
use std::hint::black_box;
use std::time::Instant;

use sha2::{Digest, Sha256};
use telemetry::filter;
use track::event::{MODEL, ModelSource};
use track::floor::Floor;
use track::ours::{ClosedForm, TextForm};
use track::peers::*;
use track::report::{Report, Target};
use track::subject::Subject;
use track::{hot, off, paced, server, threads, worker};

/// As long as ours is by default.
const CAPACITY: usize = telemetry::CAPACITY;

fn main() -> Result<(), Box<dyn Error>> {
    let server = server::start()?;
    // As many bytes as the reference event takes in the queue.
    let floor = Floor::new(74);
    let closed = ClosedForm::to_sink();
    let remote = TextForm::to_sink(ModelSource::Remote);
    let local = TextForm::to_sink(ModelSource::Local);
    let typed = Metrique::new(CAPACITY);
    let any = MetriqueAny::new(CAPACITY);
    let to_writer = ToWriter::default();
    let opentelemetry = OpenTelemetry::new(CAPACITY);
    let tracing = Tracing::new();
    let sentry = Sentry::new();
    let posthog = PostHog::new(&server, CAPACITY);
    let callers: [&dyn Subject; 11] = [
        &floor,
        &closed,
        &remote,
        &local,
        &typed,
        &any,
        &to_writer,
        &opentelemetry,
        &tracing,
        &sentry,
        &posthog,
    ];
    let mut report = Report::default();
    one_after_the_other(&mut report, &callers);
    one_each_two_milliseconds(&mut report, &callers);

    report.measure("track while telemetry is off");
    let [load, plain, with_closure] = off::nanoseconds();
    report.figure("a relaxed load", load, "ns");
    for (what, nanoseconds) in [("track", plain), ("track_with", with_closure)] {
        // Two more instructions are half a nanosecond.
        let target = Target { of: "ns above a load", at_most: 1.0, is: nanoseconds - load };
        report.target(what, nanoseconds, "ns", target);
    }

    let queued: [&dyn Subject; 5] = [&closed, &typed, &any, &opentelemetry, &posthog];
    four_threads(&mut report, &closed, &queued);
    bodies(&mut report);
    report.write("track-speed.json")?;
    Ok(())
}

fn one_after_the_other(report: &mut Report, callers: &[&dyn Subject]) {
    report.measure("track, one after the other");
    let hot = hot::nanoseconds(callers);
    for (subject, nanoseconds) in callers.iter().zip(&hot) {
        report.figure(subject.name(), *nanoseconds, "ns");
    }
    let [floor, closed, remote, local, typed, any, ..] = hot[..] else { return };
    let digest = fastest(|| {
        let mut hasher = Sha256::new();
        hasher.update(black_box("track"));
        hasher.update(":");
        hasher.update(black_box(MODEL));
        black_box(hasher.finalize());
    });
    let filter = fastest(|| {
        black_box(filter::check(black_box(MODEL)).is_ok());
    });
    report.figure("sha2's digest of the text", digest, "ns");
    report.figure("the filter's look at the text", filter, "ns");
    let targets = [
        ("closed", closed, Target { of: "floors", at_most: 2.0, is: closed / floor }),
        ("closed", closed, Target { of: "metrique, any", at_most: 1.0, is: closed / any }),
        ("closed", closed, Target { of: "metrique, typed", at_most: 1.0, is: closed / typed }),
        (
            "remote, above closed",
            remote - closed,
            Target { of: "digests", at_most: 1.3, is: (remote - closed) / digest },
        ),
        (
            "local, above closed",
            local - closed,
            Target { of: "filters", at_most: 1.0, is: (local - closed) / filter },
        ),
    ];
    for (what, nanoseconds, target) in targets {
        report.target(what, nanoseconds, "ns", target);
    }
}

fn one_each_two_milliseconds(report: &mut Report, callers: &[&dyn Subject]) {
    report.measure("track, one each 2 ms, cold caches");
    let paced = paced::nanoseconds(callers);
    for (subject, (median, high)) in callers.iter().zip(&paced) {
        report.figure(subject.name(), *median, "ns, median");
        report.figure("", *high, "ns, 99 %");
    }
    let [(floor, _), (closed, _), ..] = paced[..] else { return };
    let target = Target { of: "floors", at_most: 2.0, is: closed / floor };
    report.target("closed", closed, "ns, median", target);
}

fn four_threads(report: &mut Report, closed: &ClosedForm, queued: &[&dyn Subject]) {
    report.measure("four threads at once");
    let before = closed.0.telemetry.status().counts;
    let millions = threads::millions(queued);
    for (subject, millions) in queued.iter().zip(&millions) {
        report.figure(subject.name(), *millions, "M events/s");
    }
    let after = closed.0.telemetry.status().counts;
    let best = millions.iter().skip(1).copied().fold(0.0, f64::max);
    let target = Target { of: "of the best peer's time", at_most: 1.0, is: best / millions[0] };
    report.target("closed", millions[0], "M events/s", target);
    let sent = after.sent - before.sent;
    let lost = threads::TOTAL as f64 - sent as f64;
    report.target("lost or doubled", lost, "", Target { of: "", at_most: 0.0, is: lost.abs() });
}

fn bodies(report: &mut Report) {
    report.measure("worker: the body of an event, in batches of 100");
    for (backend, figures) in worker::figures() {
        let worker::Figures { encode, by_hand, compress, bytes } = figures;
        report.figure(&format!("{backend}, by hand"), by_hand, "ns");
        let target = Target { of: "by hand", at_most: 1.0, is: encode / by_hand };
        report.target(backend, encode, "ns", target);
        report.figure("  its size", bytes, "bytes");
        report.figure("  to compress it", compress, "ns");
    }
}

/// Nanoseconds of some work, in the fastest of many rounds.
fn fastest(work: impl Fn()) -> f64 {
    const TIMES: usize = 1_000;
    let rounds = (0..300).map(|_| {
        let start = Instant::now();
        (0..TIMES).for_each(|_| work());
        start.elapsed().as_nanos() as f64 / TIMES as f64
    });
    rounds.fold(f64::INFINITY, f64::min)
}
