//! Settings and what leaves the machine, as sessions at the command line.
#![allow(clippy::unwrap_used)]

mod common;

use common::*;

const ANSWERS: &str = "id;Que manque-t-il dans votre quartier ?;quartier\n\
                       1;Il manque des bus le soir.;Gare\n\
                       2;Plus de bancs près de l'école.;Gare\n\
                       3;La piste cyclable s'arrête au pont.;Centre\n\
                       4;;Centre\n";
const REMOTE: &str = "https://ia.exemple.test/v1";

fn session(settings: &str) -> Session {
    let session = Session::with("avis.csv", ANSWERS);
    if !settings.is_empty() {
        session.write("cahier.toml", settings);
    }
    session
}

/// A run over the three answers, ended with this code, in English and in French.
#[track_caller]
fn ended(settings: &str, options: &[&str], code: i32, english: &[&str], french: &[&str]) {
    let session = session(settings);
    let typed = [&["avis.csv", "--open", "B"][..], options].concat();
    let said = session.report(&typed).ended(code).telling(english);
    assert!(!said.stderr.contains("SECRET"), "{}", said.stderr);
    let typed = [&["run"][..], &typed, &["--out", "out", "--lang", "fr"]].concat();
    session.cahier(&typed).ended(code).telling(french);
    assert_eq!(
        session.path("out").exists(),
        code == 0 && !options.contains(&"--dry-run")
    );
}

#[test]
fn an_unknown_key_is_refused_with_its_line_and_the_nearest() {
    ended(
        "[llm]\npreset = \"ollama\"\nmodele = \"x\"\n",
        &[],
        2,
        &[
            "\"cahier.toml\", line 3: unknown key \"modele\" in [llm]",
            "nearest is \"model\"",
        ],
        &[
            "« cahier.toml », ligne 3 : clé inconnue « modele » dans [llm]",
            "« model »",
        ],
    );
    for (settings, parts) in [
        ("[lml]\n", ["line 1: unknown key \"lml\"", "\"llm\""]),
        (
            "\n[remote]\nallow = [\"a\"]",
            ["line 3", "nearest is \"allowed\""],
        ),
        (
            "[llm.presets.nous]\nurl = \"http://localhost\"\nslot = 1",
            ["line 3", "[llm.presets.nous]"],
        ),
        ("[llm]\nurl = ", ["line 2", "not valid TOML"]),
        (
            "[llm]\npreset = \"mistal\"",
            ["line 2", "nearest is \"mistral\""],
        ),
        (
            "[llm]\npreset = \"vllm\"\nurl = \"http://localhost\"",
            ["line 2", "name two servers"],
        ),
        ("[llm]\nmodel = \"x\"", ["line 2", "add \"url\""]),
        (
            "[llm]\nurl = \"http://anne:SECRET@localhost\"",
            ["line 2", "environment variable"],
        ),
        (
            "[llm]\nurl = \"ftp://a.fr\"",
            ["line 2", "starts with http://"],
        ),
        (
            "[embedder]\nurl = \"http://localhost\"\nkey_env = \"A\"\nkey_file = \"b\"",
            ["line 4", "two keys"],
        ),
        ("[embedder]\nmodel = \"x\"", ["line 2", "add \"url\""]),
    ] {
        ended(settings, &[], 2, &parts, &["« cahier.toml », ligne"]);
    }
}

#[test]
fn a_value_of_the_wrong_kind_is_refused_with_what_is_expected() {
    for (line, expected) in [
        ("slots = 0", "a whole number of at least 1"),
        ("slots = \"4\"", "a whole number of at least 1"),
        ("slots = -2", "a whole number of at least 1"),
        ("context = 12.5", "a whole number of at least 1024"),
        ("pue = 0.9", "a number of at least 1"),
        ("price_input = nan", "a number of at least 0"),
        ("model = 3", "a text in quotes"),
        (
            "seed_field = \"graine\"",
            "one of \"seed\", \"random_seed\"",
        ),
        ("electricity = \"Mars\"", "one of \"FRA\""),
        ("presets = 1", "a section"),
    ] {
        let settings = format!("[llm]\nurl = \"http://localhost:9\"\n{line}\n");
        ended(
            &settings,
            &[],
            2,
            &["line 3", expected],
            &["ligne 3", "attend"],
        );
    }
    ended(
        "[remote]\nallowed = \"a.fr\"",
        &[],
        2,
        &["a list of texts"],
        &["une liste de textes"],
    );
}

