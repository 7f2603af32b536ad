// The generated code means its own names, whatever the user's module calls things.
#![allow(dead_code, non_camel_case_types, non_upper_case_globals)]

mod hostile {
    pub struct String;
    pub struct Option;
    pub struct Some;
    pub struct None;
    pub struct str;
    pub struct u8;
    pub struct u16;
    pub struct usize;
    pub mod core {}
    pub mod std {}
    pub mod alloc {}
    pub mod telemetry {}
    pub mod diagnostic {}
    pub mod rustfmt {}
    pub const recorder: () = ();
    pub const field_0: () = ();
    pub const is_remote: () = ();
    pub trait Closed {
        const SHAPE: () = ();
        fn record(&self) {}
        fn ordinal(&self) {}
    }
    impl<T> Closed for T {}

    /// Where it lies.
    #[derive(::telemetry::TelemetryEnum)]
    pub enum Place {
        Disk,
        #[remote]
        Server,
    }

    /// A file was opened.
    #[derive(::telemetry::TelemetryEvent)]
    pub struct FileOpened<'a> {
        #[origin]
        pub place: Place,
        /// Its name.
        #[omit_if_remote]
        #[hash_remote]
        pub name: &'a ::std::primitive::str,
        /// Its format.
        #[enum_only("text", other = "other")]
        pub format: ::std::string::String,
        /// Its size.
        #[bucket(8, 16)]
        pub size: ::std::primitive::u64,
        pub recorder: Place,
    }

    ::telemetry::catalog! {
        struct Editor {
            title: "Editor",
            backends: [::telemetry::Aptabase],
            events: [FileOpened<'_>],
        }
    }
}

fn main() {}
