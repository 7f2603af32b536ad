//! What a body says of a session: made once for all events of the same one, as most of a batch are.

use telemetry_core::session::Session;

pub(crate) struct PerSession<T> {
    make: fn(Session) -> T,
    last: Option<(Session, T)>,
}

impl<T> PerSession<T> {
    pub(crate) fn new(make: fn(Session) -> T) -> Self {
        Self { make, last: None }
    }

    pub(crate) fn of(&mut self, session: Session) -> &T {
        let known = self.last.take().filter(|(known, _)| *known == session);
        &self.last.insert(known.unwrap_or_else(|| (session, (self.make)(session)))).1
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_session_has_its_own_and_the_same_one_is_made_once() {
        let [one, other] = [1, 2].map(|random| Session { started: 7, random });
        let mut texts = PerSession::new(|session| session.random.to_string());
        let of_one = texts.of(one).as_ptr();
        assert_eq!(texts.of(one).as_ptr(), of_one);
        for session in [one, other, one, other] {
            assert_eq!(*texts.of(session), session.random.to_string());
        }
    }
}
