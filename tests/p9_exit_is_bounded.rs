//! P9: the end of the program is held up for no longer than its deadline, whatever the server does.

#[path = "support/osaurus.rs"]
#[allow(dead_code, reason = "each test file uses a part of the application")]
mod osaurus;

#[cfg(target_os = "linux")]
#[path = "support/child.rs"]
#[allow(dead_code, reason = "each test file uses a part of it")]
mod child;

use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, mpsc};
use std::thread;
use std::time::{Duration, Instant, SystemTime};

use osaurus::account::{Accounted, assert_adds_up};
use osaurus::events::*;
use osaurus::*;
use telemetry::testing::ManualClock;
use telemetry::{Aptabase, Counts, DropReason, OffReason, State};
use telemetry_receiver::{DEFAULT_KEY, Fault, Hold, Receiver};

/// The deadline that the application gives, and what it may be exceeded by.
const DEADLINE: Duration = Duration::from_millis(150);
const GRACE: Duration = Duration::from_millis(50);

/// What no machine is too busy for; the time-outs of a request are 10 s each.
const HELD_UP: Duration = Duration::from_secs(5);

/// The three ways to wait for the worker.
#[derive(Clone, Copy, Debug)]
enum Wait {
    Flush,
    ShutDown,
    GuardDrop,
}

/// Sends to that host, tracks, waits in one of the ways, and says how long that took and what came of it.
/// What was recorded is accounted for in any case.
fn wait_for(host: &str, wait: Wait) -> (Duration, Counts) {
    let telemetry = Accounted::<Osaurus>::new();
    let folder = tempfile::tempdir().unwrap();
    let builder = telemetry
        .builder_with(EveryEvent { total_memory_gb: 16.0 })
        .state_folder(folder.path())
        .exit_deadline(DEADLINE);
    let mut guard = Some(builder.start(Aptabase::new(DEFAULT_KEY).host(host)).unwrap());
    telemetry.grant();
    for _ in 0..60 {
        telemetry.track(AgentCreated);
    }
    let start = Instant::now();
    let told = match wait {
        Wait::Flush => Some(telemetry.flush(DEADLINE)),
        Wait::ShutDown => Some(telemetry.shut_down(DEADLINE)),
        Wait::GuardDrop => {
            drop(guard.take());
            None
        }
    };
    let took = start.elapsed();
    let counts = told.unwrap_or_else(|| telemetry.status().counts);
    assert_adds_up(&counts);
    assert_eq!(counts.recorded, 60, "{wait:?}");
    if !matches!(wait, Wait::Flush) {
        assert_eq!(counts.pending, 0, "{wait:?}");
        assert_eq!(counts, telemetry.status().counts, "{wait:?}: nothing changes after the end");
    }
    (took, counts)
}

/// Each way of waiting keeps the deadline. A busy machine may steal any moment, so one run of five has
/// to show it; but none waits as long as a server can make it.
fn assert_bounded(what: &str, host: &str) {
    assert_bounded_and(what, host, |_| {});
}

/// The same, with a look at what the report said.
fn assert_bounded_and(what: &str, host: &str, look: impl Fn(Counts)) {
    for wait in [Wait::Flush, Wait::ShutDown, Wait::GuardDrop] {
        let kept = (0..5).any(|_| {
            let (took, counts) = wait_for(host, wait);
            assert!(took < HELD_UP, "{what}: {wait:?} took {took:?}");
            look(counts);
            took <= DEADLINE + GRACE
        });
        assert!(kept, "{what}: {wait:?} took longer than {:?}", DEADLINE + GRACE);
    }
}

#[test]
fn p9_every_fault_of_a_server_is_bounded() {
    let faults = [
        Fault::status(503),
        Fault::retry_after(429, "3600"),
        Fault::Html,
        Fault::Garbage,
        Fault::Close,
        Fault::LoseAnswer,
        Fault::Reset,
        Fault::Hang,
        Fault::ReadNothing,
        Fault::ResetUnread,
        Fault::Endless,
        Fault::DripBytes { interval: Duration::from_millis(20) },
    ];
    for fault in faults {
        let receiver = Receiver::start().unwrap();
        receiver.always(fault.clone());
        assert_bounded_and(&format!("{fault:?}"), &receiver.url(), |counts| {
            let stored = receiver.events().len() as u64;
            assert!(counts.sent <= stored, "{fault:?}: {counts}, and the server has {stored}");
        });
    }
}

#[test]
fn p9_a_silent_handshake_is_bounded() {
    let receiver = Receiver::start_tls_self_signed().unwrap();
    receiver.always(Fault::ReadNothing);
    assert_bounded("silent handshake", &receiver.url());
    assert!(receiver.connections() > 0 && receiver.bytes_received() == 0);
}

/// The application's own code holds the worker up, and nobody else.
#[test]
fn p9_a_hook_that_does_not_come_back_is_bounded() {
    let receiver = Receiver::start().unwrap();
    let (arrive, arrival) = mpsc::channel();
    let (go_on, goes_on) = mpsc::channel::<()>();
    let app = launch_with(&receiver, |builder| {
        builder.before_send(move |_| {
            arrive.send(()).unwrap();
            goes_on.recv().unwrap_or_default();
        })
    });
    app.telemetry.grant();
    app.telemetry.track(AppLaunched);
    let start = Instant::now();
    assert_eq!(app.telemetry.flush(DEADLINE).pending, 1);
    arrival.recv_timeout(PATIENCE).unwrap();
    let counts = app.telemetry.shut_down(DEADLINE);
    assert_eq!((counts.pending, counts.dropped.by(DropReason::ShutDown)), (0, 1));
    assert!(start.elapsed() < HELD_UP, "{:?}", start.elapsed());
    drop(go_on);
}

