//! What leaves the machine and what is paid for: nothing without a model, masked texts with
//! one, and no reply twice, however the run ends.
#![allow(clippy::unwrap_used, clippy::print_stderr)]

mod common;
#[path = "common/model_server.rs"]
mod model_server;

use std::collections::HashSet;
use std::process::{Command, Stdio};
use std::time::Duration;

use common::*;
use model_server::*;

/// Without a model not one internet socket is opened: the system's own record says so.
#[test]
fn no_socket_is_opened_without_a_model() {
    let session = Session::with_sample("mobilite.csv");
    let traced = |name: &str, more: &[&str]| {
        let run = Command::new("strace")
            .args(["-f", "-qq", "-e", "trace=socket,connect,sendto", "-o"])
            .arg(session.path(name))
            .arg(env!("CARGO_BIN_EXE_cahier"))
            .args(["run", "mobilite.csv", "--yes", "--out", "out"])
            .args(more)
            .current_dir(session.path(""))
            .stdin(Stdio::null())
            .output();
        match run {
            Ok(run) => assert!(run.status.success(), "{run:?}"),
            Err(_) => return None,
        }
        Some(session.read(name))
    };
    let Some(silent) = traced("silent.txt", &[]) else {
        eprintln!("skipped: strace is not installed");
        return;
    };
    let offline = traced("offline.txt", &["--offline"]).unwrap();
    for record in [silent, offline] {
        assert!(!record.contains("AF_INET"), "{record}");
        assert!(!record.contains("socket("), "{record}");
    }
    // The check can fail: with a model on this machine there are sockets to see.
    let server = ModelServer::obliging();
    let asked = traced("asked.txt", &["--llm", &server.url(), "--model", "test"]).unwrap();
    assert!(asked.contains("AF_INET"));
}

#[test]
fn what_is_sent_is_masked() {
    let secret = [
        "06 12 34 56 78",
        "camille.morvan@exemple.fr",
        "Camille Morvan",
        "14 rue des Lilas",
        "FR76 3000 6000 0112 3456 7890 189",
        "AB-123-CD",
    ];
    let mut csv = include_str!("real_model/answers.csv").to_owned();
    let telling = [
        "Les bus ne passent plus, rappelez-moi au 06 12 34 56 78 pour en parler.",
        "Un banc devant chez moi, au 14 rue des Lilas, serait utile aux anciens.",
        "Écrivez à camille.morvan@exemple.fr pour les horaires de piscine.",
        "Je suis Mme Camille Morvan et je demande des bancs dans le parc.",
        "Remboursez la piscine sur FR76 3000 6000 0112 3456 7890 189 merci.",
        "La voiture AB-123-CD gêne le bus tous les matins devant la gare.",
    ];
    for (index, answer) in telling.iter().enumerate() {
        csv.push_str(&format!("P{index};{answer}\n"));
    }
    let server = ModelServer::obliging();
    let session = Session::with("parc.csv", csv);
    let arguments = [
        "parc.csv",
        "--yes",
        "--lang",
        "fr",
        "--llm",
        &server.url(),
        "--model",
        "test",
    ];
    session.report(&arguments).done();
    let bodies = server.bodies();
    assert!(!bodies.is_empty());
    for body in &bodies {
        for datum in secret {
            assert!(!body.contains(datum), "{datum} was sent");
        }
    }
    let all = bodies.concat();
    assert!(all.contains("[TEL_") || all.contains("[NOM_") || all.contains("[ADRESSE_"));
}

/// Killed twenty times at any moment: the run ends as if nothing had happened, and only what
/// was on its way when it was killed is asked again.
#[test]
fn a_killed_run_goes_on_where_it_was() {
    const KILLS: usize = 20;
    let reply = |asked: &Asked| late(said(&asked.obliging()), Duration::from_millis(25));
    let server = ModelServer::start(reply);
    let url = server.url();
    let session = Session::with_sample("mobilite.csv");
    let arguments = [
        "run",
        "mobilite.csv",
        "--yes",
        "--llm",
        &url,
        "--model",
        "test",
        "--out",
    ];
    for kill in 0..KILLS {
        let before = server.calls();
        let mut run = Command::new(env!("CARGO_BIN_EXE_cahier"))
            .args(arguments)
            .arg("out")
            .current_dir(session.path(""))
            .stdin(Stdio::null())
            .stderr(Stdio::null())
            .stdout(Stdio::null())
            .spawn()
            .unwrap();
        // At different places between a question and its reply.
        while server.calls() == before && run.try_wait().unwrap().is_none() {
            std::thread::sleep(Duration::from_millis(3));
        }
        std::thread::sleep(Duration::from_millis(kill as u64 * 3));
        run.kill().unwrap();
        run.wait().unwrap();
    }
    session.cahier(&[&arguments[..], &["out"]].concat()).done();
    let bodies = server.bodies();
    let distinct: HashSet<&String> = bodies.iter().collect();
    assert!(
        distinct.len() > KILLS,
        "too few questions to tell: {}",
        distinct.len()
    );
    let again = bodies.len() - distinct.len();
    assert!(
        again <= KILLS,
        "{again} questions were asked again after {KILLS} kills"
    );
    session
        .cahier(&[&arguments[..], &["whole"]].concat())
        .done();
    for file in ["report.html", "report.md", "synthesis.json", "coding.csv"] {
        let (killed, whole) = (
            session.read(&format!("out/{file}")),
            session.read(&format!("whole/{file}")),
        );
        assert!(killed == whole, "{file} differs after kills");
    }
}
