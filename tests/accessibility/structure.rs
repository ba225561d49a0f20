//! What a reader who does not see the page is told of it: headings, landmarks, tables, links. Read
//! in the HTML itself, so that no browser is needed.

use std::collections::{BTreeMap, BTreeSet};

use scraper::{ElementRef, Html, Selector};

use crate::pages::{Problems, pages};

fn select<'h>(html: &'h Html, selector: &str) -> Vec<ElementRef<'h>> {
    html.select(&Selector::parse(selector).unwrap()).collect()
}

fn within<'e>(element: ElementRef<'e>, selector: &str) -> Vec<ElementRef<'e>> {
    element
        .select(&Selector::parse(selector).unwrap())
        .collect()
}

/// An element, then those it stands in.
pub fn lineage(element: ElementRef<'_>) -> impl Iterator<Item = ElementRef<'_>> {
    std::iter::once(element).chain(element.ancestors().filter_map(ElementRef::wrap))
}

/// The text of an element, in single spaces.
fn text(element: ElementRef<'_>) -> String {
    spaced(&element.text().collect::<String>())
}

/// Text in single spaces.
pub fn spaced(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Hears of each thing that is wrong, as `kind: details`.
pub type Wrong<'w> = &'w mut dyn FnMut(String);

fn each(check: fn(&Html, Wrong<'_>)) {
    let mut problems = Problems::default();
    for page in pages() {
        let html = Html::parse_document(&page.html);
        check(&html, &mut |problem| problems.add(page, problem));
    }
    problems.conclude();
}

/// RGAA 9.1.
pub fn headings(html: &Html, wrong: Wrong<'_>) {
    let headings = select(html, "h1, h2, h3, h4, h5, h6");
    let level = |h: &ElementRef<'_>| h.value().name().as_bytes()[1] - b'0';
    let first = headings.iter().filter(|h| level(h) == 1).count();
    if first != 1 {
        wrong(format!("{first} headings of the first level"));
    }
    for pair in headings.windows(2) {
        if level(&pair[1]) > level(&pair[0]) + 1 {
            wrong(format!(
                "h{} to h{}: {}",
                level(&pair[0]),
                level(&pair[1]),
                text(pair[1])
            ));
        }
    }
    for empty in headings.into_iter().filter(|h| text(*h).is_empty()) {
        wrong(format!("an empty {}", empty.value().name()));
    }
}

#[test]
fn one_first_heading_and_every_other_a_step_below() {
    each(headings);
}

/// RGAA 8.3, 8.5, 8.9, 10.1, 10.4, 12.6, 12.8.
pub fn landmarks(html: &Html, wrong: Wrong<'_>) {
    let root = html.root_element();
    if !matches!(root.attr("lang"), Some("fr" | "en")) {
        wrong("no language".to_owned());
    }
    if select(html, "head > title")
        .iter()
        .all(|t| text(*t).is_empty())
    {
        wrong("no title".to_owned());
    }
    for (landmark, count) in [("main", 1), ("body > header", 1), ("body > footer", 1)] {
        if select(html, landmark).len() != count {
            wrong(format!(
                "{landmark}: {} of them",
                select(html, landmark).len()
            ));
        }
    }
    // Past ten sections of text one wants a table of contents.
    if select(html, "h2").len() > 5 && select(html, "nav").is_empty() {
        wrong("no navigation".to_owned());
    }
    let viewport = select(html, "meta[name=viewport]");
    let content = viewport
        .first()
        .and_then(|v| v.attr("content"))
        .unwrap_or_default();
    if !content.contains("width=device-width")
        || content.contains("-scale=1.0,")
        || content.contains("user-scalable")
    {
        wrong(format!(
            "the viewport {content:?} stops readers from enlarging"
        ));
    }
    for element in select(html, "[tabindex]") {
        if !matches!(element.attr("tabindex"), Some("0" | "-1")) {
            wrong(format!(
                "a tab order of its own: {}",
                element.value().name()
            ));
        }
    }
    for element in select(
        html,
        "b, i, u, s, font, center, big, tt, strike, [align], [bgcolor], marquee",
    ) {
        wrong(format!("{} is there for looks", element.value().name()));
    }
}

#[test]
fn a_page_says_its_language_title_and_landmarks() {
    each(landmarks);
}

/// RGAA 5.4, 5.6, 5.7, 9.3.
pub fn tables(html: &Html, wrong: Wrong<'_>) {
    for table in select(html, "table:not([role=presentation])") {
        let caption = within(table, "caption")
            .first()
            .map(|c| text(*c))
            .unwrap_or_default();
        if caption.is_empty() {
            wrong(format!("a table without caption: {:.60}", text(table)));
        }
        let headers = within(table, "th");
        if headers.is_empty() {
            wrong(format!("a table without headers: {caption}"));
        }
        for header in headers {
            if !matches!(
                header.attr("scope"),
                Some("col" | "row" | "colgroup" | "rowgroup")
            ) {
                wrong(format!("a header without scope: {}", text(header)));
            }
            if text(header).is_empty() {
                wrong(format!("an empty header in: {caption}"));
            }
        }
    }
    for list in select(html, "ul, ol") {
        if within(list, "li").is_empty() {
            wrong("an empty list".to_owned());
        }
    }
}

#[test]
fn tables_have_captions_and_scopes() {
    each(tables);
}

/// RGAA 1.1, 1.2.
pub fn alternatives(html: &Html, wrong: Wrong<'_>) {
    for picture in select(html, "img, svg, canvas, [role=img]") {
        let named = ["alt", "aria-label", "aria-labelledby"].iter().any(|name| {
            picture
                .attr(name)
                .is_some_and(|text| !text.trim().is_empty())
        });
        let hidden = picture.attr("alt") == Some("")
            || picture.attr("aria-hidden") == Some("true")
            || picture
                .ancestors()
                .filter_map(ElementRef::wrap)
                .any(|a| a.attr("aria-hidden") == Some("true") || a.attr("role") == Some("img"));
        if !named && !hidden {
            wrong(format!(
                "a picture without text: {}",
                picture.value().name()
            ));
        }
    }
}

#[test]
fn pictures_have_a_text_or_are_hidden() {
    each(alternatives);
}

/// Words that name no target.
const EMPTY_WORDS: [&str; 16] = [
    "ici",
    "cliquez ici",
    "cliquer ici",
    "lien",
    "lire",
    "lire la suite",
    "plus",
    "en savoir plus",
    "suite",
    "voir",
    "here",
    "click here",
    "link",
    "more",
    "read more",
    "see",
];

/// Elements whose heading tells what the links in them are about.
const SECTIONS: [&str; 4] = ["article", "aside", "nav", "section"];

/// RGAA 6.1, 6.2, within the section a link stands in.
pub fn link_names(html: &Html, wrong: Wrong<'_>) {
    // The same words may lead to two places where the section says which is meant: the answers
    // of one row to two questions have one number.
    let mut targets: BTreeMap<_, BTreeSet<&str>> = BTreeMap::new();
    for link in select(html, "a[href]") {
        let name = link.attr("aria-label").map_or_else(|| text(link), spaced);
        if name.is_empty() || EMPTY_WORDS.contains(&name.to_lowercase().as_str()) {
            wrong(format!("a link that says nothing: {name:?}"));
        }
        let section = lineage(link).find(|e| SECTIONS.contains(&e.value().name()));
        targets
            .entry((section.map(|e| e.id()), name))
            .or_default()
            .insert(link.attr("href").unwrap());
    }
    for ((_, name), targets) in targets.iter().filter(|(_, targets)| targets.len() > 1) {
        let targets: Vec<_> = targets.iter().take(3).collect();
        wrong(format!(
            "links of one name to several places: {name:?} {targets:?}"
        ));
    }
}

#[test]
fn links_say_where_they_lead() {
    each(link_names);
}

/// RGAA 12.7.
pub fn skip_link(html: &Html, wrong: Wrong<'_>) {
    let first = select(
        html,
        "body a[href], body button, body summary, body [tabindex]",
    );
    let target = first
        .first()
        .and_then(|link| link.attr("href"))
        .unwrap_or_default();
    let id = target.strip_prefix('#').unwrap_or("-");
    let main = select(html, "main").into_iter().next();
    let leads = main.is_some_and(|main| {
        main.attr("id") == Some(id)
            || within(main, "[id]")
                .iter()
                .any(|e| e.attr("id") == Some(id))
    });
    if !leads {
        wrong(format!("the first link leads to {target:?}"));
    }
}

#[test]
fn the_skip_link_comes_first_and_leads_to_the_content() {
    each(skip_link);
}
