//! Timestamps as System.Text.Json reads them (contract 1.3), which is narrower than ISO 8601 and
//! than any parser in a Rust library.

use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::Offset;

/// More digits of a second are a violation (contract 1.3) ..
const MAX_FRACTION_DIGITS: usize = 16;

/// .. of which a .NET tick, 100 ns, keeps these.
const KEPT_FRACTION_DIGITS: usize = 7;

/// The largest offset of .NET's `DateTimeOffset`, in minutes.
const MAX_OFFSET_MINUTES: i32 = 14 * 60;

/// Reads a date (`2026-11-21`), a date with a time (`T03:50`, `T03:50:00`, `T03:50:00.123`) and
/// optionally an offset (`Z`, `+hh:mm`, `-hh:mm`). Without an offset it is UTC, the server's zone.
pub(super) fn parse(text: &str) -> Option<Timestamp> {
    let mut rest = Cursor(text.as_bytes());
    let year = rest.number(4)?;
    rest.skip(b'-')?;
    let month = rest.number(2)?;
    rest.skip(b'-')?;
    let day = rest.number(2)?;

    let (mut hour, mut minute, mut second, mut nanosecond) = (0, 0, 0, 0);
    let mut offset_minutes = 0;
    if !rest.is_empty() {
        rest.skip(b'T')?;
        hour = rest.number(2)?;
        rest.skip(b':')?;
        minute = rest.number(2)?;
        if rest.skip(b':').is_some() {
            second = rest.number(2)?;
            if rest.skip(b'.').is_some() {
                nanosecond = rest.fraction()?;
            }
        }
        offset_minutes = rest.offset()?;
    }
    // .NET's first year is 1. A leap second, 60, is beyond both calendars.
    if !rest.is_empty() || year == 0 {
        return None;
    }
    let [month, day, hour, minute, second] =
        [month, day, hour, minute, second].map(|number| i8::try_from(number).ok());
    let time =
        DateTime::new(i16::try_from(year).ok()?, month?, day?, hour?, minute?, second?, nanosecond)
            .ok()?;
    let offset = Offset::from_seconds(offset_minutes * 60).ok()?;
    offset.to_timestamp(time).ok()
}

struct Cursor<'a>(&'a [u8]);

impl Cursor<'_> {
    fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    fn skip(&mut self, byte: u8) -> Option<()> {
        self.0 = self.0.strip_prefix(&[byte])?;
        Some(())
    }

    fn digit(&mut self) -> Option<i32> {
        let (&first, rest) = self.0.split_first()?;
        let digit = first.is_ascii_digit().then(|| i32::from(first - b'0'))?;
        self.0 = rest;
        Some(digit)
    }

    fn number(&mut self, digits: usize) -> Option<i32> {
        (0..digits).try_fold(0, |number, _| Some(number * 10 + self.digit()?))
    }

    /// The nanoseconds of at least one digit.
    fn fraction(&mut self) -> Option<i32> {
        let mut ticks = self.digit()?;
        let mut digits = 1;
        while digits < MAX_FRACTION_DIGITS {
            let Some(digit) = self.digit() else { break };
            if digits < KEPT_FRACTION_DIGITS {
                ticks = ticks * 10 + digit;
            }
            digits += 1;
        }
        for _ in digits..KEPT_FRACTION_DIGITS {
            ticks *= 10;
        }
        Some(ticks * 100)
    }

    /// Minutes east of UTC.
    fn offset(&mut self) -> Option<i32> {
        if self.is_empty() || self.skip(b'Z').is_some() {
            return Some(0);
        }
        let sign = if self.skip(b'+').is_some() {
            1
        } else {
            self.skip(b'-')?;
            -1
        };
        let hours = self.number(2)?;
        self.skip(b':')?;
        let minutes = self.number(2)?;
        let offset = hours * 60 + minutes;
        (minutes < 60 && offset <= MAX_OFFSET_MINUTES).then_some(sign * offset)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn these_are_read() {
        for (text, same) in [
            ("2026-11-21T03:50:00.123Z", "2026-11-21T03:50:00.123Z"),
            ("2026-11-21T03:50:00.1234567890123456Z", "2026-11-21T03:50:00.1234567Z"),
            ("2026-11-21T05:50:00+02:00", "2026-11-21T03:50:00Z"),
            ("2026-11-20T22:20-05:30", "2026-11-21T03:50:00Z"),
            ("2026-11-21T03:50:00", "2026-11-21T03:50:00Z"),
            ("2026-11-21T03:50", "2026-11-21T03:50:00Z"),
            ("2026-11-21", "2026-11-21T00:00:00Z"),
            ("2024-02-29T23:59:59Z", "2024-02-29T23:59:59Z"),
        ] {
            assert_eq!(parse(text), same.parse().ok(), "{text}");
        }
    }

    #[test]
    fn these_are_refused() {
        for text in [
            "",
            "1795233000",
            "2026-11-21t03:50:00Z",
            "2026-11-21T03:50:00z",
            "2026-11-21 03:50:00Z",
            " 2026-11-21T03:50:00Z",
            "2026-11-21T03:50:00Z ",
            "2026-11-21T03:50:00.12345678901234567Z",
            "2026-11-21T03:50:00.Z",
            "2026-11-21T03:50:00,5Z",
            "2026-11-21T03:50:00+0200",
            "2026-11-21T03:50:00+02",
            "2026-11-21T03:50:00+14:01",
            "2026-11-21T03:50:00+01:60",
            "2026-11-21T03:50:00+01:00:00",
            "2026-11-21T03:50:60Z",
            "2016-12-31T23:59:60Z",
            "2026-11-21T24:00:00Z",
            "2026-11-21T03:60:00Z",
            "2026-02-29T00:00:00Z",
            "2026-13-01",
            "2026-1-1",
            "0000-01-01T00:00:00Z",
            "+2026-11-21T03:50:00Z",
            "2026-11-21T03",
            "2026-W47-6",
            "٢٠٢٦-11-21",
        ] {
            assert_eq!(parse(text), None, "{text}");
        }
    }
}
