//! The models of a run, made from the settings: the language model behind its recorded
//! replies, and what turns texts into vectors. The one place that constructs adapters.

use std::path::Path;
use std::time::Duration;

use super::{Misuse, settings};
use crate::config::{Budget, ModelServer, Settings};
use crate::embeddings::{BuiltInEmbedder, Embedder, HttpEmbedder, HttpEmbedderSettings};
use crate::error::{quoted, system_reason};
use crate::language::Language;
use crate::llm::{
    Failure, HttpModel, LanguageModel, Limits, Recorded, Secret, SeedField, ServerError,
    ServerSettings,
};

/// Recorded replies, in the folder of a report.
const REPLIES: &str = ".replies";
/// Vectors received, in the folder of a report.
const VECTORS: &str = ".vectors";

/// The language model, its replies recorded in the report's folder; none without one.
/// Costs one request where no model is named.
pub(super) fn connect(
    settings: &Settings,
    folder: &Path,
    trace: Option<&Path>,
    language: Language,
) -> anyhow::Result<Option<Box<dyn LanguageModel>>> {
    let Some(model) = &settings.model else {
        return Ok(None);
    };
    let mut server = server(model, settings.budget, language)?;
    server.trace = trace.map(Path::to_path_buf);
    let client = named(server, language)?;
    let replies = folder.join(REPLIES);
    let recorded = Recorded::new(client, &replies).map_err(|error| {
        let (replies, reason) = (replies.display(), system_reason(&error, language));
        Misuse(language.choose(
            format!(
                "les réponses du modèle ne peuvent pas être gardées dans « {replies} » : {reason}."
            ),
            format!("the model's replies cannot be kept in \"{replies}\": {reason}."),
        ))
    })?;
    Ok(Some(Box::new(recorded)))
}

/// What turns texts into vectors: the built-in model, or a server where one is set.
pub(super) fn embedder(
    settings: &Settings,
    folder: Option<&Path>,
    language: Language,
) -> anyhow::Result<Box<dyn Embedder>> {
    let Some(chosen) = &settings.embedder else {
        return built_in();
    };
    let name = chosen.model.clone().unwrap_or_default();
    let mut server = ServerSettings::new(chosen.address.base(), &name);
    server.key = settings::key(&chosen.key, language)?.map(|key| Secret::new(&key));
    server.slots = Some(chosen.slots);
    server.allow_http = !chosen.address.is_encrypted();
    Ok(Box::new(HttpEmbedder::new(&HttpEmbedderSettings {
        server,
        prefix: chosen.prefix.clone(),
        folder: folder.map(|folder| folder.join(VECTORS)),
    })?))
}

/// Stops where a key is missing, before anything is made or sent.
pub(super) fn find_keys(settings: &Settings, language: Language) -> anyhow::Result<()> {
    let model = settings.model.as_ref().map(|model| &model.key);
    let embedder = settings.embedder.as_ref().map(|embedder| &embedder.key);
    for key in model.into_iter().chain(embedder) {
        settings::key(key, language)?;
    }
    Ok(())
}

/// The model that comes with the program.
pub(super) fn built_in() -> anyhow::Result<Box<dyn Embedder>> {
    Ok(Box::new(BuiltInEmbedder::load()?))
}

/// The server as its client needs it; the key is read here and goes nowhere else.
pub(super) fn server(
    model: &ModelServer,
    budget: Budget,
    language: Language,
) -> anyhow::Result<ServerSettings> {
    let known = &model.server;
    let name = known.model.clone().unwrap_or_default();
    let small = |number: Option<u64>| number.map(|n| u32::try_from(n).unwrap_or(u32::MAX));
    Ok(ServerSettings {
        key: settings::key(&model.key, language)?.map(|key| Secret::new(&key)),
        seed_field: match known.seed_field {
            Some("random_seed") => SeedField::RandomSeed,
            _ => SeedField::Seed,
        },
        slots: known.slots.map(|slots| slots.min(64) as usize),
        context: small(known.context),
        // Settings have checked that the network is said to be safe.
        allow_http: !model.address.is_encrypted(),
        limits: Limits {
            calls: budget.calls,
            tokens: budget.tokens,
            seconds: budget.minutes.map(|minutes| minutes.saturating_mul(60)),
        },
        calls_per_minute: small(known.requests_per_minute),
        tokens_per_minute: small(known.tokens_per_minute),
        ..ServerSettings::new(model.address.base(), &name)
    })
}

