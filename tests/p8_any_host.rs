//! P8, in hosts that are hard to be a guest of: one that forks, one that lives among signals, an
//! asynchronous one, one whose clock jumps, one that never ends its telemetry.

#[path = "support/osaurus.rs"]
#[allow(dead_code, reason = "each test file uses a part of the application")]
mod osaurus;

#[path = "support/child.rs"]
#[allow(dead_code, reason = "each test file uses a part of it")]
mod child;

use std::sync::Arc;
#[cfg(unix)]
use std::sync::{
    atomic::{AtomicBool, Ordering},
    mpsc,
};
#[cfg(unix)]
use std::thread;
use std::time::{Duration, SystemTime};

#[cfg(unix)]
use nix::sys::{
    pthread::{Pthread, pthread_kill, pthread_self},
    signal::Signal::SIGUSR1,
};
use osaurus::account::assert_adds_up;
use osaurus::events::*;
use osaurus::*;
#[cfg(unix)]
use telemetry::UreqHttp;
use telemetry::testing::ManualClock;
#[cfg(unix)]
use telemetry::transport::{Http, HttpError, Permit, Request, Response};
use telemetry::{Aptabase, DropReason, OffReason, Place, RetryPolicy, State, Telemetry};
use telemetry_receiver::{DEFAULT_KEY, Fault, Receiver};

#[test]
fn p8_a_runtime_is_not_needed_and_does_no_harm() {
    let receiver = Receiver::start().unwrap();
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    runtime.block_on(async {
        let app = launch(&receiver);
        app.telemetry.grant();
        app.telemetry.track(AppLaunched);
        tokio::task::yield_now().await;
        app.telemetry.track(AgentCreated);
        app.flush();
        app.telemetry.track(ServerStarted);
        drop(app.guard);
    });
    assert_eq!(names(&receiver), ["app_launched", "agent_created", "server_started"]);
}

/// The clock of the host jumps by a year, forward and back; whatever was under way arrives.
#[test]
fn p8_a_clock_may_jump_both_ways() {
    let receiver = Receiver::start().unwrap();
    let clock = Arc::new(ManualClock::new(SystemTime::now()));
    let app = launch_with(&receiver, |builder| builder.clock(clock.clone()));
    app.telemetry.grant();
    let year = Duration::from_secs(365 * 24 * 60 * 60);
    let now = SystemTime::now();
    for time in [now, now + year, now - year, now] {
        clock.set_now(time);
        app.telemetry.track(AgentCreated);
        app.telemetry.flush(PATIENCE);
    }
    let counts = app.telemetry.status().counts;
    assert_eq!((counts.recorded, counts.pending), (4, 0));
    assert_eq!(counts.sent + counts.dropped.by(DropReason::Refused), 4, "{counts}");
    assert!(counts.sent >= 2, "{counts}");
}

/// What is under way when the clock jumps is too old by it, or from the future; it neither hangs nor gets
/// lost without a count.
#[test]
fn p8_a_clock_may_jump_while_events_are_under_way() {
    let year = Duration::from_secs(365 * 24 * 60 * 60);
    let now = SystemTime::now();
    for (time, stale) in [(now + year, 2), (now - year, 0)] {
        let receiver = Receiver::start().unwrap();
        let clock = Arc::new(ManualClock::new(now));
        let app = launch_with(&receiver, |builder| builder.clock(clock.clone()));
        receiver.next(Fault::retry_after(503, "20"));
        app.telemetry.grant();
        app.telemetry.track(AppLaunched);
        // It comes back when the next attempt is known.
        assert_eq!(app.telemetry.flush(Duration::from_secs(1)).pending, 1);
        app.telemetry.track(AgentCreated);
        clock.set_now(time);
        clock.advance(Duration::from_secs(20));
        app.flush();
        let counts = app.telemetry.status().counts;
        assert_eq!((counts.dropped.by(DropReason::Stale), counts.sent), (stale, 2 - stale));
    }
}

