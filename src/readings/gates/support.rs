//! Lexical support: at least half of what a sentence says must be said by the answers it
//! rests on, words compared by their stems. Words that report ("les habitants demandent",
//! "amélioration") say nothing of a subject and do not count.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use super::{Ground, list, rules};
use crate::language::Language;
use crate::llm::Fault;
use crate::words::{Lexicon, words};

/// Forms of one word share so many letters at the start: "securite" and "securise" seven
/// in ten of them, "coupe" and "coupees", whose stems differ without accents, all but two.
const PREFIX: usize = 5;
const SHORT_PREFIX: usize = 4;

/// A word of a text shown: a content stem, or a little word as it is.
pub(super) enum Piece {
    Stem(String),
    Little(String),
}

/// The words of a text in order.
pub(super) fn sequence(text: &str, lexicon: &Lexicon) -> Vec<Piece> {
    words(text)
        .into_iter()
        .map(|word| match lexicon.is_content(&word.folded) {
            true => Piece::Stem(lexicon.stem(&word.folded)),
            false => Piece::Little(word.folded),
        })
        .collect()
}

static REPORTING_FRENCH: LazyLock<BTreeSet<&str>> = LazyLock::new(|| {
    list(
        "repondant repondants repondantes habitant habitants habitante habitantes citoyen citoyens \
citoyenne citoyennes participant participants participantes usager usagers usageres riverain \
riverains personne personnes reponse reponses avis contribution contributions contributeur \
contributeurs remarque remarques commentaire commentaires demande demandes demander demandent \
demandee souhaite souhaitent souhait souhaits souhaiter souhaitee voudraient reclame reclament \
propose proposent proposer proposition propositions suggere suggerent suggestion suggestions \
exprime expriment exprimer evoque evoquent mentionne mentionnent signale signalent souligne \
soulignent estime estiment considere considerent regrette regrettent deplore deplorent denonce \
denoncent critique critiquent plaint plaignent appelle appellent attente attentes besoin besoins \
amelioration ameliorations ameliorer ameliorent ameliore meilleur meilleure meilleurs meilleures \
probleme problemes difficulte difficultes situation question questions sujet sujets theme themes \
thematique importance important importante necessite necessaire preoccupation preoccupations \
inquietude inquietudes concerne concernent concernant concerner ensemble general generale \
divers diverses different differents differentes varie varies autre autres plusieurs certains \
certaines idee idees opinion opinions point points aspect aspects element elements groupe solution \
solutions rends rendant entraine entrainent cause causent mesure mesures action actions qualite relatif relatifs relative relatives lie lies \
liee liees partage partagent commun ville commune territoire",
    )
});
static REPORTING_ENGLISH: LazyLock<BTreeSet<&str>> = LazyLock::new(|| {
    list(
        "respondent respondents resident residents citizen citizens participant participants user \
users people person answer answers response responses comment comments contribution contributions \
opinion opinions view views ask asks asking call calls calling demand demands demanding request \
requests requesting wish wishes suggest suggests suggesting suggestion suggestions propose \
proposes proposed proposal proposals express expresses expressing mention mentions mentioned \
report reports reported highlight highlights stress stresses complain complains complaint \
complaints criticise criticize concern concerns concerned concerning regarding related issue \
issues problem problems situation question questions topic topics theme themes improve improves \
improved improvement improvements improving better enhance enhanced enhancing quality general \
various different several some certain other idea ideas point points aspect aspects element \
elements group solution solutions measure measures action actions importance important necessary \
necessity share common city town",
    )
});

/// True for a word that only reports.
pub(super) fn reports(word: &str, language: Language) -> bool {
    language
        .choose(&REPORTING_FRENCH, &REPORTING_ENGLISH)
        .contains(word)
}

/// Words of a text that say what it is about: folded.
pub(super) fn telling(ground: &Ground<'_>, text: &str) -> Vec<String> {
    words(text)
        .into_iter()
        .map(|word| word.folded)
        .filter(|word| ground.lexicon.is_content(word) && !reports(word, ground.language))
        .collect()
}

/// Faults when fewer than half of the telling words are among `stems`.
pub(super) fn faults(ground: &Ground<'_>, text: &str, stems: &BTreeSet<String>) -> Vec<Fault> {
    if ground.foreign() {
        return Vec::new();
    }
    let told = telling(ground, text);
    if told.is_empty() {
        return vec![Fault::new(
            rules::SAYS_NOTHING,
            ground.language,
            "Le texte ne dit rien de précis : nomme ce dont parlent les réponses.".to_owned(),
            "The text says nothing precise: name what the answers speak of.".to_owned(),
        )];
    }
    let unknown: Vec<&str> = told
        .iter()
        .filter(|word| !known(&ground.lexicon.stem(word), stems))
        .map(String::as_str)
        .collect();
    if unknown.len() * 2 <= told.len() {
        return Vec::new();
    }
    let unknown = unknown.join(", ");
    vec![Fault::new(
        rules::SUPPORT,
        ground.language,
        format!("Ces mots ne sont pas dans les réponses : {unknown}. Reprends leurs mots."),
        format!("These words are not in the answers: {unknown}. Use their words."),
    )]
}

