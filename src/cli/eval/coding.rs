//! `cahier eval --assign llm`: the same answers coded by a model.

use std::collections::{BTreeMap, BTreeSet};
use std::num::NonZeroUsize;
use std::path::Path;

use super::super::arguments::EvalArguments;
use super::super::codebook;
use crate::evaluation::{Assigned, assigned};
use crate::language::Language;
use crate::llm::LanguageModel;
use crate::progress::Progress;
use crate::prompts::{Ask, Prompts};
use crate::synthesis::QuestionResult;
use crate::themes::coding::{self, Code, CodeRow, Codebook, Coder};

/// Has the model code what people coded.
pub(super) fn measured(
    arguments: &EvalArguments,
    human: &BTreeMap<String, Vec<String>>,
    question: &QuestionResult,
    (model, prompts): (&dyn LanguageModel, &Prompts),
    progress: &dyn Progress,
    language: Language,
) -> anyhow::Result<Assigned> {
    let codes = codes(arguments, human, question, language)?;
    let prompts = prompts.in_language(question.language);
    let coder = Coder {
        question: &question.question.text,
        codes: &codes,
        prompt: prompts.get(Ask::Assign),
        language: question.language,
        at_a_time: arguments.batch.map_or(coding::ANSWERS, NonZeroUsize::get),
    };
    let limit = arguments.limit.map(NonZeroUsize::get);
    Ok(assigned(human, question, &coder, limit, model, progress))
}

/// `tags`: the human codes of the file; `themes`: the themes found; else a file.
fn codes(
    arguments: &EvalArguments,
    human: &BTreeMap<String, Vec<String>>,
    question: &QuestionResult,
    language: Language,
) -> anyhow::Result<Vec<Code>> {
    let book = match arguments.codebook.as_deref() {
        None | Some("tags") => {
            let titles: BTreeSet<&String> = human.values().flatten().collect();
            let rows: Vec<CodeRow> = titles
                .into_iter()
                .map(|title| CodeRow {
                    title: title.clone(),
                    ..CodeRow::default()
                })
                .collect();
            Codebook::new("tags", &rows).map_err(|e| anyhow::anyhow!(e.say(language)))?
        }
        Some("themes") => {
            let themes = question.themes.iter().map(|result| &result.theme);
            return Ok(coding::of_themes(themes));
        }
        Some(path) => codebook::read(Path::new(path), language)?,
    };
    Ok(book.codes().to_vec())
}
