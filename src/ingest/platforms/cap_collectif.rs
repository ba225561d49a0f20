//! Cap Collectif / Purpoz: questionnaires, consultations (opinions, votes, versions and
//! arguments in one file, their texts in different columns) and proposals. The keys of the
//! columns are exported as they are or translated, and drafts are in the file.

use std::sync::LazyLock;

use regex::Regex;

use super::{
    CLOSED, DATE, HEADING, Hint, ID, IDENTIFIER, IGNORED, NUMBER, OPEN, Platform, RESPONDENT,
    ROW_KIND, Role, SEGMENT, STATUS,
};
use crate::ingest::header::{Head, Layout};
use crate::ingest::role::{RowClass, if_empty, if_no, if_says, if_yes};

pub static QUESTIONNAIRE: Platform = Platform {
    code: "cap_questionnaire",
    name: "Cap Collectif (questionnaire)",
    recognise: |head| layout(head, Kind::Questionnaire),
};
pub static CONSULTATION: Platform = Platform {
    code: "cap_consultation",
    name: "Cap Collectif (consultation)",
    recognise: |head| layout(head, Kind::Consultation),
};
pub static PROPOSALS: Platform = Platform {
    code: "cap_proposals",
    name: "Cap Collectif (propositions)",
    recognise: |head| layout(head, Kind::Proposals),
};

#[derive(Clone, Copy, PartialEq)]
enum Kind {
    Questionnaire,
    Consultation,
    Proposals,
}

const PUBLISHED: Hint = Hint::with(Role::Date, &[if_empty(RowClass::Unpublished)]);
const IS_DRAFT: Hint = Hint::with(Role::Status, &[if_yes(RowClass::Draft)]);
const IS_PUBLISHED: Hint = Hint::with(Role::Status, &[if_no(RowClass::Unpublished)]);
const IS_TRASHED: Hint = Hint::with(Role::Status, &[if_yes(RowClass::Moderated)]);
const STATE: Hint = Hint::with(
    Role::Status,
    &[
        if_says(&["draft", "brouillon"], RowClass::Draft),
        if_says(
            &["trashed", "corbeille", "mise a la corbeille"],
            RowClass::Moderated,
        ),
    ],
);

/// A title as a key without its `export_…` front, or the French label.
fn bare(key: &str) -> &str {
    let key = key.strip_prefix("export_").unwrap_or(key);
    ["contribution_", "proposal_", "opinion_", "participant_"]
        .iter()
        .find_map(|front| key.strip_prefix(front))
        .unwrap_or(key)
}

fn hint(key: &str) -> Option<Hint> {
    let exported = key.starts_with("export_");
    let name = bare(key);
    let says = |parts: &[&str]| parts.iter().any(|part| name.contains(part));
    let person = says(&["author", "auteur", "participant"]);
    Some(if !exported && !is_label(key) {
        return None;
    } else if let Some(part) = nested(name) {
        part
    } else if name == "id"
        || ["contribution", "reponse", "proposition"]
            .iter()
            .any(|what| name.starts_with(&format!("identifiant de la {what}")))
    {
        ID
    } else if person && (name.ends_with("_id") || name.starts_with("identifiant")) {
        RESPONDENT
    } else if person && says(&["type"]) {
        SEGMENT
    } else if person
        || says(&[
            "email",
            "e-mail",
            "username",
            "phone",
            "telephone",
            "birth",
            "naissance",
            "address",
            "adresse",
            "latitude",
            "longitude",
            "prenom",
            "firstname",
            "lastname",
            "nom d'utilisateur",
        ])
    {
        IDENTIFIER
    } else if says(&[
        "published_at",
        "publiee le",
        "publie le",
        "date de publication",
    ]) {
        PUBLISHED
    } else if name.ends_with("_at") || name.ends_with(" le") || says(&["date de ", "trashed_date"])
    {
        DATE
    } else if says(&["draft", "brouillon"]) {
        IS_DRAFT
    } else if name == "published" || name == "publiee" || name == "publie" || name == "is_published"
    {
        IS_PUBLISHED
    } else if says(&["trashed_reason", "account", "consultation_title"]) {
        IGNORED
    } else if says(&["trashed_status"]) {
        STATUS
    } else if says(&["trashed", "corbeille"]) {
        IS_TRASHED
    } else if says(&["status", "statut"]) {
        STATE
    } else if says(&["votes", "_nb", "count", "nombre", "estimation", "likes"]) {
        NUMBER
    } else if says(&[
        "body_text",
        "body",
        "description",
        "summary",
        "resume",
        "corps",
        "texte",
    ]) {
        OPEN
    } else if says(&[
        "section_title",
        "category",
        "categorie",
        "theme",
        "internal_com",
    ]) {
        CLOSED
    } else if says(&["district", "quartier", "zone"]) {
        SEGMENT
    } else if name == "title" || name == "titre" || name.starts_with("titre de") {
        HEADING
    } else if name == "type" || name == "type de contribution" {
        ROW_KIND
    } else if name.starts_with("type de") {
        CLOSED
    } else {
        IGNORED
    })
}

