//! Answers to events: who comes, and who needs another time. An answer is read by the person who
//! gave it and by the workers of the family.

mod settlement;

use jiff::civil::DateTime;
use jiff_sqlx::ToSqlx;
use model::calendar::{EventAnswer, NewEventAnswer, SettlementOutcome, is_upcoming};
use model::id::{EventId, FamilyId, PersonId, TextId};
use model::policy::may_settle_event_answer;
use uuid::Uuid;

pub use self::settlement::{settle_answer, settle_moved};
use crate::access::{OpenRecord, RecordPart, open_record_for_update};
use crate::audience::AudienceEntry;
use crate::authored_text::{AuthoredText, authored_text_columns, authored_text_joins};
use crate::db::{run_on, unique_violation_as_race};
use crate::name_order::sort_by_name;
use crate::visibility::visible_to_actor;
use crate::{Error, Tx, audience, authored_text};

/// The answer of one person.
#[derive(Debug, Clone)]
pub struct PersonAnswer {
    pub person_id: PersonId,
    pub name: String,
    pub answer: EventAnswer,
    pub words: Option<AuthoredText>,
    /// Local times that the person proposed, the better one first.
    pub times: Vec<DateTime>,
    /// Whether a worker has dealt with it.
    pub is_settled: bool,
    /// Whether the event was moved since: the person is asked again.
    pub is_for_other_start: bool,
    /// How, and what they wrote about it.
    pub outcome: Option<SettlementOutcome>,
    pub settlement: Option<AuthoredText>,
}

#[derive(sqlx::FromRow)]
struct AnswerRow {
    person_id: PersonId,
    name: String,
    answer: EventAnswer,
    text_id: Option<TextId>,
    first_choice: Option<jiff_sqlx::DateTime>,
    second_choice: Option<jiff_sqlx::DateTime>,
    is_settled: bool,
    is_for_other_start: bool,
    outcome: Option<SettlementOutcome>,
    settlement_id: Option<TextId>,
}

/// The stored answer of the actor.
#[derive(sqlx::FromRow)]
struct OwnAnswer {
    answer: EventAnswer,
    body: Option<String>,
    first_choice: Option<jiff_sqlx::DateTime>,
    second_choice: Option<jiff_sqlx::DateTime>,
    /// The start for which it was given.
    starts: Option<jiff_sqlx::DateTime>,
    /// The present start of the event.
    event_starts: jiff_sqlx::DateTime,
}

impl OwnAnswer {
    /// Whether this says what the form says, of a start that is as the form shows it or newer.
    fn is_same(&self, draft: &NewEventAnswer) -> bool {
        let shown = draft.starts.map(|starts| starts.to_sqlx());
        // A page that was opened before the event was moved must not turn an answer to the present
        // start back into one to the old start.
        let is_for_present = self.starts.is_none() || self.starts == Some(self.event_starts);
        self.answer == draft.answer
            && self.body == draft.words
            && proposed_times([&self.first_choice, &self.second_choice]) == draft.times
            && (is_for_present || self.starts == shown)
    }
}

/// The proposed times of an answer.
fn proposed_times(choices: [&Option<jiff_sqlx::DateTime>; 2]) -> Vec<DateTime> {
    choices
        .into_iter()
        .flatten()
        .map(|at| at.to_jiff())
        .collect()
}

/// Checks that the actor may answer this event, so that an invalid form of anyone else is answered
/// as if the event did not exist.
///
/// # Errors
/// `NotFound` when the actor may not open this family's record or is not in the audience of the
/// event. Also when the database fails.
pub async fn require_event(tx: &mut Tx, family: FamilyId, event: EventId) -> Result<(), Error> {
    let tx = &mut open_record_for_update(tx, family, RecordPart::Calendar).await?;
    find_event(tx, family, event).await
}

pub(super) async fn find_event(
    tx: &mut OpenRecord<'_>,
    family: FamilyId,
    event: EventId,
) -> Result<(), Error> {
    let (person, today) = (tx.actor_id()?, tx.today());
    let found: Option<(EventId,)> = run_on!(tx, |c| sqlx::query_as(concat!(
        "SELECT v.id FROM event v WHERE v.family_id = $3 AND v.id = $4 AND ",
        visible_to_actor!(event "v")
    ))
    .bind(person)
    .bind(today)
    .bind(family)
    .bind(event)
    .fetch_optional(c))?;
    found.map(|_| ()).ok_or(Error::NotFound)
}

/// When an event is, and whether it takes place.
#[derive(sqlx::FromRow)]
struct EventTimes {
    starts: jiff_sqlx::DateTime,
    ends: Option<jiff_sqlx::DateTime>,
    cancelled: bool,
}

