//! The rows of a handover on SQLite. On PostgreSQL the function `alongside_hand_over` writes the
//! same.

use jiff_sqlx::ToSqlx;
use model::id::{FamilyId, FormId, TextId};
use model::team::membership::{MembershipAct, NewHandover};
use uuid::Uuid;

use super::memberships::Membership;
use crate::Error;
use crate::access::OpenRecord;
use crate::change_bus::ChangeEvent;
use crate::db::{run_on, unique_violation_as_race};

pub(super) async fn write(
    tx: &mut OpenRecord<'_>,
    family: FamilyId,
    form: FormId,
    stored: &Membership,
    input: &NewHandover,
    texts: (TextId, Option<TextId>),
) -> Result<(), Error> {
    let from = input.from.to_sqlx();
    // First, or two would lead the team.
    let touched = run_on!(tx, |c| sqlx::query(
        "UPDATE membership SET until = $4, revision = revision + 1 WHERE family_id = $1 AND \
            person_id = $2 AND role = $3 AND revision = $5"
    )
    .bind(family)
    .bind(stored.person_id)
    .bind(stored.role)
    .bind(from)
    .bind(stored.revision)
    .execute(c))?;
    if touched == 0 {
        return Err(Error::Raced);
    }
    begin_successor(tx, family, stored, input).await?;
    insert_change(tx, family, form, stored, input, texts).await?;
    // Open pages of the person who left check their access again.
    tx.publish_on_commit(ChangeEvent::Membership);
    Ok(())
}

async fn begin_successor(
    tx: &mut OpenRecord<'_>,
    family: FamilyId,
    stored: &Membership,
    input: &NewHandover,
) -> Result<(), Error> {
    let row: Uuid = tx.clock().new_id();
    let today = tx.today();
    // A successor who is on the team already stays so from their own first day. One who led the
    // team before they left does not lead it again.
    run_on!(tx, |c| sqlx::query(
        "INSERT INTO membership (id, family_id, person_id, role, since, until, coordinator, \
            mentee_id) VALUES ($1, $2, $3, $4, $5, NULL, $6, $7) ON CONFLICT (family_id, \
            person_id, role) DO UPDATE SET since = CASE WHEN membership.until <= $8 THEN \
            excluded.since ELSE min(membership.since, excluded.since) END, until = NULL, \
            coordinator = excluded.coordinator OR (membership.coordinator AND (membership.until IS \
            NULL OR membership.until > $8)), mentee_id = excluded.mentee_id, revision = \
            membership.revision + 1"
    )
    .bind(row)
    .bind(family)
    .bind(input.successor)
    .bind(stored.role)
    .bind(input.from.to_sqlx())
    .bind(stored.coordinator)
    .bind(stored.mentee_id)
    .bind(today)
    .execute(c))?;
    Ok(())
}

async fn insert_change(
    tx: &mut OpenRecord<'_>,
    family: FamilyId,
    form: FormId,
    stored: &Membership,
    input: &NewHandover,
    (reason, words): (TextId, Option<TextId>),
) -> Result<(), Error> {
    let (me, now, today) = (tx.actor_id()?, tx.now(), tx.today());
    let inserted = run_on!(tx, |c| sqlx::query(
        "INSERT INTO membership_change (id, family_id, person_id, role, act, since, until, \
            mentee_id, successor_id, reason_id, words_id, created_by_id, created_at, day) VALUES \
            ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)"
    )
    .bind(form)
    .bind(family)
    .bind(stored.person_id)
    .bind(stored.role)
    .bind(MembershipAct::HandOver)
    .bind(stored.since.to_jiff().to_sqlx())
    .bind(input.from.to_sqlx())
    .bind(stored.mentee_id)
    .bind(input.successor)
    .bind(reason)
    .bind(words)
    .bind(me)
    .bind(now)
    .bind(today)
    .execute(c));
    unique_violation_as_race(inserted).map(|_| ())
}
