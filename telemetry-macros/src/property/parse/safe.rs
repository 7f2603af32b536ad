//! `#[safe("why nobody can be recognised")]`

use syn::{Lit, LitStr};

use crate::arguments::{self, Argument};
use crate::attribute::Helper;
use crate::errors::{Errors, Message};

/// A reason of one word is a reflex.
const FEWEST_WORDS: usize = 3;

pub fn parse(helper: &Helper, errors: &mut Errors) -> Option<LitStr> {
    match <[Argument; 1]>::try_from(arguments::of(helper)) {
        Ok([Argument::Literal(Lit::Str(reason))]) => {
            check_reason(&reason, errors);
            Some(reason)
        }
        _ => {
            let message = Message::new("`safe` takes one reason, which the catalogue prints").help(
                "say why nobody can be recognised by the value",
                "#[safe(\"a version, out of a list of ours\")]",
            );
            errors.push(&helper.name, message);
            None
        }
    }
}

/// `#[safe("ok")]`
fn check_reason(reason: &LitStr, errors: &mut Errors) {
    if reason.value().split_whitespace().count() < FEWEST_WORDS {
        let message = Message::new("this is no reason: users read it in the catalogue").help(
            "say in at least three words why nobody can be recognised by the value",
            "#[safe(\"a version, out of a list of ours\")]",
        );
        errors.push(reason, message);
    }
}
