//! The `invite` command: creates an invitation and prints its one-time URL, or revokes those of a
//! person.

use anyhow::{anyhow, bail};
use jiff::SignedDuration;
use store::{Error, authentication};

use crate::config::Settings;

pub async fn run(
    settings: &Settings,
    person: &str,
    agency: Option<&str>,
    days: u16,
) -> anyhow::Result<()> {
    let db = super::open_as_system(settings).await?;
    let expires = db
        .clock()
        .now()
        .checked_add(SignedDuration::from_hours(24 * i64::from(days)))?;
    match authentication::create_invitation(&db, agency, person, expires).await {
        Ok(code) => {
            // The only output on stdout, so that a script can take the URL from it.
            println!("{}/welcome/{code}", settings.public_base_url());
            Ok(())
        }
        Err(error) => explain(error),
    }
}

/// Ends the unused codes of a person, and prints nothing.
pub async fn revoke(settings: &Settings, person: &str, agency: Option<&str>) -> anyhow::Result<()> {
    let db = super::open_as_system(settings).await?;
    match authentication::revoke_invitations(&db, agency, person).await {
        Ok(()) => Ok(()),
        Err(error) => explain(error),
    }
}

/// Says what to do about a key that no person has.
fn explain(error: Error) -> anyhow::Result<()> {
    match error {
        Error::NotFound => bail!("no person has this key; import them first"),
        other => Err(anyhow!(other)),
    }
}
