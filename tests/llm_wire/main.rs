//! The client of language models against servers that misbehave in every way servers do.
#![allow(clippy::unwrap_used, clippy::print_stderr)]

mod privacy;
mod real;
mod recorded;
mod replies;
mod retries;
mod rungs;
mod server;
mod speed;
