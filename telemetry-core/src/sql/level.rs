use super::double_quote::Position;

/// What one pair of parentheses is about.
#[derive(Clone, Copy, Debug)]
pub(super) struct Level {
    pub(super) list: Position,
    pub(super) call: bool,
    pub(super) between: bool,
}

impl Default for Level {
    fn default() -> Self {
        Self { list: Position::Likely, call: false, between: false }
    }
}
