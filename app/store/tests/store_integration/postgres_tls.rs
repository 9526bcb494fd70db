//! TLS to PostgreSQL: every connection is encrypted and verifies the server's certificate, or is
//! refused.
#![allow(clippy::unwrap_used)]

use crate::support;

use std::path::PathBuf;

use crate::support::{OwnerPool, TestDatabase};
use model::clock::Clock;
use store::{Db, Error, Logins};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;

/// The error of `open_postgres` with this login and CA certificate; empty where it succeeds.
async fn connection_error(portal: &str, ca: Option<PathBuf>) -> String {
    match Db::open_postgres(
        &Logins {
            portal: Some(portal.to_owned()),
            ca,
            ..Logins::default()
        },
        Clock::System,
    )
    .await
    {
        Ok(_) => String::new(),
        Err(Error::Refused(words)) => words,
        Err(other) => panic!("{other}"),
    }
}

async fn portal_database() -> (TestDatabase, String) {
    let database = support::empty_postgres().await;
    let portal = database.portal_url.clone().unwrap();
    (database, portal)
}

/// A file next to the CA certificate that `script/postgres` created.
#[expect(
    clippy::disallowed_methods,
    reason = "tests are told where the authority is by script/postgres"
)]
fn certificate_path(name: &str) -> PathBuf {
    PathBuf::from(std::env::var("PGSSLROOTCERT").unwrap()).with_file_name(name)
}

#[tokio::test]
#[ignore = "needs PostgreSQL: run script/test"]
async fn every_connection_is_encrypted() {
    let (database, _) = portal_database().await;
    database.import_files(&support::DEMO_FILES).await;
    // One open connection of each login, so that each is in the list below.
    let _person = database.begin_as("maria-luna").await;
    let _job = database.db.acting_as_system("a test").await.unwrap();
    let OwnerPool::Postgres(raw) = &database.owner_pool else {
        unreachable!()
    };
    let all: Vec<(String, bool, Option<String>)> = sqlx::query_as(
        "SELECT DISTINCT a.usename::text, s.ssl, s.version FROM pg_stat_ssl s JOIN \
            pg_stat_activity a USING (pid) WHERE a.datname = current_database() ORDER BY 1",
    )
    .fetch_all(raw)
    .await
    .unwrap();
    let expected = ["portal", "portal_system", "postgres"]
        .map(|login| (login.to_owned(), true, Some("TLSv1.3".to_owned())));
    assert_eq!(all, expected);
}

#[tokio::test]
#[ignore = "needs PostgreSQL: run script/test"]
async fn server_in_the_clear_is_refused() {
    let (_house, portal) = portal_database().await;
    // The test server refuses connections without TLS, so that no test bypasses it.
    let refused = connection_error(&format!("{portal}?sslmode=disable"), None).await;
    assert!(refused.contains("no encryption"), "{refused}");
    // The portal sends nothing to a server that does not support TLS.
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let server = tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.unwrap();
        let mut asked = [0; 8];
        stream.read_exact(&mut asked).await.unwrap();
        // The answer of a server without TLS. libpq with sslmode=prefer would continue in clear
        // text here.
        stream.write_all(b"N").await.unwrap();
        let mut more = Vec::new();
        let _ = stream.read_to_end(&mut more).await;
        more
    });
    let refused = connection_error(
        &format!("postgres://portal:secret-word@127.0.0.1:{port}/alongside?sslmode=verify-full"),
        None,
    )
    .await;
    assert!(
        refused.contains("does not support TLS")
            && refused.contains(&port.to_string())
            && !refused.contains("secret-word"),
        "{refused}"
    );
    assert_eq!(server.await.unwrap(), b"", "no name, no password");
}

#[tokio::test]
#[ignore = "needs PostgreSQL: run script/test"]
async fn server_of_an_unknown_authority_is_refused() {
    let (_house, portal) = portal_database().await;
    assert_eq!(
        connection_error(&portal, Some(certificate_path("ca.crt"))).await,
        ""
    );
    let refused = connection_error(&portal, Some(certificate_path("other-ca.crt"))).await;
    assert!(refused.contains("UnknownIssuer"), "{refused}");
    // With an explicit CA the certificate is verified for loopback connections as well.
    let refused = connection_error(
        &format!(
            "{portal}?sslrootcert={}",
            certificate_path("other-ca.crt").display()
        ),
        None,
    )
    .await;
    assert!(refused.contains("UnknownIssuer"), "{refused}");
}

#[tokio::test]
#[ignore = "needs PostgreSQL: run script/test"]
async fn server_with_another_name_is_refused() {
    let (_house, portal) = portal_database().await;
    // The same server, whose certificate names 127.0.0.1 and localhost only.
    let refused = connection_error(&portal.replace("@127.0.0.1:", "@127.0.0.2:"), None).await;
    assert!(
        refused.contains("NotValidForName") || refused.contains("not valid for name"),
        "{refused}"
    );
    assert_eq!(
        connection_error(&portal.replace("@127.0.0.1:", "@localhost:"), None).await,
        ""
    );
}

#[tokio::test]
async fn authority_that_cannot_be_read_is_refused_by_its_file() {
    let folder = tempfile::TempDir::new().unwrap();
    let (missing, empty) = (
        folder.path().join("missing.crt"),
        folder.path().join("empty.crt"),
    );
    std::fs::write(&empty, "no certificate\n").unwrap();
    for (file, words) in [(missing, "cannot be read"), (empty, "has no certificate")] {
        let refused = connection_error(
            "postgres://portal@127.0.0.1:1/alongside",
            Some(file.clone()),
        )
        .await;
        assert!(
            refused.contains(words) && refused.contains(file.to_str().unwrap()),
            "{refused}"
        );
    }
}
