//! The implementation of an event that is gathered: `#[event(aggregate)]`.

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote, quote_spanned};
use syn::spanned::Spanned;

use super::model::{Aggregate, Struct};
use crate::names::local;
use crate::open;
use crate::property::expand::Projection;
use crate::property::model::Field;

/// ```text
/// impl<__Open> DerivedAggregate<__Open> for ChatSessionEnded {
///     const NEEDS: Option<usize> = Option::Some(0usize);
///     fn begin(__start: &Start) -> Self {
///         Self { turn_count: <Count as GatheredAsItIs>::begin(__start, 0u8), note: <String as Default>::default() }
///     }
///     fn merge(&mut self, __other: Self) -> Skipped {
///         let Self { turn_count: __field_0, note: _ } = self;
///         let Self { turn_count: __other_0, note: __other_1 } = __other;
///         <Count as GatheredAsItIs>::merge(__field_0, __other_0);
///         skipped((__other_1,))
///     }
///     fn visit(&mut self, __visitor: Visitor<'_>) {
///         let Self { turn_count: __field_0, note: _ } = self;
///         __visitor(<Count as GatheredAsItIs>::counters(__field_0));
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
    let is_daily = event.is_daily();
    let daily = is_daily.then(|| quote!(impl __telemetry::DerivedDaily for #ident {}));
    let checks = fields.iter().filter(|field| is_daily && is_gathered(field)).map(is_storable);
    let open = open::parameter();
    let needs = needs(aggregate, fields);
    let is_sound = fields.iter().all(|field| field.is_sound);
    let body = if is_sound { body(fields) } else { pretence() };
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

struct Gathered<'a> {
    field: &'a Field,
    /// The place of its first property.
    place: u8,
    mine: Ident,
    others: Ident,
}

fn gathered(fields: &[Field]) -> Vec<Gathered<'_>> {
    let mut place = 0u8;
    let gathered = fields.iter().enumerate().map(|(at, field)| {
        let (mine, others) = (local(&format!("field_{at}")), local(&format!("other_{at}")));
        let gathered = Gathered { field, place, mine, others };
        place = place.wrapping_add(field.properties().len() as u8);
        gathered
    });
    gathered.collect()
}

fn body(fields: &[Field]) -> TokenStream {
    let (start, other, visitor) = (local("start"), local("other"), local("visitor"));
    let fields = gathered(fields);
    let begins = fields.iter().map(|field| field.begin(&start));
    let mine: Vec<_> = fields.iter().map(Gathered::pattern).collect();
    let others = fields.iter().map(|Gathered { field, others, .. }| {
        let ident = &field.ident;
        quote!(#ident: #others)
    });
    let (sent, skipped): (Vec<_>, Vec<_>) =
        fields.iter().partition(|gathered| is_gathered(gathered.field));
    let merges = sent.iter().map(|field| field.merge());
    let visits = sent.iter().map(|field| field.visit(&visitor));
    let skipped = skipped.iter().map(|field| &field.others);
    quote! {
        fn begin(#start: &__telemetry::Start) -> Self {
            Self { #(#begins),* }
        }
        fn merge(&mut self, #other: Self) -> __telemetry::Skipped {
            let Self { #(#mine),* } = self;
            let Self { #(#others),* } = #other;
            #(#merges)*
            __telemetry::skipped((#(#skipped,)*))
        }
        fn visit(&mut self, #visitor: __telemetry::Visitor<'_>) {
            let Self { #(#mine),* } = self;
            #(#visits)*
        }
    }
}

/// What compiles whatever the fields are.
fn pretence() -> TokenStream {
    quote! {
        fn begin(_: &__telemetry::Start) -> Self {
            loop {}
        }
        fn merge(&mut self, _: Self) -> __telemetry::Skipped {
            loop {}
        }
        fn visit(&mut self, _: __telemetry::Visitor<'_>) {}
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
        let (counters, mine) = (accumulator(self.field, "counters"), &self.mine);
        quote_spanned!(self.field.ty.span()=> #visitor(#counters(#mine));)
    }
}

/// `<Count as __telemetry::GatheredAsItIs>::begin`, or of an annotated one `Accumulator`
fn accumulator<'a>(field: &'a Field, item: &'static str) -> Projection<'a> {
    let name = if field.is_gathered_as_it_is() { "GatheredAsItIs" } else { "Accumulator" };
    Projection { ty: &field.ty, name, item, span: field.ty.span() }
}

/// `const counters_of_tools: () = check_storable("tools", <Distinct<Tool> as GatheredAsItIs>::STORABLE);`
fn is_storable(field: &Field) -> TokenStream {
    let name = format_ident!("counters_of_{}", field.key);
    let (key, storable) = (&field.key, accumulator(field, "STORABLE"));
    quote_spanned! {field.ty.span()=>
        const #name: () = __telemetry::check_storable(#key, #storable);
    }
}
