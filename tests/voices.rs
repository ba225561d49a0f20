//! Voices are counted as a reader would count them: people, letters that many sent, groups
//! of people; and small numbers are not shown where they could point at someone.
#![allow(clippy::unwrap_used)]

mod common;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use common::*;
use regex::Regex;
use serde_json::Value;

const LETTER: &str = "Habitants du plateau, nous refusons que le marché couvert devienne un \
parking. Ses halles abritent vingt commerces, une cantine solidaire et les répétitions de la \
fanfare. Les déplacer coûterait plus cher que réparer la toiture, comme l'a montré l'étude de \
mars.";

fn fixture(name: &str) -> Vec<u8> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/platforms");
    fs::read(folder.join(name)).unwrap()
}

/// `40 réponses`, as the French report counts.
fn counted(count: usize, noun: &str) -> String {
    let forms = french(noun);
    let (one, many) = forms.split_once('|').unwrap();
    format!("{count}\u{a0}{}", if count < 2 { one } else { many })
}

/// A French report in the folder `out`, of an input with its question in the column `avis`.
fn report_on(name: &str, content: impl AsRef<[u8]>, options: &[&str]) -> Session {
    let session = Session::with(name, content);
    let typed = [name, "--open", "avis", "--lang", "fr"];
    session.report(&[&typed[..], options].concat()).done();
    session
}

/// A hundred answers, of which forty are variants of one letter.
fn with_a_campaign(options: &[&str]) -> Session {
    report_on("campagne.csv", fixture("campagne.csv"), options)
}

/// Ids of the rows of `campagne.csv` that its authors call `campagne`, or all of them.
fn rows_of_fixture(only_campaign: bool) -> BTreeSet<String> {
    csv::Reader::from_reader(fixture("campagne.csv").as_slice())
        .records()
        .map(|row| row.unwrap())
        .filter(|row| !only_campaign || &row[3] == "campagne")
        .map(|row| row[0].to_owned())
        .collect()
}

fn campaigns(question: &Value) -> Vec<&Value> {
    list(question, "similar")
        .iter()
        .filter(|group| group["kind"] == "campaign")
        .collect()
}

#[test]
fn a_campaign_holds_those_who_sent_the_letter_and_nobody_else() {
    let session = with_a_campaign(&[]);
    let synthesis = session.synthesis("out");
    let found: BTreeSet<String> = campaigns(&synthesis["questions"][0])
        .into_iter()
        .flat_map(|group| ids(list(group, "members")))
        .map(str::to_owned)
        .collect();
    let sent = rows_of_fixture(true);
    let (missed, wrong) = (&sent - &found, &found - &sent);
    let right = (&sent & &found).len() as f64;
    let (recall, precision) = (right / sent.len() as f64, right / found.len() as f64);
    assert!(
        recall >= 0.95 && precision >= 0.95,
        "recall {recall:.3}, missed {missed:?}; precision {precision:.3}, wrong {wrong:?}"
    );
}

#[test]
fn the_report_tells_how_many_people_sent_how_many_different_texts() {
    let session = with_a_campaign(&[]);
    let synthesis = session.synthesis("out");
    let question = &synthesis["questions"][0];
    let texts: BTreeMap<&str, &str> = list(question, "answers")
        .iter()
        .map(|answer| (text(answer, "id"), text(answer, "text")))
        .collect();
    let (html, markdown) = (
        session.read("out/report.html"),
        session.read("out/report.md"),
    );
    let heading = french("campaigns_heading");
    assert!(html.contains(&format!("<h5>{heading}</h5>")));
    assert!(markdown.contains(&format!("##### {heading} (Q1)\n")));
    assert!(!campaigns(question).is_empty());
    for group in campaigns(question) {
        let members = ids(list(group, "members"));
        let different: BTreeSet<String> = members
            .iter()
            .map(|id| texts[id].split_whitespace().collect::<Vec<_>>().join(" "))
            .collect();
        assert_eq!(count(group, "respondents"), members.len());
        assert_eq!(count(group, "distinct_texts"), different.len());
        let sentence = french("similar_counts")
            .replace("{answers}", &counted(members.len(), "answer"))
            .replace("{people}", &counted(members.len(), "person"))
            .replace("{texts}", &counted(different.len(), "distinct_text"));
        assert!(html.contains(&sentence), "{sentence}");
        assert!(markdown.contains(&sentence), "{sentence}");
    }
}

