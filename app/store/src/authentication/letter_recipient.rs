//! What the letter of an invitation says about its person, for the command that writes it.

use jiff::tz::TimeZone;
use model::language::Language;
use sqlx::types::Json;

use super::invitations::find_invitee;
use crate::db::run_on;
use crate::{Db, Error};

/// The person whom the agency invites, and whom they can call.
#[derive(Debug, Clone)]
pub struct LetterRecipient {
    pub name: String,
    /// The language that they have chosen, or the first that they read, of those that the portal
    /// has.
    pub language: Option<Language>,
    pub agency: String,
    /// Where the agency is: the day on which a code expires is a day there.
    pub zone: TimeZone,
    /// The help line of the agency.
    pub phone: String,
}

#[derive(sqlx::FromRow)]
struct RecipientRow {
    name: String,
    language: Option<String>,
    languages_read: Json<Vec<String>>,
    agency: String,
    time_zone: String,
    phone: String,
}

/// What the letter needs about the person with this key. Changes nothing, so that a command can
/// find out that a letter cannot be written before a new code ends the old ones.
///
/// # Errors
/// The same as `create_invitation`.
pub async fn find_letter_recipient(
    db: &Db,
    agency: Option<&str>,
    person_key: &str,
) -> Result<LetterRecipient, Error> {
    let mut tx = db.acting_as_system("letter of an invitation").await?;
    let person = find_invitee(&mut tx, agency, person_key).await?;
    let found: Option<RecipientRow> = run_on!(tx, |c| {
        sqlx::query_as(
        "SELECT coalesce(p.chosen_name, p.name) AS name, p.language, p.languages_read, a.name AS \
            agency, a.time_zone, a.phone FROM person p JOIN agency a ON a.id = p.agency_id WHERE \
            p.id = $1"
    )
    .bind(person)
    .fetch_optional(c)
    })?;
    let row = found.ok_or(Error::NotFound)?;
    let mut tags = row.language.iter().chain(&row.languages_read.0);
    Ok(LetterRecipient {
        language: tags.find_map(|tag| Language::parse(tag)),
        name: row.name,
        agency: row.agency,
        zone: TimeZone::get(&row.time_zone).unwrap_or(TimeZone::UTC),
        phone: row.phone,
    })
}
