//! `iramuteq-q1.txt`…: the answers of one question as a corpus for IRaMuTeQ (rainette and
//! R.temis read it too), and `iramuteq-variables.csv`, what its starred variables stand for.
//!
//! One corpus per question: forms are compared between answers to the same question. A text
//! is a line `**** *id_R0042 *question_Q1 *theme_T03_bus_du_soir *T03_oui *quartier_gare` and
//! one line with the whole answer. UTF-8 without a mark at the start, which would hide the
//! first `****`. The rules are those of IRaMuTeQ 0.8's `corpus.py`: a variable ends at its
//! first `_`, and a text may carry one value of a variable, so `theme` is the main theme and
//! every theme of the text, the main one included, is a variable of its own.
//!
//! What is changed in a text, on this copy only: `*` becomes `＊` and `$` becomes `＄` (the
//! first opens a text or a part of one at the start of a line, all that follows the second
//! is lost), and any white space or control character is one space with its neighbours.
//! Nothing is left out; an answer with no visible character is an empty text, which
//! IRaMuTeQ passes over. Values are written with ASCII letters, digits and `_`.

use std::collections::HashMap;

use super::super::ReportFile;
use super::cells::Csv;
use super::names::{Names, compact, slug, value};
use crate::error::Error;
use crate::language::Language;
use crate::synthesis::{AnswerRecord, QuestionResult, Synthesis};
use crate::themes::{Family, ThemeId};
use crate::words::Lexicon;

const COLUMNS: [&str; 6] = ["question", "variable", "value", "id", "text", "answers"];
/// Longest part of a title in a value, in characters.
const TITLE: usize = 40;

/// The corpus of each question, then what the variables stand for.
/// Cost: linear in the texts and the answers times the segment columns.
pub(super) fn files(synthesis: &Synthesis) -> Result<Vec<ReportFile>, Error> {
    let mut files = Vec::new();
    let mut variables = Csv::new(&COLUMNS)?;
    let mut names = Names::new("-");
    for question in &synthesis.questions {
        let starred = Starred::new(question, synthesis.language);
        let id = &question.question.id.0;
        let name = names.of(id, || slug(id, TITLE).to_ascii_lowercase());
        files.push(ReportFile::new(
            format!("iramuteq-{name}.txt"),
            corpus(question, &starred),
        ));
        for record in starred.records(question) {
            variables.line(record.each_ref().map(|cell| &**cell))?;
        }
    }
    files.push(ReportFile::new(
        "iramuteq-variables.csv",
        variables.bytes()?,
    ));
    Ok(files)
}

fn corpus(question: &QuestionResult, starred: &Starred<'_>) -> String {
    let mut corpus = String::new();
    let mut ids = Names::new("_");
    for answer in &question.answers {
        corpus.push_str("**** *id_");
        corpus.push_str(&ids.of(&answer.id.0, || slug(&answer.id.0, usize::MAX)));
        corpus.push_str(" *question_");
        corpus.push_str(&starred.question);
        for (variable, value) in starred.of(answer) {
            corpus.push_str(" *");
            corpus.push_str(variable);
            corpus.push('_');
            corpus.push_str(value);
        }
        corpus.push('\n');
        corpus.push_str(&on_one_line(&answer.text));
        corpus.push_str("\n\n");
    }
    corpus
}

/// A text as one line that IRaMuTeQ takes for nothing else.
fn on_one_line(text: &str) -> String {
    let parts = text.split(|c: char| c.is_whitespace() || c.is_control());
    let parts: Vec<&str> = parts.filter(|part| !part.is_empty()).collect();
    parts.join(" ").replace('*', "＊").replace('$', "＄")
}

/// The variables of a question, each with the values it takes.
struct Starred<'a> {
    question: String,
    /// `theme` and `famille`, `yes`, and what stands for nothing, in the report's language.
    words: Words,
    themes: HashMap<&'a ThemeId, Theme>,
    columns: Vec<Column<'a>>,
}

#[derive(Clone, Copy)]
struct Words {
    family: &'static str,
    yes: &'static str,
    none: &'static str,
    blank: &'static str,
}

struct Theme {
    variable: String,
    value: String,
    family: Option<String>,
}

struct Column<'a> {
    title: &'a str,
    variable: String,
    values: HashMap<&'a str, String>,
}

