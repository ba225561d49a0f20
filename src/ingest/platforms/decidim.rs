//! Decidim: survey answers, proposals (also the open data) and comments. Nested titles use
//! `/`; one column a language.

use super::{
    CLOSED, DATE, HEADING, Hint, ID, IDENTIFIER, IGNORED, Known, LANGUAGE, NUMBER, OPEN, Platform,
    RESPONDENT, Role, SEGMENT, STATUS, row_with, single_row,
};
use crate::ingest::header::{Head, Layout};
use crate::ingest::role::{RowClass, if_empty, if_says};

pub static SURVEY: Platform = Platform {
    code: "decidim_survey",
    name: "Decidim (questionnaire)",
    recognise: |head| single_row(head, SURVEY_COLUMNS, 3),
};
pub static PROPOSALS: Platform = Platform {
    code: "decidim_proposals",
    name: "Decidim (propositions)",
    recognise: proposals,
};
pub static COMMENTS: Platform = Platform {
    code: "decidim_comments",
    name: "Decidim (commentaires)",
    recognise: |head| {
        row_with(head, COMMENT_SIGNATURE, 4)?;
        single_row(head, COMMENT_COLUMNS, 4).map(nested)
    },
};

const SURVEY_COLUMNS: Known = &[
    ("id de reponse", ID),
    ("id de la reponse", ID),
    ("answer id", ID),
    ("response id", ID),
    ("repondu le", DATE),
    ("answered on", DATE),
    ("responded on", DATE),
    ("hachage ip", IDENTIFIER),
    ("ip hash", IDENTIFIER),
    ("statut de l'utilisateur", STATUS),
    ("user status", STATUS),
];

const PUBLISHED: Hint = Hint::with(Role::Date, &[if_empty(RowClass::Unpublished)]);
const STATE: Hint = Hint::with(
    Role::Status,
    &[
        if_says(&["draft", "brouillon"], RowClass::Draft),
        if_says(&["withdrawn", "retiree", "retire"], RowClass::Unpublished),
        if_says(&["hidden", "moderated"], RowClass::Moderated),
    ],
);

const PROPOSAL_SIGNATURE: &[&str] = &[
    "participatory_space/url",
    "component/id",
    "category/id",
    "category/name/fr",
    "scope/id",
    "scope/name/fr",
    "title/fr",
    "body/fr",
    "description/fr",
    "endorsements/total_count",
    "meeting_urls",
    "supports",
];

const PROPOSAL_COLUMNS: Known = &[
    ("id", ID),
    ("reference", IGNORED),
    ("title", HEADING),
    ("body", OPEN),
    ("description", OPEN),
    ("state", STATE),
    ("votes", NUMBER),
    ("supports", NUMBER),
    ("comments", NUMBER),
    ("attachments", NUMBER),
    ("followers", NUMBER),
    ("endorsements", NUMBER),
    ("author_id", RESPONDENT),
    ("published_at", PUBLISHED),
    ("created_at", DATE),
    ("updated_at", DATE),
    ("answered_at", DATE),
    ("address", IDENTIFIER),
    ("latitude", IDENTIFIER),
    ("longitude", IDENTIFIER),
    ("url", IGNORED),
    ("meeting_urls", IGNORED),
    ("related_proposals", IGNORED),
    ("original_proposal", IGNORED),
    ("is_amend", CLOSED),
    ("locale", LANGUAGE),
];

fn proposals(head: &Head<'_>) -> Option<Layout> {
    row_with(head, PROPOSAL_SIGNATURE, 2)?;
    single_row(head, PROPOSAL_COLUMNS, 3).map(nested)
}

const COMMENT_SIGNATURE: &[&str] = &[
    "alignment",
    "depth",
    "commentable_id",
    "commentable_type",
    "root_commentable_url",
];
const COMMENT_COLUMNS: Known = &[
    ("id", ID),
    ("created_at", DATE),
    ("body", OPEN),
    ("locale", LANGUAGE),
    ("alignment", CLOSED),
    ("depth", IGNORED),
    ("commentable_id", IGNORED),
    ("commentable_type", IGNORED),
    ("root_commentable_url", IGNORED),
];

/// The `a/b/fr` columns.
fn nested(layout: Layout) -> Layout {
    layout.hinted(|key| {
        let (first, rest) = key.split_once('/')?;
        Some(match (first, rest) {
            ("author", "id") => RESPONDENT,
            ("author" | "user_group", rest) if rest.starts_with("name") => IDENTIFIER,
            ("author" | "user_group", _) => IGNORED,
            ("title", _) => HEADING,
            ("body" | "description", _) => OPEN,
            ("scope" | "area", rest) if rest.starts_with("name") => SEGMENT,
            ("category" | "taxonomies", rest) if rest.starts_with("name") => CLOSED,
            ("state_published" | "state", _) => STATUS,
            ("answer", _) => IGNORED,
            ("endorsements", rest) if rest.contains("user") => IDENTIFIER,
            (_, rest) if rest.ends_with("count") => NUMBER,
            (
                "component"
                | "participatory_space"
                | "category"
                | "scope"
                | "area"
                | "endorsements",
                _,
            ) => IGNORED,
            _ => return None,
        })
    })
}
