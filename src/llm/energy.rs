//! Electricity and greenhouse gas of replies, by the published method of EcoLogits.
//!
//! Source: EcoLogits v0.9, "LLM inference" in its methodology; reimplemented from the
//! text. The method knows servers with H100 accelerators at 16 bits, 64 requests at a
//! time. **Limits**, which belong beside every figure shown: tokens read are not counted,
//! and our questions are about ten times as long as their replies, so this is a lower
//! bound; parameters of closed models are guesses, so give them or give no figure; there
//! is no figure for a model on a laptop's processor; a provider's own analysis of the
//! whole life cycle can be a hundred times higher.

/// Requests served together, in the method.
const BATCH: f64 = 64.0;
/// Memory of one accelerator, in gigabytes.
const ACCELERATOR_MEMORY: f64 = 80.0;
/// Accelerators in one server.
const ACCELERATORS: f64 = 8.0;
/// Power of a server without its accelerators, in kilowatts.
const SERVER_POWER: f64 = 1.2;
/// Making of a server without accelerators and of one accelerator, in kgCO2e.
const SERVER_MAKING: f64 = 5700.0;
const ACCELERATOR_MAKING: f64 = 164.0;
/// Life of the hardware: three years of 365 days, in seconds.
const LIFE: f64 = 3.0 * 365.0 * 86_400.0;

/// Greenhouse gas of a kilowatt-hour in France, in kgCO2e.
pub const MIX_FRANCE: f64 = 0.04418;
/// Greenhouse gas of a kilowatt-hour in Sweden, in kgCO2e.
pub const MIX_SWEDEN: f64 = 0.03582;
/// Greenhouse gas of a kilowatt-hour in the world, in kgCO2e.
pub const MIX_WORLD: f64 = 0.47301;

/// Where and how a model runs.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Footprint {
    /// Parameters active for a token, in billions.
    pub active: f64,
    /// All parameters, in billions.
    pub total: f64,
    /// Power of the data centre over that of its servers: 1.2 is usual.
    pub overhead: f64,
    /// Greenhouse gas of the electricity, in kgCO2e per kilowatt-hour.
    pub mix: f64,
}

/// What replies cost the world.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Impact {
    /// Electricity, in watt-hours.
    pub watt_hours: f64,
    /// Greenhouse gas of the electricity, in gCO2e.
    pub usage_grams: f64,
    /// Share in the making of the hardware, in gCO2e.
    pub making_grams: f64,
}

impl Footprint {
    /// Impact of `tokens` tokens written. `seconds`, when the time it took was measured,
    /// bounds the time the method supposes. Constant cost; nothing for no tokens.
    pub fn impact(&self, tokens: u64, seconds: Option<f64>) -> Impact {
        let tokens = tokens as f64;
        let energy_per_token = 1.166_527_317_045_191_4e-6
            * libm::exp(-0.011_205_921_025_579_175 * BATCH)
            * self.active
            + 4.052_928_146_734_005e-5;
        let seconds_per_token = 6.785_088_094_353_663e-4 * self.active
            + 3.119_310_311_688_259e-4 * BATCH
            + 1.947_371_757_947_338_7e-2;
        let supposed = tokens * seconds_per_token;
        let time = seconds.map_or(supposed, |measured| supposed.min(measured.max(0.0)));
        let count = self.accelerators();
        let server = time / 3600.0 * SERVER_POWER * count / ACCELERATORS / BATCH;
        let accelerators = count * tokens * energy_per_token / 1000.0;
        let kilowatt_hours = self.overhead * (server + accelerators);
        let making = SERVER_MAKING * count / ACCELERATORS + ACCELERATOR_MAKING * count;
        Impact {
            watt_hours: kilowatt_hours * 1000.0,
            usage_grams: kilowatt_hours * self.mix * 1000.0,
            making_grams: time * making / (LIFE * BATCH) * 1000.0,
        }
    }

    /// Accelerators that hold the model at 16 bits with a fifth to spare: a power of two.
    fn accelerators(&self) -> f64 {
        let memory = 1.2 * self.total * 16.0 / 8.0;
        let needed = libm::ceil(memory / ACCELERATOR_MEMORY).max(1.0);
        libm::exp2(libm::ceil(libm::log2(needed)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_those_of_the_method() {
        for (billions, watt_hours, usage, making) in [
            (8.0, 0.0267, 0.0012, 0.0019),
            (24.0, 0.0326, 0.0014, 0.0024),
            (70.0, 0.197, 0.0087, 0.0151),
        ] {
            let footprint = Footprint {
                active: billions,
                total: billions,
                overhead: 1.2,
                mix: MIX_FRANCE,
            };
            let impact = footprint.impact(300, None);
            let close = |found: f64, expected: f64, step: f64| (found - expected).abs() <= step;
            assert!(close(impact.watt_hours, watt_hours, 0.0005), "{impact:?}");
            assert!(close(impact.usage_grams, usage, 0.00006), "{impact:?}");
            assert!(close(impact.making_grams, making, 0.00006), "{impact:?}");
            assert_eq!(footprint.impact(0, None).watt_hours, 0.0);
            let fast = footprint.impact(300, Some(1.0));
            assert!(fast.watt_hours < impact.watt_hours);
        }
    }
}
