//! What a server means when it refuses, in the dialects of the servers there are.
//!
//! Nothing of an error's body goes on from here: servers echo prompts. Codes, types and
//! names of fields count before words, which change from version to version.

use super::dialects::Told;
use super::wire::OptionalField;

/// Why a server refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Cause {
    /// It is busy or in trouble: worth another try.
    Again,
    /// It counts calls or tokens by the minute: worth another try, but not at once.
    NextMinute,
    /// The question does not fit the model.
    TooLong,
    /// It does not take this field.
    Field(OptionalField),
    /// It does not take this response format.
    Format,
    /// The key is missing, wrong or not allowed to do this.
    Denied,
    /// No such model, or no such address.
    NoSuchModel,
    /// No calls left today, or no money.
    Quota,
    /// A filter refused.
    Filtered,
    /// Anything else.
    Other,
}

/// Reads the refusal of a server: an HTTP status that is no success, and its body.
pub(super) fn cause(status: u16, body: &[u8]) -> Cause {
    let told = Told::read(body);
    if told.is_filter() {
        return Cause::Filtered;
    }
    if status == 402 || told.is_quota() {
        return Cause::Quota;
    }
    match status {
        401 | 403 | 407 => Cause::Denied,
        404 | 410 => Cause::NoSuchModel,
        413 => Cause::TooLong,
        400 | 422 | 500 | 501 if told.is_context() => Cause::TooLong,
        400 | 422 | 501 => told.refused_part().unwrap_or(Cause::Other),
        500 if told.names_grammar() => Cause::Format,
        429 if told.is_by_minute() => Cause::NextMinute,
        408 | 409 | 425 | 429 | 500 | 502 | 503 | 504 => Cause::Again,
        _ => Cause::Other,
    }
}

impl Told {
    fn is_filter(&self) -> bool {
        self.kind(&[
            "content_filter",
            "content_policy",
            "responsibleai",
            "moderation",
        ]) || self.says(&["content management policy", "content_filter"])
    }

    fn is_quota(&self) -> bool {
        self.kind(&["insufficient_quota", "billing", "insufficient_balance"])
            || self.says(&[
                "insufficient_quota",
                "insufficient budget",
                "insufficient balance",
                "exceeded your current quota",
                "per day",
                "(rpd)",
                "(tpd)",
                "daily limit",
                "daily quota",
            ])
    }

    fn is_by_minute(&self) -> bool {
        self.says(&["per minute", "(rpm)", "(tpm)", "per-minute"])
    }

    fn is_context(&self) -> bool {
        self.kind(&[
            "exceed_context_size",
            "context_length_exceeded",
            "maxtokensexceeded",
        ]) || self.params.contains("input_tokens")
            || self.says(&[
                "context length",
                "context size",
                "context window",
                "maximum context",
                "max_model_len",
                "prompt is too long",
                "input is too long",
                "prompt too long",
                "too many tokens",
                "maxtokensexceeded",
                "max tokens exceeded",
                "too large for model",
            ])
    }

    fn names_grammar(&self) -> bool {
        self.says(&["grammar", "json schema", "json_schema"])
    }

    /// The part of the request that was refused: the field a server names counts before
    /// the words of its message.
    fn refused_part(&self) -> Option<Cause> {
        if self.params.contains("response_format") || self.params.contains("json_schema") {
            return Some(Cause::Format);
        }
        if let Some(field) = field_in(&self.params) {
            return Some(Cause::Field(field));
        }
        let format = [
            "response_format",
            "response format",
            "json_object",
            "structured output",
            "guided",
        ];
        if self.says(&format) || self.names_grammar() {
            return Some(Cause::Format);
        }
        field_in(&self.message).map(Cause::Field)
    }
}

fn field_in(text: &str) -> Option<OptionalField> {
    [
        ("seed", OptionalField::Seed),
        ("temperature", OptionalField::Temperature),
        ("max_tokens", OptionalField::Room),
        ("max_completion_tokens", OptionalField::Room),
    ]
    .into_iter()
    .find(|(name, _)| text.contains(name))
    .map(|(_, field)| field)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dialects_are_understood() {
        use OptionalField::{Room, Seed, Temperature};
        for (status, body, expected) in [
            (
                400,
                r#"{"error":{"message":"This model's maximum context length is 8192 tokens.","code":"context_length_exceeded"}}"#,
                Cause::TooLong,
            ),
            (
                400,
                r#"{"object":"error","message":"Prompt contains 40000 tokens, too large for model with 32768 maximum context length","type":"invalid_request_error"}"#,
                Cause::TooLong,
            ),
            (
                400,
                r#"{"error":"the prompt is too long: exceeds the context window"}"#,
                Cause::TooLong,
            ),
            (
                400,
                r#"{"error":{"message":"You passed 9000 input tokens","type":"BadRequestError","param":"input_tokens","code":400}}"#,
                Cause::TooLong,
            ),
            (
                400,
                r#"{"object":"error","message":"This model's maximum context length is 4096 tokens.","code":400}"#,
                Cause::TooLong,
            ),
            (
                400,
                r#"{"error":{"code":400,"message":"request exceeds","type":"exceed_context_size_error","n_ctx":4096}}"#,
                Cause::TooLong,
            ),
            (
                422,
                r#"{"detail":{"message":"x","type":"MaxTokensExceeded"}}"#,
                Cause::TooLong,
            ),
            (413, "", Cause::TooLong),
            (
                429,
                r#"{"error":{"message":"slow down","type":"insufficient_quota"}}"#,
                Cause::Quota,
            ),
            (
                429,
                r#"{"detail":"Rate limit exceeded: 10 requests for m per day exceeded (remaining: 0)."}"#,
                Cause::Quota,
            ),
            (
                429,
                r#"{"detail":"Rate limit exceeded: 10 requests for m per minute exceeded (remaining: 0)."}"#,
                Cause::NextMinute,
            ),
            (400, r#"{"detail":"Insufficient budget."}"#, Cause::Quota),
            (403, r#"{"detail":"Invalid API key."}"#, Cause::Denied),
            (
                404,
                r#"{"error":{"message":"model 'x' not found","type":"not_found_error"}}"#,
                Cause::NoSuchModel,
            ),
            (
                422,
                r#"{"detail":[{"loc":["body","seed"],"msg":"Extra inputs are not permitted","type":"extra_forbidden"}]}"#,
                Cause::Field(Seed),
            ),
            (
                400,
                r#"{"error":{"message":"Unsupported value: 'temperature' does not support 0","param":"temperature"}}"#,
                Cause::Field(Temperature),
            ),
            (
                400,
                r#"{"error":{"message":"Unsupported parameter: 'max_tokens'. Use 'max_completion_tokens'."}}"#,
                Cause::Field(Room),
            ),
            (
                400,
                r#"{"error":{"message":"Invalid schema for response_format 'reply': seed","type":"invalid_request_error"}}"#,
                Cause::Format,
            ),
            (
                501,
                r#"{"error":"json_schema is not implemented"}"#,
                Cause::Format,
            ),
            (
                500,
                r#"{"error":{"message":"failed to parse grammar"}}"#,
                Cause::Format,
            ),
            (
                400,
                r#"{"error":{"message":"refused","code":"content_filter"}}"#,
                Cause::Filtered,
            ),
            (502, "<html><title>502</title> per day</html>", Cause::Again),
            (400, r#"{"error":{"message":"bad"}}"#, Cause::Other),
            (302, "", Cause::Other),
        ] {
            assert_eq!(cause(status, body.as_bytes()), expected, "{status} {body}");
        }
    }
}
