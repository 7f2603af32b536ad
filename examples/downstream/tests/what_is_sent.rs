//! What leaves of an event, and what does not.

use std::time::Duration;

use notes::{Catalogue, Format, NoteExported, SearchRun};
use telemetry::encoding::Value;
use telemetry::testing::sent;

#[test]
fn a_template_of_the_user_is_not_named() {
    let took = Duration::from_millis(1500);
    let export = |template| NoteExported { format: Format::Md, template, took };
    let own = sent::<Catalogue, _>(&export("Letters to Jane"));
    assert_eq!(own.name(), "note_exported");
    let values = [
        ("format", Value::Text("markdown")),
        ("template", Value::Text("own")),
        ("took", Value::Text("10s")),
    ];
    assert!(own.properties().eq(values), "{own}");
    assert_eq!(
        sent::<Catalogue, _>(&export("diary")).get("template"),
        Some(Value::Text("diary"))
    );
}

#[test]
fn what_was_searched_for_stays_here() {
    let search = sent::<Catalogue, _>(&SearchRun { found: 2, query: "jane.doe@example.com" });
    assert_eq!(search.to_string(), "search_run\n  found = \"1-3\"\n");
}
