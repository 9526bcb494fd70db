//! Schema migrations, and the checks at start-up that the schema and the logins are as expected.

use std::time::Duration;

use sqlx::migrate::{MigrateError, Migrator};
use sqlx::{ConnectOptions, Connection, SqlitePool};

use crate::db::{DatabasePool, Db, Login, PostgresConnection, run_on_postgres};
use crate::error::Error;
use crate::sign_in_names;
use crate::sqlite_open::explain_file_error;

static SQLITE_MIGRATIONS: Migrator = sqlx::migrate!("migrations/sqlite");
/// How long a migration waits for another process that migrates or writes the same SQLite file.
const MIGRATION_WAIT: Duration = Duration::from_secs(120);

/// Migrates an SQLite file in one transaction. sqlx takes no migration lock on SQLite, so this
/// function takes an exclusive lock: of processes that start at the same time, the second waits and
/// then finds nothing to do. A failed migration rolls back those before it.
async fn migrate_sqlite(pool: &SqlitePool) -> Result<(), Error> {
    // Checks without a lock first, so that a start beside a busy server does not wait for writers.
    // A missing table counts as empty; any other error occurs again below and is reported there.
    let applied: Vec<(i64, Vec<u8>, bool)> =
        sqlx::query_as("SELECT version, checksum, success FROM _sqlx_migrations ORDER BY version")
            .fetch_all(pool)
            .await
            .unwrap_or_default();
    if applied
        .last()
        .is_some_and(|(version, ..)| *version > newest_version())
    {
        return Err(newer_program_error());
    }
    let known = SQLITE_MIGRATIONS
        .iter()
        .map(|migration| (migration.version, &*migration.checksum, true));
    if applied
        .iter()
        .map(|(version, checksum, success)| (*version, &checksum[..], *success))
        .eq(known)
    {
        return Ok(());
    }
    let options = pool
        .connect_options()
        .as_ref()
        .clone()
        .busy_timeout(MIGRATION_WAIT);
    let mut connection = options.connect().await?;
    // sqlx runs each migration in a transaction of its own, which here is a savepoint in this one.
    let mut tx = connection.begin_with("BEGIN EXCLUSIVE").await?;
    // Reads the applied migrations again, now under the exclusive lock.
    SQLITE_MIGRATIONS
        .run(&mut *tx)
        .await
        .map_err(explain_migrate_error)?;
    Ok(tx.commit().await?)
}

impl Db {
    /// Applies the pending migrations, and converts sign-in names that were stored under older
    /// rules. PostgreSQL needs an owner login with CREATEROLE: it creates the three roles
    /// (NOLOGIN), and all objects belong to `alongside_owner`.
    ///
    /// # Errors
    /// When a migration fails: SQLite rolls back all pending migrations, PostgreSQL keeps those
    /// before the failed one. `Refused` when a newer version of the program, or one before 0.1.0,
    /// has migrated the database, or when the PostgreSQL server is read-only.
    pub async fn migrate(&self) -> Result<(), Error> {
        match &self.pool {
            DatabasePool::Sqlite(pool, _) => {
                migrate_sqlite(pool).await.map_err(|error| {
                    explain_file_error(pool.connect_options().get_filename(), error)
                })?;
                sign_in_names::convert_sqlite_names(self).await?;
            }
            DatabasePool::Postgres(pools) => {
                let connection = &mut pools.acquire(Login::Owner).await?;
                refuse_read_only(connection).await?;
                for role in ["alongside_owner", "alongside_app", "alongside_system"] {
                    // CREATE ROLE has no IF NOT EXISTS. Roles belong to the whole server, so
                    // another database on it may have created them already.
                    let make = format!(
                        "DO $$ BEGIN CREATE ROLE {role} NOLOGIN; EXCEPTION WHEN duplicate_object \
                            OR unique_violation THEN NULL; END $$"
                    );
                    run_on_postgres!(connection, |c| sqlx::raw_sql(sqlx::AssertSqlSafe(make))
                        .execute(c))?;
                }
                // No other login may create temporary tables, which could shadow ours, or tables in
                // our schema. If the owner login lacks the right to revoke this, the search_path of
                // each function (`0001_access_rules.sql`) still protects it, and `check_schema`
                // warns.
                run_on_postgres!(connection, |c| {
                    sqlx::raw_sql(
                    "DO $$ BEGIN EXECUTE format('REVOKE TEMPORARY ON DATABASE %I FROM PUBLIC', current_database());
                    REVOKE CREATE ON SCHEMA public FROM PUBLIC; EXCEPTION WHEN insufficient_privilege THEN NULL; END $$",
                )
                .execute(c)
                })?;
                run_on_postgres!(connection, |c| {
                    sqlx::raw_sql(
                    "GRANT alongside_owner TO CURRENT_USER; GRANT USAGE, CREATE ON SCHEMA public TO alongside_owner;
                    GRANT USAGE ON SCHEMA public TO alongside_app, alongside_system; SET ROLE alongside_owner",
                )
                .execute(c)
                })?;
                sqlx::migrate!("migrations/postgres")
                    .run(&mut **connection)
                    .await
                    .map_err(explain_migrate_error)?;
                sign_in_names::convert_postgres_names(connection).await?;
                // The connection returns to the pool and must not keep the role.
                run_on_postgres!(connection, |c| sqlx::raw_sql("RESET ROLE").execute(c))?;
            }
        }
        Ok(())
    }

