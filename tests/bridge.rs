//! The bridge: what an application reports of itself becomes declared events, by handlers alone.

#[path = "../examples/openjarvis/events.rs"]
#[allow(dead_code, reason = "the tests send a few of the events")]
mod events;

use std::fmt;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, SystemTime};

use events::{Feature, FeatureUsed, FeedbackSubmitted, OpenJarvis};
use telemetry::bridge::{MOST_FIELDS, MOST_TEXT_BYTES};
use telemetry::testing::ManualClock;
use telemetry::transport::{Http, HttpError, Permit, Request, Response};
use telemetry::{Bridge, Builder, Guard, PostHog, Signal, Telemetry, UreqHttp};
use telemetry_receiver::{DEFAULT_PROJECT_KEY, Receiver};
use tracing::{info, info_span};
use tracing_subscriber::layer::SubscriberExt;

struct App {
    telemetry: Arc<Telemetry<OpenJarvis>>,
    receiver: Receiver,
    _guard: Guard,
}

fn launch() -> App {
    launch_with(|builder| builder)
}

fn launch_with(settings: impl FnOnce(Builder<'_, OpenJarvis>) -> Builder<'_, OpenJarvis>) -> App {
    let receiver = Receiver::start().unwrap();
    let telemetry = Arc::new(Telemetry::new());
    let folder = tempfile::tempdir().unwrap();
    let guard = settings(telemetry.builder().state_folder(folder.path()))
        .start(PostHog::new(DEFAULT_PROJECT_KEY).host(receiver.url()))
        .unwrap();
    telemetry.grant();
    App { telemetry, receiver, _guard: guard }
}

impl App {
    /// A handler that makes an event of the rating in a signal.
    fn rating(&self) -> impl Fn(&Signal<'_>) + Send + Sync + 'static {
        let telemetry = Arc::clone(&self.telemetry);
        move |signal| {
            let (rating, comment) = (signal.u64("rating"), signal.str("comment"));
            if let Some(rating) = rating.and_then(|rating| u8::try_from(rating).ok()) {
                let has_comment = comment.is_some();
                telemetry.track(FeedbackSubmitted { rating, has_comment });
            }
        }
    }

    fn recorded(&self) -> u64 {
        self.telemetry.status().counts.recorded
    }
}

#[test]
fn chosen_spans_and_events_become_declared_events() {
    let app = launch();
    let bridge = Bridge::builder().on("feedback", app.rating()).build();
    bridge.start(&app.telemetry);
    let subscriber = tracing_subscriber::registry().with(bridge.layer());
    tracing::subscriber::with_default(subscriber, || {
        info!(name: "feedback", rating = 4, comment = "Jane was here");
        info!(name: "feedback", rating = -1);
        info!(name: "feedback", rating = "5");
        info!(name: "chat", rating = 3, "not chosen");
        info!(rating = 3, "without a name");
        let span = info_span!("feedback", rating = tracing::field::Empty);
        span.record("rating", 5_u8);
        assert_eq!(app.recorded(), 1, "a span counts when it closes");
    });
    app.telemetry.flush(Duration::from_secs(20));
    let events = app.receiver.events();
    let sent: Vec<_> =
        events.iter().map(|event| (&event.props["rating"], &event.props["has_comment"])).collect();
    assert_eq!(sent, [(&4.into(), &true.into()), (&5.into(), &false.into())]);
    assert!(!app.receiver.received_anywhere("Jane"));
}

#[test]
fn a_bus_of_the_application_feeds_the_same_handlers() {
    let app = launch();
    let bridge = Bridge::builder()
        .on("feedback", app.rating())
        .on_target("jarvis::feedback", app.rating())
        .build();
    bridge.start(&app.telemetry);
    bridge.emit(&Signal::new("feedback").with("rating", 4_u64));
    bridge.emit(&Signal::new("any").from_target("jarvis::feedback").with("rating", 5_i64));
    bridge.emit(&Signal::new("other").with("rating", 5_i64));
    assert_eq!(app.recorded(), 2);
}

#[test]
fn starting_and_stopping_twice_is_as_once() {
    let app = launch();
    let flushed = Arc::new(AtomicUsize::new(0));
    let flushes = Arc::clone(&flushed);
    let bridge = Bridge::builder()
        .on("feedback", app.rating())
        .on_stop(move || {
            flushes.fetch_add(1, Ordering::Relaxed);
        })
        .build();
    let feedback = || bridge.emit(&Signal::new("feedback").with("rating", 4_u64));
    feedback();
    bridge.stop();
    assert_eq!((app.recorded(), flushed.load(Ordering::Relaxed)), (0, 0), "it never began");
    bridge.start(&app.telemetry);
    bridge.start(&app.telemetry);
    feedback();
    assert_eq!(app.recorded(), 1);
    bridge.stop();
    bridge.clone().stop();
    feedback();
    assert_eq!((app.recorded(), flushed.load(Ordering::Relaxed)), (1, 1));
    bridge.start(&app.telemetry);
    feedback();
    assert_eq!(app.recorded(), 2);
}

#[test]
fn a_handler_that_panics_is_counted_and_the_others_go_on() {
    let app = launch();
    let bridge = Bridge::builder()
        .on("feedback", |_| panic!("a defect of the application"))
        .on("feedback", app.rating())
        .on_stop(|| panic!("another one"))
        .build();
    bridge.start(&app.telemetry);
    thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                for _ in 0..25 {
                    bridge.emit(&Signal::new("feedback").with("rating", 4_u64));
                }
            });
        }
    });
    assert_eq!((bridge.panics(), app.recorded()), (100, 100));
    let status = app.telemetry.status().to_string();
    assert!(status.contains("bridge: a handler of `feedback` panicked; "), "{status}");
    bridge.stop();
    assert_eq!(bridge.panics(), 101);
}

