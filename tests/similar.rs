//! Groups of answers as a reader of the report would name them.
#![allow(clippy::unwrap_used)]

use cahier::answers::similar::{
    GroupKind, SimilarTexts, TextGroup, Variant, group, group_apart_from,
};
use proptest::prelude::*;

const LETTER: &str = "Habitants du plateau, nous refusons que le marché couvert devienne un parking. \
Ses halles abritent vingt commerces, une cantine solidaire et les répétitions de la fanfare. Les \
déplacer coûterait plus cher que réparer la toiture, comme l'a montré l'étude de mars. Nous \
demandons un vote des habitants avant le premier coup de pioche.";
const LAW: &str = "« Le propriétaire d'un ouvrage public en assure la conservation et ne peut en changer \
l'usage sans avoir recueilli l'avis des personnes qui y exercent leur activité »";

fn groups(texts: &[&str]) -> Vec<TextGroup> {
    group(texts).groups
}

fn members(group: &TextGroup) -> Vec<usize> {
    group.members.iter().map(|m| m.text).collect()
}

fn variants(group: &TextGroup) -> Vec<Variant> {
    group.members.iter().map(|m| m.variant).collect()
}

fn alone(texts: &[&str]) {
    assert_eq!(groups(texts), [], "{texts:?}");
}

fn together(texts: &[&str], kind: GroupKind) -> TextGroup {
    let found = groups(texts);
    assert_eq!(found.len(), 1, "{texts:?}");
    assert_eq!(found[0].kind, kind, "{texts:?}");
    assert_eq!(members(&found[0]), (0..texts.len()).collect::<Vec<_>>());
    found[0].clone()
}

#[test]
fn white_space_makes_no_other_text() {
    let exact = together(
        &["une fontaine", " une\u{a0}fontaine\n", "une  fontaine"],
        GroupKind::Exact,
    );
    assert_eq!(exact.distinct, 1);
    assert!(exact.members.iter().all(|m| m.shared == 1.0));
}

#[test]
fn case_accents_and_signs_make_a_near_duplicate() {
    let near = together(
        &[
            "Une fontaine !!",
            "une fontaine",
            "UNE FONTAINE",
            "une fontaine",
        ],
        GroupKind::Near,
    );
    assert_eq!((near.distinct, near.model), (3, 1));
    use Variant::{Identical, Reworded};
    assert_eq!(variants(&near), [Reworded, Identical, Reworded, Identical]);
    together(
        &[
            "Un rond-point rue Haute",
            "un rond point, rue Haute",
            "Un rondpoint rue Haute.",
        ],
        GroupKind::Near,
    );
    together(
        &["l'éclairage des berges", "leclairage des berges"],
        GroupKind::Near,
    );
}

#[test]
fn spelling_and_articles_make_a_near_duplicate() {
    together(
        &[
            "Réparer les trottoirs du quai",
            "réparer le trotoir du quai",
        ],
        GroupKind::Near,
    );
    together(&["d'autres bancs svp", "D’autres bancs"], GroupKind::Near);
    together(&["plus de bancs svp", "Plus de bancs"], GroupKind::Near);
    together(
        &["Il faut une crèche au nord", "Une crèche au nord, merci"],
        GroupKind::Near,
    );
    together(
        &[
            "Repair the pavements",
            "repair the pavment",
            "please repair pavements",
        ],
        GroupKind::Near,
    );
}

#[test]
fn a_word_that_turns_the_meaning_keeps_short_answers_apart() {
    alone(&["plus de bus", "moins de bus"]);
    alone(&["plus de pistes cyclables", "plus de parking"]);
    alone(&["Le pont est utile", "Le pont n'est pas utile"]);
    alone(&["30 km/h en ville", "50 km/h en ville"]);
    alone(&["un tram en 2 ans", "un tram en 3 ans"]);
    alone(&["c'est possible", "c'est impossible"]);
    alone(&[
        "Ouvrir la piscine du canal le dimanche matin aux clubs et aux familles",
        "Fermer la piscine du canal le dimanche matin aux clubs et aux familles",
    ]);
    alone(&["open the pool", "close the pool"]);
    alone(&["I would use it", "I would not use it"]);
    alone(&[
        "prolonger le RER C",
        "prolonger le RER D",
        "prolonger le RER L",
    ]);
    alone(&["oui", "non", "1", "2", "!!!", "?"]);
}

