//! Error classes: what an error *is*, in place of what it says.
//!
//! The text of an error is written for the person in front of the screen: it names files, hosts and
//! people, in forms that no list of patterns is complete for. A class out of a closed enum answers
//! the question that telemetry has (what breaks, and how often), can be counted without cleaning, and
//! needs no treatment at all. Scrub a text only where a class would lose what you must know.

use std::error::Error;
use std::iter::successors;

/// How many errors of a chain are looked at: a chain can be a circle.
const LONGEST_CHAIN: usize = 64;

/// Finds the class of an error: the answer of the first rule that has one, looking at the error and
/// at everything that caused it, and never at their texts.
///
/// ```
/// use std::io::{Error, ErrorKind};
/// use telemetry_core::classify::classify;
///
/// #[derive(Debug, PartialEq)] // and `telemetry::TelemetryEnum`
/// enum ErrorClass {
///     FileNotFound,
///     Parse,
///     Unknown,
/// }
///
/// let error = Error::new(ErrorKind::NotFound, "/home/jane/notes.txt is missing");
/// let class = classify(&error)
///     .when(|error: &Error| (error.kind() == ErrorKind::NotFound).then_some(ErrorClass::FileNotFound))
///     .when(|_: &std::num::ParseIntError| Some(ErrorClass::Parse))
///     .otherwise(ErrorClass::Unknown);
/// assert_eq!(class, ErrorClass::FileNotFound);
/// ```
pub fn classify<'e, C>(error: &'e (dyn Error + 'static)) -> Classifier<'e, C> {
    Classifier { error, class: None }
}

/// The search for an error's class; made by [`classify`].
#[derive(Debug)]
#[must_use = "a search without `otherwise` finds nothing"]
pub struct Classifier<'e, C> {
    error: &'e (dyn Error + 'static),
    class: Option<C>,
}

impl<C> Classifier<'_, C> {
    /// A rule for errors of one type: their class, or `None` where the rule does not know it.
    pub fn when<E: Error + 'static>(mut self, class: impl Fn(&E) -> Option<C>) -> Self {
        if self.class.is_none() {
            let chain = successors(Some(self.error), |error| <dyn Error>::source(*error));
            self.class = chain.take(LONGEST_CHAIN).find_map(|error| class(error.downcast_ref()?));
        }
        self
    }

    /// The class that was found, or the one for all other errors.
    pub fn otherwise(self, class: C) -> C {
        self.class.unwrap_or(class)
    }
}

#[cfg(test)]
mod tests {
    use std::fmt;
    use std::io;

    use super::*;

    #[derive(Debug)]
    struct Wrapper(Option<io::Error>);

    impl fmt::Display for Wrapper {
        fn fmt(&self, _: &mut fmt::Formatter<'_>) -> fmt::Result {
            panic!("nobody asks what it says")
        }
    }

    impl Error for Wrapper {
        fn source(&self) -> Option<&(dyn Error + 'static)> {
            match &self.0 {
                Some(cause) => Some(cause),
                // A circle.
                None => Some(self),
            }
        }
    }

    fn class(error: &Wrapper) -> &'static str {
        classify(error)
            .when(|error: &io::Error| {
                (error.kind() == io::ErrorKind::TimedOut).then_some("timeout")
            })
            .when(|error: &io::Error| (error.kind() == io::ErrorKind::NotFound).then_some("file"))
            .otherwise("unknown")
    }

    #[test]
    fn the_cause_tells_the_class() {
        assert_eq!(class(&Wrapper(Some(io::ErrorKind::TimedOut.into()))), "timeout");
        assert_eq!(class(&Wrapper(Some(io::ErrorKind::NotFound.into()))), "file");
        assert_eq!(class(&Wrapper(Some(io::ErrorKind::Other.into()))), "unknown");
    }

    #[test]
    fn the_first_rule_that_knows_wins() {
        let error = Wrapper(Some(io::ErrorKind::NotFound.into()));
        let found = classify(&error).when(|_: &Wrapper| Some(1)).when(|_: &io::Error| Some(2));
        assert_eq!(found.otherwise(3), 1);
    }

    #[test]
    fn a_circle_of_causes_ends() {
        assert_eq!(class(&Wrapper(None)), "unknown");
    }
}
