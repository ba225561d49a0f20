//! French: little words and endings.

use super::{Class, Words, among};

const DETERMINERS: &str = "un une des du au aux ce cet cette ces mon ma mes ton ta tes son sa ses \
notre nos votre vos leur leurs chaque quelques plusieurs aucun aucune certains certaines quel \
quelle quels quelles deux trois quatre";
const CLITICS: &str = "le la les l";
const SUBJECTS: &str = "je j tu il elle on nous vous ils elles ne n se s me m te t y qui ça cela c";
const DEGREES: &str = "trop très tres plus moins peu mal assez bien si aussi pas non";
const COPULAS: &str =
    "est sont était étaient sera seront serait soit être reste restent devient suis";
const AUXILIARIES: &str = "ai as ont avons avez avait avaient aura avoir ayant eu";
const LINKS: &str = "de d du des à a au aux en sur sous pour par sans avec dans entre chez vers \
contre pendant durant";
const TIGHT: &str = "de d du des";
const AND: &str = "et ou";
const MODALS: &str = "faut faudrait devrait devraient doit doivent devons pourrait peut pouvoir \
fallait voudrais";

/// Adjectives that usually stand before the noun.
pub(super) const PREPOSED: &str = "beau belle beaux belles bel mauvais mauvaise mauvaises gros grosse grosses \
jeune jeunes haut haute hauts hautes faible faibles vrai vraie vrais vraies fort forte fortes long \
longue longues simple simples double ancien ancienne anciens anciennes futur future principaux \
principales grand grande grands grandes petit petite petits petites bon bonne bons bonnes meilleur \
meilleure meilleurs meilleures nouveau nouvelle nouveaux nouvelles vieux vieille vieilles premier \
premiere moindre multiples differents differentes divers diverses nombreux nombreuses";

/// Nouns that are no content words but head a group with their adjective.
pub(super) const GENERAL_HEADS: &str =
    "personne personnes gens chose choses place places heures part";
/// Words that say when after an article alone: "les bus le soir".
pub(super) const TIMES: &str = "soir matin midi nuit week weekend lundi mardi mercredi jeudi vendredi \
samedi dimanche hiver été";

pub(super) const OPENERS: &[&[&str]] = &[
    &["pas", "assez", "de"],
    &["pas", "assez", "d"],
    &["manque", "de"],
    &["manque", "d"],
    &["absence", "de"],
    &["absence", "d"],
    &["plus", "de"],
    &["plus", "d"],
    &["moins", "de"],
    &["moins", "d"],
    &["trop", "de"],
    &["trop", "d"],
    &["pas", "de"],
    &["pas", "d"],
    &["trop", "peu", "de"],
    &["davantage", "de"],
    &["davantage", "d"],
];

pub(super) const LONG_LINKS: &[&[&str]] = &[
    &["le", "long"],
    &["au", "bord"],
    &["au", "bout"],
    &["au", "pied"],
    &["en", "face"],
    &["en", "bas"],
    &["à", "côté"],
    &["à", "cause"],
    &["à", "partir"],
    &["à", "proximité"],
    &["près"],
    &["autour"],
    &["hors"],
    &["lors"],
];

pub(super) const ROLES: &[Words] = &[
    (DETERMINERS, |role| role.determiner = true),
    ("mon ma mes ton ta tes notre nos votre vos", |role| {
        role.personal = true
    }),
    (CLITICS, |role| role.clitic = true),
    (SUBJECTS, |role| role.subject = true),
    (DEGREES, |role| role.degree = true),
    (COPULAS, |role| role.copula = true),
    (AUXILIARIES, |role| role.auxiliary = true),
    (LINKS, |role| role.link = true),
    (TIGHT, |role| role.tight = true),
    (AND, |role| role.and = true),
    (MODALS, |role| role.modal = true),
];

