//! What may leave of a value: the one place that says it, for the catalogue and for the recording
//! alike.

use super::{Origin, Shape, Size};
use crate::field::{Buckets, Hash, Salt};
use crate::label::check_labels;

/// How a value is treated, what it can be after that, and when it is sent at all.
#[derive(Clone, Copy, Debug)]
pub struct Policy {
    /// What is done to the value before it may leave.
    pub treatment: Treatment,
    /// What the values can be.
    pub shape: Shape,
    /// The origin for which the value is sent; `None` where it does not depend on one.
    pub when: Option<Origin>,
}

impl Policy {
    const fn new(treatment: Treatment, shape: Shape) -> Self {
        Self { treatment, shape, when: None }
    }

    /// The value as it is.
    pub const fn closed(shape: Shape) -> Self {
        Self::new(Treatment::Closed, shape)
    }

    /// The value as it is, only while the origin is local.
    pub const fn suppressed(shape: Shape) -> Self {
        Self { treatment: Treatment::Suppressed, shape, when: Some(Origin::Local) }
    }

    /// A pseudonym of so many hex digits.
    pub const fn pseudonym(salt: Salt, digits: u8, lower_case: bool, optional: bool) -> Self {
        let hash = Hash::new(salt, digits, lower_case);
        let shape = Shape { size: Size::Bits(hash.bits()), optional, ..Shape::BLANK };
        Self::new(Treatment::Pseudonym(hash), shape)
    }

    /// The same, only while the origin is remote.
    pub const fn while_remote(self) -> Self {
        Self { when: Some(Origin::Remote), ..self }
    }

    /// A label out of a list, whose last one stands for every other text if the list `covers_all`;
    /// if not, the value can be absent.
    ///
    /// # Panics
    ///
    /// Where a label is not a plain word or repeats another: at compile time.
    pub const fn allow_list(
        labels: &'static [&'static str],
        covers_all: bool,
        optional: bool,
    ) -> Self {
        check_labels(labels);
        let shape = Shape::one_of(labels).optional(optional || !covers_all);
        Self::new(Treatment::AllowList { covers_all }, shape)
    }

    /// The label of a bucket of such numbers.
    ///
    /// # Panics
    ///
    /// Where a label is not a plain word or repeats another, or the bounds do not increase: at compile
    /// time.
    pub const fn generalised(
        labels: &'static [&'static str],
        upper_bounds: &'static [f64],
        tolerance: f64,
        of: Shape,
    ) -> Self {
        check_labels(labels);
        let buckets = Buckets::new(upper_bounds, tolerance);
        let shape = Shape::one_of(labels).optional(of.optional).counting(of.unit);
        Self::new(Treatment::Generalised(buckets), shape)
    }

    /// Text with placeholders, or arguments without values.
    pub const fn masked(masking: Masking, optional: bool) -> Self {
        Self::new(Treatment::Masked(masking), Shape::BLANK.optional(optional))
    }

    /// What is told of many values together.
    pub const fn aggregated(aggregation: Aggregation, shape: Shape) -> Self {
        Self::new(Treatment::Aggregated(aggregation), shape)
    }

    /// The same, where the value can be absent.
    pub const fn optional(self) -> Self {
        Self { shape: self.shape.optional(true), ..self }
    }

    /// The value as it is, because its declaration gives a reason.
    pub const fn declared_safe(shape: Shape, reason: &'static str) -> Self {
        Self::new(Treatment::DeclaredSafe(reason), shape)
    }
}

/// What is done to a value before it may leave, in the field's own terms.
#[derive(Clone, Copy, Debug)]
pub enum Treatment {
    /// As it is: its type has a closed or numeric value set.
    Closed,
    /// Left out unless its origin is local.
    Suppressed,
    /// Replaced by a truncated hash.
    Pseudonym(Hash),
    /// Replaced by a label of a list, or left out.
    AllowList {
        /// Whether the last label stands for every text that is not listed.
        covers_all: bool,
    },
    /// Replaced by the label of its bucket.
    Generalised(Buckets),
    /// Text with every sensitive span replaced, or arguments without their values.
    Masked(Masking),
    /// Replaced, together with others, by what is told of all.
    Aggregated(Aggregation),
    /// Text as written, declared safe for this reason.
    DeclaredSafe(&'static str),
}

impl Treatment {
    /// The treatment's name in the catalogue.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Closed => "closed",
            Self::Suppressed => "suppressed",
            Self::Pseudonym(_) => "pseudonym",
            Self::AllowList { .. } => "allow-list",
            Self::Generalised(_) => "generalised",
            Self::Masked(_) => "masked",
            Self::Aggregated(_) => "aggregated",
            Self::DeclaredSafe(_) => "declared-safe",
        }
    }
}

/// What is left of a text or of arguments.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Masking {
    /// A placeholder for each sensitive span: `#[scrub]`.
    Spans {
        /// The most characters.
        max: u16,
        /// Whether what stands in quotes goes, too: `#[scrub(quoted)]`.
        quoted: bool,
    },
    /// SQL with `?` for every literal: `#[mask_sql]`.
    Sql {
        /// The most characters.
        max: u16,
    },
    /// The kind and size of each argument: `#[signature]`.
    Signature,
    /// The arguments with a placeholder for each value: `#[mask_args]`.
    Arguments,
}

/// What is told of many values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Aggregation {
    /// How many there were.
    Count,
    /// How much they are in all.
    Sum,
    /// The largest.
    Maximum,
    /// How many different ones there were.
    Distinct {
        /// As many as can be told apart.
        most: usize,
    },
    /// The one value that there was.
    Sole,
    /// How long it took.
    Elapsed,
    /// The number that so many of them do not exceed.
    Quantile {
        /// How many of a hundred.
        percent: u8,
    },
}