#[test]
fn nothing_of_a_campaign_is_removed() {
    for options in [
        &[][..],
        &["--campaigns", "count-once"],
        &["--campaigns", "count-all"],
    ] {
        let session = with_a_campaign(options);
        assert_balanced(&session.synthesis("out"), 100);
        let (html, markdown) = (
            session.read("out/report.html"),
            session.read("out/report.md"),
        );
        for id in rows_of_fixture(false) {
            assert!(html.contains(&format!("<li id=\"q1-r-{id}\"")), "{id}");
            assert!(markdown.contains(&format!("<a id=\"q1-r-{id}\"></a>")));
        }
        session.cahier(&["verify", "out"]).done();
    }
}

/// The number of these answers when each campaign counts once.
fn once<'v>(question: &Value, answers: impl Iterator<Item = &'v str>) -> usize {
    let (mut alone, mut letters) = (0, BTreeSet::new());
    for answer in answers {
        let campaign = campaigns(question)
            .iter()
            .position(|group| ids(list(group, "members")).contains(&answer));
        match campaign {
            Some(index) => drop(letters.insert(index)),
            None => alone += 1,
        }
    }
    alone + letters.len()
}

fn answers_of(theme: &Value) -> impl Iterator<Item = &str> {
    let members = list(theme, "members").iter();
    members.map(|member| text(member, "answer"))
}

#[test]
fn each_count_has_beside_it_the_count_with_each_campaign_once() {
    let session = with_a_campaign(&[]);
    let synthesis = session.synthesis("out");
    let question = &synthesis["questions"][0];
    let all = ids(list(question, "answers"));
    let balance = &question["balance"];
    assert_eq!(
        count(balance, "analysed_once"),
        once(question, all.iter().copied())
    );
    assert!(count(balance, "analysed_once") < count(balance, "analysed"));
    assert!(!list(question, "themes").is_empty());
    for theme in list(question, "themes") {
        let counted = once(question, answers_of(theme));
        assert_eq!(count(theme, "answers_once"), counted, "{}", theme["id"]);
    }
}

/// A line of the table of themes: anchor, figure, and the other figure in words.
type Line = (String, usize, Option<String>);

fn table_of_themes(session: &Session) -> Vec<Line> {
    let line = Regex::new(concat!(
        r##"<tr><th scope="row"><a href="#(q1-t\d+)">[^<]*</a></th>"##,
        r"<td>(\d+)(?:<small>([^<]*)</small>)?</td>",
    ))
    .unwrap();
    let html = session.read("out/report.html");
    let (questions, _) = html.split_once("<section id=\"response\"").unwrap();
    line.captures_iter(questions)
        .map(|found| {
            let beside = found.get(3).map(|words| words.as_str().to_owned());
            (found[1].to_owned(), found[2].parse().unwrap(), beside)
        })
        .collect()
}

/// The table that the data give: by `shown`, the largest first, with the other figure
/// beside it where it differs, in the sentence `beside`.
fn expected_table(question: &Value, shown: &str, other: &str, beside: Option<&str>) -> Vec<Line> {
    let mut lines: Vec<Line> = list(question, "themes")
        .iter()
        .map(|theme| {
            let (figure, second) = (count(theme, shown), count(theme, other));
            let words = beside
                .filter(|_| figure != second)
                .map(|key| french(key).replace("{count}", &second.to_string()));
            (text(theme, "id").to_lowercase(), figure, words)
        })
        .collect();
    lines.sort_by_key(|(_, figure, _)| std::cmp::Reverse(*figure));
    lines
}

/// `Base : 98 réponses.`, and what stands right behind it.
#[track_caller]
fn assert_base(session: &Session, base: usize, behind: &str) {
    let sentence = french("caption_themes")
        .replace("{id}", "Q1")
        .replace("{base}", &counted(base, "answer"));
    for document in ["out/report.html", "out/report.md"] {
        let wanted = format!("{sentence} {behind}");
        assert!(session.read(document).contains(&wanted), "{wanted}");
    }
}

#[test]
fn by_default_both_figures_stand_side_by_side() {
    let session = with_a_campaign(&[]);
    let synthesis = session.synthesis("out");
    let question = &synthesis["questions"][0];
    let table = table_of_themes(&session);
    assert_eq!(
        table,
        expected_table(question, "answers", "answers_once", Some("campaign_once"))
    );
    assert!(table.iter().any(|(_, _, beside)| beside.is_some()));
    let balance = &question["balance"];
    let once =
        french("campaign_once").replace("{count}", &count(balance, "analysed_once").to_string());
    assert_base(&session, count(balance, "analysed"), &format!("{once}."));
}