/// Nouns and adjectives that end like infinitives.
const NOT_INFINITIVES: &str = "mer hiver fer enfer cancer hamburger leader loyer foyer noyer danger \
etranger verger berger boulanger passager messager boucher rocher plancher clocher cher leger amer \
divers hier cuiller dossier diner dejeuner souper gouter tir air eclair cuir noir plaisir avenir \
souvenir desir loisir soupir martyr cadre ordre desordre cendre gendre poudre foudre moindre tendre \
scooter poster revolver ticker container conteneur master flyer super hyper inter laser amender \
cyber tender designer manager trader freezer reporter pair chair impair fakir kefir saphir menhir";
/// Verbs in -ier; other words in -ier are nouns and adjectives (quartier, particulier).
const VERBS_IER: &str = "trier crier plier lier nier parier skier scier prier initier licencier \
beneficier multiplier replier deplier supplier etudier oublier copier publier remercier apprecier \
associer negocier concilier reconcilier privilegier marier varier expedier pallier relier allier \
remedier dedier oublier rallier inventorier repertorier edifier confier defier fier mefier";
/// Verbs in -oir; other words in -oir are nouns (trottoir, couloir).
const VERBS_OIR: &str = "voir avoir savoir pouvoir devoir falloir recevoir prevoir revoir apercevoir \
concevoir percevoir decevoir asseoir valoir vouloir pourvoir promouvoir";
/// Verbs in -re beside those in -dre and -uire.
const VERBS_RE: &str = "mettre permettre remettre promettre admettre transmettre soumettre battre \
combattre abattre naitre connaitre reconnaitre disparaitre paraitre apparaitre etre dire lire ecrire \
interdire inscrire decrire prescrire elire suffire rire sourire vivre survivre suivre poursuivre \
rompre interrompre faire refaire satisfaire taire plaire extraire croire boire exclure conclure \
inclure vaincre convaincre accroitre croitre";
/// Nouns and adjectives in -ent that are no verbs.
const NOT_PLURALS: &str = "argent agent accident client patient parent talent urgent recent different \
frequent permanent evident content mecontent absent present president resident adherent vent dent \
cent couvent excedent orient occident equivalent violent lent excellent innocent incident precedent \
adolescent ingredient inconvenient recipient continent referent competent transparent coherent \
incoherent pertinent intelligent inconscient conscient insuffisent deficient consequent souvent \
impatient prudent imprudent negligent apparent concurrent quotient intermittent resilient";
/// Forms that no ending gives away.
const VERBS: &str = "font tient tiens tiennent sort sors sortent dort dors dorment part pars partent \
sert servent suit suivent vit vivent perd perds perdent attend attends attendent dois doit devons \
peux pouvons fais faisons prends prenons lis ecris ecrit mets vois croit sens sent sentent finit \
finis choisis choisit oblige obligent coute coutent habite habitent utilise utilisent essaie essaye \
essaient essayent evite evitent mange mangent achete achetent fonctionne fonctionnent existe existent \
deviennent devient dessert desservent trouvons payons";
/// Nouns and adjectives in -ant; other words in -ant are mostly "en roulant".
const NOT_GERUNDS: &str = "enfant habitant restaurant etudiant montant important carburant suffisant \
insuffisant polluant bruyant encombrant commercant dirigeant representant enseignant participant \
passant courant croissant glissant vivant independant manifestant migrant militant assistant geant \
consultant fabricant surveillant soignant desherbant constant distant elegant pesant etouffant \
inquietant genant dissuasif contribuant exploitant debutant roulant volant accueillant";
const ADVERBS: &str = "fermement completement totalement directement correctement gratuitement \
rapidement lentement uniquement justement exactement facilement difficilement egalement malheureusement \
heureusement notamment vraiment clairement fortement largement regulierement immediatement rarement \
longtemps partout autour fort envers parmi voire combien lorsqu dessus dessous dehors dedans bientot aussitot cependant pourtant \
toutefois davantage malgre selon grace afin face lorsque puisque ensemble";

/// What the ending suggests.
pub(super) fn guess(lower: &str, folded: &str) -> Class {
    if among(ADVERBS, folded) || is_adverb(folded) {
        return Class::Adverb;
    }
    if among(VERBS, folded) {
        return Class::Verb;
    }
    if is_infinitive(folded) {
        return Class::Infinitive;
    }
    if is_conjugated(folded) {
        return Class::Verb;
    }
    if folded.ends_with("ant") && folded.len() > 5 && !among(NOT_GERUNDS, folded) {
        return Class::Verb;
    }
    let singular = folded.strip_suffix(['s', 'x']).unwrap_or(folded);
    if is_participle(lower) {
        return Class::Adjective;
    }
    let ends = |endings: &[&str]| endings.iter().any(|ending| singular.ends_with(ending));
    if ends(&[
        "tion", "sion", "ment", "ite", "ete", "eur", "age", "ance", "ence", "isme", "iste", "ure",
        "ade", "erie", "oir", "oire", "ier", "iere", "logie", "tude", "esse", "elle", "ette",
        "eau", "isse", "aine", "phobie", "cratie", "er",
    ]) && singular.len() > 4
    {
        return Class::Noun;
    }
    if ends(&[
        "ique", "able", "ible", "eu", "euse", "if", "ive", "al", "ale", "el", "aire", "ante",
        "ant", "ente", "ienne", "ien", "aise",
    ]) && singular.len() > 4
    {
        return Class::Adjective;
    }
    Class::Unknown
}

fn is_adverb(folded: &str) -> bool {
    [
        "amment",
        "emment",
        "ivement",
        "eusement",
        "alement",
        "ellement",
        "iquement",
        "ablement",
        "iblement",
        "airement",
        "ainement",
        "leinement",
    ]
    .iter()
    .any(|ending| folded.ends_with(ending))
}

fn is_infinitive(folded: &str) -> bool {
    if among(NOT_INFINITIVES, folded) || folded.chars().count() < 4 {
        return false;
    }
    if folded.ends_with("oir") {
        return among(VERBS_OIR, folded);
    }
    if folded.ends_with("ier") && !folded.ends_with("fier") {
        return among(VERBS_IER, folded);
    }
    // "bancaire", "sanitaire" and "centre" are none; "-eur" is a noun.
    folded.ends_with("er")
        || (folded.ends_with("ir") && !folded.ends_with("air"))
        || folded.ends_with("dre")
        || folded.ends_with("uire")
        || among(VERBS_RE, folded)
}

fn is_conjugated(folded: &str) -> bool {
    let long = folded.chars().count() > 4;
    let ends = |endings: &[&str]| endings.iter().any(|ending| folded.ends_with(ending));
    long && (ends(&[
        "erait", "erais", "raient", "aient", "eront", "iront", "issent", "issons",
    ]) || (ends(&["ait"])
        && !among(
            "lait fait souhait extrait retrait trait portrait forfait parfait attrait satisfait abstrait bienfait",
            folded,
        ))
        || (ends(&["ez"]) && !among("assez chez", folded))
        || (folded.ends_with("ent")
            && !folded.ends_with("ment")
            && !folded.ends_with("ients")
            && !among(NOT_PLURALS, folded)))
}

/// A past participle with its accent: "isolé", but not "qualité".
fn is_participle(lower: &str) -> bool {
    let stem = lower.trim_end_matches('s');
    let stem = stem.strip_suffix("ée").or_else(|| stem.strip_suffix('é'));
    stem.is_some_and(|stem| {
        stem.chars().count() > 1
            && ![
                "it", "iét", "et", "aut", "ert", "san", "sant", "ann", "journ", "id", "entr", "arm",
            ]
            .iter()
            .any(|noun| stem.ends_with(noun))
    })
}
