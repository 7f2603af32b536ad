//! One property: what may leave of its values, and the call that records one.

use proc_macro2::{Delimiter, Group, Ident, Literal, Punct, Spacing, Span, TokenStream};
use quote::{ToTokens, TokenStreamExt, quote};
use syn::spanned::Spanned;

use super::projection::Projection;
use super::treatment;
use crate::property::model::{Field, Masking, Property, Treatment, When};
use crate::property::wording;

pub struct Entry<'a> {
    pub field: &'a Field,
    pub property: &'a Property<'a>,
    /// The local name of the field's value.
    binding: &'a Ident,
    /// The trait that explains what the treatment takes.
    name: &'static str,
    span: Span,
}

impl<'a> Entry<'a> {
    pub fn new(field: &'a Field, property: &'a Property<'a>, binding: &'a Ident) -> Self {
        let name = trait_of(field, &property.treatment);
        Self { field, property, binding, name, span: field.ty.span() }
    }

    fn of_type(&self, item: &'static str) -> Projection<'a> {
        Projection { ty: &self.field.ty, name: self.name, item, span: self.span }
    }

    /// `<Source as Closed>::record(__field_0, 0u8, __recorder);`, for some only while the origin says so.
    pub fn recording(&self, place: u8, recorder: &Ident, is_remote: &Ident) -> Recording<'a> {
        let condition = match self.property.when {
            When::Always => None,
            When::Local => Some(quote!(if !#is_remote)),
            When::Remote => Some(quote!(if #is_remote)),
        };
        let record = self.of_type("record");
        Recording { condition, record, binding: self.binding, place, recorder: recorder.clone() }
    }
}

/// `<Source as Closed>::POLICY`, or for another treatment a policy that is made of its settings.
impl ToTokens for Entry<'_> {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        let of_type = |item| self.of_type(item);
        let policy = match &self.property.treatment {
            Treatment::Closed | Treatment::Origin | Treatment::Suppressed => {
                return of_type("POLICY").to_tokens(tokens);
            }
            Treatment::Quantile(name) => return of_type(*name).to_tokens(tokens),
            Treatment::DeclaredSafe(reason) => {
                let shape = of_type("SHAPE");
                quote!(__telemetry::Policy::declared_safe(#shape, #reason))
            }
            Treatment::Pseudonym(hash) => treatment::pseudonym(hash, &of_type("OPTIONAL")),
            Treatment::AllowList(list) => treatment::allow_list(list, &of_type("OPTIONAL")),
            Treatment::Generalised(buckets) => {
                treatment::generalisation(buckets, &of_type("SHAPE"))
            }
            Treatment::Masked(masking) => treatment::masking(masking, &of_type("OPTIONAL")),
        };
        tokens.extend(match self.property.when {
            When::Remote => quote!(__telemetry::Policy::while_remote(#policy)),
            When::Always | When::Local => policy,
        });
    }
}

/// One statement of the recording.
pub struct Recording<'a> {
    condition: Option<TokenStream>,
    record: Projection<'a>,
    binding: &'a Ident,
    place: u8,
    recorder: Ident,
}

impl ToTokens for Recording<'_> {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        match &self.condition {
            Some(condition) => {
                let mut body = TokenStream::new();
                self.call(&mut body);
                tokens.extend(quote!(#condition { #body }));
            }
            None => self.call(tokens),
        }
    }
}

impl Recording<'_> {
    /// Token by token, for the reason that [`Projection`] gives.
    fn call(&self, tokens: &mut TokenStream) {
        let span = self.record.span;
        let sign = |sign| {
            let mut sign = Punct::new(sign, Spacing::Alone);
            sign.set_span(span);
            sign
        };
        let mut arguments = TokenStream::new();
        arguments.append(self.binding.clone());
        arguments.append(sign(','));
        arguments.append(Literal::u8_suffixed(self.place));
        arguments.append(sign(','));
        arguments.append(self.recorder.clone());
        let mut arguments = Group::new(Delimiter::Parenthesis, arguments);
        arguments.set_span(span);
        self.record.to_tokens(tokens);
        tokens.append(arguments);
        tokens.append(sign(';'));
    }
}

/// The trait that explains what the treatment takes.
fn trait_of(field: &Field, treatment: &Treatment) -> &'static str {
    let is_accumulator = wording::is_accumulator(&field.ty);
    let [of_any, of_accumulator] = match treatment {
        Treatment::Closed if field.is_gathered_as_it_is() => return "GatheredAsItIs",
        Treatment::Closed if field.is_asserted() && !is_accumulator => return "ClosedByItself",
        Treatment::Closed => return wording::closed_trait(&field.ty),
        Treatment::Origin => return "OriginField",
        Treatment::Quantile(_) => return "Quantilable",
        Treatment::Pseudonym(_) => {
            [wording::pseudonym_trait(&field.ty), "PseudonymisableAccumulator"]
        }
        Treatment::AllowList(_) => ["Listable", "ListableAccumulator"],
        Treatment::Suppressed => ["Suppressible", "SuppressibleAccumulator"],
        Treatment::Generalised(_) => ["Generalisable", "GeneralisableAccumulator"],
        Treatment::DeclaredSafe(_) => ["DeclaredSafe", "DeclaredSafeAccumulator"],
        Treatment::Masked(Masking::Spans { .. }) => ["Scrubbable", "ScrubbableAccumulator"],
        Treatment::Masked(Masking::Sql(_)) => ["MaskableSql", "MaskableSqlAccumulator"],
        Treatment::Masked(Masking::Signature | Masking::Arguments) => {
            ["MaskableArguments", "MaskableArgumentsAccumulator"]
        }
    };
    if is_accumulator { of_accumulator } else { of_any }
}
