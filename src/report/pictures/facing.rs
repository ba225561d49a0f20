//! What is wanted and refused: two bars from a middle line, each with its count.

use super::svg::{Markup, share};

/// What is drawn.
pub(in crate::report) struct Facing {
    /// What the counts are.
    pub caption: String,
    /// Language of the titles where it is not the page's.
    pub lang: Option<&'static str>,
    /// What the left side is, and the right one.
    pub sides: [String; 2],
    /// In the order they are listed.
    pub pairs: Vec<Opposed>,
}

/// A thing with those for it and those against it.
pub(in crate::report) struct Opposed {
    /// The thing.
    pub title: String,
    /// Where it is told.
    pub anchor: String,
    /// Answers of each side.
    pub counts: [usize; 2],
    /// The same, as they are written.
    pub figures: [String; 2],
}

/// One row for each thing, one scale for all.
pub(in crate::report) fn facing_bars(facing: &Facing) -> String {
    let longest = facing.pairs.iter().flat_map(|pair| pair.counts).max();
    let longest = longest.unwrap_or(0);
    let mut page = Markup::default();
    page.open("figure", &[("class", "pic pic-facing")]);
    page.element("figcaption", &[], &facing.caption);
    page.open("p", &[("class", "pic-sides"), ("aria-hidden", "true")]);
    facing
        .sides
        .iter()
        .for_each(|side| page.element("span", &[], side));
    page.close();
    page.open("ul", &[]);
    for pair in &facing.pairs {
        page.open("li", &[]);
        page.link(Some(&pair.anchor), facing.lang, &pair.title);
        for (side, class) in ["pic-left", "pic-right"].into_iter().enumerate() {
            page.open("span", &[("class", class)]);
            page.element("span", &[("class", "pic-heard")], &facing.sides[side]);
            page.text(" ");
            page.element("strong", &[], &pair.figures[side]);
            let length = share(pair.counts[side], longest);
            let hidden = [
                ("width", length.as_str()),
                ("height", "14"),
                ("aria-hidden", "true"),
            ];
            page.open("svg", &hidden);
            page.shape("rect", &[("width", "100%"), ("height", "100%")]);
            page.close();
            page.close();
        }
        page.close();
    }
    page.finish()
}

#[cfg(test)]
mod tests {
    use super::super::svg::tests::{HOSTILE, read};
    use super::*;

    #[test]
    fn both_sides_share_one_scale() {
        let pair = |title: &str, counts: [usize; 2]| Opposed {
            title: title.to_owned(),
            anchor: "q1-debate-1".to_owned(),
            counts,
            figures: counts.map(|count| count.to_string()),
        };
        let drawn = facing_bars(&Facing {
            caption: "Débats".to_owned(),
            lang: None,
            sides: ["Pour".to_owned(), HOSTILE.to_owned()],
            pairs: vec![pair("éclairage", [8, 2]), pair(HOSTILE, [4, 6])],
        });
        let (texts, attributes) = read(&drawn);
        let widths: Vec<&str> = attributes
            .iter()
            .filter_map(|attribute| attribute.strip_prefix("svg width="))
            .collect();
        assert_eq!(widths, ["100.00%", "25.00%", "50.00%", "75.00%"]);
        let figures: Vec<&String> = texts
            .iter()
            .filter(|t| t.parse::<usize>().is_ok())
            .collect();
        assert_eq!(figures, ["8", "2", "4", "6"]);
        assert!(!drawn.contains("<script"));
    }
}
