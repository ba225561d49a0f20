//! Who is answered: a browser on a page of this launch, and nobody else; and what every answer
//! tells browsers.

use super::{assert_protected, mobilite, pages, shelved};
use crate::http::{Reply, Studio, file_part, text_part};

const CSV: &[u8] = "id;avis\n1;des bus le soir\n2;des bancs au parc\n3;la piscine\n".as_bytes();

/// All of a reply that may tell something: not the date, which every machine has.
fn told(reply: &Reply) -> (u16, Vec<(String, String)>, String) {
    let headers = reply.headers.iter().filter(|(name, _)| name != "date");
    (reply.status, headers.cloned().collect(), reply.body.clone())
}

#[test]
fn only_our_own_name_is_answered() {
    let studio = mobilite();
    let (own, port) = (studio.host(), studio.port());
    let ask = |lines: &[(&str, &str)]| studio.send("GET", "p/mobilite/columns", lines, b"");
    let local = format!("localhost:{port}");
    for host in [own, &local] {
        assert_eq!(ask(&[("Host", host)]).status, 200, "{host}");
    }
    for host in [
        // A name of theirs that was pointed at this machine.
        format!("rebound.example:{port}"),
        format!("127.0.0.1.rebound.example:{port}"),
        format!("127.0.0.1:{port}.rebound.example"),
        format!("rebound.example@127.0.0.1:{port}"),
        format!("localhost.:{port}"),
        format!("127.0.0.2:{port}"),
        format!("[::1]:{port}"),
        format!("0.0.0.0:{port}"),
        format!("127.0.0.1:{port}0"),
        format!("{own}, {own}"),
        "127.0.0.1".to_owned(),
        "localhost".to_owned(),
        String::new(),
    ] {
        let reply = ask(&[("Host", &host)]);
        assert!(
            [400, 403].contains(&reply.status),
            "{host}: {}",
            reply.status
        );
        assert!(!reply.body.contains('<'), "{host}");
    }
    for lines in [
        vec![],
        vec![("Host", own), ("Host", own)],
        vec![("Host", own), ("Host", "rebound.example")],
        vec![("Host", "rebound.example"), ("Host", own)],
        vec![("X-Forwarded-Host", own), ("Host", "rebound.example")],
    ] {
        let reply = ask(&lines);
        assert!([400, 403].contains(&reply.status), "{lines:?}");
        assert!(!reply.body.contains('<'), "{lines:?}");
    }
}

#[test]
fn without_the_address_nothing_is_told() {
    let studio = mobilite();
    let token = studio.base().trim_matches('/').to_owned();
    let wrong = [
        String::new(),
        "0".repeat(64),
        token[..63].to_owned(),
        format!("{token}0"),
        token.to_uppercase(),
        format!("p/{token}"),
        format!("%2F{token}"),
        studio.token().to_owned(),
    ];
    let places = [
        "",
        "/studio.css",
        "/p/mobilite/columns",
        "/p/absent/columns",
    ];
    let host = [("Host", studio.host())];
    let usual = told(&studio.send("GET", "/", &host, b""));
    assert_eq!((usual.0, usual.2.as_str()), (404, "not found\n"));
    for wrong in &wrong {
        for place in places {
            let path = format!("/{wrong}{place}");
            let get = studio.send("GET", &path, &host, b"");
            assert_eq!(told(&get), usual, "{path}");
            // Whoever posts learns no more, with an origin or without.
            let form = [("form", studio.token()), ("language", "en")];
            for lines in [vec![], vec![("Origin", studio.origin())]] {
                let lines: Vec<_> = lines.iter().map(|(n, v)| (*n, v.as_str())).collect();
                let post = studio.send_form(&path, &form, &lines);
                assert_eq!(told(&post), usual, "{path}");
            }
        }
    }
    assert!(!usual.2.contains(&token));
}

