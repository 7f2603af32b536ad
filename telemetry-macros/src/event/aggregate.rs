//! The implementation of an event that is gathered: `#[event(aggregate)]`.

use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, format_ident, quote, quote_spanned};
use syn::spanned::Spanned;

use super::model::{Aggregate, Once, Struct};
use crate::names::local;
use crate::open;
use crate::property::expand::Projection;
use crate::property::model::Field;

/// ```text
/// impl<__Open> DerivedAggregate<__Open> for ChatSessionEnded {
///     const NEEDS: Option<usize> = Option::Some(0usize);
///     fn begin(__start: &Start) -> Self {
///         Self { turn_count: <Count as Accumulator>::begin(__start, 0u8), note: <String as Default>::default() }
///     }
///     fn merge(&mut self, __other: Self) -> Skipped {
///         let Self { turn_count: __field_0, note: _ } = self;
///         let Self { turn_count: __other_0, note: __other_1 } = __other;
///         <Count as Accumulator>::merge(__field_0, __other_0);
///         skipped((__other_1,))
///     }
///     fn visit(&mut self, __visitor: Visitor<'_>) {
///         let Self { turn_count: __field_0, note: _ } = self;
///         <Count as Accumulator>::visit(__field_0, __visitor);
///     }
/// }
/// ```
/// Nothing where it borrows, which is a mistake; bodies of nothing where a field is not sound.
pub fn expand(declared: &Struct) -> Option<TokenStream> {
    let event = declared.event.as_ref()?;
    let aggregate = event.aggregate.as_ref()?;
    let Struct { ident, fields, generics, .. } = declared;
    if !generics.params.is_empty() {
        return None;
    }
    let is_daily = matches!(event.once, Some(Once::Day));
    let daily = is_daily.then(|| quote!(impl __telemetry::DerivedDaily for #ident {}));
    let checks = fields.iter().filter(|field| is_daily && is_gathered(field)).map(is_storable);
    let open = open::parameter();
    let needs = needs(aggregate, fields);
    let body = Body::new(fields);
    Some(quote! {
        #[automatically_derived]
        impl<#open> __telemetry::DerivedAggregate<#open> for #ident {
            const NEEDS: __telemetry::Option<__telemetry::usize> = #needs;
            #body
        }
        #daily
        #(#checks)*
    })
}

fn is_gathered(field: &Field) -> bool {
    field.is_sound && !field.is_skipped()
}

/// The place, among the accumulators, of the one that is needed.
fn needs(aggregate: &Aggregate, fields: &[Field]) -> TokenStream {
    let Some(needed) = &aggregate.needs else { return quote!(__telemetry::Option::None) };
    let gathered = fields.iter().filter(|field| !field.is_skipped());
    let place = gathered.take_while(|field| field.ident != *needed).count();
    quote!(__telemetry::Option::Some(#place))
}

struct Body<'a> {
    fields: Vec<Gathered<'a>>,
    is_sound: bool,
}

struct Gathered<'a> {
    field: &'a Field,
    place: u8,
    mine: Ident,
    others: Ident,
}

impl<'a> Body<'a> {
    fn new(fields: &'a [Field]) -> Self {
        let mut place = 0u8;
        let gathered = fields.iter().enumerate().map(|(at, field)| {
            let (mine, others) = (local(&format!("field_{at}")), local(&format!("other_{at}")));
            let gathered = Gathered { field, place, mine, others };
            place = place.wrapping_add(field.properties().len() as u8);
            gathered
        });
        let is_sound = fields.iter().all(|field| field.is_sound);
        Self { fields: gathered.collect(), is_sound }
    }
}

impl ToTokens for Body<'_> {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        let (start, other, visitor) = (local("start"), local("other"), local("visitor"));
        let (begins, mine, others, merges, visits) = if self.is_sound {
            let begins = self.fields.iter().map(|field| field.begin(&start));
            let begin = quote!(Self { #(#begins),* });
            let mine = self.fields.iter().map(Gathered::pattern);
            let mine = quote!(let Self { #(#mine),* } = self;);
            let others = self.fields.iter().map(|Gathered { field, others, .. }| {
                let ident = &field.ident;
                quote!(#ident: #others)
            });
            let others = quote!(let Self { #(#others),* } = #other;);
            let gathered = || self.fields.iter().filter(|field| is_gathered(field.field));
            let merges = gathered().map(|field| field.merge()).collect::<TokenStream>();
            let skipped = self.fields.iter().filter(|field| !is_gathered(field.field));
            let skipped = skipped.map(|field| &field.others);
            let merges = quote!(#merges __telemetry::skipped((#(#skipped,)*)));
            let visits = gathered().map(|field| field.visit(&visitor)).collect::<TokenStream>();
            (begin, mine, others, merges, visits)
        } else {
            let nothing = TokenStream::new;
            (quote!(loop {}), nothing(), nothing(), quote!(loop {}), nothing())
        };
        tokens.extend(quote! {
            fn begin(#start: &__telemetry::Start) -> Self {
                #begins
            }
            fn merge(&mut self, #other: Self) -> __telemetry::Skipped {
                #mine
                #others
                #merges
            }
            fn visit(&mut self, #visitor: __telemetry::Visitor<'_>) {
                #mine
                #visits
            }
        });
    }
}

impl Gathered<'_> {
    fn begin(&self, start: &Ident) -> TokenStream {
        let Field { ident, ty, .. } = self.field;
        let place = self.place;
        match is_gathered(self.field) {
            true => {
                let begin = accumulator(self.field, "begin");
                quote_spanned!(ty.span()=> #ident: #begin(#start, #place))
            }
            false => quote!(#ident: <#ty as __telemetry::Default>::default()),
        }
    }

    fn pattern(&self) -> TokenStream {
        let (ident, mine) = (&self.field.ident, &self.mine);
        match is_gathered(self.field) {
            true => quote!(#ident: #mine),
            false => quote!(#ident: _),
        }
    }

    fn merge(&self) -> TokenStream {
        let (merge, mine, others) = (accumulator(self.field, "merge"), &self.mine, &self.others);
        quote_spanned!(self.field.ty.span()=> #merge(#mine, #others);)
    }

    fn visit(&self, visitor: &Ident) -> TokenStream {
        let (visit, mine) = (accumulator(self.field, "visit"), &self.mine);
        quote_spanned!(self.field.ty.span()=> #visit(#mine, #visitor);)
    }
}

/// `<Count as __telemetry::Accumulator>::begin`
fn accumulator<'a>(field: &'a Field, item: &'static str) -> Projection<'a> {
    Projection { ty: &field.ty, name: "Accumulator", item, span: field.ty.span() }
}

/// `const counters_of_tools: () = check_storable("tools", <Distinct<Tool> as Accumulator>::STORABLE);`
fn is_storable(field: &Field) -> TokenStream {
    let name = format_ident!("counters_of_{}", field.key);
    let (key, storable) = (&field.key, accumulator(field, "STORABLE"));
    quote_spanned! {field.ty.span()=>
        const #name: () = __telemetry::check_storable(#key, #storable);
    }
}
