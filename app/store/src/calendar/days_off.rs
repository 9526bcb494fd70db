//! Days on which no event should be: the holidays of the agency, and days that family members keep.

use std::collections::BTreeMap;

use jiff::civil::Date;
use jiff_sqlx::ToSqlx;
use model::calendar::ObservanceInput;
use model::id::{FamilyId, FormId, ObservanceId};
use model::policy::may_name_observances;
use model::role::Role;
use sqlx::types::Json;

use crate::access::{OpenRecord, RecordPart, open_record, open_record_for_update};
use crate::audience::{self, AudienceEntry};
use crate::authored_text::actor_is_member;
use crate::db::{run_on, unique_violation_as_race};
use crate::visibility::visible_to_actor;
use crate::{Error, Tx};

/// A holiday of the agency, or days that a family member keeps.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct DayOff {
    first_day: jiff_sqlx::Date,
    last_day: jiff_sqlx::Date,
    name: String,
    /// The name of a holiday in other languages, by language tag.
    names: Option<Json<BTreeMap<String, String>>>,
    /// `None` for a holiday of the agency.
    pub observance_id: Option<ObservanceId>,
}

impl DayOff {
    pub fn first(&self) -> Date {
        self.first_day.to_jiff()
    }

    pub fn last(&self) -> Date {
        self.last_day.to_jiff()
    }

    /// The name in this language where the agency gave one, else as it was typed.
    pub fn name(&self, language: &str) -> &str {
        self.names
            .as_ref()
            .and_then(|names| names.0.get(language))
            .unwrap_or(&self.name)
    }
}

/// The days off from `first` to `last` that the actor may see, the earliest first. Logs the access.
///
/// # Errors
/// `NotFound` when the actor may not open this family's record. Also when the database fails.
pub async fn list_days_off(
    tx: &mut Tx,
    family: FamilyId,
    first: Date,
    last: Date,
) -> Result<Vec<DayOff>, Error> {
    let tx = &mut open_record(tx, family, RecordPart::Calendar).await?;
    let (person, today) = (tx.actor_id()?, tx.today());
    // Holidays of the agency have no audience, so the membership is checked for them.
    run_on!(tx, |c| sqlx::query_as(concat!(
        "SELECT h.day AS first_day, h.day AS last_day, h.name, h.names, CAST(NULL AS uuid) AS \
            observance_id FROM agency_holiday h JOIN family f ON f.agency_id = h.agency_id WHERE \
            f.id = $3 AND h.day >= $4 AND h.day <= $5 AND ",
        actor_is_member!("f.id"),
        " UNION ALL SELECT o.first_day, o.last_day, o.name, NULL, o.id FROM family_observance o \
            WHERE o.family_id = $3 AND o.last_day >= $4 AND o.first_day <= $5 AND ",
        visible_to_actor!(family_observance "o"),
        " ORDER BY first_day, name"
    ))
    .bind(person)
    .bind(today)
    .bind(family)
    .bind(first.to_sqlx())
    .bind(last.to_sqlx())
    .fetch_all(c))
}

/// The days that the actor keeps and that are not over, the earliest first.
///
/// # Errors
/// `NotFound` for anyone but a family member. Also when the database fails.
pub async fn list_own_observances(tx: &mut Tx, family: FamilyId) -> Result<Vec<DayOff>, Error> {
    let tx = &mut open_record(tx, family, RecordPart::Calendar).await?;
    require_family_member(tx)?;
    let (person, today) = (tx.actor_id()?, tx.today());
    run_on!(tx, |c| sqlx::query_as(concat!(
        "SELECT o.first_day, o.last_day, o.name, NULL AS names, o.id AS observance_id FROM \
            family_observance o WHERE o.family_id = $3 AND o.created_by_id = $1 AND o.last_day >= \
            $2 AND ",
        visible_to_actor!(family_observance "o"),
        " ORDER BY o.first_day, o.name"
    ))
    .bind(person)
    .bind(today)
    .bind(family)
    .fetch_all(c))
}

/// Adds days that the actor keeps, for themselves and the workers of the family. Idempotent:
/// resubmitting the same form changes nothing.
///
/// # Errors
/// `NotFound` for anyone but a family member; `Conflict` when the form id was already used with
/// other values; `Raced` when a concurrent request stored the same form.
pub async fn add_observance(
    tx: &mut Tx,
    family: FamilyId,
    form: FormId,
    input: &ObservanceInput,
) -> Result<(), Error> {
    let tx = &mut open_record_for_update(tx, family, RecordPart::Calendar).await?;
    require_family_member(tx)?;
    let (person, today, now) = (tx.actor_id()?, tx.today(), tx.now());
    let known: Option<(String, jiff_sqlx::Date, jiff_sqlx::Date)> = run_on!(tx, |c| {
        sqlx::query_as(concat!(
        "SELECT o.name, o.first_day, o.last_day FROM family_observance o WHERE o.family_id = $3 \
            AND o.id = $4 AND ",
        visible_to_actor!(family_observance "o")
    ))
    .bind(person)
    .bind(today)
    .bind(family)
    .bind(form)
    .fetch_optional(c)
    })?;
    if let Some((name, first, last)) = known {
        // A person who went back and changed a day must not read that the change is saved.
        let is_same =
            name == input.name && (first.to_jiff(), last.to_jiff()) == (input.first, input.last);
        return is_same.then_some(()).ok_or(Error::Conflict);
    }
    // The other parent does not read it. The workers do, because they choose the days of events.
    let readers = vec![
        AudienceEntry::for_person(person),
        AudienceEntry::for_role(Role::Worker),
    ];
    let audience = audience::find_or_add(tx, family, readers).await?;
    let inserted = run_on!(tx, |c| {
        sqlx::query(
            "INSERT INTO family_observance (id, family_id, audience_id, name, first_day, last_day, \
            created_by_id, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        )
        .bind(form)
        .bind(family)
        .bind(audience)
        .bind(&input.name)
        .bind(input.first.to_sqlx())
        .bind(input.last.to_sqlx())
        .bind(person)
        .bind(now)
        .execute(c)
    });
    unique_violation_as_race(inserted).map(|_| ())
}

/// Removes days that the actor keeps. Idempotent; those of others are left alone.
///
/// # Errors
/// `NotFound` for anyone but a family member. Also when the database fails.
pub async fn remove_observance(
    tx: &mut Tx,
    family: FamilyId,
    id: ObservanceId,
) -> Result<(), Error> {
    let tx = &mut open_record_for_update(tx, family, RecordPart::Calendar).await?;
    require_family_member(tx)?;
    let person = tx.actor_id()?;
    // By its author: the id alone would let one parent remove the days of the other.
    run_on!(tx, |c| sqlx::query(
        "DELETE FROM family_observance WHERE family_id = $1 AND id = $2 AND created_by_id = $3"
    )
    .bind(family)
    .bind(id)
    .bind(person)
    .execute(c))?;
    Ok(())
}

fn require_family_member(tx: &OpenRecord<'_>) -> Result<(), Error> {
    if may_name_observances(tx.role) {
        Ok(())
    } else {
        Err(Error::NotFound)
    }
}
