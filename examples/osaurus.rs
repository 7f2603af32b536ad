//! Osaurus, whole: every event of its telemetry document, sent to Aptabase.
//!
//! ```text
//! cargo run --example osaurus                                     sends a session to a server of its own
//! cargo run --example osaurus -- --endpoint URL [--key KEY]       sends it to that server
//! cargo run --example osaurus -- --catalog                        prints the catalogue as JSON
//! cargo run --example osaurus -- --doc                            prints the privacy document
//! ```

#[path = "demo/demo.rs"]
mod demo;
#[path = "osaurus/events.rs"]
#[allow(dead_code, reason = "a session does not use every label")]
mod events;

use std::error::Error;
use std::path::Path;

use clap::Parser;
use telemetry::{Aptabase, State, Telemetry};
use telemetry_receiver::{DEFAULT_KEY, Receiver};

use demo::Mode;
use events::*;

/// Three launches of Osaurus, whose telemetry goes to Aptabase
#[derive(Parser)]
struct Cli {
    #[command(flatten)]
    demo: demo::Arguments,
}

fn main() -> Result<(), Box<dyn Error>> {
    match Cli::parse().demo.mode(DEFAULT_KEY) {
        Mode::Catalog => print!("{}", Osaurus::json()),
        Mode::Document => print!("{}", Osaurus::markdown()),
        Mode::Endpoint { url, key } => {
            let state = tempfile::tempdir()?;
            let telemetry = run(Some(&key), &url, state.path(), Choice::Continue)?;
            println!("delivery report: {}", telemetry.status().counts);
        }
        Mode::Embedded => embedded()?,
    }
    Ok(())
}

/// Three launches against a server in this very process: with consent, without, without a key.
fn embedded() -> Result<(), Box<dyn Error>> {
    let receiver = Receiver::start()?;
    let launch = |name: &str, key: Option<&str>, choice| -> Result<State, Box<dyn Error>> {
        let state = tempfile::tempdir()?;
        let telemetry = run(key, &receiver.url(), state.path(), choice)?;
        let status = telemetry.status();
        println!("{name}\n  {}\n  server has {} events\n", status.counts, receiver.events().len());
        Ok(status.state)
    };
    launch("1. a user who leaves the box checked", Some(DEFAULT_KEY), Choice::Continue)?;
    launch("2. a user who unchecks the box", Some(DEFAULT_KEY), Choice::Decline)?;
    launch("3. a build from source, without a key", None, Choice::Continue)?;
    println!("What the server received:\n");
    demo::print_events(&receiver);
    Ok(())
}

/// What the user does with the pre-checked box of the first onboarding step.
#[derive(Clone, Copy)]
enum Choice {
    Continue,
    Decline,
}

/// One run of the application, from its launch to its end.
fn run(
    key: Option<&str>,
    host: &str,
    state: &Path,
    choice: Choice,
) -> Result<Telemetry<Osaurus>, Box<dyn Error>> {
    let telemetry = Telemetry::<Osaurus>::new();
    let guard = telemetry
        .builder_with(EveryEvent { total_memory_gb: demo::memory_gib() })
        .state_folder(state)
        .start(Aptabase::new(key).host(host))?;

    // Nothing of this leaves before the user has decided.
    telemetry.track(AppLaunched);
    telemetry.track(OnboardingStarted);
    telemetry.track(OnboardingStepViewed { step: Step::Welcome, index: 0 });
    match choice {
        Choice::Continue => telemetry.grant(),
        Choice::Decline => telemetry.withdraw(),
    }
    onboarding(&telemetry);
    first_chat(&telemetry);
    server_and_agents(&telemetry);
    drop(guard);
    Ok(telemetry)
}

fn onboarding(telemetry: &Telemetry<Osaurus>) {
    telemetry.track(OnboardingStepViewed { step: Step::Model, index: 1 });
    telemetry.track(ModelDownloaded {
        model: "mlx-community/Qwen3-4B-4bit",
        param_count: Some("4B"),
        quantization: Some("4-bit"),
        is_vlm: false,
    });
    telemetry.track(OnboardingStepSkipped { step: Step::Provider, index: 2 });
    telemetry.track(OnboardingCompleted { reason: Reason::Finished });
}

fn first_chat(telemetry: &Telemetry<Osaurus>) {
    telemetry.track(FirstTimeChatShown);
    telemetry.track(ChatSessionStarted);
    telemetry.track(FirstTimeChatUsed);
    telemetry.track(MessageSent {
        source: Surface::ChatUi,
        model_source: ModelSource::Local,
        provider_type: ProviderType::Mlx,
        model: "mlx-community/Qwen3-4B-4bit",
        is_agent: false,
        stream: true,
    });
    // Once per install: the second one goes nowhere.
    telemetry.track(FirstTimeChatUsed);
}

fn server_and_agents(telemetry: &Telemetry<Osaurus>) {
    telemetry.track(ServerStarted);
    telemetry.track(RemoteProviderAdded { provider_type: RemoteProviderType::OpenResponses });
    telemetry.track(McpProviderAdded { transport: McpTransport::Stdio });
    telemetry.track(AgentCreated);
    telemetry.track(AgentRun { source: AgentSource::HttpApi });
    telemetry.track(MessageSent {
        source: Surface::HttpApi,
        model_source: ModelSource::Remote,
        provider_type: ProviderType::OpenAi,
        model: "my-proxy/gpt-4o",
        is_agent: true,
        stream: false,
    });
}
