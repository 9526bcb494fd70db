//! Rejected and preserved forms, stored in the session to be redisplayed. Each is stored until it
//! is accepted or expires, so that its page can be reloaded and two forms do not replace each
//! other.

use std::sync::atomic::Ordering;

use model::ErrorCode;
use model::field_errors::FieldError;
use model::id::{FormId, PersonId};
use serde::{Deserialize, Serialize};
use store::Tx;

use crate::error::AppError;
use crate::request::context::RequestContext;
use crate::request::form::{FormState, form_endpoint, see_other};
use crate::request::local_path::{local_path_or_root, without_query};

/// Session key of the stored forms.
const STORED_FORMS_KEY: &str = "forms";
/// Lifetime of a stored form in seconds.
const FORM_LIFETIME_SECONDS: i64 = 3_600;
/// Lifetime of sign-in and other account forms without a person in seconds. Short, so that the next
/// user of a shared computer does not see the sign-in name.
const ACCOUNT_FORM_LIFETIME_SECONDS: i64 = 300;
/// Maximum number of stored forms per session. The oldest is dropped first.
const MAX_STORED_FORMS: usize = 8;
/// Maximum total size in bytes, because every request reads the session. The newest form is always
/// stored.
const MAX_STORED_BYTES: usize = 320 * 1024;
/// The same without a signed-in person: anonymous clients can store this much.
const MAX_STORED_BYTES_SIGNED_OUT: usize = 48 * 1024;

/// A stored form, and when it was stored in seconds since the Unix epoch.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct StoredForm {
    at: i64,
    form: FormState,
}

impl RequestContext {
    fn signed_in_person(&self) -> Option<PersonId> {
        self.profile.as_ref().map(|profile| profile.actor.person)
    }

    async fn load_stored_forms(&self) -> Result<Vec<StoredForm>, AppError> {
        let now = self.db.clock().now().as_second();
        let stored: Option<Vec<StoredForm>> = self.session_value(STORED_FORMS_KEY).await?;
        let mut forms = stored.unwrap_or_default();
        let age = |form: &FormState| {
            // A form of a signed-in person, such as their own details, is shown to them alone.
            if form.person.is_none() && form.endpoint.starts_with("account/") {
                ACCOUNT_FORM_LIFETIME_SECONDS
            } else {
                FORM_LIFETIME_SECONDS
            }
        };
        forms.retain(|one| one.at + age(&one.form) > now);
        Ok(forms)
    }

    async fn write_stored_forms(&self, forms: Vec<StoredForm>) -> Result<(), AppError> {
        if forms.is_empty() {
            self.remove_session_value(STORED_FORMS_KEY).await
        } else {
            self.insert_session_value(STORED_FORMS_KEY, forms).await
        }
    }

    /// Stores a form for its page. Replaces an earlier state of the same form.
    ///
    /// # Errors
    /// `Busy` when the session store fails.
    pub async fn store_form(&self, form: FormState) -> Result<(), AppError> {
        let mut forms = self.load_stored_forms().await?;
        // Only of the same person: the data of a session survives a sign-in as another person.
        forms.retain(|one| !(one.form.person == form.person && one.form.is_same_form(&form)));
        forms.push(StoredForm {
            at: self.db.clock().now().as_second(),
            form,
        });
        let max_bytes = if self.profile.is_some() {
            MAX_STORED_BYTES
        } else {
            MAX_STORED_BYTES_SIGNED_OUT
        };
        // From the front, where the oldest are, because forms are only appended.
        while forms.len() > MAX_STORED_FORMS
            || (forms.len() > 1
                && forms.iter().map(|one| one.form.size_bytes()).sum::<usize>() > max_bytes)
        {
            forms.remove(0);
        }
        self.write_stored_forms(forms).await
    }

    /// The stored form that is sent to `action`, such as `AddItem::PATH`, for the page of this
    /// request, only for the person who submitted it. If there are several, the newest; the others
    /// follow once it is accepted.
    ///
    /// # Errors
    /// `Busy` when the session store fails.
    pub async fn stored_form(&self, action: &str) -> Result<Option<FormState>, AppError> {
        // Only the path counts: the redirect to the page may have added a parameter to the address.
        self.stored_form_where(action, |form| {
            without_query(&form.page) == without_query(&self.path_and_query)
        })
        .await
    }

    /// Like `stored_form`, but `fits` decides from the form's state whether it belongs to this
    /// page.
    ///
    /// # Errors
    /// `Busy` when the session store fails.
    pub async fn stored_form_where(
        &self,
        action: &str,
        fits: impl Fn(&FormState) -> bool,
    ) -> Result<Option<FormState>, AppError> {
        let endpoint = form_endpoint(action);
        let forms = self
            .load_stored_forms()
            .await?
            .into_iter()
            .rev()
            .map(|one| one.form);
        Ok(forms.into_iter().find(|form| {
            form.endpoint == endpoint && form.person == self.signed_in_person() && fits(form)
        }))
    }

