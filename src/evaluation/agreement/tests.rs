use super::*;

/// `table[i][j]`: answers the first puts in theme i and the second in theme j, the last row
/// and column being "no theme".
fn compared(table: &[&[usize]]) -> Compared {
    let none = table.len() - 1;
    let codes = |place: usize| {
        if place == none {
            Vec::new()
        } else {
            vec![place]
        }
    };
    let mut answers = Vec::new();
    for (i, row) in table.iter().enumerate() {
        for (j, count) in row.iter().enumerate() {
            answers.extend((0..*count).map(|_| Coded {
                sides: [codes(i), codes(j)],
                weight: 1.0,
            }));
        }
    }
    Compared {
        themes: (0..none).map(|t| ThemeId(format!("Q1-T{t:02}"))).collect(),
        strata: vec![(0..answers.len()).collect()],
        covered: answers.len(),
        answers,
    }
}

fn pair(compared: &Compared) -> PairAgreement {
    compared.pair([Coder::First, Coder::Machine], &mut Dice::new(1))
}

fn near(value: f64, wanted: f64) {
    assert!((value - wanted).abs() < 5e-4, "{value} is not {wanted}");
}

#[test]
fn kappa_is_the_published_one() {
    // Fleiss, Levin and Paik (2003), table 18.1: diagnoses of 100 subjects by two raters.
    // Observed 0.89, expected 0.66, kappa 0.68; by category 0.69, 0.50 (and 0.77).
    let both = pair(&compared(&[&[75, 1, 4], &[5, 4, 1], &[0, 0, 10]]));
    assert_eq!((both.answers, both.same_main), (100, 89));
    near(both.main.value, 0.89);
    near(both.kappa.expect("kappa").value, 0.23 / 0.34);
    let each: Vec<f64> = both
        .themes
        .iter()
        .filter_map(|t| Some(t.kappa?.value))
        .collect();
    near(each[0], 0.22 / 0.32);
    near(each[1], 0.07 / 0.14);
}

#[test]
fn a_small_table_by_hand() {
    // 20 yes-yes, 5 yes-no, 10 no-yes, 15 no-no: observed 0.7, expected 0.5, kappa 0.4.
    let both = pair(&compared(&[&[20, 5], &[10, 15]]));
    near(both.main.value, 0.7);
    near(both.kappa.expect("kappa").value, 0.4);
    // F1 of the one theme: 2 * 20 / (25 + 30).
    near(both.f1_micro.expect("micro").value, 40.0 / 55.0);
    near(both.f1_macro.expect("macro").value, 40.0 / 55.0);
    let theme = &both.themes[0];
    assert_eq!((theme.given, theme.both), ([25, 30], 20));
    near(theme.kappa.expect("kappa").value, 0.4);
    let [low, high] = both
        .kappa
        .and_then(|kappa| kappa.interval)
        .expect("interval");
    // Cohen's standard error of 1960 is 0.13: 0.15 to 0.65.
    assert!(
        (low - 0.15).abs() < 0.04 && (high - 0.65).abs() < 0.04,
        "{low} {high}"
    );
}

#[test]
fn perfect_and_impossible_agreement_give_no_false_certainty() {
    let perfect = pair(&compared(&[&[6, 0], &[0, 4]]));
    assert_eq!(
        perfect.main,
        Estimate {
            value: 1.0,
            interval: None
        }
    );
    near(perfect.kappa.expect("kappa").value, 1.0);
    let same = pair(&compared(&[&[10, 0], &[0, 0]]));
    assert_eq!(same.kappa, None);
    let nothing = pair(&compared(&[&[0, 0], &[0, 3]]));
    assert!(nothing.f1_micro.is_none() && nothing.themes.is_empty());
}

#[test]
fn several_themes_of_an_answer_and_weights_count() {
    // One answer stands for 9: both say themes 0 and 1. One stands for 1: 0 against 2.
    let coded = |a: &[usize], b: &[usize], weight: f64| Coded {
        sides: [a.to_vec(), b.to_vec()],
        weight,
    };
    let compared = Compared {
        themes: (0..3).map(|t| ThemeId(format!("Q1-T{t:02}"))).collect(),
        answers: vec![coded(&[0, 1], &[1, 0], 9.0), coded(&[0], &[2], 1.0)],
        strata: vec![vec![0, 1]],
        covered: 10,
    };
    let both = pair(&compared);
    // Other main themes in both, though the first shares all its themes.
    assert_eq!((both.same_main, both.main.value), (0, 0.0));
    // 18 shared of (19 + 19) / 2 given.
    near(both.f1_micro.expect("micro").value, 36.0 / 38.0);
    // Theme 0: 18 / 19; theme 1: 1; theme 2: 0.
    near(
        both.f1_macro.expect("macro").value,
        (18.0 / 19.0 + 1.0) / 3.0,
    );
}

#[test]
fn the_bootstrap_of_a_mean_has_the_spread_of_sampling() {
    // 50 % of 40 answers in 20 strata of two: the standard error of the stratified mean.
    let mut compared = compared(&[&[20, 20], &[0, 0]]);
    compared.strata = (0..20).map(|i| vec![i, i + 20]).collect();
    let mut dice = Dice::new(3);
    let weights = vec![1.0; 40];
    let means: Vec<f64> = (0..DRAWS)
        .map(|_| {
            compared
                .figures(&compared.drawn_again(&weights, &mut dice))
                .main
        })
        .collect();
    let spread = means.iter().map(|m| (m - 0.5) * (m - 0.5)).sum::<f64>() / DRAWS as f64;
    // Each stratum: variance of its two answers 0.5, mean of them 0.25; 20 strata.
    let wanted = 0.25 / 20.0;
    assert!((spread / wanted - 1.0).abs() < 0.1, "{spread} {wanted}");
}
