//! Alerts on the set the rules were written with, and the floors they must keep there; on
//! texts nobody had seen they find about half (see the README).

use std::collections::BTreeMap;

use serde::Deserialize;

use cahier::language::Language;
use cahier::themes::alerts::{AlertFamily, alert};
use cahier::words::Lexicon;

/// One short answer; `alert` names the family it should raise.
#[derive(Deserialize)]
struct Case {
    lang: Language,
    text: String,
    alert: Option<AlertFamily>,
}

/// Share of the alerts found, at least.
const RECALL: f64 = 0.85;
/// Share of the other answers that raise a false one, at most.
const FALSE_ALERTS: f64 = 0.02;
/// Share of the alerts found that come with their family, at least.
const FAMILY: f64 = 0.9;

#[test]
fn alerts_are_found_and_hard_negatives_are_not() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/alerts.jsonl");
    let fixture = std::fs::read_to_string(path).unwrap_or_default();
    let lexicons = [
        Lexicon::new(Language::French),
        Lexicon::new(Language::English),
    ];
    // Per language: alerts, found, with their family, others, false.
    let mut counts: BTreeMap<&str, [f64; 5]> = BTreeMap::new();
    for line in fixture.lines() {
        let case: Case = serde_json::from_str(line).unwrap_or_else(|e| panic!("{line}: {e}"));
        let lexicon = &lexicons[usize::from(case.lang == Language::English)];
        let found = alert(&case.text, lexicon);
        let count = counts.entry(case.lang.code()).or_default();
        match (case.alert, found) {
            (Some(family), found) => {
                count[0] += 1.0;
                count[1] += f64::from(u8::from(found.is_some()));
                count[2] += f64::from(u8::from(found.is_some_and(|a| a.family == family)));
            }
            (None, found) => {
                count[3] += 1.0;
                count[4] += f64::from(u8::from(found.is_some()));
            }
        }
    }
    assert_eq!(counts.len(), 2);
    for (language, [alerts, found, family, others, wrong]) in counts {
        assert!(
            alerts >= 60.0 && others >= 60.0,
            "{language}: too few cases"
        );
        assert!(found / alerts >= RECALL, "{language}: {found} of {alerts}");
        assert!(
            family / found >= FAMILY,
            "{language}: family right {family} of {found}"
        );
        assert!(
            wrong / others <= FALSE_ALERTS,
            "{language}: {wrong} of {others}"
        );
    }
}

#[test]
fn spans_are_words_of_the_text() {
    let text = "Hier, une tuile est tombée à un mètre de ma fille. L'été, tout va bien.";
    let found = alert(text, &Lexicon::new(Language::French));
    let words: Vec<&str> = found
        .iter()
        .flat_map(|a| a.spans.iter())
        .map(|(s, e)| &text[*s..*e])
        .collect();
    assert!(words.iter().any(|w| w.contains("tuile")), "{words:?}");
}

#[test]
fn what_is_denied_supposed_or_over_is_no_alert() {
    let french = Lexicon::new(Language::French);
    for text in [
        "Aucun enfant n'a été renversé dans notre rue cette année.",
        "Si un jour un enfant est renversé devant l'école, qui sera responsable ?",
        "Il y a trente ans un enfant s'est noyé dans le lavoir du village.",
        "",
    ] {
        assert_eq!(alert(text, &french), None, "{text}");
    }
}
