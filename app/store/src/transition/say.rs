//! What a young person wants for their meetings: how they take part, and who should not be there.
//! What they want said is `calendar::words`; `say_changes` has the forms.
//!
//! How they take part is read by them and the workers of the family. Who should not be there is
//! read by them and by those who would read an objection to the same person: the workers, about a
//! worker the supervisors too, and never the person who is named. Nothing of it is in a
//! notification, in the history of the event, in its printed or exported form or in a number that
//! others see.
//!
//! These rows belong to the family's team: a young person who has left it sees no meetings any
//! more.

use std::collections::HashMap;

use model::id::{EventId, ExclusionId, FamilyId};
use model::role::Role;
use model::team::TeamMemberRef;
use model::transition::say::SayWay;

use super::access::OwnTransition;
use crate::access::{OpenRecord, RecordPart, open_record};
use crate::authored_text::{AuthoredText, authored_text_columns, authored_text_joins};
use crate::calendar::find_summary;
use crate::db::run_on;
use crate::events::{EventSummary, list_upcoming, upcoming_bounds};
use crate::team::{TeamMember, contacts, load_members};
use crate::visibility::visible_to_actor;
use crate::{Error, Tx};

/// The maximum number of meetings on the page.
// Bounds the page of a family whose import has a series for years.
const MAX_MEETINGS: i64 = 20;

/// A meeting that is ahead, with what its young person wants.
#[derive(Debug, Clone)]
pub struct OwnMeeting {
    pub event: EventSummary,
    /// What they want said.
    pub words: Option<AuthoredText>,
    pub way: Option<SayWay>,
    /// Who should not be there, without what was taken back.
    pub exclusions: Vec<MeetingExclusion>,
}

/// Someone who should not be at a meeting.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct MeetingExclusion {
    pub id: ExclusionId,
    event_id: EventId,
    /// The young person who wants it.
    pub owner: String,
    /// The one who is named; empty where the reader may not know them.
    pub name: String,
    pub words: Option<String>,
    /// The language of `words`.
    pub language: String,
}

/// How a young person takes part in a meeting.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct MeetingSay {
    event_id: EventId,
    /// The young person.
    pub owner: String,
    pub way: SayWay,
}

/// What young people want for a meeting, for those who prepare it.
#[derive(Debug, Clone, Default)]
pub struct MeetingWishes {
    pub says: Vec<MeetingSay>,
    pub exclusions: Vec<MeetingExclusion>,
}

/// Whom a young person may name.
#[derive(Debug, Clone)]
pub struct NamedCandidate {
    pub who: TeamMemberRef,
    pub name: String,
    /// `None` for someone without an account.
    pub role: Option<Role>,
}

/// One meeting of a young person, with whom they may name.
#[derive(Debug, Clone)]
pub struct MeetingPage {
    pub meeting: OwnMeeting,
    pub candidates: Vec<NamedCandidate>,
    /// The workers of the family, who read what the young person wants.
    pub workers: Vec<TeamMember>,
}

/// The meetings of the actor's family that are ahead and that the actor sees, the earliest first.
/// Empty for someone who has left the team.
///
/// # Errors
/// When the database fails.
pub async fn list_meetings(
    tx: &mut Tx,
    own: &OwnTransition,
    language: &str,
) -> Result<Vec<OwnMeeting>, Error> {
    // Not an error: the plan stays open after the young person has left the team, and only its
    // meetings are gone.
    if !own.is_on_team {
        return Ok(Vec::new());
    }
    let tx = &mut open_record(tx, own.family, RecordPart::Calendar).await?;
    let mut events = list_upcoming(tx, own.family, language, MAX_MEETINGS).await?;
    let (_, now) = upcoming_bounds(tx)?;
    // Nothing can be said about a meeting once it has started.
    let is_ahead = |event: &EventSummary| event.starts.to_jiff() > now.to_jiff();
    // In Rust and not in SQL, so that the list of the calendar stays the one statement that decides
    // which events a person sees.
    events.retain(|event| event.kind.has_words_and_notes() && is_ahead(event));
    if events.is_empty() {
        return Ok(Vec::new());
    }
    with_wishes(tx, own, events, language).await
}

