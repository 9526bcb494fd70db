//! A test database with the demo families: on SQLite and, where `script/test` has started a server,
//! on PostgreSQL.
#![allow(dead_code, unused_macros, unused_imports, clippy::unwrap_used, reason = "shared by several test files; tests stop at the first surprise")]

use jiff::Timestamp;
use jiff::tz::TimeZone;
use model::clock::Clock;
use model::id::{FamilyId, FormId, PersonId, ThreadId};
use model::import::File;
use model::messages::{Draft, To};
use sqlx::{PgPool, SqlitePool};
use store::{Actor, Db, Intent, Logins, Tx};
use tempfile::TempDir;
use uuid::Uuid;

pub const DEMO: [&str; 6] = [
    include_str!("../../../../model/demo/agency.json"),
    include_str!("../../../../model/demo/luna.json"),
    include_str!("../../../../model/demo/carter.json"),
    include_str!("../../../../model/demo/vang.json"),
    include_str!("../../../../model/demo/haddad.json"),
    include_str!("../../../../model/demo/riley.json"),
];

/// A connection pool of the database owner, which bypasses the store's authorization and row-level
/// security.
pub enum Raw {
    Sqlite(SqlitePool),
    Postgres(PgPool),
}

pub struct House {
    pub db: Db,
    pub raw: Raw,
    pub clock: Clock,
    /// On PostgreSQL, the URL of the portal's login.
    pub portal: Option<String>,
    /// On PostgreSQL, the URL of the login for imports and background tasks.
    pub system: Option<String>,
    _folder: Option<TempDir>,
}

