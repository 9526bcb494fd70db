//! What the agency owes to one young person beside the terms of `model::transition::clock`: late
//! documents, answers to questions about rights, the credit report of the year, and services that
//! they say they did not get.

use jiff::civil::Date;
use model::transition::DocumentKind;
use model::transition::clock::care_ends;
use model::transition::credit::{CreditDue, CreditStep, CreditYear, credit_years};
use model::transition::rights::YouthRight;
use model::transition::services_got::{ServiceKind, Survey, is_in_survey_year, surveys};

use super::access::{ReleasedTransition, visible_part};
use super::records::{is_worker_of, visible_record};
use super::right_questions::reads_right_questions;
use crate::db::run_on;
use crate::{Error, Tx};

/// What is owed today.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Owed {
    /// Documents that were to be there by this day, the longest late first.
    pub late_documents: Vec<(DocumentKind, Date)>,
    /// The rights about which a question waits for an answer by this day, the longest waiting
    /// first.
    pub questions: Vec<(YouthRight, Date)>,
    /// The credit report of the year of life that runs today.
    pub credit: Option<(CreditYear, CreditDue)>,
    /// Services that a worker recorded and the young person says they did not get.
    pub disputed: Vec<ServiceKind>,
    /// The survey that is asked today.
    pub survey: Option<Survey>,
}

impl Owed {
    pub const fn is_empty(&self) -> bool {
        self.late_documents.is_empty()
            && self.questions.is_empty()
            && self.credit.is_none()
            && self.disputed.is_empty()
            && self.survey.is_none()
    }
}

/// A late document, a question about a right, a disputed service, or a step of a credit report.
#[derive(sqlx::FromRow)]
struct OwedRow {
    subject: String,
    detail: String,
    day: Option<jiff_sqlx::Date>,
    age: i32,
}

/// What is owed to a young person, as far as the actor may read it: for those who read the required
/// parts the documents, for workers and supervisors the questions, for a worker the rest as well.
/// At most one statement; none for anyone else.
///
/// # Errors
/// When the database fails.
pub async fn read_owed(tx: &mut Tx, released: &ReleasedTransition) -> Result<Owed, Error> {
    // Only those who read the required parts know the birth date.
    let Some(born) = released.born else {
        return Ok(Owed::default());
    };
    let (person, today) = (tx.actor_id()?, tx.today());
    // One statement, because it is part of pages that have a budget of statements. The sets are
    // told apart by `subject`.
    let rows: Vec<OwedRow> = run_on!(tx, |c| {
        sqlx::query_as(concat!(
        "SELECT 'document' AS subject, x.kind AS detail, x.due_on AS day, 0 AS age FROM \
            transition_document x WHERE x.owner_id = $3 AND x.state = 'coming' AND x.due_on < $2 \
            AND x.revision = (SELECT max(latest.revision) FROM transition_document latest WHERE \
            latest.owner_id = x.owner_id AND latest.kind = x.kind) AND ",
        visible_part!("x.owner_id", "'documents'"),
        " UNION ALL SELECT 'service', s.kind, NULL, 0 FROM transition_service s JOIN \
            transition_service_dispute said ON said.service_id = s.id AND said.taken_back_at IS \
            NULL WHERE s.owner_id = $3 AND s.removed_at IS NULL AND ",
        visible_record!(),
        " UNION ALL SELECT 'credit', s.step, s.day, s.age FROM transition_credit s WHERE \
            s.owner_id = $3 AND s.removed_at IS NULL AND ",
        visible_record!(),
        " UNION ALL SELECT 'question', q.kind, q.answer_due, 0 FROM transition_right_question q \
            WHERE q.owner_id = $3 AND q.taken_back_at IS NULL AND NOT EXISTS (SELECT 1 FROM \
            transition_right_answer a WHERE a.question_id = q.id) AND ",
        reads_right_questions!("q.owner_id")
    ))
    .bind(person)
    .bind(today)
    .bind(released.youth)
    .fetch_all(c)
    })?;
    let today = tx.today().to_jiff();
    let mut owed = Owed::default();
    let mut steps: Vec<(i32, CreditStep)> = Vec::new();
    for row in rows {
        match row.subject.as_str() {
            "document" => {
                let kind = DocumentKind::parse(&row.detail);
                owed.late_documents
                    .extend(kind.zip(row.day.map(|day| day.to_jiff())));
            }
            "question" => {
                let kind = YouthRight::parse(&row.detail);
                owed.questions
                    .extend(kind.zip(row.day.map(|day| day.to_jiff())));
            }
            "service" => owed.disputed.extend(ServiceKind::parse(&row.detail)),
            _ => steps.extend(CreditStep::parse(&row.detail).map(|step| (row.age, step))),
        }
    }
    // Sorted here: the sets have no common order that SQL could give.
    owed.late_documents.sort_by_key(|(kind, due)| (*due, *kind));
    owed.questions.sort_by_key(|(kind, due)| (*due, *kind));
    owed.disputed.sort();
    // The agency owes the report and the survey, and its workers see to it. Other readers of the
    // required parts see late documents only.
    if is_worker_of(tx, released.family)? {
        owed.credit = owed_credit(born, care_ends(born, &released.dates), today, &steps);
        owed.survey = open_survey(born, today);
    }
    Ok(owed)
}

/// What is owed of the credit report of the current year of life, given the recorded steps, each
/// with its age; nothing from the day on which care ends.
fn owed_credit(
    born: Date,
    ends: Option<Date>,
    today: Date,
    steps: &[(i32, CreditStep)],
) -> Option<(CreditYear, CreditDue)> {
    // The years are listed with the newest first, and only the current one can be owed.
    let year = credit_years(born, today, ends).into_iter().next()?;
    let of_year: Vec<CreditStep> = steps
        .iter()
        .filter(|(age, _)| *age == i32::from(year.age))
        .map(|(_, step)| *step)
        .collect();
    Some((year, year.due(ends, today, &of_year)?))
}

/// The survey that someone who was born on this day is asked today.
fn open_survey(born: Date, today: Date) -> Option<Survey> {
    surveys(born)
        .into_iter()
        .find(|survey| survey.first <= today && today <= survey.last)
        .filter(|_| is_in_survey_year(born))
}
