//! How telemetry is set up and started.

mod start;
mod start_error;

use std::borrow::Cow;
use std::fmt;
use std::io::{self, Read};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

pub use self::start_error::StartError;
use crate::aggregate::{Aggregate, Daily, Register, Rollup, SessionAggregator};
use crate::before_send::{Hook, Outgoing};
use crate::catalog::{Backend, Catalog, CheckedFor, Listed};
use crate::clock::{Clock, SystemClock};
use crate::configuration::switches_off;
use crate::consent::ConsentPolicy;
use crate::environment::{Environment, SystemEnvironment};
use crate::event::TelemetryEvent;
use crate::gate::OffReason;
use crate::identity::Identity;
use crate::losses::{LossReport, Losses};
use crate::machine::Machine;
use crate::queue::Overflow;
use crate::retry::RetryPolicy;
use crate::telemetry::{Guard, Telemetry};
use crate::transport::{Http, Transport};

/// The events that wait for the user's decision, unless the application says otherwise: what
/// Osaurus keeps.
pub const WAITING_CAPACITY: usize = 64;

/// The events that wait to be sent, unless the application says otherwise: the queue of
/// OpenJarvis.
pub const CAPACITY: usize = 10_000;

/// How long an event waits for others to be sent with: as in OpenJarvis.
pub const FLUSH_EVERY: Duration = Duration::from_secs(30);

/// How long the end of the program may be held up: what Osaurus allows for it.
pub const EXIT_DEADLINE: Duration = Duration::from_millis(600);

/// Sets telemetry up; made by [`Telemetry::builder`].
#[must_use = "telemetry starts with `.start(..)`"]
pub struct Builder<'t, C: Catalog> {
    telemetry: &'t Telemetry<C>,
    common: C::Common,
    app_version: Cow<'static, str>,
    consent_policy: ConsentPolicy,
    state_folder: Option<PathBuf>,
    identity: Identity,
    disabled: Option<OffReason>,
    opt_out_variables: Vec<String>,
    waiting_capacity: usize,
    capacity: usize,
    overflow: Overflow,
    flush_every: Duration,
    exit_deadline: Duration,
    retry: RetryPolicy,
    loss_report: Option<LossReport>,
    machine: Option<Machine>,
    http: Option<Box<dyn Http>>,
    before_send: Option<Hook>,
    clock: Arc<dyn Clock>,
    environment: Arc<dyn Environment>,
    gatherers: Vec<Register<'t>>,
}

impl<'t, C: Catalog> Builder<'t, C> {
    pub(crate) fn new(telemetry: &'t Telemetry<C>, common: C::Common) -> Self {
        Self {
            telemetry,
            common,
            app_version: Cow::Borrowed(C::SCHEMA.app.version),
            consent_policy: ConsentPolicy::AskFirst,
            state_folder: None,
            identity: Identity::None,
            disabled: None,
            opt_out_variables: Vec::new(),
            waiting_capacity: WAITING_CAPACITY,
            capacity: CAPACITY,
            overflow: Overflow::DropOldest,
            flush_every: FLUSH_EVERY,
            exit_deadline: EXIT_DEADLINE,
            retry: RetryPolicy::default(),
            loss_report: None,
            machine: None,
            http: None,
            before_send: None,
            clock: Arc::new(SystemClock::new()),
            environment: Arc::new(SystemEnvironment),
            gatherers: Vec::new(),
        }
    }

    /// The application's version, where it is not the one of the package that holds the catalogue: up to
    /// 64 letters, digits and `. _ + -`. One that is anything else, or that the value filter refuses, is
    /// not sent; [`Telemetry::status`] says so.
    pub fn app_version(mut self, version: impl Into<Cow<'static, str>>) -> Self {
        self.app_version = version.into();
        self
    }

    /// What happens while the user has said nothing. Unless this is called, the user is asked first.
    pub fn consent_policy(mut self, policy: ConsentPolicy) -> Self {
        self.consent_policy = policy;
        self
    }

