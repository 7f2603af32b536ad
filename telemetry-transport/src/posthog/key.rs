//! Project keys.

/// The longest key.
const MAX_BYTES: usize = 64;

/// Refuses what the server would answer with 401; the error does not repeat the key.
pub(super) fn check(key: &str) -> Result<(), String> {
    let refused = |why: &str| {
        Err(format!(
            "the PostHog project key {why}: copy it from the project's settings, it looks like `phc_..`"
        ))
    };
    if key.starts_with("phx_") {
        return refused("is a personal key, which must not be in an application");
    }
    if key.len() > MAX_BYTES {
        return refused("is longer than 64 bytes");
    }
    if !key.bytes().all(|byte| byte.is_ascii_graphic() && !b"\"\\".contains(&byte)) {
        return refused(
            "holds a quote, a backslash, or a character that is no plain letter, digit or sign",
        );
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_keys_that_the_server_takes_are_taken() {
        assert_eq!(check("phc_0123456789abcdef"), Ok(()));
        assert_eq!(check("a-key-of-an-old-server"), Ok(()));
        for wrong in [
            "phx_secret",
            "phc_\0secret",
            "phc_sécret",
            "phc secret",
            "\"phc_secret\"",
            "phc_\\secret",
            &"secret".repeat(11),
        ] {
            let refusal = check(wrong).err().unwrap_or_default();
            assert!(
                refusal.contains("phc_..") && !refusal.contains("secret"),
                "{wrong}: {refusal}"
            );
        }
    }
}