#[test]
fn one_content_word_may_differ_in_a_longer_answer() {
    let long = "Sur le quai des Tanneurs les poubelles débordent chaque dimanche soir parce que le camion passe seulement le jeudi matin";
    let other = long.replace("débordent", "dégueulent");
    let near = together(&[long, &other], GroupKind::Near);
    assert!(near.members[1].shared > 0.9 && near.members[1].shared < 1.0);
    alone(&[
        long,
        &long.replace("seulement le jeudi", "le mardi et le jeudi"),
    ]);
}

#[test]
fn a_common_opinion_is_no_campaign() {
    let texts = vec!["La propreté des rues."; 40];
    together(&texts, GroupKind::Exact);
    let slogan = "non au parking ".repeat(30);
    together(&[slogan.as_str(); 9], GroupKind::Exact);
}

#[test]
fn three_identical_long_answers_are_duplicates_and_five_a_campaign() {
    together(&[LETTER; 3], GroupKind::Exact);
    together(&[LETTER; 5], GroupKind::Campaign);
}

#[test]
fn a_campaign_holds_whole_extended_and_partial_copies() {
    let opened =
        format!("Je tiens une buvette depuis trente ans et j'y vois tout le quartier. {LETTER}");
    let closed = format!(
        "{LETTER}\n\nMa fille y a appris le trombone, ne gâchez pas cela pour quelques voitures."
    );
    let part = &LETTER[LETTER.find("Les déplacer").unwrap()..];
    let slip = LETTER.replace("habitants avant", "abitants avant");
    let mine = "Le marché couvert pourrait ouvrir le soir avec des concerts et un bar tenu par des jeunes.";
    let found = groups(&[&opened, LETTER, mine, &closed, part, &slip, LETTER]);
    assert_eq!(found.len(), 1);
    assert_eq!(
        (found[0].kind, found[0].distinct, found[0].model),
        (GroupKind::Campaign, 5, 1)
    );
    assert_eq!(members(&found[0]), [0, 1, 3, 4, 5, 6]);
    use Variant::{Extended, Identical, Partial, Reworded};
    assert_eq!(
        variants(&found[0]),
        [Extended, Identical, Extended, Partial, Reworded, Identical]
    );
}

#[test]
fn two_letters_that_quote_one_law_stay_two_campaigns() {
    let other = "Commerçants des halles, nous voulons rester. Nos baux courent encore neuf ans, nos clients \
viennent à pied et nos apprentis logent au-dessus des étals. Un parking viderait la place avant Noël.";
    let one: Vec<String> = (0..4)
        .map(|n| format!("{LETTER} {LAW} Signé {n}"))
        .collect();
    let two: Vec<String> = (0..4).map(|n| format!("{other} {LAW} Étal {n}")).collect();
    let texts: Vec<&str> = one.iter().chain(&two).map(String::as_str).collect();
    let found = groups(&texts);
    assert_eq!(
        found.iter().map(members).collect::<Vec<_>>(),
        [[0, 1, 2, 3], [4, 5, 6, 7]]
    );
}

#[test]
fn a_quotation_is_no_campaign() {
    let own = [
        "Voilà ce que dit le texte, et pourtant personne ne nous a rien demandé avant de commander les plans à un cabinet venu d'ailleurs, ce qui nous a beaucoup choqués ma femme et moi",
        "Je cite parce que la mairie fait semblant de ne pas le connaître alors que son propre service juridique l'affiche dans le hall depuis des mois, juste à côté de la machine à café en panne",
        "Pour une fois que la règle protège les petits, il serait bon de la lire jusqu'au bout au lieu de courir derrière des subventions qui ne viendront peut-être jamais vu l'état du budget",
        "Mon oncle avait une échoppe ici, on l'a fait partir sans un mot, donc ce principe me parle, mais je voudrais surtout savoir qui paiera le loyer des vendeurs pendant toute la durée du chantier",
    ];
    let texts: Vec<String> = own.iter().map(|own| format!("{LAW} {own}")).collect();
    let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    alone(&texts);
    let brief: Vec<String> = ["D'accord.", "Très bien.", "C'est flou.", "Enfin !"]
        .iter()
        .map(|own| format!("{LAW} {own}"))
        .collect();
    let brief: Vec<&str> = brief.iter().map(String::as_str).collect();
    assert!(groups(&brief).iter().any(|g| g.kind == GroupKind::Campaign));
    assert!(
        group_apart_from(&brief, &[LAW])
            .groups
            .iter()
            .all(|g| g.kind != GroupKind::Campaign)
    );
}

