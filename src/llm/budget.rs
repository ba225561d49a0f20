//! What a run may spend: calls, tokens, seconds. A call that might not fit is not made.

use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use super::server::Limits;

/// What was spent so far, and what calls under way may still spend.
#[derive(Debug)]
pub(super) struct Budget {
    limits: Limits,
    spent: Mutex<Spent>,
}

#[derive(Debug, Default)]
struct Spent {
    since: Option<Instant>,
    calls: u64,
    /// Tokens told by the server, and those set apart for calls under way.
    tokens: u64,
}

impl Budget {
    pub(super) fn new(limits: Limits) -> Budget {
        Budget {
            limits,
            spent: Mutex::default(),
        }
    }

    /// Sets a call of at most about `tokens` apart; false when the budget does not hold it.
    pub(super) fn take(&self, tokens: u64) -> bool {
        let mut spent = self.spent.lock().unwrap_or_else(PoisonError::into_inner);
        let since = *spent.since.get_or_insert_with(Instant::now);
        let over = |limit: Option<u64>, amount: u64| limit.is_some_and(|limit| amount > limit);
        if over(self.limits.calls, spent.calls + 1)
            || over(self.limits.tokens, spent.tokens.saturating_add(tokens))
            || over(self.limits.seconds, since.elapsed().as_secs())
        {
            return false;
        }
        spent.calls += 1;
        spent.tokens = spent.tokens.saturating_add(tokens);
        true
    }

    /// Replaces the tokens set apart for a call by those it used.
    pub(super) fn settle(&self, set_apart: u64, used: u64) {
        let mut spent = self.spent.lock().unwrap_or_else(PoisonError::into_inner);
        spent.tokens = spent.tokens.saturating_sub(set_apart).saturating_add(used);
    }

    /// The longest wait that leaves time for a call.
    pub(super) fn longest_wait(&self) -> Option<Duration> {
        let seconds = Duration::from_secs(self.limits.seconds?);
        let spent = self.spent.lock().unwrap_or_else(PoisonError::into_inner);
        let since = spent.since?;
        Some(seconds.saturating_sub(since.elapsed()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_call_that_might_not_fit_is_not_made() {
        let budget = Budget::new(Limits {
            calls: Some(3),
            tokens: Some(1000),
            seconds: None,
        });
        assert!(budget.take(800));
        assert!(!budget.take(800), "the first may still use 800");
        budget.settle(800, 150);
        assert!(budget.take(800));
        budget.settle(800, 100);
        assert!(budget.take(10));
        assert!(!budget.take(10), "three calls");
        let late = Budget::new(Limits {
            seconds: Some(0),
            ..Limits::default()
        });
        assert!(late.take(1));
        std::thread::sleep(Duration::from_millis(5));
        assert_eq!(late.longest_wait(), Some(Duration::ZERO));
    }
}
