//! Invitations of people on a team to make an account, by the family's worker, and of its mentors
//! by their coordinator: making one, replacing it by a new one, and revoking it. `authentication`
//! redeems them.

use std::fmt;

use jiff::SignedDuration;
use jiff::civil::Date;
use jiff_sqlx::ToSqlx;
use model::clock;
use model::id::{FamilyId, PersonId};
use model::policy::{
    can_open_record, may_be_invited_by, may_be_invited_by_worker, may_have_account, may_invite,
};
use model::role::Role;
use sqlx::types::Json;

use crate::access::{RecordPart, open_record, open_record_for_update};
use crate::authentication::recovery::actor_may_vouch;
use crate::authentication::{expire_unused, token_digest};
use crate::db::run_on;
use crate::visibility::family_roles;
use crate::{Error, Intent, Tx};

/// How long an invitation that is made on a page can be used, in days.
pub const INVITATION_DAYS: i32 = 14;

/// Someone on the team, and how far the way to an account of their own is.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct InvitablePerson {
    pub person_id: PersonId,
    pub name: String,
    pub role: Role,
    pub languages_read: Json<Vec<String>>,
    born: Option<jiff_sqlx::Date>,
    pub has_account: bool,
    /// Whether they have a role, on any team, for which only the agency invites.
    by_agency: bool,
    /// Of an invitation that is neither used nor revoked.
    expires_at: Option<jiff_sqlx::Timestamp>,
    /// Who made it; `None` for one that the agency made, and for a coordinator of mentors who did
    /// not make it, because they know no one else on the team.
    pub made_by: Option<String>,
    /// Whether the person to whom they were listed may vouch for them.
    may_be_vouched_for: bool,
}

/// How someone on a team is helped to sign in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SignInHelp {
    /// They have no account: the letter of an invitation, with which they make one.
    Invitation,
    /// They have an account: a code, made by who vouches for them.
    Vouching,
}

impl InvitablePerson {
    /// Whether the person to whom they were listed may invite them today. A coordinator of mentors
    /// is listed mentors only, whom a worker may invite, too.
    pub fn may_be_invited(&self, today: Date) -> bool {
        let born = self.born.as_ref().map(|born| born.to_jiff());
        !self.has_account
            && !self.by_agency
            && may_be_invited_by_worker(self.role)
            && may_have_account(born, today)
    }

    /// How the person to whom they were listed helps them to sign in today; `None` where the agency
    /// does.
    pub(super) fn sign_in_help(&self, today: Date) -> Option<SignInHelp> {
        if self.has_account {
            self.may_be_vouched_for.then_some(SignInHelp::Vouching)
        } else {
            self.may_be_invited(today).then_some(SignInHelp::Invitation)
        }
    }

    /// When the invitation ends that can be used now.
    pub fn open_until(&self, now: jiff::Timestamp) -> Option<jiff::Timestamp> {
        self.expiry().filter(|expires| *expires > now)
    }

    fn expiry(&self) -> Option<jiff::Timestamp> {
        self.expires_at.as_ref().map(|expires| expires.to_jiff())
    }
}

/// An invitation that was just made. `Debug` never prints the code, which is stored as its digest
/// only.
#[derive(Clone)]
pub struct NewInvitation {
    pub code: String,
    pub expires: jiff::Timestamp,
}

impl fmt::Debug for NewInvitation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("NewInvitation")
            .field("expires", &self.expires)
            .finish_non_exhaustive()
    }
}

/// The actor's role on the team, which must be one that invites. Logs the access of a worker. What
/// a coordinator of mentors is shown is no part of the record: their home page lists the same
/// people.
async fn require_inviter(tx: &mut Tx, family: FamilyId, intent: Intent) -> Result<Role, Error> {
    let role = tx.actor()?.membership_in(family)?.role;
    if !may_invite(role) {
        return Err(Error::NotFound);
    }
    if can_open_record(role) {
        match intent {
            Intent::Read => open_record(tx, family, RecordPart::Team).await?,
            Intent::Write => open_record_for_update(tx, family, RecordPart::Team).await?,
        };
    }
    Ok(role)
}

/// The people on the team today whom the actor knows there, except the actor, by name, each once:
/// for a coordinator of mentors the mentors. Logs the access of a worker.
///
/// # Errors
/// `NotFound` for anyone but this family's worker and the coordinator of its mentors. Also when the
/// database fails.
pub async fn list_invitable(tx: &mut Tx, family: FamilyId) -> Result<Vec<InvitablePerson>, Error> {
    let inviter = require_inviter(tx, family, Intent::Read).await?;
    load_invitable(tx, family, inviter).await
}

