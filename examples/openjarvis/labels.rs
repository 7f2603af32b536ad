//! The closed lists that the events' properties are taken from.

use telemetry::TelemetryEnum;

/// The operating system.
#[derive(TelemetryEnum, Clone, Copy)]
pub enum Os {
    Darwin,
    Linux,
    Wsl,
    Windows,
    Unknown,
}

/// The processor's architecture.
#[derive(TelemetryEnum, Clone, Copy)]
pub enum Arch {
    #[label = "x86_64"]
    X86,
    Arm64,
    Aarch64,
    Unknown,
}

/// A stage of the installation.
#[derive(TelemetryEnum)]
pub enum Stage {
    Deps,
    Uv,
    Python,
    Venv,
    Package,
    Ollama,
    ModelDownload,
    Config,
    Verify,
    Complete,
}

/// The surface that the user works with.
#[derive(TelemetryEnum, Clone, Copy)]
#[telemetry(rename_all = "kebab-case")]
pub enum Platform {
    Cli,
    Macos,
    Linux,
    Windows,
    TauriMacos,
    TauriLinux,
    TauriWindows,
    Web,
}

/// A set of choices that the setup offers.
#[derive(TelemetryEnum)]
#[telemetry(rename_all = "kebab-case")]
pub enum Preset {
    MorningDigestMac,
    DeepResearch,
    CodeAssistant,
    Minimal,
    Custom,
    Default,
}

/// What runs the model.
#[derive(TelemetryEnum, Clone, Copy, PartialEq)]
pub enum Engine {
    Ollama,
    Vllm,
    Mlx,
    LlamaCpp,
    #[label = "openai"]
    OpenAi,
    Anthropic,
    Google,
    Unknown,
}

/// A part of the product.
#[derive(TelemetryEnum)]
pub enum Feature {
    Chat,
    Voice,
    Agents,
    Skills,
    Memory,
    Tools,
    Connectors,
    Scheduler,
    Workflows,
    Digest,
    Research,
    Evals,
    Feedback,
    TelemetryDashboard,
    Settings,
}

/// The class of an error, never its text.
#[derive(TelemetryEnum)]
pub enum ErrorClass {
    NetworkError,
    EngineUnreachable,
    ModelNotFound,
    ToolTimeout,
    ToolError,
    RateLimit,
    AuthFailure,
    PermissionDenied,
    ValidationError,
    ConfigError,
    UnknownError,
}

/// A setting of the application.
#[derive(TelemetryEnum)]
pub enum Setting {
    Theme,
    Language,
    DefaultModel,
    DefaultEngine,
    Temperature,
    ContextLength,
    VoiceEnabled,
    MemoryEnabled,
    DigestTime,
    AnalyticsEnabled,
    TelemetryEnabled,
    AutoUpdate,
    /// Any other.
    Other,
}