#[test]
fn p9_a_server_that_refuses_is_bounded() {
    let closed = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    assert_bounded("refused", &format!("http://{closed}"));
}

/// A server that is too busy to take connections: its backlog is full, and nobody answers.
#[cfg(target_os = "linux")]
#[test]
fn p9_a_full_backlog_is_bounded() {
    let busy = TcpListener::bind("127.0.0.1:0").unwrap();
    let address: SocketAddr = busy.local_addr().unwrap();
    let mut waiting = Vec::new();
    while let Ok(stream) = TcpStream::connect_timeout(&address, Duration::from_millis(200)) {
        waiting.push(stream);
    }
    assert_bounded("full backlog", &format!("http://{address}"));
}

/// A resolver that never answers, in a network and with a `resolv.conf` of the test's own.
#[cfg(target_os = "linux")]
#[test]
fn p9_a_black_holed_resolver_is_bounded() {
    let namespaces = ["unshare", "--map-root-user", "--mount", "--net"];
    if !child::succeeds(&[&namespaces[..], &["ip", "link", "set", "lo", "up"]].concat()) {
        eprintln!("not tested: `unshare` or `ip` is missing or not allowed here");
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let resolver = folder.path().join("resolv.conf");
    std::fs::write(&resolver, "nameserver 127.0.0.9\n").unwrap();
    let script = format!(
        "ip link set lo up && mount --bind {} /etc/resolv.conf && exec \"$@\"",
        resolver.display()
    );
    let shell = ["sh", "-c", &script, "sh"];
    child::run(child::within(&[&namespaces[..], &shell].concat(), &["black hole"]));
}

#[cfg(target_os = "linux")]
#[test]
fn the_application() {
    if child::role().is_none() {
        return;
    }
    let hole = std::net::UdpSocket::bind("127.0.0.9:53").unwrap();
    assert_bounded("black-holed resolver", "http://telemetry.example.com");
    let mut query = [0; 512];
    let (length, _) = hole.recv_from(&mut query).unwrap();
    assert!(length > 0, "the resolver was asked");
}

#[test]
fn p9_the_guard_sends_what_waits() {
    let receiver = Receiver::start().unwrap();
    let app = launch(&receiver);
    app.telemetry.grant();
    for _ in 0..60 {
        app.telemetry.track(AgentCreated);
    }
    drop(app.guard);
    assert_eq!(receiver.events().len(), 60);
    assert_eq!(app.telemetry.status().state, State::Off(OffReason::ShutDown));
}

/// A server that asks to wait for longer than the deadline is not waited for at all: the clock of
/// this test stands still, and no time ever runs out.
#[test]
fn p9_nobody_waits_for_an_attempt_that_comes_too_late() {
    let receiver = Receiver::start().unwrap();
    let clock = Arc::new(ManualClock::new(SystemTime::now()));
    let app = launch_with(&receiver, |builder| builder.clock(clock.clone()));
    receiver.always(Fault::retry_after(503, "20"));
    app.telemetry.grant();
    app.telemetry.track(AppLaunched);
    let counts = app.telemetry.shut_down(Duration::from_secs(5));
    assert_eq!((counts.pending, counts.dropped.by(DropReason::ShutDown)), (0, 1));
}

#[test]
fn p9_after_the_deadline_nothing_more_is_written() {
    let receiver = Receiver::start().unwrap();
    let app = launch_with(&receiver, |builder| builder.exit_deadline(Duration::from_millis(50)));
    let hold = Hold::new();
    receiver.next(Fault::Hold(hold.clone()));
    app.telemetry.grant();
    for _ in 0..60 {
        app.telemetry.track(AgentCreated);
    }
    assert!(hold.wait_for_arrival(PATIENCE));
    drop(app.guard);
    let written = receiver.bytes_received();
    hold.release();
    assert_eq!((receiver.requests().len(), receiver.bytes_received()), (1, written));
}

/// The end is the end of every wait, however long it was to be.
#[test]
fn p9_the_end_wakes_who_waits_for_a_flush() {
    let receiver = Receiver::start().unwrap();
    let app = launch(&receiver);
    let hold = Hold::new();
    receiver.always(Fault::Hold(hold.clone()));
    app.telemetry.grant();
    app.telemetry.track(AppLaunched);
    thread::scope(|scope| {
        let start = Instant::now();
        let flush = scope.spawn(|| app.telemetry.flush(PATIENCE));
        assert!(hold.wait_for_arrival(PATIENCE));
        app.telemetry.shut_down(DEADLINE);
        assert_eq!(flush.join().unwrap().dropped.by(DropReason::ShutDown), 1);
        assert!(start.elapsed() < HELD_UP, "{:?}", start.elapsed());
    });
}

#[test]
fn p9_events_after_the_end_are_counted() {
    let receiver = Receiver::start().unwrap();
    let app = launch(&receiver);
    app.telemetry.grant();
    app.telemetry.shut_down(PATIENCE);
    app.telemetry.track(AgentCreated);
    let counts = app.telemetry.shut_down(PATIENCE);
    assert_eq!((counts.recorded, counts.dropped.by(DropReason::ShutDown)), (1, 1));
}