    /// The folder for what may be on disk: the user's decision, the markers of events that may be sent
    /// once, the counters of the days that are not sent yet, and the salt of pseudonyms with
    /// `salt = install`. It is created when there is something to remember. Without one the decision and
    /// the salt last as long as the process.
    pub fn state_folder(mut self, path: impl Into<PathBuf>) -> Self {
        self.state_folder = Some(path.into());
        self
    }

    /// Who the install is on the wire: nobody unless this is called.
    pub fn identity(mut self, identity: Identity) -> Self {
        self.identity = identity;
        self
    }

    /// Whether the application's own configuration switches telemetry off. One that does is not
    /// outweighed by another that does not.
    pub fn disabled(mut self, disabled: bool) -> Self {
        if disabled {
            self.disabled = Some(OffReason::Disabled);
        }
        self
    }

    /// [`disabled`](Self::disabled), as a configuration file in JSON says under a key such as
    /// `telemetry.disabled`: see [`switches_off`]. A file that is not there says nothing; one that cannot
    /// be read may say no, so it is one.
    ///
    /// ```
    /// # use telemetry_core::builder::Builder;
    /// # use telemetry_core::catalog::Catalog;
    /// # fn with_configuration<C: Catalog>(builder: Builder<'_, C>, home: &std::path::Path) {
    /// use std::fs::File;
    ///
    /// let configuration = File::open(home.join(".config/my-app/my-app.json"));
    /// let builder = builder.disabled_by_json(configuration, "telemetry.disabled");
    /// # }
    /// ```
    pub fn disabled_by_json(mut self, file: io::Result<impl Read>, switch: &str) -> Self {
        let said = match file {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
            Err(error) => Err(error.to_string()),
            Ok(file) => switches_off(file, switch).map_err(|error| error.problem),
        };
        match said {
            Ok(disabled) => self.disabled(disabled),
            Err(problem) => {
                // Which file that is, the application knows by the switch.
                let problem = format!("{problem}, so `{switch}` is not known");
                self.disabled.get_or_insert(OffReason::ConfigurationUnreadable { problem });
                self
            }
        }
    }

    /// One more environment variable that opts out, beside `DO_NOT_TRACK`, `<APP>_NO_ANALYTICS` and
    /// `<APP>_TELEMETRY_DISABLED`. Any value but an empty one, `0`, `false`, `no` and `off` does.
    pub fn opt_out_variable(mut self, name: impl Into<String>) -> Self {
        self.opt_out_variables.push(name.into());
        self
    }

    /// The most events that wait for the user's decision: [`WAITING_CAPACITY`] unless this is called.
    /// The earliest are kept.
    pub fn waiting_capacity(mut self, events: usize) -> Self {
        self.waiting_capacity = events;
        self
    }

    /// The most events that wait to be sent, [`CAPACITY`] unless this is called, and what is given up
    /// beyond that.
    pub fn capacity(mut self, events: usize, overflow: Overflow) -> Self {
        self.capacity = events;
        self.overflow = overflow;
        self
    }

    /// How long an event waits for others to be sent with: [`FLUSH_EVERY`] unless this is called.
    pub fn flush_every(mut self, interval: Duration) -> Self {
        self.flush_every = interval;
        self
    }

    /// How long the drop of the [`Guard`] may take: [`EXIT_DEADLINE`] unless this is called.
    pub fn exit_deadline(mut self, deadline: Duration) -> Self {
        self.exit_deadline = deadline;
        self
    }

    /// How often and how soon a batch that did not arrive is sent again.
    pub fn retry(mut self, policy: RetryPolicy) -> Self {
        self.retry = policy;
        self
    }

