//! What each column is for, with the reason, for a person to confirm: what the platform
//! knows, else what the title says, else what the cells hold.

use serde::Serialize;

use super::choices::{
    Families, all_yes_or_no, families, is_tick, joined_choices, option, parts_of,
};
use super::reasons::Reason;
use super::titles::{
    COMPLETES, ID_TITLES, LANGUAGE_TITLES, asks_for_text, describes_person, status,
    title_names_person, values_describe_person,
};
use crate::ingest::{Export, Part, Role, RowRule, Sketch, title_key};

/// The guess for one column and what it rests on.
#[derive(Clone, Debug, Serialize)]
pub struct RoleGuess {
    /// The guess.
    pub role: Role,
    /// Why.
    #[serde(skip)]
    pub reason: Reason,
    /// True when the figures are close to a threshold and a person should look.
    pub uncertain: bool,
    /// Filled cells.
    pub filled: usize,
    /// Different texts among them; a lower bound in a very large file.
    pub distinct: usize,
    /// Words in the middle answer.
    pub median_words: usize,
    /// What the column is beside others.
    #[serde(skip)]
    pub part: Part,
    /// How it sets rows aside.
    #[serde(skip)]
    pub rules: &'static [RowRule],
}

/// Guesses the role of every column. Cost: linear in the columns and what was kept of each.
pub fn guess_roles(export: &Export) -> Vec<RoleGuess> {
    let families = families(export);
    let mut guesses: Vec<RoleGuess> = (0..export.columns().len())
        .map(|column| guess(export, column, &families))
        .collect();
    one_id(&mut guesses);
    guesses
}

/// Two columns that both tell rows apart: the first is the id, the others say nothing more.
fn one_id(guesses: &mut [RoleGuess]) {
    let ids = guesses.iter_mut().filter(|guess| guess.role == Role::Id);
    for guess in ids.skip(1) {
        guess.role = Role::Ignored;
        guess.reason = Reason::SecondId;
    }
}

struct Column<'e> {
    title: String,
    key: String,
    sketch: &'e Sketch,
}

fn guess(export: &Export, index: usize, families: &Families) -> RoleGuess {
    let column = &export.columns()[index];
    let it = Column {
        title: column.title.clone(),
        key: title_key(&column.title),
        sketch: export.sketch(index),
    };
    let sketch = it.sketch;
    let siblings = parts_of(&column.title)
        .and_then(|(question, _)| families.get(&title_key(question)))
        .map_or(0, Vec::len);
    let parent = families.get(&it.key).is_some_and(|f| f.len() >= 2);
    let mut uncertain = false;
    let mut rules: &'static [RowRule] = &[];
    let mut part = Part::Plain;
    let (role, reason) = if let Some(hint) = column.hint {
        rules = hint.rules;
        part = hint.part;
        match (hint.role, sketch.filled) {
            (Role::Open | Role::Closed | Role::Segment, 0) => (Role::Ignored, Reason::Empty),
            (role, _) if part == Part::Heading => (role, Reason::Heading),
            (role, _) => (role, Reason::Platform),
        }
    } else if let Some(found) = status(&it.key, sketch) {
        rules = found;
        // Rows will be set aside on the strength of a title: a person should look.
        uncertain = true;
        (Role::Status, Reason::Title)
    } else if is_identifier(&it) {
        (Role::Identifier, Reason::Title)
    } else if sketch.filled == 0 {
        (Role::Ignored, Reason::Empty)
    } else if sketch.personal() >= 0.5 {
        uncertain = sketch.personal() < 0.9;
        (Role::Identifier, Reason::PersonalCells)
    } else if is_free_text_of_closed(&it) {
        uncertain = sketch.filled < 5;
        (Role::Open, Reason::Completes)
    } else if let Some(found) = option(&it.title, sketch, siblings) {
        found
    } else if is_id(&it, export.rows()) {
        (Role::Id, Reason::Title)
    } else {
        let (role, reason, doubt) = by_cells(&it, parent, export.rows());
        uncertain = doubt;
        (role, reason)
    };
    RoleGuess {
        role,
        reason,
        uncertain,
        filled: sketch.filled,
        distinct: sketch.distinct(),
        median_words: sketch.median_words(),
        part,
        rules,
    }
}

