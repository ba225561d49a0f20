//! Reports on the three consultations of `data-samples`, checked against the data they
//! show and against what the authors of the samples planted in them.
#![allow(clippy::unwrap_used)]

mod common;

use std::collections::BTreeSet;

use common::*;
use regex::Regex;
use serde_json::Value;

/// Name and extension of each sample.
const SAMPLES: [(&str, &str); 3] = [("mobilite", "csv"), ("logement", "xlsx"), ("parks", "csv")];

/// A report on a sample, with what is known of it.
struct Reported {
    stem: &'static str,
    session: Session,
    synthesis: Value,
    key: Value,
}

impl Reported {
    fn all() -> Vec<Reported> {
        SAMPLES
            .into_iter()
            .map(|(stem, extension)| {
                let name = format!("{stem}.{extension}");
                let session = Session::with_sample(&name);
                session.report(&[&name, "--yes"]).done();
                Reported {
                    stem,
                    synthesis: session.synthesis("out"),
                    key: sample_key(stem),
                    session,
                }
            })
            .collect()
    }

    fn html(&self) -> String {
        self.session.read("out/report.html")
    }

    /// The question of an entry of the key.
    fn question(&self, entry: &Value) -> &Value {
        list(&self.synthesis, "questions")
            .iter()
            .find(|question| question["question"]["text"] == entry["question"])
            .unwrap()
    }
}

fn captured<'t>(pattern: &str, text: &'t str) -> Vec<&'t str> {
    Regex::new(pattern)
        .unwrap()
        .captures_iter(text)
        .map(|found| found.get(1).unwrap().as_str())
        .collect()
}

/// HTML text into the characters a reader sees.
fn unescaped(html: &str) -> String {
    let entity = Regex::new("&(#x[0-9a-fA-F]+|#[0-9]+|[a-z]+);").unwrap();
    entity
        .replace_all(html, |found: &regex::Captures<'_>| {
            let name = &found[1];
            let number = match name.strip_prefix("#x") {
                Some(digits) => u32::from_str_radix(digits, 16).ok(),
                None => name.strip_prefix('#').and_then(|n| n.parse().ok()),
            };
            match (number.and_then(char::from_u32), name) {
                (Some(character), _) => character.to_string(),
                (None, "lt") => "<".to_owned(),
                (None, "gt") => ">".to_owned(),
                (None, "amp") => "&".to_owned(),
                (None, "quot") => "\"".to_owned(),
                (None, other) => panic!("entity {other}"),
            }
        })
        .into_owned()
}

#[test]
fn every_row_is_accounted_for() {
    for reported in Reported::all() {
        assert_balanced(&reported.synthesis, count(&reported.key, "respondents"));
        let wordings: Vec<&Value> = list(&reported.synthesis, "questions")
            .iter()
            .map(|question| &question["question"]["text"])
            .collect();
        let expected: Vec<&Value> = list(&reported.key, "questions").iter().collect();
        assert_eq!(wordings, expected);
    }
}

#[test]
fn answers_that_say_nothing_are_set_aside_in_their_class() {
    let mut missed = Vec::new();
    for reported in Reported::all() {
        for entry in list(&reported.key, "says_nothing") {
            let question = reported.question(entry);
            let found: Vec<&str> = list(question, "set_aside")
                .iter()
                .filter(|answer| answer["class"] == entry["class"])
                .map(|answer| text(answer, "id"))
                .collect();
            for id in ids(list(entry, "ids")) {
                if !found.contains(&id) {
                    let place = &question["question"]["id"];
                    let class = &entry["class"];
                    missed.push(format!("{} {place} {id} {class}", reported.stem));
                }
            }
        }
    }
    assert!(missed.is_empty(), "{missed:#?}");
}

#[test]
fn planted_copies_and_campaigns_stand_in_one_group_of_their_kind() {
    for reported in Reported::all() {
        for (key, kinds) in [
            // A letter sent twice in the same words stands in its campaign.
            ("exact_duplicates", &["exact", "near", "campaign"][..]),
            ("near_duplicates", &["near", "campaign"][..]),
            ("campaigns", &["campaign"][..]),
        ] {
            let planted = list(&reported.key, key);
            assert!(!planted.is_empty(), "{key}");
            for entry in planted {
                let copies: BTreeSet<&str> = ids(list(entry, "ids")).into_iter().collect();
                let groups = list(reported.question(entry), "similar");
                let together = groups.iter().any(|group| {
                    let members: BTreeSet<&str> = ids(list(group, "members")).into_iter().collect();
                    kinds.contains(&text(group, "kind")) && copies.is_subset(&members)
                });
                assert!(together, "{} {key} {copies:?}", reported.stem);
            }
        }
    }
}

