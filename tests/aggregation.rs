//! What is told of many values together: the accumulators on the wire, and the sessions that they are
//! gathered for.

#[path = "support/chats.rs"]
#[allow(dead_code, reason = "each test file uses a part of the application")]
mod chats;

use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;
use std::time::Duration;

use chats::*;
use serde_json::{Value, json};
use telemetry::aggregate::{IDLE_AFTER, Quantiles, SessionAggregator};
use telemetry::{DropReason, OffReason, Overflow, State};
use telemetry_receiver::Receiver;

const SECOND: Duration = Duration::from_secs(1);

/// The properties of the only event, without those that every event carries.
fn properties(receiver: &Receiver) -> Value {
    let events = receiver.events();
    assert_eq!(events.len(), 1, "{events:?}");
    let own = events[0].props.iter();
    let own = own.filter(|(key, _)| !key.starts_with('$') && *key != "is_debug");
    Value::Object(own.map(|(key, value)| (key.clone(), value.clone())).collect())
}

fn granted(receiver: &Receiver, test: impl FnOnce(&App)) {
    let (app, state) = (App::new(), folder());
    let guard = app.start(receiver, state.path());
    app.telemetry.grant();
    test(&app);
    drop(guard);
}

#[test]
fn a_session_is_one_event_of_what_it_saw() {
    let receiver = Receiver::start().unwrap();
    granted(&receiver, |app| {
        for turn in 1..=20 {
            app.clock.advance(SECOND);
            app.sessions.update("chat", |chat| {
                chat.turn_count += 1;
                chat.tokens_in += 100;
                chat.most_tokens_in.see(turn);
                chat.latency_ms.see(Duration::from_millis(turn * 100));
                chat.unique_tools.see(Tool::Shell);
                chat.unique_tools.see(if turn < 9 { Tool::Weather } else { Tool::Calculator });
                chat.unique_models.see("llama3.1:8b");
                chat.unique_models.see(" ");
                chat.model.see("llama3.1:8b");
                chat.model.see("");
                chat.engine.see(Engine::Ollama);
            });
        }
        app.clock.advance(SECOND);
        app.sessions.end("chat");
        app.flush();
    });
    let mut found = properties(&receiver);
    let quantile = |key: &str| found[key].as_f64().unwrap();
    assert!((quantile("latency_ms_p50") - 1000.0).abs() <= 10.0, "{found}");
    assert!((quantile("latency_ms_p95") - 1900.0).abs() <= 19.0, "{found}");
    found.as_object_mut().unwrap().retain(|key, _| !key.starts_with("latency"));
    assert_eq!(
        found,
        json!({
            "turn_count": 20, "tokens_in": 2000, "most_tokens_in": 20, "unique_tools": 3,
            "unique_models": 1, "model_hash": "8754b77c7eee26e4", "engine": "ollama",
            "duration_ms": 20_000,
        })
    );
}

#[test]
fn what_was_not_seen_or_not_once_is_absent() {
    let receiver = Receiver::start().unwrap();
    granted(&receiver, |app| {
        app.sessions.update(7, |chat| {
            chat.turn_count += 1;
            chat.model.see("llama3.1:8b");
        });
        app.sessions.update(7, |chat| chat.model.see("qwen3.5:2b"));
        app.sessions.update(7, |chat| chat.model.see("llama3.1:8b"));
        app.sessions.end(7);
        app.flush();
    });
    assert_eq!(
        properties(&receiver),
        json!({
            "turn_count": 1, "tokens_in": 0, "unique_tools": 0, "unique_models": 0,
            "duration_ms": 0,
        })
    );
}

