//! Crash safety: the server is killed repeatedly while people write. Every acknowledged message is
//! stored exactly once, in order, and queued for notification. The long version: `script/test http
//! manual_ten_thousand_messages_survive_twenty_five_kills`.
#![allow(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "a test that starts programs reads the clock and the environment"
)]

use crate::support;

use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use crate::support::database::{OwnerPool, TestDatabase};
use model::clock::Clock;
use reqwest::{Client, redirect};
use tempfile::TempDir;
use tokio::task::JoinSet;
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
            // In a demo people sign in without a passphrase.
            "--demo",
            "--addr",
            &format!("127.0.0.1:{port}"),
            "--assets-dir",
            concat!(env!("CARGO_MANIFEST_DIR"), "/../target/site"),
        ])
        // The same folder after each restart, as on a real machine.
        .args(["--attachments", folder.path().to_str().unwrap()])
        .env("DATABASE_URL", database_url)
        .env("RUST_LOG", "error")
        .stdout(Stdio::null())
        .spawn()
        .unwrap()
}

impl KillableServer {
    async fn start_server(database_url: String, folder: TempDir) -> Self {
        runtime::tls::install_crypto_provider();
        // One port for all restarts, because the clients keep their address.
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

/// A client that has signed in.
struct SignedInClient {
    client: Client,
    address: String,
    cookie: String,
}

impl SignedInClient {
    /// Signs in as a person of the demo, and retries while the server does not answer.
    async fn sign_in(address: String, person: &str) -> Self {
        let client = Client::builder()
            .redirect(redirect::Policy::none())
            // A request that the kill interrupts must not block its client for the whole test.
            .timeout(Duration::from_secs(5))
            .build()
            .unwrap();
        let mut signed_in = Self {
            client,
            address,
            cookie: String::new(),
        };
        while signed_in.cookie.is_empty() {
            if let Ok(answer) = signed_in
                .post_form("/api/account/look-around", &[("person", person)])
                .await
            {
                signed_in.cookie = answer
                    .headers()
                    .get("set-cookie")
                    .and_then(|value| value.to_str().ok())
                    .and_then(|value| value.split(';').next())
                    .unwrap_or("")
                    .to_owned();
            }
        }
        signed_in
    }

    async fn post_form(
        &self,
        path: &str,
        fields: &[(&str, &str)],
    ) -> reqwest::Result<reqwest::Response> {
        self.client
            .post(format!("{}{path}", self.address))
            .header("sec-fetch-site", "same-origin")
            .header("content-type", "application/x-www-form-urlencoded")
            // As the script of the composer, which gets an outcome and no redirect.
            .header("accept", "application/json")
            .header("cookie", self.cookie.as_str())
            .body(serde_urlencoded::to_string(fields).unwrap())
            .send()
            .await
    }

    /// Sends one message, and retries it until it is acknowledged.
    async fn send_until_acknowledged(&self, thread: &str, body: &str) {
        // The same form id in each attempt: a message that was stored before the kill, but not
        // acknowledged, must not be stored a second time.
        let form = Clock::System.new_id::<Uuid>().to_string();
        let fields = [("form", form.as_str()), ("thread", thread), ("body", body)];
        loop {
            // A 2xx status is no acknowledgment: its body says whether the message was refused.
            if let Ok(answer) = self.post_form("/api/messages/post", &fields).await
                && answer.status().is_success()
                && answer.text().await.is_ok_and(|body| body.contains("Sent"))
            {
                return;
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }
}

/// Two people of each of four threads, so that writers compete for the number of the next message.
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

/// Starts one client for each entry of `CLIENT_THREADS`. Each sends `each` messages, one after
/// another.
async fn spawn_clients(
    database: &TestDatabase,
    address: &str,
    each: usize,
    acknowledged: &Arc<AtomicUsize>,
) -> JoinSet<()> {
    let mut clients = JoinSet::new();
    for (name, (person, thread)) in CLIENT_THREADS.into_iter().enumerate() {
        let (person, thread) = (
            database.person_id(person).await.to_string(),
            database.thread_id(thread).await.to_string(),
        );
        let (address, acknowledged) = (address.to_owned(), acknowledged.clone());
        clients.spawn(async move {
            let client = SignedInClient::sign_in(address, &person).await;
            for n in 0..each {
                client
                    .send_until_acknowledged(&thread, &format!("kill {name} {n}"))
                    .await;
                acknowledged.fetch_add(1, Ordering::SeqCst);
            }
        });
    }
    clients
}

/// Kills the server `kills` times, spread evenly over the acknowledged messages.
async fn kill_while_clients_write(
    server: &mut KillableServer,
    acknowledged: &AtomicUsize,
    total: usize,
    kills: usize,
) {
    let mut killed = 0;
    while killed < kills {
        // A random delay, so that the kills hit different moments of a request and of a commit.
        tokio::time::sleep(Duration::from_millis(u64::from(rand::random::<u8>()) + 40)).await;
        // 0 for the first kill, which may therefore hit the sign-ins.
        if acknowledged.load(Ordering::SeqCst) >= total * killed / kills {
            server.kill_and_restart().await;
            killed += 1;
        }
    }
}

async fn assert_stored_once_and_queued(database: &TestDatabase, total: i64) {
    assert_eq!(
        database
            .query_number("SELECT count(*) FROM message WHERE body LIKE 'kill %'")
            .await,
        total,
        "none lost, none doubled"
    );
    // Every body is different, so that a lost message and a doubled one cannot cancel out above.
    assert_eq!(
        database
            .query_number("SELECT count(DISTINCT body) FROM message WHERE body LIKE 'kill %'")
            .await,
        total
    );
    assert_eq!(
        database
            .query_number(
                // Each thread has two readers, so each message has one recipient.
                "SELECT count(*) FROM notification_outbox o JOIN message m ON m.thread_id = \
            o.thread_id AND m.seq = o.seq WHERE m.body LIKE 'kill %'"
            )
            .await,
        total,
        "a person is told of each"
    );
    let gaps = "SELECT count(*) FROM thread t WHERE t.last_seq <> (SELECT count(*) FROM message m \
        WHERE m.thread_id = t.id)";
    assert_eq!(
        database.query_number(gaps).await,
        0,
        "numbered without a gap"
    );
}

/// The messages of the clients, in the order of each thread.
async fn stored_messages(database: &TestDatabase) -> Vec<(String, i64)> {
    let sql = "SELECT body, seq FROM message WHERE body LIKE 'kill %' ORDER BY thread_id, seq";
    match &database.owner_pool {
        OwnerPool::Sqlite(pool) => sqlx::query_as(sql).fetch_all(pool).await.unwrap(),
        OwnerPool::Postgres(pool) => sqlx::query_as(sql).fetch_all(pool).await.unwrap(),
    }
}

async fn assert_order_of_each_client(database: &TestDatabase) {
    let mut next = [0; CLIENT_THREADS.len()];
    for (body, seq) in stored_messages(database).await {
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

async fn run_kill_test(
    database: TestDatabase,
    database_url: String,
    folder: TempDir,
    kills: usize,
    each: usize,
) {
    let mut server = KillableServer::start_server(database_url, folder).await;
    let address = format!("http://127.0.0.1:{}", server.port);
    let acknowledged = Arc::new(AtomicUsize::new(0));
    let clients = spawn_clients(&database, &address, each, &acknowledged).await;
    let total = each * CLIENT_THREADS.len();
    kill_while_clients_write(&mut server, &acknowledged, total, kills).await;
    // Long enough for the 10,000 messages of the long version.
    tokio::time::timeout(Duration::from_secs(600), clients.join_all())
        .await
        .expect("clients did not finish within 600 s");
    // Stopped before the counts, so that its jobs change no row between two of them.
    drop(server);
    assert_eq!(acknowledged.load(Ordering::SeqCst), total);
    assert_stored_once_and_queued(&database, i64::try_from(total).unwrap()).await;
    assert_order_of_each_client(&database).await;
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
async fn manual_ten_thousand_messages_survive_twenty_five_kills() {
    run_on_each_engine(25, 1_250).await;
}
