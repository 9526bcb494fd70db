//! Questions of a young person about their rights, each with the day by which it is answered, and
//! the answers. Besides the young person, the workers of their family and those workers'
//! supervisors read them; a worker answers. One that was taken back is shown to
//! no one; its owner can put it back from the notice.

use jiff::ToSpan;
use jiff::civil::Date;
use jiff_sqlx::ToSqlx;
use model::id::{FamilyId, FormId, PersonId, RightQuestionId};
use model::transition::rights::{ANSWER_WORKING_DAYS, YouthRight};
use model::working_days::WorkingDays;

use super::access::{ReleasedTransition, own_transition_for_update};
use super::records::is_worker_of;
use super::rights::read_rights;
use crate::access::{RecordPart, open_record_for_update};
use crate::db::{run_on, unique_violation_as_race};
use crate::{Error, Tx};

/// How many days ahead the holidays of the agency are read: more than an answer takes.
const HOLIDAY_DAYS: i32 = 60;

/// SQL condition: the actor reads the words of questions of the person `$owner`: their own, or as a
/// worker of their family or a supervisor. `alongside_can_read_right_questions` is the same rule
/// for PostgreSQL. `$1` is the actor and `$2` today's date.
macro_rules! reads_right_questions {
    ($owner:literal) => {
        concat!(
            "(",
            $owner,
            " = $1 OR EXISTS (SELECT 1 FROM transition_youth planning JOIN membership serving ON \
                serving.family_id = planning.family_id AND serving.person_id = $1 AND \
                serving.since <= $2 AND (serving.until IS NULL OR serving.until > $2) WHERE \
                planning.owner_id = ",
            $owner,
            " AND serving.role IN ('worker', 'supervisor')))"
        )
    };
}
pub(super) use reads_right_questions;

/// A question that was not taken back, with its answer.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct RightQuestion {
    pub id: RightQuestionId,
    pub kind: YouthRight,
    pub language: String,
    /// Empty for one without words.
    pub body: String,
    pub asked_at: jiff_sqlx::Timestamp,
    /// The last day of an answer in time.
    pub answer_due: jiff_sqlx::Date,
    #[sqlx(flatten)]
    answer: AnswerColumns,
}

#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
struct AnswerColumns {
    answer_language: Option<String>,
    answer: Option<String>,
    answered_by: Option<String>,
    answered_at: Option<jiff_sqlx::Timestamp>,
}

/// The answer to a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RightAnswer<'a> {
    pub language: &'a str,
    pub body: &'a str,
    /// `None` where the reader may not know the person any more.
    pub answered_by: Option<&'a str>,
    pub answered_at: jiff::Timestamp,
}

impl RightQuestion {
    pub fn answer(&self) -> Option<RightAnswer<'_>> {
        Some(RightAnswer {
            language: self.answer.answer_language.as_deref()?,
            body: self.answer.answer.as_deref()?,
            answered_by: self.answer.answered_by.as_deref(),
            answered_at: self.answer.answered_at?.to_jiff(),
        })
    }

    /// Whether it waits for an answer.
    pub fn is_open(&self) -> bool {
        self.answer.answered_at.is_none()
    }

    /// Whether it waits for longer than was said.
    pub fn is_late(&self, today: Date) -> bool {
        self.is_open() && self.answer_due.to_jiff() < today
    }
}

/// The questions of `owner` that the actor may read, the newest first. One of the gates of
/// `transition::access`, or `read_rights`, must be passed before. One statement.
///
/// # Errors
/// When the database fails.
pub async fn list_questions(tx: &mut Tx, owner: PersonId) -> Result<Vec<RightQuestion>, Error> {
    let (person, today) = (tx.actor_id()?, tx.today());
    run_on!(tx, |c| sqlx::query_as(concat!(
        "SELECT s.id, s.kind, s.language, s.body, s.asked_at, s.answer_due, a.language AS \
            answer_language, a.body AS answer, coalesce(w.chosen_name, w.name) AS answered_by, \
            a.answered_at FROM transition_right_question s LEFT JOIN transition_right_answer a ON \
            a.question_id = s.id LEFT JOIN person w ON w.id = a.answered_by_id WHERE s.owner_id = \
            $3 AND s.taken_back_at IS NULL AND ",
        reads_right_questions!("s.owner_id"),
        " ORDER BY s.id DESC"
    ))
    .bind(person)
    .bind(today)
    .bind(owner)
    .fetch_all(c))
}

/// What an adult reads of the questions about one right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadableQuestions {
    pub released: ReleasedTransition,
    /// The newest first.
    pub questions: Vec<RightQuestion>,
    /// Whether the actor answers.
    pub may_answer: bool,
}

