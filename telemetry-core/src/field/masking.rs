//! Masking: text with a placeholder for each sensitive span, SQL without literals, arguments without
//! values.

mod arguments;
mod display;
mod sql;

pub use arguments::MaskableArguments;
pub use display::Scrubbable;
pub use sql::MaskableSql;
