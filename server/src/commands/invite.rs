//! The `invite` command: creates an invitation, prints its one-time URL and writes its letter, or
//! revokes those of a person.

use std::fs::{self, File, OpenOptions};
use std::io::Write;
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;

use anyhow::{Context as _, anyhow};
use app::account::view::letter::{LetterContent, last_whole_day, letter_document};
use jiff::{SignedDuration, Timestamp};
use store::authentication::{self, LetterRecipient};
use store::{Db, Error};

use crate::config::Settings;
use crate::http::html_cleanup::clean_html;

/// Whom to invite, and for how long.
#[derive(Clone, Copy)]
pub struct Invitation<'a> {
    /// The person's key in the agency's import file.
    pub person: &'a str,
    /// The agency's key, where several agencies use the person's.
    pub agency: Option<&'a str>,
    pub days: u16,
}

impl Invitation<'_> {
    async fn create(&self, db: &Db, expires: Timestamp) -> anyhow::Result<String> {
        authentication::create_invitation(db, self.agency, self.person, expires)
            .await
            .map_err(explain_unknown_key)
    }
}

/// Creates the invitation. `letter` is the path of the letter, a new file.
pub async fn run(
    settings: &Settings,
    invitation: Invitation<'_>,
    letter: Option<&Path>,
) -> anyhow::Result<()> {
    let db = super::open_as_system(settings).await?;
    let expires = db
        .clock()
        .now()
        .checked_add(SignedDuration::from_hours(24 * i64::from(invitation.days)))?;
    let origin = settings.public_base_url();
    let code = match letter {
        Some(path) => write_letter(&db, invitation, expires, &origin, path).await?,
        None => invitation.create(&db, expires).await?,
    };
    // The only output on stdout, so that a script can take the URL from it.
    println!("{origin}/welcome/{code}");
    Ok(())
}

/// Creates the invitation and writes its letter; returns its code.
async fn write_letter(
    db: &Db,
    invitation: Invitation<'_>,
    expires: Timestamp,
    origin: &str,
    path: &Path,
) -> anyhow::Result<String> {
    let recipient = authentication::find_letter_recipient(db, invitation.agency, invitation.person)
        .await
        .map_err(explain_unknown_key)?;
    // Before the code: a new one ends the earlier ones and the sessions of the person, and would be
    // lost with a letter that cannot be written.
    let file = create_private_file(path)?;
    let written = fill_letter(db, invitation, expires, origin, &recipient, file).await;
    if written.is_err() {
        // The first error is the one to report, and what is left is an empty file or a part of one.
        let _ = fs::remove_file(path);
    }
    let code = written.with_context(|| format!("no letter was written to {}", path.display()))?;
    let day = last_whole_day(expires, &recipient.zone);
    eprintln!(
        "The letter is in {}. Its code works once, through {day}. Print it, then delete the file.",
        path.display()
    );
    Ok(code)
}

async fn fill_letter(
    db: &Db,
    invitation: Invitation<'_>,
    expires: Timestamp,
    origin: &str,
    recipient: &LetterRecipient,
    mut file: File,
) -> anyhow::Result<String> {
    let code = invitation.create(db, expires).await?;
    let document = letter_document(&LetterContent {
        language: recipient.language.unwrap_or_default(),
        name: &recipient.name,
        agency: &recipient.agency,
        origin,
        code: &code,
        last_day: last_whole_day(expires, &recipient.zone),
        help_line: &recipient.phone,
    })
    .map_err(|_| anyhow!("the address of the portal is too long for a QR code"))?;
    file.write_all(clean_html(&document).as_bytes())?;
    file.sync_all()?;
    Ok(code)
}

/// A new file that only the operator can read: who reads the code can make the account. An existing
/// file stays as it is, and so does one behind a symbolic link.
fn create_private_file(path: &Path) -> anyhow::Result<File> {
    OpenOptions::new()
        .write(true)
        .create_new(true)
        .mode(0o600)
        .open(path)
        .with_context(|| format!("cannot create {}; name a new file", path.display()))
}

/// Ends the unused codes of a person, and prints nothing.
pub async fn revoke(settings: &Settings, person: &str, agency: Option<&str>) -> anyhow::Result<()> {
    let db = super::open_as_system(settings).await?;
    authentication::revoke_invitations(&db, agency, person)
        .await
        .map_err(explain_unknown_key)
}

/// Says what to do about a key that no person has.
fn explain_unknown_key(error: Error) -> anyhow::Error {
    match error {
        Error::NotFound => anyhow!("no person has this key; import them first"),
        other => anyhow!(other),
    }
}
