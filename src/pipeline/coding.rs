//! The step in which a language model codes every answer, after themes were found.

use super::AssignTo;
use super::question::Tools;
use crate::clusters::{self, Assignment, Corpus};
use crate::embeddings::UnitVectors;
use crate::llm::{LanguageModel, orders::reads_like_an_order};
use crate::prompts::{Ask, Prompts};
use crate::themes::coding::{self, Code, Coded, Coder, CodingRecord};
use crate::themes::{Described, Origin, ThemeInput};

/// What answers are coded again with.
pub(super) struct Recoder<'a> {
    pub model: &'a dyn LanguageModel,
    pub prompts: &'a Prompts,
    pub tools: &'a Tools<'a>,
    pub vectors: &'a UnitVectors,
    pub corpus: &'a Corpus<'a>,
    pub smallest: usize,
    /// The groups of answers that keep theirs whatever the model says; may be empty.
    pub given: &'a [Option<Vec<u32>>],
}

/// What became of the answers.
pub(super) struct Recoded {
    pub assignment: Assignment,
    /// Title of each group.
    pub titles: Vec<String>,
    /// Who made the titles.
    pub origin: Origin,
    pub record: CodingRecord,
}

impl Recoder<'_> {
    /// Has every answer coded; one without a reply keeps what its groups stand for.
    pub fn code(&self, input: &ThemeInput<'_>, found: &Described, assign: &AssignTo) -> Recoded {
        let codes = match assign {
            AssignTo::Themes => coding::of_themes(&found.themes),
            AssignTo::Codebook(book) => book.codes().to_vec(),
        };
        let replies = self.replies(input, &codes);
        let before = input.assignment;
        let lists = &before.groups_of_answer;
        let record = |coded: &Coded, codebook: Option<String>| CodingRecord {
            codebook,
            fingerprint: coding::fingerprint(&codes),
            codes: codes.len(),
            by_model: coded.by_model,
            kept: coded.kept,
        };
        match assign {
            AssignTo::Themes => {
                let order = input.order();
                let same: Vec<Option<u32>> = (0..before.groups as u32).map(Some).collect();
                let coded = coding::coded(&in_groups(replies, &order), lists, &same);
                let mut titles = vec![String::new(); before.groups];
                for (code, group) in codes.iter().zip(&order) {
                    titles[*group].clone_from(&code.title);
                }
                Recoded {
                    record: record(&coded, None),
                    origin: Origin::Extractive,
                    assignment: self.grouped(before.groups, coded, Some(before)),
                    titles,
                }
            }
            AssignTo::Codebook(book) => {
                let code_of = coding::stands_for(&replies, lists, before.groups, codes.len());
                let coded = coding::coded(&replies, lists, &code_of);
                Recoded {
                    record: record(&coded, Some(book.name.clone())),
                    origin: Origin::Human,
                    assignment: self.grouped(codes.len(), coded, None),
                    titles: codes.iter().map(|code| code.title.clone()).collect(),
                }
            }
        }
    }

    fn replies(&self, input: &ThemeInput<'_>, codes: &[Code]) -> Vec<Option<Vec<usize>>> {
        let language = input.lexicon.language();
        let prompts = self.prompts.in_language(language);
        let coder = Coder {
            question: input.asked,
            codes,
            prompt: prompts.get(Ask::Assign),
            language,
            at_a_time: coding::ANSWERS,
        };
        // An answer that reads like an order is not shown to the model: it keeps its groups.
        let shown: Vec<usize> = (0..input.answers.len())
            .filter(|at| !reads_like_an_order(&input.answers[*at].text))
            .collect();
        let text = |at: &usize| input.answers[*at].text.as_str();
        let texts: Vec<&str> = shown.iter().map(text).collect();
        let Tools {
            tally, progress, ..
        } = self.tools;
        let replies = coding::assign(&coder, &texts, self.model, tally, *progress);
        let mut all = vec![None; input.answers.len()];
        for (at, reply) in shown.into_iter().zip(replies) {
            all[at] = reply;
        }
        all
    }

    fn grouped(&self, groups: usize, mut coded: Coded, before: Option<&Assignment>) -> Assignment {
        for (list, given) in coded.groups_of_answer.iter_mut().zip(self.given) {
            if let (Some(given), Some(_)) = (given, before) {
                list.clone_from(given);
            }
        }
        clusters::recoded(
            self.vectors,
            self.corpus,
            groups,
            coded.groups_of_answer,
            before.map(|before| (before, self.smallest)),
        )
    }
}

/// Codes, numbered in the order of the themes, as groups.
fn in_groups(replies: Vec<Option<Vec<usize>>>, order: &[usize]) -> Vec<Option<Vec<usize>>> {
    let groups = |codes: Vec<usize>| codes.into_iter().map(|code| order[code]).collect();
    replies.into_iter().map(|reply| reply.map(groups)).collect()
}
