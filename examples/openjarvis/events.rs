//! The events of OpenJarvis and its catalogue: the one place in which they are named.

mod labels;

use std::time::Duration;

use telemetry::aggregate::{Count, Distinct, Quantiles, Sole, Stopwatch, Sum};
use telemetry::{PostHog, TelemetryEvent, catalog};

pub use labels::*;

/// The install script began its work.
#[derive(TelemetryEvent)]
#[event(why = "How many people begin to install?")]
pub struct InstallStarted {
    pub os: Os,
    pub arch: Arch,
    /// The install script's version.
    #[safe("the release's own version, which all who have that release share")]
    pub installer_version: &'static str,
}

/// A stage of the installation was done.
#[derive(TelemetryEvent)]
#[event(why = "Where do people drop off, and which stages are slow?")]
pub struct InstallStageCompleted {
    pub stage: Stage,
    /// How long the stage took, in milliseconds.
    pub elapsed_ms: Duration,
    pub os: Os,
}

/// The installation succeeded.
#[derive(TelemetryEvent)]
#[event(why = "Did the install succeed?")]
pub struct InstallCompleted {
    /// How long the whole installation took, in milliseconds.
    pub total_elapsed_ms: Duration,
    pub os: Os,
    pub arch: Arch,
}

/// The installation failed.
#[derive(TelemetryEvent)]
#[event(why = "Which stage fails, and on which systems?")]
pub struct InstallFailed {
    pub stage: Stage,
    /// What the stage's program exited with.
    pub exit_code: u8,
    pub os: Os,
    pub arch: Arch,
}

/// The user ran the script that removes the product.
#[derive(TelemetryEvent)]
#[event(why = "How long do people stay?")]
pub struct UninstallStarted {
    /// Whole days since the installation.
    pub days_since_install: u32,
    pub os: Os,
}

/// The application was opened.
#[derive(TelemetryEvent)]
#[event(why = "How many people use it in a day, a week, a month?")]
pub struct AppOpened {
    /// The application's version.
    #[safe("the release's own version, which all who have that release share")]
    pub version: &'static str,
    pub platform: Platform,
}

/// The wizard of the first run was finished.
#[derive(TelemetryEvent)]
#[event(why = "Does the first run lead to a working setup?")]
pub struct SetupCompleted<'a> {
    pub preset: Preset,
    /// The model that was chosen: equal names give equal hashes.
    #[hash(salt = none, length = 16)]
    pub model: &'a str,
    pub engine: Engine,
}

/// The first message ever was sent.
#[derive(TelemetryEvent)]
#[event(once, why = "Do new users ever send anything?")]
pub struct FirstChatSent {
    pub platform: Platform,
}

/// A chat session was ended, or nothing happened in it for long: its counts.
#[derive(TelemetryEvent)]
#[event(
    why = "How much is one session, and how fast does it feel?",
    aggregate(needs = turn_count)
)]
pub struct ChatSessionEnded {
    /// Turns that a model answered; a session without one tells nothing.
    pub turn_count: Count,
    /// Tokens that went into models.
    pub tokens_in: Sum,
    /// Tokens that came out of models.
    pub tokens_out: Sum,
    /// How long answers took, in milliseconds.
    pub latency_ms: Quantiles,
    /// Calls of tools.
    pub tool_count: Count,
    /// Different tools among them.
    pub unique_tools: Distinct<String>,
    /// Different models that answered.
    pub unique_models: Distinct<String>,
    /// Errors.
    pub error_count: Count,
    /// The model, where only one was used: equal names give equal hashes.
    #[hash(salt = none, length = 16)]
    pub model: Sole<String>,
    /// What ran the models, where that was one thing only.
    pub engine: Sole<Engine>,
    /// From the first event of the session to the last, in milliseconds.
    pub duration_ms: Stopwatch,
}

/// A tool was used for the first time on this install.
#[derive(TelemetryEvent)]
#[event(once(per = tool_name), why = "Which built-in tools are adopted?")]
pub struct ToolFirstUsed<'a> {
    /// The built-in tool; one of the user's own is a custom tool.
    #[enum_only(
        "http_request",
        "file_read",
        "file_write",
        "shell",
        "search_web",
        "calculator",
        "memory_search",
        "memory_store",
        "code_exec",
        "image_view",
        "gmail",
        "calendar",
        "drive",
        "github",
        "hackernews",
        "weather",
        "notion",
        "strava",
        other = "custom_tool"
    )]
    pub tool_name: &'a str,
}

