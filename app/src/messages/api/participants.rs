//! Server functions for participants, read receipts and absences.

use leptos::prelude::*;

/// Starts a group thread with the people whose checkboxes `people-<id>` are checked.
#[server(prefix = "/api", endpoint = "messages/begin")]
pub async fn create_group_thread(
    #[server(default)] form: String,
    #[server(default)] family: String,
    #[server(default)] kind: String,
) -> Result<(), ServerFnError> {
    crate::form::respond(ssr::create_group_thread(form, family, kind).await);
    Ok(())
}

/// Adds a person to a team thread.
#[server(prefix = "/api", endpoint = "messages/join")]
pub async fn add_participant(
    #[server(default)] thread: String,
    #[server(default)] person: String,
) -> Result<(), ServerFnError> {
    crate::form::respond(ssr::add_participant(thread, person).await);
    Ok(())
}

/// Removes the signed-in person, or someone else, from a thread.
#[server(prefix = "/api", endpoint = "messages/leave")]
pub async fn remove_participant(
    #[server(default)] thread: String,
    #[server(default)] person: String,
) -> Result<(), ServerFnError> {
    crate::form::respond(ssr::remove_participant(thread, person).await);
    Ok(())
}

/// Turns the signed-in person's read receipts on or off in a thread.
#[server(prefix = "/api", endpoint = "messages/receipts")]
pub async fn set_read_receipts(
    #[server(default)] thread: String,
    #[server(default)] show: String,
) -> Result<(), ServerFnError> {
    crate::form::respond(ssr::set_read_receipts(thread, show).await);
    Ok(())
}

/// Sets the signed-in person's absence and cover, or ends the absence.
#[server(prefix = "/api", endpoint = "messages/away")]
pub async fn set_absence(
    #[server(default)] starts: String,
    #[server(default)] ends: String,
    #[server(default)] cover: String,
    #[server(default)] back: String,
) -> Result<(), ServerFnError> {
    crate::form::respond(ssr::set_absence(starts, ends, cover, back).await);
    Ok(())
}

#[cfg(feature = "ssr")]
mod ssr {
    use jiff::civil::Date;
    use model::id::{PersonId, ThreadId};
    use model::messages::ThreadKind;
    use model::policy::may_set_absence;
    use store::messages::{NewGroupThread, absences as days, create_group, participants};
    use store::{Intent, messages};

    use crate::error::AppError;
    use crate::form::{FormState, checked_ids, retry_on_race, see_other};
    use crate::request_context::request_context;

    pub async fn create_group_thread(
        form: String,
        family: String,
        kind: String,
    ) -> Result<(), AppError> {
        let visit = request_context();
        visit.actor()?;
        let people = checked_ids("people");
        let chosen: Option<Vec<PersonId>> = people.iter().map(|id| id.parse().ok()).collect();
        let new = NewGroupThread {
            form: form.parse().map_err(|_| AppError::NotFound)?,
            family: family.parse().map_err(|_| AppError::NotFound)?,
            kind: ThreadKind::parse(&kind).unwrap_or(ThreadKind::Team),
            people: chosen.ok_or(AppError::NotFound)?,
        };
        let begun: Result<ThreadId, model::ErrorCode> = retry_on_race!({
            let mut tx = visit.begin_transaction(Intent::Write).await?;
            match create_group(&mut tx, &new).await {
                Ok(thread) => {
                    tx.commit().await?;
                    Ok(Ok(thread))
                }
                Err(store::Error::Invalid(code)) => Ok(Err(code)),
                Err(other) => Err(other.into()),
            }
        })?;
        let page = format!("/family/{family}/messages/new");
        match begun {
            Ok(thread) if new.kind == ThreadKind::Team => see_other(&format!("/messages/{thread}")),
            Ok(_) => see_other(&format!("{page}?begun=1")),
            Err(code) => {
                return visit
                    .redisplay_with_errors(
                        FormState::from_request("messages/begin").with_error("people", code),
                        &page,
                    )
                    .await;
            }
        }
        Ok(())
    }

    fn parse_thread_and_person(
        thread: &str,
        person: &str,
    ) -> Result<(ThreadId, PersonId), AppError> {
        Ok((
            thread.parse().map_err(|_| AppError::NotFound)?,
            person.parse().map_err(|_| AppError::NotFound)?,
        ))
    }

    pub async fn add_participant(thread: String, person: String) -> Result<(), AppError> {
        let (visit, (thread, person)) = (
            request_context(),
            parse_thread_and_person(&thread, &person)?,
        );
        retry_on_race!({
            let mut tx = visit.begin_transaction(Intent::Write).await?;
            participants::add(&mut tx, thread, person).await?;
            Ok(tx.commit().await?)
        })?;
        see_other(&format!("/messages/{thread}/readers"));
        Ok(())
    }

    pub async fn remove_participant(thread: String, person: String) -> Result<(), AppError> {
        let (visit, (thread, person)) = (
            request_context(),
            parse_thread_and_person(&thread, &person)?,
        );
        let me = visit.actor()?.person;
        retry_on_race!({
            let mut tx = visit.begin_transaction(Intent::Write).await?;
            participants::remove(&mut tx, thread, person).await?;
            Ok(tx.commit().await?)
        })?;
        see_other(&if person == me {
            "/messages".to_owned()
        } else {
            format!("/messages/{thread}/readers")
        });
        Ok(())
    }

    pub async fn set_read_receipts(thread: String, show: String) -> Result<(), AppError> {
        let visit = request_context();
        let thread: ThreadId = thread.parse().map_err(|_| AppError::NotFound)?;
        retry_on_race!({
            let mut tx = visit.begin_transaction(Intent::Write).await?;
            participants::set_read_receipts(&mut tx, thread, show == "yes").await?;
            Ok(tx.commit().await?)
        })?;
        see_other(&format!("/messages/{thread}/readers"));
        Ok(())
    }

    pub async fn set_absence(
        starts: String,
        ends: String,
        cover: String,
        back: String,
    ) -> Result<(), AppError> {
        let visit = request_context();
        if !visit.actor()?.has_role_where(may_set_absence) {
            return Err(AppError::NotFound);
        }
        let away = if back == "yes" {
            None
        } else {
            let state = FormState::from_request("messages/away");
            let Ok(first) = starts.trim().parse::<Date>() else {
                return visit
                    .redisplay_with_errors(
                        state.with_error("starts", "messages-date"),
                        "/messages/away",
                    )
                    .await;
            };
            let last = match ends.trim().parse::<Date>() {
                Ok(last) if last >= first => last,
                _ => {
                    return visit
                        .redisplay_with_errors(
                            state.with_error("ends", "messages-date"),
                            "/messages/away",
                        )
                        .await;
                }
            };
            let cover = if cover.is_empty() {
                None
            } else {
                Some(cover.parse().map_err(|_| AppError::NotFound)?)
            };
            Some(days::Absence {
                starts: first,
                ends: last,
                cover,
            })
        };
        retry_on_race!({
            let mut tx = visit.begin_transaction(Intent::Write).await?;
            messages::absences::set_absence(&mut tx, away.as_ref()).await?;
            Ok(tx.commit().await?)
        })?;
        see_other("/messages/away");
        Ok(())
    }
}
