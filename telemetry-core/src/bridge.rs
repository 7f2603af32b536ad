//! From what the application reports of itself anyway to declared events: handlers that see chosen
//! signals, and decide themselves what is told of them.

#[cfg(feature = "tracing")]
mod layer;
mod signal;

use std::collections::HashMap;
use std::fmt;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, PoisonError, RwLock};

use crate::client::Client;
use crate::own_activity;
use crate::status::Place;
use crate::telemetry::Telemetry;

#[cfg(feature = "tracing")]
pub use layer::BridgeLayer;
pub use signal::{Field, MOST_FIELDS, MOST_TEXT_BYTES, Signal};

/// What an application does with a signal: it tracks events, updates aggregates, or nothing.
pub type Handler = Box<dyn Fn(&Signal<'_>) + Send + Sync>;

/// Hands chosen signals to handlers while telemetry is on. No field of a signal becomes a property by
/// its name: a handler asks for the fields that it knows, and makes an event of them.
///
/// Signals come from the application's own bus, by [`emit`](Self::emit), or from `tracing`, by
/// `layer` (feature `tracing`); handlers do not see the difference. A handler that panics is
/// counted in [`panics`](Self::panics) and named in the status, and the others go on. What is
/// reported by the library itself, or within a handler, reaches no handler.
///
/// ```
/// use telemetry_core::bridge::{Bridge, Signal};
///
/// let bridge = Bridge::builder()
///     .on("inference_end", |signal| {
///         let (Some(tokens), Some(streamed)) = (signal.u64("tokens_out"), signal.bool("stream")) else {
///             return;
///         };
///         // TELEMETRY.track(AnswerGiven { tokens, streamed });
/// #       let _ = (tokens, streamed);
///     })
///     .build();
/// // After telemetry was started: bridge.start(&TELEMETRY);
/// bridge.emit(&Signal::new("inference_end").with("tokens_out", 120_u64).with("stream", true));
/// bridge.stop();
/// ```
#[derive(Clone)]
pub struct Bridge {
    shared: Arc<Shared>,
}

struct Shared {
    handlers: Handlers,
    /// Whether there is a client: the one load that a signal costs while there is none.
    started: AtomicBool,
    /// What the bridge works for, between a start and a stop.
    client: RwLock<Option<Arc<Client>>>,
    panics: AtomicU64,
}

/// A bridge that is being set up; made by [`Bridge::builder`].
#[must_use = "the bridge is made by `.build()`"]
#[derive(Default)]
pub struct BridgeBuilder {
    handlers: Handlers,
}

/// What the application does, and when.
#[derive(Default)]
struct Handlers {
    by_name: HashMap<&'static str, Vec<Handler>>,
    by_target: HashMap<&'static str, Vec<Handler>>,
    on_stop: Vec<Box<dyn Fn() + Send + Sync>>,
}

impl BridgeBuilder {
    /// Has `handler` called for each signal of that name: with `tracing` the name of a span, when it
    /// closes, or of an event that was given one, `info!(name: "inference_end", ..)`.
    pub fn on(
        mut self,
        name: &'static str,
        handler: impl Fn(&Signal<'_>) + Send + Sync + 'static,
    ) -> Self {
        self.handlers.by_name.entry(name).or_default().push(Box::new(handler));
        self
    }

    /// Has `handler` called for each signal of that target, whatever its name.
    pub fn on_target(
        mut self,
        target: &'static str,
        handler: impl Fn(&Signal<'_>) + Send + Sync + 'static,
    ) -> Self {
        self.handlers.by_target.entry(target).or_default().push(Box::new(handler));
        self
    }

    /// Has `flush` called when the bridge is stopped: it ends what the handlers have gathered, as
    /// `SESSIONS.end_all()`.
    pub fn on_stop(mut self, flush: impl Fn() + Send + Sync + 'static) -> Self {
        self.handlers.on_stop.push(Box::new(flush));
        self
    }

    /// The bridge; it hands on nothing before its start.
    pub fn build(self) -> Bridge {
        Bridge {
            shared: Arc::new(Shared {
                handlers: self.handlers,
                started: AtomicBool::new(false),
                client: RwLock::default(),
                panics: AtomicU64::new(0),
            }),
        }
    }
}

impl fmt::Debug for BridgeBuilder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("BridgeBuilder").finish_non_exhaustive()
    }
}

impl Bridge {
    /// A bridge without handlers.
    pub fn builder() -> BridgeBuilder {
        BridgeBuilder::default()
    }

    /// Begins to hand on signals, unless it does already. Where telemetry is off for as long as the
    /// process lives, or not started, it hands on nothing.
    pub fn start<C>(&self, telemetry: &Telemetry<C>) {
        let mut current = self.shared.client.write().unwrap_or_else(PoisonError::into_inner);
        if current.is_none() {
            *current = telemetry.client().map(Arc::clone);
            self.shared.started.store(current.is_some(), Ordering::Relaxed);
        }
    }

    /// Hands on no further signal, and has what was gathered ended; nothing happens where it is stopped
    /// already. A handler that runs on another thread at that moment comes to its end.
    pub fn stop(&self) {
        let mut current = self.shared.client.write().unwrap_or_else(PoisonError::into_inner);
        self.shared.started.store(false, Ordering::Relaxed);
        let stopped = current.take();
        drop(current);
        let Some(client) = stopped else { return };
        let _own = own_activity::enter();
        for flush in &self.shared.handlers.on_stop {
            self.protect(&client, "on_stop", flush);
        }
    }

    /// Hands a signal to those who wait for its name or target, on this thread.
    pub fn emit(&self, signal: &Signal<'_>) {
        if !self.wants(signal.target(), signal.name()) {
            return;
        }
        if let Some(client) = self.client()
            && let Some(_own) = own_activity::enter()
        {
            self.dispatch(&client, signal);
        }
    }

    /// How many calls of handlers panicked, and how many fields of `tracing` while they were written out:
    /// such a field is left out of its signal.
    pub fn panics(&self) -> u64 {
        self.shared.panics.load(Ordering::Relaxed)
    }

    /// Whether any handler waits for such a signal now.
    fn wants(&self, target: &str, name: &str) -> bool {
        self.shared.started.load(Ordering::Relaxed)
            && (self.shared.handlers.by_name.contains_key(name)
                || self.shared.handlers.by_target.contains_key(target))
    }

    /// What the bridge works for, if it is on.
    fn client(&self) -> Option<Arc<Client>> {
        let client = self.shared.client.read().unwrap_or_else(PoisonError::into_inner);
        client.as_ref().filter(|client| client.is_open()).map(Arc::clone)
    }

    fn dispatch(&self, client: &Client, signal: &Signal<'_>) {
        // The name that the handler was registered for, which is the application's own word: the rest of the
        // signal may hold anything.
        let of_name = self.shared.handlers.by_name.get_key_value(signal.name());
        let of_target = self.shared.handlers.by_target.get_key_value(signal.target());
        for (name, handlers) in of_name.into_iter().chain(of_target) {
            for handler in handlers {
                self.protect(client, name, || handler(signal));
            }
        }
    }

    /// Counts a panic of the application's code; how many there were.
    fn count_panic(&self) -> u64 {
        self.shared.panics.fetch_add(1, Ordering::Relaxed) + 1
    }

    /// Runs the application's code.
    fn protect(&self, client: &Client, name: &str, code: impl Fn()) {
        if catch_unwind(AssertUnwindSafe(code)).is_err() {
            let times = self.count_panic();
            let problem = format!("a handler of `{name}` panicked; {times} in all");
            client.lock().problems.insert(Place::Bridge, problem);
        }
    }
}

impl fmt::Debug for Bridge {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Bridge")
            .field("names", &self.shared.handlers.by_name.len())
            .field("targets", &self.shared.handlers.by_target.len())
            .field("panics", &self.panics())
            .finish_non_exhaustive()
    }
}
