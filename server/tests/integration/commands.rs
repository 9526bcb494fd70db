//! Every command and setting of `alongside --help`, run as an operator runs it: exit status, stdout
//! and stderr. The table of `setting_cases.rs` must name each setting, or a test fails.
#![allow(clippy::unwrap_used)]

use std::collections::BTreeSet;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use clap::CommandFactory;
use model::account::group_code;
use server::config::Cli;

use crate::setting_cases::{SETTING_CASES, SettingCase};
use crate::staff_setting_cases::STAFF_SETTING_CASES;
use crate::support::database::{self, TestDatabase};
use crate::support::program::{PortalProcess, ProgramFolder, free_port};

const AGENCY_FILE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../app/model/demo/agency.json");
const LUNA_FILE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../app/model/demo/luna.json");

fn output_parts(output: &Output) -> (Option<i32>, String, String) {
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    (
        output.status.code(),
        text(&output.stdout),
        text(&output.stderr),
    )
}

fn all_cases() -> impl Iterator<Item = SettingCase> {
    SETTING_CASES.into_iter().chain(STAFF_SETTING_CASES)
}

#[test]
fn every_setting_takes_good_values_and_names_bad_ones() {
    let folder = ProgramFolder::new();
    // With data, so that each command line below is refused for its bad value and not for an empty
    // database.
    let (status, _, errors) = output_parts(&folder.run(&["import", AGENCY_FILE, LUNA_FILE]));
    assert_eq!(status, Some(0), "{errors}");
    let mut program = Cli::command();
    // Adds `--help` and `--version`, and copies global settings into the commands.
    program.build();
    let globals: BTreeSet<String> = program
        .get_arguments()
        .map(|argument| argument.get_id().to_string())
        .collect();
    let own = program.get_subcommands().flat_map(|command| {
        command
            .get_arguments()
            .map(|argument| argument.get_id().to_string())
    });
    let named: BTreeSet<String> = all_cases()
        // The id of an argument is the name of its field.
        .map(|(name, ..)| name.replace('-', "_"))
        // Arguments that clap adds by itself.
        .chain(["version".into(), "command".into(), "subcommand".into()])
        .collect();
    let missing: Vec<String> = globals
        .iter()
        .cloned()
        .chain(own)
        .filter(|id| !named.contains(id))
        .collect();
    assert!(missing.is_empty(), "not in SETTINGS: {missing:?}");
    for (name, good, bad, status, words) in all_cases() {
        // Generating a key needs no database, so only the value decides. The key has 43 characters.
        if globals.contains(&name.replace('-', "_")) && !good.is_empty() {
            let (status, out, errors) =
                output_parts(&folder.run(&["generate-vapid-key", &format!("--{name}={good}")]));
            assert_eq!(
                (status, out.trim().len(), errors.as_str()),
                (Some(0), 43, ""),
                "--{name}={good}"
            );
        }
        let (got, out, errors) = output_parts(&folder.run(bad));
        assert_eq!(got, Some(status), "{bad:?}: {errors}");
        assert!(
            errors.contains(words) && !errors.contains("panicked"),
            "{bad:?}: {errors}"
        );
        // A script that reads stdout must not take an error for a result.
        assert_eq!(out, "", "{bad:?}");
    }
}

#[test]
fn help_says_what_the_program_is_for_and_version_its_version() {
    let folder = ProgramFolder::new();
    let (status, out, errors) = output_parts(&folder.run(&["--help"]));
    assert_eq!((status, errors.as_str()), (Some(0), ""));
    assert!(out.starts_with("A web portal where families"), "{out}");
    for argument in Cli::command()
        .get_arguments()
        .filter(|argument| !argument.is_hide_set())
    {
        let name = argument.get_long().unwrap();
        assert!(
            out.contains(&format!("--{name}")),
            "--help does not list --{name}"
        );
    }
    for command in Cli::command()
        .get_subcommands()
        .filter(|command| !command.is_hide_set())
    {
        let name = command.get_name();
        let (status, own, errors) = output_parts(&folder.run(&[name, "--help"]));
        assert_eq!((status, errors.as_str()), (Some(0), ""), "{name}");
        assert!(
            out.contains(name) && own.contains("Usage: alongside"),
            "{name}: {own}"
        );
    }
    assert_eq!(
        output_parts(&folder.run(&["--version"])).1.trim(),
        concat!("alongside ", env!("CARGO_PKG_VERSION"))
    );
}

#[test]
fn serve_without_help_line_is_refused() {
    let folder = ProgramFolder::new();
    // Families see the number before they sign in, and no default would be the right one.
    let refused = folder
        .alongside_command(&["serve"])
        .env_remove("ALONGSIDE_HELP_LINE")
        .output()
        .unwrap();
    let (status, out, errors) = output_parts(&refused);
    assert_eq!((status, out.as_str()), (Some(1), ""));
    assert!(errors.contains("ALONGSIDE_HELP_LINE"), "{errors}");
}

