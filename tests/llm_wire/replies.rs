//! What is made of replies, whole, wrapped, cut, refused or hostile.

use cahier::llm::{Failure, HttpModel, LanguageModel, ServerSettings};
use serde_json::json;
use wiremock::ResponseTemplate;

use super::server::{
    Scripted, Sequence, bench, counted, good, message, outcome, question, refuses, says,
};

#[test]
fn json_is_found_in_its_wrappings() {
    for content in [
        "  {\"mot\": \"banc\"}\n\n",
        "Voici :\n```json\n{\"mot\": \"banc\",}\n```",
        "<think>{\"mot\":\"arbre\"} ou banc ?</think>{\"mot\":\"banc\"}",
        r#"{"mot":"banc","confiance":0.9}"#,
    ] {
        assert_eq!(outcome([says(content)]), (bench(), 1), "{content}");
    }
    let parts = json!({"content": [{"type": "text", "text": "{\"mot\":"}, {"type": "text", "text": "\"banc\"}"}]});
    assert_eq!(outcome([message(&parts, "stop")]), (bench(), 1));
    let reasoning =
        json!({"content": "{\"mot\":\"banc\"}", "reasoning_content": "{\"mot\":\"arbre\"}"});
    assert_eq!(outcome([message(&reasoning, "stop")]), (bench(), 1));
}

#[test]
fn a_reply_that_says_nothing_is_a_failure() {
    let null = message(&json!({"content": null}), "stop");
    assert_eq!(
        outcome([null]),
        (Err(Failure::Unreadable), 3),
        "one call a rung"
    );
    assert_eq!(outcome([says("")]), (Err(Failure::Unreadable), 3));
    let refusal = message(&json!({"content": null, "refusal": "I cannot."}), "stop");
    assert_eq!(outcome([refusal]), (Err(Failure::Filtered), 1));
    let filtered = message(&json!({"content": ""}), "content_filter");
    assert_eq!(outcome([filtered]), (Err(Failure::Filtered), 1));
    let before = refuses(
        400,
        r#"{"error":{"code":"content_filter","message":"refused"}}"#,
    );
    assert_eq!(outcome([before]), (Err(Failure::Filtered), 1));
}

#[test]
fn what_is_no_chat_is_not_asked_in_other_ways() {
    let page = ResponseTemplate::new(200).set_body_raw("<html>Portail</html>", "text/html");
    assert_eq!(outcome([page]), (Err(Failure::Unreadable), 1));
    let flood = ResponseTemplate::new(200).set_body_bytes(vec![b' '; 3 * 1024 * 1024]);
    assert_eq!(outcome([flood]), (Err(Failure::Oversized), 1));
}

#[test]
fn a_cut_reply_gets_twice_the_room_once() {
    let cut = message(&json!({"content": "{\"mot\":\"ba"}), "length");
    let scripted = Scripted::new(Sequence::new([cut.clone(), good()]));
    assert!(scripted.model().ask(&question()).is_ok());
    let rooms: Vec<u64> = scripted
        .bodies()
        .iter()
        .map(|body| body["max_tokens"].as_u64().unwrap())
        .collect();
    assert_eq!(rooms, [50, 100]);
    assert_eq!(outcome([cut]), (Err(Failure::Cut), 2));
    // A reply that was whole when the room ended is whole.
    let whole = message(&json!({"content": "{\"mot\":\"banc\"}  \n\n"}), "length");
    assert_eq!(outcome([whole]), (bench(), 1));
}

#[test]
fn a_question_too_long_is_called_so_in_every_dialect() {
    for (status, body) in [
        (
            400,
            r#"{"error":{"message":"This model's maximum context length is 8192 tokens.","type":"invalid_request_error","param":"messages","code":"context_length_exceeded"}}"#,
        ),
        (
            400,
            r#"{"object":"error","message":"Prompt contains 40000 tokens, too large for model with 32768 maximum context length","type":"invalid_request_prompt","param":null,"code":"3051"}"#,
        ),
        (
            400,
            r#"{"error":"input length exceeds the context length"}"#,
        ),
        (
            400,
            r#"{"error":{"message":"You passed 9000 input tokens and requested 500 output tokens.","type":"BadRequestError","param":"input_tokens","code":400}}"#,
        ),
        (
            400,
            r#"{"error":{"code":400,"message":"request (30031 tokens) exceeds the available context size (4096 tokens), try increasing it","type":"exceed_context_size_error","n_prompt_tokens":30031,"n_ctx":4096}}"#,
        ),
        (
            422,
            r#"{"detail":[{"loc":["body"],"msg":"Max tokens exceeded.","type":"MaxTokensExceeded"}]}"#,
        ),
    ] {
        assert_eq!(
            outcome([refuses(status, body)]),
            (Err(Failure::TooLong), 1),
            "{body}"
        );
    }
}

#[test]
fn a_question_cut_without_a_word_is_too_long() {
    let mut long = question();
    long.user = "Plus de bancs à l'ombre près des écoles, s'il vous plaît. ".repeat(600);
    let reply = json!({"content": "{\"mot\":\"banc\"}"});
    for (read, outcome) in [
        (4089, Err(Failure::TooLong)),
        (4096, Err(Failure::TooLong)),
        (9800, bench()),
        (0, bench()),
    ] {
        let scripted = Scripted::new(Sequence::new([counted(&reply, "stop", read)]));
        let result = scripted.model().ask(&long).map(|reply| reply.content);
        assert_eq!(result, outcome, "{read}");
    }
}

#[test]
fn a_question_that_cannot_fit_is_not_sent() {
    let scripted = Scripted::new(Sequence::new([good()]));
    let model = HttpModel::new(&ServerSettings {
        context: Some(2048),
        ..scripted.settings()
    })
    .unwrap();
    let mut long = question();
    long.user = "Plus de bancs. ".repeat(400);
    assert_eq!(model.ask(&long), Err(Failure::TooLong));
    assert_eq!(scripted.calls(), 0);
    assert!(model.ask(&question()).is_ok());
}
