use super::*;

/// Oppositions of answers of one unit each: object, numbers of answers for and against.
fn found(texts: &[&str], language: Language) -> Vec<(String, usize, usize)> {
    let units: Vec<TextUnit<'_>> = texts
        .iter()
        .enumerate()
        .map(|(answer, text)| TextUnit {
            text,
            answer,
            group: None,
        })
        .collect();
    let lexicon = Lexicon::new(language);
    oppositions(&units, &lexicon, Limits::default(), &|_, _| 0.0)
        .into_iter()
        .map(|o| (o.object, o.favour.len(), o.against.len()))
        .collect()
}

#[test]
fn a_thing_wanted_and_refused() {
    let sides = found(
        &[
            "Il faut une patinoire pour les jeunes",
            "Construire une patinoire",
            "Non à la patinoire",
            "Je suis contre la patinoire, trop chère",
            "Réparer les trottoirs",
        ],
        Language::French,
    );
    assert_eq!(sides, [("patinoire".to_owned(), 2, 2)]);
}

#[test]
fn lack_and_wish_agree() {
    let sides = found(
        &[
            "Il n'y a plus de médecins",
            "Plus de médecins !",
            "Manque de médecins",
            "Il faut des médecins",
        ],
        Language::French,
    );
    assert!(sides.is_empty());
}

#[test]
fn a_listed_subject_in_other_words() {
    let sides = found(
        &[
            "Mow the verges every week",
            "Cut the grass please",
            "Let it grow wild",
            "Less mowing",
        ],
        Language::English,
    );
    assert_eq!(sides.len(), 1);
    assert_eq!((sides[0].1, sides[0].2), (2, 2));
}
