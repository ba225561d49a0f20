//! The code system: one branch per question, families as folders, themes, sub-themes.

use std::collections::{BTreeSet, HashMap};

use super::guid::Guids;
use super::xml::Xml;
use crate::synthesis::{QuestionResult, Synthesis, ThemeResult};
use crate::themes::{KeyPhrase, ThemeId};
use crate::words::{fold, single_spaced};

/// Colours of themes, told apart by most eyes (Paul Tol, "Colour schemes", 2021: muted and
/// bright).
const COLOURS: [&str; 12] = [
    "#4477AA", "#EE6677", "#228833", "#CCBB44", "#66CCEE", "#AA3377", "#332288", "#CC6677",
    "#117733", "#DDCC77", "#88CCEE", "#882255",
];
/// Colour of questions.
const GREY: &str = "#777777";
/// Longest name and description, in characters: what the tools show, and the 512 that NVivo
/// keeps of a description.
const NAME: usize = 100;
const DESCRIPTION: usize = 500;

/// A code and those under it.
struct Code {
    guid: String,
    name: String,
    description: String,
    colour: &'static str,
    /// False for a folder, which no text carries.
    codable: bool,
    codes: Vec<Code>,
}

/// Writes `Codes`.
pub(super) fn write(xml: &mut Xml, synthesis: &Synthesis, guids: &Guids) {
    let mut codes: Vec<Code> = synthesis
        .questions
        .iter()
        .map(|question| branch(question, guids))
        .collect();
    tell_apart(&mut codes);
    xml.open("Codes", &[]);
    for code in &codes {
        code.write(xml);
    }
    xml.close("Codes");
}

/// The id of a question's code.
pub(super) fn question_guid(guids: &Guids, question: &QuestionResult) -> String {
    guids.of("question", &[&question.question.id.0])
}

/// The id of the code of a family, theme or sub-theme.
pub(super) fn theme_guid(guids: &Guids, question: &QuestionResult, id: &ThemeId) -> String {
    guids.of("code", &[&question.question.id.0, &id.0])
}

/// A question with its families, then the themes in none. A family of one theme is that
/// theme, as in `coding.csv`.
fn branch(question: &QuestionResult, guids: &Guids) -> Code {
    let mut themes: HashMap<&ThemeId, Code> = HashMap::new();
    for (place, result) in question.themes.iter().enumerate() {
        let colour = COLOURS[place % COLOURS.len()];
        themes.insert(&result.theme.id, theme(question, result, colour, guids));
    }
    let mut codes = Vec::new();
    for family in question.families.iter().filter(|f| f.themes.len() > 1) {
        let members: Vec<Code> = family
            .themes
            .iter()
            .filter_map(|id| themes.remove(id))
            .collect();
        codes.push(Code {
            guid: theme_guid(guids, question, &family.id),
            name: named(&family.title, &family.id.0),
            description: described(&family.id.0, &family.key_phrases),
            colour: members.first().map_or(GREY, |code| code.colour),
            codable: false,
            codes: members,
        });
    }
    let alone = question.themes.iter().map(|result| &result.theme.id);
    codes.extend(alone.filter_map(|id| themes.remove(id)));
    let (id, asked) = (&question.question.id.0, &question.question.text);
    Code {
        guid: question_guid(guids, question),
        name: named(&format!("{id} {asked}"), id),
        description: asked.clone(),
        colour: GREY,
        codable: true,
        codes,
    }
}

fn theme(
    question: &QuestionResult,
    result: &ThemeResult,
    colour: &'static str,
    guids: &Guids,
) -> Code {
    let theme = &result.theme;
    let subs = theme.sub_themes.iter().map(|sub| Code {
        guid: theme_guid(guids, question, &sub.id),
        name: named(&sub.title, &sub.id.0),
        description: described(&sub.id.0, &sub.key_phrases),
        colour,
        codable: true,
        codes: Vec::new(),
    });
    Code {
        guid: theme_guid(guids, question, &theme.id),
        name: named(&theme.title, &theme.id.0),
        description: described(&theme.id.0, &theme.key_phrases),
        colour,
        codable: true,
        codes: subs.collect(),
    }
}

/// The title on one line, cut where it is too long for a name; the id where there is none.
fn named(title: &str, id: &str) -> String {
    let title = single_spaced(title);
    if title.is_empty() {
        return id.to_owned();
    }
    if title.chars().count() <= NAME {
        return title;
    }
    let start: String = title.chars().take(NAME - 1).collect();
    format!("{}…", start.trim_end())
}

/// The id of the report, then the key phrases with the answers that use each.
fn described(id: &str, phrases: &[KeyPhrase]) -> String {
    let mut text = id.to_owned();
    let mut length = id.chars().count();
    for (place, phrase) in phrases.iter().enumerate() {
        let before = if place == 0 { "\n" } else { ", " };
        let said = format!("{before}{} ({})", phrase.text, phrase.answers);
        length += said.chars().count();
        if length > DESCRIPTION {
            break;
        }
        text.push_str(&said);
    }
    text
}

/// Codes under one code need names of their own, capitals aside.
fn tell_apart(codes: &mut [Code]) {
    let mut taken = BTreeSet::new();
    for code in codes {
        tell_apart(&mut code.codes);
        let name = code.name.clone();
        let mut number = 1;
        while !taken.insert(fold(&code.name)) {
            number += 1;
            code.name = format!("{name} ({number})");
        }
    }
}

impl Code {
    fn write(&self, xml: &mut Xml) {
        let codable = if self.codable { "true" } else { "false" };
        let attributes = [
            ("guid", self.guid.as_str()),
            ("name", &self.name),
            ("isCodable", codable),
            ("color", self.colour),
        ];
        xml.open("Code", &attributes);
        xml.text("Description", &self.description);
        for code in &self.codes {
            code.write(xml);
        }
        xml.close("Code");
    }
}
