//! Session ids (contract 1.5).

use std::time::{Duration, SystemTime};

use super::utf16_len;
use crate::breach::Breach;

/// The length of a UUID, in UTF-16 code units.
const MAX_LENGTH: usize = 36;

/// A numeric id is `unix_seconds * RANDOM_PART + random`.
const RANDOM_PART: u64 = 100_000_000;

const MAX_AHEAD: Duration = Duration::from_mins(10);

const MAX_AGE: Duration = Duration::from_hours(7 * 24);

pub(super) fn check(id: &str, now: SystemTime) -> Result<(), Breach> {
    let breach = |reason| Err(Breach::of("1.5", format!("the session id `{id}` {reason}")));
    if utf16_len(id) > MAX_LENGTH {
        return breach("is longer than 36");
    }
    let numeric = id.bytes().all(|byte| byte.is_ascii_digit());
    let Some(number) = numeric.then(|| id.parse::<u64>().ok()).flatten() else {
        return Ok(());
    };
    let start = SystemTime::UNIX_EPOCH + Duration::from_secs(number / RANDOM_PART);
    match start.duration_since(now) {
        Ok(ahead) if ahead > MAX_AHEAD => breach("starts more than 10 minutes ahead"),
        Err(age) if age.duration() > MAX_AGE => breach("started more than 7 days ago"),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: u64 = 1_795_233_000;

    fn accepts(id: &str) -> bool {
        check(id, SystemTime::UNIX_EPOCH + Duration::from_secs(NOW)).is_ok()
    }

    fn started(seconds: u64) -> String {
        format!("{seconds}12345678")
    }

    #[test]
    fn any_text_up_to_the_length_of_a_uuid_is_accepted() {
        assert!(accepts("01a1fc46-0000-7000-8000-000000000000"));
        assert!(!accepts("01a1fc46-0000-7000-8000-0000000000000"));
        assert!(accepts(&"𝄞".repeat(18)));
        assert!(!accepts(&"𝄞".repeat(19)));
    }

    #[test]
    fn a_number_holds_the_start_of_its_session() {
        assert!(accepts("179523300012345678"));
        assert!(accepts(&started(NOW + 600)));
        assert!(!accepts(&started(NOW + 601)));
        assert!(accepts(&started(NOW - 7 * 86_400)));
        assert!(!accepts(&started(NOW - 7 * 86_400 - 1)));
    }

    #[test]
    fn digits_of_another_meaning_are_taken_for_an_old_session() {
        assert!(!accepts("12345"));
        assert!(!accepts("0"));
        assert!(!accepts("18446744073709551615"));
        assert!(accepts("18446744073709551616"), "beyond u64 it is a text");
        assert!(accepts("-12345"));
    }
}