/// An operator's shell: commands on one database, with the logins that the README describes.
struct OperatorShell<'a> {
    database: &'a TestDatabase,
    folder: ProgramFolder,
}

impl OperatorShell<'_> {
    fn command(&self, args: &[&str]) -> Command {
        let mut command = self.folder.alongside_command(args);
        let sqlite_url = self.folder.database_url();
        let portal_url = self.database.portal_url.as_deref();
        command
            .env("DATABASE_URL", portal_url.unwrap_or(&sqlite_url))
            .env("ALONGSIDE_ATTACHMENTS", self.folder.path().join("files"));
        if let Some(system) = &self.database.system_url {
            command.env("ALONGSIDE_SYSTEM_URL", system).env(
                "ALONGSIDE_OWNER_URL",
                // The owner of the test database, who may change its schema.
                system.replace("://portal_system@", "://postgres@"),
            );
        }
        command
    }

    fn run(&self, args: &[&str]) -> (Option<i32>, String, String) {
        output_parts(&self.command(args).output().unwrap())
    }

    fn migrate_and_import(&self) {
        assert_eq!(
            self.run(&["migrate"]),
            (Some(0), String::new(), "The schema is current.\n".into())
        );
        let (status, out, errors) = self.run(&["import", AGENCY_FILE, LUNA_FILE]);
        assert_eq!((status, out.as_str()), (Some(0), ""), "{errors}");
        assert!(errors.contains("people and 1 families"), "{errors}");
        let (status, out, errors) = self.run(&["import", "/nowhere.json"]);
        assert_eq!((status, out.as_str()), (Some(1), ""));
        assert!(errors.contains("cannot open /nowhere.json"), "{errors}");
    }

    /// Invites María Luna; returns the code of the printed address.
    fn invite_maria(&self, public: &str) -> String {
        // stdout is the address alone, so that a script can pass it on.
        let (status, invitation, errors) =
            self.run(&["invite", "maria-luna", "--public-url", public]);
        assert_eq!((status, errors.as_str()), (Some(0), ""));
        let (status, out, errors) = self.run(&["invite", "no-such-key", "--revoke"]);
        assert_eq!((status, out.as_str()), (Some(1), ""));
        assert!(errors.contains("no person has this key"), "{errors}");
        code_of_address(&invitation, public)
    }

    /// Signs María Luna out while the portal runs. Each act is in the log, without her key.
    fn end_sessions_of_maria(&self) {
        let (status, out, errors) = self.run(&["end-sessions", "no-such-key"]);
        assert_eq!((status, out.as_str()), (Some(1), ""));
        assert!(errors.contains("no person has this key"), "{errors}");
        for (args, ended) in [
            (["end-sessions", "maria-luna"], "Sessions ended: 1"),
            (["end-sessions", "--all"], "Sessions ended: 0"),
        ] {
            let mut command = self.command(&args);
            let output = command.env("RUST_LOG", "warn").output().unwrap();
            let (status, out, errors) = output_parts(&output);
            assert_eq!((status, out.as_str()), (Some(0), ""), "{errors}");
            assert!(
                errors.contains(ended) && errors.contains("the operator ended"),
                "{errors}"
            );
            assert!(!errors.contains("maria-luna"), "{errors}");
        }
    }

    /// Invites María Luna again, with a letter, and returns the code of its address. The letter is
    /// not overwritten, and a refused command leaves the code as it is.
    fn write_letter_for_maria(&self, public: &str) -> String {
        let path = self.folder.path().join("letter.html");
        let file = path.to_str().unwrap();
        let command = [
            "invite",
            "maria-luna",
            "--public-url",
            public,
            "--letter",
            file,
        ];
        let (status, invitation, errors) = self.run(&command);
        assert_eq!(status, Some(0), "{errors}");
        assert!(
            errors.contains(file) && errors.contains("works once"),
            "{errors}"
        );
        let code = code_of_address(&invitation, public);
        assert!(!errors.contains(&code), "{errors}");
        check_letter(&path, public, &code);
        let before = std::fs::read(&path).unwrap();
        let (status, out, errors) = self.run(&command);
        assert_eq!((status, out.as_str()), (Some(1), ""));
        assert!(errors.contains("cannot create"), "{errors}");
        assert_eq!(std::fs::read(&path).unwrap(), before);
        let unknown = self.folder.path().join("unknown.html");
        let file = unknown.to_str().unwrap();
        let (status, out, errors) = self.run(&["invite", "no-such-key", "--letter", file]);
        assert_eq!((status, out.as_str()), (Some(1), ""));
        assert!(errors.contains("no person has this key"), "{errors}");
        assert!(!unknown.exists());
        code
    }
}

/// The code of the address that `alongside invite` printed.
fn code_of_address(printed: &str, public: &str) -> String {
    let code = printed.trim().strip_prefix(&format!("{public}/welcome/"));
    code.unwrap().to_owned()
}

