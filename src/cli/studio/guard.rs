//! Who may ask: pages of this studio, in a browser on this machine, and nobody else.
//!
//! Four locks, each enough against most attacks: the socket listens on the loopback alone;
//! every address begins with a random token (another page cannot guess it); the `Host` must
//! be ours (a name that was pointed at this machine is not); what changes something must come
//! from our own origin and carry the token of our forms.

use axum::http::{HeaderMap, HeaderValue, Method, header};
use sha2::{Digest, Sha256};

/// What pages may load and where forms may go: our own files, nothing inline.
const PAGE_POLICY: &str = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; connect-src 'self'; frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
/// A document of a report holds a policy of its own; here it is cut off from the studio.
const DOCUMENT_POLICY: &str =
    "sandbox allow-scripts allow-popups allow-downloads allow-modals; frame-ancestors 'self'";

/// The secrets of one launch.
pub(super) struct Keys {
    port: u16,
    /// Begins every address.
    token: String,
    /// In every form.
    form: String,
}

/// Why a request is not answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Refused {
    /// It names another host.
    Host,
    /// Its address does not begin with the token.
    Token,
    /// It changes something and comes from elsewhere.
    Origin,
    /// Its form is not ours.
    Form,
    /// It asks for something else than pages ask for.
    Method,
}

impl Keys {
    pub(super) fn new(port: u16) -> anyhow::Result<Keys> {
        Ok(Keys {
            port,
            token: random()?,
            form: random()?,
        })
    }

    /// Where the studio is.
    pub(super) fn address(&self) -> String {
        format!("http://127.0.0.1:{}/{}/", self.port, self.token)
    }

    /// What every address begins with: `/` and the token.
    pub(super) fn base(&self) -> String {
        format!("/{}", self.token)
    }

    /// What every form carries.
    pub(super) fn form(&self) -> &str {
        &self.form
    }

    /// Checks everything but the form, which is read later.
    pub(super) fn admit(
        &self,
        method: &Method,
        path: &str,
        headers: &HeaderMap,
    ) -> Result<(), Refused> {
        let text = |name: header::HeaderName| headers.get(name).and_then(|v| v.to_str().ok());
        let hosts = [
            format!("127.0.0.1:{}", self.port),
            format!("localhost:{}", self.port),
        ];
        let host = text(header::HOST).unwrap_or_default();
        if headers.get_all(header::HOST).iter().count() != 1 || !hosts.iter().any(|h| h == host) {
            return Err(Refused::Host);
        }
        let token = path.split('/').nth(1).unwrap_or_default();
        if !same(token, &self.token) {
            return Err(Refused::Token);
        }
        if method == Method::GET || method == Method::HEAD {
            return Ok(());
        }
        // Every browser of the last years names the origin of a form.
        let own = format!("http://{host}");
        let site = headers.get("sec-fetch-site").map(HeaderValue::as_bytes);
        let elsewhere = site.is_some_and(|site| site != b"same-origin");
        match text(header::ORIGIN) == Some(own.as_str()) && !elsewhere {
            true => Ok(()),
            false => Err(Refused::Origin),
        }
    }

    /// Checks the token of a form.
    pub(super) fn admit_form(&self, given: &str) -> Result<(), Refused> {
        match same(given, &self.form) {
            true => Ok(()),
            false => Err(Refused::Form),
        }
    }
}

/// Puts on a reply what browsers must know; `document` for a file of a report.
pub(super) fn protect(headers: &mut HeaderMap, document: bool) {
    let policy = if document {
        DOCUMENT_POLICY
    } else {
        PAGE_POLICY
    };
    for (name, value) in [
        ("content-security-policy", policy),
        ("x-content-type-options", "nosniff"),
        // Not "no-referrer": forms would then come from the origin "null".
        ("referrer-policy", "same-origin"),
        ("cross-origin-opener-policy", "same-origin"),
        ("cross-origin-resource-policy", "same-origin"),
        ("cache-control", "no-store"),
    ] {
        headers.insert(name, HeaderValue::from_static(value));
    }
}

/// 32 bytes that nobody can guess, in hexadecimal.
fn random() -> anyhow::Result<String> {
    let mut bytes = [0u8; 32];
    getrandom::fill(&mut bytes).map_err(|error| anyhow::anyhow!("{error}"))?;
    Ok(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
}

/// Compared by their hashes, so that the time it takes tells nothing.
fn same(given: &str, secret: &str) -> bool {
    Sha256::digest(given.as_bytes()) == Sha256::digest(secret.as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(keys: &Keys, method: &Method, path: &str, said: &[(&str, &str)]) -> Option<Refused> {
        let mut headers = HeaderMap::new();
        for (name, value) in said {
            let name: header::HeaderName = name.parse().expect("name");
            headers.append(name, HeaderValue::from_str(value).expect("value"));
        }
        keys.admit(method, path, &headers).err()
    }

    #[test]
    fn only_our_own_pages_are_answered() {
        let keys = Keys::new(4040).expect("random");
        let inside = format!("{}/", keys.base());
        let host = ("host", "127.0.0.1:4040");
        let get = |path: &str, said: &[(&str, &str)]| asked(&keys, &Method::GET, path, said);
        assert_eq!(get(&inside, &[host]), None);
        assert_eq!(get(&inside, &[("host", "localhost:4040")]), None);
        for other in [
            "evil.example:4040",
            "127.0.0.1",
            "127.0.0.1:80",
            "127.0.0.1:4040.evil",
        ] {
            assert_eq!(get(&inside, &[("host", other)]), Some(Refused::Host));
        }
        assert_eq!(get(&inside, &[]), Some(Refused::Host));
        assert_eq!(get(&inside, &[host, host]), Some(Refused::Host));
        for path in [
            "/",
            "//",
            "/favicon.ico",
            "/0000/",
            &inside[..inside.len() - 2],
        ] {
            assert_eq!(get(path, &[host]), Some(Refused::Token), "{path}");
        }
        let post = |said: &[(&str, &str)]| asked(&keys, &Method::POST, &inside, said);
        let origin = ("origin", "http://127.0.0.1:4040");
        assert_eq!(post(&[host, origin]), None);
        assert_eq!(
            post(&[host, origin, ("sec-fetch-site", "same-origin")]),
            None
        );
        assert_eq!(post(&[host]), Some(Refused::Origin));
        for other in [
            "null",
            "http://localhost:4040",
            "https://127.0.0.1:4040",
            "http://evil.example",
        ] {
            assert_eq!(post(&[host, ("origin", other)]), Some(Refused::Origin));
        }
        let across = ("sec-fetch-site", "cross-site");
        assert_eq!(post(&[host, origin, across]), Some(Refused::Origin));
        assert_eq!(keys.admit_form(keys.form()), Ok(()));
        assert_eq!(keys.admit_form(""), Err(Refused::Form));
    }

    #[test]
    fn every_launch_has_its_own_secrets() {
        let (one, other) = (Keys::new(1).expect("random"), Keys::new(1).expect("random"));
        assert_ne!(one.token, other.token);
        assert_ne!(one.form, one.token);
        assert_eq!(one.token.len(), 64);
    }
}
