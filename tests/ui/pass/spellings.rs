// Labels are spelled as `rename_all` says, word by word.
use telemetry::{TelemetryEnum, TelemetryEvent};

/// The default.
#[derive(TelemetryEnum)]
enum Provider {
    OpenAI,
    #[label = "azureOpenAI"]
    Azure,
}

/// As in JavaScript.
#[derive(TelemetryEnum)]
#[telemetry(rename_all = "camelCase")]
enum Surface {
    ChatUI,
    HTTPServer,
}

/// A provider was added.
#[derive(TelemetryEvent)]
struct ProviderAdded {
    provider: Provider,
    surface: Surface,
}

fn main() {
    let _ = ([Provider::OpenAI, Provider::Azure], [Surface::ChatUI, Surface::HTTPServer]);
    let labels = |at: usize| <ProviderAdded as TelemetryEvent>::SCHEMA.properties[at].shape.labels;
    assert_eq!(labels(0), ["open_ai", "azureOpenAI"]);
    assert_eq!(labels(1), ["chatUI", "httpServer"]);
}
