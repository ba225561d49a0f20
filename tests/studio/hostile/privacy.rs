//! What must not be seen where others may look: answers in addresses and messages, keys
//! anywhere but in their own file.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::{self, sleep};
use std::time::Duration;

use super::escaping::{MARKER, crawled, poisoned};
use super::markup::addresses;
use super::{mobilite, tree};
use crate::http::{Studio, hidden};

/// A key that was typed in the settings.
const KEY: &str = "sk-motdepasse-4f9c2a7e";

fn percent(text: &str) -> String {
    percent_encoding::utf8_percent_encode(text, percent_encoding::NON_ALPHANUMERIC).to_string()
}

#[test]
fn answers_stay_out_of_addresses_and_messages() {
    let (studio, own) = poisoned();
    let pages = crawled();
    // The word is there to be found.
    let with = pages.values().filter(|html| html.contains(MARKER)).count();
    assert!(with > 40, "{with}");
    for (page, html) in pages {
        assert!(!page.to_lowercase().contains(MARKER), "{page}");
        for (name, value) in addresses(html) {
            let told = value.to_lowercase().contains(MARKER);
            assert!(!told, "{name}={value} on {page}");
        }
    }
    // Words looked for are words of answers: they come back in the page alone.
    for sought in [MARKER, "piscine dimanche", "alert(6)"] {
        let path = format!("{own}/review/q1/search");
        let found = studio.post(&path, &[("sought", sought)]);
        assert_eq!((found.status, found.location()), (200, None));
        assert!(found.body.contains("<blockquote"), "{sought}");
        let head: String = found
            .headers
            .iter()
            .map(|(n, v)| format!("{n}: {v}\n"))
            .collect();
        for written in [sought.to_owned(), percent(sought), sought.replace(' ', "+")] {
            assert!(!head.contains(&written), "{head}");
            let mut places = addresses(&found.body).into_iter();
            assert!(
                places.all(|(_, value)| !value.contains(&written)),
                "{written}"
            );
        }
    }
    // Nor are they looked for where an address would hold them.
    let told = studio.get(&format!("{own}/review/q1/search?sought={MARKER}"));
    assert!(!told.body.contains(MARKER));
    for place in studio.led() {
        assert!(!place.to_lowercase().contains(MARKER), "{place}");
    }
    assert!(!studio.stderr().to_lowercase().contains(MARKER));
    // The process that made the report said nothing of them either.
    let folder = studio
        .shelf()
        .join(own.strip_prefix("p/").unwrap().replace("%2D", "-"));
    let said = fs::read_to_string(folder.join("report/.cahier/watch/messages.txt")).unwrap();
    assert!(!said.is_empty() && !said.contains(MARKER), "{said}");
    let journal = fs::read_to_string(folder.join("journal.jsonl")).unwrap();
    assert!(!journal.contains(MARKER));
}

/// Passages that are none: in the middle of a letter, backwards, beyond the end.
#[test]
fn a_passage_that_is_none_breaks_no_page() {
    let studio = mobilite();
    let theme = studio.page("p/mobilite/review/q1-t02");
    let (_, list) = theme.split_once("data-answers").unwrap();
    let lines = list
        .split("<input type=\"checkbox\" name=\"answer\" value=\"")
        .skip(1);
    let accented = |line: &&str| {
        let (_, text) = line.split_once("<blockquote").unwrap();
        text.split("</blockquote>").next().unwrap().contains('é')
    };
    let line = lines.clone().find(accented).unwrap();
    let answer = line.split('"').next().unwrap();
    let (_, text) = line.split_once("<p>").unwrap();
    let text = html_escape::decode_html_entities(text.split("</p>").next().unwrap()).into_owned();
    let inside = text.find('é').unwrap() + 1;
    let (length, most) = (text.len(), usize::MAX.to_string());
    let before = tree(&studio.shelf().join("mobilite/sources"));
    for (start, end) in [
        (inside.to_string(), length.to_string()),
        ("0".to_owned(), inside.to_string()),
        (inside.to_string(), inside.to_string()),
        ("5".to_owned(), "2".to_owned()),
        (length.to_string(), (length + 1).to_string()),
        ("0".to_owned(), most.clone()),
        (most.clone(), most.clone()),
        ("-1".to_owned(), "4".to_owned()),
        ("0".to_owned(), "99999999999999999999".to_owned()),
    ] {
        let fields = [
            ("act", "quote"),
            (
                "seen",
                &hidden(&studio.page("p/mobilite/review/q1"), "seen").unwrap(),
            ),
            ("anyway", "yes"),
            ("theme", "q1-t02"),
            ("answer", answer),
            ("start", &start),
            ("end", &end),
            ("keep", "yes"),
        ];
        let reply = studio.post("p/mobilite/review/decide", &fields);
        assert_eq!(reply.status, 422, "{start}-{end}: {}", reply.body);
    }
    assert_eq!(tree(&studio.shelf().join("mobilite/sources")), before);
    let said = studio.stderr();
    assert!(
        !said.contains("panicked") && !said.contains(&text),
        "{said}"
    );
}

