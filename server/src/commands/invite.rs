//! The `invite` command: creates an invitation and prints its one-time URL.

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
        Err(Error::NotFound) => bail!("no person has this key; import them first"),
        Err(other) => Err(anyhow!(other)),
    }
}
