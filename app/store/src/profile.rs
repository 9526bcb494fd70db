//! The profile of the signed-in person: the actor and what every page shows about them.

use jiff::tz::TimeZone;
use model::account::CredentialKind;
use model::account::staff::{SignInDecision, StaffSignInRule};
use model::details::WindowLook;
use model::id::{AgencyId, FamilyId, PersonId};
use model::language::Language;
use model::person_name::first_name;
use model::policy::may_have_account;
use model::role::Role;
use model::transition::is_of_age_for_plan;

use crate::db::{Login, run_on};
use crate::name_order::sort_by_name;
use crate::{Actor, Db, Error, Intent, TeamMembership, Tx};

/// The signed-in person's profile: the actor and what every page shows about them. Loaded with one
/// query.
#[derive(Debug, Clone)]
pub struct Profile {
    pub actor: Actor,
    /// The name the person goes by.
    pub name: String,
    /// The name with which a page greets them.
    pub first_name: String,
    /// Known of every youth, and not of every adult.
    pub date_of_birth: Option<jiff::civil::Date>,
    pub language: Option<Language>,
    /// Language tags that the person reads.
    pub languages_read: Vec<String>,
    pub phone: String,
    pub exit_address: String,
    pub unread: i64,
    /// The name of the person's agency.
    pub agency: String,
    /// What the agency asks of its staff at sign-in.
    pub staff_sign_in: StaffSignInRule,
    /// Whether the person has a transition plan of their own: a youth of a family, also one who has
    /// left its team, who is old enough.
    pub has_transition: bool,
    /// The neutral title and icon that the person has chosen for the window.
    pub window_look: Option<WindowLook>,
    /// Whether the person has said that they read what the quick exit does.
    pub exit_explained: bool,
}

impl Profile {
    /// Whether the person's agency does not take this credential from its staff.
    pub fn refuses_credential(&self, credential: CredentialKind) -> bool {
        // Whether there is an authenticator app makes no difference to a refusal.
        self.actor.is_staff()
            && self.staff_sign_in.decide(credential, true) == SignInDecision::Refused
    }
}

#[derive(sqlx::FromRow)]
struct ProfileRow {
    agency_id: AgencyId,
    date_of_birth: Option<jiff_sqlx::Date>,
    name: String,
    chosen_name: Option<String>,
    language: Option<String>,
    languages_read: sqlx::types::Json<Vec<String>>,
    time_zone: String,
    phone: String,
    exit_address: String,
    unread: i64,
    agency: String,
    staff_sign_in: StaffSignInRule,
    window_look: Option<String>,
    exit_explained: bool,
    family_id: Option<FamilyId>,
    family: Option<String>,
    in_home: Option<bool>,
    role: Option<Role>,
    mentee_id: Option<PersonId>,
    since: Option<jiff_sqlx::Date>,
    until: Option<jiff_sqlx::Date>,
}

impl ProfileRow {
    /// The membership of this row, if it is in force on that day.
    fn membership_on(&self, day: jiff::civil::Date) -> Option<TeamMembership> {
        let since = self.since.as_ref()?.to_jiff();
        let over = self
            .until
            .as_ref()
            .is_some_and(|until| until.to_jiff() <= day);
        if since > day || over {
            return None;
        }
        Some(TeamMembership {
            family_id: self.family_id?,
            family: self.family.clone()?,
            in_home: self.in_home?,
            role: self.role?,
            mentee_id: self.mentee_id,
        })
    }
}

impl ProfileRow {
    /// Whether the person was a youth of this family by that day.
    fn was_youth_by(&self, day: jiff::civil::Date) -> bool {
        let since = self.since.as_ref().map(|since| since.to_jiff());
        self.role == Some(Role::Youth) && since.is_some_and(|since| since <= day)
    }
}

impl Db {
    /// Loads the profile (`Profile`) of a person whom a session or a code has authenticated.
    ///
    /// # Errors
    /// `NotFound` when the person does not exist or is too young for an account; `Busy` on a
    /// timeout.
    pub async fn load_profile(&self, person: PersonId, zone: &TimeZone) -> Result<Profile, Error> {
        let mut tx = self
            .begin_transaction(
                Intent::Read,
                self.clock().today(zone),
                Login::Portal,
                Some(person),
                "",
            )
            .await?;
        load_profile(&mut tx, person).await
    }
}

