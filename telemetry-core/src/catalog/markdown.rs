//! The catalogue as the document that users read: what can leave their machine, all of it.

use std::fmt::{self, Write};

use super::CatalogSchema;
use super::envelope::ENVELOPE;
use crate::gate;
use crate::schema::{Aggregation, EventSchema, Kind, Masking, Property, Treatment};

pub(super) fn catalog(schema: &CatalogSchema) -> String {
    let mut document = String::new();
    // Writing to memory cannot fail.
    let _ = write(&mut document, schema);
    document
}

fn write(out: &mut String, schema: &CatalogSchema) -> fmt::Result {
    writeln!(out, "# {}\n", schema.title)?;
    if !schema.intro.is_empty() {
        writeln!(out, "{}\n", schema.intro)?;
    }
    writeln!(
        out,
        "This document is made from the code that sends the events: nothing else can be sent.\n"
    )?;
    let backends: Vec<_> = schema.backends.iter().map(|limits| limits.backend).collect();
    writeln!(out, "Sent to: {}.\n", backends.join(", "))?;
    if !schema.never.is_empty() {
        writeln!(out, "## What is never collected\n")?;
        for never in schema.never {
            writeln!(out, "- {never}")?;
        }
        writeln!(out)?;
    }
    writeln!(out, "## What every event carries\n")?;
    properties(out, schema.common)?;
    for (what, why) in ENVELOPE {
        writeln!(out, "- {what}: {why}")?;
    }
    writeln!(
        out,
        "\nThe server also sees the address that a request comes from, as every server does.\n"
    )?;
    opt_out(out, schema.app.name)?;
    writeln!(out, "## Events\n")?;
    for event in schema.events {
        write_event(out, event)?;
    }
    // One newline ends the document.
    out.truncate(out.trim_end().len());
    writeln!(out)
}

fn opt_out(out: &mut String, app: &str) -> fmt::Result {
    writeln!(out, "## How to opt out\n")?;
    let [first, second, third] = gate::opt_out_variables(app);
    writeln!(
        out,
        "Say no when the application asks, or set one of the environment variables `{first}`, `{second}`, `{third}` to anything but `0`, `false`, `no`, `off` or nothing.\n"
    )?;
    writeln!(
        out,
        "To see each event as it leaves, set `{}=1`: it is printed to standard error.\n",
        gate::log_variable(app)
    )
}

fn write_event(out: &mut String, event: &EventSchema) -> fmt::Result {
    writeln!(out, "### `{}`\n\n{}\n", event.name, event.description)?;
    if let Some(why) = event.why {
        writeln!(out, "Why: {why}\n")?;
    }
    if let Some(once) = event.once_per() {
        writeln!(out, "Sent at most once per {}.\n", once)?;
    }
    match event.bits() {
        _ if event.properties.is_empty() => writeln!(out, "No properties.\n")?,
        Some(bits) => writeln!(out, "Carries at most {bits} bits of information.\n")?,
        None => {}
    }
    properties(out, event.properties)
}

fn properties(out: &mut String, properties: &[Property]) -> fmt::Result {
    if properties.is_empty() {
        return Ok(());
    }
    writeln!(out, "| Property | Values | What is done to it | Meaning |\n|---|---|---|---|")?;
    for property in properties {
        let (key, values, treatment) = (property.key, values(property), treatment(property));
        writeln!(out, "| `{key}` | {values} | {treatment} | {} |", cell(property.description))?;
    }
    writeln!(out)
}

fn values(property: &Property) -> String {
    let shape = &property.shape;
    let labels: Vec<_> = shape.labels.iter().map(|label| format!("`{label}`")).collect();
    let labels = labels.join(", ");
    let mut values = match shape.kind {
        Kind::Text if labels.is_empty() => "text".to_owned(),
        Kind::Text => labels,
        Kind::Bool => "`true`, `false`".to_owned(),
        Kind::Integer => "whole number".to_owned(),
        Kind::Number => "number".to_owned(),
        Kind::Set => format!("any of {labels}"),
    };
    if let Some(unit) = shape.unit {
        values.push_str(" of ");
        values.push_str(unit);
    }
    if let Some(origin) = property.when {
        values.push_str("; only when ");
        values.push_str(origin.name());
    }
    if shape.optional {
        values.push_str("; may be absent");
    }
    values
}

fn treatment(property: &Property) -> String {
    match property.treatment {
        Treatment::Closed => "sent as it is".to_owned(),
        Treatment::Suppressed => "left out unless local; text passes the value filter".to_owned(),
        Treatment::Pseudonym(_) => "replaced by a hash".to_owned(),
        Treatment::AllowList { .. } => "sent if it is listed".to_owned(),
        Treatment::Generalised(_) => "replaced by its range".to_owned(),
        Treatment::Masked(Masking::Spans { quoted: true, .. }) => {
            "every sensitive part is replaced, and all that stands in quotes".to_owned()
        }
        Treatment::Masked(_) => "every sensitive part is replaced".to_owned(),
        Treatment::Aggregated(aggregation) => aggregated(aggregation),
        Treatment::DeclaredSafe(reason) => {
            format!("sent as it is if the value filter agrees: {}", cell(reason))
        }
    }
}

fn aggregated(aggregation: Aggregation) -> String {
    match aggregation {
        Aggregation::Count => "how many there were".to_owned(),
        Aggregation::Sum => "how much there was in all".to_owned(),
        Aggregation::Maximum => "the largest number that was seen".to_owned(),
        Aggregation::Distinct { most } => {
            format!("how many different ones there were, up to {most}")
        }
        Aggregation::Sole => "left out unless all that were seen are the same".to_owned(),
        Aggregation::Elapsed => "how long it took, in milliseconds".to_owned(),
        Aggregation::Quantile { percent } => {
            format!("what {percent} % of the numbers that were seen do not exceed, within 1 %")
        }
    }
}

/// Text that stays within its cell of the table.
fn cell(text: &str) -> String {
    text.replace('\n', " ").replace('|', "\\|")
}
