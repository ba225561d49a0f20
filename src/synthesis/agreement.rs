//! How near people who coded a control sample by hand come to the coding of a result, and
//! to each other. Data only: `evaluation` computes them.

use serde::{Deserialize, Serialize};

use super::Synthesis;
use crate::answers::QuestionId;
use crate::themes::ThemeId;

/// Version of the layout of `agreement.json`.
pub const AGREEMENT: &str = "cahier/agreement/1";

/// A check of a coding by people.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Agreement {
    /// Always [`AGREEMENT`].
    pub schema: String,
    /// Fingerprint of the coding that was checked: [`Synthesis::coding_fingerprint`].
    pub coding: String,
    /// Seed of the draw of the sample, and of the intervals.
    pub seed: u64,
    /// Times the answers were drawn again for the intervals.
    pub draws: usize,
    /// Question by question.
    pub questions: Vec<QuestionAgreement>,
}

/// The check of one question.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct QuestionAgreement {
    /// The question.
    pub question: QuestionId,
    /// Answers drawn.
    pub drawn: usize,
    /// Each coder with the machine, then the two coders.
    pub pairs: Vec<PairAgreement>,
}

/// Who coded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Coder {
    /// The result.
    Machine,
    /// The first person.
    First,
    /// The second person.
    Second,
}

/// Two codings of the same answers, compared. Figures with intervals are weighted: an
/// answer counts as many times as there are answers it stands for.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct PairAgreement {
    /// Who.
    pub between: [Coder; 2],
    /// Answers both coded: the base.
    pub answers: usize,
    /// Of these, with the same main theme, "no theme" being one.
    pub same_main: usize,
    /// Analysed answers that the base stands for: all of them but those whose stratum
    /// nobody coded.
    pub covered: usize,
    /// Share of answers with the same main theme.
    pub main: Estimate,
    /// Cohen's kappa of the main theme; none where chance alone would agree every time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kappa: Option<Estimate>,
    /// F1 over all themes of all answers; none where nobody gave any.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub f1_micro: Option<Estimate>,
    /// Mean of the F1 of each theme that one of the two gave.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub f1_macro: Option<Estimate>,
    /// Themes that one of the two gave, in the order of the result.
    pub themes: Vec<ThemeAgreement>,
}

/// One theme, present or absent.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct ThemeAgreement {
    /// The theme.
    pub theme: ThemeId,
    /// Answers that each of the two gave it, as main theme or not.
    pub given: [usize; 2],
    /// Answers that both gave it.
    pub both: usize,
    /// Cohen's kappa of its presence.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kappa: Option<Estimate>,
    /// Its F1.
    pub f1: Estimate,
}

/// A figure with its interval of 95 %.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Estimate {
    /// The figure, from 0 to 1 (a kappa may be negative).
    pub value: f64,
    /// Its interval, low and high; none where the answers differ too little to give one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub interval: Option<[f64; 2]>,
}

impl Synthesis {
    /// Takes an earlier check over where it is of this very coding; says whether it is.
    pub fn take_agreement(&mut self, agreement: Agreement) -> bool {
        let same = agreement.schema == AGREEMENT && agreement.coding == self.coding_fingerprint();
        if same {
            self.agreement = Some(agreement);
        }
        same
    }
}
