//! metrique: a struct of metrics into its background queue, whose output formats nothing.

use std::io;
use std::pin::pin;
use std::task::{Context, Waker};
use std::thread;
use std::time::SystemTime;

use metrique::unit_of_work::metrics;
use metrique::{CloseValue, RootMetric};
use metrique_writer::sink::{BackgroundQueue, BackgroundQueueBuilder, BackgroundQueueJoinHandle};
use metrique_writer::{BoxEntrySink, Entry, EntryIoStream, EntrySink, IoStreamError};

use crate::event::Values;
use crate::subject::Subject;

#[metrics(rename_all = "snake_case")]
struct MessageSent {
    #[metrics(timestamp)]
    time: SystemTime,
    session: u64,
    source: &'static str,
    model_source: &'static str,
    provider_type: &'static str,
    is_agent: bool,
    stream: bool,
    tokens: &'static str,
    attachments: u32,
}

type Message = RootMetric<MessageSent>;

/// The typed queue, which its documentation calls the faster one.
pub struct Metrique {
    queue: BackgroundQueue<Message>,
    _worker: BackgroundQueueJoinHandle,
}

struct Nowhere;

impl EntryIoStream for Nowhere {
    fn next(&mut self, _: &impl Entry) -> Result<(), IoStreamError> {
        Ok(())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Metrique {
    /// With a queue of so many events.
    pub fn new(capacity: usize) -> Self {
        let (queue, worker) = BackgroundQueueBuilder::new().capacity(capacity).build(Nowhere);
        Self { queue, _worker: worker }
    }
}

impl MessageSent {
    fn reference() -> Self {
        let values = Values::reference();
        Self {
            time: SystemTime::now(),
            session: 1_795_233_000_123,
            source: values.source.label(),
            model_source: values.model_source.label(),
            provider_type: values.provider_type.label(),
            is_agent: values.is_agent,
            stream: values.stream,
            tokens: values.tokens_bucket(),
            attachments: values.attachments,
        }
    }
}

impl Subject for Metrique {
    fn name(&self) -> &'static str {
        "metrique, typed queue"
    }

    fn send(&self) {
        let message = MessageSent::reference();
        self.queue.append(Message::new(message.close()));
    }

    fn settle(&self) {
        wait(self.queue.flush_async());
    }
}

/// The queue for entries of any type, as its global sinks have it, which its documentation starts with.
pub struct MetriqueAny {
    sink: BoxEntrySink,
    _worker: BackgroundQueueJoinHandle,
}

impl MetriqueAny {
    /// With a queue of so many events.
    pub fn new(capacity: usize) -> Self {
        let (sink, worker) = BackgroundQueueBuilder::new().capacity(capacity).build_boxed(Nowhere);
        Self { sink, _worker: worker }
    }
}

impl Subject for MetriqueAny {
    fn name(&self) -> &'static str {
        "metrique, as for its global sinks"
    }

    fn send(&self) {
        drop(MessageSent::reference().append_on_drop(self.sink.clone()));
    }

    fn settle(&self) {
        wait(metrique_writer::AnyEntrySink::flush_async(&self.sink));
    }
}

fn wait(work: impl Future) {
    let mut work = pin!(work);
    let mut context = Context::from_waker(Waker::noop());
    while work.as_mut().poll(&mut context).is_pending() {
        thread::yield_now();
    }
}
