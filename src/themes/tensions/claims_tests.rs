use super::*;

/// The claims as "+stem stem" and "-stem".
fn read(text: &str, language: Language) -> Vec<String> {
    claims(text, &Lexicon::new(language))
        .into_iter()
        .map(|c| {
            let sign = if c.direction == Side::For { '+' } else { '-' };
            format!("{sign}{}", &text[c.span.start..c.span.end])
        })
        .collect()
}

#[test]
fn french_directions() {
    let cases: &[(&str, &[&str])] = &[
        ("Plus de voitures partagées", &["+voitures partagées"]),
        ("moins de bus le dimanche", &["-bus"]),
        ("arrêter de supprimer des places", &["+places"]),
        (
            "Non à la gratuité de la piscine",
            &["-gratuité de la piscine"],
        ),
        (
            "Il faut interdire les feux d'artifice",
            &["-feux d'artifice"],
        ),
        (
            "Stop aux panneaux publicitaires !",
            &["-panneaux publicitaires"],
        ),
        ("Ne plus construire", &["-construire"]),
        ("il faut construire", &["+construire"]),
        ("Ne fermez pas l'école", &["+école"]),
        ("Je suis contre la suppression du marché", &["+marché"]),
        ("Non à la fermeture de la piscine", &["+piscine"]),
        ("J'attends plus de 20 minutes", &[]),
        ("Gratuit pour les moins de 18 ans", &[]),
        ("il n'y a plus de bus après 20 h", &["+bus"]),
        ("Ils ont supprimé le bus", &[]),
        ("La mairie va fermer la crèche", &[]),
        ("Qu'on garde la fontaine", &["+fontaine"]),
        ("Les pétards doivent être interdits", &["-pétards"]),
        ("Le péage urbain, non.", &["-péage urbain"]),
        ("moins de camions et de motos", &["-camions", "-motos"]),
        ("Interdire la chasse le dimanche", &["-chasse"]),
        ("Tondre moins souvent", &["-Tondre"]),
    ];
    for (text, expected) in cases {
        assert_eq!(read(text, Language::French), *expected, "{text}");
    }
}

#[test]
fn english_directions() {
    let cases: &[(&str, &[&str])] = &[
        ("More bike racks please", &["+bike racks"]),
        ("Fewer fireworks", &["-fireworks"]),
        ("Stop closing the libraries", &["+libraries"]),
        ("Please don't remove the fountain", &["+fountain"]),
        ("Ban disposable barbecues", &["-disposable barbecues"]),
        ("We waited more than an hour", &[]),
        ("Mow less", &["-Mow"]),
        ("No to the bypass", &["-bypass"]),
        ("The fountain should be kept", &["+fountain"]),
        ("Keep the library open", &["+library open"]),
    ];
    for (text, expected) in cases {
        assert_eq!(read(text, Language::English), *expected, "{text}");
    }
}
