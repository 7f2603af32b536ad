// A module without any prelude, and with tools of its own names.
mod bare {
    #![no_implicit_prelude]

    pub mod diagnostic {}

    /// Where it lies.
    #[derive(::telemetry::TelemetryEnum)]
    pub enum Place {
        Disk,
        #[remote]
        Server,
    }

    /// A file was opened.
    #[derive(::telemetry::TelemetryEvent)]
    #[event(why = "Why?", once(per = place))]
    pub struct FileOpened<'a> {
        #[origin]
        pub place: Place,
        /// Its name.
        #[omit_if_remote]
        #[hash_remote]
        pub name: &'a str,
        /// Its format.
        #[enum_only("text", other = "other")]
        pub format: ::std::string::String,
        /// Its size.
        #[bucket(8, 16)]
        pub size: u64,
        #[skip]
        pub path: ::std::path::PathBuf,
    }

    /// How much was read.
    #[derive(::telemetry::TelemetryEvent)]
    #[event(once = "day")]
    pub struct FilesRead {
        /// How many there were.
        pub files: ::telemetry::aggregate::Count,
    }

    /// What every event says.
    #[derive(::telemetry::TelemetryCommon)]
    pub struct Machine {
        /// Its memory.
        #[bucket(8, 16)]
        pub memory_gb: u64,
    }

    ::telemetry::catalog! {
        pub struct Editor {
            title: "Editor",
            backends: [::telemetry::Aptabase],
            common: Machine,
            events: [FileOpened<'_>, FilesRead],
            never: ["Names."],
        }
    }
}

fn main() {
    let _ = [bare::Place::Disk, bare::Place::Server];
    let _ = bare::Machine { memory_gb: 8 };
}
