//! What was recognised in the files of a consultation: columns and roles with examples, rows
//! that will be left out, personal data as they will be masked.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::{Arc, Mutex};

use super::super::project::Completed;
use super::super::run;
use super::consultation::Consultation;
use super::marks::Marks;
use super::request::{Studio, locked};
use crate::answers::{ColumnMap, ColumnRequest, RoleGuess, SetAside, class_of_row, guess_roles};
use crate::error::Error;
use crate::ingest::{self, Export, Role, Source};
use crate::language::{self, Language};
use crate::privacy::{Masked, PersonalData, Pseudonyms};
use crate::words::single_spaced;

/// Exports kept in memory.
const KEPT: usize = 8;
/// Examples of a column.
const EXAMPLES: usize = 3;
/// Letters of an example.
const LONGEST_EXAMPLE: usize = 90;
/// Answers in which personal data are looked for here; a run looks in all of them.
const LOOKED_AT: usize = 2_000;
/// Masked passages shown.
const SHOWN: usize = 6;
/// Letters shown on either side of a masked passage.
const AROUND: usize = 40;

/// The files of a consultation, read through once.
pub(super) struct Recognised {
    marks: Marks,
    pub export: Export,
    pub guesses: Vec<RoleGuess>,
    /// A few values of each column; of answers, masked.
    pub examples: Vec<Vec<String>>,
    /// Values of the columns that could be compared by, at most.
    pub values: Vec<usize>,
    /// What the columns chosen last give.
    chosen: Mutex<Option<(Asked, Arc<Chosen>)>>,
}

/// The columns asked for, and the language of the masks.
type Asked = (Vec<String>, Option<String>, Vec<String>, Language);

/// What the columns chosen give.
pub(super) struct Chosen {
    pub columns: ColumnMap,
    /// Rows that will be left out, by class.
    pub aside: Vec<(SetAside, usize)>,
    /// Personal data in the answers looked at, by kind.
    pub masked: Vec<(PersonalData, usize)>,
    /// Answers looked at.
    pub looked_at: usize,
    /// Passages as they will be read: before the mask, the mask, after it.
    pub passages: Vec<(String, String, String)>,
}

/// Reads the files, unless they are those that were read last.
pub(super) fn recognised(
    studio: &Studio,
    consultation: &Consultation,
    ready: &Completed,
) -> anyhow::Result<Arc<Recognised>> {
    let arguments = &ready.arguments;
    let sources = run::sources(
        &arguments.inputs,
        arguments.sheet.as_deref(),
        arguments.repair_encoding,
    );
    let marks = Marks::of(&arguments.inputs, &format!("{:?}", sources_key(&sources)));
    let kept = locked(&studio.exports).get(&consultation.folder).cloned();
    if let Some(kept) = kept.filter(|kept| kept.marks == marks) {
        return Ok(kept);
    }
    let read = Arc::new(Recognised::read(&sources, marks)?);
    let mut exports = locked(&studio.exports);
    if exports.len() >= KEPT {
        exports.clear();
    }
    exports.insert(consultation.folder.clone(), Arc::clone(&read));
    drop(exports);
    Ok(read)
}

fn sources_key(sources: &[Source]) -> Vec<(&PathBuf, &Option<String>, bool)> {
    let key = sources.iter();
    key.map(|source| (&source.path, &source.sheet, source.repair))
        .collect()
}

impl Recognised {
    fn read(sources: &[Source], marks: Marks) -> anyhow::Result<Recognised> {
        let export = ingest::open_all(sources).map_err(Error::from)?;
        let guesses = guess_roles(&export);
        let mut examples = vec![Vec::new(); guesses.len()];
        export
            .each_row(|row| {
                for (column, found) in examples.iter_mut().enumerate() {
                    if found.len() < EXAMPLES {
                        let text = row.text(column).map(single_spaced).unwrap_or_default();
                        if !text.is_empty() && !found.contains(&text) {
                            found.push(text);
                        }
                    }
                }
            })
            .map_err(Error::from)?;
        let language = language::detect(examples.iter().flatten().map(String::as_str));
        for (found, guess) in examples.iter_mut().zip(&guesses) {
            let mut names = Pseudonyms::new(language);
            for text in found.iter_mut() {
                *text = match guess.role {
                    // Shown to nobody, not even here.
                    Role::Identifier => "•••".to_owned(),
                    _ => shortened(&names.mask(text).text),
                };
            }
            // Several masked values look alike.
            found.dedup();
        }
        let values = (0..guesses.len()).map(|column| {
            let all = export.sketch(column).all_values();
            all.map_or(usize::MAX, |values| values.len())
        });
        Ok(Recognised {
            values: values.collect(),
            marks,
            chosen: Mutex::default(),
            export,
            guesses,
            examples,
        })
    }

