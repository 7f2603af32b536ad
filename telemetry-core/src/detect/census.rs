//! How often each kind of telling byte occurs in a text.
//!
//! Eight counters of eight bits sit side by side in one integer: a byte's table entry has a one in
//! the lane that counts it, so counting all eight costs one load and one addition a byte.

/// The counts that decide which detectors run.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Census {
    pub(super) digits: u32,
    pub(super) dots: u32,
    pub(super) colons: u32,
    pub(super) dashes: u32,
    pub(super) equals: u32,
    pub(super) ats: u32,
    /// `/ \ ~ $ %`: without one of these there is no path and no URL.
    pub(super) path_marks: u32,
    /// Bytes that may have to be folded: non-ASCII ones and `%`.
    pub(super) foreign: u32,
}

/// As many bytes as a lane can count before it overflows into the next.
const LANE_LIMIT: usize = 255;

static LANES: [u64; 256] = lanes();

const fn lanes() -> [u64; 256] {
    let mut table = [0; 256];
    let mut byte = 0;
    while byte < 256 {
        table[byte] = match byte as u8 {
            b'0'..=b'9' => 1,
            b'.' => 1 << 8,
            b':' => 1 << 16,
            b'-' => 1 << 24,
            b'=' => 1 << 32,
            b'@' => 1 << 40,
            b'/' | b'\\' | b'~' | b'$' => 1 << 48,
            b'%' => 1 << 48 | 1 << 56,
            0x80.. => 1 << 56,
            _ => 0,
        };
        byte += 1;
    }
    table
}

impl Census {
    pub(super) fn of(bytes: &[u8]) -> Self {
        let mut census = Self::default();
        for chunk in bytes.chunks(LANE_LIMIT) {
            let packed: u64 = chunk.iter().map(|&byte| LANES[usize::from(byte)]).sum();
            let [digits, dots, colons, dashes, equals, ats, path_marks, foreign] =
                packed.to_le_bytes().map(u32::from);
            census.digits += digits;
            census.dots += dots;
            census.colons += colons;
            census.dashes += dashes;
            census.equals += equals;
            census.ats += ats;
            census.path_marks += path_marks;
            census.foreign += foreign;
        }
        census
    }
}
