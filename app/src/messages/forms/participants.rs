//! Server functions for participants, read receipts and absences.

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// The form that starts a group thread. The ids of the people are the names of its checkboxes
/// (`crate::request::form::checked_ids`).
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct GroupThreadForm {
    pub form: String,
    pub family: String,
    /// Slug of a `ThreadKind`.
    pub kind: String,
}

/// Starts a group thread with the people whose checkboxes `people-<id>` are checked.
#[server(prefix = "/api", endpoint = "messages/begin")]
pub async fn create_group_thread(
    #[server(flatten)] fields: GroupThreadForm,
) -> Result<(), ServerFnError> {
    crate::request::form::respond(ssr::create_group_thread(fields).await);
    Ok(())
}

/// The form that adds a person to a thread or removes one.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct ParticipantForm {
    pub thread: String,
    pub person: String,
}

/// Adds a person to a team thread.
#[server(prefix = "/api", endpoint = "messages/join")]
pub async fn add_participant(
    #[server(flatten)] fields: ParticipantForm,
) -> Result<(), ServerFnError> {
    crate::request::form::respond(ssr::add_participant(fields).await);
    Ok(())
}

/// Removes the signed-in person, or someone else, from a thread.
#[server(prefix = "/api", endpoint = "messages/leave")]
pub async fn remove_participant(
    #[server(flatten)] fields: ParticipantForm,
) -> Result<(), ServerFnError> {
    crate::request::form::respond(ssr::remove_participant(fields).await);
    Ok(())
}

/// The form that turns read receipts on or off.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct ReadReceiptsForm {
    pub thread: String,
    /// `yes` or `no`.
    pub show: String,
}

/// Turns the signed-in person's read receipts on or off in a thread.
#[server(prefix = "/api", endpoint = "messages/receipts")]
pub async fn set_read_receipts(
    #[server(flatten)] fields: ReadReceiptsForm,
) -> Result<(), ServerFnError> {
    crate::request::form::respond(ssr::set_read_receipts(fields).await);
    Ok(())
}

/// The form with an absence.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct AbsenceForm {
    /// The first and the last day, such as `2026-12-18`.
    pub starts: String,
    pub ends: String,
    /// The id of the covering person, if any.
    pub cover: String,
    /// `yes` ends the absence; the other fields are then ignored.
    pub back: String,
}

/// Sets the signed-in person's absence and cover, or ends the absence.
#[server(prefix = "/api", endpoint = "messages/away")]
pub async fn set_absence(#[server(flatten)] fields: AbsenceForm) -> Result<(), ServerFnError> {
    crate::request::form::respond(ssr::set_absence(fields).await);
    Ok(())
}

#[cfg(feature = "ssr")]
mod ssr {
    use model::id::{PersonId, ThreadId};
    use model::messages::ThreadKind;
    use model::policy::may_set_absence;
    use model::typed_date::parse_date;
    use store::Intent;
    use store::messages::absences::{self, Absence};
    use store::messages::participants::{self, ReceiptSetting};
    use store::messages::{NewGroupThread, create_group};

    use super::{AbsenceForm, GroupThreadForm, ParticipantForm, ReadReceiptsForm};
    use crate::error::AppError;
    use crate::paths;
    use crate::request::context::request_context;
    use crate::request::form::{FormState, checked_ids, retry_on_race, see_other};

    pub async fn create_group_thread(fields: GroupThreadForm) -> Result<(), AppError> {
        let context = request_context();
        context.actor()?;
        let people = checked_ids("people");
        let chosen: Option<Vec<PersonId>> = people.iter().map(|id| id.parse().ok()).collect();
        let new = NewGroupThread {
            form: fields.form.parse().map_err(|_| AppError::NotFound)?,
            family: fields.family.parse().map_err(|_| AppError::NotFound)?,
            // The form has this field only for a worker, who may start a conversation of the family
            // alone.
            kind: ThreadKind::parse(&fields.kind).unwrap_or(ThreadKind::Team),
            people: chosen.ok_or(AppError::NotFound)?,
        };
        let begun: Result<ThreadId, model::ErrorCode> = retry_on_race!({
            let mut tx = context.begin_transaction(Intent::Write).await?;
            match create_group(&mut tx, &new).await {
                Ok(thread) => {
                    tx.commit().await?;
                    Ok(Ok(thread))
                }
                // A value and not an error: as an `AppError` a validation code would become an
                // internal error.
                Err(store::Error::Invalid(code)) => Ok(Err(code)),
                Err(other) => Err(other.into()),
            }
        })?;
        let page = paths::new_group(new.family);
        match begun {
            Ok(thread) if new.kind == ThreadKind::Team => see_other(&paths::thread_page(thread)),
            // A worker creates a family thread without taking part, so it has no page for them.
            Ok(_) => see_other(&format!("{page}?begun=1")),
            Err(code) => {
                return context
                    .redisplay_with_errors(
                        FormState::from_request().with_error("people", code),
                        &page,
                    )
                    .await;
            }
        }
        Ok(())
    }

