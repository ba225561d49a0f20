//! Single words that decide whether a sentence opens a wish, tells or asks. Folded.

use std::collections::BTreeSet;
use std::sync::LazyLock;

/// A set of words, built once.
pub(super) type Words = LazyLock<BTreeSet<&'static str>>;

/// First words of questions that propose.
pub(super) static ASKING: Words = LazyLock::new(|| set("pourquoi et why could can how what"));

/// First words of real questions.
pub(super) static INTERROGATIVE: Words = LazyLock::new(|| {
    set(
        "qui que quoi quand comment combien pourquoi ou quel quelle quels est qu avez peut a who what \
when where why how which is are do does can could will would has have did",
    )
});

/// Words that point at what is there, not at what should be.
pub(super) static POINTING: Words = LazyLock::new(|| {
    set(
        "cet cette ce ces ca c enfin ceux celui this that these those it not every each sa son leur \
mon ma mes my our",
    )
});

/// Words that open a wish.
pub(super) static WISHING: Words = LazyLock::new(|| {
    set(
        "one un une des du de d plus moins davantage zero a an more less fewer some no another proper \
better",
    )
});

/// Words that open a setting, which names nothing yet: "Depuis mars, ...".
pub(super) static SETTING: Words = LazyLock::new(|| {
    set(
        "depuis en avec sans dans a au aux sur quand si apres avant chez selon pendant since in on \
with without from at after before every when if by during last le la l les the",
    )
});

/// Words that open what depends on a noun: what follows may hold a verb.
pub(super) static RELATIVE: Words = LazyLock::new(|| {
    set(
        "qui que qu dont ou car parce pour comme quand afin who that which where because so for when \
like as",
    )
});

/// French nouns that end like infinitives.
pub(super) static NOUNS: Words = LazyLock::new(|| {
    set(
        "dernier premier quartier papier particulier chantier escalier courrier atelier calendrier \
danger etranger entier loyer foyer hiver janvier fevrier sentier metier policier immobilier \
mobilier regulier dossier fichier cahier panier goûter assez chez semestriel leader pompier \
ouvrier infirmier financier routier pluvier palier plancher rocher",
    )
});

/// Words of courtesy: alone they propose nothing.
pub(super) static POLITE: Words = LazyLock::new(|| {
    set(
        "bonjour merci bien cordialement a vous bon courage bonne continuation thanks thank you hello \
regards tout est dit voila svp please sorry test ok oui non yes d accord sans bof mdr lol",
    )
});

/// Words that make a sentence tell something: subjects and common verbs.
pub(super) static TELLS_FRENCH: Words = LazyLock::new(|| {
    set(
        "je j jsuis n ne il elle on nous ils elles c ca cela y est sont ont suis sommes etes etait ai \
avons avez va vont fait font peut peuvent doit coute coutent reste restent manque vient met \
passe passent faut existe existent deviennent devient roulent meurent",
    )
});

/// The same for English.
pub(super) static TELLS_ENGLISH: Words = LazyLock::new(|| {
    set(
        "i we it they he she is are was were has have had am there s m re ve do does did can looks \
feels goes went said got gets us never u",
    )
});

/// Units of what is measured and cannot be given: durations, heat, noise.
pub(super) static UNITS: Words = LazyLock::new(|| {
    set(
        "degre degres decibel decibels db minute minutes min mn heure heures mois an ans annee annees \
degrees decibels mins hour hours month months year years",
    )
});

/// Beginnings of words that bound a measure or offer it: it is asked for then.
pub(super) const BOUNDING: [&str; 22] = [
    "max",
    "mini",
    "gratui",
    "offert",
    "plus",
    "moins",
    "lieu",
    "entre",
    "tous",
    "toute",
    "chaque",
    "limite",
    "autoris",
    "supplement",
    "free",
    "more",
    "less",
    "every",
    "each",
    "between",
    "instead",
    "allow",
];

/// French words in -ent and -era that are no verbs.
pub(super) static ENT: Words = LazyLock::new(|| {
    set(
        "souvent urgent frequent permanent transparent coherent different recent excellent adjacent \
equivalent intelligent decent competent present evident prudent pertinent violent absent innocent \
accident argent agent client patient parent talent president resident adolescent continent \
camera opera",
    )
});

fn set(words: &'static str) -> BTreeSet<&'static str> {
    words.split_whitespace().collect()
}
