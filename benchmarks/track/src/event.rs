//! The reference event: `message_sent` with seven properties, beside its time and session.

use std::hint::black_box;

use telemetry::{ApplicationInsights, Aptabase, Otlp, PostHog};
use telemetry::{TelemetryEnum, TelemetryEvent, catalog};

use crate::loopback::Hundreds;
use crate::sink::Nowhere;
use crate::worker::Timed;

/// The surface that the turn came from.
#[derive(Clone, Copy, Debug, TelemetryEnum, serde::Serialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "the labels say it")]
pub enum Source {
    ChatUi,
    Command,
    Api,
}

/// Which kind of backend answered.
#[derive(Clone, Copy, Debug, TelemetryEnum, serde::Serialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "the labels say it")]
pub enum ModelSource {
    Local,
    #[remote]
    Remote,
}

/// The provider's type.
#[derive(Clone, Copy, Debug, TelemetryEnum, serde::Serialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "the labels say it")]
pub enum ProviderType {
    Anthropic,
    OpenAi,
    Other,
}

/// The seven values, as peers get them.
#[derive(Clone, Copy, Debug)]
#[allow(missing_docs, reason = "the event below says it")]
pub struct Values {
    pub source: Source,
    pub model_source: ModelSource,
    pub provider_type: ProviderType,
    pub is_agent: bool,
    pub stream: bool,
    pub tokens: u32,
    pub attachments: u32,
}

/// Always the same, and unknown to the compiler.
static REFERENCE: Values = Values {
    source: Source::Command,
    model_source: ModelSource::Remote,
    provider_type: ProviderType::OpenAi,
    is_agent: false,
    stream: true,
    tokens: 1500,
    attachments: 3,
};

impl Values {
    /// The values of the reference event.
    #[inline]
    pub fn reference() -> &'static Self {
        black_box(&REFERENCE)
    }

    /// The bucket that the tokens fall into, for peers, who have no buckets of their own.
    pub fn tokens_bucket(&self) -> &'static str {
        match self.tokens {
            ..=100 => "100",
            101..=1000 => "1000",
            1001..=10_000 => "10000",
            _ => "10000+",
        }
    }
}

impl Source {
    /// The label.
    pub fn label(self) -> &'static str {
        match self {
            Self::ChatUi => "chat_ui",
            Self::Command => "command",
            Self::Api => "api",
        }
    }
}

impl ModelSource {
    /// The label.
    pub fn label(self) -> &'static str {
        match self {
            Self::Local => "local",
            Self::Remote => "remote",
        }
    }
}

impl ProviderType {
    /// The label.
    pub fn label(self) -> &'static str {
        match self {
            Self::Anthropic => "anthropic",
            Self::OpenAi => "open_ai",
            Self::Other => "other",
        }
    }
}

/// One top-level chat turn: three closed enums, two bools, a bucketed number and a plain one.
#[derive(TelemetryEvent)]
#[allow(missing_docs, reason = "the descriptions are those of the types")]
pub struct MessageSent {
    pub source: Source,
    pub model_source: ModelSource,
    pub provider_type: ProviderType,
    /// Whether an agent answered.
    pub is_agent: bool,
    /// Whether the answer was streamed.
    pub stream: bool,
    /// The tokens of the answer, roughly.
    #[bucket(100, 1000, 10_000)]
    pub tokens: u32,
    /// The attachments of the message.
    pub attachments: u32,
}

impl From<&Values> for MessageSent {
    #[inline]
    fn from(values: &Values) -> Self {
        let Values { source, model_source, provider_type, is_agent, stream, tokens, attachments } =
            *values;
        Self { source, model_source, provider_type, is_agent, stream, tokens, attachments }
    }
}

/// The same with a text: a pseudonym where the model is remote, as written where it is local.
#[derive(TelemetryEvent)]
#[event(name = "message_sent")]
#[allow(missing_docs, reason = "the descriptions are those of the types")]
pub struct TextSent<'a> {
    pub source: Source,
    #[origin]
    pub model_source: ModelSource,
    pub provider_type: ProviderType,
    /// The model.
    #[omit_if_remote]
    #[hash_remote]
    pub model: &'a str,
    /// Whether an agent answered.
    pub is_agent: bool,
    /// Whether the answer was streamed.
    pub stream: bool,
    /// The attachments of the message.
    pub attachments: u32,
}

/// The text: 24 bytes, as long as models' names are.
pub const MODEL: &str = "mlx-community/Qwen3-0.6B";

impl TextSent<'static> {
    /// The remote form, or the local one.
    pub fn reference(model_source: ModelSource) -> Self {
        let Values { source, provider_type, is_agent, stream, attachments, .. } =
            *Values::reference();
        let model = black_box(MODEL);
        Self { source, model_source, provider_type, model, is_agent, stream, attachments }
    }
}

catalog! {
    /// The closed form.
    pub struct Closed {
        title: "The reference event",
        app: "track",
        backends: [
            Nowhere, Hundreds, PostHog,
            Timed<Aptabase>, Timed<PostHog>, Timed<ApplicationInsights>, Timed<Otlp>,
        ],
        events: [MessageSent],
        never: [],
    }
}

catalog! {
    /// The remote and the local form.
    pub struct Text {
        title: "The reference event with a text",
        app: "track",
        backends: [Nowhere],
        events: [TextSent<'_>],
        never: [],
    }
}