    /// Checks that the schema version is the one that this program was built with, and that each
    /// PostgreSQL login has only the rights it needs.
    ///
    /// # Errors
    /// `Refused` with what to do when the schema version differs, a PostgreSQL login could bypass
    /// row-level security, or the server is read-only; `Busy` or `Unavailable` when the database
    /// does not answer.
    pub async fn check_schema(&self) -> Result<(), Error> {
        match &self.pool {
            DatabasePool::Sqlite(pool, _) => check_version(
                sqlx::query_scalar("SELECT max(version) FROM _sqlx_migrations WHERE success")
                    .fetch_one(pool)
                    .await
                    .map_err(Error::from),
            ),
            DatabasePool::Postgres(pools) => {
                for login in pools.configured_logins() {
                    let connection = &mut pools.acquire(login).await?;
                    // A function tells the version, because the portal's role must not read the
                    // table of migrations.
                    check_version(run_on_postgres!(connection, |c| sqlx::query_scalar(
                        "SELECT alongside_schema()"
                    )
                    .fetch_one(c)))?;
                    check_login(login, connection).await?;
                    refuse_read_only(connection).await?;
                }
                Ok(())
            }
        }
    }
}

/// The version of the newest migration in this program.
fn newest_version() -> i64 {
    SQLITE_MIGRATIONS
        .iter()
        .map(|migration| migration.version)
        .max()
        .unwrap_or(0)
}

/// What to do with a database that this program cannot migrate. The versions before 0.1.0 had other
/// migrations with the same numbers and higher ones, so such a database can look newer.
const CREATE_NEW_DATABASE: &str =
    "a database made by a version before 0.1.0 cannot be migrated: create a new one";

fn newer_program_error() -> Error {
    Error::Refused(format!(
        "the database was written by a newer alongside; start that one ({CREATE_NEW_DATABASE})"
    ))
}

fn check_version(found: Result<i64, Error>) -> Result<(), Error> {
    match found {
        Ok(version) if version == newest_version() => Ok(()),
        Ok(version) if version > newest_version() => Err(newer_program_error()),
        Err(error @ (Error::Busy | Error::Unavailable(_))) => Err(error),
        // Also for a database without any table, where the query itself fails.
        _ => Err(Error::Refused(
            "the database schema is not current; run `alongside migrate` first".into(),
        )),
    }
}

/// sqlx reports an applied migration that this program does not have as `VersionMissing`; a version
/// above `newest_version` means that a newer program has migrated the database. `VersionMismatch`
/// is an applied migration with the number of one in this program, but another text.
fn explain_migrate_error(error: MigrateError) -> Error {
    match error {
        MigrateError::VersionMissing(version) if version > newest_version() => {
            newer_program_error()
        }
        MigrateError::VersionMismatch(version) => Error::Refused(format!(
            "migration {version} of the database is not the one of this program; \
                {CREATE_NEW_DATABASE}"
        )),
        other => other.into(),
    }
}

/// Refuses a standby or read-only server, which would answer reads and fail every write. Discards
/// the connection, so that the next one resolves the host name again and may reach the primary.
async fn refuse_read_only(connection: &mut PostgresConnection) -> Result<(), Error> {
    let read_only: bool = run_on_postgres!(connection, |c| sqlx::query_scalar(
        "SELECT current_setting('transaction_read_only')::boolean"
    )
    .fetch_one(c))?;
    if read_only {
        connection.discard_on_drop();
        return Err(Error::Refused(
            "the PostgreSQL server is a standby, or set read-only; name the \
            primary (docs/shared-database.md)"
                .into(),
        ));
    }
    Ok(())
}

/// Refuses a login that can SET ROLE to more than its own role. Such a login could change role in
/// any transaction, including by SQL injection, and so bypass row-level security.
async fn check_login(login: Login, connection: &mut PostgresConnection) -> Result<(), Error> {
    let setting = login.setting_name();
    let (superuser, may_become, missing): (bool, Option<String>, bool) = run_on_postgres!(
        connection,
        |c| {
            sqlx::query_as(
        "SELECT (SELECT u.rolsuper FROM pg_roles u WHERE u.rolname = session_user),
            (SELECT string_agg(r.rolname, ', ' ORDER BY r.rolname) FROM pg_roles r WHERE pg_has_role(session_user, r.oid, 'MEMBER')
                AND (r.rolsuper OR r.rolbypassrls OR r.rolcreaterole OR r.rolname = ANY ($2))),
            NOT pg_has_role(session_user, $1, 'MEMBER')",
    )
    .bind(login.role_name())
    .bind(login.forbidden_roles())
    .fetch_one(c)
        }
    )?;
    let temporary: bool = run_on_postgres!(connection, |c| sqlx::query_scalar(
        "SELECT has_database_privilege(session_user, current_database(), 'TEMPORARY')"
    )
    .fetch_one(c))?;
    // A warning only: the functions' search_path protects them, and the operator may lack the right
    // to revoke this.
    if temporary {
        tracing::warn!(
            login = setting,
            "a login may make temporary tables in this database; run `alongside migrate` as its \
                owner"
        );
    }
    let role = login.role_name();
    if superuser {
        return Err(Error::Refused(format!(
            "{setting} signs in as a superuser; make a login that is granted {role} only \
                (docs/shared-database.md)"
        )));
    }
    if let Some(roles) = may_become {
        return Err(Error::Refused(format!(
            "{setting} signs in as a login with the rights of {roles}; revoke them, so that it is \
                granted {role} only (docs/shared-database.md)"
        )));
    }
    if missing {
        return Err(Error::Refused(format!(
            "{setting} signs in as a login without {role}; grant it, and nothing else \
                (docs/shared-database.md)"
        )));
    }
    Ok(())
}
