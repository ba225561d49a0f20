//! Products of blocks of units: of their dense rows, and of the words they share.
//!
//! Dense rows hold whole numbers small enough for every partial sum to be exact (see
//! [`UnitVectors`](crate::embeddings::UnitVectors)), so that neither the processor's
//! instructions nor the order of the sums can change a product. Words are added one after
//! the other, in their order.

use crate::embeddings::UnitVectors;

/// Rows in a block: a tile of 256 x 256 products fits the processor's cache.
pub(super) const BLOCK: usize = 256;

/// `tile = left x rightᵗ`, rows of the tile `BLOCK` apart.
#[allow(unsafe_code)]
pub(super) fn multiply(left: &[f32], right: &[f32], dimensions: usize, tile: &mut [f32]) {
    let (rows, columns) = (left.len() / dimensions, right.len() / dimensions);
    assert!(rows <= BLOCK && columns <= BLOCK && tile.len() >= BLOCK * BLOCK);
    // SAFETY: `left` holds rows x dimensions values, `right` columns x dimensions, and
    // the tile BLOCK x BLOCK, checked above; strides stay within them.
    unsafe {
        gemm::gemm(
            rows,
            columns,
            dimensions,
            tile.as_mut_ptr(),
            1,
            BLOCK as isize,
            false,
            left.as_ptr(),
            1,
            dimensions as isize,
            right.as_ptr(),
            dimensions as isize,
            1,
            0.0,
            1.0,
            false,
            false,
            false,
            gemm::Parallelism::None,
        );
    }
}

/// (term, place in the block, weight), sorted: which units of a block hold a term.
pub(super) type Postings = Vec<(u32, u32, f32)>;

/// The terms of the units of a block.
pub(super) fn postings(vectors: &UnitVectors, units: impl Iterator<Item = u32>) -> Postings {
    let mut postings = Postings::new();
    for (place, unit) in units.enumerate() {
        let own = vectors.lexical_row(unit as usize).iter();
        postings.extend(own.map(|(term, weight)| (*term, place as u32, *weight)));
    }
    postings.sort_unstable_by_key(|(term, place, _)| (*term, *place));
    postings
}

/// Adds the lexical products of two blocks to a tile, term after term: one pass over the
/// two sorted lists.
pub(super) fn add_products(
    mut left: &[(u32, u32, f32)],
    mut right: &[(u32, u32, f32)],
    tile: &mut [f32],
) {
    while let (Some(l), Some(r)) = (left.first(), right.first()) {
        let term = l.0.max(r.0);
        left = &left[left.iter().take_while(|entry| entry.0 < term).count()..];
        right = &right[right.iter().take_while(|entry| entry.0 < term).count()..];
        let rows = left.iter().take_while(|entry| entry.0 == term).count();
        let columns = right.iter().take_while(|entry| entry.0 == term).count();
        for (_, row, weight) in &left[..rows] {
            let line = &mut tile[*row as usize * BLOCK..(*row as usize + 1) * BLOCK];
            for (_, column, other) in &right[..columns] {
                line[*column as usize] += weight * other;
            }
        }
        left = &left[rows..];
        right = &right[columns..];
    }
}
