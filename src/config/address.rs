//! Addresses of servers: what may be typed, what is refused, which host they lead to.

use std::net::IpAddr;

use reqwest::Url;

use crate::language::Language;

/// The base address of a server, without a slash at its end: `http://localhost:11434/v1`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Address {
    base: String,
    host: String,
    port: Option<u16>,
    encrypted: bool,
    loopback: bool,
}

/// Why an address cannot be used. Never holds the address: it may hold a password.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AddressError {
    /// Not an address at all.
    Unreadable,
    /// Neither http nor https.
    Scheme,
    /// `user:password@` in it.
    Credentials,
    /// `?…` or `#…` at its end, where keys are sometimes put.
    Query,
    /// Not encrypted, to another machine, without leave.
    PlainHttp,
}

/// What people paste after the base, and is no part of it.
const ENDPOINTS: [&str; 5] = [
    "/chat/completions",
    "/completions",
    "/embeddings",
    "/models",
    "/responses",
];

impl Address {
    /// Reads an address. Without a path `/v1` is added, where all such servers answer;
    /// the name of an endpoint at its end is taken off.
    pub fn parse(text: &str) -> Result<Address, AddressError> {
        let url = Url::parse(text.trim()).map_err(|_| AddressError::Unreadable)?;
        if !["http", "https"].contains(&url.scheme()) {
            return Err(AddressError::Scheme);
        }
        if !url.username().is_empty() || url.password().is_some() {
            return Err(AddressError::Credentials);
        }
        if url.query().is_some() || url.fragment().is_some() {
            return Err(AddressError::Query);
        }
        let host = url.host_str().ok_or(AddressError::Unreadable)?.to_owned();
        let mut path = url.path().trim_end_matches('/');
        for endpoint in ENDPOINTS {
            path = path.strip_suffix(endpoint).unwrap_or(path);
        }
        let path = if path.is_empty() { "/v1" } else { path };
        let port = url.port();
        let shown = port.map(|port| format!(":{port}")).unwrap_or_default();
        Ok(Address {
            base: format!("{}://{host}{shown}{path}", url.scheme()),
            loopback: is_loopback(&host),
            encrypted: url.scheme() == "https",
            host,
            port,
        })
    }

    /// The base, without a slash at its end.
    pub fn base(&self) -> &str {
        &self.base
    }

    /// The host alone, in lower case.
    pub fn host(&self) -> &str {
        &self.host
    }

    /// The host, with the port where it is no usual one.
    pub fn host_and_port(&self) -> String {
        match self.port {
            Some(port) => format!("{}:{port}", self.host),
            None => self.host.clone(),
        }
    }

    /// True when what is sent leaves this machine.
    pub fn is_remote(&self) -> bool {
        !self.loopback
    }

    /// True with https.
    pub fn is_encrypted(&self) -> bool {
        self.encrypted
    }

    /// True when a name given by the user (`host` or `host:port`) means this server.
    pub fn is_named_by(&self, name: &str) -> bool {
        let name = name.trim().to_ascii_lowercase();
        name == self.host || name == self.host_and_port()
    }
}

/// `localhost` and the addresses that never leave the machine.
fn is_loopback(host: &str) -> bool {
    let bare = host.trim_start_matches('[').trim_end_matches(']');
    host == "localhost"
        || bare
            .parse::<IpAddr>()
            .is_ok_and(|address| address.to_canonical().is_loopback())
}

impl AddressError {
    /// Why, and what to write instead.
    pub fn say(self, language: Language) -> &'static str {
        match self {
            AddressError::Unreadable => language.choose(
                "ce n'est pas une adresse. Exemple : http://localhost:11434/v1",
                "this is no address. Example: http://localhost:11434/v1",
            ),
            AddressError::Scheme => language.choose(
                "une adresse commence par http:// ou https://. Exemple : http://localhost:11434/v1",
                "an address starts with http:// or https://. Example: http://localhost:11434/v1",
            ),
            AddressError::Credentials => language.choose(
                "l'adresse contient un nom ou un mot de passe, que tout le monde verrait. Mettez la clé dans une variable d'environnement (key_env) ou dans un fichier (key_file).",
                "the address holds a name or a password, which everybody would see. Put the key in an environment variable (key_env) or in a file (key_file).",
            ),
            AddressError::Query => language.choose(
                "l'adresse ne doit rien contenir après « ? » ou « # ». Mettez la clé dans une variable d'environnement (key_env) ou dans un fichier (key_file).",
                "the address must hold nothing after \"?\" or \"#\". Put the key in an environment variable (key_env) or in a file (key_file).",
            ),
            AddressError::PlainHttp => language.choose(
                "l'adresse n'est pas chiffrée (http://) et mène à une autre machine. Utilisez https://, ou, sur un réseau sûr, écrivez dans cahier.toml : [remote] plain_http = [\"hôte\"].",
                "the address is not encrypted (http://) and leads to another machine. Use https://, or, on a safe network, write in cahier.toml: [remote] plain_http = [\"host\"].",
            ),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_this_machine_is_loopback() {
        for here in [
            "http://localhost:11434",
            "http://127.0.0.1/v1",
            "http://127.8.9.1:80/v1",
            "http://[::1]:8000/v1",
            "http://[::ffff:127.0.0.1]/v1",
            "http://LOCALHOST/v1",
            "http://2130706433/v1",
        ] {
            assert!(!Address::parse(here).expect(here).is_remote(), "{here}");
        }
        for away in [
            "https://localhost.example.org/v1",
            "http://127.0.0.1.example.org/v1",
            "http://0.0.0.0:8000/v1",
            "http://192.168.1.4:8000/v1",
            "https://xn--loclhost-q9a.example/v1",
        ] {
            assert!(Address::parse(away).expect(away).is_remote(), "{away}");
        }
    }

    #[test]
    fn an_address_is_brought_to_its_base() {
        let base = |text: &str| Address::parse(text).expect(text).base().to_owned();
        assert_eq!(base("http://localhost:11434/"), "http://localhost:11434/v1");
        assert_eq!(base("https://a.fr/x/v1/"), "https://a.fr/x/v1");
        assert_eq!(
            base("https://A.fr:443/v1/chat/completions"),
            "https://a.fr/v1"
        );
    }

    #[test]
    fn passwords_are_refused_and_not_repeated() {
        for (text, why) in [
            ("http://anne:secret@localhost/v1", AddressError::Credentials),
            ("http://secret@localhost/v1", AddressError::Credentials),
            ("https://a.fr/v1?key=secret", AddressError::Query),
            ("localhost:11434", AddressError::Scheme),
            ("a b", AddressError::Unreadable),
            ("ftp://a.fr", AddressError::Scheme),
        ] {
            assert_eq!(Address::parse(text), Err(why), "{text}");
            assert!(!why.say(Language::French).contains("secret"));
        }
    }
}
