//! A test database with the demo families: on SQLite and, where `script/test` has started a server,
//! on PostgreSQL.
#![allow(
    dead_code,
    unused_macros,
    unused_imports,
    clippy::unwrap_used,
    reason = "shared by several test files; tests stop at the first surprise"
)]

mod demo_template;
mod lookup;
pub mod many_events;
mod postgres_copy;
pub mod transition_plan;

use jiff::Timestamp;
use jiff::tz::TimeZone;
use model::clock::Clock;
use model::id::{FamilyId, FormId, PersonId, ThreadId};
use model::import::ImportFile;
use model::messages::{MessageDestination, NewMessage};
use sqlx::{PgPool, SqlitePool};
use store::{Actor, Db, Intent, Logins, Tx};
use tempfile::TempDir;
use uuid::Uuid;

use self::demo_template::LentTemplate;
pub use self::demo_template::{copy_demo_postgres, copy_demo_sqlite};
use self::postgres_copy::PostgresCopy;

pub const DEMO_FILES: [&str; 6] = [
    include_str!("../../../../model/demo/agency.json"),
    include_str!("../../../../model/demo/luna.json"),
    include_str!("../../../../model/demo/carter.json"),
    include_str!("../../../../model/demo/vang.json"),
    include_str!("../../../../model/demo/haddad.json"),
    include_str!("../../../../model/demo/riley.json"),
];

/// A connection pool of the database owner, which bypasses the store's authorization and row-level
/// security.
pub enum OwnerPool {
    Sqlite(SqlitePool),
    Postgres(PgPool),
}

pub struct TestDatabase {
    pub db: Db,
    pub owner_pool: OwnerPool,
    pub clock: Clock,
    /// On PostgreSQL, the URL of the portal's login.
    pub portal_url: Option<String>,
    /// On PostgreSQL, the URL of the login for imports and background tasks.
    pub system_url: Option<String>,
    _folder: Option<TempDir>,
    sqlite_template: Option<LentTemplate<Vec<u8>>>,
    postgres_copy: Option<PostgresCopy>,
    postgres_template: Option<LentTemplate<String>>,
}

/// Runs a test's body on SQLite, then on PostgreSQL.
macro_rules! on_each_engine {
    ($(#[$meta:meta])* async fn $name:ident($database:ident: TestDatabase $(,)?) $body:block) => {
        $(#[$meta])*
        #[tokio::test]
        async fn $name() {
            for $database in $crate::support::demo_databases().await {
                $body
            }
        }
    };
}
pub(crate) use on_each_engine;

/// One demo database per available engine. `cargo test` alone has SQLite; `script/test` sets
/// `ALONGSIDE_TEST_POSTGRES`.
pub async fn demo_databases() -> Vec<TestDatabase> {
    // SQLite first: it needs no server, so its result is there on every machine.
    let mut all = vec![copy_demo_sqlite().await];
    all.extend(copy_demo_postgres().await);
    all
}

/// Like `demo_databases`, without any data.
pub async fn empty_databases() -> Vec<TestDatabase> {
    let mut all = vec![create_sqlite(TempDir::new().unwrap()).await];
    all.extend(create_postgres().await);
    all
}

/// The mocked time: noon in Lakeside County on the day for which the demo was written.
pub fn mock_noon() -> Timestamp {
    // A fixed time, because the demo's dates, deadlines and ages are written for that day.
    "2026-11-23T18:00:00Z".parse().unwrap()
}

async fn create_sqlite(folder: TempDir) -> TestDatabase {
    let database = open_sqlite(folder).await;
    database.db.migrate().await.unwrap();
    database.db.check_schema().await.unwrap();
    database
}

/// The file `test.db` of this folder, which is created when missing.
async fn open_sqlite(folder: TempDir) -> TestDatabase {
    let url = format!("sqlite://{}/test.db", folder.path().display());
    let clock = Clock::mock(mock_noon());
    TestDatabase {
        db: Db::open(&url, clock.clone()).await.unwrap(),
        owner_pool: OwnerPool::Sqlite(SqlitePool::connect(&url).await.unwrap()),
        clock,
        portal_url: None,
        system_url: None,
        _folder: Some(folder),
        sqlite_template: None,
        postgres_copy: None,
        postgres_template: None,
    }
}

impl TestDatabase {
    /// Opens an existing SQLite database, with the system clock.
    pub async fn open_existing(url: &str) -> Self {
        let clock = Clock::System;
        let db = Db::open(url, clock.clone()).await.unwrap();
        Self {
            db,
            owner_pool: OwnerPool::Sqlite(SqlitePool::connect(url).await.unwrap()),
            clock,
            portal_url: None,
            system_url: None,
            _folder: None,
            sqlite_template: None,
            postgres_copy: None,
            postgres_template: None,
        }
    }
}

/// An empty PostgreSQL database, for the tests that only `script/test` runs.
pub async fn empty_postgres() -> TestDatabase {
    create_postgres()
        .await
        .expect("ALONGSIDE_TEST_POSTGRES is not set: run script/test")
}

/// The demo on PostgreSQL, for the tests that only `script/test` runs.
pub async fn demo_postgres() -> TestDatabase {
    copy_demo_postgres()
        .await
        .expect("ALONGSIDE_TEST_POSTGRES is not set: run script/test")
}

/// The pool of the database's owner, whom row-level security does not restrict.
pub fn owner_pool(database: &TestDatabase) -> &PgPool {
    match &database.owner_pool {
        OwnerPool::Postgres(pool) => pool,
        OwnerPool::Sqlite(_) => unreachable!("these tests are for PostgreSQL"),
    }
}

#[expect(
    clippy::disallowed_methods,
    reason = "tests are told where PostgreSQL is by script/test"
)]
fn postgres_server() -> Option<String> {
    std::env::var("ALONGSIDE_TEST_POSTGRES").ok()
}

