//! Accumulators under `#[bucket(..)]`: what is told of many values, more roughly.

use super::{Count, Distinct, Max, Stopwatch, Sum};
use crate::field::{Closed, Generalisable, SEAL, Seal};
use crate::label::TelemetryEnum;
use crate::schema::Shape;

macro_rules! generalisable {
    ($([$($parameter:tt)*] $type:ty: |$value:ident| $magnitude:expr;)+) => {$(
        #[diagnostic::do_not_recommend]
        impl<$($parameter)*> Generalisable for $type {
            const SHAPE: Shape = <$type as Closed>::POLICY.shape;
            const SEAL: Seal = SEAL;

            fn magnitude(&self) -> Option<f64> {
                let $value = self;
                $magnitude
            }
        }
    )+};
}

generalisable! {
    [] Count: |count| Some(count.get() as f64);
    [] Sum: |sum| Some(sum.get() as f64);
    [] Max: |max| max.get().map(|largest| largest as f64);
    [] Stopwatch: |stopwatch| stopwatch.elapsed().magnitude();
    [E: TelemetryEnum] Distinct<E>: |distinct| Some(distinct.len() as f64);
    [] Distinct<String>: |distinct| Some(distinct.len() as f64);
}