/// The user changed the model.
#[derive(TelemetryEvent)]
#[event(why = "How often do people change models?")]
pub struct ModelChanged<'a> {
    /// The model before: equal names give equal hashes.
    #[hash(salt = none, length = 16)]
    pub from_model: &'a str,
    /// The model after: equal names give equal hashes.
    #[hash(salt = none, length = 16)]
    pub to_model: &'a str,
    /// What runs the model after.
    pub engine: Engine,
}

/// A connector was set up.
#[derive(TelemetryEvent)]
#[event(why = "Which connectors do people set up?")]
pub struct ConnectorAuthCompleted<'a> {
    /// The connector; one of the user's own is custom.
    #[enum_only(
        "google",
        "gmail",
        "calendar",
        "drive",
        "github",
        "notion",
        "strava",
        "weather",
        "hackernews",
        "slack",
        "telegram",
        "discord",
        "webhook",
        "sendblue",
        "whatsapp",
        "signal",
        other = "custom"
    )]
    pub connector_name: &'a str,
}

/// A feature was used.
#[derive(TelemetryEvent)]
#[event(why = "Which features get traffic, and which do not?")]
pub struct FeatureUsed {
    pub feature_name: Feature,
}

/// The user rated an answer.
#[derive(TelemetryEvent)]
#[event(why = "Are people content, and do they say why?")]
pub struct FeedbackSubmitted {
    /// The rating.
    pub rating: u8,
    /// Whether there was a comment; never the comment.
    pub has_comment: bool,
}

/// An error was shown to the user.
#[derive(TelemetryEvent)]
#[event(why = "Which errors do people meet?")]
pub struct ErrorShownToUser {
    pub error_class: ErrorClass,
    pub platform: Platform,
}

/// A setting was changed.
#[derive(TelemetryEvent)]
#[event(why = "Which settings get changed?")]
pub struct SettingsChanged {
    /// The setting; never its value.
    pub setting_key: Setting,
}

/// The counts of a day, sent on the next.
#[derive(TelemetryEvent)]
#[event(once = "day", why = "How much is the product used in a day?")]
pub struct UsageDailySummary {
    /// Chat sessions that ended.
    pub sessions: Count,
    /// Tokens, in and out.
    pub total_tokens: Sum,
    /// Answers of models.
    pub total_inferences: Count,
    /// Different tools that were used.
    pub unique_tools: Distinct<String>,
    /// Different models that answered.
    pub unique_models: Distinct<String>,
    /// Errors.
    pub total_errors: Count,
    /// The time of all sessions together, in milliseconds.
    pub total_duration_ms: Sum,
}

catalog! {
    /// The anonymous usage data that OpenJarvis collects, so that its makers see where the product
    /// breaks and which features are used. It is on by default; say no once and it is off.
    pub struct OpenJarvis {
        title: "OpenJarvis telemetry",
        app: "openjarvis",
        backends: [PostHog],
        events: [
            InstallStarted,
            InstallStageCompleted,
            InstallCompleted,
            InstallFailed,
            UninstallStarted,
            AppOpened,
            SetupCompleted<'_>,
            FirstChatSent,
            ChatSessionEnded,
            ToolFirstUsed<'_>,
            ModelChanged<'_>,
            ConnectorAuthCompleted<'_>,
            FeatureUsed,
            FeedbackSubmitted,
            ErrorShownToUser,
            SettingsChanged,
            UsageDailySummary,
        ],
        never: [
            "Chat content: prompts, model outputs, system messages, arguments of tools.",
            "File paths.",
            "Emails, names, phone numbers, addresses.",
            "IP addresses; the server is told not to look them up.",
            "MAC addresses, serial numbers of hardware, UUIDs of drives.",
            "Stack traces: only the class of an error.",
            "API keys, tokens, passwords.",
            "Host names.",
            "Lists and maps, which could hold any of these.",
        ],
    }
}
