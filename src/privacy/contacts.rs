//! E-mail addresses, web addresses and accounts on social networks.

use std::sync::LazyLock;

use regex::Regex;

use super::hosts::is_public;
use super::page::is_blank;
use super::{Finding, PersonalData};

/// Compiled pattern, or none when it is wrong (a test compiles them all).
pub(super) type Pattern = LazyLock<Option<Regex>>;

/// Cheap test: none of these, and there is no e-mail, web address or account.
static WORTH_READING: Pattern = LazyLock::new(|| {
    Regex::new(
        r"(?i-u)@|arr?obas|[(\[{] ?(?:at|chez|a) ?[)\]}]| (?:at|chez) [a-z0-9-]+(?: dot| point|\.)|https?:|www\.|\.(?:fr|com|net|org|eu|bzh|io|info|me|app|blog|online|site|be|ch|uk|re|alsace|paris|xyz)|insta(?:gram)?[ :]|snap|tiktok|twitter|facebook|\bfb\b|telegram|discord|linkedin|pseudo|bluesky|mastodon|twitch|strava|reddit",
    )
    .ok()
});

static EMAIL: Pattern = LazyLock::new(|| {
    Regex::new(concat!(
        r"(?i)[\p{L}\d][\p{L}\d._%+-]*(?:\s(?:point|dot|tiret|underscore)\s[\p{L}\d._%+-]+){0,3}",
        r"\s{0,2}(?:@|\(a\)|[(\[{<]\s?(?:@|at|arr?obase?s?|chez)\s?[)\]}>]|(?-u:\b)arr?obase?s?(?-u:\b))\s{0,2}",
        r"[\p{L}\d][\p{L}\d-]*",
        r"(?:(?:\.|\s?\(dot\)\s?|\s?\[dot\]\s?|\s?\(point\)\s?|\s?\[point\]\s?|\s(?:point|dot|tiret)\s)[\p{L}\d-]+)*",
        r"(?:(?:\s?\.\s?|\s?,)(?:fr|com|net|org|eu)(?-u:\b))?",
    ))
    .ok()
});

static EMAIL_IN_WORDS: Pattern = LazyLock::new(|| {
    Regex::new(
        r"(?i)[a-z\d][a-z\d._+-]*(?:\s(?:dot|point)\s[a-z\d._+-]+)?\s(?:at|chez)\s[a-z\d-]+(?:\s(?:dot|point)\s[a-z]{2,}|\.(?:com|fr|net|org|co\.uk|uk))+(?-u:\b)",
    )
    .ok()
});

static URL: Pattern = LazyLock::new(|| {
    Regex::new(concat!(
        r#"(?i)(?:https?:\s?//\s?|www\.)[^\s<>"«»)\]\x01-\x03]+"#,
        r"|[a-z\d][a-z\d-]*(?:\.[a-z\d-]+)*",
        r"\.(?:fr|com|net|org|eu|bzh|io|info|me|app|blog|online|site|be|ch|co\.uk|uk|re|alsace|paris|xyz)",
        r#"(?:/[^\s<>"«»)\]\x01-\x03]*)?"#,
    ))
    .ok()
});

static HANDLE: Pattern =
    LazyLock::new(|| Regex::new(r"@[\p{L}\d_](?:[\p{L}\d_.-]{0,28}[\p{L}\d_])").ok());

static NAMED_HANDLE: Pattern = LazyLock::new(|| {
    Regex::new(concat!(
        r"(?i)(?-u:\b)(?:insta(?:gram)?|snap(?:chat)?|twitter|tiktok|tik tok|facebook|fb|telegram|discord|linkedin|pseudo|messenger|bluesky|mastodon|threads|twitch|strava|reddit|tw)",
        r#"(?:\s(?:sur|de)\s\p{L}+)?\s?,?\s?(?::|=|c'est|c’est|cest|ces(?-u:\b)|cé(?-u:\b)|c(?-u:\b)|est|->|→|(?-u:\b)sous le (?:pseudo|nom)(?-u:\b)|\(|«|")\s?(?P<name>[\p{L}\d_][\p{L}\d_.#-]{1,30}[\p{L}\d_])"#,
        r"|(?-u:\b)(?:mon|son|notre|compte|via)\s(?:pseudo|snap(?:chat)?|insta(?:gram)?|tiktok|discord|telegram|twitter|facebook|fb)\s(?P<own>[\p{L}\d_][\p{L}\d_.-]{3,30}[\p{L}\d_])",
        r"|(?-u:\b)(?:pseudo|snap(?:chat)?|insta(?:gram)?|tiktok|discord|telegram|twitter|tw|facebook|fb|twitch|strava)\s(?P<bare>[\p{L}\d.-]*(?:[_\d#]|[\p{L}\d]\.[\p{L}\d])[\p{L}\d_.#-]*[\p{L}\d_])",
    ))
    .ok()
});

