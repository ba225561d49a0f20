//! What outlives a page, a run and the studio itself: runs stopped and taken up again,
//! decisions made in two tabs, a studio that is killed and opened again.

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread::sleep;
use std::time::Duration;

use tempfile::TempDir;

use crate::http::{Reply, Studio, hidden};

/// Enough answers for a run of several seconds: sentences of a sample, shuffled together.
fn long_consultation(answers: usize) -> String {
    let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join("data-samples/parks.csv");
    let text = fs::read_to_string(sample).unwrap();
    let sentences: Vec<&str> = text
        .split(['.', '\n', ',', ';', '"'])
        .map(str::trim)
        .filter(|sentence| sentence.split(' ').count() > 4)
        .collect();
    let mut seed = 7usize;
    let mut draw = || {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        sentences[(seed >> 33) % sentences.len()]
    };
    let mut file = "id,What would you change in our parks?\n".to_owned();
    for id in 1..=answers {
        file += &format!("{id},\"{}. {}. {}.\"\n", draw(), draw(), draw());
    }
    file
}

fn state(reply: &Reply) -> String {
    let (_, rest) = reply.body.split_once("data-state=\"").unwrap_or_default();
    rest.split('"').next().unwrap_or_default().to_owned()
}

/// The state of the run, once it is none of these.
#[track_caller]
fn after(studio: &Studio, name: &str, passing: &[&str]) -> String {
    for _ in 0..1200 {
        let state = state(&studio.get(&format!("p/{name}/run")));
        if !passing.contains(&state.as_str()) {
            return state;
        }
        sleep(Duration::from_millis(50));
    }
    panic!("still {passing:?}");
}

/// Makes a consultation of a file, and starts its run.
fn started(studio: &Studio, name: &str, file: &str) {
    let made = studio.upload(&[("avis.csv", file.as_bytes())], &[("title", name)]);
    assert_eq!(made.status, 303, "{}", made.body);
    studio.post(&format!("p/{name}/run"), &[]);
}

fn files(report: &Path) -> Vec<(String, Vec<u8>)> {
    let entries = fs::read_dir(report).unwrap().flatten();
    let kept = entries.filter(|entry| entry.path().is_file());
    let mut files: Vec<_> = kept
        .map(|entry| {
            let name = entry.file_name().to_string_lossy().into_owned();
            (name, fs::read(entry.path()).unwrap())
        })
        .collect();
    files.sort();
    files
}

#[test]
fn a_run_that_was_stopped_goes_on_to_the_same_report() {
    let shelf = TempDir::new().unwrap();
    let studio = Studio::open(shelf.path(), "en");
    let file = long_consultation(1500);
    started(&studio, "stopped", &file);
    // Once it has begun to work.
    let page = loop {
        let page = studio.get("p/stopped/run");
        if page.body.contains("stage-done") || state(&page) != "running" {
            break page;
        }
        sleep(Duration::from_millis(20));
    };
    assert_eq!(
        state(&page),
        "running",
        "a run too short to be stopped: {}",
        page.body
    );
    assert!(page.body.contains("<progress"));
    studio.post("p/stopped/run/stop", &[]);
    assert_eq!(after(&studio, "stopped", &["running"]), "stopped");
    assert!(!shelf.path().join("stopped/report/report.html").exists());
    // The review has nothing to show yet, and says where to go.
    assert_eq!(studio.get("p/stopped/review/q1").status, 303);
    studio.post("p/stopped/run", &[]);
    assert_eq!(after(&studio, "stopped", &["running"]), "made");
    started(&studio, "undisturbed", &file);
    assert_eq!(after(&studio, "undisturbed", &["running"]), "made");
    let stopped = files(&shelf.path().join("stopped/report"));
    let undisturbed = files(&shelf.path().join("undisturbed/report"));
    assert!(stopped.len() > 12 && stopped.len() == undisturbed.len());
    for ((name, one), (_, other)) in stopped.iter().zip(&undisturbed) {
        let alike = one == other || {
            // The name of the consultation is in its pages.
            let text =
                |bytes: &[u8]| String::from_utf8_lossy(bytes).replace("undisturbed", "stopped");
            text(one) == text(other)
        };
        assert!(
            alike || name.ends_with(".docx") || name.ends_with(".xlsx"),
            "{name}"
        );
    }
}

