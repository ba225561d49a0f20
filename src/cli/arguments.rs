//! What may be typed. Help exists in English (here) and in French (in `french`).

use std::num::NonZeroUsize;
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use serde::{Deserialize, Serialize};

use crate::clusters::Granularity;
use crate::language::Language;
use crate::synthesis::{Audience, Support};

mod checks;
mod french;
mod models;

pub(super) use checks::{AgreeArguments, DiffArguments, SampleArguments};
pub(super) use french::command;
pub(super) use models::{EmbedderArguments, LlmArguments, ModelsArguments};

/// Turns the answers of a public consultation into a report people can trust
#[derive(Parser)]
#[command(name = "cahier", version)]
pub(super) struct Cli {
    #[command(subcommand)]
    pub command: Option<Command>,
}

#[derive(Subcommand)]
pub(super) enum Command {
    Run(Box<RunArguments>),
    Init(Box<InitArguments>),
    Status(StatusArguments),
    Inspect(InspectArguments),
    Review(ReviewArguments),
    Render(RenderArguments),
    Verify(VerifyArguments),
    Sample(SampleArguments),
    Agree(AgreeArguments),
    Diff(DiffArguments),
    Studio(StudioArguments),
    Models(ModelsArguments),
    Eval(Box<EvalArguments>),
}

/// Read survey exports and write the report
#[derive(Args, Clone, Debug, Default, Serialize, Deserialize)]
pub(super) struct RunArguments {
    /// Survey exports (CSV, XLSX, XLS, ODS, TXT, MD); several files with the same questions are one consultation; none in the folder of a project (see cahier init)
    #[arg(value_name = "INPUT")]
    pub inputs: Vec<PathBuf>,
    /// An open question, by its title or its column letter; may be repeated
    #[arg(long, value_name = "COLUMN")]
    pub open: Vec<String>,
    /// The column that tells respondents apart
    #[arg(long, value_name = "COLUMN")]
    pub id: Option<String>,
    /// A column to compare groups by (district, age); may be repeated
    #[arg(long, value_name = "COLUMN")]
    pub segment: Vec<String>,
    /// The sheet to read in a workbook
    #[arg(long, value_name = "NAME")]
    pub sheet: Option<String>,
    /// Mend accents that were decoded wrongly before ("Ã©" for "é")
    #[arg(long)]
    pub repair_encoding: bool,
    /// How the answers of a campaign weigh (by default all count, and both figures are shown)
    #[arg(long, value_name = "count-all|count-once", hide_possible_values = true)]
    pub campaigns: Option<Campaigns>,
    /// Mask cells under 11 in cross tables instead of 5: for a report to be published
    #[arg(long)]
    pub publication: bool,
    /// Keep the texts before masking in synthesis.json, for people allowed to see them
    #[arg(long)]
    pub keep_originals: bool,
    /// Where to write (by default reports/<name of the first input>)
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// Language of the report and of messages: fr or en (by default the answers' own)
    #[arg(long, value_name = "fr|en", value_parser = language, hide_possible_values = true)]
    pub lang: Option<Language>,
    /// How many themes: few, normal or many (by default normal)
    #[arg(long, value_name = "few|normal|many", value_parser = granularity, hide_possible_values = true)]
    pub themes: Option<Granularity>,
    /// Seed of the grouping (by default 0)
    #[arg(long, value_name = "N")]
    pub seed: Option<u64>,
    /// Report of an earlier wave (its folder or its synthesis.json): its themes keep their ids and titles, and the differences are told
    #[arg(long, value_name = "PATH", conflicts_with = "codebook")]
    pub since: Option<PathBuf>,
    /// Number of threads (by default all cores); the result does not depend on it
    #[arg(long, value_name = "N", value_parser = threads)]
    pub threads: Option<usize>,
    /// Have the language model code every answer, by the themes found or by --codebook: llm
    #[arg(long, value_name = "llm", value_parser = ["llm"], hide_possible_values = true)]
    pub assign: Option<String>,
    /// Codes that become the themes: a file with columns code, title, description and examples (separated by " | ", or example1, example2…); what fits none founds new themes, unless --assign llm has the model give the codes
    #[arg(long, value_name = "FILE")]
    pub codebook: Option<PathBuf>,
    /// Also write a version for a public: officials, residents, youth, press or simple (plain language, to be read over); may be repeated
    #[arg(long, value_name = "PUBLIC", value_parser = audience)]
    pub audience: Vec<Audience>,
    /// What that version is for: page, post or message (by default page); one for all, or one per --audience in the same order
    #[arg(long, value_name = "SUPPORT", value_parser = support)]
    pub support: Vec<Support>,
    /// Take what was recognised without asking
    #[arg(long)]
    pub yes: bool,
    #[command(flatten)]
    pub llm: LlmArguments,
    #[command(flatten)]
    pub embedder: EmbedderArguments,
}

