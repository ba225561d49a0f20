use super::*;

/// Rewordings that keep what matters: nothing may be found.
const KEPT_FRENCH: [(&str, &str); 24] = [
    (
        "Y a pas de bus le dimanche, c'est la galère.",
        "Il n'y a pas de bus le dimanche.",
    ),
    (
        "On ne peut jamais se garer près de la poste.",
        "Il est impossible de se garer près de la poste.",
    ),
    (
        "aucun banc entre la gare et le parc",
        "Il n'y a aucun banc entre la gare et le parc.",
    ),
    (
        "Sans trottoir, ma mère n'ose plus sortir.",
        "Ma mère n'ose plus sortir, car il n'y a pas de trottoir.",
    ),
    (
        "Arrêtez de couper les arbres de l'avenue Curie !",
        "Il faut arrêter de couper les arbres de l'avenue Curie.",
    ),
    (
        "J'attends 40 minutes à l'arrêt tous les matins.",
        "J'attends quarante minutes à l'arrêt chaque matin.",
    ),
    (
        "Le ticket à 3,20 € c'est du vol.",
        "Le ticket à 3,20 euros est trop cher.",
    ),
    (
        "1 450 signatures et rien n'a bougé",
        "Malgré 1450 signatures, rien n'a changé.",
    ),
    (
        "Le dernier car part à 20h10.",
        "Le dernier car part à 20 heures 10.",
    ),
    (
        "Il faudrait quatre-vingt-dix places de plus.",
        "Il faut 90 places de plus.",
    ),
    (
        "Ouvrir la médiathèque le samedi et le dimanche",
        "Il faudrait ouvrir la médiathèque le week-end.",
    ),
    (
        "Je travaille à Port-Neuf et je dors aux Quatre-Vents",
        "La personne travaille à Port-Neuf et dort aux Quatre-Vents.",
    ),
    (
        "[NOM_1] au guichet m'a envoyé balader",
        "[NOM_1], au guichet, m'a mal reçu.",
    ),
    (
        "D'accord pour le tram, sauf s'il passe rue Basse.",
        "Je suis pour le tram, sauf s'il passe rue Basse.",
    ),
    (
        "Il n'y a qu'un seul médecin pour le quartier.",
        "Le quartier a seulement un médecin.",
    ),
    (
        "Les loyers c'est abusé, 800 euros pour 20 m2",
        "Un loyer de 800 € pour 20 m² est trop élevé.",
    ),
    (
        "Plus de poubelles au bord du lac !!",
        "Il faut plus de poubelles au bord du lac.",
    ),
    (
        "Merci de réparer l'ascenseur, on est au 5e étage",
        "Il faut réparer l'ascenseur : nous sommes au cinquième étage.",
    ),
    (
        "c'est trop cher pour les familles nombreuses",
        "Le prix est trop élevé pour les familles nombreuses.",
    ),
    (
        "Les rues sont si étroites que deux poussettes ne passent pas",
        "Deux poussettes ne passent pas dans ces rues trop étroites.",
    ),
    (
        "Interdire les camions devant l'école Jaurès",
        "Il faut interdire les camions devant l'école Jaurès.",
    ),
    (
        "Le bruit la nuit, on dort plus.",
        "La nuit, le bruit empêche de dormir.",
    ),
    (
        "Je ne suis ni pour ni contre ce projet.",
        "Je ne suis ni pour ni contre le projet.",
    ),
    (
        "Ne supprimez pas le marché du jeudi.",
        "Il faut garder le marché du jeudi.",
    ),
];
const KEPT_ENGLISH: [(&str, &str); 12] = [
    (
        "There isn't a single bench on Mill Lane.",
        "Mill Lane has no single bench.",
    ),
    (
        "I can't get to the surgery without a car",
        "Without a car, I cannot get to the surgery.",
    ),
    (
        "Stop mowing the verges in May",
        "The council should stop mowing the verges in May.",
    ),
    ("Bus fares went up by two pounds", "Bus fares rose by £2."),
    (
        "1,200 people use it every week",
        "It is used by 1200 people every week.",
    ),
    (
        "The gate shuts at 8pm which is daft",
        "The gate closes at 8 pm.",
    ),
    (
        "only if the café stays open",
        "Only if the café stays open.",
    ),
    (
        "We need more bins near Castle Green please",
        "More bins should be put near Castle Green.",
    ),
    (
        "nowhere to sit for older folk",
        "Older people have nowhere to sit.",
    ),
    (
        "a dozen swings and none for wheelchairs",
        "There are 12 swings but none for wheelchairs.",
    ),
    (
        "They never empty the bins on Sundays",
        "The bins are never emptied on Sundays.",
    ),
    (
        "Lovely park, well looked after",
        "The park is lovely and well kept.",
    ),
];
/// Rewordings that change something, and what.
const CHANGED_FRENCH: [(&str, &str, Kind); 25] = [
    (
        "Il n'y a pas de bus le dimanche.",
        "Il y a des bus le dimanche.",
        Kind::Negation,
    ),
    (
        "Les bus ne passent jamais à l'heure.",
        "Les bus passent à l'heure.",
        Kind::Negation,
    ),
    (
        "Les bus passent le soir.",
        "Les bus ne passent pas le soir.",
        Kind::Negation,
    ),
    (
        "arrêter de supprimer des places de parking",
        "Il faut supprimer des places de parking.",
        Kind::Negation,
    ),
    (
        "Une rue sans voitures devant l'école",
        "Une rue avec des voitures devant l'école",
        Kind::Negation,
    ),
    (
        "Les bus ne passent pas le soir et le tram est cher.",
        "Les bus passent le soir, mais le tram n'est pas cher.",
        Kind::Negation,
    ),
    (
        "J'attends 40 minutes à l'arrêt.",
        "J'attends 40 heures à l'arrêt.",
        Kind::Number,
    ),
    (
        "Trois bus par heure suffiraient.",
        "Quelques bus par heure suffiraient.",
        Kind::Number,
    ),
    (
        "Le ticket coûte 3,20 €.",
        "Le ticket coûte 3 €.",
        Kind::Number,
    ),
    (
        "Le car part trop tôt.",
        "Le car part 20 minutes trop tôt.",
        Kind::Number,
    ),
    (
        "Le marché du jeudi est trop petit.",
        "Le marché est trop petit.",
        Kind::Number,
    ),
    (
        "Un bus vers Port-Neuf le soir",
        "Un bus le soir",
        Kind::Name,
    ),
    (
        "Il faut un arrêt près de l'hôpital.",
        "Il faut un arrêt près de l'hôpital Saint-Roch.",
        Kind::Name,
    ),
    (
        "[NOM_1] m'a mal reçu.",
        "Le guichet m'a mal reçu.",
        Kind::Name,
    ),
    ("Annulez la ZFE.", "Il faut annuler la zone.", Kind::Name),
    (
        "Je suis pour le tram, sauf s'il passe ici.",
        "Je suis pour le tram.",
        Kind::Condition,
    ),
    (
        "Oui si les travaux finissent vite.",
        "Oui, et les travaux finissent vite.",
        Kind::Condition,
    ),
    (
        "Il n'y a que deux médecins au village.",
        "Il y a deux médecins au village.",
        Kind::Condition,
    ),
    (
        "jpeu pa aller a un entretien le mardi",
        "Je vais à un entretien le mardi.",
        Kind::Negation,
    ),
    (
        "Je suis obligé de descendre sur la route.",
        "Je descends sur la route.",
        Kind::Condition,
    ),
    (
        "Il faut moins de voitures.",
        "Il faut plus de voitures.",
        Kind::Direction,
    ),
    (
        "Une réunion avant les travaux.",
        "Une réunion après les travaux.",
        Kind::Direction,
    ),
    (
        "Les bus sont toujours en retard.",
        "Les bus doivent être à l'heure.",
        Kind::Demand,
    ),
    (
        "Il faudrait un banc près de la poste.",
        "La place a un banc près de la poste.",
        Kind::Demand,
    ),
    (
        "La voisine du 3 descend son fauteuil sur la chaussée.",
        "La voisine du 3 descend sur la chaussée.",
        Kind::Person,
    ),
];
const CHANGED_ENGLISH: [(&str, &str, Kind); 11] = [
    (
        "There are no benches on the path.",
        "There are benches on the path.",
        Kind::Negation,
    ),
    (
        "The lights don't work at night.",
        "The lights work at night.",
        Kind::Negation,
    ),
    (
        "Stop cutting the hedges.",
        "The council should cut the hedges.",
        Kind::Negation,
    ),
    (
        "The path is clean.",
        "The path is not clean.",
        Kind::Negation,
    ),
    (
        "It takes 20 minutes to cross.",
        "It takes a while to cross.",
        Kind::Number,
    ),
    (
        "The pool opens at 9.",
        "The pool opens at 10.",
        Kind::Number,
    ),
    (
        "More lights by Mill Lane.",
        "More lights by the lane.",
        Kind::Name,
    ),
    (
        "Fine, unless it floods.",
        "Fine, it floods.",
        Kind::Condition,
    ),
    ("We want fewer cars.", "We want more cars.", Kind::Direction),
    (
        "The bins are full every day.",
        "The bins should be emptied.",
        Kind::Demand,
    ),
    (
        "The path is too steep for my pram.",
        "The path is too steep.",
        Kind::Person,
    ),
];

