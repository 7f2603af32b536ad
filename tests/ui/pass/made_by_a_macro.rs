// An event can be written by a macro: its types and texts are what they expand to.
use telemetry::TelemetryEvent;

macro_rules! event {
    ($name:ident, $label:literal, $why:expr, $ty:ty, [$($bound:literal),*]) => {
        #[doc = $label]
        #[derive(TelemetryEvent)]
        #[event(name = $label, why = $why)]
        struct $name {
            /// Its size.
            #[bucket($($bound),*)]
            size: $ty,
            /// Whether it is new.
            is_new: Option<$crate::Flag>,
        }
    };
}

type Flag = bool;

event!(Opened, "file_opened", "Which files do people open?", u64, [8, 16]);

fn main() {
    assert_eq!(<Opened as TelemetryEvent>::SCHEMA.name, "file_opened");
}
