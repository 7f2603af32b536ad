//! P6, when the user withdraws while events are under way: in the hook, while they are encoded, connected
//! for, sent, answered or kept for another attempt. Once the call has returned, no byte of them leaves.

#[path = "support/account.rs"]
#[allow(dead_code, reason = "each test file uses a part of it")]
mod account;

#[path = "support/watched.rs"]
mod watched;

#[cfg(target_os = "linux")]
use std::io::Read;
#[cfg(target_os = "linux")]
use std::net::{TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver as Arrivals, Sender};
#[cfg(target_os = "linux")]
use std::thread;
use std::time::{Duration, Instant, SystemTime};

use account::Accounted;
use telemetry::testing::ManualClock;
use telemetry::{Builder, DropReason, Guard, RetryPolicy, TelemetryEvent, catalog};
use telemetry_receiver::{Fault, Hold, Receiver};
use watched::{Watched, Work};

/// Something happened, which the user does not want to be told.
#[derive(TelemetryEvent)]
struct TakenBack {
    /// Which one.
    step: u8,
}

/// Something happened after the user had agreed again.
#[derive(TelemetryEvent)]
struct AgreedTo;

catalog! {
    /// What is told and what is not.
    struct Things {
        title: "Things",
        app: "things",
        backends: [Watched],
        events: [TakenBack, AgreedTo],
        never: ["Anything else."],
    }
}

/// Long enough for anything on the loopback; a test that waits this long has failed.
const PATIENCE: Duration = Duration::from_secs(20);

/// What the server's system takes of a request that nobody reads, in bytes: a small part of it.
const WINDOW: usize = 2048;

/// Where the worker stops, once, until it is told to go on.
struct Stop {
    at: Work,
    arrive: Sender<()>,
    goes_on: Arrivals<()>,
}

impl Stop {
    fn at(at: Work) -> (Option<Self>, Arrivals<()>, Sender<()>) {
        let ((arrive, arrival), (go_on, goes_on)) = (mpsc::channel(), mpsc::channel());
        (Some(Self { at, arrive, goes_on }), arrival, go_on)
    }

    fn stay(self) {
        self.arrive.send(()).unwrap();
        self.goes_on.recv_timeout(PATIENCE).unwrap();
    }
}

struct Launched {
    telemetry: Accounted<Things>,
    _guard: Guard,
}

fn launch(host: &str, stop: Option<Stop>) -> Launched {
    launch_with(host, stop, |builder| builder)
}