/// A client that knows which model to ask for: the one named, else the server's only one.
pub(super) fn named(server: ServerSettings, language: Language) -> anyhow::Result<HttpModel> {
    let client = HttpModel::new(&server).map_err(|e| Misuse(say_server(&e, language)))?;
    if !server.model.is_empty() {
        return Ok(client);
    }
    let host = client.card().host;
    let listed = client.listed();
    let listed = listed.map_err(|why| anyhow::anyhow!(say_failure(why, &host, language)))?;
    let mut names: Vec<String> = listed.into_iter().map(|model| model.id).collect();
    if names.len() != 1 {
        let list = quoted(&names, language);
        return Err(Misuse(language.choose(
            format!("{host} a plusieurs modèles, ou aucun ({list}) : nommez-en un avec --model."),
            format!("{host} has several models, or none ({list}): name one with --model."),
        ))
        .into());
    }
    let server = ServerSettings {
        model: names.remove(0),
        ..server
    };
    Ok(HttpModel::new(&server).map_err(|e| Misuse(say_server(&e, language)))?)
}

fn say_server(error: &ServerError, language: Language) -> String {
    if language == Language::English {
        return error.to_string();
    }
    match error {
        ServerError::BadAddress => {
            "l'adresse du modèle de langage n'en est pas une : écrivez https://hôte/v1".to_owned()
        }
        ServerError::LoadedAddress => {
            "l'adresse du modèle de langage contient un mot de passe ou une question : donnez la clé à part".to_owned()
        }
        ServerError::InTheClear { host } => {
            format!("{host} est une autre machine : utilisez https")
        }
        ServerError::BadKey => {
            "la clé contient des caractères qui ne peuvent pas être envoyés : vérifiez le fichier ou la variable".to_owned()
        }
        ServerError::NoClient => {
            "aucune connexion sûre n'est possible sur cette machine : les certificats racines sont-ils installés ?".to_owned()
        }
        ServerError::NoTrace => "le dossier de --trace-llm ne peut pas être créé".to_owned(),
    }
}

/// Why a server did not answer, and what to do.
pub(super) fn say_failure(why: Failure, host: &str, language: Language) -> String {
    let (french, english) = match why {
        Failure::Unreachable => (
            "ne répond pas : est-il démarré, l'adresse est-elle bonne ?",
            "does not answer: is it running, is the address right?",
        ),
        Failure::TimedOut => ("n'a pas répondu à temps", "did not answer in time"),
        Failure::Denied => (
            "refuse l'accès : vérifiez la clé",
            "denies access: check the key",
        ),
        Failure::NoSuchModel => (
            "n'a pas ce modèle : cahier models liste ceux qu'il a",
            "does not have this model: cahier models lists those it has",
        ),
        Failure::QuotaSpent => (
            "dit que le compte n'a plus d'appels disponibles",
            "says that the account has no calls left",
        ),
        Failure::Busy => ("est trop occupé", "is too busy"),
        Failure::Unreadable | Failure::Oversized => (
            "ne répond pas comme un serveur de modèles : l'adresse finit-elle par /v1 ?",
            "does not answer like a server of models: does the address end with /v1?",
        ),
        Failure::TooLong => (
            "ne peut pas lire une demande aussi longue (voir « context » dans les réglages)",
            "cannot read a question that long (see \"context\" in the settings)",
        ),
        Failure::Cut => (
            "a coupé sa réponse avant la fin",
            "cut its reply before the end",
        ),
        Failure::Filtered => (
            "a refusé par son filtre de contenus",
            "refused by its content filter",
        ),
        Failure::OverBudget => (
            "n'a plus été interrogé : le budget des réglages est atteint",
            "was not asked any more: the budget of the settings is spent",
        ),
        Failure::GivenUp => (
            "n'a plus été interrogé après trop d'échecs de suite",
            "was not asked any more after too many failures in a row",
        ),
        Failure::Rejected => ("refuse la demande", "refuses the request"),
    };
    format!("{host} {}", language.choose(french, english))
}

/// A wait as people say it: `moins d'une minute`, `12 min`, `2 h 05`.
pub(super) fn duration(time: Duration, language: Language) -> String {
    let minutes = time.as_secs().div_ceil(60);
    match minutes {
        0 | 1 => language
            .choose("moins d'une minute", "less than a minute")
            .to_owned(),
        2..=90 => format!("{minutes} min"),
        _ => format!("{} h {:02}", minutes / 60, minutes % 60),
    }
}