#[test]
fn a_run_outlives_the_studio_that_started_it() {
    let shelf = TempDir::new().unwrap();
    let studio = Studio::open(shelf.path(), "fr");
    started(&studio, "longue", &long_consultation(1500));
    assert_eq!(after(&studio, "longue", &["new"]), "running");
    // Killed, not closed.
    drop(studio);
    let again = Studio::open(shelf.path(), "fr");
    assert_eq!(state(&again.get("p/longue/run")), "running");
    assert!(again.get("").body.contains("state-running"));
    // Another start starts nothing: the run there is goes on.
    again.post("p/longue/run", &[]);
    // A studio that did not start it can stop it.
    again.post("p/longue/run/stop", &[]);
    assert_eq!(after(&again, "longue", &["running"]), "stopped");
    again.post("p/longue/run", &[]);
    assert_eq!(after(&again, "longue", &["running"]), "made");
}

/// What the page says about the result it shows.
fn seen(studio: &Studio, page: &str) -> String {
    let body = studio.get(page).body;
    let (_, rest) = body.split_once("name=\"seen\" value=\"").unwrap();
    rest.split('"').next().unwrap().to_owned()
}

fn decide(studio: &Studio, seen: &str, fields: &[(&str, &str)]) -> Reply {
    let back = ("back", "p/mobilite/review/q1");
    let all: Vec<(&str, &str)> = [("seen", seen), back]
        .iter()
        .chain(fields)
        .copied()
        .collect();
    studio.post("p/mobilite/review/decide", &all)
}

fn sign(studio: &Studio) {
    let name = [("name", "Élodie Martin"), ("back", "p/mobilite/review/q1")];
    assert_eq!(studio.post("p/mobilite/review/name", &name).status, 303);
}

fn signed(shelf: &Path) -> Studio {
    let studio = Studio::open(shelf, "fr");
    studio.made("mobilite");
    sign(&studio);
    studio
}

/// Undo or redo, as the page of the moment offers it.
fn turn(studio: &Studio, which: &str) -> Reply {
    let page = studio.page("p/mobilite/review/q1");
    let (_, form) = page.split_once(&format!("/review/{which}\"")).unwrap();
    let step = hidden(form, "step").unwrap();
    let fields = [("back", "p/mobilite/review/q1"), ("step", step.as_str())];
    studio.post(&format!("p/mobilite/review/{which}"), &fields)
}

/// The report holds what is taken back: it is made again at once, as it was before.
#[test]
fn what_a_run_took_in_can_be_taken_back() {
    let shelf = TempDir::new().unwrap();
    let studio = signed(shelf.path());
    let page = "p/mobilite/review/q1";
    let before = titles(&studio);
    let merge = [("act", "merge"), ("theme", "q1-t03"), ("into", "q1-t04")];
    assert_eq!(decide(&studio, &seen(&studio, page), &merge).status, 303);
    studio.ran("mobilite");
    assert_eq!(titles(&studio).len(), before.len() - 1);
    let undone = turn(&studio, "undo");
    assert!(undone.location().unwrap().ends_with("/run"));
    assert_eq!(after(&studio, "mobilite", &["running"]), "made");
    assert_eq!(titles(&studio), before);
    // And decisions go on from there.
    let validate = [("act", "validate"), ("theme", "q1-t01")];
    assert_eq!(decide(&studio, &seen(&studio, page), &validate).status, 303);
    assert_eq!(titles(&studio), before);
}

fn titles(studio: &Studio) -> Vec<String> {
    let page = studio.page("p/mobilite/review/q1");
    let cards = page.split("data-title=\"").skip(1);
    cards
        .map(|rest| rest.split('"').next().unwrap().to_owned())
        .collect()
}

/// The same id may be another theme after a run: a page from before it is asked again.
#[test]
fn a_page_from_before_a_run_is_asked_again() {
    let shelf = TempDir::new().unwrap();
    let studio = signed(shelf.path());
    let old = seen(&studio, "p/mobilite/review/q1");
    let few = [("themes", "few"), ("readers", "own"), ("then", "stay")];
    assert_eq!(studio.post("p/mobilite/settings", &few).status, 303);
    studio.ran("mobilite");
    let validate = [("act", "validate"), ("theme", "q1-t02")];
    assert_eq!(decide(&studio, &old, &validate).status, 409);
    let anyway = [validate.as_slice(), &[("anyway", "yes")]].concat();
    assert_eq!(decide(&studio, &old, &anyway).status, 303);
}

