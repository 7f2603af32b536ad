//! P8 and P11 where many threads track at the same time: what each of them was promised alone holds for all.

#[path = "support/osaurus.rs"]
#[allow(dead_code, reason = "each test file uses a part of the application")]
mod osaurus;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Barrier};
use std::thread;
use std::time::{Duration, SystemTime};

use osaurus::events::*;
use osaurus::*;
use telemetry::testing::ManualClock;
use telemetry::{Counts, DropReason, Overflow};
use telemetry_receiver::{Event, Receiver};

/// Threads, told apart by the step that they track.
const THREADS: usize = 4;

/// Events of each thread.
const EVENTS: u8 = 250;

/// All that all threads track.
const ALL: u64 = THREADS as u64 * EVENTS as u64;

/// As many as Aptabase takes at a time.
const BATCH: usize = 25;

fn event(thread: usize, index: u8) -> OnboardingStepViewed {
    let step = match thread {
        0 => Step::Welcome,
        1 => Step::Model,
        2 => Step::Provider,
        _ => Step::Done,
    };
    OnboardingStepViewed { step, index }
}

/// Each thread tracks its events, all at once.
fn track_at_once(app: &Launched, events: u8) {
    let start = Barrier::new(THREADS);
    thread::scope(|scope| {
        for thread in 0..THREADS {
            let start = &start;
            scope.spawn(move || {
                start.wait();
                (0..events).for_each(|index| app.telemetry.track(event(thread, index)));
            });
        }
    });
}

/// The numbers of each thread's events, in the order in which they arrived.
fn by_thread(receiver: &Receiver) -> BTreeMap<String, Vec<u8>> {
    let mut threads = BTreeMap::<_, Vec<_>>::new();
    for Event { props, .. } in receiver.events() {
        if let Some(index) = props.get("index").and_then(|index| index.as_u64()) {
            let thread = props["step"].as_str().unwrap().to_owned();
            threads.entry(thread).or_default().push(u8::try_from(index).unwrap());
        }
    }
    threads
}

fn sessions(receiver: &Receiver) -> Vec<String> {
    receiver.events().into_iter().map(|event| event.session).collect()
}

fn add_up(counts: &Counts) -> bool {
    counts.recorded == counts.sent + counts.pending + counts.dropped.total()
}

#[test]
fn p8_events_of_each_of_many_threads_arrive_in_order() {
    let receiver = Receiver::start().unwrap();
    let app = launch(&receiver);
    app.telemetry.grant();
    track_at_once(&app, EVENTS);
    app.flush();
    let threads = by_thread(&receiver);
    assert_eq!(threads.len(), THREADS);
    for (thread, indexes) in threads {
        assert_eq!(indexes, (0..EVENTS).collect::<Vec<_>>(), "{thread}");
    }
}

#[test]
fn p8_events_of_several_threads_arrive_in_the_order_of_their_time() {
    let receiver = Receiver::start().unwrap();
    let clock = Arc::new(ManualClock::new(SystemTime::now()));
    let app = launch_with(&receiver, |builder| builder.clock(clock.clone()));
    app.telemetry.grant();
    let turn = Barrier::new(2);
    thread::scope(|scope| {
        for thread in 0..2 {
            let (app, turn, clock) = (&app, &turn, &clock);
            scope.spawn(move || {
                for index in 0..100 {
                    if index % 2 == thread {
                        clock.set_now(SystemTime::now());
                        app.telemetry.track(event(usize::from(thread), index));
                    }
                    turn.wait();
                }
            });
        }
    });
    app.flush();
    assert_eq!(indexes(&receiver), (0..100).collect::<Vec<_>>());
}

/// One event is under way, and nothing else can be sent: what waits is what there is room for, to the event,
/// whoever tracks and however small the room is.
#[test]
fn p8_a_full_queue_keeps_exactly_what_it_was_told_to() {
    for overflow in [Overflow::DropNewest, Overflow::DropOldest] {
        for capacity in [1, 2, 7, 24, 25, 26, 60] {
            let receiver = Receiver::start().unwrap();
            let app = launch_with(&receiver, |builder| builder.capacity(capacity, overflow));
            with_one_under_way(&receiver, &app, || {
                track_at_once(&app, EVENTS);
                let counts = app.telemetry.status().counts;
                assert_eq!((counts.recorded, counts.sent), (ALL + 1, 0));
                assert_eq!(counts.pending, capacity as u64 + 1, "{overflow:?}");
                assert_eq!(counts.dropped.by(DropReason::Overflow), ALL - capacity as u64);
            });
            app.flush();
            let threads = by_thread(&receiver);
            assert_eq!(threads.values().map(Vec::len).sum::<usize>(), capacity);
            for (thread, indexes) in threads {
                let kept = indexes.len() as u8;
                let expected = match overflow {
                    Overflow::DropNewest => 0..kept,
                    Overflow::DropOldest => EVENTS - kept..EVENTS,
                };
                assert_eq!(indexes, expected.collect::<Vec<_>>(), "{thread}, {overflow:?}");
            }
        }
    }
}