    /// Has what was lost reported by one of the catalogue's own events, which `event` makes; `None`
    /// where these losses are not worth one.
    ///
    /// It is called on the worker's thread, when there are new losses and the next batch is about to
    /// leave, and its event leaves with that batch: a queue that is full does not keep it back, and a
    /// server that refuses everything is not asked more often because of it.
    ///
    /// ```
    /// # use telemetry_core::catalog::{Catalog, Listed};
    /// # use telemetry_core::event::TelemetryEvent;
    /// use telemetry_core::builder::Builder;
    /// use telemetry_core::status::DropReason;
    ///
    /// # fn with_report<C: Catalog, E: TelemetryEvent + Listed<C> + 'static>(
    /// #     builder: Builder<'_, C>,
    /// #     events_lost: fn(u64) -> E,
    /// # ) -> Builder<'_, C> {
    /// builder.report_losses(move |losses| {
    ///     let overflow = losses.events.by(DropReason::Overflow);
    ///     (overflow > 0).then(|| events_lost(overflow))
    /// })
    /// # }
    /// ```
    pub fn report_losses<E: TelemetryEvent + Listed<C> + 'static>(
        mut self,
        event: impl Fn(&Losses) -> Option<E> + Send + Sync + 'static,
    ) -> Self {
        const { assert!(C::SCHEMA.lists(E::PLACE, &E::SCHEMA), "the catalogue does not list this event") }
        const { assert!(E::SCHEMA.once.is_none(), "an event that is sent once cannot report losses") }
        self.loss_report = Some(LossReport::new::<C, E>(event));
        self
    }

    /// Has an aggregator gather the application's sessions. It belongs to the one telemetry that starts
    /// with it first.
    pub fn sessions<E>(mut self, aggregator: &'t SessionAggregator<E>) -> Self
    where
        E: Aggregate + Listed<C>,
    {
        self.gatherers.push(aggregator.register());
        self
    }

    /// Has a rollup gather the days. It belongs to the one telemetry that starts with it first.
    pub fn rollup<E>(mut self, rollup: &'t Rollup<E>) -> Self
    where
        E: Daily + Listed<C>,
    {
        self.gatherers.push(rollup.register());
        self
    }

    /// What is said of the machine, in place of what is found out. Each text is a plain word like a
    /// version: see [`app_version`](Self::app_version).
    pub fn machine(mut self, machine: Machine) -> Self {
        self.machine = Some(machine);
        self
    }

    /// What requests are sent with, in place of the transport's own client.
    pub fn http(mut self, http: impl Http) -> Self {
        self.http = Some(Box::new(http));
        self
    }

    /// Has `hook` look at each event before it is sent, on the worker's thread: it can leave properties
    /// out or discard the event, and cannot add or change anything. If it panics, the event is dropped
    /// and the next one comes. What it tracks itself is dropped, since that would come back to it.
    ///
    /// ```
    /// # use telemetry_core::{builder::Builder, catalog::Catalog};
    /// # fn only_what_is_needed<C: Catalog>(builder: Builder<'_, C>) -> Builder<'_, C> {
    /// builder.before_send(|event| match event.name() {
    ///     "file_exported" => event.omit("template_hash"),
    ///     "debug_opened" => event.discard(),
    ///     _ => {}
    /// })
    /// # }
    /// ```
    pub fn before_send(mut self, hook: impl FnMut(&mut Outgoing<'_>) + Send + 'static) -> Self {
        self.before_send = Some(Box::new(hook));
        self
    }

    /// The clock, in place of the machine's.
    pub fn clock(mut self, clock: Arc<dyn Clock>) -> Self {
        self.clock = clock;
        self
    }

    /// The environment, in place of the process's own.
    pub fn environment(mut self, environment: impl Environment) -> Self {
        self.environment = Arc::new(environment);
        self
    }

    /// Starts telemetry, or finds a reason for it to be off, which [`Telemetry::status`] tells. While
    /// it is off there is no thread, no socket and no file.
    ///
    /// # Errors
    ///
    /// Where the application made a mistake: see [`StartError`]. Telemetry is then off, and the
    /// program can go on.
    #[must_use = "telemetry ends when the guard is dropped: write `let _guard = ..`, not `let _ = ..`"]
    pub fn start<T>(self, transport: T) -> Result<Guard, StartError>
    where
        T: Transport + Backend,
        C: CheckedFor<T>,
    {
        if !self.telemetry.claim_start() {
            return Err(StartError::AlreadyStarted);
        }
        let telemetry = self.telemetry;
        self.start_once(transport).map_err(|error| telemetry.fail(error))
    }
}

impl<C: Catalog> fmt::Debug for Builder<'_, C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Builder").field("app", &C::SCHEMA.app.name).finish_non_exhaustive()
    }
}
