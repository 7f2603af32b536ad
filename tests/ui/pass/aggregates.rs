// Accumulators need no annotation, and every key of theirs is known.
use telemetry::aggregate::*;
use telemetry::{TelemetryEnum, TelemetryEvent};

/// Which tool was used.
#[derive(TelemetryEnum)]
enum Tool {
    Shell,
    Search,
}

/// A chat came to its end.
#[derive(TelemetryEvent)]
#[event(aggregate(needs = turn_count))]
struct ChatEnded {
    /// Turns.
    turn_count: Count,
    #[skip]
    title: String,
    /// Tokens.
    tokens_in: Sum,
    /// The most tokens.
    largest_turn: Max,
    /// How long answers took.
    latency_ms: telemetry::aggregate::Quantiles,
    /// Tools.
    unique_tools: Distinct<Tool>,
    /// Phones that were named: how many, not which.
    unique_phones: Distinct<String>,
    /// The model.
    #[hash(salt = none, length = 16)]
    model: Sole<String>,
    tool: Sole<Tool>,
    /// How long it took.
    duration_ms: Stopwatch,
}

/// What happened on a day.
#[derive(TelemetryEvent)]
#[event(once = "day")]
struct DaySummary {
    /// Chats.
    sessions: Count,
    tool: Sole<Tool>,
}

/// A file was imported, which is no aggregate.
#[derive(TelemetryEvent, Debug, Default)]
#[event(name = "file_imported")]
struct Import {
    /// Lines.
    lines: Count,
    /// Whether it was there before.
    is_known: bool,
    /// How many there were.
    columns: Option<Count>,
}

static SESSIONS: SessionAggregator<ChatEnded> = SessionAggregator::new().most_open(10);
static DAY: Rollup<DaySummary> = Rollup::new();

fn main() {
    SESSIONS.update(1, |chat| chat.turn_count += 1);
    DAY.update(|day| day.sessions += 1);
    let _ = [Tool::Shell, Tool::Search];
    let keys = ChatEnded::SCHEMA.properties.iter().map(|property| property.key);
    let expected = "turn_count tokens_in largest_turn latency_ms_p50 latency_ms_p95 unique_tools \
        unique_phones model_hash tool duration_ms";
    assert_eq!(keys.collect::<Vec<_>>().join(" "), expected);
    let mut import = Import::default();
    import.lines += 2;
    let treatments = Import::SCHEMA.properties.iter().map(|property| property.treatment.name());
    assert_eq!(treatments.collect::<Vec<_>>(), ["aggregated", "closed", "aggregated"]);
}
