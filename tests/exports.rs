//! The tables of a report, read back as the people they are for would read them.
#![allow(clippy::unwrap_used)]

mod common;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use cahier::report::{ReportFile, render_all};
use cahier::synthesis::{MASK_BELOW_PUBLISHED, QuestionResult, Synthesis, mask};
use common::{Session, sheets};

const SAMPLES: [&str; 3] = ["mobilite", "logement", "parks"];

type Sheets = BTreeMap<String, Vec<Vec<String>>>;

fn sample(name: &str) -> Synthesis {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("reports");
    let text = fs::read_to_string(root.join(name).join("synthesis.json")).unwrap();
    serde_json::from_str(&text).unwrap()
}

fn bytes(files: &[ReportFile], name: &str) -> Vec<u8> {
    let file = files.iter().find(|file| file.name == name).unwrap();
    file.bytes.clone()
}

fn workbook(synthesis: &Synthesis) -> Sheets {
    sheets(&bytes(&render_all(synthesis).unwrap(), "coding.xlsx"))
}

/// A table as a list of lines, each by column title.
fn table(files: &[ReportFile], name: &str) -> Vec<BTreeMap<String, String>> {
    let bytes = bytes(files, name);
    let mut reader = csv::Reader::from_reader(bytes.as_slice());
    reader.deserialize().map(Result::unwrap).collect()
}

/// The sheet of a question's answers.
fn answers<'s>(sheets: &'s Sheets, question: &QuestionResult) -> &'s [Vec<String>] {
    let start = format!("{} ", question.question.id.0);
    let mut found = sheets.iter().filter(|(name, _)| name.starts_with(&start));
    found.next().unwrap().1
}

#[test]
fn the_same_result_gives_the_same_bytes() {
    let synthesis = sample("mobilite");
    let first = render_all(&synthesis).unwrap();
    // Longer than the two seconds by which an archive tells times apart.
    std::thread::sleep(std::time::Duration::from_millis(2100));
    assert!(first == render_all(&synthesis).unwrap());
}

#[test]
fn every_answer_stands_in_the_workbook_as_it_is_with_its_themes() {
    for name in SAMPLES {
        let synthesis = sample(name);
        let sheets = workbook(&synthesis);
        for question in &synthesis.questions {
            let sheet = answers(&sheets, question);
            assert_eq!(sheet.len(), question.answers.len() + 1);
            for (row, answer) in sheet[1..].iter().zip(&question.answers) {
                assert_eq!(row[0], answer.id.0);
                assert_eq!(row[1], answer.text);
                let main = answer.themes.first().map_or("", |id| {
                    let mut themes = question.themes.iter();
                    &themes.find(|t| t.theme.id == *id).unwrap().theme.title
                });
                assert_eq!(row[2], main);
                assert!(row[5].starts_with(answer.themes.first().map_or("", |id| &id.0)));
                assert!(row.contains(&answer.source.row.to_string()));
            }
        }
    }
}

#[test]
fn the_figures_of_all_tables_are_those_of_the_result() {
    for name in SAMPLES {
        let synthesis = sample(name);
        let files = render_all(&synthesis).unwrap();
        let sheets = sheets(&bytes(&files, "coding.xlsx"));
        let french = synthesis.language == cahier::language::Language::French;
        let sheet = &sheets[if french { "Thèmes" } else { "Themes" }];
        let (lines, codebook) = (table(&files, "themes.csv"), table(&files, "codebook.csv"));
        assert_eq!(sheet.len(), lines.len() + 1);
        assert_eq!(codebook.len(), lines.len());
        let mut codes = 0;
        for question in &synthesis.questions {
            for theme in &question.themes {
                let id = &theme.theme.id.0;
                let line = lines.iter().find(|line| line["id"] == *id).unwrap();
                let row = sheet.iter().find(|row| row[2] == *id).unwrap();
                assert_eq!(line["title"].trim_start_matches('\''), theme.theme.title);
                assert_eq!(line["answers"], theme.answers.to_string());
                assert_eq!(line["texts"], theme.distinct_texts.to_string());
                assert_eq!(line["main_answers"], theme.main_answers.to_string());
                let percent = 100.0 * theme.answers as f64 / question.balance.analysed as f64;
                let shown = question.balance.analysed >= 50;
                let share = if shown {
                    percent.round().to_string()
                } else {
                    String::new()
                };
                assert_eq!(line["share_percent"], share);
                assert_eq!(row[5], theme.answers.to_string());
                let cell: f64 = row[7].parse().unwrap_or_default();
                assert!(!shown || (cell * 100.0 - percent.round()).abs() < 1e-9);
                let code = codebook.iter().find(|code| code["code"] == *id).unwrap();
                assert!(!code["definition"].is_empty());
                assert!(theme.theme.quotes.iter().any(|q| {
                    q.answer.0 == code["example_answer"]
                        && q.text == code["example"].trim_start_matches('\'')
                }));
                codes += 1 + theme.theme.sub_themes.len();
            }
            codes += question
                .families
                .iter()
                .filter(|f| f.themes.len() > 1)
                .count();
        }
        assert_eq!(lines.len(), codes);
    }
}

/// Cross tables as in a report to be published.
fn mask_again(question: &mut QuestionResult) {
    for theme in &mut question.themes {
        for (at, table) in theme.segments.iter_mut().enumerate() {
            let count = |value: &String| {
                let answers = question.answers.iter();
                let own = answers.filter(|a| a.themes.contains(&theme.theme.id));
                own.filter(|a| a.segments[at] == *value).count()
            };
            let values = question.segments[at].values.iter();
            let counts = values.map(|(value, _)| count(value)).collect();
            table.cells = mask(counts, MASK_BELOW_PUBLISHED);
        }
    }
}

