//! The decision whether telemetry runs at all, in one place, and the reason for it.

use std::ffi::OsStr;
use std::fmt;
use std::path::Path;

use crate::environment::Environment;

/// Why telemetry is off.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OffReason {
    /// `start` was not called yet.
    NotStarted,
    /// `start` found a mistake of the application.
    StartFailed {
        /// What is wrong, and what to write instead.
        problem: String,
    },
    /// An environment variable opts out.
    OptedOut {
        /// The variable's name.
        variable: String,
    },
    /// The application's configuration switches it off.
    Disabled,
    /// The application's configuration cannot be read, and may switch it off.
    ConfigurationUnreadable {
        /// What is wrong with it, without its content.
        problem: String,
    },
    /// There is no key to send with, as in a build from source.
    NoKey,
    /// The program runs in a test and would have sent to the built-in endpoint.
    TestRun,
    /// The user refused or withdrew consent.
    Denied,
    /// `shut_down` was called, or the guard was dropped.
    ShutDown,
    /// The worker could not be started or failed; telemetry stays off until the next start of the
    /// program.
    WorkerFailed,
    /// This is a fork of the process in which telemetry was started; it sends there.
    Forked,
}

impl fmt::Display for OffReason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotStarted => f.write_str("not started"),
            Self::StartFailed { problem } => write!(f, "the start failed: {problem}"),
            Self::OptedOut { variable } => {
                write!(f, "the environment variable {variable} opts out")
            }
            Self::Disabled => f.write_str("the configuration switches it off"),
            Self::ConfigurationUnreadable { problem } => {
                write!(f, "the configuration cannot be read and may switch it off: {problem}")
            }
            Self::NoKey => f.write_str("there is no key"),
            Self::TestRun => f.write_str("this is a test run, and no endpoint was named"),
            Self::Denied => f.write_str("the user did not consent"),
            Self::ShutDown => f.write_str("shut down, or the guard was dropped"),
            Self::WorkerFailed => f.write_str("the worker failed"),
            Self::Forked => f.write_str("forked from the process in which telemetry runs"),
        }
    }
}

/// What the decision depends on, but for the user's consent.
pub(crate) struct Inputs<'a> {
    pub(crate) app: &'a str,
    pub(crate) opt_out_variables: &'a [String],
    /// What the application's configuration says against it.
    pub(crate) disabled: Option<&'a OffReason>,
    pub(crate) has_key: bool,
    pub(crate) built_in_endpoint: bool,
    pub(crate) environment: &'a dyn Environment,
}

/// Why telemetry is off for the whole life of the process, if it is. An opt-out comes before all
/// else.
pub(crate) fn off_reason(inputs: &Inputs<'_>) -> Option<OffReason> {
    if let Some(variable) = opt_out(inputs) {
        return Some(OffReason::OptedOut { variable });
    }
    if let Some(reason) = inputs.disabled {
        return Some(reason.clone());
    }
    if !inputs.has_key {
        return Some(OffReason::NoKey);
    }
    if inputs.built_in_endpoint && is_test_run(inputs.environment) {
        return Some(OffReason::TestRun);
    }
    None
}

/// The first variable that opts out: `DO_NOT_TRACK` (the convention of consoledonottrack.com), the
/// two that carry the application's name, then the application's own.
fn opt_out(inputs: &Inputs<'_>) -> Option<String> {
    let general = opt_out_variables(inputs.app);
    general
        .into_iter()
        .chain(inputs.opt_out_variables.iter().cloned())
        .find(|name| inputs.environment.variable(name).is_some_and(|value| is_set(&value)))
}

/// The variables that opt out of any application, and of the one of that name.
pub fn opt_out_variables(app: &str) -> [String; 3] {
    let app = variable_prefix(app);
    ["DO_NOT_TRACK".to_owned(), format!("{app}_NO_ANALYTICS"), format!("{app}_TELEMETRY_DISABLED")]
}

/// Whether a variable says yes: any value does but an empty one and the words for no, one that is not
/// UTF-8 as well.
pub(crate) fn is_set(value: &OsStr) -> bool {
    let Some(value) = value.to_str() else {
        return true;
    };
    let value = value.trim();
    !(value.is_empty()
        || ["0", "false", "no", "off"].iter().any(|no| value.eq_ignore_ascii_case(no)))
}

/// The variable that has each event printed as it leaves.
pub fn log_variable(app: &str) -> String {
    format!("{}_TELEMETRY_LOG", variable_prefix(app))
}

/// The application's name as environment variables spell it: `my-app` becomes `MY_APP`, and `3d-app`
/// becomes `_3D_APP`, because a shell reads no variable that begins with a digit.
fn variable_prefix(app: &str) -> String {
    let digit_first = app.starts_with(|c: char| c.is_ascii_digit());
    let name =
        app.chars().map(|c| if c.is_ascii_alphanumeric() { c.to_ascii_uppercase() } else { '_' });
    digit_first.then_some('_').into_iter().chain(name).collect()
}

/// Variables that test runners set for the programs that they start.
pub const TEST_RUNNERS: [&str; 5] =
    ["NEXTEST", "RUST_TEST_THREADS", "PYTEST_CURRENT_TEST", "JEST_WORKER_ID", "VITEST"];

