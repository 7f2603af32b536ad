// There are two that it can be once in: the install, which needs no word, and the process.
use telemetry::{TelemetryEnum, TelemetryEvent};

/// Which tool was used.
#[derive(TelemetryEnum)]
enum Tool {
    Shell,
}

/// A tool was used.
#[derive(TelemetryEvent)]
#[event(once(per = tool_name, in = "thread"))]
struct ToolUsed {
    tool_name: Tool,
}

fn main() {}
