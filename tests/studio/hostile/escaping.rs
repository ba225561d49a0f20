//! Answers, titles and names that try to be more than text: on every page they are read as
//! they were typed, and no page loads, runs or leads to anything but our own.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

use super::markup::{addresses, faults, read};
use super::{mobilite, pages};
use crate::http::{Studio, hidden};

/// A word of the answers that nothing else holds.
pub const MARKER: &str = "zygomatique";

/// What people paste, and what people try. Formatting that a survey tool left is taken out when
/// files are read, entities become letters: those below are what is left of a try after that.
const TRIES: [&str; 16] = [
    "<script>alert('a')</script>",
    "</textarea><script>alert(1)</script>",
    "\"&gt;&lt;img src=x onerror=alert(2)&gt;",
    "' onmouseover='alert(3)' x='",
    "{{ 7919*7927 }} {% raw %} ${7919*7927} #{7919*7927}",
    "&lt;script&gt;alert(4)&lt;/script&gt; &amp;amp;",
    "&lt;a href=//evil&gt;ici&lt;/a&gt;",
    "javascript:alert(5)",
    "<svg onload=alert(6)><style>*{display:none}</style>",
    "</title></head><body onload=alert(7)>",
    "<!-- ]]> --> <?php echo 1 ?>",
    "\u{202e}esrever\u{2066} \u{200f}",
    "//evil/?a=1&b=2&copy=3",
    "<iframe src=//evil></iframe><base href=//evil>",
    "\\u003cscript\\u003e \\x3cscript\\x3e",
    "<form action=//evil><input name=form>",
];

const SENTENCES: [&str; 12] = [
    "Il faut plus de bus le soir après vingt heures vers la gare",
    "Les bus du soir sont trop rares, on attend une heure à la gare",
    "Des bancs à l'ombre dans le parc pour les personnes âgées",
    "Le parc manque de bancs et d'arbres pour se reposer à l'ombre",
    "Rouvrir la piscine le dimanche pour les familles du quartier",
    "La piscine est fermée le dimanche, les familles vont ailleurs",
    "Une piste cyclable protégée sur l'avenue de la gare",
    "Les vélos ont besoin d'une piste protégée sur l'avenue",
    "Le mur de l'école se fissure et menace de s'effondrer sur les enfants",
    "Je propose de planter des arbres dans la cour de l'école",
    "Le marché du samedi devrait revenir sur la place de l'église",
    "Trop de bruit la nuit sous les fenêtres, rue du marché",
];

/// Titles of the columns, the values they hold, what the person typed.
const QUESTION: &str =
    "Vos <script>alert(8)</script> avis \"><svg onload=alert(9)> {{ 7919*7927 }} ?";
const DISTRICT: &str = "Quartier </title><script>alert(10)</script> {{ 7919*7927 }}";
const TITLE: &str =
    "Titre </title><script>alert(11)</script> \"><img src=x onerror=alert(12)> {{ 7919*7927 }}";
const CONTEXT: &str = "Contexte </textarea><script>alert(13)</script> {{ 7919*7927 }}";
const TONE: &str = "\" onfocus=\"alert(14)\" autofocus x=\" {{ 7919*7927 }}";
const PERSON: &str = "Zoé \"><img src=x onerror=alert(15)> {{ 7919*7927 }}";
const RENAMED: &str =
    "Bus </option></textarea><script>alert(16)</script> \" onx=\"{{ 7919*7927 }} \u{202e}\0";
const WHY: &str = "Parce que </p><script>alert(17)</script> {{ 7919*7927 }}\0\u{1b}";
const SOUGHT: &str = "zygomatique \"><script>alert(18)</script>";
const FILE: &str = "a'&{{ 7919*7927 }}<img src=x onerror=alert(19)>.csv";

