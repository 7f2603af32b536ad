// Labels are unique, also where the spelling makes them equal.
use telemetry::TelemetryEnum;

#[derive(TelemetryEnum)]
enum Source {
    OpenAi,
    OpenAI,
}

fn main() {}
