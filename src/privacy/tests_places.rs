//! Names told by their place in the text, and what looks like personal data but is none.

use super::{PersonalData, find};

fn seen(text: &str, kind: PersonalData) -> Vec<&str> {
    let of_kind = find(text).into_iter().filter(|f| f.kind == kind);
    of_kind.map(|f| &text[f.start..f.end]).collect()
}

#[test]
fn people_in_lists_beside_what_describes_them() {
    for (text, names) in [
        (
            "Présents : M. Okonkwo, A. Quéméneur et Noëlie Hoarau. Excusé : Tuan Phamvan.",
            vec!["Okonkwo", "A. Quéméneur", "Noëlie Hoarau", "Tuan Phamvan"],
        ),
        (
            "Mmes Kpognon, Tazi et Xhonneux ; M. Kerlidou",
            vec!["Kpognon", "Tazi", "Xhonneux", "Kerlidou"],
        ),
        (
            "Kossi Agbeko (chauffeur) demande un abri",
            vec!["Kossi Agbeko"],
        ),
        (
            "Vahé Terzian\nhabitant du bourg\nUn banc svp",
            vec!["Vahé Terzian"],
        ),
        ("Mme Sainte-Rose demande un banc", vec!["Sainte-Rose"]),
        ("chez les Ibarrondo, ça tire", vec!["Ibarrondo"]),
        ("nom de naissance : Etchegoyen", vec!["Etchegoyen"]),
        (
            "Noël Quidelleur, pêcheur, se plaint",
            vec!["Noël Quidelleur"],
        ),
        (
            "NOTRE VOISINE MME ZAHRA EL AMRANI DEMANDE UN BANC DEPUIS UN AN",
            vec!["ZAHRA EL AMRANI"],
        ),
        (
            "Propriétaires : Trop de taxes. Membres : Europe, Asie",
            vec![],
        ),
        (
            "Boulangerie Le Fournil, gérant sympa. Kebab du Port, patron sympa",
            vec![],
        ),
        (
            "un film de Jacques Tillac, une chanson d'Anne Tillac",
            vec![],
        ),
    ] {
        assert_eq!(seen(text, PersonalData::Person), names, "{text}");
    }
}

#[test]
fn officials_in_letters_and_lists() {
    let official = PersonalData::Official;
    for text in [
        "Madame la maire, Maud Kerlidou, avait promis un bus",
        "Monsieur le maire, cher Maud Kerlidou, merci",
        "The prefect, Mrs Maud Kerlidou, said no",
    ] {
        assert_eq!(seen(text, official), ["Maud Kerlidou"], "{text}");
    }
    let minutes = "Présents : Mme Tillac, l'adjoint au maire Yves Petit";
    assert_eq!(seen(minutes, official), ["Yves Petit"]);
}

#[test]
fn dates_plates_addresses_and_numbers_in_other_forms() {
    use PersonalData::{Address, BirthDate, Phone, Plate, Url};
    for (text, kind, wanted) in [
        (
            "née le deux avril mille neuf cent deux",
            BirthDate,
            vec!["deux avril mille neuf cent deux"],
        ),
        (
            "Mon père est du 12 juin 1938",
            BirthDate,
            vec!["12 juin 1938"],
        ),
        ("la voiture allemande B-KT 4471", Plate, vec!["B-KT 4471"]),
        (
            "le camion de la D 4471 et la voiture sur la RD 1234",
            Plate,
            vec![],
        ),
        (
            "PK 18,5, Mahina 98709",
            Address,
            vec!["PK 18,5, Mahina 98709"],
        ),
        ("le chemin rural n° 12", Address, vec![]),
        (
            "n° 031 0519 084 172 11832 et siret 812 004 557 00019",
            Phone,
            vec![],
        ),
        ("voir ile-mobilites.fr et faune-france.org", Url, vec![]),
    ] {
        assert_eq!(seen(text, kind), wanted, "{text}");
    }
}
