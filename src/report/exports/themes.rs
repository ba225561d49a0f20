//! `themes.csv`: one line per question and code, in the order of the codebook. Cells are
//! empty where the synthesis or the rules of the report give nothing: shares and stability
//! on fewer than fifty answers, people where no id tells them apart, counts of families and
//! sub-themes other than their answers.

use super::cells::Csv;
use super::codes::{self, BETWEEN, Code, Level};
use crate::error::Error;
use crate::report::wording;
use crate::synthesis::Synthesis;

const COLUMNS: [&str; 18] = [
    "question",
    "level",
    "id",
    "parent_id",
    "title",
    "title_origin",
    "extractive_title",
    "answers",
    "answers_once",
    "main_answers",
    "people",
    "texts",
    "base",
    "share_percent",
    "scale",
    "stability_percent",
    "key_phrases",
    "quote_answers",
];

/// Renders the codes of all questions. Cost: linear in them.
pub(super) fn render(synthesis: &Synthesis) -> Result<Vec<u8>, Error> {
    let words = wording::catalogue(synthesis.language)?;
    let mut table = Csv::new(&COLUMNS)?;
    for code in codes::all(synthesis) {
        let shown = code.shown(synthesis.provenance.campaigns);
        let count = |count: Option<usize>| count.map_or(String::new(), |n| n.to_string());
        let theme = code.theme();
        let people = theme.filter(|_| synthesis.identified);
        let figures = [
            count(Some(code.answers())),
            count(theme.map(|t| t.answers_once)),
            count(theme.map(|t| t.main_answers)),
            count(people.map(|t| t.respondents)),
            count(theme.map(|t| t.distinct_texts)),
            count(shown.as_ref().map(|s| s.base)),
            count(shown.as_ref().and_then(|s| s.percent)),
        ];
        let scale = shown.as_ref().and_then(|s| words.get(s.scale));
        let stability = shown.as_ref().and_then(|s| s.stability);
        let stability = count(stability.map(usize::from));
        let (phrases, quotes) = (code.key_phrases(), quote_answers(&code));
        let head = [
            code.question.question.id.0.as_str(),
            code.level(),
            code.id(),
            code.parent(),
            code.title(),
            code.origin(),
            code.extractive_title(),
        ];
        let tail = [
            scale.map_or("", String::as_str),
            &stability,
            &phrases,
            &quotes,
        ];
        let figures = figures.iter().map(String::as_str);
        table.line(head.into_iter().chain(figures).chain(tail))?;
    }
    table.bytes()
}

/// Ids of the answers quoted; a family quotes nothing of its own.
fn quote_answers(code: &Code<'_>) -> String {
    if matches!(code.level, Level::Family(_)) {
        return String::new();
    }
    let quotes = code.quotes();
    let ids: Vec<&str> = quotes.iter().map(|q| q.answer.0.as_str()).collect();
    ids.join(BETWEEN)
}
