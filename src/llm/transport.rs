//! One HTTP call at a time: what leaves, what comes back, and nothing else.
//!
//! No redirect is followed (a key would go along), no proxy stands between this machine
//! and itself, a reply is read up to a limit and within one time limit for all of it.

use std::io::Read;
use std::sync::OnceLock;
use std::time::Duration;

use reqwest::blocking::{Client, RequestBuilder};
use reqwest::header::{ACCEPT, AUTHORIZATION, CONTENT_TYPE, HeaderValue};
use reqwest::redirect::Policy;

use super::retry;
use super::server::{Address, Secret, ServerError, ServerSettings};

/// Largest reply of a model that is read, in bytes.
const LARGEST: u64 = 1024 * 1024;

/// What a server answered.
pub(super) struct Answer {
    pub status: u16,
    /// Seconds it asks to wait.
    pub asked: Option<f64>,
    pub body: Vec<u8>,
}

/// Why there is no answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Lost {
    TimedOut,
    Unreachable,
    Oversized,
}

pub(super) struct Transport {
    client: Client,
    address: Address,
    authorization: Option<HeaderValue>,
    timeout: Duration,
}

impl Transport {
    pub(super) fn new(
        settings: &ServerSettings,
        address: Address,
    ) -> Result<Transport, ServerError> {
        // A provider that is there already serves as well.
        static PROVIDER: OnceLock<bool> = OnceLock::new();
        PROVIDER.get_or_init(|| {
            rustls::crypto::ring::default_provider()
                .install_default()
                .is_ok()
        });
        let mut builder = Client::builder()
            .user_agent(concat!("cahier/", env!("CARGO_PKG_VERSION")))
            .redirect(Policy::none())
            .referer(false)
            .connect_timeout(settings.connect_timeout);
        if !address.remote {
            builder = builder.no_proxy();
        }
        if !address.encrypted() {
            // A machine without root certificates still reaches its own server.
            builder = builder.tls_certs_only(std::iter::empty());
        }
        let default = if address.remote { 120 } else { 600 };
        Ok(Transport {
            client: builder.build().map_err(|_| ServerError::NoClient)?,
            authorization: settings.key.as_ref().map(authorization).transpose()?,
            timeout: settings.timeout.unwrap_or(Duration::from_secs(default)),
            address,
        })
    }

    pub(super) fn address(&self) -> &Address {
        &self.address
    }

    pub(super) fn chat(&self, body: &[u8]) -> Result<Answer, Lost> {
        self.post("chat/completions", body, LARGEST)
    }

    /// Sends a body to a resource under the base; a reply is read up to `largest` bytes.
    pub(super) fn post(&self, resource: &str, body: &[u8], largest: u64) -> Result<Answer, Lost> {
        let request = self
            .client
            .post(self.address.under(resource))
            .header(CONTENT_TYPE, "application/json")
            .body(body.to_vec());
        self.send(request, largest)
    }

    pub(super) fn models(&self) -> Result<Answer, Lost> {
        self.send(self.client.get(self.address.under("models")), LARGEST)
    }

    fn send(&self, request: RequestBuilder, largest: u64) -> Result<Answer, Lost> {
        let mut request = request
            .timeout(self.timeout)
            .header(ACCEPT, "application/json");
        if let Some(key) = &self.authorization {
            request = request.header(AUTHORIZATION, key.clone());
        }
        let response = request.send().map_err(|error| lost(&error))?;
        let status = response.status().as_u16();
        let asked = retry::asked(response.headers());
        let mut body = Vec::new();
        response
            .take(largest + 1)
            .read_to_end(&mut body)
            .map_err(|error| lost_on_the_way(&error))?;
        if body.len() as u64 > largest {
            return Err(Lost::Oversized);
        }
        Ok(Answer {
            status,
            asked,
            body,
        })
    }
}

fn authorization(key: &Secret) -> Result<HeaderValue, ServerError> {
    let mut value = HeaderValue::from_str(&format!("Bearer {}", key.expose()))
        .map_err(|_| ServerError::BadKey)?;
    value.set_sensitive(true);
    Ok(value)
}

fn lost(error: &reqwest::Error) -> Lost {
    if error.is_timeout() && !error.is_connect() {
        Lost::TimedOut
    } else {
        Lost::Unreachable
    }
}

fn lost_on_the_way(error: &std::io::Error) -> Lost {
    let inner = error
        .get_ref()
        .and_then(|e| e.downcast_ref::<reqwest::Error>());
    match inner {
        Some(inner) => lost(inner),
        None if error.kind() == std::io::ErrorKind::TimedOut => Lost::TimedOut,
        None => Lost::Unreachable,
    }
}