/// The status names what the handler was registered for, and nothing out of the signal.
#[test]
fn a_handler_of_a_target_that_panics_is_named_by_its_target() {
    let app = launch();
    let bridge = Bridge::builder()
        .on_target("jarvis::feedback", |_| panic!("a defect of the application"))
        .build();
    bridge.start(&app.telemetry);
    bridge.emit(&Signal::new("jane.doe@example.com").from_target("jarvis::feedback"));
    let status = app.telemetry.status().to_string();
    assert!(status.contains("bridge: a handler of `jarvis::feedback` panicked; 1"), "{status}");
    assert!(!status.contains("jane"), "{status}");
}

/// A field whose own code panics, of an event, of a new span and of one that is open.
#[test]
fn a_field_that_panics_is_left_out_and_counted() {
    struct Panics;
    impl fmt::Debug for Panics {
        fn fmt(&self, _: &mut fmt::Formatter<'_>) -> fmt::Result {
            panic!("a defect of the application")
        }
    }
    let app = launch();
    let bridge = Bridge::builder().on("feedback", app.rating()).build();
    bridge.start(&app.telemetry);
    let subscriber = tracing_subscriber::registry().with(bridge.layer());
    tracing::subscriber::with_default(subscriber, || {
        info!(name: "feedback", comment = ?Panics, rating = 4);
        let span = info_span!("feedback", comment = ?Panics, rating = tracing::field::Empty);
        span.record("comment", tracing::field::debug(Panics));
        span.record("rating", 5_u8);
    });
    assert_eq!((bridge.panics(), app.recorded()), (3, 2));
    app.telemetry.flush(Duration::from_secs(20));
    assert!(app.receiver.events().iter().all(|event| event.props["has_comment"] == false));
}

#[test]
fn while_telemetry_is_off_no_handler_runs() {
    let calls = Arc::new(AtomicUsize::new(0));
    let counted = Arc::clone(&calls);
    let bridge = Bridge::builder()
        .on("x", move |_| {
            counted.fetch_add(1, Ordering::Relaxed);
        })
        .build();
    let off = Telemetry::<OpenJarvis>::new();
    bridge.start(&off);
    bridge.emit(&Signal::new("x"));
    assert_eq!(calls.load(Ordering::Relaxed), 0, "not started");
    let app = launch();
    bridge.start(&app.telemetry);
    bridge.emit(&Signal::new("x"));
    assert_eq!(calls.load(Ordering::Relaxed), 1);
    app.telemetry.withdraw();
    bridge.emit(&Signal::new("x"));
    assert_eq!(calls.load(Ordering::Relaxed), 1, "the user refused");
    app.telemetry.grant();
    bridge.emit(&Signal::new("x"));
    assert_eq!(calls.load(Ordering::Relaxed), 2);
}

/// Reports each request to `tracing`, on the worker's thread, as HTTP clients do.
struct Talkative(UreqHttp, Arc<AtomicUsize>);

impl Http for Talkative {
    fn post(&mut self, request: &Request, permit: &Permit) -> Result<Response, HttpError> {
        self.1.fetch_add(1, Ordering::Relaxed);
        let _span = info_span!("feedback", rating = 2).entered();
        info!(name: "feedback", rating = 1);
        self.0.post(request, permit)
    }
}