/// What the cells say where neither platform nor title does.
fn by_cells(it: &Column<'_>, parent: bool, rows: usize) -> (Role, Reason, bool) {
    let sketch = it.sketch;
    let (numbers, dates) = (sketch.numbers(), sketch.dates());
    if LANGUAGE_TITLES.contains(&it.key.as_str()) {
        return (Role::Language, Reason::Title, false);
    }
    if dates > 0.8 {
        return (Role::Date, Reason::Dates, false);
    }
    let describes = describes_person(&it.key);
    let few = sketch.distinct() <= 60;
    if numbers > 0.8 {
        return match describes {
            true => (Role::Segment, Reason::Title, false),
            false if all_yes_or_no(sketch) => (Role::Closed, Reason::FewValues, false),
            false => (Role::Number, Reason::Numbers, false),
        };
    }
    if sketch.technical() > 0.8 {
        return (Role::Ignored, Reason::Technical, false);
    }
    if let Some(reason) = joined_choices(sketch, parent) {
        return (Role::Multiple, reason, false);
    }
    let asks = asks_for_text(&it.key);
    let long = sketch.share_from_words(6);
    let wordy = sketch.median_words() >= 4 || long >= 0.25;
    let varied = sketch.variety() > 0.5
        || (sketch.distinct() > 30 && sketch.singletons() > 0.5 && sketch.median_words() >= 6);
    let free = sketch.technical() < 0.2 && numbers + dates < 0.2;
    if free && varied && wordy {
        let firm = sketch.filled >= 10 || (asks && sketch.median_words() >= 4);
        let doubt = !firm || (!asks && sketch.median_words() < 6) || (describes && !asks);
        return (Role::Open, Reason::FreeText, doubt);
    }
    let varies_much = sketch.variety() > 0.8 && sketch.median_words() >= 2;
    if free && asks && sketch.filled >= 5 && varies_much {
        return (Role::Open, Reason::FreeText, true);
    }
    // Few answers, or long ones that many people gave alike: a person should look.
    let doubt = free && wordy && asks && sketch.distinct() > 10;
    if describes && few {
        return (Role::Segment, Reason::Title, doubt);
    }
    if few && values_describe_person(sketch) {
        return (Role::Segment, Reason::PersonValues, doubt);
    }
    let repeated = sketch.distinct() <= 30 && sketch.distinct() * 2 <= sketch.filled.max(4);
    if repeated || sketch.variety() < 0.3 || (few && rows < 12) {
        return (Role::Closed, Reason::FewValues, doubt);
    }
    if asks && sketch.median_words() >= 2 && free {
        return (Role::Open, Reason::FreeText, true);
    }
    match few {
        true => (Role::Closed, Reason::FewValues, true),
        false => (Role::Ignored, Reason::Unclear, true),
    }
}

/// A column filled in most rows whose values are mostly different within a file, under a
/// title that promises an id: people may answer twice, and every file numbers from 1.
fn is_id(it: &Column<'_>, rows: usize) -> bool {
    let exact = ID_TITLES.contains(&it.key.as_str());
    let begins = [
        "n° ",
        "no ",
        "numero ",
        "id ",
        "identifiant ",
        "ref ",
        "reference ",
    ]
    .iter()
    .any(|start| it.key.starts_with(start))
        && it.key.split_whitespace().count() <= 4;
    (exact || begins)
        && it.sketch.filled * 10 >= rows * 8
        && it.sketch.variety() > 0.5
        && it.sketch.median_words() <= 2
        && it.sketch.reads_as_codes()
}

/// `Autre (précisez)`, `[Commentaire]`: free text that completes a closed question.
fn is_free_text_of_closed(it: &Column<'_>) -> bool {
    let option = parts_of(&it.title).map(|(_, option)| title_key(option));
    let completes = |text: &str| COMPLETES.as_ref().is_some_and(|re| re.is_match(text));
    let titled = completes(&it.key) || option.is_some_and(|option| completes(&option));
    titled && it.sketch.numbers() < 0.5 && it.sketch.dates() < 0.5 && {
        // "Autre" may also be an option that was ticked or not.
        let ticks = it
            .sketch
            .all_values()
            .is_some_and(|values| values.iter().all(|(value, _)| is_tick(value)));
        !ticks
    }
}

/// A title that names a direct identifier over cells that are no sentences.
fn is_identifier(it: &Column<'_>) -> bool {
    let wordy = it.sketch.median_words() >= 9 || it.sketch.share_from_words(14) > 0.25;
    if wordy || !title_names_person(&it.key) {
        return false;
    }
    // A question about e-mails is no e-mail.
    let question =
        it.key.contains('?') && !it.key.starts_with("votre ") && !it.key.starts_with("vos ");
    it.sketch.filled == 0
        || it.sketch.personal() >= 0.5
        || (!question && it.sketch.median_words() <= 8)
}
