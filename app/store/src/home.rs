//! A family's home page: upcoming events, open steps, replies that wait for an answer, the people
//! to write to, and unread activity. The submodules have what staff see of all of their families.

pub mod duties;
pub mod mentees;
mod mentors;

use jiff::ToSpan;
use jiff_sqlx::ToSqlx;
use model::calendar::EventAct;
use model::id::{CommitmentId, EventId, FamilyId, ItemId, PersonId, ReplyId, ThreadId};
use model::person_name::first_name;
use model::plan::StepState;
use model::role::Role;
use model::transition::people::CommitmentAct;

pub use self::mentors::{SupervisedMentor, supervised_mentors};
use crate::access::{RecordPart, open_record};
use crate::authored_text::{
    AuthoredText, actor_is_member, authored_text_columns, authored_text_joins,
};
use crate::calendar::clocks::{self, FamilyClock};
use crate::db::run_on;
use crate::events::{self, EventSummary};
use crate::messages::{RecipientCandidate, list_family_recipients};
use crate::plan::replies::{self, PendingReply};
use crate::team::handover::{handover_visible_to_actor, mentor_takes_over, steps_in_hand};
use crate::translations::{self, TranslationDemand};
use crate::visibility::visible_to_actor;
use crate::{Error, Tx};

/// An open step that the actor owns or that the agency owes to the family.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct OpenStep {
    pub id: ItemId,
    pub owner_id: Option<PersonId>,
    pub owner: Option<String>,
    owner_chosen_name: Option<String>,
    pub owed_by_agency: bool,
    pub due: Option<jiff_sqlx::Date>,
    pub state: StepState,
    #[sqlx(flatten)]
    pub words: AuthoredText,
}

impl OpenStep {
    /// The name by which a family calls the owner.
    pub fn owner_first_name(&self) -> Option<String> {
        let name = self.owner.as_deref()?;
        Some(first_name(name, self.owner_chosen_name.as_deref()))
    }
}

/// An activity item: one author's unread messages in a thread, a recently published plan version, a
/// recent translation that the actor asked for, a recent change of an event, a handover, or a
/// commitment.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct ActivityItem {
    /// The thread of the unread messages; `None` for a plan version and a translation.
    pub thread_id: Option<ThreadId>,
    /// The name of the author, of the person who published the version, or of the translator.
    pub name: Option<String>,
    chosen_name: Option<String>,
    pub role: Option<Role>,
    pub unread: i64,
    pub family_id: Option<FamilyId>,
    pub version: i32,
    at: Option<jiff_sqlx::Timestamp>,
    /// The date of the plan version or of the translation; `None` for messages.
    pub since: Option<jiff_sqlx::Date>,
    /// The language of the translation; `None` for messages and a plan version.
    pub language: Option<String>,
    /// The plan item and the reply that the translated text belongs to, if it belongs to one.
    pub item_id: Option<ItemId>,
    pub reply_id: Option<ReplyId>,
    /// An event that was added, moved, changed or canceled, and what was done to it last; without
    /// an act, an event whose notes were published.
    pub event_id: Option<EventId>,
    pub event_act: Option<EventAct>,
    /// A handover: who takes over from the person with `name`, and from which day on. To the next
    /// mentor it has no successor, and the name of the parent whom they support.
    pub successor: Option<String>,
    pub takes_over: Option<jiff_sqlx::Date>,
    /// A commitment for which someone waits for the actor's answer, or to which someone answered
    /// recently, and what was done last.
    pub commitment_id: Option<CommitmentId>,
    pub commitment_act: Option<CommitmentAct>,
}

impl ActivityItem {
    /// The name by which a family calls that person.
    pub fn first_name(&self) -> Option<String> {
        let name = self.name.as_deref()?;
        Some(first_name(name, self.chosen_name.as_deref()))
    }
}

/// The content of a family's home page, as the actor sees it.
#[derive(Debug, Clone)]
pub struct FamilyHome {
    pub role: Role,
    pub events: Vec<EventSummary>,
    pub steps: Vec<OpenStep>,
    pub activity: Vec<ActivityItem>,
    /// The translations that the family requested; empty unless the actor is a worker.
    pub translation_demand: Vec<TranslationDemand>,
    /// Replies to the plan that wait for an answer or were answered recently.
    pub pending_replies: Vec<PendingReply>,
    /// For a family member: the people on the team to whom they may write.
    pub people: Vec<RecipientCandidate>,
    /// The statutory clock that is due first, of those that the actor may see.
    pub next_clock: Option<FamilyClock>,
}

