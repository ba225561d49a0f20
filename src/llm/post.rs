//! A call to another resource of a server of the same kind, with the patience of
//! questions: retries, the waits a server asks for, limits by the minute.

use std::time::Duration;

use serde_json::Value;

use super::Failure;
use super::errors::{Cause, cause};
use super::pace::Pace;
use super::retry::{Patience, TRIES, waits};
use super::server::{Address, ServerError, ServerSettings};
use super::transport::{Answer, Lost, Transport};

/// Largest reply that is read, in bytes: 64 vectors of 4,096 numbers in full length.
const LARGEST: u64 = 16 * 1024 * 1024;

/// A server that takes JSON and gives JSON. May be shared by threads.
pub struct Poster {
    transport: Transport,
    pace: Pace,
}

impl Poster {
    /// A client of the server; nothing is sent yet.
    pub fn new(settings: &ServerSettings) -> Result<Poster, ServerError> {
        Ok(Poster {
            transport: Transport::new(settings, Address::parse(settings)?)?,
            pace: Pace::new(
                settings.calls_per_minute,
                settings.tokens_per_minute,
                settings.second,
            ),
        })
    }

    /// Sends a body of about `tokens` tokens to a resource under the base: `embeddings`.
    pub fn post(&self, resource: &str, body: &Value, tokens: u64) -> Result<Value, Failure> {
        let bytes = body.to_string().into_bytes();
        self.patiently(tokens, || self.transport.post(resource, &bytes, LARGEST))
    }

    /// Names of the models the server lists, in its order.
    pub fn models(&self) -> Result<Vec<String>, Failure> {
        let list = self.patiently(0, || self.transport.models())?;
        let models = list.get("data").and_then(Value::as_array);
        let models = models.ok_or(Failure::Unreadable)?;
        Ok(models
            .iter()
            .filter_map(|model| model.get("id")?.as_str().map(str::to_owned))
            .collect())
    }

    fn patiently(
        &self,
        tokens: u64,
        send: impl Fn() -> Result<Answer, Lost>,
    ) -> Result<Value, Failure> {
        let mut tried = 0;
        loop {
            sleep(self.pace.book(tokens));
            let (failure, patience, asked) = match send() {
                Ok(answer) if (200..=299).contains(&answer.status) => {
                    return serde_json::from_slice(&answer.body).map_err(|_| Failure::Unreadable);
                }
                Ok(answer) => {
                    let (failure, patience) = refused(cause(answer.status, &answer.body));
                    (failure, patience, answer.asked)
                }
                Err(Lost::Oversized) => (Failure::Oversized, None, None),
                Err(Lost::Unreachable) => (Failure::Unreachable, Some(Patience::Usual), None),
                // Who waited for all of the time limit may wait once more, not thrice.
                Err(Lost::TimedOut) if tried > 0 => (Failure::TimedOut, None, None),
                Err(Lost::TimedOut) => (Failure::TimedOut, Some(Patience::Usual), None),
            };
            tried += 1;
            let Some(patience) = patience.filter(|_| tried < TRIES) else {
                return Err(failure);
            };
            let own = || waits(patience).nth(tried - 1).unwrap_or_default();
            let wait = asked.unwrap_or_else(own);
            self.pace.pause(wait);
        }
    }
}

fn refused(why: Cause) -> (Failure, Option<Patience>) {
    match why {
        Cause::Again => (Failure::Busy, Some(Patience::Usual)),
        Cause::NextMinute => (Failure::Busy, Some(Patience::Minute)),
        Cause::TooLong => (Failure::TooLong, None),
        Cause::Filtered => (Failure::Filtered, None),
        Cause::Denied => (Failure::Denied, None),
        Cause::NoSuchModel => (Failure::NoSuchModel, None),
        Cause::Quota => (Failure::QuotaSpent, None),
        Cause::Field(_) | Cause::Format | Cause::Other => (Failure::Rejected, None),
    }
}

fn sleep(wait: Duration) {
    if !wait.is_zero() {
        std::thread::sleep(wait);
    }
}
