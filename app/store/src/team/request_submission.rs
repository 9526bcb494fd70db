//! Adding a proposal for the team, or an objection to someone on it, with the audience that keeps
//! it from the person whom it is about.

use jiff::ToSpan;
use jiff_sqlx::ToSqlx;
use model::id::{AudienceId, FamilyId, PersonId, TeamContactId, TeamRequestId};
use model::plan::reply::Sharing;
use model::role::Role;
use model::team::{
    NewTeamRequest, TEAM_ANSWER_WITHIN_DAYS, TeamContactKind, TeamMemberRef, TeamRequestKind,
    TeamRequestSubject,
};

use super::contacts::{find_contact, is_for_team};
use super::{TeamMember, load_members};
use crate::access::{RecordPart, open_record_for_update};
use crate::audience::{AudienceEntry, find_or_add, private_to};
use crate::authored_text::insert_text;
use crate::db::{run_on, unique_violation_as_race};
use crate::{Error, Tx};

/// What is stored of a request.
struct StoredSubject {
    kind: TeamRequestKind,
    contact_kind: Option<TeamContactKind>,
    name: Option<String>,
    reach: Option<String>,
    person: Option<PersonId>,
    contact: Option<TeamContactId>,
}

impl StoredSubject {
    fn of(subject: &TeamRequestSubject) -> Self {
        let (mut person, mut contact) = (None, None);
        let (kind, contact_kind, name, reach) = match subject {
            TeamRequestSubject::Propose { kind, name, reach } => (
                TeamRequestKind::Propose,
                Some(*kind),
                Some(name.clone()),
                reach.clone(),
            ),
            TeamRequestSubject::Object(about) => {
                match about {
                    TeamMemberRef::Person(id) => person = Some(*id),
                    TeamMemberRef::Contact(id) => contact = Some(*id),
                }
                (TeamRequestKind::Object, None, None, None)
            }
        };
        Self {
            kind,
            contact_kind,
            name,
            reach,
            person,
            contact,
        }
    }
}

/// Adds a proposal or an objection. Idempotent: resubmitting the same form returns the existing
/// one.
///
/// # Errors
/// `NotFound` for anyone but a family member, and when the actor does not see whom it is about;
/// `Invalid("team-about")` for oneself, `Invalid("team-no-reader")` when no other person on the
/// team may answer; `Conflict` when the form id was already used for another request; `Raced` when
/// a concurrent request stored the same form.
pub async fn add_request(
    tx: &mut Tx,
    family: FamilyId,
    draft: &NewTeamRequest,
) -> Result<TeamRequestId, Error> {
    let tx = &mut open_record_for_update(tx, family, RecordPart::Team).await?;
    if !tx.role.is_family() {
        return Err(Error::NotFound);
    }
    let subject = StoredSubject::of(&draft.subject);
    let known = find_resubmitted(tx, draft, &subject).await?;
    // The audience is found for a retry, too, because it is one of the values that are compared.
    let audience = choose_audience(tx, family, &subject, draft.sharing).await?;
    if let Some((id, readers)) = known {
        // The readers count, too: a person who goes back and shares less must not be told that it
        // was stored.
        return (readers == audience).then_some(id).ok_or(Error::Conflict);
    }
    let text = insert_text(tx, family, audience, None, &draft.language, &draft.words).await?;
    let (id, person, now): (TeamRequestId, _, _) = (tx.clock().new_id(), tx.actor_id()?, tx.now());
    // By the agency's date, which is also the one that the page shows as the promise.
    let due = (tx.today().to_jiff() + TEAM_ANSWER_WITHIN_DAYS.days()).to_sqlx();
    let written = run_on!(tx, |c| {
        sqlx::query(
            "INSERT INTO team_request (id, family_id, audience_id, author_id, form_id, kind, \
            contact_kind, name, reach, person_id, contact_id, text_id, created_at, answer_due) \
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)",
        )
        .bind(id)
        .bind(family)
        .bind(audience)
        .bind(person)
        .bind(draft.form)
        .bind(subject.kind)
        .bind(subject.contact_kind)
        .bind(&subject.name)
        .bind(&subject.reach)
        .bind(subject.person)
        .bind(subject.contact)
        .bind(text)
        .bind(now)
        .bind(due)
        .execute(c)
    });
    unique_violation_as_race(written)?;
    Ok(id)
}

