//! What each column is for, with the reason, for a person to confirm: what the platform
//! knows, else what the title says, else what the cells hold.

use std::collections::HashMap;
use std::sync::LazyLock;

use regex::Regex;
use serde::Serialize;

use super::reasons::Reason;
use crate::ingest::{
    Export, Part, Role, RowClass, RowRule, Sketch, YES, if_empty, if_no, if_says, if_yes,
    option_of, title_key,
};

/// The guess for one column and what it rests on.
#[derive(Clone, Debug, Serialize)]
pub struct RoleGuess {
    /// The guess.
    pub role: Role,
    /// Why.
    #[serde(skip)]
    pub reason: Reason,
    /// True when the figures are close to a threshold and a person should look.
    pub uncertain: bool,
    /// Filled cells.
    pub filled: usize,
    /// Different texts among them; a lower bound in a very large file.
    pub distinct: usize,
    /// Words in the middle answer.
    pub median_words: usize,
    /// What the column is beside others.
    #[serde(skip)]
    pub part: Part,
    /// How it sets rows aside.
    #[serde(skip)]
    pub rules: &'static [RowRule],
}

/// Guesses the role of every column. Cost: linear in the columns and what was kept of each.
pub fn guess_roles(export: &Export) -> Vec<RoleGuess> {
    let families = families(export);
    let mut guesses: Vec<RoleGuess> = (0..export.columns().len())
        .map(|column| guess(export, column, &families))
        .collect();
    one_id(&mut guesses);
    guesses
}

/// Two columns that both tell rows apart: the first is the id, the others say nothing more.
fn one_id(guesses: &mut [RoleGuess]) {
    let ids = guesses.iter_mut().filter(|guess| guess.role == Role::Id);
    for guess in ids.skip(1) {
        guess.role = Role::Ignored;
        guess.reason = Reason::SecondId;
    }
}

/// Columns with the same question, as `Question [Option]`.
type Families = HashMap<String, Vec<usize>>;

fn families(export: &Export) -> Families {
    let mut families: Families = HashMap::new();
    for (index, column) in export.columns().iter().enumerate() {
        if let Some((question, _)) = parts_of(&column.title) {
            families.entry(title_key(question)).or_default().push(index);
        }
    }
    families
}

/// Question and option of `Question [Option]`, and of `Q4[SQ001]. Question [Option]`.
fn parts_of(title: &str) -> Option<(&str, &str)> {
    let coded = title.split_once("]. ").and_then(|(front, _)| {
        let open = front.find('[').filter(|open| *open > 0)?;
        Some((&title[..open], &front[open + 1..]))
    });
    coded.or_else(|| option_of(title))
}

struct Column<'e> {
    title: String,
    key: String,
    sketch: &'e Sketch,
}

fn guess(export: &Export, index: usize, families: &Families) -> RoleGuess {
    let column = &export.columns()[index];
    let it = Column {
        title: column.title.clone(),
        key: title_key(&column.title),
        sketch: export.sketch(index),
    };
    let sketch = it.sketch;
    let siblings = parts_of(&column.title)
        .and_then(|(question, _)| families.get(&title_key(question)))
        .map_or(0, Vec::len);
    let parent = families.get(&it.key).is_some_and(|f| f.len() >= 2);
    let mut uncertain = false;
    let mut rules: &'static [RowRule] = &[];
    let mut part = Part::Plain;
    let (role, reason) = if let Some(hint) = column.hint {
        rules = hint.rules;
        part = hint.part;
        match (hint.role, sketch.filled) {
            (Role::Open | Role::Closed | Role::Segment, 0) => (Role::Ignored, Reason::Empty),
            (role, _) if part == Part::Heading => (role, Reason::Heading),
            (role, _) => (role, Reason::Platform),
        }
    } else if let Some(found) = status(&it) {
        rules = found;
        (Role::Status, Reason::Title)
    } else if is_identifier(&it) {
        (Role::Identifier, Reason::Title)
    } else if sketch.filled == 0 {
        (Role::Ignored, Reason::Empty)
    } else if sketch.personal() >= 0.5 {
        uncertain = sketch.personal() < 0.9;
        (Role::Identifier, Reason::PersonalCells)
    } else if is_free_text_of_closed(&it) {
        uncertain = sketch.filled < 5;
        (Role::Open, Reason::Completes)
    } else if let Some(found) = option(&it, siblings) {
        found
    } else if is_id(&it, export.rows()) {
        (Role::Id, Reason::Title)
    } else {
        let (role, reason, doubt) = by_cells(&it, parent, export.rows());
        uncertain = doubt;
        (role, reason)
    };
    RoleGuess {
        role,
        reason,
        uncertain,
        filled: sketch.filled,
        distinct: sketch.distinct(),
        median_words: sketch.median_words(),
        part,
        rules,
    }
}

