//! Where a model is served and what is known of that server: settings, checked once.
//!
//! Nothing is sent from here. An address that would let a key or an answer leave in the
//! clear is refused, and a [`Secret`] cannot be printed.

use std::fmt;
use std::net::IpAddr;
use std::path::PathBuf;
use std::time::Duration;

use reqwest::Url;

use super::ModelCard;

/// A key. It shows nowhere: not in `Debug`, not in an error, not in a trace.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(String);

impl Secret {
    /// Keeps a key, without the blanks and line ends that files have around it.
    pub fn new(key: &str) -> Secret {
        Secret(key.trim().to_owned())
    }

    pub(super) fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Secret(…)")
    }
}

/// The field by which a server takes a seed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SeedField {
    /// `seed`: most servers.
    #[default]
    Seed,
    /// `random_seed`: Mistral.
    RandomSeed,
}

/// The field by which a server takes the most tokens of a reply. The other one is tried
/// by itself when a server refuses the first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum RoomField {
    /// `max_tokens`: most servers.
    #[default]
    MaxTokens,
    /// `max_completion_tokens`: newer models of OpenAI.
    MaxCompletionTokens,
}

/// What may be spent on one run; none: no limit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Limits {
    /// HTTP calls, retries included.
    pub calls: Option<u64>,
    /// Tokens read and written.
    pub tokens: Option<u64>,
    /// Seconds since the first call.
    pub seconds: Option<u64>,
}

/// A server and how to speak to it, as the user states it.
#[derive(Clone, Debug)]
pub struct ServerSettings {
    /// Address of the API: `https://host/v1`. Without a path, `/v1` is meant.
    pub base_url: String,
    /// Name the model is asked for by.
    pub model: String,
    /// The key, when the server wants one.
    pub key: Option<Secret>,
    /// How the server takes a seed.
    pub seed_field: SeedField,
    /// How the server takes the most tokens of a reply.
    pub room_field: RoomField,
    /// Questions at a time; by default 1 on this machine, 4 elsewhere.
    pub slots: Option<usize>,
    /// Longest wait for a connection.
    pub connect_timeout: Duration,
    /// Longest wait for a whole reply; by default 600 s on this machine, 120 s elsewhere.
    pub timeout: Option<Duration>,
    /// Tokens the model takes in all, prompt and reply, when known.
    pub context: Option<u32>,
    /// Allows `http` to another machine: answers and key travel in the clear.
    pub allow_http: bool,
    /// What may be spent.
    pub limits: Limits,
    /// Most calls a minute.
    pub calls_per_minute: Option<u32>,
    /// Most tokens a minute.
    pub tokens_per_minute: Option<u32>,
    /// A folder that receives every prompt and reply, to look into a fault: it holds
    /// what citizens wrote.
    pub trace: Option<PathBuf>,
    /// How long a second of waiting between two tries is. Tests shorten it.
    pub second: Duration,
}

impl ServerSettings {
    /// A server with every default.
    pub fn new(base_url: &str, model: &str) -> ServerSettings {
        ServerSettings {
            base_url: base_url.to_owned(),
            model: model.to_owned(),
            key: None,
            seed_field: SeedField::default(),
            room_field: RoomField::default(),
            slots: None,
            connect_timeout: Duration::from_secs(10),
            timeout: None,
            context: None,
            allow_http: false,
            limits: Limits::default(),
            calls_per_minute: None,
            tokens_per_minute: None,
            trace: None,
            second: Duration::from_secs(1),
        }
    }

    /// The card of the model these settings lead to, without a connection.
    pub fn card(&self) -> Result<ModelCard, ServerError> {
        Ok(Address::parse(self)?.card(&self.model))
    }
}