fn launch_with(
    host: &str,
    mut stop: Option<Stop>,
    settings: impl FnOnce(Builder<'_, Things>) -> Builder<'_, Things>,
) -> Launched {
    let telemetry = Accounted::new();
    let transport = Watched::new(host, move |work| {
        stop.take_if(|stop| stop.at == work).into_iter().for_each(Stop::stay);
    });
    let guard = settings(telemetry.builder()).start(transport).unwrap();
    Launched { telemetry, _guard: guard }
}

impl Launched {
    /// Agrees, and tracks as much as goes into one request.
    fn begin(&self) {
        self.telemetry.grant();
        (0..25).for_each(|step| self.telemetry.track(TakenBack { step }));
    }

    /// Withdraws, and returns when that was done.
    fn withdraw(&self) -> Instant {
        self.telemetry.withdraw();
        let counts = self.telemetry.status().counts;
        assert_eq!((counts.dropped.by(DropReason::Denied), counts.pending), (25, 0), "{counts}");
        Instant::now()
    }

    /// Agrees again: the worker comes to what is tracked now after all that it had in its hands, and that
    /// arrives alone.
    fn agree_again(&self, receiver: &Receiver) {
        self.telemetry.grant();
        self.telemetry.track(AgreedTo);
        assert_eq!(self.telemetry.flush(PATIENCE).sent, 1, "{}", self.telemetry.status());
        let arrived: Vec<_> = receiver.events().into_iter().map(|event| event.name).collect();
        assert_eq!(arrived, ["agreed_to"]);
    }
}

/// When the requests arrived that tell of what the user has taken back.
fn taken_back(receiver: &Receiver) -> Vec<Instant> {
    let requests = receiver.requests().into_iter();
    let tell = requests.filter(|request| request.json().unwrap()[0]["eventName"] == "taken_back");
    tell.map(|request| request.arrived).collect()
}

#[test]
fn p6_nothing_leaves_after_a_withdrawal_while_the_hook_looks() {
    let receiver = Receiver::start().unwrap();
    let (arrive, arrival) = mpsc::channel();
    let (go_on, goes_on) = mpsc::channel::<()>();
    let app = launch_with(&receiver.url(), None, |builder| {
        builder.before_send(move |event| {
            if event.name() == "taken_back" {
                arrive.send(()).unwrap();
                goes_on.recv_timeout(PATIENCE).unwrap();
            }
        })
    });
    app.begin();
    arrival.recv_timeout(PATIENCE).unwrap();
    app.withdraw();
    (0..25).for_each(|_| go_on.send(()).unwrap());
    app.agree_again(&receiver);
    assert!(!receiver.received_anywhere("taken_back"));
}

#[test]
fn p6_nothing_leaves_after_a_withdrawal_while_it_is_encoded() {
    for work in [Work::Encode, Work::Compress] {
        let receiver = Receiver::start().unwrap();
        let (stop, arrival, go_on) = Stop::at(work);
        let app = launch(&receiver.url(), stop);
        app.begin();
        arrival.recv_timeout(PATIENCE).unwrap();
        app.withdraw();
        assert_eq!(receiver.connections(), 0);
        go_on.send(()).unwrap();
        app.agree_again(&receiver);
        assert!(!receiver.received_anywhere("taken_back"), "{work:?}");
    }
}

/// A server that is too busy to take the connection until the user has withdrawn.
#[cfg(target_os = "linux")]
#[test]
fn p6_nothing_leaves_after_a_withdrawal_while_it_connects() {
    let server = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = server.local_addr().unwrap();
    let moment = Duration::from_millis(200);
    let others = std::iter::from_fn(|| TcpStream::connect_timeout(&address, moment).ok());
    let others: Vec<_> = others.collect();
    let app = launch(&format!("http://{address}"), None);
    app.begin();
    const SYN_SENT: &str = "02";
    wait_for_connections(address.port(), |all| all.iter().any(|one| one.state == SYN_SENT));
    app.withdraw();
    others.iter().for_each(|_| drop(server.accept().unwrap()));
    let (mut connection, _) = server.accept().unwrap();
    let mut bytes = Vec::new();
    // A reset is as good an end as any.
    connection.read_to_end(&mut bytes).unwrap_or_default();
    assert!(bytes.is_empty(), "{}", String::from_utf8_lossy(&bytes));
}

/// A connection from here, as Linux tells of it.
#[cfg(target_os = "linux")]
#[derive(Debug)]
struct Connection {
    /// A number; see `tcp_states.h`.
    state: String,
    /// The bytes that the system could not pass on.
    unsent: usize,
}

/// Waits until the connections from here to that port are as wanted.
#[cfg(target_os = "linux")]
#[track_caller]
fn wait_for_connections(port: u16, wanted: impl Fn(&[Connection]) -> bool) {
    let start = Instant::now();
    loop {
        let table = std::fs::read_to_string("/proc/net/tcp").unwrap();
        let lines = table.lines().map(|line| line.split_whitespace().collect::<Vec<_>>());
        let there = lines.filter(|fields| fields[2].ends_with(&format!(":{port:04X}")));
        let connections = there.map(|fields| Connection {
            state: fields[3].to_owned(),
            unsent: usize::from_str_radix(&fields[4][..8], 16).unwrap(),
        });
        let connections: Vec<_> = connections.collect();
        if wanted(&connections) {
            break;
        }
        assert!(start.elapsed() < PATIENCE, "{connections:?}");
        // The table is the system's: nobody tells when it changes.
        thread::sleep(Duration::from_millis(5));
    }
}

/// A server reads nothing before the user has withdrawn, and then all that it is given: that is what its
/// system had taken. What the system here had not passed on stays here.
#[cfg(target_os = "linux")]
#[test]
fn p6_nothing_leaves_after_a_withdrawal_in_mid_body() {
    in_mid_body(|app| {
        app.withdraw();
    });
}

/// The end is a withdrawal, too, when its deadline has come.
#[cfg(target_os = "linux")]
#[test]
fn p9_nothing_leaves_after_the_deadline_in_mid_body() {
    in_mid_body(|app| {
        let counts = app.telemetry.shut_down(Duration::from_millis(50));
        assert_eq!((counts.dropped.by(DropReason::ShutDown), counts.pending), (25, 0));
    });
}

#[cfg(target_os = "linux")]
fn in_mid_body(end: impl FnOnce(&Launched)) {
    let receiver = Receiver::options().window(WINDOW).start().unwrap();
    let port = receiver.address().port();
    let app = launch(&receiver.url(), None);
    let hold = Hold::new();
    receiver.next(Fault::HoldUnread(hold.clone()));
    app.begin();
    assert!(hold.wait_for_arrival(PATIENCE));
    wait_for_connections(port, |all| all.iter().any(|one| one.unsent > 2 * WINDOW));
    end(&app);
    // The worker's own end of it comes at once, but after the call; the server still reads nothing.
    wait_for_connections(port, <[_]>::is_empty);
    hold.release();
    assert!(receiver.wait_for_disconnection(PATIENCE));
    let received = receiver.bytes_received();
    assert!(received <= 2 * WINDOW && receiver.requests().is_empty(), "{received} bytes");
}

/// The server has the request, and its answer is still to come; then it asks to send everything again.
#[test]
fn p6_nothing_leaves_after_a_withdrawal_before_the_answer() {
    for answers in [false, true] {
        let receiver = Receiver::start().unwrap();
        let (stop, arrival, go_on) = Stop::at(Work::Judge);
        let stop = stop.filter(|_| answers);
        let no_wait = RetryPolicy { first_wait: Duration::ZERO, ..RetryPolicy::default() };
        let app = launch_with(&receiver.url(), stop, |builder| builder.retry(no_wait));
        let hold = Hold::new();
        receiver.next(if answers { Fault::status(503) } else { Fault::Hold(hold.clone()) });
        app.begin();
        if answers {
            arrival.recv_timeout(PATIENCE).unwrap();
        } else {
            assert!(hold.wait_for_arrival(PATIENCE));
        }
        let withdrawn = app.withdraw();
        go_on.send(()).unwrap_or_default();
        hold.release();
        assert!(receiver.wait_for_disconnection(PATIENCE));
        assert!(receiver.last_byte() < Some(withdrawn));
        assert!(app.telemetry.status().problems.is_empty(), "{}", app.telemetry.status());
        receiver.recover();
        let accepted = receiver.events().len();
        app.telemetry.grant();
        app.telemetry.track(AgreedTo);
        assert_eq!(app.telemetry.flush(PATIENCE).sent, 1);
        let sent: Vec<_> = receiver.events()[accepted..].iter().map(|e| e.name.clone()).collect();
        assert_eq!(sent, ["agreed_to"]);
        assert_eq!(taken_back(&receiver).len(), 1, "{answers}");
    }
}

/// The same events have failed twice; they wait for their next attempt, or it is under way.
#[test]
fn p6_nothing_leaves_after_a_withdrawal_between_two_attempts() {
    for attempts in [1, 2] {
        let receiver = Receiver::start().unwrap();
        let clock = Arc::new(ManualClock::new(SystemTime::now()));
        let app = launch_with(&receiver.url(), None, |builder| builder.clock(clock.clone()));
        receiver.script([Fault::retry_after(503, "20"), Fault::retry_after(503, "20")]);
        app.begin();
        for attempt in 1..=attempts {
            assert!(receiver.wait_for_requests(attempt, PATIENCE));
            // It comes back at once, with all that was sent: the next attempt is known and far away.
            app.telemetry.flush(Duration::from_millis(1));
            if attempt < attempts {
                clock.advance(Duration::from_secs(20));
            }
        }
        let withdrawn = app.withdraw();
        clock.advance(Duration::from_secs(60));
        receiver.recover();
        app.agree_again(&receiver);
        let attempted = taken_back(&receiver);
        assert!(attempted.len() == attempts && attempted.iter().all(|time| *time < withdrawn));
    }
}