#[test]
fn each_campaign_counted_once_ranks_and_bases_the_figures() {
    let session = with_a_campaign(&["--campaigns", "count-once"]);
    let synthesis = session.synthesis("out");
    let question = &synthesis["questions"][0];
    let table = table_of_themes(&session);
    assert_eq!(
        table,
        expected_table(question, "answers_once", "answers", Some("campaign_all"))
    );
    let by_answers = expected_table(question, "answers", "answers_once", None);
    assert_ne!(
        table[0].0, by_answers[0].0,
        "the letter does not come first"
    );
    let balance = &question["balance"];
    let all = french("campaign_all").replace("{count}", &count(balance, "analysed").to_string());
    assert_base(
        &session,
        count(balance, "analysed_once"),
        &format!("{all}."),
    );
}

/// Under a theme of a letter counted once, every answer is still listed, and said to be.
#[test]
fn the_list_of_answers_of_a_theme_is_as_long_as_it_says() {
    let session = with_a_campaign(&["--campaigns", "count-once"]);
    let summary = french("members").replace("({count})", r"\((\d+)\)");
    let lists = Regex::new(&format!(
        r#"<summary>{summary}</summary>\s*<ul class="members" id="[^"]*">(.*?)</ul>"#
    ))
    .unwrap();
    let html = session.read("out/report.html");
    let mut seen = 0;
    for found in lists.captures_iter(&html) {
        assert_eq!(found[1], found[2].matches("<li>").count().to_string());
        seen += 1;
    }
    let synthesis = session.synthesis("out");
    assert_eq!(seen, list(&synthesis["questions"][0], "themes").len());
}

#[test]
fn counting_all_shows_no_second_figure() {
    let session = with_a_campaign(&["--campaigns", "count-all"]);
    let synthesis = session.synthesis("out");
    let question = &synthesis["questions"][0];
    assert_eq!(
        table_of_themes(&session),
        expected_table(question, "answers", "answers_once", None)
    );
    let balance = &question["balance"];
    assert_base(&session, count(balance, "analysed"), &french("limits_3"));
    for key in ["campaign_once", "campaign_all"] {
        let words = french(key).replace("{count}", "");
        for document in ["out/report.html", "out/report.md"] {
            assert!(!session.read(document).contains(words.trim()), "{words}");
        }
    }
}

#[test]
fn a_weight_of_campaigns_that_does_not_exist_is_a_usage_error() {
    let session = Session::with("campagne.csv", fixture("campagne.csv"));
    let typed = ["campagne.csv", "--open", "avis", "--campaigns", "never"];
    session
        .report(&typed)
        .ended(2)
        .telling(&["never", "--campaigns", "count-all", "count-once"]);
    session
        .report(&[&typed[..], &["--lang", "fr"]].concat())
        .ended(2)
        .telling(&["« never »", "--campaigns", "count-all", "count-once"]);
    assert!(!session.path("out").exists());
}

#[test]
fn a_person_with_several_contributions_counts_once() {
    let contributions: String = (0..12)
        .map(|i| {
            format!(
                "P{i},4-{i},Titre {i},2026-01-22 13:33:27,2026-01-22 13:33:27,,false,,VXNlcjo{},\
                 Citoyen,35000,Il faudrait davantage de trains vers la ville numéro {i}\n",
                i % 4
            )
        })
        .collect();
    let titles = "id,reference,title,createdAt,publishedAt,updatedAt,trashed,trashedStatus,\
                  authorId,authorType,authorZipCode,Q1 - Que faut-il changer ?\n";
    let own = format!("{titles}{contributions}").into_bytes();
    for content in [own, fixture("granddebat.csv"), fixture("granddebat_v2.csv")] {
        let rows: Vec<csv::StringRecord> = csv::Reader::from_reader(content.as_slice())
            .records()
            .map(|row| row.unwrap())
            .collect();
        // A contribution that was taken down is nobody's voice.
        let shown = rows.iter().filter(|row| &row[6] != "true");
        let people: BTreeSet<&str> = shown.map(|row| &row[8]).collect();
        assert!(people.len() < rows.len());
        let session = Session::with("debat.csv", &content);
        session
            .report(&["debat.csv", "--yes", "--lang", "fr"])
            .done();
        let synthesis = session.synthesis("out");
        assert_balanced(&synthesis, rows.len());
        assert_eq!(synthesis["files"][0]["platform"], "grand_debat");
        assert_eq!(count(&synthesis, "respondents"), people.len());
        let told = counted(people.len(), "person");
        assert!(session.read("out/report.html").contains(&told), "{told}");
        for name in REPORT_FILES {
            let document = session.read(&format!("out/{name}"));
            for person in &people {
                assert!(!document.contains(*person), "{person} stands in {name}");
            }
        }
    }
}

