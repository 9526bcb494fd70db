//! The young people of a family of whose plan an adult may see something.

use model::id::{FamilyId, PersonId};
use model::policy;
use model::transition::is_of_age_for_plan;
use model::transition::part::reads_required;

use super::access::{actor_reads_required, released_part};
use crate::access::{RecordPart, log_released_transition, open_record};
use crate::db::run_on;
use crate::name_order::sort_by_name;
use crate::{Error, Tx};

/// A young person.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct TransitionYouth {
    pub person_id: PersonId,
    /// Their chosen name, else their name.
    pub name: String,
    date_of_birth: Option<jiff_sqlx::Date>,
}

/// The young people of this family of whose plan the actor may read a part, apart from their own;
/// the list is empty where nothing was released to them, and then no access is logged either,
/// except of those who read the required parts.
///
/// # Errors
/// `NotFound` when the actor may not open this family's record. Also when the database fails.
pub async fn list_youths(tx: &mut Tx, family: FamilyId) -> Result<Vec<TransitionYouth>, Error> {
    let role = tx.actor()?.membership_in(family)?.role;
    if reads_required(role) || !policy::can_open_record(role) {
        open_record(tx, family, RecordPart::Transition).await?;
    }
    let (person, today) = (tx.actor_id()?, tx.today());
    // Those who have left the team are found by their plan, which only those see who read it by
    // law.
    let mut youths: Vec<TransitionYouth> = run_on!(tx, |c| {
        sqlx::query_as(concat!(
        "SELECT p.id AS person_id, coalesce(p.chosen_name, p.name) AS name, p.date_of_birth FROM \
            person p WHERE p.id <> $1 AND p.id IN (SELECT young.person_id FROM membership young \
            WHERE young.family_id = $3 AND young.role = 'youth' AND young.since <= $2 AND \
            (young.until IS NULL OR young.until > $2) UNION SELECT stored.owner_id FROM \
            transition_youth stored WHERE stored.family_id = $3 AND ",
        actor_reads_required!("stored.family_id"),
        ") AND (",
        actor_reads_required!("$3"),
        " OR EXISTS (SELECT 1 FROM transition_part shown WHERE shown.owner_id = p.id AND \
            shown.family_id = $3 AND ",
        released_part!("shown.owner_id", "shown.part"),
        "))"
    ))
    .bind(person)
    .bind(today)
    .bind(family)
    .fetch_all(c)
    })?;
    let day = today.to_jiff();
    youths.retain(|one| is_of_age_for_plan(one.date_of_birth.map(|born| born.to_jiff()), day));
    sort_by_name(&mut youths, |one| &one.name);
    for youth in &youths {
        log_released_transition(tx, family, youth.person_id).await?;
    }
    Ok(youths)
}
