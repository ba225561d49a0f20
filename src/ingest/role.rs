//! What a column is for, and what its cells say about a whole row.
//!
//! Platforms name the columns they are sure of; the rest is guessed from the cells by the
//! `answers` stage.

use serde::{Deserialize, Serialize};

use crate::language::Language;
use crate::words::fold;

/// What a column is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Names the response or contribution: one row, one id.
    Id,
    /// A pseudonymous number of the person, who may have several rows.
    Respondent,
    /// Dates, times.
    Date,
    /// Says whether the row counts: draft, unpublished, unfinished, moderated.
    Status,
    /// Language of the answers.
    Language,
    /// Direct identifier: name, e-mail, telephone, address, IP. Dropped at reading.
    Identifier,
    /// Describes the person: groups are compared by it.
    Segment,
    /// A question with a list of choices.
    Closed,
    /// A question with several choices, joined in one column or one column an option.
    Multiple,
    /// Numbers: scales, votes, amounts.
    Number,
    /// A free-text question.
    Open,
    /// Technical, empty, or nothing the report uses.
    Ignored,
}

impl Role {
    /// The name people see.
    pub fn say(self, language: Language) -> &'static str {
        match self {
            Role::Id => language.choose("identifiant", "id"),
            Role::Respondent => language.choose("répondant", "respondent"),
            Role::Date => language.choose("date", "date"),
            Role::Status => language.choose("statut", "status"),
            Role::Language => language.choose("langue", "language"),
            Role::Identifier => language.choose("donnée personnelle", "personal data"),
            Role::Segment => language.choose("profil", "segment"),
            Role::Closed => language.choose("question fermée", "closed question"),
            Role::Multiple => language.choose("choix multiple", "multiple choice"),
            Role::Number => language.choose("nombre", "number"),
            Role::Open => language.choose("question ouverte", "open question"),
            Role::Ignored => language.choose("ignorée", "ignored"),
        }
    }
}

/// Why a row as a whole is not an answer to analyse. A row counts under the first that
/// applies, in this order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RowClass {
    /// A line of totals or means under the answers.
    Total,
    /// Saved by its author, never sent.
    Draft,
    /// Sent, but never published.
    Unpublished,
    /// Hidden, withdrawn or thrown away by the people who run the platform or its author.
    Moderated,
    /// The questionnaire was left before its end.
    Unfinished,
    /// A preview by the people who wrote the questionnaire.
    Preview,
    /// A test of the questionnaire.
    Test,
}

/// When a cell puts its row in a class. Values are folded (lower case, no accents).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum When {
    /// The cell is empty.
    Empty,
    /// The cell says one of these.
    Says(&'static [&'static str]),
}

/// A rule by which a column sets rows aside.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RowRule {
    /// When it applies.
    pub when: When,
    /// Where the row goes then.
    pub class: RowClass,
}

impl RowRule {
    /// The class of a row with this cell, when the rule applies.
    pub fn class_of(&self, cell: &str) -> Option<RowClass> {
        let applies = match self.when {
            When::Empty => cell.trim().is_empty(),
            When::Says(values) => {
                let said = fold(cell.trim());
                values.contains(&said.as_str())
            }
        };
        applies.then_some(self.class)
    }
}

/// What a column is beside others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// Nothing special.
    Plain,
    /// The title of a contribution whose text stands in another column.
    Heading,
    /// The kind of row, in a file that mixes several, each with columns of its own.
    RowKind,
}

/// What a platform knows of one of its columns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hint {
    /// The column's role.
    pub role: Role,
    /// What it is beside others.
    pub part: Part,
    /// How it sets rows aside, if it does.
    pub rules: &'static [RowRule],
}

impl Hint {
    /// A role without rules.
    pub const fn role(role: Role) -> Hint {
        Hint::with(role, &[])
    }

    /// A role with rules.
    pub const fn with(role: Role, rules: &'static [RowRule]) -> Hint {
        Hint {
            role,
            part: Part::Plain,
            rules,
        }
    }

    /// A role for a special part.
    pub const fn part(role: Role, part: Part) -> Hint {
        Hint {
            role,
            part,
            rules: &[],
        }
    }
}

/// Folded ways to say yes in an export.
pub const YES: &[&str] = &["oui", "yes", "true", "vrai", "1", "x", "y"];
/// Folded ways to say no in an export.
pub const NO: &[&str] = &["non", "no", "false", "faux", "0", "n"];

/// `when` the cell says yes, the row is of `class`.
pub const fn if_yes(class: RowClass) -> RowRule {
    RowRule {
        when: When::Says(YES),
        class,
    }
}

/// `when` the cell says no, the row is of `class`.
pub const fn if_no(class: RowClass) -> RowRule {
    RowRule {
        when: When::Says(NO),
        class,
    }
}

/// `when` the cell is empty, the row is of `class`.
pub const fn if_empty(class: RowClass) -> RowRule {
    RowRule {
        when: When::Empty,
        class,
    }
}

/// `when` the cell says one of `values`, the row is of `class`.
pub const fn if_says(values: &'static [&'static str], class: RowClass) -> RowRule {
    RowRule {
        when: When::Says(values),
        class,
    }
}
