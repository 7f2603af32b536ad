//! What all accumulators have in common: what is saved comes back, and what is damaged does no harm.

use std::sync::Arc;
use std::time::SystemTime;

use proptest::prelude::*;

use super::saved::{Saved, Saver};
use super::{Accumulator, Count, Counters, Distinct, Max, Quantiles, Start, Sum};
use crate::field::Salts;
use crate::testing::ManualClock;

fn start() -> Start {
    Start {
        clock: Arc::new(ManualClock::new(SystemTime::UNIX_EPOCH)),
        salts: Arc::new(Salts::new("app", None)),
        properties: &[],
    }
}

fn saved(accumulator: &(impl Accumulator + Counters)) -> Vec<u8> {
    let mut bytes = Vec::new();
    accumulator.save(&mut Saver { bytes: &mut bytes, key: None });
    bytes
}

/// One that absorbed what others have saved.
fn sum_of<A: Accumulator + Counters>(saved: &[Vec<u8>]) -> A {
    let mut sum = A::begin(&start(), 0);
    for bytes in saved {
        let mut saved = Saved { bytes };
        assert_eq!((sum.absorb(&mut saved), saved.bytes.len()), (Some(()), 0));
    }
    sum
}

/// Whatever it absorbs of it, what it saves then is sound.
fn survives<A: Accumulator + Counters>(damaged: &[u8]) {
    let mut absorbed = A::begin(&start(), 0);
    let _ = absorbed.absorb(&mut Saved { bytes: damaged });
    let bytes = saved(&absorbed);
    assert_eq!(saved(&sum_of::<A>(std::slice::from_ref(&bytes))), bytes);
}

fn gathered<A: Accumulator + Counters>(values: &[u64], see: impl Fn(&mut A, u64)) -> A {
    let mut accumulator = A::begin(&start(), 0);
    values.iter().for_each(|value| see(&mut accumulator, *value));
    accumulator
}

/// It makes no difference whether values come together, are merged, or are saved and absorbed.
fn adds_up<A: Accumulator + Counters>(one: &[u64], other: &[u64], see: impl Fn(&mut A, u64)) {
    let together = saved(&gathered(&[one, other].concat(), &see));
    let (one, other): (A, A) = (gathered(one, &see), gathered(other, &see));
    assert_eq!(saved(&sum_of::<A>(&[saved(&one), saved(&other)])), together);
    let mut merged = one;
    merged.merge(other);
    assert_eq!(saved(&merged), together);
}

proptest! {
    #[test]
    fn parts_add_up(
        one in prop::collection::vec(any::<u64>(), 0..50),
        other in prop::collection::vec(any::<u64>(), 0..50),
    ) {
        adds_up::<Count>(&one, &other, |count, value| *count += value);
        adds_up::<Sum>(&one, &other, |sum, value| *sum += value);
        adds_up::<Max>(&one, &other, Max::see);
        adds_up::<Quantiles>(&one, &other, |quantiles, value| quantiles.see(value));
        adds_up::<Distinct<String>>(&one, &other, |texts, value| texts.see(&value.to_string()));
    }

    #[test]
    fn damage_does_no_harm(damaged in prop::collection::vec(any::<u8>(), 0..200)) {
        survives::<Count>(&damaged);
        survives::<Sum>(&damaged);
        survives::<Max>(&damaged);
        survives::<Quantiles>(&damaged);
        survives::<Distinct<String>>(&damaged);
    }
}

#[test]
fn texts_are_counted_up_to_their_bound() {
    let texts: Vec<u64> = (0..3000).collect();
    let distinct: Distinct<String> =
        gathered(&texts, |distinct: &mut Distinct<String>, text| distinct.see(&text.to_string()));
    assert_eq!(distinct.len(), super::MOST_TEXTS);
    assert!(saved(&distinct).len() < 8 * 1024 + 8);
}

/// On disk a fingerprint is another one with each key.
#[test]
fn fingerprints_differ_from_key_to_key() {
    let mut distinct = Distinct::<String>::begin(&start(), 0);
    distinct.see("acme-internal/legal-bot");
    let with = |key: Option<[u8; 16]>| {
        let mut bytes = Vec::new();
        super::Counters::save(&distinct, &mut Saver { bytes: &mut bytes, key: key.as_ref() });
        bytes
    };
    let all = [with(None), with(Some([1; 16])), with(Some([2; 16]))];
    assert!(all[0] != all[1] && all[1] != all[2] && all[0] != all[2]);
}
