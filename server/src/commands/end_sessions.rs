//! The `end-sessions` command: signs one person out everywhere, or everyone.

use anyhow::{anyhow, bail};
use store::{Error, authentication};

use crate::config::Settings;

/// Ends the sessions of a person.
pub async fn of_person(
    settings: &Settings,
    person: &str,
    agency: Option<&str>,
) -> anyhow::Result<()> {
    let db = super::open_as_system(settings).await?;
    match authentication::end_sessions_of(&db, agency, person).await {
        Ok((person, ended)) => {
            // The audit trail of an act that no page shows the maker of. An id, because the log
            // never contains a key.
            tracing::warn!(%person, sessions = ended, "the operator ended sessions");
            eprintln!("Sessions ended: {ended}");
            Ok(())
        }
        Err(Error::NotFound) => bail!("no person has this key; import them first"),
        Err(other) => Err(anyhow!(other)),
    }
}

/// Ends the sessions of everyone.
pub async fn of_everyone(settings: &Settings) -> anyhow::Result<()> {
    let db = super::open_as_system(settings).await?;
    let ended = authentication::end_all_sessions(&db).await?;
    tracing::warn!(
        sessions = ended,
        "the operator ended the sessions of everyone"
    );
    eprintln!("Sessions ended: {ended}");
    Ok(())
}
