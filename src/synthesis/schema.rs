//! The published schema of `synthesis.json`: made from the types, so that it cannot say
//! anything else than they do. Tests only: nothing of it is in the program.

use std::path::{Path, PathBuf};

use schemars::generate::SchemaSettings;
use serde_json::{Value, json};

use super::{SCHEMA, Synthesis};

/// Set to draw the file again.
const WRITE: &str = "CAHIER_WRITE_SCHEMA";

fn reports() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("reports")
}

/// JSON Schema (2020-12) of what is written; a reader also takes older files of the layout.
fn schema() -> Value {
    let settings = SchemaSettings::draft2020_12().for_serialize();
    let made = settings
        .into_generator()
        .into_root_schema_for::<Synthesis>();
    let mut schema = made.to_value();
    schema["properties"]["schema"]["const"] = json!(SCHEMA);
    schema
}

#[test]
fn the_published_schema_is_that_of_the_types() {
    let path = reports().join("synthesis.schema.json");
    let now = serde_json::to_string_pretty(&schema()).expect("schema") + "\n";
    if std::env::var_os(WRITE).is_some() {
        std::fs::write(&path, &now).expect("written");
    }
    let kept = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(
        now == kept,
        "reports/synthesis.schema.json is out of date: {WRITE}=1 cargo test --lib schema"
    );
}

#[test]
fn results_hold_to_the_schema_and_others_do_not() {
    let validator = jsonschema::validator_for(&schema()).expect("a schema");
    for sample in ["mobilite", "logement", "parks"] {
        let path = reports().join(sample).join("synthesis.json");
        let text = std::fs::read_to_string(path).expect("sample");
        let mut result: Value = serde_json::from_str(&text).expect("JSON");
        let errors: Vec<String> = validator
            .iter_errors(&result)
            .map(|error| format!("{}: {error}", error.instance_path()))
            .take(5)
            .collect();
        assert!(errors.is_empty(), "{sample}: {errors:#?}");
        result["questions"][0]["themes"][0]["answers"] = json!("many");
        assert!(!validator.is_valid(&result));
    }
}
