//! The real program, started as an operator starts it, with its own folder, SQLite file and port.
#![allow(
    dead_code,
    clippy::unwrap_used,
    reason = "shared by several test files; tests stop at the first surprise"
)]

use std::io::{BufRead, BufReader, Read};
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};

use tempfile::TempDir;

pub const ASSETS_DIR: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../target/site");

/// A temporary folder with the SQLite file and the attachments.
pub struct ProgramFolder(pub TempDir);

impl ProgramFolder {
    pub fn new() -> Self {
        Self(TempDir::new().unwrap())
    }

    pub fn path(&self) -> &Path {
        self.0.path()
    }

    pub fn database_path(&self) -> PathBuf {
        self.path().join("alongside.db")
    }

    pub fn database_url(&self) -> String {
        format!("sqlite://{}", self.database_path().display())
    }

    /// An `alongside` command on this folder's database.
    pub fn alongside_command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_alongside"));
        // `serve` refuses to start without a help line.
        command
            .args(args)
            .env("ALONGSIDE_ASSETS_DIR", ASSETS_DIR)
            .env("DATABASE_URL", self.database_url())
            .env("ALONGSIDE_HELP_LINE", "608-555-0142")
            // Log lines of the startup would be between the errors that tests compare.
            .env("RUST_LOG", "error")
            .stdin(Stdio::null());
        command
    }

    /// Runs `alongside` until it exits.
    pub fn run(&self, args: &[&str]) -> Output {
        self.alongside_command(args).output().unwrap()
    }

    /// The error output of `alongside`, which must exit with status 1.
    pub fn startup_error(&self, args: &[&str]) -> String {
        let output = self.run(args);
        let words = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(1), "{words}");
        words
    }
}

pub fn free_port() -> u16 {
    // Chosen before the start, because the portal prints the port of its settings: with port 0
    // no one would learn the real one.
    TcpListener::bind("127.0.0.1:0")
        .unwrap()
        .local_addr()
        .unwrap()
        .port()
}

/// A portal process, killed when dropped.
pub struct PortalProcess {
    pub child: Child,
    pub port: u16,
}

impl PortalProcess {
    /// Starts `serve` on this port.
    pub fn start(mut command: Command, port: u16) -> Self {
        command
            .args(["--addr", &format!("127.0.0.1:{port}")])
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        Self {
            child: command.spawn().unwrap(),
            port,
        }
    }

    /// Waits until the portal prints its address; returns the error output where it does not start.
    pub fn wait_until_ready(&mut self) -> Result<(), String> {
        let mut line = String::new();
        // The line is printed once the socket is bound, so no request after it is refused.
        BufReader::new(self.child.stdout.take().unwrap())
            .read_line(&mut line)
            .unwrap();
        if line.contains(&self.port.to_string()) {
            return Ok(());
        }
        // Without the line the program has ended, so its error output has an end.
        let mut words = String::new();
        self.child
            .stderr
            .take()
            .unwrap()
            .read_to_string(&mut words)
            .unwrap();
        Err(words)
    }

    pub fn page_url(&self, path: &str) -> String {
        format!("http://127.0.0.1:{}{path}", self.port)
    }
}

impl Drop for PortalProcess {
    fn drop(&mut self) {
        let _ = self.child.kill();
        // Otherwise the process would remain as a zombie until the test program ends.
        let _ = self.child.wait();
    }
}
