use proptest::prelude::*;

use super::*;

/// What is found in a text, as `kind:part`.
fn seen(text: &str) -> Vec<String> {
    find(text)
        .iter()
        .map(|f| format!("{}:{}", f.kind.tag(Language::French), &text[f.start..f.end]))
        .collect()
}

/// The same without officials.
fn masked_parts(text: &str) -> Vec<String> {
    seen(text)
        .into_iter()
        .filter(|part| !part.starts_with("ELU"))
        .collect()
}

#[test]
fn names_are_found_by_title_phrase_and_shape() {
    for (text, name) in [
        ("Mme Lefort le sait bien", "Lefort"),
        ("Mon voisin M. Le Guirec crie la nuit", "Le Guirec"),
        (
            "bonjour je m'appelle nadia belkacem et je suis en colère",
            "nadia belkacem",
        ),
        (
            "JE M'APPELLE NADIA BELKACEM ET JE N'EN PEUX PLUS",
            "NADIA BELKACEM",
        ),
        (
            "Je soussignée Odile de Kervaly demande un banc",
            "Odile de Kervaly",
        ),
        (
            "Plus de bancs.\nCordialement,\nJean-Marc Tillac",
            "Jean-Marc Tillac",
        ),
        ("KERVALY Odile a déjà tout dit", "KERVALY Odile"),
        ("mon fils Mathéo attend le car dans le noir", "Mathéo"),
        ("la famille Tillac part à cause du bruit", "Tillac"),
        ("Voir avec Awa Diop pour les clés", "Awa Diop"),
        ("My name is Harriet Boon and I cycle", "Harriet Boon"),
        (
            "Paul et Odile Tillac veulent un arbre",
            "Paul et Odile Tillac",
        ),
    ] {
        assert_eq!(seen(text), [format!("NOM:{name}")], "{text}");
    }
}

#[test]
fn places_works_and_figures_stay() {
    for text in [
        "Replanter la rue Victor Hugo et la place Jean Jaurès",
        "L'école Jean Tillac et le stade Roger Kervaly sont vétustes",
        "La loi Évin, la ligne Maryse Bastié, le rapport Meadows",
        "Le parc du Général Leclerc et la rue du Docteur Roux",
        "Leroy Merlin s'agrandit à Saint Jean de Védas",
        "Monsieur le maire, écoutez-nous",
        "Mme la directrice refuse de répondre",
        "Il faut 3 places de parking et 12 cours de yoga en 2030",
        "Un budget de 12 500 000 euros, article L151-23, RD 123",
        "En 2019 rue de Paris, zone 30 rue Pasteur, le bus 12 rue de Metz",
        "Le 01/02/2023 12:30, version 1.2.3.4, 0 800 123 456",
        "Lire https://www.service-public.fr/aides et www.lemonde.fr",
        "Le projet est né le 12 mars 2015",
        "Le pont des Forges est bloqué à 8h30",
        "L'article 3.2.1.4, la RN 123 DE LA COMMUNE, 2 345 678 901 234 euros",
        "La Rose des Vents, Grand Paris, Charlie Hebdo, le Président Wilson",
        "Facebook est nul et mon facebook marche mal",
    ] {
        assert_eq!(masked_parts(text), Vec::<String>::new(), "{text}");
    }
}

#[test]
fn officials_are_flagged_and_left_readable() {
    for text in [
        "Madame le maire Odile Tillac ne répond pas",
        "le maire, M. Tillac, promet",
        "l'adjointe à la culture Mme Tillac promet",
        "Mme Tillac, députée, promet",
        "le président Macron promet",
        "M. Tillac, 3e adjoint, promet",
        "Mme Tillac, qui est maire, promet",
        "La ministre de la Transition écologique, Mme Tillac, promet",
    ] {
        let masked = Pseudonyms::new(Language::French).mask(text);
        assert_eq!((masked.text.as_str(), masked.officials), (text, 1));
    }
    let twice = "le maire, M. Tillac, ment. M. Tillac doit partir";
    assert_eq!(seen(twice), ["ELU:Tillac", "ELU:Tillac"]);
    assert_eq!(
        seen("les adjoints M. Tillac et Mme Kervaly"),
        ["ELU:Tillac", "ELU:Kervaly"]
    );
    assert_eq!(
        seen("Mme Tillac, présidente de l'association, promet"),
        ["NOM:Tillac"]
    );
}

