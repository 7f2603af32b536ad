//! A field with its annotations, and the properties that follow from them.

use proc_macro2::{Ident, TokenStream};
use syn::{LitStr, Type};

use super::wording;
use crate::attribute::Kind;

/// A field as it is declared.
pub struct Field {
    pub ident: Ident,
    pub ty: Type,
    /// The field's name on the wire.
    pub key: String,
    /// The doc comment; blank where there is none.
    pub description: String,
    pub annotations: Vec<Annotation>,
    /// Whether it is one of `#[event(aggregate)]`.
    pub in_aggregate: bool,
    /// Whether nothing is wrong with it. What is wrong is left out of the code, so that it fails once.
    pub is_sound: bool,
}

/// One helper attribute above a field.
pub struct Annotation {
    pub kind: Kind,
    /// The attribute's name, where it is written.
    pub name: Ident,
    pub meaning: Meaning,
}

/// What an annotation says.
pub enum Meaning {
    Origin,
    EnumOnly,
    AllowList(AllowList),
    OmitIfRemote,
    HashRemote(Hash),
    Hash(Hash),
    Bucket(Buckets),
    Mask(Masking),
    Safe(LitStr),
    Skip,
}

/// `#[enum_only("a", "b", other = "c")]`
pub struct AllowList {
    pub labels: Vec<LitStr>,
    /// The label of all other texts; without one they are not sent.
    pub other: Option<LitStr>,
}

/// `#[hash(salt = "..", length = 16)]`
pub struct Hash {
    pub salt: Salt,
    pub length: u8,
    pub lower_case: bool,
}

pub enum Salt {
    Application,
    Fixed(LitStr),
    Install,
    None,
}

/// `#[scrub(max = 500)]` and its like, with the most characters that are left.
pub enum Masking {
    /// With what stands in quotes replaced, too, if asked for.
    Spans {
        max: u16,
        quoted: bool,
    },
    Sql(u16),
    Signature,
    Arguments,
}

/// `#[bucket(8, 16, 128)]` or `#[bucket(..=8 => "small", _ => "large")]`
pub struct Buckets {
    /// As written; see [`upper_bounds`](Self::upper_bounds).
    pub bounds: Vec<Bound>,
    pub labels: Vec<Label>,
    pub tolerance: Option<Bound>,
}

impl Buckets {
    /// The inclusive upper bounds, one fewer than the labels: in the plain form the last bound only
    /// names the open end.
    pub fn upper_bounds(&self) -> &[Bound] {
        &self.bounds[..self.bounds.len().min(self.labels.len().saturating_sub(1))]
    }
}

/// A number with the tokens that it was written with.
pub struct Bound {
    pub number: f64,
    pub tokens: TokenStream,
}

/// A label with the tokens that it was written with, or made from.
pub struct Label {
    pub text: String,
    pub tokens: TokenStream,
}

/// When a property is present.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum When {
    Always,
    Local,
    Remote,
}

