//! The value filter: keep or drop, by rule.

mod accents;

use crate::detect::{self, Rule};
use accents::plain;
use std::fmt;

/// Longer values are no names.
const MAX_CHARS: usize = 200;

/// Whether a short value may leave, or else the rule that forbids it.
///
/// # Errors
///
/// The rule that fired.
pub fn check(value: &str) -> Result<(), Rule> {
    let starts_plain = value.as_bytes().first().is_some_and(u8::is_ascii_graphic);
    if !starts_plain && value.trim().is_empty() {
        return Err(Rule::Empty);
    }
    if value.len() > MAX_CHARS && value.chars().count() > MAX_CHARS {
        return Err(Rule::TooLong);
    }
    detect::first(value).map_or(Ok(()), Err)
}

/// The value filter with a tripwire: it also drops what holds a word of this machine.
#[derive(Default, Clone)]
pub struct Filter {
    own_words: Vec<String>,
}

impl Filter {
    /// A filter that also knows this machine's user name, host name, home folder and git identity.
    ///
    /// Words that are short or common are left out: they would drop values that say nothing.
    pub fn new<I>(own_words: I) -> Self
    where
        I: IntoIterator,
        I::Item: AsRef<str>,
    {
        let mut own_words: Vec<String> = own_words
            .into_iter()
            .map(|word| plain(word.as_ref().trim()))
            .filter(|word| is_telling(word))
            .collect();
        own_words.sort_unstable();
        own_words.dedup();
        Self { own_words }
    }

    /// Whether a short value may leave this machine, or else the rule that forbids it.
    ///
    /// # Errors
    ///
    /// The rule that fired.
    pub fn check(&self, value: &str) -> Result<(), Rule> {
        check(value)?;
        if self.trips(value) { Err(Rule::Machine) } else { Ok(()) }
    }

    /// Whether a text holds a word of this machine.
    pub fn trips(&self, text: &str) -> bool {
        if self.own_words.is_empty() {
            return false;
        }
        self.holds(text) || detect::undisguised(text).is_some_and(|text| self.holds(&text))
    }

    fn holds(&self, text: &str) -> bool {
        let plain = plain(text);
        self.own_words.iter().any(|word| plain.contains(word.as_str()))
    }
}

/// Says how many words it knows, never which.
impl fmt::Debug for Filter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Filter").field("own_words", &self.own_words.len()).finish()
    }
}

/// Whether a word can only mean this machine.
fn is_telling(word: &str) -> bool {
    const COMMON: &[&str] = &[
        "root",
        "user",
        "users",
        "admin",
        "administrator",
        "ubuntu",
        "debian",
        "fedora",
        "centos",
        "alpine",
        "guest",
        "home",
        "localhost",
        "default",
        "runner",
        "runneradmin",
        "vscode",
        "docker",
        "node",
        "builder",
        "build",
        "jenkins",
        "gitlab",
        "github",
        "test",
        "tester",
        "developer",
        "ec2-user",
        "azureuser",
        "codespace",
        "codespaces",
        "gitpod",
        "vagrant",
        "nobody",
        "system",
        "local",
        "macbook",
        "desktop",
        "laptop",
        "server",
        "linux",
        "windows",
        "macos",
        "container",
        "service",
        "daemon",
        "circleci",
        "travis",
        "postgres",
        "mysql",
        "python",
        "/root",
        "/home",
        "/users",
        "/home/user",
        "/home/runner",
        "/home/vscode",
        "/home/ubuntu",
        "/home/node",
        "model",
        "models",
        "agent",
        "client",
        "mail",
        "email",
        "info",
        "contact",
        "hello",
        "office",
        "noreply",
    ];
    word.chars().count() >= 4 && !COMMON.contains(&word)
}