/// The questions of a young person about one right, for the workers of their family and the
/// supervisors. Logs the access.
///
/// # Errors
/// As `read_rights`, and `NotFound` for everyone else, and without a question.
pub async fn read_questions(
    tx: &mut Tx,
    family: FamilyId,
    youth: PersonId,
    right: YouthRight,
) -> Result<ReadableQuestions, Error> {
    let released = read_rights(tx, family, youth).await?;
    let mut questions = list_questions(tx, youth).await?;
    questions.retain(|question| question.kind == right);
    if questions.is_empty() {
        return Err(Error::NotFound);
    }
    Ok(ReadableQuestions {
        released,
        questions,
        may_answer: is_worker_of(tx, family)? && is_planned_in(tx, family, youth).await?,
    })
}

/// Whether the young person's plan belongs to this family; they may be on the teams of two.
async fn is_planned_in(tx: &mut Tx, family: FamilyId, youth: PersonId) -> Result<bool, Error> {
    let found: Option<(FamilyId,)> = run_on!(tx, |c| sqlx::query_as(
        "SELECT y.family_id FROM transition_youth y WHERE y.owner_id = $1 AND y.family_id = $2"
    )
    .bind(youth)
    .bind(family)
    .fetch_optional(c))?;
    Ok(found.is_some())
}

/// A question of the actor's own: its right, the day for its answer, and when it was taken back.
type KnownQuestion = (YouthRight, jiff_sqlx::Date, Option<jiff_sqlx::Timestamp>);

/// Asks a question about a right, without words. Returns the day by which it is answered: that of
/// the open question about it, if there is one. Idempotent: resubmitting the same form only puts
/// back a question that was taken back.
///
/// # Errors
/// `NotFound` as `own_transition_for_update`; `Conflict` when the form id was already used for
/// another right; `Raced` when a concurrent request stored the same form.
pub async fn ask_about_right(
    tx: &mut Tx,
    form: FormId,
    right: YouthRight,
    language: &str,
) -> Result<(RightQuestionId, Date), Error> {
    let own = own_transition_for_update(tx).await?;
    let known: Option<KnownQuestion> = run_on!(tx, |c| {
        sqlx::query_as(
        "SELECT s.kind, s.answer_due, s.taken_back_at FROM transition_right_question s WHERE s.owner_id = $1 AND \
            s.id = $2"
    )
    .bind(own.owner)
    .bind(form)
    .fetch_optional(c)
    })?;
    if let Some((kind, due, taken_back_at)) = known {
        let id = RightQuestionId(form.0);
        if kind != right {
            return Err(Error::Conflict);
        }
        // The form was sent again, with the browser's Back, after the question was taken back.
        if taken_back_at.is_some() {
            set_question_taken_back(tx, id, false).await?;
        }
        return Ok((id, due.to_jiff()));
    }
    let open = list_questions(tx, own.owner).await?;
    let open = open
        .into_iter()
        .find(|question| question.kind == right && question.is_open());
    if let Some(open) = open {
        return Ok((open.id, open.answer_due.to_jiff()));
    }
    let due = load_answer_day(tx).await?;
    let now = tx.now();
    let inserted = run_on!(tx, |c| {
        sqlx::query(
            "INSERT INTO transition_right_question (id, owner_id, family_id, kind, language, body, \
            asked_at, answer_due) VALUES ($1, $2, $3, $4, $5, '', $6, $7)",
        )
        .bind(form)
        .bind(own.owner)
        .bind(own.family)
        .bind(right)
        .bind(language)
        .bind(now)
        .bind(due.to_sqlx())
        .execute(c)
    });
    unique_violation_as_race(inserted)?;
    Ok((RightQuestionId(form.0), due))
}

/// The day by which a question of today is answered, by the working days of the actor's agency.
async fn load_answer_day(tx: &mut Tx) -> Result<Date, Error> {
    let (person, today) = (tx.actor_id()?, tx.today().to_jiff());
    let last = today.saturating_add(HOLIDAY_DAYS.days());
    // By the person and not by the family: someone who has left the team asks, too.
    let days: Vec<(jiff_sqlx::Date,)> = run_on!(tx, |c| {
        sqlx::query_as(
            "SELECT h.day FROM agency_holiday h JOIN person p ON p.agency_id = h.agency_id WHERE \
            p.id = $1 AND h.day >= $2 AND h.day <= $3",
        )
        .bind(person)
        .bind(today.to_sqlx())
        .bind(last.to_sqlx())
        .fetch_all(c)
    })?;
    let days: WorkingDays = days.into_iter().map(|(day,)| day.to_jiff()).collect();
    Ok(days.after(today, ANSWER_WORKING_DAYS).unwrap_or(last))
}