/// Make a project of survey exports: a cahier.toml with every setting, to read over and keep
#[derive(Args)]
pub(super) struct InitArguments {
    /// Folder of the project (by default the working folder)
    #[arg(long, value_name = "DIR")]
    pub folder: Option<PathBuf>,
    /// Survey exports (CSV, XLSX, XLS, ODS, TXT, MD)
    #[arg(required = true, value_name = "INPUT")]
    pub inputs: Vec<PathBuf>,
    /// An open question, by its title or its column letter; may be repeated
    #[arg(long, value_name = "COLUMN")]
    pub open: Vec<String>,
    /// The column that tells respondents apart
    #[arg(long, value_name = "COLUMN")]
    pub id: Option<String>,
    /// A column to compare groups by (district, age); may be repeated
    #[arg(long, value_name = "COLUMN")]
    pub segment: Vec<String>,
    /// The sheet to read in a workbook
    #[arg(long, value_name = "NAME")]
    pub sheet: Option<String>,
    /// Language of the project and of messages: fr or en
    #[arg(long, value_name = "fr|en", value_parser = language)]
    pub lang: Option<Language>,
}

/// Tell whether a report is up to date, and if not, why
#[derive(Args)]
pub(super) struct StatusArguments {
    /// Folder of the project or of the report (by default the working folder)
    #[arg(value_name = "DIR", default_value = ".", hide_default_value = true)]
    pub folder: PathBuf,
    /// Language of messages: fr or en
    #[arg(long, value_name = "fr|en", value_parser = language)]
    pub lang: Option<Language>,
}

/// Take in what people decided in the review sheet of a report
#[derive(Args)]
pub(super) struct ReviewArguments {
    /// What to do with it
    #[command(subcommand)]
    pub action: ReviewAction,
}

#[derive(Subcommand)]
pub(super) enum ReviewAction {
    Apply(ApplyArguments),
}

/// Read a review sheet back, say what changes, and write the report again
#[derive(Args)]
pub(super) struct ApplyArguments {
    /// The sheet, filled in: review.xlsx
    #[arg(value_name = "FILE")]
    pub sheet: PathBuf,
    /// Folder of the report (by default the sheet's)
    #[arg(long, value_name = "DIR")]
    pub report: Option<PathBuf>,
    /// Say what would change, and change nothing
    #[arg(long)]
    pub dry_run: bool,
    /// Language of messages: fr or en
    #[arg(long, value_name = "fr|en", value_parser = language)]
    pub lang: Option<Language>,
}

impl Default for Command {
    fn default() -> Command {
        Command::Studio(StudioArguments::default())
    }
}

/// Open the studio, in your browser: drop a file, read, correct and publish, without typing anything
#[derive(Args, Default)]
pub(super) struct StudioArguments {
    /// Folder that holds the consultations, or the folder of one (asked for in the studio by default)
    #[arg(value_name = "DIR")]
    pub folder: Option<PathBuf>,
    /// Port to listen on, on this machine only (by default any that is free)
    #[arg(long, value_name = "N")]
    pub port: Option<u16>,
    /// Print the address, and do not open the browser
    #[arg(long)]
    pub no_browser: bool,
    /// Language of the studio: fr or en
    #[arg(long, value_name = "fr|en", value_parser = language)]
    pub lang: Option<Language>,
}

/// How the answers of a campaign weigh.
#[derive(Clone, Copy, Debug, ValueEnum, Serialize, Deserialize)]
pub(super) enum Campaigns {
    CountAll,
    CountOnce,
}

/// Show what is recognised in survey exports; change nothing
#[derive(Args)]
pub(super) struct InspectArguments {
    /// Survey exports (CSV, XLSX, XLS, ODS, TXT, MD)
    #[arg(required = true, value_name = "INPUT")]
    pub inputs: Vec<PathBuf>,
    /// The sheet to read in a workbook
    #[arg(long, value_name = "NAME")]
    pub sheet: Option<String>,
    /// Mend accents that were decoded wrongly before ("Ã©" for "é")
    #[arg(long)]
    pub repair_encoding: bool,
    /// Print JSON instead of a table
    #[arg(long)]
    pub json: bool,
    /// Language of messages: fr or en
    #[arg(long, value_name = "fr|en", value_parser = language)]
    pub lang: Option<Language>,
}

