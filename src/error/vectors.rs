//! What can go wrong between this machine and a server of vectors.

use super::quoted;
use crate::language::Language;

/// A server of vectors that did not serve.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}", self.say(Language::English))]
pub struct VectorsError {
    /// Its host; never a key or a path.
    pub host: String,
    /// What happened.
    pub fault: VectorsFault,
}

/// What happened between this machine and a server of vectors.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum VectorsFault {
    /// The address or the key cannot be used.
    Settings,
    /// It could not be reached.
    Unreachable,
    /// It did not answer in time.
    TimedOut,
    /// The key is missing, wrong or not allowed to do this.
    Denied,
    /// It has no such model, or no vectors at all at this address.
    NoSuchModel(String),
    /// It has several models, or none, and none was named.
    NameOne(Vec<String>),
    /// The account has no calls left.
    QuotaSpent,
    /// It was still too busy after several tries.
    Busy,
    /// It refused for another reason.
    Rejected,
    /// What it sent are no vectors, or not one for each text.
    NotVectors,
    /// Vectors of another length than before.
    Dimensions {
        /// Of the first vectors.
        before: usize,
        /// Of those that came now.
        now: usize,
    },
    /// The vectors already received could not be read or kept; the system's reason.
    Store(String),
}

impl VectorsError {
    /// The message in `language`, with what to do.
    pub fn say(&self, language: Language) -> String {
        let host = &self.host;
        let what = self.fault.say(language);
        let rest = match self.fault {
            VectorsFault::Settings | VectorsFault::NameOne(_) | VectorsFault::Store(_) => "",
            _ => language.choose(
                " Les vecteurs déjà reçus sont gardés : relancez la même commande pour reprendre, ou retirez --embedder pour le modèle intégré.",
                " The vectors already received are kept: run the same command again to go on, or take --embedder away for the built-in model.",
            ),
        };
        language.choose(
            format!("serveur de vecteurs {host} : {what}.{rest}"),
            format!("vector server {host}: {what}.{rest}"),
        )
    }
}

impl VectorsFault {
    fn say(&self, language: Language) -> String {
        let (french, english) = match self {
            VectorsFault::Settings => (
                "son adresse ou sa clé ne peuvent pas être utilisées",
                "its address or its key cannot be used",
            ),
            VectorsFault::Unreachable => (
                "il ne répond pas ; est-il démarré, l'adresse est-elle bonne",
                "it does not answer; is it running, is the address right",
            ),
            VectorsFault::TimedOut => ("il n'a pas répondu à temps", "it did not answer in time"),
            VectorsFault::Denied => (
                "il refuse l'accès ; vérifiez la clé",
                "it denies access; check the key",
            ),
            VectorsFault::QuotaSpent => (
                "le compte n'a plus d'appels disponibles",
                "the account has no calls left",
            ),
            VectorsFault::Busy => (
                "il est resté trop occupé après plusieurs essais",
                "it stayed too busy after several tries",
            ),
            VectorsFault::Rejected => ("il refuse la demande", "it refuses the request"),
            VectorsFault::NotVectors => (
                "il n'a pas renvoyé un vecteur par texte ; est-ce bien un serveur de vecteurs (/v1/embeddings)",
                "it did not send one vector for each text; is it a server of vectors (/v1/embeddings)",
            ),
            VectorsFault::NoSuchModel(model) => {
                return language.choose(
                    format!("il n'a pas de modèle de vecteurs « {model} »"),
                    format!("it has no vector model \"{model}\""),
                );
            }
            VectorsFault::NameOne(models) if models.is_empty() => (
                "il ne liste aucun modèle ; nommez-en un dans cahier.toml : [embedder] model",
                "it lists no model; name one in cahier.toml: [embedder] model",
            ),
            VectorsFault::NameOne(models) => {
                let models = quoted(models, language);
                return language.choose(
                    format!("il a plusieurs modèles ({models}) ; nommez-en un dans cahier.toml : [embedder] model"),
                    format!("it has several models ({models}); name one in cahier.toml: [embedder] model"),
                );
            }
            VectorsFault::Dimensions { before, now } => {
                return language.choose(
                    format!("ses vecteurs avaient {before} nombres et en ont maintenant {now} ; effacez le dossier .vectors du rapport si le modèle a changé"),
                    format!("its vectors had {before} numbers and now have {now}; delete the report's .vectors folder if the model has changed"),
                );
            }
            VectorsFault::Store(why) => {
                return language.choose(
                    format!("les vecteurs reçus ne peuvent pas être gardés : {why}"),
                    format!("the vectors received cannot be kept: {why}"),
                );
            }
        };
        language.choose(french, english).to_owned()
    }
}