fn check(language: Language, kept: &[(&str, &str)], changed: &[(&str, &str, Kind)]) -> Vec<String> {
    let lexicon = Lexicon::new(language);
    let mut wrong = Vec::new();
    for (raw, reworded) in kept {
        let found = changes(raw, reworded, &lexicon);
        if !found.is_empty() {
            wrong.push(format!("{raw} -> {reworded}: {found:?}"));
        }
    }
    for (raw, reworded, kind) in changed {
        let found = changes(raw, reworded, &lexicon);
        if !found.iter().any(|change| change.kind == *kind) {
            wrong.push(format!("{raw} -> {reworded}: {kind:?} not in {found:?}"));
        }
    }
    wrong
}

#[test]
fn what_matters_is_kept_or_the_change_is_found() {
    let mut wrong = check(Language::French, &KEPT_FRENCH, &CHANGED_FRENCH);
    wrong.extend(check(Language::English, &KEPT_ENGLISH, &CHANGED_ENGLISH));
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_text_keeps_itself() {
    for (language, texts) in [
        (
            Language::French,
            KEPT_FRENCH
                .iter()
                .map(|(raw, _)| *raw)
                .collect::<Vec<&str>>(),
        ),
        (
            Language::English,
            KEPT_ENGLISH.iter().map(|(raw, _)| *raw).collect(),
        ),
    ] {
        let lexicon = Lexicon::new(language);
        for text in texts {
            assert_eq!(changes(text, text, &lexicon), [], "{text}");
        }
    }
}

#[test]
fn numbers_in_words_are_numbers() {
    let french = Lexicon::new(Language::French);
    for (text, values) in [
        ("deux cent trente et un mille", vec!["231000"]),
        ("quatre-vingt-dix-sept ans", vec!["97"]),
        ("soixante et onze", vec!["71"]),
        ("vingt et une heures", vec!["21"]),
        ("mille neuf cents", vec!["1900"]),
        ("deux, trois fois", vec!["2", "3"]),
        ("aux Quatre-Vents et rue des Trois-Fontaines", vec![]),
        ("un logement neuf", vec![]),
        ("[TEL_12] et 3 000 habitants", vec!["3000"]),
    ] {
        let found: Vec<String> = numbers(text, &french)
            .into_iter()
            .map(|n| n.value)
            .collect();
        assert_eq!(found, values, "{text}");
    }
    let english = Lexicon::new(Language::English);
    let found: Vec<String> = numbers("two hundred and five", &english)
        .into_iter()
        .map(|n| n.value)
        .collect();
    assert_eq!(found, ["205"]);
}
