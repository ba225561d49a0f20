//! Two pages open at once: a decision made on a page that is no longer the present one, about
//! something that another decision has touched since, is shown with it and asked again.

use super::consultation::Consultation;
use super::history::Step;
use super::pages::{Page, render, values};
use super::request::{Fields, Reply, Studio};

/// The question, where there is one to ask; none where the decision can be taken in as it is.
pub(super) fn told(
    studio: &Studio,
    consultation: &Consultation,
    since: Option<Vec<&Step>>,
    about: &[String],
    form: &Fields,
) -> anyhow::Result<Option<Reply>> {
    let language = studio.language();
    // A run, or decisions from elsewhere, a sheet for instance: nobody knows what they
    // touched.
    let unknown = since.is_none();
    let since = since.unwrap_or_default();
    let touched = since
        .iter()
        .filter(|step| step.about.iter().any(|thing| about.contains(thing)));
    let done: Vec<String> = touched
        .map(|step| format!("{} ({})", step.say(language), step.by))
        .collect();
    if done.is_empty() && !unknown {
        return Ok(None);
    }
    let kept = ["form", "seen", "anyway"];
    let fields: Vec<&(String, String)> = form
        .iter()
        .filter(|(name, _)| !kept.contains(&name.as_str()))
        .collect();
    let page = Page {
        template: "conflict.html",
        title: "conflict_title",
        step: "review",
        consultation: Some(consultation),
    };
    let text = render(
        studio,
        page,
        values! { done, unknown, fields, back => super::routes::back(form) },
    )?;
    Ok(Some(Reply::Refusal(409, text)))
}
