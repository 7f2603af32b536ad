//! The collector of mistakes: all of them are reported in one build.

use std::fmt::{self, Display, Formatter};

use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, quote, quote_spanned};

/// What was found wrong so far.
///
/// Dropping it unread is a bug of the macro: an unreported mistake would let the struct compile.
pub struct Errors {
    found: Vec<Found>,
    read: bool,
}

struct Found {
    start: Span,
    end: Span,
    message: Message,
}

impl Errors {
    pub fn new() -> Self {
        Self { found: Vec::new(), read: false }
    }

    /// Notes a mistake at these tokens.
    pub fn push(&mut self, tokens: impl ToTokens, message: Message) {
        let mut spans = tokens.into_token_stream().into_iter().map(|token| token.span());
        let start = spans.next().unwrap_or_else(Span::call_site);
        let end = spans.last().unwrap_or(start);
        self.found.push(Found { start, end, message });
    }

    /// Notes a mistake in what stands behind a name: at the name, where nothing does.
    pub fn push_behind(&mut self, name: &Ident, tokens: impl ToTokens, message: Message) {
        let tokens = tokens.into_token_stream();
        if tokens.is_empty() {
            self.push(name, message);
        } else {
            self.push(tokens, message);
        }
    }

    /// Notes what a parser stumbled over.
    pub fn push_parse(&mut self, error: &syn::Error) {
        let span = error.span();
        self.found.push(Found { start: span, end: span, message: Message::new(error) });
    }

    pub fn count(&self) -> usize {
        self.found.len()
    }

    /// `::core::compile_error! { ".." }` for each mistake, at its tokens, and then the code.
    pub fn before(mut self, code: TokenStream) -> TokenStream {
        self.read = true;
        let reports = self.found.iter().map(|Found { start, end, message }| {
            let text = &message.text;
            // The compiler marks everything from the first token's span to the last one's.
            let call = quote_spanned!(*start=> ::core::compile_error!);
            let arguments = quote_spanned!(*end=> { #text });
            quote!(#call #arguments)
        });
        quote!(#(#reports)* #code)
    }
}

impl Drop for Errors {
    fn drop(&mut self) {
        if !self.read && !std::thread::panicking() {
            unreachable!("the collected mistakes were not reported");
        }
    }
}

/// One message: what is wrong and why it matters, then the lines to write.
pub struct Message {
    text: String,
}

impl Message {
    pub fn new(what: impl Display) -> Self {
        Self { text: what.to_string() }
    }

    /// What to do about it, and the code that does it.
    pub fn help(mut self, advice: impl Display, code: impl Display) -> Self {
        self.text += &format!("\n\nhelp: {advice}:");
        for line in code.to_string().lines() {
            self.text += &format!("\n    {line}");
        }
        self
    }

    /// What to do about it, where there is no code to show.
    pub fn advice(mut self, advice: impl Display) -> Self {
        self.text += &format!("\n\nhelp: {advice}");
        self
    }

    /// What else is good to know.
    pub fn note(mut self, note: impl Display) -> Self {
        self.text += &format!("\n\nnote: {note}");
        self
    }
}

impl Display for Message {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.text)
    }
}
