//! The core of `telemetry-events`: the event model, the treatments, the catalogue, consent and the
//! queue. It knows nothing of HTTP. Applications use the facade, `telemetry-events`.

pub mod aggregate;
#[cfg(feature = "arguments")]
pub mod arguments;
pub mod before_send;
pub mod bridge;
pub mod builder;
pub mod catalog;
mod circuit;
pub mod classify;
mod client;
pub mod clock;
#[cfg(feature = "clap")]
pub mod commands;
pub mod configuration;
pub mod consent;
mod const_text;
mod derived;
pub mod detect;
mod encoder;
pub mod encoding;
pub mod environment;
pub mod event;
pub mod field;
pub mod filter;
mod flight;
pub mod gate;
mod id_file;
pub mod identity;
mod intake;
#[cfg(all(test, shuttle))]
mod interleavings;
mod kept_id;
pub mod label;
mod log;
pub mod losses;
pub mod machine;
mod off;
mod once;
mod own_activity;
mod own_words;
pub mod preview;
pub mod queue;
pub mod recorder;
pub mod retry;
pub mod schema;
pub mod scrub;
mod seal;
pub mod session;
pub mod set;
pub mod source;
#[cfg(feature = "sql")]
pub mod sql;
mod state;
mod state_folder;
pub mod status;
mod sync;
pub mod telemetry;
pub mod testing;
pub mod transport;
mod worker;

/// What the derives and `catalog!` write. No part of the public interface: it changes without notice.
#[doc(hidden)]
pub mod __private {
    pub use crate::aggregate::{
        Accumulator, DeclaredSafeAccumulator, GatheredAsItIs, GeneralisableAccumulator,
        ListableAccumulator, MaskableArgumentsAccumulator, MaskableSqlAccumulator,
        PseudonymisableAccumulator, Quantilable, ScrubbableAccumulator, Skipped, Start,
        SuppressibleAccumulator, Visitor, check_storable, skipped,
    };
    pub use crate::catalog::check;
    pub use crate::catalog::{App, Backend, Catalog, CatalogSchema};
    pub use crate::derived::{
        DerivedAggregate, DerivedChecks, DerivedDaily, DerivedListed, DerivesTelemetryCommon,
        DerivesTelemetryEnum, DerivesTelemetryEvent, OnceADay,
    };
    pub use crate::event::{Properties, TelemetryEvent};
    pub use crate::field::{
        Buckets, Closed, ClosedAddress, ClosedAggregate, ClosedByItself, ClosedBytes,
        ClosedCharacter, ClosedCollection, ClosedError, ClosedIdentifier, ClosedMap, ClosedPath,
        ClosedSet, ClosedText, ClosedTime, ClosedTuple, ClosedUrl, ClosedWideInteger, DeclaredSafe,
        Generalisable, Hash, Listable, MaskableArguments, MaskableSql, OriginField,
        Pseudonymisable, PseudonymisableText, Salt, Scrubbable, Suppressible, check_name,
        check_origin,
    };
    pub use crate::label::Labels;
    pub use crate::recorder::Recorder;
    pub use crate::schema::{
        EventSchema, Masking, Once, Policy, Property, check_bits, check_description, check_once,
        properties,
    };
    pub use std::default::Default;
    pub use std::option::Option;
    pub use std::primitive::{u8, u16, usize};
    pub use std::string::String;
    pub use std::{cfg, env};
}
