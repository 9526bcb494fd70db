//! A real identity provider: oidc-provider from npm, in a process of its own
//! (`e2e/identity_provider.mjs`).
#![allow(clippy::unwrap_used, reason = "tests stop at the first surprise")]

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader};
use std::process::{Child, ChildStdout, Command, Stdio};

use http::header::{COOKIE, LOCATION, SET_COOKIE};

use crate::support::{TestApp, TestBrowser, TestDatabase, TestResponse};

const PORTAL: &str = "http://portal.test";
const SCRIPT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../e2e/identity_provider.mjs");

pub struct TestProvider {
    process: Child,
    /// Kept open: a provider that cannot write a warning would end.
    _output: BufReader<ChildStdout>,
    issuer: String,
    client: reqwest::Client,
}

impl TestProvider {
    pub fn start() -> Self {
        let mut process = Command::new("node")
            .args([SCRIPT, "http://portal.test/sign-in/staff/return"])
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut output = BufReader::new(process.stdout.take().unwrap());
        let issuer = loop {
            let mut line = String::new();
            let read = output.read_line(&mut line).unwrap();
            assert!(
                read > 0,
                "the provider ended; is e2e/node_modules installed?"
            );
            // Warnings of the library stand before it.
            if line.starts_with("http://127.0.0.1") {
                break line.trim().to_owned();
            }
        };
        runtime::tls::install_crypto_provider();
        let client = reqwest::Client::builder()
            .redirect(reqwest::redirect::Policy::none())
            .no_proxy()
            .build()
            .unwrap();
        Self {
            process,
            _output: output,
            issuer,
            client,
        }
    }

    /// A portal that takes this provider, with more flags.
    pub fn portal(&self, database: TestDatabase, more: &[&str]) -> TestApp {
        let flags = [
            "--public-url",
            PORTAL,
            "--oidc-issuer",
            &self.issuer,
            "--oidc-client-id",
            "portal",
            "--oidc-client-secret",
            "a secret of the tests",
            "--oidc-required-claim",
            "amr=mfa",
        ];
        TestApp::new(database, &[&flags[..], more].concat())
    }

    /// Sets one of the provider's switches, such as `tamper?with=nonce`.
    pub async fn switch(&self, what: &str) {
        let address = format!("{}/test/{what}", self.issuer);
        let answer = self.client.get(address).send().await.unwrap();
        assert_eq!(answer.status(), 200, "{what}");
    }

    /// Signs in as the person of the switch `person`, from a page of the portal that leads to the
    /// provider. Returns what the portal answers when the provider leads back.
    pub async fn sign_in(&self, browser: &mut TestBrowser, query: &str) -> TestResponse {
        let back = self.visit(browser, query).await;
        browser.get(&back).await
    }

    /// Visits the provider, and returns the address of the portal to which it leads back.
    pub async fn visit(&self, browser: &mut TestBrowser, query: &str) -> String {
        let begun = browser.get(&format!("/sign-in/staff?{query}")).await;
        let mut address = begun.location_as_sent().to_owned();
        assert!(
            address.starts_with(&self.issuer),
            "{} {address}",
            begun.body
        );
        let mut cookies: BTreeMap<String, String> = BTreeMap::new();
        for _ in 0..8 {
            if let Some(path) = address.strip_prefix(PORTAL) {
                return path.to_owned();
            }
            if address.starts_with('/') {
                address = format!("{}{address}", self.issuer);
            }
            let sent: Vec<String> = cookies
                .iter()
                .map(|(name, value)| format!("{name}={value}"))
                .collect();
            let answer = self
                .client
                .get(&address)
                .header(COOKIE, sent.join("; "))
                .send()
                .await
                .unwrap();
            for cookie in answer.headers().get_all(SET_COOKIE) {
                let (pair, _) = cookie.to_str().unwrap().split_once(';').unwrap();
                let (name, value) = pair.split_once('=').unwrap();
                if value.is_empty() {
                    cookies.remove(name);
                } else {
                    cookies.insert(name.to_owned(), value.to_owned());
                }
            }
            let next = answer.headers().get(LOCATION);
            let next = next.map(|next| next.to_str().unwrap().to_owned());
            let Some(next) = next else {
                panic!("{address}: {}", answer.text().await.unwrap());
            };
            address = next;
        }
        panic!("the provider does not lead back: {address}");
    }
}

impl Drop for TestProvider {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
