//! What the application keeps in a `#[skip]` field has code of its own.

use std::cell::Cell;
use std::sync::atomic::{AtomicU64, Ordering};

use serde_json::json;
use telemetry::aggregate::{Count, Rollup, SessionAggregator};
use telemetry::{PostHog, Telemetry, TelemetryEvent, catalog};
use telemetry_receiver::{DEFAULT_PROJECT_KEY, Receiver};

use super::chats::{PATIENCE, folder};
use super::properties;

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
    let transport = PostHog::new(DEFAULT_PROJECT_KEY).host(receiver.url());
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

#[test]
fn an_aggregate_is_not_begun_where_their_code_panics() {
    static TELEMETRY: Telemetry<Notes> = Telemetry::new();
    let (receiver, state) = (Receiver::start().unwrap(), folder());
    let transport = PostHog::new(DEFAULT_PROJECT_KEY).host(receiver.url());
    let _guard = TELEMETRY.builder().state_folder(state.path()).start(transport).unwrap();
    BEGIN_PANICS.set(true);
    assert!(TELEMETRY.begin::<NoteWritten>().is_none());
    BEGIN_PANICS.set(false);
    assert!(TELEMETRY.begin::<NoteWritten>().is_some());
    assert_eq!(TELEMETRY.status().gathered.panicked, 1);
}
