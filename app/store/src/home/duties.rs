//! What waits for a worker in all of their families, and for a supervisor what is late: replies to
//! answer, promises of the agency, requested translations, events, wishes for another time, what
//! people need to come, notes to write, visits that have to be made up, late documents of young
//! people and their questions about their rights, and statutory clocks that were missed.
//!
//! Names, kinds and days only. Texts of a record are read where `open_record` logs it.

mod selects;

use std::collections::HashSet;

use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};
use jiff_sqlx::ToSqlx;
use model::calendar::needs::{EventNeed, NeedOutcome, is_interpreter_urgent};
use model::calendar::{EventKind, default_notes_due};
use model::case_clock::ClockKind;
use model::id::{EventId, FamilyId, InterpretationId, ItemId, PersonId, ReplyId, TeamRequestId};

use self::selects::{
    event_duties, families_with_duties, late_document_duties, make_up_duties, need_duties,
    new_time_duties, notes_duties, promise_duties, reply_duties, right_question_duties,
    team_request_duties, translation_duties,
};
use crate::calendar::clocks::{self, FamilyClock};
use crate::calendar::notes::first_expected;
use crate::db::run_on;
use crate::events::upcoming_bounds;
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
    /// A text that a person requested in another language.
    Translation(InterpretationId),
    /// An event, with its kind and the local time at which it begins.
    Event(EventId, EventKind, DateTime),
    /// An event for which a person asked for another time, like `Event`.
    NewTime(EventId, EventKind, DateTime),
    /// A visit of family time that was canceled and has to be made up. `Duty::day` is its day.
    MakeUp(EventId),
    /// A review or a hearing that the law wanted by a day that has passed.
    Clock(ClockKind),
    /// An event that has begun and whose notes are promised, with its kind.
    Notes(EventId, EventKind),
    /// What a person needs to come to an event, like `Event`.
    Need(EventId, EventKind, DateTime, NeedDuty),
    /// A document that this young person must hold, and that is late.
    LateDocuments(PersonId),
    /// A question of this young person about one of their rights.
    RightQuestion(PersonId),
}

/// A need that waits for a worker.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NeedDuty {
    pub need: EventNeed,
    pub reason: NeedDutyReason,
}

/// Why a need waits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NeedDutyReason {
    /// Nothing was said about it yet.
    Open,
    /// An interpreter who is not confirmed shortly before the event (`is_interpreter_urgent`).
    Urgent,
    /// It was confirmed, and the person does not need it any more.
    Withdrawn,
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

impl Duty {
    /// Whether it is about an interpreter who has to be found at once.
    pub fn is_urgent(&self) -> bool {
        let DutySubject::Need(_, _, _, duty) = self.subject else {
            return false;
        };
        duty.reason == NeedDutyReason::Urgent
    }
}

#[derive(sqlx::FromRow)]
struct DutyRow {
    family_id: FamilyId,
    reply_id: Option<ReplyId>,
    team_request_id: Option<TeamRequestId>,
    item_id: Option<ItemId>,
    request_id: Option<InterpretationId>,
    event_id: Option<EventId>,
    owed_id: Option<EventId>,
    language: Option<String>,
    kind: Option<EventKind>,
    person_id: Option<PersonId>,
    person: Option<String>,
    due: Option<jiff_sqlx::Date>,
    starts: Option<jiff_sqlx::DateTime>,
    /// The event of which there are no notes yet.
    notes_of_id: Option<EventId>,
    need: Option<EventNeed>,
    outcome: Option<NeedOutcome>,
    kind_label: Option<String>,
}

impl DutyRow {
    /// What has to be done about a need. One that cannot be arranged was answered; only for an
    /// interpreter someone has to go on looking.
    fn need_duty(&self, starts: DateTime, now: Timestamp, zone: &TimeZone) -> Option<NeedDuty> {
        let need = self.need?;
        let is_urgent = need == EventNeed::Interpreter && is_interpreter_urgent(now, starts, zone);
        let reason = match self.outcome {
            // The statement finds no other need that is confirmed.
            Some(NeedOutcome::Confirmed) => NeedDutyReason::Withdrawn,
            _ if is_urgent => NeedDutyReason::Urgent,
            None => NeedDutyReason::Open,
            Some(NeedOutcome::Unavailable) => return None,
        };
        Some(NeedDuty { need, reason })
    }

