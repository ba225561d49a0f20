//! What a person decided on a page, turned into decisions and taken in: checked against the
//! present result, written with the journal, kept so that it can be taken back.

use std::fs;

use anyhow::{anyhow, bail};

use super::super::project::{Lock, Place, today};
use super::super::review::keep;
use super::conflict;
use super::consultation::Consultation;
use super::history::History;
use super::loaded::{Loaded, forget, loaded};
use super::request::{Fields, Reply, Studio, field, fields_of, locked};
use super::routes::back;
use super::work::{Kind, start};
use crate::answers::AnswerId;
use crate::language::Language;
use crate::review::{self, Decision, Target};
use crate::synthesis::{FindingKind, State};
use crate::themes::findings::Passage;
use crate::themes::{Span, ThemeId};

/// Takes in what a form says, or tells why not.
pub(super) fn decide(
    studio: &Studio,
    consultation: &Consultation,
    place: &Place,
    form: &Fields,
) -> anyhow::Result<Reply> {
    let language = studio.language();
    // One decision at a time: each sees what the one before left.
    let _alone = locked(&studio.deciding);
    let lock = lock(place, language)?;
    let present = loaded(studio, consultation, place)?;
    let decisions = read(form, &present, language)?;
    let by = signed(studio)?;
    let about: Vec<String> = decisions.iter().flat_map(about).collect();
    refuse_behind(place, &present, language)?;
    let seen = field(form, "seen");
    if seen != present.seen() && field(form, "anyway") != "yes" {
        let history = History::of(place);
        let (decisions, run) = seen.split_once('-').unwrap_or((seen, ""));
        // Another run may have given other themes the same ids.
        let since = history.since(decisions).filter(|_| run == present.run);
        if let Some(reply) = conflict::told(studio, consultation, since, &about, form)? {
            return Ok(reply);
        }
    }
    let on = today();
    let reviewed = review::apply(
        &present.shown,
        present.decisions.as_ref(),
        &decisions,
        &by,
        &on,
    )
    .map_err(|refusals| {
        let said: Vec<String> = refusals.iter().take(5).map(|r| r.say(language)).collect();
        anyhow!(said.join("\n"))
    })?;
    if !reviewed.changes.is_empty() {
        let before = fs::read(place.decisions_file()).unwrap_or_default();
        let after = keep(place, &reviewed, &decisions, (&by, &on), None)?;
        let mut history = History::of(place);
        history.add((&by, &on), &reviewed.changes, about, (&before, &after))?;
    }
    drop(present);
    forget(studio, consultation, place);
    drop(lock);
    // Worked out here rather than by the page that follows.
    loaded(studio, consultation, place)?;
    Ok(Reply::To(back(form)))
}

/// Takes the last step back, or the next in again.
pub(super) fn turn(
    studio: &Studio,
    consultation: &Consultation,
    place: &Place,
    form: &Fields,
    again: bool,
) -> anyhow::Result<Reply> {
    let language = studio.language();
    let by = signed(studio)?;
    let _alone = locked(&studio.deciding);
    let lock = lock(place, language)?;
    let mut history = History::of(place);
    let step = if again {
        history.next(place)
    } else {
        history.last(place)
    };
    let shown = field(form, "step").parse().ok();
    if step.is_none() || step.map(|step| step.number) != shown {
        bail!(language.choose(
            "Le dernier geste n'est plus celui de votre page, ou les décisions ont changé ailleurs : rien n'a été changé. Regardez l'état actuel, puis recommencez.",
            "The last step is no longer that of your page, or the decisions were changed elsewhere: nothing was changed. Look at the present state, then do this again.",
        ));
    }
    history.turn(place, &by, again)?;
    forget(studio, consultation, place);
    let present = loaded(studio, consultation, place)?;
    drop(lock);
    if present.is_behind(place) {
        // Themes as they were before anybody decided: only a run can find them again.
        let ready = consultation.ready(language)?;
        start(studio, consultation, &ready, &Kind::Run)?;
        return Ok(Reply::To(format!("{}/run", consultation.address())));
    }
    Ok(Reply::To(back(form)))
}

/// Who decides; refuses where nobody said.
fn signed(studio: &Studio) -> anyhow::Result<String> {
    let by = studio.person.name();
    if by.is_empty() {
        bail!(studio.language().choose(
            "Donnez d'abord votre nom, en haut de la page : il signe vos décisions.",
            "Give your name first, at the top of the page: it signs your decisions.",
        ));
    }
    Ok(by)
}

