//! Server functions for participants, read receipts and absences.

use leptos::prelude::*;

/// Starts a group thread with the people whose checkboxes `people-<id>` are checked.
#[server(prefix = "/api", endpoint = "messages/begin")]
pub async fn begin(#[server(default)] form: String, #[server(default)] family: String, #[server(default)] kind: String) -> Result<(), ServerFnError> {
    crate::form::settle(ssr::begin(form, family, kind).await);
    Ok(())
}

/// Adds a person to a team thread.
#[server(prefix = "/api", endpoint = "messages/join")]
pub async fn join(#[server(default)] thread: String, #[server(default)] person: String) -> Result<(), ServerFnError> {
    crate::form::settle(ssr::join(thread, person).await);
    Ok(())
}

/// Removes the signed-in person, or someone else, from a thread.
#[server(prefix = "/api", endpoint = "messages/leave")]
pub async fn leave(#[server(default)] thread: String, #[server(default)] person: String) -> Result<(), ServerFnError> {
    crate::form::settle(ssr::leave(thread, person).await);
    Ok(())
}

/// Turns the signed-in person's read receipts on or off in a thread.
#[server(prefix = "/api", endpoint = "messages/receipts")]
pub async fn receipts(#[server(default)] thread: String, #[server(default)] show: String) -> Result<(), ServerFnError> {
    crate::form::settle(ssr::receipts(thread, show).await);
    Ok(())
}

/// Sets the signed-in person's absence and cover, or ends the absence.
#[server(prefix = "/api", endpoint = "messages/away")]
pub async fn away(
    #[server(default)] starts: String,
    #[server(default)] ends: String,
    #[server(default)] cover: String,
    #[server(default)] back: String,
) -> Result<(), ServerFnError> {
    crate::form::settle(ssr::away(starts, ends, cover, back).await);
    Ok(())
}

#[cfg(feature = "ssr")]
mod ssr {
    use jiff::civil::Date;
    use model::id::{PersonId, ThreadId};
    use model::messages::ThreadKind;
    use model::policy::may_be_away;
    use store::messages::{Gathering, away as days, gather, readers};
    use store::{Intent, messages};

    use crate::actor::visit;
    use crate::error::Error;
    use crate::form::{FormState, go, ticked, twice};

    pub async fn begin(form: String, family: String, kind: String) -> Result<(), Error> {
        let visit = visit();
        visit.actor()?;
        let people = ticked("people");
        let chosen: Option<Vec<PersonId>> = people.iter().map(|id| id.parse().ok()).collect();
        let new = Gathering {
            form: form.parse().map_err(|_| Error::NotFound)?,
            family: family.parse().map_err(|_| Error::NotFound)?,
            kind: ThreadKind::parse(&kind).unwrap_or(ThreadKind::Team),
            people: chosen.ok_or(Error::NotFound)?,
        };
        let begun: Result<ThreadId, model::Code> = twice!({
            let mut tx = visit.act(Intent::Write).await?;
            match gather(&mut tx, &new).await {
                Ok(thread) => {
                    tx.save().await?;
                    Ok(Ok(thread))
                }
                Err(store::Error::Invalid(code)) => Ok(Err(code)),
                Err(other) => Err(other.into()),
            }
        })?;
        let page = format!("/family/{family}/messages/new");
        match begun {
            Ok(thread) if new.kind == ThreadKind::Team => go(&format!("/messages/{thread}")),
            Ok(_) => go(&format!("{page}?begun=1")),
            Err(code) => {
                return visit.refuse(FormState::posted("messages/begin").with_error("people", code), &page).await;
            }
        }
        Ok(())
    }

    fn ids(thread: &str, person: &str) -> Result<(ThreadId, PersonId), Error> {
        Ok((thread.parse().map_err(|_| Error::NotFound)?, person.parse().map_err(|_| Error::NotFound)?))
    }

    pub async fn join(thread: String, person: String) -> Result<(), Error> {
        let (visit, (thread, person)) = (visit(), ids(&thread, &person)?);
        twice!({
            let mut tx = visit.act(Intent::Write).await?;
            readers::add(&mut tx, thread, person).await?;
            Ok(tx.save().await?)
        })?;
        go(&format!("/messages/{thread}/readers"));
        Ok(())
    }

    pub async fn leave(thread: String, person: String) -> Result<(), Error> {
        let (visit, (thread, person)) = (visit(), ids(&thread, &person)?);
        let me = visit.actor()?.person;
        twice!({
            let mut tx = visit.act(Intent::Write).await?;
            readers::remove(&mut tx, thread, person).await?;
            Ok(tx.save().await?)
        })?;
        go(&if person == me { "/messages".to_owned() } else { format!("/messages/{thread}/readers") });
        Ok(())
    }

    pub async fn receipts(thread: String, show: String) -> Result<(), Error> {
        let visit = visit();
        let thread: ThreadId = thread.parse().map_err(|_| Error::NotFound)?;
        twice!({
            let mut tx = visit.act(Intent::Write).await?;
            readers::receipts(&mut tx, thread, show == "yes").await?;
            Ok(tx.save().await?)
        })?;
        go(&format!("/messages/{thread}/readers"));
        Ok(())
    }

    pub async fn away(starts: String, ends: String, cover: String, back: String) -> Result<(), Error> {
        let visit = visit();
        if !visit.actor()?.has(may_be_away) {
            return Err(Error::NotFound);
        }
        let away = if back == "yes" {
            None
        } else {
            let state = FormState::posted("messages/away");
            let Ok(first) = starts.trim().parse::<Date>() else { return visit.refuse(state.with_error("starts", "messages-date"), "/messages/away").await };
            let last = match ends.trim().parse::<Date>() {
                Ok(last) if last >= first => last,
                _ => return visit.refuse(state.with_error("ends", "messages-date"), "/messages/away").await,
            };
            let cover = if cover.is_empty() { None } else { Some(cover.parse().map_err(|_| Error::NotFound)?) };
            Some(days::Away { starts: first, ends: last, cover })
        };
        twice!({
            let mut tx = visit.act(Intent::Write).await?;
            messages::away::say(&mut tx, away.as_ref()).await?;
            Ok(tx.save().await?)
        })?;
        go("/messages/away");
        Ok(())
    }
}