/// A step is taken back from the page that shows it, by somebody.
#[test]
fn undo_takes_back_what_the_page_shows() {
    let shelf = TempDir::new().unwrap();
    let studio = signed(shelf.path());
    let page = "p/mobilite/review/q1";
    let rename = |title| [("act", "rename"), ("theme", "q1-t01"), ("title", title)];
    for title in ["Un", "Deux"] {
        assert_eq!(
            decide(&studio, &seen(&studio, page), &rename(title)).status,
            303
        );
    }
    let stale = [("back", page), ("step", "1")];
    assert_eq!(studio.post("p/mobilite/review/undo", &stale).status, 422);
    assert!(titles(&studio).contains(&"Deux".to_owned()));
    assert_eq!(turn(&studio, "undo").status, 303);
    assert!(titles(&studio).contains(&"Un".to_owned()));
    studio.post("p/mobilite/review/name", &[("name", ""), ("back", page)]);
    assert_eq!(turn(&studio, "undo").status, 422);
}

#[test]
fn two_tabs_lose_nothing() {
    let shelf = TempDir::new().unwrap();
    let studio = signed(shelf.path());
    let page = "p/mobilite/review/q1";
    let old = seen(&studio, page);
    let rename = |theme, title| [("act", "rename"), ("theme", theme), ("title", title)];
    assert_eq!(
        decide(&studio, &old, &rename("q1-t01", "Du premier onglet")).status,
        303
    );
    // The second tab is a page behind; what it is about was not touched.
    assert_eq!(
        decide(&studio, &old, &rename("q1-t02", "Du second onglet")).status,
        303
    );
    let body = studio.get(page).body;
    assert!(body.contains("Du premier onglet") && body.contains("Du second onglet"));
    // What it is about was touched: both are shown, nothing is changed until it is said.
    let asked = decide(&studio, &old, &rename("q1-t01", "Autre chose"));
    assert_eq!(asked.status, 409);
    assert!(asked.body.contains("Du premier onglet") && asked.body.contains("Autre chose"));
    assert!(!studio.get(page).body.contains("Autre chose"));
    let anyway = [
        rename("q1-t01", "Autre chose").as_slice(),
        &[("anyway", "yes")],
    ]
    .concat();
    assert_eq!(decide(&studio, &old, &anyway).status, 303);
    assert!(studio.get(page).body.contains("Autre chose"));
    // A theme that another tab merged away is no longer there, and that is said.
    let now = seen(&studio, page);
    let merge = [("act", "merge"), ("theme", "q1-t03"), ("into", "q1-t04")];
    assert_eq!(decide(&studio, &now, &merge).status, 303);
    assert_eq!(
        decide(&studio, &now, &rename("q1-t03", "Trop tard")).status,
        422
    );
    assert_eq!(studio.get("p/mobilite/review/q1-t03").status, 404);
}

#[test]
fn decisions_outlive_the_studio_and_can_still_be_taken_back() {
    let shelf = TempDir::new().unwrap();
    let studio = signed(shelf.path());
    let page = "p/mobilite/review/q1";
    let rename = [
        ("act", "rename"),
        ("theme", "q1-t01"),
        ("title", "Un titre gardé"),
    ];
    assert_eq!(decide(&studio, &seen(&studio, page), &rename).status, 303);
    drop(studio);
    let again = Studio::open(shelf.path(), "fr");
    assert!(again.get(page).body.contains("Un titre gardé"));
    assert!(
        again.get("p/mobilite/run").body.contains("pas à jour")
            || again.get("p/mobilite/run").body.contains("plus à jour")
    );
    sign(&again);
    assert_eq!(turn(&again, "undo").status, 303);
    assert!(
        !again
            .get(page)
            .body
            .contains("data-title=\"Un titre gardé\"")
    );
    assert_eq!(turn(&again, "redo").status, 303);
    assert!(
        again
            .get(page)
            .body
            .contains("data-title=\"Un titre gardé\"")
    );
    // The command line takes the same decisions in, and the journal holds.
    let folder = shelf.path().join("mobilite");
    let run = |arguments: &[&str]| {
        let run = Command::new(env!("CARGO_BIN_EXE_cahier"))
            .args(arguments)
            .current_dir(&folder)
            .env("LC_ALL", "fr_FR.UTF-8")
            .output()
            .unwrap();
        assert!(
            run.status.success(),
            "{}",
            String::from_utf8_lossy(&run.stderr)
        );
        String::from_utf8(run.stdout).unwrap()
    };
    run(&["run"]);
    assert!(run(&["status"]).contains("la chaîne tient"));
    run(&["verify", "report"]);
    assert!(
        fs::read_to_string(folder.join("report/report.md"))
            .unwrap()
            .contains("Un titre gardé")
    );
    // The studio sees what the command line made.
    assert!(
        again
            .get("p/mobilite/run")
            .body
            .contains("data-state=\"made\"")
    );
    assert!(!again.get(page).body.contains("ne les contient pas"));
}