/// A consultation of such answers, with its report and some decisions; and its address.
pub fn poisoned() -> &'static (Studio, String) {
    static STUDIO: OnceLock<(Studio, String)> = OnceLock::new();
    STUDIO.get_or_init(|| {
        let studio = Studio::alone("fr");
        let sent = studio.upload(&[(FILE, &csv())], &[("title", TITLE)]);
        assert_eq!(sent.status, 303, "{}", sent.body);
        let place = sent.location().unwrap();
        let own = place.strip_prefix(&studio.base()).unwrap();
        let own = own.strip_suffix("/columns").unwrap().to_owned();
        let post = |page: &str, fields: &[(&str, &str)]| {
            let reply = studio.post(&format!("{own}/{page}"), fields);
            assert_eq!(reply.status, 303, "{page}: {}", reply.body);
        };
        post("columns", &[("set", "2:segment")]);
        let settings = [
            ("title", TITLE),
            ("authority", TITLE),
            ("purpose", CONTEXT),
            ("period", TONE),
            ("next_steps", QUESTION),
            ("tone", TONE),
            ("context", CONTEXT),
            ("then", "stay"),
        ];
        post("settings", &settings);
        studio.ran(own.strip_prefix("p/").unwrap());
        post("review/name", &[("name", PERSON)]);
        let seen = || hidden(&studio.page(&format!("{own}/review/q1")), "seen").unwrap();
        let rename = [("act", "rename"), ("theme", "q1-t01"), ("title", RENAMED)];
        post(
            "review/decide",
            &[&rename[..], &[("seen", &seen())]].concat(),
        );
        let validate = [("act", "validate"), ("theme", "q1-t02"), ("why", WHY)];
        post(
            "review/decide",
            &[&validate[..], &[("seen", &seen())]].concat(),
        );
        (studio, own)
    })
}

fn csv() -> Vec<u8> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(["id", QUESTION, DISTRICT]).unwrap();
    for number in 0..48 {
        let sentence = SENTENCES[number % SENTENCES.len()];
        let next = SENTENCES[(number * 5 + 3) % SENTENCES.len()];
        let tried = TRIES[number % TRIES.len()];
        let text = format!("{sentence} {tried}. {MARKER} {number}, {next}.");
        let district = ["<svg>Nord", "Sud \"'&", "{{ 7919*7927 }}"][number % 3];
        let id = format!("<q>{number}");
        writer.write_record([&id, &text, district]).unwrap();
    }
    writer.into_inner().unwrap()
}

/// Every page that can be come to by following addresses from the first one.
pub fn crawled() -> &'static BTreeMap<String, String> {
    static PAGES: OnceLock<BTreeMap<String, String>> = OnceLock::new();
    PAGES.get_or_init(|| {
        let (studio, _) = poisoned();
        let base = studio.base();
        let mut found = BTreeMap::new();
        let mut ahead: Vec<String> = vec![String::new()];
        let mut known: BTreeSet<String> = ahead.iter().cloned().collect();
        while let Some(path) = ahead.pop() {
            let mut reply = studio.get(&path);
            while let Some(next) = reply.location() {
                reply = studio.get(&next);
            }
            assert_eq!(reply.status, 200, "{path}: {}", reply.body);
            for (name, value) in addresses(&reply.body) {
                let place = value.split('#').next().unwrap_or_default();
                let Some(path) = place.strip_prefix(&base) else {
                    continue;
                };
                let page = name == "href" && !path.contains("/files/") && !path.contains('.');
                if page && known.insert(path.to_owned()) {
                    ahead.push(path.to_owned());
                }
            }
            found.insert(path, reply.body);
        }
        found
    })
}

#[track_caller]
fn assert_sound(studio: &Studio, page: &str, html: &str) {
    assert_eq!(faults(&studio.base(), html), [""; 0], "{page}");
}

#[test]
fn pages_load_and_lead_to_nothing_but_our_own() {
    let studio = mobilite();
    for page in pages("mobilite") {
        assert_sound(studio, &page, &studio.get(&page).body);
    }
    let (studio, _) = poisoned();
    let pages = crawled();
    assert!(pages.len() > 60, "{:?}", pages.keys());
    for (page, html) in pages {
        assert_sound(studio, page, html);
    }
}

