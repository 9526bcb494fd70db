//! Writing a membership and its row of the history. On PostgreSQL a function with the owner's
//! rights does both, because the portal's login may change no membership.

use jiff::civil::Date;
use jiff_sqlx::ToSqlx;
use model::id::{FamilyId, FormId, PersonId, TextId};
use model::role::Role;
use model::team::membership::{MembershipAct, MembershipInput};
use uuid::Uuid;

use super::memberships::Membership;
use crate::Error;
use crate::access::OpenRecord;
use crate::change_bus::ChangeEvent;
use crate::db::{run_on, unique_violation_as_race};

/// A membership to write, with its row of the history.
pub(super) struct MembershipWrite {
    change: FormId,
    person: PersonId,
    role: Role,
    act: MembershipAct,
    since: Date,
    until: Option<Date>,
    mentee: Option<PersonId>,
    /// The revision that the form was filled in against; `None` for one that is added.
    expected: Option<i32>,
    reason: Option<TextId>,
}

impl MembershipWrite {
    /// What a form says. `expected` is the revision that it was filled in against.
    pub(super) fn of(
        input: &MembershipInput,
        (change, person): (FormId, PersonId),
        (act, since, expected): (MembershipAct, Date, Option<i32>),
        reason: Option<TextId>,
    ) -> Self {
        Self {
            change,
            person,
            role: input.role,
            act,
            since,
            until: input.until,
            mentee: input.mentee,
            expected,
            reason,
        }
    }

    /// The end of a stored membership.
    pub(super) fn end_of(
        stored: &Membership,
        change: FormId,
        until: Date,
        reason: Option<TextId>,
    ) -> Self {
        Self {
            change,
            person: stored.person_id,
            role: stored.role,
            act: MembershipAct::End,
            since: stored.since.to_jiff(),
            until: Some(until),
            mentee: stored.mentee_id,
            expected: Some(stored.revision),
            reason,
        }
    }
}

/// Writes a membership and its row of the history.
pub(super) async fn write_membership(
    tx: &mut OpenRecord<'_>,
    family: FamilyId,
    write: &MembershipWrite,
) -> Result<(), Error> {
    let row: Uuid = tx.clock().new_id();
    if tx.is_postgres() {
        let now = tx.now();
        let written: Result<Option<(Option<i32>,)>, Error> = run_on!(tx, |c| {
            sqlx::query_as(
            "SELECT alongside_save_membership($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)"
        )
        .bind(write.change)
        .bind(row)
        .bind(family)
        .bind(write.person)
        .bind(write.role)
        .bind(write.act)
        .bind(write.since.to_sqlx())
        .bind(write.until.map(|until| until.to_sqlx()))
        .bind(write.mentee)
        .bind(write.expected)
        .bind(write.reason)
        .bind(now)
        .fetch_optional(c)
        });
        // A trigger tells the open pages.
        return match unique_violation_as_race(written)? {
            Some((Some(_),)) => Ok(()),
            _ => Err(Error::Raced),
        };
    }
    let touched = write_row(tx, family, row, write).await?;
    if touched == 0 {
        return Err(Error::Raced);
    }
    insert_change(tx, family, write).await?;
    tx.publish_on_commit(ChangeEvent::Membership);
    Ok(())
}

/// The row of the membership, on SQLite.
async fn write_row(
    tx: &mut OpenRecord<'_>,
    family: FamilyId,
    row: Uuid,
    write: &MembershipWrite,
) -> Result<u64, Error> {
    let (since, until) = (
        write.since.to_sqlx(),
        write.until.map(|until| until.to_sqlx()),
    );
    let Some(expected) = write.expected else {
        // A row that has not ended is left alone: no row is touched then, and the caller answers
        // `Raced`.
        let today = tx.today();
        return run_on!(tx, |c| sqlx::query(
            "INSERT INTO membership (id, family_id, person_id, role, since, until, coordinator, \
                mentee_id) VALUES ($1, $2, $3, $4, $5, $6, FALSE, $7) ON CONFLICT (family_id, \
                person_id, role) DO UPDATE SET since = excluded.since, until = excluded.until, \
                coordinator = FALSE, mentee_id = excluded.mentee_id, revision = \
                membership.revision + 1 WHERE membership.until <= $8"
        )
        .bind(row)
        .bind(family)
        .bind(write.person)
        .bind(write.role)
        .bind(since)
        .bind(until)
        .bind(write.mentee)
        .bind(today)
        .execute(c));
    };
    let today = tx.today();
    // A person who led the team before they left does not lead it again.
    run_on!(tx, |c| sqlx::query(
        "UPDATE membership SET since = $4, until = $5, mentee_id = $6, coordinator = coordinator \
            AND (until IS NULL OR until > $8), revision = revision + 1 WHERE family_id = $1 AND \
            person_id = $2 AND role = $3 AND revision = $7"
    )
    .bind(family)
    .bind(write.person)
    .bind(write.role)
    .bind(since)
    .bind(until)
    .bind(write.mentee)
    .bind(expected)
    .bind(today)
    .execute(c))
}

/// The row of the history, on SQLite.
async fn insert_change(
    tx: &mut OpenRecord<'_>,
    family: FamilyId,
    write: &MembershipWrite,
) -> Result<(), Error> {
    let (me, now, today) = (tx.actor_id()?, tx.now(), tx.today());
    let inserted = run_on!(tx, |c| sqlx::query(
        "INSERT INTO membership_change (id, family_id, person_id, role, act, since, until, \
            mentee_id, reason_id, created_by_id, created_at, day) VALUES ($1, $2, $3, $4, $5, $6, \
            $7, $8, $9, $10, $11, $12)"
    )
    .bind(write.change)
    .bind(family)
    .bind(write.person)
    .bind(write.role)
    .bind(write.act)
    .bind(write.since.to_sqlx())
    .bind(write.until.map(|until| until.to_sqlx()))
    .bind(write.mentee)
    .bind(write.reason)
    .bind(me)
    .bind(now)
    .bind(today)
    .execute(c));
    unique_violation_as_race(inserted).map(|_| ())
}
