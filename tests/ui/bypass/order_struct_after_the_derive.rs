// A macro that makes a struct of an enum after the derive has seen it.
use telemetry::TelemetryEnum;
use telemetry_rewrite::rewrite;

#[derive(TelemetryEnum)]
#[rewrite(enum => struct)]
enum Kind {
    Text,
    Other,
}

fn main() {}
