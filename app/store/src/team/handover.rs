//! Handing over from one worker or mentor to another: the membership of the one ends on the day on
//! which that of the other begins.
//!
//! What the family's worker owes by role, such as answers and translations, is owed by the new
//! worker from that day without being written again. Steps of the plan that the earlier worker owns
//! are listed for the new one (`steps_in_hand!`); the plan names the new one when the next version
//! is published. What names the earlier person is passed on by `named_access`. A mentor's steps
//! stay where they are: what a parent shared with one mentor is not shared with another one.

mod submission;

use jiff::ToSpan;
use jiff_sqlx::ToSqlx;
use model::id::{FamilyId, PersonId, TextId};
use model::policy::may_be_succeeded;
use model::role::Role;

pub use self::submission::hand_over;
use super::memberships::{Membership, list_of_person, require_keeper};
use crate::access::{OpenRecord, RecordPart, open_record};
use crate::db::run_on;
use crate::visibility::visible_to_actor;
use crate::{Error, Tx};

/// A membership that can be handed over, and what goes with it.
#[derive(Debug, Clone)]
pub struct OpenHandover {
    pub membership: Membership,
    pub duties: OpenDuties,
}

/// What the family waits for; of a mentor, only their own steps.
#[derive(Debug, Clone, Copy, PartialEq, Eq, sqlx::FromRow)]
pub struct OpenDuties {
    /// Open steps of the plan that the person owns.
    pub steps: i64,
    /// Replies to the plan that wait for an answer.
    pub replies: i64,
    /// Proposals and objections that wait for an answer.
    pub requests: i64,
    /// Texts that wait for a translation.
    pub translations: i64,
}

/// A handover that the team is told of.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Handover {
    pub name: String,
    pub successor: String,
    pub role: Role,
    /// The first day of the person who takes over.
    pub until: jiff_sqlx::Date,
    pub words_id: Option<TextId>,
}

/// For how many days after it a handover is on the team list.
const LISTED_DAYS: i32 = 30;

/// SQL condition: the actor is told of the handover with the alias `g`. Of a parent's mentor only
/// the parent, the mentor who leaves, the workers and the supervisors: it would tell the other
/// parent that there is one. The next mentor finds the family among their own, and may not know the
/// earlier one.
macro_rules! handover_visible_to_actor {
    () => {
        "(g.act = 'hand_over' AND EXISTS (SELECT 1 FROM membership z WHERE z.family_id = \
            g.family_id AND z.person_id = $1 AND z.since <= $2 AND (z.until IS NULL OR z.until > \
            $2) AND (z.role IN ('worker', 'supervisor') OR (z.role NOT IN ('interpreter', \
            'administrator', 'mentor_coordinator') AND (g.mentee_id IS NULL OR $1 IN \
            (g.mentee_id, g.person_id))))))"
    };
}

/// SQL condition: the actor is the next mentor in the handover with the alias `g`, whose day has
/// come. They are told whom they support, and nothing of the earlier mentor.
macro_rules! mentor_takes_over {
    () => {
        concat!(
            "(g.act = 'hand_over' AND g.mentee_id IS NOT NULL AND g.successor_id = $1 AND ",
            $crate::authored_text::actor_is_member!("g.family_id"),
            ")"
        )
    };
}

/// The beginning of a statement about the family `$4`: `in_hand` has the actor `$1` and the workers
/// from whom they took over by today `$2`, also over several steps.
macro_rules! steps_in_hand {
    () => {
        // `UNION` and not `UNION ALL`: after two workers have handed over to each other and back,
        // the recursion would not end.
        "WITH RECURSIVE in_hand (person_id) AS (SELECT p.id FROM person p WHERE p.id = $1 UNION \
            SELECT g.person_id FROM membership_change g JOIN in_hand h ON h.person_id = \
            g.successor_id WHERE g.family_id = $4 AND g.act = 'hand_over' AND g.role = 'worker' \
            AND g.until <= $2) "
    };
}
pub(crate) use {handover_visible_to_actor, mentor_takes_over, steps_in_hand};

/// The handovers of the last weeks and those to come, the latest first.
pub(super) async fn list_handovers(tx: &mut Tx, family: FamilyId) -> Result<Vec<Handover>, Error> {
    let (person, today) = (tx.actor_id()?, tx.today());
    let lately = (tx.today().to_jiff() - LISTED_DAYS.days()).to_sqlx();
    run_on!(tx, |c| sqlx::query_as(concat!(
        "SELECT coalesce(p.chosen_name, p.name) AS name, coalesce(s.chosen_name, s.name) AS \
            successor, g.role, g.until, g.words_id FROM membership_change g JOIN person p ON p.id \
            = g.person_id JOIN person s ON s.id = g.successor_id WHERE g.family_id = $3 AND \
            g.until > $4 AND ",
        handover_visible_to_actor!(),
        " ORDER BY g.id DESC"
    ))
    .bind(person)
    .bind(today)
    .bind(family)
    .bind(lately)
    .fetch_all(c))
}

/// The membership of a worker or a mentor, and what goes to the person who takes over. Logs the
/// access.
///
/// # Errors
/// `NotFound` for anyone but this family's worker, and for a person without a membership that can
/// be handed over.
pub async fn read_handover(
    tx: &mut Tx,
    family: FamilyId,
    person: PersonId,
) -> Result<OpenHandover, Error> {
    let tx = &mut open_record(tx, family, RecordPart::Team).await?;
    require_keeper(tx)?;
    let today = tx.today().to_jiff();
    let membership = list_of_person(tx, family, person)
        .await?
        .into_iter()
        .find(|one| may_be_succeeded(one.role) && !one.has_ended(today))
        .ok_or(Error::NotFound)?;
    let duties = count_duties(tx, family, person).await?;
    let is_mentor = membership.role == Role::Mentor;
    let duties = if is_mentor {
        OpenDuties {
            replies: 0,
            requests: 0,
            translations: 0,
            ..duties
        }
    } else {
        duties
    };
    Ok(OpenHandover { membership, duties })
}

async fn count_duties(
    tx: &mut OpenRecord<'_>,
    family: FamilyId,
    leaver: PersonId,
) -> Result<OpenDuties, Error> {
    let (person, today) = (tx.actor_id()?, tx.today());
    let counted: Option<OpenDuties> = run_on!(tx, |c| {
        sqlx::query_as(concat!(
        "SELECT (SELECT count(*) FROM plan_current_version w JOIN plan_version_item l ON \
            l.family_id = w.family_id AND l.version = w.version JOIN plan_item i ON i.id = \
            l.item_id WHERE w.family_id = $3 AND l.kind = 'step' AND i.state <> 'done' AND \
            l.owner_id = $4 AND ",
        visible_to_actor!(plan_version_item "l", plan_item "i"),
        ") AS steps, (SELECT count(*) FROM plan_reply r WHERE r.family_id = $3 AND r.answer_due \
            IS NOT NULL AND r.outcome IS NULL AND ",
        visible_to_actor!(plan_reply "r"),
        ") AS replies, (SELECT count(*) FROM team_request r WHERE r.family_id = $3 AND r.outcome \
            IS NULL AND ",
        visible_to_actor!(team_request "r"),
        ") AS requests, (SELECT count(*) FROM text_interpretation q JOIN text t ON t.id = \
            q.text_id WHERE t.family_id = $3 AND q.done_on IS NULL AND ",
        visible_to_actor!(text "t"),
        ") AS translations"
    ))
    .bind(person)
    .bind(today)
    .bind(family)
    .bind(leaver)
    .fetch_optional(c)
    })?;
    counted.ok_or(Error::NotFound)
}
