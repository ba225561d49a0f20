//! What the model replied as groups of answers, and what becomes of answers it did not
//! code.

/// The groups of every answer once a model has coded what it could.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Coded {
    /// Groups of each answer, the main one first; empty where it carries none.
    pub groups_of_answer: Vec<Vec<u32>>,
    /// Answers coded by the model.
    pub by_model: usize,
    /// Answers that keep what the groups gave them.
    pub kept: usize,
}

/// Brings replies and groups together. `before` holds the groups of each answer;
/// `code_of[group]` is the code that a group stands for, if any.
pub fn coded(
    replies: &[Option<Vec<usize>>],
    before: &[Vec<u32>],
    code_of: &[Option<u32>],
) -> Coded {
    let by_model = replies.iter().flatten().count();
    let groups_of_answer = replies
        .iter()
        .zip(before)
        .map(|(reply, groups)| match reply {
            Some(codes) => codes.iter().map(|code| *code as u32).collect(),
            None => {
                let mut codes: Vec<u32> = Vec::new();
                for code in groups.iter().filter_map(|group| code_of[*group as usize]) {
                    if !codes.contains(&code) {
                        codes.push(code);
                    }
                }
                codes
            }
        })
        .collect();
    Coded {
        groups_of_answer,
        by_model,
        kept: replies.len() - by_model,
    }
}

/// The code that each group stands for: the main code that most of the answers of the
/// group got from the model, the first of equals; none for a group without such answers.
pub fn stands_for(
    replies: &[Option<Vec<usize>>],
    before: &[Vec<u32>],
    groups: usize,
    codes: usize,
) -> Vec<Option<u32>> {
    let mut counts = vec![vec![0usize; codes]; groups];
    for (reply, list) in replies.iter().zip(before) {
        if let Some(code) = reply.as_ref().and_then(|codes| codes.first()) {
            for group in list {
                counts[*group as usize][*code] += 1;
            }
        }
    }
    counts
        .iter()
        .map(|row| {
            let most = row.iter().copied().max().filter(|most| *most > 0)?;
            row.iter()
                .position(|count| *count == most)
                .map(|code| code as u32)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_without_a_reply_keeps_what_its_groups_stand_for() {
        let before = [vec![0], vec![0, 1], vec![1], vec![0, 2]];
        let replies = [Some(vec![3]), Some(vec![3, 1]), Some(vec![]), None];
        let code_of = stands_for(&replies, &before, 3, 4);
        assert_eq!(code_of, [Some(3), Some(3), None]);
        let coded = coded(&replies, &before, &code_of);
        assert_eq!(
            coded.groups_of_answer,
            [vec![3], vec![3, 1], vec![], vec![3]]
        );
        assert_eq!((coded.by_model, coded.kept), (3, 1));
    }
}
