//! What a title must be besides a sentence: short, of one idea, and of this theme alone.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use super::{Ground, facts, list, phrase, rules, support};
use crate::llm::Fault;
use crate::words::words;

/// Most characters of a title.
pub(super) const LONGEST: usize = 80;
/// Words of a title, set apart by spaces; two will do when both tell ("Trottoirs étroits").
const WORDS: std::ops::RangeInclusive<usize> = 3..=9;
/// Content words of a question beyond which they may well be a theme's subject.
const LONG_QUESTION: usize = 8;

/// Words that fit any theme, folded, besides those that report.
static GENERAL: LazyLock<BTreeSet<&str>> = LazyLock::new(|| {
    list(
        "ameliorations changement changements evolution gestion optimisation developpement \
renforcement mise place service services public publics vie quotidien quotidienne cadre local \
locale locaux municipal municipale miscellaneous diverse overall feedback management \
development change changes public service services life local concerns satisfaction \
insatisfaction mecontentement plaintes reclamations doleances recommandations",
    )
});
/// Those who answer: a title names what they speak of.
const SPEAKERS: &str = "les repondants|les habitants demandent|les habitants souhaitent|\
les habitants veulent|les citoyens|les participants|les personnes interrogees|des habitants|\
certains habitants|avis des|avis sur|reponses sur|reponses concernant|opinions sur|\
respondents|the respondents|residents want|residents ask|people want|people ask|\
views on|opinions on|answers about|comments on|feedback on";
/// What opens the title of any theme of a consultation.
const OPENINGS: &str = "amelioration de|amelioration des|amelioration du|ameliorer|\
besoin de|besoin d|besoins de|demande de|demande d|demandes de|souhait de|souhait d|\
probleme de|problemes de|probleme des|problemes des|probleme d|problemes d|problemes avec|\
difficultes de|difficulte de|manque d amelioration|necessite de|necessite d|importance de|\
importance d|importance des|proposition de|propositions de|propositions pour|suggestions pour|\
preoccupations concernant|preoccupation concernant|amelioration d|improvement of|improving|\
improvements to|improve|need for|demand for|request for|requests for|importance of|\
concerns about|concern about|issues with|problems with|suggestions for|proposals for";

pub(super) fn faults(ground: &Ground<'_>, text: &str) -> Vec<Fault> {
    let mut faults = Vec::new();
    let mut add = |rule, french: String, english: String| {
        faults.push(Fault::new(rule, ground.language, french, english));
    };
    let count = length(text);
    let telling = support::telling(ground, text).len();
    let both_tell = count == 2 && telling == 2;
    if !WORDS.contains(&count) && !both_tell {
        add(
            rules::TITLE_LENGTH,
            format!("Le titre a {count} mots : il en faut de 3 à 9."),
            format!("The title has {count} words: it takes 3 to 9."),
        );
    }
    if text
        .trim_end()
        .ends_with(['.', '…', ':', ';', ',', '!', '?'])
    {
        add(
            rules::TITLE_END,
            "Le titre ne finit par aucun signe de ponctuation.".to_owned(),
            "The title ends with no punctuation.".to_owned(),
        );
    }
    if let Some(opening) = opening(text) {
        add(
            rules::GENERIC,
            format!("Le titre ne commence pas par « {opening} » : nomme la chose elle-même."),
            format!("The title does not start with \"{opening}\": name the thing itself."),
        );
    } else if is_general(ground, text) {
        add(
            rules::GENERIC,
            "Ce titre conviendrait à n'importe quel groupe : nomme ce qui est propre à celui-ci."
                .to_owned(),
            "This title would fit any group: name what is proper to this one.".to_owned(),
        );
    }
    if let Some((left, right)) = two_topics(ground, text) {
        add(
            rules::TWO_TOPICS,
            format!("Une seule idée : garde « {left} » ou « {right} », sans « et »."),
            format!("One idea only: keep \"{left}\" or \"{right}\", without \"and\"."),
        );
    }
    faults
}

/// Words between spaces that have a letter or digit.
fn length(text: &str) -> usize {
    text.split_whitespace()
        .filter(|word| word.chars().any(char::is_alphanumeric))
        .count()
}

fn opening(text: &str) -> Option<&'static str> {
    let words = phrase(text);
    SPEAKERS.split('|').chain(OPENINGS.split('|')).find(|said| {
        words
            .trim_start()
            .strip_prefix(said)
            .is_some_and(|rest| rest.starts_with(' '))
    })
}

/// True when no word sets the theme apart: all are general or the question's own.
fn is_general(ground: &Ground<'_>, text: &str) -> bool {
    let short = ground.asked.len() <= LONG_QUESTION;
    let asked = |word: &str| short && ground.asked.contains(&ground.lexicon.stem(word));
    support::telling(ground, text)
        .iter()
        .all(|word| GENERAL.contains(word.as_str()) || asked(word))
}

/// Two topics joined by "et", "&" or a slash; a pair that answers join themselves is one.
fn two_topics(ground: &Ground<'_>, text: &str) -> Option<(String, String)> {
    let marked = text.replace([';', '&', '+'], " et ").replace('/', " et ");
    let joints = ground
        .language
        .choose([" et ", " ainsi que "], [" and ", " as well as "]);
    let folded = phrase(&marked);
    let (left, right) = joints.iter().find_map(|joint| folded.split_once(joint))?;
    if left.contains(" entre ") || left.contains(" between ") {
        return None;
    }
    let content = |word: &&str| ground.lexicon.is_content(word);
    let last = left.split_whitespace().rev().find(content)?;
    let first = right.split_whitespace().find(content)?;
    let paired = ground.foreign() || ground.joins(last, first);
    (!paired).then(|| (left.trim().to_owned(), right.trim().to_owned()))
}

/// The title without words that open any title of a consultation: "Amélioration des
/// pistes cyclables" is about "pistes cyclables".
fn without_opening(title: &str) -> &str {
    let folded = phrase(title);
    let opening = OPENINGS.split('|').find(|said| {
        folded
            .trim_start()
            .strip_prefix(said)
            .is_some_and(|rest| rest.starts_with(' '))
    });
    let length = opening.map_or(0, |said| said.split(' ').count());
    match words(title).get(length) {
        Some(word) if length > 0 => &title[word.start..],
        _ => title,
    }
}

/// A title as a sentence begins: one capital, names aside; without quotation marks around
/// it, a full stop at its end, or words that open any title. What English calls title case
/// is not a fault.
pub fn sentence_case(ground: &Ground<'_>, title: &str) -> String {
    let title = title
        .trim()
        .trim_matches(['"', '«', '»', '“', '”', ' ', '\u{a0}', '\u{202f}']);
    let title = without_opening(title.trim_end_matches('.').trim());
    let title = facts::without_capitals(ground, title);
    let mut letters = title.chars();
    match letters.next() {
        Some(first) => first.to_uppercase().chain(letters).collect(),
        None => title,
    }
}