/// What the cells say where neither platform nor title does.
fn by_cells(it: &Column<'_>, parent: bool, rows: usize) -> (Role, Reason, bool) {
    let sketch = it.sketch;
    let (numbers, dates) = (sketch.numbers(), sketch.dates());
    if LANGUAGE_TITLES.contains(&it.key.as_str()) {
        return (Role::Language, Reason::Title, false);
    }
    if dates > 0.8 {
        return (Role::Date, Reason::Dates, false);
    }
    let describes = describes_person(&it.key);
    let few = sketch.distinct() <= 60;
    if numbers > 0.8 {
        return match describes {
            true => (Role::Segment, Reason::Title, false),
            false if all_yes_or_no(sketch) => (Role::Closed, Reason::FewValues, false),
            false => (Role::Number, Reason::Numbers, false),
        };
    }
    if sketch.technical() > 0.8 {
        return (Role::Ignored, Reason::Technical, false);
    }
    if let Some(reason) = joined_choices(sketch, parent) {
        return (Role::Multiple, reason, false);
    }
    let asks = asks_for_text(&it.key);
    let long = sketch.share_from_words(6);
    let wordy = sketch.median_words() >= 4 || long >= 0.25;
    let varied = sketch.variety() > 0.5
        || (sketch.distinct() > 30 && sketch.singletons() > 0.5 && sketch.median_words() >= 6);
    let free = sketch.technical() < 0.2 && numbers + dates < 0.2;
    if free && varied && wordy {
        let firm = sketch.filled >= 10 || (asks && sketch.median_words() >= 4);
        let doubt = !firm || (!asks && sketch.median_words() < 6) || (describes && !asks);
        return (Role::Open, Reason::FreeText, doubt);
    }
    let varies_much = sketch.variety() > 0.8 && sketch.median_words() >= 2;
    if free && asks && sketch.filled >= 5 && varies_much {
        return (Role::Open, Reason::FreeText, true);
    }
    // Few answers, or long ones that many people gave alike: a person should look.
    let doubt = free && wordy && asks && sketch.distinct() > 10;
    if describes && few {
        return (Role::Segment, Reason::Title, doubt);
    }
    if few && values_describe_person(sketch) {
        return (Role::Segment, Reason::PersonValues, doubt);
    }
    let repeated = sketch.distinct() <= 30 && sketch.distinct() * 2 <= sketch.filled.max(4);
    if repeated || sketch.variety() < 0.3 || (few && rows < 12) {
        return (Role::Closed, Reason::FewValues, doubt);
    }
    if asks && sketch.median_words() >= 2 && free {
        return (Role::Open, Reason::FreeText, true);
    }
    match few {
        true => (Role::Closed, Reason::FewValues, true),
        false => (Role::Ignored, Reason::Unclear, true),
    }
}

