//! When a failed call is tried again, how long after, and when nobody tries any more.

use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, SystemTime};

use backon::{BackoffBuilder, ExponentialBuilder};
use reqwest::header::HeaderMap;

/// Tries of one call, the first included.
pub(super) const TRIES: usize = 4;

/// Longest wait that a server may ask for, in seconds.
const LONGEST_ASKED: f64 = 120.0;

/// How much patience a failed call deserves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Patience {
    /// 1 s, doubled at each try, at most 30 s.
    Usual,
    /// The server counts by the minute: 15 s, then 30 s, then 60 s.
    Minute,
}

/// Waits before the second, third and fourth try, in seconds. Each is drawn between its
/// length and twice that, so that callers who failed together do not come back together.
pub(super) fn waits(patience: Patience) -> impl Iterator<Item = f64> {
    let (shortest, longest) = match patience {
        Patience::Usual => (1, 15),
        Patience::Minute => (15, 60),
    };
    ExponentialBuilder::default()
        .with_min_delay(Duration::from_secs(shortest))
        .with_max_delay(Duration::from_secs(longest))
        .with_max_times(TRIES - 1)
        .with_jitter()
        .build()
        .map(|wait| wait.as_secs_f64())
}

/// Seconds that a server asks to wait, at most 120: `retry-after-ms`, `Retry-After` as
/// seconds or as a date, `ratelimitbysize-reset`.
pub(super) fn asked(headers: &HeaderMap) -> Option<f64> {
    let text = |name: &str| headers.get(name)?.to_str().ok().map(str::trim);
    let number = |name: &str| text(name)?.parse::<f64>().ok();
    let date = || {
        let when = httpdate::parse_http_date(text("retry-after")?).ok()?;
        // A date in the past asks for no wait.
        let wait = when.duration_since(SystemTime::now()).unwrap_or_default();
        Some(wait.as_secs_f64())
    };
    number("retry-after-ms")
        .map(|milliseconds| milliseconds / 1000.0)
        .or_else(|| number("retry-after"))
        .or_else(date)
        .or_else(|| number("ratelimitbysize-reset"))
        .filter(|seconds| seconds.is_finite() && *seconds >= 0.0)
        .map(|seconds| seconds.min(LONGEST_ASKED))
}

/// Opens after failures in a row that the next call would meet again.
#[derive(Debug, Default)]
pub(super) struct Breaker {
    in_a_row: AtomicU32,
}

/// Fatal failures in a row after which the rest is not asked.
const PATIENCE: u32 = 3;

impl Breaker {
    /// True when nothing more is to be asked, for good.
    pub(super) fn is_open(&self) -> bool {
        self.in_a_row.load(Ordering::Relaxed) >= PATIENCE
    }

    pub(super) fn fatal(&self) {
        self.in_a_row.fetch_add(1, Ordering::Relaxed);
    }

    /// The server answered; an open breaker stays open.
    pub(super) fn alive(&self) {
        let close = |count| (count < PATIENCE).then_some(0);
        // An error means that it is open, and that is no fault.
        let _ = self
            .in_a_row
            .fetch_update(Ordering::Relaxed, Ordering::Relaxed, close);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn servers_ask_for_a_wait_in_four_ways() {
        let later = httpdate::fmt_http_date(SystemTime::now() + Duration::from_secs(30));
        for (name, value, least, most) in [
            ("retry-after", "7", 7.0, 7.0),
            ("retry-after", later.as_str(), 28.0, 30.0),
            ("retry-after", "Wed, 21 Oct 2015 07:28:00 GMT", 0.0, 0.0),
            ("retry-after", "86400", 120.0, 120.0),
            ("retry-after-ms", "1500", 1.5, 1.5),
            ("ratelimitbysize-reset", "3", 3.0, 3.0),
        ] {
            let mut headers = HeaderMap::new();
            let value = value.parse().expect("a header");
            headers.insert(reqwest::header::HeaderName::from_static(name), value);
            let seconds = asked(&headers).expect("a wait");
            assert!((least..=most).contains(&seconds), "{name}: {seconds}");
        }
        let mut headers = HeaderMap::new();
        headers.insert("retry-after", "soon".parse().expect("a header"));
        assert_eq!(asked(&headers), None);
    }

    #[test]
    fn waits_grow_and_are_three() {
        for _ in 0..50 {
            let waits: Vec<f64> = waits(Patience::Usual).collect();
            assert_eq!(waits.len(), TRIES - 1);
            assert!(waits.iter().all(|wait| (1.0..=30.0).contains(wait)));
        }
        assert!(waits(Patience::Minute).sum::<f64>() > 60.0);
    }

    #[test]
    fn three_in_a_row_open_the_breaker_for_good() {
        let breaker = Breaker::default();
        breaker.fatal();
        breaker.fatal();
        breaker.alive();
        breaker.fatal();
        breaker.fatal();
        assert!(!breaker.is_open());
        breaker.fatal();
        breaker.alive();
        assert!(breaker.is_open());
    }
}
