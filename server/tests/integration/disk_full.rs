//! A full disk, tested on the real program: `prlimit --fsize` makes every write fail from one
//! moment on, without special privileges or a file system of its own, and is lifted later.
#![cfg(target_os = "linux")]
#![allow(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "a test that starts programs draws ids"
)]

use crate::support::program;

use std::process::Command;
use std::time::Duration;

use model::clock::Clock;
use program::{PortalProcess, ProgramFolder, free_port};
use reqwest::{Client, Response, StatusCode, header, redirect};
use sqlx::{Connection, SqliteConnection};
use uuid::Uuid;

const ACCEPT_HTML: &str = "text/html,application/xhtml+xml";

struct DiskFullDemo {
    folder: ProgramFolder,
    portal: PortalProcess,
    client: Client,
}

impl DiskFullDemo {
    fn start_demo() -> Self {
        runtime::tls::install_crypto_provider();
        let (folder, port) = (ProgramFolder::new(), free_port());
        // Exceeding the limit sends SIGXFSZ, which would kill the program before it sees the error.
        // Real disks send no signal, so it is ignored.
        let inner = folder.alongside_command(&["serve", "--demo"]);
        // `exec` gives the program the id of the shell, which `prlimit` and the final kill address.
        let mut command = Command::new("sh");
        command
            .args(["-c", "trap '' XFSZ; exec \"$@\"", "sh"])
            .arg(inner.get_program())
            .args(inner.get_args());
        for (name, value) in inner.get_envs() {
            command.env(name, value.unwrap());
        }
        let mut portal = PortalProcess::start(command, port);
        assert_eq!(portal.wait_until_ready(), Ok(()));
        let client = Client::builder()
            .redirect(redirect::Policy::none())
            // Longer than any timeout of the portal: its own answer is tested.
            .timeout(Duration::from_secs(30))
            .build()
            .unwrap();
        Self {
            folder,
            portal,
            client,
        }
    }

    /// Makes every write of the program fail, or lets them succeed again.
    fn set_disk_full(&self, yes: bool) {
        let limit = if yes {
            // Only the soft limit, which may be raised again without privileges.
            "--fsize=0:"
        } else {
            "--fsize=unlimited:"
        };
        let set = Command::new("prlimit")
            .args(["--pid", &self.portal.child.id().to_string(), limit])
            .status()
            .unwrap();
        assert!(set.success());
    }

    async fn get(&self, path: &str, cookie: &str) -> Response {
        self.client
            .get(self.portal.page_url(path))
            .header("accept", ACCEPT_HTML)
            .header("cookie", cookie)
            .send()
            .await
            .unwrap()
    }

    async fn post(&self, path: &str, cookie: &str, fields: &[(&str, &str)]) -> Response {
        self.post_accepting(ACCEPT_HTML, path, cookie, fields).await
    }

    async fn post_accepting(
        &self,
        accept: &str,
        path: &str,
        cookie: &str,
        fields: &[(&str, &str)],
    ) -> Response {
        let body = serde_urlencoded::to_string(fields).unwrap();
        self.client
            .post(self.portal.page_url(path))
            .header("accept", accept)
            .header("sec-fetch-site", "same-origin")
            .header("content-type", "application/x-www-form-urlencoded")
            .header("cookie", cookie)
            .body(body)
            .send()
            .await
            .unwrap()
    }

    /// The session cookie of a signed-in demo person.
    async fn sign_in_to_demo(&self, key: &str) -> String {
        let person = self
            .query_id("SELECT id FROM person WHERE key = $1", key)
            .await;
        let answer = self
            .post("/api/account/look-around", "", &[("person", &person)])
            .await;
        answer.headers()["set-cookie"]
            .to_str()
            .unwrap()
            .split(';')
            .next()
            .unwrap()
            .to_owned()
    }

    async fn query_id(&self, sql: &'static str, key: &str) -> String {
        let mut connection = SqliteConnection::connect(&self.folder.database_url())
            .await
            .unwrap();
        sqlx::query_scalar::<_, Uuid>(sql)
            .bind(key)
            .fetch_one(&mut connection)
            .await
            .unwrap()
            .to_string()
    }

