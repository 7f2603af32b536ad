//! What a backend goes by beside the request.

use std::time::SystemTime;

use crate::Fault;
use crate::options::Config;

#[derive(Clone, Copy, Debug)]
pub(crate) struct Circumstances<'a> {
    pub(crate) now: SystemTime,
    pub(crate) config: &'a Config,
    /// What the script wants the backend to answer.
    pub(crate) fault: Option<&'a Fault>,
}
