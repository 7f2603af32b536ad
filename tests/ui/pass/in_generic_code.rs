// An event can be declared and sent in generic code, and implement traits of the user's.
use std::fmt::Debug;

use telemetry::{Aptabase, Listed, Telemetry, TelemetryEvent, Tracked, catalog};

fn open<T: Debug, const N: usize>(_: [T; N]) -> usize {
    /// A file was opened.
    #[derive(TelemetryEvent)]
    struct FileOpened {
        /// Its size.
        size: usize,
    }

    catalog! {
        struct Local { title: "Local", backends: [Aptabase], events: [FileOpened] }
    }

    let count = || {
        /// A file was counted.
        #[derive(TelemetryEvent)]
        struct FileCounted;
        <FileCounted as TelemetryEvent>::SCHEMA.properties.len()
    };
    Telemetry::<Local>::new().track(FileOpened { size: N });
    count()
}

/// A file was saved.
#[derive(TelemetryEvent)]
struct FileSaved {
    /// Its size.
    size: usize,
}

impl<T: AsRef<[u8]>> From<T> for FileSaved {
    fn from(bytes: T) -> Self {
        Self { size: bytes.as_ref().len() }
    }
}

/// It is only looked at while it is recorded.
impl Drop for FileSaved {
    fn drop(&mut self) {
        self.size = 0;
    }
}

catalog! {
    struct Editor { title: "Editor", backends: [Aptabase], events: [FileSaved] }
}

struct Sender<'t, C>(&'t Telemetry<C>);

impl<C: telemetry::Catalog> Sender<'_, C> {
    fn send<E: Tracked + Listed<C>>(&self, event: impl Into<E>) {
        self.0.track(event.into());
    }
}

fn main() {
    assert_eq!(open(["a", "b"]), 0);
    let telemetry = Telemetry::<Editor>::new();
    Sender(&telemetry).send::<FileSaved>(b"abc");
    std::thread::scope(|scope| {
        scope.spawn(|| telemetry.track(FileSaved { size: 1 }));
    });
}
