// An origin that calls everything local, by hand.
use telemetry::field::OriginField;

struct Here;

impl OriginField for Here {}

fn main() {}