    /// The page of the newest form that `person`, who has just signed in, submitted after the
    /// session had ended.
    ///
    /// # Errors
    /// `Busy` when the session store fails.
    pub async fn stored_form_page(&self, person: PersonId) -> Result<Option<String>, AppError> {
        Ok(self
            .load_stored_forms()
            .await?
            .into_iter()
            .rev()
            .find(|one| one.form.person == Some(person))
            // The address came with the form, as a field that anyone can set.
            .map(|one| local_path_or_root(&one.form.page)))
    }

    /// Whether the session has a form that is redisplayed after sign-in.
    ///
    /// # Errors
    /// `Busy` when the session store fails.
    pub async fn has_form_for_sign_in(&self) -> Result<bool, AppError> {
        Ok(self
            .load_stored_forms()
            .await?
            .iter()
            // Forms of sign-in and account creation have no person; their page shows them itself.
            .any(|one| one.form.person.is_some()))
    }

    /// Removes an accepted form. Writes the session only if the form was stored.
    ///
    /// # Errors
    /// `Busy` when the session store fails.
    pub async fn remove_accepted_form(&self, form: &FormState) -> Result<(), AppError> {
        let mut forms = self.load_stored_forms().await?;
        let before = forms.len();
        forms.retain(|one| {
            !(one.form.is_same_form(form) && one.form.person == self.signed_in_person())
        });
        if forms.len() == before {
            Ok(())
        } else {
            self.write_stored_forms(forms).await
        }
    }

    /// Gives a stored form a new id, because another submission has used its id.
    ///
    /// # Errors
    /// `Busy` when the session store fails.
    pub async fn renew_form_id(&self, form: &FormState) -> Result<(), AppError> {
        let next = self.db.clock().new_id::<FormId>().to_string();
        self.update_stored_form(form, |stored| {
            *stored = std::mem::take(stored).with_value("form", &next)
        })
        .await
    }

    /// Changes a stored form. Does nothing if the form is not stored.
    ///
    /// # Errors
    /// `Busy` when the session store fails.
    pub async fn update_stored_form(
        &self,
        form: &FormState,
        change: impl FnOnce(&mut FormState),
    ) -> Result<(), AppError> {
        let mut forms = self.load_stored_forms().await?;
        let Some(one) = forms
            .iter_mut()
            .find(|one| one.form.is_same_form(form) && one.form.person == self.signed_in_person())
        else {
            return Ok(());
        };
        change(&mut one.form);
        self.write_stored_forms(forms).await
    }

    /// Stores a rejected form and redirects to its page, which redisplays it with the errors.
    ///
    /// # Errors
    /// `Busy` when the session store fails.
    pub async fn redisplay_with_errors(&self, form: FormState, page: &str) -> Result<(), AppError> {
        Box::pin(self.keep_form(form, page)).await?;
        // A browser that rejects cookies has no session with the stored form; the mark leads it to
        // help.
        see_other(&self.with_cookie_mark(page));
        Ok(())
    }

    /// Stores a form that was not accepted, for the next time that its page is opened. The caller
    /// redirects.
    ///
    /// # Errors
    /// `Busy` when the session store fails.
    pub async fn keep_form(&self, mut form: FormState, page: &str) -> Result<(), AppError> {
        // From the session and not from the form, in which anyone can set the field.
        form.person = self.signed_in_person();
        page.clone_into(&mut form.page);
        self.store_form(form).await?;
        // Otherwise the middleware would take the redirect for an accepted form and remove the
        // copy.
        self.form_rejected.store(true, Ordering::Relaxed);
        Ok(())
    }
}

/// Shows the submitted form again on its page, with everything that was typed. The names of fields
/// that have an id in them are not static.
///
/// # Errors
/// `Busy` when the session store fails.
pub async fn refuse<F: AsRef<str>>(
    context: &RequestContext,
    errors: Vec<(F, ErrorCode)>,
    page: &str,
) -> Result<(), AppError> {
    let state = errors
        .iter()
        .fold(FormState::from_request(), |state, (field, code)| {
            state.with_error(field.as_ref(), code)
        });
    context.redisplay_with_errors(state, page).await
}

/// Commits what a form has written. A value that the store refuses is an error of `field`, and
/// nothing is committed then.
///
/// # Errors
/// Every other error of the store, as `AppError`.
pub async fn commit_or_refuse<T>(
    tx: Tx,
    written: Result<T, store::Error>,
    field: &'static str,
) -> Result<Result<T, FieldError>, AppError> {
    match written {
        Ok(written) => {
            tx.commit().await?;
            Ok(Ok(written))
        }
        Err(store::Error::Invalid(code)) => Ok(Err((field, code))),
        Err(error) => Err(error.into()),
    }
}
