//! Names by their place: in a list of people after a label, or beside what describes them.
//!
//! `Présents : Mme Roche, A. Petit et Ute Tillac`, `Tillac Hery, infirmier`,
//! `Ute Tillac, 9 rue Pasteur`. Names of any origin: neither word need be known.

use super::lexicon::Classes;
use super::page::{BLANK, CONTACT_BLANK, Page, Shape};
use super::places;
use super::runs::{Name, inside_compound, is_borne, is_namelike, opens_clause, run};
use super::shapes::{couple, initial_first, is_free_of_meaning};

/// How many words a list of people may run over.
const LONGEST: usize = 120;

/// Names of the list that starts at word `at`, right after the colon of its label.
pub(super) fn listed(page: &Page<'_>, at: usize) -> Vec<Name> {
    let mut names = Vec::new();
    if at == 0 || !page.gap(at).contains(':') || page.shouted || !is_label(page, at) {
        return names;
    }
    let several = page.gap(at).contains('\n');
    let end = (at + LONGEST).min(page.tokens.len());
    let (mut next, mut plural) = (at, false);
    while next < end {
        let first = after_titles(page, next);
        plural = (next..first).any(|i| page.is(i, Classes::PLURAL_TITLE))
            || plural && first == next && !page.gap(next).contains([';', '\n']);
        if let Some(name) = item(page, first, first > next || plural) {
            names.push(name);
        }
        let from = names.last().map_or(next, |name: &Name| name.last.max(next));
        let Some(following) = (from + 1..=end).find(|i| is_separated(page, *i)) else {
            break;
        };
        let gap = page.gap(following);
        let dashed = gap.contains(['-', '–', '•', '*']) && gap.contains('\n');
        let ends = gap.starts_with(['.', '!', '?']) && !page.gap(following).contains('\n');
        if following >= end || ends || gap.contains('\n') && !(dashed || several) {
            break;
        }
        next = following + usize::from(page.word(following) == "et");
    }
    names
}

/// A word for people who sign, attend or act, at most four words before the colon.
fn is_label(page: &Page<'_>, at: usize) -> bool {
    for before in (at.saturating_sub(7)..at).rev() {
        if page.one_of(before, PEOPLE) {
            return true;
        }
        if page
            .gap(before)
            .contains(['.', '!', '?', ';', '\n', ':', ','])
        {
            return false;
        }
    }
    false
}

/// Passes over `M.`, `Mme`, `M. et Mme`, `Dr`.
fn after_titles(page: &Page<'_>, at: usize) -> usize {
    let title = Classes::TITLE.or(Classes::PLURAL_TITLE).or(Classes::RANK);
    let mut next = at;
    while next < at + 3 {
        let and = page.word(next) == "et" && page.is(next + 1, title);
        let short = page.is(next, title) && page.is_spaced(next + 1) || page.gap(next + 1) == ". ";
        if !(and || page.is(next, title) && short) {
            break;
        }
        next += 1;
    }
    next
}

/// The name of one place in the list.
fn item(page: &Page<'_>, at: usize, titled: bool) -> Option<Name> {
    if let Some(two) = couple(page, at) {
        return Some(Name::sure(two.first, two.last));
    }
    if let Some(name) = initial_first(page, at, true) {
        return Some(Name::sure(name.first, name.last));
    }
    let particle = page.is(at, Classes::PARTICLE) && page.is_capital(at);
    if !is_namelike(page, at) && !particle || page.is(at, Classes::OFFICE) {
        return None;
    }
    let last = run(page, at, false)?;
    let closed = page.closes_before(last + 1) || is_separated(page, last + 1);
    let full = last > at && (closed || is_borne(page, at));
    let article = page.one_of(at, "le la les l") && !page.is(at + 1, Classes::SURNAME);
    let alone = closed && is_borne(page, at) && !page.is(at, Classes::TOWN);
    let full = full && !article;
    let meant = is_free_of_meaning(page, at, last) && !is_of_a_place(page, at, last);
    (titled || meant && (full || alone)).then_some(Name::sure(at, last))
}

fn is_separated(page: &Page<'_>, at: usize) -> bool {
    at >= page.tokens.len()
        || page.word(at) == "et"
        || page
            .gap(at)
            .contains([',', ';', '\n', '/', '•', '.', '!', '?'])
            && !page.gap(at).starts_with(". ")
        || page.gap(at).starts_with([')', '.']) && page.gap(at).contains('\n')
}

/// `Ute Tillac, infirmière`, `Ute Tillac (riveraine)`, `Ute Tillac, 9 rue Pasteur`: two
/// capitalised words, alone in their clause, and right after who or where they are.
pub(super) fn described(page: &Page<'_>, at: usize) -> Option<Name> {
    if page.shouted || matches!(page.shape(at), None | Some(Shape::Lower | Shape::Number)) {
        return None;
    }
    let led = "de d avec par a pour selon et que chez contre by of with and";
    let inner = at > 0 && page.one_of(at - 1, led) && page.shape(at - 1) == Some(Shape::Lower);
    let starts =
        inner || opens_clause(page, at) || page.gap(at).contains(['-', '–', '•', '«', '"']);
    if !starts || inside_compound(page, at) {
        return None;
    }
    let day = page.is(at, Classes::FIRST) && page.is_capital(at) && is_namelike(page, at + 1);
    let elided = page.shape(at) == Some(Shape::Initial) && page.is_tied(at + 1);
    if !is_namelike(page, at) && !day && !elided {
        return None;
    }
    let last = run(page, at + usize::from(day && !is_namelike(page, at)), false)?;
    let meant = is_free_of_meaning(page, at, last) && !is_of_a_place(page, at, last);
    let word = page.is(at, Classes::EVERYDAY) && !page.is(at, Classes::FIRST);
    if last == at || word || !meant || page.tokens.get(last)?.shape == Shape::Number {
        return None;
    }
    let sentence = at == 0 || page.gap(at).contains(['.', '!', '?', '\n']);
    let infinitive = ["er", "ir", "re"]
        .iter()
        .any(|end| page.word(at).ends_with(end));
    let strong = !(sentence && infinitive && page.is_unknown(at));
    let ground = strong && is_description(page, last + 1);
    (ground && !places::names_a_place(page, at)).then_some(Name::guess(at, last))
}