/// Saves the words of the actor's own question until it is answered. Idempotent; the last words
/// hold.
///
/// # Errors
/// `NotFound` for any other question; `Conflict` for one that was answered or taken back.
pub async fn save_question_words(
    tx: &mut Tx,
    id: RightQuestionId,
    body: &str,
    language: &str,
) -> Result<YouthRight, Error> {
    let (right, is_answered) = find_own(tx, id).await?;
    if is_answered {
        return Err(Error::Conflict);
    }
    let person = tx.actor_id()?;
    let language = model::language::detect_language(body, language);
    let changed = run_on!(tx, |c| {
        sqlx::query(
            "UPDATE transition_right_question SET language = $3, body = $4 WHERE owner_id = $1 AND \
            id = $2 AND taken_back_at IS NULL",
        )
        .bind(person)
        .bind(id)
        .bind(language)
        .bind(body)
        .execute(c)
    })?;
    if changed == 0 {
        return Err(Error::Conflict);
    }
    Ok(right)
}

/// Takes a question of the actor's own back, or puts it back. Idempotent.
///
/// # Errors
/// `NotFound` for any other question; `Conflict` for one that was answered, and for putting one
/// back while another question about the right is open.
pub async fn set_question_taken_back(
    tx: &mut Tx,
    id: RightQuestionId,
    is_taken_back: bool,
) -> Result<YouthRight, Error> {
    let (right, is_answered) = find_own(tx, id).await?;
    if is_answered {
        return Err(Error::Conflict);
    }
    let person = tx.actor_id()?;
    if !is_taken_back {
        let others = list_questions(tx, person).await?;
        let is_other_open = others
            .iter()
            .any(|other| other.id != id && other.kind == right && other.is_open());
        if is_other_open {
            return Err(Error::Conflict);
        }
    }
    let taken_back_at = is_taken_back.then(|| tx.now());
    run_on!(tx, |c| sqlx::query(
        "UPDATE transition_right_question SET taken_back_at = $3 WHERE owner_id = $1 AND id = $2"
    )
    .bind(person)
    .bind(id)
    .bind(taken_back_at)
    .execute(c))?;
    Ok(right)
}

/// The right of a question of the actor's own, and whether the question was answered. Locks the
/// question until the transaction ends.
async fn find_own(tx: &mut Tx, id: RightQuestionId) -> Result<(YouthRight, bool), Error> {
    let own = own_transition_for_update(tx).await?;
    lock_question(tx, id).await?;
    let found: Option<(YouthRight, Option<jiff_sqlx::Timestamp>)> = run_on!(tx, |c| {
        sqlx::query_as(
            "SELECT s.kind, a.answered_at FROM transition_right_question s LEFT JOIN \
            transition_right_answer a ON a.question_id = s.id WHERE s.owner_id = $1 AND s.id = $2",
        )
        .bind(own.owner)
        .bind(id)
        .fetch_optional(c)
    })?;
    let (right, answered_at) = found.ok_or(Error::NotFound)?;
    Ok((right, answered_at.is_some()))
}

/// An answer and a change of the question that are sent at once would otherwise both be stored,
/// because neither sees the row of the other.
async fn lock_question(tx: &mut Tx, id: RightQuestionId) -> Result<(), Error> {
    tx.lock_key(&format!("question {id}")).await
}

/// Answers a question, as a worker of the young person's family. Idempotent: the same words again
/// change nothing. Logs the access.
///
/// # Errors
/// `NotFound` for anyone but a worker of the family, for any other question, and for one that was
/// taken back; `Conflict` for one that was answered in other words; `Raced` when a concurrent
/// request answered it.
pub async fn answer_question(
    tx: &mut Tx,
    (family, youth): (FamilyId, PersonId),
    id: RightQuestionId,
    (body, language): (&str, &str),
) -> Result<YouthRight, Error> {
    open_record_for_update(tx, family, RecordPart::Transition).await?;
    if !is_worker_of(tx, family)? {
        return Err(Error::NotFound);
    }
    read_rights(tx, family, youth).await?;
    lock_question(tx, id).await?;
    let questions = list_questions(tx, youth).await?;
    let question = questions.into_iter().find(|question| question.id == id);
    let question = question.ok_or(Error::NotFound)?;
    if let Some(answer) = question.answer() {
        let is_same = answer.body == body;
        return is_same.then_some(question.kind).ok_or(Error::Conflict);
    }
    let (person, now) = (tx.actor_id()?, tx.now());
    let language = model::language::detect_language(body, language);
    let inserted = run_on!(tx, |c| {
        sqlx::query(
        "INSERT INTO transition_right_answer (question_id, owner_id, family_id, language, body, \
            answered_by_id, answered_at) SELECT $1, y.owner_id, y.family_id, $4, $5, $6, $7 FROM \
            transition_youth y WHERE y.owner_id = $2 AND y.family_id = $3"
    )
    .bind(id)
    .bind(youth)
    .bind(family)
    .bind(language)
    .bind(body)
    .bind(person)
    .bind(now)
    .execute(c)
    });
    // Without a row the plan belongs to another family of the young person.
    if unique_violation_as_race(inserted)? == 0 {
        return Err(Error::NotFound);
    }
    Ok(question.kind)
}
