//! Server functions with which a young person says what they want for a meeting.

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// The form for how a young person takes part.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct SayForm {
    pub event: String,
    /// Slug of a `SayWay`.
    pub way: String,
}

/// Says how the signed-in young person takes part in a meeting. Idempotent.
#[server(prefix = "/api", endpoint = "transition/say")]
pub async fn save_say(#[server(flatten)] fields: SayForm) -> Result<(), ServerFnError> {
    crate::request::form::respond(ssr::save_say(fields).await);
    Ok(())
}

/// The form for someone who should not be there.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct ExclusionForm {
    pub form: String,
    pub event: String,
    /// A `TeamMemberRef`, or `other`.
    pub who: String,
    /// The name of someone who is not on the list.
    pub name: String,
    pub words: String,
}

/// Names someone who should not be at a meeting. Idempotent for each `form` id.
#[server(prefix = "/api", endpoint = "transition/say-without")]
pub async fn add_exclusion(#[server(flatten)] fields: ExclusionForm) -> Result<(), ServerFnError> {
    crate::request::form::respond(ssr::add_exclusion(fields).await);
    Ok(())
}

/// The form that takes back that someone should not be there.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct EndExclusionForm {
    /// The id of the exclusion.
    pub row: String,
}

/// Takes back that someone should not be at a meeting. Idempotent.
#[server(prefix = "/api", endpoint = "transition/say-without-end")]
pub async fn end_exclusion(
    #[server(flatten)] fields: EndExclusionForm,
) -> Result<(), ServerFnError> {
    crate::request::form::respond(ssr::end_exclusion(fields).await);
    Ok(())
}

#[cfg(feature = "ssr")]
mod ssr {
    use model::field_errors::FieldError;
    use model::id::{EventId, ExclusionId};
    use model::transition::say::{NewExclusion, SayWay};
    use store::Intent;
    use store::transition::say_changes;

    use super::{EndExclusionForm, ExclusionForm, SayForm};
    use crate::error::AppError;
    use crate::paths;
    use crate::request::context::{RequestContext, request_context};
    use crate::request::form::retry_on_race;
    use crate::request::notice::PageNotice;
    use crate::request::stored_forms::{commit_or_refuse, refuse};

    /// For anyone who may want nothing for this meeting it does not exist.
    async fn require_meeting(context: &RequestContext, event: EventId) -> Result<(), AppError> {
        // Dropped without a commit: nothing is stored for a form that comes back.
        let mut tx = context.begin_transaction(Intent::Write).await?;
        Ok(say_changes::require_meeting(&mut tx, event).await?)
    }

    async fn answer(context: &RequestContext, event: EventId, key: &str) -> Result<(), AppError> {
        let page = paths::transition_say(event);
        context
            .answer_with_notice(&page, PageNotice::new(key))
            .await
    }

    pub async fn save_say(fields: SayForm) -> Result<(), AppError> {
        let context = request_context();
        context.actor()?;
        let event: EventId = fields.event.parse().map_err(|_| AppError::NotFound)?;
        let Some(way) = SayWay::parse(&fields.way) else {
            require_meeting(&context, event).await?;
            let page = paths::transition_say(event);
            let errors = vec![("way", "plan-choose")];
            return refuse(&context, errors, &page).await;
        };
        retry_on_race!({
            let mut tx = context.begin_transaction(Intent::Write).await?;
            say_changes::save_say(&mut tx, event, way).await?;
            tx.commit().await?;
            Ok(())
        })?;
        answer(&context, event, "transition-say-saved").await
    }

    /// The field that an error of the store is about.
    fn field_of((field, code): FieldError) -> FieldError {
        match code {
            // A typed name does not keep the words from a person of the team, so it is the name
            // that is wrong.
            "transition-on-list" => ("name", code),
            _ => (field, code),
        }
    }

    pub async fn add_exclusion(fields: ExclusionForm) -> Result<(), AppError> {
        let context = request_context();
        context.actor()?;
        let event: EventId = fields.event.parse().map_err(|_| AppError::NotFound)?;
        let form = fields.form.parse().map_err(|_| AppError::NotFound)?;
        let page = paths::transition_say(event);
        let language = context.submitted_language();
        let who = (fields.who.as_str(), fields.name.as_str());
        let new = match NewExclusion::parse(who, &fields.words, &language) {
            Ok(new) => new,
            Err(errors) => {
                require_meeting(&context, event).await?;
                return refuse(&context, errors, &page).await;
            }
        };
        let added = retry_on_race!({
            let mut tx = context.begin_transaction(Intent::Write).await?;
            let added = say_changes::add_exclusion(&mut tx, event, form, &new).await;
            commit_or_refuse(tx, added, "who").await
        })?;
        match added {
            Ok(()) => answer(&context, event, "transition-say-without-saved").await,
            Err(error) => refuse(&context, vec![field_of(error)], &page).await,
        }
    }

    pub async fn end_exclusion(fields: EndExclusionForm) -> Result<(), AppError> {
        let context = request_context();
        context.actor()?;
        let id: ExclusionId = fields.row.parse().map_err(|_| AppError::NotFound)?;
        let event = retry_on_race!({
            let mut tx = context.begin_transaction(Intent::Write).await?;
            let event = say_changes::withdraw_exclusion(&mut tx, id).await?;
            tx.commit().await?;
            Ok(event)
        })?;
        answer(&context, event, "transition-say-without-ended").await
    }
}
