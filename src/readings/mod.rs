//! What a language model adds to a result that is already whole: names, summaries, plain
//! words, readings of what was found. Every sentence is checked before it is kept; where
//! none holds, what the rules found stands.

pub mod gates;
pub mod orders;
