//! The JSON Schema of import files, generated from the Rust types, and validation errors in plain
//! language.

use jiff::civil::DateTime;
use jsonschema::error::{TypeKind, ValidationErrorKind};
use jsonschema::{ValidationError, Validator};
use model::import::{ImportAgency, ImportFamily, ImportFault, ImportFile, ImportPerson};
use schemars::{JsonSchema, generate::SchemaSettings};
use serde_json::Value;

/// One validator for each kind of record in an import file.
pub struct RecordValidators {
    agency: Validator,
    person: Validator,
    family: Validator,
}

impl RecordValidators {
    /// # Errors
    /// When the generated schema is invalid, which is a programming error.
    pub fn new() -> anyhow::Result<Self> {
        Ok(Self {
            agency: build_validator::<ImportAgency>()?,
            person: build_validator::<ImportPerson>()?,
            family: build_validator::<ImportFamily>()?,
        })
    }

    pub const fn agency_validator(&self) -> &Validator {
        &self.agency
    }

    pub const fn person_validator(&self) -> &Validator {
        &self.person
    }

    pub const fn family_validator(&self) -> &Validator {
        &self.family
    }
}

fn root_schema<T: JsonSchema>() -> Value {
    SchemaSettings::draft2020_12()
        .into_generator()
        .into_root_schema_for::<T>()
        .to_value()
}

fn build_validator<T: JsonSchema>() -> anyhow::Result<Validator> {
    let options = jsonschema::options()
        // Off by default in JSON Schema: without it a date such as 2026-02-30 would be valid.
        .should_validate_formats(true)
        .with_format(WALL_CLOCK, is_existing_time);
    options
        .build(&use_local_times(root_schema::<T>()))
        .map_err(|error| anyhow::anyhow!("{error}"))
}

/// JSON Schema format of a local date and time without a zone, checked in addition to its pattern.
const WALL_CLOCK: &str = "wall-clock";
const WALL_CLOCK_PATTERN: &str = r"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?$";

/// Whether the date and the time exist. Text of another shape counts as valid here, because the
/// pattern already reports it and a second fault would be noise.
fn is_existing_time(text: &str) -> bool {
    let digits = |c: char| if c.is_ascii_digit() { '0' } else { c };
    let shape: String = text.chars().map(digits).collect();
    !matches!(shape.as_str(), "0000-00-00T00:00" | "0000-00-00T00:00:00")
        || text.parse::<DateTime>().is_ok()
}

/// Replaces the format `date-time`, which requires a time zone, by the format and pattern of a
/// local time without a zone.
fn use_local_times(mut schema: Value) -> Value {
    fn replace_format(value: &mut Value) {
        match value {
            Value::Object(fields) => {
                // `schemars` has one format for all dates with a time, and it requires a zone. The
                // local times of an agency have none.
                if fields
                    .get("format")
                    .and_then(Value::as_str)
                    .is_some_and(|format| format.contains("date-time"))
                {
                    fields.insert("format".into(), Value::from(WALL_CLOCK));
                    fields.insert("pattern".into(), Value::from(WALL_CLOCK_PATTERN));
                }
                fields.values_mut().for_each(replace_format);
            }
            Value::Array(items) => items.iter_mut().for_each(replace_format),
            _ => {}
        }
    }
    replace_format(&mut schema);
    schema
}

/// The JSON Schema of a whole import file, published as `docs/import.schema.json`.
pub fn file_schema() -> Value {
    use_local_times(root_schema::<ImportFile>())
}

/// Every fault of one record. `pointer` is the record's JSON pointer in the file.
pub fn find_faults(validator: &Validator, pointer: &str, value: &Value) -> Vec<ImportFault> {
    let mut faults = validator
        // All errors and not the first one: the agency corrects a file once (decision 0003).
        .iter_errors(value)
        .flat_map(|error| describe_error(pointer, &error))
        .collect();
    add_blank_faults(pointer, value, &mut faults);
    faults
}

/// Adds a fault for each text without a visible character. Such a text satisfies `minLength`, but a
/// person named with a space would have no visible name on any page.
fn add_blank_faults(pointer: &str, value: &Value, faults: &mut Vec<ImportFault>) {
    match value {
        Value::String(text)
            if model::text::is_blank(text)
                // A value with another fault is reported once.
                && !faults.iter().any(|fault| fault.pointer == pointer) =>
        {
            faults.push(ImportFault {
                pointer: pointer.to_owned(),
                message: "shows nothing; write something, or leave the field out".into(),
            });
        }
        Value::Array(items) => items
            .iter()
            .enumerate()
            .for_each(|(at, item)| add_blank_faults(&format!("{pointer}/{at}"), item, faults)),
        Value::Object(fields) => fields.iter().for_each(|(name, field)| {
            add_blank_faults(&format!("{pointer}/{name}"), field, faults)
        }),
        _ => {}
    }
}

