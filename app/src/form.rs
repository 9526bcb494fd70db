//! Forms that survive: what was typed comes back, to the one who typed it.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use http::request::Parts;
use http::{HeaderValue, StatusCode, header};
use leptos::prelude::*;
use leptos_axum::ResponseOptions;
use model::Code;
use model::id::{FormId, PersonId};
use serde::{Deserialize, Serialize};
use url::{Position, Url};

use crate::actor::Visit;
use crate::error::Error;

/// Fields whose text never goes into a session.
const SECRET: [&str; 5] = ["passphrase", "passphrase_again", "code", "key", "secret"];
/// Fields that say where a form stands and are no part of what was typed.
const AROUND: [&str; 6] = ["from", "endpoint", "person", "keep_for", "file", "brought"];
/// Fields that say what a form is about, where it has no id.
const ABOUT: [&str; 8] = ["family", "section", "item", "reply", "review", "request", "thread", "to"];

/// Whether the text of this field is never given back.
pub fn is_secret(name: &str) -> bool {
    SECRET.contains(&name)
}

/// Whether this field says where its form stands, and is no part of what was typed.
pub fn is_around(name: &str) -> bool {
    AROUND.contains(&name)
}

/// The form being answered, as it came.
#[derive(Debug, Clone, Default)]
pub struct Posted {
    pub fields: Arc<Vec<(String, String)>>,
    /// The names of the files that came with it.
    pub files: Arc<Vec<String>>,
}

fn posted() -> Posted {
    expect_context::<Parts>().extensions.get::<Posted>().cloned().unwrap_or_default()
}

/// What was posted in this field, besides the server function's own arguments; nothing where the form has no such field.
pub fn posted_value(name: &str) -> String {
    posted().fields.iter().find(|(field, _)| field == name).map(|(_, value)| value.clone()).unwrap_or_default()
}

/// The ids of the boxes that were ticked: fields named `<name>-<id>`. A server fn's own arguments can't carry names that a
/// browser without script would have to write in brackets.
pub fn ticked(name: &str) -> Vec<String> {
    posted().fields.iter().filter_map(|(field, _)| field.strip_prefix(name)?.strip_prefix('-').map(str::to_owned)).collect()
}

/// A file that came with a form.
#[derive(Debug)]
pub enum Upload {
    Bytes(Vec<u8>),
    /// More than any file may have; it was not kept.
    Large,
}

/// The files of the form being answered; whoever takes them has them.
#[derive(Debug, Clone)]
pub struct Uploads(Arc<Mutex<Vec<Upload>>>);

impl Uploads {
    pub fn new(files: Vec<Upload>) -> Self {
        Self(Arc::new(Mutex::new(files)))
    }
}

/// Takes the files of the form being answered.
pub fn uploads() -> Vec<Upload> {
    let parts = expect_context::<Parts>();
    let Some(Uploads(files)) = parts.extensions.get::<Uploads>() else { return Vec::new() };
    files.lock().map(|mut files| std::mem::take(&mut *files)).unwrap_or_default()
}

/// A form on its way back to the page that draws it.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct FormState {
    /// Which form, as `feature/verb`.
    pub endpoint: String,
    /// Who typed it; nobody else gets it back.
    pub person: Option<PersonId>,
    pub values: BTreeMap<String, String>,
    /// The page that draws it, as an address of ours.
    #[serde(default)]
    pub page: String,
    /// Names of the files that came with it and have to be chosen again: no browser fills in a file.
    #[serde(default)]
    pub files: Vec<String>,
    /// Field and code of everything refused. Empty when the form was only carried over a change of language or a sign-in.
    pub errors: Vec<(String, String)>,
}

impl FormState {
    /// A form as it came, without its secrets.
    pub fn new(endpoint: &str, person: Option<PersonId>, fields: impl IntoIterator<Item = (String, String)>) -> Self {
        let kept = |name: &str| !is_secret(name) && !is_around(name);
        let values = fields.into_iter().filter(|(name, _)| kept(name)).collect();
        Self { endpoint: endpoint.to_owned(), person, values, ..Self::default() }
    }