/// Checks that an event, which the actor may see, is still to come.
async fn require_upcoming(
    tx: &mut OpenRecord<'_>,
    family: FamilyId,
    event: EventId,
) -> Result<(), Error> {
    let (person, today) = (tx.actor_id()?, tx.today());
    let found: Option<EventTimes> = run_on!(tx, |c| {
        sqlx::query_as(concat!(
        "SELECT v.starts, v.ends, v.cancelled FROM event v WHERE v.family_id = $3 AND v.id = $4 \
            AND ",
        visible_to_actor!(event "v")
    ))
    .bind(person)
    .bind(today)
    .bind(family)
    .bind(event)
    .fetch_optional(c)
    })?;
    let event = found.ok_or(Error::NotFound)?;
    if event.cancelled {
        return Err(Error::Invalid("calendar-answer-cancelled"));
    }
    // The times of events are local times of the agency, without a zone.
    let zone = tx.actor()?.zone.clone();
    let now = tx.clock().now().to_zoned(zone).datetime();
    let ends = event.ends.map(|ends| ends.to_jiff());
    if is_upcoming(now, event.starts.to_jiff(), ends) {
        Ok(())
    } else {
        Err(Error::Invalid("calendar-answer-over"))
    }
}

/// Stores what the actor answers, in the place of an earlier answer, with the start that they saw.
/// Idempotent: the same answer again changes nothing, and a worker who has dealt with it has no new
/// duty. For another start it is a new answer.
///
/// # Errors
/// As `require_event`; `Raced` when a concurrent request stored an answer of the actor.
/// `Invalid("calendar-answer-over")` for a new answer to an event that is over, and
/// `Invalid("calendar-answer-cancelled")` for one to an event that is canceled.
pub async fn save_answer(
    tx: &mut Tx,
    family: FamilyId,
    event: EventId,
    draft: &NewEventAnswer,
) -> Result<(), Error> {
    let tx = &mut open_record_for_update(tx, family, RecordPart::Calendar).await?;
    find_event(tx, family, event).await?;
    let (person, now) = (tx.actor_id()?, tx.now());
    let before: Option<OwnAnswer> = run_on!(tx, |c| {
        sqlx::query_as(
            "SELECT a.answer, t.body, a.first_choice, a.second_choice, a.starts, v.starts AS \
            event_starts FROM event_answer a JOIN event v ON v.id = a.event_id LEFT JOIN text t ON \
            t.id = a.text_id WHERE a.event_id = $1 AND a.person_id = $2",
        )
        .bind(event)
        .bind(person)
        .fetch_optional(c)
    })?;
    // Before the time is checked: a form that is sent again after the event must find its answer
    // stored, and not an error.
    if before.is_some_and(|own| own.is_same(draft)) {
        return Ok(());
    }
    require_upcoming(tx, family, event).await?;
    hide_words(tx, family, event).await?;
    let mut text = None;
    if let Some(words) = &draft.words {
        let readers = audience::find_or_add(tx, family, audience::private_to(person)).await?;
        let stored =
            authored_text::insert_text(tx, family, readers, None, &draft.language, words).await?;
        text = Some(stored);
    }
    // A settlement belongs to the id of an answer. With a new id, a changed answer is open again.
    let id: Uuid = tx.clock().new_id();
    let choice = |place: usize| draft.times.get(place).map(|at| at.to_sqlx());
    // Replaces what a second tab of the same person has stored since it was read above.
    let written = run_on!(tx, |c| {
        sqlx::query(
        "INSERT INTO event_answer (id, event_id, person_id, family_id, answer, text_id, \
            created_at, starts, first_choice, second_choice) VALUES ($1, $2, $3, $4, $5, $6, $7, \
            coalesce($8, (SELECT v.starts FROM event v WHERE v.id = $2)), $9, $10) ON CONFLICT \
            (event_id, person_id) DO UPDATE SET id = excluded.id, answer = excluded.answer, text_id \
            = excluded.text_id, created_at = excluded.created_at, starts = excluded.starts, \
            first_choice = excluded.first_choice, second_choice = excluded.second_choice"
    )
    .bind(id)
    .bind(event)
    .bind(person)
    .bind(family)
    .bind(draft.answer)
    .bind(text)
    .bind(now)
    .bind(draft.starts.map(|starts| starts.to_sqlx()))
    .bind(choice(0))
    .bind(choice(1))
    .execute(c)
    });
    unique_violation_as_race(written).map(|_| ())
}

