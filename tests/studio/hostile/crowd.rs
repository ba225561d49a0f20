//! Many at once: two people, twenty tabs, a page that asks and asks. Everybody is answered, no
//! decision is lost, and the journal still proves them all.

use std::process::Command;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use super::mobilite;
use crate::http::hidden;

const PEOPLE: usize = 20;
const REQUESTS: usize = 10;

#[test]
fn everybody_is_answered_and_nothing_is_lost() {
    let studio = mobilite();
    let pages = [
        "",
        "p/mobilite/review/q1",
        "p/mobilite/review/q2-t01",
        "p/mobilite/review/q2/found",
        "p/mobilite/review/q1/unassigned",
        "p/mobilite/columns",
        "p/mobilite/run",
        "p/mobilite/report",
        "studio.css",
        "p/mobilite/review/q1-t03",
    ];
    let folder = studio.shelf().join("mobilite");
    let decided = || {
        let journal = std::fs::read_to_string(folder.join("journal.jsonl")).unwrap();
        journal.matches("Titre de la foule").count()
    };
    let decisions = AtomicUsize::new(0);
    thread::scope(|scope| {
        for person in 0..PEOPLE {
            let decisions = &decisions;
            scope.spawn(move || {
                for number in 0..REQUESTS {
                    let reply = studio.get(pages[(person + number) % pages.len()]);
                    assert_eq!(reply.status, 200, "{}", reply.body);
                    assert!(!reply.body.is_empty());
                    if number % 5 != person % 5 {
                        continue;
                    }
                    let seen = hidden(&studio.page("p/mobilite/review/q1"), "seen").unwrap();
                    let theme = format!("q1-t{:02}", 1 + person % 3);
                    let title = format!("Titre de la foule {person}-{number}");
                    let fields = [
                        ("act", "rename"),
                        ("seen", seen.as_str()),
                        ("anyway", "yes"),
                        ("theme", &theme),
                        ("title", &title),
                        ("back", "p/mobilite/review/q1"),
                    ];
                    let reply = studio.post("p/mobilite/review/decide", &fields);
                    assert_eq!(reply.status, 303, "{}", reply.body);
                    decisions.fetch_add(1, Ordering::Relaxed);
                }
            });
        }
    });
    assert_eq!(decisions.into_inner(), 2 * PEOPLE);
    assert!(decided() >= 2 * PEOPLE, "{}", decided());
    // Proved on the page, and by a program that knows of no studio.
    let page = studio.post("p/mobilite/report/verify", &[]);
    assert_eq!(page.status, 200);
    assert!(page.body.contains("role=\"status\""));
    assert!(!page.body.contains("notice refused"), "{}", page.body);
    let verified = Command::new(env!("CARGO_BIN_EXE_cahier"))
        .args(["verify", "report"])
        .current_dir(&folder)
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&verified.stdout).into_owned();
    assert!(verified.status.success(), "{said}");
    assert!(!studio.stderr().contains("panicked"), "{}", studio.stderr());
}
