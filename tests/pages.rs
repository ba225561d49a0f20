//! The pages of a report beside the whole one, and what the authority says of itself.
#![allow(clippy::unwrap_used)]

mod common;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use common::*;
use regex::Regex;
use sha2::{Digest, Sha256};

/// Every file under a folder, by its path from there.
fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        if path.is_dir() {
            for (inside, bytes) in files(&path) {
                found.insert(format!("{name}/{inside}"), bytes);
            }
        } else {
            found.insert(name, fs::read(path).unwrap());
        }
    }
    found
}

fn pages(folder: &Path) -> BTreeMap<String, String> {
    let all = files(folder).into_iter();
    let pages = all.filter(|(name, _)| name.ends_with(".html"));
    pages
        .map(|(name, bytes)| (name, String::from_utf8(bytes).unwrap()))
        .collect()
}

/// Every link of every page leads to a page and a place that exist.
#[track_caller]
fn assert_links_hold(pages: &BTreeMap<String, String>) {
    let id = Regex::new(r#" id="([^"]+)""#).unwrap();
    let href = Regex::new(r#" href="([^"]+)""#).unwrap();
    let ids: BTreeMap<&str, BTreeSet<&str>> = pages
        .iter()
        .map(|(name, html)| {
            let found: Vec<&str> = id
                .captures_iter(html)
                .map(|found| found.get(1).unwrap().as_str())
                .collect();
            let once: BTreeSet<&str> = found.iter().copied().collect();
            assert_eq!(once.len(), found.len(), "{name} uses an id twice");
            (name.as_str(), once)
        })
        .collect();
    for (name, html) in pages {
        for found in href.captures_iter(html) {
            let link = &found[1];
            let (page, place) = link.split_once('#').unwrap_or((link, ""));
            let page = match (page, name.starts_with("answers/")) {
                ("", _) => name.clone(),
                (page, true) => match page.strip_prefix("../") {
                    Some(above) => above.to_owned(),
                    None => format!("answers/{page}"),
                },
                (page, false) => page.to_owned(),
            };
            let ids = ids.get(page.as_str());
            let ids = ids.unwrap_or_else(|| panic!("{name}: {link} leads to no page"));
            assert!(
                place.is_empty() || ids.contains(place),
                "{name}: {link} leads nowhere"
            );
        }
    }
}

#[test]
fn a_report_is_drawn_again_from_its_data_alone() {
    let session = Session::with_sample("parks.csv");
    session.report(&["parks.csv", "--yes"]).done();
    let data = fs::read(session.path("out/synthesis.json")).unwrap();
    session.write("again/synthesis.json", data);
    session
        .cahier(&["render", "again"])
        .done()
        .printing(&["again/report.html"]);
    let mut before = files(&session.path("out"));
    before.remove("sources.json");
    // For the program and for people who ask how it was made.
    before.retain(|name, _| !name.starts_with(".cahier") && name != "journal.jsonl");
    assert_eq!(before, files(&session.path("again")));
    assert_links_hold(&pages(&session.path("again")));

    session.tamper("again", |synthesis| {
        synthesis["questions"][0]["themes"][0]["answers"] = 4000.into();
    });
    session
        .cahier(&["render", "again"])
        .ended(1)
        .telling(&["4000"]);
    session
        .cahier(&["render", "nowhere", "--lang", "fr"])
        .ended(1)
        .telling(&["synthesis.json", "Donnez le dossier d'un rapport"]);
}

#[test]
fn many_answers_are_read_in_pages_and_none_is_lost() {
    let subjects = [
        "plus de bus le soir",
        "des pistes cyclables continues",
        "un marché couvert le samedi",
        "des arbres sur la place",
        "une crèche près de la gare",
        "moins de bruit la nuit",
    ];
    // The second question has few answers: its map could link to them.
    let mut csv = "id;Que faut-il changer ?;Et le parc ?\n".to_owned();
    for number in 0..5_600 {
        let answer = match number % 16 {
            15 => "rien".to_owned(),
            _ => format!(
                "Je voudrais {} du côté du numéro {number}.",
                subjects[number % subjects.len()]
            ),
        };
        let park = match number % 40 {
            0 => format!("Au parc, {} près du banc {number}.", subjects[number % 5]),
            _ => String::new(),
        };
        csv += &format!("p{number};{answer};{park}\n");
    }
    let session = Session::with("avis.csv", csv);
    session
        .report(&[
            "avis.csv", "--open", "B", "--open", "C", "--id", "A", "--lang", "fr",
        ])
        .done();
    let pages = pages(&session.path("out"));
    assert_links_hold(&pages);
    assert!(pages.len() > 12, "{:?}", pages.keys());
    let synthesis = session.synthesis("out");
    let question = &synthesis["questions"][0];
    let all = list(question, "answers")
        .iter()
        .chain(list(question, "set_aside"));
    let mut count = 0;
    for answer in all {
        let place = format!("<li id=\"q1-r-{}\"", text(answer, "id"));
        let homes: Vec<&String> = pages
            .iter()
            .filter(|(_, html)| {
                html.contains(&format!("{place} ")) || html.contains(&format!("{place}>"))
            })
            .map(|(name, _)| name)
            .collect();
        assert_eq!(homes.len(), 1, "{place}: {homes:?}");
        count += 1;
    }
    assert_eq!(count, 5_600);
    assert!(pages["report.html"].len() < 1_000_000);
    session.cahier(&["verify", "out"]).done();

    // Another, smaller report in the same folder leaves no page of the first behind.
    session.write(
        "peu.csv",
        "id;Que faut-il changer ?\n1;Plus de bus.\n2;Des arbres.\n",
    );
    session
        .report(&["peu.csv", "--open", "B", "--id", "A", "--lang", "fr"])
        .done();
    assert_eq!(files(&session.path("out/answers")).len(), 0);
}

#[test]
fn the_policy_of_a_page_allows_its_own_style_and_script_and_nothing_else() {
    let session = Session::with_sample("mobilite.csv");
    session.report(&["mobilite.csv", "--yes"]).done();
    let hash = |text: &str| STANDARD.encode(Sha256::digest(text.as_bytes()));
    for (name, html) in pages(&session.path("out")) {
        let policy = html.split_once("http-equiv=\"Content-Security-Policy\" content=\"");
        let (policy, _) = policy.unwrap().1.split_once('"').unwrap();
        let policy = policy.replace("&#39;", "'");
        assert!(
            policy.starts_with("default-src 'none'; "),
            "{name}: {policy}"
        );
        assert!(!policy.contains("unsafe"), "{name}: {policy}");
        let between = |open: &str, close: &str| {
            let (_, rest) = html.split_once(open)?;
            Some(rest.split_once(close)?.0)
        };
        let style = between("<style>", "</style>").unwrap();
        assert!(
            policy.contains(&format!("'sha256-{}'", hash(style))),
            "{name}"
        );
        if let Some(script) = between("<script>", "</script>") {
            assert!(
                policy.contains(&format!("'sha256-{}'", hash(script))),
                "{name}"
            );
            assert!(script.len() < 30_000);
        }
        assert!(!html.contains(" style=\""), "{name} has a style of its own");
        assert!(!html.contains(" onclick"), "{name}");
        for foreign in ["src=\"http", "href=\"http"] {
            assert!(!html.contains(foreign), "{name}");
        }
    }
}

const PIXEL: &str = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

#[test]
fn the_authority_shows_its_name_its_logo_its_colours_and_its_words() {
    let session = Session::with_sample("mobilite.csv");
    session.write("logo.png", STANDARD.decode(PIXEL).unwrap());
    session.write(
        "cahier.toml",
        "[report]\ntitle = \"Mieux se déplacer <à> Valbourg\"\nauthority = \"Ville de Valbourg\"\n\
         logo = \"logo.png\"\nmain_colour = \"#0B5D3B\"\npurpose = \"Le plan de circulation.\"\n\
         period = \"Du 3 au 28 mars\"\nchannels = \"En ligne et en mairie\"\n\
         next_steps = \"Le conseil en débat le 12 juin.\"\n",
    );
    session.report(&["mobilite.csv", "--yes"]).done();
    let html = session.read("out/report.html");
    for part in [
        "<h1>Mieux se déplacer &lt;à&gt; Valbourg</h1>",
        "Ville de Valbourg",
        "--accent: #0b5d3b;",
        "Le plan de circulation.",
        "Le conseil en débat le 12 juin.",
        &format!("src=\"data:image/png;base64,{PIXEL}\""),
    ] {
        assert!(html.contains(part), "{part}");
    }
    let page = session.read("out/onepage.html");
    assert!(page.contains("Ville de Valbourg") && page.contains("Du 3 au 28 mars"));
    assert!(
        session
            .read("out/report.md")
            .starts_with("# Mieux se déplacer &lt;à&gt; Valbourg\n")
    );

    for (setting, english, french) in [
        (
            "main_colour = \"#ffd500\"",
            "contrast 1.4 to 1",
            "trop claire",
        ),
        (
            "second_colour = \"bleu\"",
            "written like \"#1f4e8c\"",
            "pas « bleu »",
        ),
        ("logo = \"absent.png\"", "absent.png", "absent.png"),
        (
            "logo = \"mobilite.csv\"",
            "a PNG, a JPEG or an SVG",
            "un PNG, un JPEG ou un SVG",
        ),
        ("titre = \"x\"", "nearest is \"title\"", "« title »"),
    ] {
        session.write("cahier.toml", format!("[report]\n{setting}\n"));
        session
            .report(&["mobilite.csv", "--yes"])
            .ended(2)
            .telling(&[english]);
        let typed = [
            "run",
            "mobilite.csv",
            "--yes",
            "--out",
            "out",
            "--lang",
            "fr",
        ];
        session.cahier(&typed).ended(2).telling(&[french]);
    }
}

#[test]
fn one_page_has_five_findings_whatever_the_number_of_questions() {
    for (sample, questions) in [("mobilite.csv", 2), ("logement.xlsx", 2)] {
        let session = Session::with_sample(sample);
        session.report(&[sample, "--yes"]).done();
        let page = session.read("out/onepage.html");
        assert_eq!(page.matches("class=\"theme-line\"").count(), 5);
        assert_eq!(page.matches("<ol class=\"ranking\">").count(), questions);
        assert!(page.contains("ni un vote ni un sondage"));
    }
}
