//! `serde_json::to_writer` into a buffer that is used again, on the caller's thread.

use std::hint::black_box;
use std::sync::{Mutex, PoisonError};
use std::time::SystemTime;

use serde::Serialize;

use crate::event::{ModelSource, ProviderType, Source, Values};
use crate::subject::Subject;

/// Writes each event as one JSON object.
#[derive(Default)]
pub struct ToWriter {
    buffer: Mutex<Vec<u8>>,
}

#[derive(Serialize)]
struct Message {
    event: &'static str,
    time: u64,
    session: u64,
    source: Source,
    model_source: ModelSource,
    provider_type: ProviderType,
    is_agent: bool,
    stream: bool,
    tokens: &'static str,
    attachments: u32,
}

impl Subject for ToWriter {
    fn name(&self) -> &'static str {
        "serde_json::to_writer"
    }

    fn send(&self) {
        let values = Values::reference();
        let tokens = values.tokens_bucket();
        let Values { source, model_source, provider_type, is_agent, stream, attachments, .. } =
            *values;
        let since = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
        let (time, session) = (since.as_millis() as u64, black_box(1_795_233_000_123));
        let event = "message_sent";
        let message = Message {
            event,
            time,
            session,
            source,
            model_source,
            provider_type,
            is_agent,
            stream,
            tokens,
            attachments,
        };
        let mut buffer = self.buffer.lock().unwrap_or_else(PoisonError::into_inner);
        buffer.clear();
        serde_json::to_writer(&mut *buffer, &message).expect("memory takes it");
        black_box(&buffer[..]);
    }
}
