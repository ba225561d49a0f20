//! `cahier studio`: the same work as on the command line, on pages in a person's own
//! browser, served from her own machine to nobody else.
//!
//! The studio decides nothing and analyses nothing: it writes the project's settings file,
//! starts `cahier run` in its folder, reads the result, and writes decisions and journal as
//! `cahier review apply` does. The same consultation through one or the other gives the same
//! bytes. Nothing but what is on disk has to survive it.

mod choices;
mod columns;
mod conflict;
mod consultation;
mod decide;
mod documents;
mod guard;
mod history;
mod home;
mod loaded;
mod marks;
mod model;
mod pages;
mod person;
mod recognised;
mod renewed;
mod request;
mod review;
mod routes;
mod samples;
mod server;
mod shelf;
mod toml_file;
mod uploads;
mod work;

use std::path::Path;
use std::sync::Arc;

use anyhow::anyhow;

use super::arguments::StudioArguments;
use super::{Outcome, print, say};
use crate::config;
use crate::error::system_reason;
use crate::language::Language;
use guard::Keys;
use person::Person;
use request::Studio;
use shelf::Shelf;

pub(super) fn run(arguments: &StudioArguments, language: Language) -> anyhow::Result<Outcome> {
    let person = Person::read();
    let language = arguments.lang.or(person.language()).unwrap_or(language);
    let shelf = match &arguments.folder {
        Some(folder) => Some(opened(folder, language)?),
        None => person.shelf(),
    };
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()?;
    runtime.block_on(async {
        let (listener, port) = server::listen(arguments.port, language).await?;
        let keys = Keys::new(port)?;
        let address = keys.address();
        let studio = Arc::new(Studio::new(keys, language, person, shelf));
        say(language.choose(
            "Le studio s'ouvre dans votre navigateur ; rien ne quitte cette machine. Si aucune page ne s'ouvre, copiez l'adresse ci-dessous dans votre navigateur. Pour l'arrêter : Ctrl-C, ou fermez cette fenêtre. (Pour les autres commandes : cahier --help)",
            "The studio opens in your browser; nothing leaves this machine. If no page opens, copy the address below into your browser. To stop it: Ctrl-C, or close this window. (For the other commands: cahier --help)",
        ));
        print(&format!("{address}\n"))?;
        if !arguments.no_browser && open_browser(&address).is_err() {
            say(language.choose(
                "Aucun navigateur ne s'est ouvert : copiez l'adresse ci-dessus dans le vôtre.",
                "No browser opened: copy the address above into yours.",
            ));
        }
        server::serve(listener, studio).await
    })?;
    Ok(Outcome::Done)
}

/// The folder typed: one of consultations, or one consultation beside others.
fn opened(folder: &Path, language: Language) -> anyhow::Result<Shelf> {
    let told = |error: std::io::Error| {
        let (folder, reason) = (folder.display(), system_reason(&error, language));
        anyhow!(language.choose(
            format!("le dossier « {folder} » ne peut pas être ouvert : {reason}."),
            format!("the folder \"{folder}\" cannot be opened: {reason}."),
        ))
    };
    if !folder.join(config::FILE).is_file() {
        return Shelf::make(folder).map_err(told);
    }
    let folder = std::path::absolute(folder).map_err(told)?;
    Ok(Shelf::of_one(&folder))
}

/// Through a page that only this person can read, and that leads on: an address on a command
/// line can be seen by everybody on the machine.
fn open_browser(address: &str) -> anyhow::Result<()> {
    let page = person::private_file("open.html").ok_or_else(|| anyhow!("no folder"))?;
    let text = format!(
        "<!doctype html><meta charset=\"utf-8\"><title>cahier</title><meta http-equiv=\"refresh\" content=\"0; url={address}\"><a href=\"{address}\">cahier</a>\n"
    );
    person::write_private(&page, text.as_bytes())?;
    Ok(open::that_detached(&page)?)
}