/// The account of a public body: `@VilleDeValbourg`, `@mairie`, `@Prefet_29`.
static PUBLIC_HANDLE: Pattern = LazyLock::new(|| {
    Regex::new(concat!(
        r"^@(?i:ville|mairie|m[ée]tropole|d[ée]partement|r[ée]gion|agglo|pr[ée]fet|pr[ée]fecture|gouvernement|ccas|commune)",
        r"(?:$|[_.-]|\p{Lu}|(?i:de|du|d)(?:[_.-]|\p{Lu}))",
    ))
    .ok()
});

/// E-mail, web addresses and accounts, most telling first.
pub(super) fn find(text: &str) -> Vec<Finding> {
    let mut found = Vec::new();
    if !matches(&WORTH_READING, text) {
        return found;
    }
    for pattern in [&EMAIL, &EMAIL_IN_WORDS] {
        for (start, end) in spans(pattern, text) {
            if is_email(text, start, end) {
                push(&mut found, PersonalData::Email, start, end);
            }
        }
    }
    for (start, end) in spans(&URL, text) {
        let end = without_closing_marks(text, start, end);
        if is_web_address(text, start, end) {
            push(&mut found, PersonalData::Url, start, end);
        }
    }
    for (start, end) in spans(&HANDLE, text) {
        let before = text.get(..start).and_then(|t| t.chars().next_back());
        let public = text
            .get(start..end)
            .is_some_and(|handle| matches(&PUBLIC_HANDLE, handle));
        if !public && !before.is_some_and(|c| c.is_alphanumeric() || c == '@') {
            push(
                &mut found,
                PersonalData::Handle,
                start,
                with_surname(text, start, end),
            );
        }
    }
    handles_after_network(text, &mut found);
    found
}

/// `@Sophie Lambert`: an answer to someone by first name and surname.
fn with_surname(text: &str, start: usize, end: usize) -> usize {
    let capital = |part: &str| part.chars().next().is_some_and(char::is_uppercase);
    let rest = text
        .get(end..)
        .and_then(|t| t.strip_prefix(' '))
        .unwrap_or("");
    let length = rest
        .find(|c: char| !c.is_alphanumeric() && !matches!(c, '-' | '\'' | '’'))
        .unwrap_or(rest.len());
    let next = rest
        .get(..length)
        .unwrap_or("")
        .trim_end_matches(['-', '\'', '’']);
    let named = text.get(start + 1..end).is_some_and(capital);
    let letters = next.chars().count() > 2;
    if named && letters && capital(next) && !next.contains(['\'', '’']) && !is_plain(next) {
        end + 1 + next.len()
    } else {
        end
    }
}

/// True when the pattern occurs.
pub(super) fn matches(pattern: &Pattern, text: &str) -> bool {
    pattern.as_ref().is_some_and(|p| p.is_match(text))
}

/// Places where the pattern occurs.
pub(super) fn spans(pattern: &Pattern, text: &str) -> Vec<(usize, usize)> {
    pattern.as_ref().map_or_else(Vec::new, |p| {
        p.find_iter(text).map(|m| (m.start(), m.end())).collect()
    })
}

/// Adds a finding that overlaps none of those before it.
fn push(found: &mut Vec<Finding>, kind: PersonalData, start: usize, end: usize) {
    let free = found.iter().all(|f| f.end <= start || end <= f.start);
    if free && start < end {
        found.push(Finding { kind, start, end });
    }
}

