//! The reply of an embeddings API: one vector for each text, or it is none.

use serde_json::Value;

/// Longest vector that is taken.
const LONGEST: usize = 16_384;

/// The vectors of `texts` texts, in the texts' order; none where one is missing, empty,
/// of another length than the others or holds anything but finite numbers.
pub(super) fn vectors(reply: &Value, texts: usize) -> Option<Vec<Vec<f64>>> {
    let data = reply.get("data")?.as_array()?;
    if data.len() != texts {
        return None;
    }
    let mut vectors: Vec<Option<Vec<f64>>> = vec![None; texts];
    for (place, entry) in data.iter().enumerate() {
        // Some servers give no index; those that do may answer in another order.
        let index = match entry.get("index") {
            Some(index) => usize::try_from(index.as_u64()?).ok()?,
            None => place,
        };
        let vector = entry.get("embedding")?.as_array()?;
        let vector: Vec<f64> = vector.iter().map(Value::as_f64).collect::<Option<_>>()?;
        let slot = vectors.get_mut(index)?;
        if slot.is_some() || vector.is_empty() || vector.len() > LONGEST {
            return None;
        }
        // A sum that is finite has finite squares.
        if !vector.iter().map(|v| v * v).sum::<f64>().is_finite() {
            return None;
        }
        *slot = Some(vector);
    }
    let vectors: Vec<Vec<f64>> = vectors.into_iter().collect::<Option<_>>()?;
    let length = vectors.first().map(Vec::len);
    let same = vectors.iter().all(|v| Some(v.len()) == length);
    same.then_some(vectors)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn vectors_come_in_the_order_of_texts_or_not_at_all() {
        let entry = |index: usize, vector: Value| json!({"index": index, "embedding": vector});
        let data = json!({"data": [entry(1, json!([0, 1])), entry(0, json!([1.5, 0]))]});
        let read = vectors(&data, 2).expect("vectors");
        assert_eq!(read, [[1.5, 0.0], [0.0, 1.0]]);
        for wrong in [
            json!({"data": [entry(0, json!([1]))]}),
            json!({"data": [entry(0, json!([1])), entry(0, json!([1]))]}),
            json!({"data": [entry(0, json!([1])), entry(2, json!([1]))]}),
            json!({"data": [entry(0, json!([1])), entry(1, json!([1, 2]))]}),
            json!({"data": [entry(0, json!([1])), entry(1, json!([null]))]}),
            json!({"data": [entry(0, json!([])), entry(1, json!([]))]}),
            json!({"data": [entry(0, json!([1])), entry(1, json!("AACAPw=="))]}),
            json!({"data": [entry(0, json!([1e300])), entry(1, json!([1]))]}),
            json!({"error": "no"}),
        ] {
            assert_eq!(vectors(&wrong, 2), None, "{wrong}");
        }
    }
}
