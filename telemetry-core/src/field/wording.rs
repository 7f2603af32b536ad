//! [`Closed`], once for each kind of type that people try first.
//!
//! The derive looks at how a field's type is spelled and asks for the trait whose message fits best.
//! That decides the wording only, never the verdict: every trait here is implemented for the very
//! types that are [`Closed`].

use super::{Closed, SEAL, Seal};
use crate::recorder::Recorder;
use crate::schema::Policy;

macro_rules! wordings {
    ($($(#[$attribute:meta])+ $name:ident;)+) => {$(
        $(#[$attribute])+
        pub trait $name {
            /// What may leave of a value.
            const POLICY: Policy;
            #[doc(hidden)]
            const SEAL: Seal;

            /// Records the value of one property.
            fn record(&self, property: u8, recorder: &mut Recorder<'_>);
        }

        #[diagnostic::do_not_recommend]
        impl<T: Closed> $name for T {
            const POLICY: Policy = T::POLICY;
            const SEAL: Seal = SEAL;

            fn record(&self, property: u8, recorder: &mut Recorder<'_>) {
                T::record(self, property, recorder);
            }
        }
    )+};
}

wordings! {
    /// [`Closed`], for a field under `#[enum_only]` without a list.
    #[diagnostic::on_unimplemented(
        message = "`{Self}` has no list of values of its own, which `#[enum_only]` asserts",
        label = "`#[enum_only]` takes closed types, or text with its list",
        note = "for text write the list:\n    #[enum_only(\"a\", \"b\", other = \"other\")]",
        note = "for anything else write an enum of what can be sent:\n    #[derive(TelemetryEnum)]\n    enum Kind {{ .. }}"
    )]
    ClosedByItself;

    /// [`Closed`], for a field that is spelled like a tuple, or like nothing.
    #[diagnostic::on_unimplemented(
        message = "a property has one value, and nothing says which of these it is",
        label = "`{Self}` cannot be sent",
        note = "write a field for each value that you need:\n    /// What it tells.\n    width: u32,",
        note = "or keep it here:\n    #[skip]"
    )]
    ClosedTuple;

    /// [`Closed`], for a field that is spelled like text.
    #[diagnostic::on_unimplemented(
        message = "text can hold a name, a path or a secret, and nothing says what may be sent of it",
        label = "`{Self}` needs an annotation",
        note = "best is a list of what can be sent:\n    #[derive(TelemetryEnum)]\n    enum Kind {{ .. }}",
        note = "else write one of these above the field:\n    #[enum_only(\"a\", \"b\", other = \"other\")]   the text if it is listed\n    #[hash]                                   a pseudonym: equal texts look equal, none can be read\n    #[safe(\"why nobody can be recognised\")]   as written, past the value filter\n    #[skip]                                   nothing"
    )]
    ClosedText;

    /// [`Closed`], for a field that is spelled like a path.
    #[diagnostic::on_unimplemented(
        message = "a path names the user's folders and files, often the user too",
        label = "`{Self}` cannot be sent",
        note = "send what you want to know about it, for example its kind:\n    #[derive(TelemetryEnum)]\n    enum FileKind {{\n        Markdown,\n        Other,\n    }}",
        note = "or keep it here:\n    #[skip]"
    )]
    ClosedPath;

    /// [`Closed`], for a field that is spelled like a URL.
    #[diagnostic::on_unimplemented(
        message = "a URL can hold a private host, a name or a key",
        label = "`{Self}` cannot be sent",
        note = "send what you want to know about it, for example whose server it is:\n    #[derive(TelemetryEnum)]\n    enum Server {{\n        OpenAi,\n        #[remote]\n        SelfHosted,\n    }}",
        note = "or keep it here:\n    #[skip]"
    )]
    ClosedUrl;

    /// [`Closed`], for a field that is spelled like a network address.
    #[diagnostic::on_unimplemented(
        message = "a network address is personal data: it leads to a household or a person",
        label = "`{Self}` cannot be sent",
        note = "send what you want to know about it, for example:\n    is_loopback: bool,",
        note = "or keep it here:\n    #[skip]"
    )]
    ClosedAddress;

    /// [`Closed`], for a field that is spelled like an identifier.
    #[diagnostic::on_unimplemented(
        message = "an identifier singles out one person, machine or document",
        label = "`{Self}` cannot be sent",
        note = "send what you want to know about the thing, for example:\n    is_new: bool,",
        note = "or keep it here:\n    #[skip]"
    )]
    ClosedIdentifier;

    /// [`Closed`], for a field that is spelled like bytes.
    #[diagnostic::on_unimplemented(
        message = "bytes can hold anything, and nothing could be said about them in the catalogue",
        label = "`{Self}` cannot be sent",
        note = "send how many there are, roughly:\n    #[bucket(1000, 1000000)]\n    bytes: usize,",
        note = "or keep them here:\n    #[skip]"
    )]
    ClosedBytes;

    /// [`Closed`], for a field that is spelled like a list or a set.
    #[diagnostic::on_unimplemented(
        message = "a collection can spell out anything, and a long one fits one user only",
        label = "`{Self}` cannot be sent",
        note = "send how many there are, roughly:\n    #[bucket(1, 10, 100)]\n    count: usize,",
        note = "or keep it here:\n    #[skip]"
    )]
    ClosedCollection;

    /// [`Closed`], for a field that is spelled like a set of a closed enum.
    #[diagnostic::on_unimplemented(
        message = "the values in `{Self}` are not a list known at compile time",
        label = "takes a closed enum",
        note = "write above the enum in it:\n    #[derive(TelemetryEnum)]",
        note = "or keep it here:\n    #[skip]"
    )]
    ClosedSet;

    /// [`Closed`], for a field that is spelled like a map.
    #[diagnostic::on_unimplemented(
        message = "a map has keys that no catalogue can list",
        label = "`{Self}` cannot be sent",
        note = "write a field for each key that you need:\n    /// What it tells.\n    retries: u32,",
        note = "or keep it here:\n    #[skip]"
    )]
    ClosedMap;

    /// [`Closed`], for a field that is spelled like an accumulator of labels or texts.
    #[diagnostic::on_unimplemented(
        message = "nothing says what may be sent of what `{Self}` has seen",
        label = "takes a closed enum or `String`, and a `Sole<String>` needs `#[hash]`",
        note = "a closed enum is\n    #[derive(TelemetryEnum)]\n    enum Kind {{ .. }}",
        note = "of texts tell how many different ones there were, or a pseudonym if there is one only:\n    unique_models: Distinct<String>,\n\n    #[hash]\n    model: Sole<String>,",
        note = "or keep it here:\n    #[skip]"
    )]
    ClosedAggregate;

    /// [`Closed`], for a field that is spelled like a character.
    #[diagnostic::on_unimplemented(
        message = "a character is a piece of text: it can be an initial or a key that was pressed",
        label = "`{Self}` cannot be sent",
        note = "list the ones that can be sent:\n    #[derive(TelemetryEnum)]\n    enum Shortcut {{\n        Save,\n        Quit,\n    }}",
        note = "or keep it here:\n    #[skip]"
    )]
    ClosedCharacter;

    /// [`Closed`], for a field that is spelled like a point in time.
    #[diagnostic::on_unimplemented(
        message = "a point in time, to the millisecond, singles out one user",
        label = "`{Self}` cannot be sent",
        note = "an event's own time is sent with it; for a span of time write\n    took: Duration,",
        note = "or keep it here:\n    #[skip]"
    )]
    ClosedTime;

    /// [`Closed`], for a field that is spelled like an error.
    #[diagnostic::on_unimplemented(
        message = "an error quotes what it stumbled over: paths, names, input",
        label = "`{Self}` cannot be sent",
        note = "send its kind:\n    #[derive(TelemetryEnum)]\n    enum Failure {{\n        NotFound,\n        Refused,\n        Other,\n    }}",
        note = "or keep it here:\n    #[skip]"
    )]
    ClosedError;

    /// [`Closed`], for a field that is spelled like an integer of 128 bits.
    #[diagnostic::on_unimplemented(
        message = "no backend keeps an integer of 128 bits, and an identifier fits into one",
        label = "`{Self}` cannot be sent",
        note = "write a smaller one:\n    count: u64,"
    )]
    ClosedWideInteger;
}
