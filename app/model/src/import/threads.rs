//! The conversations of an import file.

use jiff::civil::DateTime;
use schemars::JsonSchema;
use serde::Deserialize;

/// A conversation that took place before the portal, or is set up by the agency.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Thread")]
pub struct ImportThread {
    #[schemars(length(min = 1, max = 80))]
    pub key: String,
    /// Keys of everyone who reads it.
    #[schemars(length(min = 2, max = 50))]
    pub readers: Vec<String>,
    #[serde(default)]
    pub messages: Vec<ImportMessage>,
}

#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Message")]
pub struct ImportMessage {
    #[schemars(length(min = 1, max = 80))]
    pub key: String,
    /// Key of the writer, one of the readers.
    pub from: String,
    /// On the agency's wall clock.
    pub at: DateTime,
    #[schemars(regex(pattern = r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$"))]
    pub language: String,
    // `MAX_BODY_CHARS`; the attribute accepts only a literal.
    #[schemars(length(min = 1, max = 5000))]
    pub text: String,
}