#[test]
fn paragraphs_picked_from_one_letter_are_one_campaign() {
    let points: Vec<&str> = LETTER.split(". ").collect();
    let pick = |some: &[usize]| {
        some.iter()
            .map(|n| points[*n])
            .collect::<Vec<_>>()
            .join(". ")
    };
    let texts: Vec<String> = [
        &[0, 1][..],
        &[1, 2],
        &[2, 3],
        &[0, 1, 2],
        &[0, 2, 3],
        &[0, 1, 2, 3],
        &[1, 2, 3],
    ]
    .iter()
    .map(|some| pick(some))
    .collect();
    let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    together(&texts, GroupKind::Campaign);
}

#[test]
fn groups_come_largest_first_and_empty_texts_in_none() {
    let found = groups(&["", "b", "b", "a", " ", "a", "a", "c", "c", "\t"]);
    let sizes: Vec<Vec<usize>> = found.iter().map(members).collect();
    assert_eq!(sizes, [vec![3, 5, 6], vec![1, 2], vec![7, 8]]);
    assert_eq!(group(&[]), SimilarTexts::default());
}

#[test]
fn the_number_of_threads_changes_nothing() {
    let texts: Vec<String> = (0..300)
        .map(|n| {
            format!(
                "{} {}",
                &LETTER[..(n % 7) * 40 + 1].trim_end_matches('\u{c3}'),
                n % 11
            )
        })
        .collect();
    let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    let with = |threads| {
        rayon::ThreadPoolBuilder::new()
            .num_threads(threads)
            .build()
            .unwrap()
            .install(|| group(&texts))
    };
    assert_eq!(with(1), with(4));
}

/// Texts made of a few sentences, so that they often share some.
fn answer() -> impl Strategy<Value = String> {
    let sentences: Vec<String> = LETTER
        .split_inclusive(". ")
        .chain([LAW, "plus de bus ", "Plus de Bus !", "moins de bus"])
        .map(str::to_owned)
        .collect();
    let piece = prop_oneof![3 => proptest::sample::select(sentences), 1 => any::<String>(), 1 => "[a-d ]{0,12}"];
    proptest::collection::vec(piece, 0..4).prop_map(|pieces| pieces.concat())
}

/// Sets of texts, whatever their order: kind and sorted members.
fn partition(found: &SimilarTexts, original: &[usize]) -> Vec<(GroupKind, Vec<usize>)> {
    let mut sets: Vec<(GroupKind, Vec<usize>)> = found
        .groups
        .iter()
        .map(|g| {
            let mut texts: Vec<usize> = g.members.iter().map(|m| original[m.text]).collect();
            texts.sort_unstable();
            (g.kind, texts)
        })
        .collect();
    sets.sort();
    sets
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn groups_are_sound(texts in proptest::collection::vec(answer(), 0..40)) {
        let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
        let found = group(&texts);
        let mut seen = vec![false; texts.len()];
        let key = |g: &TextGroup| (std::cmp::Reverse(g.members.len()), g.members[0].text);
        prop_assert!(found.groups.iter().is_sorted_by_key(key));
        for g in &found.groups {
            prop_assert!(g.members.len() > 1);
            prop_assert!(g.members.is_sorted_by(|a, b| a.text < b.text));
            prop_assert!(g.members.iter().any(|m| m.text == g.model && m.variant == Variant::Identical));
            let said: std::collections::HashSet<String> =
                g.members.iter().map(|m| texts[m.text].split_whitespace().collect::<Vec<_>>().join(" ")).collect();
            prop_assert_eq!(g.distinct, said.len());
            prop_assert_eq!(g.kind == GroupKind::Exact, g.distinct == 1 && g.kind != GroupKind::Campaign);
            for m in &g.members {
                prop_assert!((0.0..=1.0).contains(&m.shared));
                prop_assert!(!std::mem::replace(&mut seen[m.text], true));
            }
        }
    }

    #[test]
    fn the_order_of_answers_changes_no_group(
        (texts, order) in proptest::collection::vec(answer(), 1..30).prop_flat_map(|texts| {
            let order: Vec<usize> = (0..texts.len()).collect();
            (Just(texts), Just(order).prop_shuffle())
        })
    ) {
        let straight: Vec<&str> = texts.iter().map(String::as_str).collect();
        let shuffled: Vec<&str> = order.iter().map(|at| texts[*at].as_str()).collect();
        let all: Vec<usize> = (0..texts.len()).collect();
        prop_assert_eq!(partition(&group(&straight), &all), partition(&group(&shuffled), &order));
    }
}
