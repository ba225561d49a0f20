//! What cannot be taken, with the cell and what to do.

use super::edit::Workbook;
use super::{read, sample, signed, workbook};
use cahier::language::Language;

const THEMES: &str = "Thèmes";
const ANSWERS: &str = "Réponses Q1";

/// Sheet, mark, heading and text of what is written, cell and words of what is said.
type Case<'c> = (&'c [(&'c str, &'c str, &'c str, &'c str)], &'c str, &'c str);

#[test]
fn what_cannot_be_taken_names_its_cell() {
    let synthesis = sample("mobilite");
    let decision = "Décision";
    let first = synthesis.questions[0].answers[0].id.0.as_str();
    let cases: &[Case<'_>] = &[
        (
            &[(THEMES, "Q1-T02", decision, "peut-être")],
            "Thèmes », cellule F3",
            "n'est pas une décision",
        ),
        (
            &[(THEMES, "Q1-T02", decision, "renommer")],
            "Thèmes », cellule G3",
            "remplissez « Nouveau titre »",
        ),
        (
            &[(THEMES, "Q1-T02", "Nouveau titre", "Car")],
            "Thèmes », cellule G3",
            "sans décision",
        ),
        (
            &[
                (THEMES, "Q1-T02", decision, "supprimer"),
                (THEMES, "Q1-T02", "Nouveau titre", "Car"),
            ],
            "Thèmes », cellule G3",
            "la décision est « supprimer »",
        ),
        (
            &[
                (THEMES, "Q1-T02", decision, "fusionner avec"),
                (THEMES, "Q1-T02", "Fusionner avec", "Q1-T99 Rien"),
            ],
            "Thèmes », cellule H3",
            "n'est pas un thème",
        ),
        (
            &[
                (THEMES, "Q1-T02", decision, "fusionner avec"),
                (THEMES, "Q1-T02", "Fusionner avec", "Q2-T01"),
            ],
            "Thèmes », cellule H3",
            "n'est pas un thème",
        ),
        (
            &[
                (THEMES, "Q1-T02", decision, "fusionner avec"),
                (THEMES, "Q1-T02", "Fusionner avec", "Q1-T03"),
                (THEMES, "Q1-T03", decision, "fusionner avec"),
                (THEMES, "Q1-T03", "Fusionner avec", "Q1-T02"),
            ],
            "Thèmes », cellule H3",
            "Q1-T02 → Q1-T03 → Q1-T02",
        ),
        (
            &[
                (THEMES, "Q1-T02", decision, "fusionner avec"),
                (THEMES, "Q1-T02", "Fusionner avec", "Q1-T03"),
                (THEMES, "Q1-T03", decision, "supprimer"),
            ],
            "Thèmes », cellule H3",
            "Q1-T03 est supprimé",
        ),
        (
            &[
                (THEMES, "Q1-T02", decision, "renommer"),
                (THEMES, "Q1-T02", "Nouveau titre", "TRAM"),
            ],
            "Thèmes », cellule G3",
            "aussi le titre de Q1-T06",
        ),
        (
            &[(THEMES, "Q1-T02", "Thème", "Q1-T77")],
            "Thèmes », cellule B3",
            "« Q1-T77 » n'est pas dans le rapport",
        ),
        (
            &[(THEMES, "Q1-T02", "Thème", "Q1-T03")],
            "Thèmes », cellule",
            "n'est pas celui de « Q1-T03 »",
        ),
        (
            &[(THEMES, "Q1-T02", "Titre actuel", "Car")],
            "Thèmes », cellule C3",
            "n'est pas celui de « Q1-T02 »",
        ),
        (
            &[(THEMES, "Question", decision, "Avis")],
            "feuille « Thèmes »",
            "la colonne « Décision » manque",
        ),
        (
            &[(ANSWERS, first, "Thème principal", "Q1-T02 Tram")],
            "Réponses Q1 », cellule C2",
            "Q1-T02 ne s'appelle pas ainsi",
        ),
        (
            &[(ANSWERS, first, "Thème principal", "")],
            "Réponses Q1 », cellule C2",
            "le thème principal manque",
        ),
        (
            &[(ANSWERS, first, "Thème principal", "#REF!")],
            "Réponses Q1 », cellule C2",
            "l'erreur #REF!",
        ),
        (
            &[(ANSWERS, first, "Réponse", "4")],
            "Réponses Q1 », cellule",
            "n'est pas celui de « 4 »",
        ),
        (
            &[(ANSWERS, first, "Réponse", "")],
            "Réponses Q1 », cellule A2",
            "n'a plus son numéro",
        ),
        (
            &[
                (ANSWERS, first, "Thème principal", "Q1-T07"),
                (THEMES, "Q1-T07", decision, "supprimer"),
            ],
            "Réponses Q1 », cellule C2",
            "Q1-T07 est supprimé",
        ),
        (
            &[("Citations", "Q1-T01-C1", decision, "remplacer")],
            "Citations », cellule F2",
            "remplissez « Réponse à citer »",
        ),
        (
            &[
                ("Citations", "Q1-T01-C1", decision, "remplacer"),
                ("Citations", "Q1-T01-C1", "Réponse à citer", "99999"),
                (
                    "Citations",
                    "Q1-T01-C1",
                    "Passage à citer, mot pour mot",
                    "Le bus",
                ),
            ],
            "Citations », cellule F2",
            "pas de réponse analysée « 99999 »",
        ),
        (
            &[
                ("Citations", "Q1-T01-C1", decision, "remplacer"),
                ("Citations", "Q1-T01-C1", "Réponse à citer", first),
                (
                    "Citations",
                    "Q1-T01-C1",
                    "Passage à citer, mot pour mot",
                    "Personne n'a écrit cela",
                ),
            ],
            "Citations », cellule G2",
            "n'est pas mot pour mot",
        ),
        (
            &[
                ("Citations", "Q1-T01-C1", decision, "remplacer"),
                ("Citations", "Q1-T01-C1", "Réponse à citer", first),
                (
                    "Citations",
                    "Q1-T01-C1",
                    "Passage à citer, mot pour mot",
                    "Le pont des Forges.",
                ),
            ],
            "Citations », cellule G2",
            "n'est pas dans Q1-T01",
        ),
        (
            &[("Alertes", "Q1-A1", decision, "garder")],
            "Alertes », cellule E2",
            "choisissez « retenir »",
        ),
    ];
    for (edits, place, words) in cases {
        let book = edits
            .iter()
            .fold(signed(&synthesis), |book, (sheet, mark, heading, text)| {
                book.say(sheet, mark, heading, text)
            });
        let refusals = read(&book, &synthesis).unwrap_err();
        let said: Vec<String> = refusals.iter().map(|r| r.say(Language::French)).collect();
        let told = said.iter().any(|s| s.contains(place) && s.contains(words));
        assert!(told, "{edits:?}: {said:#?}");
        assert!(
            refusals
                .iter()
                .all(|r| !r.say(Language::English).is_empty())
        );
    }
}

