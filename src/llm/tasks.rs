//! Many questions at a time, each checked, repaired once, split or given up.
//!
//! Every task is asked on its own, so that the result does not depend on the number of
//! threads or on which reply comes first.

use std::sync::atomic::{AtomicUsize, Ordering};

use serde_json::Value;

use super::{Failure, LanguageModel, Request, Tally};
use crate::language::Language;
use crate::progress::Progress;

/// A rule that a reply breaks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Name of the rule, as the method page shows it: `title_length`.
    pub rule: &'static str,
    /// What is wrong, told to the model when it may try again.
    pub told: String,
}

impl Fault {
    /// A broken rule, told in the language of the prompts.
    pub fn new(
        rule: &'static str,
        language: Language,
        french: impl Into<String>,
        english: impl Into<String>,
    ) -> Fault {
        Fault {
            rule,
            told: language.choose(french.into(), english.into()),
        }
    }
}

/// A reply that holds, and what was cut from it.
pub struct Accepted<T> {
    /// What was read.
    pub output: T,
    /// Parts that broke a rule and were left out.
    pub cut: Vec<Fault>,
}

/// One thing asked about.
pub trait Task: Sync {
    /// What a good reply is turned into.
    type Output: Send;

    /// How many pieces of data it would show; halved when they do not fit the model.
    fn pieces(&self) -> usize;

    /// The question, showing the first `pieces` pieces.
    fn request(&self, pieces: usize) -> Request;

    /// Reads and checks the reply to `request(pieces)`.
    fn read(&self, reply: &Value, pieces: usize) -> Result<Accepted<Self::Output>, Vec<Fault>>;
}

/// Many small things asked about together, each of which must come back.
pub trait Batch: Sync {
    /// What one thing becomes.
    type Output: Send;

    /// The question about the things at these places.
    fn request(&self, places: &[usize]) -> Request;

    /// Reads and checks the reply to `request(places)`: one output per place, in order.
    fn read(&self, reply: &Value, places: &[usize]) -> Result<Vec<Self::Output>, Vec<Fault>>;
}

/// Performs every task; none where no reply held. One progress step per task.
pub fn perform<T: Task>(
    model: &dyn LanguageModel,
    tasks: &[T],
    tally: &Tally,
    progress: &dyn Progress,
) -> Vec<Option<T::Output>> {
    in_parallel(model.slots(), tasks.len(), |index| {
        let output = perform_one(model, &tasks[index], tally, progress);
        progress.advance(1);
        output
    })
}

/// Asks about `items` things, `size` at a time; a batch that fails is halved, down to
/// single things. None where no reply held. One progress step per first batch.
pub fn perform_batches<B: Batch>(
    model: &dyn LanguageModel,
    batch: &B,
    items: usize,
    size: usize,
    tally: &Tally,
    progress: &dyn Progress,
) -> Vec<Option<B::Output>> {
    let places: Vec<usize> = (0..items).collect();
    let parts: Vec<&[usize]> = places.chunks(size.max(1)).collect();
    in_parallel(model.slots(), parts.len(), |index| {
        let outputs = batch_or_halves(model, batch, parts[index], tally, progress);
        progress.advance(1);
        outputs
    })
    .into_iter()
    .flatten()
    .collect()
}

fn perform_one<T: Task>(
    model: &dyn LanguageModel,
    task: &T,
    tally: &Tally,
    progress: &dyn Progress,
) -> Option<T::Output> {
    let mut pieces = task.pieces();
    let prompt = task.request(pieces).prompt;
    tally.task(&prompt);
    loop {
        let request = task.request(pieces);
        let read = |reply: &Value| task.read(reply, pieces);
        match ask_and_repair(model, &request, read, tally, progress) {
            Ok((accepted, repaired)) => {
                tally.accepted(&prompt, repaired, &accepted.cut);
                return Some(accepted.output);
            }
            Err(Some(Failure::TooLong | Failure::Cut)) if pieces > 1 => pieces /= 2,
            Err(_) => return None,
        }
    }
}

