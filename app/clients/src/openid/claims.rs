//! What an ID token says about a person, read after its signature was verified.

use base64ct::{Base64UrlUnpadded, Encoding};
use serde_json::{Value, json};

/// The claim that shows a sign-in with more than one factor: `amr`, `acr`, or one of the
/// provider's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RequiredClaim {
    pub name: String,
    /// Any of these is enough.
    pub values: Vec<String>,
}

impl RequiredClaim {
    /// From `NAME=VALUE` or `NAME=VALUE|VALUE`.
    ///
    /// # Errors
    /// What is wrong with the text, for the operator.
    pub fn parse(text: &str) -> Result<Self, String> {
        let (name, values) = text.split_once('=').unwrap_or((text, ""));
        let values: Vec<String> = values
            .split('|')
            .map(|value| value.trim().to_owned())
            .filter(|value| !value.is_empty())
            .collect();
        if name.trim().is_empty() || values.is_empty() {
            return Err("must be CLAIM=VALUE, such as amr=mfa or acr=one|other".to_owned());
        }
        Ok(Self {
            name: name.trim().to_owned(),
            values,
        })
    }

    /// Whether the claims have one of the values.
    pub(super) fn is_met_by(&self, payload: &Value) -> bool {
        claim_values(payload, &self.name)
            .iter()
            .any(|value| self.values.contains(value))
    }

    /// The value of the request parameter `claims` that asks for this claim.
    pub(super) fn as_claims_request(&self) -> String {
        let wanted = match self.values.as_slice() {
            // Entra ID knows only this form.
            [value] => json!({ "essential": true, "value": value }),
            values => json!({ "essential": true, "values": values }),
        };
        let name = self.name.as_str();
        json!({ "id_token": { name: wanted } }).to_string()
    }
}

/// A person of the identity provider, as a verified ID token tells.
#[derive(Clone)]
pub struct VerifiedIdentity {
    pub issuer: String,
    /// The name of the person within the issuer, which is never used for another person.
    pub subject: String,
    pub groups: Vec<String>,
    /// Whether the required claim has one of its values.
    pub meets_requirement: bool,
    /// Whether the required claim is in the token at all. Tokens that are renewed may leave it out.
    pub names_requirement: bool,
    /// When the person proved who they are, in seconds since 1970.
    pub proved_at: Option<i64>,
    pub refresh_token: Option<String>,
}

/// Omits the person and the token, which must not reach a log.
impl std::fmt::Debug for VerifiedIdentity {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("VerifiedIdentity").finish_non_exhaustive()
    }
}

impl VerifiedIdentity {
    /// Whether the person proved who they are at most `seconds` before `now`.
    pub(super) fn proved_within(&self, seconds: i64, now: i64) -> bool {
        self.proved_at.is_some_and(|at| now - at <= seconds)
    }
}

/// The values of a claim that is a text or a list of texts; empty for any other.
pub(super) fn claim_values(payload: &Value, name: &str) -> Vec<String> {
    match payload.get(name) {
        Some(Value::String(value)) => vec![value.clone()],
        Some(Value::Array(values)) => values
            .iter()
            .filter_map(|value| value.as_str().map(str::to_owned))
            .collect(),
        _ => Vec::new(),
    }
}

/// The claims of a token in its compact form. Verifies nothing.
pub(super) fn decode_payload(token: &str) -> Option<Value> {
    let payload = token.split('.').nth(1)?;
    let bytes = Base64UrlUnpadded::decode_vec(payload).ok()?;
    serde_json::from_slice(&bytes).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_required_claim_is_a_name_and_values() {
        let claim = RequiredClaim::parse("amr = mfa|hwk").unwrap();
        assert!(claim.is_met_by(&json!({ "amr": ["pwd", "mfa"] })));
        assert!(claim.is_met_by(&json!({ "amr": "hwk" })));
        for other in [
            json!({ "amr": ["pwd"] }),
            json!({ "acr": "mfa" }),
            json!({ "amr": true }),
        ] {
            assert!(!claim.is_met_by(&other), "{other}");
        }
        for wrong in ["", "amr", "=mfa", "amr=", "amr=|"] {
            assert!(RequiredClaim::parse(wrong).is_err(), "{wrong}");
        }
        assert_eq!(
            RequiredClaim::parse("acrs=c1").unwrap().as_claims_request(),
            r#"{"id_token":{"acrs":{"essential":true,"value":"c1"}}}"#
        );
    }
}
