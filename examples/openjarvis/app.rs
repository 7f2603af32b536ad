//! OpenJarvis' own side: what it reports of itself anyway, and the handlers that tell telemetry of it.

use std::error::Error;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use telemetry::aggregate::{Rollup, SessionAggregator};
use telemetry::clock::Clock;
use telemetry::{Bridge, ConsentPolicy, Guard, Identity, Overflow, PostHog, Signal, Telemetry};

use super::events::*;

pub static TELEMETRY: Telemetry<OpenJarvis> = Telemetry::new();

static SESSIONS: SessionAggregator<ChatSessionEnded> =
    SessionAggregator::new().idle_after(Duration::from_secs(30 * 60)).on_end(add_to_day);

static DAY: Rollup<UsageDailySummary> = Rollup::new();

/// The file that the install script, the application and the front end share, in the home folder.
pub const ID_FILE: &str = ".openjarvis/anon_id";

/// What else telemetry keeps, in the home folder.
pub const STATE_FOLDER: &str = ".openjarvis/telemetry";

/// Starts telemetry as OpenJarvis has it: on until the user says no, flushed at 100 events or 30 s.
pub fn start(
    transport: PostHog,
    home: &Path,
    clock: Arc<dyn Clock>,
) -> Result<Guard, Box<dyn Error>> {
    let guard = TELEMETRY
        .builder()
        .consent_policy(ConsentPolicy::OnUntilOptedOut)
        .identity(Identity::per_install(home.join(ID_FILE)))
        .state_folder(home.join(STATE_FOLDER))
        .capacity(10_000, Overflow::DropNewest)
        .flush_every(Duration::from_secs(30))
        .sessions(&SESSIONS)
        .rollup(&DAY)
        .clock(clock)
        .exit_deadline(Duration::from_secs(5))
        .start(transport)?;
    Ok(guard)
}

/// The handlers: what is told of each thing that happens. What has no handler is told to nobody.
pub fn bridge() -> Bridge {
    Bridge::builder()
        .on("inference_end", inference_end)
        .on("tool_call_end", tool_call_end)
        .on("session_end", |signal| {
            signal.str("session").into_iter().for_each(|it| SESSIONS.end(it))
        })
        .on("feedback_received", feedback_received)
        .on("error_shown", error_shown)
        .on_stop(|| SESSIONS.end_all())
        .build()
}

fn inference_end(signal: &Signal<'_>) {
    let Some(session) = signal.str("session") else { return };
    TELEMETRY.track(FirstChatSent { platform: Platform::Cli });
    SESSIONS.update(session, |chat| {
        chat.turn_count += 1;
        chat.tokens_in += signal.u64("tokens_in").unwrap_or_default();
        chat.tokens_out += signal.u64("tokens_out").unwrap_or_default();
        if let Some(latency_ms) = signal.f64("latency_ms") {
            chat.latency_ms.see(latency_ms);
        }
        if let Some(model) = signal.str("model") {
            chat.model.see(model);
            chat.unique_models.see(model);
        }
        if let Some(engine) = signal.str("engine") {
            chat.engine.see(Engine::of(engine));
        }
    });
}

fn tool_call_end(signal: &Signal<'_>) {
    let Some(tool) = signal.str("tool") else { return };
    TELEMETRY.track(ToolFirstUsed { tool_name: tool });
    let failed = signal.bool("failed").unwrap_or_default();
    if let Some(session) = signal.str("session") {
        SESSIONS.update(session, |chat| {
            chat.tool_count += 1;
            chat.unique_tools.see(tool);
            chat.error_count += u64::from(failed);
        });
    }
}

fn feedback_received(signal: &Signal<'_>) {
    let rating = signal.u64("rating").and_then(|rating| u8::try_from(rating).ok());
    if let Some(rating) = rating {
        let has_comment = signal.str("comment").is_some_and(|comment| !comment.is_empty());
        TELEMETRY.track(FeedbackSubmitted { rating, has_comment });
    }
}

fn error_shown(signal: &Signal<'_>) {
    let error_class = match signal.str("class") {
        Some("engine_unreachable") => ErrorClass::EngineUnreachable,
        Some("rate_limit") => ErrorClass::RateLimit,
        _ => ErrorClass::UnknownError,
    };
    TELEMETRY.track(ErrorShownToUser { error_class, platform: Platform::Cli });
    if let Some(session) = signal.str("session") {
        SESSIONS.update(session, |chat| chat.error_count += 1);
    }
}

/// Adds a session that ended to its day.
fn add_to_day(chat: &ChatSessionEnded) {
    DAY.update(|day| {
        day.sessions += 1;
        day.total_tokens += chat.tokens_in.get().saturating_add(chat.tokens_out.get());
        day.total_inferences += chat.turn_count.get();
        day.unique_tools.see_all(&chat.unique_tools);
        day.unique_models.see_all(&chat.unique_models);
        day.total_errors += chat.error_count.get();
        day.total_duration_ms += chat.duration_ms.elapsed();
    });
}

impl Engine {
    /// The engine of that name.
    fn of(name: &str) -> Self {
        match name {
            "ollama" => Self::Ollama,
            "vllm" => Self::Vllm,
            "mlx" => Self::Mlx,
            "llama_cpp" => Self::LlamaCpp,
            "openai" => Self::OpenAi,
            "anthropic" => Self::Anthropic,
            "google" => Self::Google,
            _ => Self::Unknown,
        }
    }
}
