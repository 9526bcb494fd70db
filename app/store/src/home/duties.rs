//! What waits for a worker in all of their families, and for a supervisor what is late: replies to
//! answer, promises of the agency, requested translations, events, wishes for another time, and
//! statutory clocks that were missed.
//!
//! Names, kinds and days only. Texts of a record are read where `open_record` logs it.

use std::collections::HashSet;

use jiff::ToSpan;
use jiff::civil::{Date, DateTime};
use jiff_sqlx::ToSqlx;
use model::calendar::EventKind;
use model::case_clock::ClockKind;
use model::id::{EventId, FamilyId, InterpretationId, ItemId, PersonId, ReplyId, TeamRequestId};

use crate::calendar::clocks::{self, FamilyClock};
use crate::db::run_on;
use crate::events::{event_is_upcoming, event_kind_label, upcoming_bounds};
use crate::team::requests::is_about_worker;
use crate::translations::translation_is_wanted;
use crate::visibility::visible_to_actor;
use crate::{Error, Tx};

/// How many days ahead a worker sees what is due, today included.
const DUTY_DAYS: i32 = 7;

/// What has to be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DutySubject {
    /// A reply to the plan that waits for an answer.
    Answer(ReplyId),
    /// A proposal for the team, or an objection, that waits for an answer.
    TeamAnswer(TeamRequestId),
    /// A step that the agency owes to the family.
    Promise(ItemId),
    /// A text that somebody asked for in another language.
    Translation(InterpretationId),
    /// An event, with its kind and the local time at which it begins.
    Event(EventId, EventKind, DateTime),
    /// An event for which a person asked for another time, like `Event`.
    NewTime(EventId, EventKind, DateTime),
    /// A review or a hearing that the law wanted by a day that has passed.
    Clock(ClockKind),
}

/// One thing that has to be done for a family.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Duty {
    pub family_id: FamilyId,
    pub subject: DutySubject,
    /// The day by which it is due, or on which the event takes place.
    pub day: Date,
    /// Who wrote the reply, who does the step, or who asked for the translation or another time.
    pub person_id: Option<PersonId>,
    pub person: Option<String>,
    /// The language of a translation.
    pub language: Option<String>,
    /// What the agency calls the kind of an event, as in `EventSummary`.
    pub kind_label: Option<String>,
    /// How many texts the person waits for in this language; 1 for anything else.
    pub texts: i64,
}

#[derive(sqlx::FromRow)]
struct DutyRow {
    family_id: FamilyId,
    reply_id: Option<ReplyId>,
    team_request_id: Option<TeamRequestId>,
    item_id: Option<ItemId>,
    request_id: Option<InterpretationId>,
    event_id: Option<EventId>,
    language: Option<String>,
    kind: Option<EventKind>,
    person_id: Option<PersonId>,
    person: Option<String>,
    due: Option<jiff_sqlx::Date>,
    starts: Option<jiff_sqlx::DateTime>,
    kind_label: Option<String>,
}

impl DutyRow {
    fn into_duty(self) -> Option<Duty> {
        let starts = self.starts.map(|starts| starts.to_jiff());
        let event = self.event_id.zip(self.kind).zip(starts);
        let answer = self
            .reply_id
            .map(DutySubject::Answer)
            .or(self.team_request_id.map(DutySubject::TeamAnswer));
        let subject = match (answer, self.item_id, self.request_id, event) {
            (Some(answer), ..) => answer,
            (_, Some(item), ..) => DutySubject::Promise(item),
            (_, _, Some(request), _) => DutySubject::Translation(request),
            // The row of an event that is only due names no person.
            (.., Some(((event, kind), starts))) if self.person_id.is_some() => {
                DutySubject::NewTime(event, kind, starts)
            }
            (.., Some(((event, kind), starts))) => DutySubject::Event(event, kind, starts),
            (None, None, None, None) => return None,
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
            language: self.language,
            kind_label: self.kind_label,
            texts: 1,
        })
    }
}

/// One duty for each kind of missed clock in a family, whatever number of children it is missed for.
fn clock_duties(missed: Vec<FamilyClock>) -> Vec<Duty> {
    let mut seen = HashSet::new();
    missed
        .into_iter()
        .filter(|one| seen.insert((one.family, one.clock.kind)))
        .map(|one| Duty {
            family_id: one.family,
            subject: DutySubject::Clock(one.clock.kind),
            day: one.clock.due,
            person_id: None,
            person: None,
            language: None,
            kind_label: None,
            texts: 1,
        })
        .collect()
}

/// The SELECT of requested translations in `list_duties`. Only a worker may write one. The requests
/// are found by the people on the team: CROSS JOIN keeps SQLite from going through all texts of all
/// families.
macro_rules! translation_duties {
    () => {
        concat!(
            "SELECT w.family_id, NULL, NULL, NULL, n.id, NULL, q.language, NULL, z.id, \
            coalesce(z.chosen_name, z.name), q.answer_due, NULL, NULL ",
            "FROM mine w CROSS JOIN membership k CROSS JOIN translation_request q CROSS JOIN text \
            t CROSS JOIN text_interpretation n CROSS JOIN person z WHERE w.works = 1 AND \
            k.family_id = w.family_id AND q.person_id = k.person_id AND t.id = q.text_id AND \
            t.family_id = w.family_id AND n.text_id = q.text_id AND n.language = q.language AND \
            z.id = q.person_id AND ",
            visible_to_actor!(text "t"),
            " AND ",
            translation_is_wanted!()
        )
    };
}