#[derive(sqlx::FromRow)]
struct ResubmittedRow {
    id: TeamRequestId,
    audience_id: AudienceId,
    kind: TeamRequestKind,
    contact_kind: Option<TeamContactKind>,
    name: Option<String>,
    reach: Option<String>,
    person_id: Option<PersonId>,
    contact_id: Option<TeamContactId>,
    body: String,
}

/// The request that was already stored from this form, if any, with its audience.
///
/// # Errors
/// `Conflict` when the form id was used for another request.
async fn find_resubmitted(
    tx: &mut Tx,
    draft: &NewTeamRequest,
    subject: &StoredSubject,
) -> Result<Option<(TeamRequestId, AudienceId)>, Error> {
    let person = tx.actor_id()?;
    let known: Option<ResubmittedRow> = run_on!(tx, |c| {
        sqlx::query_as(
            "SELECT r.id, r.audience_id, r.kind, r.contact_kind, r.name, r.reach, r.person_id, \
            r.contact_id, t.body FROM team_request r JOIN text t ON t.id = r.text_id WHERE \
            r.author_id = $1 AND r.form_id = $2",
        )
        .bind(person)
        .bind(draft.form)
        .fetch_optional(c)
    })?;
    let Some(known) = known else { return Ok(None) };
    let same = (
        known.kind,
        known.contact_kind,
        &known.name,
        &known.reach,
        known.person_id,
        known.contact_id,
        &known.body,
    ) == (
        subject.kind,
        subject.contact_kind,
        &subject.name,
        &subject.reach,
        subject.person,
        subject.contact,
        &draft.words,
    );
    if same {
        Ok(Some((known.id, known.audience_id)))
    } else {
        Err(Error::Conflict)
    }
}

/// The roles that read what a family member shares: the family, the workers and the supervisors.
const SHARED_WITH: [Role; 6] = [
    Role::Parent,
    Role::Guardian,
    Role::IndianCustodian,
    Role::Youth,
    Role::Worker,
    Role::Supervisor,
];

/// The audience of a new request. What is about someone whom the rest of the family does not know,
/// such as the mentor of one parent, is never shared: it would tell them.
async fn choose_audience(
    tx: &mut Tx,
    family: FamilyId,
    subject: &StoredSubject,
    sharing: Sharing,
) -> Result<AudienceId, Error> {
    let me = tx.actor_id()?;
    let mut is_shared = sharing == Sharing::Shared;
    if let Some(about) = subject.person {
        let members = load_members(tx, family).await?;
        let known = members.iter().find(|member| member.person_id == about);
        let mentee = known.ok_or(Error::NotFound)?.mentee_id;
        if about == me {
            return Err(Error::Invalid("team-about"));
        }
        if !has_other_reader(&members, about) {
            return Err(Error::Invalid("team-no-reader"));
        }
        is_shared &= mentee.is_none();
    }
    if let Some(contact) = subject.contact {
        let contact = find_contact(tx, family, contact)
            .await?
            .ok_or(Error::NotFound)?;
        is_shared = is_shared && is_for_team(tx, contact.audience_id).await?;
    }
    let mut entries = private_to(me);
    if is_shared {
        entries.extend(SHARED_WITH.map(AudienceEntry::for_role));
    }
    // By name, because their role may be in the audience.
    entries.extend(subject.person.map(AudienceEntry::excluding_person));
    find_or_add(tx, family, entries).await
}

/// Whether another person on the team may answer an objection to this person.
fn has_other_reader(members: &[TeamMember], about: PersonId) -> bool {
    let is_worker = |member: &TeamMember| member.role == Role::Worker;
    let about_worker = members
        .iter()
        .any(|member| member.person_id == about && is_worker(member));
    members.iter().any(|member| {
        member.person_id != about
            && (is_worker(member) || (about_worker && member.role == Role::Supervisor))
    })
}
