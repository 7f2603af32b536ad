//! The application: how it sets telemetry up, and a typical session of it.

mod typical_session;

use std::fs::File;
use std::path::Path;
use std::time::Duration;

use telemetry::{
    Builder, ConsentPolicy, DropReason, Identity, Overflow, RetryPolicy, Telemetry, UreqHttp,
};

use super::events::*;

pub use typical_session::session;

/// The file that may switch telemetry off, below the home folder.
pub const CONFIGURATION: &str = ".config/altimate-code/altimate-code.json";

/// The machine's id, below the home folder.
pub const MACHINE_ID: &str = ".altimate/machine-id";

/// The events that wait at most; the oldest falls out.
pub const BUFFER: usize = 200;

/// How long an event waits for others.
pub const FLUSH_EVERY: Duration = Duration::from_secs(5);

/// Telemetry as the product's document describes it: on until the user opts out, in memory only, sent
/// every five seconds, with one retry and a bounded end. `ALTIMATE_TELEMETRY_DISABLED` needs no line: it
/// is made of the catalogue's `app`.
pub fn set_up<'t>(
    telemetry: &'t Telemetry<Altimate>,
    home: &Path,
    email: Option<&str>,
) -> Builder<'t, Altimate> {
    telemetry
        .builder_with(EveryEvent { email: email.map(str::to_owned) })
        .consent_policy(ConsentPolicy::OnUntilOptedOut)
        .disabled_by_json(File::open(home.join(CONFIGURATION)), "telemetry.disabled")
        .identity(Identity::per_install(home.join(MACHINE_ID)))
        .capacity(BUFFER, Overflow::DropOldest)
        .flush_every(FLUSH_EVERY)
        .retry(RetryPolicy { retries: 1, ..RetryPolicy::default() })
        .http(UreqHttp::new().timeout(Duration::from_secs(10)))
        .exit_deadline(Duration::from_secs(3))
        .report_losses(|losses| {
            let lost = losses.events.by(DropReason::Overflow);
            (lost > 0).then(|| ErrorOccurred {
                error_name: ErrorName::TelemetryBufferOverflow,
                error_message: format!("{lost} events fell out of the full buffer").into(),
                context: ErrorContext::Telemetry,
            })
        })
}