/// Checks the membership of the actor again: `Actor::teams` was read earlier, and may have ended
/// since.
pub(super) async fn load_invitable(
    tx: &mut Tx,
    family: FamilyId,
    inviter: Role,
) -> Result<Vec<InvitablePerson>, Error> {
    let (person, today) = (tx.actor_id()?, tx.today());
    // A function with the owner's rights, because row-level security hides accounts and invitations
    // from everyone who acts.
    let mut people: Vec<InvitablePerson> = if tx.is_postgres() {
        run_on!(tx, |c| sqlx::query_as(
            "SELECT person_id, name, role, languages_read, born, has_account, by_agency, \
                expires_at, made_by, alongside_may_vouch($1, person_id) AS may_be_vouched_for FROM \
                alongside_team_invitations($1)"
        )
        .bind(family)
        .fetch_all(c))?
    } else {
        run_on!(tx, |c| sqlx::query_as(concat!(
            "SELECT m.person_id, coalesce(p.chosen_name, p.name) AS name, m.role, \
                p.languages_read, p.date_of_birth AS born, EXISTS (SELECT 1 FROM account a WHERE \
                a.person_id = m.person_id) AS has_account, EXISTS (SELECT 1 FROM membership o \
                WHERE o.person_id = m.person_id AND (o.until IS NULL OR o.until > $2) AND o.role \
                NOT IN (",
            family_roles!(),
            ", 'caregiver', 'mentor')) AS by_agency, i.expires_at, coalesce(b.chosen_name, b.name) \
                AS made_by, (",
            actor_may_vouch!(),
            ") AS may_be_vouched_for FROM membership inviter JOIN membership m ON m.family_id = \
                inviter.family_id AND (inviter.role = 'worker' OR (inviter.role = \
                'mentor_coordinator' AND m.role = 'mentor')) AND m.since <= $2 AND (m.until IS \
                NULL OR m.until > $2) JOIN person p ON p.id = m.person_id LEFT JOIN invitation i \
                ON i.person_id = m.person_id AND i.used_at IS NULL AND i.revoked_at IS NULL LEFT \
                JOIN person b ON b.id = i.made_by_id AND (inviter.role = 'worker' OR b.id = $1) \
                WHERE inviter.family_id = $3 AND inviter.person_id = $1 AND inviter.since <= $2 \
                AND (inviter.until IS NULL OR inviter.until > $2) ORDER BY 2, 3, 1"
        ))
        .bind(person)
        .bind(today)
        .bind(family)
        .fetch_all(c))?
    };
    // A worker is also shown those whom only the agency invites, to know whom to ask for them.
    people.retain(|one| {
        let is_known = can_open_record(inviter) || may_be_invited_by(inviter, one.role);
        one.person_id != person && is_known
    });
    Ok(one_row_each(people))
}

/// A person with two roles has two rows, and one with invitations of earlier versions several: the
/// newest invitation counts.
fn one_row_each(people: Vec<InvitablePerson>) -> Vec<InvitablePerson> {
    let mut found: Vec<InvitablePerson> = Vec::new();
    for one in people {
        match found
            .iter_mut()
            .find(|known| known.person_id == one.person_id)
        {
            Some(known) => {
                if one.expiry() > known.expiry() {
                    *known = one;
                }
            }
            None => found.push(one),
        }
    }
    found
}

/// Makes an invitation of a person on the team, which replaces their unused ones, and returns its
/// code. `None`, and nothing is stored, when the person has an account: how they get back into it
/// is no invitation.
///
/// # Errors
/// `NotFound` for anyone but an inviter of this family, and for someone whom they may not invite;
/// `Raced` when a concurrent request was first. Also when the database fails.
pub async fn make_invitation(
    tx: &mut Tx,
    family: FamilyId,
    person: PersonId,
) -> Result<Option<NewInvitation>, Error> {
    let invited = find_invitable(tx, family, person).await?;
    if invited.has_account {
        return Ok(None);
    }
    if !invited.may_be_invited(tx.today().to_jiff()) {
        return Err(Error::NotFound);
    }
    let code = clock::generate_invitation_code();
    let (actor, now) = (tx.actor_id()?, tx.now());
    let days = SignedDuration::from_hours(24 * i64::from(INVITATION_DAYS));
    let expires = now.to_jiff() + days;
    if tx.is_postgres() {
        let made = run_on!(tx, |c| sqlx::query_scalar::<_, bool>(
            "SELECT alongside_make_invitation($1, $2, $3, $4, $5)"
        )
        .bind(family)
        .bind(person)
        .bind(token_digest(&code))
        .bind(now)
        .bind(expires.to_sqlx())
        .fetch_optional(c))?;
        // The function checks everything again, and the person may have made an account meanwhile.
        return Ok((made == Some(true)).then_some(NewInvitation { code, expires }));
    }
    expire_unused(tx, person).await?;
    run_on!(tx, |c| sqlx::query(
        "INSERT INTO invitation (code_hash, person_id, expires_at, family_id, made_by_id, made_at) \
            VALUES ($1, $2, $3, $4, $5, $6)"
    )
    .bind(token_digest(&code))
    .bind(person)
    .bind(expires.to_sqlx())
    .bind(family)
    .bind(actor)
    .bind(now)
    .execute(c))?;
    Ok(Some(NewInvitation { code, expires }))
}

/// Ends the unused codes of a person on the team. Idempotent, and without effect on an account.
///
/// # Errors
/// `NotFound` for anyone but an inviter of this family, and for someone whom they may not invite.
/// Also when the database fails.
pub async fn revoke_invitation(
    tx: &mut Tx,
    family: FamilyId,
    person: PersonId,
) -> Result<(), Error> {
    let invited = find_invitable(tx, family, person).await?;
    // The code of someone with an account was made by the agency, and is how they get back in.
    if invited.has_account {
        return Ok(());
    }
    if !invited.may_be_invited(tx.today().to_jiff()) {
        return Err(Error::NotFound);
    }
    if tx.is_postgres() {
        let now = tx.now();
        run_on!(tx, |c| sqlx::query_scalar::<_, bool>(
            "SELECT alongside_revoke_invitations($1, $2, $3)"
        )
        .bind(family)
        .bind(person)
        .bind(now)
        .fetch_optional(c))?;
        return Ok(());
    }
    expire_unused(tx, person).await
}

/// The person on the team, for one who invites there.
async fn find_invitable(
    tx: &mut Tx,
    family: FamilyId,
    person: PersonId,
) -> Result<InvitablePerson, Error> {
    let inviter = require_inviter(tx, family, Intent::Write).await?;
    let people = load_invitable(tx, family, inviter).await?;
    let found = people.into_iter().find(|one| one.person_id == person);
    found.ok_or(Error::NotFound)
}
