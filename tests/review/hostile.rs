//! Texts that spreadsheets would rather not hold.

use super::{read, sample, signed, theme, workbook};
use cahier::review::Decision;

#[test]
fn hostile_texts_come_back_as_they_were() {
    let mut synthesis = sample("mobilite");
    let question = &mut synthesis.questions[0];
    let titles = [
        "=HYPERLINK(\"http://exemple.invalid\";\"clic\")",
        "+33 6 <b>&amp;</b> _x0041_",
        "\u{202E}عنوان من اليمين 😀👨‍👩‍👧",
        "@SOMME(A1:A9)",
        "-2+3\tet\u{7}\u{0}puis",
    ];
    for (result, title) in question.themes.iter_mut().zip(titles) {
        result.theme.title = title.to_owned();
    }
    let grouped: Vec<_> = question
        .similar
        .iter()
        .flat_map(|g| &g.answers.members)
        .collect();
    let grouped: Vec<_> = grouped.into_iter().map(|m| m.id.clone()).collect();
    let long = question
        .answers
        .iter_mut()
        .find(|a| a.themes.contains(&theme("Q1-T02")) && !grouped.contains(&a.id));
    let long = long.unwrap();
    long.text += &"\r\n=1+1 \u{7}mot 😀 ".repeat(5_000);
    long.text += "\u{1}مرحبا : la toute  fin de l'histoire\u{FFFF}";
    assert!(long.text.encode_utf16().count() > 2 * 32_767);
    let id = long.id.clone();

    let review = read(&workbook(&synthesis), &synthesis).unwrap();
    assert_eq!(
        (review.decisions, review.warnings),
        (Vec::new(), Vec::new())
    );

    // A passage behind what one cell holds, its apostrophe changed by the spreadsheet.
    let book = signed(&synthesis)
        .say("Citations", "Q1-T02-C1", "Décision", "remplacer")
        .say("Citations", "Q1-T02-C1", "Réponse à citer", &id.0)
        .say(
            "Citations",
            "Q1-T02-C1",
            "Passage à citer, mot pour mot",
            "مرحبا : la toute fin de l’histoire",
        )
        .say("Thèmes", "Q1-T08", "Décision", "fusionner avec")
        .say(
            "Thèmes",
            "Q1-T08",
            "Fusionner avec",
            &format!("Q1-T01 {}", titles[0]),
        );
    let review = read(&book, &synthesis).unwrap();
    assert!(
        matches!(&review.decisions[0], Decision::Merge { into, .. } if *into == theme("Q1-T01"))
    );
    let Decision::Quote {
        passage,
        keep: true,
        ..
    } = &review.decisions[2]
    else {
        panic!("no quote: {:?}", review.decisions);
    };
    let answers = synthesis.questions[0].answers.iter();
    let text = &answers.clone().find(|a| a.id == id).unwrap().text;
    assert_eq!(passage.span.of(text), "مرحبا : la toute  fin de l'histoire");
}
