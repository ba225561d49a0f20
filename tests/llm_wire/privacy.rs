//! A key and a prompt go to one server, and into nothing else.

use std::fs;

use cahier::llm::{Failure, HttpModel, LanguageModel, Secret, ServerError, ServerSettings};
use wiremock::ResponseTemplate;

use super::server::{Scripted, Sequence, bench, good, question, refuses};

const KEY: &str = "sk-tres-secret-0123456789";

#[test]
fn a_redirect_is_not_followed() {
    let elsewhere = Scripted::new(Sequence::new([good()]));
    let target = elsewhere.settings().base_url;
    let moved = ResponseTemplate::new(307)
        .insert_header("location", format!("{target}/v1/chat/completions").as_str());
    let scripted = Scripted::new(Sequence::new([moved]));
    let model = HttpModel::new(&ServerSettings {
        key: Some(Secret::new(KEY)),
        ..scripted.settings()
    })
    .unwrap();
    assert_eq!(model.ask(&question()), Err(Failure::Rejected));
    assert_eq!((scripted.calls(), elsewhere.calls()), (1, 0));
}

#[test]
fn the_key_shows_nowhere() {
    let echo = refuses(
        400,
        &format!("{{\"error\":{{\"message\":\"bad: Bearer {KEY}\"}}}}"),
    );
    let scripted = Scripted::new(Sequence::new([echo, good()]));
    let folder = tempfile::tempdir().unwrap();
    let trace = folder.path().join("trace");
    let settings = ServerSettings {
        key: Some(Secret::new(&format!("{KEY}\n"))),
        trace: Some(trace.clone()),
        ..scripted.settings()
    };
    let model = HttpModel::new(&settings).unwrap();
    assert_eq!(model.ask(&question()).map(|reply| reply.content), bench());
    let mut said = format!("{settings:?} {:?} {:?}", model.stats(), model.card());
    let mut files = 0;
    for entry in fs::read_dir(&trace).unwrap() {
        let path = entry.unwrap().path();
        said.push_str(&fs::read_to_string(&path).unwrap());
        assert_private(&path, 0o600);
        files += 1;
    }
    assert_private(&trace, 0o700);
    assert_eq!(files, 2, "one file a call");
    assert!(said.contains("banc et arbre"), "a trace shows the prompt");
    assert!(!said.contains(KEY) && !said.contains("0123456789"));
    let bad = ServerSettings {
        key: Some(Secret::new("a\u{7}b-0123456789")),
        ..scripted.settings()
    };
    let error = HttpModel::new(&bad).err().unwrap();
    assert_eq!(error, ServerError::BadKey);
    assert!(!format!("{error} {error:?}").contains("0123456789"));
}

#[test]
fn the_key_is_sent_to_its_server() {
    let scripted = Scripted::new(|request: &wiremock::Request| {
        let sent = request
            .headers
            .get("authorization")
            .map(|value| value.to_str().unwrap());
        assert_eq!(sent, Some(format!("Bearer {KEY}").as_str()));
        good()
    });
    let model = HttpModel::new(&ServerSettings {
        key: Some(Secret::new(KEY)),
        ..scripted.settings()
    })
    .unwrap();
    assert!(model.ask(&question()).is_ok());
}

#[cfg(unix)]
pub fn assert_private(path: &std::path::Path, mode: u32) {
    use std::os::unix::fs::PermissionsExt;
    let found = fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(found, mode, "{}", path.display());
}

#[cfg(not(unix))]
pub fn assert_private(_path: &std::path::Path, _mode: u32) {}
