//! Answers that say the same in the same words: exact duplicates, near duplicates and
//! campaigns. Works on texts alone and knows nothing of who wrote them; every answer
//! of a group stays a voice.
//!
//! * Exact: the same text, white space aside.
//! * Near: the same words in the same order once case, accents and punctuation are
//!   folded, up to spelling, a few articles and prepositions, and one content word in
//!   eight. In a short answer no content word, number or negation may differ: "plus de
//!   bus" and "moins de bus" are two opinions.
//! * Campaign: a form letter. Three answers or more (five when all are identical)
//!   share twenty words verbatim and are mostly made of the shared body. A short answer
//!   given by many is a common opinion, and stays exact or near duplicates.
//!
//! Texts that quote the same law, the question or the document under consultation are
//! no campaign as long as the quotation is the smaller part of what they say;
//! [`group_apart_from`] takes known passages out altogether.
//!
//! Time grows with the number of words times its logarithm: 215,000 answers of 3.4
//! million words take 2 s on two cores. Memory: about 4 bytes a word and 200 a text, 20
//! more for a word of a form letter, a copy of the texts while they are read, and 64 MiB
//! to look for runs. The groups depend neither on the number of threads nor on the
//! order of the texts.

mod alignment;
mod campaigns;
mod hashing;
mod letters;
mod near;
mod runs;
mod spelling;
mod wordings;

use std::cmp::Reverse;

use serde::{Deserialize, Serialize};

use self::wordings::Wordings;

/// The groups among a set of texts.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct SimilarTexts {
    /// The largest first, then by first member. A text is in one group at most.
    pub groups: Vec<TextGroup>,
}

/// How alike the texts of a group are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum GroupKind {
    /// The same text, white space aside.
    Exact,
    /// The same content in nearly the same words.
    Near,
    /// Copies of a form letter, whole or in part.
    Campaign,
}

/// Two texts or more that share their wording.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TextGroup {
    /// How alike the texts are.
    pub kind: GroupKind,
    /// Texts in ascending order.
    pub members: Vec<Member>,
    /// Index of the text that shows the common wording best, a member.
    pub model: usize,
    /// Distinct texts among the members, white space aside.
    pub distinct: usize,
}

/// A text in a group.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Member {
    /// Index of the text.
    pub text: usize,
    /// Share of its words that are in the common wording, 0 to 1.
    pub shared: f32,
    /// How it differs from the model.
    pub variant: Variant,
}

/// How a member differs from the model of its group.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Variant {
    /// The same text, white space aside.
    Identical,
    /// The same content, a few words or signs changed.
    Reworded,
    /// The common wording and words of one's own.
    Extended,
    /// A part of the common wording, with or without words of one's own.
    Partial,
}

/// Groups texts that share their wording. Empty texts are in no group.
pub fn group(texts: &[&str]) -> SimilarTexts {
    group_apart_from(texts, &[])
}

/// The same, when passages are known that people quote without being in a campaign:
/// the question, the document under consultation. Their words are shared by nobody.
pub fn group_apart_from(texts: &[&str], passages: &[&str]) -> SimilarTexts {
    let wordings = Wordings::new(texts);
    let mut found = campaigns::find(&wordings, passages);
    let mut taken = vec![false; wordings.len()];
    take(&found, &mut taken);
    let near = near::find(&wordings, &taken);
    take(&near, &mut taken);
    found.extend(near);
    found.extend((0..wordings.len()).filter_map(|wording| exact(&wordings, wording, &taken)));
    let mut groups: Vec<TextGroup> = found.iter().map(|set| set.group(&wordings)).collect();
    groups.sort_by_key(|group| (Reverse(group.members.len()), group.members[0].text));
    SimilarTexts { groups }
}

/// A group of wordings, before they are texts again.
struct Set {
    kind: GroupKind,
    /// The wording that shows the common one best.
    model: usize,
    /// Wordings, how much of each is shared and how it differs from the model.
    wordings: Vec<(usize, f32, Variant)>,
}

impl Set {
    fn group(&self, wordings: &Wordings) -> TextGroup {
        let texts = self.wordings.iter().flat_map(|(wording, shared, variant)| {
            wordings.answers(*wording).iter().map(|text| Member {
                text: *text,
                shared: *shared,
                variant: *variant,
            })
        });
        let mut members: Vec<Member> = texts.collect();
        members.sort_by_key(|member| member.text);
        TextGroup {
            kind: self.kind,
            model: wordings.answers(self.model)[0],
            distinct: self.wordings.len(),
            members,
        }
    }
}

fn take(sets: &[Set], taken: &mut [bool]) {
    for (wording, _, _) in sets.iter().flat_map(|set| &set.wordings) {
        taken[*wording] = true;
    }
}

fn exact(wordings: &Wordings, wording: usize, taken: &[bool]) -> Option<Set> {
    (!taken[wording] && wordings.people(wording) > 1).then(|| Set {
        kind: GroupKind::Exact,
        model: wording,
        wordings: vec![(wording, 1.0, Variant::Identical)],
    })
}
