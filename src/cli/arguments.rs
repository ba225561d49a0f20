//! What may be typed. Help exists in English (here) and in French (below).

use std::path::PathBuf;

use clap::{Arg, ArgAction, Args, CommandFactory, Parser, Subcommand, ValueEnum, value_parser};

use crate::clusters::Granularity;
use crate::language::Language;

/// Turns the answers of a public consultation into a report people can trust
#[derive(Parser)]
#[command(name = "cahier", version)]
pub(super) struct Cli {
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Subcommand)]
pub(super) enum Command {
    Run(RunArguments),
    Inspect(InspectArguments),
    Verify(VerifyArguments),
    Eval(EvalArguments),
}

/// Read survey exports and write the report
#[derive(Args)]
pub(super) struct RunArguments {
    /// Survey exports (CSV, XLSX, XLS, ODS, TXT, MD); several files with the same questions are one consultation
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
    #[arg(long, value_name = "few|normal|many", value_parser = granularity, hide_possible_values = true, default_value = "normal", hide_default_value = true)]
    pub themes: Granularity,
    /// Seed of the grouping (by default 0)
    #[arg(long, value_name = "N", default_value_t = 0, hide_default_value = true)]
    pub seed: u64,
    /// Number of threads (by default all cores); the result does not depend on it
    #[arg(long, value_name = "N", value_parser = threads)]
    pub threads: Option<usize>,
    /// Take what was recognised without asking
    #[arg(long)]
    pub yes: bool,
}

/// How the answers of a campaign weigh.
#[derive(Clone, Copy, Debug, ValueEnum)]
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

fn threads(text: &str) -> Result<usize, String> {
    match text.parse() {
        Ok(count) if (1..=1024).contains(&count) => Ok(count),
        _ => Err("1-1024".to_owned()),
    }
}

/// The command with its help in `language`.
pub(super) fn command(language: Language) -> clap::Command {
    let command = Cli::command();
    match language {
        Language::English => command,
        Language::French => in_french(command),
    }
}

fn in_french(command: clap::Command) -> clap::Command {
    let version = Arg::new("version")
        .short('V')
        .long("version")
        .action(ArgAction::Version)
        .value_parser(value_parser!(bool))
        .help("Afficher la version");
    let mut command = command
        .about("Fait des réponses à une consultation publique un rapport digne de confiance")
        .subcommand_help_heading("Commandes")
        .subcommand_value_name("COMMANDE")
        .disable_help_subcommand(true)
        .disable_version_flag(true)
        .disable_help_flag(true)
        .arg(french_help())
        .arg(version);
    for (name, about, arguments) in FRENCH {
        command = command.mut_subcommand(name, |mut sub| {
            for (id, help) in *arguments {
                sub = sub.mut_arg(id, |argument| in_french_value(argument).help(*help));
            }
            sub.about(*about).disable_help_flag(true).arg(french_help())
        });
    }
    command
}

/// `COLUMN` is `COLONNE` in French help.
fn in_french_value(argument: Arg) -> Arg {
    let english = argument
        .get_value_names()
        .and_then(|names| names.first())
        .map(|name| name.to_string());
    let french = match english.as_deref() {
        Some("COLUMN") => "COLONNE",
        Some("NAME") => "NOM",
        Some("DIR") => "DOSSIER",
        Some("PATH") => "CHEMIN",
        Some("INPUT" | "LABELLED") => "FICHIER",
        _ => return argument,
    };
    argument.value_name(french)
}

fn french_help() -> Arg {
    Arg::new("help")
        .short('h')
        .long("help")
        .action(ArgAction::Help)
        .help("Afficher cette aide")
}

type FrenchHelp = (
    &'static str,
    &'static str,
    &'static [(&'static str, &'static str)],
);

