//! Ending sessions for the operator, who has no actor: those of one person, or of everyone.

use model::account::{AccountEventKind, ClientDevice};
use model::id::PersonId;

use crate::account::record_account_event;
use crate::change_bus::ChangeEvent;
use crate::db::run_on;
use crate::{Db, Error, Tx};

/// The push subscriptions whose session has ended or expired. `w` is the alias of
/// `notification_channel`.
macro_rules! without_session {
    () => {
        "w.channel = 'push' AND w.session_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM session s \
            WHERE s.id = w.session_id)"
    };
}

/// Ends every session of a person, records the account event that notifies them, and removes push
/// subscriptions of expired sessions. Returns the person and the number of sessions.
///
/// # Errors
/// `NotFound` when no person has this key; `Refused` when the key exists in several agencies and
/// `agency` is `None`. Also when the database fails.
pub async fn end_sessions_of(
    db: &Db,
    agency: Option<&str>,
    person_key: &str,
) -> Result<(PersonId, u64), Error> {
    let mut tx = db.acting_as_system("end sessions of a person").await?;
    // A key comes from an agency's import file and is unique only within that agency.
    let found: Vec<(PersonId,)> = run_on!(tx, |c| sqlx::query_as(
        "SELECT p.id FROM person p JOIN agency a ON a.id = p.agency_id \
            WHERE p.key = $1 AND ($2 = '' OR a.key = $2)"
    )
    .bind(person_key)
    .bind(agency.unwrap_or(""))
    .fetch_all(c))?;
    // Without a check of the age: a person who may have no account may have a session of before.
    let person = match found.as_slice() {
        [] => return Err(Error::NotFound),
        [(person,)] => *person,
        _ => {
            return Err(Error::Refused(
                "several agencies use this key; say which with --agency".into(),
            ));
        }
    };
    let ended = end_in(&mut tx, person).await?;
    tx.commit().await?;
    Ok((person, ended))
}

/// Ends all sessions, records the account event that notifies each of their owners, and removes
/// push subscriptions of expired sessions. Returns the number of sessions.
///
/// # Errors
/// When the database fails.
pub async fn end_all_sessions(db: &Db) -> Result<u64, Error> {
    let mut tx = db.acting_as_system("end all sessions").await?;
    let people: Vec<(PersonId,)> = run_on!(tx, |c| sqlx::query_as(
        "SELECT DISTINCT person_id FROM session WHERE person_id IS NOT NULL"
    )
    .fetch_all(c))?;
    let mut ended = 0;
    // All or nothing: after an error the command is repeated, and no person is told twice.
    for (person,) in people {
        ended += end_in(&mut tx, person).await?;
    }
    // Of people who have no session any more.
    run_on!(tx, |c| sqlx::query(concat!(
        "DELETE FROM notification_channel AS w WHERE ",
        without_session!()
    ))
    .execute(c))?;
    tx.commit().await?;
    Ok(ended)
}

async fn end_in(tx: &mut Tx, person: PersonId) -> Result<u64, Error> {
    let ended = run_on!(tx, |c| sqlx::query(
        "DELETE FROM session WHERE person_id = $1"
    )
    .bind(person)
    .execute(c))?;
    // Not by the event below, which there is none of when every session has expired.
    run_on!(tx, |c| sqlx::query(concat!(
        "DELETE FROM notification_channel AS w WHERE w.person_id = $1 AND ",
        without_session!()
    ))
    .bind(person)
    .execute(c))?;
    if ended > 0 {
        // Without a device: it is none of the person's.
        let device = ClientDevice::default();
        record_account_event(tx, person, AccountEventKind::SessionsEnded, device).await?;
        // An open stream of an ended session must close at once.
        tx.publish_on_commit(ChangeEvent::Membership);
    }
    Ok(ended)
}