/// A comma, bracket or line end, then an age, a trade, a house number or an address.
fn is_description(page: &Page<'_>, next: usize) -> bool {
    let gap = page.gap(next);
    let opened = gap
        .trim_matches(' ')
        .starts_with([',', '(', '\n', '\r', '-', '–', '—']);
    let lead = gap
        .find([BLANK, CONTACT_BLANK])
        .and_then(|to| gap.get(..to));
    if !opened || lead.unwrap_or(gap).contains(['.', '!', '?']) {
        return false;
    }
    if lead.is_some() {
        return true;
    }
    let aged = page.shape(next) == Some(Shape::Number) && page.one_of(next + 1, "ans years");
    let housed = page.word(next) == "n" && page.gap(next + 1).starts_with('°')
        || page.one_of(next, "au") && page.shape(next + 1) == Some(Shape::Number);
    let article = "le la l un une notre votre ancien ancienne co the a our ex je nous";
    let role = (next..next + 3)
        .take_while(|i| *i == next || page.one_of(i - 1, article))
        .any(|i| page.one_of(i, ROLES) && page.shape(i) != Some(Shape::Upper));
    aged || housed || role
}

/// `Kebab du Port`, `Moulin des Prés`: no first name, then `du` or `des`.
pub(super) fn is_of_a_place(page: &Page<'_>, first: usize, last: usize) -> bool {
    let linked = |i: usize| page.one_of(i, "du des aux") && page.shape(i) == Some(Shape::Lower);
    !page.is(first, Classes::FIRST) && (first + 1..last).any(linked)
}

/// Words of labels before a list of people.
const PEOPLE: &str = "present presents presente presentes excuse excuses excusee excusees absent \
absents absente absentes participants participant participantes soussigne soussignes soussignees \
soussignee signataires signataire signent signe signatures signature parents enseignants \
enseignant enseignantes enseignante eleves representants representant representante temoin temoins \
secretaire redacteur redactrice rapporteur rapporteuse animateur animatrice proprietaire \
proprietaires coproprietaires locataire locataires requerant requerante requerants demandeur \
demandeurs declarant declarante plaignant plaignante petitionnaire petitionnaires riverains \
membres membre invites invite contact contacts referent referente responsable responsables gerant \
gerante gerants tresorier tresoriere presidence assistaient assistants etaient pouvoirs pouvoir \
procuration intervenants intervenant intervenante auteur auteurs auteure autrice deposant deposants \
deposante benevoles salaries delegues representes attendees attending apologies signed signatories \
undersigned residents neighbours secretary chair author";

/// What a person says to be, after the name.
const ROLES: &str = "habitant habitante habitants riverain riveraine riverains resident residente \
retraite retraitee retraites infirmier infirmiere medecin docteur dentiste kinesitherapeute kine \
gerant gerante patron patronne commercant commercante boulanger boulangere boucher bouchere \
restaurateur restauratrice hotelier hoteliere artisan artisane agriculteur agricultrice eleveur \
eleveuse viticulteur viticultrice maraicher maraichere apiculteur apicultrice paysan paysanne \
pecheur marin chauffeur chauffeuse conducteur conductrice livreur livreuse facteur factrice macon \
electricien electricienne plombier plombiere menuisier menuisiere professeur professeure prof \
enseignant enseignante institutrice instituteur etudiant etudiante lyceen lyceenne collegien \
collegienne eleve parent mere pere maman papa grand-mere grand-pere veuve veuf proprietaire \
proprietaires locataire locataires coproprietaire bailleur voisin voisine avocat avocate notaire \
architecte ingenieur ingenieure comptable secretaire assistante assistant agent employe employee \
ouvrier ouvriere salarie salariee fonctionnaire cadre chef cheffe directeur directrice responsable \
tresorier tresoriere benevole membre adherent adherente usager usagere citoyen citoyenne \
contribuable electeur electrice cycliste automobiliste pharmacien pharmacienne sage-femme \
aide-soignant aide-soignante veterinaire psychologue orthophoniste libraire coiffeur coiffeuse \
esthetique fleuriste musicien musicienne photographe journaliste chercheur chercheuse gardien \
gardienne concierge assmat nounou animateur animatrice educateur educatrice sapeur pompier \
gendarme militaire nee domicilie domiciliee demeurant resident vivant habitant president \
presidente sinistre sinistree handicape handicapee soussigne soussignee soignante soignant \
nurse teacher farmer shopkeeper retired owner tenant homeowner pensioner student carer parent \
electrician plumber";
