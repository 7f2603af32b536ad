//! Masking: text with a placeholder for each sensitive span, SQL without literals, arguments without
//! values.

mod arguments;
mod display;
mod sql;

pub use arguments::{ArgumentForm, MaskableArguments};
pub use display::{Scrub, Scrubbable};
pub use sql::{MaskSql, MaskableSql};
