//! Démarches simplifiées: a file is a dossier; the administration's columns stand first,
//! the fields of the form after them.

use super::{
    CLOSED, DATE, Hint, ID, IDENTIFIER, IGNORED, Known, Platform, Role, row_with, single_row,
};
use crate::ingest::role::{RowClass, if_empty, if_says};

pub static DEMARCHES_SIMPLIFIEES: Platform = Platform {
    code: "demarches_simplifiees",
    name: "Démarches simplifiées",
    recognise: |head| {
        row_with(head, SIGNATURE, 3)?;
        single_row(head, COLUMNS, 4).map(|layout| layout.hinted(company))
    },
};

const STATE: Hint = Hint::with(
    Role::Status,
    &[if_says(&["brouillon", "en brouillon"], RowClass::Draft)],
);
const SENT: Hint = Hint::with(Role::Date, &[if_empty(RowClass::Draft)]);

const SIGNATURE: &[&str] = &[
    "franceconnect ?",
    "etat du dossier",
    "depose le",
    "passe en instruction le",
    "traite le",
    "groupe instructeur",
];
const COLUMNS: Known = &[
    ("id", ID),
    ("email", IDENTIFIER),
    ("franceconnect ?", IGNORED),
    ("civilite", IDENTIFIER),
    ("nom", IDENTIFIER),
    ("prenom", IDENTIFIER),
    ("depot pour un tiers", CLOSED),
    ("nom du mandataire", IDENTIFIER),
    ("prenom du mandataire", IDENTIFIER),
    ("date de naissance", IDENTIFIER),
    ("etablissement siret", IDENTIFIER),
    ("archive", IGNORED),
    ("a archiver", IGNORED),
    ("etat du dossier", STATE),
    ("derniere mise a jour le", DATE),
    ("derniere mise a jour du dossier le", DATE),
    ("depose le", SENT),
    ("passe en instruction le", DATE),
    ("traite le", DATE),
    ("motivation de la decision", IGNORED),
    ("instructeurs", IDENTIFIER),
    ("groupe instructeur", IGNORED),
];

/// What is known of a company or association by its number: who it is, or nothing to us.
fn company(key: &str) -> Option<Hint> {
    let about = ["etablissement ", "entreprise ", "association "];
    let name = about.iter().find_map(|front| key.strip_prefix(front))?;
    let naming = [
        "siret", "siren", "adresse", "raison", "nom", "prenom", "numero", "rna", "titre",
    ];
    let names = naming.iter().any(|word| name.starts_with(word));
    let administrative = [
        "siege",
        "naf",
        "libelle",
        "code",
        "capital",
        "forme",
        "date",
        "effectif",
        "objet",
        "complement",
        "localite",
        "tranche",
        "etat",
    ];
    if names {
        Some(IDENTIFIER)
    } else if administrative.iter().any(|word| name.starts_with(word)) {
        Some(IGNORED)
    } else {
        None
    }
}
