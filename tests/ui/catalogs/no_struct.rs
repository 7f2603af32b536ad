// A catalogue is declared like a struct.
telemetry::catalog! {
    title: "Editor",
}

fn main() {}