/// A new PostgreSQL database; `None` where `cargo test` runs without a server.
pub async fn create_postgres() -> Option<TestDatabase> {
    Some(copy_postgres(&postgres_server()?, "alongside_template").await)
}

/// A database for each test, so that tests run at the same time without seeing each other's rows.
async fn copy_postgres(server: &str, template: &str) -> TestDatabase {
    let copy = PostgresCopy::create(server, template).await;
    // The portal works with its restricted login, as in production, or row-level security would not
    // be tested by the other tests.
    let owner = format!("{server}/{}", copy.name());
    let portal = owner.replace("://postgres@", "://portal@");
    let system = owner.replace("://postgres@", "://portal_system@");
    let clock = Clock::mock(mock_noon());
    let (portal, system) = (Some(portal), Some(system));
    let db = Db::open_postgres(
        &Logins {
            portal: portal.clone(),
            system: system.clone(),
            ..Logins::default()
        },
        clock.clone(),
    )
    .await
    .unwrap();
    db.check_schema().await.unwrap();
    TestDatabase {
        db,
        // Lazily: many tests ask nothing as the owner, and a TLS handshake is slow in a debug
        // build.
        owner_pool: OwnerPool::Postgres(PgPool::connect_lazy(&owner).unwrap()),
        clock,
        portal_url: portal,
        system_url: system,
        _folder: None,
        sqlite_template: None,
        postgres_copy: Some(copy),
        postgres_template: None,
    }
}

impl TestDatabase {
    pub async fn import_files(&self, files: &[&str]) {
        let mut import = store::import::ImportTransaction::begin(&self.db)
            .await
            .unwrap();
        for text in files {
            let file: ImportFile = serde_json::from_str(text).unwrap();
            import.upsert_agency(&file.agency).await.unwrap();
            for person in &file.people {
                import.upsert_person(person).await.unwrap();
            }
            for family in &file.families {
                // As `alongside import` does, so that no test runs on data that an import would
                // refuse.
                assert_eq!(
                    model::import::check_family("", family, import.known_people()),
                    vec![]
                );
                store::import::upsert_family(&mut import, family)
                    .await
                    .unwrap();
            }
        }
        import.commit().await.unwrap();
    }

    /// Runs a query for one number as the database owner.
    pub async fn query_number(&self, sql: &'static str) -> i64 {
        match &self.owner_pool {
            OwnerPool::Sqlite(pool) => sqlx::query_scalar(sql).fetch_one(pool).await.unwrap(),
            OwnerPool::Postgres(pool) => sqlx::query_scalar(sql).fetch_one(pool).await.unwrap(),
        }
    }

