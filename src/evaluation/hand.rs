//! A control workbook as people filled it, read back: what each person gave each answer, or
//! every cell that cannot be taken. Pure: sheets in, codes out.

use std::collections::{BTreeMap, HashMap, HashSet};

use crate::answers::{AnswerId, QuestionId};
use crate::ingest::Sheet;
use crate::language::Language;
use crate::source::column_letters;
use crate::synthesis::{
    CONTROL, ControlQuestion, ControlSample, NO_THEME, QuestionResult, Synthesis,
};
use crate::themes::ThemeId;
use crate::words::{fold, single_spaced};

/// Columns of a sheet to code, from 0: the answer's id, the main theme, the others.
pub const ID_COLUMN: usize = 1;
/// See [`ID_COLUMN`].
pub const CODE_COLUMNS: std::ops::Range<usize> = 3..7;

/// The themes one person gave, the main one first; none for an answer in no theme. Answers
/// not coded are missing.
pub type QuestionCodes = BTreeMap<AnswerId, Vec<ThemeId>>;

/// What people coded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HandCoding {
    /// What was drawn for them.
    pub sample: ControlSample,
    /// For each question of the sample, one coding per person.
    pub questions: Vec<Vec<QuestionCodes>>,
}

/// Why a workbook is not taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum HandError {
    /// It is no control workbook, or what makes it one was changed.
    NotControl,
    /// The report was made again since: the coding people checked is no longer there.
    OtherCoding,
    /// A sheet is missing.
    Sheet(String),
    /// Cells that cannot be taken.
    Cells(Vec<Fault>),
    /// Nobody coded anything.
    Nothing,
}

/// A cell that cannot be taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The sheet.
    pub sheet: String,
    /// As the spreadsheet names it: `D7`.
    pub cell: String,
    /// What it holds.
    pub found: String,
    /// Why it cannot be.
    pub why: Why,
}

/// What is wrong with a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// No theme of the question.
    UnknownCode,
    /// No answer of the sample.
    UnknownAnswer,
    /// An answer that stands on an earlier row.
    Repeated,
    /// Further themes without a main one.
    NoMain,
    /// "No theme" and a theme.
    NoneAndSome,
}

/// Faults told; the rest is counted.
const TOLD: usize = 10;

impl HandError {
    /// In words.
    pub fn say(&self, language: Language) -> String {
        match self {
            HandError::NotControl => language.choose(
                "ce n'est pas un classeur écrit par cahier sample, ou sa feuille cachée a été modifiée".to_owned(),
                "this is no workbook written by cahier sample, or its hidden sheet was changed".to_owned(),
            ),
            HandError::OtherCoding => language.choose(
                "l'échantillon a été tiré d'un autre codage : le rapport a changé depuis.\nDonnez le rapport d'alors, ou tirez un nouvel échantillon avec cahier sample.".to_owned(),
                "the sample was drawn from another coding: the report has changed since.\nGive the report it was drawn from, or draw a new sample with cahier sample.".to_owned(),
            ),
            HandError::Sheet(name) => language.choose(
                format!("la feuille « {name} » manque : a-t-elle été renommée ?"),
                format!("the sheet \"{name}\" is missing: was it renamed?"),
            ),
            HandError::Nothing => language.choose(
                "aucune réponse n'est codée : choisissez un thème principal dans la colonne D.".to_owned(),
                "no answer is coded: choose a main theme in column D.".to_owned(),
            ),
            HandError::Cells(faults) => {
                let mut lines: Vec<String> =
                    faults.iter().take(TOLD).map(|f| f.say(language)).collect();
                if faults.len() > TOLD {
                    let more = faults.len() - TOLD;
                    lines.push(language.choose(
                        format!("… et {more} autres cellules"),
                        format!("… and {more} more cells"),
                    ));
                }
                lines.join("\n")
            }
        }
    }
}

