//! How a server that takes less is met half way, and that this is remembered.

use cahier::llm::{Compliance, Failure, LanguageModel, Rung};
use serde_json::{Value, json};
use wiremock::{Request, ResponseTemplate};

use super::server::{Scripted, Sequence, bench, good, question, refuses, says};

fn body(request: &Request) -> Value {
    serde_json::from_slice(&request.body).unwrap_or(Value::Null)
}

fn formats(scripted: &Scripted) -> Vec<String> {
    scripted
        .bodies()
        .iter()
        .map(|body| {
            body["response_format"]["type"]
                .as_str()
                .unwrap_or("text")
                .to_owned()
        })
        .collect()
}

#[test]
fn a_refused_format_is_asked_for_once() {
    let scripted = Scripted::new(
        |request: &Request| match body(request)["response_format"]["type"].as_str() {
            Some("json_schema") => refuses(
                400,
                r#"{"error":{"message":"response_format: expected text or json_object","param":"response_format"}}"#,
            ),
            Some(_) => refuses(501, r#"{"detail":"json_object is not implemented"}"#),
            None => good(),
        },
    );
    let model = scripted.model();
    for _ in 0..3 {
        assert_eq!(model.ask(&question()).map(|reply| reply.content), bench());
    }
    let expected = ["json_schema", "json_object", "text", "text", "text"];
    assert_eq!(formats(&scripted), expected);
    assert_eq!(model.stats().rung, Rung::Text);
    let told = scripted.bodies()[2]["messages"][0]["content"].to_string();
    assert!(told.contains("arbre"), "the prompt shows the schema");
    assert!(
        !scripted.bodies()[0]["messages"][0]["content"]
            .to_string()
            .contains("arbre")
    );
}

#[test]
fn an_ignored_schema_is_shown_in_the_prompt_instead() {
    let scripted =
        Scripted::new(|request: &Request| {
            match body(request)["response_format"]["type"].as_str() {
                Some("json_schema") => says(r#"{"word":"bench"}"#),
                _ => good(),
            }
        });
    let model = scripted.model();
    for _ in 0..3 {
        assert_eq!(model.ask(&question()).map(|reply| reply.content), bench());
    }
    let expected = ["json_schema", "json_object", "json_object", "json_object"];
    assert_eq!(formats(&scripted), expected);
}

#[test]
fn one_bad_reply_does_not_lower_the_server() {
    let scripted = Scripted::new(Sequence::new([good(), says("{\"mot\":"), good(), good()]));
    let model = scripted.model();
    for _ in 0..3 {
        assert!(model.ask(&question()).is_ok());
    }
    let expected = ["json_schema", "json_schema", "json_object", "json_schema"];
    assert_eq!(formats(&scripted), expected);
}

#[test]
fn a_reply_with_an_unknown_value_reaches_the_caller_who_checks() {
    let scripted = Scripted::new(Sequence::new([says(r#"{"mot":"chaise"}"#)]));
    let reply = scripted.model().ask(&question()).unwrap();
    assert_eq!(reply.content, json!({"mot": "chaise"}));
    assert_eq!(scripted.calls(), 3);
    assert_eq!(reply.usage.completion_tokens, 21, "all that was paid");
}

#[test]
fn refused_fields_are_left_out_from_then_on() {
    let scripted = Scripted::new(|request: &Request| {
        let body = body(request);
        if body.get("seed").is_some() {
            refuses(
                422,
                r#"{"detail":[{"loc":["body","seed"],"msg":"Extra inputs are not permitted","type":"extra_forbidden"}]}"#,
            )
        } else if body.get("temperature").is_some() {
            refuses(
                400,
                r#"{"error":{"message":"Unsupported value: 'temperature' does not support 0 with this model.","param":"temperature","code":"unsupported_value"}}"#,
            )
        } else if body.get("max_tokens").is_some() {
            refuses(
                400,
                r#"{"error":{"message":"Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead.","param":"max_tokens"}}"#,
            )
        } else {
            good()
        }
    });
    let model = scripted.model();
    for _ in 0..2 {
        assert_eq!(model.ask(&question()).map(|reply| reply.content), bench());
    }
    assert_eq!(scripted.calls(), 5);
    assert_eq!(model.stats().rung, Rung::Schema);
    let last = scripted.bodies().pop().unwrap();
    assert_eq!(last["max_completion_tokens"], 50);
}

#[test]
fn a_refusal_without_reason_is_rejected_in_the_end() {
    let scripted = Scripted::new(Sequence::new([refuses(
        400,
        r#"{"error":{"message":"no"}}"#,
    )]));
    assert_eq!(scripted.model().ask(&question()), Err(Failure::Rejected));
    assert_eq!(scripted.calls(), 3);
    // A field that is refused although it is not there ends as well.
    let again = refuses(400, r#"{"error":{"message":"no","param":"seed"}}"#);
    let scripted = Scripted::new(Sequence::new([again]));
    assert_eq!(scripted.model().ask(&question()), Err(Failure::Rejected));
    assert_eq!(scripted.calls(), 2);
}

#[test]
fn a_probe_tells_enforced_from_ignored_and_refused() {
    let scripted = Scripted::new(|request: &Request| {
        if request.url.path() == "/v1/models" {
            let list = json!({"data": [{"id": "petit-modele", "max_model_len": 8192}]});
            return ResponseTemplate::new(200).set_body_json(list);
        }
        match body(request)["response_format"]["type"].as_str() {
            Some("json_schema") => says(r#"{"mot":"zorglub"}"#),
            Some(_) => says(r#"{"mot":"bonjour"}"#),
            None => refuses(400, r#"{"error":"text is not allowed by response_format"}"#),
        }
    });
    let probed = scripted.model().probe();
    let outcomes: Vec<Compliance> = probed.rungs.iter().map(|(_, outcome)| *outcome).collect();
    assert_eq!(
        outcomes,
        [
            Compliance::Enforced,
            Compliance::Ignored,
            Compliance::Refused
        ]
    );
    let listed = probed.listed.unwrap();
    assert_eq!(
        (listed[0].id.as_str(), listed[0].context),
        ("petit-modele", Some(8192))
    );
}
