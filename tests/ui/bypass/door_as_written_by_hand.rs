// What may be written out, by hand.
use telemetry::field::{AsWritten, DeclaredSafe, Suppressible};

struct Secret(String);

impl AsWritten for Secret {}
impl DeclaredSafe for Secret {}
impl Suppressible for Secret {}

fn main() {}
