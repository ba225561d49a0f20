//! What a browser makes of a page: what it would load, run or lead to, and what people read.

use scraper::{Html, Node};

/// What the elements of a page load or lead to.
pub fn addresses(html: &str) -> Vec<(String, String)> {
    let leads = [
        "href",
        "src",
        "action",
        "formaction",
        "data",
        "srcset",
        "poster",
        "background",
        "xlink:href",
        "ping",
        "manifest",
    ];
    let mut found = Vec::new();
    for node in Html::parse_document(html).tree.values() {
        let Node::Element(element) = node else {
            continue;
        };
        let attributes = element.attrs().filter(|(name, _)| leads.contains(name));
        found.extend(attributes.map(|(name, value)| (name.to_owned(), value.to_owned())));
    }
    found
}

/// What is on a page and must not be: script, style, handlers, places that are not our own.
/// `base` is what our own addresses begin with.
pub fn faults(base: &str, html: &str) -> Vec<String> {
    let foreign = [
        "style", "img", "object", "embed", "base", "math", "template", "video", "audio",
    ];
    let inline = ["style", "srcdoc", "ping", "autofocus"];
    let script = format!("{base}studio.js");
    let mut faults = Vec::new();
    for node in Html::parse_document(html).tree.values() {
        let Node::Element(element) = node else {
            continue;
        };
        let is = |name: &str, sound: &dyn Fn(&str) -> bool| {
            sound(element.attr(name).unwrap_or_default())
        };
        let sound = match element.name() {
            name if foreign.contains(&name) => false,
            "script" => is("src", &|src| src == script),
            "iframe" => {
                is("src", &|src| src.contains("/report/files/"))
                    && is("sandbox", &|sandbox| {
                        !sandbox.is_empty() && !sandbox.contains("same-origin")
                    })
            }
            "form" => is("action", &|action| action.starts_with(base)),
            "meta" => is("content", &|content| !content.contains("url")),
            _ => true,
        };
        if !sound {
            faults.push(format!("<{}>", element.name()));
        }
        let mut attributes = element.attrs();
        let bad = |name: &str| name.starts_with("on") || inline.contains(&name);
        faults.extend(
            attributes
                .find(|(name, _)| bad(name))
                .map(|(name, value)| format!("{name}={value}")),
        );
    }
    let scripts = html.split("<script").skip(1);
    let told = scripts.filter(|script| {
        let inside = script.split_once('>').map(|(_, inside)| inside);
        !inside.is_some_and(|inside| inside.starts_with("</script>"))
    });
    faults.extend(told.map(|_| "a script in the page".to_owned()));
    let places = addresses(html).into_iter().filter(|(_, value)| {
        let starts = [base, "#", "?page="];
        value != "data:," && !starts.iter().any(|start| value.starts_with(start))
    });
    faults.extend(places.map(|(name, value)| format!("{name}={value}")));
    faults
}

/// What is read on a page, and what its fields hold.
pub fn read(html: &str) -> String {
    let mut all = String::new();
    for node in Html::parse_document(html).tree.values() {
        match node {
            Node::Text(text) => all += text,
            Node::Element(element) => {
                all.extend(element.attrs().map(|(_, value)| format!("\n{value}\n")));
            }
            _ => {}
        }
    }
    all
}

#[test]
fn faults_are_seen() {
    let base = "/token/";
    let page = |inside: &str| {
        format!(
            "<!doctype html><title>x</title><script src=\"/token/studio.js\" defer></script><p>{inside}"
        )
    };
    let sound = "<a href=\"/token/p/x\">&lt;script&gt;</a> <form action=\"/token/x\"><input value=\"&quot;&gt;&lt;img\"></form>";
    assert_eq!(faults(base, &page(sound)), [""; 0]);
    assert!(read(&page(sound)).contains("\"><img") && read(&page(sound)).contains("<script>"));
    for bad in [
        "<script>alert(1)</script>",
        "<script src=\"/token/studio.js\">alert(1)</script>",
        "<script src=\"/token/other.js\"></script>",
        "<img src=x onerror=alert(1)>",
        "<p onclick=alert(1)>",
        "<p style=\"color:red\">",
        "<style>p{}</style>",
        "<svg onload=alert(1)>",
        "<a href=\"http://evil.example/\">",
        "<a href=\"//evil.example/\">",
        "<a href=\"javascript:alert(1)\">",
        "<a href=\"elsewhere\">",
        "<form action=\"https://evil.example/\">",
        "<form>",
        "<button formaction=\"//evil.example\">",
        "<iframe src=\"/token/p/x/report/files/report.html\"></iframe>",
        "<iframe srcdoc=\"x\" sandbox=\"\"></iframe>",
        "<meta http-equiv=\"refresh\" content=\"0; url=//evil.example\">",
        "<base href=\"//evil.example\">",
    ] {
        assert_ne!(faults(base, &page(bad)), [""; 0], "{bad}");
    }
}
