//! The checks of versions for a public: every question and theme named exists.

use super::check::Audit;
use super::{Adaptation, Synthesis};
use crate::themes::ThemeId;

impl Audit {
    /// Each version names questions of the result, each sentence themes of its question.
    pub(super) fn adaptations(&mut self, synthesis: &Synthesis) {
        for adaptation in &synthesis.adaptations {
            self.adaptation(synthesis, adaptation);
        }
    }

    fn adaptation(&mut self, synthesis: &Synthesis, adaptation: &Adaptation) {
        let place = adaptation.audience.code(synthesis.language);
        for (id, points) in &adaptation.parts {
            let Some(question) = synthesis.questions.iter().find(|q| q.question.id == *id) else {
                self.reference(place, &id.0);
                continue;
            };
            for point in points {
                let known = |theme: &ThemeId| question.themes.iter().any(|t| t.theme.id == *theme);
                match point.themes.iter().find(|theme| !known(theme)) {
                    Some(unknown) => self.reference(place, &unknown.0),
                    None if point.themes.is_empty() => self.reference(place, &point.text),
                    None => {}
                }
            }
        }
    }
}
