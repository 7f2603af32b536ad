//! The answer's body (contract 3.4).

use std::collections::BTreeSet;

use serde_json::{Value, json};

use crate::answer::Answer;

/// What is said of the items of a request.
#[derive(Debug)]
pub(super) struct Track {
    received: usize,
    errors: Vec<Value>,
    refused: BTreeSet<usize>,
}

impl Track {
    pub(super) fn of(received: usize) -> Self {
        Self { received, errors: Vec::new(), refused: BTreeSet::new() }
    }

    /// Adds an entry; a position that there is not is written all the same.
    pub(super) fn refuse(&mut self, index: usize, status: u16, message: &str) {
        self.errors.push(json!({"index": index, "statusCode": status, "message": message}));
        if index < self.received {
            self.refused.insert(index);
        }
    }

    fn accepted(&self) -> usize {
        self.received - self.refused.len()
    }

    /// 200 for all, 206 for some, 400 for none.
    pub(super) fn status(&self) -> u16 {
        match self.accepted() {
            _ if self.refused.is_empty() => 200,
            0 => 400,
            _ => 206,
        }
    }

    pub(super) fn answer(&self, status: u16, headers: &[(String, String)]) -> Answer {
        let body = json!({
            "itemsReceived": self.received,
            "itemsAccepted": self.accepted(),
            "appId": null,
            "errors": self.errors,
        });
        let mut answer = Answer::json(status, &body);
        answer.headers.extend_from_slice(headers);
        answer
    }
}
