//! The map of answers: one mark per answer, near others when near in meaning; shape and
//! colour tell its family.
//!
//! Marks grow and shrink with the map. Names keep their size, so there are two sets of
//! them: titles, placed for a map of [`WIDE`], and the numbers of the key for a narrower
//! one; `templates/pictures.css` shows the one that has room. On a larger map the same
//! places are further apart, so that names which do not overlap at the width they were
//! placed for do not overlap at any greater one.

mod labels;
mod marks;

use labels::{Frame, Label, numbers, titles};

use super::svg::Markup;

/// Marks link to their answers where there are no more; people who do not use a mouse
/// have the lists.
pub(in crate::report) const MOST_LINKED: usize = 500;
/// Kinds with a mark of their own.
pub(in crate::report) const RANKED: usize = 9;
/// The drawing's own units.
const UNITS: Frame = Frame {
    width: 1_000.0,
    height: 750.0,
};
/// The smallest map that shows titles, in CSS pixels.
const WIDE: Frame = Frame {
    width: 608.0,
    height: 456.0,
};
/// The smallest map at all: a phone's.
const NARROW: Frame = Frame {
    width: 280.0,
    height: 210.0,
};
/// Empty edge of the drawing, in its units.
const EDGE: usize = 35;

/// What is drawn.
pub(in crate::report) struct AnswerMap {
    /// What ids of the picture begin with.
    pub id: String,
    /// What the picture is.
    pub title: String,
    /// How to read it, and how not to.
    pub caption: String,
    /// Language of the titles where it is not the page's.
    pub lang: Option<&'static str>,
    /// What marks stand for, in the order of the key.
    pub kinds: Vec<Kind>,
    /// One per answer.
    pub dots: Vec<Dot>,
}

/// A family, a theme, or what is in none.
pub(in crate::report) struct Kind {
    /// Its title.
    pub title: String,
    /// Where it is told.
    pub anchor: Option<String>,
    /// Its marks, as they are counted.
    pub figure: String,
    /// What it looks like.
    pub mark: Mark,
}

/// What a kind looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::report) enum Mark {
    /// A number from 0 to [`RANKED`] - 1, with a shape, a colour and a name on the map.
    Ranked(usize),
    /// Those beyond.
    Other,
    /// In no theme.
    Alone,
}

/// An answer on the map.
pub(in crate::report) struct Dot {
    /// From the left, 0 to 1,000.
    pub x: u16,
    /// From the top, 0 to 1,000.
    pub y: u16,
    /// Place of its kind.
    pub kind: usize,
    /// Where the answer stands in the page, and what it is called.
    pub link: Option<(String, String)>,
}

/// The map, then its key.
///
/// Cost: comparing the marks of each kind with each other, to find where it is densest.
pub(in crate::report) fn answer_map(map: &AnswerMap) -> String {
    let linked = map.dots.iter().any(|dot| dot.link.is_some());
    let (title, how) = (format!("{}-title", map.id), format!("{}-how", map.id));
    let mut page = Markup::default();
    page.open("figure", &[("class", "pic pic-map")]);
    let named = [
        ("class", "pic-frame"),
        // A picture's parts are heard by nobody; one that holds links is a group.
        ("role", if linked { "group" } else { "img" }),
        ("aria-labelledby", &format!("{title} {how}")),
    ];
    page.open("svg", &named);
    page.element("title", &[("id", &title)], &map.title);
    page.element("desc", &[("id", &how)], &map.caption);
    draw_marks(&mut page, map);
    draw_labels(&mut page, map, "pic-titles", &titles(map, WIDE));
    draw_labels(&mut page, map, "pic-numbers", &numbers(map, NARROW));
    page.close();
    key(&mut page, map);
    page.element("figcaption", &[], &map.caption);
    page.finish()
}

fn draw_marks(page: &mut Markup, map: &AnswerMap) {
    let view = format!("0 0 {} {}", UNITS.width, UNITS.height);
    page.open("svg", &[("viewBox", &view), ("aria-hidden", "true")]);
    let radius = marks::radius(map.dots.len());
    // The large kinds first, so that small ones stay visible.
    for (place, kind) in map.kinds.iter().enumerate() {
        page.open("g", &[("class", &marks::class(kind.mark))]);
        let dots = || map.dots.iter().filter(|dot| dot.kind == place);
        let outline = |dot: &Dot| {
            let (x, y) = within(dot);
            marks::outline(kind.mark, x, y, radius)
        };
        for dot in dots() {
            if let Some((anchor, name)) = &dot.link {
                page.open("a", &[("href", &format!("#{anchor}")), ("tabindex", "-1")]);
                page.element("title", &[], name);
                page.shape("path", &[("d", &outline(dot))]);
                page.close();
            }
        }
        let plain: String = dots().filter(|d| d.link.is_none()).map(outline).collect();
        if !plain.is_empty() {
            page.shape("path", &[("d", &plain)]);
        }
        page.close();
    }
    page.close();
}

