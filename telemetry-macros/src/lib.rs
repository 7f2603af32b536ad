//! The derives and the catalogue macro of `telemetry-events`. Use them through that crate, which
//! re-exports them: the code that they write names it.
//!
//! Each macro is a folder of stages, in one direction: `parse` (tokens to model, every mistake noted),
//! `check` (one function a rule), `expand` (model to tokens), and `fallback` for what could not be
//! modelled. Mistakes are collected and reported together, before code that still compiles.

mod arguments;
mod attribute;
mod catalog;
mod documentation;
mod errors;
mod event;
#[cfg(test)]
mod hygiene;
mod label;
mod library;
mod names;
mod open;
mod personal;
mod property;

use proc_macro::TokenStream;
use syn::{DeriveInput, parse_macro_input};

use attribute::Derive;

/// Makes a struct an event: its fields are the properties that can be sent.
///
/// ```ignore
/// /// One top-level chat turn.
/// #[derive(TelemetryEvent)]
/// #[event(why = "Are people using the core product?")]
/// struct MessageSent<'a> {
///     /// The surface that the turn came from.
///     source: Source,
///     /// Which kind of backend answered.
///     #[origin]
///     model_source: ModelSource,
///     /// As written when it is built in, a salted hash when the user typed it.
///     #[omit_if_remote]
///     #[hash_remote]
///     model: &'a str,
///     /// Whether an agent asked.
///     is_agent: bool,
/// }
/// ```
///
/// # What a field may be
///
/// A field without an attribute compiles where its *type* has a closed or numeric value set: `bool`,
/// integers, floats, [`Duration`](std::time::Duration) (sent in milliseconds), an enum with
/// [`TelemetryEnum`], a `telemetry::Set` of one, and `Option` of these. Everything else needs an attribute that says what the
/// server may learn instead:
///
/// | above the field | takes | what is sent |
/// |---|---|---|
/// | nothing, or `#[enum_only]` to assert it | closed types | the value |
/// | `#[enum_only("a", "b", other = "c")]` | text | the text if it is listed, else `other`, else nothing |
/// | `#[origin]` | a closed enum with a [`#[remote]`](TelemetryEnum) variant | the value; it decides what "remote" means for the struct |
/// | `#[omit_if_remote]` | text and closed types | the value, only while the origin is local |
/// | `#[hash_remote]` | text | a pseudonym under `<field>_hash`, only while the origin is remote |
/// | `#[hash]` | text | a pseudonym under `<field>_hash` |
/// | `#[bucket(8, 16, 128)]` | numbers and durations | the label of the bucket: `8`, `16` or `128+` |
/// | `#[bucket(..=0 => "0", ..=10 => "1-10", _ => "10+")]` | numbers and durations | the label of the bucket |
/// | `#[scrub]`, `#[scrub(max = 500)]` | text, paths, errors | the text with a placeholder for each sensitive span |
/// | `#[scrub(quoted)]` | the same | the same, with all that stands in quotes replaced, too: for messages that repeat values |
/// | `#[mask_sql]`, `#[mask_sql(max = 2000)]` | text; feature `sql` | the statement without literals and comments |
/// | `#[signature]` | what serde can serialize; feature `arguments` | the kind and size of each argument |
/// | `#[mask_args]` | what serde can serialize; feature `arguments` | the arguments with their values masked |
/// | `#[safe("why nobody can be recognised")]` | text and closed types | the value; the reason is printed in the catalogue |
/// | `#[skip]` | anything | nothing |
///
/// - The accumulators of `telemetry::aggregate` need no attribute: `Count`, `Sum`, `Max`, `Distinct<T>`,
///   `Sole<E>`, `Stopwatch` and `Quantiles`, which is sent as `<field>_p50` and `<field>_p95`. Of text a
///   `Distinct<String>` tells how many there were, and a `Sole<String>` needs `#[hash]`.
/// - Text is `String`, `str`, and `Cow`, `Box`, `Rc` and `Arc` of it. All attributes but `#[origin]`
///   take an `Option` of what they take.
/// - Text that leaves as written passes the value filter, too.
/// - `#[omit_if_remote]` and `#[hash_remote]` go together on one field; any other two treatments are
///   a contradiction.
/// - Pseudonyms: `length = 8` to `64` hex digits, 12 unless it says otherwise; `salt = ".."`,
///   `salt = install` or `salt = none`, the application's own unless it says otherwise. Space around
///   the text never counts, and with `lower_case` neither do capitals. `salt = install` keeps installs
///   apart: each has pseudonyms of its own, made with a secret in its state folder that is never sent, so
///   that nobody who receives them can test guesses. Without a state folder it lasts as long as the
///   process.
/// - `max` is 4000 characters at most. Text that is masked passes the tripwire of the value filter, too.
/// - A number or a duration whose name promises personal data (`user_id`, `phone`, `lat`, `token`; whole
///   words, and no amounts such as `token_count` or `query_ms`) needs `#[safe("..")]`, `#[bucket(..)]` or
///   `#[skip]`: it can hold an identifier, which a bool or a closed enum cannot.
/// - Buckets: bounds are inclusive, the last one of the plain form only names the open end. With
///   `tolerance = 0.5` a number belongs to the lower bucket up to half a unit above its bound.
/// - Each attribute is also accepted as `#[telemetry(hash)]`, `#[telemetry(bucket(8, 16))]` and so on.
///
/// # What stands above the struct
///
/// | attribute | meaning |
/// |---|---|
/// | a doc comment | when the event is sent; required |
/// | `#[event(name = "..")]` | its name; the struct's in snake_case unless it says otherwise |
/// | `#[event(why = "..")]` | the question that it answers |
/// | `#[event(once)]` | it is sent once per install |
/// | `#[event(once(per = field))]` | it is sent once per install for each value of a closed enum, a bool or an allow-list, and once without a value |
/// | `#[event(once(per = field, in = "process"))]` | the same, once in each process: nothing is remembered on disk |
/// | `#[event(once = "session")]`, `#[event(once = "process")]` | it is sent once in each session or process |
/// | `#[event(once = "day")]` | it is an aggregate, and a `telemetry::aggregate::Rollup` sends it once a day |
/// | `#[event(aggregate)]` | its fields are accumulators, and a `telemetry::aggregate::SessionAggregator` can gather it |
/// | `#[event(aggregate(needs = field))]` | the same; it is left out where that field has seen nothing |
/// | `#[event(max_bits = 64)]` | the build fails where its own properties can tell more than that, and lists their shares |
/// | `#[telemetry(crate = path)]` | where `telemetry` is re-exported, if not as `::telemetry` |
///
/// Names are snake_case and have at least two words, the domain and the action; one that is written out
/// with `name = ".."` may have one. A raw identifier is its
/// name without the `r#`: `r#type` is sent as `type`. A field needs a doc
/// comment unless its enum has one. Lifetimes are fine; type and const parameters are refused.
#[proc_macro_derive(
    TelemetryEvent,
    attributes(
        telemetry,
        event,
        origin,
        enum_only,
        omit_if_remote,
        hash_remote,
        hash,
        bucket,
        scrub,
        mask_sql,
        signature,
        mask_args,
        safe,
        skip
    )
)]
pub fn telemetry_event(input: TokenStream) -> TokenStream {
    event::derive(parse_macro_input!(input as DeriveInput), Derive::Event).into()
}