#[test]
fn changes_come_from_our_own_pages() {
    let studio = Studio::alone("fr");
    let own = studio.origin();
    let form = [("form", studio.token()), ("sample", "parks")];
    let post = |lines: &[(&str, &str)]| studio.send_form("sample", &form, lines);
    let port = studio.port();
    for origin in [
        "null".to_owned(),
        "http://rebound.example".to_owned(),
        format!("http://localhost:{port}"),
        format!("https://127.0.0.1:{port}"),
        format!("http://127.0.0.1:{port}.rebound.example"),
        format!("http://127.0.0.1:{port}/"),
        "http://127.0.0.1".to_owned(),
        String::new(),
    ] {
        let reply = post(&[("Origin", &origin)]);
        assert_eq!(
            (reply.status, reply.body.as_str()),
            (403, "forbidden\n"),
            "{origin}"
        );
        // The page before does not stand for the origin.
        let reply = post(&[("Origin", &origin), ("Referer", studio.address())]);
        assert_eq!(reply.status, 403, "{origin}");
    }
    assert_eq!(post(&[]).status, 403);
    for site in ["cross-site", "same-site", "none", ""] {
        let reply = post(&[("Origin", &own), ("Sec-Fetch-Site", site)]);
        assert_eq!(reply.status, 403, "{site}");
    }
    assert!(shelved(&studio).is_empty());
    // A link that somebody sends changes nothing either.
    assert_eq!(studio.get("sample?sample=parks").status, 404);
    assert!(shelved(&studio).is_empty());
    let reply = post(&[("Origin", &own), ("Sec-Fetch-Site", "same-origin")]);
    assert_eq!(reply.status, 303);
    assert_eq!(shelved(&studio), ["parks"]);
}

#[test]
fn forms_are_of_this_launch() {
    let studio = Studio::alone("fr");
    let other = Studio::alone("fr");
    let own = studio.origin();
    let address = studio.base().trim_matches('/').to_owned();
    let short = &studio.token()[..63];
    for form in ["", short, &address, other.token(), "0"] {
        let fields = [("form", form), ("sample", "parks")];
        let reply = studio.send_form("sample", &fields, &[("Origin", &own)]);
        assert_eq!(reply.status, 400, "{form}");
        let parts = [text_part(&("form", form)), file_part(&("avis.csv", CSV))];
        assert_eq!(studio.upload_parts("open", &parts).status, 400, "{form}");
    }
    let none = studio.send_form("sample", &[("sample", "parks")], &[("Origin", &own)]);
    assert_eq!(none.status, 400);
    // Behind the answers the token comes too late: they were written nowhere.
    let late = [
        file_part(&("avis.csv", CSV)),
        text_part(&("form", studio.token())),
    ];
    assert_eq!(studio.upload_parts("open", &late).status, 400);
    // A form that claims to be something else is none.
    let body = format!("form={}&sample=parks", studio.token());
    for media in ["text/plain", "application/json", ""] {
        let lines = [
            ("Host", studio.host()),
            ("Origin", &own),
            ("Content-Type", media),
        ];
        let reply = studio.send("POST", "sample", &lines, body.as_bytes());
        assert_eq!(reply.status, 400, "{media}");
    }
    assert!(shelved(&studio).is_empty());
    // The check can fail.
    let parts = [
        text_part(&("form", studio.token())),
        file_part(&("avis.csv", CSV)),
    ];
    assert_eq!(studio.upload_parts("open", &parts).status, 303);
    assert_eq!(shelved(&studio), ["avis"]);
}

#[test]
fn other_methods_do_nothing() {
    let studio = mobilite();
    let own = studio.origin();
    let marker = ("X-Marker", "quelquun-ecoute");
    for method in ["PUT", "DELETE", "PATCH", "TRACE", "OPTIONS", "PROPFIND"] {
        for origin in [None, Some(own.as_str()), Some("http://rebound.example")] {
            let mut lines = vec![("Host", studio.host()), marker];
            lines.extend(origin.map(|origin| ("Origin", origin)));
            let reply = studio.send(method, "p/mobilite/columns", &lines, b"");
            assert!([403, 405].contains(&reply.status), "{method} {origin:?}");
            assert!(!reply.body.contains(marker.1), "{method}");
            assert!(!reply.body.contains('<'), "{method}");
            assert_protected(&reply, &format!("{method} {origin:?}"));
        }
    }
}

