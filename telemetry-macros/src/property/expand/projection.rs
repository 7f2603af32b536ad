//! `<Source as __telemetry::Closed>::POLICY`, the token that generated code has most of.

use proc_macro2::{Ident, Punct, Spacing, Span, TokenStream};
use quote::{ToTokens, TokenStreamExt};
use syn::Type;

/// An item of the trait that a field's type is held against, under the type's own span.
///
/// Its tokens are written one by one: a template in between would have the compiler join two streams for
/// each of them, which is most of what a derive costs.
pub struct Projection<'a> {
    pub ty: &'a Type,
    pub name: &'static str,
    pub item: &'static str,
    pub span: Span,
}

impl ToTokens for Projection<'_> {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        let Self { ty, name, item, span } = *self;
        let sign = |tokens: &mut TokenStream, sign, spacing| {
            let mut sign = Punct::new(sign, spacing);
            sign.set_span(span);
            tokens.append(sign);
        };
        let segment = |tokens: &mut TokenStream, name| {
            sign(tokens, ':', Spacing::Joint);
            sign(tokens, ':', Spacing::Alone);
            tokens.append(Ident::new(name, span));
        };
        sign(tokens, '<', Spacing::Alone);
        ty.to_tokens(tokens);
        tokens.append(Ident::new("as", span));
        tokens.append(Ident::new("__telemetry", span));
        segment(tokens, name);
        sign(tokens, '>', Spacing::Alone);
        segment(tokens, item);
    }
}
