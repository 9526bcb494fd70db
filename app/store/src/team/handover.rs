//! Handing over from one worker or mentor to another: the membership of the one ends on the day on
//! which that of the other begins.
//!
//! What the family's worker owes by role, such as answers and translations, is owed by the new
//! worker from that day without being written again. Steps of the plan that the earlier worker owns
//! are listed for the new one (`steps_in_hand!`); the plan names the new one when the next version
//! is published. What names the earlier person is passed on by `named_access`. A mentor's steps stay
//! where they are: what a parent shared with one mentor is not shared with another one.

use jiff::ToSpan;
use jiff::civil::Date;
use jiff_sqlx::ToSqlx;
use model::id::{AudienceId, FamilyId, FormId, PersonId, TextId};
use model::policy::{ResourceKind, default_roles, may_be_succeeded, may_have_account};
use model::role::Role;
use model::team::membership::{MembershipAct, NewHandover};
use uuid::Uuid;

use super::handover_rows;
use super::membership_changes::insert_reason;
use super::membership_checks::{check_one_coordinator, check_roles};
use super::memberships::{
    Membership, find_membership, list_of_person, load_person, require_keeper,
};
use crate::access::{OpenRecord, RecordPart, open_record, open_record_for_update};
use crate::audience::{self, AudienceEntry, private_to};
use crate::authored_text::insert_text;
use crate::db::{run_on, unique_violation_as_race};
use crate::plan::working_copy::SaveOutcome;
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
/// the parent, the mentor who leaves, the workers and the supervisors: it would tell the other parent
/// that there is one. The next mentor finds the family among their own, and may not know the earlier
/// one.
macro_rules! handover_visible_to_actor {
    () => {
        "(g.act = 'hand_over' AND EXISTS (SELECT 1 FROM membership z WHERE z.family_id = \
            g.family_id AND z.person_id = $1 AND z.since <= $2 AND (z.until IS NULL OR z.until > \
            $2) AND (z.role IN ('worker', 'supervisor') OR (z.role NOT IN ('interpreter', \
            'administrator', 'mentor_coordinator') AND (g.mentee_id IS NULL OR $1 IN \
            (g.mentee_id, g.person_id))))))"
    };
}

/// SQL condition: the actor is the next mentor in the handover with the alias `g`, whose day has come.
/// They are told whom they support, and nothing of the earlier mentor.
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
/// `NotFound` for anyone but this family's worker, and for a person without a membership that can be
/// handed over.
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

/// Hands a membership over. `revision` is the one that the form was filled in against. Idempotent:
/// resubmitting the same form changes nothing.
///
/// # Errors
/// `NotFound` for anyone but this family's worker, and without such a membership of a worker or a
/// mentor; `Invalid("team-successor")` for the person themself, someone of another agency, someone too
/// young or a mentor of another parent, `Invalid("team-roles-apart")` for someone with a role that
/// excludes it (`may_be_combined`), `Invalid("team-own-role")` for the actor when they would have more
/// days, `Invalid("team-coordinator-one")` when someone else leads the team from then on,
/// `Invalid("team-successor-today")` when someone who is a worker of the
/// family already would lead the team on a later day, `Invalid("team-from-past")` for an earlier
/// day, `Invalid("team-ends-early")` for one before the first day on the team; `Conflict` when the
/// membership has ended, or the form id was used with other values; `Raced` when a concurrent
/// request changed the membership.
pub async fn hand_over(
    tx: &mut Tx,
    family: FamilyId,
    form: FormId,
    (person, role, revision): (PersonId, Role, i32),
    input: &NewHandover,
) -> Result<SaveOutcome<PersonId>, Error> {
    let tx = &mut open_record_for_update(tx, family, RecordPart::Team).await?;
    require_keeper(tx)?;
    let stored = find_membership(tx, family, (person, role)).await?;
    let stored = stored
        .filter(|stored| may_be_succeeded(stored.role))
        .ok_or(Error::NotFound)?;
    if is_resubmitted(tx, family, form, &stored, input).await? {
        return Ok(SaveOutcome::Saved(person));
    }
    if stored.has_ended(tx.today().to_jiff()) {
        return Err(Error::Conflict);
    }
    if stored.revision != revision {
        return Ok(SaveOutcome::Stale);
    }
    check_day(tx, &stored, input.from)?;
    check_successor(tx, family, &stored, input).await?;
    let reason = insert_reason(tx, family, &input.language, Some(&input.reason)).await?;
    let reason = reason.ok_or(Error::NotFound)?;
    let words = insert_words(tx, family, &stored, input).await?;
    write_handover(tx, family, form, &stored, input, (reason, words)).await?;
    Ok(SaveOutcome::Saved(person))
}

fn check_day(tx: &OpenRecord<'_>, stored: &Membership, from: Date) -> Result<(), Error> {
    if from < stored.since.to_jiff() {
        return Err(Error::Invalid("team-ends-early"));
    }
    if from < tx.today().to_jiff() {
        return Err(Error::Invalid("team-from-past"));
    }
    Ok(())
}

