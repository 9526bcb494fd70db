//! Graceful shutdown: `/readyz` fails first, requests in flight are answered, and the program
//! exits.
#![allow(clippy::unwrap_used)]

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Command, Stdio};

fn http_get(port: u16, path: &str) -> Option<String> {
    // `None` once the portal does not accept connections any more.
    let mut stream = TcpStream::connect(("127.0.0.1", port)).ok()?;
    write!(
        stream,
        "GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\n\r\n"
    )
    .ok()?;
    let mut answer = String::new();
    stream.read_to_string(&mut answer).ok()?;
    Some(answer)
}

#[test]
fn stop_signal_turns_readyz_red_and_ends_the_server() {
    let folder = tempfile::TempDir::new().unwrap();
    let port = std::net::TcpListener::bind("127.0.0.1:0")
        .unwrap()
        .local_addr()
        .unwrap()
        .port();
    let site = concat!(env!("CARGO_MANIFEST_DIR"), "/../target/site");
    // Not a demo: a demo stops without the delay that this test observes.
    let mut portal = Command::new(env!("CARGO_BIN_EXE_alongside"))
        .args([
            "--assets-dir",
            site,
            "--addr",
            &format!("127.0.0.1:{port}"),
            "--database-url",
            &format!("sqlite://{}/a.db", folder.path().display()),
            "serve",
        ])
        .env("ALONGSIDE_HELP_LINE", "608-555-0142")
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut line = String::new();
    BufReader::new(portal.stdout.take().unwrap())
        .read_line(&mut line)
        .unwrap();
    assert!(
        line.contains(&port.to_string()),
        "it prints its address: {line}"
    );
    assert!(
        http_get(port, "/readyz")
            .unwrap()
            .starts_with("HTTP/1.1 200")
    );
    assert!(
        Command::new("kill")
            .args(["-TERM", &portal.id().to_string()])
            .status()
            .unwrap()
            .success()
    );
    // During the shutdown delay it still answers, with 503 from `/readyz`.
    let mut red = false;
    while let Some(answer) = http_get(port, "/readyz").filter(|answer| !answer.is_empty()) {
        red |= answer.starts_with("HTTP/1.1 503");
    }
    assert!(red, "/readyz never went red");
    assert!(portal.wait().unwrap().success());
}

#[test]
fn a_demo_stays_on_its_own_machine() {
    // In a demo every visitor can sign in as any person, so no other machine may reach it.
    for bad in [
        &["--addr", "0.0.0.0:0"][..],
        &["--public-url", "https://portal.example"],
        // The host is the part behind the @, and the last label counts.
        &["--public-url", "http://localhost:1@evil.example"],
        &["--public-url", "http://localhost.evil.example"],
    ] {
        let refused = Command::new(env!("CARGO_BIN_EXE_alongside"))
            .args(bad)
            .args(["serve", "--demo"])
            .output()
            .unwrap();
        assert_eq!(refused.status.code(), Some(1), "{bad:?}");
        assert!(!refused.stderr.is_empty());
    }
    let misuse = Command::new(env!("CARGO_BIN_EXE_alongside"))
        .args(["serve", "--nonsense"])
        .output()
        .unwrap();
    assert_eq!(misuse.status.code(), Some(2));
}

#[test]
fn postgres_is_served_with_two_logins_or_not_at_all() {
    // With one login for both, a statement of the portal could take the rights of the jobs.
    // Nothing listens on port 1: the settings are refused before a connection is tried.
    let portal = ["--database-url", "postgres://portal@127.0.0.1:1/alongside"];
    let system = [
        "--system-url",
        "postgres://portal_system@127.0.0.1:1/alongside",
    ];
    for (arguments, words) in [
        (
            [&portal[..], &["serve"]].concat(),
            "set ALONGSIDE_SYSTEM_URL",
        ),
        (
            [&portal[..], &["invite", "maria-luna"]].concat(),
            "set ALONGSIDE_SYSTEM_URL",
        ),
        (
            [&portal[..], &["import", "a.json"]].concat(),
            "set ALONGSIDE_SYSTEM_URL",
        ),
        (
            [
                &["--database-url", "sqlite://nowhere.db"],
                &system[..],
                &["serve"],
            ]
            .concat(),
            "set both or neither",
        ),
    ] {
        let refused = Command::new(env!("CARGO_BIN_EXE_alongside"))
            .env("ALONGSIDE_HELP_LINE", "608-555-0142")
            .args(&arguments)
            .output()
            .unwrap();
        let stderr = String::from_utf8(refused.stderr).unwrap();
        assert_eq!(refused.status.code(), Some(1), "{arguments:?}: {stderr}");
        assert!(stderr.contains(words), "{arguments:?}: {stderr}");
    }
}
