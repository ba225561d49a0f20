//! Vectors from a server: what is sent, what is taken, what is kept, what is refused.
#![allow(clippy::unwrap_used)]

mod common;

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use cahier::embeddings::{Embedder, HttpEmbedder, HttpEmbedderSettings};
use cahier::error::{Error, VectorsFault};
use cahier::language::Language;
use cahier::llm::{Secret, ServerSettings};
use common::*;
use serde_json::{Value, json};
use wiremock::matchers::{header, method, path};
use wiremock::{Mock, MockServer, Request, Respond, ResponseTemplate};

/// A server on its own threads: the client blocks, the server must not.
struct Server {
    runtime: tokio::runtime::Runtime,
    server: MockServer,
}

impl Server {
    fn start() -> Server {
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(2)
            .enable_all()
            .build()
            .unwrap();
        let server = runtime.block_on(MockServer::start());
        Server { runtime, server }
    }

    fn mount(&self, mock: Mock) {
        self.runtime.block_on(mock.mount(&self.server));
    }

    /// A server that gives a vector for each text.
    fn with_vectors(dimensions: usize) -> (Server, Arc<AtomicUsize>) {
        let server = Server::start();
        let texts = Arc::new(AtomicUsize::new(0));
        let vectors = Vectors {
            dimensions,
            texts: Arc::clone(&texts),
        };
        server.mount(
            Mock::given(method("POST"))
                .and(path("/v1/embeddings"))
                .respond_with(vectors),
        );
        (server, texts)
    }

    fn answering(reply: ResponseTemplate) -> Server {
        let server = Server::start();
        server.mount(Mock::given(method("POST")).respond_with(reply));
        server
    }

    fn bodies(&self) -> Vec<Value> {
        let requests = self.runtime.block_on(self.server.received_requests());
        let posts = requests.unwrap().into_iter();
        posts
            .filter(|request| !request.body.is_empty())
            .map(|request| serde_json::from_slice(&request.body).unwrap())
            .collect()
    }

    fn settings(&self, folder: Option<&Path>) -> HttpEmbedderSettings {
        HttpEmbedderSettings {
            server: ServerSettings {
                second: Duration::from_millis(1),
                timeout: Some(Duration::from_secs(5)),
                ..ServerSettings::new(&self.server.uri(), "essai")
            },
            prefix: String::new(),
            folder: folder.map(Path::to_path_buf),
        }
    }

    fn embedder(&self, folder: Option<&Path>) -> HttpEmbedder {
        HttpEmbedder::new(&self.settings(folder)).unwrap()
    }
}

/// Vectors made of the letters of a text, entries in reverse order.
struct Vectors {
    dimensions: usize,
    texts: Arc<AtomicUsize>,
}

impl Respond for Vectors {
    fn respond(&self, request: &Request) -> ResponseTemplate {
        let body: Value = serde_json::from_slice(&request.body).unwrap();
        let inputs = body["input"].as_array().unwrap();
        self.texts.fetch_add(inputs.len(), Ordering::Relaxed);
        let data: Vec<Value> = inputs
            .iter()
            .enumerate()
            .map(|(index, input)| {
                let mut vector = vec![0.25f64; self.dimensions];
                for byte in input.as_str().unwrap().bytes() {
                    vector[usize::from(byte) % self.dimensions] += 1.0;
                }
                json!({"object": "embedding", "index": index, "embedding": vector})
            })
            .rev()
            .collect();
        ResponseTemplate::new(200).set_body_json(json!({"object": "list", "data": data}))
    }
}

fn fault(error: Error) -> VectorsFault {
    match error {
        Error::Vectors(error) => {
            for language in [Language::French, Language::English] {
                assert!(error.say(language).contains("127.0.0.1"), "{error}");
            }
            error.fault
        }
        other => panic!("{other}"),
    }
}

