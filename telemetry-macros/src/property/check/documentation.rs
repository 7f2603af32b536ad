//! What a property means, in words.

use crate::errors::{Errors, Message};
use crate::property::model::Field;

/// ```text
/// pub is_agent: bool,
/// ```
/// Whether an enum describes a property is for the compiler to say: see
/// [`checks`](crate::property::expand).
pub fn is_there(field: &Field, errors: &mut Errors) {
    let Field { ident, key, .. } = field;
    if field.description.is_empty() && field.needs_doc_comment() {
        let message = Message::new(format_args!(
            "nothing says what `{key}` means, and users read it in the catalogue"
        ))
        .help("write a doc comment", format_args!("/// What it tells.\n{ident}: .."));
        errors.push(ident, message);
    }
}
