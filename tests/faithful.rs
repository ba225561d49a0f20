//! Figures read back from what people read, against the result: the same in every format.
//! The Word document, the workbook and the tables have tests of their own.
#![allow(clippy::unwrap_used)]

use std::fs;
use std::path::Path;

use cahier::language::Language;
use cahier::report::render_all;
use cahier::synthesis::{QuestionResult, Synthesis};
use regex::Regex;

fn sample(name: &str) -> Synthesis {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let path = root.join("reports").join(name).join("synthesis.json");
    serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap()
}

fn drawn(synthesis: &Synthesis, name: &str) -> String {
    let files = render_all(synthesis).unwrap();
    let file = files.into_iter().find(|file| file.name == name).unwrap();
    String::from_utf8(file.bytes).unwrap()
}

/// Anchor, answers, people, texts and main answers of each theme.
type Figures = Vec<(String, [usize; 4])>;

fn of_result(question: &QuestionResult) -> Figures {
    let mut figures: Figures = question
        .themes
        .iter()
        .map(|t| {
            let counts = [t.answers, t.respondents, t.distinct_texts, t.main_answers];
            (t.theme.id.0.to_lowercase(), counts)
        })
        .collect();
    figures.sort();
    figures
}

/// The lines that `line` reads: an anchor, then four figures.
fn of_page(page: &str, line: &str, question: &QuestionResult) -> Figures {
    let line = Regex::new(line).unwrap();
    let prefix = format!("{}-t", question.question.id.0.to_lowercase());
    let mut figures: Figures = line
        .captures_iter(page)
        .map(|found| {
            let figure = |place: usize| found[place].parse().unwrap();
            (found[1].to_owned(), [2, 3, 4, 5].map(figure))
        })
        .filter(|(anchor, _)| anchor.starts_with(&prefix))
        .collect();
    figures.sort();
    figures
}

#[test]
fn the_tables_of_themes_say_what_the_result_says_in_html_and_in_markdown() {
    let html_line = concat!(
        r##"<tr><th scope="row"><a href="#(q\d+-t\d+)">[^<]*</a></th><td>(\d+)(?:<small>[^<]*</small>)?</td>"##,
        r"<td>[^<]*%</td><td>[^<]*</td><td>(\d+)</td><td>(\d+)</td><td>(\d+)</td></tr>",
    );
    let markdown_line = r"(?m)^\| \[.*?\]\(#(q\d+-t\d+)\) \| (\d+)[^|]*\|[^|]*%[^|]*\|[^|]*\| (\d+) \| (\d+) \| (\d+) \|$";
    for name in ["mobilite", "logement", "parks"] {
        let synthesis = sample(name);
        assert!(synthesis.identified, "the tables have a column of people");
        let html = drawn(&synthesis, "report.html");
        let markdown = drawn(&synthesis, "report.md");
        for question in &synthesis.questions {
            let expected = of_result(question);
            assert!(!expected.is_empty());
            assert_eq!(of_page(&html, html_line, question), expected, "{name}");
            assert_eq!(
                of_page(&markdown, markdown_line, question),
                expected,
                "{name}"
            );
        }
    }
}

#[test]
fn the_one_page_gives_the_figures_of_its_themes_on_their_bases() {
    for name in ["mobilite", "logement", "parks"] {
        let synthesis = sample(name);
        let page = drawn(&synthesis, "onepage.html");
        let line = match synthesis.language {
            Language::French => {
                r##"(?s)report.html#(q\d+)-t(\d+)">[^<]*</a></span> <span class="figure">(\d+)\u{a0}réponses sur (\d+)"##
            }
            Language::English => {
                r##"(?s)report.html#(q\d+)-t(\d+)">[^<]*</a></span> <span class="figure">(\d+)\u{a0}answers out of (\d+)"##
            }
        };
        let mut seen = 0;
        for found in Regex::new(line).unwrap().captures_iter(&page) {
            let id = format!("{}-T{}", found[1].to_uppercase(), &found[2]);
            let questions = synthesis.questions.iter();
            let (question, theme) = questions
                .flat_map(|q| q.themes.iter().map(move |t| (q, t)))
                .find(|(_, t)| t.theme.id.0 == id)
                .unwrap();
            assert_eq!(found[3], theme.answers.to_string(), "{name} {id}");
            assert_eq!(
                found[4],
                question.balance.analysed.to_string(),
                "{name} {id}"
            );
            seen += 1;
        }
        assert_eq!(seen, 5, "{name}");
    }
}
