//! metrique: a struct of metrics into its background queue, whose output formats nothing.

use std::io;
use std::time::SystemTime;

use metrique::unit_of_work::metrics;
use metrique::{CloseValue, RootMetric};
use metrique_writer::sink::{BackgroundQueue, BackgroundQueueBuilder, BackgroundQueueJoinHandle};
use metrique_writer::{Entry, EntryIoStream, EntrySink, IoStreamError};

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

impl Subject for Metrique {
    fn name(&self) -> &'static str {
        "metrique"
    }

    fn send(&self) {
        let values = Values::reference();
        let message = MessageSent {
            time: SystemTime::now(),
            session: 1_795_233_000_123,
            source: values.source.label(),
            model_source: values.model_source.label(),
            provider_type: values.provider_type.label(),
            is_agent: values.is_agent,
            stream: values.stream,
            tokens: values.tokens_bucket(),
            attachments: values.attachments,
        };
        self.queue.append(Message::new(message.close()));
    }

    fn settle(&self) {
        let mut flush = std::pin::pin!(self.queue.flush_async());
        let mut context = std::task::Context::from_waker(std::task::Waker::noop());
        while std::future::Future::poll(flush.as_mut(), &mut context).is_pending() {
            std::thread::yield_now();
        }
    }
}