    /// The form being answered, with every field that was posted: a list of fields would sooner or later lack one.
    pub fn posted(endpoint: &str) -> Self {
        let Posted { fields, files } = posted();
        let brought = fields.iter().filter(|(name, _)| name == "brought").flat_map(|(_, names)| names.lines());
        let files = if files.is_empty() { brought.map(str::to_owned).collect() } else { files.to_vec() };
        Self { files, ..Self::new(endpoint, None, fields.iter().cloned()) }
    }

    /// Whether both are one form: of one id, or about one thing where the form has none.
    pub fn is(&self, other: &Self) -> bool {
        let same = |name: &str| self.value(name) == other.value(name);
        let about = !self.value("form").is_empty() || ABOUT.iter().all(|name| same(name));
        self.endpoint == other.endpoint && same("form") && about
    }

    /// Bytes of what was typed.
    pub fn size(&self) -> usize {
        self.values.iter().map(|(name, value)| name.len() + value.len()).sum::<usize>() + self.files.iter().map(String::len).sum::<usize>()
    }

    /// The form of this endpoint and this id.
    #[must_use]
    pub fn of(self, endpoint: &str, form: &str) -> Self {
        Self { endpoint: endpoint.to_owned(), ..self.with_value("form", form) }
    }

    #[must_use]
    pub fn with_error(mut self, field: &str, code: Code) -> Self {
        self.errors.push((field.to_owned(), code.to_owned()));
        self
    }

    #[must_use]
    pub fn with_value(mut self, name: &str, value: &str) -> Self {
        self.values.insert(name.to_owned(), value.to_owned());
        self
    }

    pub fn value(&self, name: &str) -> String {
        self.values.get(name).cloned().unwrap_or_default()
    }

    pub fn error(&self, name: &str) -> Option<&str> {
        self.errors.iter().find(|(field, _)| field == name).map(|(_, code)| code.as_str())
    }
}

/// Whether a form came back refused, and not only carried over a change of language or a sign-in.
pub fn refused(state: Option<&FormState>) -> bool {
    state.is_some_and(|state| !state.errors.is_empty())
}

impl Visit {
    /// The id of a form being drawn. One that came back keeps its own: sent again, it is the same act.
    pub fn form_id(&self, state: Option<&FormState>) -> String {
        state.map(|state| state.value("form")).filter(|id| !id.is_empty()).unwrap_or_else(|| self.db.clock().mint::<FormId>().to_string())
    }
}

/// Answers a form with 303 and the page to go to.
pub fn go(page: &str) {
    let options = expect_context::<ResponseOptions>();
    if let Ok(location) = HeaderValue::from_str(page) {
        options.insert_header(header::LOCATION, location);
        options.set_status(StatusCode::SEE_OTHER);
    }
}

/// An address of one of our own pages, made from something that came from outside: the only way to do it. It is read as
/// browsers read it (tabs and line breaks drop out, a backslash is a slash); what leads to another origin, into the forms
/// below `/api/`, or nowhere becomes `/`. What comes back is a path and a query, in plain ASCII.
pub fn own_path(address: &str) -> String {
    own(address).unwrap_or_else(|| "/".to_owned())
}

fn own(address: &str) -> Option<String> {
    // Any origin will do: what is asked is whether the address leaves it.
    let origin = Url::parse("https://own.invalid/").ok()?;
    // Our pages begin with a slash. A browser would read anything else against a page that we do not know here.
    let url = Some(address).filter(|address| address.starts_with('/')).and_then(|address| origin.join(address).ok())?;
    let stays = url.origin() == origin.origin() && url.username().is_empty() && url.password().is_none();
    // A path that itself begins with two slashes would be another host, once the origin before it is gone.
    let page = !url.path().starts_with("//") && url.path_segments()?.next() != Some("api");
    (stays && page).then(|| url[Position::BeforePath..Position::AfterQuery].to_owned())
}

