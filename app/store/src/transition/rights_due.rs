//! What waits about the rights of young people: questions without an answer, for those who answer
//! them, and in one line how far the list has come.

use jiff::civil::Date;
use model::id::{FamilyId, PersonId};
use model::role::Role;
use model::transition::rights::YouthRight;

use super::access::ReleasedTransition;
use super::right_questions::reads_right_questions;
use super::rights::reads_rights;
use crate::access::{RecordPart, open_record};
use crate::db::run_on;
use crate::{Error, Tx};

/// A question that waits for an answer.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct RightsDue {
    pub youth: PersonId,
    /// Their chosen name, else their name.
    pub name: String,
    pub kind: YouthRight,
    pub answer_due: jiff_sqlx::Date,
}

/// The questions of a family's young people that wait for an answer, the longest first, for its
/// workers and supervisors; empty for every other role. One statement, and the access log entry.
///
/// # Errors
/// `NotFound` when the actor may not open this family's record. Also when the database fails.
pub async fn rights_due(tx: &mut Tx, family: FamilyId) -> Result<Vec<RightsDue>, Error> {
    let tx = &mut open_record(tx, family, RecordPart::Transition).await?;
    let mut teams = tx.actor()?.teams.iter();
    let answers = |role: Role| matches!(role, Role::Worker | Role::Supervisor);
    if !teams.any(|team| team.family_id == family && answers(team.role)) {
        return Ok(Vec::new());
    }
    let (person, today) = (tx.actor_id()?, tx.today());
    run_on!(tx, |c| {
        sqlx::query_as(concat!(
        "SELECT s.owner_id AS youth, coalesce(p.chosen_name, p.name) AS name, s.kind, s.answer_due \
            FROM transition_right_question s JOIN transition_youth y ON y.owner_id = s.owner_id \
            AND y.family_id = $3 JOIN person p ON p.id = s.owner_id WHERE s.taken_back_at IS NULL \
            AND NOT EXISTS (SELECT 1 FROM transition_right_answer a WHERE a.question_id = s.id) AND ",
        reads_right_questions!("s.owner_id"),
        " ORDER BY s.answer_due, s.id"
    ))
    .bind(person)
    .bind(today)
    .bind(family)
    .fetch_all(c)
    })
}

/// How far the list of a young person has come, as far as the actor may read it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct RightsSummary {
    /// How many rights the young person says they understood.
    pub understood: i64,
    /// The latest day on which they say that they got the list.
    pub signed_on: Option<Date>,
    /// The day of the first question that waits; `None` for those who do not read questions.
    pub answer_due: Option<Date>,
}

#[derive(sqlx::FromRow)]
struct SummaryRow {
    understood: i64,
    signed_on: Option<jiff_sqlx::Date>,
    answer_due: Option<jiff_sqlx::Date>,
}

/// Progress of the young person's list of rights. `None` unless the actor may read the parts that
/// the law requires. Runs at most one SQL statement.
///
/// # Errors
/// When the database fails.
pub async fn read_rights_summary(
    tx: &mut Tx,
    released: &ReleasedTransition,
) -> Result<Option<RightsSummary>, Error> {
    // `born` is `None` for a reader without the required parts.
    if released.born.is_none() {
        return Ok(None);
    }
    let (person, today) = (tx.actor_id()?, tx.today());
    let row: Option<SummaryRow> = run_on!(tx, |c| {
        sqlx::query_as(concat!(
            "SELECT (SELECT count(*) FROM transition_right s WHERE s.owner_id = $3 AND \
            s.understood AND ",
            reads_rights!("s.owner_id"),
            ") AS understood, (SELECT max(g.signed_on) FROM transition_rights_signature g WHERE \
            g.owner_id = $3 AND g.taken_back_at IS NULL AND ",
            reads_rights!("g.owner_id"),
            ") AS signed_on, (SELECT min(q.answer_due) FROM transition_right_question q WHERE \
            q.owner_id = $3 AND q.taken_back_at IS NULL AND NOT EXISTS (SELECT 1 FROM \
            transition_right_answer a WHERE a.question_id = q.id) AND ",
            reads_right_questions!("q.owner_id"),
            ") AS answer_due"
        ))
        .bind(person)
        .bind(today)
        .bind(released.youth)
        .fetch_optional(c)
    })?;
    Ok(row.map(|row| RightsSummary {
        understood: row.understood,
        signed_on: row.signed_on.map(|day| day.to_jiff()),
        answer_due: row.answer_due.map(|day| day.to_jiff()),
    }))
}
