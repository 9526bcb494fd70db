//! The virus scanner: a fake one with the clamd protocol, and a real `clamd` process.
#![allow(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "tests stop at the first surprise, and wait for processes"
)]

use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use crate::file_formats::{upload_accepted, upload_refused};
use crate::support::upload::try_upload;
use crate::support::{TestApp, TestDatabase, database};
use tempfile::TempDir;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;

/// A fake scanner with the clamd protocol that reports a virus in every stream that contains
/// `EICAR`; returns its address.
pub(crate) async fn fake_clamd() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap().to_string();
    tokio::spawn(async move {
        loop {
            let (mut stream, _) = listener.accept().await.unwrap();
            let mut all = Vec::new();
            let mut part = [0; 65536];
            // A chunk of length zero ends the stream.
            while !all.ends_with(&[0, 0, 0, 0]) {
                match stream.read(&mut part).await {
                    Ok(0) | Err(_) => break,
                    Ok(read) => all.extend_from_slice(&part[..read]),
                }
            }
            let answer: &[u8] = if all.windows(5).any(|w| w == b"EICAR") {
                b"stream: Eicar-Test-Signature FOUND\0"
            } else {
                b"stream: OK\0"
            };
            let _ = stream.write_all(answer).await;
        }
    });
    address
}

#[tokio::test]
async fn a_scanner_is_asked_and_unscanned_files_are_refused() {
    let fine = b"%PDF-1.4 fine %%EOF".to_vec();
    let harmful = b"%PDF-1.4 EICAR %%EOF".to_vec();
    let scanner = fake_clamd().await;
    let database: TestDatabase = database::demo_databases().await.remove(0);
    let app = TestApp::new(
        database,
        &[
            "--public-url",
            "http://portal.test",
            "--clamd-address",
            &scanner,
        ],
    );
    let (mut tasha, back) =
        try_upload(&app, "words", &[("a.pdf", "application/pdf", &harmful)]).await;
    assert!(
        tasha
            .get(back.location())
            .await
            .body
            .contains("may not be safe for other people"),
        "{}",
        back.body
    );
    let (_, sent) = try_upload(&app, "words", &[("a.pdf", "application/pdf", &fine)]).await;
    assert!(sent.location().contains('#'), "{}", sent.location());
    // Nothing listens on this port: a file that was not checked is not accepted.
    let database: TestDatabase = database::demo_databases().await.remove(0);
    let app = TestApp::new(
        database,
        &[
            "--public-url",
            "http://portal.test",
            "--clamd-address",
            "127.0.0.1:9",
        ],
    );
    let (mut tasha, back) = try_upload(&app, "words", &[("a.pdf", "application/pdf", &fine)]).await;
    assert!(
        tasha
            .get(back.location())
            .await
            .body
            .contains("We cannot check files right now")
    );
}

/// The content that the test scanner reports as a virus. A signature of the test's own needs no
/// download of virus definitions.
const TEST_SIGNATURE: &str = "ALONGSIDE-TEST-SIGNATURE";

/// A `clamd` process with a single test signature, killed when dropped.
struct ClamdProcess {
    child: Child,
    folder: TempDir,
}

impl ClamdProcess {
    fn start_clamd() -> Self {
        let folder = TempDir::new().unwrap();
        let path = folder.path().display();
        let signature = base16ct::lower::encode_string(TEST_SIGNATURE.as_bytes());
        std::fs::write(
            folder.path().join("test.ndb"),
            // Type 0 is any file, and `*` any place in it.
            format!("Alongside.Test:0:*:{signature}\n"),
        )
        .unwrap();
        // In the foreground, so that the process stays a child that can be killed.
        std::fs::write(
            folder.path().join("conf"),
            format!("Foreground yes\nDatabaseDirectory {path}\nLocalSocket {path}/socket\n"),
        )
        .unwrap();
        // An ordinary user's PATH does not contain these folders.
        let clamd = ["/usr/sbin/clamd", "/usr/local/sbin/clamd"]
            .into_iter()
            .find(|clamd| Path::new(clamd).exists())
            .unwrap_or("clamd");
        let mut command = Command::new(clamd);
        command
            // The configuration of the system would load other signatures, and listen on its own
            // socket.
            .arg(format!("--config-file={path}/conf"))
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null());
        let child = command
            .spawn()
            .expect("script/bootstrap installs clamav-daemon");
        let clamd = Self { child, folder };
        let begun = Instant::now();
        // clamd listens only once its signatures are loaded.
        while std::os::unix::net::UnixStream::connect(clamd.socket_path()).is_err() {
            assert!(
                begun.elapsed() < Duration::from_secs(30),
                "clamd did not start"
            );
            std::thread::sleep(Duration::from_millis(20));
        }
        clamd
    }

    fn socket_path(&self) -> PathBuf {
        self.folder.path().join("socket")
    }

    fn stop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Drop for ClamdProcess {
    fn drop(&mut self) {
        self.stop();
    }
}

#[tokio::test]
async fn the_real_scanner_finds_its_signature_and_unscanned_files_are_refused() {
    let mut clamd = ClamdProcess::start_clamd();
    let app = TestApp::new(
        database::demo_databases().await.remove(0),
        &[
            "--public-url",
            "http://portal.test",
            "--clamd-address",
            clamd.socket_path().to_str().unwrap(),
        ],
    );
    let paper = |words: &str| {
        format!("%PDF-1.4\n1 0 obj<</Words ({words})>>endobj\nstartxref\n9\n%%EOF\n").into_bytes()
    };
    upload_accepted(&app, "fine.pdf", &paper("fine")).await;
    assert!(
        upload_refused(&app, "bad.pdf", &paper(TEST_SIGNATURE))
            .await
            .contains("may not be safe for other people")
    );
    // The scanner also sees the bytes before the header, which are removed later.
    let before = [TEST_SIGNATURE.as_bytes(), &paper("fine")].concat();
    assert!(
        upload_refused(&app, "before.pdf", &before)
            .await
            .contains("may not be safe for other people")
    );
    clamd.stop();
    assert!(
        upload_refused(&app, "fine.pdf", &paper("fine"))
            .await
            .contains("We cannot check files right now")
    );
    // Of all files above only the first became a message.
    assert_eq!(
        app.database
            .query_number("SELECT count(*) FROM message WHERE files IS NOT NULL")
            .await,
        1
    );
}