#[test]
fn masked_cells_stay_masked_and_a_published_workbook_has_no_segments_by_answer() {
    let mut masked = 0;
    for name in SAMPLES {
        let mut synthesis = sample(name);
        let sheets = workbook(&synthesis);
        for question in &synthesis.questions {
            let sheet = sheets
                .iter()
                .find(|(name, _)| {
                    let id = &question.question.id.0;
                    **name == format!("Profils {id}") || **name == format!("Segments {id}")
                })
                .unwrap()
                .1;
            assert_eq!(sheet[1][2], question.balance.analysed.to_string());
            let mut rows = sheet[2..].iter();
            for (at, base) in question.segments.iter().enumerate() {
                for value in 0..base.values.len() {
                    let row = rows.next().unwrap();
                    assert_eq!(row[0], base.title);
                    for (theme, cell) in question.themes.iter().zip(&row[3..]) {
                        match theme.segments[at].cells[value] {
                            Some(count) => assert_eq!(*cell, count.to_string()),
                            None => {
                                masked += 1;
                                assert!(["n. d.", "n/d"].contains(&cell.as_str()), "{cell}");
                            }
                        }
                    }
                }
            }
            assert!(rows.next().is_none());
        }
        let width = |sheets: &Sheets, question| answers(sheets, question)[0].len();
        synthesis.provenance.mask_below = MASK_BELOW_PUBLISHED;
        synthesis.questions.iter_mut().for_each(mask_again);
        let published = workbook(&synthesis);
        for question in &synthesis.questions {
            let fewer = width(&sheets, question) - width(&published, question);
            assert_eq!(fewer, question.segments.len());
        }
    }
    assert!(masked > 20, "{masked}");
}

#[test]
fn answers_set_aside_stand_with_their_reason() {
    for name in SAMPLES {
        let synthesis = sample(name);
        let sheets = workbook(&synthesis);
        let sheet = match sheets.get("Mises de côté") {
            Some(sheet) => sheet,
            None => &sheets["Set aside"],
        };
        let all: usize = synthesis.questions.iter().map(|q| q.set_aside.len()).sum();
        assert_eq!(sheet.len(), all + 1);
        assert!(sheet[1..].iter().all(|row| !row[2].is_empty()));
    }
}

/// A result of a few answers in no theme, with these texts.
fn of_texts(texts: &[String]) -> Synthesis {
    let lines: Vec<String> = (1..=texts.len())
        .map(|row| format!("{row};avis {row}\n"))
        .collect();
    let session = Session::with("avis.csv", format!("id;Votre avis ?\n{}", lines.concat()));
    session
        .report(&["avis.csv", "--open", "B", "--id", "A", "--lang", "fr"])
        .done();
    let text = session.read("out/synthesis.json");
    let mut synthesis: Synthesis = serde_json::from_str(&text).unwrap();
    let question = &mut synthesis.questions[0];
    assert_eq!(question.answers.len(), texts.len());
    question.question.text = "=Votre [avis] : oui/non ? *".repeat(4);
    for (answer, text) in question.answers.iter_mut().zip(texts) {
        answer.text.clone_from(text);
    }
    synthesis
}

#[test]
fn hostile_texts_stay_texts_and_nothing_is_lost() {
    let plain = [
        "=HYPERLINK(\"http://exemple.fr\";\"clic\")",
        "+33 6 et -5",
        "@SUM(1+1)*cmd|' /C calc'!A0",
        "<b>&amp;_x0041_ \u{202E}sens inverse\u{202C}",
        "  deux espaces  \n\nà la ligne\t",
        "{title} {sheet} {{ t.title }}",
        "é",
        "😀👩‍👧",
    ];
    let long = "😀é ".repeat(20_000);
    let mut texts: Vec<String> = plain.map(str::to_owned).to_vec();
    texts.push(long.clone());
    texts.push("nul \0 et sonnerie \u{7}\r\nfin \u{FFFF}".to_owned());
    let synthesis = of_texts(&texts);
    let sheets = workbook(&synthesis);
    let sheet = answers(&sheets, &synthesis.questions[0]);
    for (row, text) in sheet[1..].iter().zip(plain) {
        assert_eq!(row[1], text);
    }
    assert_eq!(
        sheet[10][1],
        "nul \u{FFFD} et sonnerie \u{FFFD}\nfin \u{FFFD}"
    );
    let (begun, mark) = sheet[9][1].rsplit_once('\n').unwrap();
    assert!(
        mark.starts_with("[…]") && mark.contains("Textes longs"),
        "{mark}"
    );
    let parts = sheets["Textes longs"][1..]
        .iter()
        .map(|row| row[3].as_str());
    assert_eq!(begun.to_owned() + &parts.collect::<String>(), long);
    let notes: Vec<String> = sheets["Lisez-moi"].concat();
    let told = |what: &str| notes.iter().any(|note| note.contains(what));
    assert!(told("montrés �\u{a0}: 3.") && told("«\u{a0}Textes longs\u{a0}»\u{a0}: 1."));
    assert!(told("ni un vote ni un sondage"));
}

#[test]
fn coding_tables_hold_the_texts_of_the_result() {
    let texts = [
        "=1+1",
        "une, \"deux\"\r\ntrois",
        "-3 °C",
        "nul \0 fin",
        "bus",
    ];
    let synthesis = of_texts(&texts.map(str::to_owned));
    let files = render_all(&synthesis).unwrap();
    let lines = table(&files, "coding.csv");
    for (line, text) in lines.iter().zip(texts) {
        let shown = &line["text"];
        assert!(shown == text || *shown == format!("'{text}"), "{shown}");
    }
    assert_eq!(lines.len(), texts.len());
}