#[test]
fn two_opposite_opinions_are_not_alike() {
    let content = "id;avis\n1;plus de bus\n2;moins de bus\n3;Des bancs près du lavoir\n";
    let session = report_on("avis.csv", content, &[]);
    let synthesis = session.synthesis("out");
    assert!(list(&synthesis["questions"][0], "similar").is_empty());
    assert!(
        session
            .read("out/report.md")
            .contains(&french("similar_none"))
    );
}

/// Seven answers, of which five are these; each of the five comes from the person of the
/// same place in `people`.
fn five_letters(people: [&str; 5], letters: [String; 5]) -> Session {
    let rows: String = people
        .iter()
        .zip(&letters)
        .map(|(person, letter)| format!("{person};{letter}\n"))
        .collect();
    let others = "X;Des bancs près du lavoir.\nY;La fontaine est à sec.\n";
    let content = format!("code;avis\n{rows}{others}");
    report_on("avis.csv", content, &["--id", "code"])
}

#[test]
fn one_person_who_insists_is_no_campaign() {
    let same = || [LETTER; 5].map(str::to_owned);
    let varied = || [1, 2, 3, 4, 5].map(|n| format!("{LETTER} Écrit {n} fois."));
    for (people, letters, kind, respondents) in [
        (["A"; 5], same(), "exact", 1),
        (["A"; 5], varied(), "near", 1),
        (["A", "A", "A", "A", "B"], same(), "exact", 2),
        (["A", "B", "C", "D", "E"], same(), "campaign", 5),
        (["A", "B", "C", "D", "E"], varied(), "campaign", 5),
    ] {
        let session = five_letters(people, letters);
        let synthesis = session.synthesis("out");
        assert_balanced(&synthesis, 7);
        assert_eq!(count(&synthesis, "respondents"), respondents + 2);
        let groups = list(&synthesis["questions"][0], "similar");
        assert_eq!(groups.len(), 1, "{people:?}");
        assert_eq!(text(&groups[0], "kind"), kind, "{people:?}");
        assert_eq!(list(&groups[0], "members").len(), 5);
        assert_eq!(count(&groups[0], "respondents"), respondents);
        let heading = format!("<h5>{}</h5>", french("campaigns_heading"));
        let shown = session.read("out/report.html").contains(&heading);
        assert_eq!(shown, kind == "campaign");
    }
}

/// Answers on three subjects, from districts of very different sizes.
fn districts(rows: usize) -> String {
    let times = [
        "le soir",
        "le dimanche",
        "en hiver",
        "le samedi matin",
        "pendant les vacances",
    ];
    let places = [
        "la gare",
        "le marché",
        "l'école",
        "la piscine",
        "le stade",
        "la mairie",
        "le canal",
    ];
    let reasons = [
        "c'est urgent",
        "mes enfants en souffrent",
        "tout le monde le dit",
        "personne ne répond",
    ];
    let ages = ["18-30 ans", "31-60 ans", "61 ans et plus"];
    let lines = (0..rows).map(|i| {
        let (time, place, why) = (times[i % 5], places[i % 7], reasons[i % 4]);
        let answer = match i % 3 {
            0 => format!("Il faut davantage de bus {time} vers {place}, {why}."),
            1 => format!("La piste cyclable est dangereuse {time} près de {place}, {why}."),
            _ => format!("Les poubelles débordent {time} devant {place}, {why}."),
        };
        let district = match i {
            0..40 => "Gare",
            40..60 => "Centre",
            60..68 => "Nord",
            68..71 => "Sud",
            _ => "",
        };
        format!("N{i:02};{answer};{district};{}\n", ages[i / 2 % 3])
    });
    format!("id;avis;quartier;âge\n{}", lines.collect::<String>())
}

fn by_district(options: &[&str]) -> Session {
    let segments = ["--segment", "quartier", "--segment", "âge"];
    report_on(
        "avis.csv",
        districts(73),
        &[&segments[..], options].concat(),
    )
}