/// Leaves the words of the actor's answer to the actor, before it is replaced or deleted. They
/// would otherwise stay readable where texts are read without their answer, as among the requests
/// for translations.
async fn hide_words(
    tx: &mut OpenRecord<'_>,
    family: FamilyId,
    event: EventId,
) -> Result<(), Error> {
    let person = tx.actor_id()?;
    let words: Option<(Option<TextId>,)> = run_on!(tx, |c| sqlx::query_as(
        "SELECT text_id FROM event_answer WHERE event_id = $1 AND person_id = $2"
    )
    .bind(event)
    .bind(person)
    .fetch_optional(c))?;
    let Some((Some(text),)) = words else {
        return Ok(());
    };
    let alone = vec![AudienceEntry::for_person(person)];
    let alone = audience::find_or_add(tx, family, alone).await?;
    run_on!(tx, |c| sqlx::query(
        "UPDATE text SET audience_id = $4 WHERE author_id = $1 AND family_id = $2 AND id = $3"
    )
    .bind(person)
    .bind(family)
    .bind(text)
    .bind(alone)
    .execute(c))?;
    Ok(())
}

/// Takes back the actor's answer. Idempotent.
///
/// # Errors
/// As `require_event`.
pub async fn withdraw_answer(tx: &mut Tx, family: FamilyId, event: EventId) -> Result<(), Error> {
    let tx = &mut open_record_for_update(tx, family, RecordPart::Calendar).await?;
    find_event(tx, family, event).await?;
    // First, because the id of the text is read from the row.
    hide_words(tx, family, event).await?;
    // A settlement of the answer stays stored, with an id that no answer has any more.
    let person = tx.actor_id()?;
    run_on!(tx, |c| sqlx::query(
        "DELETE FROM event_answer WHERE event_id = $1 AND person_id = $2 AND family_id = $3"
    )
    .bind(event)
    .bind(person)
    .bind(family)
    .execute(c))?;
    Ok(())
}

/// The answers to an event that the actor may read: their own, and for a worker everyone's.
pub(super) async fn list_answers(
    tx: &mut OpenRecord<'_>,
    family: FamilyId,
    event: EventId,
    language: &str,
) -> Result<Vec<PersonAnswer>, Error> {
    let (person, today) = (tx.actor_id()?, tx.today());
    let reads_all = may_settle_event_answer(tx.role);
    let mut rows: Vec<AnswerRow> = run_on!(tx, |c| {
        sqlx::query_as(
        "SELECT a.person_id, coalesce(p.chosen_name, p.name) AS name, a.answer, a.text_id, \
            a.first_choice, a.second_choice, s.answer_id IS NOT NULL AS is_settled, EXISTS (SELECT 1 \
            FROM event v WHERE v.id = a.event_id AND v.starts <> a.starts) AS is_for_other_start, \
            s.outcome, s.text_id AS settlement_id FROM event_answer a JOIN person p ON p.id = \
            a.person_id LEFT JOIN event_settlement s ON s.answer_id = a.id WHERE a.event_id = $2 AND \
            a.family_id = $3 AND ($4 OR a.person_id = $1) ORDER BY a.person_id"
    )
    .bind(person)
    .bind(event)
    .bind(family)
    .bind(reads_all)
    .fetch_all(c)
    })?;
    sort_by_name(&mut rows, |row| &row.name);
    let mut texts: Vec<AuthoredText> = Vec::new();
    if rows
        .iter()
        .any(|row| row.text_id.is_some() || row.settlement_id.is_some())
    {
        texts = run_on!(tx, |c| {
            sqlx::query_as(concat!(
            "SELECT ",
            authored_text_columns!(),
            " FROM event_answer a LEFT JOIN event_settlement s ON s.answer_id = a.id JOIN text t \
            ON t.id IN (a.text_id, s.text_id) ",
            authored_text_joins!(),
            "WHERE a.event_id = $5 AND t.family_id = $4 AND ($6 OR a.person_id = $1) AND ",
            visible_to_actor!(text "t")
        ))
        .bind(person)
        .bind(today)
        .bind(language)
        .bind(family)
        .bind(event)
        .bind(reads_all)
        .fetch_all(c)
        })?;
    }
    let words = |id: Option<TextId>| texts.iter().find(|text| Some(text.text_id) == id).cloned();
    Ok(rows
        .into_iter()
        .map(|row| PersonAnswer {
            person_id: row.person_id,
            name: row.name,
            answer: row.answer,
            words: words(row.text_id),
            times: proposed_times([&row.first_choice, &row.second_choice]),
            is_settled: row.is_settled,
            is_for_other_start: row.is_for_other_start,
            outcome: row.outcome,
            settlement: words(row.settlement_id),
        })
        .collect())
}