#[test]
fn a_missing_key_stops_the_run_before_anything_is_sent() {
    ended(
        "[llm]\nurl = \"http://localhost:9\"\nkey_env = \"CAHIER_NO_SUCH_KEY\"",
        &["--yes"],
        2,
        &["CAHIER_NO_SUCH_KEY", "missing or empty"],
        &["absente ou vide"],
    );
    ended(
        "[llm]\nurl = \"http://localhost:9\"\nkey_file = \"cle.txt\"",
        &["--yes"],
        2,
        &["cle.txt", "does not exist"],
        &["cle.txt", "il n'existe pas"],
    );
}

#[test]
fn an_address_typed_wrongly_is_refused_and_never_repeated() {
    for (typed, part) in [
        (
            "https://anne:SECRET@ia.exemple.test/v1",
            "environment variable",
        ),
        (
            "https://ia.exemple.test/v1?key=SECRET",
            "environment variable",
        ),
        ("localhost:11434", "starts with http://"),
        ("http://10.1.2.3:8000/v1", "not encrypted"),
        ("olama", "nearest is \"ollama\""),
    ] {
        for option in ["--llm", "--embedder"] {
            ended("", &[option, typed], 2, &[part], &["cahier :"]);
        }
    }
    ended("", &["--model", "x"], 2, &["add --llm"], &["ajoutez --llm"]);
    // There is no option that takes a key.
    ended(
        "",
        &["--api-key", "x"],
        2,
        &["--api-key"],
        &["option inconnue"],
    );
}

#[test]
fn a_remote_host_is_refused_until_it_is_allowed() {
    let asked = [
        "ia.exemple.test, another machine (country: not known to cahier)",
        "At most 3 answers",
        "masked",
        "--allow-remote ia.exemple.test",
    ];
    let demande = ["une autre machine", "Au plus 3 réponses", "masquage"];
    for option in ["--llm", "--embedder"] {
        ended("", &[option, REMOTE], 2, &asked, &demande);
        ended(
            "",
            &[option, REMOTE, "--allow-remote", "exemple.test"],
            2,
            &asked,
            &demande,
        );
    }
    ended(
        "[llm]\npreset = \"albert\"",
        &[],
        2,
        &[
            "France",
            "local authorities are not eligible",
            "albert.api.etalab.gouv.fr",
        ],
        &["administrations territoriales n'y sont pas éligibles"],
    );
}

/// Allowed, the next thing missing is the key: nothing has been sent yet.
#[test]
fn a_remote_host_allowed_by_argument_or_file_passes() {
    let server = format!("[llm]\nurl = \"{REMOTE}\"\nkey_env = \"CAHIER_NO_SUCH_KEY\"\n");
    let key = ["CAHIER_NO_SUCH_KEY"];
    ended(
        &server,
        &["--allow-remote", "IA.exemple.test"],
        2,
        &key,
        &key,
    );
    let allowed = format!("{server}[remote]\nallowed = [\"ia.exemple.test\"]\n");
    ended(&allowed, &[], 2, &key, &key);
    // The key of one server is never looked up for another.
    let other = ["--llm", "https://autre.exemple.test/v1"];
    let said = session(&server).report(&[&["avis.csv", "--open", "B"][..], &other].concat());
    let said = said.ended(2).telling(&["autre.exemple.test"]);
    assert!(
        !said.stderr.contains("CAHIER_NO_SUCH_KEY"),
        "{}",
        said.stderr
    );
}

#[test]
fn offline_means_that_nothing_leaves() {
    for option in ["--llm", "--embedder"] {
        ended(
            "",
            &[
                "--offline",
                option,
                REMOTE,
                "--allow-remote",
                "ia.exemple.test",
            ],
            2,
            &["leads to another machine (ia.exemple.test) and --offline forbids it"],
            &["--offline l'interdit"],
        );
    }
    ended("", &["--offline"], 0, &["rows read 4"], &["lignes lues 4"]);
    let remote = format!("[llm]\nurl = \"{REMOTE}\"\n[embedder]\nurl = \"{REMOTE}\"\n");
    ended(
        &remote,
        &["--offline"],
        0,
        &["ia.exemple.test of the settings is not used"],
        &["n'est pas utilisé"],
    );
}

