//! What a language model would cost, told before the first question: questions, tokens,
//! time, money where prices are given, electricity where the model's size is.

use std::time::Duration;

use serde::{Deserialize, Serialize};

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

/// What a language model would cost, before the first question.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct Estimate {
    /// Questions to the model.
    pub calls: u64,
    /// Tokens it would read and write.
    pub read: u64,
    pub written: u64,
    /// Time, at a supposed speed of so many tokens written a second.
    pub seconds: f64,
    pub speed: f64,
    /// Money and its currency, where the settings give prices.
    pub price: Option<(f64, String)>,
    /// Electricity, where the method knows.
    pub energy: Option<EnergyUse>,
}

impl Estimate {
    pub(super) fn of(plan: Plan, model: &ModelServer) -> Estimate {
        let (seconds, speed) = time(plan, model);
        Estimate {
            calls: plan.calls as u64,
            read: plan.prompt_tokens,
            written: plan.completion_tokens,
            seconds,
            speed,
            price: price(plan, &model.server),
            energy: energy_of(plan.completion_tokens, model),
        }
    }

    /// In sentences.
    pub(super) fn told(&self, language: Language) -> String {
        let (calls, read, written) = (
            self.calls,
            language.number(self.read as usize),
            language.number(self.written as usize),
        );
        let time = duration(Duration::from_secs_f64(self.seconds), language);
        let speed = self.speed;
        let mut lines = vec![
            language.choose(
                format!("Prévision : environ {calls} questions au modèle, {read} jetons lus, {written} écrits."),
                format!("Estimate: about {calls} questions to the model, {read} tokens read, {written} written."),
            ),
            language.choose(
                format!("Durée : environ {time} (vitesse supposée : {speed:.0} jetons écrits par seconde)."),
                format!("Time: about {time} (supposed speed: {speed:.0} tokens written a second)."),
            ),
        ];
        lines.extend(self.price.as_ref().map(|(price, currency)| {
            let price = language.decimals(*price);
            language.choose(
                format!("Coût : environ {price} {currency}, aux prix des réglages."),
                format!("Cost: about {price} {currency}, at the prices of the settings."),
            )
        }));
        lines.push(self.energy(language));
        lines.join("\n")
    }

    fn energy(&self, language: Language) -> String {
        let Some(used) = &self.energy else {
            return language
                .choose(
                    "Énergie : non estimée (la méthode suppose un centre de données et demande params_active et params_total dans les réglages).",
                    "Energy: not estimated (the method supposes a data centre and needs params_active and params_total in the settings).",
                )
                .to_owned();
        };
        let country = &used.electricity;
        let energy = language.decimals(used.watt_hours);
        let grams = language.decimals(used.grams);
        language.choose(
            format!("Énergie : au moins {energy} Wh et {grams} gCO2e (méthode EcoLogits, électricité {country}). C'est une borne basse : les jetons lus, environ dix fois plus nombreux, n'y sont pas comptés."),
            format!("Energy: at least {energy} Wh and {grams} gCO2e (EcoLogits method, electricity {country}). It is a lower bound: tokens read, some ten times as many, are not counted in it."),
        )
    }
}

/// Seconds, and the tokens written a second they suppose.
fn time(plan: Plan, model: &ModelServer) -> (f64, f64) {
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
    ((writing + reading).max(paced).min(1e7), tokens_a_second)
}

fn slots(model: &ModelServer) -> f64 {
    let usual = if model.address.is_remote() { 4 } else { 1 };
    model.server.slots.unwrap_or(usual).min(64) as f64
}

fn price(plan: Plan, server: &Server) -> Option<(f64, String)> {
    let (input, output) = (server.price_input?, server.price_output?);
    let currency = server.currency.clone().unwrap_or_else(|| "EUR".to_owned());
    let price = (plan.prompt_tokens as f64 * input + plan.completion_tokens as f64 * output) / 1e6;
    Some((price, currency))
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
