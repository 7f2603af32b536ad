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
