//! The studio without a mouse: the tab key reaches everything in the order of the page, one sees
//! where it is, and no bar that stays in sight hides it.

use tempfile::TempDir;

use crate::visitor::Visitor;

/// Defines `stops()`, what the tab key must reach, and `watch()`, which notes what it reaches.
const WATCH: &str = include_str!("../accessibility/keyboard.js");

/// Of a group of choices the tab key reaches the one chosen; the arrows reach the others.
const RADIOS: &str =
    "{ const all = stops; stops = () => all().filter(e => e.type !== 'radio' || e.checked); true }";

/// What lies over the element that has the focus; empty when it is seen.
const COVERED: &str = "{ const e = document.activeElement; const box = e.getBoundingClientRect(); \
    const over = document.elementFromPoint(box.left + Math.min(box.width / 2, 20), box.top + Math.min(box.height / 2, 20)); \
    over && (e.contains(over) || over.contains(e)) ? '' : `${e.outerHTML.slice(0, 90)} under ${over?.outerHTML.slice(0, 60)}` }";

#[test]
fn everything_is_reached_and_seen() {
    let shelf = TempDir::new().unwrap();
    let Some(v) = Visitor::new(shelf.path(), "fr") else {
        return;
    };
    v.studio.made("mobilite");
    let review = "p/mobilite/review/";
    let name = [("name", "Élodie Martin"), ("back", "p/mobilite/review/q1")];
    v.studio.post(&format!("{review}name"), &name);
    // Pages move without gliding, so that they are where they go at once.
    v.tab
        .emulate("screen", &[("prefers-reduced-motion", "reduce")]);
    let mut found = Vec::new();
    for page in [
        "",
        "p/mobilite/columns",
        "p/mobilite/settings",
        "p/mobilite/run",
        &format!("{review}q1"),
        &format!("{review}q1-t01"),
        &format!("{review}q1-r-26"),
        &format!("{review}q1/found"),
        &format!("{review}q1/map"),
    ] {
        v.tab.visit(&format!("{}{page}", v.studio.address()));
        v.tab.evaluate(WATCH);
        v.tab.evaluate(RADIOS);
        let stops = v.tab.evaluate("watch()").as_u64().unwrap() as usize;
        assert!(stops > 5, "{page}");
        v.tab.press("Tab", stops);
        let notes = v.tab.texts("reached()");
        found.extend(notes.into_iter().map(|note| format!("{page}: {note}")));
    }
    v.tab.resize(1280, 700);
    for page in ["q1", "q1-t01"] {
        v.tab
            .visit(&format!("{}{review}{page}", v.studio.address()));
        v.tab.evaluate(WATCH);
        let stops = v.tab.evaluate("stops().length").as_u64().unwrap();
        for _ in 0..stops {
            v.tab.press("Tab", 1);
            let covered = v.tab.evaluate(COVERED);
            let covered = covered.as_str().unwrap_or_default().to_owned();
            if !covered.is_empty() {
                found.push(format!("{page}: {covered}"));
            }
        }
    }
    assert!(found.is_empty(), "{found:#?}");
}
