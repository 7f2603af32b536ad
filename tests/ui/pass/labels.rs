// A label has up to 48 letters, digits and some signs; variants that differ in case only have labels
// of their own.
use telemetry::{TelemetryEnum, TelemetryEvent};

/// The model.
#[derive(TelemetryEnum)]
enum Model {
    #[label = "openai/gpt-4.1:mini+tools_v2"]
    Mini,
    #[label = "0"]
    Zero,
    #[label = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFGHIJKL"]
    Long,
    #[telemetry(label = "mini")]
    Other,
    #[label = r"raw"]
    Raw,
    #[label = "\x61"]
    Escaped,
}

/// A model was chosen.
#[derive(TelemetryEvent)]
struct ModelChosen {
    model: Model,
}

fn main() {
    use Model::*;
    let _ = [Mini, Zero, Long, Other, Raw, Escaped];
    let labels = <ModelChosen as TelemetryEvent>::SCHEMA.properties[0].shape.labels;
    assert_eq!(labels[2].len(), 48);
    assert_eq!(labels[3..], ["mini", "raw", "a"]);
}