    /// The columns as they are asked for; what is not asked is as it was recognised. Cost:
    /// one reading of the files, the first time.
    pub(super) fn chosen(
        &self,
        ready: &Completed,
        language: Language,
    ) -> anyhow::Result<Arc<Chosen>> {
        let asked = &ready.arguments;
        let key = (
            asked.open.clone(),
            asked.id.clone(),
            asked.segment.clone(),
            language,
        );
        if let Some((_, chosen)) = locked(&self.chosen).as_ref().filter(|(k, _)| *k == key) {
            return Ok(Arc::clone(chosen));
        }
        let (open, id, segments, _) = key.clone();
        let chosen = Arc::new(self.choose(&ColumnRequest { open, id, segments }, language)?);
        *locked(&self.chosen) = Some((key, Arc::clone(&chosen)));
        Ok(chosen)
    }

    fn choose(&self, request: &ColumnRequest, language: Language) -> anyhow::Result<Chosen> {
        let columns =
            ColumnMap::resolve(&self.export, request, &self.guesses).map_err(Error::from)?;
        let mut aside = BTreeMap::new();
        let mut texts = Vec::new();
        self.export
            .each_row(|row| {
                let class = class_of_row(&columns, row.class(), |column| row.text(column));
                if let Some(class) = class {
                    *aside.entry(class).or_insert(0) += 1;
                    return;
                }
                let answers = columns.open.iter().filter_map(|column| row.text(*column));
                for text in answers.filter(|text| !text.trim().is_empty()) {
                    if texts.len() < LOOKED_AT {
                        texts.push(text.to_owned());
                    }
                }
            })
            .map_err(Error::from)?;
        let mut names = Pseudonyms::new(language);
        let mut masked: BTreeMap<PersonalData, usize> = BTreeMap::new();
        let mut passages = Vec::new();
        for text in &texts {
            let read = names.mask(text);
            for (place, found) in read.findings.iter().enumerate() {
                *masked.entry(found.kind).or_default() += 1;
                if place == 0 && passages.len() < SHOWN {
                    passages.push(passage(&read, found.start, found.end));
                }
            }
        }
        Ok(Chosen {
            columns,
            aside: aside.into_iter().collect(),
            masked: masked.into_iter().collect(),
            looked_at: texts.len(),
            passages,
        })
    }
}

/// The words around a mask.
fn passage(read: &Masked, start: usize, end: usize) -> (String, String, String) {
    let part = |range: std::ops::Range<usize>| read.text.get(range).unwrap_or_default();
    let before: Vec<char> = part(0..start).chars().collect();
    let skipped = before.len().saturating_sub(AROUND);
    let mut head: String = before[skipped..].iter().collect();
    if skipped > 0 {
        head.insert(0, '…');
    }
    let rest = part(end..read.text.len());
    let mut tail: String = rest.chars().take(AROUND).collect();
    if rest.chars().count() > AROUND {
        tail.push('…');
    }
    (
        single_line(&head),
        part(start..end).to_owned(),
        single_line(&tail),
    )
}

fn single_line(text: &str) -> String {
    text.replace(['\n', '\r', '\t'], " ")
}

fn shortened(text: &str) -> String {
    let mut short: String = text.chars().take(LONGEST_EXAMPLE).collect();
    if text.chars().count() > LONGEST_EXAMPLE {
        short.push('…');
    }
    short
}
