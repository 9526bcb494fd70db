//! Crash safety: the server is killed repeatedly while people write. Every acknowledged message is
//! stored exactly once, in order, and queued for notification. The long version: `script/test http
//! --test integration ten_thousand_messages_survive_twenty_five_kills -- --ignored`.
#![allow(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "a test that starts programs reads the clock and the environment"
)]

use crate::support;

use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::Duration;

use crate::support::database::{OwnerPool, TestDatabase};
use model::clock::Clock;
use reqwest::{Client, redirect};
use tempfile::TempDir;
use uuid::Uuid;

struct KillableServer {
    folder: TempDir,
    database_url: String,
    port: u16,
    child: Child,
}

fn spawn_server(folder: &TempDir, database_url: &str, port: u16) -> Child {
    let mut command = Command::new(env!("CARGO_BIN_EXE_alongside"));
    if store::is_postgres_url(database_url) {
        command.env(
            "ALONGSIDE_SYSTEM_URL",
            database_url.replace("://portal@", "://portal_system@"),
        );
    }
    command
        .args([
            "serve",
            "--demo",
            "--addr",
            &format!("127.0.0.1:{port}"),
            "--assets-dir",
            concat!(env!("CARGO_MANIFEST_DIR"), "/../target/site"),
        ])
        .args(["--attachments", folder.path().to_str().unwrap()])
        .env("DATABASE_URL", database_url)
        .env("RUST_LOG", "error")
        .stdout(Stdio::null())
        .spawn()
        .unwrap()
}

impl KillableServer {
    async fn start_server(database_url: String, folder: TempDir) -> Self {
        store::tls::install_crypto_provider();
        let port = std::net::TcpListener::bind("127.0.0.1:0")
            .unwrap()
            .local_addr()
            .unwrap()
            .port();
        let child = spawn_server(&folder, &database_url, port);
        let server = Self {
            folder,
            database_url,
            port,
            child,
        };
        server.wait_until_ready().await;
        server
    }