/// Draw the documents of a report again from its synthesis.json alone
#[derive(Args)]
pub(super) struct RenderArguments {
    /// Folder of the report
    #[arg(value_name = "DIR")]
    pub report: PathBuf,
    /// Folder to write to, when it is another
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// Language of messages: fr or en; the report keeps its own
    #[arg(long, value_name = "fr|en", value_parser = language)]
    pub lang: Option<Language>,
}

/// Prove a report against its source files: every quote, every total
#[derive(Args)]
pub(super) struct VerifyArguments {
    /// Folder of the report
    #[arg(value_name = "DIR")]
    pub report: PathBuf,
    /// A source file, or the folder that holds them, where they have moved; may be repeated
    #[arg(long, value_name = "PATH")]
    pub source: Vec<PathBuf>,
    /// Language of messages: fr or en
    #[arg(long, value_name = "fr|en", value_parser = language)]
    pub lang: Option<Language>,
}

/// Compare the themes found with human codes
#[derive(Args)]
pub(super) struct EvalArguments {
    /// Labelled answers (CSV, XLSX)
    #[arg(required = true, value_name = "LABELLED")]
    pub inputs: Vec<PathBuf>,
    /// Column of the answers' ids
    #[arg(long, value_name = "COLUMN", default_value = "id")]
    pub id: String,
    /// Column of the texts
    #[arg(long, value_name = "COLUMN", default_value = "text")]
    pub open: String,
    /// Column of the human codes, separated by ";"
    #[arg(long, value_name = "COLUMN", default_value = "tags")]
    pub tags: String,
    /// How many themes: few, normal or many (by default normal)
    #[arg(long, value_name = "few|normal|many", value_parser = granularity, hide_possible_values = true, default_value = "normal", hide_default_value = true)]
    pub themes: Granularity,
    /// Seed of the grouping (by default 0)
    #[arg(long, value_name = "N", default_value_t = 0, hide_default_value = true)]
    pub seed: u64,
    /// Number of threads (by default all cores)
    #[arg(long, value_name = "N", value_parser = threads)]
    pub threads: Option<usize>,
    /// Print JSON instead of a table
    #[arg(long)]
    pub json: bool,
    /// Language of messages: fr or en
    #[arg(long, value_name = "fr|en", value_parser = language)]
    pub lang: Option<Language>,
    #[command(flatten)]
    pub embedder: EmbedderArguments,
    /// Have a language model code the answers too, and compare: llm
    #[arg(long, value_name = "llm", value_parser = ["llm"], hide_possible_values = true, requires = "llm")]
    pub assign: Option<String>,
    /// The model's codes: tags (the human codes, by default), themes (those found) or a codebook (columns code, title, description)
    #[arg(long, value_name = "tags|themes|FILE", requires = "assign")]
    pub codebook: Option<String>,
    /// How many answers the model codes, drawn evenly (by default all)
    #[arg(long, value_name = "N", requires = "assign")]
    pub limit: Option<NonZeroUsize>,
    /// Answers in one question to the model (by default 8; 1 suits a small model)
    #[arg(long, value_name = "N", requires = "assign")]
    pub batch: Option<NonZeroUsize>,
    /// The language model's server: its address, or its name where it is known
    #[arg(long, value_name = "URL|PRESET")]
    pub llm: Option<String>,
    /// The model to ask the server for (by default the only one it has)
    #[arg(long, value_name = "NAME")]
    pub model: Option<String>,
}

fn language(text: &str) -> Result<Language, String> {
    match text {
        "fr" => Ok(Language::French),
        "en" => Ok(Language::English),
        _ => Err("fr, en".to_owned()),
    }
}

fn granularity(text: &str) -> Result<Granularity, String> {
    match text {
        "few" => Ok(Granularity::Few),
        "normal" => Ok(Granularity::Normal),
        "many" => Ok(Granularity::Many),
        _ => Err("few, normal, many".to_owned()),
    }
}

fn audience(text: &str) -> Result<Audience, String> {
    let all = "elus/officials, habitants/residents, jeunes/youth, presse/press, simple";
    Audience::from_code(text).ok_or_else(|| all.to_owned())
}

fn support(text: &str) -> Result<Support, String> {
    Support::from_code(text).ok_or_else(|| "page, post, message".to_owned())
}

fn threads(text: &str) -> Result<usize, String> {
    match text.parse() {
        Ok(count) if (1..=1024).contains(&count) => Ok(count),
        _ => Err("1-1024".to_owned()),
    }
}