/// Cells under `below` are null in the data, and every null one is `n. d.` in the report.
fn assert_masked_below(session: &Session, below: usize) {
    let synthesis = session.synthesis("out");
    assert_balanced(&synthesis, 73);
    let question = &synthesis["questions"][0];
    let (mut masked, mut shown) = (0, 0);
    for theme in list(question, "themes") {
        let members: BTreeSet<&str> = answers_of(theme).collect();
        for (index, table) in list(theme, "segments").iter().enumerate() {
            let values = list(&list(question, "segments")[index], "values");
            let cells = list(table, "cells");
            assert_eq!(cells.len(), values.len());
            for (cell, value) in cells.iter().zip(values) {
                let real = list(question, "answers")
                    .iter()
                    .filter(|answer| members.contains(text(answer, "id")))
                    .filter(|answer| answer["segments"][index] == value[0])
                    .count();
                match cell.as_u64() {
                    None => masked += 1,
                    Some(written) => {
                        assert_eq!(written as usize, real);
                        assert!(!(1..below).contains(&real), "{} {value}", theme["id"]);
                        shown += usize::from(real > 0);
                    }
                }
            }
        }
    }
    assert!(masked > 0 && shown > 0, "{masked} masked, {shown} shown");
    let nothing = french("masked");
    let (html, markdown) = (
        session.read("out/report.html"),
        session.read("out/report.md"),
    );
    assert_eq!(html.matches(&format!(">{nothing}</td>")).count(), masked);
    assert_eq!(markdown.matches(&format!(" {nothing} |")).count(), masked);
    let note = french("masked_note").replace("{last}", &(below - 1).to_string());
    assert!(html.contains(&note), "{note}");
    assert!(html.contains(&format!(">Sud <small>({nothing})</small></th>")));
    assert!(html.contains(">Gare <small>(40)</small></th>"));
}

#[test]
fn small_cells_are_masked_under_five_and_for_publication_under_eleven() {
    let session = by_district(&[]);
    assert_masked_below(&session, 5);
    session.cahier(&["verify", "out"]).done();
    let published = by_district(&["--publication"]);
    assert_masked_below(&published, 11);
    published.cahier(&["verify", "out"]).done();
}

#[test]
fn a_quote_carries_one_segment_at_most_and_only_a_large_one() {
    let footer = Regex::new("<footer><a [^>]*>[^<]*</a>(.*?)</footer>").unwrap();
    let span = Regex::new("<span>([^<]*)</span>").unwrap();
    for (options, below) in [(&[][..], 5), (&["--publication"][..], 11)] {
        let session = by_district(options);
        let synthesis = session.synthesis("out");
        let base = &list(&synthesis["questions"][0], "segments")[0];
        let allowed: BTreeSet<String> = list(base, "values")
            .iter()
            .filter(|pair| pair[0] != "" && pair[1].as_u64().unwrap() >= below)
            .map(|pair| {
                french("quote_segment")
                    .replace("{title}", text(base, "title"))
                    .replace("{value}", pair[0].as_str().unwrap())
            })
            .collect();
        let html = session.read("out/report.html");
        let mut carried = BTreeSet::new();
        for found in footer.captures_iter(&html) {
            let spans: Vec<String> = span
                .captures_iter(&found[1])
                .map(|segment| segment[1].to_owned())
                .collect();
            assert!(spans.len() <= 1, "{spans:?}");
            carried.extend(spans);
        }
        assert!(!carried.is_empty());
        assert!(carried.is_subset(&allowed), "{carried:?}, {allowed:?}");
    }
}

/// The report in front of its method, bars taken out: figures and what people wrote.
fn figures(session: &Session) -> String {
    let (html, markdown) = (
        session.read("out/report.html"),
        session.read("out/report.md"),
    );
    let from = html.find("<section id=\"essential\"").unwrap();
    let to = html.find("<section id=\"method\"").unwrap();
    let method = format!("\n## {}\n", french("method"));
    let front = markdown.split_once(&method).unwrap().0;
    // Lengths in a drawing are no figures.
    let lengths = Regex::new(r#"="[\d.]+%""#).unwrap();
    lengths.replace_all(&html[from..to], "").into_owned() + front
}

#[test]
fn percentages_are_printed_from_fifty_answers_on() {
    for (rows, printed) in [(49, false), (50, true)] {
        let session = report_on("avis.csv", districts(rows), &[]);
        let synthesis = session.synthesis("out");
        assert!(!list(&synthesis["questions"][0], "themes").is_empty());
        assert_eq!(figures(&session).contains('%'), printed, "{rows} answers");
    }
}
