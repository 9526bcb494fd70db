//! Form handling: submitted fields, redirects, retries, and state to redisplay a rejected form.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use http::request::Parts;
use http::{HeaderValue, StatusCode, header};
use leptos::prelude::*;
use leptos_axum::ResponseOptions;
use model::ErrorCode;
use model::field_errors::FieldError;
use model::id::{FormId, PersonId};
use serde::{Deserialize, Serialize};

use crate::error::AppError;
use crate::paths;
use crate::request::context::RequestContext;

/// Fields whose values are never stored in a session.
const SECRET_FIELDS: [&str; 7] = [
    "passphrase",
    "passphrase_again",
    "current_passphrase",
    "code",
    "key",
    "secret",
    "credential",
];
/// Fields that describe the context of a form and are not user input.
const CONTEXT_FIELDS: [&str; 6] = ["from", "endpoint", "person", "keep_for", "file", "brought"];
/// Fields that identify the subject of a form without an id.
const SUBJECT_FIELDS: [&str; 15] = [
    "family", "section", "item", "event", "need", "of", "reply", "review", "request", "contact",
    "pick", "plan", "row", "thread", "to",
];

/// Whether the value of this field is never stored or redisplayed.
pub fn is_secret_field(name: &str) -> bool {
    SECRET_FIELDS.contains(&name)
}

/// Whether this field describes the context of its form and is not user input.
pub fn is_context_field(name: &str) -> bool {
    CONTEXT_FIELDS.contains(&name)
}

/// The endpoint of a form, as `feature/verb`. `action` is the address to which the form is sent,
/// such as `AddItem::PATH`.
pub fn form_endpoint(action: &str) -> &str {
    action.strip_prefix("/api/").unwrap_or(action)
}

/// The submitted form of the current request, as received.
#[derive(Debug, Clone, Default)]
pub struct RawForm {
    pub fields: Arc<Vec<(String, String)>>,
    /// The names of the uploaded files.
    pub files: Arc<Vec<String>>,
}

fn raw_form() -> RawForm {
    expect_context::<Parts>()
        .extensions
        .get::<RawForm>()
        .cloned()
        .unwrap_or_default()
}

/// The value of a submitted field that is not an argument of the server function; empty if the form
/// has no such field.
pub fn submitted_value(name: &str) -> String {
    raw_form()
        .fields
        .iter()
        .find(|(field, _)| field == name)
        .map(|(_, value)| value.clone())
        .unwrap_or_default()
}

/// Whether the submitted form has this field. Browsers send a text field that is empty, too.
pub fn has_submitted_field(name: &str) -> bool {
    raw_form().fields.iter().any(|(field, _)| field == name)
}

/// The ids of checked checkboxes: fields named `<name>-<id>`. They are not arguments of the server
/// function, because a list argument needs field names with brackets in the HTML.
pub fn checked_ids(name: &str) -> Vec<String> {
    raw_form()
        .fields
        .iter()
        // Browsers send only the boxes that are checked, so the value says nothing more.
        .filter_map(|(field, _)| {
            field
                .strip_prefix(name)?
                .strip_prefix('-')
                .map(str::to_owned)
        })
        .collect()
}

/// An uploaded file.
#[derive(Debug)]
pub enum Upload {
    Bytes(Vec<u8>),
    /// Larger than any attachment may be. Its bytes were discarded.
    TooLarge,
}

/// The uploaded files of the current request. They can be taken once.
// Request extensions must be `Clone`, so the bytes are shared and taken out once instead of being
// copied.
#[derive(Debug, Clone)]
pub struct Uploads(Arc<Mutex<Vec<Upload>>>);

impl Uploads {
    pub fn new(files: Vec<Upload>) -> Self {
        Self(Arc::new(Mutex::new(files)))
    }
}

/// Takes the uploaded files of the current request; further calls return none.
pub fn take_uploads() -> Vec<Upload> {
    let parts = expect_context::<Parts>();
    let Some(Uploads(files)) = parts.extensions.get::<Uploads>() else {
        return Vec::new();
    };
    files
        .lock()
        .map(|mut files| std::mem::take(&mut *files))
        .unwrap_or_default()
}

/// State to redisplay a form on its page.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct FormState {
    /// The endpoint, as `feature/verb`.
    pub endpoint: String,
    /// The person who submitted it; it is redisplayed to that person only.
    pub person: Option<PersonId>,
    pub values: BTreeMap<String, String>,
    /// The local address of the page that contains the form.
    // A form that an older version stored does not have this field.
    #[serde(default)]
    pub page: String,
    /// Names of uploaded files that have to be chosen again, because browsers never prefill a file
    /// input.
    #[serde(default)]
    pub files: Vec<String>,
    /// Field and error code of each validation error. Empty when the form was only preserved across
    /// a language change or a sign-in.
    pub errors: Vec<(String, String)>,
}

impl FormState {
    /// State from submitted fields, without secrets and context fields.
    pub fn new(
        endpoint: &str,
        person: Option<PersonId>,
        fields: impl IntoIterator<Item = (String, String)>,
    ) -> Self {
        let is_stored = |name: &str| !is_secret_field(name) && !is_context_field(name);
        let values = fields
            .into_iter()
            .filter(|(name, _)| is_stored(name))
            .collect();
        Self {
            endpoint: endpoint.to_owned(),
            person,
            values,
            ..Self::default()
        }
    }