/// P3: the catalogue knows each key, and how much it can tell.
#[test]
fn p3_every_key_on_the_wire_is_in_the_catalogue() {
    let catalog: Value = serde_json::from_str(&Chats::json()).unwrap();
    let declared = |event: usize| -> Vec<(String, String, String, u64)> {
        let properties = catalog["events"][event]["properties"].as_array().unwrap();
        let text = |value: &Value| value.as_str().unwrap().to_owned();
        let row = |property: &Value| {
            let bits = property["bits"].as_u64().unwrap();
            let (key, kind) = (text(&property["key"]), text(&property["type"]));
            (key, kind, text(&property["treatment"]), bits)
        };
        properties.iter().map(row).collect()
    };
    let expected = [
        ("turn_count", "integer", "aggregated", 64),
        ("tokens_in", "integer", "aggregated", 64),
        ("most_tokens_in", "integer", "aggregated", 64),
        ("latency_ms_p50", "number", "aggregated", 11),
        ("latency_ms_p95", "number", "aggregated", 11),
        ("unique_tools", "integer", "aggregated", 2),
        ("unique_models", "integer", "aggregated", 11),
        ("model_hash", "text", "pseudonym", 64),
        ("engine", "text", "aggregated", 2),
        ("duration_ms", "integer", "aggregated", 64),
    ];
    let expected = expected
        .map(|(key, kind, treatment, bits)| (key.into(), kind.into(), treatment.into(), bits));
    assert_eq!(declared(0), expected);
    assert_eq!(catalog["events"][1]["once"], "day");
    let document = Chats::markdown();
    for line in [
        "| `latency_ms_p95` | number; may be absent | what 95 % of the numbers that were seen do not exceed, within 1 % | 95 % are at most this: How long answers took. |",
        "| `unique_models` | whole number | how many different ones there were, up to 1024 | Models that answered. |",
        "| `engine` | `ollama`, `vllm`, `mlx`; may be absent | left out unless all that were seen are the same | The engine that ran it, if it was one. |",
        "Sent at most once per day.",
    ] {
        assert!(document.contains(line), "{line} is not in\n{document}");
    }
}

#[test]
fn threads_lose_nothing() {
    const THREADS: u64 = 4;
    const UPDATES: u64 = 5_000;
    let receiver = Receiver::start().unwrap();
    granted(&receiver, |app| {
        thread::scope(|scope| {
            for thread in 0..THREADS {
                scope.spawn(move || {
                    for update in 0..UPDATES {
                        app.sessions.update("shared", |chat| {
                            chat.turn_count += 1;
                            chat.tokens_in += update;
                            chat.most_tokens_in.see(thread * UPDATES + update);
                            chat.unique_models.see(&format!("model {thread}"));
                            chat.latency_ms.see(update);
                        });
                    }
                });
            }
        });
        app.sessions.end("shared");
        app.flush();
    });
    let found = properties(&receiver);
    assert_eq!(found["turn_count"], THREADS * UPDATES);
    assert_eq!(found["tokens_in"], THREADS * (UPDATES * (UPDATES - 1) / 2));
    assert_eq!(found["most_tokens_in"], THREADS * UPDATES - 1);
    assert_eq!(found["unique_models"], THREADS);
    let half = found["latency_ms_p50"].as_f64().unwrap();
    assert!((half - 2_499.0).abs() <= 24.99, "{half}");
}

#[test]
fn a_pause_ends_a_session_and_is_no_part_of_it() {
    let receiver = Receiver::start().unwrap();
    granted(&receiver, |app| {
        app.sessions.update("idle", |chat| chat.turn_count += 1);
        app.clock.advance(SECOND);
        app.sessions.update("idle", |chat| chat.turn_count += 1);
        app.clock.advance(IDLE_AFTER - SECOND);
        app.sessions.update("busy", |chat| chat.turn_count += 1);
        assert_eq!(app.sessions.open(), 2);
        app.clock.advance(SECOND);
        // The worker is awake and has its own time: that it needs is no more than this.
        while app.sessions.open() > 1 {
            thread::yield_now();
        }
        app.flush();
    });
    let events = receiver.events();
    let told = events.iter().map(|event| (&event.props["turn_count"], &event.props["duration_ms"]));
    assert_eq!(told.collect::<Vec<_>>(), [(&json!(2), &json!(1000)), (&json!(1), &json!(0))]);
}

#[test]
fn a_session_that_never_ends_is_sent_when_telemetry_ends() {
    let receiver = Receiver::start().unwrap();
    let (app, state) = (App::new(), folder());
    let guard = app.start(&receiver, state.path());
    app.telemetry.grant();
    app.sessions.update("chat", |chat| chat.turn_count += 1);
    drop(guard);
    assert_eq!(names(&receiver), ["chat_session_ended"]);
    app.sessions.update("late", |chat| chat.turn_count += 1);
    assert_eq!(app.sessions.open(), 0);
}

