//! The kinds of events of an agency: its names for those that every agency has, and those that it
//! added. An added kind follows the rules of one that every agency has.

use model::calendar::EventKind;
use model::id::FamilyId;

use crate::db::run_on;
use crate::{Error, Tx};

/// A kind that the agency named or added.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct AgencyKind {
    /// The slug of an added kind, or of the `EventKind` that is named.
    pub slug: String,
    /// The kind whose rules an added one follows; `None` for one that is named.
    pub kind: Option<EventKind>,
    /// Its name in the language that was asked for; an added kind without one has that of `kind`.
    pub label: Option<String>,
}

/// The kinds that the agency of this family named or added, with their names in `language`.
///
/// # Errors
/// `NotFound` when the actor is not on this family's team. Also when the database fails.
pub async fn list_agency_kinds(
    tx: &mut Tx,
    family: FamilyId,
    language: &str,
) -> Result<Vec<AgencyKind>, Error> {
    // The tables have no audience: everyone on a team knows the kinds of its agency.
    tx.actor()?.membership_in(family)?;
    // The second SELECT has the kinds of every agency to which this one gave names.
    run_on!(tx, |c| sqlx::query_as(
        "SELECT k.slug, k.kind, l.label FROM event_kind k JOIN family f ON f.agency_id = \
            k.agency_id LEFT JOIN event_kind_label l ON l.agency_id = k.agency_id AND l.slug = \
            k.slug AND l.language = $2 WHERE f.id = $1 UNION ALL SELECT l.slug, NULL, l.label \
            FROM event_kind_label l JOIN family f ON f.agency_id = l.agency_id WHERE f.id = $1 \
            AND l.language = $2 AND NOT EXISTS (SELECT 1 FROM event_kind k WHERE k.agency_id = \
            l.agency_id AND k.slug = l.slug) ORDER BY slug"
    )
    .bind(family)
    .bind(language)
    .fetch_all(c))
}

/// The kind whose rules a kind follows that the agency of this family added.
///
/// # Errors
/// As `list_agency_kinds`.
pub async fn find_rules(
    tx: &mut Tx,
    family: FamilyId,
    slug: &str,
) -> Result<Option<EventKind>, Error> {
    tx.actor()?.membership_in(family)?;
    let found: Option<(EventKind,)> = run_on!(tx, |c| sqlx::query_as(
        "SELECT k.kind FROM event_kind k JOIN family f ON f.agency_id = k.agency_id WHERE \
            f.id = $1 AND k.slug = $2"
    )
    .bind(family)
    .bind(slug)
    .fetch_optional(c))?;
    Ok(found.map(|(kind,)| kind))
}