impl Fault {
    fn say(&self, language: Language) -> String {
        let Fault {
            sheet, cell, found, ..
        } = self;
        let place = language.choose(
            format!("feuille « {sheet} », cellule {cell}"),
            format!("sheet \"{sheet}\", cell {cell}"),
        );
        let found: String = single_spaced(found).chars().take(80).collect();
        let why = match self.why {
            Why::UnknownCode => language.choose(
                format!(
                    "« {found} » n'est pas un thème de la question ; choisissez dans la liste."
                ),
                format!("\"{found}\" is no theme of the question; choose from the list."),
            ),
            Why::UnknownAnswer => language.choose(
                format!("« {found} » n'est pas une réponse de l'échantillon."),
                format!("\"{found}\" is no answer of the sample."),
            ),
            Why::Repeated => language.choose(
                format!("la réponse « {found} » figure déjà plus haut."),
                format!("the answer \"{found}\" stands further up already."),
            ),
            Why::NoMain => language.choose(
                "il y a d'autres thèmes mais pas de thème principal.".to_owned(),
                "there are further themes but no main theme.".to_owned(),
            ),
            Why::NoneAndSome => language.choose(
                "« aucun thème » ne va pas avec un thème.".to_owned(),
                "\"no theme\" does not go with a theme.".to_owned(),
            ),
        };
        language.choose(format!("{place} : {why}"), format!("{place}: {why}"))
    }
}

/// Reads a filled workbook against the result it was drawn from.
pub fn read(sheets: &[Sheet], synthesis: &Synthesis) -> Result<HandCoding, HandError> {
    let (sample, places) = sample(sheets, synthesis)?;
    let mut faults = Vec::new();
    let mut questions = Vec::new();
    for drawn in &sample.questions {
        let mut results = synthesis.questions.iter();
        let question = results
            .find(|q| q.question.id == drawn.question)
            .ok_or(HandError::OtherCoding)?;
        let mut coders = Vec::new();
        for coder in 0..sample.coders {
            let name = places
                .get(&(drawn.question.0.as_str(), coder))
                .ok_or(HandError::NotControl)?;
            let sheet = sheets
                .iter()
                .find(|sheet| sheet.name == *name)
                .ok_or_else(|| HandError::Sheet((*name).to_owned()))?;
            coders.push(Form::new(sheet, question, drawn).codes(&mut faults));
        }
        questions.push(coders);
    }
    if !faults.is_empty() {
        return Err(HandError::Cells(faults));
    }
    if questions.iter().flatten().all(BTreeMap::is_empty) {
        return Err(HandError::Nothing);
    }
    Ok(HandCoding { sample, questions })
}

/// Names of sheets by question and coder.
type Places<'s> = HashMap<(&'s str, usize), &'s str>;

/// The sample as the hidden sheet tells it: drawn again, so that nothing there is trusted.
fn sample<'s>(
    sheets: &'s [Sheet],
    synthesis: &Synthesis,
) -> Result<(ControlSample, Places<'s>), HandError> {
    let first = |sheet: &'s Sheet| Some(sheet.rows.first()?.1.get(1)?.as_str());
    let hidden = sheets
        .iter()
        .find(|sheet| first(sheet) == Some(CONTROL))
        .ok_or(HandError::NotControl)?;
    let rows = || hidden.rows.iter().map(|(_, cells)| cells.as_slice());
    let value = |key: &str| {
        rows().find_map(|cells| match cells {
            [name, value, ..] if name == key => Some(value.as_str()),
            _ => None,
        })
    };
    let number = |key: &str| value(key)?.parse::<u64>().ok();
    let (Some(coding), Some(seed), Some(coders)) =
        (value("coding"), number("seed"), number("coders"))
    else {
        return Err(HandError::NotControl);
    };
    if coding != synthesis.coding_fingerprint() {
        return Err(HandError::OtherCoding);
    }
    let mut places = HashMap::new();
    let mut sizes = Vec::new();
    for cells in rows() {
        match cells {
            [key, question, coder, name, ..] if key == "sheet" => {
                let coder: usize = coder.parse().map_err(|_| HandError::NotControl)?;
                places.insert((question.as_str(), coder), name.as_str());
            }
            [key, question, size, ..] if key == "question" => {
                sizes.push((question, size.parse().map_err(|_| HandError::NotControl)?));
            }
            _ => {}
        }
    }
    let mut sample = ControlSample {
        coding: coding.to_owned(),
        seed,
        coders: usize::try_from(coders).unwrap_or_default().min(2),
        questions: Vec::new(),
    };
    for (question, size) in sizes {
        let id = QuestionId(question.clone());
        let drawn = ControlSample::draw(synthesis, Some(&id), size, sample.coders, seed)
            .map_err(|_| HandError::NotControl)?;
        sample.questions.extend(drawn.questions);
    }
    Ok((sample, places))
}

