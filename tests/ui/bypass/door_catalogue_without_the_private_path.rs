// A catalogue by hand: what it records to has no public name.
use telemetry::{Catalog, CatalogSchema};

struct Open;

impl Catalog for Open {
    type Common = String;
    const SCHEMA: CatalogSchema = unreachable!();
    fn record_common(common: &String, recorder: &mut telemetry::Recorder<'_>) {}
}

fn main() {}
