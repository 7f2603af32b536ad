//! Timestamps of RFC 3339, which is narrower than ISO 8601 and than what `jiff` reads.

use jiff::Timestamp;

/// Reads `2026-11-21T03:50:00Z`, with or without a fraction, with `Z` or an offset `+hh:mm`.
pub(crate) fn parse(text: &str) -> Option<Timestamp> {
    let shape: String = text.chars().map(|c| if c.is_ascii_digit() { '0' } else { c }).collect();
    let rest = shape.strip_prefix("0000-00-00T00:00:00")?;
    let zone = match rest.strip_prefix(".0") {
        Some(digits) => digits.trim_start_matches('0'),
        None => rest,
    };
    let well_formed = matches!(zone, "Z" | "+00:00" | "-00:00");
    well_formed.then(|| text.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::parse;

    #[test]
    fn these_are_read() {
        for (text, same) in [
            ("2026-11-21T03:50:00Z", "2026-11-21T03:50:00Z"),
            ("2026-11-21T03:50:00.123456789Z", "2026-11-21T03:50:00.123456789Z"),
            ("2026-11-21T05:50:00.5+02:00", "2026-11-21T03:50:00.5Z"),
            ("2026-11-20T22:20:00-05:30", "2026-11-21T03:50:00Z"),
        ] {
            assert_eq!(parse(text), same.parse().ok(), "{text}");
        }
    }

    #[test]
    fn these_are_not() {
        for text in [
            "",
            "1795233000",
            "2026-11-21",
            "2026-11-21T03:50Z",
            "2026-11-21T03:50:00",
            "2026-11-21T03:50:00.Z",
            "2026-11-21 03:50:00Z",
            "2026-11-21T03:50:00+0200",
            "2026-11-21T03:50:00Z[UTC]",
            "2026-13-21T03:50:00Z",
            "٢٠٢٦-11-21T03:50:00Z",
            " 2026-11-21T03:50:00Z",
        ] {
            assert_eq!(parse(text), None, "{text}");
        }
    }
}
