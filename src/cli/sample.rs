//! `cahier sample`: a control sample to code by hand.

use super::arguments::SampleArguments;
use super::{Misuse, Outcome, output, print, say};
use crate::answers::QuestionId;
use crate::error::quoted;
use crate::language::Language;
use crate::report;
use crate::synthesis::{ControlSample, Synthesis};

/// Its file, beside the report's.
const CONTROL: &str = "control.xlsx";

pub(super) fn run(arguments: &SampleArguments, language: Language) -> anyhow::Result<Outcome> {
    let synthesis = output::read_synthesis(&arguments.report, language)?;
    let question = question(&synthesis, arguments.question.as_deref(), language)?;
    let sample = ControlSample::draw(
        &synthesis,
        question.as_ref(),
        arguments.size,
        arguments.coders,
        arguments.seed,
    )
    .map_err(|small| {
        let (id, strata) = (&small.question.0, small.strata);
        Misuse(language.choose(
            format!("--size : la question {id} a {strata} thèmes, réponses non classées comprises ; il faut au moins {strata} réponses pour que chacun soit dans l'échantillon."),
            format!("--size: question {id} has {strata} themes, unassigned answers among them; it takes at least {strata} answers for each to be in the sample."),
        ))
    })?;
    if sample.questions.is_empty() {
        return Err(Misuse(language.choose(
            "ce rapport n'a pas de thème : il n'y a rien à contrôler.".to_owned(),
            "this report has no theme: there is nothing to check.".to_owned(),
        ))
        .into());
    }
    let bytes = report::control_workbook(&synthesis, &sample)?;
    let path = match &arguments.out {
        Some(path) => path.clone(),
        None => arguments.report.join(CONTROL),
    };
    output::write_file(&path, &bytes, language)?;
    for drawn in &sample.questions {
        let all: usize = drawn.strata.iter().map(|stratum| stratum.answers).sum();
        let (id, count) = (&drawn.question.0, drawn.answers.len());
        let strata = drawn.strata.len();
        say(&language.choose(
            format!("{id} : {count} réponses tirées sur {all}, dans {strata} groupes (thèmes et réponses non classées)."),
            format!("{id}: {count} answers drawn of {all}, in {strata} groups (themes and unassigned answers)."),
        ));
    }
    say(language.choose(
        "Codez-les sans regarder le rapport, puis : cahier agree.",
        "Code them without looking at the report, then: cahier agree.",
    ));
    print(&format!("{}\n", path.display()))?;
    Ok(Outcome::Done)
}

/// The question asked for, whatever the case.
fn question(
    synthesis: &Synthesis,
    wanted: Option<&str>,
    language: Language,
) -> anyhow::Result<Option<QuestionId>> {
    let Some(wanted) = wanted else {
        return Ok(None);
    };
    let ids = || synthesis.questions.iter().map(|q| &q.question.id);
    if let Some(found) = ids().find(|id| id.0.eq_ignore_ascii_case(wanted.trim())) {
        return Ok(Some(found.clone()));
    }
    let all: Vec<String> = ids().map(|id| id.0.clone()).collect();
    let all = quoted(&all, language);
    Err(Misuse(language.choose(
        format!("--question : « {wanted} » n'est pas une question du rapport. Questions : {all}."),
        format!("--question: \"{wanted}\" is no question of the report. Questions: {all}."),
    ))
    .into())
}
