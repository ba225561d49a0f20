//! The language of messages, and the sentences that say what was recognised.

use std::ffi::OsString;

use crate::answers::{ColumnMap, RoleGuess, SetAside};
use crate::error::quoted;
use crate::ingest::{Export, Role};
use crate::language::Language;
use crate::synthesis::Unplaced;

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

/// `« essai.csv » : fichier LimeSurvey reconnu, 150 lignes, 15 colonnes (CSV, UTF-8).`
pub(super) fn files(export: &Export, language: Language) -> String {
    let mut lines = Vec::new();
    for file in export.files() {
        let details = file.details(language);
        let tool = match file.platform_name() {
            Some(name) => language.choose(
                format!("fichier {name} reconnu, "),
                format!("{name} file recognised, "),
            ),
            None => String::new(),
        };
        let rows = count(
            file.rows,
            language,
            &language.choose(["ligne", "lignes"], ["row", "rows"]),
        );
        let columns = count(
            file.columns,
            language,
            &language.choose(["colonne", "colonnes"], ["column", "columns"]),
        );
        lines.push(language.choose(
            format!("« {} » : {tool}{rows}, {columns} ({details}).", file.name),
            format!("\"{}\": {tool}{rows}, {columns} ({details}).", file.name),
        ));
        lines.extend(
            file.notices
                .iter()
                .map(|notice| format!("  {}", notice.say(language))),
        );
    }
    lines.join("\n")
}

/// Direct identifiers, by name: their cells are never kept.
pub(super) fn dropped(
    export: &Export,
    guesses: &[RoleGuess],
    map: &ColumnMap,
    language: Language,
) -> Option<String> {
    let used = map.used();
    let names: Vec<String> = (0..guesses.len())
        .filter(|column| guesses[*column].role == Role::Identifier && !used.contains(column))
        .map(|column| export.columns()[column].name())
        .collect();
    let list = quoted(&names, language);
    (!names.is_empty()).then(|| {
        language.choose(
            format!("Données personnelles directes, écartées dès la lecture : {list}."),
            format!("Direct identifiers, dropped at reading: {list}."),
        )
    })
}

/// `Lignes mises de côté : brouillon 2, test 1.`
pub(super) fn rows_aside(aside: &[(SetAside, usize)], language: Language) -> Option<String> {
    let classes: Vec<String> = aside
        .iter()
        .map(|(class, count)| format!("{} {count}", class.say(language)))
        .collect();
    let list = classes.join(", ");
    (!aside.is_empty()).then(|| {
        language.choose(
            format!("Lignes mises de côté en entier : {list}."),
            format!("Rows set aside as a whole: {list}."),
        )
    })
}

/// How respondents are told apart.
pub(super) fn respondents(export: &Export, map: &ColumnMap, language: Language) -> String {
    let named = |column: usize| {
        let column = &export.columns()[column];
        language.choose(
            format!("« {} » (colonne {})", column.name(), column.letters()),
            format!("\"{}\" (column {})", column.name(), column.letters()),
        )
    };
    match map.respondent.or(map.id) {
        Some(person) => language.choose(
            format!("Identifiant des répondants : {}.", named(person)),
            format!("Respondent id: {}.", named(person)),
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
    export: &Export,
    open: &[usize],
    guesses: &[RoleGuess],
    language: Language,
) -> String {
    let named: Vec<String> = open
        .iter()
        .map(|column| {
            let letters = export.columns()[*column].letters();
            let name = export.columns()[*column].name();
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
    let nouns = language.choose(
        ["question ouverte reconnue", "questions ouvertes reconnues"],
        ["open question recognised", "open questions recognised"],
    );
    if open.is_empty() {
        return language
            .choose(
                "Aucune question ouverte reconnue.",
                "No open question recognised.",
            )
            .to_owned();
    }
    let number = count(open.len(), language, &nouns);
    language.choose(format!("{number} : {list}."), format!("{number}: {list}."))
}

/// `2 lignes`, `1 row`: the number with its noun, given as one and many.
fn count(n: usize, language: Language, noun: &[&str; 2]) -> String {
    format!("{n} {}", noun[usize::from(!language.is_singular(n))])
}

/// A decision of a review that finds nothing to be put on.
pub(super) fn unplaced(lost: &Unplaced, language: Language) -> String {
    let what = lost.say(language);
    language.choose(
        format!("Décision de relecture gardée, sans objet aujourd'hui : {what}."),
        format!("Decision of a review kept, about nothing today: {what}."),
    )
}
