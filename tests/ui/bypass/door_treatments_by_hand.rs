// What can be treated, by hand.
use telemetry::field::{Generalisable, Listable, Pseudonymisable};

struct Secret(String);

impl Listable for Secret {}
impl Pseudonymisable for Secret {}
impl Generalisable for Secret {}

fn main() {}