/// Has a domain: a dot after the @, or a well-known provider without its ending.
fn is_email(text: &str, start: usize, end: usize) -> bool {
    const PROVIDERS: [&str; 13] = [
        "gmail",
        "orange",
        "wanadoo",
        "hotmail",
        "yahoo",
        "laposte",
        "outlook",
        "icloud",
        "sfr",
        "proton",
        "protonmail",
        "live",
        "free",
    ];
    let whole = text.get(start..end).unwrap_or("").to_lowercase();
    let domain = whole
        .rfind(['@', ')', ']', '}', '>'])
        .map(|at| at + 1)
        .or_else(|| whole.find("aroba").or_else(|| whole.find("arroba")))
        .or_else(|| whole.find(" at ").or_else(|| whole.find(" chez ")))
        .and_then(|at| whole.get(at..))
        .unwrap_or("");
    domain.contains('.')
        || domain.contains(" point ")
        || domain.contains(" dot ")
        || whole.contains("(point)")
        || whole.contains("(dot)")
        || whole.contains("[dot]")
        || whole.contains("[point]")
        || PROVIDERS.iter().any(|p| {
            domain
                .split(|c: char| !c.is_alphanumeric())
                .any(|w| w == *p)
        })
}

/// The end of a web address less the full stop or comma that closes the sentence.
fn without_closing_marks(text: &str, start: usize, end: usize) -> usize {
    let whole = text.get(start..end).unwrap_or("");
    start
        + whole
            .trim_end_matches(['.', ',', ';', ':', '!', '?', '\'', '’', '…', '*'])
            .len()
}

/// A web address that may lead to a person.
fn is_web_address(text: &str, start: usize, end: usize) -> bool {
    let whole = text.get(start..end).unwrap_or("");
    let next = text.get(end..).and_then(|t| t.chars().next());
    let before = text.get(..start).and_then(|t| t.chars().next_back());
    if next.is_some_and(char::is_alphanumeric)
        || before.is_some_and(|c| c.is_alphanumeric() || c == '@')
    {
        return false;
    }
    let lower = whole.to_lowercase();
    let has_scheme = lower.starts_with("http");
    let bare = lower
        .trim_start_matches("https:")
        .trim_start_matches("http:")
        .trim_matches([' ', '/'])
        .trim_start_matches("www.")
        .trim_start_matches("m.");
    let (host, path) = bare.split_once('/').unwrap_or((bare, ""));
    let host = host.split([':', '?', '#']).next().unwrap_or("");
    // ".asso.fr" is an ending, not a site.
    let ending = before == Some('.') && !has_scheme && !lower.starts_with("www.");
    if ending || !host.contains('.') && !has_scheme {
        return false;
    }
    // "fin de phrase.Fr": a capital after the dot is a new sentence, not a domain.
    let written = lower.starts_with("www.") || has_scheme || !whole.contains(['É', 'À']);
    written && !host.is_empty() && !is_public(host, path)
}

/// `insta : lea_m`: the account named after a network.
fn handles_after_network(text: &str, found: &mut Vec<Finding>) {
    let Some(pattern) = NAMED_HANDLE.as_ref() else {
        return;
    };
    let mut from = 0;
    while let Some(captures) = pattern.captures_at(text, from) {
        from = captures.get(0).map_or(text.len(), |all| all.end());
        let Some(name) = ["name", "bare", "own"]
            .into_iter()
            .find_map(|name| captures.name(name))
        else {
            continue;
        };
        let next = text
            .get(name.end()..)
            .and_then(|t| t.trim_start().chars().next());
        let ends_clause = next.is_none_or(|c| !c.is_alphanumeric() && !is_blank(c));
        let looks_made_up = name.as_str().contains(['_', '.', '#'])
            || name.as_str().chars().any(|c| c.is_ascii_digit());
        if looks_made_up || ends_clause && !is_plain(name.as_str()) {
            push(found, PersonalData::Handle, name.start(), name.end());
        } else {
            // "mon pseudo reddit est...": what was taken for the name may be the network.
            from = name.start();
        }
    }
}

/// A word of the language rather than an account.
fn is_plain(word: &str) -> bool {
    let folded = crate::words::fold(word);
    let plain = super::lexicon::Classes::FUNCTION
        .or(super::lexicon::Classes::NOT_NAME)
        .or(super::lexicon::Classes::PLACE);
    folded.len() < 4 || super::lexicon::classes(&folded).any(plain)
}