/// Makes a struct the properties that are attached to every event of a [`catalog!`].
///
/// ```ignore
/// #[derive(TelemetryCommon)]
/// struct Machine {
///     /// Physical memory, snapped to a tier.
///     #[bucket(8, 16, 32, 64, 128, tolerance = 0.5)]
///     total_memory_gb: f64,
/// }
/// ```
///
/// Fields and their attributes are those of a [`TelemetryEvent`]; there is no `#[event(..)]`.
#[proc_macro_derive(
    TelemetryCommon,
    attributes(
        telemetry,
        origin,
        enum_only,
        omit_if_remote,
        hash_remote,
        hash,
        bucket,
        scrub,
        mask_sql,
        signature,
        mask_args,
        safe,
        skip
    )
)]
pub fn telemetry_common(input: TokenStream) -> TokenStream {
    event::derive(parse_macro_input!(input as DeriveInput), Derive::Common).into()
}

/// Makes an enum without payloads a closed set of labels, which is sent as it is.
///
/// ```ignore
/// /// Which kind of backend answered.
/// #[derive(TelemetryEnum)]
/// enum ModelSource {
///     Foundation,
///     #[label = "mlx"]
///     Local,
///     #[remote]
///     Remote,
/// }
/// ```
///
/// | attribute | meaning |
/// |---|---|
/// | a doc comment above the enum | describes every property of the type that has no comment of its own |
/// | `#[telemetry(rename_all = "..")]` above the enum | how variants become labels; `snake_case` unless it says otherwise |
/// | `#[telemetry(crate = path)]` above the enum | where `telemetry` is re-exported, if not as `::telemetry` |
/// | `#[label = ".."]` above a variant | its label |
/// | `#[remote]` above a variant | what it stands for was set up by the user: see `#[origin]` |
///
/// The spellings are `lowercase`, `UPPERCASE`, `PascalCase`, `camelCase`, `snake_case`,
/// `SCREAMING_SNAKE_CASE`, `kebab-case` and `SCREAMING-KEBAB-CASE`. Unlike serde's they keep capitals in
/// a row together: `OpenAI` is `open_ai`.
///
/// Labels are plain words: ASCII letters, digits and `_ - . + : /`, at most 48 bytes, at most 256 of
/// them, each one once.
#[proc_macro_derive(TelemetryEnum, attributes(telemetry, label, remote))]
pub fn telemetry_enum(input: TokenStream) -> TokenStream {
    label::derive(parse_macro_input!(input as DeriveInput)).into()
}

/// Declares the closed list of what an application can send, in one place that can be read.
///
/// ```ignore
/// catalog! {
///     /// What the document says before its tables.
///     pub struct Osaurus {
///         title: "Osaurus usage analytics",
///         backends: [telemetry::Aptabase],
///         common: Machine,
///         events: [MessageSent<'_>, ChatSessionStarted],
///         never: ["Chat content: prompts, messages, completions."],
///     }
/// }
/// ```
///
/// | setting | meaning |
/// |---|---|
/// | `title` | the heading of the document |
/// | `backends` | the types that events are sent to, at least one; names are checked against their limits |
/// | `events` | every event that can be sent; any other is a compile error where it is sent |
/// | `common` | the [`TelemetryCommon`] struct that is attached to every event; none unless it says otherwise |
/// | `never` | what is never collected, a sentence each |
/// | `app` | the application's name; the package's unless it says otherwise |
/// | `salt` | the salt of pseudonyms that name none of their own; `app` unless it says otherwise |
/// | `max_bits` | the most bits that any event may carry in properties of its own; no limit unless it says otherwise |
/// | `crate` | where `telemetry` is re-exported, if not as `::telemetry` |
///
/// Two events of one name, a property that every event has already, and a name that is too long for a
/// backend are compile errors at the event.
#[proc_macro]
pub fn catalog(input: TokenStream) -> TokenStream {
    catalog::declare(input.into()).into()
}
