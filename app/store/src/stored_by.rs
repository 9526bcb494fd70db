//! Who stored a record last, and when: for a person whose form was filled in against an older
//! revision.

use model::id::{EventId, FamilyId, TeamContactId};

use crate::db::run_on;
use crate::visibility::visible_to_actor;
use crate::{Error, Tx};

/// Who stored the present revision of a record.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct StoredBy {
    pub name: String,
    pub stored_at: jiff_sqlx::Timestamp,
}

/// Who stored an event as it is now; `None` for an import. The event must be read before, which
/// logs the access.
///
/// # Errors
/// When the database fails.
pub async fn find_for_event(
    tx: &mut Tx,
    family: FamilyId,
    event: EventId,
) -> Result<Option<StoredBy>, Error> {
    let (person, today) = (tx.actor_id()?, tx.today());
    // An import changes the revision without a row of the history.
    run_on!(tx, |c| sqlx::query_as(concat!(
        "SELECT coalesce(p.chosen_name, p.name) AS name, g.created_at AS stored_at FROM \
            event_change g JOIN person p ON p.id = g.created_by_id JOIN event v ON v.id = \
            g.event_id AND v.revision = g.revision WHERE g.family_id = $3 AND g.event_id = $4 AND ",
        visible_to_actor!(event "v"),
        " AND ",
        visible_to_actor!(event_change "g"),
        " ORDER BY g.id DESC LIMIT 1"
    ))
    .bind(person)
    .bind(today)
    .bind(family)
    .bind(event)
    .fetch_optional(c))
}

/// Who stored someone without an account as they are now; `None` for an import. The contact must be
/// read before, which logs the access.
///
/// # Errors
/// When the database fails.
pub async fn find_for_contact(
    tx: &mut Tx,
    family: FamilyId,
    contact: TeamContactId,
) -> Result<Option<StoredBy>, Error> {
    let (person, today) = (tx.actor_id()?, tx.today());
    run_on!(tx, |c| sqlx::query_as(concat!(
        "SELECT coalesce(p.chosen_name, p.name) AS name, coalesce(k.changed_at, k.created_at) AS \
            stored_at FROM team_contact k JOIN person p ON p.id = CASE WHEN k.changed_at IS NULL \
            THEN k.created_by_id ELSE k.changed_by_id END WHERE k.family_id = $3 AND k.id = $4 \
            AND ",
        visible_to_actor!(team_contact "k")
    ))
    .bind(person)
    .bind(today)
    .bind(family)
    .bind(contact)
    .fetch_optional(c))
}
