//! What the titles of columns say, in French and in English. Titles are compared folded: lower
//! case, no accents.

use std::sync::LazyLock;

use regex::Regex;

use super::choices::parts_of;
use crate::ingest::{RowClass, RowRule, Sketch, if_no, if_says, if_yes, title_key};

/// True for a title that names a direct identifier.
pub(super) fn title_names_person(key: &str) -> bool {
    let named = |pattern: &LazyLock<Option<Regex>>, text: &str| {
        pattern.as_ref().is_some_and(|re| re.is_match(text))
    };
    // What stands after a group: `Vous/Nom`, `Identité [Nom]`.
    let last = key.rsplit('/').next().unwrap_or(key).trim();
    let option = parts_of(key).map(|(_, option)| option);
    [Some(key), Some(last), option]
        .into_iter()
        .flatten()
        .any(|text| named(&IDENTIFIER, text) && !named(&NO_IDENTIFIER, text))
}

/// True for a title that asks who the person is: age, district, situation.
pub(super) fn describes_person(key: &str) -> bool {
    let found =
        |pattern: &LazyLock<Option<Regex>>| pattern.as_ref().is_some_and(|re| re.is_match(key));
    found(&SEGMENT) && !found(&NO_SEGMENT)
}

/// Age bands, women and men: values that tell what the title (`Q02`) does not.
pub(super) fn values_describe_person(sketch: &Sketch) -> bool {
    let values = sketch.values();
    let telling = values.iter().filter(|(value, _)| {
        PERSON_VALUE
            .as_ref()
            .is_some_and(|re| re.is_match(&title_key(value)))
    });
    values.len() >= 2 && telling.count() * 2 > values.len()
}

/// True for a title that asks for free text.
pub(super) fn asks_for_text(key: &str) -> bool {
    key.ends_with('?') || key.ends_with("? *") || ASKING.iter().any(|word| key.contains(word))
}

/// Rules of a column that says which rows count, by its title.
pub(super) fn status(key: &str, sketch: &Sketch) -> Option<&'static [RowRule]> {
    let few = sketch.distinct() <= 12 && sketch.median_words() <= 3;
    let rules: &'static [RowRule] = match key {
        "brouillon" | "draft" | "est un brouillon" => const { &[if_yes(RowClass::Draft)] },
        "publie" | "publiee" | "published" => const { &[if_no(RowClass::Unpublished)] },
        "modere" | "moderee" | "moderated" | "supprime" | "supprimee" | "trashed" | "corbeille" => {
            const { &[if_yes(RowClass::Moderated)] }
        }
        "termine" | "terminee" | "finished" | "complet" | "completed" | "complete" => {
            const { &[if_no(RowClass::Unfinished)] }
        }
        "reponse test" | "reponse de test" => const { &[if_yes(RowClass::Test)] },
        "statut"
        | "status"
        | "etat"
        | "state"
        | "statut de la reponse"
        | "etat de la reponse"
        | "response status" => STATES,
        _ => return None,
    };
    few.then_some(rules)
}

const STATES: &[RowRule] = &[
    if_says(&["brouillon", "draft"], RowClass::Draft),
    if_says(
        &[
            "non publie",
            "non publiee",
            "depublie",
            "unpublished",
            "retire",
            "retiree",
            "withdrawn",
        ],
        RowClass::Unpublished,
    ),
    if_says(
        &[
            "modere",
            "moderee",
            "masque",
            "masquee",
            "supprime",
            "supprimee",
            "spam",
            "hidden",
            "trashed",
            "moderated",
        ],
        RowClass::Moderated,
    ),
    if_says(
        &[
            "incomplet",
            "incomplete",
            "partiel",
            "partielle",
            "non termine",
            "non terminee",
            "partial",
            "started",
            "in progress",
            "unfinished",
        ],
        RowClass::Unfinished,
    ),
    if_says(&["apercu", "preview", "survey preview"], RowClass::Preview),
    if_says(&["test"], RowClass::Test),
];

/// Folded titles of ids in survey tools.
pub(super) const ID_TITLES: &[&str] = &[
    "#",
    "id",
    "id de la reponse",
    "id de reponse",
    "id reponse",
    "identifiant",
    "n°",
    "no",
    "num",
    "numero",
    "ref",
    "reference",
    "respondent id",
    "respondent_id",
    "respondentid",
    "response id",
    "response_id",
    "responseid",
    "uuid",
];

