//! Accumulators under `#[bucket(..)]`: what is told of many values, more roughly.

use super::{Count, Distinct, Max, Stopwatch, Sum};
use crate::field::{Generalisable, SEAL, Seal};
use crate::label::TelemetryEnum;

macro_rules! generalisable {
    ($([$($parameter:tt)*] $type:ty: $optional:literal, |$value:ident| $magnitude:expr;)+) => {$(
        #[diagnostic::do_not_recommend]
        impl<$($parameter)*> Generalisable for $type {
            const OPTIONAL: bool = $optional;
            const SEAL: Seal = SEAL;

            fn magnitude(&self) -> Option<f64> {
                let $value = self;
                $magnitude
            }
        }
    )+};
}

generalisable! {
    [] Count: false, |count| Some(count.get() as f64);
    [] Sum: false, |sum| Some(sum.get() as f64);
    [] Max: true, |max| max.get().map(|largest| largest as f64);
    [] Stopwatch: false, |stopwatch| stopwatch.elapsed().magnitude();
    [E: TelemetryEnum] Distinct<E>: false, |distinct| Some(distinct.len() as f64);
    [] Distinct<String>: false, |distinct| Some(distinct.len() as f64);
}
