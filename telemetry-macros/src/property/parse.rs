//! From the fields of a struct to the model; what an annotation's arguments must look like.

mod allow_list;
mod bucket;
mod hash;
mod mask;
mod safe;

use syn::Fields;

use super::model::{Annotation, Field, Masking, Meaning};
use crate::attribute::{self, Arguments, Derive, Helper, Kind, Place};
use crate::documentation;
use crate::errors::Errors;
use crate::names;

/// The fields in declaration order. Every mistake is noted, and makes its field unsound.
pub fn fields(fields: Fields, derive: Derive, errors: &mut Errors) -> Vec<Field> {
    fields.into_iter().filter_map(|declared| field(declared, derive, errors)).collect()
}

/// `None` for a field without a name: a tuple struct is refused as a whole.
fn field(declared: syn::Field, derive: Derive, errors: &mut Errors) -> Option<Field> {
    let ident = declared.ident?;
    let before = errors.count();
    let helpers = attribute::read(&declared.attrs, Place::Field, derive, errors);
    let annotations = helpers.into_iter().filter_map(|helper| annotation(helper, errors)).collect();
    Some(Field {
        key: names::plain(&ident),
        description: documentation::description(&declared.attrs),
        ident,
        ty: declared.ty,
        annotations,
        in_aggregate: false,
        is_sound: errors.count() == before,
    })
}

fn annotation(helper: Helper, errors: &mut Errors) -> Option<Annotation> {
    let kind = helper.kind();
    let meaning = match kind {
        Kind::Origin => nothing_more(&helper, Meaning::Origin, errors),
        Kind::Skip => nothing_more(&helper, Meaning::Skip, errors),
        Kind::OmitIfRemote => nothing_more(&helper, Meaning::OmitIfRemote, errors),
        Kind::EnumOnly if matches!(helper.arguments, Arguments::None) => Meaning::EnumOnly,
        Kind::EnumOnly => Meaning::AllowList(allow_list::parse(&helper, errors)?),
        Kind::HashRemote => Meaning::HashRemote(hash::parse(&helper, errors)),
        Kind::Hash => Meaning::Hash(hash::parse(&helper, errors)),
        Kind::Bucket => Meaning::Bucket(bucket::parse(&helper, errors)?),
        Kind::Scrub => {
            let (max, quoted) = mask::settings(&helper, &mask::SCRUB, errors);
            Meaning::Mask(Masking::Spans { max, quoted })
        }
        Kind::MaskSql => Meaning::Mask(Masking::Sql(mask::settings(&helper, &mask::SQL, errors).0)),
        Kind::Signature => nothing_more(&helper, Meaning::Mask(Masking::Signature), errors),
        Kind::MaskArgs => nothing_more(&helper, Meaning::Mask(Masking::Arguments), errors),
        Kind::Safe => Meaning::Safe(safe::parse(&helper, errors)?),
        Kind::Event | Kind::Label | Kind::Remote | Kind::RenameAll | Kind::Crate => return None,
    };
    Some(Annotation { kind, name: helper.name, meaning })
}

fn nothing_more(helper: &Helper, meaning: Meaning, errors: &mut Errors) -> Meaning {
    helper.takes_nothing(errors);
    meaning
}
