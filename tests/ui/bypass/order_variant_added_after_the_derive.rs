// A macro that adds a variant after the derive has seen the enum.
use telemetry::TelemetryEnum;
use telemetry_rewrite::rewrite;

#[derive(TelemetryEnum)]
#[rewrite(Other => Other, Named)]
enum Kind {
    Text,
    Other,
}

fn main() {}
