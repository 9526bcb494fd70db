//! The two PostgreSQL logins: the portal's login cannot take the system role, and the portal
//! refuses to start with a login that has more privileges than it needs.
#![allow(clippy::unwrap_used)]

use crate::membership_changes::ask_for_interpreter;
use crate::support::{TestDatabase, demo_postgres, owner_pool};
use model::clock::Clock;
use sqlx::{AssertSqlSafe, Connection, PgConnection};
use store::messages::interpretation;
use store::{Db, Error, Intent, Logins};

/// How many families a connection can see.
async fn count_families(connection: &mut PgConnection) -> i64 {
    sqlx::query_scalar("SELECT count(*) FROM family")
        .fetch_one(connection)
        .await
        .unwrap()
}

#[tokio::test]
#[ignore = "needs PostgreSQL: run script/test"]
async fn portal_login_cannot_become_system_role() {
    let database = demo_postgres().await;
    let portal = database.portal_url.as_deref().unwrap();
    // A statement that is injected into a request's transaction must not bypass row-level security.
    // SET ROLE is not limited by the current role but by the login, so the login itself must lack
    // the grant.
    let attempts = [
        "SET ROLE alongside_system",
        "SET LOCAL ROLE alongside_system",
        "SELECT set_config('role', 'alongside_system', true)",
        "SELECT set_config('role', 'alongside_owner', true)",
        "SET SESSION AUTHORIZATION portal_system",
        "RESET ROLE; SET ROLE alongside_system",
        "GRANT alongside_system TO portal",
        "DO $$ BEGIN EXECUTE 'SET ROLE alongside_system'; END $$",
    ];
    // Before and after the transaction has taken the role in which it answers requests.
    for begin in [
        "SELECT 1",
        "SELECT set_config('role', 'alongside_app', true)",
    ] {
        for attempt in attempts {
            let mut connection = PgConnection::connect(portal).await.unwrap();
            let mut tx = connection.begin().await.unwrap();
            sqlx::raw_sql(begin).execute(&mut *tx).await.unwrap();
            let refused = sqlx::raw_sql(attempt).execute(&mut *tx).await.unwrap_err();
            let code = refused
                .as_database_error()
                .and_then(|error| error.code())
                .map(|code| code.into_owned());
            assert_eq!(
                code.as_deref(),
                Some("42501"),
                "{begin}; {attempt}: {refused}"
            );
        }
    }
    // Shows what the escalation would gain: `alongside_app` sees no family, `alongside_system` sees
    // all.
    let mut app = PgConnection::connect(portal).await.unwrap();
    sqlx::raw_sql("SET ROLE alongside_app")
        .execute(&mut app)
        .await
        .unwrap();
    assert_eq!(count_families(&mut app).await, 0);
    let mut system = PgConnection::connect(database.system_url.as_deref().unwrap())
        .await
        .unwrap();
    sqlx::raw_sql("SET ROLE alongside_system")
        .execute(&mut system)
        .await
        .unwrap();
    assert!(count_families(&mut system).await > 3);
}

#[tokio::test]
#[ignore = "needs PostgreSQL: run script/test"]
async fn each_transaction_signs_in_as_its_own_login() {
    let database = demo_postgres().await;
    // Besides the test itself, only these two logins are connected to this database.
    let mut person = database.begin_as("maria-luna").await;
    store::messages::list_threads(&mut person).await.unwrap();
    let job = database.db.acting_as_system("a test").await.unwrap();
    let logins: Vec<(String,)> = sqlx::query_as(
        "SELECT DISTINCT usename::text FROM pg_stat_activity WHERE datname = \
            current_database() AND state = 'idle in transaction' ORDER BY 1",
    )
    .fetch_all(owner_pool(&database))
    .await
    .unwrap();
    assert_eq!(
        logins,
        [("portal".to_owned(),), ("portal_system".to_owned(),)]
    );
    drop((person, job));
}

/// The URL of a login to the test's database.
fn login_url(database: &TestDatabase, login: &str) -> String {
    let portal = database.portal_url.as_deref().unwrap();
    portal.replace("://portal@", &format!("://{login}@"))
}

/// Creates a login with these attributes that is granted these roles; returns its URL.
async fn create_login(database: &TestDatabase, attributes: &str, granted: &str) -> String {
    // Roles belong to the whole server, on which other tests run at the same time, so each has a
    // name of its own.
    let name = format!("login_{}", Clock::System.new_id::<uuid::Uuid>().simple());
    let made =
        // As docs/shared-database.md tells operators to create the logins.
        format!("CREATE ROLE {name} LOGIN NOINHERIT {attributes}; GRANT {granted} TO {name}");
    sqlx::raw_sql(AssertSqlSafe(made))
        .execute(owner_pool(database))
        .await
        .unwrap();
    login_url(database, &name)
}

/// Why the portal refuses to start with these two logins; empty where it accepts them.
async fn login_refusal(portal: &str, system: &str) -> String {
    let logins = Logins {
        portal: Some(portal.to_owned()),
        system: Some(system.to_owned()),
        ..Logins::default()
    };
    match Db::open_postgres(&logins, Clock::System)
        .await
        .unwrap()
        .check_schema()
        .await
    {
        Ok(()) => String::new(),
        Err(Error::Refused(words)) => words,
        Err(other) => panic!("{other}"),
    }
}

