//! The socket, and the way from a request to a reply and back. What takes long does so on a
//! thread of its own.

use std::net::Ipv4Addr;
use std::sync::Arc;

use anyhow::anyhow;
use axum::body::Body;
use axum::extract::{DefaultBodyLimit, FromRequest, RawForm, State};
use axum::http::{HeaderValue, Method, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use axum::{Router, extract};
use percent_encoding::percent_decode_str;
use tokio::net::TcpListener;

use super::guard::{Refused, protect};
use super::request::{Fields, Reply, Request, Studio, field};
use super::{documents, routes, uploads};
use crate::error::system_reason;
use crate::language::Language;

/// Longest form, in bytes; files come another way.
const LONGEST_FORM: usize = 4 << 20;

/// Listens on this machine, to this machine.
pub(super) async fn listen(
    port: Option<u16>,
    language: Language,
) -> anyhow::Result<(TcpListener, u16)> {
    let address = (Ipv4Addr::LOCALHOST, port.unwrap_or(0));
    let listener = TcpListener::bind(address).await.map_err(|error| {
        let (port, reason) = (port.unwrap_or(0), system_reason(&error, language));
        anyhow!(language.choose(
            format!("le port {port} ne peut pas être ouvert : {reason}.\nChoisissez-en un autre avec --port, ou laissez cahier en trouver un."),
            format!("port {port} cannot be opened: {reason}.\nChoose another with --port, or let cahier find one."),
        ))
    })?;
    let port = listener.local_addr()?.port();
    Ok((listener, port))
}

/// Answers until the process ends.
pub(super) async fn serve(listener: TcpListener, studio: Arc<Studio>) -> anyhow::Result<()> {
    let router = Router::new()
        .fallback(answer)
        .layer(DefaultBodyLimit::max(LONGEST_FORM))
        .with_state(studio);
    Ok(axum::serve(listener, router).await?)
}

async fn answer(State(studio): State<Arc<Studio>>, request: extract::Request) -> Response {
    let (method, uri) = (request.method().clone(), request.uri().clone());
    if let Err(why) = studio.keys.admit(&method, uri.path(), request.headers()) {
        return refused(why);
    }
    let path = parts(&uri);
    let form = match method {
        Method::GET | Method::HEAD => None,
        Method::POST if uploads::is_upload(request.headers()) => {
            return match uploads::receive(&studio, &path, request).await {
                Ok(reply) => reply.into(&studio),
                Err(why) => refused(why),
            };
        }
        Method::POST => match form(request).await {
            Some(form) => Some(form),
            None => return refused(Refused::Form),
        },
        _ => return refused(Refused::Method),
    };
    if let Some(form) = &form
        && let Err(why) = studio.keys.admit_form(field(form, "form"))
    {
        return refused(why);
    }
    let asked = Request {
        path,
        query: query(&uri),
        form,
    };
    let worker = Arc::clone(&studio);
    let reply = tokio::task::spawn_blocking(move || routes::reply(&worker, &asked)).await;
    match reply {
        Ok(reply) => reply.into(&studio),
        // A page that broke takes nobody along; what it was about is on disk as it was.
        Err(_) => routes::broken(&studio).into(&studio),
    }
}

/// The parts of the address behind the token, decoded.
fn parts(uri: &Uri) -> Vec<String> {
    let parts = uri
        .path()
        .split('/')
        .skip(2)
        .filter(|part| !part.is_empty());
    parts
        .map(|part| percent_decode_str(part).decode_utf8_lossy().into_owned())
        .collect()
}

fn query(uri: &Uri) -> Fields {
    let read = extract::Query::<Fields>::try_from_uri(uri);
    read.map(|query| query.0).unwrap_or_default()
}

async fn form(request: extract::Request) -> Option<Fields> {
    let RawForm(bytes) = RawForm::from_request(request, &()).await.ok()?;
    serde_urlencoded::from_bytes(&bytes).ok()
}

/// Says nothing of what would have been there.
fn refused(why: Refused) -> Response {
    let (status, text) = match why {
        Refused::Host | Refused::Origin => (StatusCode::FORBIDDEN, "forbidden\n"),
        Refused::Token => (StatusCode::NOT_FOUND, "not found\n"),
        Refused::Method => (StatusCode::METHOD_NOT_ALLOWED, "not allowed\n"),
        Refused::Form => (StatusCode::BAD_REQUEST, "this form is not of this studio\n"),
    };
    let mut response = (status, text).into_response();
    protect(response.headers_mut(), false);
    response
}

impl Reply {
    fn into(self, studio: &Studio) -> Response {
        let page = |status: StatusCode, text: String| {
            let media = (header::CONTENT_TYPE, "text/html; charset=utf-8");
            (status, [media], text).into_response()
        };
        let mut document = false;
        let mut response = match self {
            Reply::Page(text) => page(StatusCode::OK, text),
            Reply::Refusal(status, text) => {
                let status = StatusCode::from_u16(status).unwrap_or(StatusCode::BAD_REQUEST);
                page(status, text)
            }
            Reply::To(place) => {
                let place = format!("{}/{place}", studio.keys.base());
                let place =
                    HeaderValue::from_str(&place).unwrap_or_else(|_| HeaderValue::from_static("/"));
                (StatusCode::SEE_OTHER, [(header::LOCATION, place)]).into_response()
            }
            Reply::Document { name, bytes, save } => {
                document = true;
                file(&name, bytes, save)
            }
            Reply::Asset(media, text) => ([(header::CONTENT_TYPE, media)], text).into_response(),
        };
        protect(response.headers_mut(), document);
        response
    }
}

fn file(name: &str, bytes: Vec<u8>, save: bool) -> Response {
    let mut response = Body::from(bytes).into_response();
    let headers = response.headers_mut();
    let media = HeaderValue::from_static(documents::media_type(name));
    headers.insert(header::CONTENT_TYPE, media);
    if save {
        let plain: String = name
            .chars()
            .map(|c| {
                if c.is_ascii_alphanumeric() || "-._".contains(c) {
                    c
                } else {
                    '-'
                }
            })
            .collect();
        let how = format!("attachment; filename=\"{plain}\"");
        if let Ok(how) = HeaderValue::from_str(&how) {
            headers.insert(header::CONTENT_DISPOSITION, how);
        }
    }
    response
}
