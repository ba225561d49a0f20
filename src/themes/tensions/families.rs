//! What belongs to the services people are asked about: a question on public transport is
//! answered by "le tram", one on the canteen by "les repas".

use std::collections::BTreeSet;

use super::tokens::Token;
use crate::words::{Lexicon, fold};

/// Folded words of one service each, French then English; a question that names one speaks
/// of all.
const FAMILIES: &[&str] = &[
    "transports bus tram tramway metro navette navettes car cars ligne lignes reseau rame rames \
     desserte trains train",
    "transport buses bus tram trams trains train metro shuttle network",
    "logement appartement maison studio loyer immeuble domicile",
    "housing home flat apartment house rent",
    "cantine restauration repas menus menu plats nourriture",
    "canteen lunch lunches meals meal food dinners",
    "parc parcs jardin jardins squares square",
    "park parks playground playgrounds gardens",
    "proprete dechets poubelles poubelle salete rues trottoirs ordures",
    "cleanliness rubbish litter bins waste dirty streets",
    "securite insecurite agressions delinquance police",
    "safety crime police unsafe",
    "bibliotheque mediatheque bibliotheques",
    "library libraries",
    "piscine bassin bassins natation",
    "pool pools swimming",
    "sante medecin medecins hopital soins",
    "health doctor doctors gp hospital",
    "ecole ecoles classe classes scolaire",
    "school schools classroom",
    "velo velos piste pistes cyclable cyclables",
    "bike bikes bicycle cycling cycle",
    "voirie chaussee routes route",
    "roads road potholes pavements",
    "mairie accueil guichet services",
    "council counter staff",
    "eau robinet",
    "culture theatre concerts spectacles musee",
    "sport stade gymnase",
];

/// The stems that name what a question is about, its family included.
pub(super) struct Topic {
    /// The question's own content stems.
    pub own: BTreeSet<String>,
    /// Those and the stems of the families it names.
    pub wide: BTreeSet<String>,
}

/// Words of questions and scales that are about no subject, folded stems' beginnings.
const ASKING: &[&str] = &[
    "souhait", "satisf", "favor", "pens", "combien", "frequen", "semain", "echelle", "avis",
    "opinion", "general", "ville", "commun", "quartier", "utilis", "support", "agre", "often",
    "council", "overall", "town", "local", "visit", "month", "mois", "question", "public", "centr",
    "niveau", "not", "rat", "scale", "propos", "faut", "devr", "should", "want", "quel", "how",
    "prenez", "pren", "tout", "fait", "bien",
];

/// Reads the subject of a closed question. Cost: linear in the families.
pub(super) fn topic(tokens: &[Token], lexicon: &Lexicon) -> Topic {
    let own: BTreeSet<String> = tokens
        .iter()
        .filter(|t| t.content && !ASKING.iter().any(|a| t.stem.starts_with(a)))
        .map(|t| t.stem.clone())
        .collect();
    let mut wide = own.clone();
    for family in FAMILIES {
        let stems: Vec<String> = family
            .split_whitespace()
            .map(|w| lexicon.stem(&fold(w)))
            .collect();
        if stems.iter().any(|s| own.contains(s)) {
            wide.extend(stems);
        }
    }
    Topic { own, wide }
}

impl Topic {
    /// True where one of the words between `from` and `to` names the subject or its family.
    pub fn named(&self, tokens: &[Token]) -> bool {
        tokens
            .iter()
            .any(|t| t.content && self.wide.contains(&t.stem))
    }
}
