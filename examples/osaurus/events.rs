//! The events of Osaurus and its catalogue: the one place in which they are named.

use telemetry::{Aptabase, TelemetryCommon, TelemetryEnum, TelemetryEvent, catalog};

/// What every event carries.
#[derive(TelemetryCommon)]
pub struct EveryEvent {
    /// Memory of the machine in GiB, as the tier that it was sold with.
    #[bucket(8, 16, 18, 24, 32, 36, 48, 64, 96, 128, tolerance = 0.5)]
    pub total_memory_gb: f64,
}

/// One top-level chat turn that a user or client began; the steps of an agent's tool loop do not
/// count.
#[derive(TelemetryEvent)]
#[event(why = "Are people using the core product?")]
pub struct MessageSent<'a> {
    /// The surface that the turn came from.
    pub source: Surface,
    /// Which kind of backend answered.
    #[origin]
    pub model_source: ModelSource,
    /// The type of the provider, never its name.
    #[enum_only]
    pub provider_type: ProviderType,
    /// The model, as written where it comes from the built-in catalogue; the user's own words for a
    /// remote one leave as a hash only.
    #[omit_if_remote]
    #[hash_remote(salt = "osaurus.telemetry.remote-id.v1", length = 12)]
    pub model: &'a str,
    /// Whether an autonomous agent run asked, rather than a plain completion.
    pub is_agent: bool,
    /// Whether the answer was asked for as a stream.
    pub stream: bool,
}

/// A new conversation was started in the chat window.
#[derive(TelemetryEvent)]
#[event(why = "Are people using the core product?")]
pub struct ChatSessionStarted;

/// A chat window became visible for the first time after onboarding.
#[derive(TelemetryEvent)]
#[event(once, why = "Do new users reach the chat at all?")]
pub struct FirstTimeChatShown;

/// The first message ever was sent from the chat window.
#[derive(TelemetryEvent)]
#[event(once, why = "Do new users ever send anything?")]
pub struct FirstTimeChatUsed;

/// An agent run was begun.
#[derive(TelemetryEvent)]
#[event(why = "Are people using the core product?")]
pub struct AgentRun {
    /// What began the run.
    pub source: AgentSource,
}

/// The local server came to run. Neither its port nor its address is attached.
#[derive(TelemetryEvent)]
#[event(why = "Do people come back and run the server?")]
pub struct ServerStarted;

/// The application was launched.
#[derive(TelemetryEvent)]
#[event(why = "Do people come back?")]
pub struct AppLaunched;

/// A model was downloaded and verified on disk.
#[derive(TelemetryEvent)]
#[event(why = "Which models get used?")]
pub struct ModelDownloaded<'a> {
    /// The model's id in the built-in catalogue.
    #[safe("only ids of the application's own curated catalogue can be downloaded")]
    pub model: &'a str,
    /// The model's size, coarsely, such as 7B.
    #[safe("a size that the curated catalogue states, shared by many models")]
    pub param_count: Option<&'a str>,
    /// How the model's weights are stored, such as 4-bit.
    #[enum_only("2-bit", "3-bit", "4-bit", "5-bit", "6-bit", "8-bit", "16-bit", other = "other")]
    pub quantization: Option<&'a str>,
    /// Whether the model takes pictures.
    pub is_vlm: bool,
}

/// A remote inference provider was set up.
#[derive(TelemetryEvent)]
#[event(why = "Which features get used?")]
pub struct RemoteProviderAdded {
    /// The type of the provider; never its name, URL or key.
    pub provider_type: RemoteProviderType,
}

/// A provider of MCP tools was set up.
#[derive(TelemetryEvent)]
#[event(why = "Which features get used?")]
pub struct McpProviderAdded {
    /// How the provider is reached; never its command, URL or arguments.
    pub transport: McpTransport,
}

/// A user created an agent; those that come with the application do not count.
#[derive(TelemetryEvent)]
#[event(why = "Which features get used?")]
pub struct AgentCreated;

