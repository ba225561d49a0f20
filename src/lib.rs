//! cahier turns the answers of a public consultation into a report people can trust.
//!
//! Data flows one way, and so do the modules: files become a table ([`ingest`]), rows
//! become answers ([`answers`]), answers split into ideas ([`units`]), ideas become
//! vectors ([`embeddings`]) and groups ([`clusters`]), groups become themes with titles
//! and quotes ([`themes`]), everything is counted in one [`synthesis`], and a report is
//! drawn from that alone ([`report`]).
//!
//! ```
//! use cahier::answers::{ColumnMap, ColumnRequest, guess_roles};
//! use cahier::embeddings::BuiltInEmbedder;
//! use cahier::ingest::Source;
//! use cahier::pipeline::{RunSettings, run};
//! use cahier::progress::Silent;
//!
//! let csv = "id;Que manque-t-il dans votre quartier ?\n\
//!            1;Des bancs et des arbres près de l'école.\n\
//!            2;Rien\n";
//! let export = cahier::ingest::open_bytes("essai.csv", csv.as_bytes(), &Source::default())?;
//! let request = ColumnRequest { open: vec!["B".into()], ..Default::default() };
//! let settings = RunSettings {
//!     columns: ColumnMap::resolve(&export, &request, &guess_roles(&export))?,
//!     ..RunSettings::default()
//! };
//! let table = export.load(&settings.columns.used())?;
//! let synthesis = run(&table, &settings, &BuiltInEmbedder::load()?, None, &Silent)?;
//! assert_eq!(synthesis.questions[0].balance.analysed, 1);
//! # Ok::<(), cahier::error::Error>(())
//! ```

pub mod error;
pub mod language;
pub mod progress;
pub mod sifted;
pub mod source;
pub mod words;

pub mod ingest;

pub mod answers;

pub mod privacy;

pub mod units;

pub mod llm;

pub mod prompts;

pub mod embeddings;

pub mod clusters;

pub mod themes;

pub mod synthesis;

pub mod readings;

pub mod report;

pub mod review;

pub mod pipeline;

pub mod verification;

pub mod evaluation;

pub mod config;

pub mod cli;
