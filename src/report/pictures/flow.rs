//! From the rows received to the answers in themes: three levels, one scale.

use super::svg::{Markup, share};

/// What is drawn. `received` is `analysed` and `aside` together, `aside` all of `reasons`,
/// `analysed` is `in_theme` and `in_none`.
pub(in crate::report) struct Flow {
    /// What the picture tells.
    pub caption: String,
    /// Rows.
    pub received: Step,
    /// Of these, answers that are analysed.
    pub analysed: Step,
    /// Of these, set aside.
    pub aside: Step,
    /// Why they are set aside; none with a count of 0.
    pub reasons: Vec<Step>,
    /// Answers in a theme.
    pub in_theme: Step,
    /// Answers in none.
    pub in_none: Step,
}

/// A number and what it counts.
pub(in crate::report) struct Step {
    /// The number.
    pub count: usize,
    /// The number and what it counts, as it is written.
    pub words: String,
}

/// Bars one under the other, what is taken away drawn hollow at the right; where there is
/// room, lighter bands between them lead the eye.
pub(in crate::report) fn flow(flow: &Flow) -> String {
    let rows = flow.received.count;
    let mut page = Markup::default();
    page.open("figure", &[("class", "pic pic-flow")]);
    page.element("figcaption", &[], &flow.caption);
    page.open("ol", &[]);

    page.open("li", &[]);
    labels(&mut page, &flow.received, None);
    level(&mut page, rows, &[(rows, true)]);
    band(&mut page, rows, flow.analysed.count);
    page.close();

    page.open("li", &[]);
    labels(
        &mut page,
        &flow.analysed,
        Some((&flow.aside, &flow.reasons)),
    );
    let mut parts = vec![(flow.analysed.count, true)];
    parts.extend(flow.reasons.iter().map(|reason| (reason.count, false)));
    level(&mut page, rows, &parts);
    band(&mut page, rows, flow.in_theme.count);
    page.close();

    page.open("li", &[]);
    labels(&mut page, &flow.in_theme, Some((&flow.in_none, &[])));
    let parts = [(flow.in_theme.count, true), (flow.in_none.count, false)];
    level(&mut page, rows, &parts);
    page.finish()
}

/// What goes on to the next level, as a lighter band below this one.
fn band(page: &mut Markup, rows: usize, count: usize) {
    let hidden = [
        ("class", "pic-band"),
        ("width", "100%"),
        ("height", "100%"),
        ("aria-hidden", "true"),
    ];
    page.open("svg", &hidden);
    page.shape(
        "rect",
        &[("width", &share(count, rows)), ("height", "100%")],
    );
    page.close();
}

/// What goes on, then what does not, with its reasons.
fn labels(page: &mut Markup, on: &Step, off: Option<(&Step, &[Step])>) {
    page.open("div", &[("class", "pic-counts")]);
    page.element("strong", &[], &on.words);
    if let Some((off, reasons)) = off {
        page.element("span", &[], &off.words);
        if !reasons.is_empty() {
            page.open("ul", &[]);
            for reason in reasons {
                page.element("li", &[], &reason.words);
            }
            page.close();
        }
    }
    page.close();
}

/// The bar of a level: (count, whether it goes on), from the left.
fn level(page: &mut Markup, rows: usize, parts: &[(usize, bool)]) {
    let hidden = [
        ("class", "pic-level"),
        ("width", "100%"),
        ("height", "14"),
        ("aria-hidden", "true"),
    ];
    page.open("svg", &hidden);
    let mut before = 0;
    for (count, goes_on) in parts.iter().filter(|(count, _)| *count > 0) {
        let class = if *goes_on { "" } else { "pic-aside" };
        let place = [
            ("class", class),
            ("x", &share(before, rows)),
            ("width", &share(*count, rows)),
            ("height", "100%"),
        ];
        page.shape("rect", &place);
        before += count;
    }
    page.close();
}

#[cfg(test)]
mod tests {
    use super::super::svg::tests::{HOSTILE, read};
    use super::*;

    fn step(count: usize, words: &str) -> Step {
        Step {
            count,
            words: format!("{count} {words}"),
        }
    }

    #[test]
    fn every_level_is_drawn_to_one_scale() {
        let drawn = flow(&Flow {
            caption: HOSTILE.to_owned(),
            received: step(200, "lignes"),
            analysed: step(150, "réponses"),
            aside: step(50, "de côté"),
            reasons: vec![step(30, "vides"), step(20, HOSTILE)],
            in_theme: step(150, "dans un thème"),
            in_none: step(0, "dans aucun"),
        });
        let (texts, attributes) = read(&drawn);
        let lengths = |key: &str| -> Vec<&str> {
            let of = attributes.iter().filter_map(|a| a.strip_prefix(key));
            of.collect()
        };
        assert_eq!(
            lengths("rect width="),
            [
                "100.00%", "75.00%", "75.00%", "15.00%", "10.00%", "75.00%", "75.00%"
            ]
        );
        assert_eq!(
            lengths("rect x="),
            ["0.00%", "0.00%", "75.00%", "90.00%", "0.00%"]
        );
        for words in [
            "200 lignes",
            "150 réponses",
            "50 de côté",
            "30 vides",
            "0 dans aucun",
        ] {
            assert!(texts.iter().any(|text| text == words), "{words}");
        }
        assert!(!drawn.contains("<script"));
    }

    #[test]
    fn nothing_received_draws_nothing() {
        let none = || step(0, "rien");
        read(&flow(&Flow {
            caption: String::new(),
            received: none(),
            analysed: none(),
            aside: none(),
            reasons: Vec::new(),
            in_theme: none(),
            in_none: none(),
        }));
    }
}