/// Reads a family's home page in `language`, and logs the access.
///
/// # Errors
/// `NotFound` when the actor is not a member of this family's team, or when their role may not open
/// the record. Also when the database fails.
pub async fn read_home(tx: &mut Tx, family: FamilyId, language: &str) -> Result<FamilyHome, Error> {
    let tx = &mut open_record(tx, family, RecordPart::Home).await?;
    let role = tx.role;
    let (person, today) = (tx.actor_id()?, tx.today());
    let events = events::list_upcoming(tx, family, language, 4).await?;
    // Reads the published version: steps in a worker's draft are not in force yet.
    let steps: Vec<OpenStep> = run_on!(tx, |c| {
        sqlx::query_as(concat!(
            steps_in_hand!(),
            // A step of the worker from whom the actor took over is the actor's now.
            "SELECT i.id, CASE WHEN l.owner_id IN (SELECT in_hand.person_id FROM in_hand) THEN $1 \
            ELSE l.owner_id END AS owner_id, coalesce(o.chosen_name, o.name) AS owner, \
            o.chosen_name AS owner_chosen_name, l.owed_by_agency, l.due, i.state, ",
            authored_text_columns!(),
            " FROM plan_current_version h JOIN plan_version_item l ON l.family_id = h.family_id \
            AND l.version = h.version JOIN plan_item i ON i.id = l.item_id ",
            "JOIN text t ON t.id = l.text_id LEFT JOIN person o ON o.id = l.owner_id ",
            authored_text_joins!(),
            "WHERE h.family_id = $4 AND l.kind = 'step' AND i.state <> 'done' AND \
            (l.owed_by_agency OR l.owner_id IN (SELECT in_hand.person_id FROM in_hand)) AND ",
            visible_to_actor!(plan_version_item "l", plan_item "i"),
            " AND ",
            visible_to_actor!(text "t"),
            " ORDER BY l.due IS NULL, l.due, l.position, i.id"
        ))
        .bind(person)
        .bind(today)
        .bind(language)
        .bind(family)
        .fetch_all(c)
    })?;
    let (news, wanted) = if role == Role::Worker {
        (
            Vec::new(),
            translations::requested_translations(tx, family).await?,
        )
    } else {
        (unread_activity(tx).await?, Vec::new())
    };
    // Others, such as a caregiver, neither wait for an answer nor owe one.
    let answers = role.is_family() || matches!(role, Role::Worker | Role::Supervisor);
    let waiting = if answers {
        replies::list_pending_replies(tx, family, role, language).await?
    } else {
        Vec::new()
    };
    // Others find the people to write to on a page of their own, for all of their families.
    let people = if role.is_family() {
        list_family_recipients(tx, family).await?
    } else {
        Vec::new()
    };
    let next_clock = clocks::load_clocks(tx, family).await?.into_iter().next();
    Ok(FamilyHome {
        role,
        events,
        steps,
        activity: news,
        translation_demand: wanted,
        pending_replies: waiting,
        people,
        next_clock,
    })
}

/// The number of days for which a published plan version, a translation and a change of an event
/// count as recent.
const RECENT_DAYS: i32 = 14;