impl<'a> Starred<'a> {
    fn new(question: &'a QuestionResult, language: Language) -> Starred<'a> {
        let words = Words {
            family: language.choose("famille", "family"),
            yes: language.choose("oui", "yes"),
            none: language.choose("aucun", "none"),
            blank: language.choose("sans_reponse", "no_answer"),
        };
        let mut variables = Names::new("");
        for reserved in ["id", "question", "theme", words.family] {
            variables.of(reserved, || reserved.to_owned());
        }
        let lexicon = Lexicon::new(question.language);
        let themes = themes(question, &mut variables);
        let columns = question.segments.iter().enumerate().map(|(place, base)| {
            let named = || compact(&base.title, &lexicon);
            let variable = variables.of(&format!("column {place}"), named);
            let mut names = Names::new("_");
            let values = base.values.iter().map(|(said, _)| {
                let named = || match said.trim() {
                    "" => words.blank.to_owned(),
                    said => value(said, TITLE),
                };
                (said.as_str(), names.of(said, named))
            });
            Column {
                title: &base.title,
                variable,
                values: values.collect(),
            }
        });
        Starred {
            question: slug(&question.question.id.0, TITLE),
            words,
            columns: columns.collect(),
            themes,
        }
    }

    /// Variables and values of one answer.
    fn of(&self, answer: &AnswerRecord) -> Vec<(&str, &str)> {
        let carried: Vec<&Theme> = answer
            .themes
            .iter()
            .filter_map(|id| self.themes.get(id))
            .collect();
        let main = carried.first();
        let mut values = vec![("theme", main.map_or(self.words.none, |t| t.value.as_str()))];
        if let Some(family) = main.and_then(|theme| theme.family.as_deref()) {
            values.push((self.words.family, family));
        }
        values.extend(
            carried
                .iter()
                .map(|t| (t.variable.as_str(), self.words.yes)),
        );
        for (column, value) in self.columns.iter().zip(&answer.segments) {
            if let Some(name) = column.values.get(value.as_str()) {
                values.push((&column.variable, name));
            }
        }
        values
    }

    /// The lines of `iramuteq-variables.csv` for this question.
    fn records(&self, question: &QuestionResult) -> Vec<[String; 6]> {
        let line = |variable: &str, value: &str, id: &str, text: &str, answers: usize| {
            let answers = answers.to_string();
            [&self.question, variable, value, id, text, &answers].map(str::to_owned)
        };
        let mut lines = Vec::new();
        for result in &question.themes {
            let (id, title) = (&result.theme.id, &result.theme.title);
            if let Some(theme) = self.themes.get(id) {
                lines.push(line(
                    "theme",
                    &theme.value,
                    &id.0,
                    title,
                    result.main_answers,
                ));
                let yes = self.words.yes;
                lines.push(line(&theme.variable, yes, &id.0, title, result.answers));
            }
        }
        for family in families(question) {
            let of = |id: &ThemeId| question.themes.iter().find(|t| t.theme.id == *id);
            let main = family.themes.iter().filter_map(of).map(|t| t.main_answers);
            let (name, id) = (titled(&family.id, &family.title), &family.id.0);
            let total = main.sum();
            lines.push(line(self.words.family, &name, id, &family.title, total));
        }
        let unassigned = question.balance.unassigned;
        lines.push(line("theme", self.words.none, "", "", unassigned));
        for (column, base) in self.columns.iter().zip(&question.segments) {
            for (value, answers) in &base.values {
                let name = column.values.get(value.as_str()).map_or("", String::as_str);
                let text = format!("{} : {value}", column.title);
                lines.push(line(&column.variable, name, "", &text, *answers));
            }
        }
        lines
    }
}

/// Families of several themes, as in `coding.csv`.
fn families(question: &QuestionResult) -> impl Iterator<Item = &Family> {
    question.families.iter().filter(|f| f.themes.len() > 1)
}

fn themes<'a>(question: &'a QuestionResult, variables: &mut Names) -> HashMap<&'a ThemeId, Theme> {
    let mut family_of: HashMap<&ThemeId, String> = HashMap::new();
    for family in families(question) {
        let name = titled(&family.id, &family.title);
        family_of.extend(family.themes.iter().map(|id| (id, name.clone())));
    }
    let themes = question.themes.iter().map(|result| {
        let (id, title) = (&result.theme.id, &result.theme.title);
        let theme = Theme {
            variable: variables.of(&format!("theme {}", id.0), || short(id)),
            value: titled(id, title),
            family: family_of.remove(id),
        };
        (id, theme)
    });
    themes.collect()
}

/// What follows the question in an id: `T03` of `Q1-T03`.
fn short(id: &ThemeId) -> String {
    let own = id.0.split_once('-').map_or(id.0.as_str(), |(_, own)| own);
    own.chars().filter(char::is_ascii_alphanumeric).collect()
}

/// `T03_bus_du_soir`: the id makes it the only one of its name.
fn titled(id: &ThemeId, title: &str) -> String {
    match value(title, TITLE) {
        title if title.is_empty() => short(id),
        title => format!("{}_{title}", short(id)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_can_be_taken_for_a_line_of_stars() {
        for (text, written) in [
            ("Oui.\r\n**** *id_1\nNon", "Oui. ＊＊＊＊ ＊id_1 Non"),
            ("-*theme\u{2028}5 $ le ticket", "-＊theme 5 ＄ le ticket"),
            (" a\u{0}\u{b}b\t [TEL_1] ", "a b [TEL_1]"),
            ("\n", ""),
        ] {
            assert_eq!(on_one_line(text), written);
        }
    }
}
