//! A large import into an SQLite file that has other writers: none of them waits long, and the
//! import is all or nothing.
#![allow(clippy::unwrap_used)]

use crate::support::program;

use std::process::Stdio;
use std::time::Duration;

use model::clock::Clock;
use program::Folder;
use serde_json::{Value, json};
use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{ConnectOptions, SqliteConnection};
use store::Db;
use tokio::time::{Instant, sleep};

const AGENCY: &str = include_str!("../../demo/agency.json");
const LUNA: &str = include_str!("../../demo/luna.json");
/// Enough for several transactions, so that the process can be killed between them.
const FAMILIES: usize = 120;
/// Enough for many transactions.
const LARGE: usize = 300;
/// The promise is one second; a busy test machine gets twice that.
const LONGEST_WAIT: Duration = Duration::from_secs(2);

/// An import file with copies of one demo family, each with its own parents. `change` may modify a
/// copy.
fn file(families: usize, change: impl Fn(usize, &mut Value)) -> String {
    let agency: Value = serde_json::from_str(AGENCY).unwrap();
    let luna = serde_json::from_str::<Value>(LUNA).unwrap()["families"][0].clone();
    let mut people = agency["people"].as_array().unwrap().clone();
    let mut copies = Vec::new();
    for n in 0..families {
        people.extend(["maria", "luis"].map(|who| json!({"key": format!("{who}-{n}"), "name": format!("{who} {n}"), "languages_read": ["es"]})));
        let text = luna.to_string().replace("maria-luna", &format!("maria-{n}")).replace("luis-luna", &format!("luis-{n}"));
        let mut copy: Value = serde_json::from_str(&text).unwrap();
        copy["key"] = format!("luna-{n}").into();
        change(n, &mut copy);
        copies.push(copy);
    }
    // The order of the keys matters, and a `serde_json` map sorts them.
    format!(r#"{{"format": "alongside-case/1", "agency": {}, "people": {}, "families": {}}}"#, agency["agency"], Value::from(people), Value::from(copies))
}

struct Import {
    folder: Folder,
    path: String,
    raw: SqliteConnection,
    /// The number of families after a complete import.
    whole: i64,
}

impl Import {
    async fn whole(families: usize) -> Self {
        let mut import = Self::of(&file(families, |_, _| {})).await;
        import.whole = i64::try_from(families).unwrap();
        import
    }

    async fn of(text: &str) -> Self {
        let folder = Folder::new();
        assert!(folder.run(&["migrate"]).status.success());
        let path = folder.path().join("large.json");
        std::fs::write(&path, text).unwrap();
        let raw = SqliteConnectOptions::new().filename(folder.database()).busy_timeout(Duration::from_secs(30)).connect().await.unwrap();
        Self { path: path.to_str().unwrap().to_owned(), folder, raw, whole: 0 }
    }

    fn start(&self) -> std::process::Child {
        self.folder.command(&["import", &self.path]).stderr(Stdio::piped()).spawn().unwrap()
    }

    async fn number(&mut self, sql: &'static str) -> i64 {
        sqlx::query_scalar(sql).fetch_one(&mut self.raw).await.unwrap()
    }

    async fn families(&mut self) -> i64 {
        self.number("SELECT count(*) FROM family").await
    }

    /// Everything is imported, and the staging tables are empty.
    async fn is_whole(&mut self) {
        assert_eq!(self.families().await, self.whole);
        assert_eq!(self.number("SELECT count(*) FROM family f WHERE NOT EXISTS (SELECT 1 FROM plan_version v WHERE v.family_id = f.id)").await, 0);
        self.leaves_no_staging().await;
    }

    async fn leaves_no_staging(&mut self) {
        assert_eq!(self.number("SELECT (SELECT count(*) FROM import_run) + (SELECT count(*) FROM import_record)").await, 0);
    }

    async fn leaves_nothing(&mut self) {
        for sql in ["SELECT count(*) FROM agency", "SELECT count(*) FROM person", "SELECT count(*) FROM family"] {
            assert_eq!(self.number(sql).await, 0, "{sql}");
        }
        self.leaves_no_staging().await;
    }

    /// Starts an import, and kills it when some but not all families are imported.
    async fn kill_in_the_middle(&mut self) {
        let mut child = self.start();
        while self.families().await == 0 {
            assert!(child.try_wait().unwrap().is_none(), "it ended before it was killed");
            sleep(Duration::from_millis(20)).await;
        }
        child.kill().unwrap();
        child.wait().unwrap();
        let families = self.families().await;
        assert!(0 < families && families < self.whole, "killed in the middle: {families}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn writers_beside_large_import_never_wait_long() {
    let mut import = Import::whole(LARGE).await;
    let db = Db::open(&import.folder.url(), Clock::System).await.unwrap();
    let mut child = import.start();
    let (mut longest, mut writes) = (Duration::ZERO, 0);
    let status = loop {
        let asked = Instant::now();
        db.probe_write().await.expect("a writer gets through");
        longest = longest.max(asked.elapsed());
        writes += 1;
        if let Some(status) = child.try_wait().unwrap() {
            break status;
        }
        sleep(Duration::from_millis(5)).await;
    };
    eprintln!("{writes} writes beside the import, the longest took {longest:?}");
    assert!(status.success());
    assert!(longest < LONGEST_WAIT, "{longest:?}");
    import.is_whole().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn import_killed_in_the_middle_is_whole_after_another_run() {
    let mut import = Import::whole(FAMILIES).await;
    import.kill_in_the_middle().await;
    assert!(import.start().wait().unwrap().success());
    import.is_whole().await;
    let known = import.number("SELECT count(*) FROM plan_item").await;
    // Importing the same file again is idempotent.
    assert!(import.start().wait().unwrap().success());
    import.is_whole().await;
    assert_eq!(import.number("SELECT count(*) FROM plan_item").await, known);
}

#[tokio::test(flavor = "multi_thread")]
async fn import_killed_in_the_middle_is_carried_to_its_end_by_running_portal() {
    let mut import = Import::whole(FAMILIES).await;
    import.kill_in_the_middle().await;
    // The portal's background task does the same.
    let db = Db::open(&import.folder.url(), Clock::System).await.unwrap();
    store::import::resume(&db).await.unwrap();
    import.is_whole().await;
}

#[tokio::test]
async fn fault_in_last_family_leaves_nothing() {
    let mut import = Import::of(&file(30, |n, family| {
        if n == 29 {
            family["stage"] = "limbo".into();
        }
    }))
    .await;
    let words = import.folder.refusal(&["import", &import.path]);
    assert!(words.contains("nothing was imported") && words.contains("/families/29/stage"), "{words}");
    import.leaves_nothing().await;
}

#[tokio::test]
async fn record_that_database_refuses_leaves_nothing_and_is_named() {
    let mut import = Import::of(&file(30, |_, _| {})).await;
    // No check of the file detects this fault.
    sqlx::query("CREATE TRIGGER refused BEFORE INSERT ON family WHEN NEW.key = 'luna-29' BEGIN SELECT RAISE(ABORT, 'not this one'); END")
        .execute(&mut import.raw)
        .await
        .unwrap();
    let words = import.folder.refusal(&["import", &import.path]);
    assert!(words.contains("nothing was imported") && words.contains("/families/29"), "{words}");
    import.leaves_nothing().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn second_import_is_refused_while_first_is_running() {
    let mut import = Import::whole(FAMILIES).await;
    let mut first = import.start();
    while import.number("SELECT count(*) FROM import_run").await == 0 {
        assert!(first.try_wait().unwrap().is_none(), "it ended before it was seen");
        sleep(Duration::from_millis(5)).await;
    }
    let words = import.folder.refusal(&["import", &import.path]);
    assert!(words.contains("another import is running"), "{words}");
    assert!(first.wait().unwrap().success());
    import.is_whole().await;
}

#[tokio::test]
async fn families_may_name_people_of_an_earlier_file_of_the_same_command() {
    let (agency, luna) = (concat!(env!("CARGO_MANIFEST_DIR"), "/../app/model/demo/agency.json"), concat!(env!("CARGO_MANIFEST_DIR"), "/../app/model/demo/luna.json"));
    let mut import = Import::of("").await;
    assert!(import.folder.run(&["import", agency, luna]).status.success());
    assert_eq!(import.families().await, 1);
    import.leaves_no_staging().await;
}
