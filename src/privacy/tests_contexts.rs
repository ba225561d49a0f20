//! What the words around decide: plates, lone first names, houses, names in other orders.

use super::{PersonalData, find};
use crate::language::Language;

fn seen(text: &str) -> Vec<String> {
    find(text)
        .iter()
        .filter(|f| f.kind != PersonalData::Official)
        .map(|f| format!("{}:{}", f.kind.tag(Language::French), &text[f.start..f.end]))
        .collect()
}

#[test]
fn plates_that_look_like_roads_need_a_car_or_another_plate() {
    for (text, plates) in [
        (
            "Le taxi CR 418 NB a pris le sens interdit",
            vec!["CR 418 NB"],
        ),
        ("Le 318 XK 22 est encore sur le trottoir", vec!["318 XK 22"]),
        ("CD 731 KM se gare ici", vec!["CD 731 KM"]),
        (
            "Vus hier : BN-263-LC et CR 418 NB",
            vec!["BN-263-LC", "CR 418 NB"],
        ),
    ] {
        let wanted: Vec<String> = plates.iter().map(|p| format!("PLAQUE:{p}")).collect();
        assert_eq!(seen(text), wanted, "{text}");
    }
    for text in [
        "la parcelle AB 123 et la section ZD 118",
        "le lot AD 310 BE du cadastre",
        "la RD 768 et le CR 418",
        "le décret DC 204 AB",
    ] {
        assert_eq!(seen(text), Vec::<String>::new(), "{text}");
    }
}

#[test]
fn names_in_other_orders_and_alone() {
    for (text, name) in [
        (
            "MME KERVALY ODILE HABITE ICI DEPUIS TOUJOURS",
            "KERVALY ODILE",
        ),
        (
            "au nom de mon oncle, LE GUIREC Jean-Yves, merci",
            "LE GUIREC Jean-Yves",
        ),
        ("Monsieur Tillac, Antonio, du quartier", "Tillac, Antonio"),
        (
            "De la part de Paul et Odile Tillac, merci",
            "Paul et Odile Tillac",
        ),
        ("Merci à Nadia de l'accueil", "Nadia"),
        ("une place pour Mathéo, mon fils", "Mathéo"),
        ("Yvonne, 82 ans, sans ascenseur", "Yvonne"),
        ("moi c samira du quartier", "samira"),
        ("chez Mme Toussaint du bourg", "Toussaint"),
    ] {
        assert_eq!(seen(text), [format!("NOM:{name}")], "{text}");
    }
    assert_eq!(
        seen("Le festival Odile Tillac est trop cher"),
        Vec::<String>::new()
    );
}

#[test]
fn houses_boxes_cards_and_accounts() {
    for (text, part) in [
        (
            "Nous sommes à La Grange, route de Dax, 40000 Rion",
            "ADRESSE:La Grange, route de Dax, 40000 Rion",
        ),
        (
            "boîte postale 77, 54003 Nancy Cedex",
            "ADRESSE:boîte postale 77, 54003 Nancy Cedex",
        ),
        (
            "27 Grande Rue, 70100 Gray",
            "ADRESSE:27 Grande Rue, 70100 Gray",
        ),
        (
            "Card 5599999012340987 charged twice",
            "CARTE:5599999012340987",
        ),
        (
            "mon pseudo reddit est VieuxTillac77",
            "COMPTE:VieuxTillac77",
        ),
        ("mon snap cest kev.tillac62 voila", "COMPTE:kev.tillac62"),
        ("mon insta c lola.tillac voila", "COMPTE:lola.tillac"),
        (
            "au 06 39 98 zéro trois 21, merci",
            "TEL:06 39 98 zéro trois 21",
        ),
    ] {
        assert_eq!(seen(text), [part], "{text}");
    }
}