#[test]
fn a_session_without_what_it_needs_is_no_event() {
    let receiver = Receiver::start().unwrap();
    granted(&receiver, |app| {
        app.sessions.update("empty", |chat| chat.tokens_in += 5);
        app.sessions.end("empty");
        app.sessions.end("unknown");
        app.flush();
        assert_eq!(app.telemetry.status().gathered.empty, 1);
    });
    assert_eq!(names(&receiver), [""; 0]);
}

#[test]
fn a_handler_that_panics_is_counted_and_others_go_on() {
    static ENDED: AtomicU64 = AtomicU64::new(0);
    fn on_end(chat: &ChatSessionEnded) {
        ENDED.fetch_add(chat.turn_count.get(), Ordering::Relaxed);
        assert!(chat.turn_count.get() < 2, "the handler panics");
    }
    let receiver = Receiver::start().unwrap();
    let (mut app, state) = (App::new(), folder());
    app.sessions = SessionAggregator::new().on_end(on_end);
    let guard = app.start(&receiver, state.path());
    app.telemetry.grant();
    app.sessions.update("one", |chat| chat.turn_count += 1);
    app.sessions.update("one", |chat| {
        chat.turn_count += 1000;
        panic!("in the middle of an update")
    });
    app.sessions.update("two", |chat| chat.turn_count += 2);
    app.sessions.end("one");
    app.sessions.end("two");
    app.flush();
    let status = app.telemetry.status();
    assert_eq!(status.gathered.panicked, 2, "{status}");
    assert!(status.to_string().contains("2 panicked"), "{status}");
    drop(guard);
    let turns = receiver.events().iter().map(|event| event.props["turn_count"].clone()).collect();
    assert_eq!((Value::Array(turns), ENDED.load(Ordering::Relaxed)), (json!([1, 2]), 3));
}

/// What the application keeps in a `#[skip]` field has code of its own.
mod skipped_fields {
    use std::cell::Cell;

    use super::*;
    use telemetry::aggregate::{Count, Rollup};
    use telemetry::{PostHog, Telemetry, TelemetryEvent, catalog};

    thread_local! {
        static BEGIN_PANICS: Cell<bool> = const { Cell::new(false) };
        static END_PANICS: Cell<bool> = const { Cell::new(false) };
    }

    static DROPPED: AtomicU64 = AtomicU64::new(0);

    struct Note;

    impl Default for Note {
        fn default() -> Self {
            assert!(!BEGIN_PANICS.get(), "a defect of the application");
            Self
        }
    }

    /// Asks for what is open, as a handle of the application's might.
    impl Drop for Note {
        fn drop(&mut self) {
            let _ = SESSIONS.open();
            let _ = NOTES.status();
            DROPPED.fetch_add(1, Ordering::Relaxed);
            assert!(!END_PANICS.get(), "a defect of the application");
        }
    }

    /// A session.
    #[derive(TelemetryEvent)]
    #[event(aggregate)]
    struct NoteWritten {
        /// How much.
        turns: Count,
        #[skip]
        _note: Note,
    }

    /// A day.
    #[derive(TelemetryEvent)]
    #[event(once = "day")]
    struct NotesWritten {
        /// How much.
        turns: Count,
        #[skip]
        _note: Note,
    }

    catalog! {
        /// Notes.
        struct Notes {
            title: "Notes",
            app: "notes",
            backends: [PostHog],
            events: [NoteWritten, NotesWritten],
        }
    }

    static NOTES: Telemetry<Notes> = Telemetry::new();
    static SESSIONS: SessionAggregator<NoteWritten> = SessionAggregator::new();
    static DAY: Rollup<NotesWritten> = Rollup::new();

    #[test]
    fn their_code_runs_without_a_lock_and_its_panics_stay_inside() {
        let (receiver, state) = (Receiver::start().unwrap(), folder());
        let transport = PostHog::new(telemetry_receiver::DEFAULT_PROJECT_KEY).host(receiver.url());
        let builder = NOTES.builder().state_folder(state.path()).sessions(&SESSIONS).rollup(&DAY);
        let guard = builder.start(transport).unwrap();
        NOTES.grant();
        // The worker has looked for a day before: it looks again after an hour.
        NOTES.flush(PATIENCE);
        let update = || {
            SESSIONS.update(1, |noted| noted.turns += 1);
            DAY.update(|day| day.turns += 1);
        };
        update();
        update();
        assert!(DROPPED.load(Ordering::Relaxed) >= 2, "what was merged is dropped");
        BEGIN_PANICS.set(true);
        update();
        BEGIN_PANICS.set(false);
        assert_eq!(NOTES.status().gathered.panicked, 2);
        END_PANICS.set(true);
        update();
        SESSIONS.end(1);
        END_PANICS.set(false);
        assert_eq!(NOTES.status().gathered.panicked, 5);
        NOTES.flush(PATIENCE);
        assert_eq!(properties(&receiver), json!({ "turns": 3 }));
        drop(guard);
    }
}

