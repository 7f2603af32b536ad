// A number whose alias is called like what is refused by its type is asked for its name, too.
use telemetry::TelemetryEvent;

type IpAddr = u32;
type Timestamp = u64;
type Uuid<'a> = u64;

/// A file was opened.
#[derive(TelemetryEvent)]
struct FileOpened {
    /// Where from.
    client_ip: IpAddr,
    /// When they were born.
    birthday: Option<Timestamp>,
    /// Who.
    user_id: Uuid<'static>,
}

fn main() {}