/// `Question [Option]` with its siblings: an option that was ticked or not, or the row of a
/// matrix; and an option that stands alone, its own title in the cells.
fn option(it: &Column<'_>, siblings: usize) -> Option<(Role, Reason)> {
    let values = it.sketch.all_values()?;
    let label = parts_of(&it.title).map_or(it.key.clone(), |(_, option)| title_key(option));
    let ticked = |value: &str| {
        let value = title_key(value);
        YES.contains(&value.as_str())
            || crate::ingest::NO.contains(&value.as_str())
            || ["n/a", "selected", "not selected", "checked", "unchecked"].contains(&value.as_str())
            || value == label
    };
    if siblings >= 2 && values.iter().all(|(value, _)| ticked(value)) {
        return Some((Role::Multiple, Reason::Options));
    }
    let own = values.iter().all(|(value, _)| {
        let value = title_key(value);
        value == label || it.key.ends_with(&format!("- {value}"))
    });
    if own && !values.is_empty() {
        return Some((Role::Multiple, Reason::Options));
    }
    let words = it.sketch.median_words();
    if siblings >= 2 && values.len() <= 12 && words <= 4 && it.sketch.numbers() < 0.8 {
        return Some((Role::Closed, Reason::Matrix));
    }
    None
}

/// Several choices in one cell: few different pieces, of which many cells hold several.
/// `parent` is true beside columns for the single options, where spaces may join.
fn joined_choices(sketch: &Sketch, parent: bool) -> Option<Reason> {
    let values = sketch.values();
    let separators: &[&str] = match parent {
        true => &["; ", ";", ", ", ",", " | ", "|", "\n", " "],
        false => &["; ", ";", ", ", " | ", "|", "\n", ","],
    };
    let total: usize = values.iter().map(|(_, count)| count).sum();
    separators.iter().find_map(|separator| {
        let mut pieces: HashMap<String, usize> = HashMap::new();
        // Pieces of cells with several, by the number of different cells they stand in.
        let mut combinations: HashMap<String, usize> = HashMap::new();
        let mut several = 0;
        for (value, count) in &values {
            let parts: Vec<String> = value
                .split(separator)
                .map(|part| title_key(part.trim()))
                .filter(|part| !part.is_empty())
                .collect();
            let ends = separator.starts_with(';') && value.ends_with(';');
            if parts.len() > 1 || ends {
                several += count;
                for part in &parts {
                    *combinations.entry(part.clone()).or_default() += 1;
                }
            }
            for part in parts {
                *pieces.entry(part).or_default() += count;
            }
        }
        let uses: usize = pieces.values().sum();
        // Options people add themselves are few; the list itself comes again and again.
        let recurring: usize = pieces.values().filter(|n| **n >= 2).sum();
        let words: usize = pieces.keys().map(|p| p.split_whitespace().count()).sum();
        let short = words <= 8 * pieces.len().max(1);
        // A separator inside the name of an option cuts it in the same pieces every time.
        let mixed = combinations.values().filter(|cells| **cells >= 2).count();
        let fits = several * 5 >= total
            && pieces.len() <= 60
            && recurring * 4 >= uses * 3
            && uses >= 2 * pieces.len()
            && mixed * 2 >= combinations.len()
            && short
            && total >= 5;
        // Nobody writes a vertical bar: one cell with it is enough.
        let bar = separator.trim() == "|" && several > 0 && short;
        (fits || bar).then(|| Reason::Joined(separator.trim().chars().next().unwrap_or(' ')))
    })
}

fn all_yes_or_no(sketch: &Sketch) -> bool {
    sketch.all_values().is_some_and(|values| {
        values.len() <= 2 && values.iter().all(|(value, _)| ["0", "1"].contains(value))
    })
}

/// A column filled in most rows whose values are mostly different within a file, under a
/// title that promises an id: people may answer twice, and every file numbers from 1.
fn is_id(it: &Column<'_>, rows: usize) -> bool {
    let exact = ID_TITLES.contains(&it.key.as_str());
    let begins = [
        "n° ",
        "no ",
        "numero ",
        "id ",
        "identifiant ",
        "ref ",
        "reference ",
    ]
    .iter()
    .any(|start| it.key.starts_with(start))
        && it.key.split_whitespace().count() <= 4;
    (exact || begins)
        && it.sketch.filled * 10 >= rows * 8
        && it.sketch.variety() > 0.5
        && it.sketch.median_words() <= 2
}