/// A studio with a consultation, no run of it yet.
fn parks() -> Studio {
    let studio = Studio::alone("fr");
    assert_eq!(studio.post("sample", &[("sample", "parks")]).status, 303);
    studio
}

/// A model of somebody else's, asked for on the page of settings.
const THERE: [(&str, &str); 4] = [
    ("model", "there"),
    ("there_server", "mistral"),
    ("there_model", "petit"),
    ("there_key", KEY),
];

fn settings(studio: &Studio) -> String {
    fs::read_to_string(studio.shelf().join("parks/cahier.toml")).unwrap()
}

/// The files that hold some words.
fn holding(folder: &Path, words: &str) -> Vec<String> {
    let holds = |bytes: &[u8]| {
        bytes
            .windows(words.len())
            .any(|part| part == words.as_bytes())
    };
    let files = tree(folder).into_iter().filter(|(_, bytes)| holds(bytes));
    files.map(|(name, _)| name).collect()
}

#[test]
fn a_model_elsewhere_must_be_accepted() {
    let studio = parks();
    let before = settings(&studio);
    for accept in [None, Some("no"), Some("")] {
        let accept = accept.map(|word| ("accept", word));
        let fields: Vec<_> = THERE
            .into_iter()
            .chain(accept)
            .chain([("then", "stay")])
            .collect();
        let reply = studio.post("p/parks/settings", &fields);
        assert_ne!(reply.status, 303);
        assert!(reply.body.contains("api.mistral.ai"), "{}", reply.body);
        assert!(reply.body.contains("role=\"alert\""));
        assert_eq!(settings(&studio), before);
    }
    assert_eq!(holding(studio.home(), KEY), [""; 0]);
    // An address of another machine is elsewhere, on whichever line it was typed.
    let here = [
        ("model", "here"),
        ("here_server", "other"),
        ("here_url", "https://evil.example/v1"),
    ];
    for _ in 0..2 {
        let reply = studio.post(
            "p/parks/settings",
            &[&here[..], &[("then", "stay")]].concat(),
        );
        assert!(reply.status != 303 && reply.body.contains("evil.example"));
        assert_eq!(settings(&studio), before);
    }
}

/// "Nothing was changed", says the page.
#[test]
fn refused_settings_leave_everything_as_it_was() {
    let studio = parks();
    let before = tree(studio.home());
    let context = ("context", "Le pont des Forges ferme en mai.");
    let refused = |fields: &[(&str, &str)]| {
        let reply = studio.post("p/parks/settings", fields);
        assert!(reply.body.contains("role=\"alert\""), "{fields:?}");
        let now = tree(studio.home());
        let changed = now
            .iter()
            .filter(|(name, bytes)| before.get(*name) != Some(bytes));
        let changed: Vec<&String> = changed.map(|(name, _)| name).collect();
        assert_eq!(changed, [""; 0], "{fields:?}");
        assert_eq!(now.len(), before.len());
    };
    // Not accepted; accepted, but in the clear, which settings do not allow.
    refused(&[&THERE[..], &[context]].concat());
    let clear = [
        ("model", "there"),
        ("there_server", "other"),
        ("there_url", "http://evil.example/v1"),
        ("there_key", KEY),
        ("accept", "yes"),
    ];
    refused(&clear);
    refused(&[&clear[..], &[context]].concat());
}

