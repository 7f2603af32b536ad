//! What a field must be, one function a rule. Each notes its mistakes at the tokens to change.

mod arguments;
mod combination;
mod documentation;
mod key;
mod origin;

use super::model::Field;
use crate::errors::Errors;

/// Checks every field. A field with a mistake is marked unsound: it is not expanded, so that the
/// mistake is reported once.
pub fn check(fields: &mut [Field], errors: &mut Errors) {
    for_each_sound(fields, errors, |field, before, errors| {
        combination::one_of_each(field, errors);
        combination::one_treatment(field, errors);
        combination::origin_is_sent_as_it_is(field, errors);
        arguments::labels_are_plain_words(field, errors);
        arguments::bounds_increase(field, errors);
        arguments::tolerance_is_small(field, errors);
        key::is_snake_case(field, errors);
        origin::is_the_only_one(field, before, errors);
    });
    origin::is_there(fields, errors);
    key::are_unique(fields, errors);
    key::are_not_too_many(fields, errors);
    for field in &*fields {
        documentation::is_there(field, errors);
    }
}

/// Applies rules to every sound field and the fields before it.
fn for_each_sound(
    fields: &mut [Field],
    errors: &mut Errors,
    rules: impl Fn(&Field, &[Field], &mut Errors),
) {
    for at in 0..fields.len() {
        let (before, rest) = fields.split_at_mut(at);
        let Some(field) = rest.first_mut().filter(|field| field.is_sound) else { continue };
        let mistakes = errors.count();
        rules(field, before, errors);
        field.is_sound = errors.count() == mistakes;
    }
}
