//! The notice of an accepted form, stored in the session. The address of the page names it, so that
//! the page can be reloaded, and a later visit of the same page does not repeat it.

use model::id::{FormId, PersonId};

use crate::error::AppError;
use crate::request::context::RequestContext;
use crate::request::form::{see_other, submitted_value};
use crate::request::local_path::local_path_or_root;
use crate::request::notice::{
    NOTICE_ID, NOTICE_PARAMETER, PageNotice, RequestNotice, without_notice,
};

/// Session key of the notice. There is one: the next form replaces it.
const NOTICE_KEY: &str = "notice";
/// Lifetime of a notice in seconds.
const NOTICE_LIFETIME_SECONDS: i64 = 3_600;

/// The page that the submitted form was on, or `page` for a form that does not say. The address
/// comes with the form, as a field that anyone can set.
pub fn page_of_form(page: &str) -> String {
    let from = submitted_value("from");
    if from.is_empty() {
        page.to_owned()
    } else {
        local_path_or_root(&from)
    }
}

impl RequestContext {
    /// Ends an accepted form: stores the notice and redirects to `page`, which shows it.
    ///
    /// # Errors
    /// `Busy` when the session store fails.
    pub async fn answer_with_notice(&self, page: &str, notice: PageNotice) -> Result<(), AppError> {
        let person = self.profile.as_ref().map(|profile| profile.actor.person);
        self.answer_with_notice_to(person, page, notice).await
    }

    /// Like `answer_with_notice`, for a person whom the form has just signed in: this context was
    /// built before.
    ///
    /// # Errors
    /// `Busy` when the session store fails.
    pub async fn answer_with_notice_to(
        &self,
        person: Option<PersonId>,
        page: &str,
        mut notice: PageNotice,
    ) -> Result<(), AppError> {
        let id = self.db.clock().new_id::<FormId>().to_string();
        // The form can have been on a page that showed an earlier notice.
        let page = without_notice(page);
        let separator = if page.contains('?') { '&' } else { '?' };
        let address = format!("{page}{separator}{NOTICE_PARAMETER}{id}#{NOTICE_ID}");
        notice.id = id;
        // The session survives a sign-in as another person, who must not see this notice.
        notice.person = person;
        notice.at = self.db.clock().now().as_second();
        self.session
            .insert(NOTICE_KEY, notice)
            .await
            .map_err(AppError::from_session_error)?;
        // A sign-in sets a cookie, which the browser may reject.
        see_other(&self.with_cookie_mark(&address));
        Ok(())
    }

    /// The notice that the address of this request names. `None` for one of another person, and
    /// after `NOTICE_LIFETIME_SECONDS`.
    pub async fn load_notice(&self) -> Option<RequestNotice> {
        let (_, query) = self.path_and_query.split_once('?')?;
        let id = query
            .split('&')
            .find_map(|pair| pair.strip_prefix(NOTICE_PARAMETER))?;
        let person = self.profile.as_ref()?.actor.person;
        // A page without its notice is better than an error page, so a session that cannot be read
        // and data of another version are ignored.
        let stored: serde_json::Value = self.session.get(NOTICE_KEY).await.ok()??;
        let notice: PageNotice = serde_json::from_value(stored).ok()?;
        let is_current = notice.id == id
            && notice.person == Some(person)
            && notice.at + NOTICE_LIFETIME_SECONDS > self.db.clock().now().as_second();
        is_current.then(|| RequestNotice::new(notice))
    }
}