/// Settings that cannot serve.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ServerError {
    /// The address is none.
    #[error("the address of the language model is not a web address: write https://host/v1")]
    BadAddress,
    /// The address holds a password, a query or a fragment.
    #[error("the address of the language model holds a password or a query: give the key apart")]
    LoadedAddress,
    /// Answers and key would travel in the clear.
    #[error("{host} is another machine: use https, or allow http explicitly")]
    InTheClear {
        /// Host of the server.
        host: String,
    },
    /// The key has characters that no key has.
    #[error("the key has characters that cannot be sent: check the file or the variable")]
    BadKey,
    /// The HTTP client cannot be made, for instance without root certificates.
    #[error("no secure connection can be made on this machine: are root certificates installed?")]
    NoClient,
    /// The folder for the trace cannot be written.
    #[error("the folder for the trace cannot be made")]
    NoTrace,
}

/// A checked address.
#[derive(Clone, Debug)]
pub(super) struct Address {
    base: Url,
    host: String,
    /// True when the server is another machine.
    pub remote: bool,
}

impl Address {
    pub(super) fn parse(settings: &ServerSettings) -> Result<Address, ServerError> {
        let mut base = Url::parse(settings.base_url.trim()).map_err(|_| ServerError::BadAddress)?;
        if !matches!(base.scheme(), "http" | "https") {
            return Err(ServerError::BadAddress);
        }
        let loaded = !base.username().is_empty() || base.password().is_some();
        if loaded || base.query().is_some() || base.fragment().is_some() {
            return Err(ServerError::LoadedAddress);
        }
        let path = base.path().trim_end_matches('/').to_owned();
        let path = path.strip_suffix("/chat/completions").unwrap_or(&path);
        base.set_path(if path.is_empty() { "/v1" } else { path });
        let name = base.host_str().ok_or(ServerError::BadAddress)?.to_owned();
        let host = match base.port() {
            Some(port) => format!("{name}:{port}"),
            None => name.clone(),
        };
        let remote = !is_loopback(&name);
        if remote && base.scheme() == "http" && !settings.allow_http {
            return Err(ServerError::InTheClear { host });
        }
        Ok(Address { base, host, remote })
    }

    pub(super) fn card(&self, model: &str) -> ModelCard {
        ModelCard {
            model: model.to_owned(),
            host: self.host.clone(),
            remote: self.remote,
        }
    }

    pub(super) fn encrypted(&self) -> bool {
        self.base.scheme() == "https"
    }

    /// The address of a resource under the base: `models`.
    pub(super) fn under(&self, resource: &str) -> Url {
        let mut url = self.base.clone();
        url.set_path(&format!("{}/{resource}", self.base.path()));
        url
    }
}

/// True for names and numbers that never leave this machine.
fn is_loopback(host: &str) -> bool {
    let number = host.trim_start_matches('[').trim_end_matches(']');
    match number.parse::<IpAddr>() {
        Ok(ip) => ip.is_loopback(),
        Err(_) => host == "localhost" || host.ends_with(".localhost"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn address(base_url: &str) -> Result<Address, ServerError> {
        Address::parse(&ServerSettings::new(base_url, "m"))
    }

    #[test]
    fn addresses_are_completed_and_those_in_the_clear_refused() {
        for (given, chat) in [
            (
                "http://localhost:11434",
                "http://localhost:11434/v1/chat/completions",
            ),
            (
                "http://[::1]:8080/v1/",
                "http://[::1]:8080/v1/chat/completions",
            ),
            (
                "https://ia.example/api/v1/chat/completions",
                "https://ia.example/api/v1/chat/completions",
            ),
        ] {
            let url = address(given)
                .expect("an address")
                .under("chat/completions");
            assert_eq!(url.as_str(), chat);
        }
        for host in ["ia.example", "127.0.0.1.ia.example", "10.0.0.3"] {
            assert!(matches!(
                address(&format!("http://{host}/v1")),
                Err(ServerError::InTheClear { .. })
            ));
        }
        for loaded in ["https://u:p@ia.example/v1", "https://ia.example/v1?key=x"] {
            assert_eq!(address(loaded).err(), Some(ServerError::LoadedAddress));
        }
        assert_eq!(address("ia.example").err(), Some(ServerError::BadAddress));
        assert!(!format!("{:?}", Secret::new("sk-1\n")).contains("sk"));
    }
}