    fn into_duty(self, now: Timestamp, zone: &TimeZone) -> Option<Duty> {
        let starts = self.starts.map(|starts| starts.to_jiff());
        let due = self.due.map(|due| due.to_jiff());
        // First, because such a row has a kind and a start like those of an event that is due.
        if let Some((event, kind)) = self.notes_of_id.zip(self.kind) {
            return Some(Duty {
                family_id: self.family_id,
                subject: DutySubject::Notes(event, kind),
                day: due.or(starts.map(|starts| default_notes_due(starts.date())))?,
                person_id: None,
                person: None,
                language: None,
                kind_label: self.kind_label,
                texts: 1,
            });
        }
        let event = self.event_id.zip(self.kind).zip(starts);
        let answer = self
            .reply_id
            .map(DutySubject::Answer)
            .or(self.team_request_id.map(DutySubject::TeamAnswer));
        let answer = answer.or(self.owed_id.map(DutySubject::MakeUp));
        let subject = match (answer, self.item_id, self.request_id, event) {
            (Some(answer), ..) => answer,
            (_, Some(item), ..) => DutySubject::Promise(item),
            // A question has no language here: its words are read where that is logged.
            (_, _, Some(_), _) if self.language.is_none() => {
                DutySubject::RightQuestion(self.person_id?)
            }
            (_, _, Some(request), _) => DutySubject::Translation(request),
            (.., Some(((event, kind), starts))) if self.need.is_some() => {
                let duty = self.need_duty(starts, now, zone)?;
                DutySubject::Need(event, kind, starts, duty)
            }
            // The row of an event that is only due names no person.
            (.., Some(((event, kind), starts))) if self.person_id.is_some() => {
                DutySubject::NewTime(event, kind, starts)
            }
            (.., Some(((event, kind), starts))) => DutySubject::Event(event, kind, starts),
            (None, None, None, None) => DutySubject::LateDocuments(self.person_id?),
        };
        Some(Duty {
            family_id: self.family_id,
            subject,
            day: due.or(starts.map(DateTime::date))?,
            person_id: self.person_id,
            person: self.person,
            language: self.language,
            kind_label: self.kind_label,
            texts: 1,
        })
    }
}

/// One duty for each kind of missed clock in a family, whatever number of children it is missed
/// for.
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

/// What is due for the actor, the earliest first, after interpreters who are urgent, with the names
/// of kinds in `language`.
///
/// In families where they are the worker: every reply and every request about the team without an
/// answer, every requested translation (one duty for all texts that a person waits for in a
/// language), every wish of others for another time of an event, what others need to come to one,
/// the notes of every event that has begun, every visit of family time that has to be made up, and
/// the promises and events until the end of the next seven days, and every question of a young
/// person about their rights. In families where they are the supervisor: the replies, requests,
/// questions and promises that are late, and requests about a worker. In the families of both: the
/// young people with late documents, and the statutory clocks that were missed. Empty for any other
/// role.
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
            families_with_duties!(),
            reply_duties!(),
            " UNION ALL ",
            promise_duties!(),
            " UNION ALL ",
            translation_duties!(),
            " UNION ALL ",
            team_request_duties!(),
            " UNION ALL ",
            make_up_duties!(),
            " UNION ALL ",
            event_duties!(),
            " UNION ALL ",
            new_time_duties!(),
            " UNION ALL ",
            notes_duties!(),
            " UNION ALL ",
            need_duties!(),
            " UNION ALL ",
            late_document_duties!(),
            " UNION ALL ",
            right_question_duties!()
        ))
        .bind(person)
        .bind(today)
        .bind(last_day.to_sqlx())
        .bind(end.at(0, 0, 0, 0).to_sqlx())
        .bind(midnight)
        .bind(now)
        .bind(first_expected(day).at(0, 0, 0, 0).to_sqlx())
        .bind(language)
        .fetch_all(c)
    })?;
    let (instant, zone) = (tx.clock().now(), tx.actor()?.zone.clone());
    let mut duties: Vec<Duty> = rows
        .into_iter()
        .filter_map(|row| row.into_duty(instant, &zone))
        .collect();
    merge_translations(&mut duties);
    // Not part of the statement above: clocks are computed in Rust from the dates of the case.
    duties.extend(clock_duties(clocks::list_missed(tx).await?));
    // The time of day too, because several events can be on one day.
    duties.sort_by_key(|duty| {
        let at = match duty.subject {
            DutySubject::Event(.., starts)
            | DutySubject::NewTime(.., starts)
            | DutySubject::Need(_, _, starts, _) => starts,
            _ => duty.day.at(0, 0, 0, 0),
        };
        // `false` sorts before `true`, so what is urgent comes first.
        (!duty.is_urgent(), at)
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