/// Loads a person's profile: identity, team memberships today and number of unread messages.
///
/// # Errors
/// `NotFound` when the person does not exist, or is too young for an account today. Also when the
/// database fails.
pub async fn load_profile(tx: &mut Tx, person: PersonId) -> Result<Profile, Error> {
    let today = tx.today();
    let rows: Vec<ProfileRow> = run_on!(tx, |c| {
        sqlx::query_as(concat!(
        "SELECT p.agency_id, p.date_of_birth, coalesce(p.chosen_name, p.name) AS name, \
            p.chosen_name, p.language, p.languages_read, a.time_zone, a.phone, a.exit_address, ",
        "(SELECT count(*) FROM thread_participant r JOIN message x ON x.thread_id = r.thread_id \
            AND x.seq > r.read_seq AND x.seq >= r.visible_from_seq AND x.kind = 'words' ",
        " JOIN thread t ON t.id = r.thread_id ",
        " WHERE r.person_id = $1 AND r.left_at IS NULL AND x.author_id <> $1 ",
        " AND (t.family_id IS NULL OR EXISTS (SELECT 1 FROM membership f WHERE f.family_id = \
            t.family_id AND f.person_id = $1 ",
        "  AND f.since <= $2 AND (f.until IS NULL OR f.until > $2)))) AS unread, ",
        "a.name AS agency, a.staff_sign_in, w.window_look, \
            (w.exit_explained_at IS NOT NULL) AS exit_explained, ",
        "m.family_id, f.name AS family, f.in_home, m.role, m.mentee_id, m.since, m.until ",
        "FROM person p JOIN agency a ON a.id = p.agency_id ",
        "LEFT JOIN person_setting w ON w.person_id = p.id ",
        // All memberships are read and filtered by date below: the agency's date depends on its
        // time zone, which only this row tells.
        "LEFT JOIN membership m ON m.person_id = p.id LEFT JOIN family f ON f.id = m.family_id ",
        "WHERE p.id = $1 ORDER BY m.id"))
        .bind(person).bind(today).fetch_all(c)
    })?;
    let first = rows.first().ok_or(Error::NotFound)?;
    let zone = TimeZone::get(&first.time_zone).unwrap_or(TimeZone::UTC);
    let today = tx.clock().today(&zone);
    let born = first.date_of_birth.as_ref().map(|born| born.to_jiff());
    // Checked at every request, because a birth date can be corrected after the account was
    // created.
    if !may_have_account(born, today) {
        return Err(Error::NotFound);
    }
    let mut teams: Vec<TeamMembership> = rows
        .iter()
        .filter_map(|row| row.membership_on(today))
        .collect();
    sort_by_name(&mut teams, |team| &team.family);
    Ok(Profile {
        actor: Actor {
            person,
            agency: first.agency_id,
            zone,
            today,
            teams,
        },
        name: first.name.clone(),
        first_name: first_name(&first.name, first.chosen_name.as_deref()),
        date_of_birth: born,
        language: first.language.as_deref().and_then(Language::parse),
        languages_read: first.languages_read.0.clone(),
        phone: first.phone.clone(),
        exit_address: first.exit_address.clone(),
        unread: first.unread,
        agency: first.agency.clone(),
        staff_sign_in: first.staff_sign_in,
        has_transition: is_of_age_for_plan(born, today)
            && rows.iter().any(|row| row.was_youth_by(today)),
        window_look: first.window_look.as_deref().and_then(WindowLook::parse),
        exit_explained: first.exit_explained,
    })
}

/// Saves the language that the person chose for the portal.
///
/// # Errors
/// When the database fails.
pub async fn save_language(tx: &mut Tx, language: Language) -> Result<(), Error> {
    let person = tx.actor_id()?;
    run_on!(tx, |c| sqlx::query(
        "UPDATE person SET language = $2 WHERE id = $1"
    )
    .bind(person)
    .bind(language.language_tag())
    .execute(c))?;
    Ok(())
}
