//! The version of an account's credentials, which rises with each new passphrase. A new passphrase
//! ends the sessions of the account; the version keeps a session from beginning after that with a
//! credential that was checked before.

use model::id::PersonId;

use crate::db::run_on;
use crate::{Error, Tx};

/// Checks that the account of a person has this version, and keeps it until the end of the
/// transaction.
///
/// # Errors
/// `NotFound` when the version is another one, or there is no account. Also when the database
/// fails.
pub(super) async fn hold_version(tx: &mut Tx, person: PersonId, version: i64) -> Result<(), Error> {
    // Row-level security shows an account only to who knows its name; this SECURITY DEFINER
    // function locks it as well. SQLite has one writer.
    let held: Option<bool> = if tx.is_postgres() {
        run_on!(tx, |c| sqlx::query_scalar(
            "SELECT alongside_hold_credential($1, $2)"
        )
        .bind(person)
        .bind(version)
        .fetch_optional(c))?
    } else {
        run_on!(tx, |c| sqlx::query_scalar(
            "SELECT credential_version = $2 FROM account WHERE person_id = $1"
        )
        .bind(person)
        .bind(version)
        .fetch_optional(c))?
    };
    if held == Some(true) {
        Ok(())
    } else {
        Err(Error::NotFound)
    }
}

/// The version of a person who has just proved who they are, in the transaction of that proof;
/// `None` without an account.
///
/// # Errors
/// When the database fails.
pub(super) async fn read_version(tx: &mut Tx, person: PersonId) -> Result<Option<i64>, Error> {
    let read = if tx.is_postgres() {
        "SELECT alongside_credential_version($1)"
    } else {
        "SELECT credential_version FROM account WHERE person_id = $1"
    };
    let version: Option<Option<i64>> = run_on!(tx, |c| sqlx::query_scalar(read)
        .bind(person)
        .fetch_optional(c))?;
    Ok(version.flatten())
}
