//! Names that lead elsewhere: of consultations, of files of a report, of the page to come back
//! to. Nothing outside the folder of consultations is read or written.

use std::fs;

use serde_json::{Value, json};

use super::{mobilite, tree};
use crate::http::Studio;

/// Ways up and out, as a browser, a script or a bad copy of an address may write them.
const OUT: [&str; 15] = [
    "..",
    "%2e%2e",
    "%2E.",
    ".%2e",
    ".",
    "%2e",
    "..%2foutside",
    "%2e%2e%2foutside",
    "..%5coutside",
    "..\\outside",
    "mobilite%2f..%2f..%2foutside",
    "mobilite/../../outside",
    "%252e%252e",
    "..%00",
    "mobilite%00",
];

#[test]
fn no_name_of_a_consultation_leads_out() {
    let studio = Studio::alone("fr");
    assert_eq!(studio.post("sample", &[("sample", "mobilite")]).status, 303);
    // Consultations that whoever gets out would find.
    let settings = fs::read(studio.shelf().join("mobilite/cahier.toml")).unwrap();
    let outside = studio.home().join("outside");
    fs::create_dir(&outside).unwrap();
    for folder in [studio.home(), &outside] {
        fs::write(folder.join("cahier.toml"), &settings).unwrap();
        fs::create_dir(folder.join("sources")).unwrap();
        let csv = "ID de la réponse;avis\n1;ZYGOMATIQUE\n2;encore\n";
        fs::write(folder.join("sources/mobilite.csv"), csv).unwrap();
    }
    fs::write(studio.shelf().join("cahier.toml"), &settings).unwrap();
    let before = tree(studio.home());
    let absolute = outside.display().to_string();
    let absolute = [
        absolute.clone(),
        absolute.replace('/', "%2F"),
        format!("file:%2f%2f{absolute}"),
    ];
    for name in OUT.iter().map(|name| (*name).to_owned()).chain(absolute) {
        for page in ["", "/columns", "/settings", "/run", "/review/q1", "/report"] {
            let path = format!("p/{name}{page}");
            // `p/.`, as it stands, is a name like another.
            let reply = studio.get(&path);
            assert_eq!(reply.status, 404, "{path}");
            assert!(!reply.body.contains("ZYGOMATIQUE"), "{path}");
            let changed = studio.post(&path, &[("themes", "few"), ("set", "1:open")]);
            assert_eq!(changed.status, 404, "{path}");
        }
    }
    assert_eq!(tree(studio.home()), before);
    // The check can fail: a consultation that is one is found, and changed.
    assert_eq!(studio.get("p/mobilite/columns").status, 200);
    let changed = studio.post(
        "p/mobilite/settings",
        &[("themes", "few"), ("then", "stay")],
    );
    assert_eq!(changed.status, 303);
    assert_ne!(tree(studio.home()), before);
}

#[test]
fn only_files_of_the_report_are_served() {
    let studio = mobilite();
    let folder = studio.shelf().join("mobilite");
    fs::write(folder.join("report/notes.txt"), "ZYGOMATIQUE").unwrap();
    let toml = folder.join("cahier.toml").display().to_string();
    for name in [
        "../../cahier.toml",
        "../cahier.toml",
        "%2e%2e/cahier.toml",
        "..%2fcahier.toml",
        "%2e%2e%2f%2e%2e%2fcahier.toml",
        "report.html/../../cahier.toml",
        "report.html%2f..%2f..%2fcahier.toml",
        "..%2fjournal.jsonl",
        "../journal.jsonl",
        "../decisions.json",
        "../sources/mobilite.csv",
        "..%2fsources%2fmobilite.csv",
        ".cahier/last.json",
        ".cahier%2flast.json",
        "%2ecahier/watch/progress.json",
        ".cahier/steps/steps.json",
        "synthesis.json/..",
        "synthesis.json/%2e%2e/%2e%2e/cahier.toml",
        "synthesis.json/.",
        "synthesis.json%00",
        "%00",
        "",
        ".",
        "..",
        // There, but written by nobody's run.
        "notes.txt",
        &toml,
        &toml.replace('/', "%2f"),
    ] {
        for query in ["", "?save=yes"] {
            let path = format!("p/mobilite/report/files/{name}{query}");
            let reply = studio.get(&path);
            assert_eq!(reply.status, 404, "{path}");
            for told in ["ZYGOMATIQUE", "[sources]", "\"outputs\"", "\"event\""] {
                assert!(!reply.body.contains(told), "{path}");
            }
        }
    }
    for name in ["report.html", "synthesis.json", "review.xlsx", "coding.csv"] {
        let reply = studio.get(&format!("p/mobilite/report/files/{name}"));
        let kept = fs::read(folder.join("report").join(name)).unwrap();
        assert!(reply.status == 200 && reply.bytes == kept, "{name}");
    }
}

