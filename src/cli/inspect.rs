//! `cahier inspect`: what was recognised, column by column; nothing is written.

use super::arguments::InspectArguments;
use super::{Outcome, messages, print};
use crate::answers::{Role, guess_roles};
use crate::error::Error;
use crate::ingest;
use crate::language::Language;

pub(super) fn run(arguments: &InspectArguments, language: Language) -> anyhow::Result<Outcome> {
    let table =
        ingest::read_all(&arguments.inputs, arguments.sheet.as_deref()).map_err(Error::from)?;
    let guesses = guess_roles(&table);
    let open: Vec<usize> = (0..guesses.len())
        .filter(|column| guesses[*column].role == Role::Open)
        .collect();
    let mut text = messages::files(&table, language);
    text.push('\n');
    text += &messages::open_questions(&table, &open, &guesses, language);
    text.push_str("\n\n");
    for (column, guess) in table.columns().iter().zip(&guesses) {
        let (role, why) = messages::role(guess, language);
        let name: String = column.name().chars().take(70).collect();
        text += &format!("{:>3}  {role:<18} {name}  ({why})\n", column.letters());
    }
    print(&text)?;
    Ok(Outcome::Done)
}
