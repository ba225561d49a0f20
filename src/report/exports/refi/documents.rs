//! The texts, what is coded in them, and whom they come from: variables, cases, sources.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::MADE;
use super::codes::{question_guid, theme_guid};
use super::guid::Guids;
use super::xml::{Xml, storable};
use crate::answers::AnswerId;
use crate::synthesis::{AnswerRecord, QuestionResult, Synthesis};
use crate::themes::Span;

/// Codes by the place they stand in the text, from one code point to before another.
type Selections = BTreeMap<(usize, usize), Vec<String>>;

/// One row of the consultation.
struct Document<'a> {
    guid: String,
    name: &'a str,
    respondent: &'a str,
    text: String,
    /// Code points in `text`.
    length: usize,
    selections: Selections,
    /// Variable and value, in the order of the variables.
    values: BTreeMap<usize, &'a str>,
}

/// All rows with an analysed answer, in the order they first answer a question in.
pub(super) struct Documents<'a> {
    guids: &'a Guids,
    /// Titles of the segment columns.
    variables: Vec<&'a str>,
    documents: Vec<Document<'a>>,
}

impl<'a> Documents<'a> {
    pub(super) fn new(synthesis: &'a Synthesis, guids: &'a Guids) -> Documents<'a> {
        let mut variables: Vec<&str> = Vec::new();
        let mut documents: Vec<Document<'_>> = Vec::new();
        let mut place_of: HashMap<&AnswerId, usize> = HashMap::new();
        let headed = synthesis.questions.len() > 1;
        for question in &synthesis.questions {
            let columns = columns(question, &mut variables);
            let codes = codes(question, guids);
            for answer in &question.answers {
                let place = *place_of.entry(&answer.id).or_insert_with(|| {
                    documents.push(Document::new(answer, guids));
                    documents.len() - 1
                });
                let document = &mut documents[place];
                if headed {
                    document.head(&question.question.id.0);
                }
                document.add(answer, codes.get(&answer.id).map_or(&[], |c| &c[..]));
                for (column, value) in columns.iter().zip(&answer.segments) {
                    if !value.trim().is_empty() {
                        document.values.insert(*column, value);
                    }
                }
            }
        }
        Documents {
            guids,
            variables,
            documents,
        }
    }

    /// The id and the text of each.
    pub(super) fn texts(&self) -> impl Iterator<Item = (&str, &str)> {
        self.documents
            .iter()
            .map(|d| (d.guid.as_str(), d.text.as_str()))
    }

    /// Writes `Variables`, `Cases` and `Sources`, each where it holds something.
    pub(super) fn write(&self, xml: &mut Xml, user: &str) {
        if self.documents.is_empty() {
            return;
        }
        let variables: Vec<String> = (0..self.variables.len())
            .map(|place| self.guids.of("variable", &[&place.to_string()]))
            .collect();
        if !variables.is_empty() {
            xml.open("Variables", &[]);
            for (guid, title) in variables.iter().zip(&self.variables) {
                let kind = ("typeOfVariable", "Text");
                xml.empty("Variable", &[("guid", guid), ("name", title), kind]);
            }
            xml.close("Variables");
        }
        self.write_cases(xml, &variables);
        xml.open("Sources", &[]);
        for document in &self.documents {
            document.write(xml, self.guids, user, &variables);
        }
        xml.close("Sources");
    }

    /// One case per person, with what the first of their rows says of them.
    fn write_cases(&self, xml: &mut Xml, variables: &[String]) {
        let mut people: Vec<(&str, Vec<&Document<'_>>)> = Vec::new();
        let mut place_of: HashMap<&str, usize> = HashMap::new();
        for document in &self.documents {
            let place = *place_of.entry(document.respondent).or_insert_with(|| {
                people.push((document.respondent, Vec::new()));
                people.len() - 1
            });
            people[place].1.push(document);
        }
        xml.open("Cases", &[]);
        for (respondent, documents) in &people {
            let guid = self.guids.of("case", &[respondent]);
            xml.open("Case", &[("guid", &guid), ("name", respondent)]);
            let mut values: BTreeMap<usize, &str> = BTreeMap::new();
            for (variable, value) in documents.iter().flat_map(|d| &d.values) {
                values.entry(*variable).or_insert(value);
            }
            write_values(xml, &values, variables);
            for document in documents {
                xml.empty("SourceRef", &[("targetGUID", &document.guid)]);
            }
            xml.close("Case");
        }
        xml.close("Cases");
    }
}

/// The variable of each segment column of a question.
fn columns<'a>(question: &'a QuestionResult, variables: &mut Vec<&'a str>) -> Vec<usize> {
    // Two columns may bear one title: the nth of a question is the nth variable of that name.
    let mut taken = BTreeSet::new();
    let titles = question.segments.iter().map(|base| base.title.as_str());
    titles
        .map(|title| {
            let known = (0..variables.len()).find(|v| variables[*v] == title && !taken.contains(v));
            let variable = known.unwrap_or_else(|| {
                variables.push(title);
                variables.len() - 1
            });
            taken.insert(variable);
            variable
        })
        .collect()
}

