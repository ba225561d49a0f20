//! The samples' results, and one of them with texts and titles made to break what reads them.

use cahier::synthesis::{QuestionResult, Synthesis};
use cahier::themes::findings::Findings;
use cahier::themes::{Family, Origin, ThemeId};

/// Before every answer, with its id: each line break, what opens a text in IRaMuTeQ, what
/// XML cannot hold, characters outside the basic plane, right-to-left marks, a formula.
const BEFORE: &str = "=1+1 \u{1F6B2}\u{1F468}\u{200D}\u{1F469}\r\n**** *id_faux\n-*faux\r5 $ le ticket\u{2028}\
    \u{0}\u{b}\u{c}\u{85}\u{FFFE}\u{202E}<b attr=\"x\">&amp;]]></b>\u{FEFF}e\u{301} ";
const TITLE: &str = "<i>\"Été\" & 'cœur' *de* ville\u{0}\u{1F6B2}\r\nsuite";

/// A sample's result.
pub fn sample(stem: &str) -> Synthesis {
    let root = env!("CARGO_MANIFEST_DIR");
    let path = format!("{root}/reports/{stem}/synthesis.json");
    serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}

/// A sample with hostile texts before its answers, the first idea of each grown to hold it.
pub fn hostile() -> Synthesis {
    let mut synthesis = sample("mobilite");
    synthesis.model = None;
    synthesis.adaptations = Vec::new();
    for question in &mut synthesis.questions {
        question.findings = Findings::default();
        question.reading = None;
        question.similar = Vec::new();
        question.unassigned_groups = Vec::new();
        let analysed = question.answers.len();
        question.balance.analysed_once = analysed;
        question.balance.distinct_texts = analysed;
        for answer in &mut question.answers {
            let long = if answer.id.0.ends_with('7') {
                10_000
            } else {
                1
            };
            let before = format!("{}{} {}", BEFORE, answer.id.0, "\u{1F6B2}".repeat(long));
            answer.original = Some("avant le masquage".to_owned());
            answer.text = before + &answer.text;
        }
        for (place, result) in question.themes.iter_mut().enumerate() {
            result.theme.quotes = Vec::new();
            result.theme.exemplars = Vec::new();
            result.reading = None;
            result.answers_once = result.answers;
            result.distinct_texts = result.answers;
            result.theme.title = match place {
                0..=1 => TITLE.to_owned(),
                2 => String::new(),
                _ => format!("{TITLE} {}", "long ".repeat(60)),
            };
            // A theme an answer carries as a whole.
            if let Some(member) = result.theme.members.first_mut() {
                member.units = Vec::new();
            }
            for member in &mut result.theme.members {
                let answer = question.answers.iter().find(|a| a.id == member.answer);
                let text = &answer.unwrap().text;
                let id = format!("{} ", member.answer.0);
                let moved = text.find(&id).unwrap() + id.len();
                let bikes = text[moved..].chars().take_while(|c| *c == '\u{1F6B2}');
                let moved = moved + bikes.map(char::len_utf8).sum::<usize>();
                for (place, span) in member.units.iter_mut().enumerate() {
                    span.start = if place == 0 { 0 } else { span.start + moved };
                    span.end += moved;
                }
            }
        }
        bring_together(question);
    }
    synthesis
}

/// Families of three themes, of the others, and of the last alone, two with one title.
fn bring_together(question: &mut QuestionResult) {
    let ids = question.themes.iter().map(|result| result.theme.id.clone());
    let ids: Vec<ThemeId> = ids.collect();
    let (last, others) = ids.split_last().unwrap();
    let parts = [
        others[..3].to_vec(),
        others[3..].to_vec(),
        vec![last.clone()],
    ];
    let families = parts.into_iter().enumerate().map(|(place, themes)| {
        let held = question.answers.iter();
        Family {
            id: ThemeId(format!("{}-F{}", question.question.id.0, place + 1)),
            title: TITLE.to_owned(),
            origin: Origin::Extractive,
            extractive_title: None,
            key_phrases: Vec::new(),
            answers: held
                .filter(|a| themes.iter().any(|t| a.themes.contains(t)))
                .count(),
            themes,
        }
    });
    question.families = families.collect();
}

pub fn all() -> Vec<Synthesis> {
    let mut all: Vec<Synthesis> = ["mobilite", "logement", "parks"].map(sample).into();
    all.push(hostile());
    all
}
