// Events, their lifetimes and their catalogue can stand in different modules.
mod events {
    use telemetry::TelemetryEvent;

    /// A file was opened.
    #[derive(TelemetryEvent)]
    pub struct FileOpened<'a, 'b: 'a>
    where
        'b: 'static,
    {
        /// Its name.
        #[hash]
        pub name: &'a str,
        /// Its owner.
        #[hash]
        pub owner: &'b str,
    }

    /// The app was launched.
    #[derive(TelemetryEvent)]
    pub struct AppLaunched;
}

macro_rules! catalog_of {
    ($($event:ty),*) => {
        telemetry::catalog! {
            pub(crate) struct Editor {
                title: "Editor",
                backends: [telemetry::Aptabase],
                events: [$($event),*],
            }
        }
    };
}

catalog_of!(events::FileOpened<'_, '_>, crate::events::AppLaunched);

fn main() {
    fn send<E: telemetry::Listed<Editor>>(_: E) {}
    send(events::AppLaunched);
    send(events::FileOpened { name: "", owner: "" });
}
