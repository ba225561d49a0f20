//! Words of conditions, directions and demands, folded.

/// A thing said in one of several ways: words, phrases (with spaces).
pub(super) type Ways = (&'static str, &'static [&'static str]);

pub(super) const CONDITIONS_FRENCH: [Ways; 3] = [
    (
        "si",
        &[
            "s il",
            "s ils",
            "a condition",
            "sous reserve",
            "tant que",
            "pourvu",
        ],
    ),
    (
        "sauf",
        &["sauf", "excepte", "hormis", "a part", "exception", "hors"],
    ),
    (
        "seulement",
        &[
            "seulement",
            "uniquement",
            "exclusivement",
            "un seul",
            "une seule",
            "rien que",
        ],
    ),
];
pub(super) const CONDITIONS_ENGLISH: [Ways; 3] = [
    (
        "if",
        &["if", "provided", "as long as", "on condition", "unless"],
    ),
    (
        "except",
        &["except", "unless", "apart from", "other than", "if not"],
    ),
    ("only", &["only", "solely", "nothing but"]),
];
/// Words after which `si` is no condition but "so": everything else than these.
pub(super) const AFTER_IF: [&str; 44] = [
    "on",
    "il",
    "ils",
    "elle",
    "elles",
    "je",
    "j",
    "tu",
    "nous",
    "vous",
    "le",
    "la",
    "les",
    "l",
    "un",
    "une",
    "des",
    "du",
    "ce",
    "c",
    "cela",
    "ca",
    "cette",
    "ces",
    "mon",
    "ma",
    "mes",
    "votre",
    "vos",
    "notre",
    "nos",
    "leur",
    "leurs",
    "son",
    "sa",
    "ses",
    "tout",
    "tous",
    "possible",
    "besoin",
    "necessaire",
    "quelqu",
    "personne",
    "seulement",
];
pub(super) const OPPOSED_FRENCH: [(&[&str], &[&str]); 3] = [
    (
        &[
            "plus",
            "davantage",
            "augmenter",
            "ajouter",
            "renforcer",
            "elargir",
        ],
        &[
            "moins", "reduire", "diminuer", "baisser", "limiter", "retrecir",
        ],
    ),
    (&["avant"], &["apres"]),
    (
        &["gratuit", "gratuite", "gratuits", "gratuites"],
        &["payant", "payante", "payants", "payantes"],
    ),
];
pub(super) const OPPOSED_ENGLISH: [(&[&str], &[&str]); 3] = [
    (
        &["more", "increase", "add", "wider", "longer"],
        &["less", "fewer", "reduce", "cut", "narrower", "shorter"],
    ),
    (&["before"], &["after"]),
    (&["free"], &["paid", "paying"]),
];
/// What people are made to do, and the words that say as much.
pub(super) const FORCED_FRENCH: [&str; 4] = ["oblig", "forc", "contrain", "impos"];
pub(super) const MUST_FRENCH: [&str; 6] = ["dois", "doit", "doivent", "devons", "faut", "devoir"];
pub(super) const FORCED_ENGLISH: [&str; 3] = ["forced", "obliged", "compelled"];
pub(super) const MUST_ENGLISH: [&str; 3] = ["must", "have", "has"];
/// What asks without doubt.
pub(super) const ASKING_FRENCH: [&str; 24] = [
    "faut",
    "faudrait",
    "faudra",
    "devrait",
    "devraient",
    "doit",
    "doivent",
    "devez",
    "devriez",
    "demande",
    "demandent",
    "demandons",
    "souhaite",
    "souhaitent",
    "souhaitons",
    "reclame",
    "reclament",
    "voudrais",
    "voudrait",
    "voudrions",
    "exige",
    "exigent",
    "svp",
    "propose",
];
pub(super) const ASKING_ENGLISH: [&str; 13] = [
    "should", "must", "please", "want", "wants", "demand", "request", "ought", "urge", "propose",
    "needs", "ask", "asks",
];
/// What may ask: a demand stays one in these words.
pub(super) const HINTING_FRENCH: [&str; 33] = [
    "besoin",
    "manque",
    "manquent",
    "necessaire",
    "utile",
    "urgent",
    "urgence",
    "priorite",
    "pourrait",
    "pourraient",
    "pourrait",
    "aimerais",
    "aimerait",
    "aimerions",
    "aimeraient",
    "veut",
    "veux",
    "veulent",
    "voulons",
    "merci",
    "pourquoi",
    "proposent",
    "proposons",
    "espere",
    "esperons",
    "plutot",
    "pourriez",
    "serait",
    "seraient",
    "vivement",
    "attend",
    "attendent",
    "attendons",
];
pub(super) const HINTING_ENGLISH: [&str; 14] = [
    "need", "could", "would", "like", "let", "why", "wish", "hope", "more", "bring", "put", "give",
    "make", "us",
];
