// A table of labels, put together past its check.
use telemetry::__private::Labels;

const LABELS: Labels =
    Labels { names: &["jane@example.com"], remote: &[false], description: "" };

fn main() {}