#[test]
fn nothing_is_decided_while_a_run_is_at_work() {
    let shelf = TempDir::new().unwrap();
    let studio = signed(shelf.path());
    let page = "p/mobilite/review/q1";
    let now = seen(&studio, page);
    // What a run holds as long as it works.
    let lock = fs::File::create(shelf.path().join("mobilite/report/.cahier/lock")).unwrap();
    lock.lock().unwrap();
    let rename = [
        ("act", "rename"),
        ("theme", "q1-t01"),
        ("title", "Trop tôt"),
    ];
    let refused = decide(&studio, &now, &rename);
    assert_eq!(refused.status, 422);
    assert!(refused.body.contains("analyse est en cours"));
    lock.unlock().unwrap();
    assert_eq!(decide(&studio, &now, &rename).status, 303);
}

#[test]
fn a_decision_is_signed() {
    let shelf = TempDir::new().unwrap();
    let studio = Studio::open(shelf.path(), "fr");
    studio.made("mobilite");
    let validate = [("act", "validate"), ("theme", "q1-t01")];
    let refused = decide(&studio, &seen(&studio, "p/mobilite/review/q1"), &validate);
    assert_eq!(refused.status, 422);
    assert!(refused.body.contains("votre nom"));
    assert!(!shelf.path().join("mobilite/decisions.json").exists());
}

/// As a double click does.
#[test]
fn without_a_word_the_studio_opens() {
    let home = TempDir::new().unwrap();
    let mut cahier = Command::new(env!("CARGO_BIN_EXE_cahier"))
        .env("CAHIER_HOME", home.path())
        // No browser is found, and that is said.
        .env("PATH", "")
        .env("LC_ALL", "en_GB.UTF-8")
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut address = String::new();
    let mut said = BufReader::new(cahier.stdout.take().unwrap());
    said.read_line(&mut address).unwrap();
    assert!(address.starts_with("http://127.0.0.1:"), "{address}");
    let mut words = String::new();
    let mut talk = BufReader::new(cahier.stderr.take().unwrap());
    for _ in 0..2 {
        talk.read_line(&mut words).unwrap();
    }
    cahier.kill().unwrap();
    cahier.wait().unwrap();
    assert!(
        words.contains("cahier --help") && words.contains("copy the address"),
        "{words}"
    );
    // The page that leads a browser there is for this person alone.
    let page = home.path().join("open.html");
    assert!(fs::read_to_string(&page).unwrap().contains(address.trim()));
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        assert_eq!(fs::metadata(&page).unwrap().permissions().mode() & 0o077, 0);
    }
}

/// The first time, the person says where her consultations go; the next time it is known.
#[test]
fn the_folder_is_asked_for_once() {
    let folder = TempDir::new().unwrap();
    let studio = Studio::nowhere("fr");
    let page = studio.page("");
    assert!(page.contains("Où ranger vos consultations"));
    // Until then there is nowhere to put anything.
    assert!(!page.contains("type=\"file\""));
    assert_ne!(studio.post("sample", &[("sample", "parks")]).status, 303);
    let shelf = folder.path().join("Mes consultations");
    let chosen = studio.post("folder", &[("folder", &shelf.display().to_string())]);
    assert_eq!(chosen.status, 303, "{}", chosen.body);
    assert!(shelf.is_dir());
    assert!(studio.page("").contains("type=\"file\""));
    let remembered = fs::read_to_string(studio.home().join("studio.json")).unwrap();
    assert!(remembered.contains("Mes consultations"));
}
