//! Distinct ids that collapse users into one person or switch person processing off (contract 2.5).

use crate::breach::Breach;

/// In lower case; they count in any.
const RESERVED: [&str; 20] = [
    "0",
    "00000000-0000-0000-0000-000000000000",
    "anonymous",
    "anonymous-user",
    "backend",
    "distinct_id",
    "distinctid",
    "email",
    "false",
    "guest",
    "id",
    "nan",
    "none",
    "not_authenticated",
    "null",
    "system",
    "true",
    "undefined",
    "user",
    "[object object]",
];

pub(super) fn note(distinct_id: &str) -> Option<Breach> {
    let reserved = RESERVED.contains(&distinct_id.trim().to_lowercase().as_str());
    reserved.then(|| Breach::of("2.5", format!("the distinct id `{distinct_id}` is reserved")))
}

#[cfg(test)]
mod tests {
    use super::note;

    #[test]
    fn reserved_ids_are_noticed_in_any_case() {
        for id in ["0", "Anonymous", "NULL", "[object Object]"] {
            assert!(note(id).is_some(), "{id}");
        }
        assert!(note("019a0000-0000-7000-8000-000000000001").is_none());
    }
}