/// A handler that begins a session for each one that ends: it would never come to an end.
mod handlers_that_update {
    use super::*;

    static SESSIONS: SessionAggregator<ChatSessionEnded> =
        SessionAggregator::new().most_open(2).on_end(on_end);

    static ENDED: AtomicU64 = AtomicU64::new(0);

    fn on_end(_: &ChatSessionEnded) {
        let ended = ENDED.fetch_add(1, Ordering::Relaxed);
        assert!(ended < 1000, "it does not come to an end");
        SESSIONS.update(("after", ended), |chat| chat.turn_count += 100);
        SESSIONS.end_all();
    }

    #[test]
    fn their_updates_are_left_out_and_counted() {
        let (app, state) = (App::new(), folder());
        let receiver = Receiver::start().unwrap();
        let guard = app.start_with(&receiver, state.path(), |builder| builder.sessions(&SESSIONS));
        app.telemetry.grant();
        for session in 0..5 {
            SESSIONS.update(session, |chat| chat.turn_count += 1);
        }
        SESSIONS.end_all();
        assert_eq!((SESSIONS.open(), ENDED.load(Ordering::Relaxed)), (0, 5));
        let status = app.telemetry.status();
        assert_eq!((status.gathered.left_out, status.gathered.panicked), (5, 0), "{status}");
        assert!(status.to_string().contains("5 left out"), "{status}");
        // Not within the handler, it goes on.
        SESSIONS.update(0, |chat| chat.turn_count += 1);
        assert_eq!(SESSIONS.open(), 1);
        drop(guard);
        let events = receiver.events();
        assert_eq!(events.len(), 6);
        assert!(events.iter().all(|event| event.props["turn_count"] == 1));
    }
}

/// The application may ask anything of telemetry while it gathers: no lock is held.
#[test]
fn an_update_may_update() {
    let receiver = Receiver::start().unwrap();
    granted(&receiver, |app| {
        app.sessions.update("outer", |chat| {
            app.sessions.update("outer", |chat| chat.turn_count += 1);
            app.day.update(|day| day.sessions += 1);
            app.telemetry.track(AppOpened);
            chat.turn_count += 1;
        });
        app.sessions.end("outer");
        app.flush();
    });
    assert_eq!(receiver.events()[1].props["turn_count"], 2);
}

#[test]
fn a_million_sessions_stay_bounded() {
    const SESSIONS: u64 = 1_000_000;
    const OPEN: usize = 100;
    let receiver = Receiver::start().unwrap();
    let (mut app, state) = (App::new(), folder());
    app.sessions = SessionAggregator::new().most_open(OPEN);
    // The user has not decided: what ends early waits like any other event.
    let guard = app.start_with(&receiver, state.path(), |builder| {
        builder.waiting_capacity(64).capacity(64, Overflow::DropNewest)
    });
    for session in 0..SESSIONS {
        app.sessions.update(session, |chat| chat.turn_count += 1);
        assert!(app.sessions.open() <= OPEN);
    }
    let status = app.telemetry.status();
    assert_eq!(status.gathered.open, OPEN as u64);
    assert_eq!(status.gathered.ended_early, SESSIONS - OPEN as u64);
    assert_eq!(status.counts.pending, 64);
    assert_eq!(status.counts.dropped.by(DropReason::Overflow), SESSIONS - OPEN as u64 - 64);
    // The session that was touched last is still open.
    app.telemetry.withdraw();
    assert_eq!(app.sessions.open(), 0, "a refusal forgets");
    drop(guard);
    assert_eq!(receiver.connections(), 0);
}

