//! What the agency owes the young people of a family: this year's credit report, an answer to a
//! disputed service, and the survey of a certain age.

use model::id::{FamilyId, PersonId, YouthServiceId};
use model::transition::credit::{CreditDue, CreditStep, CreditYear};
use model::transition::is_of_age_for_plan;
use model::transition::services_got::{ServiceKind, Survey};

use super::access::actor_reads_required;
use super::credit::list_steps_of_family;
use super::owed::{open_survey, owed_credit};
use super::records::is_worker_of;
use super::services_got::list_disputed;
use crate::access::{RecordPart, open_record};
use crate::db::run_on;
use crate::{Error, Tx};

/// What is owed to one young person. Without anything that is owed there is no row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecordsDue {
    pub youth: PersonId,
    /// Their chosen name, else their name.
    pub name: String,
    /// The credit report of the year of life that runs today.
    pub credit: Option<(CreditYear, CreditDue)>,
    /// Services that a worker recorded and the young person says they did not get.
    pub disputed: Vec<(YouthServiceId, ServiceKind)>,
    /// The survey that is asked today.
    pub survey: Option<Survey>,
}

#[derive(sqlx::FromRow)]
struct YouthRow {
    id: PersonId,
    name: String,
    date_of_birth: Option<jiff_sqlx::Date>,
    discharge_on: Option<jiff_sqlx::Date>,
}

/// What is owed to the young people of this family, for its worker; empty for every other role. Three
/// statements, and the access log entry.
///
/// # Errors
/// `NotFound` when the actor may not open this family's record. Also when the database fails.
pub async fn credit_and_services_due(
    tx: &mut Tx,
    family: FamilyId,
) -> Result<Vec<RecordsDue>, Error> {
    let tx = &mut open_record(tx, family, RecordPart::Transition).await?;
    if !is_worker_of(tx, family)? {
        return Ok(Vec::new());
    }
    let today = tx.today().to_jiff();
    let young = list_young_people(tx, family).await?;
    let steps = list_steps_of_family(tx, family).await?;
    let disputed = list_disputed(tx, family).await?;
    let mut due = Vec::new();
    for person in young {
        // The credit report and the survey are owed at a certain age.
        let Some(born) = person.date_of_birth.map(|day| day.to_jiff()) else {
            continue;
        };
        if !is_of_age_for_plan(Some(born), today) {
            continue;
        }
        let discharge = person.discharge_on.map(|day| day.to_jiff());
        let one = RecordsDue {
            youth: person.id,
            credit: owed_credit(born, discharge, today, &steps_of(&steps, person.id)),
            disputed: disputed
                .iter()
                .filter(|row| row.owner_id == person.id)
                .map(|row| (row.id, row.kind))
                .collect(),
            survey: open_survey(born, today),
            name: person.name,
        };
        if one.credit.is_some() || !one.disputed.is_empty() || one.survey.is_some() {
            due.push(one);
        }
    }
    Ok(due)
}

/// The steps of one young person, each with its age.
fn steps_of(steps: &[(PersonId, i32, CreditStep)], owner: PersonId) -> Vec<(i32, CreditStep)> {
    steps
        .iter()
        .filter(|(whose, _, _)| *whose == owner)
        .map(|(_, age, step)| (*age, *step))
        .collect()
}

/// The youth of the family today, and those whose plan belongs to it.
async fn list_young_people(tx: &mut Tx, family: FamilyId) -> Result<Vec<YouthRow>, Error> {
    let (person, today) = (tx.actor_id()?, tx.today());
    run_on!(tx, |c| {
        sqlx::query_as(concat!(
        "SELECT p.id, coalesce(p.chosen_name, p.name) AS name, p.date_of_birth, d.discharge_on FROM \
            person p LEFT JOIN transition_dates d ON d.owner_id = p.id AND d.family_id = $3 AND \
            d.revision = (SELECT max(latest.revision) FROM transition_dates latest WHERE \
            latest.owner_id = p.id AND latest.family_id = $3) WHERE ",
        actor_reads_required!("$3"),
        " AND (EXISTS (SELECT 1 FROM membership young WHERE young.person_id = p.id AND \
            young.family_id = $3 AND young.role = 'youth' AND young.since <= $2 AND (young.until IS \
            NULL OR young.until > $2)) OR EXISTS (SELECT 1 FROM transition_youth stored WHERE \
            stored.owner_id = p.id AND stored.family_id = $3)) ORDER BY p.id"
    ))
    .bind(person)
    .bind(today)
    .bind(family)
    .fetch_all(c)
    })
}