#[test]
fn texts_go_in_batches_and_come_back_as_unit_vectors() {
    let (server, sent) = Server::with_vectors(8);
    let texts: Vec<String> = (0..150).map(|n| format!("idée {n}")).collect();
    let mut texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    texts.extend(["", "  ", "idée 3"]);
    let embedder = server.embedder(None);
    let matrix = embedder.embed(&texts).unwrap();
    assert_eq!(matrix.dimensions, 8);
    assert_eq!(matrix.values.len(), texts.len() * 8);
    for (place, text) in texts.iter().enumerate() {
        let length: f32 = matrix.row(place).iter().map(|v| v * v).sum();
        let expected = if text.trim().is_empty() { 0.0 } else { 1.0 };
        assert!((length - expected).abs() < 1e-5, "{text:?}: {length}");
    }
    assert_eq!(matrix.row(3), matrix.row(152));
    assert_ne!(matrix.row(3), matrix.row(4));
    // Neither empty texts nor the same text twice.
    assert_eq!(sent.load(Ordering::Relaxed), 150);
    for body in server.bodies() {
        assert!(list(&body, "input").len() <= 64);
        assert_eq!(body["encoding_format"], "float");
        assert_eq!(body["model"], "essai");
    }
    assert!(embedder.name().starts_with("essai (127.0.0.1:"));
}

/// The same bits whether vectors come from the server or from the folder, and whatever
/// the last digits the server gives.
#[test]
fn vectors_are_kept_and_a_rerun_asks_for_the_rest_only() {
    let folder = tempfile::tempdir().unwrap();
    let (server, sent) = Server::with_vectors(16);
    let texts = ["des bancs", "des arbres", "un marché"];
    let first = server
        .embedder(Some(folder.path()))
        .embed(&texts[..2])
        .unwrap();
    let again = server.embedder(Some(folder.path())).embed(&texts).unwrap();
    assert_eq!(sent.load(Ordering::Relaxed), 3);
    assert_eq!(first.values, again.values[..32]);
    let memory = server.embedder(None).embed(&texts).unwrap();
    assert_eq!(memory.values, again.values);
    // Another prefix is another vector.
    let mut settings = server.settings(Some(folder.path()));
    settings.prefix = "query: ".to_owned();
    let other = HttpEmbedder::new(&settings).unwrap();
    assert_ne!(other.embed(&texts).unwrap().values, again.values);
    assert!(other.name().contains("query:"));
    let last = server.bodies().pop().unwrap();
    assert_eq!(last["input"][0], "query: des bancs");
}

#[test]
fn a_record_in_pieces_costs_one_text_and_no_more() {
    let folder = tempfile::tempdir().unwrap();
    let (server, sent) = Server::with_vectors(16);
    let texts = ["des bancs", "des arbres", "un marché"];
    let whole = server.embedder(Some(folder.path())).embed(&texts).unwrap();
    let file = std::fs::read_dir(folder.path()).unwrap().next().unwrap();
    let file = file.unwrap().path();
    let bytes = std::fs::read(&file).unwrap();
    std::fs::write(&file, &bytes[..bytes.len() - 5]).unwrap();
    let again = server.embedder(Some(folder.path())).embed(&texts).unwrap();
    assert_eq!(again.values, whole.values);
    assert_eq!(sent.load(Ordering::Relaxed), 4);
    // What was added after the cut can be read.
    let third = server.embedder(Some(folder.path())).embed(&texts).unwrap();
    assert_eq!(third.values, whole.values);
    assert_eq!(sent.load(Ordering::Relaxed), 4);
    assert_eq!(std::fs::read(&file).unwrap(), bytes);
}

#[test]
fn a_server_that_is_busy_for_a_while_is_waited_for() {
    let (server, _) = Server::with_vectors(4);
    let busy = ResponseTemplate::new(429).insert_header("retry-after", "1");
    server.mount(
        Mock::given(method("POST"))
            .respond_with(busy)
            .up_to_n_times(2)
            .with_priority(1),
    );
    server.embedder(None).embed(&["des bancs"]).unwrap();
    assert_eq!(server.bodies().len(), 3);
}

