//! One call with its retries: within the budget, at the server's pace, until it answers
//! or there is no use in trying.

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use serde_json::Value;

use super::Failure;
use super::budget::Budget;
use super::errors::{Cause, cause};
use super::pace::Pace;
use super::retry::{Breaker, Patience, TRIES, waits};
use super::server::{Address, ServerError, ServerSettings};
use super::trace::Trace;
use super::transport::{Lost, Transport};
use super::wire::{self, Said, Unsaid};

/// What every call goes through, shared by all threads.
pub(super) struct Caller {
    pub transport: Transport,
    pub breaker: Breaker,
    pub counts: Counts,
    pace: Pace,
    budget: Budget,
    trace: Option<Trace>,
}

/// What was done so far.
#[derive(Debug, Default)]
pub(super) struct Counts {
    pub calls: AtomicU64,
    pub retries: AtomicU64,
    /// Microseconds.
    pub waited: AtomicU64,
    pub sent: AtomicU64,
    pub received: AtomicU64,
}

/// Why a call led to nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fault {
    /// The server refused the request, or a part of it.
    Refused(Cause),
    /// There is no reply; another request may get one.
    Failed(Failure),
    /// There is no reply, and the next request would get none either.
    Fatal(Failure),
}

/// What one try led to, when not to a reply.
struct Try {
    fault: Fault,
    again: Option<Patience>,
    /// Seconds that the server asks to wait.
    asked: Option<f64>,
    tries: usize,
}

impl Caller {
    pub(super) fn new(settings: &ServerSettings) -> Result<Caller, ServerError> {
        let key = settings.key.clone();
        let trace = settings.trace.as_ref();
        Ok(Caller {
            trace: trace.map(|folder| Trace::open(folder, key)).transpose()?,
            transport: Transport::new(settings, Address::parse(settings)?)?,
            pace: Pace::new(
                settings.calls_per_minute,
                settings.tokens_per_minute,
                settings.second,
            ),
            budget: Budget::new(settings.limits),
            breaker: Breaker::default(),
            counts: Counts::default(),
        })
    }

    /// Sends a body of at most about `tokens` tokens, reply included.
    pub(super) fn call(&self, body: &Value, tokens: u64) -> Result<Said, Fault> {
        let bytes = body.to_string().into_bytes();
        let mut tried = 0;
        loop {
            let failure = match self.attempt(body, &bytes, tokens, tried > 0) {
                Ok(said) => return Ok(said),
                Err(failure) => failure,
            };
            tried += 1;
            let Some(patience) = failure.again.filter(|_| tried < failure.tries) else {
                return Err(failure.fault);
            };
            let own = || waits(patience).nth(tried - 1).unwrap_or_default();
            let wait = failure.asked.unwrap_or_else(own);
            // A limit that the server counts holds for every thread.
            if failure.asked.is_some() || patience == Patience::Minute {
                self.pace.pause(wait);
            }
            self.wait(self.pace.span(wait));
        }
    }

    fn attempt(&self, body: &Value, bytes: &[u8], tokens: u64, retry: bool) -> Result<Said, Try> {
        if self.breaker.is_open() {
            return Err(Try::last(Fault::Failed(Failure::GivenUp)));
        }
        if !self.budget.take(tokens) {
            return Err(Try::last(Fault::Failed(Failure::OverBudget)));
        }
        self.wait(self.pace.book(tokens));
        self.counts.calls.fetch_add(1, Ordering::Relaxed);
        self.counts
            .retries
            .fetch_add(u64::from(retry), Ordering::Relaxed);
        add(&self.counts.sent, bytes.len());
        let answer = self.transport.chat(bytes);
        if let Some(trace) = &self.trace {
            trace.write(body, answer.as_ref().ok());
        }
        let said = answer.map_err(Try::lost).and_then(|answer| {
            add(&self.counts.received, answer.body.len());
            match answer.status {
                200..=299 => wire::read(&answer.body).map_err(Try::unsaid),
                status => Err(Try::refused(status, &answer.body, answer.asked)),
            }
        });
        let used = said.as_ref().map_or(0, |said| {
            match said.usage.prompt_tokens + said.usage.completion_tokens {
                // The server does not count: what was set apart counts.
                0 => tokens,
                told => told,
            }
        });
        self.budget.settle(tokens, used);
        said
    }

    /// Sleeps, but not past the end of the budget.
    fn wait(&self, wait: Duration) {
        let most = self.budget.longest_wait();
        let wait = most.map_or(wait, |most| wait.min(most));
        if wait.is_zero() {
            return;
        }
        let start = Instant::now();
        std::thread::sleep(wait);
        let waited = usize::try_from(start.elapsed().as_micros());
        add(&self.counts.waited, waited.unwrap_or(usize::MAX));
    }
}

fn add(count: &AtomicU64, amount: usize) {
    count.fetch_add(amount as u64, Ordering::Relaxed);
}

impl Try {
    fn last(fault: Fault) -> Try {
        Try {
            fault,
            again: None,
            asked: None,
            tries: 1,
        }
    }

    fn again(fault: Fault, patience: Patience, asked: Option<f64>) -> Try {
        Try {
            fault,
            again: Some(patience),
            asked,
            tries: TRIES,
        }
    }

    fn lost(lost: Lost) -> Try {
        match lost {
            Lost::Oversized => Try::last(Fault::Failed(Failure::Oversized)),
            Lost::Unreachable => {
                Try::again(Fault::Fatal(Failure::Unreachable), Patience::Usual, None)
            }
            // Who waited for all of the time limit may wait once more, not thrice.
            Lost::TimedOut => Try {
                tries: 2,
                ..Try::again(Fault::Failed(Failure::TimedOut), Patience::Usual, None)
            },
        }
    }

    fn unsaid(unsaid: Unsaid) -> Try {
        Try::last(match unsaid {
            Unsaid::NotAChat => Fault::Fatal(Failure::Unreadable),
            Unsaid::Filtered => Fault::Failed(Failure::Filtered),
        })
    }

    fn refused(status: u16, body: &[u8], asked: Option<f64>) -> Try {
        let why = cause(status, body);
        let busy = Fault::Failed(Failure::Busy);
        match why {
            Cause::Again => Try::again(busy, Patience::Usual, asked),
            Cause::NextMinute => Try::again(busy, Patience::Minute, asked),
            Cause::TooLong => Try::last(Fault::Failed(Failure::TooLong)),
            Cause::Filtered => Try::last(Fault::Failed(Failure::Filtered)),
            Cause::Denied => Try::last(Fault::Fatal(Failure::Denied)),
            Cause::NoSuchModel => Try::last(Fault::Fatal(Failure::NoSuchModel)),
            Cause::Quota => Try::last(Fault::Fatal(Failure::QuotaSpent)),
            Cause::Field(_) | Cause::Format => Try::last(Fault::Refused(why)),
            // A server that stumbles over what it does not know of may take less.
            Cause::Other if matches!(status, 400 | 422 | 501) => Try::last(Fault::Refused(why)),
            Cause::Other => Try::last(Fault::Fatal(Failure::Rejected)),
        }
    }
}
