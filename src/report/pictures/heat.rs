//! Segments by themes as a table whose cells are shaded by share; the numbers stay.
//!
//! The steps are those of the report's words. Ink on the lighter shades and paper on the
//! darkest one keep a contrast of 4.5 to 1 with any accent colour that has it on paper.

use super::svg::Markup;
use crate::report::wording::PERCENT_FROM;

/// What is drawn.
pub(in crate::report) struct Heat {
    /// What the table holds.
    pub caption: String,
    /// Its name for those who hear the page.
    pub name: String,
    /// Language of the titles where it is not the page's.
    pub lang: Option<&'static str>,
    /// Heading of the column of themes.
    pub themes: String,
    /// The values of the segment.
    pub columns: Vec<Column>,
    /// Heading of the last column.
    pub total: String,
    /// The themes.
    pub rows: Vec<Row>,
    /// What the shades mean, before them.
    pub key: String,
    /// What each shade means, the lightest first.
    pub steps: [String; STEPS],
    /// What is said of cells that are not shaded.
    pub note: String,
}

/// A value of a segment.
pub(in crate::report) struct Column {
    /// The value.
    pub name: String,
    /// Its analysed answers, as written.
    pub base: String,
}

/// A theme.
pub(in crate::report) struct Row {
    /// Its title.
    pub title: String,
    /// Where it is told.
    pub anchor: String,
    /// Its answers of each value.
    pub cells: Vec<Cell>,
    /// All its answers, as written.
    pub total: String,
}

/// A cell as it is written and shaded.
pub(in crate::report) struct Cell {
    /// The number, or what stands for one that is not disclosed.
    pub text: String,
    /// How it is shaded.
    pub shade: Shade,
}

/// Shades of a table.
pub(in crate::report) const STEPS: usize = 5;
/// Columns of fewer answers are not shaded: a shade is a share, and none is printed there.
const FEWEST: usize = PERCENT_FROM;

/// How a cell is shaded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::report) enum Shade {
    /// Its number is not disclosed: hatched.
    Hidden,
    /// Too little to tell.
    Plain,
    /// From 0, the lightest, to [`STEPS`] - 1.
    Step(usize),
}

impl Shade {
    /// The shade of a cell with a number of its column's answers, both where disclosed.
    pub(in crate::report) fn of(part: Option<usize>, base: Option<usize>) -> Shade {
        match (part, base) {
            (None, _) => Shade::Hidden,
            (Some(part), Some(base)) if part > 0 && base >= FEWEST => {
                let percent = (200 * part + base) / (2 * base);
                let reached = [5, 15, 30, 50].iter().filter(|from| percent >= **from);
                Shade::Step(reached.count())
            }
            _ => Shade::Plain,
        }
    }

    fn class(self) -> String {
        match self {
            Shade::Hidden => "pic-hidden".to_owned(),
            Shade::Plain => String::new(),
            Shade::Step(step) => format!("pic-step{step}"),
        }
    }
}

/// The table, then what its shades mean.
pub(in crate::report) fn heat_table(heat: &Heat) -> String {
    let mut page = Markup::default();
    page.open("div", &[("class", "pic pic-heat")]);
    let frame = [
        ("class", "table"),
        ("tabindex", "0"),
        ("role", "group"),
        ("aria-label", &heat.name),
    ];
    page.open("div", &frame);
    page.open("table", &[]);
    page.open("caption", &[]);
    page.element("span", &[], &heat.caption);
    page.close();
    head(&mut page, heat);
    page.open("tbody", &[]);
    heat.rows.iter().for_each(|row| line(&mut page, heat, row));
    page.close();
    page.close();
    page.close();
    page.open("p", &[("class", "pic-key")]);
    page.element("span", &[], &heat.key);
    for (step, meaning) in heat.steps.iter().enumerate() {
        page.text(" ");
        page.element("span", &[("class", &Shade::Step(step).class())], meaning);
    }
    page.text(" ");
    page.element("span", &[], &heat.note);
    page.finish()
}

fn head(page: &mut Markup, heat: &Heat) {
    let column = [("scope", "col")];
    page.open("thead", &[]);
    page.open("tr", &[]);
    page.element("th", &column, &heat.themes);
    for value in &heat.columns {
        page.open("th", &column);
        page.text(&value.name);
        page.text(" ");
        page.element("small", &[], &value.base);
        page.close();
    }
    page.element("th", &column, &heat.total);
    page.close();
    page.close();
}

