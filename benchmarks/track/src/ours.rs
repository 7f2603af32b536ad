//! This library, with each form of the reference event.

use std::time::Duration;

use telemetry::testing::FixedEnvironment;
use telemetry::transport::{Http, Transport};
use telemetry::{Backend, Builder, Catalog, CheckedFor, ConsentPolicy, Guard, Machine, Telemetry};

use crate::event::{Closed, MessageSent, ModelSource, Text, TextSent, Values};
use crate::sink::{Nowhere, Sink};
use crate::subject::Subject;

/// Long enough for anything here.
pub const PATIENCE: Duration = Duration::from_secs(60);

/// Telemetry that is on, and the guard that ends it.
pub struct Ours<C: Catalog> {
    /// What `track` is called on.
    pub telemetry: Telemetry<C>,
    _guard: Guard,
}

impl<C: Catalog<Common = ()>> Ours<C> {
    /// Starts with what all measures share; the user has agreed.
    pub fn start<T: Transport + Backend>(
        transport: T,
        settings: impl FnOnce(Builder<'_, C>) -> Builder<'_, C>,
    ) -> Self
    where
        C: CheckedFor<T>,
    {
        let telemetry = Telemetry::new();
        let machine =
            Machine { os_name: "Linux".into(), os_version: "6.1".into(), locale: "en-US".into() };
        let builder = telemetry
            .builder_with(())
            .consent_policy(ConsentPolicy::OnUntilOptedOut)
            .environment(FixedEnvironment::new())
            .machine(machine);
        let guard = settings(builder).start(transport).expect("telemetry starts");
        Self { telemetry, _guard: guard }
    }

    /// To nowhere, a hundred events at a time.
    pub fn to_sink(http: impl Http) -> Self
    where
        C: CheckedFor<Nowhere>,
    {
        Self::start(Nowhere, |builder| builder.http(http))
    }
}

/// The closed form.
pub struct ClosedForm(pub Ours<Closed>);

impl ClosedForm {
    /// Sends to a sink.
    pub fn to_sink() -> Self {
        Self(Ours::to_sink(Sink))
    }
}

impl Subject for ClosedForm {
    fn name(&self) -> &'static str {
        "ours, closed"
    }

    fn send(&self) {
        self.0.telemetry.track(MessageSent::from(Values::reference()));
    }

    fn settle(&self) {
        self.0.telemetry.flush(PATIENCE);
    }
}

/// The remote form, or the local one.
pub struct TextForm {
    ours: Ours<Text>,
    source: ModelSource,
}

impl TextForm {
    /// Sends to a sink.
    pub fn to_sink(source: ModelSource) -> Self {
        Self { ours: Ours::to_sink(Sink), source }
    }
}

impl Subject for TextForm {
    fn name(&self) -> &'static str {
        match self.source {
            ModelSource::Local => "ours, local",
            ModelSource::Remote => "ours, remote",
        }
    }

    fn send(&self) {
        self.ours.telemetry.track(TextSent::reference(self.source));
    }

    fn settle(&self) {
        self.ours.telemetry.flush(PATIENCE);
    }
}