fn batch_or_halves<B: Batch>(
    model: &dyn LanguageModel,
    batch: &B,
    places: &[usize],
    tally: &Tally,
    progress: &dyn Progress,
) -> Vec<Option<B::Output>> {
    let request = batch.request(places);
    tally.task(&request.prompt);
    let read = |reply: &Value| batch.read(reply, places);
    match ask_and_repair(model, &request, read, tally, progress) {
        Ok((outputs, repaired)) => {
            tally.accepted(&request.prompt, repaired, &[]);
            outputs.into_iter().map(Some).collect()
        }
        Err(why) if places.len() > 1 && worth_halving(why) => {
            let (left, right) = places.split_at(places.len() / 2);
            let mut outputs = batch_or_halves(model, batch, left, tally, progress);
            outputs.extend(batch_or_halves(model, batch, right, tally, progress));
            outputs
        }
        Err(_) => places.iter().map(|_| None).collect(),
    }
}

/// True when fewer things at a time may do: not when nobody answers at all.
fn worth_halving(why: Option<Failure>) -> bool {
    matches!(
        why,
        None | Some(
            Failure::TooLong
                | Failure::Cut
                | Failure::Filtered
                | Failure::Unreadable
                | Failure::TimedOut
        )
    )
}

/// Asks, checks, and once more with the faults told. `Err(None)`: replies came, none held.
fn ask_and_repair<O>(
    model: &dyn LanguageModel,
    request: &Request,
    read: impl Fn(&Value) -> Result<O, Vec<Fault>>,
    tally: &Tally,
    progress: &dyn Progress,
) -> Result<(O, bool), Option<Failure>> {
    let ask = |request: &Request| {
        let reply = model.ask(request);
        match &reply {
            Ok(reply) => {
                tally.reply(&request.prompt, reply.usage);
                let usage = reply.usage;
                progress.spend(usage.prompt_tokens + usage.completion_tokens);
            }
            Err(failure) => tally.failure(&request.prompt, *failure),
        }
        reply.map_err(Some)
    };
    let first = ask(request)?.content;
    let faults = match read(&first) {
        Ok(output) => return Ok((output, false)),
        Err(faults) => faults,
    };
    tally.refused(&request.prompt, &faults);
    let second = ask(&repair(request, &first, &faults))?.content;
    match read(&second) {
        Ok(output) => Ok((output, true)),
        Err(faults) => {
            tally.refused(&request.prompt, &faults);
            Err(None)
        }
    }
}

/// The same question with what was wrong with the first reply.
fn repair(request: &Request, reply: &Value, faults: &[Fault]) -> Request {
    let told: Vec<String> = faults.iter().map(|f| format!("- {}", f.told)).collect();
    Request {
        user: format!("{}\n\n{reply}\n\n{}", request.user, told.join("\n")),
        ..request.clone()
    }
}

/// `work(0..count)` on `slots` threads, results in order.
pub(crate) fn in_parallel<O: Send>(
    slots: usize,
    count: usize,
    work: impl Fn(usize) -> O + Sync,
) -> Vec<O> {
    let next = AtomicUsize::new(0);
    let mut done: Vec<(usize, O)> = std::thread::scope(|scope| {
        let run = || {
            let mut mine = Vec::new();
            loop {
                let index = next.fetch_add(1, Ordering::Relaxed);
                if index >= count {
                    return mine;
                }
                mine.push((index, work(index)));
            }
        };
        let threads: Vec<_> = (0..slots.clamp(1, count.max(1)))
            .map(|_| scope.spawn(run))
            .collect();
        threads
            .into_iter()
            .flat_map(|thread| match thread.join() {
                Ok(mine) => mine,
                Err(panic) => std::panic::resume_unwind(panic),
            })
            .collect()
    });
    done.sort_by_key(|(index, _)| *index);
    done.into_iter().map(|(_, output)| output).collect()
}
