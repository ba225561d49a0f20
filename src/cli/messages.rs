//! The language of messages, and the sentences that say what was recognised.

use std::ffi::OsString;

use crate::answers::{Role, RoleGuess};
use crate::ingest::Table;
use crate::language::Language;

/// `--lang` wherever it stands, else the locale, else French.
pub(super) fn language(arguments: impl Iterator<Item = OsString>) -> Language {
    let arguments: Vec<String> = arguments
        .map(|argument| argument.to_string_lossy().into_owned())
        .collect();
    let typed = arguments.iter().enumerate().find_map(|(i, argument)| {
        match argument.strip_prefix("--lang=") {
            Some(value) => Some(value.to_owned()),
            None if argument == "--lang" => arguments.get(i + 1).cloned(),
            None => None,
        }
    });
    if let Some(typed) = typed {
        return Language::from_locale(&typed);
    }
    let locale = ["LC_ALL", "LC_MESSAGES", "LANG"]
        .iter()
        .find_map(|name| std::env::var(name).ok().filter(|value| !value.is_empty()));
    Language::from_locale(&locale.unwrap_or_default())
}

/// `« essai.csv » : 150 lignes, 15 colonnes (CSV, UTF-8, séparateur « ; »).`
pub(super) fn files(table: &Table, language: Language) -> String {
    let mut lines = Vec::new();
    for file in table.files() {
        let details = file.details(language);
        let columns = file.columns;
        lines.push(language.choose(
            format!(
                "« {} » : {}, {} ({details}).",
                file.name,
                count(file.rows, Language::French, "ligne", "lignes"),
                count(columns, Language::French, "colonne", "colonnes"),
            ),
            format!(
                "\"{}\": {}, {} ({details}).",
                file.name,
                count(file.rows, Language::English, "row", "rows"),
                count(columns, Language::English, "column", "columns"),
            ),
        ));
        lines.extend(
            file.notices
                .iter()
                .map(|notice| format!("  {}", notice.say(language))),
        );
    }
    lines.join("\n")
}

/// How respondents are told apart.
pub(super) fn respondents(table: &Table, id: Option<usize>, language: Language) -> String {
    match id.map(|column| &table.columns()[column]) {
        Some(column) => language.choose(
            format!(
                "Identifiant des répondants : « {} » (colonne {}).",
                column.name(),
                column.letters()
            ),
            format!(
                "Respondent id: \"{}\" (column {}).",
                column.name(),
                column.letters()
            ),
        ),
        None => language
            .choose(
                "Pas d'identifiant reconnu : chaque ligne compte pour une personne (voir --id).",
                "No id recognised: each row counts as one person (see --id).",
            )
            .to_owned(),
    }
}

/// `2 questions ouvertes reconnues : « … » (colonne N) et « … » (colonne O).`
pub(super) fn open_questions(
    table: &Table,
    open: &[usize],
    guesses: &[RoleGuess],
    language: Language,
) -> String {
    let named: Vec<String> = open
        .iter()
        .map(|column| {
            let letters = table.columns()[*column].letters();
            let name = table.columns()[*column].name();
            let doubt = if guesses[*column].uncertain {
                language.choose(", à vérifier", ", to be checked")
            } else {
                ""
            };
            language.choose(
                format!("« {name} » (colonne {letters}{doubt})"),
                format!("\"{name}\" (column {letters}{doubt})"),
            )
        })
        .collect();
    let list = match named.split_last() {
        Some((last, rest)) if !rest.is_empty() => {
            format!(
                "{}{}{last}",
                rest.join(", "),
                language.choose(" et ", " and ")
            )
        }
        _ => named.join(""),
    };
    language.choose(
        format!(
            "{} : {list}.",
            count(
                open.len(),
                Language::French,
                "question ouverte reconnue",
                "questions ouvertes reconnues"
            )
        ),
        format!(
            "{}: {list}.",
            count(
                open.len(),
                Language::English,
                "open question recognised",
                "open questions recognised"
            )
        ),
    )
}

/// `2 lignes`, `1 row`: the number with its noun.
fn count(n: usize, language: Language, one: &str, many: &str) -> String {
    format!("{n} {}", if language.is_singular(n) { one } else { many })
}

/// The name of a role and why it was guessed.
pub(super) fn role(guess: &RoleGuess, language: Language) -> (&'static str, String) {
    let name = match guess.role {
        Role::Id => language.choose("identifiant", "id"),
        Role::Date => language.choose("date", "date"),
        Role::Identifier => language.choose("donnée personnelle", "personal data"),
        Role::Open => language.choose("question ouverte", "open question"),
        Role::Closed => language.choose("question fermée", "closed question"),
        Role::Number => language.choose("nombre", "number"),
        Role::Empty => language.choose("vide", "empty"),
        Role::Other => language.choose("autre", "other"),
    };
    let (filled, distinct, words) = (guess.filled, guess.distinct, guess.median_words);
    let mut why = language.choose(
        format!(
            "{}, {}, {} en médiane",
            count(
                filled,
                Language::French,
                "cellule remplie",
                "cellules remplies"
            ),
            count(
                distinct,
                Language::French,
                "texte différent",
                "textes différents"
            ),
            count(words, Language::French, "mot", "mots"),
        ),
        format!(
            "{}, {}, median {}",
            count(filled, Language::English, "filled cell", "filled cells"),
            count(
                distinct,
                Language::English,
                "different text",
                "different texts"
            ),
            count(words, Language::English, "word", "words"),
        ),
    );
    if guess.uncertain {
        why += language.choose(" ; à vérifier", "; to be checked");
    }
    (name, why)
}
