//! A model behind a chat API over HTTP: one question becomes as many calls as it takes.
//!
//! A refused field is left out once and for all; a reply that is no JSON is asked for
//! again one rung down; a reply that was cut gets twice the room once. What comes out is
//! a reply of the right shape or one [`Failure`]. Nothing is printed here, and no prompt,
//! reply, key or body of an error is kept, but in a trace that was asked for.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use serde_json::Value;

use super::caller::{Caller, Fault};
use super::errors::Cause;
use super::ladder::{Ladder, Rung, find};
use super::schema::Fit;
use super::server::{ServerError, ServerSettings};
use super::transport::Transport;
use super::wire::{self, Fields, Said};
use super::{Failure, LanguageModel, ModelCard, Reply, Request, Usage, guard};

/// A model on a server that speaks the chat API of OpenAI.
pub struct HttpModel {
    model: String,
    slots: usize,
    context: Option<u32>,
    caller: Caller,
    ladder: Ladder,
    fields: Mutex<Fields>,
}

/// What was done so far, for messages. Never a word of a prompt or of a reply.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stats {
    /// HTTP calls, retries included.
    pub calls: u64,
    /// Of these, tries after a first one.
    pub retries: u64,
    /// Time spent waiting between tries and for limits, over all threads.
    pub waited: Duration,
    /// Bytes of requests.
    pub sent: u64,
    /// Bytes of replies.
    pub received: u64,
    /// How JSON is asked for by now.
    pub rung: Rung,
    /// True when too many failures in a row ended the conversation.
    pub gave_up: bool,
}

/// What a conversation has come to.
struct Talk {
    rung: Rung,
    room: u32,
    usage: Usage,
    /// A reply of the right shape with a value that is none of those listed.
    shaped: Option<Value>,
}

impl HttpModel {
    /// A client of the server; nothing is sent yet.
    pub fn new(settings: &ServerSettings) -> Result<HttpModel, ServerError> {
        let caller = Caller::new(settings)?;
        let usual = if caller.transport.address().remote {
            4
        } else {
            1
        };
        Ok(HttpModel {
            model: settings.model.clone(),
            slots: settings.slots.unwrap_or(usual).max(1),
            context: settings.context,
            caller,
            ladder: Ladder::default(),
            fields: Mutex::new(Fields::new(settings.seed_field, settings.room_field)),
        })
    }

    /// What was done so far.
    pub fn stats(&self) -> Stats {
        let read = |count: &AtomicU64| count.load(Ordering::Relaxed);
        let counts = &self.caller.counts;
        Stats {
            calls: read(&counts.calls),
            retries: read(&counts.retries),
            waited: Duration::from_micros(read(&counts.waited)),
            sent: read(&counts.sent),
            received: read(&counts.received),
            rung: self.ladder.rung(),
            gave_up: self.caller.breaker.is_open(),
        }
    }

    pub(super) fn transport(&self) -> &Transport {
        &self.caller.transport
    }

    /// Asks from the server's rung, and down from it, until a reply fits the schema.
    fn converse(&self, request: &Request) -> Result<Reply, Fault> {
        let mut talk = Talk {
            rung: self.ladder.rung(),
            room: request.max_tokens,
            usage: Usage::default(),
            shaped: None,
        };
        loop {
            let said = match self.exchange(request, talk.rung, talk.room) {
                Ok(said) => said,
                Err(Fault::Refused(why)) => {
                    talk.rung = self.after_refusal(talk.rung, why)?;
                    continue;
                }
                Err(fault) => return Err(fault),
            };
            if let Some(reply) = self.read(&said, request, &mut talk)? {
                return Ok(reply);
            }
        }
    }

    /// The reply in what was said; none when it is to be asked for in another way.
    fn read(
        &self,
        said: &Said,
        request: &Request,
        talk: &mut Talk,
    ) -> Result<Option<Reply>, Fault> {
        talk.usage.prompt_tokens += said.usage.prompt_tokens;
        talk.usage.completion_tokens += said.usage.completion_tokens;
        let usage = talk.usage;
        match find(&said.text, &request.schema) {
            Some((content, Fit::Full)) => {
                self.ladder.good(talk.rung);
                return Ok(Some(Reply { content, usage }));
            }
            Some((content, _)) => talk.shaped = talk.shaped.take().or(Some(content)),
            None => {}
        }
        if said.cut {
            if talk.room > request.max_tokens {
                return Err(Fault::Failed(Failure::Cut));
            }
            talk.room = talk.room.saturating_mul(2);
            return Ok(None);
        }
        self.ladder.bad(talk.rung);
        if let Some(below) = talk.rung.below() {
            talk.rung = below;
            return Ok(None);
        }
        // Of a reply of the right shape the caller checks the values, and can have them
        // repaired.
        match talk.shaped.take() {
            Some(content) => Ok(Some(Reply { content, usage })),
            None => Err(Fault::Failed(Failure::Unreadable)),
        }
    }

    /// The rung to try after a refusal; a rung the server refuses by name is given up.
    fn after_refusal(&self, rung: Rung, why: Cause) -> Result<Rung, Fault> {
        if why == Cause::Format {
            self.ladder.refused(rung);
        } else {
            self.ladder.bad(rung);
        }
        rung.below().ok_or(Fault::Failed(Failure::Rejected))
    }

    /// One question on one rung, without the optional fields that the server refuses.
    pub(super) fn exchange(&self, request: &Request, rung: Rung, room: u32) -> Result<Said, Fault> {
        let system = rung.system(&request.system, &request.schema);
        let texts = [system.as_str(), request.user.as_str()];
        let prompt = guard::tokens(&texts);
        let fewest = guard::fewest_tokens(&texts);
        if let Some(context) = self.context
            && guard::does_not_fit(prompt, room, context)
        {
            return Err(Fault::Failed(Failure::TooLong));
        }
        loop {
            let fields = *self.fields.lock().unwrap_or_else(PoisonError::into_inner);
            let body = wire::body(&self.model, request, rung, room, fields);
            match self.caller.call(&body, prompt + u64::from(room)) {
                Ok(said) if guard::was_cut(fewest, prompt, said.usage) => {
                    return Err(Fault::Failed(Failure::TooLong));
                }
                // The fields that were sent, not those of now, are made fewer: another
                // thread may have met the same refusal.
                Err(Fault::Refused(Cause::Field(field))) => {
                    let fewer = fields.without(field);
                    let fewer = fewer.ok_or(Fault::Failed(Failure::Rejected))?;
                    *self.fields.lock().unwrap_or_else(PoisonError::into_inner) = fewer;
                }
                other => return other,
            }
        }
    }
}

impl LanguageModel for HttpModel {
    fn card(&self) -> ModelCard {
        self.transport().address().card(&self.model)
    }

    fn slots(&self) -> usize {
        self.slots
    }

    fn ask(&self, request: &Request) -> Result<Reply, Failure> {
        let breaker = &self.caller.breaker;
        match self.converse(request) {
            Ok(reply) => {
                breaker.alive();
                Ok(reply)
            }
            Err(Fault::Fatal(failure)) => {
                breaker.fatal();
                Err(failure)
            }
            Err(Fault::Failed(failure)) => {
                if matches!(
                    failure,
                    Failure::Cut | Failure::Filtered | Failure::Unreadable
                ) {
                    // The server lives.
                    breaker.alive();
                }
                Err(failure)
            }
            Err(Fault::Refused(_)) => Err(Failure::Rejected),
        }
    }
}
