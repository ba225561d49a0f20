//! What each column is likely to hold, with the reason, for a person to confirm.

use std::collections::HashSet;
use std::sync::LazyLock;

use regex::Regex;

use crate::ingest::Table;
use crate::words::fold;

/// What a column is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// Tells respondents apart.
    Id,
    /// Dates, times, durations of the questionnaire.
    Date,
    /// Name, e-mail, telephone, address: never read further.
    Identifier,
    /// A free-text question.
    Open,
    /// A question with a list of choices.
    Closed,
    /// Numbers.
    Number,
    /// No filled cell.
    Empty,
    /// Anything else.
    Other,
}

/// The guess for one column and what it rests on.
#[derive(Clone, Debug)]
pub struct RoleGuess {
    /// The guess.
    pub role: Role,
    /// Filled cells.
    pub filled: usize,
    /// Different texts among them.
    pub distinct: usize,
    /// Words in the middle answer.
    pub median_words: usize,
    /// True when the figures are close to a threshold and a person should look.
    pub uncertain: bool,
}

static DATE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"^\s*(\d{4}-\d{1,2}-\d{1,2}|\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4})([ T].*)?$").ok()
});
static TECHNICAL: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"^\s*(https?://\S+|[\w.+-]+@[\w-]+\.\S+|[0-9a-fA-F-]{16,})\s*$").ok()
});

/// Folded titles of respondent ids in survey tools.
const ID_TITLES: &[&str] = &[
    "#",
    "id",
    "id de la reponse",
    "id de reponse",
    "id reponse",
    "identifiant",
    "n°",
    "no",
    "numero",
    "reference",
    "respondent id",
    "respondent_id",
    "respondentid",
    "response id",
    "response_id",
    "responseid",
];

/// Starts of folded titles that name a person rather than an opinion.
const IDENTIFIER_TITLES: &[&str] = &[
    "nom",
    "prenom",
    "name",
    "first name",
    "last name",
    "surname",
    "e-mail",
    "email",
    "mail",
    "courriel",
    "adresse de messagerie",
    "adresse e-mail",
    "adresse email",
    "adresse mail",
    "adresse ip",
    "adresse postale",
    "ip address",
    "hachage ip",
    "telephone",
    "phone",
    "numero de telephone",
    "username",
    "nom d'utilisateur",
];

/// Words of a title that ask for free text.
const ASKING: &[&str] = &[
    "pourquoi",
    "precis",
    "commentaire",
    "remarque",
    "suggestion",
    "propos",
    "idee",
    "avis",
    "expliqu",
    "qu'est-ce qui",
    "comment",
    "why",
    "explain",
    "please",
    "suggest",
    "describe",
    "what ",
];

/// Guesses the role of every column. Cost: linear in the cells.
pub fn guess_roles(table: &Table) -> Vec<RoleGuess> {
    (0..table.columns().len())
        .map(|column| guess(table, column))
        .collect()
}

fn guess(table: &Table, column: usize) -> RoleGuess {
    let title = fold(&table.columns()[column].title);
    let cells: Vec<&str> = table
        .texts(column)
        .map(str::trim)
        .filter(|t| !t.is_empty())
        .collect();
    let filled = cells.len();
    let distinct = table.distinct(column);
    let mut words: Vec<usize> = cells.iter().map(|t| t.split_whitespace().count()).collect();
    words.sort_unstable();
    let median_words = words.get(filled / 2).copied().unwrap_or(0);
    let share = |test: &dyn Fn(&str) -> bool| {
        cells.iter().filter(|t| test(t)).count() as f64 / filled.max(1) as f64
    };
    let numbers = share(&|t| t.replace(',', ".").parse::<f64>().is_ok());
    let dates = share(&|t| DATE.as_ref().is_some_and(|re| re.is_match(t)));
    let technical = share(&|t| TECHNICAL.as_ref().is_some_and(|re| re.is_match(t)));
    let long = words.iter().filter(|n| **n >= 6).count() as f64 / filled.max(1) as f64;
    let variety = distinct as f64 / filled.max(1) as f64;
    let asks = title.ends_with('?') || ASKING.iter().any(|word| title.contains(word));
    let wordy = median_words >= 4 || long >= 0.25;
    let mut uncertain = false;
    let role = if filled == 0 {
        Role::Empty
    } else if ID_TITLES.contains(&title.as_str()) && tells_people_apart(table, column) {
        Role::Id
    } else if IDENTIFIER_TITLES
        .iter()
        .any(|start| names_person(&title, start))
    {
        Role::Identifier
    } else if dates > 0.8 {
        Role::Date
    } else if numbers > 0.8 {
        Role::Number
    } else if technical < 0.2 && numbers + dates < 0.2 && variety > 0.5 && wordy {
        uncertain = filled < 10 || (!asks && median_words < 6);
        Role::Open
    } else if asks && filled >= 5 && variety > 0.8 && median_words >= 2 && technical < 0.2 {
        uncertain = true;
        Role::Open
    } else if distinct <= 30 || variety < 0.3 {
        Role::Closed
    } else {
        Role::Other
    };
    RoleGuess {
        role,
        filled,
        distinct,
        median_words,
        uncertain,
    }
}

/// True for a column filled in most rows whose values are mostly different within a file:
/// people may answer twice, and every file of a platform may number from 1.
fn tells_people_apart(table: &Table, column: usize) -> bool {
    let mut ids = HashSet::new();
    let mut filled = 0;
    for (row, text) in table.texts(column).enumerate() {
        if !text.trim().is_empty() {
            filled += 1;
            ids.insert((table.file_of(row), text.trim()));
        }
    }
    filled * 10 >= table.height() * 9 && ids.len() * 2 > filled
}

/// `nom` matches `nom` and `nom de famille`, not `nombre d'enfants`.
fn names_person(title: &str, start: &str) -> bool {
    title.len() < 60
        && title.strip_prefix(start).is_some_and(|rest| {
            rest.is_empty() || !rest.starts_with(|c: char| c.is_alphanumeric() || c == '_')
        })
        && !title.ends_with('?')
}