    async fn count_messages(&self, body: &str) -> i64 {
        let mut connection = SqliteConnection::connect(&self.folder.database_url())
            .await
            .unwrap();
        sqlx::query_scalar("SELECT count(*) FROM message WHERE body = $1")
            .bind(body)
            .fetch_one(&mut connection)
            .await
            .unwrap()
    }

    async fn wait_for_readyz(&self, status: StatusCode) -> String {
        // /readyz writes at most every 10 seconds and repeats the last result in between.
        for _ in 0..300 {
            let answer = self.get("/readyz", "").await;
            if answer.status() == status {
                return answer.text().await.unwrap();
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        panic!("/readyz never became {status}");
    }
}

#[tokio::test]
async fn message_on_full_disk_is_kept_in_page_and_sent_once_space_is_back() {
    let demo = DiskFullDemo::start_demo();
    let cookie = demo.sign_in_to_demo("tasha-carter").await;
    let thread = demo
        .query_id("SELECT id FROM thread WHERE key = $1", "tasha-june")
        .await;
    let (body, form) = (
        "words that a full disk must not take",
        Clock::System.new_id::<Uuid>().to_string(),
    );
    let fields = [("form", form.as_str()), ("thread", &thread), ("body", body)];
    demo.set_disk_full(true);
    let answer = demo.post("/api/messages/send", &cookie, &fields).await;
    assert_eq!(answer.status(), StatusCode::SERVICE_UNAVAILABLE);
    assert!(answer.headers().contains_key(header::RETRY_AFTER));
    let page = answer.text().await.unwrap();
    assert!(
        page.contains(body) && page.contains(&form) && page.contains("<button"),
        "{page}"
    );
    // The composer's script gets the same status and keeps the text in its field.
    let script = demo
        .post_accepting("application/json", "/api/messages/post", &cookie, &fields)
        .await;
    assert_eq!(script.status(), StatusCode::SERVICE_UNAVAILABLE);
    // A parent who reads the own plan needs no write: only readers from outside the family are
    // logged.
    let plan = demo.get("/plan", &cookie).await;
    assert!(
        plan.status().is_success() || plan.status().is_redirection(),
        "{}",
        plan.status()
    );
    demo.set_disk_full(false);
    assert_eq!(
        demo.count_messages(body).await,
        0,
        "nothing was kept that was not acknowledged"
    );
    // With the same form id: nothing was stored under it, so it is not taken for a duplicate.
    assert_eq!(
        demo.post("/api/messages/send", &cookie, &fields)
            .await
            .status(),
        StatusCode::SEE_OTHER
    );
    assert_eq!(demo.count_messages(body).await, 1);
}

#[tokio::test]
async fn forms_at_sign_in_on_full_disk_get_page_with_text() {
    let demo = DiskFullDemo::start_demo();
    let person = demo
        .query_id("SELECT id FROM person WHERE key = $1", "tasha-carter")
        .await;
    demo.set_disk_full(true);
    // Both write before they can answer: the counter of attempts, or the session.
    for (path, fields) in [
        (
            "/api/account/sign-in",
            vec![("name", "tasha"), ("passphrase", "not the right one")],
        ),
        (
            "/api/account/look-around",
            vec![("person", person.as_str())],
        ),
    ] {
        let answer = demo.post(path, "", &fields).await;
        let (status, kind) = (
            answer.status(),
            answer.headers().get(header::CONTENT_TYPE).cloned(),
        );
        assert_eq!(status, StatusCode::SERVICE_UNAVAILABLE, "{path}");
        assert!(answer.headers().contains_key(header::RETRY_AFTER), "{path}");
        assert!(
            kind.is_some_and(|kind| kind.as_bytes().starts_with(b"text/html")),
            "{path}"
        );
        assert!(answer.text().await.unwrap().contains("<h1"), "{path}");
    }
}

#[tokio::test]
async fn readyz_is_red_while_disk_is_full_and_green_again_after() {
    let demo = DiskFullDemo::start_demo();
    demo.wait_for_readyz(StatusCode::OK).await;
    demo.set_disk_full(true);
    assert_eq!(
        demo.wait_for_readyz(StatusCode::SERVICE_UNAVAILABLE).await,
        "database\n"
    );
    demo.set_disk_full(false);
    demo.wait_for_readyz(StatusCode::OK).await;
}
