//! The field types and what each treatment does with them.
//!
//! One trait a treatment, so that the compiler's message can explain that treatment. Every trait
//! is sealed.

mod allow_list;
mod closed;
mod declared_safe;
mod generalisation;
mod masking;
mod name;
mod origin;
mod pseudonym;
mod salts;
mod suppression;
mod text;
mod wording;

pub use allow_list::Listable;
pub use closed::Closed;
pub use declared_safe::DeclaredSafe;
pub use generalisation::{Buckets, Generalisable};
pub use masking::{MaskableArguments, MaskableSql, Scrubbable};
pub use name::check_name;
pub use origin::{OriginField, check_origin};
pub(crate) use pseudonym::Pseudonym;
pub use pseudonym::{Hash, Pseudonymisable, PseudonymisableText, Salt};
pub use suppression::Suppressible;
pub use text::{AsWritten, Text};
pub use wording::{
    ClosedAddress, ClosedAggregate, ClosedByItself, ClosedBytes, ClosedCharacter, ClosedCollection,
    ClosedError, ClosedIdentifier, ClosedMap, ClosedPath, ClosedSet, ClosedText, ClosedTime,
    ClosedTuple, ClosedUrl, ClosedWideInteger,
};

pub(crate) use crate::seal::{SEAL, Seal};
pub(crate) use salts::Salts;
