//! The team list of a family: the people with a membership, how to reach them and who covers for
//! them, the people without an account, what the family says about its team, and the tribes of the
//! children.

pub mod contacts;
pub mod former_members;
pub mod handover;
mod handover_rows;
pub mod invitations;
pub mod membership_changes;
mod membership_checks;
mod membership_rows;
pub mod memberships;
pub mod named_access;
pub mod picks;
pub mod preview;
pub mod request_submission;
pub mod requests;
pub mod tribe;

use std::collections::HashMap;

use model::id::{FamilyId, PersonId, TextId};
use model::policy::{may_read_told_details, may_vouch};
use model::role::Role;
use model::team::{WorkHours, is_on_team_list, shows_work_contact};
use sqlx::types::Json;

use self::contacts::TeamContact;
use self::handover::Handover;
use self::invitations::{SignInHelp, load_invitable};
use self::picks::TeamPick;
use self::requests::TeamRequest;
use crate::access::{RecordPart, open_record};
use crate::authored_text::{
    AuthoredText, actor_is_member, authored_text_columns, authored_text_joins,
};
use crate::db::run_on;
use crate::details::{ToldDetails, list_told_to_worker};
use crate::messages::{RecipientCandidate, list_family_recipients};
use crate::name_order::sort_groups_by_name;
use crate::plan::index_by_id;
use crate::visibility::visible_to_actor;
use crate::{Error, Tx};

/// A person on the team of a family, in one role.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct TeamMember {
    pub person_id: PersonId,
    /// The name that the person goes by.
    pub name: String,
    pub pronouns: Option<String>,
    pub pronunciation: Option<String>,
    pub languages_spoken: Json<Vec<String>>,
    pub languages_read: Json<Vec<String>>,
    pub role: Role,
    pub since: jiff_sqlx::Date,
    /// True for the one worker who coordinates the team.
    pub coordinator: bool,
    /// For a mentor: the parent whom they support.
    pub mentee_id: Option<PersonId>,
    work_phone: Option<String>,
    work_hours: Option<String>,
    /// The last day of a current absence, and who covers.
    pub away_until: Option<jiff_sqlx::Date>,
    pub cover_id: Option<PersonId>,
}

impl TeamMember {
    /// The number at work; `None` for a family member or a caregiver, whatever is stored.
    pub fn work_phone(&self) -> Option<&str> {
        self.work_phone
            .as_deref()
            .filter(|_| shows_work_contact(self.role))
    }

    /// When the person is at work, as `work_phone`.
    pub fn work_hours(&self) -> Option<WorkHours> {
        WorkHours::parse(self.work_hours.as_deref()?).filter(|_| shows_work_contact(self.role))
    }
}

/// The team list as the actor sees it.
#[derive(Debug, Clone)]
pub struct Team {
    pub role: Role,
    /// The coordinator first, then by role and name.
    pub members: Vec<TeamMember>,
    /// People without an account, also those who have left.
    pub contacts: Vec<TeamContact>,
    /// The newest first.
    pub requests: Vec<TeamRequest>,
    /// Who takes over from whom; the latest first.
    pub handovers: Vec<Handover>,
    /// Whom the youth has picked.
    pub picks: Vec<TeamPick>,
    /// Notes, reasons, answers and sentences about handovers.
    pub texts: HashMap<TextId, AuthoredText>,
    /// The people to whom the actor may write.
    pub recipients: Vec<RecipientCandidate>,
    /// What people tell the workers of their teams; empty for everyone else.
    pub told: HashMap<PersonId, ToldDetails>,
    /// How the actor helps people of the team to sign in; empty for those who help no one.
    pub sign_in_help: HashMap<PersonId, SignInHelp>,
}

/// Reads the team list in `language`, and logs the access.
///
/// # Errors
/// `NotFound` when the actor may not open this family's record. Also when the database fails.
pub async fn read_team(tx: &mut Tx, family: FamilyId, language: &str) -> Result<Team, Error> {
    let tx = &mut open_record(tx, family, RecordPart::Team).await?;
    let role = tx.role;
    let members = load_members(tx, family).await?;
    let contacts = contacts::list_contacts(tx, family).await?;
    let requests = requests::list_requests(tx, family).await?;
    let handovers = handover::list_handovers(tx, family).await?;
    // Only a youth picks, so most families have no row to look for.
    let has_youth = members.iter().any(|member| member.role == Role::Youth);
    let picks = if has_youth {
        picks::list_picks(tx, family, &members).await?
    } else {
        Vec::new()
    };
    // One statement for the texts of all lists: the page has a budget of statements
    // (`app/src/routes.rs`).
    let texts = load_texts(tx, family, language).await?;
    let recipients = list_family_recipients(tx, family).await?;
    // No statement for readers who are told nothing.
    let told = if may_read_told_details(role) {
        list_told_to_worker(tx, family).await?
    } else {
        HashMap::new()
    };
    // By the rules that decide about the pages, so that no link leads to a page that is absent.
    let sign_in_help = if may_vouch(role) {
        let today = tx.today().to_jiff();
        let people = load_invitable(tx, family, role).await?;
        let helped = people.iter();
        helped
            .filter_map(|one| Some((one.person_id, one.sign_in_help(today)?)))
            .collect()
    } else {
        HashMap::new()
    };
    Ok(Team {
        role,
        members,
        contacts,
        requests,
        handovers,
        picks,
        texts,
        recipients,
        told,
        sign_in_help,
    })
}

