//! Storing the translation that answers a request, and what follows when an import has stored it.

use model::id::{FamilyId, InterpretationId};

use crate::db::{run_on, unique_violation_as_race};
use crate::notifications::outbox;
use crate::visibility::text_visible_to_person;
use crate::{Error, Tx};

/// Stores the actor's translation of a requested text under their name, and inserts a notification
/// for each other person who asked and may read the text. The caller has checked that the actor may
/// translate it.
///
/// # Errors
/// `NotFound` when PostgreSQL, which checks it again, finds that the actor may not; `Raced` when a
/// concurrent request stored a translation.
pub(super) async fn add_translation(
    tx: &mut Tx,
    id: InterpretationId,
    body: &str,
) -> Result<(), Error> {
    let added = if tx.is_postgres() {
        insert_translation_in_postgres(tx, id, body).await
    } else {
        insert_translation_in_sqlite(tx, id, body).await
    };
    unique_violation_as_race(added)
}

/// As `insert_translation_in_sqlite`, in the `SECURITY DEFINER` function
/// `alongside_add_translation`: the role of the portal has no right to write these rows itself.
async fn insert_translation_in_postgres(
    tx: &mut Tx,
    id: InterpretationId,
    body: &str,
) -> Result<(), Error> {
    let (now, times) = (tx.now(), outbox::due_times(tx));
    let added = run_on!(tx, |c| sqlx::query_scalar::<_, bool>(
        "SELECT alongside_add_translation($1, $2, $3, $4, $5)"
    )
    .bind(id)
    .bind(body)
    .bind(now)
    .bind(times.inserted_at)
    .bind(times.due_at)
    .fetch_optional(c))?;
    if added == Some(true) {
        Ok(())
    } else {
        Err(Error::NotFound)
    }
}

/// Inserts the translation, marks the request done and queues a notification for each other
/// requester who may read the text. On PostgreSQL: `alongside_add_translation`.
async fn insert_translation_in_sqlite(
    tx: &mut Tx,
    id: InterpretationId,
    body: &str,
) -> Result<(), Error> {
    let (me, today, now) = (tx.actor_id()?, tx.today(), tx.now());
    let times = outbox::due_times(tx);
    run_on!(tx, |c| {
        sqlx::query(
            "INSERT INTO translation (text_id, language, body, made_by, machine, created_by_id, \
            created_at) SELECT w.text_id, w.language, $3, coalesce(p.chosen_name, p.name), $4, \
            p.id, $5 FROM text_interpretation w JOIN person p ON p.id = $1 WHERE w.id = $2",
        )
        .bind(me)
        .bind(id)
        .bind(body)
        .bind(false)
        .bind(now)
        .execute(c)
    })?;
    run_on!(tx, |c| sqlx::query(
        "UPDATE text_interpretation SET done_on = $2 WHERE id = $1"
    )
    .bind(id)
    .bind(today)
    .execute(c))?;
    run_on!(tx, |c| {
        sqlx::query(concat!(
            "INSERT INTO translation_notification (text_id, language, person_id, created_at, \
            state, delivered_channels, attempts, next_attempt_at) SELECT q.text_id, q.language, \
            q.person_id, $4, 'waiting', '', 0, $5 FROM text_interpretation w JOIN \
            translation_request q ON q.text_id = w.text_id AND q.language = w.language JOIN text t \
            ON t.id = w.text_id WHERE w.id = $3 AND q.person_id <> $1 AND ",
            text_visible_to_person!("t", "q.person_id")
        ))
        .bind(me)
        .bind(today)
        .bind(id)
        .bind(times.inserted_at)
        .bind(times.due_at)
        .execute(c)
    })?;
    Ok(())
}

/// Ends the requests of a family whose translations an import has stored, and inserts a
/// notification for each person who asked and may read the text on `today`. For a system
/// transaction.
///
/// # Errors
/// When the database fails.
pub(crate) async fn finish_imported(
    tx: &mut Tx,
    family: FamilyId,
    today: jiff_sqlx::Date,
) -> Result<(), Error> {
    let times = outbox::due_times(tx);
    run_on!(tx, |c| {
        sqlx::query(concat!(
            "INSERT INTO translation_notification (text_id, language, person_id, created_at, \
            state, delivered_channels, attempts, next_attempt_at) SELECT q.text_id, q.language, \
            q.person_id, $3, 'waiting', '', 0, $4 FROM text t JOIN text_interpretation w ON \
            w.text_id = t.id AND w.done_on IS NULL JOIN translation d ON d.text_id = w.text_id \
            AND d.language = w.language JOIN translation_request q ON q.text_id = w.text_id AND \
            q.language = w.language WHERE t.family_id = $1 AND ",
            text_visible_to_person!("t", "q.person_id"),
            " ON CONFLICT DO NOTHING"
        ))
        .bind(family)
        .bind(today)
        .bind(times.inserted_at)
        .bind(times.due_at)
        .execute(c)
    })?;
    // The same file again then finds no open request.
    run_on!(tx, |c| sqlx::query(
        "UPDATE text_interpretation SET done_on = $2 WHERE done_on IS NULL AND text_id IN (SELECT \
        t.id FROM text t WHERE t.family_id = $1) AND EXISTS (SELECT 1 FROM translation d WHERE \
        d.text_id = text_interpretation.text_id AND d.language = text_interpretation.language)"
    )
    .bind(family)
    .bind(today)
    .execute(c))?;
    Ok(())
}