/// People pass folders on: what such a folder notes of its files is what somebody wrote there.
#[test]
fn a_folder_passed_on_lends_no_file_of_this_machine() {
    let studio = Studio::alone("fr");
    studio.made("parks");
    let secret = studio.home().join("secret.txt");
    fs::write(&secret, "ZYGOMATIQUE").unwrap();
    let noted = studio.shelf().join("parks/report/.cahier/last.json");
    let mut last: Value = serde_json::from_slice(&fs::read(&noted).unwrap()).unwrap();
    let absolute = secret.display().to_string();
    let names = [
        "../../../secret.txt",
        "iramuteq/../../../../secret.txt",
        &absolute,
    ];
    fs::create_dir(studio.shelf().join("parks/report/iramuteq")).unwrap();
    for name in names {
        let file = json!({ "name": name, "sha256": "0".repeat(64) });
        last["outputs"].as_array_mut().unwrap().push(file);
    }
    fs::write(&noted, serde_json::to_vec(&last).unwrap()).unwrap();
    for name in names {
        let written = name.replace('/', "%2f");
        for name in [name.trim_start_matches('/'), &written] {
            let path = format!("p/parks/report/files/{name}");
            let reply = studio.get(&path);
            assert!(!reply.body.contains("ZYGOMATIQUE"), "{path}");
            assert_eq!(reply.status, 404, "{path}");
        }
    }
    assert!(!studio.page("p/parks/report").contains("secret.txt"));
    // Nor does it slip into what is sent on, nor out of the folder where that is unpacked.
    let all = studio.get("p/parks/report/all.zip");
    assert_eq!(all.status, 200);
    let packed = zip::ZipArchive::new(std::io::Cursor::new(all.bytes)).unwrap();
    let names: Vec<String> = packed
        .file_names()
        .map(|name| name.unwrap().into_owned())
        .collect();
    assert!(names.contains(&"report.html".to_owned()), "{names:?}");
    for name in names {
        assert!(!name.contains("..") && !name.starts_with('/'), "{name}");
        assert!(!name.contains("secret"), "{name}");
    }
}

#[test]
fn forms_lead_back_into_the_studio() {
    let studio = Studio::alone("fr");
    assert_eq!(studio.post("sample", &[("sample", "mobilite")]).status, 303);
    let base = studio.base();
    for back in [
        "//evil.example",
        "///evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "http://evil.example",
        "https:evil.example",
        "javascript:alert(1)",
        "data:text/html,x",
        "\thttp://evil.example",
        "p/x\r\nSet-Cookie: a=b",
        "p/x\nLocation: http://evil.example",
        "..",
        "../..",
        "../../evil",
        "p/../..",
        "%2e%2e/%2e%2e",
        "p/%2E%2E/%2e%2E/%2e./x",
        ".%2e/.%2e?x=../..",
        "%2e%2e",
        "p/%0d%0aSet-Cookie:a",
        "@evil.example",
        ".evil.example",
        "é\u{202e}",
    ] {
        let form = [("language", "fr"), ("back", back)];
        let reply = studio.post("language", &form);
        assert_eq!(reply.status, 303, "{back}");
        let place = reply.location().unwrap();
        assert!(place.starts_with(&base), "{back}: {place}");
        assert!(reply.header("set-cookie").is_none(), "{back}");
        // What a browser makes of it.
        let whole = format!("http://{}{place}", studio.host());
        let seen = reqwest::Url::parse(&whole).unwrap();
        assert_eq!(seen.host_str(), Some("127.0.0.1"), "{back}");
        assert!(seen.path().starts_with(&base), "{back}: {}", seen.path());
    }
    let form = [("language", "fr"), ("back", "p/mobilite/columns")];
    let reply = studio.post("language", &form);
    assert_eq!(reply.location(), Some(base + "p/mobilite/columns"));
}

#[test]
fn a_folder_is_asked_for_by_its_whole_path() {
    let studio = Studio::alone("fr");
    let before = tree(studio.home());
    for folder in [
        "",
        "..",
        "../elsewhere",
        "elsewhere",
        "~/elsewhere",
        "\0",
        "file:///tmp",
    ] {
        let reply = studio.post("folder", &[("folder", folder)]);
        assert_eq!(reply.status, 422, "{folder}");
        assert!(reply.body.contains("role=\"alert\""), "{folder}");
    }
    // A file is no folder, and stays.
    let file = studio.home().join("stderr.txt").display().to_string();
    assert_eq!(studio.post("folder", &[("folder", &file)]).status, 422);
    let nul = format!("{}/a\0b", studio.home().display());
    assert_eq!(studio.post("folder", &[("folder", &nul)]).status, 422);
    assert_eq!(tree(studio.home()), before);
}
