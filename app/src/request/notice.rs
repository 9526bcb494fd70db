//! What an accepted form did, as the page says it that the form redirects to.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use jiff::civil::Date;
use model::id::PersonId;
use serde::{Deserialize, Serialize};

/// The id of the notice's element. Browsers move the focus to the element that a fragment names.
pub const NOTICE_ID: &str = "notice";
/// The query parameter with the notice's id, with its equals sign.
pub const NOTICE_PARAMETER: &str = "notice=";

/// A sentence: a message key and the values that it may have. Names and days are formatted when the
/// page is rendered, in the language that it then has.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct NoticeSentence {
    pub key: String,
    /// The variable `names`.
    pub names: Vec<String>,
    /// The variable `day`.
    pub day: Option<Date>,
    /// The variable `days`, a list.
    pub days: Vec<Date>,
    /// The variable `count`.
    pub count: i64,
    /// The key of the message that is the variable `label`.
    pub label_key: String,
}

/// A form with one button, such as "Undo".
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct NoticeButton {
    pub label_key: String,
    pub action: String,
    pub fields: Vec<(String, String)>,
}

impl NoticeButton {
    /// A button that sends the id of one record to `action`, and what to do with it, such as
    /// `restore`.
    pub fn for_row(label_key: &str, action: &str, row: &str, act: &str) -> Self {
        Self {
            label_key: label_key.to_owned(),
            action: action.to_owned(),
            fields: vec![
                ("row".to_owned(), row.to_owned()),
                ("act".to_owned(), act.to_owned()),
            ],
        }
    }
}

/// A link, such as to the next thing to do.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct NoticeLink {
    pub label_key: String,
    pub href: String,
}

/// What an accepted form did.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct PageNotice {
    /// Set by `answer_with_notice`, like the next two.
    pub id: String,
    pub person: Option<PersonId>,
    /// When it was stored, in seconds since the Unix epoch.
    pub at: i64,
    pub sentences: Vec<NoticeSentence>,
    pub button: Option<NoticeButton>,
    pub link: Option<NoticeLink>,
    /// What the form was about, such as the id of a plan item. The notice is shown there, and above
    /// the page where the page does not show it.
    pub subject: String,
}

impl PageNotice {
    /// A notice of one sentence without values.
    pub fn new(key: &str) -> Self {
        Self::default().with_sentence(NoticeSentence {
            key: key.to_owned(),
            ..NoticeSentence::default()
        })
    }

    #[must_use]
    pub fn with_sentence(mut self, sentence: NoticeSentence) -> Self {
        self.sentences.push(sentence);
        self
    }

    /// Adds a link.
    #[must_use]
    pub fn with_link(mut self, label_key: &str, href: String) -> Self {
        self.link = Some(NoticeLink {
            label_key: label_key.to_owned(),
            href,
        });
        self
    }
}

/// The notice of a request, and whether the page has shown it already.
#[derive(Debug, Clone)]
pub struct RequestNotice {
    pub notice: Arc<PageNotice>,
    is_shown: Arc<AtomicBool>,
}

impl RequestNotice {
    pub fn new(notice: PageNotice) -> Self {
        Self {
            notice: Arc::new(notice),
            is_shown: Arc::default(),
        }
    }

    /// The notice, once: the first part of the page that asks shows it.
    pub fn take(&self) -> Option<&PageNotice> {
        (!self.is_shown.swap(true, Ordering::Relaxed)).then_some(&*self.notice)
    }
}

/// An address without the parameter that names a notice, and without its fragment.
pub fn without_notice(address: &str) -> String {
    let address = address.split('#').next().unwrap_or_default();
    let Some((path, query)) = address.split_once('?') else {
        return address.to_owned();
    };
    let kept: Vec<&str> = query
        .split('&')
        .filter(|pair| !pair.is_empty() && !pair.starts_with(NOTICE_PARAMETER))
        .collect();
    if kept.is_empty() {
        path.to_owned()
    } else {
        format!("{path}?{}", kept.join("&"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_notice_is_taken_out_of_an_address() {
        for (address, without) in [
            ("/plan", "/plan"),
            ("/plan?notice=1", "/plan"),
            ("/plan?done=1&notice=1#notice", "/plan?done=1"),
            ("/plan?notice=1&done=1", "/plan?done=1"),
            ("/plan?notices=1", "/plan?notices=1"),
        ] {
            assert_eq!(without_notice(address), without, "{address}");
        }
    }
}
