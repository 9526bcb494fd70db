//! What waits for a worker in all of their families, and for a supervisor what is late: replies to
//! answer, promises of the agency, and events.
//!
//! Names, kinds and days only. Texts of a record are read where `open_record` logs it.

use jiff::ToSpan;
use jiff::civil::{Date, DateTime};
use jiff_sqlx::ToSqlx;
use model::calendar::EventKind;
use model::id::{FamilyId, ItemId, PersonId, ReplyId};

use crate::db::run_on;
use crate::events::upcoming_bounds;
use crate::visibility::visible_to_actor;
use crate::{Error, Tx};

/// How many days ahead a worker sees what is due, today included.
const DUTY_DAYS: i32 = 7;

/// What has to be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DutySubject {
    /// A reply to the plan that waits for an answer.
    Answer(ReplyId),
    /// A step that the agency owes to the family.
    Promise(ItemId),
    /// An event, with the local time at which it begins.
    Event(EventKind, DateTime),
}

/// One thing that has to be done for a family.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Duty {
    pub family_id: FamilyId,
    pub subject: DutySubject,
    /// The day by which it is due, or on which the event takes place.
    pub day: Date,
    /// Who wrote the reply, or who does the step.
    pub person_id: Option<PersonId>,
    pub person: Option<String>,
}

#[derive(sqlx::FromRow)]
struct DutyRow {
    family_id: FamilyId,
    reply_id: Option<ReplyId>,
    item_id: Option<ItemId>,
    kind: Option<EventKind>,
    person_id: Option<PersonId>,
    person: Option<String>,
    due: Option<jiff_sqlx::Date>,
    starts: Option<jiff_sqlx::DateTime>,
}

impl DutyRow {
    fn into_duty(self) -> Option<Duty> {
        let starts = self.starts.map(|starts| starts.to_jiff());
        let subject = match (self.reply_id, self.item_id, self.kind.zip(starts)) {
            (Some(reply), ..) => DutySubject::Answer(reply),
            (_, Some(item), _) => DutySubject::Promise(item),
            (.., Some((kind, starts))) => DutySubject::Event(kind, starts),
            (None, None, None) => return None,
        };
        Some(Duty {
            family_id: self.family_id,
            subject,
            day: self
                .due
                .map(|due| due.to_jiff())
                .or(starts.map(DateTime::date))?,
            person_id: self.person_id,
            person: self.person,
        })
    }
}

/// What is due for the actor, the earliest first. In families where they are the worker: every
/// reply without an answer, and the promises and events until the end of the next seven days. In
/// families where they are the supervisor: the replies and promises that are late. Empty for any
/// other role.
///
/// # Errors
/// When the database fails.
pub async fn list_duties(tx: &mut Tx) -> Result<Vec<Duty>, Error> {
    let (person, today) = (tx.actor_id()?, tx.today());
    let day = tx.actor()?.today;
    let (last_day, end) = (day + (DUTY_DAYS - 1).days(), day + DUTY_DAYS.days());
    let (midnight, now) = upcoming_bounds(tx)?;
    let rows: Vec<DutyRow> = run_on!(tx, |c| {
        sqlx::query_as(concat!(
            // A person can have both roles in a family. On PostgreSQL the number of the version is
            // looked up here, once for each of these families: a join with the view would ask its
            // condition for every family there is.
            "WITH mine AS (SELECT q.family_id, max(CASE WHEN q.role = 'worker' THEN 1 ELSE 0 END) \
            AS works, (SELECT h.version FROM plan_current_version h WHERE h.family_id = \
            q.family_id) AS version FROM membership q WHERE q.person_id = $1 AND q.role IN \
            ('worker', 'supervisor') AND q.since <= $2 AND (q.until IS NULL OR q.until > $2) \
            GROUP BY q.family_id) ",
            // The casts give the columns a type: PostgreSQL takes a bare NULL for a text.
            "SELECT w.family_id, r.id AS reply_id, CAST(NULL AS uuid) AS item_id, CAST(NULL AS \
            text) AS kind, a.id AS person_id, coalesce(a.chosen_name, a.name) AS person, \
            r.answer_due AS due, CAST(NULL AS timestamp) AS starts ",
            "FROM mine w JOIN plan_reply r ON r.family_id = w.family_id JOIN person a ON a.id = \
            r.author_id WHERE r.answer_due IS NOT NULL AND r.outcome IS NULL AND (w.works = 1 OR \
            r.answer_due < $2) AND ",
            visible_to_actor!(plan_reply "r"),
            " UNION ALL SELECT w.family_id, NULL, i.id, NULL, o.id, coalesce(o.chosen_name, \
            o.name), l.due, NULL ",
            "FROM mine w JOIN plan_version_item l ON l.family_id = w.family_id AND l.version = \
            w.version JOIN plan_item i ON i.id = l.item_id LEFT JOIN person o ON o.id = \
            l.owner_id WHERE l.kind = 'step' AND l.owed_by_agency AND i.state <> 'done' AND \
            (l.due < $2 OR (w.works = 1 AND l.due <= $3)) AND ",
            visible_to_actor!(plan_version_item "l", plan_item "i"),
            " UNION ALL SELECT w.family_id, NULL, NULL, v.kind, NULL, NULL, NULL, v.starts ",
            "FROM mine w JOIN event v ON v.family_id = w.family_id WHERE w.works = 1 AND \
            v.starts < $4 AND ((v.ends IS NULL AND v.starts >= $5) OR v.ends > $6) AND ",
            visible_to_actor!(event "v")
        ))
        .bind(person)
        .bind(today)
        .bind(last_day.to_sqlx())
        .bind(end.at(0, 0, 0, 0).to_sqlx())
        .bind(midnight)
        .bind(now)
        .fetch_all(c)
    })?;
    let mut duties: Vec<Duty> = rows.into_iter().filter_map(DutyRow::into_duty).collect();
    // The time of day too, because several events can be on one day.
    duties.sort_by_key(|duty| match duty.subject {
        DutySubject::Event(_, starts) => starts,
        _ => duty.day.at(0, 0, 0, 0),
    });
    Ok(duties)
}