#[test]
fn the_session_that_was_idle_longest_ends_early() {
    let receiver = Receiver::start().unwrap();
    let (mut app, state) = (App::new(), folder());
    app.sessions = SessionAggregator::new().most_open(2);
    let guard = app.start(&receiver, state.path());
    app.telemetry.grant();
    for (session, turns) in [(1, 1), (2, 10), (1, 100), (3, 1000)] {
        app.sessions.update(session, |chat| chat.turn_count += turns);
    }
    app.flush();
    assert_eq!(properties(&receiver)["turn_count"], 10);
    drop(guard);
    assert_eq!(receiver.events().len(), 3);
}

/// An aggregate of the application's own keeping.
#[test]
fn an_aggregate_can_be_tracked_like_any_event() {
    let receiver = Receiver::start().unwrap();
    granted(&receiver, |app| {
        let mut import: ImportFinished = app.telemetry.begin().unwrap();
        app.clock.advance(Duration::from_millis(1500));
        import.files += 12;
        import.model.see(" llama3.1:8b ");
        import.formats.see("pdf");
        import.formats.see("epub");
        app.telemetry.track(import);
        app.flush();
    });
    assert_eq!(
        properties(&receiver),
        json!({
            "files": "10-100", "formats": "1+", "model_hash": "8754b77c7eee26e4", "took": "1s+",
        })
    );
}

#[test]
fn an_aggregate_is_not_begun_while_telemetry_is_off() {
    let receiver = Receiver::start().unwrap();
    let (app, state) = (App::new(), folder());
    assert!(app.telemetry.begin::<ImportFinished>().is_none());
    let _guard = app.start(&receiver, state.path());
    assert!(app.telemetry.begin::<ImportFinished>().is_some(), "the user may still agree");
    app.telemetry.withdraw();
    assert!(app.telemetry.begin::<ImportFinished>().is_none());
}

/// P4: nothing that was gathered of a text shows the text.
#[test]
fn p4_no_text_is_in_what_is_printed() {
    let receiver = Receiver::start().unwrap();
    granted(&receiver, |app| {
        let mut import: ImportFinished = app.telemetry.begin().unwrap();
        import.model.see("acme-internal/legal-bot");
        import.formats.see("acme-internal/legal-bot");
        let printed = format!("{import:?} {:?} {:?}", app.sessions, app.day);
        assert!(!printed.contains("acme") && printed.contains("Distinct(1)"), "{printed}");
    });
}

#[test]
fn nothing_is_gathered_while_telemetry_is_off() {
    let receiver = Receiver::start().unwrap();
    let (app, state) = (App::new(), folder());
    app.sessions.update(1, |_| panic!("it has not started"));
    let guard = app.start_with(&receiver, state.path(), |builder| builder.disabled(true));
    app.sessions.update(1, |_| panic!("it is off"));
    app.day.update(|_| panic!("it is off"));
    assert_eq!(app.telemetry.status().state, State::Off(OffReason::Disabled));
    drop(guard);
    let (app, state) = (App::new(), folder());
    let guard = app.start(&receiver, state.path());
    app.sessions.update(1, |chat| chat.turn_count += 1);
    app.telemetry.withdraw();
    app.sessions.update(1, |_| panic!("the user refused"));
    app.telemetry.grant();
    app.sessions.update(1, |chat| chat.turn_count += 10);
    drop(guard);
    assert_eq!(properties(&receiver)["turn_count"], 10, "nothing from before the refusal");
}

#[test]
fn a_million_latencies_are_told_within_one_percent() {
    const NUMBERS: usize = 1_000_000;
    let mut quantiles = Quantiles::default();
    // From 1 ms to a minute, most of them small, in no order.
    let mut latencies: Vec<f64> = (0..NUMBERS)
        .map(|at| {
            let uniform = (at * 700_001 % NUMBERS) as f64 / NUMBERS as f64;
            1.0 + 59_999.0 * uniform.powi(4)
        })
        .collect();
    latencies.iter().for_each(|latency| quantiles.see(*latency));
    latencies.sort_by(f64::total_cmp);
    for part in [0.01, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99, 0.999] {
        let exact = latencies[(part * NUMBERS as f64).ceil() as usize - 1];
        let told = quantiles.quantile(part).unwrap();
        assert!((told - exact).abs() <= exact / 100.0, "{part}: {told} in place of {exact}");
    }
    assert_eq!(quantiles.len(), NUMBERS as u64);
}
