//! Every command and setting of `alongside --help`, run as an operator runs it: exit status, stdout
//! and stderr. The table of `setting_cases.rs` must name each setting, or a test fails.
#![allow(clippy::unwrap_used)]

use std::collections::BTreeSet;
use std::process::{Command, Output, Stdio};

use clap::CommandFactory;
use server::config::Cli;

use crate::setting_cases::SETTING_CASES;
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

#[test]
fn every_setting_takes_good_values_and_names_bad_ones() {
    let folder = ProgramFolder::new();
    let (status, _, errors) = output_parts(&folder.run(&["import", AGENCY_FILE, LUNA_FILE]));
    assert_eq!(status, Some(0), "{errors}");
    let mut program = Cli::command();
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
    let named: BTreeSet<String> = SETTING_CASES
        .iter()
        .map(|(name, ..)| name.replace('-', "_"))
        .chain(["version".into(), "command".into(), "subcommand".into()])
        .collect();
    let missing: Vec<String> = globals
        .iter()
        .cloned()
        .chain(own)
        .filter(|id| !named.contains(id))
        .collect();
    assert!(missing.is_empty(), "not in SETTINGS: {missing:?}");
    for (name, good, bad, status, words) in SETTING_CASES {
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
            "--help does not tell of --{name}"
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
    let refused = folder
        .alongside_command(&["serve"])
        .env_remove("ALONGSIDE_HELP_LINE")
        .output()
        .unwrap();
    let (status, out, errors) = output_parts(&refused);
    assert_eq!((status, out.as_str()), (Some(1), ""));
    assert!(errors.contains("ALONGSIDE_HELP_LINE"), "{errors}");
}

/// A command on the test database, with the logins that the README describes.
fn command_on_database(
    database: &TestDatabase,
    folder: &ProgramFolder,
    url: &str,
    args: &[&str],
) -> Command {
    let mut command = folder.alongside_command(args);
    command
        .env(
            "DATABASE_URL",
            database.portal_url.as_deref().unwrap_or(url),
        )
        .env("ALONGSIDE_ATTACHMENTS", folder.path().join("files"));
    if let Some(system) = &database.system_url {
        command.env("ALONGSIDE_SYSTEM_URL", system).env(
            "ALONGSIDE_OWNER_URL",
            system.replace("://portal_system@", "://postgres@"),
        );
    }
    command
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

/// From an empty data folder to a signed-in parent with her plan, using only the README's commands.
#[tokio::test]
async fn commands_of_the_readme_lead_to_a_parent_who_is_signed_in() {
    for database in database::empty_databases().await {
        let folder = ProgramFolder::new();
        let url = folder.database_url();
        let run = |args: &[&str]| {
            output_parts(
                &command_on_database(&database, &folder, &url, args)
                    .output()
                    .unwrap(),
            )
        };
        assert_eq!(
            run(&["migrate"]),
            (Some(0), String::new(), "The schema is current.\n".into())
        );
        let (status, out, errors) = run(&["import", AGENCY_FILE, LUNA_FILE]);
        assert_eq!((status, out.as_str()), (Some(0), ""), "{errors}");
        assert!(errors.contains("people and 1 families"), "{errors}");
        let (status, out, errors) = run(&["import", "/nowhere.json"]);
        assert_eq!((status, out.as_str()), (Some(1), ""));
        assert!(errors.contains("cannot open /nowhere.json"), "{errors}");
        let port = free_port();
        let public = format!("http://127.0.0.1:{port}");
        let (status, invitation, errors) = run(&["invite", "maria-luna", "--public-url", &public]);
        assert_eq!((status, errors.as_str()), (Some(0), ""));
        let code = invitation
            .trim()
            .strip_prefix(&format!("{public}/welcome/"))
            .unwrap()
            .to_owned();
        let mut portal = PortalProcess::start(
            command_on_database(&database, &folder, &url, &["serve", "--drain-seconds", "0"]),
            port,
        );
        portal.wait_until_ready().unwrap();
        store::tls::install_crypto_provider();
        let client = reqwest::Client::builder()
            .redirect(reqwest::redirect::Policy::none())
            .no_proxy()
            .build()
            .unwrap();
        let welcome = client
            .get(portal.page_url(&format!("/welcome/{code}")))
            .header("accept", "text/html")
            .send()
            .await
            .unwrap();
        assert_eq!(welcome.status(), 200);
        let fields = [
            ("code", code.as_str()),
            ("name", "maria"),
            ("passphrase", "correct horse battery"),
        ];
        let accepted = post_form(
            &client,
            &portal.page_url("/api/account/accept"),
            "",
            &fields,
        )
        .await;
        assert_eq!(accepted.status(), 303, "{}", accepted.text().await.unwrap());
        let cookies = accepted
            .headers()
            .get_all("set-cookie")
            .iter()
            .map(|cookie| cookie.to_str().unwrap().split(';').next().unwrap());
        let cookie = cookies.collect::<Vec<_>>().join("; ");
        let home = client
            .get(portal.page_url("/"))
            .header("accept", "text/html")
            .header("cookie", cookie)
            .send()
            .await
            .unwrap();
        assert_eq!(home.status(), 200);
        let home = home.text().await.unwrap();
        assert!(home.contains("María") && home.contains("/plan\""), "{home}");
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
}
