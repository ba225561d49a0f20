//! A result in memory, with what people decided since, and where everything in it stands.

use std::collections::HashMap;
use std::sync::{Arc, OnceLock};

use super::super::output;
use super::super::project::{Place, Stamp, fingerprint_of};
use super::consultation::Consultation;
use super::marks::Marks;
use super::request::{Studio, locked};
use crate::answers::QuestionId;
use crate::language::Language;
use crate::report::studio::answer_anchor;
use crate::synthesis::{
    AnswerRecord, DECISIONS, Decisions, QuestionResult, Synthesis, ThemeResult,
};
use crate::words::fold;

/// Results kept in memory.
const KEPT: usize = 3;

/// A result as it stands now.
pub(super) struct Loaded {
    marks: Marks,
    /// As the last run left it.
    base: Arc<Synthesis>,
    base_marks: Marks,
    /// The same with what was decided since.
    pub shown: Synthesis,
    pub decisions: Option<Decisions>,
    /// Fingerprint of the decisions, by which a page knows whether it is the present one.
    pub version: String,
    /// The same of the run that gave the result.
    pub run: String,
    pub questions: Vec<Index>,
    /// Texts of answers as they are searched.
    folded: OnceLock<Vec<Vec<String>>>,
}

/// Where the answers and themes of a question stand.
pub(super) struct Index {
    /// Place of an answer by its name in addresses: `q1-r-12`.
    answers: HashMap<String, usize>,
    /// Place of a theme by its name in addresses: `q1-t03`.
    themes: HashMap<String, usize>,
    /// Places of the answers of each theme, in input order.
    pub members: Vec<Vec<usize>>,
    /// Places of those in none.
    pub unassigned: Vec<usize>,
}

/// The result of a consultation, read again only where its files changed. Cost: one reading
/// of `synthesis.json` after a run, one recount after a decision.
pub(super) fn loaded(
    studio: &Studio,
    consultation: &Consultation,
    place: &Place,
) -> anyhow::Result<Arc<Loaded>> {
    let language = studio.language();
    let data = output::data_of(&place.report);
    let files = [data.clone(), place.decisions_file()];
    let marks = Marks::of(&files, "");
    let kept = locked(&studio.results).get(&consultation.folder).cloned();
    if let Some(kept) = kept.as_ref().filter(|kept| kept.marks == marks) {
        return Ok(Arc::clone(kept));
    }
    let base_marks = Marks::of(&[data], "");
    let base = match kept.filter(|kept| kept.base_marks == base_marks) {
        Some(kept) => Arc::clone(&kept.base),
        None => Arc::new(output::read_synthesis(&place.report, language)?),
    };
    let read = Arc::new(Loaded::new(base, place, (marks, base_marks), language)?);
    let mut results = locked(&studio.results);
    // Large ones are large: the last few are enough.
    if results.len() >= KEPT {
        results.clear();
    }
    results.insert(consultation.folder.clone(), Arc::clone(&read));
    drop(results);
    Ok(read)
}

/// Forgets what was read: files of the same size and time may differ.
pub(super) fn forget(studio: &Studio, consultation: &Consultation, place: &Place) {
    let mut results = locked(&studio.results);
    let Some(kept) = results.remove(&consultation.folder) else {
        return;
    };
    // The run's result did not change: it need not be read again.
    let data = output::data_of(&place.report);
    if kept.base_marks == Marks::of(&[data], "")
        && let Ok(kept) = Arc::try_unwrap(kept).map_err(drop)
    {
        let stale = Loaded {
            marks: Marks::of::<&str>(&[], "stale"),
            ..kept
        };
        results.insert(consultation.folder.clone(), Arc::new(stale));
    }
}

impl Loaded {
    fn new(
        base: Arc<Synthesis>,
        place: &Place,
        (marks, base_marks): (Marks, Marks),
        language: Language,
    ) -> anyhow::Result<Loaded> {
        // Before the decisions are read: a page may then be asked again for nothing, but
        // never show what it does not know.
        let version = version(place);
        let decisions = place.decisions(language)?;
        let mut shown = Synthesis::clone(&base);
        // Where all was taken back, what the last run took in goes too.
        let none = Decisions {
            schema: DECISIONS.to_owned(),
            questions: Vec::new(),
        };
        // Those that find nothing any more are told when the report is made.
        shown.recount(decisions.as_ref().unwrap_or(&none));
        Ok(Loaded {
            questions: shown.questions.iter().map(Index::new).collect(),
            version,
            run: run(place),
            marks,
            base,
            base_marks,
            shown,
            decisions,
            folded: OnceLock::new(),
        })
    }