fn line(page: &mut Markup, heat: &Heat, row: &Row) {
    page.open("tr", &[]);
    page.open("th", &[("scope", "row")]);
    page.link(Some(&row.anchor), heat.lang, &row.title);
    page.close();
    for cell in &row.cells {
        page.element("td", &[("class", &cell.shade.class())], &cell.text);
    }
    page.element("td", &[], &row.total);
    page.close();
}

#[cfg(test)]
pub(super) mod tests {
    use super::super::svg::tests::{HOSTILE, read};
    use super::*;

    #[test]
    fn shades_follow_the_steps_of_the_words() {
        let shade = |part, base| Shade::of(Some(part), Some(base));
        assert_eq!(shade(4, 100), Shade::Step(0));
        assert_eq!(shade(20, 136), Shade::Step(2)); // 14.7 % is printed as 15 %.
        assert_eq!(shade(29, 100), Shade::Step(2));
        assert_eq!(shade(50, 100), Shade::Step(4));
        assert_eq!(shade(9, 49), Shade::Plain);
        assert_eq!(shade(0, 100), Shade::Plain);
        assert_eq!(Shade::of(Some(9), None), Shade::Plain);
        assert_eq!(Shade::of(None, Some(40)), Shade::Hidden);
    }

    #[test]
    fn cells_keep_their_numbers() {
        let cell = |text: &str, shade| Cell {
            text: text.to_owned(),
            shade,
        };
        let drawn = heat_table(&Heat {
            caption: HOSTILE.to_owned(),
            name: HOSTILE.to_owned(),
            lang: Some("en"),
            themes: "Thème".to_owned(),
            columns: ["Nord", HOSTILE]
                .map(|name| Column {
                    name: name.to_owned(),
                    base: "40".to_owned(),
                })
                .into(),
            total: "Ensemble".to_owned(),
            rows: vec![Row {
                title: HOSTILE.to_owned(),
                anchor: "q1-t01".to_owned(),
                cells: vec![cell("13", Shade::Step(3)), cell("n. d.", Shade::Hidden)],
                total: "17".to_owned(),
            }],
            key: "Part".to_owned(),
            steps: ["a", "b", "c", "d", "e"].map(str::to_owned),
            note: String::new(),
        });
        let (texts, attributes) = read(&drawn);
        for text in ["13", "n. d.", "17", "40"] {
            assert!(texts.iter().any(|t| t == text), "{text}");
        }
        assert!(attributes.iter().any(|a| a == "td class=pic-step3"));
        assert!(attributes.iter().any(|a| a == "td class=pic-hidden"));
        assert!(!drawn.contains("<script"));
    }

    /// The style sheet's shades, in the worst case an authority may choose: black.
    #[test]
    fn letters_on_shades_can_be_read() {
        let style = include_str!("../templates/pictures.css");
        let (ink, paper) = ([29, 35, 48], [255; 3]);
        for accent in [[31, 78, 140], [0; 3], [0, 128, 0], [200, 0, 0], [118; 3]] {
            for step in 0..STEPS {
                let rule = format!(".pic-step{step} {{");
                let rule = style.split(&rule).nth(1).expect("a shade");
                let rule = rule.split('}').next().unwrap_or_default();
                let mixed = rule.split("var(--accent) ").nth(1);
                let percent: Option<f64> =
                    mixed.and_then(|rest| rest.split('%').next()?.parse().ok());
                let (share, letters) = match (percent, rule.contains("color: var(--paper)")) {
                    (Some(percent), false) => (percent / 100.0, ink),
                    (None, true) => (1.0, paper),
                    (None, false) => (0.0, ink),
                    (Some(_), true) => panic!("paper on a light shade"),
                };
                let shade = [0, 1, 2].map(|i| {
                    let [accent, paper] =
                        [accent, paper].map(|colour: [u8; 3]| f64::from(colour[i]));
                    (accent * share + paper * (1.0 - share)).round() as u8
                });
                let contrast = contrast(shade, letters);
                assert!(contrast >= 4.5, "{accent:?} step {step}: {contrast}");
            }
        }
    }

    /// The contrast of two colours (WCAG 2.2).
    pub(in crate::report::pictures) fn contrast(one: [u8; 3], other: [u8; 3]) -> f64 {
        let light = |colour: [u8; 3]| -> f64 {
            let of = colour.map(|value| match f64::from(value) / 255.0 {
                low if low <= 0.04045 => low / 12.92,
                high => libm::pow((high + 0.055) / 1.055, 2.4),
            });
            0.2126 * of[0] + 0.7152 * of[1] + 0.0722 * of[2]
        };
        let (a, b) = (light(one), light(other));
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }
}