#[test]
fn p11_what_several_threads_track_adds_up_at_every_moment() {
    for overflow in [Overflow::DropNewest, Overflow::DropOldest] {
        let receiver = Receiver::start().unwrap();
        let app = launch_with(&receiver, |builder| builder.capacity(40, overflow));
        app.telemetry.grant();
        let done = AtomicBool::new(false);
        thread::scope(|scope| {
            let watcher = scope.spawn(|| {
                let mut recorded = 0;
                while !done.load(Ordering::Relaxed) {
                    let counts = app.telemetry.status().counts;
                    assert!(add_up(&counts) && counts.recorded >= recorded, "{counts}");
                    // Besides what waits, the batch that is under way.
                    assert!(counts.pending <= 40 + BATCH as u64, "{counts}");
                    recorded = counts.recorded;
                }
            });
            track_at_once(&app, EVENTS);
            done.store(true, Ordering::Relaxed);
            watcher.join().unwrap();
        });
        app.flush();
        let counts = app.telemetry.status().counts;
        assert_eq!(counts.sent + counts.dropped.by(DropReason::Overflow), ALL, "{counts}");
        assert_eq!(receiver.events().len() as u64, counts.sent);
    }
}

/// What one thread has tracked is there for another as soon as the other can know of it.
#[test]
fn p11_what_a_thread_has_tracked_shows_at_once() {
    let receiver = Receiver::start().unwrap();
    let app = launch(&receiver);
    app.telemetry.grant();
    thread::scope(|scope| {
        for thread in 0..THREADS {
            let app = &app;
            scope.spawn(move || {
                for index in 0..EVENTS {
                    app.telemetry.track(event(thread, index));
                    let recorded = app.telemetry.status().counts.recorded;
                    assert!(recorded > u64::from(index), "{recorded} after {index}");
                }
            });
        }
    });
    assert_eq!(app.telemetry.status().counts.recorded, ALL);
}

#[test]
fn p6_a_withdrawal_leaves_nothing_behind_in_any_thread() {
    let receiver = Receiver::start().unwrap();
    let app = launch(&receiver);
    app.telemetry.grant();
    let done = AtomicBool::new(false);
    thread::scope(|scope| {
        let trackers = scope.spawn(|| {
            (0..8).for_each(|_| track_at_once(&app, EVENTS));
            done.store(true, Ordering::Relaxed);
        });
        while !done.load(Ordering::Relaxed) {
            app.telemetry.withdraw();
            let counts = app.telemetry.status().counts;
            assert!(counts.pending == 0 && add_up(&counts), "{counts}");
            thread::yield_now();
            assert_eq!(app.telemetry.status().counts, counts, "off is off for every thread");
            app.telemetry.grant();
        }
        trackers.join().unwrap();
    });
    app.telemetry.withdraw();
    let counts = app.telemetry.status().counts;
    assert_eq!(counts.recorded, counts.sent + counts.dropped.by(DropReason::Denied), "{counts}");
}

#[test]
fn p8_a_session_is_that_of_all_threads() {
    let receiver = Receiver::start().unwrap();
    let clock = Arc::new(ManualClock::new(SystemTime::now() - Duration::from_secs(4 * 60 * 60)));
    let app = launch_with(&receiver, |builder| builder.clock(clock.clone()));
    app.telemetry.grant();
    track_at_once(&app, EVENTS);
    // The pause begins with the last event of any thread.
    for thread in 0..2 {
        clock.advance(Duration::from_secs(59 * 60));
        thread::scope(|scope| {
            scope.spawn(|| app.telemetry.track(event(thread, 0)));
        });
    }
    app.flush();
    assert_eq!(sessions(&receiver).into_iter().collect::<BTreeSet<_>>().len(), 1);
    clock.advance(Duration::from_secs(61 * 60));
    track_at_once(&app, EVENTS);
    app.flush();
    let sessions = sessions(&receiver);
    let (before, after) = sessions.split_at(ALL as usize + 2);
    assert_eq!(after.iter().collect::<BTreeSet<_>>().len(), 1);
    assert!(!before.contains(&after[0]), "a pause of an hour ends the session of all");
}

/// The clock stands still, so that the worker is woken by events or not at all.
#[test]
fn p8_the_worker_is_woken_by_the_event_that_completes_a_batch() {
    let receiver = Receiver::start().unwrap();
    let clock = Arc::new(ManualClock::new(SystemTime::now()));
    let app = launch_with(&receiver, |builder| builder.clock(clock));
    app.telemetry.grant();
    for batches in 1..=20 {
        track_at_once(&app, 6);
        assert!(receiver.events().len() < batches * BATCH, "only a complete batch is sent");
        app.telemetry.track(event(0, 6));
        assert!(receiver.wait_for_events(batches * BATCH, PATIENCE), "nobody woke the worker");
    }
    assert_eq!(batch_sizes(&receiver), [BATCH; 20]);
}
