//! Where an install script runs.

use std::fs;
use std::path::PathBuf;
use std::process::{Command, Output};

use telemetry::{Beacon, Catalog, CheckedFor, ConsentPolicy, PostHog};
use telemetry_receiver::{DEFAULT_PROJECT_KEY, Receiver};
use tempfile::TempDir;

use super::events::OpenJarvis;

/// The shells that scripts are tested in.
pub const SHELLS: [&str; 2] = ["dash", "bash"];

/// An install script's surroundings: a home folder with the functions in it.
pub struct Home {
    folder: TempDir,
}

impl Home {
    pub fn new(receiver: &Receiver, consent_policy: ConsentPolicy) -> Self {
        Self::of::<OpenJarvis>(receiver, consent_policy)
    }

    pub fn of<C: Catalog + CheckedFor<PostHog>>(
        receiver: &Receiver,
        consent_policy: ConsentPolicy,
    ) -> Self {
        let home = Self { folder: tempfile::tempdir().unwrap() };
        let beacon = Beacon {
            id_file: "$HOME/.openjarvis/anon_id",
            state_folder: "$HOME/.openjarvis/state",
            consent_policy,
            opt_out_variables: &["OWN_VARIABLE"],
        };
        let transport = PostHog::new(DEFAULT_PROJECT_KEY).host(receiver.url());
        fs::write(home.path("beacon.sh"), transport.shell::<C>(&beacon).unwrap()).unwrap();
        home
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub fn id_file(&self) -> PathBuf {
        self.path(".openjarvis/anon_id")
    }

    pub fn id(&self) -> String {
        fs::read_to_string(self.id_file()).unwrap().trim().to_owned()
    }

    /// Runs a script that stops at the first failure, as install scripts do.
    pub fn run(&self, shell: &str, script: &str, variables: &[(&str, &str)]) -> Output {
        let script = format!("set -eu\n. \"$HOME/beacon.sh\"\n{script}\necho finished");
        let output = Command::new(shell)
            .args(["-c", &script])
            .env("HOME", self.folder.path())
            .env_remove("DO_NOT_TRACK")
            .envs(variables.iter().copied())
            .output()
            .unwrap_or_else(|error| panic!("{shell} is needed to test the functions: {error}"));
        assert!(output.status.success(), "{shell}: {output:?}");
        assert_eq!(output.stdout, b"finished\n", "{shell}: {output:?}");
        output
    }
}

pub fn on(receiver: &Receiver) -> Home {
    Home::new(receiver, ConsentPolicy::OnUntilOptedOut)
}
