//! Vectors already received, in one file for each model: added at its end, batch by
//! batch. A run that dies leaves at most one record in pieces, which the next one cuts
//! off. Vectors tell much of their text: only their owner may read the file.

use std::collections::HashMap;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::Path;

use sha2::{Digest, Sha256};

/// Fingerprint of a text.
pub(super) type Key = [u8; 32];

/// First bytes of the file: what it is, and its version.
const HEAD: &[u8] = b"cahier vectors 1\n";
/// Bytes of a record besides its values: key, number of values, check.
const AROUND: usize = 32 + 2 + 4;

/// The fingerprint of a text as it is sent.
pub(super) fn key(text: &str) -> Key {
    Sha256::digest(text.as_bytes()).into()
}

/// Vectors by text, in memory and, where there is a file, on disk.
pub(super) struct Store {
    vectors: HashMap<Key, Vec<i16>>,
    dimensions: Option<usize>,
    file: Option<File>,
}

impl Store {
    pub(super) fn in_memory() -> Store {
        Store {
            vectors: HashMap::new(),
            dimensions: None,
            file: None,
        }
    }

    /// The store of one model in `folder`; `of` tells it from others.
    pub(super) fn open(folder: &Path, of: &[&str]) -> io::Result<Store> {
        let mut builder = fs::DirBuilder::new();
        builder.recursive(true);
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
        builder.create(folder)?;
        let path = folder.join(format!("{}.bin", name(of)));
        let mut options = OpenOptions::new();
        options.append(true).create(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let mut file = options.open(&path)?;
        let mut store = Store::in_memory();
        let bytes = fs::read(&path)?;
        let whole = store.read(&bytes);
        if whole < bytes.len() {
            file.set_len(whole as u64)?;
        }
        if whole == 0 {
            file.write_all(HEAD)?;
        }
        store.file = Some(file);
        Ok(store)
    }

    /// Reads records up to the first that is not whole; the number of bytes that are.
    fn read(&mut self, bytes: &[u8]) -> usize {
        if !bytes.starts_with(HEAD) {
            return 0;
        }
        let mut at = HEAD.len();
        while let Some((key, vector, length)) = record(&bytes[at..]) {
            if self.dimensions.is_some_and(|d| d != vector.len()) {
                break;
            }
            self.dimensions = Some(vector.len());
            self.vectors.insert(key, vector);
            at += length;
        }
        at
    }

    pub(super) fn has(&self, key: &Key) -> bool {
        self.vectors.contains_key(key)
    }

    pub(super) fn get(&self, key: &Key) -> Option<&[i16]> {
        self.vectors.get(key).map(Vec::as_slice)
    }

    /// Numbers in a vector; none before the first.
    pub(super) fn dimensions(&self) -> Option<usize> {
        self.dimensions
    }

    /// Keeps a batch. Refused as a whole, with the lengths before and now, when its
    /// vectors have another length than those before.
    pub(super) fn keep(&mut self, rows: Vec<(Key, Vec<i16>)>) -> Result<(), (usize, usize)> {
        let mut bytes = Vec::new();
        for (key, vector) in &rows {
            let before = *self.dimensions.get_or_insert(vector.len());
            if before != vector.len() {
                return Err((before, vector.len()));
            }
            write_record(&mut bytes, key, vector);
        }
        self.vectors.extend(rows);
        if let Some(file) = &mut self.file
            && file
                .write_all(&bytes)
                .and_then(|()| file.sync_data())
                .is_err()
        {
            // A full disk costs the next run its savings, not this one its result; after
            // half a record nothing more may be added.
            self.file = None;
        }
        Ok(())
    }
}

fn name(of: &[&str]) -> String {
    let mut hash = Sha256::new();
    for part in of {
        hash.update((part.len() as u64).to_le_bytes());
        hash.update(part.as_bytes());
    }
    hash.finalize()[..8]
        .iter()
        .map(|b| format!("{b:02x}"))
        .collect()
}

fn write_record(bytes: &mut Vec<u8>, key: &Key, vector: &[i16]) {
    let start = bytes.len();
    bytes.extend_from_slice(key);
    bytes.extend_from_slice(&(vector.len() as u16).to_le_bytes());
    for value in vector {
        bytes.extend_from_slice(&value.to_le_bytes());
    }
    let check = Sha256::digest(&bytes[start..]);
    bytes.extend_from_slice(&check[..4]);
}

/// The record at the beginning of `bytes` and its length; none when it is not whole.
fn record(bytes: &[u8]) -> Option<(Key, Vec<i16>, usize)> {
    let key: Key = bytes.get(..32)?.try_into().ok()?;
    let count = u16::from_le_bytes(bytes.get(32..34)?.try_into().ok()?);
    let length = AROUND + 2 * usize::from(count);
    let record = bytes.get(..length)?;
    let (body, check) = record.split_at(length - 4);
    if count == 0 || Sha256::digest(body)[..4] != *check {
        return None;
    }
    let values = body[34..].chunks_exact(2);
    let vector = values.map(|v| i16::from_le_bytes([v[0], v[1]])).collect();
    Some((key, vector, length))
}
