//! Replies kept on disk: paid once, read again, never trusted when damaged.

use std::fs;
use std::time::Duration;

use cahier::llm::{Failure, HttpModel, LanguageModel, Recorded};

use super::privacy::assert_private;
use super::server::{Scripted, Sequence, good, question, refuses};

#[test]
fn what_was_asked_is_not_asked_again_and_a_damaged_file_is() {
    let folder = tempfile::tempdir().unwrap();
    let kept = folder.path().join("replies");
    let scripted = Scripted::new(Sequence::new([good()]));
    let first = Recorded::new(scripted.model(), &kept).unwrap();
    let reply = first.ask(&question()).unwrap();
    assert_eq!(first.recordings().misses, 1);
    let file = fs::read_dir(&kept).unwrap().next().unwrap().unwrap().path();
    assert_private(&kept, 0o700);
    assert_private(&file, 0o600);

    let second = Recorded::new(scripted.model(), &kept).unwrap();
    assert_eq!(second.ask(&question()), Ok(reply.clone()));
    assert_eq!((second.recordings().hits, scripted.calls()), (1, 1));
    let mut other = question();
    other.user.push('?');
    second.ask(&other).unwrap();
    assert_eq!(scripted.calls(), 2, "another question");

    let text = fs::read(&file).unwrap();
    fs::write(&file, &text[..text.len() / 2]).unwrap();
    assert_eq!(second.ask(&question()), Ok(reply.clone()));
    assert_eq!(scripted.calls(), 3, "a damaged file is as good as none");
    assert_eq!(fs::read(&file).unwrap(), text);

    let replay = Recorded::<HttpModel>::replay(second.card(), &kept);
    assert_eq!(replay.ask(&question()), Ok(reply));
    other.max_tokens += 1;
    assert_eq!(replay.ask(&other), Err(Failure::Unreachable));
    assert_eq!(scripted.calls(), 3);
}

#[test]
fn failures_are_not_kept() {
    let folder = tempfile::tempdir().unwrap();
    let too_long = refuses(
        400,
        r#"{"error":{"message":"x","code":"context_length_exceeded"}}"#,
    );
    let scripted = Scripted::new(Sequence::new([too_long, good()]));
    let model = Recorded::new(scripted.model(), folder.path()).unwrap();
    assert_eq!(model.ask(&question()), Err(Failure::TooLong));
    assert!(fs::read_dir(folder.path()).unwrap().next().is_none());
    assert!(model.ask(&question()).is_ok());
}

#[test]
fn equal_questions_under_way_are_paid_once() {
    let folder = tempfile::tempdir().unwrap();
    let slow = good().set_delay(Duration::from_millis(200));
    let scripted = Scripted::new(Sequence::new([slow]));
    let model = Recorded::new(scripted.model(), folder.path()).unwrap();
    std::thread::scope(|scope| {
        for _ in 0..6 {
            scope.spawn(|| assert!(model.ask(&question()).is_ok()));
        }
    });
    assert_eq!(scripted.calls(), 1);
    let recordings = model.recordings();
    assert_eq!((recordings.hits, recordings.misses), (5, 1));
}
