// An attribute that a macro writes
use telemetry::TelemetryEvent;

macro_rules! plain {
    (struct $name:ident { $($field:ident: $type:ty,)* }) => {
        /// A file was opened.
        #[derive(TelemetryEvent)]
        struct $name {
            $(#[doc = "Its name."] #[safe("our macro knows what it does")] $field: $type,)*
        }
    };
}

plain!(struct FileOpened { who: String, });

fn main() {
    let _ = FileOpened { who: "Jane".to_owned() };
}
