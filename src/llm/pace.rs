//! How fast calls leave: limits by the minute, and waits that a server asks of everyone.
//!
//! Calls leave evenly: each books the next moment that is free. A bucket that may be
//! emptied at once would let twice the limit through in its first minute.

use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

/// Limits of one server, shared by all threads.
#[derive(Debug)]
pub(super) struct Pace {
    calls_per_minute: Option<u32>,
    tokens_per_minute: Option<u32>,
    second: Duration,
    next: Mutex<Instant>,
}

impl Pace {
    pub(super) fn new(
        calls_per_minute: Option<u32>,
        tokens_per_minute: Option<u32>,
        second: Duration,
    ) -> Pace {
        Pace {
            calls_per_minute,
            tokens_per_minute,
            second,
            next: Mutex::new(Instant::now()),
        }
    }

    /// Books a moment for a call of about so many tokens; the wait until then.
    pub(super) fn book(&self, tokens: u64) -> Duration {
        let share = |amount: f64, limit: Option<u32>| {
            limit.map_or(0.0, |limit| 60.0 * amount / f64::from(limit.max(1)))
        };
        let seconds =
            share(1.0, self.calls_per_minute).max(share(tokens as f64, self.tokens_per_minute));
        let now = Instant::now();
        let mut next = self.next.lock().unwrap_or_else(PoisonError::into_inner);
        let moment = (*next).max(now);
        *next = moment + self.second.mul_f64(seconds.min(3600.0));
        moment - now
    }

    /// No call leaves for so many seconds.
    pub(super) fn pause(&self, seconds: f64) {
        let until = Instant::now() + self.span(seconds);
        let mut next = self.next.lock().unwrap_or_else(PoisonError::into_inner);
        *next = (*next).max(until);
    }

    /// So many seconds, as long as a second is here.
    pub(super) fn span(&self, seconds: f64) -> Duration {
        self.second.mul_f64(seconds.clamp(0.0, 3600.0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn calls_leave_evenly_and_wait_for_a_pause() {
        let pace = Pace::new(Some(60), Some(6000), Duration::from_secs(1));
        let close = |wait: Duration, seconds: f64| (wait.as_secs_f64() - seconds).abs() < 0.2;
        assert!(close(pace.book(10), 0.0));
        assert!(close(pace.book(500), 1.0), "one call a second");
        assert!(close(pace.book(10), 6.0), "500 tokens take five");
        pace.pause(60.0);
        assert!(close(pace.book(10), 60.0));
    }
}
