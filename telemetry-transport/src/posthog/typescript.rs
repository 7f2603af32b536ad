//! The catalogue as a TypeScript module: types, a guard for callers that have none, and one function
//! that sends.

use std::fmt::{self, Write};

use serde_core::Serialize;
use telemetry_core::catalog::CatalogSchema;
use telemetry_core::field::Salt;
use telemetry_core::schema::{EventSchema, Kind, Property, Treatment};

use super::portable;

/// What does not depend on the catalogue.
const CAPTURE: &str = include_str!("typescript/capture.ts");

pub(super) fn module(schema: &CatalogSchema) -> String {
    let mut module = String::new();
    // Writing to memory cannot fail.
    write(&mut module, schema).unwrap_or_default();
    module
}

fn write(out: &mut String, schema: &CatalogSchema) -> fmt::Result {
    for line in portable::notice(schema) {
        writeln!(out, "// {line}")?;
    }
    writeln!(out, "\n/** Every event that can be sent from here, with its properties. */")?;
    writeln!(out, "export interface Events {{")?;
    for event in portable::events(schema) {
        write_type(out, schema, event)?;
    }
    writeln!(out, "}}")?;
    out.push_str(CAPTURE);
    writeln!(out, "\nconst LIBRARY = \"{}\";", super::LIBRARY)?;
    writeln!(out, "\nconst LIBRARY_VERSION = \"{}\";", env!("CARGO_PKG_VERSION"))?;
    writeln!(out, "\nconst EVENTS: {{ readonly [event: string]: Declared }} = {{")?;
    for event in portable::events(schema) {
        writeln!(out, "  {}: {{", event.name)?;
        for property in portable::properties(schema, event) {
            let optional = if property.shape.optional { ", optional: true" } else { "" };
            writeln!(out, "    {}: {{ {}{optional} }},", property.key, values(schema, property))?;
        }
        writeln!(out, "  }},")?;
    }
    writeln!(out, "}};")
}

fn write_type(out: &mut String, schema: &CatalogSchema, event: &EventSchema) -> fmt::Result {
    writeln!(out, "  /** {} */", comment(event.description))?;
    if portable::properties(schema, event).next().is_none() {
        return writeln!(out, "  {}: Record<string, never>;", event.name);
    }
    writeln!(out, "  {}: {{", event.name)?;
    for property in portable::properties(schema, event) {
        let leaves = match property.treatment {
            Treatment::Pseudonym(_) => " Only a hash of it leaves.",
            _ => "",
        };
        let optional = if property.shape.optional { "?" } else { "" };
        writeln!(out, "    /** {}{leaves} */", comment(property.description))?;
        writeln!(out, "    {}{optional}: {};", property.key, type_of(property))?;
    }
    writeln!(out, "  }};")
}

fn type_of(property: &Property) -> String {
    let labels = || property.shape.labels.iter().map(quoted).collect::<Vec<_>>().join(" | ");
    match property.shape.kind {
        Kind::Text if property.shape.labels.is_empty() => "string".to_owned(),
        Kind::Text => labels(),
        Kind::Bool => "boolean".to_owned(),
        Kind::Integer | Kind::Number => "number".to_owned(),
        Kind::Set => format!("readonly ({})[]", labels()),
    }
}

/// What the guard knows of a property.
fn values(schema: &CatalogSchema, property: &Property) -> String {
    let labels = property.shape.labels.iter().map(quoted).collect::<Vec<_>>().join(", ");
    match (property.treatment, property.shape.kind) {
        (Treatment::Pseudonym(hash), _) => {
            let salt = match hash.salt() {
                Salt::Application => format!("{}:", schema.salt),
                Salt::Fixed(salt) => format!("{salt}:"),
                // The one of the install is left out before.
                Salt::None | Salt::Install => String::new(),
            };
            let (digits, lower) = (hash.digits(), hash.lower_case());
            format!("digits: {digits}, salt: {}, lowerCase: {lower}", quoted(&salt))
        }
        (_, Kind::Set) => format!("some: [{labels}]"),
        (_, Kind::Text) => format!("one: [{labels}]"),
        (_, kind) => format!("type: \"{}\"", kind.name()),
    }
}

/// A text as JSON, which is TypeScript, too.
fn quoted(text: &(impl Serialize + ?Sized)) -> String {
    serde_json::to_string(text).unwrap_or_default()
}

/// Text that stays within its comment.
fn comment(text: &str) -> String {
    portable::line(text).replace("*/", "* /")
}