/// Nothing is decided on themes that were made by decisions taken back since.
fn refuse_behind(place: &Place, present: &Loaded, language: Language) -> anyhow::Result<()> {
    if present.is_behind(place) {
        bail!(language.choose(
            "Des décisions que le rapport contient ont été annulées : mettez d'abord le rapport à jour (étape Analyse). Rien n'a été changé.",
            "Decisions that the report holds were taken back: bring the report up to date first (step Analysis). Nothing was changed.",
        ));
    }
    Ok(())
}

fn lock(place: &Place, language: Language) -> anyhow::Result<Lock> {
    Lock::hold_now(place)?.ok_or_else(|| {
        anyhow!(language.choose(
            "Une analyse est en cours : attendez qu'elle finisse, puis recommencez. Rien n'a été changé.",
            "An analysis is at work: wait for its end, then do this again. Nothing was changed.",
        ))
    })
}

/// What a decision is about, by which two people's decisions are told apart.
fn about(decision: &Decision) -> Vec<String> {
    let finding = |kind: &FindingKind, passage: &Passage| {
        vec![format!(
            "{kind:?} {} {}",
            passage.answer.0, passage.span.start
        )]
    };
    let named = |themes: &[&ThemeId]| themes.iter().map(|theme| theme.0.clone()).collect();
    match decision {
        Decision::Merge { theme, into, .. } => named(&[theme, into]),
        Decision::Split { theme, answers, .. } => {
            let answers = answers
                .iter()
                // As for a move: an id begins with that of its question.
                .map(|answer| {
                    let question = theme.0.split('-').next().unwrap_or_default();
                    format!("{question} {}", answer.0)
                });
            answers.collect()
        }
        Decision::Move {
            question, answer, ..
        } => vec![format!("{} {}", question.0, answer.0)],
        Decision::Quote { theme, passage, .. } => {
            vec![format!(
                "quote {} {} {}",
                theme.0, passage.answer.0, passage.span.start
            )]
        }
        Decision::Finding { kind, passage, .. } => finding(kind, passage),
        Decision::Rename { theme, .. }
        | Decision::Delete { theme, .. }
        | Decision::Validate { theme, .. }
        | Decision::Reopen { theme } => named(&[theme]),
    }
}

/// The decisions of a form.
fn read(form: &Fields, present: &Loaded, language: Language) -> anyhow::Result<Vec<Decision>> {
    let reader = Reader {
        form,
        present,
        language,
    };
    Ok(match field(form, "act") {
        "rename" => vec![Decision::Rename {
            theme: reader.theme("theme")?,
            title: reader.title()?,
        }],
        "merge" => vec![Decision::Merge {
            theme: reader.theme("theme")?,
            into: reader.theme("into")?,
            why: reader.why(),
        }],
        "delete" => vec![Decision::Delete {
            theme: reader.theme("theme")?,
            why: reader.why(),
        }],
        "validate" => vec![Decision::Validate {
            theme: reader.theme("theme")?,
            why: reader.why(),
        }],
        "reopen" => vec![Decision::Reopen {
            theme: reader.theme("theme")?,
        }],
        "move" => reader.moved()?,
        "code" => vec![reader.coded()?],
        "quote" => vec![Decision::Quote {
            theme: reader.theme("theme")?,
            passage: reader.passage()?,
            keep: field(form, "keep") == "yes",
        }],
        "finding" => vec![reader.finding()?],
        _ => bail!(reader.gone()),
    })
}

/// Reads a form against the present result.
struct Reader<'a> {
    form: &'a Fields,
    present: &'a Loaded,
    language: Language,
}

