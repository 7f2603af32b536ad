//! What is done with a request that has arrived: the real answer, or what the script wants.

use std::io;

use crate::answer::Answer;
use crate::connection::{Connection, Next};
use crate::{Fault, Request};

/// How much longer than it is a reset answer claims its body to be, in bytes.
const MISSING_BYTES: usize = 1024;

const CAPTIVE_PORTAL: &str = "<!DOCTYPE html>\n<html><head><title>Log in to this network</title>\
                              </head><body><h1>Welcome</h1></body></html>\n";

const NOT_HTTP: &[u8] = b"220 mail.example ESMTP ready\r\n";

impl Connection {
    pub(crate) fn exchange(&mut self, request: Request, next: Next) -> io::Result<Next> {
        // Before the request is noted: who has waited for it may send the next one, which would take its
        // fault.
        let fault = self.server.script.take();
        let number = self.server.journal.arrived(request.clone());
        let close = next == Next::Close;
        match fault {
            // It was held before it was read, or could not be.
            None | Some(Fault::HoldUnread(_)) => self.answer(number, &request, None, next),
            Some(
                fault @ (Fault::OverQuota | Fault::Partial { .. } | Fault::PartialSuccess { .. }),
            ) => self.answer(number, &request, Some(&fault), next),
            Some(Fault::Hold(hold)) => {
                self.server.lifetime.pass(&hold);
                self.answer(number, &request, None, next)
            }
            Some(Fault::DripBytes { interval }) => {
                for byte in self.process(number, &request, None, true).to_bytes(close) {
                    self.write(&[byte])?;
                    if self.server.lifetime.closes_within(interval) {
                        return Ok(Next::Close);
                    }
                }
                Ok(next)
            }
            Some(Fault::Endless) => {
                let answer = self.process(number, &request, None, true);
                self.write(&answer.head(None, true))?;
                self.write(b"{")?;
                loop {
                    self.write(&[b' '; 4096])?;
                }
            }
            Some(Fault::Reset) => {
                let answer = self.process(number, &request, None, true);
                self.write(&answer.head(Some(answer.body.len() + MISSING_BYTES), close))?;
                self.write(&answer.body)?;
                self.reset_on_close()?;
                Ok(Next::Close)
            }
            Some(Fault::LoseAnswer) => {
                self.process(number, &request, None, false);
                Ok(Next::Close)
            }
            Some(Fault::Status { code, headers, body }) => {
                let answer = Answer { status: code, headers, body, ..Answer::default() };
                self.stand_in(number, &answer, next)
            }
            Some(Fault::Html) => {
                let answer = Answer::new(200, "text/html; charset=utf-8", CAPTIVE_PORTAL);
                self.stand_in(number, &answer, next)
            }
            Some(Fault::Garbage) => {
                self.write(NOT_HTTP)?;
                Ok(Next::Close)
            }
            Some(Fault::Close | Fault::ResetUnread) => Ok(Next::Close),
            Some(Fault::Hang | Fault::ReadNothing) => {
                self.server.lifetime.wait_for_close();
                Ok(Next::Close)
            }
        }
    }

    /// Lets the backend answer, in the way that `fault` says.
    fn answer(
        &mut self,
        number: usize,
        request: &Request,
        fault: Option<&Fault>,
        next: Next,
    ) -> io::Result<Next> {
        let answer = self.process(number, request, fault, true);
        self.write(&answer.to_bytes(next == Next::Close))?;
        Ok(next)
    }

    /// Has the request checked and its events stored. What is noted in the journal says whether the
    /// client is going to see a status.
    fn process(
        &self,
        number: usize,
        request: &Request,
        fault: Option<&Fault>,
        answered: bool,
    ) -> Answer {
        let now = self.server.clock.now();
        let mut answer = self.server.router.route(request, now, fault);
        self.server.journal.settled(
            number,
            answered.then_some(answer.status),
            std::mem::take(&mut answer.events),
            std::mem::take(&mut answer.refusals),
        );
        answer
    }

    /// Answers in place of the backend.
    fn stand_in(&mut self, number: usize, answer: &Answer, next: Next) -> io::Result<Next> {
        self.server.journal.settled(number, Some(answer.status), Vec::new(), Vec::new());
        self.write(&answer.to_bytes(next == Next::Close))?;
        Ok(next)
    }
}
