//! Forms on their way back, in the session of whoever typed them. Each stays until it is accepted, so that a page can be loaded
//! again, and so that two forms do not take each other's place. A form whose page is not opened any more goes after a while.

use std::sync::atomic::Ordering;

use model::id::{FormId, PersonId};
use serde::{Deserialize, Serialize};

use crate::actor::Visit;
use crate::error::Error;
use crate::form::{FormState, go, own_path};

/// The session's key.
const KEY: &str = "forms";
/// Seconds that a form is kept.
const AGE: i64 = 3_600;
/// The same for what somebody typed to get in: the next one at a shared screen need not see under which name.
const AGE_AT_THE_DOOR: i64 = 300;
/// Most forms of one session; the oldest goes first.
const MOST: usize = 8;
/// Most bytes of them together: every request of the session reads them. The newest form stays, however large.
const MOST_BYTES: usize = 320 * 1024;
/// The same for somebody who has not signed in: anybody can have so much stored.
const MOST_BYTES_SIGNED_OUT: usize = 48 * 1024;

/// A form, and the second it was kept at.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct Kept {
    at: i64,
    form: FormState,
}

/// An address without its query.
fn path_of(address: &str) -> &str {
    address.split(['?', '#']).next().unwrap_or_default()
}

impl Visit {
    fn person(&self) -> Option<PersonId> {
        self.frame.as_ref().map(|frame| frame.actor.person)
    }

    async fn kept(&self) -> Result<Vec<Kept>, Error> {
        let now = self.db.clock().now().as_second();
        let kept = self.session.get::<serde_json::Value>(KEY).await.map_err(Error::session)?;
        // What an older version of this program has kept may look otherwise.
        let mut kept: Vec<Kept> = kept.and_then(|kept| serde_json::from_value(kept).ok()).unwrap_or_default();
        let age = |form: &FormState| if form.endpoint.starts_with("account/") { AGE_AT_THE_DOOR } else { AGE };
        kept.retain(|one| one.at + age(&one.form) > now);
        Ok(kept)
    }

    async fn keep(&self, kept: Vec<Kept>) -> Result<(), Error> {
        if kept.is_empty() {
            self.session.remove_value(KEY).await.map(|_| ()).map_err(Error::session)
        } else {
            self.session.insert(KEY, kept).await.map_err(Error::session)
        }
    }

    /// Keeps a form for its page, in the place of the same form as it was kept before.
    ///
    /// # Errors
    /// When the session cannot be kept.
    pub async fn keep_form(&self, form: FormState) -> Result<(), Error> {
        let mut kept = self.kept().await?;
        kept.retain(|one| !(one.form.person == form.person && one.form.is(&form)));
        kept.push(Kept { at: self.db.clock().now().as_second(), form });
        let most = if self.frame.is_some() { MOST_BYTES } else { MOST_BYTES_SIGNED_OUT };
        while kept.len() > MOST || (kept.len() > 1 && kept.iter().map(|one| one.form.size()).sum::<usize>() > most) {
            kept.remove(0);
        }
        self.keep(kept).await
    }

    /// The form of this endpoint that came back to the page of this request, and only to the one who typed it. The newest of
    /// several; the others come once it was accepted.
    ///
    /// # Errors
    /// When the session cannot be read.
    pub async fn kept_form(&self, endpoint: &str) -> Result<Option<FormState>, Error> {
        self.kept_form_where(endpoint, |form| path_of(&form.page) == path_of(&self.path)).await
    }

    /// The same, for a form whose page is told by what is in it.
    ///
    /// # Errors
    /// When the session cannot be read.
    pub async fn kept_form_where(&self, endpoint: &str, fits: impl Fn(&FormState) -> bool) -> Result<Option<FormState>, Error> {
        let forms = self.kept().await?.into_iter().rev().map(|one| one.form);
        Ok(forms.into_iter().find(|form| form.endpoint == endpoint && form.person == self.person() && fits(form)))
    }

    /// The page of the newest form that this person, who has just signed in, was typing when the session ended.
    ///
    /// # Errors
    /// When the session cannot be read.
    pub async fn kept_page(&self, person: PersonId) -> Result<Option<String>, Error> {
        Ok(self.kept().await?.into_iter().rev().find(|one| one.form.person == Some(person)).map(|one| own_path(&one.form.page)))
    }

    /// Whether a form waits here for somebody who signs in.
    ///
    /// # Errors
    /// When the session cannot be read.
    pub async fn keeps_forms(&self) -> Result<bool, Error> {
        Ok(self.kept().await?.iter().any(|one| one.form.person.is_some()))
    }

    /// A form was accepted: it does not come back any more. The session is only written where it was kept.
    ///
    /// # Errors
    /// When the session cannot be kept.
    pub async fn accept_form(&self, form: &FormState) -> Result<(), Error> {
        let mut kept = self.kept().await?;
        let before = kept.len();
        kept.retain(|one| !(one.form.is(form) && one.form.person == self.person()));
        if kept.len() == before { Ok(()) } else { self.keep(kept).await }
    }

    /// The id of a form was used for something else: what is kept of it comes back as another form.
    ///
    /// # Errors
    /// When the session cannot be kept.
    pub async fn renew_form(&self, form: &FormState) -> Result<(), Error> {
        let next = self.db.clock().mint::<FormId>().to_string();
        self.change_form(form, |kept| *kept = std::mem::take(kept).with_value("form", &next)).await
    }

    /// Changes a form where it is kept.
    ///
    /// # Errors
    /// When the session cannot be kept.
    pub async fn change_form(&self, form: &FormState, change: impl FnOnce(&mut FormState)) -> Result<(), Error> {
        let mut kept = self.kept().await?;
        let Some(one) = kept.iter_mut().find(|one| one.form.is(form) && one.form.person == self.person()) else { return Ok(()) };
        change(&mut one.form);
        self.keep(kept).await
    }

    /// Sends a refused form back to its page, filled in.
    ///
    /// # Errors
    /// When the session cannot be kept.
    pub async fn refuse(&self, mut form: FormState, page: &str) -> Result<(), Error> {
        form.person = self.person();
        page.clone_into(&mut form.page);
        self.keep_form(form).await?;
        self.refused.store(true, Ordering::Relaxed);
        go(&self.marked(page));
        Ok(())
    }
}