/// A dot in the units of the drawing.
fn within(dot: &Dot) -> (usize, usize) {
    let place = |value: u16, side: f64| {
        EDGE + usize::from(value).min(1_000) * (side as usize - 2 * EDGE) / 1_000
    };
    (place(dot.x, UNITS.width), place(dot.y, UNITS.height))
}

fn draw_labels(page: &mut Markup, map: &AnswerMap, class: &'static str, labels: &[Label]) {
    let lang = map.lang.unwrap_or_default();
    page.open(
        "g",
        &[("class", class), ("aria-hidden", "true"), ("lang", lang)],
    );
    for label in labels {
        let (x, y) = (percent(label.x), percent(label.y));
        page.open(
            "text",
            &[("class", &marks::class(label.mark)), ("x", &x), ("y", &y)],
        );
        for (line, text) in label.lines.iter().enumerate() {
            let down = match line {
                0 => format!("{:.2}em", 0.35 - 0.6 * (label.lines.len() - 1) as f64),
                _ => "1.2em".to_owned(),
            };
            page.element("tspan", &[("x", &x), ("dy", &down)], text);
        }
        page.close();
    }
    page.close();
}

fn percent(share: f64) -> String {
    format!("{:.2}%", 100.0 * share)
}

/// Each mark, what it stands for and how many there are.
fn key(page: &mut Markup, map: &AnswerMap) {
    page.open("ul", &[("class", "pic-marks")]);
    for kind in &map.kinds {
        let class = marks::class(kind.mark);
        page.open("li", &[]);
        page.open(
            "svg",
            &[
                ("class", &class),
                ("viewBox", "0 0 20 20"),
                ("aria-hidden", "true"),
            ],
        );
        page.shape("path", &[("d", &marks::outline(kind.mark, 10, 10, 8))]);
        page.close();
        page.open("span", &[]);
        if let Mark::Ranked(rank) = kind.mark {
            page.element("small", &[], &format!("{}.", rank + 1));
            page.text(" ");
        }
        page.link(kind.anchor.as_deref(), map.lang, &kind.title);
        page.text(" ");
        page.element("small", &[], &kind.figure);
        page.close();
        page.close();
    }
    page.close();
}

#[cfg(test)]
mod tests {
    use super::super::svg::tests::{HOSTILE, read};
    use super::*;

    pub(super) fn sample(dots: usize, linked: bool) -> AnswerMap {
        let kind = |rank: usize, title: &str| Kind {
            title: title.to_owned(),
            anchor: Some(format!("q1-t0{rank}")),
            figure: String::new(),
            mark: Mark::Ranked(rank),
        };
        let mut kinds: Vec<Kind> = (0..6)
            .map(|rank| {
                kind(
                    rank,
                    "Entretien des fontaines et des bancs du jardin public",
                )
            })
            .collect();
        kinds.push(kind(6, HOSTILE));
        kinds.push(Kind {
            mark: Mark::Alone,
            ..kind(7, "Dans aucun thème")
        });
        let place = |dot: usize, step: usize| (dot * step % 1_001) as u16;
        AnswerMap {
            id: "q1-map".to_owned(),
            title: HOSTILE.to_owned(),
            caption: "Une marque par réponse".to_owned(),
            lang: Some("en"),
            dots: (0..dots)
                .map(|dot| Dot {
                    x: place(dot, 37),
                    y: place(dot, 113),
                    kind: dot % kinds.len(),
                    link: linked.then(|| (format!("q1-r-{dot}"), HOSTILE.to_owned())),
                })
                .collect(),
            kinds,
        }
    }

    #[test]
    fn one_mark_per_answer() {
        let (_, attributes) = read(&answer_map(&sample(200, true)));
        let links = attributes.iter().filter(|a| a.starts_with("a href=#q1-r-"));
        assert_eq!(links.count(), 200);
        assert!(attributes.contains(&"svg role=group".to_owned()));
        let plain = answer_map(&sample(2_000, false));
        let (_, attributes) = read(&plain);
        let drawn = attributes.iter().filter(|a| a.starts_with("path d="));
        let marks: usize = drawn.map(|path| path.matches('M').count()).sum();
        // The last kind's cross takes two strokes; so do the keys of all eight kinds.
        assert_eq!(marks, 2_000 + 2_000 / 8 + 8 + 1);
        assert!(attributes.contains(&"svg role=img".to_owned()));
        assert!(plain.len() < 100_000, "{}", plain.len());
        assert!(!plain.contains("<script"));
    }

    #[test]
    fn the_same_map_is_drawn_the_same() {
        let draw = || answer_map(&sample(300, false));
        assert_eq!(draw(), draw());
        read(&answer_map(&sample(0, false)));
    }
}
