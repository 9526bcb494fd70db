//! Upcoming events of a family.

use jiff_sqlx::ToSqlx;
use model::calendar::EventKind;
use model::id::{EventId, FamilyId};

use crate::Error;
use crate::access::OpenRecord;
use crate::authored_text::{AuthoredText, authored_text_columns, authored_text_joins};
use crate::db::run_on;
use crate::visibility::visible_to_actor;

/// An upcoming event, as the actor sees it. Times are local times in the agency's time zone.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct UpcomingEvent {
    pub id: EventId,
    pub kind: EventKind,
    pub starts: jiff_sqlx::DateTime,
    pub ends: Option<jiff_sqlx::DateTime>,
    pub place: Option<String>,
    #[sqlx(flatten)]
    pub about: AuthoredText,
}

/// Up to `most` upcoming events of a family that the actor may see, earliest first.
///
/// # Errors
/// When the database fails.
pub(crate) async fn list_upcoming(
    tx: &mut OpenRecord<'_>,
    family: FamilyId,
    language: &str,
    most: i64,
) -> Result<Vec<UpcomingEvent>, Error> {
    let actor = tx.actor()?;
    let now = tx
        .clock()
        .now()
        .to_zoned(actor.zone.clone())
        .datetime()
        // SQLite compares these times as text; whole seconds give it the form of the stored times.
        .round(jiff::Unit::Second)
        .unwrap_or_default();
    let midnight = actor.today.at(0, 0, 0, 0).to_sqlx();
    let (person, today) = (actor.person, tx.today());
    run_on!(tx, |c| sqlx::query_as(concat!(
        "SELECT v.id, v.kind, v.starts, v.ends, v.place, ",
        authored_text_columns!(),
        " FROM event v JOIN text t ON t.id = v.about_id ",
        authored_text_joins!(),
        // An event without an end stays listed until the end of its day, because no one knows when
        // it is over.
        "WHERE v.family_id = $4 AND ((v.ends IS NULL AND v.starts >= $5) OR v.ends > $6) AND ",
        visible_to_actor!(event "v"),
        " ORDER BY v.starts, v.id LIMIT $7"
    ))
    .bind(person)
    .bind(today)
    .bind(language)
    .bind(family)
    .bind(midnight)
    .bind(now.to_sqlx())
    .bind(most)
    .fetch_all(c))
}
