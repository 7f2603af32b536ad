//! The words that belong to this machine and its user: the value filter drops what holds one of them.
//! They are read when telemetry starts, held in memory, and never sent or stored.

use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};

use crate::environment::Environment;

/// Variables that hold the user's name or home folder on one system or another.
const VARIABLES: [&str; 7] =
    ["USER", "LOGNAME", "USERNAME", "SUDO_USER", "HOME", "USERPROFILE", "COMPUTERNAME"];

/// Variables that git takes names and addresses from before its configuration.
const GIT_VARIABLES: [&str; 5] =
    ["GIT_AUTHOR_NAME", "GIT_AUTHOR_EMAIL", "GIT_COMMITTER_NAME", "GIT_COMMITTER_EMAIL", "EMAIL"];

/// Folders that are named after users in.
const HOMES: [&str; 2] = ["home", "Users"];

/// What joins the parts of a name where there is no blank.
const JOINTS: [&str; 4] = ["", ".", "_", "-"];

/// Where git keeps the user's identity, below the home folder.
const GIT_FILES: [&str; 2] = [".gitconfig", ".config/git/config"];

/// The most that is read of git's configuration.
const MAX_BYTES: u64 = 64 * 1024;

/// The names of the user and the machine, the home folder, and the identity that git commits with.
pub(crate) fn of(environment: &dyn Environment) -> Vec<String> {
    let variable = |name: &&str| environment.variable(name)?.into_string().ok();
    let mut words: Vec<String> = VARIABLES.iter().filter_map(variable).collect();
    words.extend(environment.host_name().into_iter().flat_map(host_names));
    words.extend(GIT_VARIABLES.iter().filter_map(variable).flat_map(|value| identity(&value)));
    let home = environment.variable("HOME").or_else(|| environment.variable("USERPROFILE"));
    if let Some(home) = home.map(PathBuf::from) {
        words.extend(user_of(&home));
        let configurations = GIT_FILES.iter().filter_map(|file| read(&home.join(file)));
        words.extend(configurations.flat_map(|text| git_identity(&text)));
    }
    words
}

fn read(path: &Path) -> Option<String> {
    let mut text = Vec::new();
    File::open(path).ok()?.take(MAX_BYTES).read_to_end(&mut text).ok()?;
    Some(String::from_utf8_lossy(&text).into_owned())
}

/// The machine's name, and without its domain.
fn host_names(name: String) -> Vec<String> {
    let short = name.split_once('.').map(|(short, _)| short.to_owned());
    short.into_iter().chain([name]).collect()
}

/// Where nothing else names the user, as in services: `/home/jane`.
fn user_of(home: &Path) -> Option<String> {
    let is_home = HOMES.iter().any(|folder| home.parent().is_some_and(|it| it.ends_with(folder)));
    home.file_name().filter(|_| is_home).map(|name| name.to_string_lossy().into_owned())
}

/// An e-mail address with and without its domain; a name with its blanks and with what stands for them.
fn identity(value: &str) -> Vec<String> {
    let mut words = vec![value.to_owned()];
    words.extend(value.split_once('@').map(|(user, _)| user.to_owned()));
    let parts: Vec<&str> = value.split_whitespace().collect();
    if parts.len() > 1 {
        words.extend(JOINTS.map(|joint| parts.join(joint)));
    }
    words
}

/// `name` and `email` of the section `[user]`.
fn git_identity(configuration: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut in_user = false;
    for line in configuration.lines().map(str::trim) {
        if line.starts_with('[') {
            in_user = line.to_ascii_lowercase().starts_with("[user]");
        } else if in_user && let Some((key, value)) = line.split_once('=') {
            let value = value.trim().trim_matches('"');
            match key.trim().to_ascii_lowercase().as_str() {
                "name" | "email" => words.extend(identity(value)),
                _ => {}
            }
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;
    use crate::testing::FixedEnvironment;

    const GIT: &str = "[core]\n\tname = x\n[user]\n\tname = Jane Doe\n\tEmail = \"jd@acme.example\"\n[alias]\n\tname = y\n";

    #[test]
    fn the_environment_and_git_tell_who_the_user_is() {
        let home = std::env::temp_dir().join(format!("telemetry-{}", uuid::Uuid::new_v4()));
        fs::create_dir_all(&home).unwrap();
        fs::write(home.join(".gitconfig"), GIT).unwrap();
        let environment = FixedEnvironment::new()
            .with("USER", "janedoe")
            .with("HOME", &home)
            .with_host_name("janes-macbook");
        let mut words = of(&environment);
        fs::remove_dir_all(&home).unwrap();
        words.retain(|word| *word != home.display().to_string());
        assert_eq!(
            words,
            [
                "janedoe",
                "janes-macbook",
                "Jane Doe",
                "JaneDoe",
                "Jane.Doe",
                "Jane_Doe",
                "Jane-Doe",
                "jd@acme.example",
                "jd"
            ]
        );
    }

    #[test]
    fn a_service_is_told_by_its_home_and_a_host_without_its_domain() {
        let environment = FixedEnvironment::new()
            .with("HOME", "/home/janedoe")
            .with("SUDO_USER", "jdoe")
            .with("GIT_AUTHOR_EMAIL", "jane@acme.example")
            .with_host_name("jd-7.acme.example");
        let words =
            ["jdoe", "/home/janedoe", "jd-7", "jd-7.acme.example", "jane@acme.example", "jane"];
        assert!(
            of(&environment).iter().map(String::as_str).eq(words.into_iter().chain(["janedoe"]))
        );
        let root = FixedEnvironment::new().with("HOME", "/var/lib/postgresql");
        assert_eq!(of(&root), ["/var/lib/postgresql"]);
    }

    #[test]
    fn an_empty_environment_tells_nothing() {
        assert!(of(&FixedEnvironment::new()).is_empty());
    }
}