/// What becomes of a field's value as the value of one property.
pub enum Treatment<'a> {
    /// As it is, if the type has a closed or numeric value set.
    Closed,
    /// As it is, and it decides what is remote.
    Origin,
    AllowList(&'a AllowList),
    Suppressed,
    Pseudonym(&'a Hash),
    Generalised(&'a Buckets),
    Masked(&'a Masking),
    DeclaredSafe(&'a LitStr),
    /// What the type declares under that name: it becomes two properties.
    Quantile(&'static str),
}

/// One property that a field becomes.
pub struct Property<'a> {
    pub key: String,
    pub description: String,
    pub when: When,
    pub treatment: Treatment<'a>,
}

impl Field {
    pub fn is_origin(&self) -> bool {
        self.annotations.iter().any(|annotation| annotation.kind == Kind::Origin)
    }

    pub fn is_skipped(&self) -> bool {
        self.annotations.iter().any(|annotation| annotation.kind == Kind::Skip)
    }

    /// Whether it says of itself that it is closed: `#[enum_only]`.
    pub fn is_asserted(&self) -> bool {
        self.treatments().any(|annotation| matches!(annotation.meaning, Meaning::EnumOnly))
    }

    /// The annotations that each say what the server learns.
    pub fn treatments(&self) -> impl Iterator<Item = &Annotation> {
        self.annotations.iter().filter(|annotation| annotation.kind != Kind::Origin)
    }

    /// Whether nothing is said about its value but, at most, that it is closed.
    pub fn is_sent_as_it_is(&self) -> bool {
        self.treatments().all(|annotation| matches!(annotation.meaning, Meaning::EnumOnly))
    }

    /// Whether it is sent as two properties.
    fn is_two_quantiles(&self) -> bool {
        self.is_sent_as_it_is() && wording::is_quantiles(&self.ty)
    }

    /// Whether it is an accumulator that is sent as one property, as it is.
    pub fn is_gathered_as_it_is(&self) -> bool {
        self.in_aggregate
            && self.is_sent_as_it_is()
            && !self.is_origin()
            && !self.is_two_quantiles()
    }

    /// Whether only the compiler knows if something describes its property: it has no doc comment, and
    /// its type may have one.
    pub fn needs_description_of_type(&self) -> bool {
        self.description.is_empty() && !self.needs_doc_comment()
    }

    /// Whether nothing but a doc comment of its own can describe its properties: its type has none, or
    /// the treatment makes something else of the value.
    pub fn needs_doc_comment(&self) -> bool {
        let is_replaced = |annotation: &Annotation| {
            matches!(
                annotation.meaning,
                Meaning::AllowList(_)
                    | Meaning::HashRemote(_)
                    | Meaning::Hash(_)
                    | Meaning::Bucket(_)
                    | Meaning::Mask(_)
            )
        };
        !self.is_skipped()
            && (wording::has_no_documentation(&self.ty) || self.annotations.iter().any(is_replaced))
    }

    /// What the server learns of the field: nothing, one property, or two for the two origins.
    pub fn properties(&self) -> Vec<Property<'_>> {
        if !self.is_sound {
            Vec::new()
        } else if self.is_sent_as_it_is() {
            self.as_it_is()
        } else {
            let meanings = self.treatments().map(|annotation| &annotation.meaning);
            meanings.filter_map(|meaning| self.property(meaning)).collect()
        }
    }

    fn as_it_is(&self) -> Vec<Property<'_>> {
        if self.is_two_quantiles() {
            return vec![
                self.quantile("P50", "_p50", "Half are at most this"),
                self.quantile("P95", "_p95", "95 % are at most this"),
            ];
        }
        let treatment = if self.is_origin() { Treatment::Origin } else { Treatment::Closed };
        vec![self.under_own_key(When::Always, treatment)]
    }

    fn property<'a>(&'a self, meaning: &'a Meaning) -> Option<Property<'a>> {
        let (when, treatment) = match meaning {
            Meaning::Origin | Meaning::EnumOnly | Meaning::Skip => return None,
            Meaning::HashRemote(hash) => return Some(self.under_hash_key(When::Remote, hash)),
            Meaning::Hash(hash) => return Some(self.under_hash_key(When::Always, hash)),
            Meaning::OmitIfRemote => (When::Local, Treatment::Suppressed),
            Meaning::AllowList(list) => (When::Always, Treatment::AllowList(list)),
            Meaning::Bucket(buckets) => (When::Always, Treatment::Generalised(buckets)),
            Meaning::Mask(masking) => (When::Always, Treatment::Masked(masking)),
            Meaning::Safe(reason) => (When::Always, Treatment::DeclaredSafe(reason)),
        };
        Some(self.under_own_key(when, treatment))
    }

    fn under_own_key<'a>(&self, when: When, treatment: Treatment<'a>) -> Property<'a> {
        Property { key: self.key.clone(), description: self.description.clone(), when, treatment }
    }

    fn quantile(&self, name: &'static str, suffix: &str, meaning: &str) -> Property<'_> {
        let Self { key, description, .. } = self;
        Property {
            key: format!("{key}{suffix}"),
            description: format!("{meaning}: {description}"),
            when: When::Always,
            treatment: Treatment::Quantile(name),
        }
    }

    /// A pseudonym has a key of its own, so that no query takes it for the text.
    fn under_hash_key<'a>(&self, when: When, hash: &'a Hash) -> Property<'a> {
        let Self { key, description, .. } = self;
        Property {
            key: format!("{key}_hash"),
            description: format!("A pseudonym of `{key}`: {description}"),
            when,
            treatment: Treatment::Pseudonym(hash),
        }
    }
}
