// A macro that opens a closed enum after the derive has seen it.
use telemetry::TelemetryEnum;
use telemetry_rewrite::rewrite;

#[derive(TelemetryEnum)]
#[rewrite(Other => Other(String))]
enum Kind {
    Text,
    Other,
}

fn main() {}
