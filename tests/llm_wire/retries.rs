//! When a call is made again, and when not.

use std::io::{Read, Write};
use std::net::TcpListener;
use std::time::{Duration, Instant, SystemTime};

use cahier::llm::{Failure, HttpModel, LanguageModel, Limits, ServerSettings};
use wiremock::ResponseTemplate;

use super::server::{Scripted, Sequence, bench, good, outcome, question, refuses};

#[test]
fn a_server_in_trouble_is_asked_again() {
    let page = ResponseTemplate::new(502).set_body_raw("<html>Bad gateway</html>", "text/html");
    for status in [408, 409, 425, 429, 500, 503, 504] {
        assert_eq!(
            outcome([refuses(status, "{}"), good()]),
            (bench(), 2),
            "{status}"
        );
    }
    assert_eq!(outcome([page.clone(), page, good()]), (bench(), 3));
    assert_eq!(outcome([refuses(503, "{}")]), (Err(Failure::Busy), 4));
}

#[test]
fn the_wait_a_server_asks_for_is_kept() {
    let date = httpdate::fmt_http_date(SystemTime::now() + Duration::from_secs(60));
    for (name, value) in [
        ("retry-after", "40"),
        ("retry-after", date.as_str()),
        ("retry-after-ms", "40000"),
        ("ratelimitbysize-reset", "40"),
    ] {
        let busy = refuses(429, "{}").insert_header(name, value);
        let scripted = Scripted::new(Sequence::new([busy, good()]));
        let model = HttpModel::new(&ServerSettings {
            second: Duration::from_millis(10),
            ..scripted.settings()
        })
        .unwrap();
        assert!(model.ask(&question()).is_ok());
        let stats = model.stats();
        assert_eq!((stats.calls, stats.retries), (2, 1));
        assert!(
            stats.waited >= Duration::from_millis(390),
            "{name}: {stats:?}"
        );
        assert!(
            stats.waited <= Duration::from_millis(900),
            "{name}: {stats:?}"
        );
    }
}

#[test]
fn what_another_try_cannot_help_is_not_tried_again() {
    let per_day =
        r#"{"detail":"Rate limit exceeded: 50 requests for m per day exceeded (remaining: 0)."}"#;
    let quota = r#"{"error":{"message":"You exceeded your current quota","type":"insufficient_quota","code":"insufficient_quota"}}"#;
    for (status, body, failure) in [
        (429, per_day, Failure::QuotaSpent),
        (429, quota, Failure::QuotaSpent),
        (402, "{}", Failure::QuotaSpent),
        (401, r#"{"message":"Unauthorized"}"#, Failure::Denied),
        (403, r#"{"detail":"Invalid API key."}"#, Failure::Denied),
        (
            404,
            r#"{"error":{"message":"model not found"}}"#,
            Failure::NoSuchModel,
        ),
    ] {
        assert_eq!(
            outcome([refuses(status, body), good()]),
            (Err(failure), 1),
            "{status}"
        );
    }
}

#[test]
fn a_slow_server_is_waited_for_twice() {
    let slow = good().set_delay(Duration::from_secs(3));
    let scripted = Scripted::new(Sequence::new([slow]));
    let model = HttpModel::new(&ServerSettings {
        timeout: Some(Duration::from_millis(150)),
        ..scripted.settings()
    })
    .unwrap();
    assert_eq!(model.ask(&question()), Err(Failure::TimedOut));
    assert_eq!(model.stats().calls, 2);
}

#[test]
fn three_fatal_failures_end_the_conversation() {
    let scripted = Scripted::new(Sequence::new([refuses(401, "{}")]));
    let model = scripted.model();
    let outcomes: Vec<Failure> = (0..6)
        .map(|_| model.ask(&question()).unwrap_err())
        .collect();
    assert_eq!(outcomes[..3], [Failure::Denied; 3]);
    assert_eq!(outcomes[3..], [Failure::GivenUp; 3]);
    assert_eq!(scripted.calls(), 3);
    assert!(model.stats().gave_up);
}

#[test]
fn nobody_there_and_a_broken_connection_are_unreachable() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}/v1", listener.local_addr().unwrap());
    let settings = ServerSettings {
        second: Duration::from_millis(1),
        ..ServerSettings::new(&address, "m")
    };
    let breaking = std::thread::spawn(move || {
        for stream in listener.incoming().take(4) {
            let mut stream = stream.unwrap();
            let mut buffer = [0; 512];
            assert!(stream.read(&mut buffer).unwrap() > 0);
            let half = b"HTTP/1.1 200 OK\r\ncontent-length: 900\r\n\r\n{\"choices\":";
            stream.write_all(half).unwrap();
        }
    });
    let model = HttpModel::new(&settings).unwrap();
    assert_eq!(model.ask(&question()), Err(Failure::Unreachable));
    breaking.join().unwrap();
    // The listener is gone by now.
    let model = HttpModel::new(&settings).unwrap();
    assert_eq!(model.ask(&question()), Err(Failure::Unreachable));
    assert_eq!(model.stats().calls, 4);
}

#[test]
fn a_budget_is_kept_to_the_call() {
    let scripted = Scripted::new(Sequence::new([good()]));
    let limits = Limits {
        calls: Some(2),
        ..Limits::default()
    };
    let settings = ServerSettings {
        limits,
        ..scripted.settings()
    };
    let model = HttpModel::new(&settings).unwrap();
    assert!(model.ask(&question()).is_ok() && model.ask(&question()).is_ok());
    assert_eq!(model.ask(&question()), Err(Failure::OverBudget));
    let few = Limits {
        tokens: Some(60),
        ..Limits::default()
    };
    let model = HttpModel::new(&ServerSettings {
        limits: few,
        ..settings
    })
    .unwrap();
    assert_eq!(model.ask(&question()), Err(Failure::OverBudget));
    assert_eq!(scripted.calls(), 2);
}

#[test]
fn calls_by_the_minute_are_kept() {
    let scripted = Scripted::new(Sequence::new([good()]));
    let model = HttpModel::new(&ServerSettings {
        calls_per_minute: Some(30),
        second: Duration::from_millis(20),
        ..scripted.settings()
    })
    .unwrap();
    let start = Instant::now();
    for _ in 0..4 {
        model.ask(&question()).unwrap();
    }
    assert!(
        start.elapsed() >= Duration::from_millis(119),
        "three waits of two seconds"
    );
}
