//! The command line: what was typed, the choice of adapters, messages, progress, files.
//!
//! stdout carries results, stderr talk. Exit codes: 0 done (also when answers were set
//! aside), 1 failed or a verification found differences, 2 wrong usage.

mod agree;
mod arguments;
mod bar;
mod codebook;
mod confirm;
mod diff;
mod estimate;
mod eval;
mod inspect;
mod messages;
mod model;
mod models;
mod output;
mod presentation;
mod project;
mod readers;
mod remote;
mod render;
mod review;
mod run;
mod sample;
mod settings;
mod studio;
mod usage;
mod verify;
mod versions;
mod watch;
mod waves;

use std::io::{self, Write};
use std::process::ExitCode;

use clap::FromArgMatches;

use crate::error::Error;
use arguments::{Cli, Command};

/// What a command ends with when it did its work.
enum Outcome {
    Done,
    Differences,
}

/// Something typed, or written in the settings, that cannot be used; told in the language
/// of the messages, with what to do.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
struct Misuse(String);

/// Parses, runs, prints one error chain.
pub fn main() -> ExitCode {
    let language = messages::language(std::env::args_os());
    let parsed = arguments::command(language)
        .try_get_matches()
        .and_then(|matches| Cli::from_arg_matches(&matches));
    let cli = match parsed {
        Ok(cli) => cli,
        Err(error) => {
            let code = if error.use_stderr() { 2 } else { 0 };
            // Nothing can be done about a terminal that went away.
            let _ = match usage::message(&error, language) {
                Some(message) => writeln!(io::stderr(), "cahier : {message}"),
                None => error.print(),
            };
            return ExitCode::from(code);
        }
    };
    watch::start();
    // A double click types nothing.
    let command = cli.command.unwrap_or_default();
    let outcome = match command {
        Command::Run(arguments) => run::run(&arguments, language),
        Command::Init(arguments) => project::init(&arguments, language),
        Command::Status(arguments) => project::status(&arguments, language),
        Command::Inspect(arguments) => inspect::run(&arguments, language),
        Command::Review(arguments) => review::run(&arguments, language),
        Command::Render(arguments) => render::run(&arguments, language),
        Command::Verify(arguments) => verify::run(&arguments, language),
        Command::Sample(arguments) => sample::run(&arguments, language),
        Command::Agree(arguments) => agree::run(&arguments, language),
        Command::Diff(arguments) => diff::run(&arguments, language),
        Command::Models(arguments) => models::run(&arguments, language),
        Command::Studio(arguments) => studio::run(&arguments, language),
        Command::Eval(arguments) => eval::run(&arguments, language),
    };
    match outcome {
        Ok(Outcome::Done) => {
            watch::ended(watch::End::Done);
            ExitCode::SUCCESS
        }
        Ok(Outcome::Differences) => ExitCode::from(1),
        Err(error) => {
            let known = error.downcast_ref::<Error>();
            let text = match known {
                Some(known) => known.say(language),
                None => format!("{error:#}"),
            };
            watch::ended(watch::End::Failed(text.clone()));
            let _ = writeln!(
                io::stderr(),
                "{}{text}",
                language.choose("cahier : ", "cahier: ")
            );
            let usage = error.is::<Misuse>()
                || matches!(known, Some(Error::Answers(why)) if !why.is_refusal());
            ExitCode::from(if usage { 2 } else { 1 })
        }
    }
}

/// Writes a result to stdout; a reader that closed the pipe is no error.
fn print(text: &str) -> anyhow::Result<()> {
    match io::stdout().lock().write_all(text.as_bytes()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(error.into()),
        _ => Ok(()),
    }
}

/// Says something to the person who waits.
fn say(text: &str) {
    let _ = writeln!(io::stderr(), "{text}");
}

/// Sets the number of threads once, before any work.
fn use_threads(threads: Option<usize>) -> anyhow::Result<()> {
    if let Some(threads) = threads {
        rayon::ThreadPoolBuilder::new()
            .num_threads(threads)
            .build_global()?;
    }
    Ok(())
}