/// Runs a write, and runs it again when another writer was first: the loser of two finds what the winner wrote. A database
/// that is busy is not asked again, because the waits would add up. A
/// macro, because an async closure that borrows is not `Send` for every lifetime.
macro_rules! twice {
    ($write:block) => {{
        let mut tries = 0;
        loop {
            let done: Result<_, $crate::error::Error> = async { $write }.await;
            match done {
                Err($crate::error::Error::Raced) if tries < 3 => tries += 1,
                other => break other,
            }
        }
    }};
}
pub(crate) use twice;

/// The end of every form: an error becomes a status, which the server turns into a page that keeps the text.
pub fn settle(result: Result<(), Error>) {
    match result {
        Ok(()) => {}
        Err(Error::SignedOut) => go("/sign-in"),
        Err(error) => error.answer(),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn address_from_outside_never_leads_to_another_host() {
        for own in ["/", "/family/1/plan?x=1", "/messages/1?at=3&x=%2F%2Fevil.example", "/welcome/ABC-2"] {
            assert_eq!(own_path(own), own);
        }
        assert_eq!(own_path("/plan#r1"), "/plan", "a fragment is not needed");
        assert_eq!(own_path("/plan?of=Mar\u{ed}a"), "/plan?of=Mar%C3%ADa");
        assert_eq!(own_path("/pl\tan\n"), "/plan", "as a browser reads it");
        // Encoded, they stay a path of ours.
        for own in ["/%09/evil.example/x", "/%2F%2Fevil.example", "/%5Cevil.example", "/\u{2215}\u{2215}evil.example"] {
            assert!(own_path(own).starts_with("/%"), "{own}");
        }
        for bad in [
            "",
            "plan",
            "//",
            "///",
            "//evil.example",
            "https://evil.example",
            "https:evil.example",
            "https:/evil.example",
            "http:\\\\evil.example",
            "javascript:alert(1)",
            "/\\evil.example",
            "\\\\evil.example",
            "/\t/evil.example/x",
            "/\n/evil.example/x",
            "\t//evil.example",
            " //evil.example",
            "/\r\n/evil.example",
            "//user@evil.example",
            "//own.invalid@evil.example",
            "//user:word@own.invalid/plan",
            "//own.invalid:444/plan",
            "/.//evil.example",
            "/..//evil.example",
            "/%2e%2e//evil.example",
            "/plan/..//evil.example",
            "/./\\evil.example",
            "/api/account/sign-out",
            "/x/../api/account/sign-out",
            "/%2e/api/account/sign-out",
            "/\tapi/account/sign-out",
        ] {
            assert_eq!(own_path(bad), "/", "{bad:?}");
        }
    }

    proptest! {
        /// Whatever is typed: the address begins with one slash, holds only plain signs, and stays with whoever shows it.
        #[test]
        fn any_address_from_outside_stays_here(typed in r"[/\\\t\r\n .:@%?#a-c09\u{2215}\u{ff0f}\u{3002}]{0,24}|(/|//|/%09|/%2e|/\\){0,3}(api|evil\.example|@|:80)?.{0,12}") {
            let own = own_path(&typed);
            prop_assert!(own.starts_with('/') && own.bytes().all(|byte| byte.is_ascii_graphic()), "{own}");
            for page in ["https://portal.example/a/b?c", "http://localhost:3000/"] {
                let page = Url::parse(page).unwrap();
                let there = page.join(&own).unwrap();
                prop_assert_eq!(there.origin(), page.origin());
                prop_assert!(!there.path().starts_with("/api/"));
            }
            prop_assert_eq!(own_path(&own), own);
        }
    }

    #[test]
    fn secrets_are_not_kept() {
        let fields = [("name".to_owned(), "maria".to_owned()), ("passphrase".to_owned(), "el perro come pan".to_owned())];
        let state = FormState::new("account/sign-in", None, fields);
        assert_eq!(state.value("name"), "maria");
        assert_eq!(state.value("passphrase"), "");
    }
}