#[tokio::test]
#[ignore = "needs PostgreSQL: run script/test"]
async fn login_with_more_rights_than_its_part_is_refused() {
    let database = demo_postgres().await;
    let (portal, system) = (
        login_url(&database, "portal"),
        login_url(&database, "portal_system"),
    );
    assert_eq!(login_refusal(&portal, &system).await, "");
    for (login, words) in excessive_portal_logins(&database).await {
        let refused = login_refusal(&login, &system).await;
        assert!(
            refused.contains(words) && refused.contains("DATABASE_URL"),
            "{words}: {refused}"
        );
    }
    // Jobs need no more than `alongside_system`: an owner could change the policies.
    let owner_too = create_login(&database, "", "alongside_system, alongside_owner").await;
    for (login, words) in [
        (login_url(&database, "postgres"), "superuser"),
        (owner_too, "alongside_owner"),
        (portal.clone(), "without alongside_system"),
    ] {
        let refused = login_refusal(&portal, &login).await;
        assert!(
            refused.contains(words) && refused.contains("ALONGSIDE_SYSTEM_URL"),
            "{words}: {refused}"
        );
    }
}

/// Logins that must not answer requests, each with words of the error. What a login could become
/// counts, also through other roles: SQL that an attacker injects can take every granted role.
async fn excessive_portal_logins(database: &TestDatabase) -> Vec<(String, &'static str)> {
    let mut logins = vec![
        (login_url(database, "postgres"), "superuser"),
        (login_url(database, "portal_system"), "alongside_system"),
    ];
    for (attributes, granted, words) in [
        ("", "alongside_app, alongside_system", "alongside_system"),
        ("", "alongside_app, alongside_owner", "alongside_owner"),
        ("", "alongside_app, portal_system", "alongside_system"),
        ("BYPASSRLS", "alongside_app", "rights of"),
        ("CREATEROLE", "alongside_app", "rights of"),
        (
            "",
            "alongside_app, pg_execute_server_program",
            "pg_execute_server_program",
        ),
        ("", "pg_monitor", "without alongside_app"),
    ] {
        let login = create_login(database, attributes, granted).await;
        logins.push((login, words));
    }
    logins
}

#[tokio::test]
#[ignore = "needs PostgreSQL: run script/test"]
async fn process_with_one_login_does_only_that_logins_work() {
    let database = demo_postgres().await;
    let maria = database.load_actor("maria-luna").await;
    let only_portal = Db::open_postgres(
        &Logins {
            portal: database.portal_url.clone(),
            ..Logins::default()
        },
        Clock::System,
    )
    .await
    .unwrap();
    assert!(
        matches!(only_portal.acting_as_system("a test").await, Err(Error::Refused(words)) if words.contains("ALONGSIDE_SYSTEM_URL"))
    );
    // Commands such as `import` and `invite` are given the login of the system alone.
    let only_system = Db::open_postgres(
        &Logins {
            system: database.system_url.clone(),
            ..Logins::default()
        },
        Clock::System,
    )
    .await
    .unwrap();
    only_system.check_schema().await.unwrap();
    assert!(
        matches!(only_system.acting_as(&maria, Intent::Read).await, Err(Error::Refused(words)) if words.contains("DATABASE_URL"))
    );
}

/// Calls the database function that completes the one request, with the portal's login.
async fn complete_as(database: &TestDatabase, key: &str) -> Option<i64> {
    let mut connection = PgConnection::connect(database.portal_url.as_deref().unwrap())
        .await
        .unwrap();
    sqlx::query(
        "SELECT set_config('role', 'alongside_app', false), set_config('alongside.person', \
                $1, false), set_config('alongside.today', '2026-11-23', false)",
    )
    .bind(database.person_id(key).await.to_string())
    .execute(&mut connection)
    .await
    .unwrap();
    // Read as the owner: an attacker may know the id without being able to read the request.
    let request = sqlx::query_scalar::<_, uuid::Uuid>("SELECT id FROM interpretation_request")
        .fetch_one(owner_pool(database))
        .await
        .unwrap();
    sqlx::query_scalar::<_, Option<i64>>(
        "SELECT alongside_complete_interpretation($1, \
            'forged', gen_random_uuid(), gen_random_uuid(), now(), 0, 0)",
    )
    .bind(request)
    .fetch_one(&mut connection)
    .await
    .unwrap()
}

/// A finished interpretation is written by a database function, which only the interpreter who
/// claimed the request can use.
#[tokio::test]
#[ignore = "needs PostgreSQL: run script/test"]
async fn interpretation_is_completed_only_by_who_has_taken_it() {
    let database = demo_postgres().await;
    ask_for_interpreter(&database).await;
    // Both readers, another member of the family, and the interpreter before she claims it.
    for other in ["maria-luna", "dana-fox", "luis-luna", "elena-ruiz"] {
        assert_eq!(
            complete_as(&database, other).await,
            None,
            "{other} has not taken it"
        );
    }
    let mut tx = database.begin_as("elena-ruiz").await;
    let id = interpretation::load_queue(&mut tx).await.unwrap()[0].id;
    interpretation::claim(&mut tx, id).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(
        complete_as(&database, "yusuf-said").await,
        None,
        "another interpreter"
    );
    interpretation::complete_request(
        database.begin_as("elena-ruiz").await,
        id,
        "La audiencia es el viernes.",
    )
    .await
    .unwrap();
    assert_eq!(
        complete_as(&database, "elena-ruiz").await,
        None,
        "done is done"
    );
    assert_eq!(
        database
            .query_number("SELECT count(*) FROM message WHERE kind = 'translated'")
            .await,
        1
    );
    assert_eq!(
        database
            .query_number("SELECT count(*) FROM message_translation WHERE body = 'forged'")
            .await,
        0
    );
}
