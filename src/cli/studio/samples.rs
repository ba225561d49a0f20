//! The samples that come with the program, to try it on: consultations that we wrote.

/// A sample.
pub(super) struct Sample {
    /// What forms call it.
    pub name: &'static str,
    pub file: &'static str,
    pub bytes: &'static [u8],
    /// Columns to compare groups by.
    pub segments: &'static [&'static str],
}

pub(super) const SAMPLES: [Sample; 3] = [
    Sample {
        name: "mobilite",
        file: "mobilite.csv",
        bytes: include_bytes!("../../../data-samples/mobilite.csv"),
        segments: &["H", "I"],
    },
    Sample {
        name: "logement",
        file: "logement.xlsx",
        bytes: include_bytes!("../../../data-samples/logement.xlsx"),
        segments: &["H"],
    },
    Sample {
        name: "parks",
        file: "parks.csv",
        bytes: include_bytes!("../../../data-samples/parks.csv"),
        segments: &["neighbourhood"],
    },
];
