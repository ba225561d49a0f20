//! The same help in French, argument by argument.

use clap::{Arg, ArgAction, CommandFactory, value_parser};

use super::Cli;
use crate::language::Language;

/// The command with its help in `language`.
pub(in crate::cli) fn command(language: Language) -> clap::Command {
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
    for (name, about, arguments) in FRENCH.iter().chain(super::checks::FRENCH) {
        command = command.mut_subcommand(name, |sub| helped(sub, about, arguments));
    }
    let (name, about, arguments) = REVIEW_APPLY;
    command.mut_subcommand("review", |sub| {
        sub.subcommand_help_heading("Commandes")
            .subcommand_value_name("COMMANDE")
            .disable_help_subcommand(true)
            .mut_subcommand(name, |sub| helped(sub, about, arguments))
    })
}

/// A command with its help in French.
fn helped(
    mut command: clap::Command,
    about: &'static str,
    arguments: &'static [FrenchArgument],
) -> clap::Command {
    for (id, help) in arguments {
        command = command.mut_arg(id, |argument| in_french_value(argument).help(*help));
    }
    command
        .about(about)
        .disable_help_flag(true)
        .arg(french_help())
}

/// `COLUMN` is `COLONNE` in French help.
fn in_french_value(argument: Arg) -> Arg {
    let english = argument
        .get_value_names()
        .and_then(|names| names.first())
        .map(|name| name.to_string());
    let french = match english.as_deref() {
        Some("COLUMN") => "COLONNE",
        Some("FILE") => "FICHIER",
        Some("HOST") => "HÔTE",
        Some("URL|PRESET") => "URL|SERVEUR",
        Some("NAME") => "NOM",
        Some("DIR") => "DOSSIER",
        Some("PATH") => "CHEMIN",
        Some("INPUT" | "LABELLED") => "FICHIER",
        Some("BEFORE") => "AVANT",
        Some("AFTER") => "APRÈS",
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

pub(super) type FrenchHelp = (
    &'static str,
    &'static str,
    &'static [(&'static str, &'static str)],
);

type FrenchArgument = (&'static str, &'static str);

const EMBEDDER: FrenchArgument = (
    "embedder",
    "Le serveur qui représente les textes par des vecteurs, au lieu du modèle intégré",
);
const ALLOW_REMOTE: FrenchArgument = (
    "allow_remote",
    "Accepter que les réponses, masquées, soient envoyées à cette machine ; peut être répété",
);
const OFFLINE: FrenchArgument = (
    "offline",
    "Ne rien envoyer hors de cette machine, quoi que disent les réglages",
);
const CONFIG: FrenchArgument = (
    "config",
    "Fichier de réglages (par défaut cahier.toml à côté du premier fichier, sinon dans le dossier courant)",
);

/// The command inside `review`.
const REVIEW_APPLY: FrenchHelp = (
    "apply",
    "Lire une feuille de relecture, dire ce qui change et récrire le rapport",
    &[
        ("sheet", "La feuille remplie : review.xlsx"),
        (
            "report",
            "Dossier du rapport (par défaut celui de la feuille)",
        ),
        ("dry_run", "Dire ce qui changerait, sans rien changer"),
        ("lang", "Langue des messages : fr ou en"),
    ],
);

const FRENCH: &[FrenchHelp] = &[
    (
        "run",
        "Lire des exports d'enquête et écrire le rapport",
        &[
            (
                "inputs",
                "Exports d'enquête (CSV, XLSX, XLS, ODS, TXT, MD) ; plusieurs fichiers aux mêmes questions font une seule consultation ; aucun dans le dossier d'un projet (voir cahier init)",
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
                "since",
                "Rapport d'une vague précédente (son dossier ou son synthesis.json) : ses thèmes gardent leur identifiant et leur titre, et les différences sont dites",
            ),
            (
                "threads",
                "Nombre de fils d'exécution (par défaut tous les cœurs) ; le résultat n'en dépend pas",
            ),
            (
                "assign",
                "Faire coder chaque réponse par le modèle de langage, selon les thèmes trouvés ou --codebook : llm",
            ),
            (
                "codebook",
                "Des codes qui deviennent les thèmes : un fichier avec les colonnes code, title, description et examples (séparés par « | », ou example1, example2…) ; ce qui ne va dans aucun fonde de nouveaux thèmes, sauf si --assign llm fait donner les codes par le modèle",
            ),
            (
                "audience",
                "Écrire aussi une version pour un public : elus, habitants, jeunes, presse ou simple (mots simples, à relire) ; peut être répété",
            ),
            (
                "support",
                "À quoi sert cette version : page, post (article court) ou message ; par défaut page ; un pour toutes, ou un par --audience dans le même ordre",
            ),
            ("yes", "Accepter ce qui est reconnu sans demander"),
            (
                "llm",
                "Faire lire les thèmes par un modèle de langage : adresse du serveur, ou nom d'un serveur connu (voir cahier models)",
            ),
            (
                "model",
                "Le modèle à demander au serveur (par défaut le seul qu'il a)",
            ),
            (
                "dry_run",
                "Dire ce que le modèle de langage coûterait, sans rien lui demander ni rien écrire",
            ),
            (
                "trace_llm",
                "Garder dans un dossier tout ce qui est échangé avec le modèle de langage, pour comprendre un échec",
            ),
            EMBEDDER,
            ALLOW_REMOTE,
            OFFLINE,
            CONFIG,
        ],
    ),
    (
        "init",
        "Faire un projet d'exports d'enquête : un cahier.toml avec tous les réglages, à relire et à garder",
        &[
            (
                "folder",
                "Dossier du projet (par défaut le dossier courant)",
            ),
            ("inputs", "Exports d'enquête (CSV, XLSX, XLS, ODS, TXT, MD)"),
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
            ("lang", "Langue du projet et des messages : fr ou en"),
        ],
    ),
    (
        "status",
        "Dire si un rapport est à jour, et sinon pourquoi",
        &[
            (
                "folder",
                "Dossier du projet ou du rapport (par défaut le dossier courant)",
            ),
            ("lang", "Langue des messages : fr ou en"),
        ],
    ),
    (
        "review",
        "Reprendre ce que des personnes ont décidé dans la feuille de relecture d'un rapport",
        &[],
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
        "render",
        "Redessiner les documents d'un rapport à partir de son seul synthesis.json",
        &[
            ("report", "Dossier du rapport"),
            ("out", "Dossier où écrire, si c'est un autre"),
            (
                "lang",
                "Langue des messages : fr ou en ; le rapport garde la sienne",
            ),
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
        "models",
        "Lister les serveurs connus, ou dire ce que sait faire un serveur de modèles",
        &[
            (
                "llm",
                "Le serveur à essayer : son adresse, ou son nom s'il est connu",
            ),
            ("model", "Le modèle à essayer (par défaut le seul qu'il a)"),
            CONFIG,
            ("json", "Afficher du JSON au lieu d'un texte"),
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
            (
                "assign",
                "Faire aussi coder les réponses par un modèle de langage, et comparer : llm",
            ),
            (
                "codebook",
                "Les codes du modèle : tags (les codes humains, par défaut), themes (les thèmes trouvés) ou un plan de codage (colonnes code, title, description)",
            ),
            (
                "limit",
                "Nombre de réponses que le modèle code, tirées régulièrement (par défaut toutes)",
            ),
            (
                "batch",
                "Réponses par question au modèle (par défaut 8 ; 1 convient à un petit modèle)",
            ),
            (
                "llm",
                "Le serveur du modèle de langage : son adresse, ou son nom s'il est connu",
            ),
            (
                "model",
                "Le modèle à demander au serveur (par défaut le seul qu'il a)",
            ),
            EMBEDDER,
            ALLOW_REMOTE,
            OFFLINE,
            CONFIG,
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
        for (name, _, arguments) in FRENCH.iter().chain(crate::cli::arguments::checks::FRENCH) {
            let sub = english.find_subcommand(name).expect("a command");
            assert_eq!(sub.get_arguments().count(), arguments.len(), "{name}");
        }
    }
}
