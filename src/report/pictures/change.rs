//! What became of each theme: a hollow bar before, a solid one after, on one scale.

use super::svg::{Markup, share};

/// What is drawn.
pub(in crate::report) struct Changes {
    /// What the figures are, and of how many.
    pub caption: String,
    /// Language of the titles where it is not the page's.
    pub lang: Option<&'static str>,
    /// What the two bars are, for those who hear them.
    pub sides: [String; 2],
    /// Themes in the order they are listed.
    pub themes: Vec<ChangedTheme>,
}

/// A theme with its two shares.
pub(in crate::report) struct ChangedTheme {
    /// Its title.
    pub title: String,
    /// Where it is told; nowhere for one that is gone.
    pub anchor: Option<String>,
    /// Whole percentages: the lengths.
    pub percents: [usize; 2],
    /// The same, as they are written.
    pub figures: [String; 2],
}

/// Two bars for each theme, the longest of all as long as there is room.
pub(in crate::report) fn change_bars(changes: &Changes) -> String {
    let longest = changes.themes.iter().flat_map(|theme| theme.percents).max();
    let longest = longest.unwrap_or(0);
    let mut page = Markup::default();
    page.open("figure", &[("class", "pic pic-bars pic-change")]);
    page.element("figcaption", &[], &changes.caption);
    page.open("ul", &[]);
    for theme in &changes.themes {
        page.open("li", &[]);
        page.link(theme.anchor.as_deref(), changes.lang, &theme.title);
        page.open("span", &[("class", "pic-pair")]);
        for (side, class) in ["pic-hollow", ""].into_iter().enumerate() {
            page.open("span", &[("class", "pic-track")]);
            let length = share(theme.percents[side], longest);
            let hidden = [
                ("class", class),
                ("width", length.as_str()),
                ("height", "10"),
                ("aria-hidden", "true"),
            ];
            if theme.percents[side] > 0 {
                page.open("svg", &hidden);
                page.shape("rect", &[("width", "100%"), ("height", "100%")]);
                page.close();
            }
            page.open("span", &[]);
            page.element("span", &[("class", "pic-heard")], &changes.sides[side]);
            page.text(" ");
            page.text(&theme.figures[side]);
            page.close();
            page.close();
        }
        page.close();
        page.close();
    }
    page.finish()
}

#[cfg(test)]
mod tests {
    use super::super::svg::tests::{HOSTILE, read};
    use super::*;

    #[test]
    fn both_times_share_one_scale_and_hostile_titles_stay_text() {
        let theme = |title: &str, percents: [usize; 2]| ChangedTheme {
            title: title.to_owned(),
            anchor: Some("q1-t01".to_owned()),
            figures: percents.map(|percent| format!("{percent} %")),
            percents,
        };
        let drawn = change_bars(&Changes {
            caption: "Parts".to_owned(),
            lang: None,
            sides: ["avant".to_owned(), HOSTILE.to_owned()],
            themes: vec![theme("éclairage", [20, 40]), theme(HOSTILE, [10, 0])],
        });
        let (_, attributes) = read(&drawn);
        let widths: Vec<&str> = attributes
            .iter()
            .filter_map(|attribute| attribute.strip_prefix("svg width="))
            .collect();
        assert_eq!(widths, ["50.00%", "100.00%", "25.00%"]);
        assert!(!drawn.contains("<script"));
    }
}
