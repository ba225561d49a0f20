//! The themes of a question as bars, by family, each with its title and its figure.

use super::svg::{Markup, share};

/// What is drawn.
pub(in crate::report) struct ThemeBars {
    /// What the figures are, and of how many.
    pub caption: String,
    /// Language of the titles where it is not the page's.
    pub lang: Option<&'static str>,
    /// Families in their order.
    pub groups: Vec<BarGroup>,
}

/// Themes that stand together.
pub(in crate::report) struct BarGroup {
    /// None where the question has no families.
    pub title: Option<String>,
    /// How many answers the family has, in words; empty where that is not counted.
    pub figure: String,
    /// Its themes, in the order they are listed.
    pub bars: Vec<Bar>,
}

/// A theme.
pub(in crate::report) struct Bar {
    /// Its title.
    pub title: String,
    /// Where it is told.
    pub anchor: String,
    /// The length of its bar.
    pub answers: usize,
    /// The same, as it is written.
    pub figure: String,
    /// Its share, where the base bears one.
    pub share: Option<String>,
}

/// Bars from zero, the longest as long as there is room.
pub(in crate::report) fn theme_bars(bars: &ThemeBars) -> String {
    let all = bars.groups.iter().flat_map(|group| &group.bars);
    let longest = all.map(|bar| bar.answers).max().unwrap_or(0);
    let mut page = Markup::default();
    page.open("figure", &[("class", "pic pic-bars")]);
    page.element("figcaption", &[], &bars.caption);
    for group in &bars.groups {
        if let Some(title) = &group.title {
            page.open("p", &[("class", "pic-family")]);
            page.link(None, bars.lang, title);
            if !group.figure.is_empty() {
                page.text(" ");
                page.element("small", &[], &group.figure);
            }
            page.close();
        }
        page.open("ul", &[]);
        for bar in &group.bars {
            page.open("li", &[]);
            page.link(Some(&bar.anchor), bars.lang, &bar.title);
            track(&mut page, bar, longest);
            page.close();
        }
        page.close();
    }
    page.finish()
}

fn track(page: &mut Markup, bar: &Bar, longest: usize) {
    page.open("span", &[("class", "pic-track")]);
    let length = share(bar.answers, longest);
    let hidden = [
        ("width", length.as_str()),
        ("height", "14"),
        ("aria-hidden", "true"),
    ];
    page.open("svg", &hidden);
    page.shape("rect", &[("width", "100%"), ("height", "100%")]);
    page.close();
    page.open("span", &[]);
    page.element("strong", &[], &bar.figure);
    if let Some(share) = &bar.share {
        page.text(" ");
        page.element("small", &[], share);
    }
    page.close();
    page.close();
}

#[cfg(test)]
mod tests {
    use super::super::svg::tests::{HOSTILE, read};
    use super::*;

    fn bar(title: &str, answers: usize) -> Bar {
        Bar {
            title: title.to_owned(),
            anchor: "q1-t01".to_owned(),
            answers,
            figure: answers.to_string(),
            share: Some("40 %".to_owned()),
        }
    }

    #[test]
    fn lengths_and_figures_are_those_of_the_themes() {
        let drawn = theme_bars(&ThemeBars {
            caption: "Réponses par thème".to_owned(),
            lang: Some("en"),
            groups: vec![
                BarGroup {
                    title: Some(HOSTILE.to_owned()),
                    figure: "45 réponses".to_owned(),
                    bars: vec![bar("Fontaines", 40), bar(HOSTILE, 10)],
                },
                BarGroup {
                    title: None,
                    figure: String::new(),
                    bars: vec![bar("Bancs", 0)],
                },
            ],
        });
        let (texts, attributes) = read(&drawn);
        let widths: Vec<&str> = attributes
            .iter()
            .filter_map(|attribute| attribute.strip_prefix("svg width="))
            .collect();
        assert_eq!(widths, ["100.00%", "25.00%", "0.00%"]);
        for figure in ["40", "10", "0", "45 réponses", "Fontaines"] {
            assert!(texts.iter().any(|text| text == figure), "{figure}");
        }
        assert_eq!(
            attributes.iter().filter(|a| *a == "a href=#q1-t01").count(),
            3
        );
        assert!(!drawn.contains("<script"));
    }
}
