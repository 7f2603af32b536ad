//! Everything that was received, and what became of it.

use std::sync::{Condvar, Mutex, PoisonError};
use std::time::{Duration, Instant};

use crate::gzip;
use crate::json::Json;
use crate::lock::lock;
use crate::{Event, Refusal, Request};

/// The limit of what is searched of one gzip stream, in bytes: any backend's limit of a body.
const MAX_SEARCHED: u64 = 64 * 1024 * 1024;

#[derive(Debug, Default)]
pub(crate) struct Journal {
    records: Mutex<Records>,
    changed: Condvar,
}

#[derive(Debug, Default)]
pub(crate) struct Records {
    /// The bytes read from each connection (decrypted), in the order of acceptance. They are kept
    /// together, so that a text is found wherever packets or requests were split.
    pub(crate) transcripts: Vec<Vec<u8>>,
    /// When the last of those bytes was read.
    pub(crate) last_byte: Option<Instant>,
    pub(crate) requests: Vec<Request>,
    pub(crate) events: Vec<Event>,
    pub(crate) refusals: Vec<Refusal>,
}

impl Journal {
    pub(crate) fn read<T>(&self, look: impl FnOnce(&Records) -> T) -> T {
        look(&lock(&self.records))
    }

    fn write<T>(&self, change: impl FnOnce(&mut Records) -> T) -> T {
        let result = change(&mut lock(&self.records));
        self.changed.notify_all();
        result
    }

    /// Waits until the records are as wanted; false if they were not in time.
    pub(crate) fn wait(&self, timeout: Duration, wanted: impl Fn(&Records) -> bool) -> bool {
        let (records, _) = self
            .changed
            .wait_timeout_while(lock(&self.records), timeout, |records| !wanted(records))
            .unwrap_or_else(PoisonError::into_inner);
        wanted(&records)
    }

    /// Notes a new connection and returns its number.
    pub(crate) fn connected(&self) -> usize {
        self.write(|records| {
            records.transcripts.push(Vec::new());
            records.transcripts.len() - 1
        })
    }

    pub(crate) fn received(&self, connection: usize, bytes: &[u8]) {
        self.write(|records| {
            records.transcripts[connection].extend_from_slice(bytes);
            records.last_byte = Some(Instant::now());
        });
    }

    /// Notes a request, still without an answer, and returns its number.
    pub(crate) fn arrived(&self, request: Request) -> usize {
        self.write(|records| {
            records.requests.push(request);
            records.requests.len() - 1
        })
    }

    pub(crate) fn refused(&self, refusal: Refusal) {
        self.write(|records| records.refusals.push(refusal));
    }

    /// Notes what became of a request, in one step and before any answer byte is written: a client
    /// that has its answer finds it here.
    pub(crate) fn settled(
        &self,
        request: usize,
        status: Option<u16>,
        events: Vec<Event>,
        refusals: Vec<Refusal>,
    ) {
        self.write(|records| {
            records.requests[request].status = status;
            records.events.extend(events);
            records.refusals.extend(
                refusals.into_iter().map(|refusal| Refusal { request: Some(request), ..refusal }),
            );
        });
    }
}

impl Records {
    pub(crate) fn mention(&self, needle: &str) -> bool {
        // Chunks hide a text from a search in the raw bytes, hence the bodies as well.
        let bodies = self.requests.iter().map(|request| &request.body);
        self.transcripts.iter().chain(bodies).any(|bytes| {
            Self::holds(bytes, needle)
                || gzip::streams(bytes, MAX_SEARCHED).any(|content| Self::holds(&content, needle))
        })
    }

    /// Whether a text is in these bytes, as it is or in the escapes of JSON.
    fn holds(bytes: &[u8], needle: &str) -> bool {
        bytes.windows(needle.len()).any(|window| window == needle.as_bytes())
            || Json::sequence(bytes).any(|json| json.mentions(needle))
    }
}
