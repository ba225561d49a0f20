//! One question through the stages: units, embeddings, clusters, themes, findings.

use std::collections::BTreeMap;

use super::coding::Recoder;
use super::evolution::{self, Compared};
use super::known::{self, Anchors};
use super::memory::{self, Groups, Memory};
use super::{FEWEST, RunSettings};
use crate::answers::{Answer, Answers, QuestionAnswers};
use crate::clusters::drift::Drifted;
use crate::clusters::{self, Assignment, Corpus, GroupingParameters, Neighbours, Place};
use crate::embeddings::{Embedder, UnitVectors};
use crate::error::Error;
use crate::language;
use crate::llm::{LanguageModel, Tally};
use crate::progress::{Progress, Stage};
use crate::prompts::Prompts;
use crate::synthesis::{AnswerPlace, Grouping, QuestionResult};
use crate::themes::findings::{self, FindingsInput};
use crate::themes::{self, Names, ThemeId, ThemeInput};
use crate::units::{self, DistinctUnits};
use crate::words::Lexicon;

/// One question through the stages. Too few answers are listed, not grouped.
pub(super) fn analyse(
    question: &QuestionAnswers,
    consultation: &Answers,
    settings: &RunSettings,
    tools: &Tools<'_>,
) -> Result<QuestionResult, Error> {
    let progress = tools.progress;
    let kept = &question.answers.kept;
    let language = language::detect(kept.iter().map(|answer| answer.text.as_str()));
    let lexicon = Lexicon::new(language);
    progress.begin(Stage::Splitting, 0);
    let units = units::units_of(kept, &lexicon);
    let distinct = DistinctUnits::new(&units, kept);
    let campaign_of = question.campaign_of();
    let corpus = Corpus {
        answers_of: &distinct.answers,
        answers: kept.len(),
        campaign_of: &campaign_of,
    };
    let anchors = Anchors::of(settings, question, consultation);
    let too_few = kept.len() < FEWEST && anchors.is_none();
    let mut found = if too_few || distinct.texts.len() < 2 {
        Found {
            earlier: None,
            assignment: Assignment::none(distinct.texts.len(), kept.len()),
            vectors: None,
            neighbours: None,
            stability: Vec::new(),
            grouping: Grouping {
                units: units.len(),
                distinct_units: distinct.texts.len(),
                target: 0,
                smallest: 0,
                resolution: 0.0,
                drawn: None,
                coding: None,
                anchored: None,
            },
        }
    } else {
        progress.begin(Stage::Embedding, 0);
        let parameters =
            GroupingParameters::for_answers(question.voices(), settings.granularity, settings.seed);
        let vectors =
            UnitVectors::new(&distinct.texts, &distinct.answers, tools.embedder, &lexicon)?;
        let key = memory::key(
            tools.embedder.name(),
            &distinct,
            &corpus,
            &parameters,
            settings,
        );
        let fresh = group(vectors, &corpus, &parameters, settings, (tools, &key))?;
        let found = match &anchors {
            Some(anchors) => match anchors.unchanged(&fresh.assignment, &fresh.stability) {
                Some((assignment, stability)) => Found {
                    earlier: Some((assignment.clone(), BTreeMap::new())),
                    assignment,
                    stability,
                    ..fresh
                },
                None => {
                    let ghosts = Ghosts::new(anchors, kept, &lexicon, tools)?;
                    ghosts.group(anchors, &corpus, fresh, &parameters)
                }
            },
            None => fresh,
        };
        Found {
            grouping: Grouping {
                units: units.len(),
                ..found.grouping
            },
            ..found
        }
    };
    progress.begin(Stage::Describing, 0);
    let clusters = std::mem::replace(&mut found.assignment, Assignment::none(0, 0));
    let mut themes = ThemeInput {
        question: &question.question.id,
        asked: &question.question.text,
        answers: kept,
        units: &units,
        grouped: &distinct.place,
        assignment: &clusters,
        lexicon: &lexicon,
        stability: &found.stability,
    };
    let anchors = anchors.filter(|_| found.earlier.is_some());
    let taken = known::ids(settings);
    let kept_names = anchors.as_ref().map(Anchors::names).unwrap_or_default();
    let names = Names {
        groups: &kept_names.groups,
        families: &kept_names.families,
        subs: kept_names.subs,
        taken: &taken,
    };
    let mut described = themes::describe_known(&themes, found.vectors.as_ref(), &names);
    if let Some(assign) = &settings.assign
        && let Some((model, prompts)) = tools.coder
        && let Some(vectors) = &found.vectors
    {
        let coder = Recoder {
            model,
            prompts,
            tools,
            vectors,
            corpus: &corpus,
            smallest: found.grouping.smallest,
            given: anchors.as_ref().map_or(&[], Anchors::given),
        };
        let recoded = coder.code(&themes, &described, assign);
        found.assignment = recoded.assignment;
        found.grouping.coding = Some(recoded.record);
        themes.assignment = &found.assignment;
        // How stable the groups were says nothing of what the model made of them.
        themes.stability = &[];
        let vectors = found.vectors.as_ref();
        described = match &anchors {
            Some(_) => themes::describe_known(&themes, vectors, &names),
            None => themes::describe_titled(&themes, vectors, &recoded.titles, recoded.origin),
        };
    }
    found.grouping.anchored = anchors.as_ref().map(|a| a.record(&described.themes));
    let findings = findings::find(&FindingsInput {
        themes: &themes,
        described: &described,
        vectors: found.vectors.as_ref(),
        neighbours: found.neighbours.as_ref(),
        similar: &question.similar,
        campaign_of: &campaign_of,
        segments: &consultation.segments,
        closed: &consultation.closed,
        retained: known::retained(settings, question, consultation),
        smallest_side: if kept.len() < 500 { 2 } else { 3 },
    });
    let map = found.vectors.as_ref().map_or(Vec::new(), |vectors| {
        let places = clusters::places(vectors, &corpus, themes.assignment, settings.seed);
        let stands = |place: &Place| AnswerPlace {
            answer: kept[place.answer as usize].id.clone(),
            x: place.x,
            y: place.y,
        };
        places.iter().map(stands).collect()
    });
    let mut result = QuestionResult::assemble(
        question,
        consultation,
        language,
        found.grouping,
        described,
        findings,
        settings.mask_below,
    )?;
    result.map = map;
    if let Some((name, earlier)) = known::earlier(settings, question, consultation)
        && let Some((fresh, drifts)) = &found.earlier
    {
        let compared = Compared {
            name,
            earlier,
            drifts,
            fresh,
        };
        let titles = || {
            let again = ThemeInput {
                assignment: fresh,
                ..themes
            };
            let described = themes::describe(&again, None);
            evolution::titles_of(&described.themes, again.order().into_iter())
        };
        result.evolution = Some(evolution::evolution(&compared, &result, titles));
    }
    Ok(result)
}