/// The SELECT of requests about the team in `list_duties`. A supervisor answers those about a
/// worker, and of the others sees the late ones.
macro_rules! team_request_duties {
    () => {
        concat!(
            "SELECT w.family_id, NULL, r.id, NULL, NULL, NULL, NULL, NULL, a.id, \
            coalesce(a.chosen_name, a.name), r.answer_due, NULL, NULL ",
            "FROM mine w JOIN team_request r ON r.family_id = w.family_id JOIN person a ON a.id = \
            r.author_id WHERE r.outcome IS NULL AND (w.works = 1 OR r.answer_due < $2 OR ",
            is_about_worker!(),
            ") AND ",
            visible_to_actor!(team_request "r")
        )
    };
}

/// What is due for the actor, the earliest first, with the names of kinds in `language`. In families
/// where they are the worker: every reply and every request about the team without an answer, every
/// requested translation (one duty for all texts that a person waits for in a language), every wish
/// of others for another time of an event, and the promises and events until the end of the next
/// seven days. In families where they are the supervisor: the replies, requests and promises that are
/// late, and requests about a worker. In the families of both: the statutory clocks that were missed.
/// Empty for any other role.
///
/// # Errors
/// When the database fails.
pub async fn list_duties(tx: &mut Tx, language: &str) -> Result<Vec<Duty>, Error> {
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
            "SELECT w.family_id, r.id AS reply_id, CAST(NULL AS uuid) AS team_request_id, \
            CAST(NULL AS uuid) AS item_id, CAST(NULL AS uuid) AS request_id, CAST(NULL AS uuid) \
            AS event_id, CAST(NULL AS text) AS language, CAST(NULL AS text) AS kind, a.id AS \
            person_id, coalesce(a.chosen_name, a.name) AS person, r.answer_due AS due, \
            CAST(NULL AS timestamp) AS starts, CAST(NULL AS text) AS kind_label ",
            "FROM mine w JOIN plan_reply r ON r.family_id = w.family_id JOIN person a ON a.id = \
            r.author_id WHERE r.answer_due IS NOT NULL AND r.outcome IS NULL AND (w.works = 1 OR \
            r.answer_due < $2) AND ",
            visible_to_actor!(plan_reply "r"),
            " UNION ALL SELECT w.family_id, NULL, NULL, i.id, NULL, NULL, NULL, NULL, o.id, \
            coalesce(o.chosen_name, o.name), l.due, NULL, NULL ",
            "FROM mine w JOIN plan_version_item l ON l.family_id = w.family_id AND l.version = \
            w.version JOIN plan_item i ON i.id = l.item_id LEFT JOIN person o ON o.id = \
            l.owner_id WHERE l.kind = 'step' AND l.owed_by_agency AND i.state <> 'done' AND \
            (l.due < $2 OR (w.works = 1 AND l.due <= $3)) AND ",
            visible_to_actor!(plan_version_item "l", plan_item "i"),
            " UNION ALL ",
            translation_duties!(),
            " UNION ALL ",
            team_request_duties!(),
            " UNION ALL SELECT w.family_id, NULL, NULL, NULL, NULL, v.id, NULL, v.kind, NULL, NULL, \
            NULL, v.starts, ",
            event_kind_label!("$7"),
            " FROM mine w JOIN event v ON v.family_id = w.family_id WHERE w.works = 1 AND \
            NOT v.cancelled AND v.starts < $4 AND ",
            event_is_upcoming!("$5", "$6"),
            " AND ",
            visible_to_actor!(event "v"),
            " UNION ALL SELECT w.family_id, NULL, NULL, NULL, NULL, v.id, NULL, v.kind, z.id, \
            coalesce(z.chosen_name, z.name), NULL, v.starts, ",
            event_kind_label!("$7"),
            " FROM mine w JOIN event v ON v.family_id = w.family_id JOIN event_answer a ON \
            a.event_id = v.id JOIN person z ON z.id = a.person_id WHERE w.works = 1 AND a.answer \
            = 'change' AND a.person_id <> $1 AND NOT EXISTS (SELECT 1 FROM event_settlement s WHERE s.answer_id = a.id) \
            AND NOT v.cancelled AND ",
            event_is_upcoming!("$5", "$6"),
            " AND ",
            visible_to_actor!(event "v")
        ))
        .bind(person)
        .bind(today)
        .bind(last_day.to_sqlx())
        .bind(end.at(0, 0, 0, 0).to_sqlx())
        .bind(midnight)
        .bind(now)
        .bind(language)
        .fetch_all(c)
    })?;
    let mut duties: Vec<Duty> = rows.into_iter().filter_map(DutyRow::into_duty).collect();
    merge_translations(&mut duties);
    duties.extend(clock_duties(clocks::list_missed(tx).await?));
    // The time of day too, because several events can be on one day.
    duties.sort_by_key(|duty| match duty.subject {
        DutySubject::Event(.., starts) | DutySubject::NewTime(.., starts) => starts,
        _ => duty.day.at(0, 0, 0, 0),
    });
    Ok(duties)
}

/// Leaves one duty for all texts that a person waits for in a language: the first that is due.
fn merge_translations(duties: &mut Vec<Duty>) {
    let mut seen = HashSet::new();
    for duty in std::mem::take(duties) {
        // A person with two roles in a family has two memberships in it.
        if let DutySubject::Translation(request) = duty.subject
            && !seen.insert((request, duty.person_id))
        {
            continue;
        }
        let same = duties.iter_mut().find(|known| {
            duty.language.is_some()
                && known.language == duty.language
                && (known.family_id, known.person_id) == (duty.family_id, duty.person_id)
        });
        match same {
            Some(known) => {
                known.texts += 1;
                if duty.day < known.day {
                    (known.day, known.subject) = (duty.day, duty.subject);
                }
            }
            None => duties.push(duty),
        }
    }
}
