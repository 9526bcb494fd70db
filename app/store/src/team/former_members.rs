//! Who was on the team, with the reason that was written down last: for the worker and the
//! supervisor. Families read neither.

use std::collections::HashMap;

use jiff::civil::Date;
use model::id::{FamilyId, PersonId, TextId};
use model::policy::may_read_former_members;
use model::role::Role;

use crate::access::{OpenRecord, RecordPart, open_record};
use crate::authored_text::{AuthoredText, authored_text_columns, authored_text_joins};
use crate::db::run_on;
use crate::plan::index_by_id;
use crate::visibility::visible_to_actor;
use crate::{Error, Tx};

/// A membership that has ended.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct FormerMember {
    pub person_id: PersonId,
    pub name: String,
    pub role: Role,
    since: jiff_sqlx::Date,
    until: jiff_sqlx::Date,
    /// None for one that ended with an import, or without a reason.
    pub reason_id: Option<TextId>,
}

impl FormerMember {
    /// The first day, and the first day on which they were no longer on the team.
    pub fn period(&self) -> (Date, Date) {
        (self.since.to_jiff(), self.until.to_jiff())
    }
}

/// The memberships that have ended.
#[derive(Debug, Clone, Default)]
pub struct FormerMembers {
    /// By name.
    pub members: Vec<FormerMember>,
    pub texts: HashMap<TextId, AuthoredText>,
}

/// The memberships that have ended, with their reasons in `language`. Logs the access.
///
/// # Errors
/// `NotFound` for anyone but this family's worker and its supervisor. Also when the database fails.
pub async fn read_former_members(
    tx: &mut Tx,
    family: FamilyId,
    language: &str,
) -> Result<FormerMembers, Error> {
    let tx = &mut open_record(tx, family, RecordPart::Team).await?;
    if !may_read_former_members(tx.role) {
        return Err(Error::NotFound);
    }
    let today = tx.today();
    // Administrators are on no team list.
    let members: Vec<FormerMember> = run_on!(tx, |c| {
        sqlx::query_as(
        "SELECT m.person_id, coalesce(p.chosen_name, p.name) AS name, m.role, m.since, m.until, \
            g.reason_id FROM membership m JOIN person p ON p.id = m.person_id LEFT JOIN \
            membership_change g ON g.family_id = m.family_id AND g.person_id = m.person_id AND \
            g.role = m.role AND g.reason_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM \
            membership_change later WHERE later.family_id = m.family_id AND later.person_id = \
            m.person_id AND later.role = m.role AND later.reason_id IS NOT NULL AND later.id > \
            g.id) WHERE m.family_id = $1 AND m.role <> 'administrator' AND m.until <= $2 ORDER BY \
            name, m.role, m.id"
    )
    .bind(family)
    .bind(today)
    .fetch_all(c)
    })?;
    let mut found = FormerMembers {
        members,
        texts: HashMap::new(),
    };
    // Most teams have none, and their page costs no further statement.
    if found.members.iter().any(|one| one.reason_id.is_some()) {
        found.texts = load_reasons(tx, family, language).await?;
    }
    Ok(found)
}

async fn load_reasons(
    tx: &mut OpenRecord<'_>,
    family: FamilyId,
    language: &str,
) -> Result<HashMap<TextId, AuthoredText>, Error> {
    let (person, today) = (tx.actor_id()?, tx.today());
    let texts: Vec<AuthoredText> = run_on!(tx, |c| sqlx::query_as(concat!(
        "SELECT ",
        authored_text_columns!(),
        " FROM text t ",
        authored_text_joins!(),
        "WHERE t.family_id = $4 AND ",
        visible_to_actor!(text "t"),
        " AND t.id IN (SELECT g.reason_id FROM membership_change g WHERE g.family_id = $4)"
    ))
    .bind(person)
    .bind(today)
    .bind(language)
    .bind(family)
    .fetch_all(c))?;
    Ok(index_by_id(texts))
}