    /// The form ids of all messages, read as the database owner.
    pub async fn message_form_ids(&self) -> Vec<FormId> {
        let sql = "SELECT form_id FROM message";
        match &self.owner_pool {
            OwnerPool::Sqlite(pool) => sqlx::query_scalar(sql).fetch_all(pool).await.unwrap(),
            OwnerPool::Postgres(pool) => sqlx::query_scalar(sql).fetch_all(pool).await.unwrap(),
        }
    }

    /// Runs a statement as the database owner; returns the number of affected rows.
    pub async fn execute_sql(&self, sql: &'static str) -> Result<u64, sqlx::Error> {
        match &self.owner_pool {
            OwnerPool::Sqlite(pool) => sqlx::query(sql)
                .execute(pool)
                .await
                .map(|done| done.rows_affected()),
            OwnerPool::Postgres(pool) => sqlx::query(sql)
                .execute(pool)
                .await
                .map(|done| done.rows_affected()),
        }
    }

    /// Ends all memberships of this person: from today by the test clock they have no access.
    pub async fn end_membership(&self, key: &str) {
        // `until` is the first day without access.
        let sql = "UPDATE membership SET until = '2026-11-23' WHERE person_id = (SELECT id FROM \
            person WHERE key = $1)";
        let ended = match &self.owner_pool {
            OwnerPool::Sqlite(pool) => sqlx::query(sql)
                .bind(key)
                .execute(pool)
                .await
                .map(|done| done.rows_affected()),
            OwnerPool::Postgres(pool) => sqlx::query(sql)
                .bind(key)
                .execute(pool)
                .await
                .map(|done| done.rows_affected()),
        };
        assert!(ended.unwrap() > 0, "{key} has no membership");
    }

    /// Inserts a thread of two as the database owner, for benchmarks that need many threads.
    pub async fn insert_thread(&self, thread: ThreadId, family: FamilyId, readers: [PersonId; 2]) {
        let made = "INSERT INTO thread (id, agency_id, family_id, kind, created_at, last_seq) \
            SELECT $1, agency_id, id, 'team', $3, 0 FROM family WHERE id = $2";
        let put = "INSERT INTO thread_participant (thread_id, person_id, visible_from_seq, \
            read_seq) VALUES ($1, $2, 1, 0)";
        let now = jiff_sqlx::ToSqlx::to_sqlx(self.clock.now());
        match &self.owner_pool {
            OwnerPool::Sqlite(pool) => {
                sqlx::query(made)
                    .bind(thread)
                    .bind(family)
                    .bind(now)
                    .execute(pool)
                    .await
                    .unwrap();
                for reader in readers {
                    sqlx::query(put)
                        .bind(thread)
                        .bind(reader)
                        .execute(pool)
                        .await
                        .unwrap();
                }
            }
            OwnerPool::Postgres(pool) => {
                sqlx::query(made)
                    .bind(thread)
                    .bind(family)
                    .bind(now)
                    .execute(pool)
                    .await
                    .unwrap();
                for reader in readers {
                    sqlx::query(put)
                        .bind(thread)
                        .bind(reader)
                        .execute(pool)
                        .await
                        .unwrap();
                }
            }
        }
    }

    async fn query_id(&self, sql: &'static str, key: &str) -> Uuid {
        match &self.owner_pool {
            OwnerPool::Sqlite(pool) => sqlx::query_scalar(sql)
                .bind(key)
                .fetch_one(pool)
                .await
                .unwrap(),
            OwnerPool::Postgres(pool) => sqlx::query_scalar(sql)
                .bind(key)
                .fetch_one(pool)
                .await
                .unwrap(),
        }
    }

    pub async fn load_actor(&self, key: &str) -> Actor {
        self.db
            .load_profile(
                self.person_id(key).await,
                &TimeZone::get("America/Chicago").unwrap(),
            )
            .await
            .unwrap()
            .actor
    }

    pub async fn begin_as(&self, key: &str) -> Tx {
        self.db
            .acting_as(&self.load_actor(key).await, Intent::Write)
            .await
            .unwrap()
    }

    /// Sends a message in a transaction of its own.
    pub async fn send_message(
        &self,
        from: &str,
        to: MessageDestination,
        body: &str,
    ) -> Result<store::messages::MessageRef, store::Error> {
        let mut tx = self.begin_as(from).await;
        let draft = NewMessage::parse(self.clock.new_id::<FormId>(), to, "en", body).unwrap();
        let sent = store::messages::send(&mut tx, &draft).await?;
        tx.commit().await?;
        Ok(sent)
    }
}
