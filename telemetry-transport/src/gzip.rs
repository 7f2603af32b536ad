//! Compressed request bodies, with one compressor for all of them.

use flate2::{Compress, Compression, Crc, FlushCompress, Status};
use telemetry_core::transport::Request;

/// Level 1: most of the gain for the least of the time, on the worker's one thread.
const LEVEL: u32 = 1;

/// RFC 1952, section 2.3: magic bytes, deflate, no flags, no time, the fastest algorithm, an unknown
/// system.
const HEADER: [u8; 10] = [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 4, 255];

/// Compresses one body after the other with the same memory.
pub(crate) struct Gzip {
    deflate: Compress,
    /// The body before it is compressed; its memory is used again.
    plain: Vec<u8>,
}

impl Gzip {
    pub(crate) fn new() -> Self {
        Self { deflate: Compress::new(Compression::new(LEVEL), false), plain: Vec::new() }
    }

    /// Compresses the body of a request, unless that fails.
    pub(crate) fn pack(&mut self, request: &mut Request) {
        std::mem::swap(&mut self.plain, &mut request.body);
        request.body.clear();
        let plain = std::mem::take(&mut self.plain);
        if self.compress(&plain, &mut request.body) {
            request.header("Content-Encoding", "gzip");
        } else {
            request.body.extend_from_slice(&plain);
        }
        self.plain = plain;
    }

    /// Appends the body in compressed form; `false` where that failed, and `compressed` is empty.
    fn compress(&mut self, body: &[u8], compressed: &mut Vec<u8>) -> bool {
        self.deflate.reset();
        compressed.extend_from_slice(&HEADER);
        loop {
            compressed.reserve(body.len() / 2 + 64);
            let read = usize::try_from(self.deflate.total_in()).unwrap_or(body.len());
            let rest = body.get(read..).unwrap_or_default();
            match self.deflate.compress_vec(rest, compressed, FlushCompress::Finish) {
                Ok(Status::StreamEnd) => break,
                Ok(_) => {}
                Err(_) => {
                    compressed.clear();
                    return false;
                }
            }
        }
        let mut sum = Crc::new();
        sum.update(body);
        compressed.extend_from_slice(&sum.sum().to_le_bytes());
        compressed.extend_from_slice(&sum.amount().to_le_bytes());
        true
    }
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use flate2::read::GzDecoder;

    use super::*;

    #[test]
    fn what_is_compressed_can_be_read_again_and_again() {
        let mut gzip = Gzip::new();
        let bodies = [
            Vec::new(),
            b"[]".to_vec(),
            b"some text that repeats, ".repeat(5000),
            (0..=255).collect(),
        ];
        for body in bodies.iter().chain(&bodies) {
            let mut compressed = Vec::new();
            assert!(gzip.compress(body, &mut compressed));
            let mut read = Vec::new();
            GzDecoder::new(&compressed[..]).read_to_end(&mut read).unwrap();
            assert_eq!(&read, body);
        }
    }
}
