//! Rejected and preserved forms, stored in the session to be redisplayed. Each is stored until it
//! is accepted or expires, so that its page can be reloaded and two forms do not replace each
//! other.

use std::sync::atomic::Ordering;

use model::id::{FormId, PersonId};
use serde::{Deserialize, Serialize};

use crate::actor::Visit;
use crate::error::Error;
use crate::form::{FormState, go, own_path};

/// Session key of the stored forms.
const KEY: &str = "forms";
/// Lifetime of a stored form in seconds.
const AGE: i64 = 3_600;
/// Lifetime of sign-in and other account forms in seconds. Short, so that the next user of a shared
/// computer does not see the sign-in name.
const AGE_AT_THE_DOOR: i64 = 300;
/// Maximum number of stored forms per session. The oldest is dropped first.
const MOST: usize = 8;
/// Maximum total size in bytes, because every request reads the session. The newest form is always
/// stored.
const MOST_BYTES: usize = 320 * 1024;
/// The same without a signed-in person: anonymous clients can store this much.
const MOST_BYTES_SIGNED_OUT: usize = 48 * 1024;

/// A stored form, and when it was stored in seconds since the Unix epoch.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct Kept {
    at: i64,
    form: FormState,
}

/// An address without its query and fragment.
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
        // Data stored by an older version may have another format.
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

    /// Stores a form for its page. Replaces an earlier state of the same form.
    ///
    /// # Errors
    /// `Busy` when the session store fails.
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

    /// The stored form of this endpoint for the page of this request, only for the person who
    /// submitted it. If there are several, the newest; the others follow once it is accepted.
    ///
    /// # Errors
    /// `Busy` when the session store fails.
    pub async fn kept_form(&self, endpoint: &str) -> Result<Option<FormState>, Error> {
        self.kept_form_where(endpoint, |form| path_of(&form.page) == path_of(&self.path)).await
    }

    /// Like `kept_form`, but `fits` decides from the form's state whether it belongs to this page.
    ///
    /// # Errors
    /// `Busy` when the session store fails.
    pub async fn kept_form_where(&self, endpoint: &str, fits: impl Fn(&FormState) -> bool) -> Result<Option<FormState>, Error> {
        let forms = self.kept().await?.into_iter().rev().map(|one| one.form);
        Ok(forms.into_iter().find(|form| form.endpoint == endpoint && form.person == self.person() && fits(form)))
    }

    /// The page of the newest form that `person`, who has just signed in, submitted after the
    /// session had ended.
    ///
    /// # Errors
    /// `Busy` when the session store fails.
    pub async fn kept_page(&self, person: PersonId) -> Result<Option<String>, Error> {
        Ok(self.kept().await?.into_iter().rev().find(|one| one.form.person == Some(person)).map(|one| own_path(&one.form.page)))
    }

    /// Whether the session has a form that is redisplayed after sign-in.
    ///
    /// # Errors
    /// `Busy` when the session store fails.
    pub async fn keeps_forms(&self) -> Result<bool, Error> {
        Ok(self.kept().await?.iter().any(|one| one.form.person.is_some()))
    }

    /// Removes an accepted form. Writes the session only if the form was stored.
    ///
    /// # Errors
    /// `Busy` when the session store fails.
    pub async fn accept_form(&self, form: &FormState) -> Result<(), Error> {
        let mut kept = self.kept().await?;
        let before = kept.len();
        kept.retain(|one| !(one.form.is(form) && one.form.person == self.person()));
        if kept.len() == before { Ok(()) } else { self.keep(kept).await }
    }

    /// Gives a stored form a new id, because another submission has used its id.
    ///
    /// # Errors
    /// `Busy` when the session store fails.
    pub async fn renew_form(&self, form: &FormState) -> Result<(), Error> {
        let next = self.db.clock().mint::<FormId>().to_string();
        self.change_form(form, |kept| *kept = std::mem::take(kept).with_value("form", &next)).await
    }

    /// Changes a stored form. Does nothing if the form is not stored.
    ///
    /// # Errors
    /// `Busy` when the session store fails.
    pub async fn change_form(&self, form: &FormState, change: impl FnOnce(&mut FormState)) -> Result<(), Error> {
        let mut kept = self.kept().await?;
        let Some(one) = kept.iter_mut().find(|one| one.form.is(form) && one.form.person == self.person()) else { return Ok(()) };
        change(&mut one.form);
        self.keep(kept).await
    }

    /// Stores a rejected form and redirects to its page, which redisplays it with the errors.
    ///
    /// # Errors
    /// `Busy` when the session store fails.
    pub async fn refuse(&self, mut form: FormState, page: &str) -> Result<(), Error> {
        form.person = self.person();
        page.clone_into(&mut form.page);
        self.keep_form(form).await?;
        self.refused.store(true, Ordering::Relaxed);
        go(&self.marked(page));
        Ok(())
    }
}
