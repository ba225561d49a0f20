//! Titles as vectors: is a title nearer to its own theme than to any other, and are two
//! titles so near that a reader would take one for the other?

/// Cosine of two titles from which they clash.
pub const ALIKE: f32 = 0.80;
/// A title may be this much nearer to another theme before that counts: vectors of a few
/// words are rough.
pub const MARGIN: f32 = 0.02;

/// Cosine of two vectors; 0 where one is of zeros.
pub fn cosine(a: &[f32], b: &[f32]) -> f32 {
    let dot = |x: &[f32], y: &[f32]| -> f32 { x.iter().zip(y).map(|(x, y)| x * y).sum() };
    let length = (dot(a, a) * dot(b, b)).sqrt();
    if length > 0.0 {
        dot(a, b) / length
    } else {
        0.0
    }
}

/// Mean of vectors of unit length; empty without any.
pub fn centre<'a>(rows: impl IntoIterator<Item = &'a [f32]>) -> Vec<f32> {
    let mut sum: Vec<f32> = Vec::new();
    for row in rows {
        sum.resize(row.len(), 0.0);
        for (total, value) in sum.iter_mut().zip(row) {
            *total += value;
        }
    }
    let length = sum.iter().map(|v| v * v).sum::<f32>().sqrt();
    if length > 0.0 {
        sum.iter_mut().for_each(|v| *v /= length);
    }
    sum
}

/// The other centre that a title is nearer to than to its own, by more than `margin`.
pub fn nearer_to_another(
    title: &[f32],
    own: usize,
    centres: &[Vec<f32>],
    margin: f32,
) -> Option<usize> {
    let to_own = cosine(title, centres.get(own)?);
    let others = (0..centres.len()).filter(|other| *other != own);
    others
        .map(|other| (cosine(title, &centres[other]), other))
        .filter(|(near, _)| *near > to_own + margin)
        .max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(&a.1)))
        .map(|(_, other)| other)
}

/// True when a title is at least as near to the centre as one in ten of the members.
pub fn within_members(title: &[f32], members: &[&[f32]]) -> bool {
    let centre = centre(members.iter().copied());
    let mut near: Vec<f32> = members.iter().map(|m| cosine(m, &centre)).collect();
    near.sort_by(f32::total_cmp);
    near.get(near.len() / 10)
        .is_some_and(|tenth| cosine(title, &centre) >= *tenth)
}

/// Pairs of titles with a cosine of `alike` or more, in order.
pub fn clashes(titles: &[&[f32]], alike: f32) -> Vec<(usize, usize)> {
    let mut pairs = Vec::new();
    for left in 0..titles.len() {
        for right in left + 1..titles.len() {
            if cosine(titles[left], titles[right]) >= alike {
                pairs.push((left, right));
            }
        }
    }
    pairs
}
