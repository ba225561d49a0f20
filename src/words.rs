//! Words of an answer: folded, stemmed, stop words marked, each with its place.
//!
//! A leaf used by units, embeddings and themes, so that the three agree on what a
//! word is. Works on a copy: nothing here changes a verbatim.

use std::collections::HashSet;

use rust_stemmers::{Algorithm, Stemmer};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::language::Language;

/// One word of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    /// First byte of the word in the text.
    pub start: usize,
    /// One past its last byte.
    pub end: usize,
    /// Lower case, without accents: `Éclairage` is `eclairage`.
    pub folded: String,
}

/// Lower case without accents, ligatures opened (`œ` is `oe`).
pub fn fold(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    if let Some(folded) = text.chars().map(folded_letter).collect::<Option<String>>() {
        return folded;
    }
    text.nfkd()
        .filter(|c| !is_combining_mark(*c))
        .flat_map(char::to_lowercase)
        .flat_map(open_ligature)
        .collect()
}

/// The letters that French and English words are made of, one to one: most words need no
/// decomposition. `None` for any other character.
fn folded_letter(c: char) -> Option<char> {
    Some(match c {
        '\0'..='\x7f' => c.to_ascii_lowercase(),
        'à' | 'â' | 'ä' | 'À' | 'Â' | 'Ä' => 'a',
        'é' | 'è' | 'ê' | 'ë' | 'É' | 'È' | 'Ê' | 'Ë' => 'e',
        'î' | 'ï' | 'Î' | 'Ï' => 'i',
        'ô' | 'ö' | 'Ô' | 'Ö' => 'o',
        'ù' | 'û' | 'ü' | 'Ù' | 'Û' | 'Ü' => 'u',
        'ç' | 'Ç' => 'c',
        '’' => c,
        _ => return None,
    })
}

fn open_ligature(c: char) -> impl Iterator<Item = char> {
    let (first, second) = match c {
        'œ' => ('o', Some('e')),
        'æ' => ('a', Some('e')),
        other => (other, None),
    };
    std::iter::once(first).chain(second)
}