/// One meeting that is ahead.
///
/// # Errors
/// `NotFound` for a meeting that the actor does not see, that is over or canceled, and for someone
/// who has left the team. Also when the database fails.
pub async fn read_meeting(
    tx: &mut Tx,
    own: &OwnTransition,
    event: EventId,
    language: &str,
) -> Result<MeetingPage, Error> {
    let tx = &mut open_record(tx, own.family, RecordPart::Calendar).await?;
    let event = find_ahead(tx, own.family, event, language).await?;
    let mut meetings = with_wishes(tx, own, vec![event], language).await?;
    // Always one, because one event was given.
    let meeting = meetings.pop().ok_or(Error::NotFound)?;
    let members = load_members(tx, own.family).await?;
    let candidates = list_candidates(tx, own, &members).await?;
    Ok(MeetingPage {
        meeting,
        candidates,
        workers: members
            .into_iter()
            .filter(|member| member.role == Role::Worker)
            .collect(),
    })
}

pub(super) async fn find_ahead(
    tx: &mut OpenRecord<'_>,
    family: FamilyId,
    event: EventId,
    language: &str,
) -> Result<EventSummary, Error> {
    let found = find_summary(tx, family, event, language).await?;
    let (_, now) = upcoming_bounds(tx)?;
    found
        // A meeting that is over, canceled or of another kind looks like one that does not exist,
        // as for every page of an event.
        .filter(|event| event.kind.has_words_and_notes() && !event.cancelled)
        .filter(|event| event.starts.to_jiff() > now.to_jiff())
        .ok_or(Error::NotFound)
}

async fn with_wishes(
    tx: &mut OpenRecord<'_>,
    own: &OwnTransition,
    events: Vec<EventSummary>,
    language: &str,
) -> Result<Vec<OwnMeeting>, Error> {
    let mut words = list_own_words(tx, own.family, language).await?;
    let says = list_says(tx, own.family, SayReaders::Owner).await?;
    let exclusions = list_exclusions(tx, own.family, SayReaders::Owner).await?;
    let meeting = |event: EventSummary| OwnMeeting {
        words: words.remove(&event.id),
        way: says
            .iter()
            .find(|say| say.event_id == event.id)
            .map(|say| say.way),
        exclusions: exclusions
            .iter()
            .filter(|one| one.event_id == event.id)
            .cloned()
            .collect(),
        event,
    };
    Ok(events.into_iter().map(meeting).collect())
}

#[derive(sqlx::FromRow)]
struct OwnWordsRow {
    event_id: EventId,
    #[sqlx(flatten)]
    words: AuthoredText,
}

/// What the actor wants said at each event.
async fn list_own_words(
    tx: &mut OpenRecord<'_>,
    family: FamilyId,
    language: &str,
) -> Result<HashMap<EventId, AuthoredText>, Error> {
    let (person, today) = (tx.actor_id()?, tx.today());
    // Only what they want said: their other words are shown on the page of the event.
    let rows: Vec<OwnWordsRow> = run_on!(tx, |c| sqlx::query_as(concat!(
        "SELECT w.event_id, ",
        authored_text_columns!(),
        " FROM event_words w JOIN text t ON t.id = w.text_id ",
        authored_text_joins!(),
        "WHERE w.family_id = $4 AND w.author_id = $1 AND w.kind = 'say' AND NOT w.removed AND ",
        visible_to_actor!(event_words "w")
    ))
    .bind(person)
    .bind(today)
    .bind(language)
    .bind(family)
    .fetch_all(c))?;
    Ok(rows
        .into_iter()
        .map(|row| (row.event_id, row.words))
        .collect())
}

/// For whom wishes are read.
#[derive(Debug, Clone, Copy)]
enum SayReaders {
    /// The young person: of all their meetings.
    Owner,
    /// Those who prepare this meeting.
    Preparing(EventId),
}

impl SayReaders {
    const fn event(self) -> Option<EventId> {
        match self {
            Self::Owner => None,
            Self::Preparing(event) => Some(event),
        }
    }
}

/// SQL condition: the actor has this role on the team of the row `x` today.
macro_rules! actor_has_role {
    ($role:literal) => {
        concat!(
            "EXISTS (SELECT 1 FROM membership serving WHERE serving.family_id = x.family_id AND \
                serving.person_id = $1 AND serving.role = ",
            $role,
            " AND serving.since <= $2 AND (serving.until IS NULL OR serving.until > $2))"
        )
    };
}

/// SQL condition: the row `x` is of the actor, where no event is given in `$4`, else it is of this
/// event, which the actor sees, and `$may_read` says who may read it then.
macro_rules! wish_of_reader {
    ($($may_read:tt)+) => {
        concat!(
            "x.family_id = $3 AND ((CAST($4 AS uuid) IS NULL AND x.owner_id = $1) OR (x.event_id \
                = $4 AND x.owner_id <> $1 AND EXISTS (SELECT 1 FROM event v WHERE v.id = \
                x.event_id AND ",
            visible_to_actor!(event "v"),
            ") AND ",
            $($may_read)+,
            "))"
        )
    };
}

