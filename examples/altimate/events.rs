//! The events of Altimate Code and its catalogue: the one place in which they are named.
//!
//! # The privacy checklist of the product
//!
//! What its contributors tick off by hand, and the rule of the derive that does it here:
//!
//! | before adding a new event, verify | what stands for it |
//! |---|---|
//! | no SQL, code or file contents are included | a field of text does not compile without a treatment; SQL fits through `#[mask_sql]` only, which leaves no literal and no comment |
//! | no credentials or connection strings are included | no text is sent as written, but for a [`Release`](services::Release); `#[scrub(quoted)]` replaces keys, URLs, `name=value` pairs and whatever is quoted |
//! | error messages are truncated to 500 characters | `#[scrub(max = 500, ..)]`; a longer `max` shows in the catalogue, and the error class beside it needs none |
//! | file paths are not included in any field | `Path` and `PathBuf` do not compile but with `#[scrub]`, which replaces them |
//! | only tool names are sent, never arguments or outputs | tools are a closed enum; arguments fit through `#[signature]` and `#[mask_args]` only, which copy no value |
//!
//! # The naming convention of the product
//!
//! | convention | what stands for it |
//! |---|---|
//! | event names are snake_case | anything else is a compile error |
//! | with a `domain_action` pattern | a struct with a name of one word is a compile error; the product's own `error`, `generation` and `command` are written out |
//! | define the type, emit the event | `track` takes what the catalogue below lists, and nothing else compiles |
//! | update the docs | `TELEMETRY.md` is made from these structs, and a test fails while it is stale |

pub mod errors;
pub mod labels;
pub mod services;
pub mod sessions;
pub mod tools;

use telemetry::{ApplicationInsights, TelemetryCommon, catalog};

pub use errors::*;
pub use labels::*;
pub use services::*;
pub use sessions::*;
pub use tools::*;

/// What every event carries beside the time, the session id, the version and the machine id, which
/// the library attaches.
#[derive(TelemetryCommon)]
pub struct EveryEvent {
    /// The user's e-mail address as a whole SHA-256 of its trimmed, lower-cased form, once somebody is
    /// logged in. It is a pseudonym and not anonymous: it is the same on all of the user's machines,
    /// which is what it is for, and whoever knows an address can hash it and recognise it.
    #[hash(salt = none, length = 64, lower_case)]
    pub email: Option<String>,
}

catalog! {
    /// Altimate Code collects usage data to help improve the product. It is on by default and off with
    /// `{"telemetry": {"disabled": true}}` in `~/.config/altimate-code/altimate-code.json`. Events wait
    /// in memory only, and are sent every five seconds and once more at the end; when the process is
    /// killed before that, they are gone. The machine id is a random UUID in `~/.altimate/machine-id`.
    pub struct Altimate {
        title: "Altimate Code telemetry",
        app: "altimate",
        backends: [ApplicationInsights],
        common: EveryEvent,
        events: [
            SessionStart<'_>,
            SessionEnd,
            SessionForked<'_>,
            Generation<'_>,
            ToolCall<'_>,
            NativeCall<'_>,
            CommandExecuted<'_>,
            ErrorOccurred<'_>,
            AuthLogin<'_>,
            AuthLogout,
            McpServerStatus<'_>,
            ProviderError<'_>,
            EngineStarted<'_>,
            EngineError<'_>,
            UpgradeAttempted<'_>,
            PermissionDenied,
            DoomLoopDetected,
            CompactionTriggered,
            ToolOutputsPruned,
            EnvironmentCensus<'_>,
            ContextUtilization,
            AgentOutcome<'_>,
            ErrorRecovered,
            McpServerCensus,
            ContextOverflowRecovered,
            SkillUsed<'_>,
            SqlExecuteFailure<'_>,
            CoreFailure<'_>,
        ],
        never: [
            "SQL queries or query results.",
            "Code content, file contents, or file paths.",
            "Credentials, API keys, or tokens.",
            "Database connection strings or hostnames.",
            "Personally identifiable information, but for a pseudonym: the SHA-256 of the e-mail address.",
            "Tool arguments or outputs.",
            "AI prompt content or responses.",
        ],
    }
}
