//! Names that promise personal data: `user_id`, `phone`, `ip`, `lat`.
//!
//! Only a number is asked for its name: text needs an annotation anyway, and a bool or a closed enum
//! holds no identifier whatever it is called (`has_email`, `query_type`). What a type is, the compiler
//! says: see [`checks`](crate::property::expand).

/// Words that name what identifies somebody, or what they wrote, sorted. Whole words: `valid` has no `id`,
/// and `tokens` are counted, where a `token` is a secret.
const WORDS: [&str; 56] = [
    "account",
    "accountid",
    "address",
    "birthdate",
    "birthday",
    "card",
    "coordinate",
    "cvc",
    "cvv",
    "deviceid",
    "dob",
    "email",
    "fax",
    "fingerprint",
    "guid",
    "hostname",
    "iban",
    "id",
    "imei",
    "ip",
    "ipaddr",
    "ipaddress",
    "ipv4",
    "ipv6",
    "lat",
    "latitude",
    "lng",
    "login",
    "lon",
    "longitude",
    "mac",
    "machineid",
    "mail",
    "mobile",
    "msisdn",
    "passphrase",
    "passport",
    "passwd",
    "password",
    "path",
    "phone",
    "pin",
    "postcode",
    "prompt",
    "query",
    "secret",
    "serial",
    "ssn",
    "telephone",
    "token",
    "uid",
    "uri",
    "url",
    "userid",
    "uuid",
    "zipcode",
];

/// Words that promise it in front of another one only.
const PAIRS: [(&str, &str); 14] = [
    ("computer", "name"),
    ("device", "name"),
    ("display", "name"),
    ("family", "name"),
    ("file", "name"),
    ("first", "name"),
    ("full", "name"),
    ("host", "name"),
    ("last", "name"),
    ("machine", "name"),
    ("nick", "name"),
    ("user", "name"),
    ("zip", "code"),
    ("postal", "code"),
];

/// Words that say that a name is about an amount of something, sorted: `ip_count`, `query_ms`,
/// `prompt_tokens`.
const AMOUNTS: [&str; 45] = [
    "amount",
    "attempts",
    "average",
    "avg",
    "bits",
    "bytes",
    "characters",
    "chars",
    "count",
    "depth",
    "duration",
    "errors",
    "failures",
    "hits",
    "hours",
    "kb",
    "latency",
    "len",
    "length",
    "level",
    "limit",
    "lines",
    "max",
    "mb",
    "min",
    "minutes",
    "misses",
    "ms",
    "num",
    "percent",
    "rate",
    "ratio",
    "retries",
    "rows",
    "score",
    "seconds",
    "secs",
    "share",
    "size",
    "sum",
    "time",
    "tokens",
    "total",
    "weight",
    "words",
];

/// The part of a field's name that promises personal data.
pub fn promise(key: &str) -> Option<&'static str> {
    let words: Vec<&str> = key.split('_').collect();
    let is_amount =
        |word: Option<&&str>| word.is_some_and(|word| AMOUNTS.binary_search(word).is_ok());
    if is_amount(words.first()) || is_amount(words.last()) {
        return None;
    }
    let pair = words.windows(2).find_map(|pair| {
        PAIRS.iter().find(|(first, second)| pair == [*first, *second]).map(|(first, _)| *first)
    });
    let known = |word: &&str| WORDS.binary_search(word).ok().and_then(|place| WORDS.get(place));
    words.iter().find_map(known).copied().or(pair)
}

#[cfg(test)]
mod tests {
    use super::{AMOUNTS, WORDS, promise};

    #[test]
    fn words_can_be_looked_up() {
        assert!(WORDS.is_sorted() && AMOUNTS.is_sorted());
    }

    #[test]
    fn what_identifies_is_found_as_a_whole_word() {
        for key in [
            "id",
            "user_id",
            "id_of_user",
            "email",
            "client_ip",
            "ip",
            "host_name",
            "phone_number",
            "full_name",
            "lat",
            "home_lon",
            "token",
            "access_token",
            "password",
            "file_path",
            "last_query",
            "url",
            "prompt",
            "zip_code",
            "account_number",
            "userid",
            "last_ipaddr",
        ] {
            assert!(promise(key).is_some(), "{key}");
        }
    }

    #[test]
    fn amounts_and_look_alikes_are_free() {
        for key in [
            "tokens_input",
            "prompt_tokens",
            "valid",
            "grid",
            "ip_count",
            "query_ms",
            "path_depth",
            "latency",
            "long",
            "platform",
            "token_count",
            "max_token",
            "width",
            "email_count",
            "pathological",
            "queries",
            "name_length",
            "videos",
        ] {
            assert_eq!(promise(key), None, "{key}");
        }
    }
}
