//! People around a family who have no account: added, changed and ended by the family's worker.

mod changes;
mod readers;

use jiff::civil::Date;
use model::id::{AudienceId, FamilyId, TeamContactId, TextId};
use model::team::{ContactReaders, TeamContactKind, may_keep_contacts};
use sqlx::types::Json;

pub use self::changes::{add_contact, end_contact, save_contact};
pub(super) use self::readers::is_for_team;
use self::readers::readers_of;
use crate::access::{OpenRecord, RecordPart, open_record};
use crate::db::run_on;
use crate::name_order::sort_groups_by_name;
use crate::visibility::visible_to_actor;
use crate::{Error, Tx};

/// Someone on the team list who has no account.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct TeamContact {
    pub id: TeamContactId,
    pub audience_id: AudienceId,
    pub name: String,
    pub kind: TeamContactKind,
    pub organization: Option<String>,
    pub phone: Option<String>,
    pub languages: Json<Vec<String>>,
    pub hours: Option<String>,
    pub note_id: Option<TextId>,
    pub since: jiff_sqlx::Date,
    /// The first day on which they are no longer on the team.
    pub until: Option<jiff_sqlx::Date>,
    pub revision: i32,
}

impl TeamContact {
    /// Whether they are on the team on that day. Someone who comes later is listed already.
    pub fn is_current(&self, today: Date) -> bool {
        self.until
            .as_ref()
            .is_none_or(|until| until.to_jiff() > today)
    }
}

/// A contact for its form: the words of its note with their language, and who reads about it.
#[derive(Debug, Clone)]
pub struct EditableContact {
    pub contact: TeamContact,
    pub note: Option<(String, String)>,
    /// `None` for an audience that an import made and the form cannot show. Saving the form with it
    /// keeps it.
    pub readers: Option<ContactReaders>,
}

macro_rules! contact_columns {
    () => {
        "k.id, k.audience_id, k.name, k.kind, k.organization, k.phone, k.languages, k.hours, \
            k.note_id, k.since, k.until, k.revision"
    };
}

/// Everyone without an account whom the actor may see, also those who have left.
pub(crate) async fn list_contacts(
    tx: &mut Tx,
    family: FamilyId,
) -> Result<Vec<TeamContact>, Error> {
    let (person, today) = (tx.actor_id()?, tx.today());
    let mut found: Vec<TeamContact> = run_on!(tx, |c| sqlx::query_as(concat!(
        "SELECT ",
        contact_columns!(),
        " FROM team_contact k WHERE k.family_id = $3 AND ",
        visible_to_actor!(team_contact "k"),
        " ORDER BY k.kind, k.id"
    ))
    .bind(person)
    .bind(today)
    .bind(family)
    .fetch_all(c))?;
    // In Rust, because the two engines order names differently (decision 0032).
    sort_groups_by_name(&mut found, |contact| contact.kind, |contact| &contact.name);
    Ok(found)
}

/// The contact with this id, if the actor may see it.
pub(super) async fn find_contact(
    tx: &mut Tx,
    family: FamilyId,
    id: TeamContactId,
) -> Result<Option<TeamContact>, Error> {
    let (person, today) = (tx.actor_id()?, tx.today());
    run_on!(tx, |c| sqlx::query_as(concat!(
        "SELECT ",
        contact_columns!(),
        " FROM team_contact k WHERE k.family_id = $3 AND k.id = $4 AND ",
        visible_to_actor!(team_contact "k")
    ))
    .bind(person)
    .bind(today)
    .bind(family)
    .bind(id)
    .fetch_optional(c))
}

/// A contact for its form. Logs the access.
///
/// # Errors
/// `NotFound` for anyone but this family's worker, and for a contact that they may not see.
pub async fn read_contact(
    tx: &mut Tx,
    family: FamilyId,
    id: TeamContactId,
) -> Result<EditableContact, Error> {
    let tx = &mut open_record(tx, family, RecordPart::Team).await?;
    load_editable(tx, family, id).await
}

async fn load_editable(
    tx: &mut OpenRecord<'_>,
    family: FamilyId,
    id: TeamContactId,
) -> Result<EditableContact, Error> {
    if !may_keep_contacts(tx.role) {
        return Err(Error::NotFound);
    }
    let contact = find_contact(tx, family, id).await?.ok_or(Error::NotFound)?;
    // The condition on readers is that of the contact, which was found above; its note has the same
    // audience.
    let row: Option<(Option<String>, Option<String>, String)> = run_on!(tx, |c| sqlx::query_as(
        "SELECT t.body, t.language, a.key FROM audience a LEFT JOIN text t ON t.id = $2 WHERE \
            a.id = $1"
    )
    .bind(contact.audience_id)
    .bind(contact.note_id)
    .fetch_optional(c))?;
    let (body, language, key) = row.ok_or(Error::NotFound)?;
    Ok(EditableContact {
        contact,
        note: body.zip(language),
        readers: readers_of(&key),
    })
}