/// Runs a test's body on SQLite, then on PostgreSQL.
macro_rules! on_both {
    ($(#[$meta:meta])* async fn $name:ident($house:ident: House) $body:block) => {
        $(#[$meta])*
        #[tokio::test]
        async fn $name() {
            for $house in $crate::support::houses().await {
                $body
            }
        }
    };
}
pub(crate) use on_both;

/// One demo database per available engine. `cargo test` alone has SQLite; `script/test` sets
/// `ALONGSIDE_TEST_POSTGRES`.
pub async fn houses() -> Vec<House> {
    let all = empty_houses().await;
    for house in &all {
        house.import(&DEMO).await;
    }
    all
}

/// Like `houses`, without any data.
pub async fn empty_houses() -> Vec<House> {
    let mut all = vec![sqlite().await];
    all.extend(postgres().await);
    all
}

/// The mocked time: noon in Lakeside County on the day for which the demo was written.
pub fn noon() -> Timestamp {
    "2026-11-23T18:00:00Z".parse().unwrap()
}

async fn sqlite() -> House {
    let folder = TempDir::new().unwrap();
    let url = format!("sqlite://{}/test.db", folder.path().display());
    let clock = Clock::mock(noon());
    let db = Db::open(&url, clock.clone()).await.unwrap();
    db.migrate().await.unwrap();
    db.check().await.unwrap();
    House { db, raw: Raw::Sqlite(SqlitePool::connect(&url).await.unwrap()), clock, portal: None, system: None, _folder: Some(folder) }
}

impl House {
    /// Opens an existing SQLite database, with the system clock.
    pub async fn at(url: &str) -> Self {
        let clock = Clock::System;
        let db = Db::open(url, clock.clone()).await.unwrap();
        Self { db, raw: Raw::Sqlite(SqlitePool::connect(url).await.unwrap()), clock, portal: None, system: None, _folder: None }
    }
}

#[expect(clippy::disallowed_methods, reason = "tests are told where PostgreSQL is by script/test")]
pub async fn postgres() -> Option<House> {
    let server = std::env::var("ALONGSIDE_TEST_POSTGRES").ok()?;
    let name = format!("t{}", model::clock::Clock::System.mint::<Uuid>().simple());
    let admin = PgPool::connect(&format!("{server}/postgres")).await.unwrap();
    sqlx::query(sqlx::AssertSqlSafe(format!("CREATE DATABASE {name} TEMPLATE alongside_template"))).execute(&admin).await.unwrap();
    let owner = format!("{server}/{name}");
    let portal = owner.replace("://postgres@", "://portal@");
    let system = owner.replace("://postgres@", "://portal_system@");
    let clock = Clock::mock(noon());
    let (portal, system) = (Some(portal), Some(system));
    let db = Db::open_postgres(&Logins { portal: portal.clone(), system: system.clone(), ..Logins::default() }, clock.clone()).await.unwrap();
    db.check().await.unwrap();
    Some(House { db, raw: Raw::Postgres(PgPool::connect(&owner).await.unwrap()), clock, portal, system, _folder: None })
}

impl House {
    pub async fn import(&self, files: &[&str]) {
        let mut import = store::import::Import::begin(&self.db).await.unwrap();
        for text in files {
            let file: File = serde_json::from_str(text).unwrap();
            import.agency(&file.agency).await.unwrap();
            for person in &file.people {
                import.person(person).await.unwrap();
            }
            for family in &file.families {
                assert_eq!(model::import::check_family("", family, import.known()), vec![]);
                store::import::add_family(&mut import, family).await.unwrap();
            }
        }
        import.save().await.unwrap();
    }

    /// Runs a query for one number as the database owner.
    pub async fn number(&self, sql: &'static str) -> i64 {
        match &self.raw {
            Raw::Sqlite(pool) => sqlx::query_scalar(sql).fetch_one(pool).await.unwrap(),
            Raw::Postgres(pool) => sqlx::query_scalar(sql).fetch_one(pool).await.unwrap(),
        }
    }

    /// The form ids of all messages, read as the database owner.
    pub async fn forms(&self) -> Vec<FormId> {
        let sql = "SELECT form_id FROM message";
        match &self.raw {
            Raw::Sqlite(pool) => sqlx::query_scalar(sql).fetch_all(pool).await.unwrap(),
            Raw::Postgres(pool) => sqlx::query_scalar(sql).fetch_all(pool).await.unwrap(),
        }
    }

    /// Runs a statement as the database owner; returns the number of affected rows.
    pub async fn run(&self, sql: &'static str) -> Result<u64, sqlx::Error> {
        match &self.raw {
            Raw::Sqlite(pool) => sqlx::query(sql).execute(pool).await.map(|done| done.rows_affected()),
            Raw::Postgres(pool) => sqlx::query(sql).execute(pool).await.map(|done| done.rows_affected()),
        }
    }

    /// Inserts a thread of two as the database owner, for benchmarks that need many threads.
    pub async fn thread_of(&self, thread: ThreadId, family: FamilyId, readers: [PersonId; 2]) {
        let made =
            "INSERT INTO thread (id, agency_id, family_id, kind, created_at, last_seq) SELECT $1, agency_id, id, 'team', $3, 0 FROM family WHERE id = $2";
        let put = "INSERT INTO reader (thread_id, person_id, from_seq, read_seq) VALUES ($1, $2, 1, 0)";
        let now = jiff_sqlx::ToSqlx::to_sqlx(self.clock.now());
        match &self.raw {
            Raw::Sqlite(pool) => {
                sqlx::query(made).bind(thread).bind(family).bind(now).execute(pool).await.unwrap();
                for reader in readers {
                    sqlx::query(put).bind(thread).bind(reader).execute(pool).await.unwrap();
                }
            }
            Raw::Postgres(pool) => {
                sqlx::query(made).bind(thread).bind(family).bind(now).execute(pool).await.unwrap();
                for reader in readers {
                    sqlx::query(put).bind(thread).bind(reader).execute(pool).await.unwrap();
                }
            }
        }
    }

    async fn id(&self, sql: &'static str, key: &str) -> Uuid {
        match &self.raw {
            Raw::Sqlite(pool) => sqlx::query_scalar(sql).bind(key).fetch_one(pool).await.unwrap(),
            Raw::Postgres(pool) => sqlx::query_scalar(sql).bind(key).fetch_one(pool).await.unwrap(),
        }
    }

    /// Runs a query for pairs of key and id as the database owner.
    pub async fn keys(&self, sql: &'static str) -> Vec<(String, Uuid)> {
        match &self.raw {
            Raw::Sqlite(pool) => sqlx::query_as(sql).fetch_all(pool).await.unwrap(),
            Raw::Postgres(pool) => sqlx::query_as(sql).fetch_all(pool).await.unwrap(),
        }
    }

    pub async fn person(&self, key: &str) -> PersonId {
        PersonId(self.id("SELECT id FROM person WHERE key = $1", key).await)
    }

    pub async fn family(&self, key: &str) -> FamilyId {
        FamilyId(self.id("SELECT id FROM family WHERE key = $1", key).await)
    }

    pub async fn thread(&self, key: &str) -> ThreadId {
        ThreadId(self.id("SELECT id FROM thread WHERE key = $1", key).await)
    }

    pub async fn actor(&self, key: &str) -> Actor {
        self.db.frame(self.person(key).await, &TimeZone::get("America/Chicago").unwrap()).await.unwrap().actor
    }

    pub async fn reading(&self, key: &str) -> Tx {
        self.db.acting_as(&self.actor(key).await, Intent::Write).await.unwrap()
    }

    /// Sends a message in a transaction of its own.
    pub async fn write(&self, from: &str, to: To, body: &str) -> Result<store::messages::Sent, store::Error> {
        let mut tx = self.reading(from).await;
        let draft = Draft::parse(self.clock.mint::<FormId>(), to, "en", body).unwrap();
        let sent = store::messages::send(&mut tx, &draft).await?;
        tx.save().await?;
        Ok(sent)
    }
}
