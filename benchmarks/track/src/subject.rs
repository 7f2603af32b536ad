//! Who is compared.

/// Sends the reference event in its own way.
pub trait Subject: Sync {
    /// Its name in the table.
    fn name(&self) -> &'static str;

    /// One event, from the caller's values to where the caller goes on.
    fn send(&self);

    /// Waits until what was sent is out of the way of the next round.
    fn settle(&self) {}

    /// Many events; a loop that the compiler makes for each subject.
    fn burst(&self, events: usize) {
        for _ in 0..events {
            self.send();
        }
    }
}
