//! An earlier result that a run goes on from: read, and told where it does not fit.

use std::path::Path;

use super::output;
use crate::language::Language;
use crate::pipeline::Since;
use crate::synthesis::{QuestionResult, Synthesis};
use crate::words::{fold, single_spaced};

/// Reads the earlier result, named by its report's folder or by its `synthesis.json`.
pub(super) fn since(path: &Path, language: Language) -> anyhow::Result<Since> {
    let data = output::data_of(path);
    let folder = data.parent().unwrap_or(path);
    let earlier = output::read_synthesis(folder, language)?;
    earlier.check()?;
    let name = match folder.file_name() {
        Some(name) => name.to_string_lossy().into_owned(),
        None => folder.display().to_string(),
    };
    let known = |question: &QuestionResult| {
        let mut known = question.known();
        known.source = Some(name.clone());
        known
    };
    Ok(Since {
        questions: earlier.questions.iter().map(known).collect(),
        name,
    })
}

/// Questions of the earlier result that are not asked today, and new ones, in words.
pub(super) fn not_found(since: &Since, today: &Synthesis, language: Language) -> Vec<String> {
    let key = |text: &str| fold(&single_spaced(text));
    let now: Vec<String> = today
        .questions
        .iter()
        .map(|q| key(&q.question.text))
        .collect();
    let then: Vec<String> = since.questions.iter().map(|q| key(&q.question)).collect();
    let name = &since.name;
    let gone = since.questions.iter().zip(&then);
    let gone = gone
        .filter(|(_, key)| !now.contains(key))
        .map(|(question, _)| {
            let text = &question.question;
            language.choose(
                format!("Question de « {name} » absente aujourd'hui, non comparée : {text}"),
                format!("Question of \"{name}\" not asked today, not compared: {text}"),
            )
        });
    let new = today.questions.iter().zip(&now);
    let new = new
        .filter(|(_, key)| !then.contains(key))
        .map(|(question, _)| {
            let (id, text) = (&question.question.id.0, &question.question.text);
            language.choose(
                format!(
                    "{id} n'a pas d'équivalent dans « {name} », thèmes trouvés à neuf : {text}"
                ),
                format!("{id} has no match in \"{name}\", themes found anew: {text}"),
            )
        });
    gone.chain(new).collect()
}
