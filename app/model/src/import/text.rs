//! Texts of an import file, and who may see an entry.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::role::Role;

/// A text that a person wrote, in one language, with its translations.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Words")]
pub struct ImportText {
    // Only the form of a tag is checked: people write in languages that the portal is not
    // translated into.
    #[schemars(regex(pattern = r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$"))]
    pub language: String,
    // `MAX_PLAN_TEXT_CHARS`; the attribute accepts only a literal.
    #[schemars(length(min = 1, max = 10000))]
    pub text: String,
    /// Key of the author. Words of a family member are marked "entered by the agency".
    #[serde(default)]
    pub by: Option<String>,
    #[serde(default)]
    pub translations: Vec<ImportTranslation>,
}

#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Translation")]
pub struct ImportTranslation {
    #[schemars(regex(pattern = r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$"))]
    pub language: String,
    #[schemars(length(min = 1, max = 10000))]
    pub text: String,
    /// Name of the person or machine that made it, shown to the reader.
    // No key: the translator of a text may be unknown to the agency.
    pub by: String,
    /// True when a machine made it; always shown as such.
    #[serde(default)]
    pub machine: bool,
}

/// Who may see an item. Left out: everyone whose role sees such things by default.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema, PartialEq, Eq)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Audience")]
pub struct ImportAudience {
    #[serde(default)]
    pub roles: Vec<Role>,
    /// Keys of people who see it by name.
    #[serde(default)]
    pub people: Vec<String>,
    /// Keys of people who never see it, whatever their role.
    #[serde(default)]
    pub never: Vec<String>,
}