/// One sheet of one question, filled by one person.
struct Form<'f> {
    sheet: &'f Sheet,
    known: HashSet<&'f str>,
    /// Themes by folded id and by folded title, where one theme alone has it.
    codes: HashMap<String, &'f ThemeId>,
}

impl<'f> Form<'f> {
    fn new(sheet: &'f Sheet, question: &'f QuestionResult, drawn: &'f ControlQuestion) -> Form<'f> {
        let mut titles: BTreeMap<String, Vec<&ThemeId>> = BTreeMap::new();
        for result in &question.themes {
            let title = fold(&single_spaced(&result.theme.title));
            titles.entry(title).or_default().push(&result.theme.id);
        }
        let mut codes: HashMap<String, &ThemeId> = titles
            .into_iter()
            .filter_map(|(title, ids)| match ids[..] {
                [id] => Some((title, id)),
                _ => None,
            })
            .collect();
        let ids = question.themes.iter().map(|result| &result.theme.id);
        codes.extend(ids.map(|id| (fold(&id.0), id)));
        Form {
            sheet,
            known: drawn.answers.iter().map(|id| id.0.as_str()).collect(),
            codes,
        }
    }

    fn codes(&self, faults: &mut Vec<Fault>) -> QuestionCodes {
        let mut codes = QuestionCodes::new();
        for (row, cells) in self.sheet.rows.iter().filter(|(row, _)| *row > 1) {
            let cell = |column: usize| cells.get(column).map_or("", |cell| cell.trim());
            let given: Vec<(usize, &str)> = CODE_COLUMNS
                .map(|column| (column, cell(column)))
                .filter(|(_, text)| !text.is_empty())
                .collect();
            if given.is_empty() {
                continue;
            }
            let id = cell(ID_COLUMN);
            let wrong = match self.row(id, &given) {
                Err(wrong) => wrong,
                Ok(themes) => match codes.insert(AnswerId(id.to_owned()), themes) {
                    Some(_) => vec![(ID_COLUMN, Why::Repeated)],
                    None => Vec::new(),
                },
            };
            faults.extend(wrong.into_iter().map(|(column, why)| Fault {
                sheet: self.sheet.name.clone(),
                cell: format!("{}{row}", column_letters(column)),
                found: cell(column).to_owned(),
                why,
            }));
        }
        codes
    }

    /// The themes of an answer, each once, or every column that cannot be taken.
    fn row(&self, id: &str, given: &[(usize, &str)]) -> Result<Vec<ThemeId>, Vec<(usize, Why)>> {
        let mut wrong = Vec::new();
        let mut codes = Vec::new();
        for (column, text) in given {
            match self.code(text) {
                Some(code) => codes.push((*column, code)),
                None => wrong.push((*column, Why::UnknownCode)),
            }
        }
        if !self.known.contains(id) {
            wrong.push((ID_COLUMN, Why::UnknownAnswer));
        }
        if !wrong.is_empty() {
            return Err(wrong);
        }
        if given.first().map(|(column, _)| *column) != Some(CODE_COLUMNS.start) {
            return Err(vec![(CODE_COLUMNS.start, Why::NoMain)]);
        }
        let none = codes.iter().find(|(_, code)| code.is_none());
        if let (Some((column, _)), true) = (none, codes.len() > 1) {
            return Err(vec![(*column, Why::NoneAndSome)]);
        }
        let mut themes: Vec<ThemeId> = Vec::new();
        for theme in codes.into_iter().filter_map(|(_, code)| code) {
            if !themes.contains(theme) {
                themes.push(theme.clone());
            }
        }
        Ok(themes)
    }

    /// The theme a cell names: by its id, alone or before its title, or by its title;
    /// `Some(None)` for "no theme".
    fn code(&self, text: &str) -> Option<Option<&'f ThemeId>> {
        let whole = fold(&single_spaced(text));
        if NO_THEME.iter().any(|none| fold(none) == whole) {
            return Some(None);
        }
        let id = whole.split(" · ").next().unwrap_or_default().trim();
        let found = self.codes.get(id).or_else(|| self.codes.get(&whole));
        found.map(|theme| Some(*theme))
    }
}