/// The first run's tour began.
#[derive(TelemetryEvent)]
#[event(why = "Where do new users give up?")]
pub struct OnboardingStarted;

/// A step of the tour was shown.
#[derive(TelemetryEvent)]
#[event(why = "Where do new users give up?")]
pub struct OnboardingStepViewed {
    /// The step's name.
    pub step: Step,
    /// The step's place in the tour.
    pub index: u8,
}

/// A step of the tour was skipped.
#[derive(TelemetryEvent)]
#[event(why = "Where do new users give up?")]
pub struct OnboardingStepSkipped {
    /// The step's name.
    pub step: Step,
    /// The step's place in the tour.
    pub index: u8,
}

/// The tour came to its end.
#[derive(TelemetryEvent)]
#[event(why = "Where do new users give up?")]
pub struct OnboardingCompleted {
    /// Why it ended.
    pub reason: Reason,
}

/// The surface that a chat turn came from.
#[derive(TelemetryEnum)]
pub enum Surface {
    ChatUi,
    HttpApi,
    Plugin,
}

/// Which kind of backend answers.
#[derive(TelemetryEnum)]
pub enum ModelSource {
    /// The system's own model.
    Foundation,
    Local,
    #[remote]
    Remote,
}

/// The type of a provider.
#[derive(TelemetryEnum)]
#[telemetry(rename_all = "camelCase")]
pub enum ProviderType {
    Foundation,
    Mlx,
    #[label = "openai"]
    OpenAi,
    Anthropic,
    Gemini,
    AzureOpenAI,
    OpenResponses,
    OpenAICodex,
    Osaurus,
}

/// The type of a provider that a user can add.
#[derive(TelemetryEnum)]
#[telemetry(rename_all = "camelCase")]
pub enum RemoteProviderType {
    #[label = "openai"]
    OpenAi,
    Anthropic,
    Gemini,
    AzureOpenAI,
    OpenResponses,
    OpenAICodex,
    Osaurus,
}

/// What begins an agent run.
#[derive(TelemetryEnum)]
pub enum AgentSource {
    /// The endpoint of the HTTP interface.
    HttpApi,
    /// The background, a schedule or a plugin.
    Dispatch,
}

/// How an MCP provider is reached.
#[derive(TelemetryEnum)]
pub enum McpTransport {
    Http,
    Stdio,
}

/// A step of the first run's tour.
#[derive(TelemetryEnum)]
pub enum Step {
    Welcome,
    Model,
    Provider,
    Done,
}

/// Why the tour ended.
#[derive(TelemetryEnum)]
pub enum Reason {
    Finished,
    Skipped,
}

catalog! {
    /// The complete description of the anonymous usage data that Osaurus can collect. It is on by
    /// default and off with one switch; nothing leaves before the first onboarding step is confirmed.
    pub struct Osaurus {
        title: "Osaurus telemetry",
        app: "osaurus",
        backends: [Aptabase],
        common: EveryEvent,
        events: [
            MessageSent<'_>,
            ChatSessionStarted,
            FirstTimeChatShown,
            FirstTimeChatUsed,
            AgentRun,
            ServerStarted,
            AppLaunched,
            ModelDownloaded<'_>,
            RemoteProviderAdded,
            McpProviderAdded,
            AgentCreated,
            OnboardingStarted,
            OnboardingStepViewed,
            OnboardingStepSkipped,
            OnboardingCompleted,
        ],
        never: [
            "Chat content: prompts, messages, system prompts, completions, or model output of any kind.",
            "Tool-call arguments or results, file contents, or file paths.",
            "API keys, tokens, credentials, or URLs of remote providers.",
            "Agent names, chat titles, session ids, or conversation history.",
            "Exact token counts or the length of messages.",
            "Names of remote providers that the user set up, or the id of a remote model as text.",
            "A persistent identifier of a user, an account, an IP address, or a precise location.",
        ],
    }
}
