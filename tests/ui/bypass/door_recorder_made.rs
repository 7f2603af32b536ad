// A recorder of one's own.
use telemetry::__private::Recorder;

fn record(text: &str) -> Vec<u8> {
    let mut bytes = Vec::new();
    Recorder::new(&mut bytes, todo!());
    bytes
}

fn main() {}
