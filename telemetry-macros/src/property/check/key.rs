//! The keys of properties.

use crate::errors::{Errors, Message};
use crate::names::{self, Spelling};
use crate::property::model::Field;

/// The most properties of one struct: a value refers to its property by one byte.
const MAX_PROPERTIES: usize = 255;

/// ```text
/// isAgent: bool,
/// ```
pub fn is_snake_case(field: &Field, errors: &mut Errors) {
    let Field { key, .. } = field;
    if field.is_skipped() || names::is_snake_case(key) {
        return;
    }
    let message = Message::new(format_args!(
        "`{key}` is no key: keys are ASCII snake_case, the same on every backend"
    ));
    let spelled = Spelling::Snake.of(key);
    let message = match names::is_snake_case(&spelled) {
        true => message.help("rename the field", format_args!("{spelled}: ..")),
        false => {
            message.advice("rename the field, in ASCII letters, digits and single underscores")
        }
    };
    errors.push(&field.ident, message);
}

/// ```text
/// #[hash]
/// model: &'a str,
/// model_hash: u64,
/// ```
pub fn are_unique(fields: &mut [Field], errors: &mut Errors) {
    let mut seen: Vec<(String, String)> = Vec::new();
    for field in fields {
        let keys: Vec<String> =
            field.properties().into_iter().map(|property| property.key).collect();
        if let Some((key, earlier)) = seen.iter().find(|(key, _)| keys.contains(key)) {
            let what = format!("`{earlier}` and `{}` would both be sent as `{key}`", field.key);
            errors.push(&field.ident, Message::new(what).advice("rename one of the two fields"));
            field.is_sound = false;
        } else {
            seen.extend(keys.into_iter().map(|key| (key, field.key.clone())));
        }
    }
}

/// Reported at the first field that is too many.
pub fn are_not_too_many(fields: &mut [Field], errors: &mut Errors) {
    // No field becomes more than two.
    if fields.len() <= MAX_PROPERTIES / 2 {
        return;
    }
    let mut count = 0;
    let is_too_many = |field: &&mut Field| {
        count += field.properties().len();
        count > MAX_PROPERTIES
    };
    for (at, field) in fields.iter_mut().filter(is_too_many).enumerate() {
        if at == 0 {
            let message =
                Message::new(format_args!("a struct has at most {MAX_PROPERTIES} properties"))
                    .advice("write several events");
            errors.push(&field.ident, message);
        }
        field.is_sound = false;
    }
}

#[cfg(test)]
mod tests {
    use crate::attribute::Derive;
    use crate::event;

    fn expanded(fields: usize) -> String {
        let fields: String =
            (0..fields).map(|at| format!("/** It. */ field_{at}: bool,")).collect();
        let source = format!("/** It. */ struct FileOpened {{ {fields} }}");
        event::derive(syn::parse_str(&source).unwrap(), Derive::Event).to_string()
    }

    #[test]
    fn a_struct_has_255_properties_at_most() {
        assert!(!expanded(255).contains("compile_error"));
        let refused = expanded(257);
        assert_eq!(refused.matches("compile_error").count(), 1);
        assert!(refused.contains("a struct has at most 255 properties"));
    }
}
