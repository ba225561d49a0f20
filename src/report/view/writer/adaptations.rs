//! Versions for a public: the sentences as they are stored, the figures from the view of
//! the report, so that the two cannot differ.

use super::*;
use crate::report::view::adaptations::*;
use crate::synthesis::{Adaptation, Audience, Point, Support};

/// Themes and debates of the whole report, for the figures of its versions.
pub(in crate::report) fn versions(
    synthesis: &Synthesis,
    document: &Document,
    words: &BTreeMap<String, String>,
) -> Vec<AdaptationView> {
    let writer = Versions {
        words,
        language: synthesis.language,
        document,
        model: synthesis
            .model
            .as_ref()
            .map(|used| used.card.model.as_str()),
    };
    let versions = synthesis.adaptations.iter();
    versions
        .map(|adaptation| writer.version(adaptation))
        .collect()
}

struct Versions<'a> {
    words: &'a BTreeMap<String, String>,
    language: Language,
    document: &'a Document,
    model: Option<&'a str>,
}

impl Versions<'_> {
    fn say(&self, key: &str, holes: &[(&str, &str)]) -> String {
        say(self.words, key, holes)
    }

    fn counted(&self, count: usize, key: &str) -> String {
        let forms = self.say(key, &[]);
        let (one, many) = forms
            .split_once('|')
            .unwrap_or((forms.as_str(), forms.as_str()));
        let number = wording::number(count, self.language);
        let noun = if self.language.is_singular(count) {
            one
        } else {
            many
        };
        format!("{number}\u{a0}{noun}")
    }

    fn version(&self, adaptation: &Adaptation) -> AdaptationView {
        let audience = adaptation.audience.code(Language::English);
        let points = || adaptation.parts.iter().flat_map(|(_, points)| points);
        let ruled = points()
            .filter(|point| is_by_rule(adaptation, point))
            .count();
        let mixed = ruled > 0 && ruled < points().count();
        let plain = adaptation.audience == Audience::Simple;
        let (document, language) = (self.document, self.language);
        AdaptationView {
            name: match (adaptation.audience, adaptation.support) {
                (Audience::Simple, Support::Page) => "simplified".to_owned(),
                (audience, support) => {
                    format!("adaptation-{}-{}", audience.code(language), support.code())
                }
            },
            lang: document.lang,
            version: document.version.clone(),
            files: document
                .files
                .iter()
                .map(|f| f.name.as_str())
                .collect::<Vec<&str>>()
                .join(", "),
            heading: self.say(&format!("adapt_title_{audience}"), &[]),
            label: plain.then(|| self.say("adapt_simple_label", &[])),
            origin: self.origin(ruled, mixed),
            mixed,
            support: adaptation.support.code(),
            plain,
            parts: adaptation
                .parts
                .iter()
                .filter_map(|(id, points)| {
                    let question = document.questions.iter().find(|q| q.id == id.0)?;
                    Some(self.part(adaptation, question, points))
                })
                .collect(),
            to_reread: adaptation
                .to_reread
                .iter()
                .map(|(rule, sentence)| RereadView {
                    rule: rule.clone(),
                    sentence: sentence.clone(),
                })
                .collect(),
        }
    }

    fn origin(&self, ruled: usize, mixed: bool) -> String {
        let model = self.model.unwrap_or_default();
        let key = match (mixed, ruled) {
            (true, _) => "adapt_origin_mixed",
            (false, 0) => "adapt_origin_model",
            (false, _) => "adapt_origin_rule",
        };
        self.say(key, &[("model", model)])
    }

    fn part(&self, adaptation: &Adaptation, question: &QuestionView, points: &[Point]) -> PartView {
        let told = points.iter().flat_map(|p| &p.themes).count();
        let divides = matches!(adaptation.audience, Audience::Officials | Audience::Press)
            && adaptation.support == Support::Page;
        let analysed = wording::number(question.base, self.language);
        let key = match adaptation.audience {
            Audience::Simple => "adapt_base_simple",
            _ => "adapt_base",
        };
        let points = points.iter().map(|point| {
            let figures = self.figures(adaptation.audience, question, point);
            let (lead, text) = led(point, &figures, adaptation.audience);
            PointView {
                lead,
                text,
                by_rule: is_by_rule(adaptation, point),
                figures,
            }
        });
        PartView {
            question: question.text.clone(),
            foreign: (question.language != self.document.lang).then_some(question.language),
            anchor: question.anchor.clone(),
            base: self.say(key, &[("analysed", &analysed)]),
            points: points.collect(),
            left: question.themes.len().saturating_sub(told),
            debates: match divides {
                true => self.debates(question),
                false => Vec::new(),
            },
        }
    }

    fn figures(
        &self,
        audience: Audience,
        question: &QuestionView,
        point: &Point,
    ) -> Vec<FigureView> {
        let themes = point.themes.iter();
        themes
            .filter_map(|id| question.themes.iter().find(|theme| theme.id == id.0))
            .map(|theme| FigureView {
                link: LinkView {
                    name: theme.title.clone(),
                    anchor: theme.anchor.clone(),
                },
                count: self.count(audience, theme, question.base),
            })
            .collect()
    }

    /// Words alone for plain language, the words and the figures for all others.
    fn count(&self, audience: Audience, theme: &ThemeView, base: usize) -> String {
        if audience == Audience::Simple {
            let step = wording::scale_step(theme.answers, base);
            return self.say(&format!("adapt_{step}"), &[]);
        }
        let answers = self.counted(theme.answers, "answer");
        let of = wording::number(base, self.language);
        let figures = self.say("essential_theme", &[("answers", &answers), ("base", &of)]);
        let precise = matches!(audience, Audience::Officials | Audience::Press);
        let mut count = match precise {
            true => format!("{figures} ({})", theme.scale_and_share),
            false => format!("{figures} ({})", theme.scale),
        };
        if let Some(beside) = theme.beside.as_ref().filter(|_| precise) {
            count.push_str(&self.say("and_beside", &[]));
            count.push_str(beside);
        }
        count
    }

    fn debates(&self, question: &QuestionView) -> Vec<DivideView> {
        let debates = question.findings.debates.iter();
        debates
            .map(|debate| DivideView {
                link: LinkView {
                    name: debate.object.clone(),
                    anchor: debate.anchor.clone(),
                },
                counts: self.say(
                    "debate_counts",
                    &[
                        ("favour", &wording::number(debate.favour, self.language)),
                        ("against", &wording::number(debate.against, self.language)),
                    ],
                ),
            })
            .collect()
    }
}

/// The title a sentence begins with, and the rest; plain language repeats rather.
fn led(point: &Point, figures: &[FigureView], audience: Audience) -> (Option<LinkView>, String) {
    let first = figures.first().filter(|_| audience != Audience::Simple);
    let rest = first.and_then(|figure| {
        let rest = point.text.strip_prefix(&figure.link.name)?;
        rest.starts_with('.')
            .then(|| (figure.link.clone(), rest.to_owned()))
    });
    match rest {
        Some((link, rest)) => (Some(link), rest),
        None => (None, point.text.clone()),
    }
}

/// True when all the themes of a point got it by rule.
fn is_by_rule(adaptation: &Adaptation, point: &Point) -> bool {
    point
        .themes
        .iter()
        .all(|theme| adaptation.by_rule.contains(theme))
}
