//! Which annotations go together.

use crate::attribute::Kind;
use crate::errors::{Errors, Message};
use crate::property::model::{Field, Meaning};

/// ```text
/// #[hash]
/// #[telemetry(hash)]
/// user: &'a str,
/// ```
pub fn one_of_each(field: &Field, errors: &mut Errors) {
    for (at, annotation) in field.annotations.iter().enumerate() {
        let name = &annotation.name;
        if field.annotations[..at].iter().any(|earlier| earlier.kind == annotation.kind) {
            let message =
                Message::new(format_args!("`{name}` is written twice above `{}`", field.key))
                    .advice("remove one of the two");
            errors.push(name, message);
        }
    }
}

/// ```text
/// #[bucket(10, 100)]
/// #[safe("a count, nothing else")]
/// files: usize,
/// ```
/// Two treatments would be two answers to what the server learns. The one exception are the two sides
/// of an origin.
pub fn one_treatment(field: &Field, errors: &mut Errors) {
    let mut treatments = field.treatments();
    let Some(first) = treatments.next() else { return };
    for second in treatments {
        let message = match (&first.meaning, &second.meaning) {
            (Meaning::OmitIfRemote, Meaning::HashRemote(_))
            | (Meaning::HashRemote(_), Meaning::OmitIfRemote) => continue,
            _ if first.kind == second.kind => continue,
            (Meaning::Skip, _) | (_, Meaning::Skip) => {
                let other = if first.kind == Kind::Skip { &second.name } else { &first.name };
                Message::new(format_args!(
                    "`{}` is skipped, so `{other}` has no value to treat",
                    field.key
                ))
                .advice(format_args!("remove `skip` to send it, or `{other}` to keep it here"))
            }
            (Meaning::OmitIfRemote, Meaning::Hash(_))
            | (Meaning::Hash(_), Meaning::OmitIfRemote) => Message::new(
                "`hash` replaces the text always, `omit_if_remote` sends it while it is local",
            )
            .help("for a hash of remote ones only, write", "#[omit_if_remote]\n#[hash_remote]"),
            _ => Message::new(format_args!(
                "`{}` and `{}` are two treatments of `{}`, and the server can learn only one",
                first.name, second.name, field.key
            ))
            .advice(format_args!("remove `{}` or `{}`", first.name, second.name)),
        };
        errors.push(&second.name, message);
    }
}

/// ```text
/// #[origin]
/// #[skip]
/// model_source: ModelSource,
/// ```
pub fn origin_is_sent_as_it_is(field: &Field, errors: &mut Errors) {
    let hides = |meaning: &Meaning| !matches!(meaning, Meaning::EnumOnly);
    let Some(treatment) =
        field.treatments().find(|_| field.is_origin()).filter(|first| hides(&first.meaning))
    else {
        return;
    };
    let name = &treatment.name;
    let message = Message::new(format_args!(
        "`{name}` hides the origin, and without it nobody can tell what the other properties mean"
    ))
    .advice(format_args!("remove `{name}`: a closed enum is sent as it is"));
    errors.push(name, message);
}