    fn parse_thread_and_person(fields: &ParticipantForm) -> Result<(ThreadId, PersonId), AppError> {
        Ok((
            fields.thread.parse().map_err(|_| AppError::NotFound)?,
            fields.person.parse().map_err(|_| AppError::NotFound)?,
        ))
    }

    pub async fn add_participant(fields: ParticipantForm) -> Result<(), AppError> {
        let (context, (thread, person)) = (request_context(), parse_thread_and_person(&fields)?);
        retry_on_race!({
            let mut tx = context.begin_transaction(Intent::Write).await?;
            participants::add(&mut tx, thread, person).await?;
            Ok(tx.commit().await?)
        })?;
        see_other(&paths::participants(thread));
        Ok(())
    }

    pub async fn remove_participant(fields: ParticipantForm) -> Result<(), AppError> {
        let (context, (thread, person)) = (request_context(), parse_thread_and_person(&fields)?);
        let me = context.actor()?.person;
        retry_on_race!({
            let mut tx = context.begin_transaction(Intent::Write).await?;
            participants::remove(&mut tx, thread, person).await?;
            Ok(tx.commit().await?)
        })?;
        // For a person who has left, the conversation is 404 from now on.
        see_other(&if person == me {
            paths::MESSAGES.to_owned()
        } else {
            paths::participants(thread)
        });
        Ok(())
    }

    pub async fn set_read_receipts(fields: ReadReceiptsForm) -> Result<(), AppError> {
        let context = request_context();
        let thread: ThreadId = fields.thread.parse().map_err(|_| AppError::NotFound)?;
        // A missing or unknown value turns them off: it must not reveal more than was chosen.
        let setting = if fields.show == "yes" {
            ReceiptSetting::Shared
        } else {
            ReceiptSetting::Hidden
        };
        retry_on_race!({
            let mut tx = context.begin_transaction(Intent::Write).await?;
            participants::set_read_receipts(&mut tx, thread, setting).await?;
            Ok(tx.commit().await?)
        })?;
        see_other(&paths::participants(thread));
        Ok(())
    }

    /// The absence, or the invalid date field.
    fn parse_absence(fields: &AbsenceForm) -> Result<Result<Absence, &'static str>, AppError> {
        let Some(first) = parse_date(&fields.starts) else {
            return Ok(Err("starts"));
        };
        let last = match parse_date(&fields.ends) {
            Some(last) if last >= first => last,
            _ => return Ok(Err("ends")),
        };
        let cover = if fields.cover.is_empty() {
            None
        } else {
            Some(fields.cover.parse().map_err(|_| AppError::NotFound)?)
        };
        Ok(Ok(Absence {
            starts: first,
            ends: last,
            cover,
        }))
    }

    pub async fn set_absence(fields: AbsenceForm) -> Result<(), AppError> {
        let context = request_context();
        // Before the fields are parsed, so that anyone who may not set an absence gets 404 whatever
        // was typed.
        if !context.actor()?.has_role_where(may_set_absence) {
            return Err(AppError::NotFound);
        }
        let away = if fields.back == "yes" {
            None
        } else {
            match parse_absence(&fields)? {
                Ok(absence) => Some(absence),
                Err(field) => {
                    let state = FormState::from_request();
                    return context
                        .redisplay_with_errors(
                            state.with_error(field, "messages-date"),
                            paths::ABSENCE,
                        )
                        .await;
                }
            }
        };
        retry_on_race!({
            let mut tx = context.begin_transaction(Intent::Write).await?;
            absences::set_absence(&mut tx, away.as_ref()).await?;
            Ok(tx.commit().await?)
        })?;
        see_other(paths::ABSENCE);
        Ok(())
    }
}
