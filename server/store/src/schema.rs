//! The schema: bringing it up to date, and refusing to run on another one.

use sqlx::PgPool;

use crate::db::{Db, Login, Pool};
use crate::error::Error;

impl Db {
    /// Brings the schema up to date. On PostgreSQL, connect as someone who may create roles: the three roles are
    /// made (NOLOGIN) and everything is created as `alongside_owner`.
    ///
    /// # Errors
    /// When a migration fails; the ones before it stay.
    pub async fn migrate(&self) -> Result<(), Error> {
        match &self.pool {
            Pool::Sqlite(pool, _) => sqlx::migrate!("migrations/sqlite").run(pool).await?,
            Pool::Postgres(pools) => {
                let mut connection = pools.any()?.acquire().await?;
                for role in ["alongside_owner", "alongside_app", "alongside_system"] {
                    let make = format!("DO $$ BEGIN CREATE ROLE {role} NOLOGIN; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$");
                    sqlx::raw_sql(sqlx::AssertSqlSafe(make)).execute(&mut *connection).await?;
                }
                // Nobody makes tables of their own beside ours: neither temporary ones, which could be taken for ours, nor in our schema.
                // Where the login may not say so, functions still look at ours first (migration 22), and `check` warns.
                sqlx::raw_sql(
                    "DO $$ BEGIN EXECUTE format('REVOKE TEMPORARY ON DATABASE %I FROM PUBLIC', current_database());
                    REVOKE CREATE ON SCHEMA public FROM PUBLIC; EXCEPTION WHEN insufficient_privilege THEN NULL; END $$",
                )
                .execute(&mut *connection)
                .await?;
                sqlx::raw_sql(
                    "GRANT alongside_owner TO CURRENT_USER; GRANT USAGE, CREATE ON SCHEMA public TO alongside_owner;
                    GRANT USAGE ON SCHEMA public TO alongside_app, alongside_system; SET ROLE alongside_owner",
                )
                .execute(&mut *connection)
                .await?;
                sqlx::migrate!("migrations/postgres").run(&mut *connection).await?;
                sqlx::raw_sql("RESET ROLE").execute(&mut *connection).await?;
            }
        }
        Ok(())
    }

    /// Whether the schema is the one this program was built with.
    ///
    /// # Errors
    /// `Refused` with what to do when it is not, or when the PostgreSQL user could step over row-level security.
    pub async fn check(&self) -> Result<(), Error> {
        let newest = sqlx::migrate!("migrations/sqlite").migrations.iter().map(|m| m.version).max().unwrap_or(0);
        let found: Result<i64, sqlx::Error> = match &self.pool {
            Pool::Sqlite(pool, _) => sqlx::query_scalar("SELECT max(version) FROM _sqlx_migrations WHERE success").fetch_one(pool).await,
            Pool::Postgres(pools) => sqlx::query_scalar("SELECT alongside_schema()").fetch_one(pools.any()?).await,
        };
        match found {
            Ok(version) if version == newest => {}
            Ok(version) if version > newest => return Err(Error::Refused("the database was written by a newer alongside; start that one".into())),
            _ => return Err(Error::Refused("the database schema is not current; run `alongside migrate` first".into())),
        }
        if let Pool::Postgres(pools) = &self.pool {
            for (login, pool) in pools.logins() {
                check_login(login, pool).await?;
            }
        }
        Ok(())
    }
}

/// A login is what its roles make it: one that may become a role has that role's rights in any transaction, whatever the
/// transaction began as. So the portal's must not be able to become the system's, and neither of them anything stronger.
async fn check_login(login: Login, pool: &PgPool) -> Result<(), Error> {
    let setting = login.setting();
    let (superuser, may_become, missing): (bool, Option<String>, bool) = sqlx::query_as(
        "SELECT (SELECT u.rolsuper FROM pg_roles u WHERE u.rolname = session_user),
            (SELECT string_agg(r.rolname, ', ' ORDER BY r.rolname) FROM pg_roles r WHERE pg_has_role(session_user, r.oid, 'MEMBER')
                AND (r.rolsuper OR r.rolbypassrls OR r.rolcreaterole OR r.rolname = ANY ($2))),
            NOT pg_has_role(session_user, $1, 'MEMBER')",
    )
    .bind(login.role())
    .bind(login.forbidden())
    .fetch_one(pool)
    .await?;
    let temporary: bool = sqlx::query_scalar("SELECT has_database_privilege(session_user, current_database(), 'TEMPORARY')").fetch_one(pool).await?;
    if temporary {
        tracing::warn!(login = login.setting(), "a login may make temporary tables in this database; run `alongside migrate` as its owner");
    }
    let role = login.role();
    if superuser {
        return Err(Error::Refused(format!("{setting} signs in as a superuser; make a login that is granted {role} only (docs/shared-database.md)")));
    }
    if let Some(roles) = may_become {
        return Err(Error::Refused(format!(
            "{setting} signs in as a login with the rights of {roles}; revoke them, so that it is granted {role} only (docs/shared-database.md)"
        )));
    }
    if missing {
        return Err(Error::Refused(format!("{setting} signs in as a login without {role}; grant it, and nothing else (docs/shared-database.md)")));
    }
    Ok(())
}