/// What a question is worked on with.
pub(super) struct Tools<'a> {
    pub embedder: &'a dyn Embedder,
    pub coder: Option<(&'a dyn LanguageModel, &'a Prompts)>,
    pub tally: &'a Tally,
    pub memory: &'a dyn Memory,
    pub progress: &'a dyn Progress,
}

/// What grouping found.
struct Found {
    /// Where the groups are those known beforehand and those found beside them: what a
    /// fresh grouping makes of today's answers, and which themes drifted.
    earlier: Option<(Assignment, BTreeMap<ThemeId, Drifted>)>,
    assignment: Assignment,
    vectors: Option<UnitVectors>,
    neighbours: Option<Neighbours>,
    stability: Vec<f64>,
    grouping: Grouping,
}

/// Groups the ideas of a question, and again without some answers when asked; or takes
/// what was kept under `key`.
fn group(
    vectors: UnitVectors,
    corpus: &Corpus<'_>,
    parameters: &GroupingParameters,
    settings: &RunSettings,
    (tools, key): (&Tools<'_>, &str),
) -> Result<Found, Error> {
    let (memory, progress) = (tools.memory, tools.progress);
    let kept = memory.recall(key);
    let kept = kept.and_then(|bytes| serde_json::from_slice::<Groups>(&bytes).ok());
    let (groups, neighbours) = match kept {
        Some(groups) => {
            let all = vectors.len() <= clusters::MOST_UNITS;
            let nearest = || clusters::nearest(&vectors, parameters.neighbours, progress);
            (groups, all.then(nearest))
        }
        None => {
            let (groups, neighbours) = grouped(&vectors, corpus, parameters, settings, progress)?;
            if let Ok(bytes) = serde_json::to_vec(&groups) {
                memory.keep(key, &bytes);
            }
            (groups, neighbours)
        }
    };
    Ok(Found {
        earlier: None,
        grouping: Grouping {
            units: 0,
            distinct_units: vectors.len(),
            target: parameters.themes,
            smallest: parameters.smallest,
            resolution: groups.resolution,
            drawn: groups.drawn,
            coding: None,
            anchored: None,
        },
        assignment: groups.assignment,
        vectors: Some(vectors),
        neighbours,
        stability: groups.stability,
    })
}

fn grouped(
    vectors: &UnitVectors,
    corpus: &Corpus<'_>,
    parameters: &GroupingParameters,
    settings: &RunSettings,
    progress: &dyn Progress,
) -> Result<(Groups, Option<Neighbours>), Error> {
    let grouped = clusters::group(vectors, corpus, parameters, progress)?;
    let smallest = parameters.smallest;
    let assignment = clusters::assign(&grouped.vectors, &grouped.levels, corpus, smallest);
    let stability = if settings.stability {
        clusters::stability(vectors, corpus, parameters, &assignment)?
    } else {
        Vec::new()
    };
    let groups = Groups {
        assignment,
        stability,
        resolution: grouped.levels.resolution,
        drawn: grouped.drawn,
    };
    Ok((groups, grouped.neighbours))
}

/// Today's answers and the texts that only give known themes a centre, compared together.
struct Ghosts {
    vectors: UnitVectors,
    answers_of: Vec<Vec<u32>>,
    answers: usize,
}

impl Ghosts {
    /// Embeds all of them together. The units of today's answers come first.
    fn new(
        anchors: &Anchors,
        kept: &[Answer],
        lexicon: &Lexicon,
        tools: &Tools<'_>,
    ) -> Result<Ghosts, Error> {
        let all = anchors.with_ghosts(kept);
        let units = units::units_of(&all, lexicon);
        let distinct = DistinctUnits::new(&units, &all);
        let vectors =
            UnitVectors::new(&distinct.texts, &distinct.answers, tools.embedder, lexicon)?;
        Ok(Ghosts {
            vectors,
            answers: all.len(),
            answers_of: distinct.answers,
        })
    }

    /// Puts today's answers, grouped afresh, in the groups known beforehand and in those
    /// that the fresh groups found beside them.
    fn group(
        self,
        anchors: &Anchors,
        corpus: &Corpus<'_>,
        again: Found,
        parameters: &GroupingParameters,
    ) -> Found {
        let today: Vec<u32> = (0..corpus.answers_of.len() as u32).collect();
        let fresh = again.assignment;
        let all = Corpus {
            answers_of: &self.answers_of,
            answers: self.answers,
            campaign_of: &vec![None; self.answers],
        };
        let anchored = anchors.anchored(&self.vectors, &all, &fresh, parameters.smallest);
        let seen = anchored.vectors.select(&today);
        let assignment = anchors.assignment(&all, (&seen, corpus), &anchored, &fresh, parameters);
        let drifts = anchors.drifts(&all, &anchored);
        Found {
            earlier: Some((fresh, drifts)),
            assignment,
            // How far a fresh grouping would find them again says nothing of themes that
            // stay because they are known.
            stability: Vec::new(),
            ..again
        }
    }
}