#[test]
fn numbers_and_addresses_are_found_in_many_spellings() {
    for (text, kind) in [
        ("06 39 98 12 34", "TEL"),
        ("06.39.98.12.34", "TEL"),
        ("0639981234", "TEL"),
        ("+33 (0)6 39 98 12 34", "TEL"),
        ("0033 639981234", "TEL"),
        ("+32 475 12 34 56", "TEL"),
        (
            "zéro six trente-neuf quatre-vingt-dix-huit douze trente-quatre",
            "TEL",
        ),
        ("odile.tillac@example.org", "EMAIL"),
        ("odile.tillac @ example.org", "EMAIL"),
        ("odile point tillac arobase example point org", "EMAIL"),
        ("odile.tillac (at) example.org", "EMAIL"),
        ("FR76 3000 6000 0112 3456 7890 189", "IBAN"),
        ("1 85 05 78 006 084 36", "NIR"),
        ("2 79 11 2A 004 123 51", "NIR"),
        ("4970 1012 3456 7890", "CARTE"),
        ("4970\u{a0}1012\u{a0}3456\u{a0}7890", "CARTE"),
        ("AB-123-CD", "PLAQUE"),
        ("AB\u{a0}123\u{a0}CD", "PLAQUE"),
        ("LD19 KXA", "PLAQUE"),
        ("1234 AB 35", "PLAQUE"),
        ("12 bis, rue des Lilas, 35000 Rennes", "ADRESSE"),
        (
            "5 impasse du Moulin, bât. B, apt 12, 69100 Villeurbanne",
            "ADRESSE",
        ),
        ("rue de Brest, 35000 Rennes", "ADRESSE"),
        ("BP 12, 35000 Rennes", "ADRESSE"),
        ("Résidence Les Tilleuls, appt 12", "ADRESSE"),
        ("Kergoz Vihan, 29000 Quimper", "ADRESSE"),
        ("1 Le Bourg, 22140 Bégard", "ADRESSE"),
        ("12 r. de la Paix", "ADRESSE"),
        ("14 Orchard Lane", "ADRESSE"),
        ("https://www.odile-tillac.example.org/photos", "URL"),
        ("https://facebook.com/odile.tillac", "URL"),
        ("@odile_t", "COMPTE"),
        ("192.168.1.12", "IP"),
        ("2001:db8::7", "IP"),
    ] {
        assert_eq!(seen(text), [format!("{kind}:{text}")]);
        let inside = format!("Voici : {text} merci");
        assert_eq!(seen(&inside), [format!("{kind}:{text}")], "{inside}");
    }
    assert_eq!(seen("née à Dax le 3 mai 1951"), ["NAISSANCE:3 mai 1951"]);
}

#[test]
fn the_same_thing_keeps_its_tag() {
    let mut tags = Pseudonyms::new(Language::French);
    let first = tags.mask("Appelez le 06 39 98 12 34 ou le 06 39 98 55 55");
    assert_eq!(first.text, "Appelez le [TEL_1] ou le [TEL_2]");
    let second = tags.mask("Mme Tillac : +33 639985555");
    assert_eq!(second.text, "Mme [NOM_1] : [TEL_2]");
    assert_eq!(
        &second.text[second.findings[1].start..second.findings[1].end],
        "[TEL_2]"
    );
    let english = Pseudonyms::new(Language::English).mask("Mrs Boon knows");
    assert_eq!(english.text, "Mrs [NAME_1] knows");
}

#[test]
fn a_tag_already_in_the_text_is_left_and_passed_over() {
    let mut tags = Pseudonyms::new(Language::French);
    let masked = tags.mask("Le [TEL_1] ne répond pas, le 06 39 98 12 34 non plus");
    assert_eq!(masked.text, "Le [TEL_1] ne répond pas, le [TEL_2] non plus");
    assert_eq!(masked.findings.len(), 1);
}

#[test]
fn findings_of_another_text_do_no_harm() {
    let beyond = Finding {
        kind: PersonalData::Phone,
        start: 2,
        end: 900,
    };
    let masked = Pseudonyms::default().apply("été", &[beyond]);
    assert_eq!(masked.text, "été");
}

/// Pieces that interact: titles, names, numbers, separators, tags.
fn answer() -> impl Strategy<Value = String> {
    let pieces = prop::sample::select(vec![
        "Mme",
        "M.",
        "Tillac",
        "Odile",
        "odile",
        "le maire",
        "rue",
        "12",
        "35000",
        "Rennes",
        "de",
        "06 39 98 12 34",
        "FR76 3000 6000 0112 3456 7890 189",
        "odile@example.org",
        "né le",
        "3 mai 1951",
        "1 85 05 78 006 084 36",
        "[TEL_1]",
        "[NOM_2]",
        "cordialement",
        "je m'appelle",
        "AB-123-CD",
        "et",
        "NADIA",
        "BELKACEM",
        ",",
        ".",
        "\n",
        "école",
        "(",
        "-",
        "d'",
        "é\u{301}",
        "@x_y",
        "www.a-b.fr",
        "zéro six",
        "\u{1}",
        "4970 1012 3456 7890",
        "à",
        "la famille",
        "Président",
        "PAS",
        "N'A",
        "RIEN",
        "Dr",
        "J.",
        "St",
    ]);
    prop::collection::vec(
        (
            pieces,
            prop::sample::select(vec![" ", " ", " ", "", "\n", ", "]),
        ),
        0..18,
    )
    .prop_map(|parts| {
        parts
            .into_iter()
            .flat_map(|(word, gap)| [word, gap])
            .collect()
    })
}

fn check(text: &str) -> Result<(), TestCaseError> {
    let found = find(text);
    let mut done = 0;
    for finding in &found {
        prop_assert!(finding.start < finding.end && done <= finding.start);
        prop_assert!(text.is_char_boundary(finding.start) && text.is_char_boundary(finding.end));
        done = finding.end;
    }
    prop_assert!(done <= text.len());
    let masked = Pseudonyms::new(Language::French).apply(text, &found);
    let again: Vec<Finding> = find(&masked.text)
        .into_iter()
        .filter(|f| f.kind != PersonalData::Official)
        .collect();
    prop_assert!(
        again.is_empty(),
        "{text:?} -> {:?} -> {again:?}",
        masked.text
    );
    for finding in found.iter().filter(|f| f.kind.is_number()) {
        prop_assert!(!masked.text.contains(&text[finding.start..finding.end]));
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(3000))]

    #[test]
    fn any_text_is_read_without_harm(text in "\\PC{0,80}") {
        check(&text)?;
    }

    #[test]
    fn masked_answers_hold_nothing_more(text in answer()) {
        check(&text)?;
    }

    #[test]
    fn digits_and_marks_are_read_without_harm(text in "[0-9A-Fa-f +().,:/@-]{0,60}") {
        check(&text)?;
    }
}