#[test]
fn no_other_page_may_read() {
    let studio = mobilite();
    for method in ["OPTIONS", "GET", "POST"] {
        for path in ["", "p/mobilite/review/decide", "studio.js", "/"] {
            let lines = [
                ("Host", studio.host()),
                ("Origin", "http://rebound.example"),
                ("Access-Control-Request-Method", "POST"),
                ("Access-Control-Request-Headers", "content-type"),
                ("Access-Control-Request-Private-Network", "true"),
            ];
            let reply = studio.send(method, path, &lines, b"");
            let mut names = reply.headers.iter().map(|(name, _)| name);
            assert!(
                names.all(|name| !name.starts_with("access-control")),
                "{path}"
            );
        }
    }
}

#[test]
fn every_reply_is_protected() {
    let studio = mobilite();
    let page_policy = |reply: &Reply, what: &str| {
        assert_protected(reply, what);
        let policy = reply.header("content-security-policy").unwrap();
        assert!(policy.starts_with("default-src 'none';"), "{what}");
        for part in [
            "base-uri 'none'",
            "form-action 'self'",
            "frame-ancestors 'none'",
        ] {
            assert!(policy.contains(part), "{what}");
        }
        // Nothing inline, and no place but our own.
        for part in ["unsafe", "http:", "https:", "*", "blob:", "nonce", "sha256"] {
            assert!(!policy.contains(part), "{part} of {what}");
        }
        let script = policy
            .split("; ")
            .find(|part| part.starts_with("script-src"));
        assert_eq!(script, Some("script-src 'self'"), "{what}");
    };
    for path in pages("mobilite") {
        let reply = studio.get(&path);
        assert_eq!(
            reply.status,
            if path == "nowhere" { 404 } else { 200 },
            "{path}"
        );
        page_policy(&reply, &path);
    }
    for path in ["studio.css", "studio.js"] {
        let reply = studio.get(path);
        assert_eq!(reply.status, 200, "{path}");
        page_policy(&reply, path);
    }
    let head = studio.send("HEAD", "p/mobilite/report", &[("Host", studio.host())], b"");
    assert!(head.status == 200 && head.bytes.is_empty());
    page_policy(&head, "HEAD");
    let refusals = [
        (studio.get("p/mobilite"), 303),
        (studio.get("/elsewhere"), 404),
        (
            studio.send("GET", "", &[("Host", "rebound.example")], b""),
            403,
        ),
        (studio.send_form("language", &[], &[]), 403),
        (
            studio.post("p/mobilite/review/decide", &[("act", "none")]),
            422,
        ),
        (studio.upload(&[("x.png", b"\x89PNG\r\n\x1a\n")], &[]), 422),
        (
            studio.send_form("language", &[], &[("Origin", &studio.origin())]),
            400,
        ),
    ];
    for (reply, status) in refusals {
        assert_eq!(reply.status, status, "{}", reply.body);
        page_policy(&reply, &status.to_string());
    }
    // A document of a report has its own policy, and is cut off from the studio by ours.
    for file in [
        "files/report.html",
        "files/onepage.html",
        "files/synthesis.json",
        "all.zip",
    ] {
        let reply = studio.get(&format!("p/mobilite/report/{file}"));
        assert_eq!(reply.status, 200, "{file}");
        assert_protected(&reply, file);
        let policy = reply.header("content-security-policy").unwrap();
        assert!(policy.starts_with("sandbox "), "{policy}");
        for allowed in ["same-origin", "forms", "top-navigation", "popups-to-escape"] {
            assert!(!policy.contains(&format!("allow-{allowed}")), "{policy}");
        }
        let saved = reply.header("content-disposition");
        assert_eq!(saved.is_none(), file.ends_with(".html"), "{file}");
    }
}

#[test]
fn a_form_longer_than_any_of_ours_is_refused() {
    let studio = mobilite();
    let long = |length: usize| {
        let text = "a".repeat(length);
        studio.post(
            "p/mobilite/settings",
            &[("context", &text), ("then", "stay")],
        )
    };
    let before = super::tree(&studio.shelf().join("mobilite/sources"));
    assert_eq!(long((4 << 20) + 1).status, 400);
    // Within the limit it is read, and refused with words.
    let read = long(1 << 20);
    assert!(read.status != 400 && read.body.contains("role=\"alert\""));
    assert_eq!(
        super::tree(&studio.shelf().join("mobilite/sources")),
        before
    );
    assert!(!studio.shelf().join("mobilite/contexte.txt").exists());
}