/// White space of any kind and length as single spaces, none at the ends.
pub fn single_spaced(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Runs of letters and digits, in order. `l'essence` gives `l` and `essence`. Tags that stand
/// for masked personal data (`[TEL_1]`) are no words.
pub fn words(text: &str) -> Vec<Word> {
    let mut found = Vec::new();
    let mut start = None;
    let mut skip_to = 0;
    for (at, c) in text.char_indices() {
        if at < skip_to {
            continue;
        }
        if c == '[' {
            skip_to = tag_end(text, at).unwrap_or(0);
        }
        let inside = c.is_alphanumeric() || (start.is_some() && is_combining_mark(c));
        match (start, inside) {
            (None, true) => start = Some(at),
            (Some(from), false) => {
                found.push(word(text, from, at));
                start = None;
            }
            _ => {}
        }
    }
    if let Some(from) = start {
        found.push(word(text, from, text.len()));
    }
    found
}

/// Where the tag ends that begins with the bracket at `at`: capitals, `_`, digits.
fn tag_end(text: &str, at: usize) -> Option<usize> {
    let inside = text[at + 1..].split(']').next()?;
    let (kind, number) = inside.split_once('_')?;
    let is_tag = (2..=12).contains(&kind.len())
        && kind.bytes().all(|b| b.is_ascii_uppercase())
        && !number.is_empty()
        && number.bytes().all(|b| b.is_ascii_digit());
    let end = at + 1 + inside.len() + 1;
    (is_tag && end <= text.len()).then_some(end)
}

fn word(text: &str, start: usize, end: usize) -> Word {
    Word {
        start,
        end,
        folded: fold(&text[start..end]),
    }
}

/// Stop words and stems of one language.
pub struct Lexicon {
    language: Language,
    stop: HashSet<&'static str>,
    stemmer: Stemmer,
}

impl Lexicon {
    /// The word lists of `language`.
    pub fn new(language: Language) -> Lexicon {
        let (list, general, algorithm) = match language {
            Language::French => (STOP_FRENCH, GENERAL_FRENCH, Algorithm::French),
            Language::English => (STOP_ENGLISH, GENERAL_ENGLISH, Algorithm::English),
        };
        Lexicon {
            language,
            stop: list
                .split_whitespace()
                .chain(general.split_whitespace())
                .collect(),
            stemmer: Stemmer::create(algorithm),
        }
    }

    /// The language the lists belong to.
    pub fn language(&self) -> Language {
        self.language
    }

    /// True for a word that carries content: two characters or more, not a stop word.
    pub fn is_content(&self, folded: &str) -> bool {
        folded.chars().nth(1).is_some() && !self.stop.contains(folded)
    }

    /// Snowball stem of a folded word. On answers without accents the stems of folded
    /// words find the same themes as a hand-made suffix list (measured, within noise).
    pub fn stem(&self, folded: &str) -> String {
        self.stemmer.stem(folded).into_owned()
    }

    /// Stems of the content words of `text`, in order, repeats kept.
    pub fn content_stems(&self, text: &str) -> Vec<String> {
        words(text)
            .into_iter()
            .filter(|w| self.is_content(&w.folded))
            .map(|w| self.stem(&w.folded))
            .collect()
    }

    /// How many content words `text` has.
    pub fn content_count(&self, text: &str) -> usize {
        words(text)
            .iter()
            .filter(|w| self.is_content(&w.folded))
            .count()
    }
}

/// Folded French stop words, with the verbs of asking ("il faudrait", "il doit") that
/// every answer to a consultation uses.
const STOP_FRENCH: &str = "a ai aie aient ainsi alors apres as au aucun aucune aussi autant autre \
autres aux avant avec avez avoir avons c ca car ce ceci cela celle celles celui ces cet cette ceux \
chaque chez ci comme comment contre d dans de deja depuis des deux devra devrait devraient doit \
doivent donc dont du elle elles en encore entre est et etaient etait etant ete etre eu eux fait \
faire faut faudrait il ils j je jusqu jusque l la le les leur leurs lors lorsque lui m ma mais me \
meme memes mes moi moins mon n ne ni nos notre nous on ont ou par parce pas peu peut peuvent plus \
plutot pour pourquoi pourrait puis qu quand que quel quelle quelles quels qui quoi s sa sans se \
sera serait seraient ses si sinon soi soient soit son sont sous sur t ta tant te tel telle tels tes \
toi ton tous tout toute toutes tres trop tu un une vers voir vos votre vous y etc svp cas bien via \
dire non oui the of and suis sommes etes ayant quelque quelques lequel laquelle lesquels \
lesquelles auquel duquel desquels ailleurs ici http https www html com";

/// Folded English stop words.
const STOP_ENGLISH: &str = "a about above after again all also am an and any anyone anything are \
aren around as at be because been before being below between both but by can cannot could couldn d \
did didn do does doesn doing don down during each either else etc even ever every everyone \
everything few for from further get gets getting give go goes going got had hadn has hasn have \
haven having he her here hers him his how i if in into is isn it its itself just let like ll m made \
make makes many may maybe me might more most much must my need needs no nor not nothing now of off \
often on once one only or other our ours out over own per please put really re s same see shall she \
should shouldn since so some someone something still such t than that the their them then there \
these they thing things this those though through to too under until up upon us use used ve very \
want was wasn way we well were weren what when where which while who whole whom why will with \
within without won would wouldn yes yet you your yours";

/// Folded French words that fit any subject: numbers, times, common verbs and adjectives.
/// Left in, they make themes of their own ("jamais", "trois", "minutes") in small
/// consultations; left out, themes come nearer to human codes (AMI 0.381 against 0.368).
const GENERAL_FRENCH: &str = "jamais toujours rien dit disent va vais vont aller allait fois heure heures minute minutes \
mois an ans annee annees jour jours semaine semaines temps moment trois quatre cinq six sept \
huit neuf dix onze douze quinze vingt trente quarante cinquante cent cents mille million \
millions milliard milliards premier premiere deuxieme second dernier derniere derniers gens \
monde chose choses cote coup point beaucoup assez presque souvent parfois surtout vraiment \
simplement seulement plusieurs certain certains certaine certaines chacun chacune quelqu \
personne personnes reste rester restent met mettre mettent mis prendre prend prennent pris \
donner donne donnent voit voir vu voient vient venir viennent venu veut veux voudrais vouloir \
veulent sais sait savoir savent peux pouvoir pourraient pouvons devenir devient devenu grand \
grande grands grandes petit petite petits petites bon bonne bons bonnes mieux meilleur \
meilleure nouveau nouvelle vieux vieille loin pres devant derriere maintenant aujourd hui hier \
demain tard tot seul seule seuls seules meme possible impossible besoin besoins question sujet \
exemple idee part partie place sorte manque manquent trouve trouver trouvent passe passer \
passent arrive arriver arrivent commence commencer parle parler demande demander pense penser \
crois croire semble permettre permet permettent rend rendre rendent laisser laisse laissent \
tient tenir obliger oblige obligation fin debut moitie quart demi environ enfin ensuite puis \
bref voila merci bonjour stp svp bas";

/// The same for English.
const GENERAL_ENGLISH: &str = "never always away enough left round across come came comes coming two three four five six \
seven eight nine ten twice year years week weeks day days time times hour hours minute minutes \
half old new first last next back look looks looked take takes taken took bring brought sit \
sits work works working people everybody nobody someone little big bit lot lots really quite \
rather just actually sometimes usually please thank good great nice better best bad worse keep \
keeps kept think thought know known feel feels find found ask asked asks say says said tell \
told try tried want wants wanted add added change changes proper full end start place area \
side way \
spend spends spent able help helps move moved reach ignore ignored \
http https www html com";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folding_removes_accents_and_opens_ligatures() {
        assert_eq!(fold("ŒUVRE à l'Été"), "oeuvre a l'ete");
        // The quick way and the long one agree, letter by letter.
        for c in (0..0x2100).filter_map(char::from_u32) {
            if let Some(letter) = folded_letter(c) {
                let long = fold(&format!("œ{c}"));
                assert_eq!(long, format!("oe{letter}"), "{c}");
            }
        }
    }

    #[test]
    fn words_know_their_place_in_the_text() {
        let text = "L'éclairage, e\u{301}teint!";
        let places: Vec<&str> = words(text).iter().map(|w| &text[w.start..w.end]).collect();
        assert_eq!(places, ["L", "éclairage", "e\u{301}teint"]);
        let tagged: Vec<String> = words("Chez [NOM_12], [ici] et [TEL_")
            .into_iter()
            .map(|w| w.folded)
            .collect();
        assert_eq!(tagged, ["chez", "ici", "et", "tel"]);
    }

    #[test]
    fn stop_words_are_folded_and_unknown_to_stems() {
        for list in [STOP_FRENCH, STOP_ENGLISH, GENERAL_FRENCH, GENERAL_ENGLISH] {
            for word in list.split_whitespace() {
                assert_eq!(word, fold(word));
            }
        }
        let french = Lexicon::new(Language::French);
        assert_eq!(french.content_stems("Il faudrait des bus"), ["bus"]);
        assert_eq!(french.content_count("plus de pistes cyclables"), 2);
    }
}