fn describe_error(pointer: &str, error: &ValidationError<'_>) -> Vec<ImportFault> {
    let at = format!("{pointer}{}", error.instance_path().as_str());
    match error.kind() {
        // At the field that is missing, and not at its record, so that the place in the file is
        // found.
        ValidationErrorKind::Required { property } => {
            return vec![ImportFault {
                pointer: format!("{at}/{}", property.as_str().unwrap_or("")),
                message: "is missing".into(),
            }];
        }
        ValidationErrorKind::AdditionalProperties { unexpected } => {
            return unexpected
                .iter()
                .map(|name| ImportFault {
                    pointer: format!("{at}/{name}"),
                    message: "is not a field that belongs here".into(),
                })
                .collect();
        }
        ValidationErrorKind::OneOfNotValid { context } | ValidationErrorKind::AnyOf { context } => {
            let nested = describe_alternatives(pointer, error, context);
            if !nested.is_empty() {
                return nested;
            }
        }
        _ => {}
    }
    vec![ImportFault {
        pointer: at,
        message: describe_value(error.kind()),
    }]
}

/// The faults of a value that matches none of its alternatives. An optional value has the
/// alternatives null and its type: reports what is wrong with the value instead of that no
/// alternative matched.
fn describe_alternatives(
    pointer: &str,
    error: &ValidationError<'_>,
    alternatives: &[Vec<ValidationError<'_>>],
) -> Vec<ImportFault> {
    alternatives
        .iter()
        .flatten()
        .filter(|inner| {
            // An optional value that is wrong fails the alternative null, too. That error says only
            // that it is not null.
            !matches!(
                inner.kind(),
                ValidationErrorKind::Type { .. } | ValidationErrorKind::Constant { .. }
            ) || inner.instance_path().as_str() != error.instance_path().as_str()
        })
        .flat_map(|inner| describe_error(pointer, inner))
        .collect()
}

/// What is wrong with a single value.
fn describe_value(kind: &ValidationErrorKind) -> String {
    match kind {
        ValidationErrorKind::Type { kind } => match kind {
            TypeKind::Single(kind) => format!("must be {}", describe_type(&kind.to_string())),
            TypeKind::Multiple(_) => "is of the wrong kind".into(),
        },
        ValidationErrorKind::Enum { options } => {
            format!("must be one of {}", join_options(options))
        }
        ValidationErrorKind::Constant { expected_value } => format!("must be {expected_value}"),
        ValidationErrorKind::Format { format } if format == WALL_CLOCK => {
            "is a day or a time that does not exist".into()
        }
        ValidationErrorKind::Format { format } => {
            format!("must be written as a {format}, such as 2026-11-30")
        }
        ValidationErrorKind::Pattern { pattern } => describe_pattern(pattern).into(),
        ValidationErrorKind::MinLength { .. } => "must not be empty, or is too short".into(),
        ValidationErrorKind::MaxLength { limit } => {
            format!("is too long: {limit} characters at most")
        }
        ValidationErrorKind::MinItems { limit } => format!("needs at least {limit}"),
        ValidationErrorKind::MaxItems { limit } => format!("has too many: {limit} at most"),
        ValidationErrorKind::Minimum { limit } => format!("must be {limit} or more"),
        ValidationErrorKind::Maximum { limit } => format!("must be {limit} or less"),
        ValidationErrorKind::OneOfNotValid { .. } | ValidationErrorKind::AnyOf { .. } => {
            "is not one of the values it may have".into()
        }
        _ => "is not as the schema asks".into(),
    }
}

/// The patterns of the schema, each with what a value must be that does not match it.
const PATTERN_MESSAGES: [(&str, &str); 4] = [
    ("^https://", "must begin with https://"),
    (
        WALL_CLOCK_PATTERN,
        "must be a date and a time on the wall clock, such as 2026-11-30T16:00",
    ),
    (
        "^([01][0-9]|2[0-3]):[0-5][0-9]$",
        "must be a time of day, from 00:00 to 23:59",
    ),
    (
        "^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$",
        "must be a language tag such as en, es or hmn",
    ),
];

fn describe_pattern(pattern: &str) -> &'static str {
    PATTERN_MESSAGES
        .iter()
        .find(|(known, _)| *known == pattern)
        .map_or("is not written as the schema asks", |(_, message)| *message)
}

fn describe_type(kind: &str) -> String {
    match kind {
        "string" => "text in quotes".into(),
        "boolean" => "true or false".into(),
        "array" => "a list in [ ]".into(),
        "object" => "a group in { }".into(),
        "integer" => "a whole number".into(),
        other => format!("a {other}"),
    }
}

fn join_options(options: &Value) -> String {
    options
        .as_array()
        .map(|all| {
            all.iter()
                .filter_map(Value::as_str)
                .collect::<Vec<_>>()
                .join(", ")
        })
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    fn collect_patterns<'a>(schema: &'a Value, patterns: &mut BTreeSet<&'a str>) {
        match schema {
            Value::Object(fields) => {
                patterns.extend(fields.get("pattern").and_then(Value::as_str));
                for field in fields.values() {
                    collect_patterns(field, patterns);
                }
            }
            Value::Array(items) => {
                for item in items {
                    collect_patterns(item, patterns);
                }
            }
            _ => {}
        }
    }

    #[test]
    fn each_pattern_of_the_schema_has_a_message_of_its_own() {
        // A new pattern without a message fails here, and not at an agency that reads a general
        // sentence.
        let schema = file_schema();
        let mut patterns = BTreeSet::new();
        collect_patterns(&schema, &mut patterns);
        let described: BTreeSet<&str> = PATTERN_MESSAGES.map(|(pattern, _)| pattern).into();
        assert_eq!(described, patterns);
        let messages: BTreeSet<&str> = patterns.into_iter().map(describe_pattern).collect();
        assert_eq!(messages.len(), described.len(), "{messages:?}");
    }
}
