//! Ids as the standard wants them, the same for the same thing every time.

use std::fmt::Write as _;

use sha2::{Digest, Sha256};

use crate::synthesis::Synthesis;

/// Makes the ids of one consultation: two consultations share none, so that their projects
/// can be merged.
pub(super) struct Guids {
    seed: Sha256,
}

impl Guids {
    pub(super) fn new(synthesis: &Synthesis) -> Guids {
        let mut seed = Sha256::new();
        feed(&mut seed, "cahier/refi-qda");
        for file in &synthesis.files {
            feed(&mut seed, &file.name);
            feed(&mut seed, &file.sha256);
        }
        Guids { seed }
    }

    /// The id of what `parts` name: a UUID of version 8, the one for digests other than
    /// SHA-1 and MD5 (RFC 9562, appendix B.2).
    pub(super) fn of(&self, kind: &str, parts: &[&str]) -> String {
        let mut digest = self.seed.clone();
        feed(&mut digest, kind);
        for part in parts {
            feed(&mut digest, part);
        }
        let mut bytes = [0u8; 16];
        bytes.copy_from_slice(&digest.finalize()[..16]);
        bytes[6] = (bytes[6] & 0x0f) | 0x80;
        bytes[8] = (bytes[8] & 0x3f) | 0x80;
        let mut guid = String::with_capacity(36);
        for (place, byte) in bytes.iter().enumerate() {
            if [4, 6, 8, 10].contains(&place) {
                guid.push('-');
            }
            let _ = write!(guid, "{byte:02x}");
        }
        guid
    }
}

/// With its length first: `a`, `bc` is not `ab`, `c`.
fn feed(digest: &mut Sha256, part: &str) {
    digest.update((part.len() as u64).to_le_bytes());
    digest.update(part.as_bytes());
}