#[test]
fn a_dry_run_tells_the_cost_and_sends_and_writes_nothing() {
    let settings = format!(
        "[llm]\nurl = \"{REMOTE}\"\nkey_env = \"CAHIER_NO_SUCH_KEY\"\nprice_input = 0.1\nprice_output = 0.3\n\
         params_active = 24\nparams_total = 24\nelectricity = \"FRA\"\n"
    );
    let session = Session::with_sample("parks.csv");
    session.write("cahier.toml", settings);
    session
        .report(&["parks.csv", "--yes", "--dry-run"])
        .done()
        .telling(&[
            "another machine",
            "Estimate: about",
            "tokens read",
            "supposed speed",
            "Cost: about",
            "EUR",
            "Energy: at least",
            "lower bound",
            "nothing was written",
        ]);
    assert!(!session.path("out").exists());
    ended(
        "",
        &["--dry-run"],
        0,
        &["nothing was written"],
        &["rien n'a été écrit"],
    );
}

#[test]
fn settings_are_found_beside_the_input_or_where_they_are_said_to_be() {
    let session = Session::with("dossier/avis.csv", ANSWERS);
    let wrong = "[lml]\n";
    session.write("dossier/cahier.toml", wrong);
    let typed = ["dossier/avis.csv", "--open", "B"];
    session
        .report(&typed)
        .ended(2)
        .telling(&["dossier/cahier.toml"]);
    session.write(
        "autre.toml",
        "[context]\ntone = \"simple\"\nfiles = [\"absent.md\"]\n",
    );
    let other = [&typed[..], &["--config", "autre.toml"]].concat();
    session
        .report(&other)
        .ended(2)
        .telling(&["absent.md", "does not exist"]);
    session.write("absent.md", "La ville refait sa place.");
    session
        .report(&other)
        .done()
        .telling(&["Settings read from \"autre.toml\""]);
    let missing = [&typed[..], &["--config", "rien.toml"]].concat();
    session
        .report(&missing)
        .ended(2)
        .telling(&["rien.toml", "does not exist"]);
}

#[test]
fn a_glossary_has_two_columns() {
    let session = session("[context]\nglossary = \"glossaire.csv\"\n");
    session.write("glossaire.csv", "ZFE;zone à faibles émissions\nPLU\n");
    let typed = ["avis.csv", "--open", "B"];
    session
        .report(&typed)
        .ended(2)
        .telling(&["glossaire.csv", "line 2", "two columns"]);
    session.write("glossaire.csv", "ZFE;zone à faibles émissions\n");
    session.report(&typed).done();
}

#[test]
fn the_help_of_a_command_is_its_own() {
    let help = session("").cahier(&["--help"]).done().stdout;
    for about in [
        "Read survey exports and write the report",
        "List the known servers",
        "Compare the themes found",
    ] {
        assert!(help.contains(about), "{help}");
    }
}

#[test]
fn known_servers_are_listed_in_both_languages() {
    let session = session("[llm.presets.mairie]\nurl = \"https://ia.mairie.exemple.test/v1\"\n");
    session.cahier(&["models"]).done().printing(&[
        "albert",
        "not eligible",
        "mistral",
        "MISTRAL_API_KEY",
        "ollama",
        "http://localhost:11434/v1",
        "this machine",
        "mairie",
    ]);
    session
        .cahier(&["models", "--lang", "fr"])
        .done()
        .printing(&["Serveurs connus", "sont pas éligibles"]);
    let json = session.cahier(&["models", "--json"]).done().stdout;
    let presets: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(presets.as_array().unwrap().len(), 7);
    session
        .cahier(&["models", "--llm", "http://127.0.0.1:9/v1"])
        .ended(1)
        .telling(&["127.0.0.1:9 does not answer"]);
}

/// A folder that somebody prepared may not send answers, or a key, to its own server.
#[test]
fn settings_that_came_with_the_answers_allow_nothing() {
    let session = Session::with("recu/avis.csv", ANSWERS);
    session.write(
        "recu/cahier.toml",
        format!(
            "[llm]\nurl = \"{REMOTE}\"\nmodel = \"x\"\n[remote]\nallowed = [\"ia.exemple.test\"]\n"
        ),
    );
    session
        .report(&["recu/avis.csv", "--open", "B"])
        .ended(2)
        .telling(&["--allow-remote ia.exemple.test"]);
}
