//! The floor: what no design with a queue behind one lock can do without.

use std::hint::black_box;
use std::sync::{Mutex, PoisonError};
use std::time::SystemTime;

use crate::subject::Subject;

/// An uncontended lock, a copy of the encoded event, and one look at the clock.
pub struct Floor {
    encoded: Vec<u8>,
    queue: Mutex<Vec<u8>>,
}

impl Floor {
    /// For events of so many encoded bytes.
    pub fn new(encoded_bytes: usize) -> Self {
        Self { encoded: vec![7; encoded_bytes], queue: Mutex::new(Vec::with_capacity(1 << 16)) }
    }
}

impl Subject for Floor {
    fn name(&self) -> &'static str {
        "floor"
    }

    fn send(&self) {
        let time = SystemTime::now();
        let mut queue = self.queue.lock().unwrap_or_else(PoisonError::into_inner);
        if queue.len() + self.encoded.len() > queue.capacity() {
            queue.clear();
        }
        queue.extend_from_slice(black_box(&self.encoded));
        black_box(time);
    }
}