/// True when a stem or another form of its word is among `stems`.
pub(super) fn known(stem: &str, stems: &BTreeSet<String>) -> bool {
    if stems.contains(stem) {
        return true;
    }
    let Some((last, c)) = stem.char_indices().nth(SHORT_PREFIX - 1) else {
        return false;
    };
    let prefix = &stem[..last + c.len_utf8()];
    stems
        .range(prefix.to_owned()..)
        .take_while(|other| other.starts_with(prefix))
        .any(|other| {
            let shared = stem
                .chars()
                .zip(other.chars())
                .take_while(|(a, b)| a == b)
                .count();
            let (own, other) = (stem.chars().count(), other.chars().count());
            let (shorter, longer) = (own.min(other), own.max(other));
            let ending = shared == shorter && longer - shorter <= 2;
            ending || (shared >= PREFIX && shared * 10 >= longer * 7)
        })
}

impl Ground<'_> {
    /// A sentence without a last clause that only repeats the question: ", ce qui rend les
    /// déplacements difficiles". Cuts, never adds a word.
    pub fn without_padding(&self, text: &str) -> String {
        let text = text.trim();
        if self.foreign() {
            return text.to_owned();
        }
        let says = |part: &str| {
            telling(self, part)
                .iter()
                .any(|word| !self.asked.contains(&self.lexicon.stem(word)))
        };
        let mut kept = text;
        while let Some((before, tail)) = kept.trim_end_matches('.').rsplit_once([',', '.', ';']) {
            if !says(before) || says(tail) {
                break;
            }
            kept = before.trim_end();
        }
        let stop = if text.ends_with('.') && !kept.ends_with('.') {
            "."
        } else {
            ""
        };
        format!("{kept}{stop}")
    }

    /// True when a sentence has little that another does not say: of its telling words,
    /// the question's aside, seven in ten stand in the other.
    pub fn repeats(&self, text: &str, other: &str) -> bool {
        let stems = |text: &str| -> BTreeSet<String> {
            let told = telling(self, text);
            let stems = told.iter().map(|word| self.lexicon.stem(word));
            stems.filter(|stem| !self.asked.contains(stem)).collect()
        };
        let (own, other) = (stems(text), stems(other));
        let shared = own.iter().filter(|stem| known(stem, &other)).count();
        shared * 10 >= own.len() * 7
    }

    /// Of the texts shown at these places, those that share a telling word with a
    /// sentence, the question's words aside; at most `most`, those that share more first,
    /// in order of place. All of them where words cannot be compared.
    pub fn supporting(&self, text: &str, places: &[usize], most: usize) -> Vec<usize> {
        let mut kept: Vec<usize> = places.to_vec();
        kept.sort_unstable();
        kept.dedup();
        kept.retain(|place| *place < self.shown.len());
        if !self.foreign() {
            let told: Vec<String> = telling(self, text)
                .iter()
                .map(|word| self.lexicon.stem(word))
                .collect();
            let own = |stem: &&String| !self.asked.contains(*stem);
            let any = told.iter().any(|stem| own(&stem));
            let shared = |place: &usize| {
                let stems = &self.shown[*place].stems;
                let counted = told.iter().filter(|stem| !any || own(stem));
                counted.filter(|stem| known(stem, stems)).count()
            };
            kept.retain(|place| shared(place) > 0);
            kept.sort_by_key(|place| (std::cmp::Reverse(shared(place)), *place));
        }
        kept.truncate(most);
        kept.sort_unstable();
        kept
    }

    /// True when some text has a form of this folded word.
    pub(super) fn stems_like(&self, folded: &str) -> bool {
        !self.lexicon.is_content(folded)
            || self.words.contains(folded)
            || known(&self.lexicon.stem(folded), &self.stems)
    }

    /// True when a text shown joins these two words with "et" or "ou", little words aside:
    /// "les bus et les trams" for "bus" and "tram".
    pub(super) fn joins(&self, left: &str, right: &str) -> bool {
        let (left, right) = (self.lexicon.stem(left), self.lexicon.stem(right));
        self.shown.iter().any(|shown| {
            let mut last: Option<&String> = None;
            let mut joined = false;
            for piece in &shown.sequence {
                match piece {
                    Piece::Little(word) => {
                        joined |= matches!(word.as_str(), "et" | "ou" | "and" | "or");
                    }
                    Piece::Stem(stem) => {
                        let pair = last.is_some_and(|l| {
                            (*l == left && *stem == right) || (*l == right && *stem == left)
                        });
                        if pair && joined {
                            return true;
                        }
                        last = Some(stem);
                        joined = false;
                    }
                }
            }
            false
        })
    }
}
