//! The start: whether telemetry runs at all, and what it runs with.

use std::sync::Arc;

use super::{Builder, StartError};
use crate::catalog::Catalog;
use crate::client::{Client, Settings};
use crate::consent::{self, Consent, ConsentPolicy};
use crate::encoder::Encoder;
use crate::field::Salts;
use crate::filter::Filter;
use crate::gate::{self, OffReason};
use crate::log::Log;
use crate::machine::Machine;
use crate::off::Off;
use crate::own_words;
use crate::recorder::{Context, Recorder};
use crate::schema::{Kinds, Once};
use crate::source;
use crate::state::Phase;
use crate::state_folder::StateFolder;
use crate::status::{Place, State};
use crate::telemetry::Guard;
use crate::transport::{Destination, Source, Transport};

impl<C: Catalog> Builder<'_, C> {
    pub(super) fn start_once(self, transport: impl Transport) -> Result<Guard, StartError> {
        let destination = transport.destination().map_err(StartError::Destination)?;
        let folder = self.state_folder.clone().map(StateFolder::new);
        if folder.is_none()
            && let Some(event) =
                C::SCHEMA.events.iter().find(|event| event.once.is_some_and(Once::is_remembered))
        {
            return Err(StartError::NoStateFolder { event: event.name });
        }
        let reason = gate::off_reason(&gate::Inputs {
            app: C::SCHEMA.app.name,
            opt_out_variables: &self.opt_out_variables,
            disabled: self.disabled.as_ref(),
            has_key: destination != Destination::Missing,
            built_in_endpoint: matches!(destination, Destination::BuiltIn { .. }),
            environment: &*self.environment,
        });
        let (telemetry, deadline) = (self.telemetry, self.exit_deadline);
        let (reason, endpoint) = match (reason, destination) {
            (None, Destination::BuiltIn { url } | Destination::Named { url }) => (None, url),
            (reason, _) => (Some(reason.unwrap_or(OffReason::NoKey)), String::new()),
        };
        if let Some(reason) = reason {
            if let Some(log) = Log::new(C::SCHEMA.app.name, &*self.environment) {
                log.line(format_args!("telemetry: {}", State::Off(reason.clone())));
            }
            telemetry.install(Err(Off::new(reason).with_memory(self.clock, folder, self.identity)));
            return Ok(Guard::new(None, deadline));
        }
        let client = self.client(Box::new(transport), endpoint, folder);
        telemetry.install(Ok(Arc::clone(&client)));
        Ok(Guard::new(Some(client), deadline))
    }

    fn client(
        self,
        mut transport: Box<dyn Transport>,
        endpoint: String,
        folder: Option<StateFolder>,
    ) -> Arc<Client> {
        let stored = folder.as_ref().map_or(Ok(Consent::Undecided), consent::load);
        let consent = stored.as_ref().copied().unwrap_or(Consent::Undecided);
        let phase = match (&stored, consent, self.consent_policy) {
            (_, Consent::Denied, _) => Phase::Off(OffReason::Denied),
            (_, Consent::Granted, _) => Phase::On,
            // A decision that cannot be read may be a refusal: whatever the policy, the user is asked.
            (Ok(_), Consent::Undecided, ConsentPolicy::OnUntilOptedOut) => Phase::On,
            (_, Consent::Undecided, _) => Phase::Waiting,
        };
        let salts = Arc::new(Salts::new(C::SCHEMA.salt, folder.as_ref()));
        let filter = Filter::new(own_words::of(&*self.environment));
        let context = Context { salts, filter };
        let mut common = Vec::new();
        let kinds = Kinds::of(C::SCHEMA.common);
        let mut recorder = Recorder::new(&mut common, &context, C::SCHEMA.common, &kinds);
        C::record_common(&self.common, &mut recorder);
        let notes = recorder.into_notes();
        let http = self.http.unwrap_or_else(|| transport.http());
        let machine = self.machine.unwrap_or_else(|| Machine::detect(&*self.environment));
        let source = Source { app: C::SCHEMA.app, app_version: self.app_version, machine };
        let (source, mut left_out) = source::vetted(source, &context.filter);
        left_out.extend(transport.vet(&|text| source::may_leave(text, &context.filter)));
        let settings = Settings {
            schema: const { &C::SCHEMA },
            common,
            context,
            source,
            endpoint,
            shelf: transport.shelf(),
            clock: self.clock,
            folder,
            install: self.identity.install(),
            waiting_capacity: self.waiting_capacity,
            capacity: self.capacity,
            overflow: self.overflow,
            flush_every: self.flush_every,
            retry: self.retry,
            loss_report: self.loss_report,
            log: Log::new(C::SCHEMA.app.name, &*self.environment),
        };
        let sends = phase.sends();
        let client =
            Client::new(settings, Encoder::new(transport, self.before_send), http, consent, phase);
        client
            .attach(self.gatherers.into_iter().filter_map(|register| register(&client)).collect());
        let mut state = client.lock();
        state.count_notes(&notes);
        if let Err(error) = stored {
            let problem = format!("the user's decision could not be read: {error}");
            state.problems.insert(Place::StateFolder, problem);
        }
        if !sends && let Some(log) = &client.settings.log {
            log.line(format_args!("telemetry: {}", state.phase.shown()));
        }
        if !left_out.is_empty() {
            let problem = format!(
                "{} is no plain word, or one that the value filter refuses, and is not sent",
                left_out.join(", ")
            );
            state.problems.insert(Place::Source, problem);
        }
        drop(state);
        client
    }
}