#[cfg(unix)]
#[test]
fn p8_a_fork_is_silent_and_leaves_the_connection_alone() {
    let receiver = Receiver::start().unwrap();
    child::run(child::command(&["forks", &receiver.url()]));
    let expected = ["app_launched", "agent_created", "agent_created", "server_started"];
    assert_eq!(names(&receiver), expected);
    assert_eq!(receiver.connections(), 1, "the fork did not cut it");
}

#[cfg(unix)]
fn forks(telemetry: &'static Telemetry<Osaurus>, guard: telemetry::Guard) {
    telemetry.track(AppLaunched);
    telemetry.flush(PATIENCE);
    telemetry.track(AgentCreated);
    telemetry.track(AgentCreated);
    match fork::fork().expect("a fork") {
        fork::Fork::Child => {
            telemetry.track(ServerStarted);
            telemetry.grant();
            let counts = telemetry.flush(PATIENCE);
            assert_adds_up(&counts);
            let silent = telemetry.status().state == State::Off(OffReason::Forked)
                && counts.dropped.by(DropReason::Forked) == 3
                && counts.pending == 0;
            drop(guard);
            std::process::exit(if silent { 0 } else { 1 });
        }
        fork::Fork::Parent(child) => {
            assert_eq!(fork::waitpid(child).expect("it ends"), 0);
            telemetry.track(ServerStarted);
            assert_eq!(telemetry.flush(PATIENCE).pending, 0);
            drop(guard);
        }
    }
}

/// A fork has a copy of every lock as it was, and nobody to let go of one that somebody had.
#[cfg(unix)]
#[test]
fn p8_a_fork_waits_for_nobody_who_is_not_there() {
    let receiver = Receiver::start().unwrap();
    child::run(child::command(&["forks while it works", &receiver.url()]));
}

#[cfg(unix)]
fn forks_while_it_works(telemetry: &'static Telemetry<Osaurus>, guard: telemetry::Guard) {
    for _ in 0..2 {
        thread::spawn(|| {
            loop {
                (0..500).for_each(|_| telemetry.track(AgentCreated));
                telemetry.flush(PATIENCE);
            }
        });
    }
    for _ in 0..500 {
        match fork::fork().expect("a fork") {
            fork::Fork::Child => {
                nix::unistd::alarm::set(5);
                telemetry.track(ServerStarted);
                telemetry.flush(PATIENCE);
                drop(guard);
                std::process::exit(0);
            }
            fork::Fork::Parent(child) => assert_eq!(fork::waitpid(child).expect("it ends"), 0),
        }
    }
}

/// A client that tells which thread it sends on.
#[cfg(unix)]
struct Told {
    http: UreqHttp,
    sends_on: mpsc::Sender<Pthread>,
}

#[cfg(unix)]
impl Http for Told {
    fn post(&mut self, request: &Request, permit: &Permit) -> Result<Response, HttpError> {
        self.sends_on.send(pthread_self()).unwrap_or_default();
        self.http.post(request, permit)
    }
}

/// A signal can interrupt any read, write or wait, of the caller as of the worker.
#[cfg(unix)]
#[test]
fn p8_signals_disturb_nothing() {
    const ROUNDS: usize = 10;
    let receiver = Receiver::start().unwrap();
    // Many reads for an answer.
    receiver.always(Fault::DripBytes { interval: Duration::from_millis(1) });
    let came = Arc::new(AtomicBool::new(false));
    signal_hook::flag::register(SIGUSR1 as i32, Arc::clone(&came)).unwrap();
    let (sends_on, worker) = mpsc::channel();
    let app =
        launch_with(&receiver, |builder| builder.http(Told { http: UreqHttp::new(), sends_on }));
    app.telemetry.grant();
    let (caller, done) = (pthread_self(), &AtomicBool::new(false));
    let (signals, pending) = thread::scope(|scope| {
        let sender = scope.spawn(move || {
            let (mut threads, mut signals) = (vec![caller], 0);
            while !done.load(Ordering::Relaxed) {
                threads.extend(worker.try_iter());
                threads.dedup();
                for &thread in &threads {
                    pthread_kill(thread, SIGUSR1).unwrap();
                    signals += u32::from(came.swap(false, Ordering::Relaxed));
                }
                // The handler has all the time otherwise.
                thread::sleep(Duration::from_micros(100));
            }
            signals
        });
        let pending: Vec<_> = (0..ROUNDS)
            .map(|_| {
                (0..25).for_each(|_| app.telemetry.track(AgentCreated));
                app.telemetry.flush(PATIENCE).pending
            })
            .collect();
        done.store(true, Ordering::Relaxed);
        (sender.join().unwrap(), pending)
    });
    assert!(signals > 100, "only {signals} signals came");
    assert_eq!(pending, [0; ROUNDS], "{}", app.telemetry.status());
    // None was taken for a failure: nothing was sent twice.
    assert_eq!((receiver.requests().len(), receiver.events().len()), (ROUNDS, ROUNDS * 25));
}