    /// State of the submitted form, with its endpoint and all its fields: a hand-written list of
    /// fields could miss one.
    pub fn from_request() -> Self {
        let address = expect_context::<Parts>().uri;
        let RawForm { fields, files } = raw_form();
        // Names of files that an earlier attempt uploaded and that are held for this form. New
        // files replace them.
        let brought = fields
            .iter()
            .filter(|(name, _)| name == "brought")
            .flat_map(|(_, names)| names.lines());
        let files = if files.is_empty() {
            brought.map(str::to_owned).collect()
        } else {
            files.to_vec()
        };
        Self {
            files,
            ..Self::new(form_endpoint(address.path()), None, fields.iter().cloned())
        }
    }

    /// Whether both states are of the same form: the same endpoint and id, or the same subject
    /// where the form has no id.
    pub fn is_same_form(&self, other: &Self) -> bool {
        let same = |name: &str| self.field_value(name) == other.field_value(name);
        // With an id the subject is not compared: the islands of the composer know only the id.
        let about =
            !self.field_value("form").is_empty() || SUBJECT_FIELDS.iter().all(|name| same(name));
        self.endpoint == other.endpoint && same("form") && about
    }

    /// Size of the user input in bytes.
    pub fn size_bytes(&self) -> usize {
        self.values
            .iter()
            .map(|(name, value)| name.len() + value.len())
            .sum::<usize>()
            + self.files.iter().map(String::len).sum::<usize>()
    }

    /// The same state as one of the form that is sent to `action`, with this form id.
    #[must_use]
    pub fn with_action_and_id(self, action: &str, form: &str) -> Self {
        Self {
            endpoint: form_endpoint(action).to_owned(),
            ..self.with_value("form", form)
        }
    }

    #[must_use]
    pub fn with_error(mut self, field: &str, code: ErrorCode) -> Self {
        self.errors.push((field.to_owned(), code.to_owned()));
        self
    }

    /// Adds the errors of several fields.
    #[must_use]
    pub fn with_errors(self, errors: impl IntoIterator<Item = FieldError>) -> Self {
        errors
            .into_iter()
            .fold(self, |state, (field, code)| state.with_error(field, code))
    }

    #[must_use]
    pub fn with_value(mut self, name: &str, value: &str) -> Self {
        self.values.insert(name.to_owned(), value.to_owned());
        self
    }

    pub fn field_value(&self, name: &str) -> String {
        self.values.get(name).cloned().unwrap_or_default()
    }

    pub fn field_error(&self, name: &str) -> Option<&str> {
        self.errors
            .iter()
            .find(|(field, _)| field == name)
            .map(|(_, code)| code.as_str())
    }
}

/// Whether the form was rejected, and not only preserved across a language change or a sign-in.
pub fn is_rejected(state: Option<&FormState>) -> bool {
    state.is_some_and(|state| !state.errors.is_empty())
}

impl RequestContext {
    /// The id for a form to render. A redisplayed form keeps its id, so that a retry is idempotent.
    pub fn form_id(&self, state: Option<&FormState>) -> String {
        state
            .map(|state| state.field_value("form"))
            // A state that only prefills the form has no id.
            .filter(|id| !id.is_empty())
            .unwrap_or_else(|| self.db.clock().new_id::<FormId>().to_string())
    }
}

/// Responds to a form with a redirect (303) to `page`.
pub fn see_other(page: &str) {
    let options = expect_context::<ResponseOptions>();
    // A line break in an address would add a header; `HeaderValue` rejects it.
    if let Ok(location) = HeaderValue::from_str(page) {
        options.insert_header(header::LOCATION, location);
        // 303 and not 302 or 307: the browser must load the page with GET, so that reloading it
        // does not submit the form again.
        options.set_status(StatusCode::SEE_OTHER);
    }
}

/// Runs a write and retries it up to three times when a concurrent writer won the race (`Raced`):
/// the retry finds the winner's row. `Busy` is not retried, because the waits would add up. A
/// macro, because an async closure that borrows is not `Send` for every lifetime.
macro_rules! retry_on_race {
    ($write:block) => {{
        let mut tries = 0;
        loop {
            let done: Result<_, $crate::error::AppError> = async { $write }.await;
            match done {
                Err($crate::error::AppError::Raced) if tries < 3 => tries += 1,
                other => break other,
            }
        }
    }};
}
pub(crate) use retry_on_race;

/// Ends a form: an error sets the status, from which the server renders a page with the submitted
/// text.
pub fn respond(result: Result<(), AppError>) {
    match result {
        Ok(()) => {}
        Err(AppError::SignedOut) => see_other(paths::SIGN_IN),
        Err(error) => error.set_status(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn secrets_are_not_kept() {
        let fields = [
            ("name".to_owned(), "maria".to_owned()),
            ("passphrase".to_owned(), "el perro come pan".to_owned()),
        ];
        let state = FormState::new("account/sign-in", None, fields);
        assert_eq!(state.field_value("name"), "maria");
        assert_eq!(state.field_value("passphrase"), "");
    }
}