/// What each answer of a question is coded with: codes and the ideas that carry each. An
/// answer without ideas in a theme carries it as a whole. A sub-theme stands on the ideas of
/// its theme: which of them it rests on is not kept.
fn codes<'a>(
    question: &'a QuestionResult,
    guids: &Guids,
) -> HashMap<&'a AnswerId, Vec<(String, &'a [Span])>> {
    let mut codes: HashMap<&AnswerId, Vec<(String, &[Span])>> = HashMap::new();
    let whole = question_guid(guids, question);
    for answer in &question.answers {
        codes.insert(&answer.id, vec![(whole.clone(), &[])]);
    }
    for theme in question.themes.iter().map(|result| &result.theme) {
        let guid = theme_guid(guids, question, &theme.id);
        let mut ideas: HashMap<&AnswerId, &[Span]> = HashMap::new();
        for member in &theme.members {
            ideas.insert(&member.answer, &member.units);
            let of_answer = codes.entry(&member.answer).or_default();
            of_answer.push((guid.clone(), &member.units));
        }
        for sub in &theme.sub_themes {
            let guid = theme_guid(guids, question, &sub.id);
            for answer in &sub.answers {
                let units = ideas.get(answer).copied().unwrap_or_default();
                codes.entry(answer).or_default().push((guid.clone(), units));
            }
        }
    }
    codes
}

impl<'a> Document<'a> {
    fn new(answer: &'a AnswerRecord, guids: &Guids) -> Document<'a> {
        Document {
            guid: guids.of("source", &[&answer.id.0]),
            name: &answer.id.0,
            respondent: &answer.respondent,
            text: String::new(),
            length: 0,
            selections: Selections::new(),
            values: BTreeMap::new(),
        }
    }

    /// A line with the question's id, after an empty one.
    fn head(&mut self, question: &str) {
        let before = if self.text.is_empty() { "" } else { "\n\n" };
        self.push_all(before);
        self.push_all(question);
        self.push('\n');
    }

    fn push_all(&mut self, text: &str) {
        text.chars().for_each(|c| self.push(c));
    }

    fn push(&mut self, c: char) {
        self.text.push(storable(c));
        self.length += 1;
    }

    /// The text of an answer and its codes. Line breaks of any system become `\n`: tools
    /// differ in what they count `\r\n` for.
    fn add(&mut self, answer: &AnswerRecord, codes: &[(String, &[Span])]) {
        let start = self.length;
        // Where each code point that is written begins in the answer.
        let mut places: Vec<usize> = Vec::with_capacity(answer.text.len());
        let mut characters = answer.text.char_indices().peekable();
        while let Some((byte, c)) = characters.next() {
            if c == '\r' {
                characters.next_if(|(_, next)| *next == '\n');
            }
            places.push(byte);
            self.push(if c == '\r' { '\n' } else { c });
        }
        let place = |byte: usize| start + places.partition_point(|p| *p < byte);
        for (code, spans) in codes {
            if spans.is_empty() {
                let whole = self.selections.entry((start, self.length)).or_default();
                whole.push(code.clone());
            }
            let ideas: BTreeSet<(usize, usize)> = spans
                .iter()
                .map(|span| (place(span.start), place(span.end)))
                .collect();
            for idea in ideas {
                self.selections.entry(idea).or_default().push(code.clone());
            }
        }
    }

    fn write(&self, xml: &mut Xml, guids: &Guids, user: &str, variables: &[String]) {
        let path = format!("internal://{}.txt", self.guid);
        let attributes = [
            ("guid", self.guid.as_str()),
            ("name", self.name),
            ("plainTextPath", &path),
            ("creatingUser", user),
            ("creationDateTime", MADE),
        ];
        xml.open("TextSource", &attributes);
        for ((start, end), codes) in &self.selections {
            let (start, end) = (start.to_string(), end.to_string());
            let parts = [self.name, start.as_str(), end.as_str()];
            let attributes = [
                ("guid", guids.of("selection", &parts)),
                ("startPosition", start.clone()),
                ("endPosition", end.clone()),
                ("creatingUser", user.to_owned()),
            ];
            let attributes = attributes.each_ref().map(|(n, v)| (*n, v.as_str()));
            xml.open("PlainTextSelection", &attributes);
            for code in codes {
                let coding = guids.of("coding", &[self.name, &start, &end, code]);
                xml.open("Coding", &[("guid", &coding), ("creatingUser", user)]);
                xml.empty("CodeRef", &[("targetGUID", code)]);
                xml.close("Coding");
            }
            xml.close("PlainTextSelection");
        }
        write_values(xml, &self.values, variables);
        xml.close("TextSource");
    }
}

fn write_values(xml: &mut Xml, values: &BTreeMap<usize, &str>, variables: &[String]) {
    for (variable, value) in values {
        xml.open("VariableValue", &[]);
        xml.empty("VariableRef", &[("targetGUID", &variables[*variable])]);
        xml.text("TextValue", value);
        xml.close("VariableValue");
    }
}
