// A set takes values of a closed enum.
use telemetry::Set;

fn main() {
    let mut set = Set::new();
    set.insert(3u8);
}