/// The letter that `alongside invite --letter` wrote, as the person holds it in their hands.
fn check_letter(path: &Path, public: &str, code: &str) {
    let mode = std::fs::metadata(path).unwrap().permissions().mode();
    assert_eq!(
        mode & 0o777,
        0o600,
        "others on this machine could read the code"
    );
    let letter = std::fs::read_to_string(path).unwrap();
    // María reads Spanish. Fluent puts invisible marks around names.
    let text = letter.replace(['\u{2068}', '\u{2069}'], "");
    for part in [
        "<!DOCTYPE html>",
        "lang=\"es\"",
        "<h1>Su invitación a Alongside</h1>",
        "María Luna",
        &group_code(code),
        &format!("{public}/welcome<"),
        "class=\"qr-square\"",
        "@page { size: letter;",
        "href=\"tel:",
    ] {
        assert!(text.contains(part), "{part}: {letter}");
    }
    // It prints without the server, tells nothing of the family, and carries the code once in plain
    // sight: the address with it is only in the QR code.
    let foreign = [
        "<script",
        "<link",
        "<img",
        " src=",
        "url(",
        "maria-luna",
        "Dana",
        code,
    ];
    for part in foreign {
        assert!(!text.contains(part), "{part}: {letter}");
    }
    assert_eq!(text.matches("href=").count(), 1, "{letter}");
}

/// A client that follows no redirects and keeps no cookies.
fn plain_client() -> reqwest::Client {
    // reqwest is built without a crypto provider and cannot build a client before one is installed.
    runtime::tls::install_crypto_provider();
    reqwest::Client::builder()
        .redirect(reqwest::redirect::Policy::none())
        .no_proxy()
        .build()
        .unwrap()
}

async fn get_page(client: &reqwest::Client, url: &str, cookie: &str) -> reqwest::Response {
    client
        .get(url)
        .header("accept", "text/html")
        .header("cookie", cookie)
        .send()
        .await
        .unwrap()
}

async fn post_form(
    client: &reqwest::Client,
    url: &str,
    cookie: &str,
    fields: &[(&str, &str)],
) -> reqwest::Response {
    let body = serde_urlencoded::to_string(fields).unwrap();
    let request = client
        .post(url)
        .header("content-type", "application/x-www-form-urlencoded")
        .header("sec-fetch-site", "same-origin");
    request
        .header("accept", "text/html")
        .header("cookie", cookie)
        .body(body)
        .send()
        .await
        .unwrap()
}

/// Opens the welcome page and sends its form; returns the cookies of the new session.
async fn redeem_code(client: &reqwest::Client, portal: &PortalProcess, code: &str) -> String {
    let welcome = get_page(client, &portal.page_url(&format!("/welcome/{code}")), "").await;
    assert_eq!(welcome.status(), 200);
    let fields = [
        ("code", code),
        ("name", "maria"),
        ("passphrase", "correct horse battery"),
    ];
    let accepted = post_form(client, &portal.page_url("/api/account/accept"), "", &fields).await;
    assert_eq!(accepted.status(), 303, "{}", accepted.text().await.unwrap());
    let cookies = accepted
        .headers()
        .get_all("set-cookie")
        .iter()
        .map(|cookie| cookie.to_str().unwrap().split(';').next().unwrap());
    cookies.collect::<Vec<_>>().join("; ")
}

fn assert_stops_on_sigterm(mut portal: PortalProcess) {
    Command::new("kill")
        .args(["-TERM", &portal.child.id().to_string()])
        .stdout(Stdio::null())
        .status()
        .unwrap();
    assert!(
        portal.child.wait().unwrap().success(),
        "stopped as it was told to"
    );
}

/// From an empty data folder to a signed-in parent with her plan, using only the README's commands.
#[tokio::test]
async fn commands_of_the_readme_lead_to_a_parent_who_is_signed_in() {
    for database in database::empty_databases().await {
        let shell = OperatorShell {
            database: &database,
            folder: ProgramFolder::new(),
        };
        shell.migrate_and_import();
        let port = free_port();
        let public = format!("http://127.0.0.1:{port}");
        shell.invite_maria(&public);
        // The code of the letter leads in, also after a command that was refused.
        let code = shell.write_letter_for_maria(&public);
        let mut portal = PortalProcess::start(
            // Without draining, which gives load balancers time and would only delay the stop.
            shell.command(&["serve", "--drain-seconds", "0"]),
            port,
        );
        portal.wait_until_ready().unwrap();
        let client = plain_client();
        let cookie = redeem_code(&client, &portal, &code).await;
        let home = get_page(&client, &portal.page_url("/"), &cookie).await;
        assert_eq!(home.status(), 200);
        let home = home.text().await.unwrap();
        assert!(home.contains("María") && home.contains("/plan\""), "{home}");
        shell.end_sessions_of_maria();
        let ended = get_page(&client, &portal.page_url("/"), &cookie).await;
        let leads_to = ended.headers()["location"].to_str().unwrap();
        assert!(leads_to.starts_with("/sign-in"), "{leads_to}");
        assert_stops_on_sigterm(portal);
    }
}
