//! What a language model would cost, told before the first question: questions, tokens,
//! time, money where prices are given, electricity where the model's size is.

use std::time::Duration;

use super::model::duration;
use crate::config::{ModelServer, Server, mix};
use crate::language::Language;
use crate::llm::{Footprint, Plan};
use crate::synthesis::EnergyUse;

/// Tokens a second supposed of a model on this machine, without an accelerator.
const SPEED_HERE: f64 = 10.0;
/// Tokens a second supposed of a model elsewhere.
const SPEED_THERE: f64 = 50.0;
/// Power of a data centre over that of its servers, where none is given.
const USUAL_PUE: f64 = 1.2;

/// The estimate in sentences.
pub(super) fn told(plan: Plan, model: &ModelServer, language: Language) -> String {
    let (calls, read, written) = (
        plan.calls,
        language.number(plan.prompt_tokens as usize),
        language.number(plan.completion_tokens as usize),
    );
    let mut lines = vec![language.choose(
        format!(
            "Prévision : environ {calls} questions au modèle, {read} jetons lus, {written} écrits."
        ),
        format!(
            "Estimate: about {calls} questions to the model, {read} tokens read, {written} written."
        ),
    )];
    lines.push(time(plan, model, language));
    lines.extend(money(plan, &model.server, language));
    lines.push(energy(plan, model, language));
    lines.join("\n")
}

fn time(plan: Plan, model: &ModelServer, language: Language) -> String {
    let remote = model.address.is_remote();
    let tokens_a_second = if remote { SPEED_THERE } else { SPEED_HERE };
    let slots = slots(model);
    let writing = plan.completion_tokens as f64 / tokens_a_second / slots;
    // What is read goes some ten times as fast as what is written.
    let reading = plan.prompt_tokens as f64 / (10.0 * tokens_a_second) / slots;
    let paced = model
        .server
        .requests_per_minute
        .map_or(0.0, |limit| 60.0 * plan.calls as f64 / limit as f64);
    let seconds = (writing + reading).max(paced).min(1e7);
    let time = duration(Duration::from_secs_f64(seconds), language);
    language.choose(
        format!("Durée : environ {time} (vitesse supposée : {tokens_a_second:.0} jetons écrits par seconde)."),
        format!("Time: about {time} (supposed speed: {tokens_a_second:.0} tokens written a second)."),
    )
}

fn slots(model: &ModelServer) -> f64 {
    let usual = if model.address.is_remote() { 4 } else { 1 };
    model.server.slots.unwrap_or(usual).min(64) as f64
}

fn money(plan: Plan, server: &Server, language: Language) -> Option<String> {
    let (input, output) = (server.price_input?, server.price_output?);
    let currency = server.currency.as_deref().unwrap_or("EUR");
    let price = (plan.prompt_tokens as f64 * input + plan.completion_tokens as f64 * output) / 1e6;
    let price = language.decimals(price);
    Some(language.choose(
        format!("Coût : environ {price} {currency}, aux prix des réglages."),
        format!("Cost: about {price} {currency}, at the prices of the settings."),
    ))
}

fn energy(plan: Plan, model: &ModelServer, language: Language) -> String {
    let Some(used) = energy_of(plan.completion_tokens, model) else {
        return language
            .choose(
                "Énergie : non estimée (la méthode suppose un centre de données et demande params_active et params_total dans les réglages).",
                "Energy: not estimated (the method supposes a data centre and needs params_active and params_total in the settings).",
            )
            .to_owned();
    };
    let country = used.electricity;
    let energy = language.decimals(used.watt_hours);
    let grams = language.decimals(used.grams);
    language.choose(
        format!("Énergie : au moins {energy} Wh et {grams} gCO2e (méthode EcoLogits, électricité {country}). C'est une borne basse : les jetons lus, environ dix fois plus nombreux, n'y sont pas comptés."),
        format!("Energy: at least {energy} Wh and {grams} gCO2e (EcoLogits method, electricity {country}). It is a lower bound: tokens read, some ten times as many, are not counted in it."),
    )
}

/// What so many tokens written cost, where the method knows: a model in a data centre
/// whose size the settings give.
pub(super) fn energy_of(tokens: u64, model: &ModelServer) -> Option<EnergyUse> {
    let server = &model.server;
    let total = server.params_total.filter(|_| model.address.is_remote())?;
    let country = server.electricity.unwrap_or("WOR");
    let impact = Footprint {
        active: server.params_active.unwrap_or(total),
        total,
        overhead: server.pue.unwrap_or(USUAL_PUE),
        mix: mix(country).unwrap_or(crate::llm::MIX_WORLD),
    }
    .impact(tokens, None);
    Some(EnergyUse {
        watt_hours: impact.watt_hours,
        grams: impact.usage_grams + impact.making_grams,
        electricity: country.to_owned(),
    })
}