/// Whether a test runner started the program: by its variables, or because the program itself is
/// what `cargo test` builds (`deps/name-<hash>`, or a documentation test). Running under CI alone is
/// real use.
fn is_test_run(environment: &dyn Environment) -> bool {
    TEST_RUNNERS.iter().any(|name| environment.variable(name).is_some())
        || environment.program().is_some_and(|program| is_test_program(&program))
}

fn is_test_program(program: &Path) -> bool {
    let in_deps = program.parent().and_then(Path::file_name).is_some_and(|name| name == "deps");
    let hashed = program.file_stem().and_then(OsStr::to_str).is_some_and(|stem| {
        stem.rsplit_once('-').is_some_and(|(_, hash)| {
            hash.len() == CARGO_HASH_DIGITS && hash.bytes().all(|b| b.is_ascii_hexdigit())
        })
    });
    let documentation_test = program
        .components()
        .any(|part| part.as_os_str().to_str().is_some_and(|part| part.starts_with("rustdoctest")));
    (in_deps && hashed) || documentation_test
}

/// Hex digits in the names that cargo gives to test programs.
const CARGO_HASH_DIGITS: usize = 16;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::FixedEnvironment;

    fn decide(
        environment: &FixedEnvironment,
        change: impl FnOnce(&mut Inputs<'_>),
    ) -> Option<OffReason> {
        let mut inputs = Inputs {
            app: "my-app",
            opt_out_variables: &["OWN".to_owned()],
            disabled: None,
            has_key: true,
            built_in_endpoint: true,
            environment,
        };
        change(&mut inputs);
        off_reason(&inputs)
    }

    fn opted_out(variable: &str) -> Option<OffReason> {
        Some(OffReason::OptedOut { variable: variable.to_owned() })
    }

    #[test]
    fn nothing_speaks_against_it() {
        assert_eq!(decide(&FixedEnvironment::new(), |_| {}), None);
        assert_eq!(decide(&FixedEnvironment::new().with("CI", "true"), |_| {}), None);
    }

    #[test]
    fn each_opt_out_variable_beats_everything() {
        for variable in ["DO_NOT_TRACK", "MY_APP_NO_ANALYTICS", "MY_APP_TELEMETRY_DISABLED", "OWN"]
        {
            let environment = FixedEnvironment::new().with(variable, "1");
            let decision = decide(&environment, |inputs| {
                inputs.disabled = Some(&OffReason::Disabled);
                inputs.has_key = false;
                inputs.built_in_endpoint = false;
            });
            assert_eq!(decision, opted_out(variable));
        }
    }

    #[test]
    fn a_variable_begins_with_no_digit() {
        let names = opt_out_variables("3d-app");
        assert_eq!(names, ["DO_NOT_TRACK", "_3D_APP_NO_ANALYTICS", "_3D_APP_TELEMETRY_DISABLED"]);
        assert_eq!(log_variable("3d-app"), "_3D_APP_TELEMETRY_LOG");
        assert_eq!(log_variable("app-3d"), "APP_3D_TELEMETRY_LOG");
    }

    #[test]
    fn only_the_words_for_no_do_not_opt_out() {
        for no in ["", " ", "0", "false", "FALSE", "No", "off"] {
            assert_eq!(
                decide(&FixedEnvironment::new().with("DO_NOT_TRACK", no), |_| {}),
                None,
                "{no:?}"
            );
        }
        for yes in ["1", "true", "yes", "2", "please", "-1"] {
            let environment = FixedEnvironment::new().with("DO_NOT_TRACK", yes);
            assert_eq!(decide(&environment, |_| {}), opted_out("DO_NOT_TRACK"), "{yes:?}");
        }
    }

    #[cfg(unix)]
    #[test]
    fn a_value_that_is_not_utf8_opts_out() {
        use std::os::unix::ffi::OsStrExt;
        let environment = FixedEnvironment::new().with("DO_NOT_TRACK", OsStr::from_bytes(&[0xff]));
        assert_eq!(decide(&environment, |_| {}), opted_out("DO_NOT_TRACK"));
    }

    #[test]
    fn the_configuration_comes_before_the_key() {
        let decision = decide(&FixedEnvironment::new(), |inputs| {
            inputs.disabled = Some(&OffReason::Disabled);
            inputs.has_key = false;
        });
        assert_eq!(decision, Some(OffReason::Disabled));
        let decision = decide(&FixedEnvironment::new(), |inputs| inputs.has_key = false);
        assert_eq!(decision, Some(OffReason::NoKey));
    }

    #[test]
    fn a_test_run_reaches_only_an_endpoint_that_was_named() {
        let programs =
            ["/w/target/debug/deps/app-0123456789abcdef", "/tmp/rustdoctestAbC123/rust_out"];
        for program in programs {
            let environment = FixedEnvironment::new().with_program(program);
            assert_eq!(decide(&environment, |_| {}), Some(OffReason::TestRun), "{program}");
            assert_eq!(decide(&environment, |inputs| inputs.built_in_endpoint = false), None);
        }
        for runner in TEST_RUNNERS {
            let environment = FixedEnvironment::new().with(runner, "1");
            assert_eq!(decide(&environment, |_| {}), Some(OffReason::TestRun), "{runner}");
        }
    }

    #[test]
    fn an_installed_program_is_no_test_run() {
        for program in
            ["/usr/bin/app", "/w/target/release/app", "/w/deps/app", "/opt/app-0123456789abcdef"]
        {
            assert_eq!(
                decide(&FixedEnvironment::new().with_program(program), |_| {}),
                None,
                "{program}"
            );
        }
    }
}
