//! Data migration: converts sign-in names that were stored under older normalization rules to the
//! current comparison key (`name_key`).

use std::collections::HashSet;

use model::id::PersonId;
use model::text::name_key;

use crate::db::{DatabasePool, Db, PostgresConnection, run_on, run_on_postgres};
use crate::error::Error;

/// The account's person, its sign-in name, and the person's key in the agency's import file.
type AccountRow = (PersonId, String, String);

const SELECT_ACCOUNTS: &str =
    "SELECT a.person_id, a.sign_in_name, p.key FROM account a JOIN person p ON p.id = a.person_id
    ORDER BY a.created_at, a.person_id";
const UPDATE_NAME: &str = "UPDATE account SET sign_in_name = $2 WHERE person_id = $1";

/// The renames to apply, given the accounts oldest first. When two accounts have the same key, the
/// account whose name is the key already gets it, or else the older one. The other account keeps
/// its old name, which can no longer match at sign-in, so its person needs a new invitation code.
fn find_renames(accounts: Vec<AccountRow>) -> Vec<(PersonId, String)> {
    let mut taken: HashSet<String> = HashSet::new();
    // Accounts that have their key already come first: no one who can sign in today loses the name.
    let (known, other): (Vec<AccountRow>, Vec<AccountRow>) = accounts
        .into_iter()
        .partition(|(_, name, _)| name_key(name) == *name);
    taken.extend(known.into_iter().map(|(_, name, _)| name));
    let mut renames = Vec::new();
    for (person, name, person_key) in other {
        let key = name_key(&name);
        // A name of invisible characters has an empty key, which would be a name that no one can
        // type.
        if !key.is_empty() && taken.insert(key.clone()) {
            renames.push((person, key));
        } else {
            tracing::warn!(
                person = person_key,
                "sign-in name is empty or equals another account's after normalization; this \
                    person can no longer sign in with it: create an invitation code with \
                    `alongside invite`"
            );
        }
    }
    renames
}

/// Converts stored sign-in names to `name_key` on SQLite, in a transaction of its own; takes no
/// write lock when there is nothing to convert.
pub(crate) async fn convert_sqlite_names(db: &Db) -> Result<(), Error> {
    let DatabasePool::Sqlite(pool, _) = &db.pool else {
        return Ok(());
    };
    if find_renames(sqlx::query_as(SELECT_ACCOUNTS).fetch_all(pool).await?).is_empty() {
        return Ok(());
    }
    // Read again below: another process may have converted the names meanwhile.
    let mut tx = db.acting_as_system("sign-in names of older rules").await?;
    let accounts: Vec<AccountRow> = run_on!(tx, |c| sqlx::query_as(SELECT_ACCOUNTS).fetch_all(c))?;
    for (person, key) in find_renames(accounts) {
        run_on!(tx, |c| sqlx::query(UPDATE_NAME)
            .bind(person)
            .bind(key)
            .execute(c))?;
    }
    tx.commit().await
}

/// Converts stored sign-in names to `name_key` on PostgreSQL, on the owner login's connection.
pub(crate) async fn convert_postgres_names(
    connection: &mut PostgresConnection,
) -> Result<(), Error> {
    let accounts: Vec<AccountRow> =
        run_on_postgres!(connection, |c| sqlx::query_as(SELECT_ACCOUNTS).fetch_all(c))?;
    for (person, key) in find_renames(accounts) {
        run_on_postgres!(connection, |c| sqlx::query(UPDATE_NAME)
            .bind(person)
            .bind(key)
            .execute(c))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    #[test]
    fn key_belongs_to_who_types_it_already_or_to_the_older_account() {
        let one =
            |n: u128, name: &str| (PersonId(Uuid::from_u128(n)), name.to_owned(), n.to_string());
        let changed = find_renames(vec![
            // Names that look equal: account 2 has the key already, and of 3 and 4 the older one
            // gets it.
            one(1, "مريم\u{200F}"),
            one(2, "مريم"),
            one(3, "o’brien"),
            one(4, "o`brien"),
            one(5, "luna ٢٠٠٨"),
            one(6, "\u{200B}\u{200B}\u{200B}"),
        ]);
        let changed: Vec<(u128, &str)> = changed
            .iter()
            .map(|(person, name)| (person.0.as_u128(), name.as_str()))
            .collect();
        assert_eq!(changed, [(3, "o'brien"), (5, "luna 2008")]);
    }
}
