//! Needs assessments of young people, which an import brings. The young person reads their own; the
//! workers of the family and their supervisors read them as a record of the agency, whatever the
//! young person releases. No one else does.

use model::id::PersonId;

use crate::db::run_on;
use crate::{Error, Tx};

/// What a tool or a person found that a young person needs.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Assessment {
    pub tool: String,
    pub assessed_on: jiff_sqlx::Date,
    /// The name of the person who assessed.
    pub assessed_by: Option<String>,
    /// The language of `result`.
    pub language: String,
    pub result: String,
}

/// The assessments of `owner` that the actor may read, the newest first. One of the gates of
/// `transition::access` must be passed before.
///
/// # Errors
/// When the database fails.
pub async fn list_assessments(tx: &mut Tx, owner: PersonId) -> Result<Vec<Assessment>, Error> {
    let (person, today) = (tx.actor_id()?, tx.today());
    // Without a condition on releases: an assessment is a record of the agency.
    run_on!(tx, |c| sqlx::query_as(
        "SELECT s.tool, s.assessed_on, s.assessed_by, s.language, s.result FROM \
            transition_assessment s WHERE s.owner_id = $3 AND (s.owner_id = $1 OR EXISTS (SELECT 1 \
            FROM membership keeping WHERE keeping.family_id = s.family_id AND keeping.person_id = \
            $1 AND keeping.since <= $2 AND (keeping.until IS NULL OR keeping.until > $2) AND \
            keeping.role IN ('worker', 'supervisor'))) ORDER BY s.assessed_on DESC, s.key"
    )
    .bind(person)
    .bind(today)
    .bind(owner)
    .fetch_all(c))
}
