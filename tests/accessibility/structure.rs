//! What a reader who does not see the page is told of it: headings, landmarks, tables, quotes,
//! languages, links. Read in the HTML itself, so that no browser is needed.

use std::collections::{BTreeMap, BTreeSet};

use cahier::synthesis::Synthesis;
use scraper::{ElementRef, Html, Node, Selector};

use crate::pages::{Page, Problems, Report, pages, reports};

fn select<'h>(html: &'h Html, selector: &str) -> Vec<ElementRef<'h>> {
    html.select(&Selector::parse(selector).unwrap()).collect()
}

fn within<'e>(element: ElementRef<'e>, selector: &str) -> Vec<ElementRef<'e>> {
    element
        .select(&Selector::parse(selector).unwrap())
        .collect()
}

/// The text of an element, in single spaces.
fn text(element: ElementRef<'_>) -> String {
    spaced(&element.text().collect::<String>())
}

fn spaced(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn each(check: impl Fn(&Html, &mut dyn FnMut(String))) {
    let mut problems = Problems::default();
    for page in pages() {
        let html = Html::parse_document(&page.html);
        check(&html, &mut |problem| problems.add(page, problem));
    }
    problems.conclude();
}

#[test]
fn one_first_heading_and_every_other_a_step_below() {
    each(|html, wrong| {
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
    });
}

#[test]
fn a_page_says_its_language_title_and_landmarks() {
    each(|html, wrong| {
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
    });
}

#[test]
fn tables_have_captions_and_scopes() {
    each(|html, wrong| {
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
    });
}

#[test]
fn pictures_have_a_text_or_are_hidden() {
    each(|html, wrong| {
        for picture in select(html, "img, svg, canvas, [role=img]") {
            let named = ["alt", "aria-label", "aria-labelledby"].iter().any(|name| {
                picture
                    .attr(name)
                    .is_some_and(|text| !text.trim().is_empty())
            });
            let hidden = picture.attr("alt") == Some("")
                || picture.attr("aria-hidden") == Some("true")
                || picture.ancestors().filter_map(ElementRef::wrap).any(|a| {
                    a.attr("aria-hidden") == Some("true") || a.attr("role") == Some("img")
                });
            if !named && !hidden {
                wrong(format!(
                    "a picture without text: {}",
                    picture.value().name()
                ));
            }
        }
    });
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

#[test]
fn links_say_where_they_lead() {
    each(|html, wrong| {
        let mut targets: BTreeMap<String, BTreeSet<&str>> = BTreeMap::new();
        for link in select(html, "a[href]") {
            let name = link.attr("aria-label").map_or_else(|| text(link), spaced);
            if name.is_empty() || EMPTY_WORDS.contains(&name.to_lowercase().as_str()) {
                wrong(format!("a link called {name:?}"));
            }
            targets
                .entry(name)
                .or_default()
                .insert(link.attr("href").unwrap());
        }
        for (name, targets) in targets.iter().filter(|(_, targets)| targets.len() > 1) {
            let targets: Vec<_> = targets.iter().take(3).collect();
            wrong(format!("links called {name:?} lead to {targets:?}"));
        }
    });
}

/// What people wrote, question by question, in single spaces.
struct Words(Vec<(&'static str, Vec<String>)>);

impl Words {
    fn of(synthesis: &Synthesis) -> Words {
        let by_question = synthesis.questions.iter().map(|question| {
            let kept = question.answers.iter().map(|answer| &answer.text);
            let aside = question.set_aside.iter().map(|answer| &answer.text);
            let texts = kept.chain(aside).map(|text| spaced(text)).collect();
            (question.language.code(), texts)
        });
        Words(by_question.collect())
    }

    /// The language of the answers this text was taken from; `None` for what may as well be the
    /// report's own words: a title of a few words is often a phrase of an answer.
    fn language(&self, text: &str) -> Option<&'static str> {
        let long = text.chars().count() >= 45 && text.split(' ').count() >= 8;
        let whole = text.chars().count() >= 20 && text.contains(' ');
        let from = |texts: &Vec<String>| {
            (long && texts.iter().any(|answer| answer.contains(text)))
                || (whole && texts.iter().any(|answer| answer == text))
        };
        self.0
            .iter()
            .find(|(_, texts)| from(texts))
            .map(|(language, _)| *language)
    }
}

/// Every piece of text of a page that people wrote, with its place: `wrong` hears of each.
fn verbatims(
    report: &Report,
    page: &Page,
    mut see: impl FnMut(ElementRef<'_>, &str, &'static str),
) -> usize {
    let words = Words::of(&report.synthesis);
    let html = Html::parse_document(&page.html);
    let mut found = 0;
    for node in html.root_element().descendants() {
        let (Node::Text(text), Some(parent)) =
            (node.value(), node.parent().and_then(ElementRef::wrap))
        else {
            continue;
        };
        let text = spaced(text);
        if let Some(language) = words.language(&text) {
            found += 1;
            see(parent, &text, language);
        }
    }
    found
}

fn lineage(element: ElementRef<'_>) -> impl Iterator<Item = ElementRef<'_>> {
    std::iter::once(element).chain(element.ancestors().filter_map(ElementRef::wrap))
}

#[test]
fn what_people_wrote_stands_in_quotes() {
    let mut problems = Problems::default();
    for report in &reports()[..3] {
        let mut found = 0;
        for page in &report.pages {
            found += verbatims(report, page, |parent, text, _| {
                // Titles and attributes of the page are the report's; its body is not.
                let quoted =
                    lineage(parent).any(|e| matches!(e.value().name(), "q" | "blockquote"));
                let named = lineage(parent)
                    .any(|e| matches!(e.value().name(), "head" | "h2" | "h3" | "h4" | "h5"));
                if !quoted && !named {
                    let place = parent.attr("class").unwrap_or_default();
                    let place = format!("{}.{place}", parent.value().name());
                    problems.add(
                        page,
                        format!("not in q or blockquote ({place}): {text:.70}"),
                    );
                }
            });
        }
        assert!(found > 100, "{}: {found} passages only", report.name);
    }
    problems.conclude();
}

#[test]
fn words_in_another_language_say_which() {
    let mut problems = Problems::default();
    for report in reports() {
        for page in &report.pages {
            verbatims(report, page, |parent, text, language| {
                let said = lineage(parent).find_map(|e| e.attr("lang"));
                if said != Some(language) {
                    problems.add(
                        page,
                        format!("read as {said:?}, not {language}: {text:.70}"),
                    );
                }
            });
        }
    }
    problems.conclude();
}

#[test]
fn the_skip_link_comes_first_and_leads_to_the_content() {
    each(|html, wrong| {
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
    });
}
