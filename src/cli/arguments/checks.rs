//! What may be typed to check a result by hand, or to compare two results.

use std::path::PathBuf;

use clap::Args;

use super::french::FrenchHelp;
use super::language;
use crate::language::Language;

/// Draw a control sample to code by hand, in a workbook
#[derive(Args)]
pub(in crate::cli) struct SampleArguments {
    /// Folder of the report
    #[arg(value_name = "DIR")]
    pub report: PathBuf,
    /// Answers to draw of each question (by default 60)
    #[arg(long, value_name = "N", value_parser = size, default_value = "60", hide_default_value = true)]
    pub size: usize,
    /// The question to draw from, by its number as in the report: Q1 (by default all)
    #[arg(long, value_name = "Q1")]
    pub question: Option<String>,
    /// People who code, each for themselves: 1 or 2 (by default 1)
    #[arg(long, value_name = "1|2", value_parser = coders, default_value = "1", hide_default_value = true)]
    pub coders: usize,
    /// The workbook to write (by default control.xlsx in the folder of the report)
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,
    /// Seed of the draw (by default 0)
    #[arg(long, value_name = "N", default_value_t = 0, hide_default_value = true)]
    pub seed: u64,
    /// Language of messages: fr or en; the workbook has the report's
    #[arg(long, value_name = "fr|en", value_parser = language)]
    pub lang: Option<Language>,
}

/// Compare a control sample coded by hand with the report, and put the agreement in it
#[derive(Args)]
pub(in crate::cli) struct AgreeArguments {
    /// Folder of the report
    #[arg(value_name = "DIR")]
    pub report: PathBuf,
    /// The workbook of cahier sample, filled
    #[arg(value_name = "FILE")]
    pub control: PathBuf,
    /// Language of messages: fr or en; the report keeps its own
    #[arg(long, value_name = "fr|en", value_parser = language)]
    pub lang: Option<Language>,
}

/// Show what changed between two results: themes new, grown, faded or gone, answers moved
#[derive(Args)]
pub(in crate::cli) struct DiffArguments {
    /// The earlier report: its folder, or its synthesis.json
    #[arg(value_name = "BEFORE")]
    pub before: PathBuf,
    /// The later report: its folder, or its synthesis.json
    #[arg(value_name = "AFTER")]
    pub after: PathBuf,
    /// Where to write diff.md, diff.html and diff.csv (by default the folder of the later report)
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// Language of the comparison and of messages: fr or en (by default the later report's)
    #[arg(long, value_name = "fr|en", value_parser = language)]
    pub lang: Option<Language>,
}

/// More would not be coded by hand, and a workbook of it not be opened.
const MOST: usize = 5000;

fn size(text: &str) -> Result<usize, String> {
    match text.parse() {
        Ok(count) if (1..=MOST).contains(&count) => Ok(count),
        _ => Err(format!("1-{MOST}")),
    }
}

fn coders(text: &str) -> Result<usize, String> {
    match text {
        "1" => Ok(1),
        "2" => Ok(2),
        _ => Err("1, 2".to_owned()),
    }
}

/// The same in French.
pub(super) const FRENCH: &[FrenchHelp] = &[
    (
        "studio",
        "Ouvrir le studio dans votre navigateur : déposer un fichier, lire, corriger, publier, sans rien taper",
        &[
            (
                "folder",
                "Dossier qui contient les consultations, ou celui d'une consultation (par défaut, le studio le demande)",
            ),
            (
                "port",
                "Port à écouter, sur cette machine seulement (par défaut, un port libre)",
            ),
            (
                "no_browser",
                "Afficher l'adresse, sans ouvrir le navigateur",
            ),
            ("lang", "Langue du studio : fr ou en"),
        ],
    ),
    (
        "sample",
        "Tirer un échantillon de contrôle à coder à la main, dans un classeur",
        &[
            ("report", "Dossier du rapport"),
            (
                "size",
                "Réponses à tirer pour chaque question (par défaut 60)",
            ),
            (
                "question",
                "La question où tirer, par son numéro dans le rapport : Q1 (par défaut toutes)",
            ),
            (
                "coders",
                "Personnes qui codent, chacune de son côté : 1 ou 2 (par défaut 1)",
            ),
            (
                "out",
                "Le classeur à écrire (par défaut control.xlsx dans le dossier du rapport)",
            ),
            ("seed", "Graine du tirage (par défaut 0)"),
            (
                "lang",
                "Langue des messages : fr ou en ; le classeur a celle du rapport",
            ),
        ],
    ),
    (
        "agree",
        "Comparer un échantillon codé à la main avec le rapport, et y mettre l'accord",
        &[
            ("report", "Dossier du rapport"),
            ("control", "Le classeur de cahier sample, rempli"),
            (
                "lang",
                "Langue des messages : fr ou en ; le rapport garde la sienne",
            ),
        ],
    ),
    (
        "diff",
        "Montrer ce qui change entre deux résultats : thèmes nouveaux, en hausse, en baisse ou disparus, réponses déplacées",
        &[
            (
                "before",
                "Le rapport d'avant : son dossier, ou son synthesis.json",
            ),
            (
                "after",
                "Le rapport d'après : son dossier, ou son synthesis.json",
            ),
            (
                "out",
                "Où écrire diff.md, diff.html et diff.csv (par défaut le dossier du rapport d'après)",
            ),
            (
                "lang",
                "Langue de la comparaison et des messages : fr ou en (par défaut celle du rapport d'après)",
            ),
        ],
    ),
];
