//! The catalogue as functions of a POSIX shell, for scripts that install or remove an application.

use std::fmt::{self, Write};

use telemetry_core::catalog::CatalogSchema;
use telemetry_core::consent::ConsentPolicy;
use telemetry_core::gate;
use telemetry_core::schema::{EventSchema, Kind, Property, Treatment};

use super::portable;

/// What does not depend on the catalogue.
const BEACON: &str = include_str!("shell/beacon.sh");

/// What the shell's functions share with the application. Paths stand between double quotes in the
/// script, so that they can begin with `$HOME/`.
#[derive(Clone, Copy, Debug)]
pub struct Beacon<'a> {
    /// The file that the application hands to `Identity::per_install`.
    pub id_file: &'a str,
    /// The folder that the application hands to `state_folder`: the user's decision is in it.
    pub state_folder: &'a str,
    /// What happens while the user has said nothing. A script cannot keep events until then:
    /// with `AskFirst` it sends none.
    pub consent_policy: ConsentPolicy,
    /// The variables that opt out beside `DO_NOT_TRACK`, `<APP>_NO_ANALYTICS` and
    /// `<APP>_TELEMETRY_DISABLED`.
    pub opt_out_variables: &'a [&'a str],
}

/// Where the functions send to.
pub(super) struct Target<'a> {
    pub(super) url: &'a str,
    pub(super) key: &'a str,
    /// Whether test runs must not reach it.
    pub(super) built_in: bool,
}

pub(super) fn functions(
    schema: &CatalogSchema,
    beacon: &Beacon<'_>,
    target: &Target<'_>,
) -> Result<String, String> {
    for path in [beacon.id_file, beacon.state_folder] {
        if path.is_empty() || path.contains(['"', '\\', '`', '\n']) || path.contains("$(") {
            return Err(format!(
                "the path `{path}` does not fit between double quotes in a shell: write it as `$HOME/.my-app/anon_id`"
            ));
        }
    }
    let is_name = |name: &&&str| {
        let starts = name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_');
        starts && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
    };
    if let Some(name) = beacon.opt_out_variables.iter().find(|name| !is_name(name)) {
        return Err(format!(
            "`{name}` is no name of an environment variable: it has letters, digits and `_` only, and no digit first"
        ));
    }
    let mut functions = String::new();
    // Writing to memory cannot fail.
    write(&mut functions, schema, beacon, target).unwrap_or_default();
    Ok(functions)
}

fn write(
    out: &mut String,
    schema: &CatalogSchema,
    beacon: &Beacon<'_>,
    target: &Target<'_>,
) -> fmt::Result {
    for line in portable::notice(schema) {
        writeln!(out, "# {line}")?;
    }
    out.push_str(BEACON);
    write_settings(out, schema.app.name, beacon, target)?;
    writeln!(out, "\n# What has to be given with an event.")?;
    writeln!(out, "beacon_required() {{\n  case $1 in")?;
    for event in portable::events(schema) {
        let required: Vec<_> = properties(schema, event)
            .filter(|(property, _)| !property.shape.optional)
            .map(|(property, _)| property.key)
            .collect();
        writeln!(out, "  {}) printf '%s' '{}' ;;", event.name, required.join(" "))?;
    }
    writeln!(out, "  *) return 1 ;;\n  esac\n}}")?;
    writeln!(out, "\n# A value as JSON, if the event has such a property with such a value.")?;
    writeln!(out, "beacon_value() {{\n  case $1.$2 in")?;
    for event in portable::events(schema) {
        for (property, check) in properties(schema, event) {
            write!(out, "  {}.{}) {check} \"$3\"", event.name, property.key)?;
            for label in property.shape.labels {
                write!(out, " {label}")?;
            }
            writeln!(out, " ;;")?;
        }
    }
    writeln!(out, "  *) return 1 ;;\n  esac\n}}")
}

fn write_settings(
    out: &mut String,
    app: &str,
    beacon: &Beacon<'_>,
    target: &Target<'_>,
) -> fmt::Result {
    let mut opt_outs = gate::opt_out_variables(app).join(" ");
    for name in beacon.opt_out_variables {
        write!(opt_outs, " {name}")?;
    }
    let test_runners = if target.built_in { gate::TEST_RUNNERS.join(" ") } else { String::new() };
    let default = match beacon.consent_policy {
        ConsentPolicy::AskFirst => "undecided",
        ConsentPolicy::OnUntilOptedOut => "granted",
    };
    writeln!(out, "\nbeacon_settings() {{")?;
    writeln!(out, "  beacon_host={}", quoted(target.url))?;
    writeln!(out, "  beacon_key_of_project={}", quoted(target.key))?;
    writeln!(out, "  beacon_id_file=\"{}\"", beacon.id_file)?;
    writeln!(out, "  beacon_consent=\"{}/consent\"", beacon.state_folder)?;
    writeln!(out, "  beacon_default={default}")?;
    writeln!(out, "  beacon_opt_outs='{opt_outs}'")?;
    writeln!(out, "  beacon_test_runners='{test_runners}'")?;
    writeln!(out, "  beacon_log={}", gate::log_variable(app))?;
    writeln!(out, "  beacon_library={}", super::LIBRARY)?;
    writeln!(out, "  beacon_library_version={}\n}}", env!("CARGO_PKG_VERSION"))
}

/// The properties that a shell can check, and the function that does.
fn properties(
    schema: &CatalogSchema,
    event: &EventSchema,
) -> impl Iterator<Item = (&'static Property, &'static str)> {
    portable::properties(schema, event).filter_map(|property| {
        let check = match (property.treatment, property.shape.kind) {
            (Treatment::Pseudonym(_), _) | (_, Kind::Number | Kind::Set) => return None,
            (_, Kind::Text) => "beacon_one_of",
            (_, Kind::Bool) => "beacon_bool",
            (_, Kind::Integer) => "beacon_integer",
        };
        Some((property, check))
    })
}

/// A text between single quotes.
fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', r"'\''"))
}
