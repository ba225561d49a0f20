//! The pictures of a whole report: their figures are the result's, their links lead
//! somewhere, and nothing in them needs more than the page's policy allows.
#![allow(clippy::unwrap_used)]

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use cahier::report::render_all;
use cahier::synthesis::{AnswerPlace, Synthesis};

/// A sample's result, all its answers on a map.
fn sample(name: &str) -> Synthesis {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let path = root.join("reports").join(name).join("synthesis.json");
    let mut synthesis: Synthesis =
        serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap();
    for question in &mut synthesis.questions {
        let places = question.answers.iter().zip(0u32..);
        question.map = places
            .map(|(answer, place)| AnswerPlace {
                answer: answer.id.clone(),
                x: (place * 37 % 1_001) as u16,
                y: (place * 113 % 1_001) as u16,
            })
            .collect();
    }
    synthesis
}

fn page(synthesis: &Synthesis) -> String {
    let files = render_all(synthesis).unwrap();
    let page = files
        .iter()
        .find(|file| file.name == "report.html")
        .unwrap();
    String::from_utf8(page.bytes.clone()).unwrap()
}

/// The pictures of a kind, in the order of the questions.
fn pictures<'p>(page: &'p str, kind: &str) -> Vec<&'p str> {
    let parts = page.split("<figure class=\"pic ").skip(1);
    parts
        .filter(|part| part.starts_with(kind))
        .filter_map(|part| part.split("</figure>").next())
        .collect()
}

/// What stands between an opening and a closing mark.
fn between<'p>(text: &'p str, open: &str, close: &str) -> Vec<&'p str> {
    let parts = text.split(open).skip(1);
    parts.filter_map(|part| part.split(close).next()).collect()
}

#[test]
fn figures_are_those_of_the_result() {
    for name in ["mobilite", "logement", "parks"] {
        let synthesis = sample(name);
        let page = page(&synthesis);
        let bars = pictures(&page, "pic-bars");
        let maps = pictures(&page, "pic-map");
        assert_eq!(bars.len(), synthesis.questions.len());
        for ((question, bars), map) in synthesis.questions.iter().zip(bars).zip(maps) {
            let drawn = between(bars, "<strong>", "</strong>");
            let mut counted: Vec<usize> = question.themes.iter().map(|t| t.answers).collect();
            counted.sort_by_key(|count| std::cmp::Reverse(*count));
            let counted: Vec<String> = counted.iter().map(usize::to_string).collect();
            assert_eq!(drawn, counted);
            let links = map.matches("tabindex=\"-1\"").count();
            assert_eq!(links, question.answers.len());
        }
        let flows = pictures(&page, "pic-flow");
        for (question, flow) in synthesis.questions.iter().zip(flows) {
            let balance = &question.balance;
            for count in [balance.rows, balance.analysed, balance.in_theme] {
                assert!(flow.contains(&format!("<strong>{count}\u{a0}")), "{count}");
            }
        }
    }
}

#[test]
fn every_link_of_a_picture_leads_somewhere() {
    let page = page(&sample("mobilite"));
    let ids: Vec<&str> = between(&page, " id=\"", "\"");
    let known: BTreeSet<&str> = ids.iter().copied().collect();
    assert_eq!(ids.len(), known.len(), "an id stands twice");
    for kind in ["pic-bars", "pic-map", "pic-facing"] {
        let all = pictures(&page, kind);
        assert!(!all.is_empty(), "{kind}");
        let links = all
            .iter()
            .flat_map(|picture| between(picture, "href=\"#", "\""));
        for link in links {
            assert!(known.contains(link), "{link}");
        }
    }
}

#[test]
fn pictures_keep_to_the_policy_of_the_page() {
    let mut synthesis = sample("mobilite");
    for question in &mut synthesis.questions {
        for theme in &mut question.themes {
            theme.theme.title = "</title></svg><script>alert(1)</script>".to_owned();
        }
    }
    let page = page(&synthesis);
    for kind in ["pic-flow", "pic-bars", "pic-map", "pic-facing"] {
        for picture in pictures(&page, kind) {
            for refused in ["<script", "style=", "url(", "http", "<image", "onload"] {
                assert!(!picture.contains(refused), "{kind}: {refused}");
            }
        }
    }
}

#[test]
fn a_place_of_no_answer_is_refused() {
    let mut synthesis = sample("parks");
    assert!(synthesis.check().is_ok());
    let twice = synthesis.questions[0].map[0].clone();
    synthesis.questions[0].map.push(twice);
    assert!(synthesis.check().is_err());
    let mut synthesis = sample("parks");
    synthesis.questions[0].map[0].answer.0 = "nobody".to_owned();
    assert!(synthesis.check().is_err());
    let mut synthesis = sample("parks");
    synthesis.questions[0].map[0].x = 1_001;
    assert!(synthesis.check().is_err());
}