/// Columns of the votes, arguments, versions and sources of an opinion, in rows of their own.
fn nested(name: &str) -> Option<Hint> {
    let parts = [
        "votes_",
        "arguments_",
        "versions_",
        "sources_",
        "reportings_",
        "news_",
    ];
    let field = parts.iter().find_map(|front| name.strip_prefix(front))?;
    Some(match field {
        "id" | "author_id" | "url" | "link" | "related_id" | "related_kind" => IGNORED,
        "body" | "comment" | "title" => OPEN,
        "type" | "value" | "category" => CLOSED,
        "trashed" => IS_TRASHED,
        "published" => IS_PUBLISHED,
        _ if field.starts_with("author") => IDENTIFIER,
        _ if field.starts_with("trashed_status") => STATUS,
        _ if field.ends_with("_at") => DATE,
        _ if field.starts_with("count") || field.ends_with("count") => NUMBER,
        _ => IGNORED,
    })
}

/// The keys in French: `Identifiant de la contribution`, `Publiée le`. Questions that only
/// speak of a contribution or an author are none.
static LABEL: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        r"(?x)^(
            (type|identifiant|titre|statut|url|lien|e-?mail|courriel|nom(\sd'utilisateur)?|prenom|telephone
              |adresse|code\spostal|date\sde\snaissance|texte|corps|resume|description)
              \s(de\sla|du|des|de|de\sl')\s?(l')?(contribution|auteur|participant|reponse|proposition|consultation|section)s?
          | (contribution\s)?(brouillon|publiee?|publiee?\sle|creee?\sle|modifiee?\sle|mise?\sa\sjour\sle|statut|corbeille)
          | auteur
        )$",
    )
    .ok()
});

fn is_label(key: &str) -> bool {
    LABEL.as_ref().is_some_and(|label| label.is_match(key))
}

fn layout(head: &Head<'_>, kind: Kind) -> Option<Layout> {
    let index = (0..head.rows.len().min(3)).find(|index| {
        let keys = head.keys(*index);
        let exported = keys.iter().filter(|key| key.starts_with("export_")).count();
        let labels = keys.iter().filter(|key| is_label(key)).count();
        exported >= 3
            || (labels >= 4
                && keys.iter().any(|key| {
                    key.starts_with("identifiant de la contribution")
                        || key.starts_with("identifiant de la reponse")
                }))
    })?;
    let keys = head.keys(index);
    let has = |parts: &[&str]| {
        keys.iter()
            .any(|key| parts.iter().any(|part| key.contains(part)))
    };
    let found = if has(&[
        "export_proposal",
        "reference de la proposition",
        "identifiant de la proposition",
    ]) {
        Kind::Proposals
    } else if has(&[
        "consultation_title",
        "section_title",
        "arguments_body",
        "votes_count_ok",
        "titre de la consultation",
    ]) {
        Kind::Consultation
    } else {
        Kind::Questionnaire
    };
    (found == kind).then(|| Layout::new(head, index, index).hinted(hint))
}