    async fn wait_until_ready(&self) {
        let client = Client::new();
        for _ in 0..600 {
            if client
                .get(format!("http://127.0.0.1:{}/readyz", self.port))
                .send()
                .await
                .is_ok_and(|answer| answer.status().is_success())
            {
                return;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        panic!("the server did not start");
    }

    /// Sends SIGKILL, so there is no graceful shutdown and nothing is flushed, and restarts the
    /// server.
    async fn kill_and_restart(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
        self.child = spawn_server(&self.folder, &self.database_url, self.port);
        self.wait_until_ready().await;
    }
}

/// One client: signs in and sends its messages one after another, retrying each until it is
/// acknowledged.
async fn run_client(
    address: String,
    person: String,
    thread: String,
    name: usize,
    count: usize,
    acknowledged: Arc<AtomicUsize>,
) {
    let client = Client::builder()
        .redirect(redirect::Policy::none())
        .timeout(Duration::from_secs(5))
        .build()
        .unwrap();
    let post = |path: &str, fields: Vec<(&str, String)>, cookie: &str| {
        let body = serde_urlencoded::to_string(fields).unwrap();
        client
            .post(format!("{address}{path}"))
            .header("sec-fetch-site", "same-origin")
            .header("content-type", "application/x-www-form-urlencoded")
            .header("accept", "application/json")
            .header("cookie", cookie)
            .body(body)
    };
    let mut cookie = String::new();
    while cookie.is_empty() {
        if let Ok(answer) = post(
            "/api/account/look-around",
            vec![("person", person.clone())],
            "",
        )
        .send()
        .await
        {
            cookie = answer
                .headers()
                .get("set-cookie")
                .and_then(|value| value.to_str().ok())
                .and_then(|value| value.split(';').next())
                .unwrap_or("")
                .to_owned();
        }
    }
    for n in 0..count {
        let form = Clock::System.new_id::<Uuid>().to_string();
        loop {
            let fields = vec![
                ("form", form.clone()),
                ("thread", thread.clone()),
                ("body", format!("kill {name} {n}")),
            ];
            if let Ok(answer) = post("/api/messages/post", fields, &cookie).send().await
                && answer.status().is_success()
                && answer.text().await.is_ok_and(|body| body.contains("Sent"))
            {
                acknowledged.fetch_add(1, Ordering::SeqCst);
                break;
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }
}

const CLIENT_THREADS: [(&str, &str); 8] = [
    ("tasha-carter", "tasha-june"),
    ("june-bell", "tasha-june"),
    ("marcus-reed", "marcus-ben"),
    ("ben-ortiz", "marcus-ben"),
    ("maria-luna", "maria-dana"),
    ("dana-fox", "maria-dana"),
    ("mariam-haddad", "mariam-samira"),
    ("samira-nasser", "mariam-samira"),
];

async fn run_kill_test(
    database: TestDatabase,
    database_url: String,
    folder: TempDir,
    kills: usize,
    each: usize,
) {
    let mut server = KillableServer::start_server(database_url, folder).await;
    let address = format!("http://127.0.0.1:{}", server.port);
    let (acknowledged, over) = (
        Arc::new(AtomicUsize::new(0)),
        Arc::new(AtomicBool::new(false)),
    );
    let mut clients = tokio::task::JoinSet::new();
    for (n, (person, thread)) in CLIENT_THREADS.into_iter().enumerate() {
        let (person, thread) = (
            database.person_id(person).await.to_string(),
            database.thread_id(thread).await.to_string(),
        );
        clients.spawn(run_client(
            address.clone(),
            person,
            thread,
            n,
            each,
            acknowledged.clone(),
        ));
    }
    let total = each * CLIENT_THREADS.len();
    let mut killed = 0;
    while killed < kills && !over.load(Ordering::SeqCst) {
        // At random moments, spread over the whole run.
        tokio::time::sleep(Duration::from_millis(u64::from(rand::random::<u8>()) + 40)).await;
        if acknowledged.load(Ordering::SeqCst) >= total * killed / kills {
            server.kill_and_restart().await;
            killed += 1;
        }
    }
    tokio::time::timeout(Duration::from_secs(600), clients.join_all())
        .await
        .expect("every client came to its end");
    drop(server);
    assert_eq!(
        (acknowledged.load(Ordering::SeqCst), killed),
        (total, kills)
    );
    let total = i64::try_from(total).unwrap();
    assert_eq!(
        database
            .query_number("SELECT count(*) FROM message WHERE body LIKE 'kill %'")
            .await,
        total,
        "none lost, none doubled"
    );
    assert_eq!(
        database
            .query_number("SELECT count(DISTINCT body) FROM message WHERE body LIKE 'kill %'")
            .await,
        total
    );
    assert_eq!(
        database
            .query_number(
                "SELECT count(*) FROM outbox o JOIN message m ON m.thread_id = \
            o.thread_id AND m.seq = o.seq WHERE m.body LIKE 'kill %'"
            )
            .await,
        total,
        "somebody is told of each"
    );
    let gaps = "SELECT count(*) FROM thread t WHERE t.last_seq <> (SELECT count(*) FROM message m \
        WHERE m.thread_id = t.id)";
    assert_eq!(
        database.query_number(gaps).await,
        0,
        "numbered without a gap"
    );
    let rows: Vec<(String, i64)> = match &database.owner_pool {
        OwnerPool::Sqlite(pool) => sqlx::query_as(
            "SELECT body, seq FROM message WHERE body LIKE 'kill %' ORDER BY thread_id, seq",
        )
        .fetch_all(pool)
        .await
        .unwrap(),
        OwnerPool::Postgres(pool) => sqlx::query_as(
            "SELECT body, seq FROM message WHERE body LIKE 'kill %' ORDER BY thread_id, seq",
        )
        .fetch_all(pool)
        .await
        .unwrap(),
    };
    let mut next = [0; CLIENT_THREADS.len()];
    for (body, seq) in rows {
        let mut parts = body
            .split(' ')
            .skip(1)
            .map(|part| part.parse::<usize>().unwrap());
        let (name, n) = (parts.next().unwrap(), parts.next().unwrap());
        assert_eq!(
            next[name], n,
            "each writer's words in their order, at {seq}"
        );
        next[name] += 1;
    }
}

async fn run_on_each_engine(kills: usize, each: usize) {
    let folder = TempDir::new().unwrap();
    let path = format!("sqlite://{}/killed.db", folder.path().display());
    // The server loads the demo itself on its first start.
    drop(KillableServer::start_server(path.clone(), TempDir::new().unwrap()).await);
    run_kill_test(
        TestDatabase::open_existing(&path).await,
        path.clone(),
        TempDir::new().unwrap(),
        kills,
        each,
    )
    .await;
    if let Some(database) = support::database::create_postgres().await {
        let database_url = database.portal_url.clone().unwrap();
        drop(KillableServer::start_server(database_url.clone(), TempDir::new().unwrap()).await);
        run_kill_test(database, database_url, TempDir::new().unwrap(), kills, each).await;
    }
}

impl Drop for KillableServer {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn killed_four_times_nothing_acknowledged_is_lost() {
    run_on_each_engine(4, 50).await;
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "10,000 messages and 25 kills take minutes; run it by name"]
async fn ten_thousand_messages_survive_twenty_five_kills() {
    run_on_each_engine(25, 1_250).await;
}
