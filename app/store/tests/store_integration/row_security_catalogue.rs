//! Catalog checks that hold for every PostgreSQL function, table, policy and view, so that new ones
//! are covered.
#![allow(clippy::unwrap_used)]

use crate::support::{self, owner_pool};

#[tokio::test]
#[ignore = "needs PostgreSQL: run script/test"]
async fn every_function_pins_its_search_path() {
    let database = support::empty_postgres().await;
    // An SQL-standard function body is bound to its objects when the function is created, so it
    // needs no `search_path`.
    let loose: Vec<(String,)> = sqlx::query_as(
        "SELECT p.oid::regprocedure::text FROM pg_proc p WHERE p.pronamespace = 'public'::regnamespace
         AND NOT coalesce('search_path=pg_catalog, public, pg_temp' = ANY (p.proconfig), false) AND (p.prosecdef OR p.prosqlbody IS NULL)",
    )
    .fetch_all(owner_pool(&database))
    .await
    .unwrap();
    assert_eq!(
        loose,
        vec![],
        "SET search_path = pg_catalog, public, pg_temp"
    );
    // `alongside_schema` is exempt: a server calls it before it takes a role, and it tells nothing
    // about people.
    let everybodys: Vec<(String,)> = sqlx::query_as(
        "SELECT p.oid::regprocedure::text FROM pg_proc p WHERE p.pronamespace = 'public'::regnamespace AND p.prosecdef
         AND p.prorettype <> 'trigger'::regtype AND p.proname <> 'alongside_schema' AND has_function_privilege('public', p.oid, 'EXECUTE')",
    )
    .fetch_all(owner_pool(&database))
    .await
    .unwrap();
    assert_eq!(everybodys, vec![], "REVOKE EXECUTE … FROM PUBLIC");
    // Without the barrier a function in a query's WHERE can see rows before the view's own
    // condition has removed them.
    let open: Vec<(String,)> = sqlx::query_as(
        "SELECT c.relname::text FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'v'
         AND NOT coalesce('security_barrier=true' = ANY (c.reloptions), false)",
    )
    .fetch_all(owner_pool(&database))
    .await
    .unwrap();
    assert_eq!(open, vec![], "a view of the owner's is a security barrier");
}

#[tokio::test]
#[ignore = "needs PostgreSQL: run script/test"]
async fn every_table_forces_row_security_and_every_policy_names_its_role() {
    let database = support::empty_postgres().await;
    // FORCE, because without it row-level security does not hold for the owner of the tables.
    let loose: Vec<(String,)> = sqlx::query_as(
        "SELECT c.relname::text FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p')
         AND NOT (c.relrowsecurity AND c.relforcerowsecurity)",
    )
    .fetch_all(owner_pool(&database))
    .await
    .unwrap();
    assert_eq!(loose, vec![], "FORCE ROW LEVEL SECURITY");
    let public: Vec<(String, String)> = sqlx::query_as(
        "SELECT p.tablename::text, p.policyname::text FROM pg_policies p WHERE \
            p.schemaname = 'public' AND 'public' = ANY (p.roles)",
    )
    .fetch_all(owner_pool(&database))
    .await
    .unwrap();
    assert_eq!(public, vec![], "CREATE POLICY … TO a role");
    let granted: Vec<(String, String)> = sqlx::query_as(
        "SELECT table_name::text, privilege_type::text FROM information_schema.table_privileges \
            WHERE table_schema = 'public' AND grantee = 'PUBLIC'",
    )
    .fetch_all(owner_pool(&database))
    .await
    .unwrap();
    assert_eq!(granted, vec![]);
}

#[tokio::test]
#[ignore = "needs PostgreSQL: run script/test"]
async fn migrating_takes_temporary_tables_away() {
    let database = support::empty_postgres().await;
    // The test's database is a copy of a template. CREATE DATABASE does not copy privileges of the
    // database, so the revoked one is back until the next migration.
    let owner = database
        .portal_url
        .as_deref()
        .unwrap()
        .replace("://portal@", "://postgres@");
    store::Db::open(&owner, model::clock::Clock::System)
        .await
        .unwrap()
        .migrate()
        .await
        .unwrap();
    let may: bool = sqlx::query_scalar(
        "SELECT has_database_privilege('alongside_app', current_database(), 'TEMPORARY') OR \
            has_schema_privilege('alongside_app', 'public', 'CREATE')",
    )
    .fetch_one(owner_pool(&database))
    .await
    .unwrap();
    assert!(!may);
}