#[test]
fn a_key_is_kept_in_its_own_file_alone() {
    let studio = parks();
    let fields = [&THERE[..], &[("accept", "yes"), ("then", "estimate")]].concat();
    let estimate = || {
        let reply = studio.post("p/parks/settings", &fields);
        assert_eq!(reply.status, 303, "{}", reply.body);
        while studio.page("p/parks/settings").contains("data-poll") {
            sleep(Duration::from_millis(50));
        }
    };
    // While the program works out what it would cost.
    let told = told_by_children(&studio, estimate);
    if cfg!(target_os = "linux") {
        for part in ["--dry-run", "CAHIER_WATCH"] {
            assert!(told.iter().any(|text| text.contains(part)), "{told:?}");
        }
    }
    assert!(told.iter().all(|text| !text.contains(KEY)));
    let pages = ["", "p/parks/settings", "p/parks/run", "p/parks/columns"];
    for page in pages {
        assert!(!studio.page(page).contains(KEY), "{page}");
    }
    assert!(studio.page("p/parks/settings").contains("api.mistral.ai"));
    // In no file of the consultation, which people pass on, nor in what the studio said.
    let [file] = holding(studio.home(), KEY).try_into().unwrap();
    let file: String = file;
    assert!(
        !file.starts_with("shelf/") && file != "stderr.txt",
        "{file}"
    );
    assert_eq!(fs::read_to_string(studio.home().join(&file)).unwrap(), KEY);
    assert!(settings(&studio).contains(&file));
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let path = studio.home().join(&file);
        let mode = fs::metadata(&path).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
        // Also where somebody had opened the file to others.
        fs::set_permissions(&path, fs::Permissions::from_mode(0o644)).unwrap();
        let fields = [&THERE[..], &[("accept", "yes"), ("then", "stay")]].concat();
        assert_eq!(studio.post("p/parks/settings", &fields).status, 303);
        let mode = fs::metadata(&path).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }
    for place in studio.led() {
        assert!(!place.contains(KEY), "{place}");
    }
}

/// A key opens the door it was cut for; another server would keep it.
#[test]
fn a_key_goes_to_no_other_server() {
    let studio = parks();
    let accept = [("accept", "yes"), ("then", "stay")];
    let first = [&THERE[..], &accept].concat();
    assert_eq!(studio.post("p/parks/settings", &first).status, 303);
    let key = holding(studio.home(), KEY).remove(0);
    assert!(settings(&studio).contains(&key));
    for (server, url) in [("scaleway", ""), ("other", "https://evil.example/v1")] {
        let other = [
            ("model", "there"),
            ("there_server", server),
            ("there_url", url),
            ("there_model", "grand"),
        ];
        let reply = studio.post("p/parks/settings", &[&other[..], &accept].concat());
        assert_eq!(reply.status, 303, "{}", reply.body);
        assert!(
            !settings(&studio).contains(&key),
            "{server}: {}",
            settings(&studio)
        );
    }
}

/// What others can see of the processes that a studio starts while something is done: their
/// command lines and environments.
fn told_by_children(studio: &Studio, done: impl FnOnce()) -> BTreeSet<String> {
    let parent = studio.process();
    let ended = AtomicBool::new(false);
    thread::scope(|scope| {
        let watching = scope.spawn(|| {
            let mut told = BTreeSet::new();
            while !ended.load(Ordering::Relaxed) {
                told.extend(of_children(parent));
                sleep(Duration::from_millis(2));
            }
            told
        });
        done();
        ended.store(true, Ordering::Relaxed);
        watching.join().unwrap()
    })
}

/// Nothing where the system does not tell.
fn of_children(parent: u32) -> Vec<String> {
    let tasks = fs::read_dir(format!("/proc/{parent}/task"));
    let children = tasks.into_iter().flatten().flatten().flat_map(|task| {
        let numbers = fs::read_to_string(task.path().join("children")).unwrap_or_default();
        let numbers = numbers.split_whitespace().map(str::to_owned);
        numbers.collect::<Vec<String>>()
    });
    let told = children.flat_map(|child| ["cmdline", "environ"].map(|what| (child.clone(), what)));
    told.map(|(child, what)| {
        let bytes = fs::read(format!("/proc/{child}/{what}")).unwrap_or_default();
        String::from_utf8_lossy(&bytes).replace('\0', " ")
    })
    .collect()
}