/// `Autre (précisez)`, `[Commentaire]`: free text that completes a closed question.
fn is_free_text_of_closed(it: &Column<'_>) -> bool {
    let option = parts_of(&it.title).map(|(_, option)| title_key(option));
    let completes = |text: &str| COMPLETES.as_ref().is_some_and(|re| re.is_match(text));
    let titled = completes(&it.key) || option.is_some_and(|option| completes(&option));
    titled && it.sketch.numbers() < 0.5 && it.sketch.dates() < 0.5 && {
        // "Autre" may also be an option that was ticked or not.
        let ticks = it.sketch.all_values().is_some_and(|values| {
            values.iter().all(|(value, _)| {
                let value = title_key(value);
                YES.contains(&value.as_str())
                    || crate::ingest::NO.contains(&value.as_str())
                    || value == "n/a"
            })
        });
        !ticks
    }
}

/// A title that names a direct identifier over cells that are no sentences.
fn is_identifier(it: &Column<'_>) -> bool {
    let wordy = it.sketch.median_words() >= 9 || it.sketch.share_from_words(14) > 0.25;
    if wordy || !title_names_person(&it.key) {
        return false;
    }
    // A question about e-mails is no e-mail.
    let question =
        it.key.contains('?') && !it.key.starts_with("votre ") && !it.key.starts_with("vos ");
    it.sketch.filled == 0
        || it.sketch.personal() >= 0.5
        || (!question && it.sketch.median_words() <= 8)
}

fn title_names_person(key: &str) -> bool {
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

fn describes_person(key: &str) -> bool {
    let found =
        |pattern: &LazyLock<Option<Regex>>| pattern.as_ref().is_some_and(|re| re.is_match(key));
    found(&SEGMENT) && !found(&NO_SEGMENT)
}

/// Age bands, women and men: values that tell what the title (`Q02`) does not.
fn values_describe_person(sketch: &Sketch) -> bool {
    let values = sketch.values();
    let telling = values.iter().filter(|(value, _)| {
        PERSON_VALUE
            .as_ref()
            .is_some_and(|re| re.is_match(&title_key(value)))
    });
    values.len() >= 2 && telling.count() * 2 > values.len()
}

fn asks_for_text(key: &str) -> bool {
    key.ends_with('?') || key.ends_with("? *") || ASKING.iter().any(|word| key.contains(word))
}

/// Rules of a column that says which rows count, by its title.
fn status(it: &Column<'_>) -> Option<&'static [RowRule]> {
    let few = it.sketch.distinct() <= 12 && it.sketch.median_words() <= 3;
    let rules: &'static [RowRule] = match it.key.as_str() {
        "brouillon" | "draft" | "est un brouillon" => const { &[if_yes(RowClass::Draft)] },
        "publie" | "publiee" | "published" => const { &[if_no(RowClass::Unpublished)] },
        "publie le" | "publiee le" | "date de publication" | "published_at" => {
            return Some(const { &[if_empty(RowClass::Unpublished)] });
        }
        "modere" | "moderee" | "moderated" | "masque" | "masquee" | "supprime" | "trashed"
        | "corbeille" => const { &[if_yes(RowClass::Moderated)] },
        "termine" | "terminee" | "finished" | "complet" | "completed" | "complete" => {
            const { &[if_no(RowClass::Unfinished)] }
        }
        "test" | "reponse test" | "reponse de test" => const { &[if_yes(RowClass::Test)] },
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
            "en cours",
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
const ID_TITLES: &[&str] = &[
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

const LANGUAGE_TITLES: &[&str] = &["langue", "language", "lang", "locale", "userlanguage"];

static COMPLETES: LazyLock<Option<Regex>> = LazyLock::new(|| {
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