    /// What a page carries to say which result it shows.
    pub(super) fn seen(&self) -> String {
        format!("{}-{}", self.version, self.run)
    }

    /// True where the run took in decisions about a question that has none any more: what it
    /// gave is then not what was there before.
    pub(super) fn is_behind(&self, place: &Place) -> bool {
        let now = |id: &QuestionId| {
            let decided = self.decisions.iter().flat_map(|d| &d.questions);
            decided.clone().any(|(other, _)| other == id)
        };
        let decided = Stamp::read(place).map_or(Vec::new(), |stamp| stamp.decided);
        decided.iter().any(|id| !now(id))
    }

    /// Place of the question called so in addresses: `q1`.
    pub(super) fn question(&self, anchor: &str) -> Option<usize> {
        let mut questions = self.shown.questions.iter();
        questions.position(|question| question.question.id.0.to_lowercase() == anchor)
    }

    /// Places of a theme: its question and where it is there.
    pub(super) fn theme(&self, anchor: &str) -> Option<(usize, usize)> {
        let mut questions = self.questions.iter().enumerate();
        questions.find_map(|(place, index)| Some((place, *index.themes.get(anchor)?)))
    }

    /// Places of an answer: its question and where it is there.
    pub(super) fn answer(&self, anchor: &str) -> Option<(usize, usize)> {
        let mut questions = self.questions.iter().enumerate();
        questions.find_map(|(place, index)| Some((place, *index.answers.get(anchor)?)))
    }

    pub(super) fn result(&self, question: usize) -> &QuestionResult {
        &self.shown.questions[question]
    }

    pub(super) fn theme_at(&self, (question, theme): (usize, usize)) -> &ThemeResult {
        &self.shown.questions[question].themes[theme]
    }

    pub(super) fn answer_at(&self, (question, answer): (usize, usize)) -> &AnswerRecord {
        &self.shown.questions[question].answers[answer]
    }

    /// Places of the answers that hold every word of `sought`, accents and capitals aside.
    /// Cost: one reading of all texts.
    pub(super) fn search(&self, sought: &str) -> Vec<(usize, usize)> {
        let words: Vec<String> = fold(sought).split_whitespace().map(str::to_owned).collect();
        if words.is_empty() {
            return Vec::new();
        }
        let folded = self.folded.get_or_init(|| {
            let questions = self.shown.questions.iter();
            let texts = questions.map(|q| q.answers.iter().map(|a| fold(&a.text)).collect());
            texts.collect()
        });
        let mut found = Vec::new();
        for (question, texts) in folded.iter().enumerate() {
            for (answer, text) in texts.iter().enumerate() {
                let id = &self.shown.questions[question].answers[answer].id.0;
                let named = words.len() == 1 && fold(id) == words[0];
                if named || words.iter().all(|word| text.contains(word.as_str())) {
                    found.push((question, answer));
                }
            }
        }
        found
    }
}

/// Fingerprint of the result, as the run noted it.
fn run(place: &Place) -> String {
    let stamp = Stamp::read(place);
    let outputs = stamp.iter().flat_map(|stamp| &stamp.outputs);
    let mut data = outputs.filter(|file| file.name == output::DATA);
    let hash = data.next().map_or("", |file| file.sha256.as_str());
    hash.chars().take(16).collect()
}

/// Fingerprint of the decisions on disk.
pub(super) fn version(place: &Place) -> String {
    let bytes = std::fs::read(place.decisions_file()).unwrap_or_default();
    fingerprint_of(&bytes).chars().take(16).collect()
}

impl Index {
    fn new(question: &QuestionResult) -> Index {
        let id = &question.question.id;
        let themes = question.themes.iter().enumerate();
        let places: HashMap<_, usize> = question
            .themes
            .iter()
            .enumerate()
            .map(|(place, result)| (&result.theme.id, place))
            .collect();
        let mut members = vec![Vec::new(); question.themes.len()];
        let mut unassigned = Vec::new();
        for (place, answer) in question.answers.iter().enumerate() {
            for theme in &answer.themes {
                if let Some(theme) = places.get(theme) {
                    members[*theme].push(place);
                }
            }
            if answer.themes.is_empty() {
                unassigned.push(place);
            }
        }
        let answers = question.answers.iter().enumerate();
        Index {
            answers: answers
                .map(|(place, answer)| (answer_anchor(id, &answer.id), place))
                .collect(),
            themes: themes
                .map(|(place, result)| (result.theme.id.0.to_lowercase(), place))
                .collect(),
            members,
            unassigned,
        }
    }
}
