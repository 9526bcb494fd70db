//! Server function with which a young person chooses who sees a part of their plan.

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// The form for who sees a part. The chosen adults are fields `reader-` and the id of a person
/// (`crate::request::form::checked_ids`).
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct ReleaseForm {
    pub form: String,
    /// Slug of a `TransitionPart`.
    pub part: String,
    /// Slug of a `Release`.
    pub release: String,
    /// The revision that the form was filled in against.
    pub revision: String,
}

/// Chooses who sees a part. Idempotent for each `form` id.
#[server(prefix = "/api", endpoint = "transition/release")]
pub async fn set_release(#[server(flatten)] fields: ReleaseForm) -> Result<(), ServerFnError> {
    crate::request::form::respond(ssr::set_release(fields).await);
    Ok(())
}

#[cfg(feature = "ssr")]
mod ssr {
    use leptos::server_fn::ServerFn;
    use model::field_errors::FieldError;
    use model::id::{FormId, PersonId};
    use model::transition::{Release, TransitionPart};
    use store::Intent;
    use store::transition::own_transition;
    use store::transition::release::{self, PartRelease, load_release};

    use super::{ReleaseForm, SetRelease};
    use crate::error::AppError;
    use crate::paths;
    use crate::request::context::{RequestContext, request_context};
    use crate::request::form::{checked_ids, retry_on_race};
    use crate::request::notice::{NoticeButton, PageNotice};
    use crate::request::stored_forms::refuse;

    pub async fn set_release(fields: ReleaseForm) -> Result<(), AppError> {
        let context = request_context();
        let part = TransitionPart::parse(&fields.part).ok_or(AppError::NotFound)?;
        // Read before the change, because the notice has a button that goes back to it.
        let before = load_current(&context, part).await?;
        let form: FormId = fields.form.parse().map_err(|_| AppError::NotFound)?;
        let revision: i32 = fields.revision.parse().map_err(|_| AppError::NotFound)?;
        let error = match choose(&context, part, form, &fields.release, revision).await? {
            Ok(()) => {
                let notice = PageNotice {
                    button: Some(undo_button(&context, part, &before)),
                    ..PageNotice::new("transition-release-saved")
                };
                let page = paths::transition_release(part);
                return context.answer_with_notice(&page, notice).await;
            }
            Err(error) => error,
        };
        let page = paths::transition_release(part);
        refuse(&context, vec![error], &page).await
    }

    /// The release before the form, for the button that goes back to it. Answers 404 to anyone who
    /// has no plan, whatever they typed.
    async fn load_current(
        context: &RequestContext,
        part: TransitionPart,
    ) -> Result<PartRelease, AppError> {
        let mut tx = context.begin_transaction(Intent::Read).await?;
        let own = own_transition(&mut tx).await?;
        Ok(load_release(&mut tx, &own, part).await?)
    }

    async fn choose(
        context: &RequestContext,
        part: TransitionPart,
        form: FormId,
        chosen: &str,
        revision: i32,
    ) -> Result<Result<(), FieldError>, AppError> {
        let Some(chosen) = Release::parse(chosen) else {
            return Ok(Err(("release", "transition-release")));
        };
        // The boxes of another choice count for nothing.
        let readers: Vec<PersonId> = if chosen == Release::Named {
            let ids = checked_ids("reader").into_iter();
            ids.filter_map(|id| id.parse().ok()).collect()
        } else {
            Vec::new()
        };
        retry_on_race!({
            let mut tx = context.begin_transaction(Intent::Write).await?;
            match release::set_release(&mut tx, form, part, chosen, &readers, revision).await {
                Ok(()) => {
                    tx.commit().await?;
                    Ok(Ok(()))
                }
                Err(store::Error::Conflict) => Ok(Err(("release", "transition-release-stale"))),
                Err(store::Error::Invalid(code)) => Ok(Err(("release", code))),
                Err(error) => Err(error.into()),
            }
        })
    }

    /// The button that chooses again what was chosen before.
    fn undo_button(
        context: &RequestContext,
        part: TransitionPart,
        before: &PartRelease,
    ) -> NoticeButton {
        // With the id of the submitted form, the store would take the button for a repetition of
        // it.
        let form: FormId = context.db.clock().new_id();
        let mut fields = vec![
            ("form".to_owned(), form.to_string()),
            ("part".to_owned(), part.slug().to_owned()),
            ("release".to_owned(), before.release.slug().to_owned()),
            // The revision after the form: the button is refused if the choice is changed again
            // meanwhile.
            ("revision".to_owned(), (before.revision + 1).to_string()),
        ];
        let readers = before.readers.iter();
        fields.extend(readers.map(|one| (format!("reader-{}", one.person), "yes".to_owned())));
        NoticeButton {
            label_key: "transition-release-undo".to_owned(),
            action: SetRelease::PATH.to_owned(),
            fields,
        }
    }
}
