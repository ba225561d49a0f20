//! What changed between two results, drawn: `diff.html` and `diff.md` to read, `diff.csv`
//! with every answer that moved.

use super::ReportFile;
use super::documents;
use super::exports::Csv;
use super::view::{ComparisonView, Sides, Teller};
use super::wording;
use crate::error::Error;
use crate::language::Language;
use crate::synthesis::Synthesis;
use crate::synthesis::comparison::Comparison;

/// A comparison to draw.
pub struct Compared<'a> {
    /// The earlier result and the later one.
    pub results: [&'a Synthesis; 2],
    /// What they are called.
    pub names: [&'a str; 2],
    /// What changed.
    pub comparison: &'a Comparison,
}

/// What is written and what is said of a comparison.
pub struct Drawn {
    /// `diff.html`, `diff.md`, `diff.csv`.
    pub files: Vec<ReportFile>,
    /// Lines for a terminal.
    pub lines: String,
}

/// Draws a comparison in `language`; the same results give the same bytes.
pub fn render_comparison(compared: &Compared<'_>, language: Language) -> Result<Drawn, Error> {
    let words = wording::catalogue(language)?;
    let teller = Teller {
        words: &words,
        language,
    };
    let sides = Sides {
        results: compared.results,
        names: compared.names,
    };
    let view = teller.comparison(&sides, compared.comparison);
    let lines = lines(&view, &teller);
    let colours = &compared.results[1].presentation;
    let mut files = documents::comparison(view, &words, colours, language)?;
    files.push(ReportFile::new("diff.csv", moved(compared, &teller)?));
    Ok(Drawn { files, lines })
}

fn lines(view: &ComparisonView, teller: &Teller<'_>) -> String {
    let mut lines = vec![view.title.clone()];
    lines.extend(view.settings.clone());
    for question in &view.questions {
        lines.push(format!("\n{} {}", question.id, question.text));
        lines.extend(question.notes.iter().map(|note| format!("  {note}")));
        lines.push(format!("  → {}", question.moves));
        let new = question.new.iter().map(|new| &new.said).collect::<Vec<_>>();
        let parts = [
            ("diff_new", new),
            ("diff_grown", question.grown.iter().collect()),
            ("diff_faded", question.faded.iter().collect()),
            ("diff_vanished", question.vanished.iter().collect()),
        ];
        for (heading, items) in parts.into_iter().filter(|(_, items)| !items.is_empty()) {
            lines.push(format!("  {}", teller.say(heading, &[])));
            lines.extend(items.into_iter().map(|item| format!("  - {item}")));
        }
        lines.push(format!("  {}", question.moved_text));
    }
    for (heading, left) in [
        ("diff_only_before", &view.only_before),
        ("diff_only_after", &view.only_after),
    ] {
        if !left.is_empty() {
            lines.push(format!("\n{}", teller.say(heading, &[])));
            lines.extend(left.iter().map(|q| format!("  - {} {}", q.id, q.text)));
        }
    }
    // Nothing in a title moves the cursor of a terminal.
    let line = |line: String| -> String {
        let plain = |c: char| match c {
            '\n' => c,
            c if c.is_control() => '\u{FFFD}',
            c => c,
        };
        line.chars().map(plain).collect()
    };
    lines
        .into_iter()
        .map(line)
        .collect::<Vec<String>>()
        .join("\n")
        + "\n"
}

/// Every answer that moved.
fn moved(compared: &Compared<'_>, teller: &Teller<'_>) -> Result<Vec<u8>, Error> {
    let mut table = Csv::new(&[
        "question",
        "answer",
        "from",
        "from_title",
        "to",
        "to_title",
        "text",
    ])?;
    for question in &compared.comparison.questions {
        let pair =
            [0, 1].map(|side: usize| &compared.results[side].questions[question.places[side]]);
        let said = teller.moved(pair, &question.moved);
        for (moved, said) in question.moved.iter().zip(said) {
            let [from, to] = moved
                .themes
                .each_ref()
                .map(|theme| theme.as_ref().map_or("", |theme| theme.0.as_str()));
            let id = pair[1].question.id.0.as_str();
            table.line([id, &said.id, from, &said.from, to, &said.to, &said.text])?;
        }
    }
    table.bytes()
}