#[test]
fn the_library_does_not_feed_itself() {
    let requests = Arc::new(AtomicUsize::new(0));
    let http = Talkative(UreqHttp::new(), Arc::clone(&requests));
    let app = launch_with(|builder| builder.http(http));
    let telemetry = Arc::clone(&app.telemetry);
    let echo: Arc<Mutex<Option<Bridge>>> = Arc::default();
    let own_bus = Arc::clone(&echo);
    let bridge = Bridge::builder()
        .on("feedback", app.rating())
        .on("feedback", move |_| {
            telemetry.track(FeatureUsed { feature_name: Feature::Feedback });
            info!(name: "feedback", rating = 3);
            let bridge = own_bus.lock().unwrap().clone();
            bridge.iter().for_each(|bridge| bridge.emit(&Signal::new("feedback")));
        })
        .build();
    *echo.lock().unwrap() = Some(bridge.clone());
    bridge.start(&app.telemetry);
    // For every thread: the worker's is meant.
    let subscriber = tracing_subscriber::registry().with(bridge.layer());
    tracing::subscriber::set_global_default(subscriber).unwrap();
    info!(name: "feedback", rating = 4);
    app.telemetry.flush(Duration::from_secs(20));
    app.telemetry.flush(Duration::from_secs(20));
    assert!(requests.load(Ordering::Relaxed) > 0);
    let names: Vec<_> = app.receiver.events().into_iter().map(|event| event.name).collect();
    assert_eq!(names, ["feedback_submitted", "feature_used"]);
    assert_eq!(app.recorded(), 2);
    drop(echo.lock().unwrap().take());
}

/// What a handler saw of a signal.
fn seen(signal: &Signal<'_>) -> String {
    let number = signal.f64("number").or_else(|| signal.i64("signed").map(|it| it as f64));
    let text = signal.str("text").map(str::len);
    format!("{number:?} {:?} {text:?} {:?}", signal.bool("flag"), signal.elapsed())
}

#[test]
fn fields_are_typed_bounded_and_timed() {
    let clock = Arc::new(ManualClock::new(SystemTime::now()));
    let app = launch_with(|builder| builder.clock(clock.clone()));
    let signals: Arc<Mutex<Vec<String>>> = Arc::default();
    let all = Arc::clone(&signals);
    let bridge =
        Bridge::builder().on("x", move |signal| all.lock().unwrap().push(seen(signal))).build();
    bridge.start(&app.telemetry);
    struct Long(usize);
    impl fmt::Display for Long {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            (0..self.0).try_for_each(|_| f.write_str("a"))
        }
    }
    let subscriber = tracing_subscriber::registry().with(bridge.layer());
    tracing::subscriber::with_default(subscriber, || {
        info!(name: "x", number = 1.5, flag = true, text = "abc");
        info!(name: "x", signed = -2, text = %Long(MOST_TEXT_BYTES), flag = "true");
        info!(name: "x", signed = -2, text = %Long(MOST_TEXT_BYTES + 1));
        info!(name: "x", text = "a".repeat(MOST_TEXT_BYTES + 1));
        let span = info_span!("x", number = 1.0, text = tracing::field::Empty);
        clock.advance(Duration::from_millis(250));
        for _ in 0..2 * MOST_FIELDS {
            span.record("text", "ab");
        }
        drop(span);
    });
    assert_eq!(
        *signals.lock().unwrap(),
        [
            "Some(1.5) Some(true) Some(3) None",
            "Some(-2.0) None Some(1024) None",
            "Some(-2.0) None None None",
            "None None None None",
            "Some(1.0) None Some(2) Some(250ms)",
        ]
    );
    let names: Vec<String> = (0..2 * MOST_FIELDS).map(|place| place.to_string()).collect();
    let full = names.iter().fold(Signal::new("x"), |signal, name| signal.with(name, 1_u64));
    assert_eq!(names.iter().filter(|name| full.u64(name).is_some()).count(), MOST_FIELDS);
}

#[test]
fn no_value_shows_in_a_debug_print() {
    let signal = Signal::new("x").with("owner", "Jane").with("number", 4711_u64);
    let shown = format!("{signal:?} {:?}", telemetry::bridge::Field::from("Jane"));
    assert!(
        shown.contains("owner") && !shown.contains("Jane") && !shown.contains("4711"),
        "{shown}"
    );
}