const FRENCH: &[FrenchHelp] = &[
    (
        "run",
        "Lire des exports d'enquête et écrire le rapport",
        &[
            (
                "inputs",
                "Exports d'enquête (CSV, XLSX, XLS, ODS, TXT, MD) ; plusieurs fichiers aux mêmes questions font une seule consultation",
            ),
            (
                "open",
                "Une question ouverte, par son intitulé ou la lettre de sa colonne ; peut être répété",
            ),
            ("id", "La colonne qui distingue les répondants"),
            (
                "segment",
                "Une colonne pour comparer des groupes (quartier, âge) ; peut être répété",
            ),
            ("sheet", "La feuille à lire dans un classeur"),
            (
                "repair_encoding",
                "Réparer les accents mal décodés avant cahier (« Ã© » pour « é »)",
            ),
            (
                "campaigns",
                "Poids des réponses d'une campagne (par défaut toutes comptent, et les deux chiffres sont montrés)",
            ),
            (
                "publication",
                "Masquer les cases de moins de 11 dans les croisements au lieu de 5 : pour un rapport à publier",
            ),
            (
                "keep_originals",
                "Garder les textes d'avant masquage dans synthesis.json, pour qui a le droit de les voir",
            ),
            (
                "out",
                "Où écrire (par défaut reports/<nom du premier fichier>)",
            ),
            (
                "lang",
                "Langue du rapport et des messages : fr ou en (par défaut celle des réponses)",
            ),
            (
                "themes",
                "Combien de thèmes : few (peu), normal ou many (beaucoup) ; par défaut normal",
            ),
            ("seed", "Graine du regroupement (par défaut 0)"),
            (
                "threads",
                "Nombre de fils d'exécution (par défaut tous les cœurs) ; le résultat n'en dépend pas",
            ),
            ("yes", "Accepter ce qui est reconnu sans demander"),
        ],
    ),
    (
        "inspect",
        "Montrer ce qui est reconnu dans des exports d'enquête, sans rien changer",
        &[
            ("inputs", "Exports d'enquête (CSV, XLSX, XLS, ODS, TXT, MD)"),
            ("sheet", "La feuille à lire dans un classeur"),
            (
                "repair_encoding",
                "Réparer les accents mal décodés avant cahier (« Ã© » pour « é »)",
            ),
            ("json", "Afficher du JSON au lieu d'un tableau"),
            ("lang", "Langue des messages : fr ou en"),
        ],
    ),
    (
        "verify",
        "Prouver un rapport à partir des fichiers d'origine : chaque citation, chaque total",
        &[
            ("report", "Dossier du rapport"),
            (
                "source",
                "Un fichier d'origine, ou le dossier qui les contient, s'ils ont changé de place ; peut être répété",
            ),
            ("lang", "Langue des messages : fr ou en"),
        ],
    ),
    (
        "eval",
        "Comparer les thèmes trouvés à un codage humain",
        &[
            ("inputs", "Réponses codées (CSV, XLSX)"),
            ("id", "Colonne des identifiants"),
            ("open", "Colonne des textes"),
            ("tags", "Colonne des codes humains, séparés par « ; »"),
            (
                "themes",
                "Combien de thèmes : few (peu), normal ou many (beaucoup) ; par défaut normal",
            ),
            ("seed", "Graine du regroupement (par défaut 0)"),
            (
                "threads",
                "Nombre de fils d'exécution (par défaut tous les cœurs)",
            ),
            ("json", "Afficher du JSON au lieu d'un tableau"),
            ("lang", "Langue des messages : fr ou en"),
        ],
    ),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_helps_are_complete() {
        for language in [Language::French, Language::English] {
            command(language).debug_assert();
            for sub in command(language).get_subcommands() {
                for argument in sub.get_arguments() {
                    assert!(argument.get_help().is_some(), "{}", argument.get_id());
                }
            }
        }
        let english = Cli::command();
        for (name, _, arguments) in FRENCH {
            let sub = english.find_subcommand(name).expect("a command");
            assert_eq!(sub.get_arguments().count(), arguments.len(), "{name}");
        }
    }
}