/// The people on the team today whom the actor may know, for forms that name one. Logs the access.
///
/// # Errors
/// `NotFound` when the actor may not open this family's record. Also when the database fails.
pub async fn list_members(tx: &mut Tx, family: FamilyId) -> Result<Vec<TeamMember>, Error> {
    let tx = &mut open_record(tx, family, RecordPart::Team).await?;
    load_members(tx, family).await
}

/// The people without an account whom the actor may see, for forms that name one. Logs the access.
///
/// # Errors
/// As for `list_members`.
pub async fn list_contacts(tx: &mut Tx, family: FamilyId) -> Result<Vec<TeamContact>, Error> {
    let tx = &mut open_record(tx, family, RecordPart::Team).await?;
    contacts::list_contacts(tx, family).await
}

/// SQL condition: the actor may know the person of the membership with the alias `s`.
macro_rules! member_known_to_actor {
    () => {
        "((s.mentee_id IS NULL AND s.role <> 'mentor_coordinator') OR s.mentee_id = $1 \
            OR s.person_id = $1 OR EXISTS (SELECT 1 FROM membership me WHERE me.family_id = \
            s.family_id AND me.person_id = $1 AND me.since <= $2 AND (me.until IS NULL OR \
            me.until > $2) AND (me.role IN ('worker', 'supervisor') OR (me.role = 'mentor' AND \
            s.mentee_id IS NULL))))"
    };
}
pub(crate) use member_known_to_actor;

/// The people on the team today whom the actor may know. One parent's mentor is known to that
/// parent and to the people of the agency. Who coordinates mentors is known to the agency and to
/// mentors: it would tell one parent that the other one has a mentor.
pub(crate) async fn load_members(tx: &mut Tx, family: FamilyId) -> Result<Vec<TeamMember>, Error> {
    let (person, today) = (tx.actor_id()?, tx.today());
    let mut members: Vec<TeamMember> = run_on!(tx, |c| {
        sqlx::query_as(concat!(
            "SELECT s.person_id, coalesce(p.chosen_name, p.name) AS name, p.pronouns, \
            p.pronunciation, p.languages_spoken, p.languages_read, s.role, s.since, \
            s.coordinator, s.mentee_id, p.work_phone, p.work_hours, w.ends AS away_until, \
            w.cover_id FROM membership s JOIN person p ON p.id = s.person_id \
            LEFT JOIN absence w ON w.person_id = s.person_id AND w.starts <= $2 AND w.ends >= $2 \
            WHERE s.family_id = $3 AND s.since <= $2 AND (s.until IS NULL OR s.until > $2) AND ",
            actor_is_member!("s.family_id"),
            " AND ",
            member_known_to_actor!(),
            " ORDER BY s.coordinator DESC, s.role, s.id"
        ))
        .bind(person)
        .bind(today)
        .bind(family)
        .fetch_all(c)
    })?;
    // Administrators are not shown, and stay in the statement: who may know whom is one condition
    // for all roles.
    members.retain(|member| is_on_team_list(member.role));
    sort_groups_by_name(
        &mut members,
        |member| (member.coordinator, member.role),
        |member| &member.name,
    );
    Ok(members)
}

/// The notes of contacts, the reasons and answers of requests, and what families are told of
/// handovers.
async fn load_texts(
    tx: &mut Tx,
    family: FamilyId,
    language: &str,
) -> Result<HashMap<TextId, AuthoredText>, Error> {
    // Each text has the audience of its row, so an objection stays hidden from whom it is about.
    let (person, today) = (tx.actor_id()?, tx.today());
    let texts: Vec<AuthoredText> = run_on!(tx, |c| {
        sqlx::query_as(concat!(
            "SELECT ",
            authored_text_columns!(),
            " FROM text t ",
            authored_text_joins!(),
            "WHERE t.family_id = $4 AND ",
            visible_to_actor!(text "t"),
            " AND t.id IN (SELECT k.note_id FROM team_contact k WHERE k.family_id = $4 UNION \
            SELECT r.text_id FROM team_request r WHERE r.family_id = $4 UNION SELECT r.answer_id \
            FROM team_request r WHERE r.family_id = $4 UNION SELECT g.words_id FROM \
            membership_change g WHERE g.family_id = $4)"
        ))
        .bind(person)
        .bind(today)
        .bind(language)
        .bind(family)
        .fetch_all(c)
    })?;
    Ok(index_by_id(texts))
}