/// Without a guard that is dropped nothing waits for the end, and nothing goes wrong.
#[test]
fn p8_a_static_that_is_never_shut_down_is_fine() {
    let receiver = Receiver::start().unwrap();
    child::run(child::command(&["never ends", &receiver.url()]));
    // What was tracked last may or may not have gone before the process did.
    assert!(names(&receiver).starts_with(&["app_launched".to_owned()]));
}

fn never_ends(telemetry: &'static Telemetry<Osaurus>, guard: telemetry::Guard) {
    std::mem::forget(guard);
    telemetry.track(AppLaunched);
    telemetry.flush(PATIENCE);
    telemetry.track(AgentCreated);
}

/// A server that cannot be reached is the host's log's business as little as its user's screen's: what is
/// wrong is in the status.
#[test]
fn p8_nothing_is_printed_or_logged_when_the_server_is_out_of_order() {
    let closed = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let receiver = Receiver::start().unwrap();
    receiver.script([Fault::status(503), Fault::Close, Fault::Garbage, Fault::Html, Fault::Reset]);
    receiver.always(Fault::status(404));
    for url in [format!("http://{closed}"), receiver.url()] {
        let output = child::command(&["says nothing", &url]).output().unwrap();
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success() && said.is_empty(), "{said}");
    }
    assert!(receiver.requests().len() > 5);
}

/// What the host would have in its log if it logged all but details.
struct Log;

impl log::Log for Log {
    fn enabled(&self, _: &log::Metadata<'_>) -> bool {
        true
    }

    fn log(&self, record: &log::Record<'_>) {
        eprintln!("{} {}: {}", record.level(), record.target(), record.args());
    }

    fn flush(&self) {}
}

fn says_nothing(telemetry: &'static Telemetry<Osaurus>, guard: telemetry::Guard) {
    log::set_logger(&Log).unwrap();
    log::set_max_level(log::LevelFilter::Info);
    for _ in 0..20 {
        telemetry.track(AgentCreated);
        telemetry.flush(PATIENCE);
    }
    assert!(telemetry.status().problems.contains_key(&Place::Delivery));
    drop(guard);
}

#[test]
fn the_application() {
    let Some(role) = child::role() else { return };
    static TELEMETRY: Telemetry<Osaurus> = Telemetry::new();
    let folder = tempfile::tempdir().unwrap();
    let guard = TELEMETRY
        .builder_with(EveryEvent { total_memory_gb: 16.0 })
        .state_folder(folder.path())
        .retry(RetryPolicy { first_wait: Duration::ZERO, ..RetryPolicy::default() })
        .start(Aptabase::new(DEFAULT_KEY).host(&role[1]))
        .unwrap();
    TELEMETRY.grant();
    match role[0].as_str() {
        #[cfg(unix)]
        "forks" => forks(&TELEMETRY, guard),
        #[cfg(unix)]
        "forks while it works" => forks_while_it_works(&TELEMETRY, guard),
        "says nothing" => says_nothing(&TELEMETRY, guard),
        "never ends" => never_ends(&TELEMETRY, guard),
        other => panic!("no such part: {other}"),
    }
}
