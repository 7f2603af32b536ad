//! What each accumulator tells of the values that it saw.

use std::thread;
use std::time::Duration;

use serde_json::{Value, json};
use telemetry::aggregate::Quantiles;
use telemetry_receiver::Receiver;

use super::chats::*;
use super::{SECOND, granted, properties};

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