async fn list_says(
    tx: &mut OpenRecord<'_>,
    family: FamilyId,
    readers: SayReaders,
) -> Result<Vec<MeetingSay>, Error> {
    let (person, today) = (tx.actor_id()?, tx.today());
    run_on!(tx, |c| sqlx::query_as(concat!(
        "SELECT x.event_id, coalesce(y.chosen_name, y.name) AS owner, x.way FROM transition_say x \
            JOIN person y ON y.id = x.owner_id WHERE ",
        wish_of_reader!(actor_has_role!("'worker'")),
        " ORDER BY x.owner_id, x.event_id"
    ))
    .bind(person)
    .bind(today)
    .bind(family)
    .bind(readers.event())
    .fetch_all(c))
}

/// Who should not be there. The condition on the named person is that of a `team_request`, and
/// `alongside_answers_team_request` is the same for PostgreSQL.
async fn list_exclusions(
    tx: &mut OpenRecord<'_>,
    family: FamilyId,
    readers: SayReaders,
) -> Result<Vec<MeetingExclusion>, Error> {
    let (person, today) = (tx.actor_id()?, tx.today());
    // The condition of a contact stands in the join and not in WHERE: an exclusion of a person whom
    // the reader may not know stays, with an empty name.
    run_on!(tx, |c| sqlx::query_as(concat!(
        "SELECT x.id, x.event_id, coalesce(y.chosen_name, y.name) AS owner, \
            coalesce(p.chosen_name, p.name, k.name, x.name, '') AS name, x.words, x.language FROM \
            transition_exclusion x JOIN person y ON y.id = x.owner_id LEFT JOIN person p ON p.id = \
            x.person_id LEFT JOIN team_contact k ON k.id = x.contact_id AND ",
        visible_to_actor!(team_contact "k"),
        " WHERE x.withdrawn_at IS NULL AND ",
        wish_of_reader!(concat!(
            "(x.person_id IS NULL OR x.person_id <> $1) AND (",
            actor_has_role!("'worker'"),
            " OR (",
            actor_has_role!("'supervisor'"),
            " AND EXISTS (SELECT 1 FROM membership named WHERE named.family_id = x.family_id AND \
                named.person_id = x.person_id AND named.role = 'worker')))"
        )),
        " ORDER BY x.id"
    ))
    .bind(person)
    .bind(today)
    .bind(family)
    .bind(readers.event())
    .fetch_all(c))
}

/// What young people want for an event, for a worker, or for a supervisor where it is about a
/// worker. Nothing for anyone else, and no statement then. At most two statements.
///
/// # Errors
/// `NotFound` when the actor may not open this family's record. Also when the database fails.
pub async fn read_wishes(
    tx: &mut Tx,
    family: FamilyId,
    event: &EventSummary,
) -> Result<MeetingWishes, Error> {
    let tx = &mut open_record(tx, family, RecordPart::Calendar).await?;
    // Spares everyone else two statements that would find nothing.
    let prepares = matches!(tx.role, Role::Worker | Role::Supervisor);
    if !prepares || !event.kind.has_words_and_notes() {
        return Ok(MeetingWishes::default());
    }
    let readers = SayReaders::Preparing(event.id);
    Ok(MeetingWishes {
        says: list_says(tx, family, readers).await?,
        exclusions: list_exclusions(tx, family, readers).await?,
    })
}

pub(super) async fn list_candidates(
    tx: &mut OpenRecord<'_>,
    own: &OwnTransition,
    members: &[TeamMember],
) -> Result<Vec<NamedCandidate>, Error> {
    let today = tx.today().to_jiff();
    let mut candidates: Vec<NamedCandidate> = Vec::new();
    for member in members {
        let who = TeamMemberRef::Person(member.person_id);
        // A person with two roles on the team is listed once.
        let is_new = candidates.iter().all(|one| one.who != who);
        if is_new && member.person_id != own.owner {
            candidates.push(NamedCandidate {
                who,
                name: member.name.clone(),
                role: Some(member.role),
            });
        }
    }
    let contacts = contacts::list_contacts(tx, own.family).await?;
    let current = contacts.into_iter().filter(|one| one.is_current(today));
    candidates.extend(current.map(|one| NamedCandidate {
        who: TeamMemberRef::Contact(one.id),
        name: one.name,
        role: None,
    }));
    Ok(candidates)
}