impl Reader<'_> {
    fn gone(&self) -> &'static str {
        self.language.choose(
            "Ce thème ou cette réponse n'est plus là : la page datait d'avant une autre décision. Rien n'a été changé.",
            "This theme or this answer is no longer there: the page dated from before another decision. Nothing was changed.",
        )
    }

    fn field(&self, name: &str) -> &str {
        field(self.form, name)
    }

    fn why(&self) -> Option<String> {
        Some(self.field("why").to_owned()).filter(|why| !why.is_empty())
    }

    fn title(&self) -> anyhow::Result<String> {
        match self.field("title") {
            "" => bail!(
                self.language
                    .choose("Donnez un titre au thème.", "Give the theme a title.",)
            ),
            title => Ok(title.to_owned()),
        }
    }

    fn theme(&self, name: &str) -> anyhow::Result<ThemeId> {
        let found = self.present.theme(self.field(name));
        let found = found.map(|place| self.present.theme_at(place).theme.id.clone());
        found.ok_or_else(|| anyhow!(self.gone()))
    }

    /// The answers ticked; all of one question.
    fn answers(&self) -> anyhow::Result<(usize, Vec<usize>)> {
        let mut places = Vec::new();
        for anchor in fields_of(self.form, "answer") {
            let found = self.present.answer(anchor);
            places.push(found.ok_or_else(|| anyhow!(self.gone()))?);
        }
        let Some((question, _)) = places.first().copied() else {
            bail!(
                self.language
                    .choose("Cochez d'abord une réponse.", "Tick an answer first.",)
            );
        };
        let answers = places.iter().filter(|(other, _)| *other == question);
        Ok((question, answers.map(|(_, answer)| *answer).collect()))
    }

    /// Answers that go from one theme, or from none, to another, a new one, or none.
    fn moved(&self) -> anyhow::Result<Vec<Decision>> {
        let (question, answers) = self.answers()?;
        let from = match self.field("theme") {
            "" => None,
            _ => Some(self.theme("theme")?),
        };
        let result = self.present.result(question);
        let id = |answer: &usize| result.answers[*answer].id.clone();
        let target = match self.field("to") {
            "new" => Some(Target::New(self.title()?)),
            "none" => None,
            "" => bail!(self.language.choose(
                "Choisissez où vont ces réponses.",
                "Choose where these answers go.",
            )),
            _ => Some(Target::Theme(self.theme("to")?)),
        };
        if let (Some(theme), Some(Target::New(title))) = (&from, &target) {
            return Ok(vec![Decision::Split {
                theme: theme.clone(),
                title: title.clone(),
                answers: answers.iter().map(id).collect(),
            }]);
        }
        let moved = answers.iter().map(|answer| {
            let before = &result.answers[*answer].themes;
            let mut themes: Vec<Target> = Vec::new();
            for theme in before {
                let next = match from.as_ref() == Some(theme) {
                    true => target.clone(),
                    false => Some(Target::Theme(theme.clone())),
                };
                themes.extend(next.filter(|next| !themes.contains(next)));
            }
            // A theme it left meanwhile, in another tab, keeps it from going nowhere.
            let left = from.as_ref().is_none_or(|from| !before.contains(from));
            if left {
                themes.extend(target.clone().filter(|next| !themes.contains(next)));
            }
            Decision::Move {
                question: result.question.id.clone(),
                answer: id(answer),
                themes,
            }
        });
        Ok(moved.collect())
    }

    /// One answer with exactly the themes ticked.
    fn coded(&self) -> anyhow::Result<Decision> {
        let (question, answers) = self.answers()?;
        let result = self.present.result(question);
        let mut themes = Vec::new();
        let main = match self.field("main") {
            "" | "none" => None,
            "new" => Some(Target::New(self.title()?)),
            _ => Some(Target::Theme(self.theme("main")?)),
        };
        themes.extend(main);
        for anchor in fields_of(self.form, "also") {
            let found = self
                .present
                .theme(anchor)
                .ok_or_else(|| anyhow!(self.gone()))?;
            let target = Target::Theme(self.present.theme_at(found).theme.id.clone());
            if !themes.contains(&target) {
                themes.push(target);
            }
        }
        Ok(Decision::Move {
            question: result.question.id.clone(),
            answer: result.answers[answers[0]].id.clone(),
            themes,
        })
    }

    fn passage(&self) -> anyhow::Result<Passage> {
        let place = self.present.answer(self.field("answer"));
        let place = place.ok_or_else(|| anyhow!(self.gone()))?;
        let answer: AnswerId = self.present.answer_at(place).id.clone();
        let (start, end) = match self.field("passage").split_once('-') {
            Some(span) => span,
            None => (self.field("start"), self.field("end")),
        };
        match (start.parse(), end.parse()) {
            (Ok(start), Ok(end)) => Ok(Passage {
                answer,
                span: Span { start, end },
            }),
            _ => bail!(self.language.choose(
                "Choisissez le passage à citer.",
                "Choose the passage to quote.",
            )),
        }
    }

    fn finding(&self) -> anyhow::Result<Decision> {
        let question = self.present.question(self.field("question"));
        let question = question.ok_or_else(|| anyhow!(self.gone()))?;
        let kind = match self.field("kind") {
            "alert" => FindingKind::Alert,
            "signal" => FindingKind::Signal,
            _ => FindingKind::Lead,
        };
        Ok(Decision::Finding {
            question: self.present.result(question).question.id.clone(),
            kind,
            passage: self.passage()?,
            state: match self.field("state") {
                "retained" => Some(State::Retained),
                "dismissed" => Some(State::Dismissed),
                _ => None,
            },
            why: self.why(),
        })
    }
}
