//! What depends on an origin, and the origin that it depends on.

use crate::errors::{Errors, Message};
use crate::property::model::{Annotation, Field, Meaning};

/// ```text
/// #[origin]
/// model_source: ModelSource,
/// #[origin]
/// index_source: IndexSource,
/// ```
pub fn is_the_only_one(field: &Field, before: &[Field], errors: &mut Errors) {
    let marks = |annotation: &&Annotation| matches!(annotation.meaning, Meaning::Origin);
    let Some(mark) = field.annotations.iter().find(marks) else { return };
    if let Some(first) = before.iter().find(|earlier| earlier.is_origin()) {
        let message = Message::new(format_args!(
            "`{}` already says what is remote in this struct",
            first.key
        ))
        .advice("remove one `#[origin]`, or write two events");
        errors.push(&mark.name, message);
    }
}

/// ```text
/// struct MessageSent<'a> {
///     #[hash_remote]
///     model: &'a str,
/// }
/// ```
/// Reported once, however many fields depend on the one that is missing. They are all unsound then,
/// as they are where the origin itself is.
pub fn is_there(fields: &mut [Field], errors: &mut Errors) {
    let origin = fields.iter().find(|field| field.is_origin());
    if origin.is_some_and(|origin| origin.is_sound) {
        return;
    }
    if origin.is_none()
        && let Some(dependent) = fields.iter().filter(|field| field.is_sound).find_map(dependent)
    {
        let name = &dependent.name;
        let message = Message::new(format_args!("`{name}` needs a field that says what is remote"))
            .help(
                "mark it, a closed enum with a `#[remote]` variant",
                "#[origin]\nsource: Source,",
            );
        errors.push(name, message);
    }
    for field in fields.iter_mut() {
        field.is_sound &= dependent(field).is_none();
    }
}

/// The annotation that makes a field depend on the origin.
fn dependent(field: &Field) -> Option<&Annotation> {
    let depends = |annotation: &&Annotation| {
        matches!(annotation.meaning, Meaning::OmitIfRemote | Meaning::HashRemote(_))
    };
    field.annotations.iter().find(depends)
}
