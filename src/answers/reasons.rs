//! Why a column was taken for what it is, in words.

use super::roles::RoleGuess;
use crate::language::Language;

/// What a guess rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// The survey tool always has this column.
    Platform,
    /// Titles of contributions whose texts stand beside them; analysed when asked for.
    Heading,
    /// The title says it.
    Title,
    /// No filled cell.
    Empty,
    /// The cells are e-mail addresses, telephone numbers or network addresses.
    PersonalCells,
    /// The values are age bands, or women and men.
    PersonValues,
    /// Another column is the id.
    SecondId,
    /// Free text beside a closed question: `Autre, précisez`.
    Completes,
    /// One column an option of the same question.
    Options,
    /// A row of a matrix of choices.
    Matrix,
    /// Several choices in a cell, joined by this character.
    Joined(char),
    /// Dates or times.
    Dates,
    /// Numbers.
    Numbers,
    /// Few values that come again and again.
    FewValues,
    /// Links, file names or codes.
    Technical,
    /// Long and varied texts.
    FreeText,
    /// Nothing fits.
    Unclear,
}

impl RoleGuess {
    /// The reason in words, with the figures it rests on.
    pub fn say_why(&self, language: Language) -> String {
        let (filled, distinct, words) = (self.filled, self.distinct, self.median_words);
        let why = match self.reason {
            Reason::Platform => language
                .choose("colonne connue de l'outil", "a column of the tool")
                .to_owned(),
            Reason::Heading => language
                .choose(
                    "titres des contributions, à analyser avec --open",
                    "titles of the contributions, analysed with --open",
                )
                .to_owned(),
            Reason::Title => language
                .choose("l'intitulé le dit", "the title says so")
                .to_owned(),
            Reason::Empty => language
                .choose("aucune cellule remplie", "no filled cell")
                .to_owned(),
            Reason::PersonalCells => language
                .choose(
                    "les cellules sont des adresses ou des numéros",
                    "the cells are addresses or numbers",
                )
                .to_owned(),
            Reason::PersonValues => language
                .choose(
                    "des tranches d'âge, ou femmes et hommes",
                    "age bands, or women and men",
                )
                .to_owned(),
            Reason::SecondId => language
                .choose(
                    "une autre colonne sert d'identifiant",
                    "another column is the id",
                )
                .to_owned(),
            Reason::Completes => language.choose(
                format!("précise une question fermée, {filled} réponses"),
                format!("completes a closed question, {filled} answers"),
            ),
            Reason::Options => language
                .choose("une colonne par choix", "one column a choice")
                .to_owned(),
            Reason::Matrix => language
                .choose("une ligne d'une grille", "a row of a matrix")
                .to_owned(),
            Reason::Joined(by) => {
                let by = match by {
                    ' ' => language.choose("espace", "space").to_owned(),
                    other => language.choose(format!("« {other} »"), format!("\"{other}\"")),
                };
                language.choose(
                    format!("plusieurs choix par cellule, séparés par {by}"),
                    format!("several choices a cell, separated by {by}"),
                )
            }
            Reason::Dates => language
                .choose("des dates ou des heures", "dates or times")
                .to_owned(),
            Reason::Numbers => language.choose("des nombres", "numbers").to_owned(),
            Reason::FewValues => language.choose(
                format!("{distinct} valeurs différentes pour {filled} cellules"),
                format!("{distinct} different values in {filled} cells"),
            ),
            Reason::Technical => language
                .choose(
                    "des liens, des fichiers ou des codes",
                    "links, files or codes",
                )
                .to_owned(),
            Reason::FreeText => language.choose(
                format!(
                    "{distinct} textes différents pour {filled} cellules, {words} mots en médiane"
                ),
                format!("{distinct} different texts in {filled} cells, median {words} words"),
            ),
            Reason::Unclear => language.choose(
                format!("ni question ni liste : {distinct} valeurs pour {filled} cellules"),
                format!("neither question nor list: {distinct} values in {filled} cells"),
            ),
        };
        match self.uncertain {
            true => why + language.choose(" ; à vérifier", "; to be checked"),
            false => why,
        }
    }
}