#[test]
fn what_people_wrote_is_read_as_they_wrote_it() {
    let (studio, own) = poisoned();
    let all: String = crawled().values().map(|html| read(html)).collect();
    for tried in TRIES {
        // Once, never twice.
        let tried = html_escape::decode_html_entities(tried);
        for part in tried.split(['\u{202e}', '\u{2066}', '\u{200f}']) {
            assert!(all.contains(part.trim()), "{part}");
        }
    }
    assert!(
        !all.contains("62773913"),
        "a template was filled in a template"
    );
    let on = |page: &str, text: &str| {
        let html = &crawled()[&format!("{own}/{page}")];
        let text = text.trim_end_matches(['\0', '\u{1b}']);
        assert!(read(html).contains(text), "{text:?} is not read on {page}");
    };
    on("columns", QUESTION);
    on("review/q1", QUESTION);
    on("columns", DISTRICT);
    on("columns", "{{ 7919-7927 }}");
    for text in [TITLE, CONTEXT, TONE, QUESTION, DISTRICT] {
        on("settings", text);
    }
    for page in [
        "review/q1",
        "review/q1-t01",
        "review/q1-t02",
        "review/q1/found",
    ] {
        on(page, PERSON);
    }
    for page in ["review/q1", "review/q1-t01", "review/q1/map"] {
        on(page, RENAMED);
    }
    on("review/q1-t02", WHY);
    for page in ["columns", "settings", "run", "review/q1", "report"] {
        on(page, TITLE);
    }
    assert!(read(&crawled()[""]).contains(TITLE));
    // What a page cannot hold is shown as missing.
    let theme = &crawled()[&format!("{own}/review/q1-t02")];
    assert!(!theme.contains(['\0', '\u{1b}']));
    // Found by its words, and shown with them.
    let found = studio.post(&format!("{own}/review/q1/search"), &[("sought", SOUGHT)]);
    assert_eq!(found.status, 200);
    assert_sound(studio, "search", &found.body);
    assert!(read(&found.body).contains(SOUGHT));
    let found = studio.post(&format!("{own}/review/q1/search"), &[("sought", MARKER)]);
    assert_sound(studio, "search", &found.body);
    assert!(read(&found.body).contains("<svg onload=alert(6)>"));
}

#[test]
fn a_decision_asked_again_holds_what_was_typed_and_no_more() {
    let (studio, own) = poisoned();
    let strange = "\"><script>alert(20)</script>";
    let fields = [
        ("act", "rename"),
        ("theme", "q1-t01"),
        ("title", RENAMED),
        ("why", WHY),
        ("seen", "of another day"),
        ("back", "//evil.example/\"><script>alert(21)</script>"),
        (strange, strange),
    ];
    let asked = studio.post(&format!("{own}/review/decide"), &fields);
    assert_eq!(asked.status, 409, "{}", asked.body);
    assert_sound(studio, "conflict", &asked.body);
    assert!(read(&asked.body).contains(strange));
    // Refusals that repeat what was typed.
    for (page, fields) in [
        ("review/decide", vec![("act", strange)]),
        (
            "review/decide",
            vec![("act", "merge"), ("theme", strange), ("into", strange)],
        ),
        ("columns", vec![("set", strange)]),
        (
            "settings",
            vec![
                ("model", "here"),
                ("here_server", strange),
                ("then", "stay"),
            ],
        ),
        (
            "settings",
            vec![
                ("model", "there"),
                ("there_url", strange),
                ("accept", "yes"),
            ],
        ),
    ] {
        let reply = studio.post(&format!("{own}/{page}"), &fields);
        assert!(reply.status != 500, "{page} {fields:?}");
        assert_sound(studio, page, &reply.body);
    }
    let reply = studio.post("folder", &[("folder", strange)]);
    assert_sound(studio, "folder", &reply.body);
    let reply = studio.upload(&[(&format!("{strange}.png"), b"\x89PNG\r\n\x1a\n")], &[]);
    assert_eq!(reply.status, 422);
    assert_sound(studio, "open", &reply.body);
}