/// The actor's unread messages, grouped by thread and author, recent plan versions, recent
/// translations that they asked for, recent changes of events, handovers, and commitments, across
/// all families. Messages come first, newest first.
///
/// # Errors
/// When the database fails.
pub async fn unread_activity(tx: &mut Tx) -> Result<Vec<ActivityItem>, Error> {
    let (person, today) = (tx.actor_id()?, tx.today());
    let lately = (tx.actor()?.today - RECENT_DAYS.days()).to_sqlx();
    let mut news: Vec<ActivityItem> = run_on!(tx, |c| {
        sqlx::query_as(concat!(
        "SELECT h.id AS thread_id, coalesce(p.chosen_name, p.name) AS name, p.chosen_name, ",
        "(SELECT min(a.role) FROM membership a WHERE a.family_id = h.family_id AND a.person_id = \
            p.id) AS role, count(*) AS unread, ",
        // The casts give the columns of the first SELECT the types of the last one.
        "h.family_id, 0 AS version, max(x.created_at) AS at, NULL AS since, CAST(NULL AS text) AS \
            language, CAST(NULL AS uuid) AS item_id, CAST(NULL AS uuid) AS reply_id, \
            CAST(NULL AS uuid) AS event_id, CAST(NULL AS text) AS event_act, CAST(NULL AS text) \
            AS successor, CAST(NULL AS date) AS takes_over, CAST(NULL AS uuid) AS commitment_id, \
            CAST(NULL AS text) AS commitment_act ",
        // System messages are no news: only texts that people wrote count as unread.
        "FROM thread_participant r JOIN thread h ON h.id = r.thread_id JOIN message x ON \
            x.thread_id = h.id AND x.seq > r.read_seq AND x.seq >= r.visible_from_seq AND x.kind \
            = 'words' ",
        "JOIN person p ON p.id = x.author_id ",
        "WHERE r.person_id = $1 AND r.left_at IS NULL AND x.author_id <> $1 AND (h.family_id IS \
            NULL OR ", actor_is_member!("h.family_id"), ") ",
        "GROUP BY h.id, h.family_id, p.id, p.chosen_name, p.name ",
        "UNION ALL SELECT NULL, coalesce(b.chosen_name, b.name), b.chosen_name, NULL, 0, \
            v.family_id, v.version, NULL, v.since, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, \
            NULL ",
        "FROM plan h JOIN plan_version v ON v.family_id = h.family_id AND v.version = h.version \
            JOIN person b ON b.id = v.created_by_id ",
        // The person who published a version knows about it.
        "WHERE v.created_by_id <> $1 AND v.since > $3 AND ", visible_to_actor!(plan_version "v"),
        // Nothing of the words: showing them would be a read of the record.
        " UNION ALL SELECT NULL, d.made_by, NULL, NULL, 0, t.family_id, 0, NULL, w.done_on, \
            q.language, t.item_id, (SELECT r.id FROM plan_reply r WHERE r.family_id = t.family_id \
            AND (r.text_id = t.id OR r.answer_id = t.id) AND ", visible_to_actor!(plan_reply "r"),
        " ORDER BY r.id LIMIT 1), NULL, NULL, NULL, NULL, NULL, NULL ",
        "FROM translation_request q JOIN text_interpretation w ON w.text_id = q.text_id AND \
            w.language = q.language JOIN translation d ON d.text_id = q.text_id AND d.language = \
            q.language JOIN text t ON t.id = q.text_id ",
        "WHERE q.person_id = $1 AND w.done_on > $3 AND (d.created_by_id IS NULL OR \
            d.created_by_id <> $1) AND ", visible_to_actor!(text "t"),
        // The last change of each event only, however often it was moved, of those that the actor
        // may know of, and of the events of a series that were changed together only the first.
        // Nothing of the event.
        " UNION ALL SELECT NULL, coalesce(b.chosen_name, b.name), b.chosen_name, NULL, 0, \
            v.family_id, 0, NULL, g.since, NULL, NULL, NULL, v.id, g.act, NULL, NULL, NULL, NULL ",
        "FROM event_change g JOIN event v ON v.id = g.event_id JOIN person b ON b.id = \
            g.created_by_id WHERE g.created_by_id <> $1 AND g.since > $3 AND g.revision = (SELECT \
            max(x.revision) FROM event_change x WHERE x.event_id = v.id AND ",
        visible_to_actor!(event_change "x"), ") AND g.with_change_id IS NULL AND ",
        visible_to_actor!(event_change "g"), " AND ",
        visible_to_actor!(event "v"),
        // The last notes of each event that were published.
        " UNION ALL SELECT NULL, coalesce(b.chosen_name, b.name), b.chosen_name, NULL, 0, \
            n.family_id, 0, NULL, n.since, NULL, NULL, NULL, n.event_id, NULL, NULL, NULL, NULL, \
            NULL ",
        "FROM event_notes n JOIN person b ON b.id = n.created_by_id WHERE n.created_by_id <> $1 \
            AND n.since > $3 AND n.published AND NOT EXISTS (SELECT 1 FROM event_notes x WHERE \
            x.event_id = n.event_id AND x.published AND x.revision > n.revision) AND ",
        visible_to_actor!(event_notes "n"),
        // Who made the handover knows about it.
        " UNION ALL SELECT NULL, coalesce(b.chosen_name, b.name), b.chosen_name, g.role, 0, \
            g.family_id, 0, NULL, g.day, NULL, NULL, NULL, NULL, NULL, coalesce(w.chosen_name, \
            w.name), g.until, NULL, NULL FROM membership_change g JOIN person b ON b.id = \
            g.person_id JOIN person w ON w.id = g.successor_id WHERE g.created_by_id <> $1 AND g.until > $3 AND ",
        handover_visible_to_actor!(),
        // The next mentor, with the name of the parent whom they support.
        " UNION ALL SELECT NULL, coalesce(b.chosen_name, b.name), b.chosen_name, g.role, 0, \
            g.family_id, 0, NULL, g.day, NULL, NULL, NULL, NULL, NULL, NULL, g.until, NULL, \
            NULL FROM membership_change g JOIN person b ON b.id = g.mentee_id WHERE \
            g.created_by_id <> $1 AND g.until > $3 AND ",
        mentor_takes_over!(),
        // Nothing of what was asked. That one of the two has ended it is no news: the page says so.
        " UNION ALL SELECT NULL, coalesce(b.chosen_name, b.name), b.chosen_name, NULL, 0, \
            c.family_id, 0, NULL, n.day, NULL, NULL, NULL, NULL, NULL, NULL, NULL, c.id, n.act \
            FROM transition_commitment c JOIN transition_commitment_version n ON n.commitment_id = \
            c.id JOIN person b ON b.id = n.actor_id WHERE n.actor_id <> $1 AND (c.owner_id = $1 OR \
            (c.adult_id = $1 AND ", actor_is_member!("c.family_id"), ")) AND n.act <> 'end' AND \
            (n.act IN ('ask', 'suggest') OR n.day > $3) AND NOT EXISTS (SELECT 1 FROM \
            transition_commitment_version x WHERE x.commitment_id = c.id AND x.revision > \
            n.revision)"))
        .bind(person).bind(today).bind(lately).fetch_all(c)
    })?;
    // Sorted in Rust, because SQLite stores times as text that does not sort chronologically.
    news.sort_by_key(|one| std::cmp::Reverse(one.at.as_ref().map(|at| at.to_jiff())));
    Ok(news)
}
