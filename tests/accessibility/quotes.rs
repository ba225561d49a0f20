//! What people wrote, wherever it stands on a page: as a quote (RGAA 9.4), and in its language
//! (RGAA 8.7). Their words are known from the saved result, not from how the page marks them.

use cahier::synthesis::Synthesis;
use scraper::{ElementRef, Html, Node};

use crate::pages::{Page, Problems, Report, reports};
use crate::structure::{lineage, spaced};

/// What people wrote, question by question, in single spaces.
struct Words(Vec<(&'static str, Vec<String>)>);

impl Words {
    fn of(synthesis: &Synthesis) -> Words {
        let by_question = synthesis.questions.iter().map(|question| {
            let kept = question.answers.iter().map(|answer| &answer.text);
            let aside = question.set_aside.iter().map(|answer| &answer.text);
            let texts = kept.chain(aside).map(|text| spaced(text)).collect();
            (question.language.code(), texts)
        });
        Words(by_question.collect())
    }

    /// The language of the answers this text was taken from; `None` for what may as well be the
    /// report's own words: a title or a key phrase is often a phrase of an answer.
    fn language(&self, text: &str) -> Option<&'static str> {
        let long = text.chars().count() >= 60 && text.split(' ').count() >= 10;
        let whole = text.chars().count() >= 20 && text.ends_with(['.', '!', '?', '…']);
        let from = |texts: &Vec<String>| {
            (long && texts.iter().any(|answer| answer.contains(text)))
                || (whole && texts.iter().any(|answer| answer == text))
        };
        self.0
            .iter()
            .find(|(_, texts)| from(texts))
            .map(|(language, _)| *language)
    }
}

/// Every piece of text of a page that people wrote, with its place: `wrong` hears of each.
fn verbatims(
    report: &Report,
    page: &Page,
    mut see: impl FnMut(ElementRef<'_>, &str, &'static str),
) -> usize {
    let words = Words::of(&report.synthesis);
    let html = Html::parse_document(&page.html);
    let mut found = 0;
    for node in html.root_element().descendants() {
        let (Node::Text(text), Some(parent)) =
            (node.value(), node.parent().and_then(ElementRef::wrap))
        else {
            continue;
        };
        let text = spaced(text);
        if let Some(language) = words.language(&text) {
            found += 1;
            see(parent, &text, language);
        }
    }
    found
}

#[test]
fn what_people_wrote_stands_in_quotes() {
    let mut problems = Problems::default();
    for report in &reports()[..3] {
        let mut found = 0;
        for page in &report.pages {
            found += verbatims(report, page, |parent, text, _| {
                // Titles and attributes of the page are the report's; its body is not.
                let quoted =
                    lineage(parent).any(|e| matches!(e.value().name(), "q" | "blockquote"));
                let named = lineage(parent)
                    .any(|e| matches!(e.value().name(), "head" | "h2" | "h3" | "h4" | "h5"));
                if !quoted && !named {
                    let place = parent.attr("class").unwrap_or_default();
                    let place = format!("{}.{place}", parent.value().name());
                    problems.add(page, format!("not in q or blockquote: {place} {text:.70}"));
                }
            });
        }
        assert!(found > 100, "{}: {found} passages only", report.name);
    }
    problems.conclude();
}

#[test]
fn words_in_another_language_say_which() {
    let mut problems = Problems::default();
    for report in reports() {
        for page in &report.pages {
            verbatims(report, page, |parent, text, language| {
                let said = lineage(parent).find_map(|e| e.attr("lang"));
                if said != Some(language) {
                    problems.add(
                        page,
                        format!("read as {said:?}, not {language}: {text:.70}"),
                    );
                }
            });
        }
    }
    problems.conclude();
}