/// Orders to a machine and HTML in answers are text like any other: shown, never obeyed.
#[test]
fn orders_and_markup_in_answers_are_shown_as_text() {
    let mut orders = 0;
    for reported in Reported::all() {
        let (html, markdown) = (reported.html(), reported.session.read("out/report.md"));
        // Ours alone: the words of the page's script, and the script.
        assert_eq!(html.to_lowercase().matches("<script").count(), 2);
        assert!(!markdown.to_lowercase().contains("<script"));
        let shown: BTreeSet<String> = captured(
            r#"(?s)<blockquote class="verbatim"[^>]*><p>(.*?)</p>"#,
            &html,
        )
        .into_iter()
        .map(unescaped)
        .collect();
        for entry in list(&reported.key, "machine_orders") {
            let order = list(reported.question(entry), "answers")
                .iter()
                .find(|answer| answer["id"] == entry["id"])
                .unwrap();
            assert!(shown.contains(text(order, "text")), "{order}");
            orders += 1;
        }
        for question in list(&reported.synthesis, "questions") {
            for answer in list(question, "answers") {
                let written = text(answer, "text");
                assert!(shown.contains(written), "{written}");
                assert!(
                    !written.contains("<b>"),
                    "formatting is taken out: {written}"
                );
            }
        }
    }
    assert!(orders >= 3, "the samples hold orders to a machine");
}

#[test]
fn every_quote_on_the_page_is_verbatim() {
    for reported in Reported::all() {
        let html = reported.html();
        let quotes = captured("(?s)<blockquote>.*?<q>(.*?)</q>.*?</blockquote>", &html);
        assert!(quotes.len() > 20, "{}", quotes.len());
        let questions = list(&reported.synthesis, "questions");
        let answers: Vec<&str> = questions
            .iter()
            .flat_map(|question| list(question, "answers"))
            .map(|answer| text(answer, "text"))
            .collect();
        for quote in quotes.into_iter().map(unescaped) {
            assert!(!quote.is_empty());
            assert!(answers.iter().any(|a| a.contains(&quote)), "{quote}");
        }
    }
}

#[test]
fn each_theme_has_quotes_of_different_answers_and_names_nobody() {
    for reported in Reported::all() {
        let private: Vec<&str> = list(&reported.key, "personal_data")
            .iter()
            .map(|entry| text(entry, "text"))
            .collect();
        for question in list(&reported.synthesis, "questions") {
            for theme in list(question, "themes") {
                let quotes = list(theme, "quotes");
                let answers: BTreeSet<&str> = quotes.iter().map(|q| text(q, "answer")).collect();
                assert!((1..=4).contains(&quotes.len()), "{theme}");
                assert_eq!(answers.len(), quotes.len(), "{theme}");
                for quote in quotes {
                    let said = text(quote, "text");
                    assert!(!private.iter().any(|p| said.contains(*p)), "{said}");
                }
            }
        }
    }
}

#[test]
fn every_link_of_the_page_leads_somewhere_in_it() {
    for reported in Reported::all() {
        let html = reported.html();
        let anchors = captured(r#"\sid="([^"]*)""#, &html);
        let places: BTreeSet<&str> = anchors.iter().copied().collect();
        assert_eq!(places.len(), anchors.len(), "an id stands twice");
        let links = captured(r#"href="([^"]*)""#, &html);
        assert!(links.len() > 100);
        for link in links {
            match link.strip_prefix('#') {
                Some(place) => assert!(places.contains(place), "{link}"),
                None => assert!(
                    ["onepage.html", "simplified.html"].contains(&link),
                    "{link}"
                ),
            }
        }
    }
}

#[test]
fn the_page_loads_nothing() {
    for reported in Reported::all() {
        let html = reported.html();
        assert!(html.contains(
            "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src &#39;none&#39;;"
        ));
        for used in captured(r#"(?i)\b(?:src|href|action|data|poster)="([^"]*)""#, &html) {
            let ours = ["onepage.html", "simplified.html"];
            assert!(used.starts_with('#') || ours.contains(&used), "{used}");
        }
        for tag in [
            "<link", "<iframe", "<object", "<embed", "<form", "@import", "url(",
        ] {
            assert!(!html.contains(tag), "{tag}");
        }
    }
}

#[test]
fn the_coding_table_holds_every_answer_with_its_main_theme_first() {
    for reported in Reported::all() {
        let coding = reported.session.coding("out");
        let titles = "question,answer_id,source_file,sheet,row,theme_id,theme,level,text";
        assert_eq!(coding[0].join(","), titles);
        let mut lines = coding[1..].iter();
        for question in list(&reported.synthesis, "questions") {
            for answer in list(question, "answers") {
                let mut codes = ids(list(answer, "themes"));
                if let Some(parts) = answer["sub_themes"].as_array() {
                    codes.extend(ids(parts));
                }
                if codes.is_empty() {
                    codes.push("");
                }
                for theme in codes {
                    let line = lines.next().unwrap();
                    assert_eq!(line[1].trim_start_matches('\''), text(answer, "id"));
                    assert_eq!(line[5], theme);
                    let (shown, written) = (&line[8], text(answer, "text"));
                    assert!(shown == written || *shown == format!("'{written}"));
                }
            }
        }
        assert!(lines.next().is_none());
        for cell in coding.iter().flatten() {
            assert!(!cell.starts_with(['=', '+', '-', '@']), "{cell}");
        }
    }
}