#[test]
fn refusals_are_told_apart() {
    let json = |status: u16, body: Value| ResponseTemplate::new(status).set_body_json(body);
    let entry = |vector: Value| json!({"data": [{"index": 0, "embedding": vector}]});
    for (reply, expected, calls) in [
        (
            json(403, json!({"detail": "Invalid API key."})),
            VectorsFault::Denied,
            1,
        ),
        (
            json(404, json!({"error": {"message": "no"}})),
            VectorsFault::NoSuchModel("essai".to_owned()),
            1,
        ),
        (
            json(429, json!({"detail": "10 requests per day exceeded"})),
            VectorsFault::QuotaSpent,
            1,
        ),
        (json(503, json!({})), VectorsFault::Busy, 4),
        (json(200, json!({"data": []})), VectorsFault::NotVectors, 1),
        (json(200, entry(json!([]))), VectorsFault::NotVectors, 1),
        (
            json(200, entry(json!("AACAPw=="))),
            VectorsFault::NotVectors,
            1,
        ),
        (
            ResponseTemplate::new(200).set_body_string("<html></html>"),
            VectorsFault::NotVectors,
            1,
        ),
        // A redirection would take the key along.
        (
            ResponseTemplate::new(307).insert_header("location", "http://127.0.0.1:1/v1"),
            VectorsFault::Rejected,
            1,
        ),
    ] {
        let server = Server::answering(reply);
        let error = server.embedder(None).embed(&["des bancs"]).unwrap_err();
        assert_eq!(fault(error), expected);
        assert_eq!(server.bodies().len(), calls, "{expected:?}");
    }
}

#[test]
fn vectors_of_another_length_are_refused() {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::start();
    for (dimensions, times) in [(4, 1), (5, 9)] {
        let texts = Arc::default();
        server.mount(
            Mock::given(method("POST"))
                .respond_with(Vectors { dimensions, texts })
                .up_to_n_times(times),
        );
    }
    let embedder = server.embedder(Some(folder.path()));
    embedder.embed(&["des bancs"]).unwrap();
    let error = server.embedder(Some(folder.path())).embed(&["des arbres"]);
    assert_eq!(
        fault(error.unwrap_err()),
        VectorsFault::Dimensions { before: 4, now: 5 }
    );
}

#[test]
fn the_key_is_sent_and_the_only_model_is_found() {
    let server = Server::start();
    let model = json!({"object": "list", "data": [{"id": "petit-modele"}]});
    server.mount(
        Mock::given(method("GET"))
            .and(path("/v1/models"))
            .and(header("authorization", "Bearer cle-secrete"))
            .respond_with(ResponseTemplate::new(200).set_body_json(model)),
    );
    let mut settings = server.settings(None);
    settings.server.model = String::new();
    let error = HttpEmbedder::new(&settings).err().unwrap();
    assert!(matches!(fault(error), VectorsFault::NoSuchModel(_)));
    settings.server.key = Some(Secret::new("cle-secrete\n"));
    let embedder = HttpEmbedder::new(&settings).unwrap();
    assert!(embedder.name().starts_with("petit-modele (127.0.0.1:"));
}

/// Through the command line: the report says which model it was, the vectors stay beside
/// it, and a rerun sends nothing and gives the same bytes.
#[test]
fn a_report_made_with_a_server_is_made_again_without_it() {
    let (server, sent) = Server::with_vectors(32);
    let session = Session::with_sample("parks.csv");
    session.write(
        "cahier.toml",
        format!(
            "[embedder]\nurl = \"{}\"\nmodel = \"essai\"\nprefix = \"query: \"\n",
            server.server.uri()
        ),
    );
    session
        .report(&["parks.csv", "--yes"])
        .done()
        .telling(&["on this machine; nothing leaves it"]);
    let first = session.read("out/synthesis.json");
    let name = session.synthesis("out")["provenance"]["embedder"].clone();
    assert!(
        name.as_str().unwrap().starts_with("essai (127.0.0.1:"),
        "{name}"
    );
    let asked = sent.load(Ordering::Relaxed);
    assert!(asked > 50, "{asked}");
    drop(server);
    session
        .report(&["parks.csv", "--yes", "--threads", "1"])
        .done();
    assert_eq!(session.read("out/synthesis.json"), first);
}
