// A macro that copies the fields of a struct and drops what stands above them.
use telemetry::TelemetryEvent;

macro_rules! plain {
    (struct $name:ident { $(#[$_:ident] $field:ident: $type:ty,)* }) => {
        /// A file was opened.
        #[derive(TelemetryEvent)]
        struct $name {
            $(
                /// What it tells.
                $field: $type,
            )*
        }
    };
}

plain!(struct FileOpened { #[hash] name: String, });

fn main() {}