#[test]
fn whole_workbooks_are_refused_with_what_to_do() {
    let synthesis = sample("mobilite");
    let said = |book: &Workbook| {
        let refusals = read(book, &synthesis).unwrap_err();
        refusals[0].say(Language::French)
    };
    let unsigned = workbook(&synthesis).say(THEMES, "Q1-T01", "Décision", "valider");
    assert!(said(&unsigned).contains("« Mode d'emploi », cellule B4 : le nom du relecteur"));
    let undated = signed(&synthesis).write("Mode d'emploi", "B5", "demain");
    assert!(said(&undated).contains("cellule B5 : « demain » n'est pas une date"));
    let renamed = signed(&synthesis).renamed(THEMES, "Thèmes relus");
    assert!(said(&renamed).contains("feuille « Thèmes » : cette feuille manque"));
    let other = signed(&sample("logement"));
    assert!(said(&other).contains("autre état du rapport"));
    let coding = cahier::report::render_all(&synthesis).unwrap();
    let coding = coding
        .into_iter()
        .find(|file| file.name == "coding.xlsx")
        .unwrap();
    assert!(said(&Workbook(coding.bytes)).contains("pas un review.xlsx"));
    assert!(!said(&Workbook(b"PK\x03\x04 rien".to_vec())).is_empty());
    assert!(!said(&Workbook(Vec::new())).is_empty());
}
