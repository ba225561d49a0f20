//! What reports show besides themes: alerts, debates, weak signals and leads, against the
//! data they show, in both languages.
#![allow(clippy::unwrap_used)]

mod common;

use common::*;
use serde_json::Value;

/// Samples with the headings of alerts, debates, weak signals and leads.
const SAMPLES: [(&str, [&str; 4]); 2] = [
    (
        "mobilite.csv",
        [
            "À traiter sans attendre",
            "Ce qui fait débat",
            "Signaux faibles",
            "Pistes d&#39;action issues des contributions",
        ],
    ),
    (
        "parks.csv",
        [
            "Needs prompt attention",
            "Where opinions differ",
            "Weak signals",
            "Proposals for action",
        ],
    ),
];

fn reported(name: &str) -> (Session, Value, String) {
    let session = Session::with_sample(name);
    session.report(&[name, "--yes"]).done();
    let synthesis = session.synthesis("out");
    let html = session.read("out/report.html");
    (session, synthesis, html)
}

/// What was found of one kind in a question.
fn found<'v>(question: &'v Value, kind: &str) -> &'v [Value] {
    question["findings"][kind]
        .as_array()
        .map_or(&[], Vec::as_slice)
}

/// The part of a page from an anchor to the end of its section.
fn section<'t>(html: &'t str, anchor: &str) -> &'t str {
    let (_, rest) = html
        .split_once(&format!("<section id=\"{anchor}\""))
        .unwrap();
    rest.split_once("</section>").unwrap().0
}

#[test]
fn every_alert_is_right_after_the_first_page_and_counted_on_it() {
    for (name, headings) in SAMPLES {
        let (session, synthesis, html) = reported(name);
        let place = |anchor: &str| html.find(&format!("<section id=\"{anchor}\"")).unwrap();
        assert!(place("essential") < place("alerts") && place("alerts") < place("expressed"));
        let alerts = section(&html, "alerts");
        assert!(alerts.contains(headings[0]));
        let mut total = 0;
        for question in list(&synthesis, "questions") {
            let id = text(&question["question"], "id").to_lowercase();
            for alert in found(question, "alerts") {
                let answer = text(&alert["passage"], "answer");
                assert!(alerts.contains(&format!("href=\"#{id}-r-{answer}\"")));
                total += 1;
            }
        }
        assert!(total > 0, "{name} holds alerts");
        let notice = html.split_once("<p class=\"notice\">").unwrap().1;
        let notice = notice.split_once("</p>").unwrap().0;
        assert!(notice.contains(&format!("href=\"#alerts\">{total}\u{a0}")));
        assert!(session.read("out/report.md").contains(headings[0]));
    }
}

#[test]
fn each_question_shows_what_was_found_in_it() {
    for (name, headings) in SAMPLES {
        let (session, synthesis, html) = reported(name);
        let markdown = session.read("out/report.md");
        let mut kinds = [0; 3];
        for question in list(&synthesis, "questions") {
            let id = text(&question["question"], "id");
            for (index, (kind, anchor)) in [
                ("oppositions", "debate"),
                ("weak_signals", "signal"),
                ("leads", "leads"),
            ]
            .into_iter()
            .enumerate()
            {
                let number = found(question, kind).len();
                let first = id.to_lowercase();
                let shown = html.matches(&format!("id=\"{first}-{anchor}-")).count();
                match kind {
                    "leads" => assert_eq!(shown, usize::from(number > 0), "one section"),
                    _ => assert_eq!(shown, number, "{name} {id} {kind}"),
                }
                let heading = headings[index + 1].replace("&#39;", "'");
                let title = format!(" ({})\n", heading.to_lowercase());
                let titled = markdown.lines().any(|line| {
                    line.starts_with(&format!("### {id}. "))
                        && format!("{line}\n").ends_with(&title)
                });
                let divides =
                    kind == "oppositions" && !found(question, "contradictions").is_empty();
                assert_eq!(titled, number > 0 || divides, "{name} {id} {kind}");
                kinds[index] += number;
            }
        }
        assert!(kinds.iter().all(|number| *number > 0), "{name} {kinds:?}");
    }
}

#[test]
fn signals_and_leads_quote_no_passage_where_something_is_masked() {
    let answers: String = (0..40)
        .map(|row| {
            format!(
                "{row},\"Il faut plus de bancs au parc du Moulin, mon voisin M. Paul Durand le dit, 06 12 34 56 {row:02}.\"\n"
            )
        })
        .collect();
    let session = Session::with("q.csv", format!("id,Que proposez-vous ?\n{answers}"));
    session.report(&["q.csv", "--yes"]).done();
    let html = session.read("out/report.html");
    let leads = html.split_once("id=\"q1-leads\"");
    let shown = leads.map_or("", |(_, rest)| rest.split("</section>").next().unwrap());
    assert!(shown.contains("Passage non cité"));
    for quote in shown.split("<q>").skip(1) {
        let quote = quote.split("</q>").next().unwrap();
        assert!(!quote.contains('['), "{quote}");
    }
}