/// Folded titles of the language of the answers.
pub(super) const LANGUAGE_TITLES: &[&str] =
    &["langue", "language", "lang", "locale", "userlanguage"];

/// Titles of free text that completes a closed question.
pub(super) static COMPLETES: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        r"^(autre|other|commentaire|comment)s?$|^autres?\s*[,:(–-].*(precis|lequel|laquelle|lesquel)|^(si\s)?(autre|non|oui).{0,12}precis|\[(autre|other|commentaire|comment)s?\]|^(if )?other.*specify|_text$|^autre\s*\(",
    )
    .ok()
});

static IDENTIFIER: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        r"(?x)
        ^(q?\w{1,5}\.\s)?(votre\s|vos\s|your\s)?(
            nom|prenom|noms|prenoms|name|first\ ?name|last\ ?name|surname|full\ name|forename|family\ name
          | e-?mail|mail|courriel|mel|telephone|tel|tel\.|portable|mobile|phone
          | adresse|address|coordonnees|contact|username|pseudo|signature|siret|siren|latitude|longitude|gps
          | date\ de\ naissance|date\ of\ birth|birth\ ?date|n[eé]\(?e?\)?\ le|numero\ de\ tel\w*|n°\ de\ tel\w*
          | raison\ sociale|nom\ d'utilisateur|hachage\ ip|ip|instagram|facebook
        )\b
      | \b(adresse\ (de\ )?(courriel|e-?mail|mail|messagerie|electronique|postale|ip)|(e-?mail|postal|ip|street)\ address
          | numero\ de\ (telephone|portable|mobile|tel)|phone\ number|date\ de\ naissance|date\ of\ birth
          | ip_?(hash|address)|code\ d'acces|numero\ de\ securite\ sociale|position\ du\ lieu|nom\ et\ prenom|prenom\ et\ nom
        )\b",
    )
    .ok()
});
/// `Nom du quartier`, `Contact avec les services`.
static NO_IDENTIFIER: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        r"\b(nom (du|de la|de votre|des) (quartier|commune|ville|rue|arret|ligne|ecole|association|structure|hameau|secteur|projet|lieu|parc)|(mail|contact|adresse|mobile|portable|telephone|coordonnees) (avec|pour vous joindre)? ?(les|la|le) (services?|mairie)|name of the|tel (que|est))",
    )
    .ok()
});

static SEGMENT: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        r"(?x)\b(ages?|sexe|genre|gender|quartiers?|commune|ville|hameau|secteur|canton|departement|region|arrondissement|territoire|zone
          | code\ postal|zip|postcode|profession|metier|csp|occupation|categorie\ socio\w*|situation|profil|statut
          | vous\ etes|etes-vous|vous\ vivez|habitez|vivez|residez|resident|residez-vous|live|neighbou?rhood|district|borough|ward|area
          | locataire|proprietaire|foyer|menage|how\ old|are\ you|tranche|type\ de\ (repondant|public|participant)|vous\ repondez
          | agent|eleve|parent|associat\w+)\b",
    )
    .ok()
});
static NO_SEGMENT: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        r"\b(satisf\w*|favorable\w*|d'accord|frequence|combien|note|notez|pensez|priorit\w*|accept\w*|agree|often|pret\w*|pour ou contre|oppose\w*|avis|souhait\w*|utilis\w*|manque|ameliorer|changer|how many|how likely|combien|nombre|recommend\w*)\b",
    )
    .ok()
});

static PERSON_VALUE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        r"^((moins|plus|under|over|de)\s.{0,6})?\d+\s?(ans|years|et plus|a|-|–|to|\+)(.*\b(ans|plus|old))?(\s?\d+.{0,5})?$|^(femme|homme|f|h|m|masculin|feminin|male|female|woman|man|non.?binaire|une femme|un homme)s?$",
    )
    .ok()
});

/// Parts of a title that ask for free text.
const ASKING: &[&str] = &[
    "pourquoi",
    "precis",
    "commentaire",
    "remarque",
    "suggestion",
    "propos",
    "idee",
    "avis",
    "expliqu",
    "qu'est-ce qui",
    "comment",
    "opinion",
    "attentes",
    "besoins",
    "dernier mot",
    "decrivez",
    "racontez",
    "contribution",
    "message",
    "why",
    "explain",
    "please",
    "suggest",
    "describe",
    "what ",
    "tell us",
];
