//! What keeps traits from being implemented elsewhere: a constant whose type cannot be named there.
//!
//! A sealed supertrait would make the compiler drop the trait's message.

/// The type of the constant that every sealed trait has.
#[derive(Debug)]
pub struct Seal;

pub(crate) const SEAL: Seal = Seal;