async fn check_successor(
    tx: &mut OpenRecord<'_>,
    family: FamilyId,
    stored: &Membership,
    input: &NewHandover,
) -> Result<(), Error> {
    let refused = Err(Error::Invalid("team-successor"));
    if input.successor == stored.person_id || Some(input.successor) == stored.mentee_id {
        return refused;
    }
    let found = match load_person(tx, family, input.successor).await {
        Ok(found) => found,
        Err(Error::NotFound) => return refused,
        Err(error) => return Err(error),
    };
    if !may_have_account(found.born.as_ref().map(|born| born.to_jiff()), input.from) {
        return refused;
    }
    let today = tx.today().to_jiff();
    let all = list_of_person(tx, family, input.successor).await?;
    check_roles(&all, stored.role, None, today)?;
    let period = (input.from, None);
    check_one_coordinator(tx, family, stored, Some(input.successor), period).await?;
    let mut current = all.into_iter().filter(|one| !one.has_ended(today));
    let Some(known) = current.find(|one| one.role == stored.role) else {
        return Ok(());
    };
    // A person has one membership in each role, and with it one parent whom they support. A
    // coordinator who leaves has a successor already.
    if known.mentee_id != stored.mentee_id || (known.coordinator && known.until.is_some()) {
        return refused;
    }
    if input.successor == tx.actor_id()? && known.until.is_some() {
        return Err(Error::Invalid("team-own-role"));
    }
    // Two would lead the team until that day.
    if stored.coordinator && input.from > today {
        return Err(Error::Invalid("team-successor-today"));
    }
    Ok(())
}

/// What a form has stored.
#[derive(sqlx::FromRow)]
struct StoredHandover {
    person_id: PersonId,
    role: Role,
    act: MembershipAct,
    until: Option<jiff_sqlx::Date>,
    successor_id: Option<PersonId>,
    reason: Option<String>,
    words: Option<String>,
}

/// Whether this form has been stored.
///
/// # Errors
/// `Conflict` when its id was used for something else.
async fn is_resubmitted(
    tx: &mut OpenRecord<'_>,
    family: FamilyId,
    form: FormId,
    stored: &Membership,
    input: &NewHandover,
) -> Result<bool, Error> {
    let known: Option<StoredHandover> = run_on!(tx, |c| {
        sqlx::query_as(
        "SELECT g.person_id, g.role, g.act, g.until, g.successor_id, t.body AS reason, w.body AS \
            words FROM membership_change g LEFT JOIN text t ON t.id = g.reason_id LEFT JOIN text \
            w ON w.id = g.words_id WHERE g.id = $1 AND g.family_id = $2"
    )
    .bind(form)
    .bind(family)
    .fetch_optional(c)
    })?;
    let Some(known) = known else { return Ok(false) };
    let is_same = (
        (known.person_id, known.role, known.act, known.successor_id),
        known.until.as_ref().map(|until| until.to_jiff()),
        known.reason.as_deref(),
        known.words.as_ref(),
    ) == (
        (
            stored.person_id,
            stored.role,
            MembershipAct::HandOver,
            Some(input.successor),
        ),
        Some(input.from),
        Some(input.reason.as_str()),
        input.words.as_ref(),
    );
    is_same.then_some(true).ok_or(Error::Conflict)
}

/// The sentence for the family: read by the team, of a mentor by the parent whom they support.
async fn insert_words(
    tx: &mut OpenRecord<'_>,
    family: FamilyId,
    stored: &Membership,
    input: &NewHandover,
) -> Result<Option<TextId>, Error> {
    let Some(words) = &input.words else {
        return Ok(None);
    };
    let entries = match stored.mentee_id {
        Some(mentee) => private_to(mentee),
        None => default_roles(ResourceKind::Team)
            .into_iter()
            .map(AudienceEntry::for_role)
            .collect(),
    };
    let audience: AudienceId = audience::find_or_add(tx, family, entries).await?;
    insert_text(tx, family, audience, None, &input.language, words)
        .await
        .map(Some)
}

async fn write_handover(
    tx: &mut OpenRecord<'_>,
    family: FamilyId,
    form: FormId,
    stored: &Membership,
    input: &NewHandover,
    texts: (TextId, Option<TextId>),
) -> Result<(), Error> {
    // On PostgreSQL the portal's login may not write memberships; the function below checks the
    // actor by itself (decision 0031).
    if !tx.is_postgres() {
        return handover_rows::write(tx, family, form, stored, input, texts).await;
    }
    let (row, now): (Uuid, _) = (tx.clock().new_id(), tx.now());
    let written: Result<Option<(bool,)>, Error> = run_on!(tx, |c| sqlx::query_as(
        "SELECT alongside_hand_over($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)"
    )
    .bind(form)
    .bind(row)
    .bind(family)
    .bind(stored.person_id)
    .bind(stored.role)
    .bind(stored.revision)
    .bind(input.successor)
    .bind(input.from.to_sqlx())
    .bind(texts.0)
    .bind(texts.1)
    .bind(now)
    .fetch_optional(c));
    // A trigger tells the open pages.
    match unique_violation_as_race(written)? {
        Some((true,)) => Ok(()),
        _ => Err(Error::Raced),
    }
}
