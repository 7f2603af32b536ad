//! Three runs of the application, each a process of its own: two yesterday, one today.

use std::thread;
use std::time::Duration;

use tracing::info;

use super::app::TELEMETRY;
use super::events::*;

/// What happens in a run.
pub fn run(name: &str) {
    TELEMETRY.track(AppOpened { version: env!("CARGO_PKG_VERSION"), platform: Platform::Cli });
    match name {
        "first" => first(),
        "second" => second(),
        _ => third(),
    }
}

/// The setup, and two chats at the same time.
fn first() {
    TELEMETRY.track(SetupCompleted {
        preset: Preset::CodeAssistant,
        model: "llama3.1:8b",
        engine: Engine::Ollama,
    });
    inference("chat-1", "llama3.1:8b", 1200, 350, 840.0);
    tool("chat-1", "calculator", false);
    inference("chat-2", "llama3.1:8b", 90, 40, 300.0);
    inference("chat-1", "llama3.1:8b", 1600, 120, 410.0);
    tool("chat-1", "jane-does-private-tool", true);
    tool("chat-2", "calculator", false);
    // A session without an answer tells nothing.
    tool("chat-3", "weather", false);
    info!(name: "session_end", session = "chat-1");
    info!(name: "feedback_received", rating = 5, comment = "Thanks, says Jane Doe");
    TELEMETRY.track(ConnectorAuthCompleted { connector_name: "github" });
    // What has no handler is told to nobody.
    info!(name: "prompt_sent", prompt = "My name is Jane Doe");
}

/// After a restart: a chat with two models.
fn second() {
    inference("chat-4", "llama3.1:8b", 10, 20, 100.0);
    TELEMETRY.track(ModelChanged {
        from_model: "llama3.1:8b",
        to_model: "qwen3.5:2b",
        engine: Engine::Ollama,
    });
    inference("chat-4", "qwen3.5:2b", 30, 40, 200.0);
    info!(name: "error_shown", session = "chat-4", class = "engine_unreachable", text = "/home/jane");
    TELEMETRY.track(SettingsChanged { setting_key: Setting::DefaultModel });
}

/// The next day.
fn third() {
    TELEMETRY.track(FeatureUsed { feature_name: Feature::Digest });
}

fn inference(session: &str, model: &str, tokens_in: u64, tokens_out: u64, latency_ms: f64) {
    // So that the session has a duration; the answer's own time is made up.
    thread::sleep(Duration::from_millis(5));
    info!(name: "inference_end", session, model, engine = "ollama", tokens_in, tokens_out, latency_ms);
}

fn tool(session: &str, tool: &str, failed: bool) {
    info!(name: "tool_call_end", session, tool, failed, arguments = "2 + 2");
}
